"""Fenced directives: a code block whose info string begins with a name in curly brackets."""

from __future__ import annotations

import re

from reportgen.diagnostics import did_you_mean
from reportgen.model import (
    Block,
    BudgetDirective,
    ChartDirective,
    CodeBlock,
    Inlines,
    LogDirective,
    TransfersDirective,
)
from reportgen.patterns import regex
from reportgen.readers.markdown.inlines import read_inlines
from reportgen.readers.markdown.reading import Reading
from reportgen.source import Source

_DIRECTIVE = regex(r"\{(\w[\w-]*)\}(.*)", re.S)
_NAME = regex(r"\{?\s*(\w+)")
_OPTION = regex(r":([A-Za-z][\w-]*):(?:[ \t]+(.*))?$")

# Each directive, and what stands behind its name, if anything.
_KNOWN = {
    "budget": "the name of the sheet",
    "chart": "the name of the sheet",
    "log": "",
    "transfers": "the amount of the gross total",
}
_MADE: dict[str, type[BudgetDirective | ChartDirective | LogDirective | TransfersDirective]] = {
    "budget": BudgetDirective,
    "chart": ChartDirective,
    "log": LogDirective,
    "transfers": TransfersDirective,
}

Options = tuple[tuple[str, str, Source], ...]


def read_directive(info: str, text: str, line: int, reading: Reading) -> Block | None:
    """Return the block that a directive stands for; None when the info string names none.

    `line` is the fence's. An unknown directive is reported and stays the code block it looks like.
    """
    found = _DIRECTIVE.match(info)
    if found is None:
        return _misspelt(info, text, line, reading)
    name, argument = found[1], found[2].strip()
    if name not in _KNOWN:
        message = f"there is no directive {{{name}}}"
        reading.error("unknown-directive", message, line, did_you_mean(name, _KNOWN))
        return CodeBlock(text, reading.source(line))
    options = _options(name, text, line + 1, reading)
    caption = _caption(options, reading)
    return _MADE[name](argument, options, reading.source(line), caption)


def _misspelt(info: str, text: str, line: int, reading: Reading) -> Block | None:
    """Report a directive whose curly brackets are missing or stand elsewhere."""
    name = _NAME.match(info)
    if name is None or name[1] not in _KNOWN:
        return None
    message = f'"{info.strip()}" is not how a {name[1]} block begins'
    behind = _KNOWN[name[1]]
    hint = f"write ```{{{name[1]}}}" + (f" and {behind}" if behind else "")
    reading.error("unknown-directive", message, line, hint)
    return CodeBlock(text, reading.source(line))


def _caption(options: Options, reading: Reading) -> Inlines:
    for name, text, source in options:
        if name == "caption":
            return read_inlines(text, source.line, reading)
    return ()


def _options(name: str, text: str, first_line: int, reading: Reading) -> Options:
    options: dict[str, tuple[str, str, Source]] = {}
    for line, content in enumerate(text.split("\n"), first_line):
        option = _OPTION.match(content.strip())
        if option is None:
            _report_text(name, content, line, reading)
        elif option[1] in options:
            _report_twice(option[1], options[option[1]][2], line, reading)
        else:
            options[option[1]] = (option[1], (option[2] or "").strip(), reading.source(line))
    return tuple(options.values())


def _report_text(name: str, content: str, line: int, reading: Reading) -> None:
    if content.strip():
        reading.error(
            "directive-text",
            f'"{content.strip()}" is not an option of the {name}',
            line,
            f"in a {{{name}}} block write options only, as :key: value; put text below the block",
        )


def _report_twice(key: str, first: Source, line: int, reading: Reading) -> None:
    reading.error(
        "duplicate-option",
        f"the option :{key}: is given twice, first in line {first.line}",
        line,
        "keep one of the two",
    )
