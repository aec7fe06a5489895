"""Tab stops: in come lines of a header or footer, out they go fitted to a page's width.

A line that is set for one width ends in a stop at the right; on a narrower page the text there
would fall off, on a wider one it would stand in the middle.
"""

from __future__ import annotations

from reportgen.writers.word.appended.markup import new, remove, value
from reportgen.writers.word.appended.order import sort_children
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import w


def fit_lines(root: Element, styles: Element, width: int) -> bool:
    """Move the stops of lines, in proportion, so that the last one on the right ends the line.

    `width` is in twentieths of a point; `styles` are those that the lines are in. Tells whether
    anything was moved.
    """
    known = {str(node.get(w("styleId"))): node for node in styles.iterchildren(w("style"))}
    moved = False
    for line in root.iter(w("p")):
        stops = _stops(line, known)
        last = max(stops, default=0)
        if last > 0 and stops[last] in ("right", "end") and last != width:
            _set_stops(line, stops, width / last)
            moved = True
    return moved


def _stops(line: Element, styles: dict[str, Element]) -> dict[int, str]:
    """Return the places of a line's stops, its styles' among them, with the sort of each."""
    stops: dict[int, str] = {}
    chain = _chain(value(line, "pPr", "pStyle"), styles)
    for holder in (*reversed(chain), line):
        found = holder.find(f"{w('pPr')}/{w('tabs')}")
        for tab in () if found is None else found:
            place = str(tab.get(w("pos"), ""))
            if place.lstrip("-").isdigit():
                stops[int(place)] = str(tab.get(w("val"), "left"))
    return {place: sort for place, sort in stops.items() if sort != "clear"}


def _chain(style: str, styles: dict[str, Element]) -> list[Element]:
    """Return a style and those it is based on."""
    chain: list[Element] = []
    while style in styles and styles[style] not in chain:
        chain.append(styles[style])
        style = value(styles[style], "basedOn")
    return chain


def _set_stops(line: Element, stops: dict[int, str], scale: float) -> None:
    properties = line.find(w("pPr"))
    if properties is None:
        properties = new("pPr")
        line.insert(0, properties)
    for old in list(properties.iterchildren(w("tabs"))):
        remove(old)
    moved = {round(place * scale): sort for place, sort in stops.items()}
    gone = dict.fromkeys((place for place in stops if place not in moved), "clear")
    tabs = [new("tab", val=sort, pos=place) for place, sort in sorted((gone | moved).items())]
    properties.append(new("tabs", *tabs))
    sort_children(properties)
