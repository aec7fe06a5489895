"""Read a paper from its folder: manifest, Markdown, workbooks and pictures become a Paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.clock import clock_fields
from reportgen.diagnostics import Diagnostic, Diagnostics, SwitchOff, error
from reportgen.digests import file_digest, names_digest
from reportgen.kinds import Kinds
from reportgen.model import (
    PLAIN,
    Appendix,
    Attributes,
    Blocks,
    BudgetDirective,
    Field,
    Figure,
    Heading,
    Inlines,
    Kind,
    NumberedHeading,
    Paper,
    Picture,
    Section,
    Text,
)
from reportgen.patterns import regex
from reportgen.project import (
    MANIFEST,
    Project,
    folders_to_come,
    place_of,
    read_text,
    relative,
    resolve,
)
from reportgen.readers.manifest import (
    AppendixEntry,
    AppendixFile,
    AppendixSheet,
    Look,
    Manifest,
    SectionFile,
    WorkbookFile,
    read_manifest,
)
from reportgen.readers.markdown import read_markdown
from reportgen.readers.pictures import read_pictures
from reportgen.readers.switch_offs import switch_offs_in_text, switch_offs_in_workbook
from reportgen.readers.workbook import read_workbook
from reportgen.source import Source
from reportgen.workbook import Workbook

Read = tuple[Workbook | None, Diagnostics]

KIND_LINE = regex(r"""^kind[ \t]*:[ \t]*["']?([\w-]+)["']?[ \t]*(?:#.*)?$""", re.M)


class Shelf(Struct, frozen=True):
    """A project with its kinds, and the workbooks read so far: papers share the reading of one.

    `opened` and `listed` take note of the files that a paper is made from, and of the folders whose
    entries decide which: what each held, as a digest, before it was read. A file that is not there,
    and would change the paper if it were, is noted as `""`. `first` are the digests from before
    the first of all papers was made from a file: what it held is what the others share.
    """

    project: Project
    kinds: Kinds
    workbooks: dict[Path, Read] = field(default_factory=dict)
    opened: dict[Path, str] = field(default_factory=dict)
    listed: dict[Path, str] = field(default_factory=dict)
    first: dict[Path, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        return self.kinds.names

    def find(self, name: str) -> tuple[Kind | None, Diagnostics]:
        """Return a kind by its name, with what is wrong with its declaration; take note of it."""
        for path in self.kinds.places(name):
            self.open(path)
        return self.kinds.find(name)

    def open(self, path: Path) -> Path:
        """Take note of a file that is about to be read or looked for, and return it."""
        if path not in self.first:
            self.first[path] = file_digest(path)
        self.opened[path] = self.first[path]
        return path

    def list(self, folder: Path) -> Path:
        """Take note of a folder that is about to be looked into, and return it."""
        if folder not in self.listed:
            self.listed[folder] = names_digest(folder)
        return folder


def read_paper(shelf: Shelf, folder: Path) -> tuple[Paper | None, Diagnostics]:
    """Return the paper in a folder, with all that is wrong with what it is made of.

    None when its manifest cannot be read. A section, appendix or workbook that cannot be read
    is left out and reported.
    """
    path = shelf.open(folder / MANIFEST)
    source = Source(relative(shelf.project, path))
    text, found = read_text(path, source)
    if text is None:
        return None, found
    manifest, in_manifest = read_manifest(text, source.path, shelf)
    if manifest is None:
        return None, found + in_manifest
    reading = _Reading(shelf, folder, [*found, *in_manifest])
    reading.switch_offs.extend(switch_offs_in_text(text, source.path))
    paper = reading.paper(manifest)
    return replace(paper, switch_offs=tuple(reading.switch_offs)), tuple(reading.found)


def read_listed(shelf: Shelf, folder: Path, kind: Kind) -> tuple[Paper | None, Diagnostics]:
    """Return what a log needs of a paper of a kind: its fields and its Markdown.

    None for a paper of another kind, and, with errors, for one that cannot be read or told the
    kind of. Workbooks, Word files and pictures are left where they are.
    """
    path = shelf.open(folder / MANIFEST)
    source = Source(relative(shelf.project, path))
    text, found = read_text(path, source)
    if text is None or _other_kind(text, kind, shelf):
        return None, found
    manifest, in_manifest = read_manifest(text, source.path, shelf)
    if manifest is None or manifest.kind.name != kind.name:
        return None, found + in_manifest if manifest is None else ()
    reading = _Reading(shelf, folder, [*found, *in_manifest])
    reading.switch_offs.extend(switch_offs_in_text(text, source.path))
    paper = reading.text(_without_files(manifest))
    return replace(paper, switch_offs=tuple(reading.switch_offs)), tuple(reading.found)


def _without_files(manifest: Manifest) -> Manifest:
    """Return a manifest with its fields and its Markdown alone."""
    in_markdown = tuple(
        entry
        for entry in manifest.appendices
        if isinstance(entry, AppendixFile) and entry.ending == ".md"
    )
    return replace(manifest, workbooks=(), appendices=in_markdown, reconciliations=(), transfers=())


def _other_kind(text: str, kind: Kind, shelf: Shelf) -> bool:
    """Tell at a glance, before the YAML is read, whether a manifest names another kind."""
    named = KIND_LINE.search(text)
    if named is None or named[1] == kind.name or named[1] not in shelf.names:
        return False
    for path in shelf.kinds.places(named[1]):  # once it is gone, the manifest has an error
        shelf.open(path)
    return True


def output_name(pattern: str, folder: str, fields: Iterable[Field]) -> str:
    """Return the name of what is built, by a kind's pattern: {folder} and names of fields.

    What cannot stand in the name of a file, on Windows either, becomes a hyphen.
    """
    values = {item.name: item.chosen or str(item.value) for item in fields} | {"folder": folder}
    name = re.sub(r"\{([^{}]*)\}", lambda hole: values.get(hole[1], ""), pattern)
    return re.sub(r"[^\w .()-]+", "-", name).strip(" .-") or folder


class _Reading:
    """The reading of one paper; `found` and `switch_offs` collect what is met on the way."""

    def __init__(self, shelf: Shelf, folder: Path, found: list[Diagnostic]) -> None:
        self.shelf = shelf
        self.folder = folder
        self.found = found
        self.switch_offs: list[SwitchOff] = []
        self.headings: tuple[NumberedHeading, ...] = ()

    def paper(self, manifest: Manifest) -> Paper:
        paper, problems = read_pictures(self.text(manifest), self.resolve)
        self.found.extend(problems)
        return paper

    def text(self, manifest: Manifest) -> Paper:
        """Read all but the pictures."""
        self.headings = manifest.kind.numbered_headings
        computed, problems = clock_fields(manifest.kind.clock, manifest.fields, manifest.source)
        self.found.extend(problems)
        fields = manifest.fields + computed
        return Paper(
            name=self.folder.name,
            kind=manifest.kind,
            source=manifest.source,
            template=manifest.template,
            output=output_name(manifest.kind.output, self.folder.name, fields),
            numbering=manifest.numbering,
            contents=manifest.contents,
            fields=fields,
            private_fields=manifest.private_fields,
            workbooks=tuple(self.workbook(entry) for entry in manifest.workbooks),
            sections=tuple(item for entry in manifest.sections for item in self.section(entry)),
            appendices=tuple(
                item for entry in manifest.appendices for item in self.appendix(entry)
            ),
            reconciliations=manifest.reconciliations,
            transfers=manifest.transfers,
            financial_years=self.shelf.project.settings.financial_years,
        )

    def workbook(self, entry: WorkbookFile) -> Workbook:
        path, problems = self.resolve(entry.path, entry.source)
        self.found.extend(problems)
        if path is None:
            return Workbook(entry.name, entry.source)
        known = self.shelf.workbooks
        if path not in known:
            known[path] = read_workbook(path, entry.name, relative(self.shelf.project, path))
        book, problems = known[path]
        self.found.extend(problems)
        if book is None:
            return Workbook(entry.name, entry.source)
        self.switch_offs.extend(switch_offs_in_workbook(book))
        return replace(book, name=entry.name)

    def section(self, entry: SectionFile) -> tuple[Section, ...]:
        blocks, source = self.markdown(entry.path, entry.source)
        return () if blocks is None else (Section(entry.name, source, blocks),)

    def appendix(self, entry: AppendixEntry) -> tuple[Appendix, ...]:
        match entry:
            case AppendixFile():
                return self.file_appendix(entry)
            case AppendixSheet():
                return (self.sheet_appendix(entry),)

    def file_appendix(self, entry: AppendixFile) -> tuple[Appendix, ...]:
        if entry.ending == ".md":
            return self.markdown_appendix(entry)
        if not entry.title:
            message = f"the appendix {entry.path} has no title"
            hint = f'say what it is: {{file: {entry.path}, title: "..."}}'
            self.found.append(error("appendix-title", message, entry.source, hint))
        if entry.ending == ".docx":
            return self.word_appendix(entry)
        picture = Picture(entry.path, entry.alt, "", entry.source)
        return (_appendix(entry, (Figure(picture, entry.source),)),)

    def word_appendix(self, entry: AppendixFile) -> tuple[Appendix, ...]:
        """Carry a Word file as it looks, or read it into the paper to be set like the rest."""
        path, problems = self.resolve(entry.path, entry.source)
        self.found.extend(problems)
        if path is None:
            return ()
        from reportgen.readers.word import open_word_file, read_word  # few papers have one

        source = Source(relative(self.shelf.project, path))
        document, problems = open_word_file(path, source, accept_changes=entry.accept_changes)
        self.found.extend(problems)
        if document is None:  # the references to it are not to blame
            return (_appendix(entry, ()),)
        if entry.look is Look.KEEP:
            return (replace(_appendix(entry, ()), document=document),)
        blocks, problems = read_word(document)
        self.found.extend(problems)
        return (_appendix(entry, blocks),)

    def markdown_appendix(self, entry: AppendixFile) -> tuple[Appendix, ...]:
        blocks, source = self.markdown(entry.path, entry.source)
        if blocks is None:
            return ()
        title, attributes, rest = _title(blocks)
        if entry.title:
            title = (Text(entry.title),)
        if not title:
            message = "this appendix has no title"
            hint = "begin the file with # and a heading, or say title: in the manifest"
            self.found.append(error("appendix-title", message, source, hint))
        if entry.label:
            attributes = replace(attributes, label=entry.label)
        return (Appendix(title, source, rest, attributes, landscape=entry.landscape),)

    def sheet_appendix(self, entry: AppendixSheet) -> Appendix:
        """Set a sheet as an appendix of its own: the same table that `{budget}` makes of it."""
        name = f"{entry.workbook}: {entry.sheet}"
        table = BudgetDirective(name, (), entry.source)
        return _appendix(entry, (table,), entry.title or entry.sheet)

    def markdown(self, written: str, source: Source) -> tuple[Blocks | None, Source]:
        path, problems = self.resolve(written, source)
        self.found.extend(problems)
        if path is None:
            return None, source
        shown = relative(self.shelf.project, path)
        text, problems = read_text(path, Source(shown))
        self.found.extend(problems)
        if text is None:
            return None, source
        self.switch_offs.extend(switch_offs_in_text(text, shown))
        blocks, problems = read_markdown(text, shown, headings=self.headings)
        self.found.extend(problems)
        return blocks, Source(shown, 1)

    def resolve(self, written: str, source: Source) -> tuple[Path | None, Diagnostics]:
        shelf = self.shelf
        for folder in folders_to_come(shelf.project, written):
            shelf.list(folder)
        path, problems = resolve(shelf.project, self.folder, written, source)
        if path is None:  # another way of writing the path may lead to a file
            for place in place_of(shelf.project, self.folder, written):
                shelf.open(place)
        return (shelf.open(path) if path else None), problems


def _appendix(entry: AppendixEntry, blocks: Blocks, title: str = "") -> Appendix:
    text = (Text(title or entry.title),)
    label = Attributes(entry.label)
    return Appendix(text, entry.source, blocks, label, landscape=entry.landscape)


def _title(blocks: Blocks) -> tuple[Inlines, Attributes, Blocks]:
    """Take the heading that an appendix begins with as its title."""
    if blocks and isinstance(blocks[0], Heading) and blocks[0].level == 1:
        return blocks[0].content, blocks[0].attributes, blocks[1:]
    return (), PLAIN, blocks
