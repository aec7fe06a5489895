"""Pictures of a paper: their sizes, their faults, and where they may come from."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from carried_kinds import carried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from reportgen.diagnostics import Diagnostics, error, has_errors
from reportgen.model import Figure, Paper, Paragraph, Picture, Section, TableCell, Text
from reportgen.readers.pictures import read_pictures
from reportgen.source import Source
from reportgen.walk import each

SOURCE = Source("content/paper/budget.md", 3)
INCH = 914_400


def image(kind: str = "PNG", size: tuple[int, int] = (192, 96), **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind, **options)
    return buffer.getvalue()


def paper(*pictures: Picture) -> Paper:
    blocks = tuple(Paragraph((Text("See "), picture), SOURCE) for picture in pictures)
    return Paper(
        "paper", carried("board-report"), SOURCE, sections=(Section("budget", SOURCE, blocks),)
    )


def picture(target: str = "map.png", alt: str = "A map") -> Picture:
    return Picture(target, alt, "", SOURCE)


def read(folder: Path, *pictures: Picture) -> tuple[list[Picture], Diagnostics]:
    def resolve(written: str, source: Source) -> tuple[Path | None, Diagnostics]:
        path = folder / written
        if "\0" not in written and path.is_file():
            return path, ()
        return None, (error("missing-file", f'there is no file "{written}"', source),)

    made, problems = read_pictures(paper(*pictures), resolve)
    return list(each(made, Picture)), problems


def one(folder: Path, data: bytes, target: str = "map.png") -> tuple[Picture, list[str]]:
    (folder / target).write_bytes(data)
    (made,), problems = read(folder, picture(target))
    return made, [problem.code for problem in problems]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_a_picture_is_as_large_as_on_screen(tmp_path: Path, kind: str) -> None:
    """Without a resolution of its own a picture has 96 dots to the inch."""
    data = image(kind)
    made, problems = one(tmp_path, data)
    assert problems == []
    assert made.data == data
    # A BMP always states one, in whole dots to the metre.
    assert made.width == pytest.approx(2 * INCH, rel=0.001)
    assert made.height == pytest.approx(1 * INCH, rel=0.001)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_has_its_own_resolution(tmp_path: Path, kind: str) -> None:
    """A scan at 300 dots to the inch is printed at the size of the original."""
    made, problems = one(tmp_path, image(kind, (600, 300), dpi=(300, 150)))
    assert problems == []
    assert made.width == pytest.approx(2 * INCH, rel=0.001)
    assert made.height == pytest.approx(2 * INCH, rel=0.001)


@pytest.mark.parametrize("dpi", [(1, 1), (0, 0), (100_000, 100_000)])
def test_a_resolution_that_cannot_be_is_not_believed(tmp_path: Path, dpi: tuple[int, int]) -> None:
    """A picture is not blown up to a wall, nor shrunk to a dot."""
    made, _ = one(tmp_path, image("PNG", dpi=dpi))
    assert (made.width, made.height) == (2 * INCH, 1 * INCH)


def test_an_animation_is_taken_whole(tmp_path: Path) -> None:
    """Word shows its first frame on paper."""
    frames = [Image.new("P", (96, 96), color) for color in (1, 2)]
    buffer = BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    made, problems = one(tmp_path, buffer.getvalue(), "moving.gif")
    assert (problems, made.width) == ([], INCH)


def test_pictures_are_read_wherever_they_stand(tmp_path: Path) -> None:
    """A figure's picture and one in a table are read like one in a line."""
    (tmp_path / "map.png").write_bytes(image())
    (made,), problems = read(tmp_path, picture())
    figure = Figure(picture(), SOURCE, caption=(Text("Map"),))
    whole = replace(paper(), sections=(Section("a", SOURCE, (figure,)),))
    read_paper, _ = read_pictures(whole, lambda written, _: (tmp_path / written, ()))
    assert [item.data for item in each(read_paper, Picture)] == [made.data]
    assert list(each(TableCell((made,)), Picture)) == [made]
    assert problems == ()


def test_a_space_in_a_name_is_found_again(tmp_path: Path) -> None:
    """Markdown writes a space in a target as %20; the file has the space."""
    (tmp_path / "map of area.png").write_bytes(image())
    (made,), problems = read(tmp_path, picture("map%20of%20area.png"))
    assert problems == ()
    assert made.data


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a.png", "HTTP://example.org/a.png", "//host/a.png",
     "data:image/png;base64,AAAA", "file:///etc/passwd"],
)  # fmt: skip
def test_nothing_is_fetched(tmp_path: Path, target: str) -> None:
    """A picture on the web is a warning; its text is what will be printed."""
    (made,), problems = read(tmp_path, picture(target))
    assert [problem.code for problem in problems] == ["picture-remote"]
    assert not has_errors(problems)
    assert made == picture(target)
    (made,), _ = read(tmp_path, picture(target, alt=""))
    assert (made.alt, made.data) == (target, b"")


def test_a_picture_without_a_description_is_a_warning(tmp_path: Path) -> None:
    """Screen readers need the words; the picture is read all the same."""
    (tmp_path / "map.png").write_bytes(image())
    (made,), problems = read(tmp_path, picture(alt=" "))
    assert [problem.code for problem in problems] == ["picture-alt"]
    assert not has_errors(problems)
    assert made.data


def test_a_missing_picture_is_an_error_once(tmp_path: Path) -> None:
    """The message is that of any other missing file."""
    (made,), problems = read(tmp_path, picture("no%20map.png"))
    assert [problem.message for problem in problems] == ['there is no file "no map.png"']
    assert made.data == b""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg/>', "an SVG drawing"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP picture"),
        (b"\0\0\0\x18ftypheic", "an HEIC or AVIF picture"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_other_kinds_are_named(tmp_path: Path, data: bytes, words: str) -> None:
    """The officer learns what the file is, and to save it as PNG or JPEG."""
    (tmp_path / "map.png").write_bytes(data)
    _, (problem,) = read(tmp_path, picture())
    assert problem.code == "picture-kind"
    assert words in problem.message
    assert "PNG or JPEG" in problem.hint


@pytest.mark.parametrize("data", [b"", b"hello", image()[:40], image("JPEG")[:20], image()[:-20]])
def test_a_damaged_picture_is_an_error(tmp_path: Path, data: bytes) -> None:
    """A file cut short, or no picture at all, is not put into the paper."""
    made, problems = one(tmp_path, data)
    assert problems == ["picture-damaged"]
    assert made.data == b""


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0" * 10))
    return b"\x89PNG\r\n\x1a\n" + header + data + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 40_000, 2_000_000])
def test_a_picture_that_unfolds_without_end_is_refused(tmp_path: Path, side: int) -> None:
    """A small file that claims a huge picture would stop Word; it is not passed on."""
    made, problems = one(tmp_path, png_that_claims(side, side))
    assert problems == ["picture-size"]
    assert made.data == b""


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    """Twenty million bytes are more than any page can show."""
    made, problems = one(tmp_path, b"\0" * 20_000_001)
    assert problems == ["picture-size"]
    assert made.data == b""


START = st.sampled_from([image(), image("JPEG"), image("GIF"), image("BMP"), image("TIFF"), b""])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(START, st.integers(0, 200), st.binary(max_size=40))
def test_any_bytes_end_in_a_picture_or_a_message(
    tmp_path: Path, start: bytes, place: int, other: bytes
) -> None:
    """Whatever a file holds, the reader does not fail and does not keep silent."""
    made, problems = one(tmp_path, start[:place] + other + start[place + len(other) :])
    assert bool(made.data) != bool(problems)
    assert not made.data or (made.width > 0 and made.height > 0)
