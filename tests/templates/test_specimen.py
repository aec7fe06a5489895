"""A page of every numbered style, printed by LibreOffice: what stands where, and what it is called.

All results of fields are stored as ZZ, so that what is read is what LibreOffice worked out.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.writers.word import styles

Render = Callable[..., Path]
Convert = Callable[[Path, str, Path], Path]
Print = Callable[..., Path]
Word = tuple[str, float, float]  # text, left, right

TAB = "<w:r><w:tab/></w:r>"
TO_MARGIN = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
MARGIN = 2.5 / 2.54 * 72  # in points, as all places here
CENTIMETRE = 72 / 2.54

DECIMAL = (styles.NUMBERED_HEADING, *styles.DECIMAL)
LETTERED = (styles.APPENDIX_HEADING, *styles.APPENDIX_PARAGRAPHS)
NUMERIC = (styles.NUMERIC_APPENDIX_HEADING, *styles.NUMERIC_APPENDIX_PARAGRAPHS)


@pytest.fixture
def print_out(render: Render, soffice: Convert, tmp_path: Path) -> Print:
    """Print paragraphs as the paper's text and return the PDF."""

    def printed(*paragraphs: str) -> Path:
        return soffice(render(body=Blocks("".join(paragraphs))), "pdf", tmp_path)

    return printed


class Blocks:
    """Stands for the blocks that the writer puts in place of a slot."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    def __html__(self) -> str:
        return self.xml

    __str__ = __html__


@pytest.mark.parametrize(
    ("series", "order", "numbers"),
    [
        (styles.NUMBERED, (0, 0, 1, 1, 2, 0, 1), "1 2 2(a) 2(b) 2(b)(i) 3 3(a)"),
        (DECIMAL, (0, 1, 1, 2, 2, 3, 0, 1, 2), "1 1.1 1.2 1.2(a) 1.2(b) 1.2(b)(i) 2 2.1 2.1(a)"),
        (styles.RECOMMENDATIONS, (0, 1, 1, 2, 0, 1), "R1 R1(a) R1(b) R1(b)(i) R2 R2(a)"),
        (
            LETTERED,
            (0, 1, 1, 2, 2, 3, 0, 1),
            "Appendix A A1 A2 A2(a) A2(b) A2(b)(i) Appendix B B1",
        ),
        (
            NUMERIC,
            (0, 1, 1, 2, 2, 3, 0, 1),
            "Appendix 1 1.1 1.2 1.2(a) 1.2(b) 1.2(b)(i) Appendix 2 2.1",
        ),
    ],
    ids=["running", "decimal", "recommendations", "lettered appendices", "numbered appendices"],
)
def test_references_print_what_stands_beside_the_paragraph(
    series: tuple[str, ...],
    order: tuple[int, ...],
    numbers: str,
    print_out: Print,
) -> None:
    """Numbers begin again under each paragraph and heading; `REF \\w` gives them in full."""
    marked = (paragraph(series[level], bookmark(n, run("Text."))) for n, level in enumerate(order))
    references = " ".join(field(f"REF mark{n} \\w \\h") + run(" ") for n in range(len(order)))
    line = paragraph(styles.BODY, run("References: ") + references + run("end."))
    text = " ".join(pdftotext(print_out(*marked, line)).split())
    assert f"References: {numbers} end." in text


@pytest.mark.parametrize(
    ("series", "before", "number"),
    [
        (styles.DECIMAL[0], [styles.NUMBERED_HEADING] * 10, "10.12"),
        (styles.NUMERIC_APPENDIX_PARAGRAPHS[0], [styles.NUMERIC_APPENDIX_HEADING] * 10, "10.12"),
        (styles.RECOMMENDATIONS[0], [styles.RECOMMENDATIONS[0]] * 99, "R111"),
    ],
)
def test_wide_number_moves_its_own_line_alone(
    series: str, before: list[str], number: str, print_out: Print
) -> None:
    """The number hangs at the margin, the first line steps right, the others stay in line."""
    short = [paragraph(style, run("Short.")) for style in (*before, *[series] * 11)]
    long = paragraph(series, run("First " + "and so on " * 12))
    words = words_of(print_out(*short, long))
    at = next(n for n, word in enumerate(words) if word[0] == number)
    assert words[at][1] == pytest.approx(MARGIN, abs=0.5)
    assert words[at + 1][0] == "First"
    assert words[at + 1][1] == pytest.approx(MARGIN + 1.4 * CENTIMETRE, abs=0.5)
    lines = [word for word in words[at + 2 :] if word[1] < words[at + 1][1]]
    assert lines[0][1] == pytest.approx(MARGIN + 1.0 * CENTIMETRE, abs=0.5)


@pytest.mark.parametrize("style", [*styles.CONTENTS, styles.CAPTIONS_LIST])
@pytest.mark.parametrize("heading", ["Purpose", "A long heading of a section " * 4])
def test_page_numbers_of_contents_are_printed_at_the_margin(
    style: str, heading: str, print_out: Print
) -> None:
    """Page 123 ends where the text ends, behind short lines and at the end of long ones."""
    words = words_of(print_out(paragraph(style, run(heading) + TAB + run("123"))))
    last = next(word for word in words if "123" in word[0])
    assert last[2] == pytest.approx(MARGIN + 16 * CENTIMETRE, abs=0.5)


@pytest.mark.parametrize(
    ("style", "width", "height"),
    [("Header", 21.0, 29.7), ("HeaderLandscape", 29.7, 21.0), ("FooterLandscape", 29.7, 21.0)],
)
def test_lines_of_headers_end_at_the_margin(
    style: str, width: float, height: float, print_out: Print
) -> None:
    """Of an upright page and of a landscape one, where alignment tabs are not understood too."""
    to_centre = TO_MARGIN.replace('"right"', '"center"') if style.startswith("Footer") else ""
    line = paragraph(style, run("Left") + to_centre + TO_MARGIN + run("Ending"))
    words = words_of(print_out(line, page(width, height)))
    assert next(word for word in words if word[0] == "Ending")[2] == pytest.approx(
        width * CENTIMETRE - MARGIN, abs=0.5
    )


@pytest.mark.parametrize("width", [21.0, 29.7, 42.0])
def test_running_line_of_an_appendix_ends_at_any_margin(width: float, print_out: Print) -> None:
    """A carried Word file may have pages of any size."""
    line = paragraph(styles.APPENDIX_CONTINUED, run("Appendix A \N{EN DASH} continued"))
    words = words_of(print_out(line, page(width, 29.7)))
    assert next(word for word in words if word[0] == "continued")[2] == pytest.approx(
        width * CENTIMETRE - MARGIN, abs=0.5
    )


# --- writing ---------------------------------------------------------------------------------


def paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def bookmark(number: int, content: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="mark{number}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return begin + instruction + separate + run("ZZ") + end


def page(width: float, height: float) -> str:
    """Return the end of a section of pages of a size in centimetres, with the usual margins."""
    across, down = (round(side * CENTIMETRE * 20) for side in (width, height))
    turned = ' w:orient="landscape"' if width > height else ""
    return (
        f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{across}" w:h="{down}"{turned}/><w:pgMar '
        'w:top="1247" w:right="1417" w:bottom="1247" w:left="1417" w:header="454" w:footer="567" '
        'w:gutter="0"/></w:sectPr></w:pPr></w:p>'
    )


# --- reading ---------------------------------------------------------------------------------


def words_of(pdf: Path) -> list[Word]:
    """Return each word with its left and right end, in points."""
    found = re.findall(
        r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([^<]+)<', pdftotext(pdf, "-bbox")
    )
    return [(word, float(left), float(right)) for left, right, word in found]


def pdftotext(pdf: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
