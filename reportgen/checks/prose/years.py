"""Check on the styles in which a paper writes its financial years."""

from __future__ import annotations

from reportgen.checks.prose.texts import fields_and_texts
from reportgen.diagnostics import Diagnostics, warning
from reportgen.financial_years import financial_years, may_hold_years, year_style
from reportgen.model import Paper


def years_have_one_style(paper: Paper) -> Diagnostics:
    """Report financial years in another style than the project's, or than the paper's first."""
    years = [
        (year, text.source_at(year.start))
        for text in fields_and_texts(paper, may_hold_years)
        for year in financial_years(text.text)
    ]
    if not years:
        return ()
    first, place = years[0]
    style = year_style(paper.financial_years) or first.style
    ours = f"the project's {paper.financial_years}" if paper.financial_years else ""
    other = ours or f"{first.written} in {place}"
    return tuple(
        warning(
            "mixed-years",
            f"the financial year {year.written} is written in another style than {other}",
            source,
            f"write {style.write(year.first_year)}",
        )
        for year, source in years
        if year.style != style
    )
