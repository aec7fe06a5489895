"""The styles of a template. In: a template. Out: those that the writer names and it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.diagnostics import Diagnostic, error, warning
from reportgen.source import Source
from reportgen.writers.word import styles
from reportgen.writers.word.slots import Element
from reportgen.writers.word.tables import TEXT_STYLES
from reportgen.writers.word.xml import w

CHARACTER = frozenset(
    {styles.HYPERLINK, styles.INLINE_CODE, styles.CAPTION_LABEL, styles.FOOTNOTE_REFERENCE}
)
TABLE = frozenset({styles.TABLE, *(v for k, v in vars(styles).items() if k.startswith("ROW_"))})
ENDINGS = ("AMOUNT", "BRACKETED", "LANDSCAPE")  # what is put behind the names of styles
# What Word knows by its name: headings for navigation, lists of contents, notes.
BUILT_IN = {
    styles.TITLE: "Title",
    **{name: f"heading {level}" for level, name in enumerate(styles.HEADINGS, 1)},
    **{name: f"toc {level}" for level, name in enumerate(styles.CONTENTS, 1)},
    styles.CAPTIONS_LIST: "table of figures",
    styles.CAPTION: "caption",
    styles.FOOTNOTE_TEXT: "footnote text",
    styles.FOOTNOTE_REFERENCE: "footnote reference",
    styles.HYPERLINK: "Hyperlink",
}
COPY_STYLE = (
    "copy it from board-report.docx, which comes with reportgen "
    "(in Word: Styles, Manage Styles, Import/Export)"
)


def style_problems(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report each style that is missing, of another kind, or under another name than Word's."""
    known = {str(node.get(w("styleId"))): node for node in document.styles.element.iter(w("style"))}
    names = {_plain(name_of(node)): style for style, node in known.items()}
    missing: dict[tuple[str, str], list[str]] = {}
    for style in contract():
        if style in known:
            yield from _problems(style, known[style], source)
        else:
            hint = _missing_hint(style, names)
            missing.setdefault((kind_of(style), hint), []).append(style)
    for (kind, hint), lacking in missing.items():
        shown = ", ".join(f'"{style}"' for style in lacking)
        message = f"the template has no {kind} style{'s' * (len(lacking) > 1)} {shown}"
        yield error("template-style", message, source, hint)


def _problems(style: str, node: Element, source: Source) -> Iterator[Diagnostic]:
    kind, name = kind_of(style), BUILT_IN.get(style, "")
    if node.get(w("type")) != kind:
        message = f'the style "{style}" is not a {kind} style'
        yield error("template-style", message, source, f"delete it, and {COPY_STYLE}")
    elif name and name_of(node).casefold() != name.casefold():
        message = f'the style "{style}" is called "{name_of(node)}"'
        hint = f"give it Word's own name, {name}, by which Word knows what it is"
        yield warning("template-style", message, source, hint)


def contract() -> tuple[str, ...]:
    """Return every style that the writer may name."""
    found: list[str] = []
    for name, value in vars(styles).items():
        if name.isupper() and name not in ENDINGS:
            found += [value] if isinstance(value, str) else value
    cells = dict.fromkeys((styles.TABLE_TEXT, *TEXT_STYLES.values()))
    amounts = [cell + styles.AMOUNT for cell in cells]
    bracketed = [amount + styles.BRACKETED for amount in amounts]
    return tuple(dict.fromkeys((*found, *amounts, *bracketed)))


def kind_of(style: str) -> str:
    """Return what Word calls the kind of a style: paragraph, character or table."""
    return "table" if style in TABLE else "character" if style in CHARACTER else "paragraph"


def name_of(style: Element) -> str:
    """Return a style's name as people see it."""
    found = style.find(w("name"))
    return "" if found is None else str(found.get(w("val"), ""))


def _missing_hint(style: str, names: dict[str, str]) -> str:
    """Return what to do: a Word in another language keeps its own ids for the same names."""
    other = names.get(_plain(BUILT_IN.get(style, style)))
    if other:
        return f'the template has one of this name under the id "{other}"; {COPY_STYLE}'
    return COPY_STYLE


def _plain(name: str) -> str:
    return name.replace(" ", "").casefold()
