"""Word files whose stored field results are spoilt, so that what they show is worked out anew."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

FIELD = re.compile(
    r'fldCharType="begin"/></w:r>.*?<w:instrText[^>]*> (?P<code>.*?) </w:instrText>.*?'
    r'fldCharType="separate"/></w:r>(?P<result>.*?)<w:r>(?:<w:rPr>.*?</w:rPr>)?'
    r'<w:fldChar w:fldCharType="end"/>',
    re.S,
)
TEXT = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")


def spoilt(docx: Path, copy: Path, *kinds: str) -> Path:
    """Copy a Word file with ZZ for the result of every field of these kinds, such as REF."""

    def spoil(field: re.Match[str]) -> str:
        if not field["code"].startswith(kinds):
            return field[0]
        return field[0].replace(field["result"], TEXT.sub("<w:t>ZZ</w:t>", field["result"]))

    with ZipFile(docx) as old, ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = FIELD.sub(spoil, data.decode()).encode()
            new.writestr(name, data)
    return copy
