"""Checks on what is typed in a paper's text, beside what its workbooks hold.

guidance      what a new paper says in the place of words, and the check on it
parts         the texts of each section and appendix, with all its words for a quick look
texts         the texts that were typed for the paper, with their lines
figures       the amounts of money in a text
cells         the amounts of the workbooks, found by value
proposals     the expression to write in place of a typed amount
amounts, forms, years, placeholders     the checks
"""

from reportgen.checks.prose.amounts import amounts_are_not_typed, stated_amounts_have_sources
from reportgen.checks.prose.forms import amounts_have_one_form
from reportgen.checks.prose.guidance import guidance_is_followed
from reportgen.checks.prose.placeholders import nothing_is_left_to_fill_in
from reportgen.checks.prose.years import years_have_one_style

__all__ = [
    "amounts_are_not_typed",
    "amounts_have_one_form",
    "guidance_is_followed",
    "nothing_is_left_to_fill_in",
    "stated_amounts_have_sources",
    "years_have_one_style",
]
