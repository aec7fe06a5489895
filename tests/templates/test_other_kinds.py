"""The templates of responses, logs and notices: what each prints, and in which words."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest
from kind_papers import TEXT, edges, lines, written

from reportgen.model import FieldValue, Person

Convert = Callable[[Path, str, Path], Path]
Fields = dict[str, FieldValue]

OFFICER = Person(name="A. Writer", role="Policy officer", email="a@b.uk", telephone="01 23")
RESPONSE: Fields = {
    "reference": "2013-01354",
    "title": "Drug and alcohol services",
    "regime": "Freedom of Information Act 2000",
    "received": date(2013, 10, 7),
    "due": date(2013, 11, 4),
    "responded": date(2013, 11, 5),
    "working_days": "21",
    "timeliness": "one working day late",
}
NOTICE: Fields = {
    "reference": "2022/014",
    "title": "Grant of 2022/23",
    "decision_maker": Person(name="B. Maker", role="Commissioner"),
    "date": date(2022, 3, 22),
}
LOG: Fields = {"title": "Disclosure log", "office": "Office of the Commissioner"}


# --- a response --------------------------------------------------------------------------------


def test_a_response_says_when_it_was_due_and_how_late_it_came() -> None:
    """The clock's days stand among those of the manifest, in the order in which things happen."""
    assert lines(written("foi-response", RESPONSE)) == [
        "Freedom of Information response",
        "Drug and alcohol services",
        "Reference\t2013-01354",
        "Request received\t7\u00a0October 2013",
        "Due\t4\u00a0November 2013",
        "Response sent\t5\u00a0November 2013, one working day late",
        "Working days\t21",
        "A section",
        TEXT,
    ]


@pytest.mark.parametrize(
    ("regime", "eyebrow"),
    [
        ("Freedom of Information Act 2000", "Freedom of Information response"),
        (
            "Environmental Information Regulations 2004",
            "Environmental Information Regulations response",
        ),
        ("Data Protection Act 2018", "Data Protection Act 2018 response"),
        ("", "Response to a request for information"),
    ],
)
def test_a_response_begins_with_the_law_it_is_given_under(regime: str, eyebrow: str) -> None:
    """Also under a law that a project adds to the choices."""
    assert lines(written("foi-response", {**RESPONSE, "regime": regime}))[0] == eyebrow


def test_an_open_request_has_a_day_due_and_no_day_sent() -> None:
    """Nothing is said of being on time before the answer has gone."""
    running = {**RESPONSE, "responded": "", "working_days": "", "timeliness": ""}
    facts = [
        line.split("\t")[0] for line in lines(written("foi-response", running)) if "\t" in line
    ]
    assert facts == ["Reference", "Request received", "Due"]


def test_a_response_lists_what_is_attached_and_is_signed() -> None:
    more: Fields = {"attachments": ("The report", "The plan"), "signatory": OFFICER}
    printed = lines(written("foi-response", RESPONSE | more))
    after = printed[printed.index(TEXT) + 1 :]
    assert after == ["Attached", "The report", "The plan", "A. Writer", "Policy officer", "a@b.uk",
                     "01 23"]  # fmt: skip


def test_further_pages_of_a_response_have_its_reference_and_title() -> None:
    """The first page has the marking alone; each footer has it, and the page."""
    found = edges(written("foi-response", {**RESPONSE, "marking": "OFFICIAL"}))
    assert found == {
        "first header": ["OFFICIAL"],
        "header": ["OFFICIAL", "Reference 2013-01354\tDrug and alcohol services"],
        "first footer": ["\tOFFICIAL\tPage 1 of 1"],
        "footer": ["\tOFFICIAL\tPage 1 of 1"],
    }


# --- a notice ----------------------------------------------------------------------------------


def test_a_notice_names_the_decision_and_leaves_room_to_sign() -> None:
    """The decision maker signs where nobody else is named; the day is written by hand."""
    assert lines(written("decision-notice", NOTICE)) == [
        "Decision notice 2022/014",
        "Grant of 2022/23",
        "Decision maker\tB. Maker, Commissioner",
        "Date of decision\t22\u00a0March 2022",
        "A section",
        TEXT,
        "Signed",
        "B. Maker",
        "Commissioner",
        "Date",
    ]


def test_somebody_else_signs_a_notice_who_is_named_for_it() -> None:
    """By the role where there is no name, and then once."""
    deputy: Fields = {"signatory": Person(role="Deputy Commissioner")}
    printed = lines(written("decision-notice", NOTICE | deputy))
    assert printed[printed.index("Signed") :] == ["Signed", "Deputy Commissioner", "Date"]


def test_a_signature_is_kept_on_one_page() -> None:
    """Word takes the line, the name and the day to the next page together."""
    document = docx.Document(io.BytesIO(written("decision-notice", NOTICE)))
    kept = [p.style.paragraph_format.keep_with_next for p in document.paragraphs[-4:] if p.style]
    assert kept == [True] * 4


# --- a log -------------------------------------------------------------------------------------


def test_a_log_says_whose_it_is_and_how_far_it_goes() -> None:
    more: Fields = {"period": "2013/14", "updated": date(2014, 4, 1), "contact": OFFICER}
    assert lines(written("disclosure-log", LOG | more)) == [
        "Office of the Commissioner",
        "Disclosure log",
        "Period\t2013/14",
        "Updated on\t1\u00a0April 2014",
        "Contact\tA. Writer, Policy officer, a@b.uk, 01\u00a023",
        "A section",
        TEXT,
    ]


def test_a_log_lies_sideways_to_its_last_page(soffice: Convert, tmp_path: Path) -> None:
    """Its table is wide; appendices follow it, and each page's lines end at the margin."""
    path = tmp_path / "log.docx"
    path.write_bytes(written("disclosure-log", LOG, pages=3))
    with pikepdf.open(soffice(path, "pdf", tmp_path)) as pdf:
        sizes = [tuple(map(float, page.mediabox)) for page in pdf.pages]
    assert len(sizes) > 3
    assert all(width > height for _, _, width, height in sizes)


@pytest.mark.parametrize(
    ("kind", "fields", "left"),
    [
        ("foi-response", RESPONSE, "Reference 2013-01354\t"),
        ("decision-notice", NOTICE, "Decision notice 2022/014\t"),
        ("disclosure-log", LOG, "Office of the Commissioner\t"),
    ],
)
def test_a_long_title_does_not_run_into_what_stands_left_of_it(
    kind: str, fields: Fields, left: str
) -> None:
    """The running header is one line: a title with no room there is left out."""
    assert edges(written(kind, {**fields, "title": "Commissioning " * 10}))["header"] == [left]
