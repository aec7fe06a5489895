"""What a finished Word file is held against. A rule only looks: Document in, diagnostics out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from reportgen.diagnostics import Diagnostics
from reportgen.gate.document import Document
from reportgen.gate.rules import headings, layout, links, objects, places, tables, text, whole_file


class Rule(Struct, frozen=True):
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
    Rule(objects.no_watermark_is_behind, ("watermark-behind",)),
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
