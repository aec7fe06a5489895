"""Markdown in, blocks of the model out, each with its line in the file.

CommonMark with tables, footnotes and strikethrough, and on top of it labels, references,
expressions, budget directives and English typography. The way: clean characters, let mistune
find the blocks (`parser`), turn its tokens into blocks (`blocks`) and their text into inline
content (`inlines`).
"""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic
from reportgen.model import Block, Blocks, NumberedHeading
from reportgen.readers.markdown.block_parser import Note
from reportgen.readers.markdown.blocks import read_blocks
from reportgen.readers.markdown.characters import clean
from reportgen.readers.markdown.marks import hide_pipes
from reportgen.readers.markdown.parser import DEPTH, Parser
from reportgen.readers.markdown.reading import Reading


def read_markdown(
    text: str, path: str, first_line: int = 1, headings: tuple[NumberedHeading, ...] = ()
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Return the text's blocks and every problem found, in the order of the file's lines.

    `path` goes into every source; `first_line` is the line that `text` begins on. `headings` are
    those that the paper's kind numbers, to which `@q-...` refers. Any text can be read: what the
    model has no place for is reported and printed plainly.
    """
    clean_text, problems = clean(text, path, first_line)
    parser = Parser(tuple(heading.prefix for heading in headings))
    reading = Reading(path, parser, list(problems), headings)
    tokens = reading.parser.blocks(hide_pipes(clean_text), first_line)
    spare = _read_notes(reading)
    blocks = read_blocks(tokens, reading)
    unused = _read_unused(reading)
    _report_depth(reading)
    in_order = sorted(reading.diagnostics, key=lambda problem: problem.source.line)
    return blocks + unused + spare, tuple(in_order)


def _read_notes(reading: Reading) -> Blocks:
    """Read the footnotes' texts; return the blocks of those that are defined a second time."""
    spare: list[Block] = []
    reading.in_note = True
    # A footnote's own text may define another, which the parser then adds at the end.
    for note in reading.parser.notes:
        blocks = read_blocks(reading.parser.blocks(note.text, note.line), reading)
        _report_goes_on(note, reading)
        if note.key in reading.notes:
            _report_twice(note, reading)
            spare += blocks
        else:
            reading.notes[note.key] = blocks
    reading.in_note = False
    return tuple(spare)


def _report_goes_on(note: Note, reading: Reading) -> None:
    if note.goes_on:
        reading.warning(
            "footnote-ends",
            f"this line is not part of the footnote [^{note.label}] above it",
            note.goes_on,
            "begin it with four spaces if it belongs to the footnote, else leave a blank line",
        )


def _report_twice(note: Note, reading: Reading) -> None:
    reading.error(
        "duplicate-footnote",
        f"the footnote [^{note.label}]: is written twice in this file",
        note.line,
        "give each footnote a name of its own",
    )


def _read_unused(reading: Reading) -> Blocks:
    """Report the footnotes that have no mark; return their blocks."""
    notes = {note.key: note for note in reversed(reading.parser.notes)}
    unused = [key for key in reading.notes if key not in reading.used]
    for key in unused:
        reading.warning(
            "unused-footnote",
            f"the footnote [^{notes[key].label}] has no mark in the text; it is printed at the end",
            notes[key].line,
            f"put its mark [^{notes[key].label}] where it belongs, or delete the footnote",
        )
    return tuple(block for key in unused for block in reading.notes[key])


def _report_depth(reading: Reading) -> None:
    for line in reading.parser.too_many:
        reading.warning(
            "too-many-marks",
            "this paragraph has thousands of asterisks or underscores, which are printed as typed",
            line,
            "divide the paragraph, or take them out",
        )
    for line in reading.parser.too_deep[:1]:
        reading.warning(
            "nested-too-deep",
            f"quotes and lists stand in each other more than {DEPTH} deep; "
            "what is further in is printed as it is typed",
            line,
            "use fewer levels",
        )
