"""What the text of a cell stands for: as it is in the file comes in, in our types goes out.

ECMA-376 part 1, 18.18.11 (types of cells) and 18.17.4 (dates).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from reportgen.patterns import regex
from reportgen.readers.workbook.styles import NumberKind
from reportgen.workbook import CellValue

# Excel keeps 15 significant digits of a number and shows no more.
EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
LARGEST_NUMBER = Decimal("1E308")
SHORT = 16  # a whole number with fewer figures is as it stands
TOO_LARGE = "#NUM!"
NO_DATE = "#VALUE!"

EPOCH = datetime(1899, 12, 30)
EPOCH_1904 = datetime(1904, 1, 1)
# Excel knows a 29 February 1900: days before it count from one day later.
LEAP_DAY = 60
DAY = timedelta(days=1)

# How Excel writes a control character in a text: _x000D_.
CONTROL_CHARACTER = regex(r"_x00([01][0-9A-Fa-f])_")

ISO_MOMENT = regex(
    r"((?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))?T?"
    r"((?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(?P<part>\.\d{1,3})?)?)?Z?"
)
ISO_DURATION = regex(r"PT((?P<hours>\d+)H)?((?P<minutes>\d+)M)?((?P<seconds>\d+(\.\d{1,3})?)S)?")

Found = tuple[CellValue, str]  # a value, or the error (`#REF!`) that stands in its place


def number_value(text: str, kind: NumberKind, epoch: datetime) -> Found:
    """Return a number as it is saved: a Decimal of at most 15 digits, a date, or a time.

    A duration is in days. Raises ValueError for a text that is no number.
    """
    if kind is NumberKind.NUMBER:
        if len(text) < SHORT and text.isdecimal():
            return Decimal(text), ""
        return _number(_number_of(text))
    number = _number_of(text)
    try:
        moment = _moment(number, kind, epoch)
    except (OverflowError, ValueError):
        return None, NO_DATE
    return _number(moment / DAY) if isinstance(moment, timedelta) else (moment, "")


def iso_value(text: str) -> Found:
    """Return a date, a time or both, or a duration in days, written as ISO 8601 has them."""
    found = ISO_MOMENT.match(text)
    if found and found[0].strip("TZ"):
        return _iso_moment(found), ""
    found = ISO_DURATION.match(text)
    if found and any(found.groups()):
        parts = {name: float(part) for name, part in found.groupdict().items() if part}
        return _number(timedelta(**parts) / DAY)
    raise ValueError(text)


def text_value(text: str) -> str:
    """Return a text with its control characters."""
    if "_x00" not in text:
        return text
    return CONTROL_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)


def _number_of(text: str) -> int | float:
    return float(text) if "." in text or "E" in text or "e" in text else int(text)


def _number(value: int | float) -> Found:
    number = EXCEL_DIGITS.create_decimal(repr(value))
    if not number.is_finite() or abs(number) > LARGEST_NUMBER:
        return None, TOO_LARGE
    return EXCEL_DIGITS.plus(number), ""  # plus: Excel knows no minus zero


def _moment(serial: int | float, kind: NumberKind, epoch: datetime) -> datetime | time | timedelta:
    """Return what a count of days stands for, to the millisecond; what is below 1 is a time.

    Raises OverflowError for what no calendar has.
    """
    if kind is NumberKind.DURATION:
        passed = timedelta(days=serial)
        return timedelta(seconds=passed.total_seconds() // 1, microseconds=_thousands(passed))
    days, part = divmod(serial, 1)
    rest = timedelta(milliseconds=round(part * 86_400 * 1000))
    if 0 <= serial < 1 and not rest.days:
        return (datetime.min + rest).time()
    if 0 < serial < LEAP_DAY and epoch == EPOCH:
        days += 1
    return epoch + timedelta(days=days) + rest


def _thousands(passed: timedelta) -> int:
    return round(passed.microseconds, -3)


def _iso_moment(found: re.Match[str]) -> datetime | date | time:
    part = int(float(found["part"] or 0) * 1_000_000)
    clock = time(
        int(found["hour"] or 0), int(found["minute"] or 0), int(found["second"] or 0), part
    )
    if not found["year"]:
        return clock
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return datetime.combine(day, clock) if found["hour"] else day
