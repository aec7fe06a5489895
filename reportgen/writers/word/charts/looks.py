"""Fills, lines and letters of charts, all from the theme of the template: in go places, out XML."""

from __future__ import annotations

SIZE = 1000  # of all letters, in hundredths of a point
POINT = 12_700  # in English Metric Units

NOTHING = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"

# How much lighter than the accent each fill is, in hundredths, from 1 fill to 8: those beside each
# other differ, and the last is not quite white. All have an outline in the accent.
LIGHTEST = 88
MARKERS = ("circle", "square", "triangle", "diamond")
DASHES = ("solid", "sysDash", "dash", "sysDot")


def _ink(scheme: str, lighter: int = 0) -> str:
    """Return a colour of the theme, so many hundredths nearer to white."""
    if not lighter:
        return f'<a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill>'
    # Tints of a deep colour are gaudy: they are nearer to grey as well.
    tint = f'<a:satMod val="60000"/><a:lumMod val="{1000 * (100 - lighter)}"/>'
    tint += f'<a:lumOff val="{1000 * lighter}"/>'
    return f'<a:solidFill><a:schemeClr val="{scheme}">{tint}</a:schemeClr></a:solidFill>'


def _line(points: float, ink: str, dash: str = "solid") -> str:
    return f'<a:ln w="{int(points * POINT)}">{ink}<a:prstDash val="{dash}"/></a:ln>'


ACCENT = _ink("accent1")
# Under the amount on a slice, whatever the slice's own fill.
GROUND = f"<c:spPr>{_ink('bg1')}<a:ln><a:noFill/></a:ln></c:spPr>"
GRID = f"<c:spPr>{_line(0.5, _ink('tx1', 80))}</c:spPr>"
AXIS = f"<c:spPr>{_line(0.75, _ink('tx1', 50))}</c:spPr>"


def fill(at: int, count: int) -> str:
    """Return the fill of one of so many bars or slices."""
    return f"<c:spPr>{_ink('accent1', _lighter(at, count))}{_line(0.75, ACCENT)}</c:spPr>"


def _lighter(at: int, count: int) -> int:
    return LIGHTEST * at // max(count - 1, 1) if count > 2 else 65 * at


def line(at: int) -> str:
    """Return the line of a series with its markers; every other one is hollow."""
    at %= len(MARKERS)
    inside = _ink("bg1") if at % 2 else ACCENT
    marker = (
        f'<c:marker><c:symbol val="{MARKERS[at]}"/><c:size val="7"/>'
        f"<c:spPr>{inside}{_line(1, ACCENT)}</c:spPr></c:marker>"
    )
    return f"<c:spPr>{_line(2, ACCENT, DASHES[at])}</c:spPr>{marker}"


def text(*, upright: bool = False) -> str:
    """Return the look of letters; `upright` ones are set in lines rather than turned."""
    turn = ' rot="0" vert="horz"' if upright else ""
    look = f"<a:pPr>{character('a:defRPr')}</a:pPr>"
    return f'<c:txPr><a:bodyPr{turn}/><a:p>{look}<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


def character(tag: str) -> str:
    """Return the properties of letters."""
    language = ' lang="en-GB"' if tag == "a:rPr" else ""
    return (
        f'<{tag}{language} sz="{SIZE}" b="0">{_ink("tx1")}'
        f'<a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></{tag}>'
    )
