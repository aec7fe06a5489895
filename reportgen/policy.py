"""What becomes of findings. In: diagnostics, the project's severities and what is switched off.

Out: those that are left, in the severity the project wants, and how many were switched off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks import CHECKS
from reportgen.diagnostics import (
    Diagnostic,
    Diagnostics,
    Severity,
    SwitchOff,
    did_you_mean,
    error,
    warning,
)
from reportgen.gate.codes import CODES
from reportgen.source import Source

OFF = "off"
FIRM = frozenset(code for check in CHECKS if check.firm for code in check.codes)
CHECKED = frozenset(code for check in CHECKS for code in check.codes) - FIRM | CODES

# What readers, passes and writers warn of. Their errors cannot be changed: where there is nothing
# to print, no setting makes it appear.
WARNED = frozenset(
    {
        "control-character",
        "crowded-chart",
        "empty-value",
        "footnote-ends",
        "hidden-scale",
        "list-start",
        "log-missing",
        "lone-caption",
        "nested-too-deep",
        "not-printed",
        "number-format-not-shown",
        "pasted-table",
        "picture-alt",
        "picture-kind",
        "picture-remote",
        "raw-html",
        "raw-number",
        "rounding-note",
        "same-reference",
        "template-alt",
        "template-changes",
        "template-language",
        "template-list",
        "template-marking",
        "template-name",
        "template-page",
        "template-style",
        "template-table",
        "template-text-box",
        "template-theme",
        "template-title",
        "template-unused",
        "template-watermark",
        "too-many-marks",
        "typed-bullet",
        "typed-number",
        "unknown-check",
        "unknown-row-kind",
        "unread-label",
        "unread-markup",
        "unread-reference",
        "unused-footnote",
        "word-bookmark",
        "word-dangling",
        "word-hyperlink",
        "word-left-out",
        "word-linked",
        "word-made-plain",
        "word-not-carried",
        "word-only-appendix",
        "word-old-number",
        "working-days-unknown",
        "year-as-item",
    }
)


class Judgement(Struct, frozen=True):
    """The findings that are left, and the number of those that are switched off."""

    diagnostics: Diagnostics
    switched_off: int = 0


def judge(
    found: Diagnostics, severities: Mapping[str, str], switch_offs: Iterable[SwitchOff]
) -> Judgement:
    """Return the findings in the severity that the project wants, without what is switched off.

    A switch-off of a code that does not exist, or cannot be switched off, is reported.
    """
    offs = tuple(switch_offs)
    kept = []
    switched_off = 0
    for item in dict.fromkeys(found):
        if not _is_changeable(item):
            kept.append(item)
        elif severities.get(item.code) == OFF or any(off.covers(item) for off in offs):
            switched_off += 1
        elif item.code in severities:
            kept.append(replace(item, severity=Severity(severities[item.code])))
        else:
            kept.append(item)
    return Judgement((*kept, *_unknown(offs)), switched_off)


def unknown_severities(
    severities: Mapping[str, str], source: Source, sources: Iterable[tuple[str, Source]] = ()
) -> Diagnostics:
    """Report the codes of settings that do not exist or cannot be changed.

    `source` is the file that gives them; `sources` are the lines of codes, where they are known.
    """
    known = _known()
    lines = dict(sources)
    return tuple(
        error(
            "unknown-check",
            _unknown_message(code),
            lines.get(code, source),
            did_you_mean(code, known),
        )
        for code in severities
        if code not in known
    )


def _is_changeable(item: Diagnostic) -> bool:
    warned = item.code in WARNED and item.severity is not Severity.ERROR
    return warned or item.code in CHECKED


def _known() -> frozenset[str]:
    return CHECKED | WARNED


def _unknown(switch_offs: tuple[SwitchOff, ...]) -> Iterator[Diagnostic]:
    for off in switch_offs:
        for code in off.codes:
            if code not in _known():
                hint = did_you_mean(code, _known())
                yield warning("unknown-check", _unknown_message(code), off.source, hint)


def _unknown_message(code: str) -> str:
    return f'"{code}" is not the code of a check that can be switched off'
