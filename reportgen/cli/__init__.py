"""The command line: arguments in; one call; what was done or found, and an exit code out.

Exit codes: 0 done; 1 a paper has faults or could not be written; 2 the command could not do its
work. Each command is a module of its own, with its arguments and what it runs.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from reportgen import __version__
from reportgen.cli.findings import show
from reportgen.diagnostics import ReportgenError

DESCRIPTION = """\
Board papers in Word from Markdown and Excel.

  reportgen build                      build every paper of the project
  reportgen build 2022-03-22-budget    build one PAPER, by its folder's name under content/
  reportgen check                      look for faults in every paper, and write nothing
  reportgen new board-report budget    begin a paper: content/budget/, with all that it needs
  reportgen template check             look for faults in the project's Word templates
  reportgen trace 2022-03-22-budget    list where its amounts come from
"""

# Each is a module of this package.
COMMANDS = ("build", "check", "new", "template", "trace")
SELDOM = (1_000_000, 20, 100)  # new objects until the next search for garbage, and so on


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; no fault reaches the user as a traceback."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = _parser(arguments)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    # Papers are trees, which Python frees by itself; to look for circles among all the cells of a
    # large workbook, over and over, takes a third of the time.
    gc.set_threshold(*SELDOM)
    try:
        with _ended_as_interrupted():
            code: int = options.run(options)
            return code
    except ReportgenError as problem:
        show(problem.diagnostics, sys.stderr)
    except BrokenPipeError:  # whoever read what is printed has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("interrupted: papers not listed as built are unchanged", file=sys.stderr)
    except Exception as problem:  # a fault of ours; what the user needs is what to do about it
        print(f"reportgen: an unforeseen fault: {type(problem).__name__}: {problem}\n"
              "  hint: please report it with the paper that causes it; "
              "papers not listed as built are unchanged",
              file=sys.stderr)  # fmt: skip
    return 2


@contextlib.contextmanager
def _ended_as_interrupted() -> Iterator[None]:
    """Let the system's request to end be as a Ctrl-C, so that nothing is left half done."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # whoever calls us from a thread of his own sees to that himself
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("reportgen", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"reportgen {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command in _commands(arguments):
        own = commands.add_parser(
            command.NAME, help=command.HELP, description=command.DESCRIPTION, formatter_class=raw
        )
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _commands(arguments: list[str]) -> list[ModuleType]:
    """Return the command that is asked for, which alone is loaded then; else all of them."""
    names = arguments[:1] if arguments[:1] and arguments[0] in COMMANDS else COMMANDS
    return [import_module(f"reportgen.cli.{name}") for name in names]
