"""A fault in a template is named, with the words beside it and what to do about it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import pairwise

import pytest
from conftest import Build, Faults
from small_papers import (
    W,
    appendix,
    changed,
    frame,
    item,
    letters,
    lines,
    numbers,
    paper,
    para,
    part,
    plain,
    row,
    table,
    tree,
)

from reportgen.model import Person, RowKind
from reportgen.writers.word import write_word

PAPER = paper(para("text"))

# --- files that are no templates --------------------------------------------------------------


def no_word_file() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    return target.getvalue()


def other_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("letter.txt", "Dear Sir")
    return target.getvalue()


def bomb() -> bytes:
    return with_part("word/media/big.bin", b"\0" * 101_000_000)


def with_part(name: str, data: bytes) -> bytes:
    target = io.BytesIO(frame())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return target.getvalue()


def with_types(old: str, new: str) -> bytes:
    return changed(
        frame(), {"[Content_Types].xml": lambda xml: xml.replace(old.encode(), new.encode())}
    )


def with_doctype() -> bytes:
    def declare(xml: bytes) -> bytes:
        head, rest = xml.split(b"?>", 1)
        return head + b'?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + rest

    return changed(frame(), {"word/header2.xml": declare})


FILES: list[tuple[Callable[[], bytes], str]] = [
    (lambda: b"", "not a Word document"),
    (lambda: b"Dear Sir", "not a Word document"),
    (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
    (lambda: frame()[:2000], "damaged"),
    (lambda: frame()[:3000] + b"!" * 40 + frame()[3040:], "template"),
    (no_word_file, "not a Word document"),
    (other_zip, "not a Word document"),
    (bomb, "too large"),
    (lambda: with_part("word/vbaProject.bin", b"x"), "macros"),
    (
        lambda: with_types("wordprocessingml.document.main", "wordprocessingml.template.main"),
        "dotx",
    ),
    (with_doctype, "DOCTYPE"),
    (lambda: changed(frame(), {"word/document.xml": lambda xml: xml[:-20]}), "cannot be opened"),
    (lambda: changed(frame(), {"word/styles.xml": lambda _: None}), "cannot be opened"),
]


# A part of a template, what is in it, and what damage puts in its place.
DAMAGE = [
    ("word/_rels/document.xml.rels", b' Id="numbering"', b""),
    ("word/_rels/document.xml.rels", b"relationships/numbering", b"relationships/styles"),
    ("_rels/.rels", b' Id="', b' Idd="'),
    ("[Content_Types].xml", b"wordprocessingml.numbering+xml", b"wordprocessingml.x+xml"),
    ("[Content_Types].xml", b"wordprocessingml.styles+xml", b"wordprocessingml.x+xml"),
    ("[Content_Types].xml", b"package.core-properties+xml", b"wordprocessingml.header+xml"),
    ("docProps/core.xml", b"coreProperties", b"x"),
    ("word/header2.xml", b"</w:hdr>", b""),
    ("word/footnotes.xml", b"</w:footnotes>", b""),
    ("word/numbering.xml", b"<w:lvlText", b"<w:lvlText <"),
]


@pytest.mark.parametrize(("name", "old", "new"), DAMAGE)
def test_a_part_that_is_damaged_is_an_error(
    faults: Faults, name: str, old: bytes, new: bytes
) -> None:
    """A file with a part that is not what it should be is refused, not half printed."""
    assert old in part(frame(), name)
    broken = changed(frame(), {name: lambda xml: xml.replace(old, new)})
    assert {problem.code for problem in faults(PAPER, broken)} == {"template-file"}


@pytest.mark.parametrize(("make", "said"), FILES)
def test_a_file_that_is_no_template_is_refused(
    faults: Faults, make: Callable[[], bytes], said: str
) -> None:
    """Whatever is given for a template, there is one plain sentence about it and no traceback."""
    (problem,) = faults(PAPER, make())
    assert problem.code == "template-file"
    assert said in problem.message
    assert problem.hint
    assert str(problem.source) == "templates/house.docx"


# --- tags that cannot work --------------------------------------------------------------------

BODY = "{{p body }}"


def doubled(made: str) -> str:
    """Return 25 tags, each of which makes its value of that of the one before, which is X."""
    names = "abcdefghijklmnopqrstuvwxyz"
    steps = pairwise(names)
    return "{% set a = title %}" + "".join(
        f"{{% set {after} = {made.replace('X', before)} %}}" for before, after in steps
    )


TAGS = [
    ("template-tag", (BODY, "{{ title"), "not closed"),
    ("template-tag", (BODY, "title }}"), "not closed"),
    ("template-tag", (BODY, "{% if title"), "not closed"),
    ("template-tag", (BODY, "{{ title | }}"), "cannot be read"),
    ("template-tag", (BODY, "{{ title -- board }}{{ a b }}"), "cannot be read"),
    ("template-tag", (BODY, "{{ title | uper }}"), "uper"),
    ("template-tag", (BODY, "{%p if title %}", "x"), "cannot be read"),
    ("template-tag", (BODY, "x", "{%p endif %}"), "endif"),
    ("template-tag", (BODY, "Title: {%p if title %}", "{%p endif %}"), "lost"),
    ("template-tag", (BODY, "{%p if title %}{%p endif %}"), "lost"),
    ("template-tag", ("Text: {{p body }}",), "lost"),
    ("template-tag", (BODY, "{% if title %}", "{{ title }}", "{% endif %}"), "not both"),
    ("template-tag", (BODY, "{%tr for x in cleared_by %}", "{%tr endfor %}"), "outside a table"),
    ("template-tag", (BODY, "a {%- if title %}b{% endif %}"), "join paragraphs"),
    ("template-tag", ("{{ body }}",), "paragraph of its own"),
    ("template-tag", (BODY, "{{ section.purpose }}"), "paragraph of its own"),
    ("template-tag", (BODY, "{{ title.upper.__self__.__class__.__mro__ }}"), "carried out"),
    ("template-tag", (BODY, "{{ title * 100000000 }}"), "carried out"),
    ("template-tag", (BODY, "{{ 9 ** 99999999 }}"), "carried out"),
    ("template-tag", (BODY, "{%p for n in range(9999999999) %}", "{%p endfor %}"), "carried out"),
    ("template-tag", (BODY, "{% include 'other.docx' %}"), "has no {% include %}"),
    ("template-tag", (BODY, "{{ 1 / 0 }}"), "carried out"),
    ("template-tag", (BODY, 3 * "{% for n in range(999) %}" + 3 * "{% endfor %}"), "too much"),
    (
        "template-tag",
        (BODY, *2 * ("{%p for n in range(999) %}",), "x", *2 * ("{%p endfor %}",)),
        "too much",
    ),
    ("template-tag", (BODY, doubled("X ~ X")), "far too long"),
    ("template-tag", (BODY, doubled("X + X")), "far too long"),
    ("template-tag", (BODY, doubled("X | replace('o', X)")), "far too long"),
    ("template-tag", (BODY, doubled("[X, X]")), "a list cannot hold lists"),
    ("template-tag", (BODY, "{{ title | center(999999999) }}"), 'no filter "center"'),
    ("template-tag", (BODY, "{{ title | round(999999999) }}"), "far too large"),
    ("template-tag", (BODY, "{{ title.ljust(999999999) }}"), '"ljust"'),
    ("template-tag", (BODY, "{{ '{:>999999999}'.format(1) }}"), '"format"'),
    ("template-tag", (BODY, "{{ '%999999999d' % 1 }}"), "small whole numbers"),
    ("template-tag", (BODY, "{% macro m() %}{{ m() }}{% endmacro %}"), "no {% macro %}"),
    ("template-tag", (BODY, "{{ {'a': 1} }}"), "has no {...}"),
    ("template-tag", (BODY, "{{ range }}"), "nothing that can be printed"),
    ("template-tag", (BODY, "{{ " + 5000 * "(" + "1" + 5000 * ")" + " }}"), "too long"),
    ("template-tag", (BODY, "{{ " + 900 * "(" + "1" + 900 * ")" + " }}"), "cannot be read"),
    ("template-tag", (BODY, 30_000 * "{{"), "too long"),
    ("template-tag", (BODY, "{% if title is shouted %}x{% endif %}"), 'no test "shouted"'),
    ("template-tag", (BODY, "{% if false %}{{ title | uper }}{% endif %}"), 'no filter "uper"'),
    ("template-tag", (BODY, "{{ title | replace }}"), 'the filter "replace" cannot use'),
    ("template-name", (BODY, "{{ bord }}"), '"bord"'),
    ("template-name", (BODY, "{% if agenda %}x{% endif %}"), '"agenda"'),
    ("template-name", (BODY, "{{ lipsum() }}"), '"lipsum"'),
    ("template-name", (BODY, "{{ author.rôle }}"), '"rôle"'),
    ("template-name", ("{{p section.porpoise }}",), '"porpoise"'),
    ("template-slot", ("{{ title }}",), "no place for the paper's text"),
    ("template-slot", (BODY, BODY), "twice"),
    ("template-slot", (BODY, "{{p section.purpose }}"), "both"),
    ("template-slot", (BODY, "{{ body | default('') }}"), "inside other text"),
]


@pytest.mark.parametrize(("code", "paragraphs", "said"), TAGS)
def test_a_fault_in_a_tag_is_named(
    faults: Faults, code: str, paragraphs: tuple[str, ...], said: str
) -> None:
    """A tag that cannot work is an error that shows the tag's own paragraph."""
    problems = faults(PAPER, frame(*paragraphs))
    assert [problem.code for problem in problems[:1]] == [code]
    assert said in problems[0].message


def test_a_template_without_tags_is_refused(faults: Faults) -> None:
    """A letterhead that nobody made a template of would print nothing of the paper."""

    def without_tags(xml: bytes) -> bytes:
        return xml.replace(b"{{", b"").replace(b"{%", b"").replace(b"}}", b"").replace(b"%}", b"")

    names = ("document", "header1", "header2", "footer1", "footer2")
    bare = changed(frame(), {f"word/{name}.xml": without_tags for name in names})
    (problem,) = faults(PAPER, bare)
    assert problem.code == "template-tag"
    assert "no tags" in problem.message


def test_a_misspelt_name_comes_with_a_guess(faults: Faults) -> None:
    """A name that nothing has is shown with its paragraph and the nearest name."""
    (problem,) = faults(PAPER, frame(BODY, "Report to the {{ bord }} of today"))
    shown = 'in the text, in "Report to the {{ bord }} of today": nothing is called "bord"'
    assert (problem.message, problem.hint) == (shown, 'did you mean "board"?')


def test_a_misspelt_section_comes_with_a_guess(faults: Faults) -> None:
    """A section that the paper does not have is shown with the nearest it has."""
    (problem,) = faults(PAPER, frame("{{p section.purpos }}"))
    assert 'the paper has no section "purpos"' in problem.message
    assert problem.hint == 'did you mean "purpose"?'


def test_a_fault_in_a_header_is_placed_there(faults: Faults) -> None:
    """Headers hold tags too; a fault in one says so."""
    (problem,) = faults(PAPER, frame(BODY, header="{{ bord }}"))
    assert problem.message.startswith('in a header, in "{{ bord }}"')


def test_a_slot_in_a_header_is_refused(faults: Faults) -> None:
    """A paper's text cannot stand in a header."""
    (problem,) = faults(PAPER, frame(BODY, header="{{p body }}"))
    assert "a header, a footer or a note" in problem.message


def test_all_faults_of_a_template_are_shown_together(faults: Faults) -> None:
    """A designer mends a template in one go."""
    problems = faults(PAPER, frame(BODY, "{{ bord }}", "{{ titel }}", header="{{ dat }}"))
    guesses = {problem.hint for problem in problems}
    assert guesses == {f'did you mean "{name}"?' for name in ("board", "date", "title")}


def test_appendices_need_a_place(faults: Faults) -> None:
    """A paper's appendices are never dropped without a word."""
    (problem,) = faults(paper(para("a"), appendices=(appendix("T"),)), frame(BODY))
    assert problem.code == "template-slot"
    assert "appendices" in problem.message


def test_a_style_that_is_missing_is_named_once(faults: Faults) -> None:
    """Each style that the paper needs and the template lacks is an error of its own."""
    names = ("NumberedParagraph", "SubParagraph", "TableTotal", "RowTotal", "Quote")
    total = table(row(RowKind.TOTAL, "a"), row(RowKind.TOTAL, "b"))
    blocks = (para("One", number="1"), para("Two", number="2"), total)
    problems = faults(paper(*blocks), frame(without=names))
    assert {problem.code for problem in problems} == {"template-style"}
    shown = [problem.message.split('"')[1] for problem in problems]
    assert shown == ["NumberedParagraph", "RowTotal", "TableTotal"]


def test_a_style_without_its_list_is_named(faults: Faults) -> None:
    """A list style that is linked to no list would print items without numbers."""

    def unlink(xml: bytes) -> bytes:
        start = xml.index(b'w:styleId="ListNumber"')
        end = xml.index(b"</w:style>", start)
        style = xml[start:end].replace(b'<w:numId w:val="4"/>', b"")
        return xml[:start] + style + xml[end:]

    template = changed(frame(), {"word/styles.xml": unlink})
    (problem,) = faults(paper(numbers(item("a"))), template)
    assert problem.code == "template-style"
    assert '"ListNumber"' in problem.message


# --- tags that work ---------------------------------------------------------------------------


def test_fields_are_printed(build: Build) -> None:
    """Texts, dates, people and lists print as a reader expects them."""
    template = frame(
        "{{ title }}",
        "{{ date | long_date }}",
        "{{ date }}",
        "{{ author.role }}",
        "{{ author }}",
        "[{{ contact }}]",
        "{% if agenda_item %}Item {{ agenda_item }}{% endif %}",
        "{%p for each in background_papers %}",
        "- {{ each }}",
        "{%p endfor %}",
        "{{ background_papers }}",
        "{{ title and none }}",
        BODY,
    )
    fields = {"background_papers": ("One", "Two"), "author": Person("A. Smith", "Chief")}
    assert lines(build(paper(para("text"), **fields), template)) == [
        " | Commissioning budget",
        " | 22\u00a0March 2022",
        " | 22\u00a0March 2022",
        " | Chief",
        " | A. Smith, Chief",
        " | []",
        " |",
        " | - One",
        " | - Two",
        " | One, Two",
        " |",
        "BodyText | text",
    ]


ODD = [
    "Smith & Sons <Ltd> {{ x }}",
    "{_{ x }_} {% if %} {_% %_}",
    "see <b>x and more",
    "\ue000rg1\ue000 <w:slot w:val='body'/>",
    "&amp; &lt;",
    "a\\1b",
]


@pytest.mark.parametrize("value", ODD)
def test_a_value_is_never_a_template(build: Build, value: str) -> None:
    """What a manifest says is printed as it says it, whatever it looks like."""
    data = build(paper(para("text"), title=value), frame("T: {{ title }}.", BODY))
    assert lines(data) == [f" | T: {value}.", "BodyText | text"]


def test_a_value_is_one_line(build: Build) -> None:
    """Line ends and control characters in a value neither break the layout nor the file."""
    data = build(paper(para("text"), title="a\nb\tc\x07\x0cd"), frame("{{ title }}", BODY))
    assert lines(data)[0] == " | a b cd"


def test_a_section_without_a_name_that_tags_can_hold(build: Build) -> None:
    """`next-steps.md` is `section.next_steps` in a tag."""
    from msgspec.structs import replace

    made = paper(para("text"))
    (section,) = made.sections
    renamed = replace(made, sections=(replace(section, name="next-steps"),))
    for tag in ("{{p section.next_steps }}", '{{p section["next-steps"] }}'):
        assert lines(build(renamed, frame(tag))) == ["BodyText | text"]


def test_a_template_may_leave_out_a_section_that_a_paper_lacks(build: Build) -> None:
    """One template serves papers with and without a section."""
    tags = ("{%p if section.risks is defined %}", "{{p section.risks }}", "{%p endif %}", BODY)
    assert lines(build(PAPER, frame(*tags))) == ["BodyText | text"]


def test_a_tag_that_word_split_into_runs_is_read(build: Build) -> None:
    """Word cuts what is typed into runs; a tag is read all the same."""
    split = (
        "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{ ti</w:t></w:r>"
        "<w:proofErr w:type='spellStart'/><w:r><w:t>tle }}</w:t></w:r></w:p>"
    )
    assert "Commissioning budget" in plain(build(PAPER, frame(split, BODY)))


def test_tables_of_the_template_may_repeat_rows(build: Build) -> None:
    """A designer's own table may list people or papers, a row each."""

    def cell(words: str) -> str:
        width = '<w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
        return f"<w:tr><w:tc>{width}<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc></w:tr>"

    rows = (cell("{%tr for x in cleared_by %}"), cell("{{ x }}"), cell("{%tr endfor %}"))
    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
    shape = f"<w:tbl>{grid}{''.join(rows)}</w:tbl>"
    data = build(paper(para("text"), cleared_by=("Legal", "Finance")), frame(shape, BODY))
    assert lines(data) == ["row:  | Legal", "row:  | Finance", "BodyText | text"]


def test_the_house_template_prints_a_paper(build: Build) -> None:
    """The template that reportgen carries takes all that a paper can hold."""
    from small_papers import HOUSE

    blocks = (para("One", number="1"), letters(item("a", number="1(a)")))
    fields = {"marking": "OFFICIAL", "contact": Person(email="a@example.org")}
    made = paper(*blocks, appendices=(appendix("Tables", para("x")),), **fields)
    shown = lines(build(made, HOUSE.read_bytes()))
    assert "Title | Commissioning budget" in shown
    assert "NumberedParagraph | One" in shown
    assert "AppendixHeading | Tables" in shown


def test_a_warning_does_not_stop_a_paper() -> None:
    """Only errors leave a paper unwritten."""
    data, problems = write_word(PAPER, frame(), "templates/house.docx")
    assert data
    assert problems == ()
    assert tree(data).tag == W + "document"
