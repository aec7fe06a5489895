"""Five Word files as five programs write them. Out: the bytes of a `.docx`, the same each time.

    pandoc_file        footnotes, nested lists, a picture, a table, code
    libreoffice_file   endnotes, a landscape page, header and footer, a text box, a footnote
    python_docx_file   comments, pictures, sections of both orientations, lists
    hand_made_file     nested bookmarks, fields, content controls, a chart, custom numbering
    as_word_file       rsids, mc:AlternateContent, w14 ids, theme, settings; tracked changes on wish

Each file's words are its own (`Pandora`, `Liberty`, `Python`, `Handmade`, `Wordish` stand in each
of its paragraphs), so that a test can tell whose text it sees.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest import mock

from faults import png

from word_files.as_word import as_word_file
from word_files.by_hand import hand_made_file
from word_files.in_odf import FLAT_TEXT
from word_files.in_python import python_docx_file

__all__ = [
    "as_word_file",
    "hand_made_file",
    "libreoffice_file",
    "pandoc_file",
    "python_docx_file",
]

Convert = Callable[[Path, str, Path], Path]

MARKDOWN = """\
---
title: Pandora report
---

# Pandora first heading

The Pandora grant was paid.[^one] It was spent on *Pandora mentoring* and
**Pandora outreach**, see <https://example.org/pandora>.

[^one]: Pandora first note, with [a link](https://example.org/note).

1. Pandora one
   a. Pandora letter a
      - Pandora bullet
      - Pandora second bullet
   b. Pandora letter b
2. Pandora two.[^two]

[^two]: Pandora second note.

Pandora between the lists

1. Pandora begins again
2. Pandora goes on

| Pandora area | Pandora amount |
|:-------------|---------------:|
| Pandora North |          1,200 |
| Pandora South |            800 |

: Pandora table

![Pandora picture](picture.png){width=5cm}

## Pandora second heading {#pandora-second}

```
Pandora code
```

> Pandora quotation, see [the heading](#pandora-second).
"""


@cache
def pandoc_file() -> bytes:
    """Return what pandoc makes of Markdown with its own reference document."""
    import pypandoc  # only here: it carries the whole program

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "picture.png").write_bytes(png(60, 40))
        target = Path(folder, "made.docx")
        with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH="1647907200"):
            pypandoc.convert_text(
                MARKDOWN,
                "docx",
                format="markdown",
                outputfile=str(target),
                extra_args=[f"--resource-path={folder}"],
            )
        return target.read_bytes()


def libreoffice_file(convert: Convert, folder: Path) -> bytes:
    """Return what LibreOffice makes of an OpenDocument text. `convert` is the `soffice` fixture."""
    source = folder / "liberty.fodt"
    source.write_text(FLAT_TEXT, encoding="utf-8")
    return convert(source, "docx", folder).read_bytes()
