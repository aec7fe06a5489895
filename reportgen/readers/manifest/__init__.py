"""The manifest. In: the text of a `paper.yaml`. Out: a Manifest, and every problem in it.

The kinds that type it are declared in files of the same form, which `kind.py` reads.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error, has_errors
from reportgen.model import (
    AS_USUAL,
    NO_CONTENTS,
    Contents,
    Field,
    FieldSpec,
    FieldType,
    Kind,
    Numbering,
    Reconciliation,
    Transfer,
)
from reportgen.readers.manifest.choices import read_contents, read_numbering
from reportgen.readers.manifest.kind import read_kind
from reportgen.readers.manifest.nodes import Mapping, Node, read_nodes
from reportgen.readers.manifest.parts import (
    AppendixEntry,
    AppendixFile,
    AppendixSheet,
    Look,
    SectionFile,
    WorkbookFile,
    read_appendices,
    read_sections,
    read_workbooks,
)
from reportgen.readers.manifest.reconciliations import read_reconciliations, read_transfers
from reportgen.readers.manifest.syntax import missing_space
from reportgen.readers.manifest.values import (
    EMPTY,
    example_of,
    printed,
    read_value,
    unique,
    unknown_keys,
)
from reportgen.source import Source

__all__ = ["AppendixEntry", "AppendixFile", "AppendixSheet", "Look", "Manifest", "SectionFile",
           "WorkbookFile", "read_kind", "read_manifest"]  # fmt: skip

PARTS = ("kind", "template", "numbering", "contents", "workbooks", "sections", "appendices",
         "reconcile", "transfers")  # fmt: skip


class KnownKinds(Protocol):
    """The kinds that a manifest may name."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def find(self, name: str) -> tuple[Kind | None, Diagnostics]: ...


class Manifest(Struct, frozen=True):
    """A manifest as its kind types it. `fields` are all those of the kind, in its order.

    A field, list or path with an error is empty or left out; the error says so. Private fields
    stand by themselves, so that nothing prints them.
    """

    kind: Kind
    template: str
    source: Source
    numbering: Numbering = AS_USUAL
    contents: Contents = NO_CONTENTS
    fields: tuple[Field, ...] = ()
    private_fields: tuple[Field, ...] = ()
    workbooks: tuple[WorkbookFile, ...] = ()
    sections: tuple[SectionFile, ...] = ()
    appendices: tuple[AppendixEntry, ...] = ()
    reconciliations: tuple[Reconciliation, ...] = ()
    transfers: tuple[Transfer, ...] = ()


def read_manifest(text: str, path: str, kinds: KnownKinds) -> tuple[Manifest | None, Diagnostics]:
    """Return the manifest and all problems in it, in the order of their lines.

    None when it cannot be read as keys and values, or when its kind is not known. `path` is
    what diagnostics call the file.
    """
    root, found = read_nodes(text, path)
    if not isinstance(root, Mapping):
        return None, found if has_errors(found) else (*found, _no_mapping(text, path))
    manifest, more = _manifest(root, path, kinds)
    return manifest, tuple(sorted(found + more, key=lambda problem: problem.source.line))


def _no_mapping(text: str, path: str) -> Diagnostic:
    if not text.strip():
        message = "the manifest is empty"
    else:
        message = "the manifest must be keys with values"
    hint = "begin with the line: kind: board-report"
    near = missing_space(text, path, *range(1, text.count("\n") + 2))
    return near or error("yaml-syntax", message, Source(path), hint)


_Values = dict[str, tuple[Source, Node]]


def _manifest(root: Mapping, path: str, kinds: KnownKinds) -> tuple[Manifest | None, Diagnostics]:
    values, found = unique(root, "the manifest")
    nodes = {key: node for key, (_, node) in values.items()}
    source = Source(path)
    kind, in_kind = _kind(values, source, kinds)
    numbering, in_numbering = read_numbering(nodes.get("numbering"))
    contents, in_contents = read_contents(nodes.get("contents"))
    template, in_template = _template(nodes.get("template"))
    workbooks, in_workbooks = read_workbooks(nodes.get("workbooks"))
    sections, in_sections = read_sections(nodes.get("sections"), source)
    appendices, in_appendices = read_appendices(nodes.get("appendices"), nodes.get("workbooks"))
    found += in_kind + in_numbering + in_contents + in_template
    reconciliations, in_reconciliations = read_reconciliations(nodes.get("reconcile"))
    transfers, in_transfers = read_transfers(nodes.get("transfers"))
    found += in_workbooks + in_sections + in_appendices + in_reconciliations + in_transfers
    if kind is None:
        return None, found
    numbering = numbering if "numbering" in nodes else kind.numbering
    public, private, in_fields = _fields(kind, values, source)
    manifest = Manifest(
        kind, template or kind.template, source, numbering, contents, public, private,
        workbooks, sections, appendices, reconciliations, transfers,
    )  # fmt: skip
    return manifest, found + in_fields


def _kind(values: _Values, manifest: Source, kinds: KnownKinds) -> tuple[Kind | None, Diagnostics]:
    if "kind" not in values:
        return None, _no_kind(values, manifest, kinds)
    _, node = values["kind"]
    name, found = _one_text("kind", node, required=True)
    if not name:
        return None, found
    if name not in kinds.names:
        message = f'there is no kind of paper "{name}"'
        hint = did_you_mean(name, kinds.names)
        return None, (*found, error("unknown-kind", message, node.source, hint))
    kind, in_kind = kinds.find(name)
    return kind, found + in_kind


def _no_kind(values: _Values, manifest: Source, kinds: KnownKinds) -> Diagnostics:
    """Say that the kind is missing, or which key seems to be meant for it.

    The other keys are left alone: what a paper may say depends on its kind.
    """
    import difflib  # see diagnostics.did_you_mean

    near = difflib.get_close_matches("kind", values, n=1)
    if near:
        return unknown_keys({near[0]: values[near[0]]}, ("kind",), "the manifest")
    message = "the manifest does not say what kind of paper it is"
    hint = f"add the line: kind: {kinds.names[0]}"
    return (error("missing-key", message, manifest, hint),)


def _template(node: Node | None) -> tuple[str, Diagnostics]:
    return _one_text("template", node)


def _one_text(name: str, node: Node | None, *, required: bool = False) -> tuple[str, Diagnostics]:
    if node is None:
        return "", ()
    spec = FieldSpec(name, FieldType.TEXT, f"the {name} of the paper", required)
    value, found = read_value(spec, node)
    return str(value), found


def _fields(
    kind: Kind, values: _Values, manifest: Source
) -> tuple[tuple[Field, ...], tuple[Field, ...], Diagnostics]:
    """Return the public and the private fields: those that the manifest leaves out are empty."""
    known = (*PARTS, *(spec.name for spec in kind.fields))
    found = unknown_keys(values, known, f"the kind {kind.name}")
    public: list[Field] = []
    private: list[Field] = []
    for spec in kind.fields:
        field, more = _field(spec, values, manifest)
        (private if spec.private else public).append(field)
        found += more
    return tuple(public), tuple(private), found


def _field(spec: FieldSpec, values: _Values, manifest: Source) -> tuple[Field, Diagnostics]:
    if spec.name not in values:
        return Field(spec.name, EMPTY[spec.type], manifest), _missing(spec, manifest)
    source, node = values[spec.name]
    value, found = read_value(spec, node)
    for choice in spec.choices:
        if choice.written == value:
            return Field(spec.name, printed(choice.printed), source, choice.written), found
    return Field(spec.name, printed(value), source), found


def _missing(spec: FieldSpec, manifest: Source) -> Diagnostics:
    if not spec.required:
        return ()
    message = f'"{spec.name}" is missing'
    return (error("missing-key", message, manifest, f"add {example_of(spec)}"),)
