"""The command line: arguments in; one call; diagnostics, a line a paper and an exit code out.

Exit codes: 0 done; 1 a paper has faults or could not be written; 2 the command could not do its
work.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, Diagnostics, ReportgenError, Severity, error
from reportgen.source import NOWHERE

if TYPE_CHECKING:
    from reportgen.build import Built
    from reportgen.project import Project

FORMS = ("docx", "txt")

DESCRIPTION = """\
Board papers in Word from Markdown and Excel.

  reportgen build                      build every paper of the project
  reportgen build 2022-03-22-budget    build one PAPER, by its folder's name under content/
"""

BUILD = """\
Merge each paper's Markdown and workbooks through its Word template.

PAPER is the name of a folder under content/, or a path to one; with none, every paper is built.
The result goes to build/, under the folder's name. A paper with an error is not written, and
what was built before stays as it is; every problem of every paper is listed in one run.

  reportgen build 2022-03-22-budget --to docx,txt    the Word file, and its outline as text
  reportgen build --strict --out H:/board            all papers, to another folder; no warnings
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; no fault reaches the user as a traceback."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        return _build(options)
    except ReportgenError as problem:
        _show(problem.diagnostics)
    except KeyboardInterrupt:
        print("interrupted: papers not listed as built are unchanged", file=sys.stderr)
    except Exception as problem:  # a fault of ours; what the user needs is what to do about it
        print(f"reportgen: an unforeseen fault: {type(problem).__name__}: {problem}\n"
              "  hint: please report it with the paper that causes it; "
              "papers not listed as built are unchanged",
              file=sys.stderr)  # fmt: skip
    return 2


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("reportgen", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"reportgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    build = commands.add_parser(
        "build", help="build papers", description=BUILD, formatter_class=raw
    )
    build.add_argument("papers", nargs="*", metavar="PAPER", help="which papers (default: all)")
    build.add_argument(
        "--to",
        type=_forms,
        default=("docx",),
        metavar="FORMS",
        help="what to write, joined by commas: docx (the paper, default), "
        "txt (an outline with all numbers and references)",
    )
    build.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: build/)")
    build.add_argument("--strict", action="store_true", help="count warnings as errors")
    return parser


def _forms(text: str) -> tuple[str, ...]:
    forms = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [form for form in forms if form not in FORMS]
    if unknown or not forms:
        raise argparse.ArgumentTypeError(f"{text!r}: choose from {', '.join(FORMS)}")
    return forms


def _build(options: argparse.Namespace) -> int:
    # Imported here so that --help and usage faults answer at once.
    from reportgen.build import build
    from reportgen.project import find_paper, find_project, papers

    project = find_project(Path.cwd())
    folders = tuple(find_paper(project, name) for name in options.papers) or papers(project)
    if not folders:
        raise ReportgenError(_no_papers(project.settings.content))
    built = build(project, folders, options.to, options.out, strict=options.strict)
    failed = total = 0
    hints: set[str] = set()
    for paper in _with_progress(built, len(folders)):
        _show(paper.diagnostics)
        print(_line(project, paper), file=sys.stderr if paper.failed else sys.stdout, flush=True)
        hints.add("" if paper.failed else paper.hint)
        total += 1
        failed += paper.failed
    if total > 1:
        print(f"{total - failed} of {total} papers built")
    for hint in sorted(hints - {""}):
        print(f"  hint: {hint}", file=sys.stderr)
    return 1 if failed else 0


def _no_papers(content: str) -> Diagnostic:
    hint = f"make a folder {content}/NAME with a paper.yaml in it; docs/writing-a-paper.md says how"
    return error("no-papers", f"there is no paper under {content}/", NOWHERE, hint)


def _with_progress(built: Iterator[Built], total: int) -> Iterable[Built]:
    """Show a bar where several papers are built before somebody's eyes."""
    if total < 2 or not sys.stderr.isatty():
        return built
    from rich.console import Console
    from rich.progress import track

    return track(built, "building", total=total, console=Console(stderr=True), transient=True)


def _line(project: Project, paper: Built) -> str:
    from reportgen.project import relative

    if paper.files:
        return f"built {', '.join(relative(project, path) for path in paper.files)}"
    return f"not built: {paper.name} ({_counted(paper.diagnostics)})"


def _counted(diagnostics: Diagnostics) -> str:
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    warnings = len(diagnostics) - errors
    counts = ((errors, "error"), (warnings, "warning"))
    return ", ".join(f"{n} {word}{'s' * (n > 1)}" for n, word in counts if n)


def _show(diagnostics: Diagnostics) -> None:
    for item in diagnostics:
        print(item, file=sys.stderr)
