"""Walk a paper's tree: list the nodes of a kind, or rebuild the tree with some nodes replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import is_not, itemgetter
from typing import Any, TypeVar

from msgspec import Struct
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

# The other way round, for who takes the last of what waits first.
_BACKWARDS = {kind: names[::-1] for kind, names in CHILDREN.items()}
_IN_SHEETS = frozenset(IN_SHEETS)
# What is noted of a paper that many ask about. Of texts there are too many.
_NOTED = frozenset(CHILDREN) - _IN_SHEETS - {model.Paper} | {
    model.CodeBlock, model.Picture, model.Reference, model.ReferenceGroup, model.Expression
}  # fmt: skip

Change = Callable[[Node], tuple[Node, ...]]


def each(node: Node, *types: type[NodeType]) -> Iterator[NodeType]:
    """Yield the nodes of the given types in and below `node`, in the order they are read."""
    wanted: frozenset[type] = frozenset(types)
    if type(node) is model.Paper and wanted <= _NOTED:
        return iter(_of_paper(node, types))
    return _each(node, wanted, sheets=not wanted.isdisjoint(_IN_SHEETS))


def typed(node: Node, *types: type[NodeType]) -> Iterator[NodeType]:
    """Yield nodes as `each` does, but none from the rows of a table that was read from a sheet."""
    return _each(node, frozenset(types), sheets=False)


def _each(node: Node, wanted: frozenset[type], *, sheets: bool) -> Iterator[Any]:
    looked_at = _looked_at(wanted)
    waiting = [node]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if kind in wanted:
            yield node
        if kind is model.Table and node.origin:
            if sheets:
                yield from _each_of_sheet(node, wanted)
                continue
            names: tuple[str, ...] = ("caption",)
        else:
            names = _BACKWARDS.get(kind, ())
        for name in names:
            value = getattr(node, name)
            if type(value) is not tuple:
                waiting.append(value)
            elif not looked_at.isdisjoint(map(type, value)):
                waiting += [item for item in reversed(value) if type(item) in looked_at]


@lru_cache(maxsize=64)
def _looked_at(wanted: frozenset[type]) -> frozenset[type]:
    """Return the types of nodes that matter to who wants some: in others there is nothing."""
    return wanted | CHILDREN.keys()


def _each_of_sheet(table: model.Table, wanted: frozenset[type]) -> Iterator[Any]:
    """Yield what is wanted below a table that was read from a sheet."""
    for item in table.caption:
        yield from _each(item, wanted, sheets=True)
    yield from _in_sheet(table, wanted)


class _Noted(Struct):
    """The nodes of a paper's parts that many ask about, by type, each with its place."""

    parts: tuple[Node, Node] = (None, None)
    nodes: dict[type, list[tuple[int, Any]]] = {}


_latest = _Noted()


def _of_paper(paper: model.Paper, types: tuple[type[NodeType], ...]) -> list[NodeType]:
    """Return what is wanted of a paper, which was gone through once for all that ask in turn."""
    parts = (paper.sections, paper.appendices)
    if any(map(is_not, parts, _latest.parts)):
        found: dict[type, list[tuple[int, Any]]] = {}
        for place, node in enumerate(_each(paper, _NOTED, sheets=False)):
            found.setdefault(type(node), []).append((place, node))
        _latest.parts, _latest.nodes = parts, found
    nodes = _latest.nodes
    if len(types) == 1:
        return [node for _, node in nodes.get(types[0], ())]
    places = [entry for kind in dict.fromkeys(types) for entry in nodes.get(kind, ())]
    return [node for _, node in sorted(places, key=itemgetter(0))]


def _in_sheet(table: model.Table, wanted: frozenset[type]) -> Iterator[Any]:
    """Yield what is wanted of the rows of a table that was read from a sheet."""
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
    if type(node) is model.Table and node.origin:
        return ("caption",)
    return CHILDREN.get(type(node), ())


def rebuild(node: NodeType, change: Change, *types: type) -> NodeType:
    """Return the tree with every node below `node` replaced by what `change` returns for it.

    With `types`, only those of these types are. Children come before their parents. `change`
    returns `(node,)` for what stays, another tuple of nodes for what is replaced. A branch without
    a change is kept as it is, and so are the rows of a table that was read from a sheet.
    """
    changing = frozenset(types)
    is_noted = bool(changing) and changing <= _NOTED
    if isinstance(node, model.Paper) and is_noted and not _of_paper(node, types):
        return node
    rebuilt: NodeType = _rebuilt(node, change, changing, _looked_at(changing))
    return rebuilt


def _rebuilt(
    node: Any, change: Change, changing: frozenset[type], looked_at: frozenset[type]
) -> Any:
    """Return a node with all below it rebuilt.

    Nodes of the types `changing` are changed, of all when there are none; `looked_at` are those
    that matter at all.
    """
    changed: dict[str, Any] = {}
    for name in typed_fields(node):
        old = getattr(node, name)
        children = old if type(old) is tuple else (old,)
        if changing and looked_at.isdisjoint(map(type, children)):
            continue
        new: list[Any] = []
        for child in children:
            kind = type(child)
            if kind in CHILDREN:
                child = _rebuilt(child, change, changing, looked_at)
            if not changing or kind in changing:
                new += change(child)
            else:
                new.append(child)
        if len(new) != len(children) or any(map(is_not, new, children)):
            changed[name] = tuple(new) if children is old else new[0]
    return replace(node, **changed) if changed else node


def plain(content: tuple[Node, ...]) -> str:
    """Return the text of inline content without any markup."""
    if len(content) == 1 and isinstance(content[0], model.Text | model.AmountText):
        return content[0].text  # as in nearly all of the thousands of cells there may be
    return "".join([node.text if type(node) is model.Text else _plain(node) for node in content])


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
