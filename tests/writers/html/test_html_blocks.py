"""Paragraphs, lists, notes, pictures and references: numbers as in Word, and links that lead."""

from __future__ import annotations

import base64

import pytest
from html_pages import (
    HERE,
    bullets,
    every,
    found,
    ids,
    one,
    page,
    page_and_problems,
    paper,
    para,
    shown,
    text,
)

from reportgen.model import (
    Appendix,
    Attributes,
    BlockQuote,
    CodeBlock,
    Emphasis,
    Figure,
    Footnote,
    Link,
    List,
    ListItem,
    ListStyle,
    Picture,
    Reference,
    Series,
    Strikethrough,
    Strong,
    ThematicBreak,
)

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def letters(*words: str, label: str = "") -> List:
    items = tuple(
        ListItem((para(each),), HERE, Attributes(label), f"4({letter})")
        for letter, each in zip("abc", words, strict=False)
    )
    return List(ListStyle.PARAGRAPH, items, HERE, series=Series.RUNNING)


def test_a_paragraph_s_number_is_text_before_it() -> None:
    """Whoever copies it, or hears it, gets the number too."""
    root = page(paper(para("The cost.", number="4")))
    assert every(root, "//main//p") == [
        "4 The cost.",
        *every(root, "//*[@class='sign-off']/p"),
    ]


def test_sub_paragraphs_have_their_letters() -> None:
    """(a), not 4(a), stands at the margin, in a list that a screen reader counts."""
    root = page(paper(letters("one", "two")))
    assert every(root, "//main//ol/li") == ["(a) one", "(b) two"]


def test_recommendations_have_their_numbers() -> None:
    """R1 and R2 stand at the margin like the numbers of paragraphs."""
    items = tuple(ListItem((para(f"Do {n}."),), HERE, number=f"R{n}") for n in (1, 2))
    made = List(ListStyle.PARAGRAPH, items, HERE, series=Series.RECOMMENDATION, depth=0)
    assert every(page(paper(made)), "//ol[@class='paragraphs']/li") == ["R1 Do 1.", "R2 Do 2."]


def test_a_list_of_its_own_has_numbers_with_a_full_stop() -> None:
    """They are text as well, and begin where the list begins."""
    items = tuple(ListItem((para(f"Step {n}"),), HERE, number=str(n)) for n in (3, 4))
    made = List(ListStyle.NUMBER, items, HERE, start=3)
    assert every(page(paper(made)), "//main//ol/li") == ["3. Step 3", "4. Step 4"]


def test_bullets_quotes_code_and_breaks_are_what_they_are() -> None:
    """Lists, quotations and code are elements of their own, and not looks."""
    code = CodeBlock("\nif x:\n\ty  &  z\n", HERE)
    root = page(
        paper(bullets("one"), BlockQuote((para("Said."),), HERE), code, ThematicBreak(HERE))
    )
    assert every(root, "//main//ul/li") == ["one"]
    assert every(root, "//blockquote/p") == ["Said."]
    assert "".join(one(root, "//pre/code").itertext()) == "\nif x:\n\ty  &  z"
    assert len(found(root, "//hr")) == 1


def test_emphasis_is_marked_as_what_it_means() -> None:
    """Stressed, important and struck words are so for screen readers, too."""
    words = (Emphasis(text("a")), Strong(text("b")), Strikethrough(text("c")))
    root = page(paper(para(*words)))
    assert [every(root, f"//p/{tag}") for tag in ("em", "strong", "s")] == [["a"], ["b"], ["c"]]


def test_a_reference_leads_to_what_it_names() -> None:
    """Its words and number are the link, and they stay on one line."""
    reference = Reference("par-cost", HERE, words="paragraph", number="4")
    root = page(paper(para("Cost.", number="4", label="par-cost"), para("See ", reference, ".")))
    link = one(root, "//a[@href='#par-cost']")
    assert link.text == "paragraph\u00a04"
    assert one(root, "//*[@id='par-cost']").tag == "p"


@pytest.mark.parametrize(
    "label", ["content", "footnotes", "n1", "Ä ß", "<b>", "x' onclick='y", "7"]
)
def test_any_label_has_an_id_of_its_own_that_references_find(label: str) -> None:
    """Whatever a label is called, its link leads to it, and no id is there twice."""
    reference = Reference(label, HERE, words="Appendix", number="A")
    note = Footnote((para("Note."),), HERE, number=1)
    appendix = Appendix(text("Content"), HERE, (), Attributes(label), number="A")
    root = page(paper(para("See ", reference, note, label="n"), appendices=(appendix,)))
    target = str(found(root, "//main//p/a")[0].get("href"))[1:]
    assert shown(one(root, f"//*[@id='{target}']")) == "Appendix A – Content"
    assert len(ids(root)) == len(set(ids(root)))


def test_a_reference_to_nothing_is_plain_text() -> None:
    """No link that leads nowhere."""
    root = page(paper(para(Reference("tbl-x", HERE, words="Table", number="9"))))
    assert not found(root, "//main//p//a[not(contains(@href, 'mailto:'))]")
    assert "Table 9" in shown(one(root, "//main"))


def test_a_footnote_and_its_mark_lead_to_each_other() -> None:
    """Its number is in both places, and screen readers know what they are."""
    note = Footnote((para("From the ", Emphasis(text("plan")), "."),), HERE, number=1)
    root = page(paper(para("Text", note, ".")))
    mark = one(root, "//a[@role='doc-noteref']")
    item = one(root, f"//li[@id='{str(mark.get('href'))[1:]}']")
    back = one(item, ".//a[@role='doc-backlink']")
    assert shown(mark) == "1"
    assert shown(item).startswith("1 From the plan.")
    assert one(root, f"//*[@id='{str(back.get('href'))[1:]}']") is mark


def test_a_note_in_a_note_is_there_too() -> None:
    """Notes stand in the order of their numbers, wherever their marks are."""
    inner = Footnote((para("Inner."),), HERE, number=1)
    outer = Footnote((para("Outer", inner),), HERE, number=2)
    root = page(paper(para("Text", outer)))
    notes = every(root, "//section[@role='doc-endnotes']//li")
    assert [note[:9] for note in notes] == ["1 Inner. ", "2 Outer1 "]


@pytest.mark.parametrize("target", ["https://example.org/a?b=c&d", "mailto:a@example.org", "tel:1"])
def test_links_to_pages_mail_and_telephones_are_links(target: str) -> None:
    """With their words and their address."""
    root = page(paper(para(Link(target, text("words"), "a title"))))
    assert one(root, "//main//a[@title='a title']").get("href") == target


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///c:/x", "x.html", " JavaScript:x"]
)
def test_other_links_are_words_alone(target: str) -> None:
    """Nothing that runs, and no file of somebody's own computer."""
    root = page(paper(para(Link(target, text("words")))))
    assert not found(root, "//a[text()='words']")
    assert "words" in shown(one(root, "//main"))


def test_a_picture_is_in_the_page_with_its_description() -> None:
    """The page needs no other file; the caption has its number."""
    picture = Picture("x.png", 'A "bar" chart', "", HERE, PNG, 9525 * 30, 9525 * 20)
    made = Figure(picture, HERE, text("Spend"), Attributes("fig-spend"), "1")
    root = page(paper(made))
    image = one(root, "//figure[@id='fig-spend']/img")
    assert str(image.get("src")).startswith("data:image/png;base64,iVBOR")
    assert (image.get("alt"), image.get("width"), image.get("height")) == (
        'A "bar" chart',
        "30",
        "20",
    )
    assert every(root, "//figcaption") == ["Figure 1 Spend"]


def test_a_picture_that_browsers_cannot_show_is_described_and_reported() -> None:
    """A TIFF does not become a broken picture."""
    picture = Picture("x.tif", "A chart", "", HERE, b"II*\0xxxx", 9525, 9525)
    root, problems = page_and_problems(paper(Figure(picture, HERE)))
    assert every(root, "//figure") == ["A chart"]
    assert [problem.code for problem in problems] == ["picture-kind"]
