"""Provenance in the built file: each amount says where it comes from, and nobody sees it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from small_papers import (
    HERE,
    W,
    appendix,
    bullets,
    changed,
    frame,
    item,
    letters,
    lines,
    paper,
    para,
    part,
    row,
    table,
    text,
    tree,
)

from reportgen.amounts import Amount
from reportgen.model import (
    Align,
    AmountText,
    Appendix,
    Column,
    Contents,
    Footnote,
    Heading,
    Paper,
    Row,
    RowKind,
    Strong,
    Table,
    TableCell,
    Text,
    WordFile,
)
from reportgen.source import Source
from reportgen.workbook import Cell, Sheet, Workbook

Build = Callable[..., bytes]

BOOK = "budgets/youth.xlsx"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NAMESPACE = "{urn:reportgen:amounts:1}"
RECORDS = "customXml/item1.xml"


def cell(address: str, sheet: str = "Youth fund") -> Source:
    return Source(BOOK, sheet=sheet, cell=address)


def amount(printed: str, *addresses: str, value: str = "120000") -> AmountText:
    cells = tuple(cell(address) for address in addresses or ("B2",))
    return AmountText(printed, Amount(Decimal(value), "£#,##0", cells), "budget.mentoring", HERE)


def budget(*amounts: str, caption: str = "", number: str = "") -> Table:
    """Return a budget's table with a line for each amount."""
    heading = row(RowKind.HEADING, "Project", "2022/23")
    rows = [
        Row(RowKind.LINE, (TableCell(text(f"Project {at}")), TableCell((amount(f"£{each}"),))))
        for at, each in enumerate(amounts)
    ]
    columns = (Column(), Column(Align.RIGHT, is_amount=True, unit=""))
    origin = f"{BOOK}!Youth fund!A1:B{len(rows) + 1}"
    return Table(columns, (heading, *rows), HERE, text(caption) if caption else (), number=number,
                 origin=origin)  # fmt: skip


def with_book(made: Paper) -> Paper:
    """Return a paper with the workbook that its amounts come from."""
    cells = tuple(
        (Cell(at, 2, Decimal(value), cell(f"B{at}"), number_format="£#,##0"),)
        for at, value in ((2, 120_000), (3, 80_000))
    )
    sheet = Sheet("Youth fund", Source(BOOK, sheet="Youth fund"), cells)
    return replace(made, workbooks=(Workbook("budget", Source(BOOK), (sheet,), (), "ab" * 32),))


def controls(data: bytes, name: str = "word/document.xml") -> list[etree._Element]:
    return list(tree(data, name).iter(W + "sdt"))


def said(control: etree._Element, name: str) -> str:
    return str(control.find(f"{W}sdtPr/{W}{name}").get(W + "val"))


def words(control: etree._Element) -> str:
    return "".join(node.text or "" for node in control.iter(W + "t"))


def test_an_amount_in_a_sentence_stands_in_a_control_that_nobody_sees(build: Build) -> None:
    """The control holds the amount alone; a person reads its title, a program its tag."""
    data = build(with_book(paper(para("It costs ", amount("£120,000"), " in all."))))
    (control,) = controls(data)
    assert words(control) == "£120,000"
    assert said(control, "alias") == "£120,000 from Youth fund!B2"
    assert re.fullmatch(r"rg-[0-9a-f]{8}-1", said(control, "tag"))
    appearance = control.find(f"{W}sdtPr/{W15}appearance")
    assert appearance.get(W15 + "val") == "hidden"
    assert [etree.QName(node).localname for node in control.find(W + "sdtPr")] == [
        "alias", "tag", "id", "appearance", "text",
    ]  # fmt: skip
    assert "It costs £120,000 in all." in "".join(
        node.text or "" for node in tree(data).iter(W + "t")
    )


def test_older_programs_are_told_to_pass_over_what_hides_it(build: Build) -> None:
    """The extension is ignorable, in the document and in its notes."""
    note = Footnote((para("Of which ", amount("£80,000", "B3")),), HERE, 1)
    data = build(with_book(paper(para("All of it.", note))))
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = tree(data, name)
        prefixes = str(root.get(MC + "Ignorable")).split()
        assert W15.strip("{}") in [root.nsmap[prefix] for prefix in prefixes]
    (control,) = controls(data, "word/footnotes.xml")
    assert words(control) == "£80,000"


def test_an_amount_keeps_its_look_in_the_control(build: Build) -> None:
    """Bold stays bold, and a short amount does not break over two lines."""
    data = build(with_book(paper(para(Strong((amount("£1.2 million"),))))))
    (control,) = controls(data)
    (look,) = control.iter(W + "rPr")
    assert [etree.QName(node).localname for node in look] == ["b"]
    assert words(control) == "£1.2\u00a0million"


def test_every_control_has_its_own_number_and_tag(build: Build) -> None:
    """Also where two sentences print the same amount, in paragraphs, lists, headings and notes."""
    same = amount("£120,000")
    data = build(
        with_book(
            paper(
                Heading(1, text("Costs of ", amount("£1")), HERE),
                para("One ", amount("£120,000"), ", two ", amount("£120,000")),
                letters(item(para("three ", amount("£120,000")))),
                bullets(item(para("four ", amount("£120,000")))),
                para("five ", same, " and six ", same),
                budget("5", "6", caption="Youth", number="1"),
            )
        )
    )
    made = controls(data)
    assert len(made) == 8
    assert len({said(control, "id") for control in made}) == 8
    # The same thing twice in a paper's tree is one amount with two places.
    assert len({said(control, "tag") for control in made}) == 7


@pytest.mark.parametrize("printed", ["one hundred and twenty thousand pounds " * 3, "£5"])
def test_titles_and_tags_are_no_longer_than_word_takes(build: Build, printed: str) -> None:
    """64 characters; what is cut off ends in an ellipsis."""
    made = amount(printed.strip(), "B2", "B3", "B4", "B5")
    (control,) = controls(build(with_book(paper(para(made)))))
    title = said(control, "alias")
    assert len(title) <= 64
    assert len(said(control, "tag")) <= 64
    assert (
        title.endswith("…")
        if len(printed) > 64
        else title == "£5 from Youth fund!B2 and 3 more cells"
    )


def test_a_budget_table_carries_the_block_it_was_read_from(build: Build) -> None:
    """A control holds the whole table; its caption stays in front of it, on the same page."""
    data = build(with_book(paper(budget("120,000", "80,000", caption="Youth", number="1"))))
    (control,) = controls(data)
    assert said(control, "alias") == "Table 1 from Youth fund!A1:B3"
    assert said(control, "tag").endswith("-t1")
    content = control.find(W + "sdtContent")
    assert [node.tag for node in content] == [W + "tbl"]
    caption = control.getprevious()
    assert caption.find(f"{W}pPr/{W}keepNext").get(W + "val") == "1"


def test_a_table_typed_in_markdown_has_its_amounts_in_controls(build: Build) -> None:
    """Each of its amounts is linked by itself; the table as such comes from nowhere."""
    rows = (
        row(RowKind.HEADING, "Fund", "Cost"),
        Row(RowKind.LINE, (TableCell(text("Youth")), TableCell((amount("(£5)"),)))),
        row(RowKind.LINE, "Other", "(£6)"),
    )
    data = build(with_book(paper(table(*rows, amounts=(1,)))))
    (control,) = controls(data)
    assert words(control) == "(£5)"
    styles = [node.get(W + "val") for node in tree(data).iter(W + "pStyle")]
    bracketed = [style for style in styles if "Bracket" in style]
    assert len(bracketed) == 2, "an amount in brackets is set the same in a control"


def test_two_budget_tables_that_touch_stay_two(build: Build) -> None:
    """A thin line stands between them, and behind one that ends the document."""
    data = build(with_book(paper(budget("5"), budget("6"))), frame("{{p body }}"))
    body = tree(data)[0]
    kinds = [etree.QName(node).localname for node in body]
    assert kinds == ["sdt", "p", "sdt", "p", "sectPr"]


def test_a_budget_table_ends_an_appendix_as_any_table_does(build: Build) -> None:
    """The section of an appendix ends in a line behind the table."""
    made = paper(
        para("See them."),
        appendices=(appendix("One", budget("5")), appendix("Two", budget("6"), number="B")),
    )
    body = tree(build(with_book(made)))[0]
    for control in body.iter(W + "sdt"):
        assert control.getnext().tag == W + "p"


def test_a_heading_with_an_amount_is_in_the_list_of_contents(build: Build) -> None:
    """The list has the words of the heading; the control is in the heading alone."""
    heading = Heading(1, text("Costs of ", amount("£120,000")), HERE)
    data = build(
        with_book(replace(paper(heading, para("Text.")), contents=Contents(headings=True)))
    )
    found = [line for line in lines(data) if "Costs of" in line]
    assert any(line.startswith("TOC1") and "£120,000" in line for line in found)
    (control,) = controls(data)
    style = next(control.iterancestors(W + "p")).find(f"{W}pPr/{W}pStyle")
    assert style.get(W + "val") == "Heading1"


def test_the_records_say_where_each_amount_comes_from(build: Build) -> None:
    """Workbook and its content, sheet, cell, raw value, printed text, expression, place."""
    sentence = para("In all ", amount("£200,000", "B2", "B3", value="200000"), number="4")
    made = with_book(paper(sentence, budget("120,000", caption="Youth", number="1")))
    root = etree.fromstring(part(build(made), RECORDS))
    (book,) = root.iter(f"{NAMESPACE}workbook")
    assert dict(book.attrib) == {"name": "budget", "path": BOOK, "sha256": "ab" * 32}
    (record,) = root.iter(f"{NAMESPACE}amount")
    assert record.get("text") == "£200,000"
    assert record.get("value") == "200000"
    assert record.get("place") == "paragraph 4"
    assert record.get("source") == str(HERE)
    assert record.findtext(f"{NAMESPACE}expression") == "budget.mentoring"
    cells = [(each.get("sheet"), each.get("cell"), each.get("value")) for each in record[1:]]
    assert cells == [("Youth fund", "B2", "120000"), ("Youth fund", "B3", "80000")]
    (kept,) = root.iter(f"{NAMESPACE}table")
    assert (kept.get("sheet"), kept.get("range"), kept.get("place")) == (
        "Youth fund",
        "A1:B2",
        "Table 1",
    )


def test_nothing_in_the_records_changes_when_the_inputs_do_not(build: Build) -> None:
    """The same paper gives the same bytes; no folder of this machine, no time is in them."""
    made = with_book(paper(para("It costs ", amount("£120,000")), budget("120,000")))
    first = build(made)
    assert first == build(made)
    records = part(first, RECORDS).decode()
    assert str(Path.cwd()) not in records
    assert not re.search(r"20\d\d-\d\d-\d\dT", records)


def test_a_paper_without_amounts_has_no_records(build: Build) -> None:
    """Its file is what it was before there were any."""
    data = build(paper(para("Nothing to pay.")))
    assert not controls(data)
    assert b"customXml" not in part(data, "[Content_Types].xml")
    assert b"Ignorable" not in part(data)


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def with_custom_xml(template: bytes, xml: bytes) -> bytes:
    """Return a template that has custom XML of its own, as SharePoint leaves it."""
    relation = f'<Relationship Id="rIdOwn" Type="{RELATIONS}/customXml" Target="../{RECORDS}"/>'
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    override = f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/>'
    made = changed(
        template,
        {
            "word/_rels/document.xml.rels": before("</Relationships>", relation),
            "[Content_Types].xml": before("</Types>", override),
        },
    )
    own = "{00000000-0000-4000-8000-000000000001}"
    properties = f'<ds:datastoreItem xmlns:ds="{DATA}" ds:itemID="{own}"/>'
    to_properties = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    parts = {
        RECORDS: xml,
        "customXml/itemProps1.xml": properties.encode(),
        "customXml/_rels/item1.xml.rels": to_properties.encode(),
    }
    return added(made, parts)


def before(end: str, more: str) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(end.encode(), (more + end).encode())


def added(package: bytes, parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO(package)
    with zipfile.ZipFile(target, "a") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_a_templates_own_custom_xml_stays_as_it_is(build: Build) -> None:
    """The records take the next free number."""
    own = b'<house xmlns="urn:house">kept</house>'
    template = with_custom_xml(frame(), own)
    data = build(with_book(paper(para("It costs ", amount("£5")))), template)
    assert part(data, "customXml/item1.xml") == own
    assert b"urn:reportgen:amounts:1" in part(data, "customXml/item2.xml")


def test_records_of_another_paper_in_the_template_are_left_out(build: Build) -> None:
    """Somebody may have made a template of a paper that was built here."""
    template = with_custom_xml(frame(), b'<amounts xmlns="urn:reportgen:amounts:1" paper="old"/>')
    data = build(with_book(paper(para("It costs ", amount("£5")))), template)
    assert b'paper="old"' not in part(data, RECORDS)


def test_a_carried_file_that_was_built_here_brings_no_amounts_along(build: Build) -> None:
    """Its text is carried, its controls are opened: their records are those of another paper."""
    inner = build(with_book(paper(para("Last year ", amount("£99,000")), budget("77,000"))))
    letter = Appendix(text("Last year's paper"), HERE, number="A",
                      document=WordFile(inner, Source("content/old.docx")))  # fmt: skip
    data = build(with_book(paper(para("It costs ", amount("£5")), appendices=(letter,))))
    assert [words(control) for control in controls(data)] == ["£5"]
    shown = "".join(node.text or "" for node in tree(data).iter(W + "t"))
    assert "£99,000" in shown
    assert "£77,000" in shown


def test_text_of_a_workbook_is_text_in_the_records(build: Build) -> None:
    """Quotation marks, angle brackets and control characters of labels do no harm."""
    odd = Row(RowKind.LINE, (TableCell((Text('A "B" <&> \\ \x0bC'),)), TableCell((amount("£5"),))))
    made = budget("1")
    data = build(with_book(paper(replace(made, rows=(*made.rows, odd)))))
    labels = [node.get("label") for node in etree.fromstring(part(data, RECORDS)).iter(
        f"{NAMESPACE}row")]  # fmt: skip
    assert labels[-1] == 'A "B" <&> \\ C'
