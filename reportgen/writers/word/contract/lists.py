"""The lists of a template. In: a template. Out: levels that would number otherwise than we say.

References hold the number that the numbering pass worked out, and Word works it out again from
the template's lists: so the two have to be the same (docs/word-techniques.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, error, warning
from reportgen.source import Source
from reportgen.writers.word import styles
from reportgen.writers.word.numbering import Numbering
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w

LINK_STYLE = "in Word: Home, Multilevel List, Define New, and link a level to the style"
BULLET = "bullet"


class Level(Struct, frozen=True):
    """What a level of a list must be: its style, its number's format, and texts it may have."""

    style: str
    format: str
    texts: tuple[str, ...] = ()


Series = tuple[Level, ...]


def _series(names: tuple[str, ...], *levels: tuple[str, str]) -> Series:
    """Return a list of levels with, below those given, (a) and (i)."""
    first = len(levels) + 1
    below = (("lowerLetter", f"(%{first})"), ("lowerRoman", f"(%{first + 1})"))
    return tuple(
        Level(name, form, (text,))
        for name, (form, text) in zip(names, (*levels, *below), strict=True)
    )


NUMBERS = _series(styles.NUMBERS, ("decimal", "%1."))
SERIES: tuple[Series, ...] = (
    _series(styles.NUMBERED, ("decimal", "%1")),
    _series((styles.NUMBERED_HEADING, *styles.DECIMAL), ("decimal", "%1"), ("decimal", "%1.%2")),
    _series(styles.RECOMMENDATIONS, ("decimal", "R%1")),
    _series(
        (styles.APPENDIX_HEADING, *styles.APPENDIX_PARAGRAPHS),
        ("upperLetter", "Appendix %1"),
        ("decimal", "%1%2"),
    ),
    _series(
        (styles.NUMERIC_APPENDIX_HEADING, *styles.NUMERIC_APPENDIX_PARAGRAPHS),
        ("decimal", "Appendix %1"),
        ("decimal", "%1.%2"),
    ),
    (Level(styles.NUMBERS[0], "decimal", ("%1.", "%1")), *NUMBERS[1:]),
    tuple(Level(name, BULLET) for name in styles.BULLETS),
)


def list_problems(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report styles that are linked to no list, or to a level that is not as it must be."""
    sheet = document.styles.element
    numbering = Numbering(sheet, _numbering_part(document))
    known = {str(node.get(w("styleId"))) for node in sheet.iter(w("style"))}
    for series in SERIES:
        there = [level for level in series if level.style in known]
        yield from _series_problems(there, series, numbering, source)
    for style in styles.HEADINGS:
        if numbering.numbers(style):
            message = f'the style "{style}" is linked to a list, so Word numbers headings by it'
            hint = "take the link out; papers with numbered sections have a style of their own"
            yield warning("template-list", message, source, hint)


def _numbering_part(document: Any) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part
    return None


def _series_problems(
    there: list[Level], series: Series, numbering: Numbering, source: Source
) -> Iterator[Diagnostic]:
    lists = {}
    for level in there:
        if not numbering.numbers(level.style):
            message = f'the style "{level.style}" of the template is not linked to a list'
            yield error("template-style", message, source, LINK_STYLE)
            continue
        name, depth, node = numbering.level(level.style)
        lists[level.style] = name
        if depth != str(series.index(level)):
            message = f'the style "{level.style}" is linked to level {int(depth) + 1} of its list'
            hint = f"link it to level {series.index(level) + 1}"
            yield error("template-list", message, source, hint)
        else:
            yield from _level_problems(level, node, source)
    if len(set(lists.values())) > 1:
        message = f"the styles {', '.join(lists)} are not levels of one list"
        hint = "link all of them to the levels of one multilevel list, so that (a) follows 1"
        yield error("template-list", message, source, hint)


def _level_problems(level: Level, node: Element | None, source: Source) -> Iterator[Diagnostic]:
    if node is None:
        message = f'the list of the style "{level.style}" lacks the style\'s level'
        yield error("template-list", message, source, LINK_STYLE)
        return
    form, text, linked = (value(node, name) for name in ("numFmt", "lvlText", "pStyle"))
    form = "decimal" if node.find(w("isLgl")) is not None else form or "decimal"
    if form != level.format:
        message = f'the list of the style "{level.style}" numbers by {form}'
        yield error("template-list", message, source, f"make it {level.format}")
    elif level.texts and text not in level.texts:
        yield _text_problem(level, text, source)
    if linked != level.style:
        message = f'the level of the style "{level.style}" does not name the style'
        yield warning("template-list", message, source, LINK_STYLE)


def _text_problem(level: Level, text: str, source: Source) -> Diagnostic:
    message = f'the list of the style "{level.style}" prints "{text}"'
    hint = f'make it "{level.texts[0]}", which is what references say'
    if text.rstrip(".") in level.texts:
        hint = "take the full stop out, or references to what is below say 4.(b)"
    return error("template-list", message, source, hint)


def value(node: Element, name: str) -> str:
    """Return the value of a child, "" where there is none."""
    found = node.find(w(name))
    return "" if found is None else str(found.get(w("val"), ""))
