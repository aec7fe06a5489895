"""Fill every reference with the words and the number of what it points to."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from reportgen import walk
from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.guesses import Guesses
from reportgen.labels import uncapitalised
from reportgen.model import (
    Appendix,
    Figure,
    Heading,
    ListItem,
    NumberedHeading,
    Paper,
    Paragraph,
    Reference,
    ReferenceGroup,
    Table,
)
from reportgen.passes.references.groups import joined, single
from reportgen.source import Source
from reportgen.walk import Node

# What a label of each prefix may stand on, and the word a reference to it prints.
PREFIXES: dict[str, tuple[tuple[type, ...], str]] = {
    "par": ((Paragraph, ListItem), "paragraph"),
    "rec": ((Paragraph, ListItem), "recommendation"),
    "sec": ((Heading,), "section"),
    "tbl": ((Table,), "Table"),
    "fig": ((Figure,), "Figure"),
    "app": ((Appendix,), "Appendix"),
}
NAMES: dict[type, str] = {
    Paragraph: "a paragraph",
    ListItem: "a list item",
    Heading: "a heading",
    Table: "a table",
    Figure: "a figure",
    Appendix: "an appendix",
}


class Target(Struct, frozen=True):
    """Something with a label. `number` is `""` when it has none to print.

    `word` is that of a numbered heading.
    """

    label: str
    number: str
    node: type
    source: Source
    word: str = ""

    @property
    def name(self) -> str:
        return f'a heading "{self.word}"' if self.word else NAMES[self.node]


def resolve_references(paper: Paper) -> tuple[Paper, Diagnostics]:
    """Return the paper with its references resolved, and what is wrong with labels and references.

    Reported: a label used twice, a label whose prefix does not fit what it stands on, a
    reference to a label that does not exist or to something that has no number.
    """
    headings = paper.kind.numbered_headings
    words = {prefix: word for prefix, (_, word) in PREFIXES.items()}
    words |= {heading.prefix: uncapitalised(heading.word) for heading in headings}
    found = tuple(_targets(paper))
    targets = {target.label: target for target in reversed(found)}
    order = {label: place for place, label in enumerate(dict.fromkeys(t.label for t in found))}
    problems = [*_label_problems(found, targets, headings)]
    guesses = Guesses(targets)

    def change(node: Node) -> tuple[Node, ...]:
        match node:
            case Reference():
                return single(resolved(node))
            case ReferenceGroup():
                found = dict.fromkeys(resolved(each) for each in node.references)
                return joined(tuple(sorted(found, key=lambda each: order.get(each.label, 0))))
            case _:
                return (node,)

    def resolved(node: Reference) -> Reference:
        target = targets.get(node.label)
        problem = _reference_problem(node, target, guesses)
        if problem or target is None:
            problems.extend([problem] if problem else [])
            return node
        return _resolved(node, target, words[_prefix(node.label)])

    return walk.rebuild(paper, change, Reference, ReferenceGroup), tuple(problems)


def _resolved(node: Reference, target: Target, words: str) -> Reference:
    """Return the reference with the words and the number of its target."""
    by_itself = target.number.isdigit() or target.number.startswith("(")
    if target.node is ListItem and by_itself and words == "paragraph":
        words = "item"  # of a list that is numbered by itself, not below a paragraph
    return replace(node, number=target.number, words="" if node.number_only else words)


def _targets(paper: Paper) -> Iterator[Target]:
    labelled: Iterator[Node] = walk.each(paper, *NAMES)
    for node in labelled:
        if node.attributes.label:
            word = node.word if isinstance(node, Heading) else ""
            yield Target(node.attributes.label, _number(node), type(node), node.source, word)


def _number(node: Node) -> str:
    """Return what a reference prints; the text of a heading without a number stands for it."""
    if isinstance(node, Heading) and not node.number and not node.word:
        return walk.plain(node.content)
    return str(node.number)


def _label_problems(
    found: tuple[Target, ...], targets: dict[str, Target], headings: tuple[NumberedHeading, ...]
) -> Iterator[Diagnostic]:
    for target in found:
        first = targets[target.label]
        if target is not first:
            yield error(
                "duplicate-label",
                f'the label "{target.label}" is already used at {first.source}',
                target.source,
                "give one of the two another label",
            )
        prefixes = _prefixes(target, headings)
        if _prefix(target.label) not in prefixes:
            yield error(
                "label-prefix",
                f'the label "{target.label}" is on {target.name}, where it has to begin '
                f"with {prefixes[0]}-",
                target.source,
                f"write {{#{prefixes[0]}-...}} there, and @{prefixes[0]}-... to refer to it",
            )


def _prefixes(target: Target, headings: tuple[NumberedHeading, ...]) -> list[str]:
    """Return what the label of a target may begin with."""
    if target.word:
        return [heading.prefix for heading in headings if heading.word == target.word]
    return [name for name, (nodes, _) in PREFIXES.items() if target.node in nodes]


def _reference_problem(
    node: Reference, target: Target | None, guesses: Guesses
) -> Diagnostic | None:
    if target is None:
        return error(
            "unknown-label",
            f"nothing has the label {{#{node.label}}}",
            node.source,
            guesses.hint(node.label)
            or f"put {{#{node.label}}} at the end of what @{node.label} points to",
        )
    if not target.number:
        return error(
            "unnumbered-target",
            f"@{node.label} points to {target.name} without a number ({target.source})",
            node.source,
            _how_to_number(target),
        )
    return None


def _how_to_number(target: Target) -> str:
    if target.word:
        return "put the heading behind the one that it belongs to, whose number it takes"
    if target.node in (Table, Figure):
        return "give it a caption: only what has a caption is numbered"
    return "refer to a numbered paragraph, or to the section's heading with @sec-"


def _prefix(label: str) -> str:
    return label.split("-", 1)[0]
