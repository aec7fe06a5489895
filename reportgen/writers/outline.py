"""Print a paper as plain text with all its numbers and references: what the spec tests compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportgen import walk
from reportgen.model import (
    Appendix,
    Block,
    BlockQuote,
    Blocks,
    BudgetDirective,
    CodeBlock,
    Figure,
    Footnote,
    Heading,
    List,
    ListItem,
    ListStyle,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Table,
    ThematicBreak,
)

INDENT = "    "


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
    yield f"Appendix {appendix.number}  {walk.plain(appendix.title)}"
    yield from _blocks(appendix.blocks)


def _notes(paper: Paper) -> Iterator[str]:
    for note in walk.each(paper, Footnote):
        yield _hanging(f"[{note.number}]", note.blocks)


def _blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield _block(block)


def _block(block: Block) -> str:
    return PRINTERS[type(block)](block)


def _heading(block: Heading) -> str:
    return f"{'#' * block.level} {walk.plain(block.content)}"


def _paragraph(block: Paragraph) -> str:
    text = walk.plain(block.content)
    return f"{block.number:<3} {text}" if block.number else text


def _list(block: List) -> str:
    return "\n".join(_item(block, item) for item in block.items)


def _quote(block: BlockQuote) -> str:
    return _indented("\n\n".join(_blocks(block.blocks)), "> ")


def _code(block: CodeBlock) -> str:
    return _indented(block.text.rstrip("\n"), INDENT)


def _figure(block: Figure) -> str:
    return _caption("Figure", block) or f"[{block.picture.alt}]"


def _item(block: List, item: ListItem) -> str:
    if block.style is ListStyle.BULLET:
        return _hanging("•", item.blocks)
    mark = f"{item.number}." if block.style is ListStyle.NUMBER else _last_number(item.number)
    return _hanging(mark, item.blocks)


def _last_number(number: str) -> str:
    """Return the last level of a full number, which is what stands at the margin: (b) of 4(b)."""
    return number[number.rindex("(") :]


def _hanging(mark: str, blocks: Blocks) -> str:
    text = _indented("\n".join(_blocks(blocks)), INDENT)
    return f"{mark:<3} " + text.removeprefix(INDENT)


def _table(table: Table) -> str:
    lines = [_caption("Table", table)] if table.caption else []
    lines.extend(_row(row) for row in table.rows)
    return "\n".join(lines)


def _row(row: Row) -> str:
    cells = [walk.plain(cell.content) for cell in row.cells]
    mark = {RowKind.HEADING: "= ", RowKind.SUBTOTAL: "- ", RowKind.TOTAL: "* "}.get(row.kind, "  ")
    return (mark + " | ".join(cells)).rstrip(" |")


def _caption(word: str, block: Table | Figure) -> str:
    return f"{word} {block.number}  {walk.plain(block.caption)}" if block.caption else ""


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))


PRINTERS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    List: _list,
    BlockQuote: _quote,
    CodeBlock: _code,
    ThematicBreak: lambda _: "* * *",
    Table: _table,
    BudgetDirective: lambda block: f"{{budget}} {block.sheet}",
    Figure: _figure,
}
