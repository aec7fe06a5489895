"""The files of a paper. In: nodes of the manifest. Out: workbooks, sections and appendices."""

from __future__ import annotations

import keyword
import re
from enum import StrEnum
from pathlib import PurePosixPath

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, warning
from reportgen.model import FieldSpec, FieldType
from reportgen.readers.manifest.choices import read_one_of, read_yes_or_no
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar
from reportgen.readers.manifest.values import (
    is_empty,
    read_text,
    read_value,
    unique,
    unknown_keys,
    wrong_type,
)
from reportgen.readers.typography import typeset
from reportgen.source import Source


class WorkbookFile(Struct, frozen=True):
    """A workbook and the name that expressions call it by. `path` is as written."""

    name: str
    path: str
    source: Source


class SectionFile(Struct, frozen=True):
    """A section's Markdown file. `path` is as written."""

    path: str
    source: Source

    @property
    def name(self) -> str:
        """The file's name without `.md`: what a template calls the section."""
        return PurePosixPath(self.path.replace("\\", "/")).stem


class Look(StrEnum):
    """How a Word file is carried: as it looks, or set like the rest of the paper."""

    KEEP = "keep"
    HOUSE = "house"


class AppendixFile(Struct, frozen=True):
    """An appendix from a Markdown file, a Word file or a picture.

    An empty title leaves it to the file's first heading. `look` and `accept_changes` are for a
    Word file, `alt` (what a picture shows, in words) is for a picture.
    """

    path: str
    source: Source
    title: str = ""
    label: str = ""
    landscape: bool = False
    look: Look = Look.KEEP
    accept_changes: bool = False
    alt: str = ""

    @property
    def ending(self) -> str:
        """The ending of the file's name, such as `.docx`."""
        return PurePosixPath(self.path.replace("\\", "/")).suffix.lower()


class AppendixSheet(Struct, frozen=True):
    """An appendix that is one sheet of a workbook."""

    workbook: str
    sheet: str
    source: Source
    title: str = ""
    label: str = ""
    landscape: bool = False


AppendixEntry = AppendixFile | AppendixSheet

MARKDOWN, WORD_FILE, PICTURE = "a Markdown file", "a Word file", "a picture"
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
FILES = {".md": MARKDOWN, ".docx": WORD_FILE, **dict.fromkeys(PICTURE_ENDINGS, PICTURE)}
LOOKS = {look.value: look for look in Look}
COMMON_KEYS = ("file", "title", "label", "landscape")
OWN_KEYS = {MARKDOWN: (), WORD_FILE: ("look", "accept_changes"), PICTURE: ("alt",)}


def read_workbooks(node: Node | None) -> tuple[tuple[WorkbookFile, ...], Diagnostics]:
    """Return the workbooks in the order written; none when the manifest has no such key."""
    example = "workbooks: {budget: budgets/commissioning.xlsx}"
    if node is None:
        return (), ()
    if is_empty(node):
        return (), (_left_out("workbooks", node.source),)
    if not isinstance(node, Mapping):
        return (), (wrong_type("workbooks", "names with a path each", node.source, example),)
    values, found = unique(node, "workbooks")
    workbooks = []
    for name, (source, value) in values.items():
        path, more = _path(value, f'the workbook "{name}"', (".xlsx", ".xlsm"), example)
        found += _name_problems(name, source) + more
        if path:
            workbooks.append(WorkbookFile(name, path, value.source))
    return tuple(workbooks), found


def read_sections(
    node: Node | None, manifest: Source
) -> tuple[tuple[SectionFile, ...], Diagnostics]:
    """Return the sections in the order written; a paper has at least one."""
    example = "sections: [purpose.md, background.md]"
    if node is None or is_empty(node):
        source = node.source if node else manifest
        return (), (error("missing-key", "the paper has no sections", source, f"add {example}"),)
    if not isinstance(node, Items):
        return (), (wrong_type("sections", "a list of files", node.source, example),)
    found: Diagnostics = ()
    sections: dict[str, SectionFile] = {}
    for item in node.items:
        path, more = _path(item, "a section", (".md",), "- purpose.md")
        found += more
        section = SectionFile(path, item.source)
        if path and sections.setdefault(section.name.casefold(), section) is not section:
            message = f'there are two sections called "{section.name}"'
            hint = "take one out, or rename its file"
            found += (error("duplicate-section", message, item.source, hint),)
    return tuple(sections.values()), found


def read_appendices(
    node: Node | None, workbooks: Node | None
) -> tuple[tuple[AppendixEntry, ...], Diagnostics]:
    """Return the appendices in the order of their letters. `workbooks` names those there are."""
    if node is None:
        return (), ()
    if is_empty(node):
        return (), (_left_out("appendices", node.source),)
    if not isinstance(node, Items):
        example = "appendices: [budget-tables.md]"
        return (), (wrong_type("appendices", "a list of files", node.source, example),)
    pairs = workbooks.pairs if isinstance(workbooks, Mapping) else ()
    names = tuple(key.text for key, _ in pairs)
    read = [_appendix(item, names) for item in node.items]
    appendices = tuple(appendix for appendix, _ in read if appendix)
    return appendices, tuple(problem for _, found in read for problem in found)


def _appendix(node: Node, workbooks: tuple[str, ...]) -> tuple[AppendixEntry | None, Diagnostics]:
    if not isinstance(node, Mapping):
        path, found = _appendix_path(node)
        return (AppendixFile(path, node.source) if path else None), found
    values, found = unique(node, "this appendix")
    if "file" in values:
        return _file(node, values, found)
    if "workbook" in values or "sheet" in values:
        return _sheet(node, values, found, workbooks)
    message = "an appendix must name a file, or a workbook and its sheet"
    hint = "for example: {workbook: budget, sheet: Notes}"
    return None, (*found, error("missing-key", message, node.source, hint))


_Values = dict[str, tuple[Source, Node]]


def _file(
    node: Mapping, values: _Values, found: Diagnostics
) -> tuple[AppendixEntry | None, Diagnostics]:
    path, in_path = _appendix_path(values["file"][1])
    if not path:
        return None, found + in_path
    ending = AppendixFile(path, node.source).ending
    what = FILES[ending]
    found += unknown_keys(values, (*COMMON_KEYS, *OWN_KEYS[what]), f"an appendix from {what}")
    title, in_title = _text(values, "title")
    label, in_label = _label(values)
    landscape, in_landscape = read_yes_or_no(values, "landscape")
    look, in_look = read_one_of(values, "look", LOOKS, Look.KEEP)
    accept, in_accept = read_yes_or_no(values, "accept_changes")
    alt, in_alt = _text(values, "alt")
    found += in_path + in_title + in_label + in_landscape + in_look + in_accept + in_alt
    appendix = AppendixFile(path, node.source, title, label, landscape, look, accept, alt)
    return appendix, found


def _sheet(
    node: Mapping, values: _Values, found: Diagnostics, workbooks: tuple[str, ...]
) -> tuple[AppendixEntry | None, Diagnostics]:
    known = ("workbook", "sheet", "title", "label", "landscape")
    found += unknown_keys(values, known, "an appendix from a sheet")
    workbook, in_workbook = _text(values, "workbook", node.source)
    sheet, in_sheet = _text(values, "sheet", node.source)
    title, in_title = _text(values, "title")
    label, in_label = _label(values)
    landscape, in_landscape = read_yes_or_no(values, "landscape")
    found += in_workbook + in_sheet + in_title + in_label + in_landscape
    if workbook and workbook not in workbooks:
        message = f'there is no workbook called "{workbook}" in the manifest'
        place, hint = values["workbook"][0], did_you_mean(workbook, workbooks)
        found += (error("unknown-workbook", message, place, hint or "add it to workbooks"),)
    if not (workbook and sheet):
        return None, found
    return AppendixSheet(workbook, sheet, node.source, title, label, landscape), found


def _text(values: _Values, key: str, required_at: Source | None = None) -> tuple[str, Diagnostics]:
    """Return the text of a key; with `required_at` it must be there."""
    if key in values:
        spec = FieldSpec(key, FieldType.TEXT, f"its {key}", required_at is not None)
        value, found = read_value(spec, values[key][1])
        return typeset(str(value)) if key == "title" else str(value), found
    if required_at is None:
        return "", ()
    message = f'this appendix has no "{key}"'
    hint = "for example: {workbook: budget, sheet: Notes}"
    return "", (error("missing-key", message, required_at, hint),)


def _label(values: _Values) -> tuple[str, Diagnostics]:
    label, found = _text(values, "label")
    if not label or re.fullmatch(r"app-[^\W_](?:[\w-]*[^\W_])?", label):
        return label, found
    message = f'"{label}" cannot be the label of an appendix'
    hint = "it begins with app- and goes on with letters, digits and hyphens: app-notes"
    return "", (*found, error("label-form", message, values["label"][0], hint))


def _appendix_path(node: Node) -> tuple[str, Diagnostics]:
    path, found = _path(node, "an appendix", (), "- budget-tables.md")
    if not path or path.lower().endswith(tuple(FILES)):
        return path, found
    message = f'"{path}" cannot be an appendix'
    hint = "name a .md or .docx file or a picture, or a sheet: {workbook: budget, sheet: Notes}"
    if path.lower().endswith((".doc", ".docm", ".odt", ".rtf")):
        hint = "open it in Word and save it as Word Document (*.docx)"
    return "", (*found, error("appendix-form", message, node.source, hint))


def _path(node: Node, what: str, endings: tuple[str, ...], example: str) -> tuple[str, Diagnostics]:
    """Return a path as written; `endings` are those it may have, none for any."""
    if not isinstance(node, Scalar):
        message = f"{what} must be the path of a file"
        return "", (error("wrong-type", message, node.source, f"for example: {example}"),)
    path, found = read_text(node)
    if not path:
        message = f"{what} has no path"
        return "", (*found, error("empty-value", message, node.source, f"for example: {example}"))
    if endings and not path.lower().endswith(endings):
        message = f'{what} must be a file that ends in {" or ".join(endings)}, not "{path}"'
        hint = f"save its contents as a {endings[0]} file, and name that"
        return "", (*found, error("file-form", message, node.source, hint))
    return path, found


def _left_out(name: str, source: Source) -> Diagnostic:
    message = f'"{name}" is empty and is left out'
    return warning("empty-value", message, source, "fill it in, or take the line out")


def _name_problems(name: str, source: Source) -> Diagnostics:
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) and not keyword.iskeyword(name):
        return ()
    message = f'"{name}" cannot be the name of a workbook'
    hint = "use letters, digits and underscores, so that {{ name.total }} can be written"
    return (error("workbook-name", message, source, hint),)
