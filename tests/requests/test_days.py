"""The days of a request: what the clock fills in, and what is said of days that do not fit."""

from __future__ import annotations

from datetime import date

import pytest
from response_papers import MANIFEST, Response, changed, without

from reportgen.making import read
from reportgen.project import find_project

LATE = changed(without(MANIFEST, "published"), "2013-11-04", "2013-11-05")
BOARD = """\
kind: board-report
title: A paper
board: A board
date: 2022-03-22
author: An officer
sections: [questions.md]
"""


def fields(response: Response) -> dict[str, object]:
    paper, _ = read(find_project(response.root), response.folder)
    assert paper is not None
    return {field.name: field.value for field in paper.fields}


def place(response: Response, name: str) -> int:
    paper, _ = read(find_project(response.root), response.folder)
    assert paper is not None
    return next(field.source.line for field in paper.fields if field.name == name)


def test_the_clock_fills_three_fields(response: Response) -> None:
    """Templates and web pages print them like those of the manifest; the day that counts is their
    place."""
    response.write(LATE)
    filled = fields(response)
    assert filled["due"] == date(2013, 11, 4)
    assert (filled["working_days"], filled["timeliness"]) == ("21", "one working day late")
    assert place(response, "due") == 5
    response.write(changed(LATE, "responded", "clarified: 2013-10-14\nresponded"))
    assert (fields(response)["due"], place(response, "due")) == (date(2013, 11, 11), 6)


def test_a_project_can_have_bank_holidays_of_its_own(response: Response) -> None:
    """The last day moves on, and what was late is not."""
    response.write(LATE)
    settings = response.root / "reportgen.toml"
    settings.write_text("bank_holidays = [2013-10-14]\n" + settings.read_text())
    filled = fields(response)
    assert filled["due"] == date(2013, 11, 5)
    assert (filled["working_days"], filled["timeliness"]) == ("20", "on time")


def test_the_fields_of_the_clock_are_empty_before_it_runs(response: Response) -> None:
    response.write(without(MANIFEST, "received"))
    filled = fields(response)
    assert (filled["due"], filled["working_days"], filled["timeliness"]) == ("", "", "")


def test_a_kind_without_a_clock_has_no_such_fields(response: Response) -> None:
    response.write(BOARD)
    assert "due" not in fields(response)


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (
            LATE,
            "6 the answer was due on 4 November 2013 and was sent on 5 November 2013, one working "
            "day late",
        ),
        (
            without(MANIFEST, "responded", "published"),
            "5 the answer has not been sent yet: it is due by 4 November 2013",
        ),
        (
            without(MANIFEST, "received"),
            '0 "received" does not say on which day the request arrived',
        ),
        (
            changed(LATE, "received: 2013-10-07", "received: 2011-10-07"),
            "5 the last day in time cannot be worked out, because the bank holidays are only "
            "known from 2012 to 2028",
        ),
        (
            changed(MANIFEST, "responded: 2013-11-04", "responded: 2013-10-04"),
            '6 "responded" is 4 October 2013, and must not be before "received", 7 October 2013',
        ),
        (
            changed(MANIFEST, "published: 2013-11-11", "published: 2013-11-01"),
            '7 "published" is 1 November 2013, and must not be before "responded", 4 November 2013',
        ),
    ],
)
def test_days_that_do_not_fit_are_told(response: Response, manifest: str, said: str) -> None:
    """Once each, at the line of the day, with both days where there are two."""
    response.write(manifest)
    assert [f"{item.source.line} {item.message}" for item in response.found()] == [said]


def test_an_extension_that_the_requester_was_told_of_is_no_delay(response: Response) -> None:
    response.write(changed(LATE, "responded", "extended_to: 2013-11-05\nresponded"))
    assert response.found() == ()


def test_days_on_one_day_are_in_order(response: Response) -> None:
    manifest = changed(MANIFEST, "received: 2013-10-07", "received: 2013-11-04")
    response.write(changed(manifest, "published: 2013-11-11", "published: 2013-11-04"))
    assert response.found() == ()


def test_the_order_of_days_is_checked_in_every_kind(response: Response) -> None:
    """A kind need not ask for it: saying what follows what is enough."""
    (response.root / "templates").mkdir()
    kind = (
        "template: paper.docx\nfields: {title: {}, opens: {type: date}, closes: {type: date}}\n"
        "in_order: [opens, closes]\n"
    )
    (response.root / "templates" / "tender.yaml").write_text(kind, encoding="utf-8")
    response.write(
        "kind: tender\ntitle: A\nopens: 2022-03-22\ncloses: 2022-03-21\n"
        "sections:\n  - your-rights.md\n"
    )
    assert response.said() == ["date-order paper.yaml:4"]
