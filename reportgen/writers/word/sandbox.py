"""Where a template's tags run. In: their text. Out: a Jinja environment that stays in bounds.

A template may come from anybody. It has the filters, functions and methods that are named here and
no others, so that it can neither reach the program nor fill the memory; and what it does is
counted, so that a loop that never ends is a fault of the template's, with its paragraph named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from datetime import date
from functools import lru_cache
from itertools import islice
from types import CodeType
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Undefined, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from reportgen.dates import long_date
from reportgen.diagnostics import did_you_mean
from reportgen.model import Person
from reportgen.writers.word.slots import Sections, Slot, section_hint

# A page or two of frame costs a thousand; the house's template 750.
MOST_WORK = 5_000_000  # characters handled, and STEP for each turn of a loop
STEP = 100
MOST_TEXT = 50_000  # characters in one value, or items in a list
MOST_TURNS = 1_000  # of a range
PARTS = 64  # that a process keeps as code

FILTER_NAMES = (
    *("abs", "batch", "capitalize", "count", "d", "default", "e", "escape", "first", "float"),
    *("int", "join", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort"),
    *("string", "title", "trim", "unique", "upper"),
)
METHODS: dict[type, frozenset[str]] = {
    str: frozenset({"capitalize", "endswith", "lower", "startswith", "strip", "title", "upper"}),
    date: frozenset({"day", "isoformat", "month", "strftime", "weekday", "year"}),
    Person: frozenset(Person.__struct_fields__),
    LoopContext: frozenset(
        {"changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
         "nextitem", "previtem", "revindex", "revindex0"}
    ),
}  # fmt: skip
GUIDE = "docs/templates.md says what a tag may hold"
# What only makes sense between templates, or could repeat itself without a loop.
REFUSED: dict[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.AssignBlock: "set ... endset",
    nodes.FilterBlock: "filter",
    nodes.Block: "block",
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
}


class OutOfBoundsError(SecurityError):
    """Raised where a template does what none may. A second line of its text is a hint."""


def sandbox() -> SandboxedEnvironment:
    """Return an environment for one rendering of one template."""
    return _Sandbox()


@lru_cache(PARTS)
def compiled(text: str) -> CodeType:
    """Return a part with tags as code, which an environment of this kind can print."""
    code: CodeType = sandbox().compile(text)
    return code


class _Unknown(StrictUndefined):
    """A name or a part of one that is not there. Its message has the hint on a second line."""

    @property
    def _undefined_message(self) -> str:
        name, owner = self._undefined_name, self._undefined_obj
        if isinstance(owner, Sections):
            return f'the paper has no section "{name}"\n{section_hint(owner, str(name))}'
        if isinstance(owner, Person):
            return f'a person has no "{name}"\n' + did_you_mean(str(name), Person.__struct_fields__)
        return f'there is no "{name}" here\nlook for a slip of the pen in the tag'


class _Sandbox(SandboxedEnvironment):
    """Jinja's sandbox with fewer tools, each of which says how much it handles."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=_Unknown, finalize=self._printed, optimized=False
        )
        self._work = 0
        self.globals = {"range": _short_range}
        known = {name: FILTERS[name] for name in FILTER_NAMES} | {"long_date": long_date}
        self.filters = {name: self._measured(name, each) for name, each in known.items()}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if message := self._refusal(node):
                raise TemplateSyntaxError(message, getattr(node, "lineno", 1))
        made: nodes.Template = _Counted().visit(tree)
        return made

    def _refusal(self, node: nodes.Node) -> str:
        """Return why a template may not have something, "" where it may."""
        match node:
            case nodes.Filter(name=name) if name not in self.filters:
                return f'there is no filter "{name}"\n{did_you_mean(name, self.filters)}'
            case nodes.Test(name=name) if name not in self.tests:
                return f'there is no test "{name}"\n{did_you_mean(name, self.tests)}'
            case nodes.For(recursive=True):
                return "a loop here cannot be recursive"
            case nodes.Dict():
                return "a template here has no {...}"
            case _:
                refused = REFUSED.get(type(node))
                return f"a template here has no {{% {refused} %}}" if refused else ""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return any(attr in names for kind, names in METHODS.items() if isinstance(obj, kind))

    def wrap_str_format(self, value: Any) -> None:
        """Leave `format` to `is_safe_attribute`, which refuses it: it can pad without end."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and isinstance(left, Sized) and isinstance(right, Sized):
            self.spend(len(left) + len(right))
        elif operator == "**" or not (_is_small(left) and _is_small(right)):
            raise OutOfBoundsError(f"{operator} works on small whole numbers alone here")
        return super().call_binop(context, operator, left, right)

    # --- what `_Counted` puts into a template ---

    def turn(self, text: int) -> str:
        """Count a turn of a loop that prints so many characters of the template's own."""
        self.spend(STEP + text, limit=False)
        return ""

    def joined(self, *parts: Any) -> str:
        texts = [self._printed(part) for part in parts]
        self.spend(sum(len(text) for text in texts if isinstance(text, str)))
        return markup_join(texts)

    def listed(self, *items: Any) -> list[Any]:
        if any(isinstance(item, list | tuple) for item in items):
            raise OutOfBoundsError("a list cannot hold lists here")
        return list(items)

    def spend(self, size: int, *, limit: bool = True) -> None:
        """Count characters or items that are handled; raise where they are too many."""
        self._work += size
        if self._work > MOST_WORK:
            raise OutOfBoundsError(
                "the template does too much; a loop in it may never end\n"
                "let loops go through what a paper holds, such as {%p for entry in cleared_by %}"
            )
        if limit and size > MOST_TEXT:
            raise OutOfBoundsError("the template makes a text or a list that is far too long")

    def _measured(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that counts what it is given before it begins, and what it returns."""

        def measured(*arguments: Any, **named: Any) -> Any:
            arguments = tuple(map(self._whole, arguments))
            given = [
                item
                for item in (*arguments, *named.values())
                if not isinstance(item, Environment | EvalContext | Context)
            ]
            if any(isinstance(item, int | float) and abs(item) > MOST_TEXT for item in given[1:]):
                raise OutOfBoundsError("a filter is given a number that is far too large")
            self.spend(_growth(function, given))
            try:
                made = function(*arguments, **named)
            except (TypeError, ValueError) as fault:
                message = f'the filter "{name}" cannot use what it is given'
                raise OutOfBoundsError(f"{message}\n{GUIDE}") from fault
            self.spend(len(made) if isinstance(made, Sized) else 1)
            return made

        # How Jinja knows which filters are given the environment or the context.
        measured.__dict__.update(getattr(function, "__dict__", {}))
        return measured

    def _whole(self, value: Any) -> Any:
        """Return what another filter is still to yield as a list of a length that can be seen."""
        if not isinstance(value, Iterator) or isinstance(value, LoopContext):
            return value
        made = list(islice(value, MOST_TEXT + 1))
        self.spend(len(made))
        return made

    def _printed(self, value: Any) -> Any:
        """Return what a value prints as when its tag names no filter."""
        shown = _printed(value)
        self.spend(len(shown) if isinstance(shown, str) else 1)
        return shown


class _Counted(NodeTransformer):
    """Has every turn of a loop counted, and texts and lists made where their size is looked at."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 (Jinja's name)
        own = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        turn = _call("turn", [nodes.Const(own)], node.lineno)
        node.body.insert(0, nodes.Output([turn], lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("joined", node.nodes, node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("listed", node.items, node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return node if node.ctx == "store" else _call("listed", node.items, node.lineno)


def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    method = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(method, arguments, [], None, None, lineno=line)


def _is_small(value: Any) -> bool:
    return isinstance(value, int) and abs(value) < 1_000_000


def _short_range(*bounds: int) -> range:
    made = range(*bounds)
    if made and len(range(made.start, made.stop, made.step)[: MOST_TURNS + 1]) > MOST_TURNS:
        raise OutOfBoundsError(f"a range here has {MOST_TURNS:,} numbers at most")
    return made


def _growth(function: Callable[..., Any], given: list[Any]) -> int:
    """Return how many characters or items a filter may make of what it is given."""
    sizes = [len(item) if isinstance(item, Sized) else 1 for item in given]
    if function is FILTERS["replace"] and len(given) > 2:
        old, new = str(given[1]), str(given[2])
        return sizes[0] + (str(given[0]).count(old)) * len(new)
    if function is FILTERS["join"]:
        items = given[0] if isinstance(given[0], list | tuple) else ()
        texts = sum(len(item) if isinstance(item, str) else 1 for item in items)
        return sizes[0] * (1 + max(sizes[1:], default=0)) + texts
    return sum(sizes)


def _printed(value: Any) -> Any:
    match value:
        case None:
            return ""
        case date():
            return long_date(value)
        case Person(name=name, role=role):
            return ", ".join(part for part in (name, role) if part)
        case tuple() | list():
            if any(isinstance(item, tuple | list) for item in value):
                raise OutOfBoundsError("a list of lists cannot be printed")
            return ", ".join(str(_printed(item)) for item in value)
        case Undefined() | str() | int() | float() | Slot():
            return value
        case _:
            raise OutOfBoundsError(f"this is nothing that can be printed\n{GUIDE}")
