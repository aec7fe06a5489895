"""Pages of examples: Markdown files whose fenced blocks are a project's files and what it prints.

A page begins with a level-1 heading; each level-2 heading begins a case. In a case

    ~~~ file content/paper/purpose.md   is written into the project
    ~~~ made budgets/faulty.xlsx        too; its bytes come from the maker that the block
                                        names, in faults.py or finance_workbooks.py
    ~~~ without reportgen.toml          is not in the project
    ~~~ locked build/paper.docx         is open in another program, which lets nobody else have it
    ~~~ broken reportgen.press.make     is a fault of ours: a function that raises KeyError for the
                                        paper or, with `ended`, that the system ends
    ~~~ environment                     has a variable of the machine in each line: NAME=value
    ~~~ command                         is what is run instead of `reportgen build --to docx,txt`
    ~~~ outline                         is what the text file has to hold
    ~~~ problems                        is what has to be said on the terminal: of `reportgen
                                        check`, what it found as well

A case starts from a small good project, with the paper in content/paper/, and puts its own files
over it. Without a paper.yaml of its own it gets one that lists its Markdown files: those whose
names begin with `appendix` as appendices, the others as sections.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import pkgutil
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import casting_workbooks
import chart_workbooks
import faults
import faulty_templates
import finance_workbooks
import gate_files
import health_workbooks
import issued_papers
import stale_workbooks
import transfer_workbooks
from word_files import faulty

from reportgen.cli import main

FENCE = re.compile(r"^~~~ (?P<kind>\w+)(?: (?P<name>[^\n]+))?\n(?P<text>.*?)^~~~$", re.M | re.S)
# A fence is tried first, so that a heading in a file of a case begins no case.
HEADING = re.compile(rf"{FENCE.pattern}|^## (?P<case>[^\n]+)$", re.M | re.S)

MAKERS = (
    faults.MAKERS
    | faulty_templates.MAKERS
    | finance_workbooks.MAKERS
    | gate_files.MAKERS
    | casting_workbooks.MAKERS
    | chart_workbooks.MAKERS
    | health_workbooks.MAKERS
    | issued_papers.MAKERS
    | stale_workbooks.MAKERS
    | transfer_workbooks.MAKERS
    | faulty.MAKERS
)
REPOSITORY = Path(__file__).parent.parent
WORKBOOK = REPOSITORY / "budgets" / "commissioning-2022-23.xlsx"
FOLDER = "content/paper"
COMMAND = ("build", "--to", "docx,txt")
MANIFEST = """\
kind: paper
title: A paper
board: Strategic Policing and Crime Board
date: 2022-03-22
author: Chief Finance Officer
workbooks:
  budget: budgets/commissioning.xlsx
"""


@dataclass(frozen=True, slots=True)
class Block:
    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    page: Path
    name: str
    blocks: tuple[Block, ...]

    def __str__(self) -> str:
        return f"{self.page.stem}: {self.name}"

    def expected(self, kind: str) -> str:
        return next((block.text for block in self.blocks if block.kind == kind), "")


def cases(folder: Path) -> list[Case]:
    """Return the cases of all pages of a folder; a folder without any is a fault of the tests."""
    found = [case for page in sorted(folder.glob("*.md")) for case in _cases(page)]
    assert found, f"no cases in {folder}"
    return found


def _cases(page: Path) -> Iterator[Case]:
    text = page.read_text(encoding="utf-8")
    for name, start, end in _parts(text):
        fences = FENCE.finditer(text, start, end)
        blocks = (Block(m["kind"], m["name"] or "", m["text"]) for m in fences)
        yield Case(page, name, tuple(blocks))


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each case of a page, and from where to where it goes."""
    headings = [found for found in HEADING.finditer(text) if found["case"]]
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    for heading, end in zip(headings, ends, strict=True):
        yield heading["case"], heading.start(), end


def run(case: Case, root: Path) -> tuple[str, str]:
    """Run the case's command in its project; return the outline and what was said."""
    write_project(case, root)
    command = shlex.split(case.expected("command")) or ["reportgen", *COMMAND]
    locked = {root / block.name for block in case.blocks if block.kind == "locked"}
    said = io.StringIO()
    machine = dict(line.split("=", 1) for line in case.expected("environment").splitlines())
    with (
        contextlib.chdir(root),
        contextlib.redirect_stderr(said),
        contextlib.redirect_stdout(said if command[1] in ("check", "template") else sys.stdout),
        mock.patch.dict(os.environ, machine),
        _locked(locked),
        _broken([block for block in case.blocks if block.kind == "broken"]),
    ):
        main(command[1:])
    outline = root / "build" / "paper.txt"
    problems = said.getvalue().replace(str(root.resolve()), "/home/officer/project")
    return (outline.read_text(encoding="utf-8") if outline.exists() else ""), problems


@contextlib.contextmanager
def _locked(paths: set[Path]) -> Iterator[None]:
    """Refuse to read or replace the paths, as Windows does while another program has them open."""
    read, replace = Path.read_bytes, Path.replace

    def refuse(path: Path) -> None:
        if any(path.resolve() == other.resolve() for other in paths):
            raise PermissionError(13, "Permission denied")

    def read_bytes(path: Path) -> bytes:
        refuse(path)
        return read(path)

    def replace_by(path: Path, target: Path) -> Path:
        refuse(target)
        return replace(path, target)

    with (
        mock.patch.object(Path, "read_bytes", read_bytes),
        mock.patch.object(Path, "replace", replace_by),
    ):
        yield


@contextlib.contextmanager
def _broken(blocks: list[Block]) -> Iterator[None]:
    """Let functions that are called with a paper's folder fail for the one of the case."""
    with contextlib.ExitStack() as stack:
        for block in blocks:
            works = pkgutil.resolve_name(block.name)
            is_ended = block.text.strip() == "ended"

            def fail(*given: Any, works: Any = works, is_ended: bool = is_ended) -> Any:
                if given[-1].name != Path(FOLDER).name:
                    return works(*given)
                if is_ended:
                    assert multiprocessing.parent_process(), "this would end the tests"
                    os._exit(1)
                raise KeyError("w:p")

            stack.enter_context(mock.patch(block.name, fail))
        yield


def write_project(case: Case, root: Path) -> None:
    files = [block for block in case.blocks if block.kind in ("file", "made")]
    own = [block.name for block in files if block.name.startswith(f"{FOLDER}/")]
    names = [name.removeprefix(f"{FOLDER}/") for name in own]
    sections = [name for name in names if name.endswith(".md") and not name.startswith("appendix")]
    appendices = [name for name in names if name.startswith("appendix") and name.endswith(".md")]
    manifest = MANIFEST + _list("sections", sections) + _list("appendices", appendices)
    _write(root / "reportgen.toml", b"")
    _write(root / FOLDER / "paper.yaml", manifest.encode())
    _write(root / "budgets" / "commissioning.xlsx", WORKBOOK.read_bytes())
    for block in files:
        made = block.kind == "made"
        data = MAKERS[block.text.strip()]() if made else block.text.encode()
        _write(root / block.name, data)
    for block in case.blocks:
        if block.kind == "without":
            (root / block.name).unlink()


def _list(key: str, names: list[str]) -> str:
    return f"{key}:\n" + "".join(f"  - {name}\n" for name in names) if names else ""


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def accept(case: Case, kind: str, text: str) -> None:
    """Write what was printed into the case's page, in the place of what was expected."""
    page = case.page.read_text(encoding="utf-8")
    start, end = next((start, end) for name, start, end in _parts(page) if name == case.name)
    for fence in FENCE.finditer(page, start, end):
        if fence["kind"] == kind:
            page = page[: fence.start("text")] + text + page[fence.end("text") :]
            break
    case.page.write_text(page, encoding="utf-8")
