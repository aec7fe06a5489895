"""The contract between a template and the writer. In: a template. Out: all that is wrong with it.

A build says what is wrong for one paper; here the template is held against every paper that it may
be asked to print, and against what a published paper has to be.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

import docx
from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.model import Kind
from reportgen.source import Source
from reportgen.writers.word.archive import check_template, damaged
from reportgen.writers.word.contract.fields import left_out, missing_slots, unused_fields
from reportgen.writers.word.contract.lists import list_problems
from reportgen.writers.word.contract.page import page_problems
from reportgen.writers.word.contract.pieces import piece_problems
from reportgen.writers.word.contract.specimens import specimen_problems
from reportgen.writers.word.contract.style_sheet import style_problems
from reportgen.writers.word.contract.theme import theme_problems
from reportgen.writers.word.contract.words import word_problems
from reportgen.writers.word.opened import is_sound

__all__ = ["check_contract"]

Look = Callable[[Any, Source], Iterator[Diagnostic]]
LOOKS: tuple[Look, ...] = (
    style_problems,
    list_problems,
    page_problems,
    theme_problems,
    piece_problems,
    word_problems,
)


class _Use(Struct, frozen=True):
    """The kinds of paper a template is for. Without any of its own it has to suit one of all."""

    kinds: tuple[Kind, ...]
    has_own: bool


def check_contract(data: bytes, path: str, kinds: tuple[Kind, ...]) -> Diagnostics:
    """Return what is wrong with a template, each finding once.

    `path` is what diagnostics call it; its last part says which of the `kinds` it is for.
    """
    source = Source(path)
    problems = check_template(data, source)
    if problems:
        return problems
    try:
        document = docx.Document(io.BytesIO(data))
        if not is_sound(document):
            return (damaged(source),)
        return tuple(dict.fromkeys(_problems(data, document, source, kinds)))
    except Exception as fault:  # whatever python-docx and lxml make of an odd file
        return (damaged(source, str(fault)),)


def _problems(
    data: bytes, document: Any, source: Source, kinds: tuple[Kind, ...]
) -> Iterator[Diagnostic]:
    use = _use(source, kinds)
    found = {kind: specimen_problems(kind, data, document, source) for kind in use.kinds}
    kinds = use.kinds if use.has_own else _suited(document, found)
    for kind in kinds if use.has_own else kinds[:1]:
        yield from found[kind]
    yield from missing_slots(document, source)
    yield from unused_fields(document, kinds, source, has_own=use.has_own)
    for look in LOOKS:
        yield from look(document, source)


def _suited(document: Any, found: Mapping[Kind, Diagnostics]) -> tuple[Kind, ...]:
    """Return the kinds that a template suits best: with fewest faults, then fewest fields left."""
    ranks = [(len(faults), len(left_out(document, (kind,)))) for kind, faults in found.items()]
    return tuple(kind for kind, rank in zip(found, ranks, strict=True) if rank == min(ranks))


def _use(source: Source, kinds: tuple[Kind, ...]) -> _Use:
    name = PurePath(source.path).name
    own = tuple(kind for kind in kinds if kind.template == name)
    return _Use(own or kinds, bool(own))
