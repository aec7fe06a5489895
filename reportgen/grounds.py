"""The grounds on which information is withheld. In: a law and a section. Out: what it is.

Freedom of Information Act 2000 (FOIA): the exemptions of Part II, absolute or not as section 2(3)
has it, with its amendments by the Constitutional Reform and Governance Act 2010 (section 37) and
the Data Protection Act 2018 (section 40); sections 12 and 14 are no exemptions, but refusals
without a public interest test. Section 36 is absolute for the Houses of Parliament alone, and is
taken as any other authority has it. Section 40 is absolute but for its second and third
conditions: subsections (3B) and (4A), before 2018 subsection (4). Section 41 is absolute; what
speaks for disclosure is part of whether a confidence would be broken.

Environmental Information Regulations 2004 (EIR): all exceptions of regulation 12(4) and (5) are
weighed (12(1)(b)), but there is nothing to weigh in what is not held, 12(4)(a), nor in personal
data, 12(3) and 13, on the same conditions as section 40. Regulation 6(1)(b), of what can be had
elsewhere, is used as section 21 is.
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct


class Law(StrEnum):
    """A law that requests are answered under; the values are those of the field `regime`."""

    FOIA = "foia"
    EIR = "eir"

    @property
    def full_name(self) -> str:
        return _TITLES[self]

    @property
    def unit(self) -> str:
        """What its parts are called."""
        return "section" if self is Law.FOIA else "regulation"

    @property
    def word(self) -> str:
        """What it calls a reason to withhold."""
        return "exemption" if self is Law.FOIA else "exception"


class Weighing(StrEnum):
    """Whether the public interest is weighed. REFUSAL is no exemption, and is not weighed."""

    ABSOLUTE = "absolute"
    QUALIFIED = "qualified"
    REFUSAL = "refusal"


class Ground(Struct, frozen=True):
    """A ground for withholding. `number` is that of its section or regulation, `12(5)(e)`."""

    law: Law
    number: str
    name: str
    weighing: Weighing

    def __str__(self) -> str:
        """Print as `section 43, commercial interests`."""
        return f"{self.law.unit} {self.number}, {self.name}"


def grounds(law: Law) -> tuple[Ground, ...]:
    """Return all grounds of a law, in its order."""
    return _GROUNDS[law]


def find_ground(law: Law, section: str) -> Ground | None:
    """Return the ground that a section belongs to: `43(2)` is section 43; None where there is none.

    Whether the law has such a subsection is not looked at.
    """
    known = {ground.number: ground for ground in _GROUNDS[law]}
    while section and section not in known:
        section = re.sub(r"(?:\([^()]*\)|[^()]+)$", "", section)
    return known.get(section)


_TITLES = {
    Law.FOIA: "Freedom of Information Act 2000",
    Law.EIR: "Environmental Information Regulations 2004",
}

_FOIA = (
    ("12", "cost over the limit", Weighing.REFUSAL),
    ("14", "vexatious or repeated request", Weighing.REFUSAL),
    ("14(1)", "vexatious request", Weighing.REFUSAL),
    ("14(2)", "repeated request", Weighing.REFUSAL),
    ("21", "information accessible by other means", Weighing.ABSOLUTE),
    ("22", "information intended for future publication", Weighing.QUALIFIED),
    ("22A", "research", Weighing.QUALIFIED),
    ("23", "bodies dealing with security matters", Weighing.ABSOLUTE),
    ("24", "national security", Weighing.QUALIFIED),
    ("26", "defence", Weighing.QUALIFIED),
    ("27", "international relations", Weighing.QUALIFIED),
    ("28", "relations within the United Kingdom", Weighing.QUALIFIED),
    ("29", "the economy", Weighing.QUALIFIED),
    ("30", "investigations and proceedings", Weighing.QUALIFIED),
    ("31", "law enforcement", Weighing.QUALIFIED),
    ("32", "court records", Weighing.ABSOLUTE),
    ("33", "audit functions", Weighing.QUALIFIED),
    ("34", "parliamentary privilege", Weighing.ABSOLUTE),
    ("35", "formulation of government policy", Weighing.QUALIFIED),
    ("36", "prejudice to effective conduct of public affairs", Weighing.QUALIFIED),
    ("37", "communications with the Royal Family, and honours", Weighing.QUALIFIED),
    ("37(1)(a)", "communications with the Sovereign", Weighing.ABSOLUTE),
    ("37(1)(aa)", "communications with the heir to the Throne", Weighing.ABSOLUTE),
    ("37(1)(ab)", "communications with a later heir to the Throne", Weighing.ABSOLUTE),
    ("38", "health and safety", Weighing.QUALIFIED),
    ("39", "environmental information", Weighing.QUALIFIED),
    ("40", "personal information", Weighing.ABSOLUTE),
    ("40(3B)", "personal information, right to object", Weighing.QUALIFIED),
    ("40(4)", "personal information, no right of access", Weighing.QUALIFIED),
    ("40(4A)", "personal information, no right of access", Weighing.QUALIFIED),
    ("41", "information provided in confidence", Weighing.ABSOLUTE),
    ("42", "legal professional privilege", Weighing.QUALIFIED),
    ("43", "commercial interests", Weighing.QUALIFIED),
    ("44", "prohibitions on disclosure", Weighing.ABSOLUTE),
)

_EIR = (
    ("6(1)(b)", "information accessible by other means", Weighing.REFUSAL),
    ("12(3)", "personal data", Weighing.ABSOLUTE),
    ("12(4)(a)", "information not held", Weighing.ABSOLUTE),
    ("12(4)(b)", "manifestly unreasonable request", Weighing.QUALIFIED),
    ("12(4)(c)", "request too general", Weighing.QUALIFIED),
    ("12(4)(d)", "material in the course of completion", Weighing.QUALIFIED),
    ("12(4)(e)", "internal communications", Weighing.QUALIFIED),
    ("12(5)(a)", "international relations, defence, national security or public safety",
     Weighing.QUALIFIED),
    ("12(5)(b)", "the course of justice", Weighing.QUALIFIED),
    ("12(5)(c)", "intellectual property rights", Weighing.QUALIFIED),
    ("12(5)(d)", "confidentiality of proceedings", Weighing.QUALIFIED),
    ("12(5)(e)", "commercial or industrial confidentiality", Weighing.QUALIFIED),
    ("12(5)(f)", "interests of the person who provided the information", Weighing.QUALIFIED),
    ("12(5)(g)", "protection of the environment", Weighing.QUALIFIED),
    ("12(6)", "neither confirmed nor denied", Weighing.QUALIFIED),
    ("13", "personal data", Weighing.ABSOLUTE),
    ("13(2B)", "personal data, right to object", Weighing.QUALIFIED),
    ("13(3A)", "personal data, no right of access", Weighing.QUALIFIED),
)  # fmt: skip

_GROUNDS = {
    law: tuple(Ground(law, *row) for row in rows)
    for law, rows in ((Law.FOIA, _FOIA), (Law.EIR, _EIR))
}
