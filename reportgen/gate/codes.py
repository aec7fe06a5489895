"""The codes of the gate's findings. Whoever only asks for them need not load the rules."""

from __future__ import annotations

CODES = frozenset(
    {
        "alt-file-name",
        "alt-missing",
        "alt-too-long",
        "blank-paragraphs",
        "bookmark-broken",
        "cell-empty",
        "cell-merged",
        "changes-left",
        "contrast-low",
        "control-untitled",
        "field-broken",
        "header-row-missing",
        "heading-empty",
        "heading-faked",
        "heading-skipped",
        "language-missing",
        "language-stray",
        "link-text",
        "list-typed",
        "numbering-undefined",
        "object-floating",
        "row-splits",
        "serif-text",
        "spaced-layout",
        "style-undefined",
        "table-nested",
        "tag-left",
        "text-justified",
        "text-too-small",
        "title-missing",
        "watermark-behind",
    }
)
