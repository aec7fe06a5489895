"""Pages in a browser: whoever reads them, on whatever screen, can; and their HTML is valid.

axe-core looks at them in headless Chromium, and the Nu validator reads them.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image, ImageDraw

from reportgen.cli import main

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".pytest_cache" / "html"
SAMPLE = "2022-03-22-commissioning-budget"
LOOKS = 4  # at each page: light and dark, wide and as on a telephone


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> list[Path]:
    """The sample's page, and one with every kind of block."""
    root = tmp_path_factory.mktemp("pages")
    for name in ("content", "budgets"):
        shutil.copytree(repository / name, root / name)
    paper = root / "content" / "every-block"
    shutil.copytree(HERE / "every-block", paper)
    draw_bars(paper / "bars.png")
    letter = docx.Document()
    letter.add_paragraph("A letter.")
    letter.save(str(paper / "letter.docx"))
    (root / "reportgen.toml").touch()
    with contextlib.chdir(root):
        assert main(["build", "--to", "html"]) == 0
    return [root / "build" / f"{name}.html" for name in (SAMPLE, "every-block")]


@pytest.fixture(scope="module")
def modules() -> Path:
    """The folder with the programs of package.json, installed once beside pytest's own cache.

    Their scripts are not run: all that is wanted is files, and one of them would fetch a Java.
    """
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    done = CACHE / "installed.json"
    if not done.is_file() or done.read_text(encoding="utf-8") != lock:
        CACHE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, CACHE)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=CACHE)
        done.write_text(lock, encoding="utf-8")
    return CACHE


def test_axe_finds_nothing_light_or_dark_wide_or_narrow(pages: list[Path], modules: Path) -> None:
    """WCAG 2.2 holds, contrasts are 7 to 1, nothing runs over the edge, nothing is fetched."""
    done = run("node", HERE / "look.mjs", modules, program("chromium"), *pages)
    result = json.loads(done)
    assert result["found"] == []
    assert result["looks"] == LOOKS * len(pages)


def test_axe_would_find_what_is_wrong(pages: list[Path], modules: Path, tmp_path: Path) -> None:
    """The same look at a spoiled page finds its faults, so that it would have found others."""
    text = pages[0].read_text(encoding="utf-8")
    text = text.replace('<html lang="en-GB">', "<html>").replace("--grey: #4b5563", "--grey: #999")
    spoiled = tmp_path / "spoiled.html"
    spoiled.write_text(text.replace("max-width: 46rem", "min-width: 60rem"), encoding="utf-8")
    found = json.loads(run("node", HERE / "look.mjs", modules, program("chromium"), spoiled))
    all_of_it = "\n".join(found["found"])
    for fault in ("[html-has-lang]", "[color-contrast]", "pixels wider than the screen"):
        assert fault in all_of_it


def test_the_validator_finds_no_error(pages: list[Path], modules: Path, tmp_path: Path) -> None:
    """The Nu validator has nothing to say on these pages, and something on a spoiled one."""
    spoiled = tmp_path / "spoiled.html"
    text = pages[0].read_text(encoding="utf-8")
    spoiled.write_text(text.replace("</h1>", "</h2>"), encoding="utf-8")
    messages = validated(modules, *pages, spoiled)
    assert {Path(message["url"]).name for message in messages} == {"spoiled.html"}


def validated(modules: Path, *paths: Path) -> list[dict[str, Any]]:
    jar = modules / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [program("java"), "-jar", jar, "--format", "json", "--exit-zero-always", *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    # It also warns that `img-src data:` shuts out pictures that are data, which is not so.
    return [message for message in messages if message["type"] == "error"]


def draw_bars(path: Path) -> None:
    image = Image.new("RGB", (600, 300), "white")
    pen = ImageDraw.Draw(image)
    for place in range(6):
        pen.rectangle((40 + place * 90, 250 - place * 40, 100 + place * 90, 270), fill="#1F3A5F")
    image.save(path)


def run(name: str, *arguments: str | Path, cwd: Path | None = None) -> str:
    command = [program(name), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, cwd=cwd, env=os.environ
    )
    assert done.returncode == 0, f"{name} failed:\n{done.stderr}"
    return done.stdout


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"these tests need {name}: sh tests/install-libreoffice")
    return found
