"""Walk a paper's tree: list the nodes of a kind, or rebuild the tree with some nodes replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import is_not
from typing import Any, TypeVar

from msgspec.structs import replace

from reportgen import model
from reportgen.dates import long_date

Node = Any
NodeType = TypeVar("NodeType")

NO_BREAK = "\u00a0"

# The fields of each node that hold further nodes. A node that is not here has none.
CHILDREN: dict[type, tuple[str, ...]] = {
    model.Paper: ("sections", "appendices"),
    model.Section: ("blocks",),
    model.Appendix: ("title", "blocks"),
    model.Paragraph: ("content",),
    model.Heading: ("content",),
    model.List: ("items",),
    model.ListItem: ("blocks",),
    model.BlockQuote: ("blocks",),
    model.Table: ("caption", "rows"),
    model.Row: ("cells",),
    model.TableCell: ("content",),
    model.BudgetDirective: ("caption",),
    model.ChartDirective: ("caption",),
    model.LogDirective: ("caption",),
    model.TransfersDirective: ("caption",),
    model.Figure: ("caption", "picture"),
    model.Chart: ("series",),
    model.ChartSeries: ("amounts",),
    model.Emphasis: ("children",),
    model.Strong: ("children",),
    model.Strikethrough: ("children",),
    model.Stated: ("children",),
    model.Link: ("children",),
    model.Footnote: ("blocks",),
}

# What alone stands in the rows of a table that was read from a sheet. There may be thousands of
# them, so who looks for anything else does not go through them.
IN_SHEETS = (model.Row, model.TableCell, model.Text, model.LineBreak, model.AmountText)

Change = Callable[[Node], tuple[Node, ...]]


def each(node: Node, *types: type[NodeType]) -> Iterator[NodeType]:
    """Yield the nodes of the given types in and below `node`, in the order they are read."""
    wanted = frozenset(types)
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if type(node) in wanted:
            yield node
        if type(node) is model.Table and node.origin:
            yield from (found for item in node.caption for found in each(item, *types))
            yield from _in_sheet(node, wanted)
            continue
        for name in reversed(CHILDREN.get(type(node), ())):
            value = getattr(node, name)
            if isinstance(value, tuple):
                waiting.extend(reversed(value))
            else:
                waiting.append(value)


def _in_sheet(table: model.Table, wanted: frozenset[type]) -> Iterator[Any]:
    """Yield what is wanted of the rows of a table that was read from a sheet."""
    if wanted.isdisjoint(IN_SHEETS):
        return
    for row in table.rows:
        if model.Row in wanted:
            yield row
        for cell in row.cells:
            if model.TableCell in wanted:
                yield cell
            for node in cell.content:
                if type(node) in wanted:
                    yield node


def typed_fields(node: Node) -> tuple[str, ...]:
    """Return the fields of a node that hold further nodes, but for what was read from a sheet."""
    names = CHILDREN.get(type(node), ())
    return ("caption",) if isinstance(node, model.Table) and node.origin else names


def rebuild(node: NodeType, change: Change) -> NodeType:
    """Return the tree with every node below `node` replaced by what `change` returns for it.

    Children come before their parents. `change` returns `(node,)` for what stays, another
    tuple of nodes for what is replaced. A branch without a change is kept as it is, and so are
    the rows of a table that was read from a sheet.
    """
    changed: dict[str, Any] = {}
    for name in typed_fields(node):
        value = getattr(node, name)
        if isinstance(value, tuple):
            new = tuple(made for child in value for made in _rebuilt(child, change))
            if len(new) != len(value) or any(map(is_not, new, value)):
                changed[name] = new
        else:
            (only,) = _rebuilt(value, change)
            if only is not value:
                changed[name] = only
    return replace(node, **changed) if changed else node  # type: ignore[type-var]


def _rebuilt(node: Node, change: Change) -> tuple[Node, ...]:
    return change(rebuild(node, change) if type(node) in CHILDREN else node)


def plain(content: tuple[Node, ...]) -> str:
    """Return the text of inline content without any markup."""
    if len(content) == 1 and isinstance(content[0], model.Text | model.AmountText):
        return content[0].text  # as in nearly all of the thousands of cells there may be
    return "".join(_plain(node) for node in content)


def heading_text(heading: model.Heading) -> str:
    """Return what a heading says: its text, for a numbered one `Question 1: Spending`.

    The number of a section in the decimal scheme is not part of it.
    """
    return heading_words(heading) + plain(heading.content)


def heading_words(heading: model.Heading) -> str:
    """Return what stands before the content of a numbered heading: `Question 1: `.

    Without a title the colon is left out. `""` for a heading without a word.
    """
    if not heading.word:
        return ""
    words = NO_BREAK.join(part for part in (heading.word, heading.number) if part)
    return f"{words}: " if plain(heading.content).strip() else words


def _plain(node: Node) -> str:
    match node:
        case model.Text(text=text) | model.Code(text=text) | model.AmountText(text=text):
            return str(text)
        case model.Picture(alt=alt):
            return str(alt)
        case model.DateText(day=day):
            return long_date(day)
        case model.LineBreak():
            return " "
        case model.Reference(words=words, number=number):
            return " ".join(part for part in (words, number) if part)
        case model.Expression(text=text):
            return "{{ " + str(text) + " }}"
        case model.Footnote():
            return ""
        case _:
            return plain(getattr(node, "children", ()))
