"""Lists read out of a Word file: bullets, numbers, and numbers that no house list prints."""

from __future__ import annotations

from word_files.faulty import (
    BULLET_LIST,
    LEGAL_LIST,
    NUMBER_LIST,
    OTHER_LIST,
    RESTARTED_LIST,
    item,
    letter,
    p,
    r,
)
from word_files.packages import root
from word_reading import outline, read

from reportgen.model import List, ListStyle


def lines(*texts: str) -> str:
    return "\n".join(texts)


def test_bullets_and_numbers_become_lists() -> None:
    """One in the other, by their level."""
    body = [
        item("one"),
        item("letter", 1),
        item("roman", 2),
        item("two"),
        item("point", 0, BULLET_LIST),
        item("deeper", 1, BULLET_LIST),
    ]
    assert outline(letter(*body)) == lines(
        "1.  one",
        "    (a) letter",
        "        (i) roman",
        "2.  two",
        "",
        "•   point",
        "    •   deeper",
    )


def test_a_list_goes_on_after_a_paragraph() -> None:
    """With the number that Word prints."""
    assert outline(letter(item("one"), "Between", item("two"))) == "1.  one\n\nBetween\n\n2.  two"


def test_a_list_begins_again_where_word_begins_again() -> None:
    """Another list with a start of its own, on the same abstract list."""
    body = [item("one"), item("seven", num=RESTARTED_LIST), item("eight", num=RESTARTED_LIST)]
    blocks, _ = read(letter(*body))
    starts = [block.start for block in blocks if isinstance(block, List)]
    assert starts == [1, 7]


def test_a_deeper_level_begins_again_under_each_item() -> None:
    """(a) and (b) under 1, (a) under 2."""
    body = [item("one"), item("a", 1), item("b", 1), item("two"), item("a", 1)]
    blocks, _ = read(letter(*body))
    (numbers,) = blocks
    assert isinstance(numbers, List)
    inner = [block for entry in numbers.items for block in entry.blocks[1:]]
    assert [(block.start, len(block.items)) for block in inner if isinstance(block, List)] == [
        (1, 2),
        (1, 1),
    ]


def test_numbers_of_another_form_are_kept_as_text() -> None:
    """A list of the house would print 1 for (a), and the text may say: see (a)."""
    body = [item("alpha", num=OTHER_LIST), item("beta", num=OTHER_LIST)]
    assert outline(letter(*body)) == "(a) alpha\n\n(b) beta"


def test_numbers_of_several_levels_are_kept_as_text() -> None:
    """Clauses 1, 1.1 and 1.2 of an agreement: the first a list, below it 1.1 and 1.2."""
    body = [item("Terms", 0, LEGAL_LIST), item("Pay", 1, LEGAL_LIST), item("Stay", 1, LEGAL_LIST)]
    assert outline(letter(*body, item("End", 0, LEGAL_LIST))) == lines(
        "1.  Terms", "    1.1 Pay", "    1.2 Stay", "2.  End"
    )


def test_a_number_of_its_own_is_not_numbered_again() -> None:
    """Where the paragraphs of an appendix are A1, A2, this one keeps its own."""
    (paragraph,), _ = read(letter(item("alpha", num=OTHER_LIST)))
    assert "unnumbered" in paragraph.attributes.classes


def test_a_style_brings_its_list_along() -> None:
    """Word's List Number style, for one, has its number from the style alone."""
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr>'
        f'<w:numId w:val="{NUMBER_LIST}"/></w:numPr></w:pPr></w:style>'
    )
    parts = {"word/styles.xml": root("w:styles", style)}
    body = [p(r("one"), style="L"), p(r("two"), style="L")]
    assert outline(letter(*body, parts=parts)) == "1.  one\n2.  two"


def test_a_list_can_be_taken_away_from_a_paragraph() -> None:
    """List 0 is none."""
    assert outline(letter(item("one", num=0))) == "one"


def test_a_paragraph_indented_below_an_item_belongs_to_it() -> None:
    """So does one in Word's List Continue style; one at the margin does not."""
    indented = p(r("more"), more='<w:ind w:left="720"/>')
    styled = p(r("and more"), style="ListContinue")
    blocks, _ = read(letter(item("one"), indented, styled, item("two"), "After"))
    numbers = blocks[0]
    assert isinstance(numbers, List)
    assert [len(entry.blocks) for entry in numbers.items] == [3, 1]
    assert len(blocks) == 2


def test_a_list_that_begins_deep_is_a_list() -> None:
    """Word lets an author begin on the second level."""
    blocks, _ = read(letter(item("point", 1, BULLET_LIST)))
    (bullets,) = blocks
    assert isinstance(bullets, List)
    assert bullets.style is ListStyle.BULLET


def test_a_list_that_is_not_defined_keeps_its_text() -> None:
    """It has no numbers in Word either."""
    assert outline(letter(item("one", num=44))) == "one"
