"""Fill the frame's slots with the paper's blocks. In: paper and frame. Out: faults, if any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, error, has_errors
from reportgen.model import Paper, Scheme
from reportgen.source import Source
from reportgen.writers.word import slots, styles
from reportgen.writers.word.blocks import BlockWriter, ends_in_table, separator
from reportgen.writers.word.blocks import Place as BlockPlace
from reportgen.writers.word.inlines import InlineWriter
from reportgen.writers.word.notes import Notes
from reportgen.writers.word.numbering import Numbering
from reportgen.writers.word.package import Story, WordFile
from reportgen.writers.word.pictures import PictureWriter
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
STYLE = re.compile(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"')


def fill_frame(paper: Paper, file: WordFile, source: Source) -> Diagnostics:
    """Put the paper's blocks in place of the slots, and report what the template lacks for them."""
    places = slots.find_places(file.body)
    problems = tuple(slots.slot_problems(paper, places, tuple(file.strays()), source))
    if has_errors(problems):
        return problems
    filler = _Filler(paper, file)
    filler.fill(places)
    return (*problems, *filler.problems(source))


class _Filler:
    """Holds what all slots of one document share."""

    def __init__(self, paper: Paper, file: WordFile) -> None:
        self._paper, self._file = paper, file
        self._targets = Targets(paper)
        self._notes = Notes(file)
        self._numbering = Numbering(file.styles(), file.related("numbering"))
        self._table_look = TableLook.of(file.styles())
        self._found: list[Diagnostic] = []
        self._used: set[str] = set()

    def fill(self, places: tuple[Place, ...]) -> None:
        for place in places:
            blocks = _completed(place, self._blocks(place))
            self._note_styles(blocks)
            self._file.put(place.element, blocks)
        if self._notes:
            # A note stands at the foot of any page: give it the room of the last slot.
            story = Story(self._notes.part)
            writer = self._writer(story, places[-1], in_notes=True)
            self._note_styles([self._notes.finish(writer.write_note)])

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

    def _blocks(self, place: Place) -> list[Xml]:
        writer = self._writer(self._file.story, place)
        if place.name == slots.APPENDICES:
            return [
                block for part in self._paper.appendices for block in writer.write_appendix(part)
            ]
        wanted = (
            part
            for part in self._paper.sections
            if place.name in (slots.BODY, slots.section_slot(part.name))
        )
        where = BlockPlace(numbered=self._paper.numbering.paragraphs is not Scheme.NONE)
        return writer.write(tuple(block for part in wanted for block in part.blocks), where)

    def _writer(self, story: Story, place: Place, *, in_notes: bool = False) -> BlockWriter:
        pictures = PictureWriter(self._file, story, place.width, place.height, self._found)
        add_note = None if in_notes else self._notes.add
        inlines = InlineWriter(story, self._targets, pictures.draw, add_note)
        tables = TableWriter(inlines, self._table_look, place.width)
        return BlockWriter(self._file, self._numbering, inlines, tables)

    def _note_styles(self, blocks: Iterable[str]) -> None:
        for block in blocks:
            self._used.update(STYLE.findall(block))


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
