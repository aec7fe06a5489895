"""Checks on references: labels nobody refers to, and appendices the paper does not lead to."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen import walk
from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.model import (
    Appendix,
    Figure,
    Heading,
    ListItem,
    Paper,
    Paragraph,
    Reference,
    Table,
)
from reportgen.walk import Node

LABELLED = (Appendix, Heading, Paragraph, ListItem, Table, Figure)
PREFIXES = ("par-", "rec-", "sec-")


def labels_are_used(paper: Paper) -> Diagnostics:
    """Report a label that nothing refers to: one left over, or meant for a reference forgotten.

    Tables, figures and appendices are labelled as a matter of course, and are left alone. As
    long as a reference leads nowhere, the label may be the one it meant.
    """
    if any(not reference.number for reference in walk.each(paper, Reference)):
        return ()
    used = _labels_referred_to(paper)
    own = (f"{heading.prefix}-" for heading in paper.kind.numbered_headings)
    prefixes = (*PREFIXES, *own)
    labelled: Iterator[Node] = walk.each(paper, Paragraph, ListItem, Heading)
    nodes = {node.attributes.label: node for node in labelled}
    return tuple(
        warning(
            "unused-label",
            f"nothing refers to the label {{#{label}}}",
            node.source,
            f"refer to it with @{label}, or take the label out",
        )
        for label, node in nodes.items()
        if label.startswith(prefixes) and label not in used
    )


def appendices_are_referred_to(paper: Paper) -> Diagnostics:
    """Report an appendix that the paper never mentions: readers would not know why it is there.

    To mention a table or a paragraph of it is enough.
    """
    return tuple(
        warning(
            "unreferenced-appendix",
            f'nothing refers to Appendix {appendix.number}, "{walk.plain(appendix.title)}"',
            appendix.source,
            _how_to_refer(appendix),
        )
        for appendix in paper.appendices
        if appendix.title and not _is_mentioned(appendix, paper)
    )


def appendices_come_in_order(paper: Paper) -> Diagnostics:
    """Report an appendix that the sections refer to before one with an earlier letter."""
    places = {
        appendix.attributes.label: place
        for place, appendix in enumerate(paper.appendices)
        if appendix.attributes.label
    }
    if len(places) < 2:
        return ()
    first: dict[str, Reference] = {}
    for section in paper.sections:
        for reference in walk.each(section, Reference):
            for label in _labels(reference):
                if label in places:
                    first.setdefault(label, reference)
    found: list[Diagnostic] = []
    seen = -1
    for label, reference in first.items():
        place = places[label]
        if place < seen:
            found.append(_out_of_order(paper, reference, place, seen))
        seen = max(seen, place)
    return tuple(found)


def _labels_referred_to(paper: Paper) -> set[str]:
    return {label for node in walk.each(paper, Reference) for label in _labels(node)}


def _labels(reference: Reference) -> tuple[str, ...]:
    """Return the labels a reference leads to, in order: those a range covers as well."""
    return (*reference.covers, reference.label)


def _is_mentioned(appendix: Appendix, paper: Paper) -> bool:
    labelled: Iterator[Node] = walk.each(appendix, *LABELLED)
    labels = {node.attributes.label for node in labelled} - {""}
    others = (part for part in (*paper.sections, *paper.appendices) if part is not appendix)
    return any(
        label in labels
        for part in others
        for reference in walk.each(part, Reference)
        for label in _labels(reference)
    )


def _how_to_refer(appendix: Appendix) -> str:
    label = appendix.attributes.label
    if label:
        return f"write @{label} where the paper speaks of it"
    return "give it a label such as {#app-notes}, and write @app-notes where the paper speaks of it"


def _out_of_order(paper: Paper, reference: Reference, place: int, seen: int) -> Diagnostic:
    here, before = paper.appendices[place].number, paper.appendices[seen].number
    return warning(
        "appendix-order",
        f"Appendix {here} is first mentioned here, after Appendix {before}",
        reference.source,
        "list the appendices in paper.yaml in the order in which the paper mentions them",
    )
