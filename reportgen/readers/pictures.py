"""Pictures. In: a paper that names pictures. Out: the paper with their data and sizes.

Pictures are looked at, never drawn: Word does that. None is fetched from the network.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.model import Paper, Picture
from reportgen.source import Source
from reportgen.walk import rebuild

Resolve = Callable[[str, Source], tuple[Path | None, Diagnostics]]

SIZE_LIMIT = 20_000_000  # bytes
PIXEL_LIMIT = 50_000_000  # a page at 600 dots to the inch has 35 million
SCREEN_DPI = 96.0  # what Word takes when a picture does not say
DPI_RANGE = (20.0, 2400.0)  # outside it the file is not telling the truth
EMU_PER_INCH = 914_400

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
SAVE_AS = "open it in a picture program and save it as PNG or JPEG"
# How a file begins that is a picture of a kind Word cannot be relied on to show.
_OTHER_KINDS = (
    (rb"\s*(<\?xml.{0,500})?(<!--.{0,500}-->\s*)?(<!DOCTYPE svg.{0,500})?<svg", "an SVG drawing"),
    (rb"RIFF....WEBP", "a WebP picture"),
    (rb"....ftyp(heic|heix|mif1|msf1|avif)", "an HEIC or AVIF picture"),
    (rb"%PDF", "a PDF"),
    (rb"(\xd7\xcd\xc6\x9a|\x01\0\0\0.{36} EMF)", "a Windows metafile"),
)


class _Size(Struct, frozen=True):
    """Width and height in English Metric Units."""

    width: int
    height: int


def read_pictures(paper: Paper, resolve: Resolve) -> tuple[Paper, Diagnostics]:
    """Return the paper with every picture's data and its size at its own resolution.

    `resolve` finds the file that a picture names. A picture on the web is left without data,
    and its alternative text, else its address, is printed in its place. One that came with its
    data, out of a Word file, stays as it is.
    """
    found: list[Diagnostic] = []

    def read(node: Any) -> tuple[Any, ...]:
        if not isinstance(node, Picture) or node.data:
            return (node,)
        picture, problems = _read(node, resolve)
        found.extend(problems)
        return (picture,)

    return rebuild(paper, read, Picture), tuple(found)


def _read(picture: Picture, resolve: Resolve) -> tuple[Picture, Diagnostics]:
    found = _alt_problems(picture)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", picture.target):
        message = f"{_shown(picture)} is not a file of the project: its text is printed instead"
        hint = "save the picture in the paper's folder and name that file"
        printed = replace(picture, alt=picture.alt.strip() or picture.target)
        return printed, (*found, warning("picture-remote", message, picture.source, hint))
    path, problems = resolve(picture.target, picture.source)
    if path is None and _written(picture.target) != picture.target:
        path, problems = resolve(_written(picture.target), picture.source)
    if path is None:
        return picture, found + problems
    data, problems = _data(path, picture)
    size, more = _size(data, picture) if data else (None, ())
    if size is None:
        return picture, found + problems + more
    return replace(picture, data=data, width=size.width, height=size.height), found + problems


def _alt_problems(picture: Picture) -> Diagnostics:
    if picture.alt.strip():
        return ()
    message = f"{_shown(picture)} has no alternative text"
    hint = "say in a few words what it shows: ![Spending by month](spending.png)"
    return (warning("picture-alt", message, picture.source, hint),)


def _written(target: str) -> str:
    """Return the path as a person wrote it: Markdown writes a space in a target as %20."""
    return unquote(target, errors="replace")


def _shown(picture: Picture) -> str:
    name = _written(picture.target)
    return f'the picture "{name if len(name) <= 80 else name[:80] + "..."}"'


def _data(path: Path, picture: Picture) -> tuple[bytes, Diagnostics]:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            message = f"{_shown(picture)} is larger than {SIZE_LIMIT // 1_000_000} MB"
            hint = "make it smaller: 2,000 pixels across are plenty for a page"
            return b"", (error("picture-size", message, picture.source, hint),)
        data = path.read_bytes()
    except OSError as problem:
        message = f"{_shown(picture)} cannot be read: {problem.strerror}"
        hint = "close it in other programs, or ask for the right to read it"
        return b"", (error("file-unreadable", message, picture.source, hint),)
    return data, () if data else (_damaged(picture),)


def _size(data: bytes, picture: Picture) -> tuple[_Size | None, Diagnostics]:
    other = next((kind for start, kind in _OTHER_KINDS if re.match(start, data, re.S)), "")
    if other:
        message = f"{_shown(picture)} is {other}, which cannot be put into the paper"
        return None, (error("picture-kind", message, picture.source, SAVE_AS),)
    from PIL import Image  # only when there is a picture

    try:
        pixels, dpi = _measure(data)
    except Image.DecompressionBombError:
        return None, (_too_many_pixels(picture),)
    except Exception:  # whatever a damaged file makes the library raise
        return None, (_damaged(picture),)
    if pixels[0] * pixels[1] > PIXEL_LIMIT:
        return None, (_too_many_pixels(picture),)
    width, height = (
        max(1, round(count / dots * EMU_PER_INCH)) for count, dots in zip(pixels, dpi, strict=True)
    )
    return _Size(width, height), ()


def _measure(data: bytes) -> tuple[tuple[int, int], tuple[float, float]]:
    """Return width and height in pixels and dots to the inch, from the file's header."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # remarks on odd metadata; the limits here are our own
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            size, dpi = image.size, image.info.get("dpi", ())
            image.verify()
    return size, _resolution(dpi)


def _resolution(dpi: Any) -> tuple[float, float]:
    low, high = DPI_RANGE
    try:
        across, down = float(dpi[0]), float(dpi[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return SCREEN_DPI, SCREEN_DPI
    if all(math.isfinite(dots) and low <= dots <= high for dots in (across, down)):
        return across, down
    return SCREEN_DPI, SCREEN_DPI


def _too_many_pixels(picture: Picture) -> Diagnostic:
    message = f"{_shown(picture)} has more than {PIXEL_LIMIT // 1_000_000} million pixels"
    hint = "make it smaller: 2,000 pixels across are plenty for a page"
    return error("picture-size", message, picture.source, hint)


def _damaged(picture: Picture) -> Diagnostic:
    message = f"{_shown(picture)} is damaged, or is not a picture"
    return error("picture-damaged", message, picture.source, SAVE_AS)
