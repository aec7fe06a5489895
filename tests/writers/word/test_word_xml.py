"""XML is right by construction: an order that Word would call damaged cannot be written."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.writers.word.xml import (
    DECLARATIONS,
    ORDERS,
    Xml,
    element,
    escape,
    parse,
    properties,
    run,
)

SCHEMA = "data/openxml/schemas/schemas_openxmlformats_org_wordprocessingml_2006_main.json"


def orders_of_the_standard() -> dict[str, list[str]]:
    """Return the children of each element, in order, from the tables of `openxml-audit`."""
    tables = json.loads((files("openxml_audit") / SCHEMA).read_text(encoding="utf-8"))
    found = {}
    for kind in tables["Types"]:
        tag = kind["Name"].rpartition("/")[2]
        names = [child["Name"].rpartition("/")[2] for child in kind.get("Children", ())]
        own = [name.removeprefix("w:") for name in names if name.startswith("w:")]
        found[tag] = max(found.get(tag, []), own, key=len)  # some tags mean less in styles
    return found


@pytest.mark.parametrize("tag", sorted(ORDERS))
def test_our_orders_are_those_of_the_standard(tag: str) -> None:
    """Each table names children of the element, in the order that the standard has them in."""
    standard = orders_of_the_standard()[tag]
    assert [name for name in standard if name in ORDERS[tag]] == list(ORDERS[tag])


@given(st.sets(st.sampled_from(ORDERS["w:pPr"])).flatmap(lambda s: st.permutations(sorted(s))))
def test_properties_come_out_in_order(names: list[str]) -> None:
    """However properties are named, they are written in the order of the standard."""
    made = properties("w:pPr", **dict.fromkeys(names, True))
    shown = [node.tag.rpartition("}")[2] for node in parse(made)] if names else []
    assert shown == [name for name in ORDERS["w:pPr"] if name in names]


def test_a_property_that_is_unknown_is_refused() -> None:
    """A slip in a property's name is found when it is made, not when Word opens the file."""
    with pytest.raises(KeyError):
        properties("w:pPr", keepnext=True)


def test_properties_take_flags_values_attributes_and_content() -> None:
    """The four forms in which a property is given; what is off is not written."""
    made = properties(
        "w:pPr",
        spacing={"w:before": 5},
        pStyle='a "b"',
        keepNext=True,
        keepLines=False,
        jc="",
        numPr=Xml("<w:x/>"),
    )
    assert made == (
        '<w:pPr><w:pStyle w:val="a &quot;b&quot;"/><w:keepNext/><w:numPr><w:x/></w:numPr>'
        '<w:spacing w:before="5"/></w:pPr>'
    )


def test_no_properties_are_no_element() -> None:
    """An empty container is noise in the file."""
    assert properties("w:rPr", b=False, rStyle="") == ""


@given(st.text())
def test_any_text_is_xml_that_can_be_read(words: str) -> None:
    """Whatever characters a text has, its XML can be read, and holds all that XML can hold."""
    made = f"<w:p{DECLARATIONS}>{run(words)}{element('w:x', attributes={'w:v': words})}</w:p>"
    node = etree.fromstring(made)
    shown = "".join(node.itertext())
    assert escape(shown) == escape(words)
    assert node[-1].get(next(iter(node[-1].attrib))) == shown
