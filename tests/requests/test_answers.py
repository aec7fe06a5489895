"""Questions, answers and what is withheld: what is missing is reported, what is sound is not."""

from __future__ import annotations

import pytest
from response_papers import MANIFEST, QUESTIONS, RIGHTS, Response, changed, without

from reportgen.making import read
from reportgen.project import find_project
from reportgen.requests import answers, exemptions, questions

EIR = changed(MANIFEST, "regime: foia", "regime: eir")
COST = "### Refusal: section 12(1), cost over the limit\n\nIt would take 40 hours.\n"


def answered(text: str) -> str:
    """Return questions.md with one question and this below its answer."""
    return f"# Questions\n\n## Question\n\n> How much?\n\n## Answer\n\nSome is held.\n\n{text}"


def test_a_sound_answer_is_left_alone(response: Response) -> None:
    """With questions, exemptions, rights, dates and a requester, and nothing wrong in it."""
    assert response.found() == ()


def test_the_structure_of_an_answer_is_read(response: Response) -> None:
    """Questions and answers with their numbers, and each exemption with what is said of it."""
    paper, _ = read(find_project(response.root), response.folder)
    assert paper is not None
    assert [item.number for item in questions(paper)] == ["1", "2"]
    assert [(item.number, item.has_words) for item in answers(paper)] == [("1", True), ("2", True)]
    first, second = exemptions(paper)
    assert (str(first), first.name, first.answer) == ("section 43(2)", "commercial interests", "2")
    assert (first.has_reason, first.has_public_interest) == (True, True)
    assert (second.section, second.name) == ("40(2)", "personal information")
    assert (second.has_reason, second.has_public_interest) == (True, False)


def test_all_questions_first_and_all_answers_after_them_are_paired(response: Response) -> None:
    text = (
        "# Q\n\n## Question\n\n> A?\n\n## Question\n\n> B?\n\n## Answer\n\nA.\n\n## Answer\n\nB.\n"
    )
    response.write(changed(MANIFEST, "part-disclosed", "disclosed"), text)
    assert response.found() == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Question\n\n> A?\n", ["question-unanswered questions.md:3"]),
        ("## Question\n\n> A?\n\n## Answer\n", ["question-unanswered questions.md:7"]),
        ("## Question\n\n> A?\n\n## Answer\n\n### Costs\n", ["question-unanswered questions.md:7"]),
        (
            "## Question\n\n> A?\n\n## Answer\n\n## Question\n\n> B?\n\n## Answer\n\nB.\n",
            ["question-unanswered questions.md:7"],
        ),
        (
            "## Question\n\n> A?\n\n## Question\n\n> B?\n\n## Answer\n\nB.\n",
            ["question-unanswered questions.md:3"],
        ),
        ("## Answer\n\nA.\n", ["answer-alone questions.md:3"]),
        (
            "## Question\n\n> A?\n\n## Answer\n\nA.\n\n## Answer\n\nMore.\n",
            ["answer-alone questions.md:11"],
        ),
        ("Nothing was asked.\n", ["questions-missing paper.yaml:0"]),
    ],
)
def test_questions_and_answers_that_do_not_pair_are_reported(
    response: Response, text: str, said: list[str]
) -> None:
    response.write(changed(MANIFEST, "part-disclosed", "disclosed"), f"# Questions\n\n{text}")
    assert response.said() == said


@pytest.mark.parametrize(
    "answer",
    [
        "## Answer: None is held",
        "## Answer\n\n- one",
        "## Answer\n\n| A | B |\n|---|---|\n| 1 | 2 |",
        "## Answer\n\n### Spending\n\nAll of it.",
        "## Answer\n\n![The plan](plan.png)",
    ],
)
def test_an_answer_may_be_a_list_a_table_or_a_title(response: Response, answer: str) -> None:
    response.write(
        changed(MANIFEST, "part-disclosed", "disclosed"),
        f"# Questions\n\n## Question\n\n> A?\n\n{answer}\n",
    )
    assert not [line for line in response.said() if line.startswith("question-unanswered")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("### Exemption: section 21\n", ["exemption-reason"]),
        ("### Exemption: section 40(2)\n\n### Spending\n\nOther.\n", ["exemption-reason"]),
        ("### Exemption: section 43(2)\n\nIt harms.\n", ["public-interest-missing"]),
        (
            "### Exemption: section 43(2)\n\nIt harms.\n\n### Public interest\n",
            ["public-interest-missing"],
        ),
        ("### Exemption: section 45\n\nIt harms.\n", ["exemption-unknown"]),
        ("### Exemption: s.34, commercial interests\n\nIt harms.\n", ["exemption-unknown"]),
        ("### Exemption: commercial interests\n\nIt harms.\n", ["exemption-unknown"]),
        (
            "### Exception: regulation 12(5)(e)\n\nIt harms.\n\n### Public interest\n\nTold.\n",
            ["exemption-unknown"],
        ),
        (
            "### Exemption: s.36(2)(c)\n\nIt harms.\n\n### Exemption: s.41\n\nA secret.\n",
            ["public-interest-missing"],
        ),
        (
            "### Exemptions: sections 31(1)(a) and 43(2)\n\nIt harms.\n",
            ["public-interest-missing", "public-interest-missing"],
        ),
    ],
)
def test_exemptions_without_their_parts_are_reported(
    response: Response, text: str, said: list[str]
) -> None:
    """Each at the line of its heading."""
    response.write(questions=answered(text))
    assert response.said() == [f"{code} questions.md:11" for code in said]


@pytest.mark.parametrize(
    "text",
    [
        "### Exemption: section 21\n\nIt is on the website.\n",
        "### Exemption under s 40 (2) – personal information\n\nNames of staff.\n",
        "### Exemption: section 37(1)(a)\n\nA letter to the Sovereign.\n",
        COST,
        "### Exemption: section 43(2)\n\nIt harms.\n\n#### Public interest test\n\nWeighed.\n",
        "### Exemption: section 43(2)\n\nIt harms. The public interest is in withholding it.\n",
        "### Exemption: section 43(2)\n\n#### Why\n\nHarm.\n\n### Public interest\n\nWeighed.\n",
        "### Exemptions: sections 31(1)(a) and 43(2)\n\nBoth.\n\n### Public interest\n\nWeighed.\n",
        "### Exemption: s.36\n\nA.\n\n### Exemption: s.43\n\nB.\n\n### Public interest\n\nBoth.\n",
        "## Exemption: s.43(2)\n\nAt the level of the answer.\n\n## Public interest\n\nWeighed.\n",
    ],
)
def test_exemptions_with_all_their_parts_are_left_alone(response: Response, text: str) -> None:
    response.write(questions=answered(text))
    assert response.found() == ()


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("Exemption: section 45", "known here: section 12, 14, 21, 22, 22A, 23,"),
        ("Exemption: commercial interests", "did you mean section 43, commercial interests?"),
        ("Exemption: section 12(5)(h)", ""),
        ("Exemption: section 47, commercial interests", "did you mean section 43,"),
        ("Exception: regulation 43(2)", "did you mean section 43, commercial interests?"),
        ("Exception: regulation 12(5)", "known here: regulation 12(5)(a), 12(5)(b),"),
        ("Exception: regulation 14", "did you mean section 14, vexatious or repeated request?"),
        ("Exemption: section 34(2), commercial interests", "did you mean section 43, commercial"),
        ("Exemption", "for example: Exemption: section 43(2), commercial interests"),
    ],
)
def test_an_unknown_exemption_is_told_what_is_near(
    response: Response, heading: str, hint: str
) -> None:
    response.write(questions=answered(f"### {heading}\n\nIt harms.\n"))
    hints = [item.hint for item in response.found() if item.code == "exemption-unknown"]
    assert [text[: len(hint)] for text in hints] == ([hint] if hint else [])


@pytest.mark.parametrize(
    ("outcome", "text", "says"),
    [
        ("refused", "", '"outcome" is refused, and no heading names an exemption'),
        ("ncnd", "", '"outcome" is ncnd, and no heading names an exemption'),
        ("s12", "", '"outcome" is s12, and no heading names section 12'),
        ("s14", COST, '"outcome" is s14, and no heading names section 14'),
        (
            "disclosed",
            COST,
            '"outcome" is disclosed, and section 12(1) is named in '
            "content/response/questions.md:11",
        ),
        ("s12", COST, ""),
        ("not-held", "", ""),
        ("disclosed", "### Exemption: section 21\n\nIt is on the website.\n", ""),
    ],
)
def test_an_outcome_fits_what_is_withheld(
    response: Response, outcome: str, text: str, says: str
) -> None:
    response.write(changed(MANIFEST, "part-disclosed", outcome), answered(text))
    assert [item.message for item in response.found()] == ([says] if says else [])


def test_the_regulations_have_exceptions_of_their_own(response: Response) -> None:
    """A bare number is of the paper's own law, and a vexatious request is 12(4)(b)."""
    exception = "### Exception: 12(4)(b)\n\nUnreasonable.\n\n### Public interest\n\nWeighed.\n"
    response.write(changed(EIR, "part-disclosed", "s14"), answered(exception))
    assert response.found() == ()
    response.write(EIR, answered("### Exemption: section 40(2)\n\nNames.\n"))
    assert response.said() == ["exemption-unknown questions.md:11"]


def test_a_refusal_may_stand_in_an_appendix(response: Response) -> None:
    """A notice in Markdown counts; so does what it says of the requester's rights."""
    (response.folder / "notice.md").write_text(
        f"# Notice\n\n{COST[1:]}\n{RIGHTS[2:]}", encoding="utf-8"
    )
    manifest = changed(MANIFEST, "part-disclosed", "s12")
    manifest += "appendices: [{file: notice.md, label: app-notice}]\n"
    response.write(manifest, answered("See @app-notice.\n"), "# Rights\n\nSee @app-notice.\n")
    assert response.found() == ()


@pytest.mark.parametrize(
    ("rights", "says"),
    [
        ("Write to us.", "an internal review or of the Information Commissioner"),
        ("You may ask for an internal review.", "the Information Commissioner"),
        ("You may complain to the ICO.", "an internal review"),
        ("You may ask us to review the decision, then go to the ICO.", ""),
        ("Write to us to reconsider it, or see <https://ico.org.uk/complain>.", ""),
        ("> I want an internal review, or I go to the ICO.", "an internal review or of the Info"),
        ("Our police officers know about choices.", "an internal review or of the Information"),
    ],
)
def test_rights_are_told_by_the_office_itself(response: Response, rights: str, says: str) -> None:
    response.write(rights=f"# Rights\n\n{rights}\n")
    found = [item.message for item in response.found() if item.code == "rights-missing"]
    assert [text.partition(" speak of ")[2][: len(says)] for text in found] == [says] * bool(says)


def test_other_kinds_are_not_asked_for_questions(response: Response) -> None:
    """A plain paper with the same text has none of these findings."""
    response.write(
        "kind: paper\ntitle: A paper\nsections: [questions.md]\n",
        without(changed(QUESTIONS, " {#q-spend}", ""), "The plan is"),
    )
    assert response.found() == ()
