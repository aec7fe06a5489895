"""What stands where the amounts of an issued paper were, whatever people did to the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued_papers import GROUPS, edited, issued, run, typed_over, with_part, workbook
from word_files import faulty
from word_reading import opened

from reportgen.diagnostics import Diagnostics
from reportgen.provenance import IssuedPaper
from reportgen.readers.word.provenance import read_provenance
from reportgen.readers.word.rows import matching_lines

RECORDS = "customXml/item1.xml"
TOTAL, MENTORING, REST, GRANTS = "£1,200,000", "£120,000", "£1,080,000", "£1\u00a0million"
PLAIN = {TOTAL: (TOTAL,), MENTORING: (MENTORING,), REST: (REST,), GRANTS: ("£1 million",)}


def reading(data: bytes) -> tuple[IssuedPaper | None, Diagnostics]:
    document, problems = opened(data, accept_changes=True)
    assert document is not None, problems
    return read_provenance(document)


def standing(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the texts that stand for each amount of the sentences, by what was printed."""
    paper, problems = reading(data)
    assert paper is not None, problems
    return {item.record.text: item.texts for item in paper.amounts if not item.record.table}


def in_table(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the texts that stand for each amount of the table, by the words of its line."""
    paper, problems = reading(data)
    assert paper is not None, problems
    return {item.record.row: item.texts for item in paper.amounts if item.record.table}


def control(data: bytes, text: str) -> str:
    """Return the XML of the control of an amount."""
    xml = ""

    def look(whole: str) -> str:
        nonlocal xml
        end = whole.index(f"{run(text)}</w:sdtContent></w:sdt>")
        end += len(f"{run(text)}</w:sdtContent></w:sdt>")
        xml = whole[whole.rindex("<w:sdt>", 0, end) : end]
        return whole

    with_part(data, "word/document.xml", look)
    return xml


def test_a_file_as_it_was_built_has_what_was_printed() -> None:
    """Every amount, in sentences, in a note and in the table, stands in its one place."""
    paper, problems = reading(issued())
    assert problems == ()
    assert paper is not None
    assert [book.path for book in paper.workbooks] == ["budgets/youth.xlsx"]
    assert len(paper.amounts) == 8
    assert standing(issued()) == PLAIN
    assert in_table(issued())["Total"] == (TOTAL,)


def test_the_records_are_those_of_the_paper() -> None:
    """Expression, cells with raw values, place and line come back as they went in."""
    paper, _ = reading(issued())
    assert paper is not None
    record = paper.amounts[2].record
    assert record.text == REST
    assert record.expression == 'budget.total - budget["Youth fund"]["Mentoring"] | gbp'
    assert [str(cell) for cell in record.cells] == ["Youth fund!B7", "Youth fund!B4"]
    assert [int(cell.value) for cell in record.cells] == [1_200_000, 120_000]
    assert record.where == "paragraph 1"
    assert str(record.source) == "content/paper/budget.md:4"
    line = next(item.record for item in paper.amounts if item.record.row == "Mentoring")
    assert line.expression == 'budget["Youth fund"]["Mentoring"]'
    assert (line.where, line.column, str(line.cells[0])) == (
        "Table 1, Mentoring", "2022/23", "Youth fund!B4",
    )  # fmt: skip


CHANGES: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "typed over, in runs of two sessions": (
        lambda xml: xml.replace(run(MENTORING), typed_over("£130,000")), ("£130,000",)),
    "set in bold": (
        lambda xml: xml.replace(run(MENTORING), typed_over(MENTORING)), (MENTORING,)),
    "changed with tracked changes": (
        lambda xml: xml.replace(
            run(MENTORING),
            '<w:r><w:t>£1</w:t></w:r><w:del w:id="901" w:author="A"><w:r><w:delText>2</w:delText>'
            '</w:r></w:del><w:ins w:id="902" w:author="A"><w:r><w:t>3</w:t></w:r></w:ins>'
            '<w:r><w:t>0,000</w:t></w:r>'), ("£130,000",)),
    "deleted with tracked changes": (
        lambda xml: xml.replace(
            run(MENTORING), '<w:del w:id="901" w:author="A"><w:r><w:delText>£120,000</w:delText>'
            '</w:r></w:del>'), ("",)),
    "hidden": (
        lambda xml: xml.replace(
            run(MENTORING), '<w:r><w:rPr><w:vanish/></w:rPr><w:t>£120,000</w:t></w:r>'), ("",)),
    "turned into a field": (
        lambda xml: xml.replace(
            run(MENTORING), '<w:fldSimple w:instr=" QUOTE x "><w:r><w:t>£120,000</w:t></w:r>'
            '</w:fldSimple>'), (MENTORING,)),
    "put into a control of somebody else's": (
        lambda xml: xml.replace(
            run(MENTORING), '<w:sdt><w:sdtPr><w:tag w:val="theirs"/></w:sdtPr><w:sdtContent>'
            f'{run(MENTORING)}</w:sdtContent></w:sdt>'), (MENTORING,)),
    "broken over two lines": (
        lambda xml: xml.replace(
            run(MENTORING), '<w:r><w:t>£120,000</w:t><w:br/><w:t>a year</w:t></w:r>'),
        ("£120,000 a year",)),
    "emptied, so that Word asks for text": (
        lambda xml: xml.replace(
            f'<w:text/></w:sdtPr><w:sdtContent>{run(MENTORING)}',
            '<w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>'
            '<w:r><w:t>Click to enter text.</w:t></w:r>'), ("",)),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_word_does_to_an_amount_is_understood(what: str) -> None:
    """Of an edited amount the text that a reader sees is found; the others are untouched."""
    change, expected = CHANGES[what]
    found = standing(with_part(issued(), "word/document.xml", change))
    assert found == PLAIN | {MENTORING: expected}


def test_a_sentence_that_is_gone_has_no_place() -> None:
    """Its amounts are known by the records alone."""
    data = edited(issued(), (control(issued(), MENTORING), ""))
    assert standing(data) == PLAIN | {MENTORING: ()}


def test_a_copied_sentence_has_two_places() -> None:
    """Word copies the control with its tag, under another number."""
    own = control(issued(), MENTORING)
    copy = own.replace(run(MENTORING), run("£125,000"))
    data = edited(issued(), (own, own + copy))
    assert standing(data)[MENTORING] == (MENTORING, "£125,000")


def test_an_edited_note_is_read_too() -> None:
    """Footnotes are a part of their own."""
    data = edited(issued(), (">£1\u00a0million<", ">£2 million<"), part="word/footnotes.xml")
    assert standing(data)[GRANTS] == ("£2 million",)


def test_controls_without_tags_are_known_by_their_titles() -> None:
    """LibreOffice keeps the title of a control, and not its tag."""
    data = with_part(issued(), "word/document.xml", lambda xml: re.sub("<w:tag [^>]*>", "", xml))
    changed = edited(data, (run(MENTORING), run("£130,000")))
    assert standing(changed) == PLAIN | {MENTORING: ("£130,000",)}
    assert in_table(changed) == in_table(issued()), "the table is known by its rows"


def cell(text: str) -> str:
    return f">{text}</w:t></w:r></w:p></w:tc>"


def table_row(xml: str, label: str) -> str:
    """Return the XML of the row with a label."""
    at = xml.index(f">{label}</w:t>", xml.index("<w:tbl>"))
    start = max(xml.rfind("<w:tr>", 0, at), xml.rfind("<w:tr ", 0, at))
    return xml[start : xml.index("</w:tr>", at) + len("</w:tr>")]


def test_an_edited_cell_of_a_table_is_known_by_its_place() -> None:
    """While the table has its shape; the words of the line may have been edited as well."""
    data = edited(issued(), (cell("£80,000"), cell("£85,000")), (">Detached youth", ">Youth"))
    assert in_table(data)["Detached youth work"] == ("£85,000",)
    assert in_table(data)["Grants"] == ("£1,000,000",)


def test_rows_that_were_put_in_or_taken_out_move_the_others() -> None:
    """A line is known by its words then."""

    def change(xml: str) -> str:
        mentoring, detached = table_row(xml, "Mentoring"), table_row(xml, "Detached youth work")
        new = mentoring.replace("Mentoring", "Sports").replace("£120,000", "£7")
        return xml.replace(mentoring, new + new + mentoring).replace(detached, "")

    found = in_table(with_part(issued(), "word/document.xml", change))
    assert found == {
        "Mentoring": (MENTORING,), "Detached youth work": ("",), "Grants": ("£1,000,000",),
        "Total": (TOTAL,),
    }  # fmt: skip


def test_a_column_that_was_put_in_moves_the_amounts() -> None:
    """They are known by the heading of their column."""

    def change(xml: str) -> str:
        start, end = xml.index("<w:tbl>"), xml.index("</w:tbl>")
        filled = re.sub(
            r"(<w:tr>.*?</w:tc>)", r"\1<w:tc><w:p><w:r><w:t>new</w:t></w:r></w:p></w:tc>",
            xml[start:end], flags=re.S,
        )  # fmt: skip
        return xml[:start] + filled + xml[end:]

    assert in_table(with_part(issued(), "word/document.xml", change)) == in_table(issued())


def test_a_table_that_is_gone_has_no_texts() -> None:
    """Another table in its place is another one."""
    other = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Other</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    data = with_part(
        issued(),
        "word/document.xml",
        lambda xml: re.sub(
            r"<w:sdt><w:sdtPr><w:alias w:val=\"Table 1.*</w:sdt>", other, xml, flags=re.S
        ),
    )
    assert set(in_table(data).values()) == {()}


def grouped(change: Callable[[str], str] = lambda xml: xml) -> list[tuple[str, ...]]:
    """Return the texts of the amounts of a budget with two groups, after a change to the file."""
    made = issued("# Budget\n\n```{budget} Youth fund\n```\n", workbook(GROUPS))
    paper, _ = reading(with_part(made, "word/document.xml", change))
    assert paper is not None
    return [item.texts for item in paper.amounts]


def without_controls(xml: str) -> str:
    """Return a document as LibreOffice leaves it: a table without the control round it."""
    return re.sub("<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", xml)


@pytest.mark.parametrize("keep", [lambda xml: xml, without_controls], ids=["kept", "dropped"])
def test_a_budget_with_groups_is_one_table(keep: Callable[[str], str]) -> None:
    """Word has a table for each group; lines with the same words are told apart."""
    built = [("£120,000",), ("£5,000",), ("£1,000,000",), ("£7,000",), ("£1,132,000",)]
    assert grouped(keep) == built

    def change(xml: str) -> str:
        return keep(xml).replace(">£7,000<", ">£8,000<")

    assert grouped(change) == [*built[:3], ("£8,000",), built[4]]


def test_a_file_without_records_is_said_to_have_none() -> None:
    """Somebody's letter, or a paper whose hidden data Word took out."""
    paper, (problem,) = reading(faulty.letter("a"))
    assert paper is None
    assert problem.code == "no-provenance"
    assert problem.hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('value="120000"', 'value="1E999999999"'),
        ('value="120000"', 'value="a lot"'),
        ('<a c="1"', '<a c="99"'),
        ('<a c="1"', '<a c="-1"'),
        ('<a c="1"', '<a c="²"'),
        ('<column heading="2022/23"', '<column heading="2022/23" unit="£bns"'),
    ],
)
def test_records_that_make_no_sense_are_refused(old: str, new: str) -> None:
    """A hostile number is no reason for a traceback, or for a very long wait."""
    paper, (problem,) = reading(edited(issued(), (old, new), part=RECORDS))
    assert paper is None
    assert problem.code == "no-provenance"


def test_records_are_found_wherever_a_program_puts_them() -> None:
    """Their namespace tells, not the name of their part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(issued())) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b"customXml/item1.xml", b"customXml/item7.xml")
            new.writestr(name.replace("customXml/item1", "customXml/item7"), text)
    assert standing(target.getvalue()) == PLAIN


labels = st.lists(st.sampled_from("abcdef"), max_size=12)


@given(labels)
def test_rows_of_an_unchanged_table_stay_where_they_are(rows: list[str]) -> None:
    """Whatever their labels are, also where several have the same."""
    assert matching_lines(rows, rows) == list(range(len(rows)))


@given(labels, labels)
def test_no_row_stands_for_two(built: list[str], standing: list[str]) -> None:
    """A row is matched with another at most once; and as a rule, with one of its label."""
    found = [at for at in matching_lines(built, standing) if at is not None]
    assert len(set(found)) == len(found)
    assert all(0 <= at < len(standing) for at in found)
    if len(built) != len(standing):
        pairs = zip(built, matching_lines(built, standing), strict=True)
        assert all(at is None or standing[at] == label for label, at in pairs)


@given(st.lists(st.integers(), unique=True, max_size=12), st.data())
def test_a_line_is_found_among_new_ones(numbers: list[int], data: st.DataObject) -> None:
    """Lines with words of their own are found wherever rows were put in."""
    rows = [str(number) for number in numbers]
    standing = list(rows)
    for _ in range(data.draw(st.integers(1, 5))):
        standing.insert(data.draw(st.integers(0, len(standing))), "new")
    assert [standing[at] for at in matching_lines(rows, standing) if at is not None] == rows


amounts = st.integers(-(10**9), 10**9)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30), amounts)
def test_records_come_back_as_they_went_in(words: str, value: int) -> None:
    """Any label and any amount: what the writer wrote, the reader reads."""
    label = " ".join(f"Line {words}".split())
    data = workbook(lines=((label, value), ("Other", 1)))
    made = issued("# Budget\n\n```{budget} Youth fund\n```\n", data)
    paper, _ = reading(made)
    assert paper is not None
    assert (paper.amounts[0].record.row, int(paper.amounts[0].record.value)) == (label, value)
    assert paper.amounts[0].texts == (" ".join(paper.amounts[0].record.text.split()),)
