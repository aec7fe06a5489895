"""Going through a paper's tree: what is looked for is found, and only there."""

from __future__ import annotations

from decimal import Decimal

from reportgen.amounts import Amount
from reportgen.model import (
    AmountText,
    Column,
    Footnote,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    TableCell,
    Text,
)
from reportgen.source import NOWHERE, Source
from reportgen.walk import Node, each, rebuild

CELL = Source("budgets/budget.xlsx", sheet="Summary", cell="B2")
AMOUNT = AmountText("£5", Amount(Decimal(5), "£#,##0", (CELL,)), "budget.a", NOWHERE)
NOTE = Footnote((Paragraph((Text("a note"),), NOWHERE),), NOWHERE)


def paper_of(origin: str) -> Section:
    cells = (TableCell((Text("Fund"),)), TableCell((AMOUNT,)))
    rows = (Row(RowKind.LINE, cells),)
    columns = (Column(), Column(is_amount=True))
    table = Table(columns, rows, NOWHERE, caption=(Text("Funds"), NOTE), origin=origin)
    return Section("budget", NOWHERE, (Paragraph((Text("before"),), NOWHERE), table))


def test_nodes_come_in_the_order_they_are_read() -> None:
    """Before a table, its caption with its notes, its cells: of a typed table or of a sheet's."""
    for origin in ("", "budgets/budget.xlsx!Summary!A1:B2"):
        section = paper_of(origin)
        texts = [node.text for node in each(section, Text)]
        assert texts == ["before", "Funds", "a note", "Fund"]
        assert [node.text for node in each(section, AmountText)] == ["£5"]
        assert len([*each(section, Row, TableCell)]) == 3
        assert [*each(section, Footnote)] == [NOTE]


def test_a_pass_changes_captions_and_typed_tables_and_no_rows_of_a_sheet() -> None:
    """What was read from a sheet prints as it stands there."""

    def in_capitals(node: Node) -> tuple[Node, ...]:
        return (Text(node.text.upper()),) if isinstance(node, Text) else (node,)

    for origin, cell in (("", "FUND"), ("budgets/budget.xlsx!Summary!A1:B2", "Fund")):
        texts = [node.text for node in each(rebuild(paper_of(origin), in_capitals), Text)]
        assert texts == ["BEFORE", "FUNDS", "A NOTE", cell]
