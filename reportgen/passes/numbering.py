"""Give every paragraph, sub-paragraph, table, figure, footnote and appendix its number.

The numbers are those that Word will work out itself from the template's multilevel lists. They
are worked out here as well so that references are right in the file as it is stored, and so
that every other form of the paper (outline, HTML) prints the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from reportgen.model import (
    Appendix,
    Block,
    Blocks,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    ListStyle,
    Numbering,
    Paper,
    Paragraph,
    Section,
    Table,
)
from reportgen.walk import Node, rebuild

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def number_paper(paper: Paper) -> Paper:
    """Return the paper with all its numbers in place."""
    paragraphs = count(1)
    sections = tuple(_number_section(item, paper.numbering, paragraphs) for item in paper.sections)
    appendices = tuple(
        _number_appendix(item, index) for index, item in enumerate(paper.appendices, start=1)
    )
    return _number_captions(replace(paper, sections=sections, appendices=appendices))


def letters(number: int) -> str:
    """Return Word's lower-letter form of a number: a ... z, aa, bb ... zz, aaa."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """Return the lower-case Roman form of a number."""
    text = ""
    for value, letter in ROMAN:
        text += letter * (number // value)
        number %= value
    return text


def _number_section(section: Section, scheme: Numbering, paragraphs: Iterator[int]) -> Section:
    if scheme is Numbering.NONE:
        return section
    return replace(section, blocks=tuple(_number_blocks(section.blocks, paragraphs)))


def _number_blocks(blocks: Blocks, paragraphs: Iterator[int]) -> Iterator[Block]:
    """Number a section's paragraphs, and the ordered lists below each as its sub-paragraphs.

    A heading ends what belongs to a paragraph: a list directly below it is numbered by itself.
    """
    number = ""
    first_list = True
    for block in blocks:
        if isinstance(block, Paragraph) and "unnumbered" not in block.attributes.classes:
            number, first_list = str(next(paragraphs)), True
            yield replace(block, number=number)
        elif isinstance(block, List) and block.style is ListStyle.NUMBER and number:
            yield _sub_paragraphs(block, number, 1, restarts=not first_list)
            first_list = False
        else:
            number = "" if isinstance(block, Heading) else number
            yield block


def _sub_paragraphs(block: List, parent: str, depth: int, *, restarts: bool) -> List:
    """Turn an ordered list into the sub-paragraphs (a), and below them (i), of a paragraph."""
    form = letters if depth == 1 else roman
    items = tuple(
        _sub_paragraph(item, f"{parent}({form(number)})", depth)
        for number, item in enumerate(block.items, start=max(block.start, 1))
    )
    return replace(
        block,
        style=ListStyle.PARAGRAPH,
        items=items,
        start=max(block.start, 1),
        restarts=restarts or block.start > 1,
    )


def _sub_paragraph(item: ListItem, number: str, depth: int) -> ListItem:
    blocks: list[Block] = []
    first_list = True
    for block in item.blocks:
        if isinstance(block, List) and block.style is ListStyle.NUMBER and depth == 1:
            blocks.append(_sub_paragraphs(block, number, depth + 1, restarts=not first_list))
            first_list = False
        else:
            blocks.append(block)
    return replace(item, blocks=tuple(blocks), number=number)


def _number_appendix(appendix: Appendix, index: int) -> Appendix:
    return replace(appendix, number=letters(index).upper())


def _number_captions(paper: Paper) -> Paper:
    """Number captioned tables and figures, the notes, and lists that are numbered by themselves."""
    tables, figures, notes = count(1), count(1), count(1)

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case Table() if node.caption:
                return (replace(node, number=str(next(tables))),)
            case Figure() if node.caption:
                return (replace(node, number=str(next(figures))),)
            case Footnote():
                return (replace(node, number=next(notes)),)
            case List(style=ListStyle.NUMBER):
                return (_number_items(node),)
            case _:
                return (node,)

    return rebuild(paper, change)


def _number_items(block: List) -> List:
    items = tuple(
        replace(item, number=str(number))
        for number, item in enumerate(block.items, start=block.start)
    )
    return replace(block, items=items)
