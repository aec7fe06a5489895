"""Checks on answers to requests for information, for the kinds that ask for them.

questions     every question has its answer
exemptions    what is withheld is named, reasoned and weighed
days          when the request arrived, and whether the answer was in time
rights        what the requester may do next
requester     nobody reads who asked
texts         all that a paper publishes, text by text
"""

from reportgen.checks.requests.days import (
    answer_is_in_time,
    answer_is_sent,
    receipt_is_known,
)
from reportgen.checks.requests.exemptions import (
    exemptions_are_in_the_law,
    exemptions_are_reasoned,
    exemptions_fit_the_outcome,
    public_interest_is_weighed,
)
from reportgen.checks.requests.questions import questions_are_answered
from reportgen.checks.requests.requester import requester_is_not_named
from reportgen.checks.requests.rights import rights_are_told

__all__ = [
    "answer_is_in_time",
    "answer_is_sent",
    "exemptions_are_in_the_law",
    "exemptions_are_reasoned",
    "exemptions_fit_the_outcome",
    "public_interest_is_weighed",
    "questions_are_answered",
    "receipt_is_known",
    "requester_is_not_named",
    "rights_are_told",
]
