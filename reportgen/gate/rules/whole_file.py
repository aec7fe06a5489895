"""Rules on a file as a whole: its title, its language, and what was left in it."""

from __future__ import annotations

from collections import Counter

from reportgen.diagnostics import Diagnostics, error, warning
from reportgen.gate.document import Document, shortened
from reportgen.gate.looks import UK_LANGUAGES
from reportgen.gate.type_faces import is_monospaced
from reportgen.patterns import regex
from reportgen.readers.word.xml import Element, child, each, local, names, value

TAG = regex(r"\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}")
AMERICAN = "en-US"
LANGUAGE_HINT = (
    "in Word, select everything (Ctrl+A), then Review, Language, Set Proofing Language, "
    "English (United Kingdom)"
)
DEFAULT_HINT = f"{LANGUAGE_HINT}; Set As Default keeps it for new files of the template"
TITLE_HINT = "in Word, File, Info, Properties: type the paper's title into Title"
CONTROL_HINT = "in Word, click into it, then Developer, Properties, and type a Title"
TAG_HINT = "fill in what the tag stands for, or build the paper again from its template"
CHANGES_HINT = (
    "in Word, Review, Accept, Accept All Changes, and Delete, Delete All Comments in Document"
)
# Controls that Word makes for itself, and those that take no title.
OWN_CONTROLS = names("w:docPartObj", "w:docPartList", "w:citation", "w:bibliography", "w:equation")
OF_NEWER_WORD = ("repeatingSectionItem", "webExtensionCreated", "webExtensionLinked")


def title_is_set(document: Document) -> Diagnostics:
    """Report a file without a title in its properties (WCAG 2.4.2, Page Titled)."""
    if _title(document):
        return ()
    message = "the file has no title, which screen readers say first and browsers show in the tab"
    return (error("title-missing", message, document.source, TITLE_HINT),)


def language_is_set(document: Document) -> Diagnostics:
    """Report a file whose text is in no language or, by its styles, in another than the house's.

    WCAG 3.1.1, Language of Page. The languages of the United Kingdom and Ireland are right.
    """
    language = _language(document)
    if not language:
        message = "the file does not say what language it is in, so it may be read out in any"
        return (error("language-missing", message, document.source, DEFAULT_HINT),)
    if language in UK_LANGUAGES:
        return ()
    message = f"the file's own language is {language}, not English (United Kingdom), en-GB"
    return (warning("language-stray", message, document.source, DEFAULT_HINT),)


def no_text_is_american(document: Document) -> Diagnostics:
    """Report paragraphs marked as American English in a file that is not (WCAG 3.1.2).

    Other languages are left alone: somebody marked them on purpose.
    """
    if _language(document) not in UK_LANGUAGES:
        return ()
    strays = list(dict.fromkeys(p for p, _, look in document.texts if look.language == AMERICAN))
    if not strays:
        return ()
    many = f" and {len(strays) - 1} more" if len(strays) > 1 else ""
    verb = "are" if many else "is"
    message = f"{strays[0]}{many} {verb} marked as American English"
    return (warning("language-stray", message, document.source, LANGUAGE_HINT),)


def controls_have_titles(document: Document) -> Diagnostics:
    """Report content controls without a title, which name nothing (WCAG 4.1.2)."""
    return tuple(
        error(
            "control-untitled",
            f'a content control without a title holds "{shortened(_words(node))}"',
            document.source,
            CONTROL_HINT,
        )
        for root in document.roots.values()
        for node in each(root, "w:sdt")
        if _needs_title(child(node, "w:sdtPr"))
    )


def no_tag_is_left(document: Document) -> Diagnostics:
    """Report tags of a template that nobody filled in; what is set as code is meant as it is."""
    return tuple(
        error(
            "tag-left", f'{place} holds "{tag}", a tag of the template', document.source, TAG_HINT
        )
        for place, text in _texts(document)
        for tag in dict.fromkeys(TAG.findall(text))
    )


def nothing_is_undecided(document: Document) -> Diagnostics:
    """Report tracked changes and comments: whoever opens a published file can read them."""
    counts = Counter({"tracked change": document.changes, "comment": document.comments})
    said = [f"{n} {what}{'s' * (n > 1)}" for what, n in counts.items() if n]
    if not said:
        return ()
    message = f"{' and '.join(said)} would be published with the file"
    return (error("changes-left", message, document.source, CHANGES_HINT),)


def _title(document: Document) -> str:
    relations = document.package.relations("").values()
    part = next((item.target for item in relations if item.kind == "core-properties"), "")
    root = document.package.root(part)
    nodes = () if root is None else [node for node in root.iter() if local(node) == "title"]
    return next((text for node in nodes if (text := (node.text or "").strip())), "")


def _language(document: Document) -> str:
    looks = document.looks
    return looks.base(looks.default_style).language


def _needs_title(properties: Element | None) -> bool:
    if properties is None or value(properties, "w:alias").strip():
        return False
    nodes = list(properties)
    return not any(node.tag in OWN_CONTROLS or local(node) in OF_NEWER_WORD for node in nodes)


def _words(node: Element) -> str:
    return "".join(item.text or "" for item in each(node, "w:t"))


def _texts(document: Document) -> list[tuple[str, str]]:
    """Return the texts that may hold tags, and where each is in words."""
    found = [("the file's title", _title(document))]
    for root in document.roots.values():
        found += [("the alternative text of a picture", node.get("descr", ""))
                  for node in each(root, "wp:docPr")]  # fmt: skip
    for paragraph in document.paragraphs:
        if "{" in paragraph.text:
            runs = (
                r for r in paragraph.runs if not is_monospaced(document.look(r, paragraph).font)
            )
            found.append((str(paragraph), "".join(run.text for run in runs)))
    return found
