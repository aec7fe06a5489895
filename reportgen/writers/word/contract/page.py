"""The page of a template. In: a template. Out: a page that is not A4, a language that is not ours,
a title that is not set as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.diagnostics import Diagnostic, warning
from reportgen.source import Source
from reportgen.writers.word import styles, tags
from reportgen.writers.word.contract.style_sheet import name_of
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tag_lines import THE_TEXT, stories, tag_line
from reportgen.writers.word.xml import w

A4 = (11906, 16838)  # 21.0 by 29.7 cm, in twentieths of a point
NEARLY = 40  # programs round differently
LANGUAGE = "en-GB"
TO_LANGUAGE = "in Word: Review, Language, Set Proofing Language, English (United Kingdom)"


def page_problems(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report pages, languages and the title's style."""
    yield from _size_problems(document.element.body, source)
    yield from _default_language(document.styles.element, source)
    yield from _style_languages(document.styles.element, source)
    yield from _run_languages(document, source)
    yield from _title_problems(document.element.body, source)


def _size_problems(body: Element, source: Source) -> Iterator[Diagnostic]:
    sizes = [section.find(w("pgSz")) for section in body.iter(w("sectPr"))]
    for size in sizes or [None]:
        sides = (0, 0) if size is None else tuple(_length(size.get(w(name))) for name in "wh")
        if all(abs(side - a4) <= NEARLY for side, a4 in zip(sorted(sides), A4, strict=True)):
            continue
        shown = " by ".join(f"{side / 567:.1f}" for side in sides)
        message = f"the template's pages are {shown} cm, not A4" if any(sides) else NO_SIZE
        yield warning("template-page", message, source, "in Word: Layout, Size, A4")


NO_SIZE = "the template does not say how large its pages are"


def _length(text: str | None) -> int:
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def _default_language(sheet: Element, source: Source) -> Iterator[Diagnostic]:
    path = "/".join(w(name) for name in ("docDefaults", "rPrDefault", "rPr", "lang"))
    found = sheet.find(path)
    language = "" if found is None else str(found.get(w("val"), ""))
    if language != LANGUAGE:
        what = f'is "{language}"' if language else "is not said"
        message = f"the template's language {what}; screen readers read it aloud by that"
        yield warning("template-language", message, source, f"{TO_LANGUAGE}, Set As Default")


def _style_languages(sheet: Element, source: Source) -> Iterator[Diagnostic]:
    for style in sheet.iter(w("style")):
        for node in style.iter(w("lang")):
            language = str(node.get(w("val"), LANGUAGE))
            if language != LANGUAGE:
                message = f'the style "{name_of(style)}" is in the language "{language}"'
                yield warning("template-language", message, source, TO_LANGUAGE)


def _run_languages(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report the first paragraph in each language that is not ours, in each part."""
    for where, root in stories(document):
        seen = {LANGUAGE}
        for node in root.iter(w("lang")):
            language = str(node.get(w("val"), LANGUAGE))
            paragraph = next(node.iterancestors(w("p")), None)
            if language not in seen and paragraph is not None:
                seen.add(language)
                place = tags.placed(tag_line(paragraph, where))
                message = f'{place}: the words are in the language "{language}"'
                yield warning("template-language", message, source, TO_LANGUAGE)


def _title_problems(body: Element, source: Source) -> Iterator[Diagnostic]:
    for node in body.iter(w("p")):
        style = node.find(f"{w('pPr')}/{w('pStyle')}")
        if style is not None and style.get(w("val")) == styles.TITLE:
            text = tag_line(node, THE_TEXT).text
            if "title" in "".join(tags.TAG.findall(text[: tags.LONGEST])):
                return
    message = f'the template prints no title in the style "{styles.TITLE}"'
    hint = f"put {{{{ title }}}} into a paragraph of its own, and give it the style {styles.TITLE}"
    yield warning("template-title", message, source, hint)
