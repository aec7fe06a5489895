"""Addresses that a paper may link to. In: an address as written. Out: one that is safe to print."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from reportgen.characters import clean

SCHEMES = ("http", "https", "mailto", "tel")
LONGEST_LINK = 2_083  # characters; Word takes no more


def link_target(target: str) -> str:
    """Return an address as a link may hold it, `""` for one that must not become a link."""
    target = clean(target).strip()
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    missing = not (parts.netloc if parts.scheme in ("http", "https") else parts.path)
    if parts.scheme not in SCHEMES or missing or len(target) > LONGEST_LINK:
        return ""
    return quote(target, safe="%/:?#[]@!$&'()*+,;=~")
