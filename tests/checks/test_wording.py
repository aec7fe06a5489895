"""What the text says in two ways, or not yet: forms of amounts, financial years, gaps, sources."""

from __future__ import annotations

from datetime import date

import pytest
from carried_kinds import carried
from msgspec.structs import replace
from typed_papers import PATH, fund

from reportgen.checks import prose
from reportgen.model import (
    Appendix,
    Column,
    Field,
    Paper,
    Person,
    Row,
    RowKind,
    Section,
    Table,
    TableCell,
    Text,
)
from reportgen.passes.amounts import set_amounts
from reportgen.readers.markdown import read_markdown
from reportgen.source import Source
from reportgen.workbook import Workbook

MANIFEST = Source("paper.yaml", 2)
FUND = fund("Fund", ("Grant", 1_250_000), ("Reserve", 270_000))


def paper(text: str, *fields: Field, years: str = "") -> Paper:
    blocks, _ = read_markdown(text, "budget.md")
    section = Section("budget", Source("budget.md", 1), blocks)
    made = Paper(
        "paper",
        carried("paper"),
        Source("paper.yaml"),
        fields=fields,
        workbooks=(Workbook("budget", Source(PATH), (FUND,)),),
        sections=(section,),
        financial_years=years,
    )
    return set_amounts(made)[0]


# --- stated amounts -----------------------------------------------------------------------------


def test_an_amount_is_stated_by_somebody() -> None:
    """A mark that names nobody is reported at its line, wherever it stands."""
    text = 'A [£5]{.stated source="letter"}\nand [£6]{.stated}.[^n]\n\n'
    text += '[^n]: [**£7**]{.stated source=" "}'
    found = prose.stated_amounts_have_sources(paper(text))
    assert [(item.source.line, item.message) for item in found] == [
        (2, '"£6" is marked as stated, but not where'),
        (4, '"£7" is marked as stated, but not where'),
    ]


# --- forms of one amount ------------------------------------------------------------------------

GRANT = 'budget["Fund"]["Grant"]'


@pytest.mark.parametrize(
    "text",
    [
        f"It is {{{{ {GRANT} }}}}, and again {{{{ budget.fund.grant | gbp }}}}.",
        f"It is {{{{ {GRANT} | gbp }}}}, in words {{{{ {GRANT} | words }}}}.",
        f"It is {{{{ {GRANT} | gbp }}}}, twice that is {{{{ {GRANT} * 2 | millions }}}}.",
        f"It is {{{{ {GRANT} | gbp }}}}, less is {{{{ -{GRANT} | millions }}}}.",
        f"{{{{ {GRANT} }}}}\n\n| A | B |\n|---|---|\n| x | {{{{ {GRANT} | millions }}}} |",
        "It is {{ budget.fund.grant | gbp }} and {{ budget.fund.reserve | thousands }}.",
    ],
)
def test_amounts_in_one_form_are_left_alone(text: str) -> None:
    """So are amounts in words, results of arithmetic, and tables."""
    assert prose.amounts_have_one_form(paper(text)) == ()


def test_a_cell_in_two_forms_is_reported_once_at_the_second() -> None:
    """However often it is shown; the message names the first place."""
    text = "\n\n".join(
        [
            f"It is {{{{ {GRANT} | gbp }}}}.",
            f"Note[^n]\n\n[^n]: It is {{{{ {GRANT} | millions }}}}.",
            f"It is {{{{ {GRANT} | thousands }}}} or {{{{ {GRANT} | millions(2) }}}}.",
        ]
    )
    (found,) = prose.amounts_have_one_form(paper(text))
    assert (found.source.line, found.code) == (5, "shown-differently")
    assert found.message == f"{PATH}!Fund!B2 is £1.3 million here and £1,250,000 in budget.md:1"


# --- financial years ----------------------------------------------------------------------------

STYLES = (
    "2022/23", "2022-23", "2022–23", "2022/2023", "2022-2023", "2022–2023", "2022 to 2023",
    "2022 – 23", "FY22/23", "FY 22/23", "FY2022/23", "FY22-23",
)  # fmt: skip


@pytest.mark.parametrize("other", STYLES[1:])
def test_a_second_style_is_reported_with_the_year_as_it_should_be(other: str) -> None:
    """The first style of the paper is right."""
    text = f"In 2021/22 it grew.\n\nIn {other} it\nfell, and in {other} too. In 2022/23 it is well."
    found = prose.years_have_one_style(paper(text))
    assert [(item.source.line, item.hint) for item in found] == [
        (3, "write 2022/23"),
        (4, "write 2022/23"),
    ]


@pytest.mark.parametrize("other", ["2022 to 2023", "1998 – 99", "2022 –23", "FY 22/23"])
def test_no_break_spaces_hide_no_year(other: str) -> None:
    """They stand in years whose writers want them in one line."""
    unbroken = other.replace(" ", "\N{NO-BREAK SPACE}")
    found = prose.years_have_one_style(paper(f"In 2021/22.\n\n**Plans:** in *{unbroken}*."))
    assert [item.source.line for item in found] == [3]


@pytest.mark.parametrize("ours", STYLES)
def test_the_project_says_which_style_is_right(ours: str) -> None:
    """The setting goes before the first style of the paper, and each style can be the right one."""
    others = [style for style in STYLES if style != ours]
    found = prose.years_have_one_style(paper("\n\n".join(STYLES), years=ours))
    assert len(found) == len(others)
    assert {item.hint for item in found} == {f"write {ours}"}


@pytest.mark.parametrize(
    "text",
    [
        "the Police and Crime Plan 2021 to 2025, and 2021-2025",
        "on 21-22 March, on pages 21-22, pages 2021-22",
        "the meeting of 2011-12-05, and 2022-03-22, 5/12/2011-12",
        "the file grants-2022-23.xlsx and 2022-23.xlsx, budgets/2022-23, plan_2022-23",
        "https://example.org/2022-23 and <https://example.org/2022-23/plan>",
        "[the plan](https://example.org/2022-23)",
        "`2022-23` and SI 2011/2012",
        "@tbl-2022-23 and [@par-2022-23; @par-2023-24]",
        "grew from 2022 to 2023, or between 2022 to 2023",
        "the case 2022-24, the number 12022-23, £2022-23, 2022/23/24",
        "{{ budget.fund.grant }}",
    ],
)
def test_what_is_no_financial_year_has_no_style(text: str) -> None:
    """Dates, ranges, files, addresses, labels, and years that do not follow each other."""
    found = prose.years_have_one_style(paper(f"In 2022/23.\n\nThere is {text}."))
    assert found == ()


def test_a_range_of_years_is_two_of_them() -> None:
    """2022-23 to 2024-25, also with a dash between."""
    found = prose.years_have_one_style(paper("In 2021/22, 2022-23 to 2024-25 and 2022-23–2024-25."))
    assert len(found) == 4


def test_the_fields_of_the_manifest_and_titles_of_appendices_come_first() -> None:
    """A title prints on the first page. Tables of workbooks are finance's own."""
    title = Field("title", "Budget 2022/23", MANIFEST)
    made = paper("In 2021-22.", Field("date", date(2022, 3, 22), MANIFEST), title)
    sheet = Appendix((Text("Plan FY22/23"),), Source("paper.yaml", 9), (_table("Budget 2020-21"),))
    found = prose.years_have_one_style(replace(made, appendices=(sheet,)))
    assert [str(item.source) for item in found] == ["budget.md:1", "paper.yaml:9"]
    assert "than 2022/23 in paper.yaml:2" in found[0].message


# --- gaps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "gap",
    [
        "TBC", "TBD", "TBA", "tbc", "XX", "XXX", "20XX", "XX/XX/2022", "xx", "£X", "£xxx", "£X.Xm",
        "£X,XXX", "£?", "[insert date]", "[Insert the name of the provider]", "[date]", "[name]",
        "[date of meeting]", "[Amount]", "<insert name>", r"\<insert name of fund>",
        "{insert name}",
        "???", "lorem ipsum", "Lorem Ipsum", "TODO", "FIXME", "DD/MM/YYYY", "[●]",
        "Click or tap here to enter text.",
    ],
)  # fmt: skip
def test_what_still_has_to_be_filled_in_is_found(gap: str) -> None:
    """At its line, in the text and in fields."""
    text = f"First line,\nthen {gap} stands here."
    found = prose.nothing_is_left_to_fill_in(paper(text))
    assert [(item.code, item.source.line) for item in found][:1] == [("placeholder-left", 2)]
    field = Field("author", Person("", f"Officer {gap}"), MANIFEST)
    assert prose.nothing_is_left_to_fill_in(paper("", field))[0].source == MANIFEST


@pytest.mark.parametrize(
    "text",
    [
        "to be confirmed, to be agreed",
        "Part XX and Article XXX, Chapters XX, in item (xx), XXI and XIX",
        "`TBC`, `[insert name]` and\n\n    ???\n\nin code",
        "[the name](https://example.org/XX/TBC), [dated 3 May](https://example.org)",
        "the name [sic] of [named] persons, a [redacted] date [...]",
        "inserted, an insert, TBCs, taxxing, XL, X and Y, Xavier, 2x, X",
        "What? Why?? £5 <https://example.org/???>",
        "todo list, a TODOS, fixme",
    ],
)
def test_what_is_meant_as_it_stands_is_left_alone(text: str) -> None:
    """Roman figures, code, addresses, brackets that editors use."""
    assert prose.nothing_is_left_to_fill_in(paper(text)) == ()


def test_gaps_in_a_table_of_a_workbook_are_said_at_the_table() -> None:
    """That is where the paper prints it; the message names the block of cells."""
    made = paper("Text.")
    sections = (Section("budget", Source("budget.md", 1), (_table("TBC"),)),)
    (found,) = prose.nothing_is_left_to_fill_in(replace(made, sections=sections))
    assert found.source == Source("budget.md", 7)
    assert found.message == f'"TBC", in the table from {PATH}!Fund!A1:B3, still has to be filled in'


def _table(words: str) -> Table:
    row = Row(RowKind.LINE, (TableCell((Text(words),)),))
    return Table((Column(),), (row,), Source("budget.md", 7), origin=f"{PATH}!Fund!A1:B3")
