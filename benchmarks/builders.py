"""The builders that are compared. In: a paper, and where its Word file goes. Out: commands."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from papers import Paper

HERE = Path(__file__).parent
PEERS = HERE / "peers"

REPORTGEN = "reportgen"
FLOOR = "floor: zip ready parts"
START = "floor: python -c pass"
XLSX2MD = "pandoc + xlsx2md.py"
LUA = "pandoc + Lua"
DOCXTPL = "docxtpl, sub-document"
CARBONE = "carbone + SheetJS"

# Kinds of blocks in carbone.js, and the styles they have.
CARBONE_STYLES = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "number": "List Number",
    "bullet": "List Bullet",
    "plain": "Normal",
}

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """Another builder. `one` are its commands for a paper, `many` those for a folder of cases.

    Not every peer can do many papers in one process; `many` is None then.
    """

    name: str
    one: Callable[[Paper, Path], tuple[Command, ...]]
    many: Callable[[Path, Path], tuple[Command, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A peer that is not installed, and what installs it."""

    name: str
    how: str


def find_peers(work: Path) -> tuple[list[Peer], list[Missing]]:
    """Return the peers that are installed, and those that are not. Templates go to `work`."""
    template = work / "template.docx"
    _write_template(template)
    found = [_pandoc(work, template), _lua(template), _docxtpl(template), _carbone(work)]
    installed = [peer for peer in found if isinstance(peer, Peer)]
    return installed, [peer for peer in found if isinstance(peer, Missing)]


def reportgen_command(program: str | None) -> Command:
    """Return how reportgen is called: the program given, or the one installed beside Python."""
    if program:
        return (str(Path(program).resolve()),)
    installed = Path(sys.executable).with_name("reportgen")
    return (str(installed),) if installed.exists() else (sys.executable, "-m", "reportgen")


def floor_command(paper: Paper, out: Path) -> tuple[Command, ...]:
    """Return the command that zips the parts of a Word file, which `unpack` has laid out."""
    command = (sys.executable, "-IS", str(PEERS / "floor.py"), str(_parts(paper)), str(out))
    return (command,)


def start_command() -> tuple[Command, ...]:
    """Return the command that starts Python and does nothing."""
    return ((sys.executable, "-c", "pass"),)


def unpack(paper: Paper) -> None:
    """Lay out the parts of the Word file that reportgen has made of a paper, once."""
    if not _parts(paper).exists() and paper.built.exists():
        with zipfile.ZipFile(paper.built) as package:
            package.extractall(_parts(paper))


def _parts(paper: Paper) -> Path:
    return paper.root / "parts"


def _write_template(path: Path) -> None:
    """Write a template that docxtpl fills, and whose styles pandoc takes."""
    document = Document()
    document.add_paragraph("{{p body }}")
    document.save(str(path))


def _pandoc(work: Path, template: Path) -> Peer | Missing:
    program = _pandoc_program()
    if not program:
        return Missing(XLSX2MD, "pip install pypandoc_binary")

    def one(paper: Paper, out: Path) -> tuple[Command, ...]:
        full = work / f"{paper.name}.md"
        script = str(PEERS / "xlsx2md.py")
        make = (f"--reference-doc={template}", "-o", str(out))
        return (
            (sys.executable, script, str(paper.case), str(full)),
            (program, "-f", "markdown-smart", str(full), *make),
        )

    return Peer(XLSX2MD, one)


def _lua(template: Path) -> Peer | Missing:
    program = _pandoc_program()
    if not program:
        return Missing(LUA, "pip install pypandoc_binary")

    def one(paper: Paper, out: Path) -> tuple[Command, ...]:
        book = f"book={paper.case / 'book.xlsx'}"
        filters = ("-L", str(PEERS / "tables.lua"), "-M", book)
        source = str(paper.case / "paper.md")
        make = (f"--reference-doc={template}", "-o", str(out))
        return ((program, "-f", "markdown-smart", source, *filters, *make),)

    return Peer(LUA, one)


def _pandoc_program() -> str:
    """Return pandoc as PyPI has it, which is one program for all systems; else the system's."""
    spec = importlib.util.find_spec("pypandoc")
    for folder in spec.submodule_search_locations or () if spec else ():
        program = shutil.which("pandoc", path=str(Path(folder) / "files"))
        if program:
            return program
    return shutil.which("pandoc") or ""


def _docxtpl(template: Path) -> Peer | Missing:
    if not importlib.util.find_spec("docxcompose"):
        return Missing(DOCXTPL, "pip install 'docxtpl[subdoc]'")
    script = str(PEERS / "docxtpl_subdoc.py")

    def one(paper: Paper, out: Path) -> tuple[Command, ...]:
        return ((sys.executable, script, str(paper.case), str(template), str(out)),)

    return Peer(DOCXTPL, one)


def _carbone(work: Path) -> Peer | Missing:
    node = shutil.which("node")
    modules = Path(os.environ.get("BENCHMARK_NODE_MODULES", HERE / "node_modules"))
    if not node or not (modules / "carbone").exists():
        return Missing(CARBONE, "npm install --prefix benchmarks carbone@3 xlsx marked@12")
    script = (node, str(PEERS / "carbone.js"), str(modules), str(work / "carbone.docx"))
    _write_carbone_template(work / "carbone.docx")

    def one(paper: Paper, out: Path) -> tuple[Command, ...]:
        return ((*script, str(paper.case), str(out)),)

    def many(cases: Path, folder: Path) -> tuple[Command, ...]:
        return ((*script, "--all", str(cases), str(folder)),)

    return Peer(CARBONE, one, many)


def _write_carbone_template(path: Path) -> None:
    """Write carbone's template: one paragraph for each style, one table for each width, repeated.

    Blocks are shown or hidden by their kind; carbone has no rich text, so bold is lost.
    """
    document = Document()
    block = "d.blocks[i]"
    for kind, style in CARBONE_STYLES.items():
        document.add_paragraph(f"{{{block}.kind:ifEQ({kind}):showBegin}}")
        document.add_paragraph(f"{{{block}.text}}", style=style)
        document.add_paragraph(f"{{{block}.kind:showEnd}}")
    for width in (2, 3):
        document.add_paragraph(f"{{{block}.kind:ifEQ(t{width}):showBegin}}")
        cells = range(width)
        rows: Sequence[Sequence[str]] = [
            [f"{{{block}.h{cell}}}" for cell in cells],
            [f"{{{block}.rows[i].c{cell}}}" for cell in cells],
            [f"{{{block}.rows[i+1].c{cell}}}" for cell in cells],
        ]
        table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph(f"{{{block}.kind:showEnd}}")
    document.add_paragraph("{d.blocks[i+1].kind}")
    document.save(str(path))
