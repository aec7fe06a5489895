"""Tables: every cell is where it was, and a screen reader can say what it belongs to."""

from __future__ import annotations

from html_pages import HERE, every, found, one, page, paper, row, shown, table, text
from msgspec.structs import replace

from reportgen.model import Align, Column, RowKind, Table

HEAD = row(RowKind.HEADING, "Project", "2022/23 £000s")


def budget() -> Table:
    return table(
        HEAD,
        row(RowKind.GROUP, "Force-wide", ""),
        row(RowKind.LINE, "Youth Offending", "652"),
        row(RowKind.SUBTOTAL, "Sub-total", "652"),
        row(RowKind.GROUP, "Local", ""),
        row(RowKind.LINE, "Partnerships", "(1,500)"),
        row(RowKind.TOTAL, "Total", "(848)"),
        row(RowKind.FUNDING, "Grant", "848"),
        row(RowKind.NOTE, "Rounded to thousands.", ""),
        caption="Allocations",
        number="A2",
        label="tbl-a",
    )


def test_a_table_has_its_caption_with_its_number() -> None:
    """The caption belongs to the table, and names the region that it scrolls in."""
    root = page(paper(budget()))
    assert every(root, "//table/caption") == ["Table A2 Allocations"]
    region = one(root, "//*[@id='tbl-a']/*[@role='region']")
    assert region.get("tabindex") == "0"
    assert region.get("aria-labelledby") == one(root, "//caption").get("id")


def test_headings_and_labels_are_header_cells() -> None:
    """Columns have `th scope=col`, rows `th scope=row`; an empty cell is no header."""
    root = page(paper(budget()))
    assert every(root, "//thead//th[@scope='col']") == ["Project", "2022/23 £000s"]
    assert every(root, "//tbody//th[@scope='row']") == [
        "Youth Offending", "Sub-total", "Partnerships", "Total", "Grant",
    ]  # fmt: skip
    empty = page(paper(table(row(RowKind.HEADING, "", "Sum"), row(RowKind.LINE, "", "1"))))
    assert [shown(node) for node in found(empty, "//td")] == ["", "", "1"]


def test_a_group_is_the_heading_of_its_own_rows_alone() -> None:
    """Its lines and its sub-total are in its `tbody`; the total and the funding are not."""
    root = page(paper(budget()))
    bodies = [every(body, "./tr/*[1]") for body in found(root, "//tbody")]
    assert bodies == [
        ["Force-wide", "Youth Offending", "Sub-total"],
        ["Local", "Partnerships"],
        ["Total", "Grant"],
    ]
    group = found(root, "//th[@scope='rowgroup']")[0]
    assert group.get("colspan") == "2"


def test_notes_stand_under_the_table() -> None:
    """A note at the end is a paragraph; one between rows stays where it is."""
    root = page(paper(budget()))
    assert every(root, "//*[@id='tbl-a']/p") == ["Rounded to thousands."]
    assert "Rounded" not in shown(one(root, "//table"))
    rows = (
        row(RowKind.LINE, "a", "1"),
        row(RowKind.NOTE, "Of which:", ""),
        row(RowKind.LINE, "b", "2"),
    )
    assert every(page(paper(table(*rows))), "//tr") == ["a1", "Of which:", "b2"]


def test_amounts_stand_under_each_other() -> None:
    """Amounts are marked as such, and those in brackets so that their digits align."""
    root = page(paper(budget()))
    assert "652" in every(root, "//td[@class='amount']")
    assert every(root, "//td[@class='amount bracketed']") == ["(1,500)", "(848)"]
    assert every(root, "//tr[@class='total']//td") == ["(848)"]


def test_columns_keep_the_side_that_markdown_gives_them() -> None:
    """Centred and right-aligned columns of text are so in the page."""
    made = table(row(RowKind.LINE, "a", "b", "c"))
    sides = tuple(Column(side) for side in (Align.LEFT, Align.CENTER, Align.RIGHT))
    root = page(paper(replace(made, columns=sides)))
    assert [cell.get("class") for cell in found(root, "//tr/*")] == [None, "center", "right"]


def test_tables_without_a_caption_have_regions_with_names_of_their_own() -> None:
    """No two regions of a page are called the same."""
    made = table(row(RowKind.LINE, "a", "1"))
    root = page(paper(made, made))
    names = [node.get("aria-label") for node in found(root, "//*[@role='region']")]
    assert len(set(names)) == len(names) == 2
    assert not found(root, "//caption")


def test_a_caption_without_rows_is_printed_all_the_same() -> None:
    """Nothing that somebody wrote is lost."""
    made = Table((), (), HERE, text("Nothing yet"), number="1")
    assert every(page(paper(made)), "//p[@class='caption']") == ["Table 1 Nothing yet"]


def test_only_a_table_longer_than_a_page_may_be_split_in_print() -> None:
    """Short tables stay whole on paper."""
    lines = [row(RowKind.LINE, f"Line {n}", "1") for n in range(31)]
    root = page(paper(table(*lines), table(*lines[:5])))
    kinds = [node.get("class") for node in found(root, "//div[starts-with(@class, 'table')]")]
    assert kinds == ["table long", "table"]
