"""Pictures and drawings read out of a Word file."""

from __future__ import annotations

from carried_kinds import carried
from faults import png
from word_files.faulty import cropped, letter, p, picture, r, with_picture
from word_files.makers import hand_made_file
from word_reading import outline, read, said

from reportgen.model import Appendix, Figure, Paper, Picture, Text
from reportgen.readers.pictures import read_pictures
from reportgen.source import Source
from reportgen.walk import each


def test_a_picture_alone_is_a_figure_with_its_data_and_size() -> None:
    """The size is Word's, not the picture's own."""
    (figure,), problems = read(with_picture(p(picture())))
    assert isinstance(figure, Figure)
    assert figure.picture.data == png(200, 100)
    assert (figure.picture.width, figure.picture.height) == (1_800_000, 900_000)
    assert figure.picture.alt == "A map"
    assert problems == ()


def test_a_picture_in_a_text_stays_in_its_line() -> None:
    """Its description tells where it is."""
    assert outline(with_picture(p(r("See "), picture(), r(".")))) == "See [A map]."


def test_a_picture_without_a_description_is_reported() -> None:
    """The hint says how to write one in Word."""
    _, (problem,) = read(with_picture(p(picture(alt=""))))
    assert problem.code == "picture-alt"
    assert "Edit Alt Text" in problem.hint


def test_a_picture_that_cannot_be_placed_leaves_its_description() -> None:
    """Such as a Windows metafile."""
    data = with_picture(p(picture()), data=b"\x01\0\0\0 EMF", file="media/map.emf")
    assert outline(data) == "*A map*"
    assert said(data) == ['the picture "Picture 1" is of a kind that cannot be put into the paper']


def test_a_picture_on_the_web_leaves_its_description() -> None:
    """Nothing is fetched."""
    data = letter(p(picture()), links={"rIdP": ("image", "https://example.org/map.png")})
    assert outline(data) == "*A map*"
    assert "is not in the file" in said(data)[0]


def test_a_cropped_picture_is_an_error() -> None:
    """What Word hides would be printed, and may have been hidden for a reason."""
    _, (problem,) = read(cropped())
    assert problem.code == "picture-cropped"
    uncropped = picture(crop='<a:srcRect l="0"/>')
    assert said(with_picture(p(uncropped))) == []


def test_the_reader_of_pictures_leaves_them_alone() -> None:
    """It would look for files of their names in the project."""
    source = Source("paper.yaml")
    blocks, _ = read(with_picture(p(picture())))
    paper = Paper(
        "p", carried("paper"), source, appendices=(Appendix((Text("A"),), source, blocks),)
    )

    def refuse(*_: object) -> tuple[None, tuple[()]]:
        raise AssertionError("looked for a file")

    result, problems = read_pictures(paper, refuse)
    assert problems == ()
    assert [node.data for node in each(result, Picture)] == [png(200, 100)]


def test_a_chart_is_its_words() -> None:
    """Its description, then what stands in it, with a warning."""
    assert "Handmade chart North South 12 8" in outline(hand_made_file())
    assert any("a chart or diagram" in message for message in said(hand_made_file()))
