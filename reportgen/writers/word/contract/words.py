"""The words of a template itself. In: a template. Out: markings and changes that would print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.diagnostics import Diagnostic, warning
from reportgen.patterns import regex
from reportgen.source import Source
from reportgen.writers.word import tags
from reportgen.writers.word.tag_lines import stories, tag_line
from reportgen.writers.word.xml import w

# Markings of the Government Security Classifications, and those they replaced in 2014.
MARKING = regex(r"\b(OFFICIAL-SENSITIVE|OFFICIAL|SECRET|RESTRICTED|CONFIDENTIAL|PROTECT)\b")
CHANGES = (w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("commentReference"))


def word_problems(document: Any, source: Source) -> Iterator[Diagnostic]:
    """Report what somebody typed or left in the template."""
    for where, root in stories(document):
        for node in root.iter(w("p")):
            line = tag_line(node, where)
            own = tags.TAG.sub("", line.text[: tags.LONGEST])
            if found := MARKING.search(own):
                message = f'{tags.placed(line)}: "{found.group()}" is printed on every paper'
                hint = "print {{ marking }} in its place, which is each paper's own"
                yield warning("template-marking", message, source, hint)
        change = next(root.iter(*CHANGES), None)
        if change is not None:
            paragraph = next(change.iterancestors(w("p")), None)
            place = f"in {where}" if paragraph is None else tags.placed(tag_line(paragraph, where))
            message = f"{place}: the template has tracked changes or comments"
            hint = "in Word: Review, accept or reject all changes, and delete all comments"
            yield warning("template-changes", message, source, hint)
