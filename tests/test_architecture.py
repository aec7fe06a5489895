"""The shape of the code: who may import whom, and who may import which library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "reportgen"

# From the bottom up. A module imports only from floors below its own; modules of one floor do
# not know each other, but for the modules of one package and the pairs in NEIGHBOURS.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("patterns",),
    (
        "source",
        "labels",
        "libreoffice",
        "packages",
        "financial_years",
        "grounds",
        "guidance",
        "carried_texts",
        "characters",
        "dates",
        "descriptions",
        "digests",
        "processes",
        "spreadsheets",
        "working_days",
    ),
    ("diagnostics", "links"),
    ("number_formats", "guesses"),
    ("amounts", "workbook"),
    ("model",),
    ("walk", "budget", "clock", "formulas"),
    ("expressions", "provenance", "requests", "schema", "skeleton", "usage"),
    ("readers", "passes", "checks", "writers", "project", "output", "pages", "pdf"),
    ("gate",),
    ("kinds", "ledger", "output_names", "policy", "recalculate"),
    ("papers", "kept"),
    ("finished", "gathered"),
    ("making",),
    ("press",),
    ("check", "contract", "trace", "workers"),
    ("build",),
    ("cli",),
    ("program",),
    ("__main__",),
)

# One door for each library.
DOORS: dict[str, str | tuple[str, ...]] = {
    "mistune": "readers/markdown",
    "yaml": "readers/manifest",
    "PIL": "readers/pictures",
    "docx": ("writers/word/contract", "readers/word"),
    "docxtpl": ("writers/word/preparing", "writers/word/rendering"),
    "lxml": ("writers/word", "readers/word"),
    "jinja2": (
        "writers/word/rendering",
        "writers/word/sandbox",
        "writers/word/tag_faults",
        "writers/word/contract",
    ),
    "num2words": "amounts",
    "rich": "cli",
    "pikepdf": ("pages", "pdf"),
    "govuk_bank_holidays": "working_days",
}


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 20, "no modules were looked at"
    return found


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    """Return the top-level module or package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(level for level, names in enumerate(FLOORS) if name in names)


def test_an_import_only_goes_down() -> None:
    """A module imports from lower floors, or from its own package."""
    looked_at = 0
    for path in modules():
        if path == PACKAGE / "__init__.py":
            continue
        own = room(path)
        for name in imports(path):
            parts = name.split(".")
            if parts[0] != "reportgen" or len(parts) < 2 or parts[1] == "__version__":
                continue
            looked_at += 1
            if parts[1] != own:
                assert floor(parts[1]) < floor(own), f"{path.name} imports {name}"
    assert looked_at > 50


def test_siblings_do_not_know_each_other() -> None:
    """The readers, the passes and the checks never import another of their own kind."""
    for path in modules():
        relative = path.relative_to(PACKAGE).with_suffix("").parts
        if relative[0] not in ("readers", "passes", "checks") or relative[-1] == "__init__":
            continue
        for name in imports(path):
            parts = name.split(".")
            if parts[:2] == ["reportgen", relative[0]] and len(parts) > 2:
                assert parts[2] in (relative[1], "typography"), f"{path.name} imports {name}"


def test_each_library_has_one_door() -> None:
    """Each outside package is imported in one place only."""
    seen = set()
    for path in modules():
        place = path.relative_to(PACKAGE).with_suffix("").as_posix()
        for name in imports(path):
            library = name.split(".")[0]
            if library in DOORS:
                seen.add(library)
                assert place.startswith(DOORS[library]), f"{place} imports {library}"
    assert seen == set(DOORS)
