"""Check that what is withheld is named, reasoned and weighed (FOIA section 17; EIR reg. 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostics, error, warning
from reportgen.grounds import Ground, Law, Weighing, find_ground, grounds
from reportgen.labels import fold
from reportgen.model import Paper
from reportgen.requests import Exemption, exemptions

EXAMPLES = {
    Law.FOIA: "Exemption: section 43(2), commercial interests",
    Law.EIR: "Exception: regulation 12(5)(e), commercial or industrial confidentiality",
}
# The sections that an outcome rests on. Costs and vexatious requests are manifestly unreasonable
# under the EIR, which have no limit of cost.
RESTS_ON: dict[str, dict[Law, tuple[str, ...]]] = {
    "s12": {Law.FOIA: ("12",), Law.EIR: ("12(4)(b)",)},
    "s14": {Law.FOIA: ("14", "14(1)", "14(2)"), Law.EIR: ("12(4)(b)",)},
}
WITHHELD = frozenset({"refused", "part-disclosed", "ncnd"})
# What the requester can have elsewhere is not withheld.
ELSEWHERE = frozenset({"21", "6(1)(b)"})


def exemptions_are_reasoned(paper: Paper) -> Diagnostics:
    """Report exemptions that nothing is said of (FOIA section 17(1)(c), EIR reg. 14(3))."""
    return tuple(
        error(
            "exemption-reason",
            f"nothing says why {_named(item)} applies",
            item.source,
            "write below the heading what it covers and why it applies to that",
        )
        for item in exemptions(paper)
        if not item.has_reason
    )


def public_interest_is_weighed(paper: Paper) -> Diagnostics:
    """Report qualified exemptions without a word on the public interest (FOIA section 17(3)(b))."""
    return tuple(
        error(
            "public-interest-missing",
            f"nothing says how the public interest in {_named(item)} was weighed",
            item.source,
            "add a heading Public interest below it: what speaks for and against, and why the "
            "balance falls as it does",
        )
        for item in exemptions(paper)
        if item.ground
        and item.ground.weighing is Weighing.QUALIFIED
        and not item.has_public_interest
    )


def exemptions_are_in_the_law(paper: Paper) -> Diagnostics:
    """Report exemptions that the law has not, and those of another law than the paper's."""
    law = next((each for each in Law if each == paper.chosen("regime")), None)
    return tuple(
        warning("exemption-unknown", message, item.source, hint)
        for item in exemptions(paper)
        for message, hint in _problems(item, law)
    )


def _problems(item: Exemption, law: Law | None) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the section that a heading names, and what to do."""
    if not item.section:
        yield f"this heading does not say which {item.law.word} it is", _meant(item)
    elif not item.ground:
        yield f"there is no {item.law.word} in {item} of the {item.law.full_name}", _meant(item)
    elif law not in (None, item.law):
        message = f'{item} is of the {item.law.full_name}, and "regime" is {law}'
        yield message, f"name the {law.word} of the {law.full_name}, or write regime: {item.law}"
    elif other := _called(item):
        message = f"{item} is {item.ground.name}, and is called {item.name} here"
        yield message, f"did you mean {other}?"


def _called(item: Exemption) -> Ground | None:
    """Return the ground of another section that has just the name which a heading gives."""
    called = [each for each in grounds(item.law) if fold(each.name) == fold(item.name)]
    own = re.match(r"\d+", item.section)
    same = [each for each in called if own and each.number.startswith(own[0])]
    return called[0] if called and not same else None


def _meant(item: Exemption) -> str:
    """Return the ground that is meant by its name, or that another law has, or those there are."""
    said = fold(item.name)
    alike = [each for each in grounds(item.law) if said and said in fold(each.name)]
    parts = [each for each in grounds(item.law) if each.number.startswith(f"{item.section}(")]
    other = Law.EIR if item.law is Law.FOIA else Law.FOIA
    elsewhere = find_ground(other, item.section)
    if alike or (elsewhere and not parts):
        return f"did you mean {alike[0] if alike else elsewhere}?"
    if not item.section:
        return f"for example: {EXAMPLES[item.law]}"
    known = ", ".join(each.number for each in parts or grounds(item.law) if _is_listed(each))
    return f"known here: {item.law.unit} {known}"


def _is_listed(ground: Ground) -> bool:
    """Tell whether a ground is one that all others of its section are parts of."""
    return ground.law is Law.EIR or "(" not in ground.number


def exemptions_fit_the_outcome(paper: Paper) -> Diagnostics:
    """Report an outcome that the exemptions contradict: a refusal without any, and the like."""
    field = next((field for field in paper.fields if field.name == "outcome"), None)
    law = Law.EIR if paper.chosen("regime") == Law.EIR else Law.FOIA
    problem = _contradiction(field.chosen, exemptions(paper), law) if field else None
    if field is None or problem is None:
        return ()
    message, hint = problem
    message = f'"outcome" is {field.chosen}, and {message}'
    return (warning("exemption-outcome", message, field.source, hint),)


def _contradiction(outcome: str, found: tuple[Exemption, ...], law: Law) -> tuple[str, str] | None:
    """Return what contradicts an outcome, and what to do; None where nothing does."""
    add = "add a heading below the answer, such as: ###"
    if outcome in WITHHELD and not found:
        return f"no heading names an {law.word}", f"{add} {EXAMPLES[law]}"
    rests_on = RESTS_ON.get(outcome)
    if rests_on and not any(_number(item) in rests_on[item.law] for item in found):
        section = f"{law.unit} {rests_on[law][0]}"
        return f"no heading names {section}", f"{add} Refusal: {section}"
    withheld = [item for item in found if _number(item) not in ELSEWHERE]
    if outcome == "disclosed" and withheld:
        first = withheld[0]
        hint = "write outcome: part-disclosed, or take the heading out"
        return f"{_named(first)} is named in {first.source}", hint
    return None


def _number(item: Exemption) -> str:
    return item.ground.number if item.ground else ""


def _named(item: Exemption) -> str:
    """Return an exemption as a sentence names it: `section 43(2)`, or `the exemption`."""
    return str(item) if item.section else f"the {item.law.word}"
