"""Dates and times: Excel's serial number of days and the tokens that show it in, text out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from msgspec import Struct

from reportgen.number_formats.tokens import Kind, Token, Unsupported

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

DAY_ZERO = datetime(1899, 12, 30)
NO_SUCH_DAY = 60  # Excel has a 29 February 1900, which never was: earlier days are one out
END = Decimal(2958466)  # the day after 31 December 9999
SECONDS = 86_400
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Moment(Struct, frozen=True):
    """A moment as a calendar and a clock name it. `day` counts Excel's days; 0 is no date."""

    number: int
    day: int
    month: int
    year: int
    seconds: int
    fraction: str
    is_half_day: bool

    @property
    def hour(self) -> int:
        hour = self.seconds // 3600
        return (hour - 1) % 12 + 1 if self.is_half_day else hour


PARTS: dict[str, Callable[[Moment], str]] = {
    "yyyy": lambda moment: f"{moment.year:04}",
    "yyy": lambda moment: f"{moment.year:04}",
    "yy": lambda moment: f"{moment.year % 100:02}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "mmmmm": lambda moment: MONTHS[moment.month - 1][0],
    "mmmm": lambda moment: MONTHS[moment.month - 1],
    "mmm": lambda moment: MONTHS[moment.month - 1][:3],
    "mm": lambda moment: f"{moment.month:02}",
    "m": lambda moment: f"{moment.month}",
    "dddd": lambda moment: DAYS[(moment.number - 1) % 7],
    "ddd": lambda moment: DAYS[(moment.number - 1) % 7][:3],
    "dd": lambda moment: f"{moment.day:02}",
    "d": lambda moment: f"{moment.day}",
    "hh": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: f"{moment.hour}",
    "ss": lambda moment: f"{moment.seconds % 60:02}",
    "s": lambda moment: f"{moment.seconds % 60}",
}
UNITS = {"h": 3600, "m": 60, "s": 1}


def serial(value: datetime | date | time) -> Decimal:
    """Return the number of days that Excel keeps for a date or a time (1900 date system)."""
    if isinstance(value, time):
        return _days(timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second,
            microseconds=value.microsecond,
        ))  # fmt: skip
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    days = _days(moment.replace(tzinfo=None) - DAY_ZERO)
    return days if days > NO_SUCH_DAY else days - 1


def show_moment(tokens: tuple[Token, ...], days: Decimal) -> str:
    """Show a number of days through the tokens of a date section.

    Seconds are rounded at the last place shown; minutes and hours are never rounded up.
    """
    if not 0 <= days < END:
        raise Unsupported  # Excel fills the cell with #####
    places = max((len(token.text) for token in tokens if token.kind is Kind.SUBSECOND), default=0)
    unit = Decimal(1).scaleb(-places)
    seconds = EXACT.multiply(days, Decimal(SECONDS)).quantize(unit, context=EXACT)
    moment = _moment(seconds, any(token.kind is Kind.HALF_DAY for token in tokens))
    return "".join(_part(token, moment) for token in tokens)


def _days(span: timedelta) -> Decimal:
    return EXACT.divide(Decimal(span // timedelta(microseconds=1)), Decimal(SECONDS * 1_000_000))


def _moment(seconds: Decimal, is_half_day: bool) -> Moment:
    number, rest = divmod(int(seconds), SECONDS)
    fraction = f"{seconds:f}".partition(".")[2]
    day, month, year = _calendar(number)
    return Moment(number, day, month, year, rest, fraction, is_half_day)


def _calendar(number: int) -> tuple[int, int, int]:
    if number == 0:
        return 0, 1, 1900  # what Excel shows for a time without a date
    if number == NO_SUCH_DAY:
        return 29, 2, 1900
    if number >= END:
        raise Unsupported
    found = DAY_ZERO + timedelta(days=number + (number < NO_SUCH_DAY))
    return found.day, found.month, found.year


def _part(token: Token, moment: Moment) -> str:
    match token.kind:
        case Kind.DATE:
            return PARTS[token.text](moment)
        case Kind.MINUTE:
            return f"{moment.seconds // 60 % 60:0{len(token.text)}}"
        case Kind.ELAPSED:
            elapsed = moment.number * SECONDS + moment.seconds
            return f"{elapsed // UNITS[token.text[0]]:0{len(token.text)}}"
        case Kind.SUBSECOND:
            return f".{moment.fraction[: len(token.text)]}"
        case Kind.HALF_DAY:
            return _half_day(token.text, moment)
        case _:
            return token.text


def _half_day(text: str, moment: Moment) -> str:
    is_afternoon = moment.seconds >= SECONDS // 2
    if len(text) == 3:  # A/P
        return text[2] if is_afternoon else text[0]
    return "PM" if is_afternoon else "AM"
