"""The tags a designer puts into a template. In: its paragraphs. Out: what is wrong with them.

docxtpl turns a misplaced tag into lost text, a damaged file or an error without a place; these
checks run before it and name the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics import Diagnostic, error
from reportgen.source import Source

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
KIND = re.compile(r"^\{[{%#](p|tr|tc|r)\s")
BLOCK = re.compile(r"^\{%-?\s*(end)?(for|if|set|macro|call|filter|block|with)\b")
BRACKETS = re.compile(r"\{\{|\}\}|\{%|%\}")
QUOTES = str.maketrans("“”‘’\u00a0", "\"\"'' ")


@dataclass(frozen=True, slots=True)
class TagLine:
    """One paragraph of a template that holds tags, as text. `where` is `the text`, `a header`..."""

    text: str
    where: str
    in_row: bool = False

    @property
    def tags(self) -> list[str]:
        return TAG.findall(self.text)

    @property
    def statements(self) -> str:
        """The tags as Jinja reads them: without the letter that says what they replace."""
        plain = (re.sub(r"^(\{[{%#])(p|tr|tc|r)\s", r"\1 ", tag) for tag in self.tags)
        return "".join(plain).translate(QUOTES)


def place_problems(
    lines: Iterable[TagLine], slots: frozenset[str], source: Source
) -> Iterator[Diagnostic]:
    """Report tags that are not closed, or that stand where they do harm."""
    for line in lines:
        for message, hint in _line_problems(line, slots):
            yield tag_error(message, line, source, hint)


def tag_error(message: str, line: TagLine, source: Source, hint: str = "") -> Diagnostic:
    shown = quoted(line.text)
    return error("template-tag", f'in {line.where}, in "{shown}": {message}', source, hint)


def quoted(text: str) -> str:
    """Return a paragraph's text in a form short enough for a message."""
    text = " ".join(text.split())
    return text if len(text) <= 70 else text[:67] + "..."


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
