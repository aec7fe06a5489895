"""Templates that are ready to be printed. In: a template's bytes. Out: its tags and its parts.

To make one ready takes docxtpl and python-docx, which take longer to load than a short paper to
build. So those that the package carries are carried ready as well: `ready/` has a file for each,
by the digest of the template, which `templates/make_templates.py` writes. They are MessagePack of
the structs below, so that nothing in them can be carried out.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from reportgen.diagnostics import Diagnostics
from reportgen.writers.word.opc import Stored
from reportgen.writers.word.tags import TagLine

FOLDER = Path(__file__).with_name("ready")
ENDING = ".msgpack"


class Step(Struct, frozen=True):
    """A part with tags in it: its text as Jinja reads it, and what people call the part."""

    part: str
    source: str
    where: str


class Prepared(Struct, frozen=True):
    """A template taken apart: what is wrong with it, or its tags and its parts.

    `names` are what a paper must have, each with what people call the part that asks for it;
    `lines` the paragraphs with tags; `steps` the parts with tags in the order in which they are
    printed. `package` are all parts, None for those of a damaged file; `document` is the name of
    the one that holds the text, and `shell` that part without it.
    """

    faults: Diagnostics = ()
    names: tuple[tuple[str, str], ...] = ()
    lines: tuple[TagLine, ...] = ()
    steps: tuple[Step, ...] = ()
    package: Stored | None = None
    document: str = ""
    shell: bytes = b""

    def lines_in(self, where: str) -> tuple[TagLine, ...]:
        """Return the paragraphs with tags of a part."""
        return tuple(line for line in self.lines if line.where == where)


def carried(template: bytes) -> Prepared | None:
    """Return a template of the package's own as it is carried ready, None for any other."""
    try:
        ready = msgspec.msgpack.decode(place(template).read_bytes(), type=Prepared)
    except (OSError, msgspec.DecodeError):
        return None
    return ready if ready.package else None


def place(template: bytes) -> Path:
    """Return where a template would be carried ready."""
    return FOLDER / f"{sha256(template).hexdigest()[:32]}{ENDING}"
