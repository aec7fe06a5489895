"""The page: in comes a finished paper, out comes one HTML document that needs no other file."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, Diagnostics, note
from reportgen.model import Appendix, Heading, Paper, Scheme, Section
from reportgen.walk import heading_text, plain
from reportgen.writers.html.anchors import CONTENT, Anchors
from reportgen.writers.html.blocks import BlockWriter, Place
from reportgen.writers.html.contents import ContentsList
from reportgen.writers.html.front import (
    end_lists,
    field_text,
    page_title,
    write_front,
    write_marking,
    write_sign_off,
)
from reportgen.writers.html.inlines import InlineWriter
from reportgen.writers.html.markup import NO_BREAK, NOTHING, Html, element, framed, lines, text
from reportgen.writers.html.notes import Notes
from reportgen.writers.html.pictures import PictureWriter
from reportgen.writers.html.style import style_sheet
from reportgen.writers.html.tables import TableWriter

# Nothing is fetched and nothing runs, not even what somebody puts into the page later.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
IN_WORD = "This appendix is a Word document. It is in the Word and PDF editions of this paper."
HINT = (
    "publish the Word or PDF edition beside the page, or carry the file with `look: house`, which "
    "puts its text into every edition"
)


class PageWriter:
    """Writes one paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.problems: list[Diagnostic] = []
        self._anchors = Anchors(paper)
        self._notes = Notes()
        self._contents = ContentsList(paper.contents)
        self._inlines = InlineWriter(self._anchors, PictureWriter(self.problems), self._notes)
        tables = TableWriter(self._inlines)
        self._blocks = BlockWriter(self._anchors, self._inlines, tables, self._contents)

    def write(self) -> Html:
        """Return the document."""
        main = element("main", {"id": CONTENT}, framed(self._main()))
        skip = element("a", {"class": "skip", "href": f"#{CONTENT}"}, text("Skip to the paper"))
        marking = write_marking(self._paper)
        foot = element("footer", None, marking) if marking else NOTHING
        body = lines(skip, write_front(self._paper), self._contents.write(), main, foot)
        whole = element("html", {"lang": "en-GB"}, framed(lines(self._head(), _body(body))))
        return Html(f"<!DOCTYPE html>\n{whole}\n")

    def _head(self) -> Html:
        title = page_title(self._paper)
        board = field_text(self._paper, "board")
        parts = (
            element("meta", {"charset": "utf-8"}),
            element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
            element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            element("meta", {"name": "color-scheme", "content": "light dark"}),
            element("title", None, text(" – ".join(part for part in (title, board) if part))),
            element("style", None, framed(style_sheet(self._paper))),
        )
        return element("head", None, framed(lines(*parts)))

    def _main(self) -> Html:
        sections = [self._section(section) for section in self._paper.sections]
        ends = [self._end(heading, found) for heading, found in end_lists(self._paper)]
        sign_off = write_sign_off(self._paper)
        appendices = [self._appendix(appendix) for appendix in self._paper.appendices]
        self._blocks.under_title(1)
        notes = self._notes.write(self._blocks.write_note)
        return lines(*sections, sign_off, *ends, *appendices, notes)

    def _section(self, section: Section) -> Html:
        numbered = self._paper.numbering.paragraphs is not Scheme.NONE
        content = self._blocks.write(section.blocks, Place(numbered=numbered))
        headed = any(isinstance(b, Heading) and heading_text(b).strip() for b in section.blocks)
        return element("section" if headed else "div", None, framed(content))

    def _end(self, heading: str, found: Html) -> Html:
        anchor = self._anchors.place_or_new("", heading)
        self._contents.heading(1, anchor, heading)
        title = element("h2", {"class": "minor", "id": anchor}, text(heading))
        return element("section", None, framed(lines(title, found)))

    def _appendix(self, appendix: Appendix) -> Html:
        words, number = plain(appendix.title), f"Appendix{NO_BREAK}{appendix.number}"
        anchor = self._anchors.place(appendix.attributes.label)
        anchor = anchor or self._anchors.new(f"appendix-{appendix.number}".lower())
        self._contents.heading(1, anchor, words, f"{number} –")
        self._blocks.under_title(1)
        label = element("span", {"class": "label"}, text(number), text(" – "))
        title = element("h2", {"id": anchor}, label, self._inlines.write(appendix.title))
        content = self._blocks.write(appendix.blocks, Place())
        shown = {"class": "appendix landscape" if appendix.landscape else "appendix"}
        carried = self._carried(appendix)
        return element("section", shown, framed(lines(title, content, carried)))

    def _carried(self, appendix: Appendix) -> Html:
        """Say where an appendix is that keeps its own look, which no page can show."""
        if appendix.document is None:
            return NOTHING
        self.problems.append(
            note(
                "word-only-appendix",
                f"Appendix {appendix.number} is a Word file that keeps its look, so the page only "
                "says that it is in the Word and PDF editions",
                appendix.source,
                HINT,
            )
        )
        return element("p", None, text(IN_WORD))


def write_page(paper: Paper) -> tuple[Html, Diagnostics]:
    """Return the document, and what it cannot show."""
    writer = PageWriter(paper)
    page = writer.write()
    return page, tuple(writer.problems)


def _body(content: Html) -> Html:
    return element("body", None, framed(content))
