"""A disclosure log as it is built: Word, web page and CSV of one list."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from reportgen.cli import main

REQUESTER = "Zebedee Quillfeather"
HEAD = (
    "reference,title,category,received,due,responded,published,working_days,on_time,outcome,"
    "exemptions,questions,document"
)
LOG = "kind: disclosure-log\ntitle: Disclosure log\nsections: [requests.md]\n"
REQUESTS = "# Requests and answers\n\n```{log}\n:caption: Requests\n```\n"
ANSWER = """\
# Questions and answers

## Question

> How much?

## Answer

Nothing can be said.

### Exemption: section 43(2), commercial interests

Prices are still being talked about.

### Exemption: section 40(2)

A name.
"""

Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with a log and responses, each given by what its manifest says."""

    def made(**responses: str) -> Path:
        write(tmp_path / "reportgen.toml", "")
        write(tmp_path / "content/log/paper.yaml", LOG)
        write(tmp_path / "content/log/requests.md", REQUESTS)
        for name, fields in responses.items():
            manifest = f"kind: foi-response\n{fields}\nsections: [answer.md]\n"
            write(tmp_path / f"content/{name}/paper.yaml", manifest)
            write(tmp_path / f"content/{name}/answer.md", ANSWER)
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return made


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


LATE = (
    "reference: 2013-01354\ntitle: Drug and alcohol services\nreceived: 2013-10-07\n"
    f"responded: 2013-11-05\noutcome: part-disclosed\nrequester: {{name: {REQUESTER}}}"
)
PUBLISHED = 'reference: "13033"\ntitle: Drug Interventions Programme\npublished: 2013-11-04'


def rows(root: Path) -> list[list[str]]:
    text = (root / "build/log.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_log_is_built_as_word_page_and_csv(project: Project) -> None:
    """Nobody has to ask for the three: the kind's declaration says what is built."""
    root = project(late=LATE)
    assert main(["build", "log"]) == 0
    built = {file.name for file in (root / "build").glob("log.*")}
    assert built == {"log.docx", "log.html", "log.csv"}


def test_the_csv_has_a_row_for_each_request(project: Project) -> None:
    """All columns, days as year-month-day, what is not known empty."""
    root = project(late=LATE, published=PUBLISHED)
    assert main(["build", "log", "--to", "csv"]) == 0
    assert (root / "build/log.csv").read_bytes().startswith(b"\xef\xbb\xbf" + HEAD.encode())
    assert rows(root)[1:] == [
        [
            "2013-01354", "Drug and alcohol services", "", "2013-10-07", "2013-11-04",
            "2013-11-05", "", "21", "no", "Disclosed in part",
            "section 43(2), commercial interests; section 40(2), personal information", "1",
            "late.docx",
        ],
        [
            "13033", "Drug Interventions Programme", "", "", "", "", "2013-11-04", "", "", "",
            "section 43(2), commercial interests; section 40(2), personal information", "1",
            "published.docx",
        ],
    ]  # fmt: skip


def test_an_empty_log_has_a_head_and_no_rows(project: Project) -> None:
    """A spreadsheet that reads the log every month finds its columns in the first month, too."""
    root = project()
    assert main(["build", "log"]) == 0
    assert rows(root) == [HEAD.split(",")]
    assert not Document(str(root / "build/log.docx")).tables[0:]


def test_no_title_becomes_a_formula(project: Project) -> None:
    """What somebody asks about must not run when the log is opened in Excel."""
    root = project(late=LATE.replace("Drug and alcohol services", '=HYPERLINK("evil")'))
    assert main(["build", "log", "--to", "csv"]) == 0
    assert rows(root)[1][1] == "'=HYPERLINK(“evil”)"


def test_the_requester_is_nowhere_in_the_log(project: Project) -> None:
    """A private field of a response does not come near the log, in any of its files."""
    root = project(late=LATE)
    assert main(["build", "log", "--to", "docx,html,csv,txt"]) == 0
    for file in sorted((root / "build").glob("log.*")):
        assert b"Quillfeather" not in contents(file), file.name


def test_a_title_that_names_the_requester_stops_the_log(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log is published; it is not built with a name that its response may not have either."""
    named = LATE.replace("Drug and alcohol services", f"Letters of {REQUESTER}")
    root = project(late=named)
    assert main(["build", "log"]) == 1
    assert "content/late/paper.yaml:3: error: the name of the requester" in capsys.readouterr().err
    meant = "# reportgen: off requester-named: an author of the same name\n"
    write(
        root / "content/late/paper.yaml",
        f"kind: foi-response\n{meant}{named}\nsections: [answer.md]\n",
    )
    assert main(["build", "log"]) == 0


def contents(file: Path) -> bytes:
    if file.suffix != ".docx":
        return file.read_bytes()
    with ZipFile(file) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_rows_stay_whole_and_the_header_repeats(project: Project) -> None:
    """A row is never split over pages, and each page says what its columns hold."""
    root = project(late=LATE, published=PUBLISHED)
    assert main(["build", "log", "--to", "docx"]) == 0
    (table,) = Document(str(root / "build/log.docx")).tables
    flags = [row._tr.trPr for row in table.rows]
    assert all(flag.find(qn("w:cantSplit")) is not None for flag in flags)
    assert [flag.find(qn("w:tblHeader")) is not None for flag in flags] == [True, False, False]


def test_a_short_log_begins_below_its_text(project: Project) -> None:
    """Its rows are not kept on one page: that would leave the first one empty."""
    root = project(**{f"r{number}": LATE.replace("01354", str(number)) for number in range(8)})
    assert main(["build", "log", "--to", "docx"]) == 0
    (table,) = Document(str(root / "build/log.docx")).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert [bool(keep) for keep in kept] == [True, True, *[False] * 5, True, False]


class Page(HTMLParser):
    """Collects the days that a page tells to programs, and the cells that are headings."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[str] = []
        self.scopes: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag == "time":
            self.days.append(values["datetime"])
        if tag == "th":
            self.scopes.append(values["scope"])


def test_the_web_page_is_read_out_with_its_headings(project: Project) -> None:
    """Columns and references are headings, and programs can read the days."""
    root = project(late=LATE)
    assert main(["build", "log", "--to", "html"]) == 0
    text = (root / "build/log.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert page.days == ["2013-10-07", "2013-11-04", "2013-11-05"]
    assert page.scopes == ["col"] * 7 + ["row"]
    assert re.search(r"<caption[^>]*>.*Requests</caption>", text)


def test_a_log_is_checked_like_any_paper(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """`reportgen check` finds nothing in a sound log: the gate takes its table, too."""
    project(late=LATE, published=PUBLISHED)
    assert main(["check", "log", "--strict"]) == 0
    assert "nothing found" in capsys.readouterr().out


def test_any_kind_can_gather_another(project: Project, repository: Path) -> None:
    """A log of complaints takes two declarations, and the names of its dates are its own."""
    root = project(late=LATE)
    write(
        root / "templates/complaint.yaml",
        "template: paper.docx\nfields: {title: {required: true}, arrived: {type: date}, closed: "
        "{type: date}}\nclock: {starts: [arrived], stops: closed, working_days: 10}\n",
    )
    write(root / "templates/complaints.yaml", "template: paper.docx\nforms: [csv, txt]\n"
          "gathers: complaint\nfields: {title: {required: true}}\n")  # fmt: skip
    shutil.copy(repository / "templates/board-report.docx", root / "templates/paper.docx")
    manifest = "kind: complaint\ntitle: Noise\narrived: 2013-10-07\nclosed: 2013-10-21\n"
    write(root / "content/noise/paper.yaml", f"{manifest}sections: [text.md]\n")
    write(root / "content/noise/text.md", "# Noise\n\nToo loud.\n")
    write(root / "content/log/paper.yaml", LOG.replace("disclosure-log", "complaints"))
    assert main(["build", "log"]) == 0
    assert rows(root)[1:] == [
        ["noise", "Noise", "", "2013-10-07", "2013-10-21", "2013-10-21", "", "10", "yes", "", "",
         "0", "noise.docx"],
    ]  # fmt: skip
    outline = (root / "build/log.txt").read_text(encoding="utf-8")
    assert "1 request received, 1 answered, within 10 working days." in outline
    assert "= Reference | Request | Received | Due | Answered | Working days\n" in outline


def test_a_broken_response_is_never_silently_missing(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """No log is built, and what it lacks is named. Broken papers of other kinds do not matter."""
    root = project(late=LATE, published=PUBLISHED.replace("2013-11-04", "4/11/2013"))
    write(root / "content/board/paper.yaml", "kind: board-report\ntitle: [unclosed\n")
    assert main(["build", "log"]) == 1
    said = capsys.readouterr().err
    assert "content/published/paper.yaml: error: a log cannot tell what to list" in said
    assert "content/board" not in said
    assert not (root / "build").exists()


def test_a_paper_without_a_log_still_gives_its_amounts(project: Project) -> None:
    """`--to csv` of any other paper is the register of its amounts."""
    root = project(late=LATE)
    write(root / "content/note/paper.yaml", "kind: paper\ntitle: A note\nsections: [note.md]\n")
    write(root / "content/note/note.md", "# A note\n\nIt costs [£5]{.stated source=letter}.\n")
    assert main(["build", "note", "--to", "csv"]) == 0
    text = (root / "build/note.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("No.,Printed,")


def test_a_log_is_made_again_when_a_response_changes(project: Project) -> None:
    """What has not changed is not made again; a log changes with every response, old or new."""
    root = project(late=LATE)
    (root / "content/new").mkdir()
    assert main(["build", "log"]) == 0
    write(
        root / "content/late/paper.yaml",
        f"kind: foi-response\n{PUBLISHED}\nsections: [answer.md]\n",
    )
    assert main(["build", "log"]) == 0
    assert [row[0] for row in rows(root)[1:]] == ["13033"]
    write(root / "content/late/answer.md", ANSWER.replace("40(2)", "41"))
    assert main(["build", "log"]) == 0
    assert "section 41" in rows(root)[1][10]
    write(root / "content/new/paper.yaml", f"kind: foi-response\n{LATE}\nsections: [answer.md]\n")
    write(root / "content/new/answer.md", ANSWER)
    assert main(["build", "log"]) == 0
    assert [row[0] for row in rows(root)[1:]] == ["2013-01354", "13033"]
    shutil.rmtree(root / "content/late")
    assert main(["build", "log"]) == 0
    assert [row[0] for row in rows(root)[1:]] == ["2013-01354"]
