"""What is said of a file that cannot be an appendix: never a traceback, always a way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import OLE_CONTAINER, altered
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import faulty
from word_files.makers import as_word_file, hand_made_file, python_docx_file
from word_files.packages import HEAD, root
from word_reading import SOURCE, opened

from reportgen.readers.word import open_word_file, read_word


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "word-damaged", "empty"),
        (b"Dear Commissioner", "word-format", "something else"),
        (b"PK\x03\x04 and no more", "word-damaged", "damaged"),
        (OLE_CONTAINER, "word-format", "before 2007"),
        (faulty.OLE_CONTAINER + faulty.ENCRYPTED_PART, "word-encrypted", "password"),
        (faulty.other_zip(), "word-format", "zip archive"),
        (faulty.workbook(), "word-format", "workbook"),
        (faulty.with_kind("wordprocessingml.template.main+xml"), "word-format", "template"),
        (faulty.with_kind("ms-word.document.macroEnabled.main+xml"), "word-format", "macros"),
        (faulty.letter("a", parts={"word/vbaProject.bin": b"x"}), "word-format", "macros"),
        (faulty.with_kind("presentationml.presentation.main+xml"), "word-format", "presentation"),
        (faulty.without_text(), "word-damaged", "no text"),
        (faulty.strict(), "word-format", "Strict"),
        (faulty.bomb(), "word-too-large", "152 MB when unpacked"),
        (faulty.with_entity(), "word-unsafe", "word/extra.xml"),
        (faulty.with_embedded_text(), "word-embedded", "embedded file"),
        (faulty.letter("a", '<w:subDoc r:id="rId9"/>'), "word-embedded", "embedded file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_an_appendix(data: bytes, code: str, words: str) -> None:
    """Each fault has its own message, since each has its own remedy; nothing is read of it."""
    document, problems = opened(data)
    assert document is None
    first = problems[0]
    assert (first.code, bool(first.hint), first.source) == (code, True, SOURCE)
    assert words in first.message


def test_the_mark_of_an_open_file_is_not_the_file() -> None:
    """Word leaves `~$tter.docx` beside a file that someone has open."""
    document, (problem,) = opened(b"\x05owner", name="~$tter.docx")
    assert document is None
    assert problem.code == "word-format"
    assert "while it is open" in problem.message


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    """A folder stands here for what the system does not let us read."""
    document, (problem,) = open_word_file(tmp_path, SOURCE)
    assert document is None
    assert problem.code == "file-unreadable"


def test_a_sound_file_is_handed_on_as_it_is() -> None:
    """Its bytes, where it came from, and whether changes are accepted."""
    data = faulty.letter("Dear Commissioner")
    document, problems = opened(data, accept_changes=True)
    assert document is not None
    assert (document.data, document.source, document.accept_changes) == (data, SOURCE, True)
    assert problems == ()


def test_a_part_that_is_not_xml_is_damage() -> None:
    """Found when the file is opened, whichever part it is."""
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        _, (problem,) = opened(altered(faulty.letter("a"), part, lambda xml: xml[:-8]))
        assert problem.code == "word-damaged"


@pytest.mark.parametrize("part", ["word/odd", "word/document2.txt"])
def test_a_doctype_hides_in_no_part(part: str) -> None:
    """What a part is says its content type, not the ending of its name."""
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    data = altered(faulty.letter("a", parts={part: entity}), "[Content_Types].xml", _as_xml(part))
    _, (problem,) = opened(data)
    assert problem.code == "word-unsafe"
    assert part in problem.message


def _as_xml(part: str):  # type: ignore[no-untyped-def]
    kind = f'<Override PartName="/{part}" ContentType="application/x+xml"/></Types>'
    return lambda xml: xml.replace("</Types>", kind)


def test_changes_and_comments_are_counted() -> None:
    """The officer sees how much there is to decide, and both ways on."""
    document, (problem,) = opened(faulty.with_changes())
    assert document is None
    assert problem.message == "the Word file has 3 tracked changes and 2 comments"
    assert "accept_changes: true" in problem.hint


def test_one_comment_is_no_change() -> None:
    """Only what is there is counted."""
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    _, (problem,) = opened(faulty.letter(faulty.p(faulty.r("a"), mark)))
    assert problem.message == "the Word file has 1 comment"


@pytest.mark.parametrize("part", ["header", "footer", "footnotes"])
def test_changes_in_headers_and_notes_count(part: str) -> None:
    """A change nobody sees on the first page is a change all the same."""
    change = f"<w:p><w:ins {faulty.WHO}>{faulty.r('new')}</w:ins></w:p>"
    tag = {"header": "w:hdr", "footer": "w:ftr", "footnotes": "w:footnotes"}[part]
    if part == "footnotes":
        change = f'<w:footnote w:id="2">{change}</w:footnote>'
    parts = {f"word/{part}1.xml": root(tag, change)}
    data = faulty.letter("a", parts=parts, links={"rId8": (part, f"{part}1.xml")})
    _, (problem,) = opened(data)
    assert problem.message == "the Word file has 1 tracked change"


def test_changes_and_comments_pass_when_accepted() -> None:
    """`accept_changes: true` in the manifest says so."""
    for data in (faulty.with_changes(), as_word_file(changes=True, comments=True)):
        document, problems = opened(data, accept_changes=True)
        assert document is not None
        assert problems == ()


def test_references_that_lead_nowhere_are_warnings() -> None:
    """The file is read all the same; the counts say how much may be missing."""
    document, problems = opened(faulty.with_dangling_references())
    assert document is not None
    assert [problem.message.partition(":")[0] for problem in problems] == [
        "the Word file names a style that is not in it, 2 times",
        "the Word file names a list that is not in it, once",
        "the Word file names a note that is not in it, once",
        "the Word file names a picture, link or other part that is not in it, once",
    ]


@settings(deadline=None, max_examples=150)
@given(at=st.floats(min_value=0, max_value=1), byte=st.integers(min_value=0, max_value=255))
def test_a_changed_byte_never_raises(at: float, byte: int) -> None:
    """Either the file is read, or a diagnostic says why not."""
    data = bytearray(python_docx_file(comments=False))
    data[int(at * (len(data) - 1))] = byte
    document, problems = opened(bytes(data))
    if document is None:
        assert problems
    else:
        read_word(document)


def test_elements_in_odd_places_never_raise() -> None:
    """Each element of a file in turn is taken out, doubled, or put before the one above it."""
    from lxml import etree

    for maker in (hand_made_file, as_word_file):
        xml = _document(maker())
        count = sum(1 for _ in etree.fromstring(xml).iter())
        for place in range(2, count):
            tree = etree.fromstring(xml)
            node = list(tree.iter())[place]
            parent = node.getparent()
            match place % 3:
                case 0:
                    parent.remove(node)
                case 1:
                    parent.append(etree.fromstring(etree.tostring(node)))
                case _ if parent.getparent() is not None:
                    parent.addprevious(node)
            changed = HEAD + etree.tostring(tree, encoding="unicode")
            data = altered(maker(), "word/document.xml", lambda _, new=changed: new)
            document, problems = opened(data)
            assert document or problems
            if document:
                read_word(document)


def _document(data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")
