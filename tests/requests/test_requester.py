"""Whoever made a request is not named in what is published."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import faults
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from pages import REPOSITORY
from response_papers import MANIFEST, QUESTIONS, Response, changed

from reportgen.build import build
from reportgen.checks.requests.names import marks_of
from reportgen.model import Person
from reportgen.project import find_project

NAME = "Zenobia Quillfeather"
WHO = next(line for line in MANIFEST.splitlines() if line.startswith("requester"))
BUDGET = "budgets/gwent-community-safety-fund-2013-14.xlsx"
MARKS = (b"Zenobia", b"Quillfeather", b"z.quill", b"900123")


def asked_by(who: str) -> str:
    """Return the manifest with another requester."""
    return changed(MANIFEST, WHO, f"requester: {who}")


@pytest.mark.parametrize(
    "text",
    [
        "Thank you, Zenobia Quillfeather.",
        "Dear Ms Quillfeather, thank you.",
        "Dear Zenobia, thank you.",
        "Asked by Z Quillfeather.",
        "Asked by Z. A. Quillfeather.",
        "Asked by **Zenobia** *Quillfeather*.",
        "Asked by Zenobia\nQuillfeather.",
        "Asked by QUILLFEATHER, Zenobia.",
        "Asked by mrs. quillfeather.",
        "Asked by Zenobia Maud Quillfeather.",
        "Her address is Z.Quill@Example.com.",
        "Write [to her](mailto:z.quill@example.com).",
        "Her number is 07700 900 123, or +44 (0)7700 900123.",
        "> I am Zenobia Quillfeather and ask:",
        "- Zenobia Quillfeather",
        "| Who | When |\n|---|---|\n| Zenobia Quillfeather | today |",
        "It is held.[^1]\n\n[^1]: Zenobia Quillfeather has it.",
        "![A letter by Zenobia Quillfeather](letter.png)",
        "`Zenobia Quillfeather`",
        "    Zenobia Quillfeather",
        "### The letter of Zenobia Quillfeather\n\nIt is held.",
        '[£5]{.stated source="letter of Zenobia Quillfeather"} was paid.',
    ],
)
def test_a_requester_is_found_wherever_the_text_names_them(response: Response, text: str) -> None:
    """Each is an error, and none repeats the name."""
    (response.folder / "letter.png").write_bytes(faults.png(60, 40))
    response.write(questions=changed(QUESTIONS, "The whole of the fund was passed on.", text))
    found = [item for item in response.found() if item.code == "requester-named"]
    assert found
    assert all(item.severity == "error" and item.source.line >= 9 for item in found)
    assert not any("Quill" in str(item) for item in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Spending", "title: Request of Zenobia Quillfeather on spending"),
        ("[Spending plan 2013/14]", "[Letter to Ms Quillfeather]"),
        ("name: Ann Example", "name: Z. Quillfeather"),
        ("foi@pcc.example.org", "z.quill@example.com"),
    ],
)
def test_a_requester_is_found_in_the_manifest(response: Response, old: str, new: str) -> None:
    """At the line of the field that names them."""
    manifest = changed(MANIFEST, old, new)
    response.write(manifest)
    line = 1 + next(at for at, text in enumerate(manifest.splitlines()) if new in text)
    assert response.said() == [f"requester-named paper.yaml:{line}"]


def test_a_name_is_found_on_the_line_that_it_stands_on(response: Response) -> None:
    text = "The whole of the fund\nwas passed on, as\nZenobia Quillfeather knows."
    response.write(questions=changed(QUESTIONS, "The whole of the fund was passed on.", text))
    assert response.said() == ["requester-named questions.md:11"]


def test_a_folder_named_after_the_requester_is_found(response: Response, tmp_path: Path) -> None:
    """The file that is built would carry the name."""
    other = Response(tmp_path / "other")
    other.folder = other.folder.rename(other.folder.parent / "2013-zenobia-quillfeather")
    assert other.said() == ["requester-named paper.yaml:0"]
    other.folder = other.folder.rename(other.folder.parent / "2013-quillfeather")
    assert other.said() == ["requester-surname paper.yaml:0"]


@pytest.mark.parametrize("where", ["body", "header", "link", "alt"])
def test_a_requester_is_found_in_a_carried_word_file(response: Response, where: str) -> None:
    """In its text, in its headers, in where a link leads, and beside its pictures."""
    document = docx.Document()
    document.core_properties.author = NAME  # a carried file leaves its properties behind
    document.add_paragraph("Terms.")
    (response.folder / "terms.docx").write_bytes(saved(document))
    carried = MANIFEST + "appendices:\n  - {file: terms.docx, title: T, label: app-t, look: keep}\n"
    questions = changed(QUESTIONS, "passed on.", "passed on (@app-t).")
    response.write(carried, questions)
    assert not [line for line in response.said() if line.startswith("requester")]
    put(document, where)
    (response.folder / "terms.docx").write_bytes(saved(document))
    said = [line for line in response.said() if line.startswith("requester")]
    assert said == ["requester-named terms.docx:0"]


def put(document: Document, where: str) -> None:
    if where == "body":
        line = document.add_paragraph("By Zenobia ")
        line.add_run("Quill").bold = True
        line.add_run("feather")
    elif where == "header":
        document.sections[0].header.paragraphs[0].text = NAME
    elif where == "link":
        part = document.part
        part.relate_to("mailto:z.quill@example.com", f"{RELATIONS}/hyperlink", is_external=True)
    else:
        shape = document.add_picture(BytesIO(faults.png(60, 40)))
        shape._inline.docPr.set("descr", f"Letter of {NAME}")


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Document) -> bytes:
    data = BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("Ann Green", "The Green Party, the Green Paper and Damian Green are not meant."),
        ("Ann Green", "Green energy is one of the green subjects."),
        ("Ann Police", "West Midlands Police has a seat. Police are members; the police say so."),
        ("Ann May", "It was sent in May, and again in May 2014."),
        ("Ann Smith", "Blacksmith, smithy, Smithfield, Smith-Jones, Mr John Smith, Smith Square."),
        ("Ann Smith", "See www.Smith.example.org and ann@smith.example.org."),
        ("Police Federation", "The federation, the police and the Police Foundation."),
        ("Drug Policy Watch", "Watch the drug policy; Mr Watch."),
        ("{name: A. Green, telephone: 12 34}", "In 1234 the green 12 34."),
        ('"{role: Researcher}"', "A researcher asked."),
    ],
)
def test_words_that_only_look_like_the_requester_are_left_alone(
    response: Response, who: str, text: str
) -> None:
    questions = changed(QUESTIONS, "The whole of the fund was passed on.", text)
    response.write(asked_by(who), questions)
    assert not [line for line in response.said() if line.startswith("requester")]


@pytest.mark.parametrize(
    "text",
    [
        "As Smith says, it is.",
        "The Smith request.",
        "It is Smith’s.",
        "It came from Smith.",
        "Smith asked.",
    ],
)
def test_a_surname_by_itself_is_a_warning(response: Response, text: str) -> None:
    response.write(
        asked_by("Ann Smith"), changed(QUESTIONS, "The whole of the fund was passed on.", text)
    )
    (found,) = response.found()
    assert (found.code, found.severity) == ("requester-surname", "warning")
    assert found.source.line == 9


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dr Jan van der Berg", "Dr van der Berg asked."),
        ("VAN DER BERG, Jan", "Jan van der Berg asked."),
        ("Siân O'Brien MP", "Ms O’Brien asked."),
        ("Ann Smith-Jones", "Ann Smith‑Jones asked."),
        ("JANE ROE", "Jane Roe asked."),
        ("Mr Roe", "Mr Roe asked."),
        ("Police Federation of Somewhere", "The Police Federation of Somewhere asked."),
        ("J. Roe", "J Roe asked."),
    ],
)
def test_names_are_found_however_they_are_written(name: str, text: str) -> None:
    assert [what for what, _ in marks_of(Person(name)).told_in(text)] == ["name"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_can_be_looked_for(name: str, text: str) -> None:
    """Brackets, signs and blanks in a name mean nothing but themselves."""
    marks = marks_of(Person(name, email=f"{name}@", telephone=name))
    for what, place in marks.told_in(text):
        assert what
        assert 0 <= place < len(text)
    assert marks.surname_in(text) is None or marks.surname


def test_a_requester_written_as_a_text_is_a_name(response: Response) -> None:
    """Not a role, as a single text is for those who sign."""
    questions = changed(QUESTIONS, "was passed on.", "was passed on to Ann Roe.")
    response.write(asked_by("Ann Roe"), questions)
    assert response.said() == ["requester-named questions.md:9"]


def test_a_finding_can_be_switched_off_where_somebody_else_is_meant(response: Response) -> None:
    text = "Ann Smith won a seat. <!-- reportgen: off requester-named: the councillor -->"
    response.write(
        asked_by("Ann Smith"), changed(QUESTIONS, "The whole of the fund was passed on.", text)
    )
    assert response.found() == ()


def test_the_requester_reaches_no_writer(response: Response) -> None:
    """Not one part of a Word file (its records of amounts among them), a web page, an outline, or
    a register holds anything of a private field; what is public is in all of them but that."""
    (response.root / "budgets").mkdir()
    shutil.copy(REPOSITORY / BUDGET, response.root / BUDGET)
    response.write(
        f"{MANIFEST}workbooks: {{fund: {BUDGET}}}\n",
        changed(QUESTIONS, "was passed on.", "was passed on, with {{ fund.dip }}."),
    )
    forms = ("docx", "html", "txt", "csv")
    (built,) = build(find_project(response.root), (response.folder,), forms)
    assert sorted(path.suffix for path in built.files) == [".csv", ".docx", ".html", ".txt"]
    parts: dict[str, bytes] = {}
    for path in built.files:
        parts[path.name] = path.read_bytes()
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                parts |= {name: archive.read(name) for name in archive.namelist()}
    assert any(b"FOI-2013-07" in part for name, part in parts.items() if name.endswith(".xml"))
    assert any(name.startswith("customXml") for name in parts)
    for name, part in parts.items():
        assert not [mark for mark in MARKS if mark in part or mark.lower() in part], name
