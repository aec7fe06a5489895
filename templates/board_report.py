"""The words and tags of a board report's template: what stands where.

Out: the XML of the body, the headers and the footer. Tags are docxtpl's: `{{ ... }}` prints a
field, a paragraph with `{%p ... %}` disappears, and `{{p ... }}` gives way to whole blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

import house_look as house
from look_xml import W, cm

from reportgen.writers.word import styles as ids

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TAB = "<w:r><w:tab/></w:r>"
# Word's alignment tabs go by the margins of the page they stand on, upright or landscape.
CENTER, RIGHT = (
    f'<w:r><w:ptab w:relativeTo="margin" w:alignment="{at}" w:leader="none"/></w:r>'
    for at in ("center", "right")
)


def document() -> str:
    """Return the body: front block, contents, sections, sign-off, lists of papers, appendices."""
    blocks = (
        *front_block(),
        paragraph(ids.BODY, "{{p contents }}"),
        paragraph(ids.BODY, "{{p body }}"),
        *sign_off(),
        *listed("Background papers", "background_papers"),
        *listed("Cleared by", "cleared_by"),
        paragraph(ids.BODY, "{{p appendices }}"),
        page_setup(),
    )
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(blocks)}</w:body></w:document>'
    )


def first_header() -> str:
    """Return the first page's header: the marking alone."""
    return story("hdr", paragraph("HeaderMarking", run("{{ marking }}", "Marking")))


def running_header() -> str:
    """Return the header of further pages: marking, board and date, title.

    The line holds about 95 letters; a title that would run into the board's name is left out.
    """
    marking = when("marking", paragraph("HeaderMarking", run("{{ marking }}", "Marking")))
    comma = ("{% if board and date %}", ", ", "{% endif %}")
    left = ("{{ board }}", *comma, "{{ date | long_date }}")
    right = ("{% if (board ~ title) | length < 80 %}", "{{ title }}", "{% endif %}")
    return story("hdr", *marking, paragraph("Header", *left, RIGHT, *right))


def footer() -> str:
    """Return the footer of every page: nothing, marking, page."""
    page = ("Page ", field("PAGE"), " of ", field("NUMPAGES"))
    return story("ftr", paragraph("Footer", CENTER, run("{{ marking }}", "Marking"), RIGHT, *page))


# --- the body -------------------------------------------------------------------------------


def front_block() -> Iterator[str]:
    # The marking stands in the text as well, because screen readers skip headers.
    marking = run("{{ marking }}", "Marking")
    yield from when("marking", paragraph("Classification", "Classification: ", marking))
    yield from when("board", paragraph("BoardName", "{{ board }}"))
    item = ("{% if agenda_item %}", ", agenda item ", "{{ agenda_item }}", "{% endif %}")
    yield from when("date", paragraph("MeetingDetails", "{{ date | long_date }}", *item))
    yield paragraph(ids.TITLE, "{{ title }}")
    yield from fact("Report of", "author.name or author.role", known("author.name", "author.role"))
    yield from fact("Purpose", "purpose")
    yield from fact("Wards affected", "wards")
    # A telephone number is not broken at the end of a line.
    telephone = r"contact.telephone | replace(' ', '\u00a0')"
    contact = ("contact.name", "contact.role", "contact.email")
    yield from fact("Contact", known(*contact, "contact.telephone"), known(*contact, telephone))


def fact(label: str, condition: str, value: str = "") -> Iterator[str]:
    tag = "{{ " + (value or condition) + " }}"
    yield from when(condition, paragraph("Fact", run(label, "FactLabel"), TAB, tag))


def known(*expressions: str) -> str:
    """Return the expression that lists, with commas, those that are not empty."""
    return f"[{', '.join(expressions)}] | select | join(', ')"


def sign_off() -> Iterator[str]:
    name = paragraph("SignOffName", "{{ author.name or author.role }}")
    yield from when("author.name or author.role", name)
    yield from when("author.name and author.role", paragraph("SignOff", "{{ author.role }}"))
    yield from when("author.email", paragraph("SignOff", "{{ author.email }}"))
    yield from when("author.telephone", paragraph("SignOff", "{{ author.telephone }}"))


def listed(heading: str, field_name: str) -> Iterator[str]:
    items = (
        paragraph(ids.BODY, "{%p for entry in " + field_name + " %}"),
        paragraph(ids.BULLETS[0], "{{ entry }}"),
        paragraph(ids.BODY, "{%p endfor %}"),
    )
    yield from when(field_name, paragraph(ids.HEADINGS[1], heading), *items)


def page_setup() -> str:
    stories = (
        ("header", "first"),
        ("header", "default"),
        ("footer", "first"),
        ("footer", "default"),
    )
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{kind}_{pages}"/>' for kind, pages in stories
    )
    side, top = cm(house.MARGIN_SIDE), cm(house.MARGIN_TOP)
    return (
        f"<w:sectPr>{references}"
        f'<w:pgSz w:w="{cm(house.PAGE_WIDTH)}" w:h="{cm(house.PAGE_HEIGHT)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{top}" w:left="{side}" '
        f'w:header="{cm(house.HEADER_AT)}" w:footer="{cm(house.FOOTER_AT)}" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


# --- paragraphs and runs --------------------------------------------------------------------


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
