"""The look of a carried file is its own: its styles, defaults, theme; and the paper's stays."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from carried import Carried, carry, shown, value
from lxml import etree
from small_papers import HOUSE, W, part
from word_files.by_hand import hand_made_file, para, text
from word_files.makers import as_word_file, python_docx_file
from word_files.packages import package, root

PLAIN = "<w:sectPr/>"


@cache
def letter() -> Carried:
    return carry(as_word_file())


def file(styles: str, *paragraphs: str) -> bytes:
    """Return a file of a few paragraphs with styles of its own."""
    body = "".join(paragraphs) + PLAIN
    parts = {
        "word/document.xml": root("w:document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": root("w:styles", styles, prefixes="w"),
    }
    return package(parts, {"word/document.xml": {"rId1": ("styles", "styles.xml")}})


def look(node: Any, name: str) -> dict[str, str]:
    """Return the attributes of a property in a style."""
    found = next(iter(node.iter(W + name)), None)
    return {} if found is None else {k.removeprefix(W): v for k, v in found.attrib.items()}


def test_styles_come_under_names_of_their_own() -> None:
    """Normal in the file and Normal in the paper are two styles, in Word's list and below it."""
    style = letter().style("appAHeading1")
    assert value(style, "name") == "appA heading 1"
    assert value(style, "basedOn") == "appANormal"
    assert value(letter().paragraph("Wordish heading"), "pPr", "pStyle") == "appAHeading1"


def test_only_styles_in_use_come_along() -> None:
    """Word's list of styles does not fill with the hundreds of a file's template."""
    made = carry(hand_made_file())
    names = {n.get(W + "styleId") for n in made.tree("styles").iter(W + "style")}
    carried = {name for name in names if name.startswith("appA")}
    assert "appAHead" in carried
    assert "appAUnused" not in carried


def test_the_styles_of_the_paper_do_not_change() -> None:
    """A carried file cannot change the look of the paper round it."""
    before = etree.fromstring(part(HOUSE.read_bytes(), "word/styles.xml"))
    after = carry(as_word_file(), python_docx_file(), accept=True, house=True).tree("styles")
    kept = [n for n in after if not str(n.get(W + "styleId", "")).startswith("app")]
    assert [etree.tostring(n, method="c14n") for n in kept] == [
        etree.tostring(n, method="c14n") for n in before
    ]


def test_a_paragraph_without_a_style_gets_the_default_of_its_file() -> None:
    """Else it would look like the paper's own."""
    assert value(letter().paragraph("Wordish letter"), "pPr", "pStyle") == "appANormal"


def test_every_paragraph_and_table_of_a_file_has_a_style_of_the_file() -> None:
    """Nothing of it takes its look from the paper."""
    for name in ("pStyle", "tblStyle", "rStyle"):
        used = [n.get(W + "val") for n in letter().body.iter(W + name)]
        own = [style for style in used if style.startswith("appA")]
        assert own
        assert set(used) - set(own) <= {"BodyText", "AppendixHeading"}


def test_the_defaults_of_a_file_become_its_styles() -> None:
    """A file's own size and spacing win over the paper's defaults."""
    style = letter().style("appANormal")
    assert look(style, "sz") == {"val": "22"}
    assert look(style, "spacing") == {
        "before": "0", "after": "160", "line": "259", "lineRule": "auto",
    }  # fmt: skip


def test_what_only_the_paper_says_is_taken_back() -> None:
    """The paper's colour and font do not show in a file that says nothing of either."""
    made = carry(file("", para("Bare")))
    style = made.style(value(made.paragraph("Bare"), "pPr", "pStyle"))
    assert look(style, "color") == {"val": "auto"}
    assert look(style, "rFonts")["ascii"] == "Times New Roman"
    assert look(style, "sz") == {"val": "20"}
    assert look(style, "spacing")["after"] == "0"


def test_a_table_style_stands_above_the_defaults_and_below_the_paragraphs() -> None:
    """In Word a table's tight spacing wins over the defaults; it does so in the paper."""
    table = letter().style("appAGridTable")
    assert look(table, "spacing")["after"] == "0"
    assert look(table, "sz") == {"val": "22"}
    inside = letter().style(value(letter().paragraph("Wordish east"), "pPr", "pStyle"))
    assert inside.find(W + "pPr") is None
    assert inside.find(W + "rPr") is None


def test_theme_fonts_and_colours_become_plain_ones() -> None:
    """The paper's theme has other fonts and colours under the same names."""
    style = letter().style("appAHeading1")
    assert look(style, "rFonts")["ascii"] == "Liberation Sans Narrow"
    assert look(style, "color") == {"val": "2F5496"}  # as Word works it out
    run = next(n for n in letter().body.iter(W + "r") if "in accent" in shown(n))
    assert look(run, "color") == {"val": "4472C4"}
    xml = etree.tostring(letter().body)
    assert b"theme" not in xml
    assert b"schemeClr" not in xml
    assert xml.count(b'srgbClr val="ED7D31"') == 1


def test_headings_go_one_level_down() -> None:
    """In Word's navigation they stand below the heading of their appendix."""
    assert look(letter().style("appAHeading1"), "outlineLvl") == {"val": "1"}
    deep = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 9"/></w:style>'
    assert look(carry(file(deep, para("Head", style="H"))).style("appAH"), "outlineLvl") == {
        "val": "8"
    }


def test_a_heading_that_word_knows_by_its_name_has_its_level() -> None:
    """Under another name Word would not know it for a heading."""
    style = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="Heading 2"/></w:style>'
    made = carry(file(style, para("Head", style="H")))
    assert look(made.style("appAH"), "outlineLvl") == {"val": "2"}


def test_styles_that_are_based_on_each_other_do_not_go_round() -> None:
    """A file that was mended by hand may have a circle; Word would not open it."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for name, other in (("A", "B"), ("B", "A"))
    )
    made = carry(file(styles, para("Round", style="A")))
    assert value(made.style("appAA"), "basedOn") == ""
    assert look(made.style("appAA"), "sz") == {"val": "20"}


def test_a_style_that_is_not_there_leaves_the_text() -> None:
    """The paragraph looks like the file's plain text, as it does in Word."""
    made = carry(file("", para("Here", style="Gone"), para(text("There"))))
    styles = [value(made.paragraph(word), "pPr", "pStyle") for word in ("Here", "There")]
    assert styles[0] == styles[1] == "appADefaultParagraph"


@pytest.mark.parametrize("odd", ["R&amp;D &quot;x&quot;", "1 2", "Überschrift", "-"])
def test_any_style_id_is_carried(odd: str) -> None:
    """Programs make ids out of names in any language."""
    style = f'<w:style w:type="paragraph" w:styleId="{odd}"><w:name w:val="{odd}"/></w:style>'
    made = carry(file(style, para("Odd", style=odd)))
    assert made.problems == ()
    assert value(made.paragraph("Odd"), "pPr", "pStyle").isalnum()
