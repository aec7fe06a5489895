"""The tags a designer puts into a template. In: its paragraphs. Out: what is wrong with them.

docxtpl turns a misplaced tag into lost text, a damaged file or an error without a place; these
checks run before it and name the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, error
from reportgen.patterns import regex
from reportgen.source import Source

TAG = regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
KIND = regex(r"^\{[{%#](p|tr|tc|r)\s")
BLOCK = regex(r"^\{%-?\s*(end)?(for|if|set|macro|call|filter|block|with)\b")
BRACKETS = regex(r"\{\{|\}\}|\{%|%\}")
# Far beyond a paragraph of a frame; what is longer would keep regular expressions busy.
LONGEST = 5_000
OPENING = regex(r"^\{%\s*(p|tr|tc|r)?\s*(for|if|set|macro|call|filter|block|with)\b")
CLOSING = regex(r"^\{%\s*(p|tr|tc|r)?\s*end(\w+)")
QUOTES = str.maketrans("“”‘’\u00a0", "\"\"'' ")


class TagLine(Struct, frozen=True):
    """One paragraph of a template that holds tags, as text. `where` is `the text`, `a header`...

    `parent` is what it stands in and `table` the table around it, as elements. `broken` are tags
    that begin or end inside a link.
    """

    text: str
    where: str
    in_row: bool = False
    parent: Any = None
    table: Any = None
    broken: tuple[str, ...] = ()

    @property
    def tags(self) -> list[str]:
        return TAG.findall(self.text[:LONGEST])

    @property
    def statements(self) -> str:
        """The tags as Jinja reads them: without the letter that says what they replace."""
        plain = (re.sub(r"^(\{[{%#])(p|tr|tc|r)\s", r"\1 ", tag) for tag in self.tags)
        return "".join(plain).translate(QUOTES)


def place_problems(
    lines: Iterable[TagLine], slots: frozenset[str], source: Source
) -> Iterator[Diagnostic]:
    """Report tags that are not closed, or that stand where they do harm."""
    for _, found in groupby(lines, key=lambda line: line.where):
        part = tuple(found)
        for line in part:
            if len(line.text) > LONGEST:
                hint = "give what it prints to the paper's sections"
                yield tag_error("the paragraph is too long for a template", line, source, hint)
                return
            for message, hint in _line_problems(line, slots):
                yield tag_error(message, line, source, hint)
        yield from _pair_problems(part, source)


def tag_error(
    message: str, line: TagLine, source: Source, hint: str = "", near: str = ""
) -> Diagnostic:
    """Return the error for a tag, with its paragraph; of a long one, with what is `near`."""
    return error("template-tag", f"{placed(line, near)}: {message}", source, hint)


def placed(line: TagLine, near: str = "") -> str:
    """Return where a tag is: `in the text, in "..."`."""
    return f'in {line.where}, in "{quoted(line.text, near)}"'


def quoted(text: str, near: str = "") -> str:
    """Return a paragraph's text in a form short enough for a message: the part `near` a tag."""
    text, near = " ".join(text.split()), " ".join(near.split())
    if len(text) <= 70:
        return text
    start = max(text.find(near) - 20, 0) if near else 0
    start = start if start + 67 < len(text) else len(text) - 67
    shown = text[start : start + 67]
    return f"{'...' if start else ''}{shown}{'...' if start + 67 < len(text) else ''}"


def _pair_problems(lines: tuple[TagLine, ...], source: Source) -> Iterator[Diagnostic]:
    """Report blocks that begin and end in different places, which would cut the file's XML."""
    open_tags: list[tuple[TagLine, str, str]] = []
    for line in lines:
        for tag in line.tags:
            if (match := OPENING.match(tag)) and not _is_assignment(tag):
                open_tags.append((line, tag, match.group(1) or ""))
            elif (match := CLOSING.match(tag)) and open_tags:
                problem = _pair_problem(*open_tags.pop(), line, match.group(1) or "")
                if problem:
                    message, opener, near, hint = problem
                    yield tag_error(message, opener, source, hint, near)


def _pair_problem(
    opener: TagLine, tag: str, kind: str, closer: TagLine, end: str
) -> tuple[str, TagLine, str, str] | None:
    """Return the message, the paragraph, the tag and a hint where two tags do not fit."""
    if kind != end:
        message = f'it begins with "{{%{kind}" and ends with "{{%{end}"'
        return message, opener, tag, "begin both tags in the same way"
    if kind == "p" and opener.parent is not closer.parent:
        hint = "put both tags into the same cell, or both outside the table"
        return "it begins in one cell or text box and ends in another", opener, tag, hint
    if kind in ("tr", "tc") and opener.table is not closer.table:
        hint = "put both tags into rows of the same table"
        return "it begins in one table and ends in another", opener, tag, hint
    return None


def _line_problems(line: TagLine, slots: frozenset[str]) -> Iterator[tuple[str, str]]:
    beside = TAG.sub("", line.text)
    kinds = [match.group(1) for tag in line.tags if (match := KIND.match(tag))]
    if BRACKETS.search(beside):
        yield "a tag is not closed in its paragraph", "write it whole, such as {{ title }}"
    if "p" in kinds and (beside.strip() or len(line.tags) > 1):
        yield (
            "a {%p or {{p tag takes the place of its paragraph; what stands beside it is lost",
            "give the tag a paragraph of its own",
        )
    if ("tr" in kinds or "tc" in kinds) and not line.in_row:
        yield "a {%tr or {%tc tag stands outside a table", "use {%p here"
    if any("{%-" in tag or "-%}" in tag for tag in line.tags):
        yield "{%- and -%} join paragraphs and lose their styles", "leave the hyphen out"
    if _is_open(line.tags):
        word = "{%tr" if line.in_row else "{%p"
        yield (
            "a block begins or ends in this paragraph, but not both",
            f"begin both its tags with {word}, each in a {'row' if line.in_row else 'paragraph'} "
            "of its own",
        )
    for tag in line.broken:
        yield (
            f"a link or a field holds only a part of {quoted(tag)}",
            "take the link out (in Word: right-click, Remove Hyperlink), and type the tag anew",
        )
    for name in _bare_slots(line.tags, slots):
        yield f'"{name}" needs a paragraph of its own', f"write {{{{p {name} }}}}"


def _is_open(tags: list[str]) -> bool:
    """Tell whether plain block tags, which must be closed in their paragraph, are not."""
    depth = 0
    for tag in tags:
        if (match := BLOCK.match(tag)) and not _is_assignment(tag):
            depth += -1 if match.group(1) else 1
            if depth < 0:
                return True
    return depth != 0


def _is_assignment(tag: str) -> bool:
    return re.match(r"^\{%-?\s*set\s[^=%]+=", tag) is not None


def _bare_slots(tags: list[str], slots: frozenset[str]) -> Iterator[str]:
    for tag in tags:
        match = re.match(r"^\{\{\s*([\w.]+)\s*\}\}$", tag)
        if match and match.group(1).split(".")[0] in slots:
            yield match.group(1)
