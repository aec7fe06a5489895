"""The committed template, taken apart; and a way to print it as the writer does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docxtpl
import jinja2
import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Render = Callable[..., Path]


@pytest.fixture(scope="session")
def template(repository: Path) -> Path:
    return repository / "templates" / "board-report.docx"


@pytest.fixture(scope="session")
def parts(template: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(template) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="session")
def style_nodes(parts: dict[str, bytes]) -> dict[str, Any]:
    sheet = etree.fromstring(parts["word/styles.xml"])
    return {node.get(W + "styleId"): node for node in sheet.iter(W + "style")}


@pytest.fixture
def render(template: Path, tmp_path: Path) -> Render:
    """Print the template with the fields given, all others absent, and return the file.

    A person is given as a dictionary of what is known.
    """

    def rendered(**fields: object) -> Path:
        document = docxtpl.DocxTemplate(template)
        environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
        environment.filters["long_date"] = lambda day: f"{day:%-d %B %Y}" if day else ""
        people = {key: person(**value) for key, value in fields.items() if isinstance(value, dict)}
        document.render({**absent(), **fields, **people}, environment, autoescape=True)
        path = tmp_path / "paper.docx"
        document.save(path)
        return path

    return rendered


def absent() -> dict[str, object]:
    """Return the context of a paper that gives no more than it must."""
    texts = ("agenda_item", "purpose", "marking", "wards", "background_papers", "cleared_by")
    return {
        **dict.fromkeys(texts, ""),
        "title": "Commissioning budget",
        "board": "Crime Board",
        "date": date(2022, 3, 22),
        "author": person(),
        "contact": person(),
        "contents": "",
        "body": Blocks("The first paragraph."),
        "appendices": "",
    }


def person(**known: str) -> SimpleNamespace:
    return SimpleNamespace(**{**dict.fromkeys(("name", "role", "email", "telephone"), ""), **known})


class Blocks:
    """Stands for the blocks that the writer puts in place of a slot."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __html__(self) -> str:
        style = '<w:pPr><w:pStyle w:val="NumberedParagraph"/></w:pPr>'
        return f"<w:p>{style}<w:r><w:t>{self.text}</w:t></w:r></w:p>"

    __str__ = __html__
