"""The lists of a house's papers: how each level is numbered, and where its text stands.

`look_xml.py` turns them into Word's XML, as it does `house_look.py`. Lengths are in cm.
"""

from __future__ import annotations

from house_look import (
    APPENDIX_LIST,
    BULLET_LIST,
    DECIMAL_LIST,
    GREY,
    LISTS,
    NUMBER_LIST,
    NUMERIC_APPENDIX_LIST,
    PARAGRAPH,
    PARAGRAPH_LIST,
    RECOMMENDATION_LIST,
    SUB,
    SUB_SUB,
    Level,
    Look,
)

from reportgen.writers.word import styles as ids

# A paragraph's number has no full stop, so that a reference to it reads 4(b) and not 4.(b).
PARAGRAPH_LEVELS = (
    Level("decimal", "%1", ids.NUMBERED[0], PARAGRAPH, 1.0),
    Level("lowerLetter", "(%2)", ids.NUMBERED[1], SUB, 0.8),
    Level("lowerRoman", "(%3)", ids.NUMBERED[2], SUB_SUB, 0.8),
)
APPENDIX_NUMBER = Look(bold=False, color=GREY)
APPENDIX_LEVELS = (
    Level("upperLetter", "Appendix %1", ids.APPENDIX_HEADING, 3.4, 3.4, look=APPENDIX_NUMBER),
    Level("decimal", "%1%2", ids.APPENDIX_PARAGRAPHS[0], PARAGRAPH, 1.0),
    Level("lowerLetter", "(%3)", ids.APPENDIX_PARAGRAPHS[1], SUB, 0.8),
    Level("lowerRoman", "(%4)", ids.APPENDIX_PARAGRAPHS[2], SUB_SUB, 0.8),
)
NUMERIC_APPENDIX_LEVELS = (
    Level("decimal", "Appendix %1", ids.NUMERIC_APPENDIX_HEADING, 3.4, 3.4, look=APPENDIX_NUMBER),
    Level("decimal", "%1.%2", ids.NUMERIC_APPENDIX_PARAGRAPHS[0], PARAGRAPH, 1.0),
    Level("lowerLetter", "(%3)", ids.NUMERIC_APPENDIX_PARAGRAPHS[1], SUB, 0.8),
    Level("lowerRoman", "(%4)", ids.NUMERIC_APPENDIX_PARAGRAPHS[2], SUB_SUB, 0.8),
)
DECIMAL_LEVELS = (
    Level("decimal", "%1", ids.NUMBERED_HEADING, PARAGRAPH, 1.0),
    Level("decimal", "%1.%2", ids.DECIMAL[0], PARAGRAPH, 1.0),
    Level("lowerLetter", "(%3)", ids.DECIMAL[1], SUB, 0.8),
    Level("lowerRoman", "(%4)", ids.DECIMAL[2], SUB_SUB, 0.8),
)
RECOMMENDATION_LEVELS = (
    Level("decimal", "R%1", ids.RECOMMENDATIONS[0], PARAGRAPH, 1.0),
    Level("lowerLetter", "(%2)", ids.RECOMMENDATIONS[1], SUB, 0.8),
    Level("lowerRoman", "(%3)", ids.RECOMMENDATIONS[2], SUB_SUB, 0.8),
)
BULLET_LEVELS = tuple(
    Level("bullet", "•–"[n % 2], style, LISTS[0] + 0.8 * n, 0.6)
    for n, style in enumerate((*ids.BULLETS, *6 * ("",)))
)
# Set flush right before the text, so that 9. and 10. and (viii) leave one edge.
NUMBER_LEVELS = (
    Level("decimal", "%1.", ids.NUMBERS[0], LISTS[0], 0.2, "right"),
    Level("lowerLetter", "(%2)", ids.NUMBERS[1], LISTS[1], 0.2, "right"),
    Level("lowerRoman", "(%3)", ids.NUMBERS[2], LISTS[2], 0.2, "right"),
)


def lists() -> tuple[tuple[Level, ...], ...]:
    """Return the lists in the order of their numbers, each with Word's nine levels."""
    used = {
        PARAGRAPH_LIST: PARAGRAPH_LEVELS,
        APPENDIX_LIST: APPENDIX_LEVELS,
        BULLET_LIST: BULLET_LEVELS,
        NUMBER_LIST: NUMBER_LEVELS,
        DECIMAL_LIST: DECIMAL_LEVELS,
        RECOMMENDATION_LIST: RECOMMENDATION_LEVELS,
        NUMERIC_APPENDIX_LIST: NUMERIC_APPENDIX_LEVELS,
    }
    return tuple(deepened(used[number]) for number in sorted(used))


def deepened(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """Return nine levels; those nobody uses yet step on to the right."""
    n, above = len(levels), levels[-1]
    if n == 9:
        return levels
    number_format = ("upperLetter", "decimal", "lowerLetter")[n % 3]
    following = Level(number_format, f"(%{n + 1})", "", above.at + 0.8, above.hanging, above.align)
    return deepened((*levels, following))
