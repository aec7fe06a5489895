"""The zip file that a Word file is. In: a template or the parts of a file. Out: faults or bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.packages import Fault, Limits, find_fault
from reportgen.source import Source

# A template is a page or two of frame; these are far beyond any, and far below what would hurt.
MOST_FILES = 2_000
MOST_BYTES = 100_000_000

# APPNOTE 4.4: how entries are packed, and what is said of them.
RAW = -zlib.MAX_WBITS
DEFLATED = 8
LEVEL = 5  # the usual 6 takes half as long again, for files that are a tenth smaller
UTF_8 = 0x800
UNIX = 3
PRIVATE = 0o600

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


class Packed(Struct, frozen=True):
    """A part as a zip file has it: deflated, with the length and the checksum of its data."""

    deflated: bytes
    size: int
    checksum: int


def pack(data: bytes) -> Packed:
    """Return a part deflated, the same bytes for the same data (with one zlib)."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
    return Packed(deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data))


def unpack(packed: Packed) -> bytes:
    """Return a part's data. Raises ValueError when they are not what was packed."""
    inflate = zlib.decompressobj(RAW)
    try:
        data = inflate.decompress(packed.deflated, packed.size + 1)
    except zlib.error as fault:
        raise ValueError("the part is damaged") from fault
    if len(data) != packed.size or zlib.crc32(data) != packed.checksum:
        raise ValueError("the part is damaged")
    return data


def zip_bytes(entries: Mapping[str, Packed], when: datetime) -> bytes:
    """Return a zip file with its entries in a fixed order, all of one date.

    It is what Python's own zipfile would write (APPNOTE 4.3), which deflates everything anew.
    """
    stamp = _stamp(when)
    local, central = io.BytesIO(), io.BytesIO()
    names = sorted(entries, key=lambda name: (name not in FIRST, name))
    for name in names:
        packed, place = entries[name], local.tell()
        flags, written = (0, name.encode()) if name.isascii() else (UTF_8, name.encode())
        about = (flags, DEFLATED, *stamp, packed.checksum, len(packed.deflated), packed.size)
        lengths = (len(written), 0)
        local.write(struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, *about, *lengths) + written)
        local.write(packed.deflated)
        more = (0, 0, 0, PRIVATE << 16, place)
        head = struct.pack("<4sBBHHHHHIIIHHHHHII", b"PK\1\2", 20, UNIX, 20, *about, *lengths, *more)
        central.write(head + written)
    size, place = central.tell(), local.tell()
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(names), len(names), size, place, 0)
    return local.getvalue() + central.getvalue() + end


def _stamp(when: datetime) -> tuple[int, int]:
    """Return a time and a date as a zip file has them, which knows the years 1980 to 2107."""
    year = min(max(when.year, 1980), 2107) - 1980
    time = when.hour << 11 | when.minute << 5 | when.second // 2
    return time, year << 9 | when.month << 5 | when.day


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
