"""Equations. In: an `m:oMath` element. Out: the same in one line of text, as `(a+b)/2`.

The forms are those of Office's own linear format: `^` for superscripts, `_` for subscripts.
"""

from __future__ import annotations

from collections.abc import Callable

from reportgen.readers.word.xml import Element, child, get, local, name

NARY = "∫"  # the sign of an n-ary object that names none (22.1.2.20)


def linear(node: Element) -> str:
    """Return an equation, or a part of one, as a line of text."""
    kind = local(node)
    if kind == "t":
        return node.text or ""
    return FORMS[kind](node) if kind in FORMS else _inside(node)


def _inside(node: Element | None) -> str:
    return "" if node is None else "".join(linear(item) for item in node)


def _part(node: Element, part: str) -> str:
    return _inside(child(node, part))


def _closed(text: str) -> str:
    """Put brackets round what is more than one number or name."""
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _index(sign: str, text: str) -> str:
    return f"{sign}{_closed(text)}" if text else ""


def _fraction(node: Element) -> str:
    return f"{_closed(_part(node, 'm:num'))}/{_closed(_part(node, 'm:den'))}"


def _scripts(node: Element) -> str:
    below, above = _part(node, "m:sub"), _part(node, "m:sup")
    return _part(node, "m:e") + _index("_", below) + _index("^", above)


def _root(node: Element) -> str:
    return f"{_part(node, 'm:deg')}√{_closed(_part(node, 'm:e'))}"


def _nary(node: Element) -> str:
    sign = get(child(node, "m:naryPr", "m:chr"), "m:val") or NARY
    below, above = _part(node, "m:sub"), _part(node, "m:sup")
    return f"{sign}{_index('_', below)}{_index('^', above)} {_part(node, 'm:e')}"


def _delimited(node: Element) -> str:
    about = child(node, "m:dPr")
    begin, middle, end = (
        default if found is None else get(found, "m:val")
        for part, default in (("m:begChr", "("), ("m:sepChr", "|"), ("m:endChr", ")"))
        for found in (child(about, part),)
    )
    return begin + middle.join(_inside(item) for item in node.findall(name("m:e"))) + end


def _rows(node: Element) -> str:
    rows = node.findall(name("m:mr")) or node.findall(name("m:e"))
    return "; ".join(", ".join(_inside(e) for e in row.findall(name("m:e"))) or _inside(row)
                     for row in rows)  # fmt: skip


def _limit(node: Element) -> str:
    return f"{_part(node, 'm:e')}_{_closed(_part(node, 'm:lim'))}"


FORMS: dict[str, Callable[[Element], str]] = {
    "f": _fraction,
    "sSub": _scripts,
    "sSup": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "nary": _nary,
    "d": _delimited,
    "m": _rows,
    "eqArr": _rows,
    "limLow": _limit,
    "limUpp": _limit,
    "func": lambda node: f"{_part(node, 'm:fName')} {_part(node, 'm:e')}",
}
