"""The zip file that a Word file is: in comes a template as bytes, out go faults or tidy bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.source import Source

# A template is a page or two of frame; these are far beyond any, and far below what would hurt.
MOST_FILES = 2_000
MOST_BYTES = 100_000_000

Change = Callable[[bytes], bytes]

OLD_FILE = b"\xd0\xcf\x11\xe0"  # an OLE container: a .doc, or a .docx with a password
DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACROS = b"macroEnabled"
TYPES = "[Content_Types].xml"
FIRST = (TYPES, "_rels/.rels")
SAVE_AGAIN = "open the template in Word and save it again as a Word document (.docx)"


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
    if data.startswith(OLD_FILE):
        return "the template has a password, or is an old Word file (.doc)", SAVE_AGAIN
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return next(_problems(file), ("", ""))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        what = "is damaged" if data.startswith(b"PK") else "is not a Word document"
        return f"the template {what}", SAVE_AGAIN
    except Exception as fault:  # zlib.error has no name without importing zlib
        return f"the template is damaged ({fault})", SAVE_AGAIN


def _problems(file: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    names = file.namelist()
    if len(names) > MOST_FILES or sum(item.file_size for item in file.infolist()) > MOST_BYTES:
        yield "the template is too large when unpacked", "use a template without large pictures"
    if TYPES not in names:
        yield "the template is not a Word document", SAVE_AGAIN
    types = file.read(TYPES)
    if MACROS in types or any(name.endswith("vbaProject.bin") for name in names):
        yield "the template holds macros", SAVE_AGAIN
    if DOCUMENT not in types:
        kind = "a Word template (.dotx)" if TEMPLATE in types else "not a Word document"
        yield f"the template is {kind}", SAVE_AGAIN
    yield from (_entities(name) for name in names if _holds_entities(name, file.read(name)))


def _holds_entities(name: str, data: bytes) -> bool:
    # UTF-16 has a zero byte beside each letter.
    is_xml = name.lower().endswith((".xml", ".rels"))
    return is_xml and b"<!DOCTYPE" in data.replace(b"\0", b"")


def _entities(name: str) -> tuple[str, str]:
    return f"the template's part {name} declares a DOCTYPE, which Word never writes", SAVE_AGAIN
