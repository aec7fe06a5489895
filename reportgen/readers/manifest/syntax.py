"""YAML's complaints in plain words. In: a parser's error and the text. Out: a diagnostic."""

from __future__ import annotations

import re

import yaml

from reportgen.diagnostics import Diagnostic, error
from reportgen.patterns import regex
from reportgen.source import Source

CODE = "yaml-syntax"


# What the parser says, what it means, what to do. The first that fits is used.
_MEANINGS = (
    (
        "scanning an alias|scanning an anchor",
        "a value that begins with * or & means something else to YAML",
        "put the value in quotes",
    ),
    (
        "quoted scalar.*(end of stream|document separator)",
        "a quotation mark is opened here and never closed",
        "close it at the end of the value",
    ),
    (
        "escape",
        "inside double quotes a backslash means something else to YAML",
        "write paths with forward slashes: budgets/file.xlsx",
    ),
    (
        "mapping values are not allowed",
        "a colon with a space behind it stands inside a value, or the line begins too far right",
        'put the value in quotes: title: "Budget: second draft"',
    ),
    (
        "could not find expected ':'",
        "this line is neither a key with a value nor part of the lines above it",
        "write the key, a colon, a space and the value",
    ),
    (
        "expected ',' or",
        "a bracket is opened here and not closed, or a comma is missing in it",
        'if it belongs to the words, put the value in quotes: title: "[Draft] Budget"',
    ),
    (
        "sequence entries are not allowed",
        "a list cannot begin on the line of its key",
        "put each entry on a line of its own, after a hyphen and a space",
    ),
    (
        "cannot start any token",
        "a value cannot begin with this sign",
        "put the value in quotes",
    ),
    (
        "expected <block end>, but found '<scalar>'",
        "words follow a closing bracket or quotation mark, or the line begins in a wrong column",
        'put the whole value in quotes: title: "[Draft] Budget"',
    ),
    (
        "expected <block end>",
        "this line does not fit with those above it",
        "keys of one group begin in the same column",
    ),
)
# These are mended where the thing began, not where the parser noticed.
_MENDED_AT_START = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
_NO_SPACE = regex(r"\s*(?:- +)?([A-Za-z_]\w*):[^\s:/\\]")
_TAB_BEFORE = regex(r" *\t")
_SENTENCE_BRACKETS = regex(r"\s*(?:- +)?(?:(?:equal|amount): +)?\{\{")
_BARE_EXPRESSION = regex(r"[^'\"]*\{[^'\"]*\w\[[\"']")


def explain(problem: yaml.MarkedYAMLError, text: str, path: str) -> Diagnostic:
    """Say what is wrong with the YAML, where, and its usual cause."""
    return _usual_cause(problem, text, path) or _meaning(problem, Source(path, _line(problem)))


def missing_space(text: str, path: str, *lines: int) -> Diagnostic | None:
    """Return an error for the first of the lines with a key and no space after its colon."""
    written = text.splitlines()
    for number in lines:
        found = _NO_SPACE.match(written[number - 1]) if 0 < number <= len(written) else None
        if found:
            message = f'a space is missing after the colon of "{found[1]}"'
            hint = f"write {found[1]}: and then the value"
            return error(CODE, message, Source(path, number), hint)
    return None


def _usual_cause(problem: yaml.MarkedYAMLError, text: str, path: str) -> Diagnostic | None:
    line = _line(problem)
    at = problem.problem_mark.line + 1 if problem.problem_mark else line
    written = text.splitlines()[at - 1 : at]
    if written and _TAB_BEFORE.match(written[0]):
        message = "this line begins with a tab, and YAML allows spaces only"
        return error(CODE, message, Source(path, at), "put two spaces for each tab")
    return _about_expression("".join(written), Source(path, at)) or missing_space(
        text, path, line, at, at - 1
    )


def _about_expression(line: str, source: Source) -> Diagnostic | None:
    """Report an amount in the manifest whose brackets are YAML's own."""
    if _SENTENCE_BRACKETS.match(line):
        message = "{{ and }} are for sentences; in the manifest an amount stands without them"
        return error(CODE, message, source, "for example: budget.a = budget.b")
    if _BARE_EXPRESSION.match(line):
        message = "an amount with square brackets cannot stand so between curly brackets"
        hint = "put it in single quotes, or write each key on a line of its own"
        return error(CODE, message, source, hint)
    return None


def _meaning(problem: yaml.MarkedYAMLError, source: Source) -> Diagnostic:
    said = f"{problem.context or ''}: {problem.problem or ''}"
    for pattern, message, hint in _MEANINGS:
        if re.search(pattern, said):
            return error(CODE, message, source, hint)
    return error(CODE, f"this is not YAML: {problem.problem}", source, "compare a paper that works")


def _line(problem: yaml.MarkedYAMLError) -> int:
    started = any(part in (problem.context or "") for part in _MENDED_AT_START)
    mark = (problem.context_mark if started else None) or problem.problem_mark
    return mark.line + 1 if mark else 0
