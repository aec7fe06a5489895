"""Print a paper as plain text with all its numbers and references: what the spec tests compare.

Text keeps the marks it is typed with in Markdown (*emphasis*, **strong**, ~~struck~~, `code`); a
link has its address behind it, a footnote its number in square brackets. What a row of a table
is stands before it: = headings, # group, - sub-total, * total, + funding, > note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportgen import walk
from reportgen.model import (
    Appendix,
    BlockQuote,
    Blocks,
    BudgetDirective,
    Chart,
    ChartDirective,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    LogDirective,
    Paper,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Stated,
    Strikethrough,
    Strong,
    Table,
    ThematicBreak,
    TransfersDirective,
)

INDENT = "    "
ROW_MARKS = {
    RowKind.HEADING: "=",
    RowKind.GROUP: "#",
    RowKind.LINE: " ",
    RowKind.SUBTOTAL: "-",
    RowKind.TOTAL: "*",
    RowKind.FUNDING: "+",
    RowKind.NOTE: ">",
}


def write_outline(paper: Paper) -> str:
    """Return the sections and appendices as text, a blank line between blocks."""
    parts: list[str] = []
    for section in paper.sections:
        parts.extend(_blocks(section.blocks))
    for appendix in paper.appendices:
        parts.extend(_appendix(appendix))
    parts.extend(_notes(paper))
    return "\n\n".join(parts) + "\n" if parts else ""


def _appendix(appendix: Appendix) -> Iterator[str]:
    yield f"Appendix {appendix.number}  {_one_line(appendix.title)}"
    yield from _blocks(appendix.blocks)


def _notes(paper: Paper) -> Iterator[str]:
    for note in walk.each(paper, Footnote):
        yield _hanging(f"[{note.number}]", "\n".join(_blocks(note.blocks)))


# --- blocks ---------------------------------------------------------------------------------


def _blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield BLOCKS[type(block)](block)


def _heading(block: Heading) -> str:
    number = f"{block.number} " if block.number and not block.word else ""
    return f"{'#' * block.level} {number}{walk.heading_words(block)}{_one_line(block.content)}"


def _paragraph(block: Paragraph) -> str:
    text = _text(block.content)
    return _hanging(block.number, text) if block.number else text


def _list(block: List) -> str:
    return "\n".join(_item(block, item) for item in block.items)


def _quote(block: BlockQuote) -> str:
    return _indented("\n\n".join(_blocks(block.blocks)), "> ")


def _code(block: CodeBlock) -> str:
    return _indented(block.text.rstrip("\n"), INDENT)


def _figure(block: Figure) -> str:
    picture = block.picture
    lines = _chart(picture) if isinstance(picture, Chart) else ()
    return "\n".join([*_caption("Figure", block), f"[{picture.alt}]", *lines])


def _chart(chart: Chart) -> Iterator[str]:
    """Yield the amounts of a chart, a line for each category, under the names of several series."""
    unit = f", {chart.unit}" if chart.unit else ""
    names = [item.heading for item in chart.series] if len(chart.series) > 1 else []
    yield f"= {' | '.join([f'{chart.type.capitalize()} chart{unit}', *names])}"
    for at, category in enumerate(chart.categories):
        amounts = [node.text if (node := item.amounts[at]) else "" for item in chart.series]
        yield f"  {category}: {' | '.join(amounts)}".rstrip()


def _item(block: List, item: ListItem) -> str:
    text = "\n".join(_blocks(item.blocks))
    if block.style is ListStyle.BULLET:
        return _hanging("•", text)
    plain_number = item.number.isdigit() and block.style is ListStyle.NUMBER
    mark = f"{item.number}." if plain_number else _last_number(item.number)
    return _hanging(mark, text)


def _last_number(number: str) -> str:
    """Return the last level of a full number, which is what stands at the margin: (b) of 4(b)."""
    return number[max(number.rfind("("), 0) :]


def _table(table: Table) -> str:
    return "\n".join([*_caption("Table", table), *map(_row, table.rows)])


def _row(row: Row) -> str:
    cells = [_text(cell.content).replace("\n", " / ") for cell in row.cells]
    return f"{ROW_MARKS[row.kind]} {' | '.join(cells)}".rstrip(" |")


def _caption(word: str, block: Table | Figure) -> Iterator[str]:
    if block.caption:
        yield f"{word} {block.number}  {_one_line(block.caption)}"


def _hanging(mark: str, text: str) -> str:
    return f"{mark:<3} {_indented(text, INDENT).removeprefix(INDENT)}".rstrip()


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))


BLOCKS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    List: _list,
    BlockQuote: _quote,
    CodeBlock: _code,
    ThematicBreak: lambda _: "* * *",
    Table: _table,
    BudgetDirective: lambda block: f"{{budget}} {block.sheet}",
    ChartDirective: lambda block: f"{{chart}} {block.sheet}",
    LogDirective: lambda block: f"{{log}} {block.words}".rstrip(),
    TransfersDirective: lambda block: f"{{transfers}} {block.total}",
    Figure: _figure,
}

# --- inline content -------------------------------------------------------------------------


def _one_line(content: Inlines) -> str:
    return _text(content).replace("\n", " ")


def _text(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(node: Inline) -> str:
    """Return the text of one node; what has no marks of its own prints as it does anywhere."""
    printer = INLINES.get(type(node))
    return printer(node) if printer else walk.plain((node,))


def _link(node: Link) -> str:
    words = _text(node.children)
    is_address = words in (node.target, node.target.removeprefix("mailto:"))
    return words if is_address else f"{words} <{node.target}>"


INLINES: dict[type, Callable[[Any], str]] = {
    Emphasis: lambda node: f"*{_text(node.children)}*",
    Strong: lambda node: f"**{_text(node.children)}**",
    Strikethrough: lambda node: f"~~{_text(node.children)}~~",
    Stated: lambda node: _text(node.children),
    Code: lambda node: f"`{node.text}`",
    Link: _link,
    LineBreak: lambda _: "\n",
    Picture: lambda node: f"[{node.alt}]",
    Footnote: lambda node: f"[{node.number}]",
}
