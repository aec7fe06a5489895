"""Take the templates apart that come with reportgen: `python templates/make_ready.py`.

In: the Word files beside this one. Out: each as it stands before a paper's fields are printed in
it, in the folder `ready` of the Word writer, so that a build with one of them need not load what
takes templates apart. To be run when a template has changed, or how one is taken apart.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from reportgen.writers.word.prepared import ENDING, FOLDER, place
from reportgen.writers.word.preparing import prepare


def main() -> None:
    """Write what is ready of every template, and delete what is of none."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob(f"*{ENDING}"):
        path.unlink()
    for path in sorted(Path(__file__).parent.glob("*.docx")):
        template = path.read_bytes()
        place(template).write_bytes(msgspec.msgpack.encode(prepare(template)))


if __name__ == "__main__":
    main()
