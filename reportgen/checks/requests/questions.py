"""Check that each question of a request has its answer, and each answer its question."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Diagnostics, error, warning
from reportgen.labels import uncapitalised
from reportgen.model import Paper
from reportgen.requests import Answer, Question, answers, questions


def questions_are_answered(paper: Paper) -> Diagnostics:
    """Report questions without an answer, answers without a question, and a paper without either.

    Looks only where the kind declares what asks and what answers.
    """
    words = tuple(heading.word for heading in paper.kind.numbered_headings[:2])
    if len(words) < 2:
        return ()
    asked, answered = questions(paper), answers(paper)
    if not asked and not answered:
        return (_missing(paper, *words),)
    return (*_unanswered(asked, answered, *words), *_alone(asked, answered, *words))


def _missing(paper: Paper, ask: str, answer: str) -> Diagnostic:
    message = f'no heading "{ask}" says what was asked'
    hint = (
        f"put each question below a line ## {ask}, as a quotation, and what you say to it below a "
        f"line ## {answer}"
    )
    return warning("questions-missing", message, paper.source, hint)


def _unanswered(
    asked: tuple[Question, ...], answered: tuple[Answer, ...], ask: str, answer: str
) -> Iterator[Diagnostic]:
    numbers = {item.number for item in answered}
    word = uncapitalised(ask)
    for question in asked:
        if question.number not in numbers:
            message = f"{word} {question.number} has no {uncapitalised(answer)}"
            hint = f"write one below a line ## {answer}; where nothing is held, say so"
            yield error("question-unanswered", message, question.source, hint)
    for item in answered:
        if not item.has_words:
            to = f" to {word} {item.number}" if item.number else ""
            message = f"this {uncapitalised(answer)}{to} says nothing"
            hint = "write it below its heading; where nothing is held, say so"
            yield error("question-unanswered", message, item.source, hint)


def _alone(
    asked: tuple[Question, ...], answered: tuple[Answer, ...], ask: str, answer: str
) -> Iterator[Diagnostic]:
    numbers = {item.number for item in asked}
    seen: set[str] = set()
    for item in answered:
        if item.number not in numbers or item.number in seen:
            message = f"this {uncapitalised(answer)} belongs to no {uncapitalised(ask)}"
            if numbers:
                message += f": those before it have their {uncapitalised(answer)} already"
            hint = (
                f"put the {uncapitalised(ask)} before it below a line ## {ask}; what goes on with "
                f"an {uncapitalised(answer)} needs no heading, or one of a lower level"
            )
            yield error("answer-alone", message, item.source, hint)
        seen.add(item.number)
