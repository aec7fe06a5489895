"""The gate: a finished Word file in, what keeps people from reading it out.

    document   takes the file apart once: paragraphs, runs, tables, cells, text boxes, notes
    looks      how a run is set by all its styles, with colours and type_faces
    fields     the fields of a story
    rules      one module a subject; each rule is a short function in RULES

An error breaks the law (WCAG 2.2 AA) or is plainly a fault in what would be published; a warning is
good practice, or a guess that a person has to look at. Where the words of a rule come from:
the accessibility checker of Word, and the guidance of GOV.UK on accessible documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reportgen.diagnostics import Diagnostic, Diagnostics
from reportgen.gate.document import Document, read_document
from reportgen.gate.rules import headings, layout, links, objects, places, tables, text, whole_file
from reportgen.readers.word.file import damaged, open_package
from reportgen.source import Source

SHOWN = 5  # findings of one code: who mends the first five knows how to mend the others


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and the codes of what it may find."""

    look: Callable[[Document], Diagnostics]
    codes: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule(whole_file.title_is_set, ("title-missing",)),
    Rule(whole_file.language_is_set, ("language-missing", "language-stray")),
    Rule(whole_file.no_text_is_american, ("language-stray",)),
    Rule(whole_file.controls_have_titles, ("control-untitled",)),
    Rule(whole_file.no_tag_is_left, ("tag-left",)),
    Rule(whole_file.nothing_is_undecided, ("changes-left",)),
    Rule(headings.headings_follow_each_other, ("heading-skipped",)),
    Rule(headings.headings_have_text, ("heading-empty",)),
    Rule(headings.headings_have_styles, ("heading-faked",)),
    Rule(tables.tables_have_headers, ("header-row-missing",)),
    Rule(tables.rows_hold_together, ("row-splits",)),
    Rule(tables.cells_are_not_merged, ("cell-merged",)),
    Rule(tables.tables_stand_alone, ("table-nested",)),
    Rule(tables.cells_are_filled, ("cell-empty",)),
    Rule(objects.objects_have_words, ("alt-missing",)),
    Rule(objects.words_say_something, ("alt-file-name",)),
    Rule(objects.words_are_few, ("alt-too-long",)),
    Rule(objects.objects_are_in_line, ("object-floating",)),
    Rule(objects.no_watermark_is_behind, ("watermark",)),
    Rule(links.links_say_where_they_lead, ("link-text",)),
    Rule(layout.lists_are_real, ("list-typed",)),
    Rule(layout.blank_lines_are_single, ("blank-paragraphs",)),
    Rule(layout.nothing_is_placed_with_spaces, ("spaced-layout",)),
    Rule(text.text_is_large_enough, ("text-too-small",)),
    Rule(text.text_has_no_serifs, ("serif-text",)),
    Rule(text.text_is_left_aligned, ("text-justified",)),
    Rule(text.text_stands_out, ("contrast-low",)),
    Rule(places.fields_are_whole, ("field-broken",)),
    Rule(places.bookmarks_are_whole, ("bookmark-broken",)),
    Rule(places.styles_are_there, ("style-undefined",)),
    Rule(places.lists_are_there, ("numbering-undefined",)),
)
CODES = frozenset(code for rule in RULES for code in rule.codes)


def examine(data: bytes, source: Source) -> Diagnostics:
    """Return what every rule finds in a Word file, the first five of each code and how many more.

    A file that is no sound Word file has that one problem.
    """
    package, problems = open_package(data, source)
    if package is None:
        return problems
    try:
        document = read_document(package, source)
        found = tuple(problem for rule in RULES for problem in rule.look(document))
    except RecursionError:  # elements in elements beyond all measure
        return (damaged(source),)
    return tuple(_first_of_each(found))


def _first_of_each(found: Diagnostics) -> Iterator[Diagnostic]:
    by_code: dict[str, list[Diagnostic]] = {}
    for problem in dict.fromkeys(found):
        by_code.setdefault(problem.code, []).append(problem)
    for problems in by_code.values():
        yield from problems[:SHOWN]
        if len(problems) > SHOWN:
            more = f"and {len(problems) - SHOWN} more of the same kind"
            yield replace(problems[SHOWN], message=more)
