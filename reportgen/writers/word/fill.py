"""Fill the frame's slots with the paper's blocks. In: paper and frame. Out: faults, if any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, error, has_errors
from reportgen.model import Appendix, Chart, Figure, Paper, Scheme, Table
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.walk import each
from reportgen.writers.word import slots, styles
from reportgen.writers.word.blocks import BlockWriter, appendix_heading, ends_in_table, separator
from reportgen.writers.word.blocks import Place as BlockPlace
from reportgen.writers.word.contents import ContentsWriter, Pages
from reportgen.writers.word.inlines import InlineWriter
from reportgen.writers.word.notes import Notes
from reportgen.writers.word.numbering import Numbering
from reportgen.writers.word.package import Story, WordFile
from reportgen.writers.word.pictures import PictureWriter
from reportgen.writers.word.provenance import NAMESPACE, Provenance
from reportgen.writers.word.sections import AppendixSections, Part
from reportgen.writers.word.slots import Element, Place
from reportgen.writers.word.tables import TableLook, TableWriter
from reportgen.writers.word.targets import Targets
from reportgen.writers.word.xml import Xml, w

# What Word numbers: without a list the paper would lose the numbers that its references name.
NUMBERED = frozenset((*styles.NUMBERED, styles.APPENDIX_HEADING))
COPY_STYLE = (
    "copy it from board-report.docx, which comes with reportgen "
    "(in Word: Styles, Manage Styles, Import/Export)"
)
# The style of a paragraph, a run or a table. It begins with what is rare, to be found fast.
STYLE = regex(r'Style(?:(?<=<w:pStyle)|(?<=<w:rStyle)|(?<=<w:tblStyle)) w:val="([^"]+)"')


def fill_frame(paper: Paper, file: WordFile, pages: Pages | None, source: Source) -> Diagnostics:
    """Put the paper's blocks in place of the slots, and report what the template lacks for them.

    `pages` are the pages of the bookmarks that lists of contents name.
    """
    places = slots.find_places(file.body)
    problems = tuple(slots.slot_problems(paper, places, tuple(file.strays()), source))
    if has_errors(problems):
        return problems
    filler = _Filler(paper, file, pages)
    filler.fill(places)
    return (*problems, *filler.problems(source))


class _Filler:
    """Holds what all slots of one document share."""

    def __init__(self, paper: Paper, file: WordFile, pages: Pages | None) -> None:
        self._paper, self._file = paper, file
        self._targets = Targets(paper)
        self._notes = Notes(file)
        self._provenance = Provenance(paper, file.next_id)
        self._numbering = Numbering(file.styles(), file.related("numbering"))
        self._table_look = TableLook.of(file.styles())
        self._contents = ContentsWriter(file, paper.contents, pages)
        self._has_captions = _has_captions(paper.appendices)
        self._found: list[Diagnostic] = []
        self._used: set[str] = set()

    def fill(self, places: tuple[Place, ...]) -> None:
        filled = self._written(places)
        self._add_contents(places, filled)
        for place in places:
            blocks = _completed(place, filled[place])
            self._note_styles(blocks)
            self._file.put(place.element, blocks)
        if self._notes:
            # A note stands at the foot of any page: give it the room of the last slot.
            story = self._file.new_story(self._notes.part)
            writer = self._writer(story, places[-1].room, in_notes=True)
            self._note_styles([self._notes.finish(writer.write_note)])
        self._file.add_records(NAMESPACE, self._provenance.part())

    def problems(self, source: Source) -> Iterator[Diagnostic]:
        """Yield what was found on the way, and the styles that the template lacks."""
        yield from dict.fromkeys((*self._found, *self._numbering.problems))
        known = {str(node.get(w("styleId"))) for node in self._file.styles().iter(w("style"))}
        for name in sorted((self._used - known) | self._table_look.lacking):
            message = f'the template has no style "{name}", which this paper needs'
            yield error("template-style", message, source, COPY_STYLE)
        numberless = {name for name in self._used & NUMBERED if not self._numbering.numbers(name)}
        for name in sorted((self._numbering.unlinked | numberless) & known):
            message = f'the style "{name}" of the template is not linked to a list'
            hint = "in Word: Home, Multilevel List, Define New, and link a level to the style"
            yield error("template-style", message, source, hint)

    def _written(self, places: tuple[Place, ...]) -> dict[Place, list[Xml]]:
        """Return the blocks of each slot. Lists name headings in the order they are met here."""
        by_element = {place.element: place for place in places}
        filled: dict[Place, list[Xml]] = {}
        for node in list(self._file.body.iter(slots.TAG, w("p"))):
            if node not in by_element:
                self._contents.template_heading(node)
            elif by_element[node].name == slots.APPENDICES:
                self._add_appendices(by_element[node], filled)
            else:
                filled[by_element[node]] = self._sections(by_element[node])
        return filled

    def _sections(self, place: Place) -> list[Xml]:
        writer = self._writer(self._file.story, place.room)
        wanted = (
            part
            for part in self._paper.sections
            if place.name in (slots.BODY, slots.section_slot(part.name))
        )
        where = BlockPlace(numbered=self._paper.numbering.paragraphs is not Scheme.NONE)
        return writer.write(tuple(block for part in wanted for block in part.blocks), where)

    def _add_appendices(self, place: Place, filled: dict[Place, list[Xml]]) -> None:
        """Write the appendices, with sections of their own where these can stand."""
        appendices = self._paper.appendices
        if not place.is_in_the_open:
            parts = [self._part(appendix, place.room) for appendix in appendices]
            filled[place] = [block for part in parts for block in (part.heading, *part.blocks)]
            return
        sections = AppendixSections(self._file, place.element)
        parts = [self._part(appendix, sections.room(appendix)) for appendix in appendices]
        before = next(
            (item for item in filled if item.element is place.element.getprevious()), None
        )
        ending = sections.close_before(None if before is None else filled[before])
        if before is not None and ending is not None:
            filled[before] = ending
        filled[place] = sections.write(parts)
        self._note_styles(sections.lines)

    def _part(self, appendix: Appendix, room: tuple[int, int]) -> Part:
        writer = self._writer(self._file.story, room)
        heading = writer.write_appendix_heading(appendix, counted=self._has_captions)
        style = appendix_heading(appendix)
        if appendix.document is None:
            return Part(appendix, style, heading, writer.write_appendix(appendix))
        from reportgen.writers.word.appended import append_document  # few papers carry one

        prefix = f"app{appendix.number}"
        made = append_document(self._file, appendix.document, prefix, self._notes)
        self._found += made.problems
        return Part(appendix, style, heading, list(made.blocks), made.last_section)

    def _add_contents(self, places: tuple[Place, ...], filled: dict[Place, list[Xml]]) -> None:
        """Put the lists into their slot, or before the first section in a template without one."""
        own = (place for place in places if place.name == slots.CONTENTS)
        others = (place for place in places if place.name != slots.APPENDICES)
        place = next(own, None) or next(others, None)
        if place is not None:
            filled[place] = [*self._contents.write(), *filled[place]]

    def _writer(
        self, story: Story, room: tuple[int, int], *, in_notes: bool = False
    ) -> BlockWriter:
        pictures = PictureWriter(self._file, story, *room, self._found)
        add_note = None if in_notes else self._notes.add
        control = self._provenance.text
        inlines = InlineWriter(story, self._targets, pictures.draw, add_note, control)
        return BlockWriter(
            self._file,
            self._numbering,
            inlines,
            TableWriter(inlines, self._table_look, *room),
            lambda chart: self._chart(chart, story, room),
            self._contents,
            self._provenance,
        )

    def _chart(self, chart: Chart, story: Story, room: tuple[int, int]) -> Xml:
        from reportgen.writers.word.charts import ChartWriter  # few papers have one

        return ChartWriter(self._file, story, *room).draw(chart)

    def _note_styles(self, blocks: Iterable[str]) -> None:
        for block in blocks:
            self._used.update(STYLE.findall(block))


def _has_captions(appendices: tuple[Appendix, ...]) -> bool:
    kinds: tuple[type[Table | Figure], ...] = (Table, Figure)
    return any(node.number for part in appendices for node in each(part, *kinds))


def _completed(place: Place, blocks: list[Xml]) -> list[Xml]:
    """Return the blocks of a slot, with a paragraph behind them where Word must have one."""
    if ends_in_table(blocks) and not _is_paragraph(place.element.getnext()):
        return [*blocks, separator()]
    cell = place.element.getparent()
    if not blocks and cell.tag == w("tc") and cell.find(w("p")) is None:
        return [separator()]
    return blocks


def _is_paragraph(node: Element | None) -> bool:
    """Tell whether an element is a paragraph, or a slot that will begin with one."""
    if node is None:
        return False
    is_appendices = node.tag == slots.TAG and node.get(w("val")) == slots.APPENDICES
    return is_appendices or bool(node.tag == w("p"))
