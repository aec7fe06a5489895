"""What stands at the keys of a declaration. In: nodes. Out: texts, names and pairs, and problems.

Unlike the values of a paper, those of a declaration may hold what `reportgen new` is to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from reportgen.diagnostics import Diagnostics, did_you_mean, error, warning
from reportgen.readers.manifest.choices import Values
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar
from reportgen.readers.manifest.values import read_text, unique, unknown_keys, wrong_type
from reportgen.source import Source

Value = TypeVar("Value")
Pair = tuple[str, Source, Node]

SURPLUS = "take it out"


class Keys:
    """One declaration while it is read; `found` collects what is wrong with it."""

    def __init__(self, root: Mapping, found: Diagnostics, known: tuple[str, ...]) -> None:
        self.found = [*found]
        self.values = self.keys(root, "a kind", known, "fields:")

    def error(self, code: str, message: str, source: Source, hint: str) -> None:
        self.found.append(error(code, message, source, hint))

    def take(self, read: tuple[Value, Diagnostics]) -> Value:
        """Return what was read, and keep what is wrong with it."""
        value, found = read
        self.found.extend(found)
        return value

    def node(self, key: str, values: Values | None = None) -> Node | None:
        values = self.values if values is None else values
        return values[key][1] if key in values else None

    def keys(self, node: Node, what: str, known: tuple[str, ...], example: str) -> Values:
        """Return the values at the keys of a mapping, which may be empty."""
        if isinstance(node, Scalar) and not node.text.strip():
            return {}
        if not isinstance(node, Mapping):
            self.found.append(wrong_type(what, "keys with values", node.source, example))
            return {}
        values = self.take(unique(node, what))
        self.found.extend(unknown_keys(values, known, what))
        return values

    def pairs(self, key: str, example: str, values: Values | None = None) -> tuple[Pair, ...]:
        """Return the names at a key with what stands at each."""
        node = self.node(key, values)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        if not isinstance(node, Mapping):
            self.found.append(wrong_type(key, "names with values", node.source, example))
            return ()
        named = self.take(unique(node, key))
        return tuple((name, source, item) for name, (source, item) in named.items())

    def texts(self, key: str, values: Values | None = None) -> tuple[tuple[str, Source], ...]:
        """Return the texts in the list at a key, each with its place; a text alone is one."""
        node = self.node(key, values)
        if node is None:
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        read = ((self.one_text(f"an entry of {key}", item), item.source) for item in items)
        return tuple((text, source) for text, source in read if text)

    def names(
        self, key: str, known: Iterable[str], what: str, values: Values | None = None
    ) -> tuple[str, ...]:
        """Return the names in the list at a key; each has to be known, and is `what`."""
        names: dict[str, None] = {}
        for name, source in self.texts(key, values):
            self.known(name, tuple(known), what, source)
            if name in names:
                message = f'"{name}" stands twice in "{key}"'
                self.error("duplicate-key", message, source, "keep one of the two")
            names[name] = None
        return tuple(names)

    def name(self, key: str, known: tuple[str, ...], what: str, values: Values) -> str:
        """Return the name at a key, which has to be known, and is `what`."""
        name = self.text(key, values)
        if name:
            self.known(name, known, what, values[key][1].source)
        return name

    def known(self, name: str, known: tuple[str, ...], what: str, source: Source) -> None:
        """Report a name that is not one of a field that can stand here."""
        if name not in known:
            message = f'"{name}" is not {what} among the public fields of the kind'
            hint = did_you_mean(name, known) or f"add it to the fields, or {SURPLUS}"
            self.error("unknown-field", message, source, hint)

    def text(self, key: str, values: Values | None = None) -> str:
        node = self.node(key, values)
        return "" if node is None else self.one_text(key, node)

    def one_text(self, name: str, node: Node) -> str:
        if not isinstance(node, Scalar):
            self.found.append(wrong_type(name, "a text", node.source, 'about: "A short report."'))
            return ""
        text = self.take(read_text(node))
        if not text:
            message, hint = f'"{name}" is empty and is left out', "fill it in, or take the line out"
            self.found.append(warning("empty-value", message, node.source, hint))
        return text
