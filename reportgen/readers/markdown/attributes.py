"""Labels and classes in Pandoc's form, `{#par-x .unnumbered key="v"}`, at the end of a text."""

from __future__ import annotations

import re

from reportgen.model import PLAIN, Attributes

_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<label>\w[\w:.-]*)
      | \.(?P<class>[\w-]+)
      | (?P<unnumbered>-)
      | (?P<key>[A-Za-z][\w:-]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']+))
    )(?=\s|$)""",
    re.X,
)
_LOOKS_LIKE = re.compile(r"(?<!\{)\{[#.][\w-][^{}]*\}")


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Return the text without the attributes at its end, and the attributes.

    What does not read as attributes from its `{` to its `}` is text and stays.
    """
    bare = text.rstrip()
    start = bare.rfind("{") if bare.endswith("}") else -1
    before = bare[: max(start, 0)]
    attributes = _parse(bare[start + 1 : -1]) if start > 0 else PLAIN
    if attributes == PLAIN or before.endswith("\\") or not before.strip():
        return text, PLAIN
    return before.rstrip(), attributes


def looks_like_attributes(text: str) -> str:
    """Return the first `{#...}` or `{.class}` that a text still holds, else `""`."""
    found = _LOOKS_LIKE.search(text)
    return found.group() if found else ""


def _parse(text: str) -> Attributes:
    labels, classes, pairs = [], [], []
    place, end = 0, len(text.rstrip())
    while place < end:
        item = _ITEM.match(text, place)
        if item is None:
            return PLAIN
        place = item.end()
        if item["label"]:
            labels.append(item["label"])
        elif item["key"]:
            pairs.append((item["key"], item["double"] or item["single"] or item["bare"] or ""))
        else:
            classes.append(item["class"] or "unnumbered")
    if len(labels) > 1:
        return PLAIN
    return Attributes("".join(labels), tuple(classes), tuple(pairs))
