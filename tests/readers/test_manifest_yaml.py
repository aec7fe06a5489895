"""YAML's own faults, in words that an officer understands, and YAML's own dangers."""

from __future__ import annotations

import pytest
import yaml
from carried_kinds import KINDS
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import has_errors
from reportgen.readers.manifest import read_manifest
from reportgen.readers.manifest.nodes import read_nodes

PATH = "content/paper/paper.yaml"


def said(text: str) -> str:
    """Return the one problem there is: its line, code, message and hint."""
    _, (problem,) = read_manifest(text, PATH, KINDS)
    return f"{problem.source.line} {problem.code}: {problem.message} ({problem.hint})"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title:Budget\ndate: 2022-03-22", 1, 'a space is missing after the colon of "title"'),
        ("board: X\ntitle:Budget\ndate: x", 2, 'a space is missing after the colon of "title"'),
        ("title:Budget", 1, 'a space is missing after the colon of "title"'),
        ("kind: x\nauthor:\n  name:A\n  role: B", 3, 'missing after the colon of "name"'),
        ("sections:\n\t- a.md", 2, "begins with a tab"),
        ("title: Budget: 2022", 1, "put the value in quotes"),
        ('kind: x\ntitle: "Budget\ndate: x', 2, "a quotation mark is opened here"),
        ("title: [Draft] Budget\ndate: x", 1, "words follow a closing bracket or quotation mark"),
        ("kind: x\nsections: [a.md, b.md\ndate: x", 2, "a bracket is opened here"),
        ("title: @home", 1, "a value cannot begin with this sign"),
        ("title: `x`", 1, "a value cannot begin with this sign"),
        ("title: *Draft* budget", 1, "a value that begins with * or &"),
        ('path: "budgets\\xls"', 1, "write paths with forward slashes"),
        ("title: - x", 1, "put each entry on a line of its own"),
        ("title: x\njust words\ndate: y", 2, "neither a key with a value"),
        ("author:\n  name: x\n role: y", 3, "does not fit with those above"),
        ("title: 'it's'", 1, "words follow a closing bracket or quotation mark"),
    ],
)
def test_a_slip_in_the_yaml_is_explained(text: str, place: int, words: str) -> None:
    """The line is the one to mend, and the usual cause is named in plain words."""
    assert said(text).startswith(f"{place} yaml-syntax: ")
    assert words in said(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "yaml-syntax"), ("\n# only a remark\n", "yaml-syntax"), ("- a\n- b\n", "yaml-syntax")],
)
def test_what_is_no_manifest_is_shown_how_to_begin(text: str, code: str) -> None:
    """An empty file, or a list, is told its first line."""
    assert code in said(text)
    assert "begin with the line: kind: board-report" in said(text)


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_manifest(text, PATH, KINDS)[1]]


def test_aliases_are_refused_and_never_followed() -> None:
    """A file of a few lines that would unfold to millions stays a few lines."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert codes("\n".join(lines)).count("yaml-alias") == 30 + 29 * 10


def test_an_alias_to_itself_is_refused() -> None:
    """A value that holds itself has no end."""
    assert "yaml-alias" in codes("title: &a [*a]\n")


def test_merge_keys_are_plain_unknown_keys() -> None:
    """`<<` brings nothing in."""
    assert "unknown-key" in codes("kind: board-report\n<<: {title: x}\n")


@pytest.mark.parametrize("tag", ["!x", "!!python/object/apply:os.getcwd", "!!binary", "!<tag:x>"])
def test_tags_are_refused_and_never_run(tag: str) -> None:
    """No value in a manifest makes anything but text."""
    assert "yaml-tag" in codes(f"kind: board-report\ntitle: {tag} abc\n")


def test_a_second_document_is_refused() -> None:
    """Nothing behind --- is silently left out."""
    assert "yaml-documents" in codes("kind: board-report\n---\ntitle: x\n")


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000, "? " * 3000])
def test_deep_nesting_is_refused(text: str) -> None:
    """Lists in lists without end do not exhaust the program."""
    assert codes(text) in (["yaml-depth"], ["yaml-syntax"])


def test_a_huge_manifest_is_refused() -> None:
    """A manifest is a page or two."""
    assert codes("title: x\n" * 20_000) == ["file-too-large"]


@given(st.text("ab:-?#{}[],\"'|>&*!%@` \n\t~0é\u00a0", max_size=60), st.sampled_from(("", "\n")))
def test_libyaml_reads_what_python_reads(text: str, end: str) -> None:
    """What the parser whose faults are explained can read, the fast one reads as the same nodes."""
    text += end
    fast = read_nodes(text, PATH)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
        slow = read_nodes(text, PATH)
    assert has_errors(slow[1]) or slow == fast
