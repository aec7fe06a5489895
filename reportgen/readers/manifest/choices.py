"""The choices a manifest makes. In: nodes such as `numbering`. Out: what they mean."""

from __future__ import annotations

from typing import TypeVar

from reportgen.diagnostics import Diagnostic, Diagnostics, did_you_mean, error
from reportgen.model import AS_USUAL, NO_CONTENTS, AppendixLabels, Contents, Numbering, Scheme
from reportgen.readers.manifest.nodes import Items, Mapping, Node, Scalar
from reportgen.readers.manifest.values import unique, unknown_keys, wrong_type
from reportgen.source import Source

Choice = TypeVar("Choice")

SCHEMES = {scheme.value: scheme for scheme in Scheme}
RECOMMENDATIONS = {"together": False, "own": True}
APPENDICES = {labels.value: labels for labels in AppendixLabels}
APPENDIX_PARAGRAPHS = {"none": False, "numbered": True}
NUMBERING = ("paragraphs", "recommendations", "appendices", "appendix_paragraphs")

YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}
CONTENTS = ("headings", "tables", "figures")

Values = dict[str, tuple[Source, Node]]


def read_numbering(node: Node | None) -> tuple[Numbering, Diagnostics]:
    """Return how the paper is numbered; one word alone is the numbering of its paragraphs."""
    if node is None:
        return AS_USUAL, ()
    if isinstance(node, Scalar):
        scheme, found = _chosen("numbering", node, SCHEMES, Scheme.RUNNING)
        return Numbering(scheme), found
    if not isinstance(node, Mapping):
        example = "numbering: {paragraphs: decimal, recommendations: own}"
        return AS_USUAL, (wrong_type("numbering", "one word or keys", node.source, example),)
    values, found = unique(node, "numbering")
    found += unknown_keys(values, NUMBERING, "numbering")
    paragraphs, in_paragraphs = read_one_of(values, "paragraphs", SCHEMES, Scheme.RUNNING)
    own, in_own = read_one_of(values, "recommendations", RECOMMENDATIONS, False)
    labels, in_labels = read_one_of(values, "appendices", APPENDICES, AppendixLabels.LETTERS)
    numbered, in_numbered = read_one_of(values, "appendix_paragraphs", APPENDIX_PARAGRAPHS, False)
    found += in_paragraphs + in_own + in_labels + in_numbered
    return Numbering(paragraphs, own, labels, numbered), found


def read_contents(node: Node | None) -> tuple[Contents, Diagnostics]:
    """Return the lists that stand before the first section: `true` is a list of the headings."""
    if node is None:
        return NO_CONTENTS, ()
    if isinstance(node, Scalar):
        wanted, found = _chosen("contents", node, YES_OR_NO, False)
        return Contents(headings=wanted), found
    if not isinstance(node, Items):
        example = "contents: [headings, tables]"
        return NO_CONTENTS, (wrong_type("contents", "true or a list", node.source, example),)
    read = [_chosen("contents", item, {name: name for name in CONTENTS}, "") for item in node.items]
    names = {name for name, _ in read}
    problems = tuple(problem for _, found in read for problem in found)
    return Contents("headings" in names, "tables" in names, "figures" in names), problems


def read_yes_or_no(values: Values, key: str) -> tuple[bool, Diagnostics]:
    """Return whether a key says yes; no when it is left out."""
    return read_one_of(values, key, YES_OR_NO, False)


def read_one_of(
    values: Values, key: str, choices: dict[str, Choice], default: Choice
) -> tuple[Choice, Diagnostics]:
    """Return what the word at a key means; the default when the key is left out."""
    return _chosen(key, values[key][1], choices, default) if key in values else (default, ())


def _chosen(
    key: str, node: Node, choices: dict[str, Choice], default: Choice
) -> tuple[Choice, Diagnostics]:
    text = node.text.strip().lower() if isinstance(node, Scalar) else ""
    if text in choices:
        return choices[text], ()
    return default, (_unknown(key, text, tuple(choices), node.source),)


def _unknown(key: str, text: str, choices: tuple[str, ...], source: Source) -> Diagnostic:
    message = f'"{key}" cannot be "{text}": choose from {", ".join(choices)}'
    return error("unknown-choice", message, source, did_you_mean(text, choices))
