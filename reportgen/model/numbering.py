"""What a paper numbers, and how."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Scheme(StrEnum):
    """How the sections' paragraphs are numbered: 1, 2, 3 throughout; 1.1 under section 1; not."""

    RUNNING = "running"
    DECIMAL = "decimal"
    NONE = "none"


class AppendixLabels(StrEnum):
    LETTERS = "letters"
    NUMBERS = "numbers"


class Numbering(Struct, frozen=True):
    """What a paper numbers, and how.

    With `own_recommendations` the paragraphs of the recommendations are R1, R2. With
    `appendix_paragraphs` those of Appendix A are A1, A2 (1.1, 1.2 in Appendix 1).
    """

    paragraphs: Scheme = Scheme.RUNNING
    own_recommendations: bool = False
    appendices: AppendixLabels = AppendixLabels.LETTERS
    appendix_paragraphs: bool = False


AS_USUAL = Numbering()
