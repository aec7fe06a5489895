"""Pictures stand in the text, no wider than it, and are described for those who cannot see them."""

from __future__ import annotations

import io

import pytest
from conftest import Build
from msgspec.structs import replace
from PIL import Image
from small_papers import HERE, frame, lines, paper, para, part, text, tree

from reportgen.diagnostics import Severity
from reportgen.model import Attributes, Figure, Footnote, Picture
from reportgen.writers.word import write_word

EMU = 9525  # a pixel, at 96 to the inch
TEXT_WIDTH = (11906 - 2 * 1417) * 635


def picture(width: int, height: int, form: str = "PNG", alt: str = "A map") -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (width % 256, 60, 90)).save(data, form)
    return Picture("map.png", alt, "", HERE, data.getvalue(), width * EMU, height * EMU)


def size(data: bytes) -> tuple[int, int]:
    (extent,) = tree(data).iter("{*}extent")
    return int(extent.get("cx")), int(extent.get("cy"))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_a_picture_is_shown_at_its_own_size(build: Build, form: str) -> None:
    """A picture that fits is neither shrunk nor grown."""
    data = build(paper(para("See ", picture(200, 100, form))))
    assert lines(data) == ["BodyText | See (picture)"]
    assert size(data) == (200 * EMU, 100 * EMU)


def test_a_wide_picture_is_shrunk_to_the_text(build: Build) -> None:
    """Width and height shrink alike."""
    width, height = size(build(paper(para(picture(2000, 1000)))))
    assert TEXT_WIDTH - 2 <= width <= TEXT_WIDTH
    assert abs(width - 2 * height) < 4


def test_a_tall_picture_fits_on_a_page(build: Build) -> None:
    """A picture taller than a page is shrunk so that it and its caption fit."""
    _, height = size(build(paper(para(picture(300, 3000)))))
    assert height < (16838 - 2 * 1247) * 635


def test_a_picture_has_its_description(build: Build) -> None:
    """The alternative text is where Word and screen readers look for it."""
    data = build(paper(para(picture(20, 10, alt='Wards "A" & <B>'))))
    (about,) = tree(data).iter("{*}docPr")
    assert about.get("descr") == 'Wards "A" & <B>'


def test_drawings_have_ids_of_their_own(build: Build) -> None:
    """One picture shown twice is kept once, as two drawings."""
    data = build(paper(para(picture(20, 10), picture(20, 10), picture(30, 10))))
    ids = [node.get("id") for node in tree(data).iter("{*}docPr")]
    assert len(set(ids)) == 3
    assert len({node.values()[0] for node in tree(data).iter("{*}blip")}) == 2


def test_a_figure_has_its_caption_below(build: Build) -> None:
    """The picture stays with its caption; the caption goes its own way."""
    figure = Figure(picture(20, 10), HERE, text("Wards"), Attributes("fig-wards"), "1")
    first, second = lines(build(paper(figure)))
    assert first == "Figure | (picture)"
    assert second.startswith("Caption | <{CaptionLabel: Figure\u00a0}<{SEQ Figure \\* ARABIC = ")


def test_a_picture_may_stand_in_a_footnote(build: Build) -> None:
    """The notes' part keeps its own pictures."""
    note = Footnote((para(picture(20, 10)),), HERE)
    data = build(paper(para("a", note)))
    assert len(list(tree(data, "word/footnotes.xml").iter("{*}blip"))) == 1


def test_a_picture_that_word_cannot_show_is_described_and_reported() -> None:
    """A picture in a form that Word does not know is a warning, and its description is printed."""
    odd = Picture("map.webp", "A map", "", HERE, b"RIFF....WEBPVP8 ", 100, 100)
    data, (problem,) = write_word(paper(para(odd)), frame(), "templates/house.docx")
    assert lines(data) == ["BodyText | {i: A map}"]
    assert (problem.code, problem.severity) == ("picture-kind", Severity.WARNING)
    assert "map.webp" in problem.message


def test_a_photograph_needs_no_mark_of_a_program(build: Build) -> None:
    """A JPEG picture that says neither JFIF nor Exif is one, too: Word shows it."""
    node = picture(20, 10, "JPEG")
    size_of_mark = int.from_bytes(node.data[4:6])
    bare = node.data[:2] + node.data[4 + size_of_mark :]
    assert b"JFIF" in node.data
    assert b"JFIF" not in bare
    data = build(paper(para(replace(node, data=bare))))
    assert lines(data) == ["BodyText | (picture)"]
    assert part(data, "word/media/image1.jpg") == bare
