"""Paragraphs, headings and what stands out in them, read out of a Word file."""

from __future__ import annotations

import pytest
from word_files import faulty
from word_files.faulty import field, letter, p, r
from word_reading import outline, read, said

from reportgen.model import BlockQuote, Heading, Link, Paragraph, Text
from reportgen.walk import each


def test_headings_begin_below_the_heading_of_the_appendix() -> None:
    """The highest heading of the file has level 2, whatever it has in Word."""
    body = [p(r("One"), style="Heading2"), p(r("Below"), style="Heading3"), "Text"]
    assert outline(letter(*body)) == "## One\n\n### Below\n\nText"


def test_a_title_is_a_heading_of_the_highest_level() -> None:
    """Word's own Title style has no outline level."""
    body = [p(r("Grant offer"), style="Title"), p(r("Terms"), style="Heading1")]
    assert outline(letter(*body)) == "## Grant offer\n\n## Terms"


def test_an_outline_level_of_its_own_makes_a_heading() -> None:
    """So does one that the officer set in Word's paragraph dialogue."""
    assert outline(letter(p(r("Terms"), more='<w:outlineLvl w:val="0"/>'), "a")) == "## Terms\n\na"


def test_a_heading_keeps_the_number_that_word_prints() -> None:
    """The text may name it: it becomes part of the heading's words."""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    assert outline(letter(p(r("Terms"), style="Heading1", more=number))) == "## 1 Terms"


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("<w:b/>", "**loud**"),
        ("<w:i/>", "*loud*"),
        ("<w:strike/>", "~~loud~~"),
        ("<w:dstrike/>", "~~loud~~"),
        ('<w:b w:val="0"/>', "loud"),
        ('<w:rStyle w:val="Strong"/>', "**loud**"),
        ('<w:rStyle w:val="Firmer"/>', "***loud***"),
        ('<w:rStyle w:val="Strong"/><w:b w:val="false"/>', "loud"),
        ('<w:u w:val="single"/><w:caps/>', "loud"),
    ],
)
def test_what_stands_out_stands_out(look: str, text: str) -> None:
    """Said by the text itself or by its style, or taken back; underlines and capitals are looks."""
    assert outline(letter(p(r("not "), r("loud", look), r(" again")))) == f"not {text} again"


def test_bold_in_a_bold_paragraph_is_not_bold() -> None:
    """Word switches it off again where both styles are bold (ECMA-376, 17.7.3)."""
    body = p(r("all "), r("but this", '<w:rStyle w:val="Strong"/>'), style="Loud")
    assert outline(letter(body)) == "**all** but this"


def test_a_bold_heading_is_just_a_heading() -> None:
    """The template says how headings look; one bold word in it stays bold."""
    whole, part = p(r("Terms", "<w:b/>"), style="Heading1"), p(
        r("The "), r("main", "<w:b/>"), r(" terms"), style="Heading1")  # fmt: skip
    assert outline(letter(whole, part)) == "## Terms\n\n## The **main** terms"


def test_space_is_one_space_between_words() -> None:
    """Tabs and spaces that lay out a line go; a line break stays."""
    body = p(r("  Dear "), "<w:r><w:tab/><w:tab/></w:r>", r("Sir,"), "<w:r><w:br/></w:r>", r(" I "))
    assert outline(letter(body)) == "Dear Sir,\nI"


def test_empty_paragraphs_and_page_breaks_leave_nothing() -> None:
    """They are layout."""
    body = ["a", p(), p('<w:r><w:br w:type="page"/></w:r>'), "b"]
    assert outline(letter(*body)) == "a\n\nb"


def test_small_raised_digits_stay_raised() -> None:
    """m² says another thing than m2; the letters of 1st may stand in the line."""
    body = p(
        r("40 m"),
        r("2", '<w:vertAlign w:val="superscript"/>'),
        r(" of CO"),
        r("2", '<w:vertAlign w:val="subscript"/>'),
        r(" on the 1"),
        r("st", '<w:vertAlign w:val="superscript"/>'),
    )
    assert outline(letter(body)) == "40 m² of CO₂ on the 1st"


def test_signs_of_symbol_fonts_become_characters() -> None:
    """Those known here; another is reported, since a letter of the font would be nonsense."""
    known = p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', r(" paid"))
    assert outline(letter(known)) == "✓ paid"
    other = letter(p('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', r(" paid")))
    assert outline(other) == "� paid"
    assert said(other) == ["a sign of a symbol font of the Word file is set as plain text"]


def test_links_lead_where_they_led() -> None:
    """Word writes them in two ways; within the file they lead nowhere, and stay as text."""
    new = '<w:hyperlink r:id="rIdL"><w:r><w:t>the terms</w:t></w:r></w:hyperlink>'
    old = field('HYPERLINK "https://example.org/old"', "the old ones")
    inside = '<w:hyperlink w:anchor="x"><w:r><w:t>below</w:t></w:r></w:hyperlink>'
    links = {"rIdL": ("hyperlink", "https://example.org/terms")}
    data = letter(p(new, r(" or "), old, r(" or "), inside), links=links)
    (paragraph,), _ = read(data)
    found = [(link.target, link.children) for link in each(paragraph, Link)]
    assert found == [
        ("https://example.org/terms", (Text("the terms"),)),
        ("https://example.org/old", (Text("the old ones"),)),
    ]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content[-1] == Text(" or below")


def test_fields_print_what_they_last_said() -> None:
    """References, dates and merged letters: never what stands behind them."""
    nested = field(f"IF {field('MERGEFIELD who', 'x')} = 1", "yes")
    body = p(r("See "), field("REF _Ref1 \\h", "clause 4"), r(": "), nested)
    assert outline(letter(body)) == "See clause 4: yes"


def test_a_field_that_does_not_end_hides_nothing() -> None:
    """A damaged field must not swallow the rest of the letter."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert outline(letter(p(begin, r("The grant")), "is £400.")) == "The grant\n\nis £400."


def test_tick_boxes_of_a_form_are_printed() -> None:
    """They are fields without a result."""

    def box(checked: str) -> str:
        data = f"<w:ffData><w:checkBox>{checked}</w:checkBox></w:ffData>"
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    body = p(box("<w:checked/>"), r(" yes "), box('<w:default w:val="0"/>'), r(" no"))
    assert outline(letter(body)) == "☒ yes ☐ no"


def test_content_controls_print_their_content() -> None:
    """Around a word, a paragraph, or several."""
    inside = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('£400')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{p(r('The grant is '), inside)}{p(r('b'))}</w:sdtContent></w:sdt>"
    assert outline(letter(body)) == "The grant is £400\n\nb"


def test_hidden_text_stays_hidden_and_is_reported() -> None:
    """What an officer hid was not meant to be printed; the warning says what it was."""
    data = letter(p(r("The grant is £400."), r(" We offered £500.", "<w:vanish/>")))
    assert outline(data) == "The grant is £400."
    assert said(data) == ['a hidden text is left out: "We offered £500."']


def test_a_list_of_contents_is_left_out() -> None:
    """Its page numbers would be wrong; the one in a content control and the one without."""
    contents = field("TOC \\o", f"Terms {'3'}")
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p(r('Contents'))}{p(r('Terms 3'))}"
        "</w:sdtContent></w:sdt>"
    )
    data = letter(control, p(contents), "The grant is £400.")
    assert outline(data) == "The grant is £400."
    assert said(data) == ['its 2 lists of contents are left out: "Contents Terms 3"']


def test_a_reference_to_a_page_is_reported() -> None:
    """The page is another one in the paper."""
    data = letter(p(r("See page "), field("PAGEREF _Ref1", "12")))
    assert outline(data) == "See page 12"
    assert said(data) == ['a reference to a page keeps the number of the old page: "12"']


def test_notes_come_along() -> None:
    """Footnotes with all that is in them; a note's own mark is no text."""
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", r(" See "), r("x", "<w:b/>"))}'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = letter(p(r("The grant"), mark, r(" is £400.")), notes=f"{note}</w:footnote>")
    assert outline(data) == "The grant[1] is £400.\n\n[1] See **x**"


def test_a_note_that_names_itself_ends() -> None:
    """Word has no notes in notes; a file made by hand may."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p(r("See"), mark)}</w:footnote>'
    assert outline(letter(p(r("a"), mark), notes=note)) == "a[1]\n\n[1] See"


def test_text_boxes_follow_the_paragraph_they_hang_on() -> None:
    """Word stores them twice, and they are printed once."""
    data = letter(p(r("The grant is £400."), faulty.text_box("Subject to audit")), "Yours")
    assert outline(data) == "The grant is £400.\n\nSubject to audit\n\nYours"
    assert said(data) == ['a text box of the Word file is set as plain text: "Subject to audit"']


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        ("<m:r><m:t>a+b</m:t></m:r>", "a+b"),
        (
            "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
            "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>",
            "(a+b)/2",
        ),
        (
            "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
            "x^2",
        ),
        ("<m:rad><m:deg/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad>", "√x"),
        ("<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>", "(x)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i</m:t></m:r></m:sub>'
            "<m:sup/><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>",
            "∑_i x",
        ),
    ],
)
def test_equations_are_set_in_one_line(equation: str, text: str) -> None:
    """As Word's own linear format has them, with a warning."""
    data = letter(p(f"<m:oMath>{equation}</m:oMath>"))
    assert outline(data) == text
    assert said(data) == [f'an equation of the Word file is set as plain text: "{text}"']


def test_quotations_are_quotations() -> None:
    """Paragraphs in Word's Quote style, several as one."""
    quoted = [p(r(words), style="Quote") for words in ("One", "Two")]
    blocks, _ = read(letter(*quoted, "After"))
    assert [type(block) for block in blocks] == [BlockQuote, Paragraph]
    assert outline(letter(*quoted, "After")) == "> One\n\n> Two\n\nAfter"


def test_a_style_without_a_name_says_nothing() -> None:
    """Its paragraph is a paragraph."""
    assert outline(letter(p(r("a"), style="Nameless"))) == "a"


def test_an_unknown_element_keeps_its_words() -> None:
    """Whatever a program of tomorrow may write."""
    strange = "<w:tomorrow><w:r><w:t>the terms</w:t></w:r></w:tomorrow>"
    data = letter(p(r("See "), strange, r(".")), f"<w:tomorrow>{p(r('Yours'))}</w:tomorrow>")
    assert outline(data) == "See the terms .\n\nYours"
    assert "2 things that are not known here" in said(data)[0]


def test_headers_of_page_numbers_alone_are_not_worth_a_word() -> None:
    """All others are reported: they are not part of the text."""
    from word_files.packages import root

    for words, count in (("Page 3 of 12", 0), ("Private and confidential", 1)):
        parts = {"word/footer1.xml": root("w:ftr", p(r(words)))}
        data = letter("a", parts=parts, links={"rIdH": ("footer", "footer1.xml")})
        assert outline(data) == "a"
        assert len(said(data)) == count


def test_every_block_says_which_file_it_is_from() -> None:
    """A later fault in it can be traced."""
    blocks, _ = read(letter(p(r("Terms"), style="Heading1"), "a"))
    assert [block.source.path for block in blocks] == ["content/paper/letter.docx"] * 2
    assert isinstance(blocks[0], Heading)
