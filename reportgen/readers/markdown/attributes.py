"""Labels and classes in Pandoc's form, `{#par-x .unnumbered key="v"}`.

They stand at the end of a block's text, or directly behind words in square brackets (a span).
"""

from __future__ import annotations

import re

from reportgen.model import PLAIN, Attributes
from reportgen.patterns import regex

# Quotation marks may be curly, as Word and telephones set them, and both of a pair the same.
_ITEM = regex(
    r"""\s*(?:
        \#(?P<label>\w[\w:.-]*)
      | \.(?P<class>[\w-]+)
      | (?P<unnumbered>-)
      | (?P<key>[A-Za-z][\w:-]*)=(?:
            "(?P<double>[^"]*)"
          | '(?P<single>[^']*)'
          | [“”](?P<curly_double>[^“”]{0,500})[“”]
          | [‘’](?P<curly_single>.{0,500}?)[‘’]
          | (?P<bare>[^\s"'“”‘’{}]+)
        )
    )(?=\s|\}|$)""",
    re.X | re.S,
)
_LABEL_ALONE = regex(r"#(\w[\w:.-]*)")
_VALUES = ("double", "single", "curly_double", "curly_single", "bare")
_BLANKS = regex(r"\s*")
_LOOKS_LIKE = regex(r"(?<!\{)\{[#.][\w-][^{}]*\}")
_STATED = "stated"
_PAIRS_OF_STATED = ((), ("source",))


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Return the text without the attributes at its end, and the attributes.

    What does not read as attributes from its `{` to its `}` is text and stays, and so does what
    belongs to a span.
    """
    bare = text.rstrip()
    start = bare.rfind("{") if bare.endswith("}") else -1
    before = bare[: max(start, 0)]
    attributes = _parse(bare[start + 1 : -1]) if start > 0 else PLAIN
    is_none = attributes == PLAIN or _STATED in attributes.classes
    if is_none or before.endswith("\\") or not before.strip():
        return text, PLAIN
    return before.rstrip(), attributes


def read_stated(text: str, start: int) -> tuple[str, int] | None:
    """Return the source in a `{.stated source="..."}` at `start`, and the place behind it.

    The source is `""` when it is left out. None for all else, other attributes included.
    """
    if not text.startswith("{", start):
        return None
    attributes, end = _items(text, start + 1)
    keys = tuple(key for key, _ in attributes.pairs)
    is_stated = attributes.classes == (_STATED,) and not attributes.label
    if not is_stated or keys not in _PAIRS_OF_STATED or not text.startswith("}", end):
        return None
    return "".join(value for _, value in attributes.pairs), end + 1


def looks_like_attributes(text: str) -> str:
    """Return the first `{#...}` or `{.class}` that a text still holds, else `""`."""
    found = _LOOKS_LIKE.search(text)
    return found.group() if found else ""


def _parse(text: str) -> Attributes:
    alone = _LABEL_ALONE.fullmatch(text)
    if alone:
        return Attributes(alone[1])
    attributes, end = _items(text, 0)
    return attributes if end == len(text) else PLAIN


def _items(text: str, place: int) -> tuple[Attributes, int]:
    """Read attributes from `place` on; return them, and the place where they end."""
    labels, classes, pairs = [], [], []
    while item := _ITEM.match(text, place):
        place = item.end()
        if item["label"]:
            labels.append(item["label"])
        elif item["key"]:
            value = next(item[name] for name in _VALUES if item[name] is not None)
            pairs.append((item["key"], value))
        else:
            classes.append(item["class"] or "unnumbered")
    blanks = _BLANKS.match(text, place)
    end = blanks.end() if blanks else place
    if len(labels) > 1:
        return PLAIN, end
    return Attributes("".join(labels), tuple(classes), tuple(pairs)), end
