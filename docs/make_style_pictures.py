"""Make the pictures of docs/templates.md: `python docs/make_style_pictures.py`.

In: the paper in docs/specimen, which uses every style, and the template that comes with reportgen.
Out: docs/images/template-*.png: the template's first page with its tags, and the pages of the paper
with the name of each paragraph's style beside it. Needs LibreOffice, pdftoppm and pdftotext, and
what the tests need.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from PIL import Image, ImageChops, ImageDraw, ImageFont

from reportgen.build import build
from reportgen.project import Project, find_project

HERE = Path(__file__).parent
IMAGES = HERE / "images"
TEMPLATE = HERE.parent / "templates" / "board-report.docx"
DPI = 72  # so that a point is a pixel
GUTTER, MARGIN = 215, 40
INK, LINE = (31, 58, 95), (191, 197, 205)
COLOURS = 24
# What is on the pages of the specimen, and how much of each is shown.
PAGES = (("front", 842), ("text", 842), ("closing", 842), ("appendix", 185))
TOP, FOOT = 45, 745  # what is above or below is a header, a footer or a note
Styled = tuple[tuple[str, ...], str]
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, and where it is, in points."""

    page: int
    left: float
    top: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in the gutter beside a line."""

    page: int
    middle: float
    names: tuple[str, ...]


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(trimmed(page_pictures(printed(TEMPLATE, folder), folder)[0]), "tags")
        project = specimen(folder)
        pages = styled_pages(project, "specimen", folder)
        for page, (title, height) in zip(pages, PAGES, strict=True):
            save(trimmed(page.crop((0, 0, page.width, height))), title)
        numbered, appendix, continued = styled_pages(project, "decimal", folder)[:3]
        heights = (300, 176, 110)
        tops = [
            page.crop((0, 0, page.width, height))
            for page, height in zip((numbered, appendix, continued), heights, strict=True)
        ]
        save(trimmed(stacked(tops)), "decimal")


def styled_pages(project: Project, name: str, folder: Path) -> list[Image.Image]:
    """Return the pages of a paper, with the names of styles beside the lines."""
    (paper,) = build(project, (project.content / name,))
    for problem in paper.diagnostics:
        print(problem)
    (made,) = paper.files
    pdf = printed(made, folder)
    words = tuple(words_of(pdf))
    labels = (*labelled(styled(made), words), *edges(made, words))
    return [
        annotated(picture, [label for label in labels if label.page == number])
        for number, picture in enumerate(page_pictures(pdf, folder))
    ]


# --- the papers -----------------------------------------------------------------------------


def specimen(folder: Path) -> Project:
    """Return a copy of the project with its workbook and its picture."""
    root = folder / "specimen"
    shutil.copytree(HERE / "specimen", root)
    make_workbook(root / "budgets" / "budget.xlsx")
    Image.new("RGB", (400, 60), LINE).save(root / "content" / "specimen" / "square.png")
    return find_project(root)


def make_workbook(path: Path) -> None:
    """Write a budget with a row of each kind: groups, lines, sub-totals, a total and a note."""
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        pounds = book.add_format({"num_format": "£#,##0;(£#,##0)"})
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ("Project area", "Funding 2022/23"))
        for row, (label, amount, formula) in enumerate(BUDGET, 1):
            sheet.write(row, 0, label)
            if formula:
                sheet.write_formula(row, 1, formula, pounds, amount)
            elif amount is not None:
                sheet.write_number(row, 1, amount, pounds)


BUDGET: tuple[tuple[str, int | None, str], ...] = (
    ("Prevention", None, ""),
    ("Mentoring", 120_000, ""),
    ("Returned by partners", -5_000, ""),
    ("Sub-total", 115_000, "=SUM(B3:B4)"),
    ("Support", None, ""),
    ("Helpline", 80_000, ""),
    ("Advice", 20_000, ""),
    ("Sub-total", 100_000, "=SUM(B7:B8)"),
    ("Total", 215_000, "=B5+B9"),
    ("Note: a note stands below its table.", None, ""),
)


# --- pages ----------------------------------------------------------------------------------


def printed(path: Path, folder: Path) -> Path:
    """Return a Word file as LibreOffice prints it."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.pdf"


def page_pictures(pdf: Path, folder: Path) -> list[Image.Image]:
    stem = folder / f"{pdf.stem}-page"
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(stem)], check=True)
    found = sorted(folder.glob(f"{stem.name}-*.png"))
    return [Image.open(path).convert("RGB") for path in found]


def words_of(pdf: Path) -> Iterator[Word]:
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for page, text in enumerate(out.split("<page ")[1:]):
        for left, top, bottom, word in WORD.findall(text):
            yield Word(page, float(left), float(top), float(bottom), word)


# --- labels ---------------------------------------------------------------------------------


def labelled(paragraphs: Iterable[Styled], words: tuple[Word, ...]) -> Iterator[Label]:
    """Yield the names of styles beside the lines in them; one label for each line."""
    lines: dict[tuple[int, float], dict[str, None]] = {}
    at = 0
    waiting: tuple[str, ...] = ()  # of a picture, which has no words to be found by
    for names, text in paragraphs:
        # What stands before a tab: leaders run together with the words behind them.
        tokens = (text.strip().split("\t")[0]).split()[:3]
        found = find(tokens, words, at) if tokens else None
        if found is None:
            waiting = names if not text.strip() else ()
            continue
        at = found + 1
        middle = (words[found].top + words[found].bottom) / 2
        place = (words[found].page, middle)
        near = next((key for key in lines if is_near(key, *place)), place)
        lines.setdefault(near, {}).update(dict.fromkeys((*waiting, *names)))
        waiting = ()
    for (page, middle), together in lines.items():
        yield Label(page, middle, tuple(together))


def edges(paper: Path, words: tuple[Word, ...]) -> Iterator[Label]:
    """Yield labels for headers, footers and notes, which stand at the edges of pages."""
    heads = tuple(dict.fromkeys(styled(paper, ("header",))))
    feet = tuple(dict.fromkeys(styled(paper, ("footer", "footnotes"))))
    for page in sorted({word.page for word in words}):
        own = [word for word in words if word.page == page]
        top = tuple(word for word in own if word.top < TOP)
        foot = tuple(word for word in own if word.top > FOOT)
        for paragraphs, there in ((heads, top), (feet, foot)):
            for names, text in paragraphs:
                yield from labelled([(names, (text.split() or [""])[0])], there)


def styled(paper: Path, kinds: tuple[str, ...] = ("document.main",)) -> Iterator[Styled]:
    """Yield the text of each paragraph with the names of its style and of those in it."""
    document = docx.Document(str(paper))
    known = {style.style_id: style.name for style in document.styles}
    for part in document.part.package.iter_parts():
        if part.content_type.endswith(tuple(f"{kind}+xml" for kind in kinds)):
            for node in parse_xml(part.blob).iter(qn("w:p")):
                ids = [each.get(qn("w:val")) for each in node.iter(qn("w:pStyle"), qn("w:rStyle"))]
                if ids:
                    yield tuple(known.get(each, each) for each in dict.fromkeys(ids)), said(node)


def said(paragraph: CT_P) -> str:
    pieces = paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:ptab"))
    return "".join(piece.text or "" if piece.tag == qn("w:t") else "\t" for piece in pieces)


def find(tokens: list[str], words: tuple[Word, ...], start: int) -> int | None:
    """Return where words stand next, None where they do not follow soon."""
    for at in range(start, min(start + 200, len(words) - len(tokens) + 1)):
        if all(_same(words[at + n].text, token) for n, token in enumerate(tokens)):
            return at
    return None


def _same(word: str, token: str) -> bool:
    return bool(token) and word.replace("&amp;", "&").startswith(token[:12])


def is_near(place: tuple[int, float], page: int, middle: float) -> bool:
    return place[0] == page and abs(place[1] - middle) < 5


# --- pictures -------------------------------------------------------------------------------


def annotated(picture: Image.Image, labels: list[Label]) -> Image.Image:
    """Return a page with a gutter at its right, in which labels stand beside their lines."""
    wide = Image.new("RGB", (picture.width - MARGIN + GUTTER, picture.height), "white")
    wide.paste(picture, (0, 0))
    draw = ImageDraw.Draw(wide)
    font = ImageFont.load_default(size=10)
    lowest = 0.0
    for label in sorted(labels, key=lambda each: each.middle):
        top = max(label.middle, lowest)
        left = picture.width - MARGIN
        draw.line([(left - 26, label.middle), (left - 4, top)], fill=LINE)
        shown = wrapped(" · ".join(label.names))
        draw.multiline_text((left, top - 6), shown, fill=INK, font=font, spacing=2)
        lowest = top + 12 * (shown.count("\n") + 1)
    return wide


def wrapped(text: str) -> str:
    """Break names over lines that the gutter has room for."""
    lines = [""]
    for name in text.split(" · "):
        longer = f"{lines[-1]} · {name}" if lines[-1] else name
        if len(longer) > 38:
            lines.append(name)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def trimmed(picture: Image.Image) -> Image.Image:
    """Return a picture without the white around it, but for a little."""
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox()
    left, top, right, bottom = box or (0, 0, *picture.size)
    room = 14
    box = (max(left - room, 0), max(top - room, 0))
    return picture.crop(
        (*box, min(right + room, picture.width), min(bottom + room, picture.height))
    )


def stacked(pictures: list[Image.Image]) -> Image.Image:
    """Return pictures one below the other, with a rule between pages."""
    whole = Image.new("RGB", (pictures[0].width, sum(each.height for each in pictures)), "white")
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
        ImageDraw.Draw(whole).line([(0, top - 1), (whole.width, top - 1)], fill=LINE)
    return whole


def save(picture: Image.Image, name: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    path = IMAGES / f"template-{name}.png"
    picture.quantize(COLOURS).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1000} kB, {picture.width} x {picture.height}")


if __name__ == "__main__":
    main()
