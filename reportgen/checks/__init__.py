"""What is looked at before a paper is written. A check only looks: Paper in, diagnostics out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from reportgen.checks import (
    accessibility,
    date_order,
    external_links,
    prose,
    recalculation,
    reconciliations,
    references,
    same_labels,
    structure,
    totals,
    transfers,
    units,
    unprinted_sheets,
)
from reportgen.diagnostics import Diagnostics
from reportgen.model import Paper


class Check(Struct, frozen=True):
    """A check, and the codes of what it may find: a project can change their severities.

    One that is `asked` for looks only at papers whose kind names one of its codes. The codes of a
    `firm` one are errors whatever anybody sets.
    """

    look: Callable[[Paper], Diagnostics]
    codes: tuple[str, ...]
    asked: bool = False
    firm: bool = False


def _of_requests(name: str) -> Callable[[Paper], Diagnostics]:
    """Return a check of `requests`, which are loaded when there is a paper to put to them."""

    def look(paper: Paper) -> Diagnostics:
        from reportgen.checks import requests

        found: Diagnostics = getattr(requests, name)(paper)
        return found

    return look


CHECKS: tuple[Check, ...] = (
    Check(structure.required_sections_are_there, ("missing-section",)),
    Check(structure.sections_have_headings, ("section-heading",)),
    Check(structure.links_can_be_followed, ("link-target",)),
    Check(references.labels_are_used, ("unused-label",)),
    Check(references.appendices_are_referred_to, ("unreferenced-appendix",)),
    Check(references.appendices_come_in_order, ("appendix-order",)),
    Check(
        totals.totals_cast,
        (
            "total-mismatch",
            "carry-forward-sign",
            "sum-misses-line",
            "sum-too-long",
            "sum-over-subtotal",
        ),
    ),
    Check(totals.rows_cross_cast, ("total-mismatch",)),
    Check(totals.sheets_agree, ("cross-sheet-total",)),
    Check(external_links.amounts_come_from_this_workbook, ("external-link",)),
    Check(recalculation.values_are_fresh, ("stale-value",)),
    Check(reconciliations.declared_amounts_agree, ("does-not-reconcile",)),
    Check(
        transfers.transfers_count_once,
        ("transfer-not-found", "transfer-counted-twice"),
    ),
    Check(units.columns_have_one_unit, ("mixed-units",)),
    Check(same_labels.shared_lines_have_one_amount, ("same-label",)),
    Check(
        unprinted_sheets.sheets_behind_the_paper_are_sound,
        ("hidden-sheet", "hidden-row", "hidden-column", "number-as-text", "unprinted-error"),
    ),
    Check(prose.amounts_are_not_typed, ("typed-amount", "near-amount", "unsourced-amount")),
    Check(prose.stated_amounts_have_sources, ("stated-without-source",)),
    Check(prose.amounts_have_one_form, ("shown-differently",)),
    Check(prose.years_have_one_style, ("mixed-years",)),
    Check(prose.nothing_is_left_to_fill_in, ("placeholder-left",)),
    Check(prose.guidance_is_followed, ("guidance-left",), firm=True),
    Check(accessibility.pictures_are_described, ("alt-file-name", "alt-too-long")),
    Check(accessibility.links_have_names, ("link-text",)),
    Check(accessibility.headings_lead_down_step_by_step, ("heading-empty", "heading-skipped")),
    Check(accessibility.columns_have_headings, ("blank-heading",)),
    Check(accessibility.text_is_not_in_capitals, ("typed-capitals",)),
    Check(date_order.dates_follow_each_other, ("date-order",)),
    Check(
        _of_requests("questions_are_answered"),
        ("question-unanswered", "answer-alone", "questions-missing"),
        asked=True,
    ),
    Check(_of_requests("exemptions_are_reasoned"), ("exemption-reason",), asked=True),
    Check(_of_requests("exemptions_are_in_the_law"), ("exemption-unknown",), asked=True),
    Check(_of_requests("exemptions_fit_the_outcome"), ("exemption-outcome",), asked=True),
    Check(_of_requests("public_interest_is_weighed"), ("public-interest-missing",), asked=True),
    Check(_of_requests("rights_are_told"), ("rights-missing",), asked=True),
    Check(_of_requests("receipt_is_known"), ("receipt-missing",), asked=True),
    Check(_of_requests("answer_is_in_time"), ("response-late",), asked=True),
    Check(_of_requests("answer_is_sent"), ("response-open",), asked=True),
    Check(
        _of_requests("requester_is_not_named"),
        ("requester-named", "requester-surname"),
        asked=True,
    ),
)


def check_paper(paper: Paper) -> Diagnostics:
    """Return what the checks find that papers of its kind are put to."""
    asked = {code for code, _ in paper.kind.checks}
    return tuple(
        problem
        for check in CHECKS
        if not check.asked or asked.intersection(check.codes)
        for problem in check.look(paper)
    )
