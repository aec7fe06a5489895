"""Open the file of a workbook: a path comes in, bytes that are safe to parse go out.

Everything that can be wrong with the file as a file is found here, before the reader of
workbooks sees it: not there, another format, encrypted, damaged, or made to do harm.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from reportgen.diagnostics import Diagnostic, did_you_mean, error
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

# How a file begins that holds an encrypted workbook, or an .xls: an OLE container.
OLE_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_FLAG = 0x1
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/"

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
    problem = _format_problem(data, source) or _archive_problem(data, source)
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


def _format_problem(data: bytes, source: Source) -> Diagnostic | None:
    if not data:
        hint = "the file holds nothing: fetch it again, or take a copy"
        return error("workbook-damaged", "the workbook is empty (0 bytes)", source, hint)
    if data.startswith(OLE_CONTAINER):
        return _ole_problem(data, source)
    if not data.startswith(b"PK"):
        message = "the file has the name of a workbook but is something else"
        return error("workbook-damaged", message, source, SAVE_AS_XLSX)
    return None


def _ole_problem(data: bytes, source: Source) -> Diagnostic:
    if ENCRYPTED_PART in data:
        return _encrypted(source)
    message = "the file has the name of a new workbook but the Excel format of before 2007"
    return error("workbook-format", message, source, SAVE_AS_XLSX)


def _encrypted(source: Source) -> Diagnostic:
    hint = "take the password off in Excel: File, Info, Protect Workbook, Encrypt with Password"
    return error("workbook-encrypted", "the workbook is locked with a password", source, hint)


def _archive_problem(data: bytes, source: Source) -> Diagnostic | None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _package_problem(archive, source) or _parts_problem(archive, source)
    # All that zipfile is known to raise at a damaged or odd archive, and zlib below it.
    except (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        return damaged(source)


def damaged(source: Source) -> Diagnostic:
    """Return the diagnostic for a workbook that cannot be understood."""
    return error("workbook-damaged", "the workbook is damaged", source, SAVE_AGAIN)


def _package_problem(archive: ZipFile, source: Source) -> Diagnostic | None:
    """Look at the archive's list alone: zipfile never unpacks more than that list says."""
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        return _encrypted(source)
    size = _megabytes(sum(part.file_size for part in parts))
    return _size_problem(len(parts), MOST_PARTS, "parts", source) or _size_problem(
        size, _megabytes(MOST_UNPACKED), "MB when unpacked", source
    )


def _parts_problem(archive: ZipFile, source: Source) -> Diagnostic | None:
    for name in archive.namelist():
        if name.endswith((".xml", ".rels", ".vml")):
            prolog = _read_prolog(archive, name)
            if prolog.doctype:
                message = f"the workbook's part {name} declares XML entities, as Excel never does"
                hint = "do not trust this file; ask its sender for one saved by Excel"
                return error("workbook-unsafe", message, source, hint)
            if prolog.namespace.startswith(STRICT_NAMESPACE):
                message = 'the workbook is saved as "Strict Open XML", which cannot be read'
                return error("workbook-format", message, source, SAVE_AS_XLSX)
    return None


class _Prolog:
    """What stands before and in the first tag of a part; expat knows every encoding of it."""

    def __init__(self) -> None:
        self.doctype = False
        self.namespace = ""

    def see_doctype(self, *_: object) -> None:
        self.doctype = True
        raise _SeenEnough

    def see_root(self, name: str, _: object) -> None:
        self.namespace = name
        raise _SeenEnough


class _SeenEnough(Exception):  # noqa: N818 - no error, but expat's only way to stop early
    pass


def _read_prolog(archive: ZipFile, name: str) -> _Prolog:
    prolog = _Prolog()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = prolog.see_doctype
    parser.StartElementHandler = prolog.see_root
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except _SeenEnough:
        pass
    except expat.ExpatError as fault:
        raise ValueError(f"{name} is not XML") from fault
    return prolog
