"""What the templates of all kinds have in common: the lines they are made of, as Word's XML.

Out: paragraphs with tags, headers, footers and whole documents. Tags are docxtpl's: `{{ ... }}`
prints a field, a paragraph with `{%p ... %}` disappears, and `{{p ... }}` gives way to whole
blocks. Each tag is a run of its own, so that no look can tear it in two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

import house_look as house
from house_look import Style
from look_xml import W, cm

from reportgen.writers.word import styles as ids

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TAB = "<w:r><w:tab/></w:r>"
# Word's alignment tabs go by the margins of the page they stand on, upright or landscape.
CENTER, RIGHT = (
    f'<w:r><w:ptab w:relativeTo="margin" w:alignment="{at}" w:leader="none"/></w:r>'
    for at in ("center", "right")
)


@dataclass(frozen=True, slots=True)
class Page:
    """A4, upright or on its side. `twin` ends the names of the styles of headers and footers."""

    landscape: bool = False

    @property
    def text_width(self) -> float:
        return house.LANDSCAPE_WIDTH if self.landscape else house.TEXT_WIDTH

    @property
    def twin(self) -> str:
        return ids.LANDSCAPE if self.landscape else ""

    @property
    def setup(self) -> str:
        """The properties of the section, which name headers and footers."""
        edges = (("header", "first"), ("header", "default"), ("footer", "first"))
        references = "".join(
            f'<w:{kind}Reference w:type="{pages}" r:id="{kind}_{pages}"/>'
            for kind, pages in (*edges, ("footer", "default"))
        )
        sides = (cm(house.PAGE_WIDTH), cm(house.PAGE_HEIGHT))
        width, height = reversed(sides) if self.landscape else sides
        turned = ' w:orient="landscape"' if self.landscape else ""
        side, top = cm(house.MARGIN_SIDE), cm(house.MARGIN_TOP)
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{top}" w:left="{side}" '
            f'w:header="{cm(house.HEADER_AT)}" w:footer="{cm(house.FOOTER_AT)}" w:gutter="0"/>'
            "<w:titlePg/></w:sectPr>"
        )


UPRIGHT, LANDSCAPE = Page(), Page(landscape=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template: its parts as XML, its own styles, and the expression that says who made it."""

    document: str
    running_header: str
    creator: str
    styles: tuple[Style, ...]
    page: Page = UPRIGHT

    @property
    def first_header(self) -> str:
        """The first page's header: the marking alone."""
        return story("hdr", header_marking())

    @property
    def footer(self) -> str:
        """The footer of every page: nothing, marking, page."""
        number = ("Page ", field("PAGE"), " of ", field("NUMPAGES"))
        style = "Footer" + self.page.twin
        return story("ftr", paragraph(style, CENTER, run(MARKING, "Marking"), RIGHT, *number))


def document(blocks: Iterable[str], page: Page = UPRIGHT) -> str:
    """Return the text of a document, set on a page."""
    body = "".join(blocks) + page.setup
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def running_header(left: tuple[str, ...], fits: str, page: Page = UPRIGHT) -> str:
    """Return the header of further pages: marking, what is given for the left, title.

    `fits` is the condition under which the title has room beside it: a line holds some 95 letters
    on an upright page and 145 on its side.
    """
    right = ("{% if " + fits + " %}", "{{ title }}", "{% endif %}")
    line = paragraph("Header" + page.twin, *left, RIGHT, *right)
    return story("hdr", *when("marking", header_marking()), line)


# --- the front block ------------------------------------------------------------------------

MARKING = "{{ marking }}"


def header_marking() -> str:
    return paragraph("HeaderMarking", run(MARKING, "Marking"))


def classification() -> Iterator[str]:
    # The marking stands in the text as well, because screen readers skip headers.
    yield from when(
        "marking", paragraph("Classification", "Classification: ", run(MARKING, "Marking"))
    )


def title() -> str:
    return paragraph(ids.TITLE, "{{ title }}")


def fact(label: str, condition: str, *value: str) -> Iterator[str]:
    """Yield a line with a label and a value; without one, with what it is printed for."""
    runs = value or (tag(condition),)
    yield from when(condition, paragraph("Fact", run(label, "FactLabel"), TAB, *runs))


def day(label: str, field_name: str, *more: str) -> Iterator[str]:
    yield from fact(label, field_name, tag(f"{field_name} | long_date"), *more)


def person(label: str, field_name: str) -> Iterator[str]:
    """Yield a line with somebody's name and role."""
    name, role = f"{field_name}.name", f"{field_name}.role"
    yield from fact(label, f"{name} or {role}", tag(known(name, role)))


def contact() -> Iterator[str]:
    # A telephone number is not broken at the end of a line.
    telephone = r"contact.telephone | replace(' ', '\u00a0')"
    parts = ("contact.name", "contact.role", "contact.email")
    value = known(*parts, telephone)
    yield from fact("Contact", known(*parts, "contact.telephone"), tag(value))


# --- the text and what follows it -----------------------------------------------------------


def slot(name: str) -> str:
    return paragraph(ids.BODY, "{{p " + name + " }}")


def listed(heading: str, field_name: str) -> Iterator[str]:
    items = (
        paragraph(ids.BODY, "{%p for entry in " + field_name + " %}"),
        paragraph(ids.BULLETS[0], "{{ entry }}"),
        paragraph(ids.BODY, "{%p endfor %}"),
    )
    yield from when(field_name, paragraph(ids.HEADINGS[1], heading), *items)


def sign_off(who: str) -> Iterator[str]:
    """Yield the lines that a person signs with: name or role, then all else that is known."""
    signed = f"{who}.name or {who}.role"
    yield from when(signed, paragraph("SignOffName", tag(signed)))
    yield from when(f"{who}.name and {who}.role", paragraph("SignOff", tag(f"{who}.role")))
    yield from when(f"{who}.email", paragraph("SignOff", tag(f"{who}.email")))
    yield from when(f"{who}.telephone", paragraph("SignOff", tag(f"{who}.telephone")))


# --- tags, paragraphs and runs --------------------------------------------------------------


def tag(expression: str) -> str:
    return "{{ " + expression + " }}"


def known(*expressions: str) -> str:
    """Return the expression that lists, with commas, those that are not empty."""
    return f"[{', '.join(expressions)}] | select | join(', ')"


def when(condition: str, *blocks: str) -> Iterator[str]:
    """Yield blocks that are printed only where the condition holds."""
    yield paragraph(ids.BODY, "{%p if " + condition + " %}")
    yield from blocks
    yield paragraph(ids.BODY, "{%p endif %}")


def paragraph(style: str, *runs: str) -> str:
    """Return a paragraph of runs; a tag or text that is not yet one becomes a run of its own."""
    body = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{body}</w:p>'


def run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def field(code: str) -> str:
    """Return a field with a result stored, for viewers that do not compute."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return begin + instruction + separate + run("1") + end


def story(element: str, *blocks: str) -> str:
    """Return a header (`hdr`) or footer (`ftr`)."""
    return f'<w:{element} xmlns:w="{W}">{"".join(blocks)}</w:{element}>'
