"""Open a Word file. In: a path. Out: its bytes, known to be sound and harmless, or why not.

What makes a file unfit is found here, before a reader or a writer sees it: another format, a
password, damage, harm, text that is not in it yet, and changes that nobody has decided on.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Diagnostic, Diagnostics, error
from reportgen.model import WordFile
from reportgen.packages import Fault, Finding, Limits, find_fault
from reportgen.readers.word.changes import count_changes, count_comments
from reportgen.readers.word.dangling import find_dangling
from reportgen.readers.word.package import Package, read_package
from reportgen.readers.word.xml import Element, UnsafeXmlError, each
from reportgen.source import Source

# A scanned letter of a hundred pages is smaller; a file made to fill the memory is not.
MOST_BYTES = 50_000_000
MOST_UNPACKED = 150_000_000
MOST_XML = 40_000_000
MOST_PARTS = 5_000

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STORIES = ("header", "footer", "footnotes", "endnotes")

SAVE_AS_DOCX = "open it in Word and save it as Word Document (*.docx)"
SAVE_AGAIN = "open it in Word, let Word repair it, and save it again"
SMALLER = "compress its pictures in Word (Picture Format, Compress Pictures), or take parts out"
OTHER_MAINS = {
    "macroEnabled": ("the Word file holds macros", SAVE_AS_DOCX),
    "wordprocessingml.template": ("the file is a Word template, not a document", SAVE_AS_DOCX),
    "spreadsheetml": (
        "the file is a workbook under the name of a Word file",
        "give it the ending .xlsx, and name it under workbooks: in paper.yaml",
    ),
    "presentationml": (
        "the file is a presentation under the name of a Word file",
        "put what is to be printed of it into a Word file, as pictures or text",
    ),
    "": ("the file is a zip archive, but no Word file", SAVE_AS_DOCX),
}
UNSAFE_HINT = "do not trust this file; ask its sender for one saved by Word"
UNLOCK = "take the password off in Word: File, Info, Protect Document, Encrypt with Password"


def open_word_file(
    path: Path, source: Source, *, accept_changes: bool = False
) -> tuple[WordFile | None, Diagnostics]:
    """Return a Word file once it is known to be sound and harmless.

    Tracked changes and comments are refused with their counts unless `accept_changes` says that
    the changes are to be accepted and the comments left out. References inside the file that
    lead nowhere are warnings.
    """
    data, problems = read_word_file(path, source)
    if problems:
        return None, problems
    problems = _problems(data, source, accept_changes=accept_changes)
    refused = any(problem.code != "word-dangling" for problem in problems)
    return (None if refused else WordFile(data, source, accept_changes)), problems


def read_word_file(path: Path, source: Source) -> tuple[bytes, Diagnostics]:
    """Return the bytes of a file that is not too large, without a look at what they are."""
    if path.name.startswith("~$"):
        return b"", (_lock_file(path, source),)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as fault:
        message = f"the Word file cannot be read: {fault.strerror or type(fault).__name__}"
        hint = "close it in other programs, or ask for the right to read it"
        return b"", (error("file-unreadable", message, source, hint),)
    if size > MOST_BYTES:
        return b"", (_too_large(_megabytes(size), _megabytes(MOST_BYTES), "MB", source),)
    return data, ()


def open_package(data: bytes, source: Source) -> tuple[Package | None, Diagnostics]:
    """Return the package of a Word file that is sound and harmless, whatever its text says."""
    found = find_fault(data, Limits(MOST_UNPACKED, MOST_PARTS), thorough=True)
    if found:
        return None, (_say(found, source),)
    try:
        package = read_package(data)
        problem = _kind_problem(package, source) or _parts_problem(package, source)
    except UnsafeXmlError:
        return None, (_unsafe("[Content_Types].xml", source),)
    except (ValueError, KeyError):
        return None, (damaged(source),)
    return (None, (problem,)) if problem else (package, ())


def _lock_file(path: Path, source: Source) -> Diagnostic:
    message = f"{path.name} is the mark that Word leaves beside a file while it is open"
    return error("word-format", message, source, "name the Word file itself, without ~$")


def _problems(data: bytes, source: Source, *, accept_changes: bool) -> Diagnostics:
    package, problems = open_package(data, source)
    if package is None:
        return problems
    stories = (package.main, *(part for kind in STORIES for part in package.related(kind)))
    roots = [root for part in stories if (root := package.root(part)) is not None]
    unfit = _embedded(roots, source)
    if not accept_changes:
        unfit += _undecided(roots, source)
    return unfit + find_dangling(package, stories, source)


def _say(found: Finding, source: Source) -> Diagnostic:
    match found.fault:
        case Fault.TOO_MANY_PARTS:
            return _too_large(found.size, MOST_PARTS, "parts", source)
        case Fault.TOO_LARGE:
            size, most = _megabytes(found.size), _megabytes(MOST_UNPACKED)
            return _too_large(size, most, "MB when unpacked", source)
        case Fault.DOCTYPE:
            return _unsafe(found.part, source)
        case Fault.ENCRYPTED:
            message = "the Word file is locked with a password"
            return error("word-encrypted", message, source, UNLOCK)
        case _:
            return _unreadable(found.fault, source)


def _unreadable(fault: Fault, source: Source) -> Diagnostic:
    match fault:
        case Fault.EMPTY:
            hint = "the file holds nothing: fetch it again, or take a copy"
            return error("word-damaged", "the Word file is empty (0 bytes)", source, hint)
        case Fault.OLD:
            message = "the file has the name of a new Word file but the format of before 2007"
            return error("word-format", message, source, SAVE_AS_DOCX)
        case Fault.NOT_ZIP:
            message = "the file has the name of a Word file but is something else"
            return error("word-format", message, source, SAVE_AS_DOCX)
        case Fault.STRICT:
            message = 'the Word file is saved as "Strict Open XML", which cannot be read'
            return error("word-format", message, source, SAVE_AS_DOCX)
        case _:
            return damaged(source)


def damaged(source: Source) -> Diagnostic:
    """Return the diagnostic for a Word file that cannot be understood."""
    return error("word-damaged", "the Word file is damaged", source, SAVE_AGAIN)


def _unsafe(part: str, source: Source) -> Diagnostic:
    message = f"the Word file's part {part} declares XML entities, as Word never does"
    return error("word-unsafe", message, source, UNSAFE_HINT)


def _too_large(size: int, most: int, what: str, source: Source) -> Diagnostic:
    message = f"the Word file is too large: {size:,} {what}, where at most {most:,} are read"
    return error("word-too-large", message, source, SMALLER)


def _megabytes(size: int) -> int:
    """Return a size in MB, each that is begun counted as a whole one."""
    return -(-size // 1_000_000)


def _kind_problem(package: Package, source: Source) -> Diagnostic | None:
    kind = package.types.get(package.main, "")
    if any(name.lower().endswith("vbaproject.bin") for name in package.parts):
        kind = "macroEnabled"
    if kind == MAIN:
        return None
    if package.main and package.main not in package.parts:
        return error("word-damaged", "the Word file has no text in it", source, SAVE_AGAIN)
    message, hint = next(said for part, said in OTHER_MAINS.items() if part in kind)
    return error("word-format", message, source, hint)


def _parts_problem(package: Package, source: Source) -> Diagnostic | None:
    """Parse every part that is XML by its type, whatever its name ends in."""
    for part, kind in package.types.items():
        if kind.endswith(("+xml", "/xml")) and not kind.startswith("image/"):
            size, most = _megabytes(len(package.parts[part])), _megabytes(MOST_XML)
            if size > most:
                return _too_large(size, most, "MB of text", source)
            try:
                package.root(part)
            except UnsafeXmlError:
                return _unsafe(part, source)
    return None


def _embedded(roots: list[Element], source: Source) -> Diagnostics:
    """Report text that stands in a file inside the file, or in another file altogether."""
    if not any(True for root in roots for _ in each(root, "w:altChunk", "w:subDoc")):
        return ()
    message = "part of the text is in an embedded file that Word has not merged yet"
    hint = "open it in Word and save it: Word puts the text into the file itself"
    return (error("word-embedded", message, source, hint),)


def _undecided(roots: list[Element], source: Source) -> Diagnostics:
    changes, comments = count_changes(roots), count_comments(roots)
    counts = [_count(changes, "tracked change"), _count(comments, "comment")]
    if not changes and not comments:
        return ()
    message = f"the Word file has {' and '.join(count for count in counts if count)}"
    hint = (
        "accept or reject the changes and delete the comments in Word; or write "
        "accept_changes: true beside its name, which accepts all and leaves comments out"
    )
    return (error("word-changes", message, source, hint),)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
