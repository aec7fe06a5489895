"""The zip file that a Word file is: in comes a template as bytes, out go faults or tidy bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.packages import Fault, Limits, find_fault
from reportgen.source import Source

# A template is a page or two of frame; these are far beyond any, and far below what would hurt.
MOST_FILES = 2_000
MOST_BYTES = 100_000_000

Change = Callable[[bytes], bytes]

DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS = b"macroEnabled"
TYPES = "[Content_Types].xml"
FIRST = (TYPES, "_rels/.rels")
SAVE_AGAIN = "open the template in Word and save it again as a Word document (.docx)"
SMALLER = "use a template without large pictures"


def check_template(data: bytes, source: Source) -> Diagnostics:
    """Report a template that is not a Word document, or not one that is safe to open."""
    message, hint = _problem(data)
    return (error("template-file", message, source, hint),) if message else ()


def damaged(source: Source, detail: str = "") -> Diagnostic:
    """Return the error for a template whose zip is whole and whose parts are not."""
    reason = f" ({detail.splitlines()[0]})" if detail else ""
    message = f"the template is damaged and cannot be opened{reason}"
    return error("template-file", message, source, SAVE_AGAIN)


def repack(data: bytes, when: datetime, changes: dict[str, Change]) -> bytes:
    """Return a package with its files in a fixed order, all of one date, and some of them changed.

    The same parts give the same bytes, whenever and wherever they were made (with one zlib).
    """
    # A zip file knows the years from 1980 to 2107.
    date = (min(max(when.year, 1980), 2107), *when.timetuple()[1:6])
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            content = old.read(name)
            new.writestr(entry, changes[name](content) if name in changes else content)
    return target.getvalue()


def _problem(data: bytes) -> tuple[str, str]:
    found = find_fault(data, Limits(MOST_BYTES, MOST_FILES), thorough=True)
    match found.fault if found else None:
        case None:
            return _kind_problem(data), SAVE_AGAIN
        case Fault.EMPTY | Fault.NOT_ZIP:
            return "the template is not a Word document", SAVE_AGAIN
        case Fault.OLD | Fault.ENCRYPTED:
            return "the template has a password, or is an old Word file (.doc)", SAVE_AGAIN
        case Fault.TOO_MANY_PARTS | Fault.TOO_LARGE:
            return "the template is too large when unpacked", SMALLER
        case Fault.STRICT:
            return 'the template is saved as "Strict Open XML"', SAVE_AGAIN
        case Fault.DOCTYPE:
            part = found.part if found else ""
            message = f"the template's part {part} declares a DOCTYPE, which Word never writes"
            return message, SAVE_AGAIN
        case _:
            return "the template is damaged", SAVE_AGAIN


def _kind_problem(data: bytes) -> str:
    """Return what is wrong with a whole package: another kind of file, or one with macros."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        types = file.read(TYPES) if TYPES in names else b""
    if MACROS in types or any(name.endswith("vbaProject.bin") for name in names):
        return "the template holds macros"
    if TEMPLATE in types:
        return "the template is a Word template (.dotx)"
    return "" if DOCUMENT in types else "the template is not a Word document"
