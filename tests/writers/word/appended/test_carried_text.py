"""Bookmarks, fields, links, lists, controls and notes of a carried file lead where they led."""

from __future__ import annotations

from functools import cache

import pytest
from carried import Carried, carry, dangling, shown, value
from lxml import etree
from small_papers import R, W
from word_files.by_hand import field, hand_made_file, para, text
from word_files.makers import as_word_file, pandoc_file, python_docx_file


@cache
def by_hand() -> Carried:
    return carry(hand_made_file())


@cache
def with_body(body: str) -> Carried:
    return carry(hand_made_file(body=body))


def codes(made: Carried) -> list[str]:
    """Return the instructions of all fields."""
    return ["".join(n.text.split()) for n in made.body.iter(W + "instrText")]


# --- bookmarks ----------------------------------------------------------------------------------


def test_nested_bookmarks_keep_their_ends() -> None:
    """What each holds is what it held, though one begins in the other."""
    held = {}
    for start in by_hand().body.iter(W + "bookmarkStart"):
        words = []
        for node in start.itersiblings():
            if node.tag == W + "bookmarkEnd" and node.get(W + "id") == start.get(W + "id"):
                break
            words.append(shown(node))
        held[start.get(W + "name")] = "".join(words)
    assert held["appA_outer"] == "outer inner"
    assert held["appA_inner"] == "inner rest"


def test_references_and_links_follow_their_bookmarks() -> None:
    """Fields and links to a bookmark lead to its new name."""
    assert r"REFappA_inner\h" in codes(by_hand())
    assert r"PAGEREFappA_whole\h" in codes(by_hand())
    assert r'HYPERLINK\l"appA_outer"' in codes(by_hand())
    anchors = {n.get(W + "anchor") for n in by_hand().body.iter(W + "hyperlink")}
    assert "appA_inner" in anchors


def test_hidden_bookmarks_stay_hidden() -> None:
    """Word hides names that begin with an underscore."""
    names = [n.get(W + "name") for n in carry(as_word_file()).body.iter(W + "bookmarkStart")]
    assert names == ["_appA_Toc98765432"]


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    """Word allows 40 characters."""
    long = "".join(
        para(f'<w:bookmarkStart w:id="{n}" w:name="{"x" * 39}{n}"/><w:bookmarkEnd w:id="{n}"/>')
        for n in (7, 8)
    )
    names = {n.get(W + "name") for n in with_body(long).body.iter(W + "bookmarkStart")}
    assert len([name for name in names if name.startswith("appA_xxx")]) == 2
    assert max(map(len, names)) == 40


@pytest.mark.parametrize(
    "half",
    [
        '<w:bookmarkStart w:id="70" w:name="open"/>',
        '<w:bookmarkEnd w:id="70"/>',
        '<w:bookmarkEnd w:id="70"/><w:bookmarkStart w:id="70" w:name="back"/>',
        '<w:bookmarkStart w:id="70" w:name="outer"/><w:bookmarkEnd w:id="70"/>',
    ],
)
def test_half_a_bookmark_is_taken_out(half: str) -> None:
    """One that never ends, never begins, or has another's name, leaves its text."""
    made = with_body(para(half, text("Still here")))
    assert dangling(made) == []
    assert "Still here" in shown(made.body)


def test_a_reference_to_a_lost_bookmark_keeps_what_it_showed() -> None:
    """Word would print an error in its place."""
    made = with_body(para("See ", field(r"REF Gone \h", "section 4")))
    assert made.codes == ["word-bookmark"]
    assert shown(made.paragraph("See ")) == "See section 4"
    assert not any("Gone" in code for code in codes(made))


# --- fields -------------------------------------------------------------------------------------


def test_the_tables_of_a_file_are_counted_by_themselves() -> None:
    """Word and LibreOffice count all captions of one name through the whole document."""
    assert r"SEQappA_Table\*ARABIC" in codes(by_hand())


@pytest.mark.parametrize("code", ["TITLE", "FILENAME", "AUTHOR", "DOCPROPERTY Subject"])
def test_what_a_file_says_of_itself_is_kept_as_text(code: str) -> None:
    """In the paper the field would print the paper's own title."""
    made = with_body(para("It is ", field(code, "Old title")))
    assert shown(made.paragraph("It is ")) == "It is Old title"
    assert code.split()[0] not in " ".join(codes(made))


def test_a_list_of_contents_is_not_worked_out_again() -> None:
    """It would list the headings of the whole paper."""
    made = with_body(para(field(r'TOC \o "1-3"', "Old contents")))
    begin = made.paragraph("Old contents").find(f".//{W}fldChar")
    assert begin.get(W + "fldLock") == "1"


@pytest.mark.parametrize(
    "code",
    ['INCLUDEPICTURE "http://x/y.png"', "DDEAUTO excel x y", 'LINK Excel.Sheet "C:\\x.xlsx"'],
)
def test_a_field_that_fetches_becomes_what_it_showed(code: str) -> None:
    """Nothing is fetched when somebody opens the paper."""
    made = with_body(para("Now ", field(code, "last result")))
    assert made.codes == ["word-linked"]
    assert shown(made.paragraph("Now ")) == "Now last result"
    assert not any(said.startswith(code.split()[0]) for said in codes(made))


def test_a_field_in_a_field_is_given_up_with_it() -> None:
    """What stands in an instruction is not shown, and does not show afterwards."""
    nested = field("TITLE", "hidden")
    begin, rest = field("INCLUDETEXT ", "shown").split("</w:instrText></w:r>")
    made = with_body(para("Then ", begin + "</w:instrText></w:r>" + nested + rest))
    assert shown(made.paragraph("Then ")) == "Then shown"


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_half_a_field_leaves_its_text(kind: str) -> None:
    """A field that never ends would swallow what follows."""
    half = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    made = with_body(para("Some ", half, "words"))
    kinds = [n.get(W + "fldCharType") for n in made.body.iter(W + "fldChar")]
    assert kinds.count("begin") == kinds.count("end")
    assert shown(made.paragraph("Some ")) == "Some words"


# --- links --------------------------------------------------------------------------------------


def test_web_and_mail_links_are_kept() -> None:
    """Addresses are the same, with all their signs."""
    rels = by_hand().trees["word/_rels/document.xml.rels"]
    links = {n.get("Target") for n in rels if n.get("TargetMode") == "External"}
    assert {"https://example.org/handmade?a=1&b=2", "mailto:handmade@example.org"} <= links


@pytest.mark.parametrize("address", ["file:///C:/x.xlsx", "javascript:alert(1)", r"\\server\x"])
def test_other_links_become_text(address: str) -> None:
    """Nobody else can open them, and some do harm."""
    made = with_body(para("Go ", field(f'HYPERLINK "{address}"', "there")))
    assert made.codes == ["word-hyperlink"]
    assert shown(made.paragraph("Go ")) == "Go there"


# --- lists --------------------------------------------------------------------------------------


def test_each_copy_of_a_file_has_lists_of_its_own() -> None:
    """Lists begin anew in each appendix and never go on from another's."""
    made = carry(pandoc_file(), pandoc_file())
    numbers = [
        {n.get(W + "val") for n in made.body.iter(W + "numId") if prefix in _style(n)}
        for prefix in ("appA", "appB")
    ]
    assert all(numbers)
    assert numbers[0].isdisjoint(numbers[1])
    definitions = [value(n, "nsid") for n in made.tree("numbering").iter(W + "abstractNum")]
    own = [digits for digits in definitions if digits]
    assert len(own) == len(set(own))


def _style(node: object) -> str:
    properties = node.getparent().getparent()  # type: ignore[attr-defined]
    return str(value(properties, "pStyle"))


def test_levels_restarts_and_linked_styles_are_kept() -> None:
    """Article I, I.1 and a list that begins at five."""
    numbering = by_hand().tree("numbering")
    assert "Art. %1" in {n.get(W + "val") for n in numbering.iter(W + "lvlText")}
    assert "5" in {n.get(W + "val") for n in numbering.iter(W + "startOverride")}
    assert "appAListed" in {n.get(W + "val") for n in numbering.iter(W + "pStyle")}
    number = value(by_hand().style("appAListed"), "pPr", "numPr", "numId")
    assert number in {n.get(W + "numId") for n in numbering.iter(W + "num")}


def test_a_list_that_is_not_there_leaves_the_text() -> None:
    """The paragraph is not numbered, as in Word."""
    lost = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr>'
    made = with_body(para("Unnumbered", more=lost))
    assert made.paragraph("Unnumbered").find(f".//{W}numPr") is None


# --- controls and what only Word needs ----------------------------------------------------------


def test_controls_are_kept_without_ties_to_data_that_stays_behind() -> None:
    """Word would fill a tied control from the paper's own data."""
    controls = list(by_hand().body.iter(W + "sdt"))
    assert [shown(node) for node in controls] == ["Handmade choice", "in a control"]
    assert next(by_hand().body.iter(W + "dataBinding"), None) is None


def test_ids_of_editing_sessions_stay_behind() -> None:
    """They say who worked on a file when, and are different after each save."""
    made = carry(as_word_file())
    for name in ("document", "styles", "numbering", "footnotes"):
        xml = etree.tostring(made.tree(name))
        for trace in (
            b"rsid",
            b"paraId",
            b"textId",
            b"anchorId",
            b"durableId",
            b"proofErr",
            b"ns0",
        ):
            assert trace not in xml


def test_a_check_box_stays_one() -> None:
    """Extensions of the format are announced as such, so that any program can pass over them."""
    made = carry(as_word_file())
    assert next(made.body.iter("{*}checkbox"), None) is not None
    root = made.tree("document")
    ignorable = next(v for k, v in root.attrib.items() if k.endswith("Ignorable"))
    assert all(prefix in root.nsmap for prefix in ignorable.split())
    assert "w14" in ignorable.split()


def test_a_text_box_keeps_both_its_forms() -> None:
    """The drawing for new programs and the older shape to fall back on."""
    made = carry(as_word_file())
    boxes = list(made.body.iter(W + "txbxContent"))
    assert ["".join(t.text for t in box.iter(W + "t")) for box in boxes] == ["Wordish box"] * 2
    choice = next(made.body.iter("{*}Choice"))
    assert choice.nsmap[choice.get("Requires")].endswith("wordprocessingShape")


def test_equations_are_kept() -> None:
    """They are text that Word sets."""
    assert [n.text for n in by_hand().body.iter("{*}oMath")] == [None]
    assert "a+b=c" in "".join(by_hand().paragraph("Handmade sum").itertext())


# --- notes --------------------------------------------------------------------------------------


def test_notes_come_with_their_styles_and_links() -> None:
    """A note's link leads from the part that holds the notes."""
    made = carry(as_word_file())
    notes = [n for n in made.tree("footnotes") if n.get(W + "type") is None]
    assert [shown(note) for note in notes] == [" Wordish note one with a link", " Wordish note two"]
    relation = next(notes[0].iter(W + "hyperlink")).get(R + "id")
    rels = {n.get("Id"): n for n in made.trees["word/_rels/footnotes.xml.rels"]}
    assert rels[relation].get("Target") == "https://example.org/wordish"
    assert value(notes[0][0], "pPr", "pStyle") == "appAFootnoteText"


def test_comments_are_carried_when_they_were_not_to_be_left_out() -> None:
    """What each is about is marked as it was."""
    made = carry(python_docx_file(), python_docx_file())
    comments = [shown(n) for n in made.tree("comments")]
    assert comments == ["Python comment one", "Python comment two"] * 2
    assert dangling(made) == []
    starts = [n.get(W + "id") for n in made.body.iter(W + "commentRangeStart")]
    assert starts == [n.get(W + "id") for n in made.tree("comments")]


def test_comments_are_left_out_with_changes_accepted() -> None:
    """There is no trace of them."""
    made = carry(python_docx_file(), accept=True)
    assert "word/comments.xml" not in made.parts
    assert b"comment" not in etree.tostring(made.body).lower()
