"""Make the workbooks that the sample papers and the tests read, as finance would keep them.

Nothing comes in but the published figures below. Out go `budgets/commissioning-2022-23.xlsx` and
`budgets/gwent-community-safety-fund-2013-14.xlsx`, where every total is a formula, and
`tests/workbooks/published-errors.xlsx`, which keeps the faults and the labels of the published
paper. Run `python tests/workbooks/make_workbooks.py`;
two runs write the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "budgets" / "commissioning-2022-23.xlsx"
GWENT = ROOT / "budgets" / "gwent-community-safety-fund-2013-14.xlsx"
PUBLISHED = ROOT / "tests" / "workbooks" / "published-errors.xlsx"

CREATED = datetime(2022, 3, 1)
POUNDS = "£#,##0"
BRACKETS = "£#,##0;(£#,##0)"
THOUSANDS = "#,##0,"
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
NOTE_WIDTH = 90


class Look(Enum):
    """How a row is set: finance tells the kinds of rows apart by eye."""

    GROUP = "group"
    LINE = "line"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its texts from the left, then its amount; a formula needs its saved value.

    `note` is what Excel calls a note on the amount's cell.
    """

    texts: tuple[str, ...]
    value: int | None = None
    formula: str = ""
    look: Look = Look.LINE
    number_format: str = POUNDS
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    name: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    entries: tuple[Entry, ...]


def main() -> None:
    """Write the workbooks."""
    for path, plans, names in workbooks():
        write_workbook(path, plans, names)


def workbooks() -> Iterator[tuple[Path, tuple[SheetPlan, ...], dict[str, str]]]:
    """Yield where each workbook stands, its sheets and its defined names."""
    yield SAMPLE, sample(), NAMES
    yield GWENT, (GWENT_FUND,), GWENT_NAMES
    yield PUBLISHED, published(), NAMES


# --- what is in them ------------------------------------------------------------------------


def line(label: str, value: int, note: str = "") -> Entry:
    return Entry((label,), value, note=note)


def group(label: str) -> Entry:
    return Entry((label,), look=Look.GROUP)


def total(label: str, formula: str, value: int) -> Entry:
    return Entry((label,), value, formula, Look.TOTAL)


def fund(name: str, title: str, *entries: Entry) -> SheetPlan:
    return SheetPlan(name, title, ("Project area", "Funding 2022/23"), (68, 18), entries)


def summary_line(programme: str, stream: str, formula: str, value: int) -> Entry:
    return Entry((programme, stream), value, formula, number_format=THOUSANDS)


IN_BOTH_FUNDS = (
    "reportgen: off same-label: the line stands in Community Safety and in External Commissioning, "
    "each paying for a part, as published in March 2022"
)

ACTIVE_CITIZENS = fund("Active Citizens", "Active Citizens", line("Active Citizens", 400_000))

COMMUNITY_SAFETY = fund(
    "Community Safety",
    "Community Safety Partnership",
    group("Force-wide commissioning allocations"),
    line("Youth Offending", 652_108),
    line("Multi-Agency Risk Assessment Conference (MARAC)", 354_000),
    line("Community Safety Partnership – Analysts", 210_000),
    line("Arrest Referral (Drug Interventions Programme)", 500_000, IN_BOTH_FUNDS),
    line("New Chance", 270_000),
    line("Restorative Justice West Midlands – ASB", 63_785),
    line("Op Hercules – Forcewide Injunctions", 42_000),
    total("Sub-total", "=SUM(B6:B12)", 2_091_893),
    group("Local commissioning allocations"),
    line("Allocation to 7 Local Community Safety Partnerships", 1_500_000),
    total("Total allocated budget", "=B13+B15", 3_591_893),
    line("To fund the Victims Services budget 2022/23", 271_410),
    total("Funding available 2022/23", "=B16+B17", 3_863_303),
)

EXTERNAL_COMMISSIONING = fund(
    "External Commissioning",
    "External Commissioning",
    line("Enterprise for employment (Birmingham)", 100_000),
    line("Catch 22", 43_250),
    line("Stop and Search Education and Precious Lives", 90_000),
    line("Weapon Bins", 100_000),
    line("Combined Authority Contribution", 30_000),
    line("Naloxone for WMP officers", 5_000),
    line("Coventry SAC Project", 28_000),
    line("Coventry Family Drug and Alcohol Courts (FDAC)", 44_600),
    line("Black Country and Bham & Solihull FDACs – DA advice worker (women’s aid)", 89_200),
    line("Youth Commissioners", 8_000),
    line("Arrest Referral (Drug Interventions Programme)", 503_000),
    line("Match Funding to Crime Prevention Activities", 200_000),
    line("Cautions and Relationship Abuse (CARA)", 20_000),
    line("Domestic Abuse Perpetrator Programme", 300_000),
    line("Peer court", 50_000),
    line("Safe Space", 20_000),
    line("Divert", 80_000),
    line("Drug Safety Testing in the Night Time Economy", 6_000),
    line("Community Facilitator", 20_000),
    line("Commonwealth Games Legacy", 100_000),
    total("Total allocated to projects", "=SUM(B5:B24)", 1_837_050),
    Entry(("Carry-forward 2021/22, External Fund",), -150_050, number_format=BRACKETS),
    total("Total funding available 2022/23", "=B25+B26", 1_687_000),
)

VICTIMS_SERVICES = fund(
    "Victims Services",
    "Victims Services",
    line("Sexual Violence", 268_851),
    line("Child Sexual Abuse", 236_633),
    line("Domestic Abuse", 750_047),
    line("Victim Services", 992_732),
    line("Roads", 76_517),
    line("Remedi", 225_000),
    line("Modern Slavery", 137_563),
    line("Female Genital Mutilation", 36_455),
    line("NHS SARCs", 59_000),
    line("Stalking", 147_980),
    line("Hate Crime", 150_000),
    line("Helpline", 47_207),
    line("Associated Costs of Commissioning", 358_735),
    line("Victims Fund", 150_000),
    line("Costs", 10_000),
    line("DWP", 25_000),
    total("Total allocated to projects", "=SUM(B5:B20)", 3_671_720),
    line("MOJ Victims Grant 2022/23", 3_400_310),
    Entry(("Allocation from CSP budget 2022/23",), 271_410, "='Community Safety'!B17"),
    total("Total funding available 2022/23", "=B22+B23", 3_671_720),
    line("ISVA and IDVA services", 1_669_330),
    line("MOJ allocation for ISVAs and IDVAs", 1_669_330),
    total("Total Victims 2022/23", "=B21+B25", 5_341_050),
)

SUMMARY = SheetPlan(
    "Summary",
    "OPCC External Commissioning budget 2022/23",
    ("Programme", "Funding stream", "2022/23 £000s"),
    (28, 34, 18),
    (
        summary_line(
            "Active Citizens (POCA)",
            "Proceeds of Crime Act (POCA)",
            "='Active Citizens'!B5",
            400_000,
        ),
        summary_line("Community Safety", "Police Grant", "='Community Safety'!B18", 3_863_303),
        summary_line(
            "External Commissioning",
            "Police Grant and POCA",
            "='External Commissioning'!B27",
            1_687_000,
        ),
        summary_line("Victims Services", "Specific Grant", "='Victims Services'!B27", 5_341_050),
        Entry(("Total", ""), 11_291_353, "=SUM(C5:C8)", Look.TOTAL, THOUSANDS),
    ),
)

NOTES = SheetPlan(
    "Notes",
    "Notes to the budget",
    ("Subject", "Note"),
    (30, NOTE_WIDTH),
    (
        Entry(
            (
                "Transfer to Victims Services",
                "The allocation from the Community Safety Partnership budget stands in both "
                "funds. The net total of the programme leaves it out once.",
            )
        ),
        Entry(
            (
                "Carry-forward",
                "Money carried forward from 2021/22 in the External Fund is taken off what "
                "External Commissioning needs from this year’s funding.",
            )
        ),
        Entry(
            (
                "ISVA and IDVA services",
                "Independent sexual and domestic violence advisers are paid for in full by "
                "their own Ministry of Justice (MOJ) allocation.",
            )
        ),
        Entry(
            (
                "Violence Reduction Unit",
                "Not included: the Home Office has not yet announced the allocation for 2022/23.",
            )
        ),
    ),
)

NAMES = {
    "programme_total": "=Summary!$C$9",
    "active_citizens_total": "='Active Citizens'!$B$5",
    "community_safety_total": "='Community Safety'!$B$18",
    "external_commissioning_total": "='External Commissioning'!$B$27",
    "victims_services_total": "='Victims Services'!$B$27",
    "victims_transfer": "='Community Safety'!$B$17",
    "carry_forward": "='External Commissioning'!$B$26",
}


# An entry of the disclosure log of another office, which gives the two amounts and no total.
GWENT_FUND = SheetPlan(
    "Community Safety Fund",
    "Community Safety Fund 2013/14: services for drug or alcohol use",
    ("Service", "Allocation 2013/14"),
    (44, 20),
    (
        line("Drug Interventions Programme", 907_881),
        line("ION Track Detection Device", 5_500),
        total("Total", "=SUM(B5:B6)", 913_381),
    ),
)

GWENT_NAMES = {
    "dip": "='Community Safety Fund'!$B$5",
    "ion_track": "='Community Safety Fund'!$B$6",
    "total": "='Community Safety Fund'!$B$7",
}


def sample() -> tuple[SheetPlan, ...]:
    """Return the sheets with every total a formula and every label tidy."""
    return (
        SUMMARY,
        ACTIVE_CITIZENS,
        COMMUNITY_SAFETY,
        EXTERNAL_COMMISSIONING,
        VICTIMS_SERVICES,
        NOTES,
    )


# The labels that were printed in another form than the sample's.
PRINTED = {
    "Force-wide commissioning allocations": "Force Wide Commissioning Allocations",
    "Local commissioning allocations": "Local Commissioning Allocations",
    "Community Safety Partnership – Analysts": "Community Safety Partnership - Analysts",
    "Sub-total": "Sub-Total",
    "Total allocated budget": "Total Allocated Budget",
    "To fund the Victims Services budget 2022/23": (
        "£271,410 to be used to fund the Victims Services Budget 2022/23"
    ),
    "Funding available 2022/23": "Funding Available 2022/23",
    "Black Country and Bham & Solihull FDACs – DA advice worker (women’s aid)": (
        "Black Country and Bham & Solihull FDACs - DA advice worker (women's aid)"
    ),
    "Total allocated to projects": "Total Allocated to Projects",
    "Carry-forward 2021/22, External Fund": "C/fwd 21-22 External Fund",
    "Total funding available 2022/23": "Total Funding Available 2022/23",
    "Allocation from CSP budget 2022/23": "Allocation from CSP Budget in 2022/23",
    "ISVA and IDVA services": "ISVA and IDVA Services",
    "MOJ allocation for ISVAs and IDVAs": "MOJ Allocation for ISVA's and IDVA's",
    "Project area": "Project Area",
    "Funding stream": "Funding Stream",
}


def published() -> tuple[SheetPlan, ...]:
    """Return the sheets with the amounts and labels as they were printed."""
    return (
        as_printed(SUMMARY, {"Total": (11_279_000, "")}),
        with_blank_heading(as_printed(ACTIVE_CITIZENS, {})),
        as_printed(COMMUNITY_SAFETY, {}),
        as_printed(
            EXTERNAL_COMMISSIONING,
            {
                "Carry-forward 2021/22, External Fund": (150_050, ""),
                "Total funding available 2022/23": (1_687_000, ""),
            },
        ),
        as_printed(VICTIMS_SERVICES, {}),
        NOTES,
    )


def as_printed(plan: SheetPlan, amounts: dict[str, tuple[int, str]]) -> SheetPlan:
    entries = []
    for entry in plan.entries:
        value, formula = amounts.get(entry.texts[0], (entry.value, entry.formula))
        texts = tuple(PRINTED.get(text, text) for text in entry.texts)
        entries.append(Entry(texts, value, formula, entry.look, entry.number_format))
    headings = tuple(PRINTED.get(text, text) for text in plan.headings)
    return SheetPlan(plan.name, plan.title, headings, plan.widths, tuple(entries))


def with_blank_heading(plan: SheetPlan) -> SheetPlan:
    return SheetPlan(plan.name, plan.title, ("", *plan.headings[1:]), plan.widths, plan.entries)


# --- how they are written -------------------------------------------------------------------


def write_workbook(path: Path, plans: tuple[SheetPlan, ...], names: dict[str, str]) -> None:
    """Write the sheets and the defined names; the saved date is fixed, so bytes repeat."""
    workbook = xlsxwriter.Workbook(path)
    workbook.set_properties({"title": plans[0].title, "created": CREATED})
    workbook.set_size(1600, 1000)
    for plan in plans:
        write_sheet(workbook, plan)
    for name, cell in names.items():
        workbook.define_name(name, cell)
    workbook.close()


def write_sheet(workbook: xlsxwriter.Workbook, plan: SheetPlan) -> None:
    sheet = workbook.add_worksheet(plan.name)
    sheet.write(0, 0, plan.title, workbook.add_format({"bold": True, "font_size": 14}))
    write_headings(workbook, sheet, plan)
    for row, entry in enumerate(plan.entries, FIRST_ROW - 1):
        write_entry(workbook, sheet, row, entry)
    set_page(sheet, plan)


def write_headings(workbook: xlsxwriter.Workbook, sheet: Worksheet, plan: SheetPlan) -> None:
    look = {"bold": True, "bg_color": "#F2F4F7", "bottom": 1, "text_wrap": True}
    for column, heading in enumerate(plan.headings):
        is_amount = column == len(plan.headings) - 1 and plan is not NOTES
        align = {"align": "right"} if is_amount else {}
        sheet.write(HEADER_ROW - 1, column, heading, workbook.add_format(look | align))


def write_entry(workbook: xlsxwriter.Workbook, sheet: Worksheet, row: int, entry: Entry) -> None:
    text_format = workbook.add_format(row_look(entry) | {"text_wrap": True, "valign": "top"})
    if max(len(text) for text in entry.texts) > NOTE_WIDTH:
        sheet.set_row(row, 32)
    for column, text in enumerate(entry.texts):
        sheet.write(row, column, text, text_format)
    if entry.value is None:
        return
    amount_format = workbook.add_format(row_look(entry) | {"num_format": entry.number_format})
    write_amount(sheet, row, len(entry.texts), entry, amount_format)


def row_look(entry: Entry) -> dict[str, object]:
    looks: dict[Look, dict[str, object]] = {
        Look.GROUP: {"bold": True},
        Look.LINE: {},
        Look.TOTAL: {"bold": True, "top": 1},
    }
    return looks[entry.look]


def write_amount(sheet: Worksheet, row: int, column: int, entry: Entry, look: Format) -> None:
    if entry.formula:
        sheet.write_formula(row, column, entry.formula, look, entry.value)
    else:
        sheet.write_number(row, column, entry.value, look)
    if entry.note:
        sheet.write_comment(row, column, entry.note, {"author": "", "x_scale": 2})


def set_page(sheet: Worksheet, plan: SheetPlan) -> None:
    for column, width in enumerate(plan.widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEADER_ROW, 1)
    sheet.repeat_rows(HEADER_ROW - 1)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if sum(plan.widths) > NOTE_WIDTH:
        sheet.set_landscape()


if __name__ == "__main__":
    main()
