"""Open the file of a workbook: a path comes in, bytes that are safe to parse go out.

Everything that can be wrong with the file as a file is found here, before the reader of
workbooks sees it: not there, another format, encrypted, damaged, or made to do harm.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostic, did_you_mean, error
from reportgen.packages import Fault, Finding, Limits, find_fault
from reportgen.source import Source

EXTENSIONS = (".xlsx", ".xlsm", ".xltx", ".xltm")
OTHER_FORMATS = {
    ".xls": "the Excel format of before 2007",
    ".xlsb": "Excel's binary format",
    ".ods": "the OpenDocument format of LibreOffice",
    ".numbers": "the format of Apple's Numbers",
    ".csv": "plain text, without formulas or number formats",
}

# No budget comes near these limits; a file made to fill the memory does.
MOST_BYTES = 50_000_000
MOST_UNPACKED = 150_000_000
MOST_PARTS = 5_000

SAVE_AS_XLSX = "open it in Excel and save it as Excel Workbook (*.xlsx)"
SAVE_AGAIN = "open it in Excel, let Excel repair it, and save it again"


def open_workbook_file(path: Path, source: Source) -> tuple[bytes, Diagnostic | None]:
    """Return the file's bytes once they are known to be a sound, harmless workbook.

    The whole file is read at once and closed, so that Excel may have it open meanwhile.
    Bytes that come with a diagnostic are `b""`.
    """
    problem = _name_problem(path, source) or _place_problem(path, source)
    if problem:
        return b"", problem
    try:
        data = path.read_bytes()
    except OSError as fault:
        return b"", _open_problem(fault, source)
    problem = _package_problem(data, source)
    return (b"", problem) if problem else (data, None)


def _name_problem(path: Path, source: Source) -> Diagnostic | None:
    if path.name.startswith("~$"):
        message = f"{path.name} is the mark that Excel leaves beside a workbook while it is open"
        hint = f"name the workbook itself: {path.name.removeprefix('~$')}"
        return error("workbook-format", message, source, hint)
    if path.suffix.lower() in EXTENSIONS or path.is_dir() or not path.exists():
        return None
    what = OTHER_FORMATS.get(path.suffix.lower(), "not a format of Excel workbooks")
    message = f'{path.name} cannot be read: "{path.suffix}" is {what}'
    return error("workbook-format", message, source, SAVE_AS_XLSX)


def _place_problem(path: Path, source: Source) -> Diagnostic | None:
    if path.is_dir():
        hint = did_you_mean(path.name, _workbooks_in(path))
        return error("folder-not-file", f"{path.name} is a folder, not a workbook", source, hint)
    if not path.is_file():
        hint = did_you_mean(path.name, _workbooks_in(path.parent))
        return error("missing-file", f"there is no workbook {path.name}", source, hint)
    return _size_problem(_megabytes(path.stat().st_size), _megabytes(MOST_BYTES), "MB", source)


def _workbooks_in(folder: Path) -> list[str]:
    try:
        names = [item.name for item in folder.iterdir() if item.suffix.lower() in EXTENSIONS]
    except OSError:
        return []
    return [name for name in names if not name.startswith("~$")]


def _megabytes(size: int) -> int:
    """Return a size in MB, each that is begun counted as a whole one."""
    return -(-size // 1_000_000)


def _size_problem(size: int, most: int, what: str, source: Source) -> Diagnostic | None:
    if size <= most:
        return None
    message = f"the workbook is too large: {size:,} {what}, where at most {most:,} are read"
    hint = "keep the budget in a workbook of its own, without what is not printed"
    return error("workbook-too-large", message, source, hint)


def _open_problem(fault: OSError, source: Source) -> Diagnostic:
    if isinstance(fault, PermissionError):
        hint = "close it in Excel, or ask for the right to read it, and try again"
        return error("workbook-locked", "the workbook may not be opened now", source, hint)
    message = f"the workbook cannot be opened: {fault.strerror or type(fault).__name__}"
    return error("workbook-locked", message, source, "copy it to this computer and try again")


def _package_problem(data: bytes, source: Source) -> Diagnostic | None:
    """Say in Excel's words what is wrong with the file as a package."""
    found = find_fault(data, Limits(MOST_UNPACKED, MOST_PARTS))
    match found.fault if found else None:
        case Fault.EMPTY:
            hint = "the file holds nothing: fetch it again, or take a copy"
            return error("workbook-damaged", "the workbook is empty (0 bytes)", source, hint)
        case Fault.NOT_ZIP:
            message = "the file has the name of a workbook but is something else"
            return error("workbook-damaged", message, source, SAVE_AS_XLSX)
        case Fault.DAMAGED:
            return damaged(source)
        case Fault.ENCRYPTED:
            hint = "take the password off in Excel: File, Info, Protect Workbook, "
            hint += "Encrypt with Password"
            message = "the workbook is locked with a password"
            return error("workbook-encrypted", message, source, hint)
        case _:
            return _content_problem(found, source) if found else None


def _content_problem(found: Finding, source: Source) -> Diagnostic | None:
    match found.fault:
        case Fault.OLD:
            message = "the file has the name of a new workbook but the Excel format of before 2007"
            return error("workbook-format", message, source, SAVE_AS_XLSX)
        case Fault.STRICT:
            message = 'the workbook is saved as "Strict Open XML", which cannot be read'
            return error("workbook-format", message, source, SAVE_AS_XLSX)
        case Fault.DOCTYPE:
            message = f"the workbook's part {found.part} declares XML entities, as Excel never does"
            hint = "do not trust this file; ask its sender for one saved by Excel"
            return error("workbook-unsafe", message, source, hint)
        case Fault.TOO_MANY_PARTS:
            return _size_problem(found.size, MOST_PARTS, "parts", source)
        case _:
            size, most = _megabytes(found.size), _megabytes(MOST_UNPACKED)
            return _size_problem(size, most, "MB when unpacked", source)


def damaged(source: Source) -> Diagnostic:
    """Return the diagnostic for a workbook that cannot be understood."""
    return error("workbook-damaged", "the workbook is damaged", source, SAVE_AGAIN)
