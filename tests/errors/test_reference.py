"""The reference is complete: a page for each code, a code for each page, and all in the index.

The codes are found in the source: wherever a problem is made, its code is written out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pages

HERE = Path(__file__).parent
INDEX = pages.REPOSITORY / "docs" / "problems.md"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
ROW = re.compile(r"^\| \[(?P<code>[a-z-]+)\]\((?P<page>\S+)\) \| (?P<meaning>.+) \|$", re.M)

AFTER_MESSAGE = re.compile(r"^.*(?:error|warning): .* \[[a-z-]+\]\n(.*)", re.M)

Makers = dict[str, int]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    """No problem goes unexplained, and nothing is explained that cannot happen."""
    documented = {page.stem for page in HERE.glob("*.md")}
    assert len(documented) > 80
    assert codes() == documented


def test_the_index_lists_exactly_the_pages(accept: bool) -> None:
    """Each page is in docs/problems.md once, with its first sentence and a link that works."""
    if accept:
        INDEX.write_text(ROW.sub(row, INDEX.read_text(encoding="utf-8")), encoding="utf-8")
    rows = [found.group() for found in ROW.finditer(INDEX.read_text(encoding="utf-8"))]
    assert sorted(rows) == sorted(row(page.stem) for page in HERE.glob("*.md"))


def test_a_page_begins_with_its_code_and_what_it_means() -> None:
    """The heading is what is printed in brackets; a sentence and what to do come before a case."""
    for page in HERE.glob("*.md"):
        heading, _, rest = page.read_text(encoding="utf-8").partition("\n\n")
        explanation = rest.partition("\n## ")[0]
        assert heading == f"# {page.stem}"
        assert len(explanation.split()) > 8, page.name
        assert len(explanation.splitlines()) <= 7, page.name


def test_every_message_says_what_to_do() -> None:
    """A hint stands on the line after each message of every page."""
    texts = [page.read_text(encoding="utf-8") for page in sorted(HERE.glob("*.md"))]
    following = [after for text in texts for after in AFTER_MESSAGE.findall(text)]
    assert len(following) > 100
    assert {after[:8] for after in following} == {"  hint: "}


def row(code: str | re.Match[str]) -> str:
    """Return the index's row for a code, or for the row that names it."""
    name = code if isinstance(code, str) else code["code"]
    text = (HERE / f"{name}.md").read_text(encoding="utf-8").split("\n\n")[1]
    sentence = re.split(r"(?<=[.:])\s", " ".join(text.split()), maxsplit=1)[0]
    return f"| [{name}](../tests/errors/{name}.md) | {sentence.rstrip('.:')} |"


# --- codes in the source --------------------------------------------------------------------


def codes() -> set[str]:
    files = sorted((pages.REPOSITORY / "reportgen").rglob("*.py"))
    found = {code for file in files for code in _codes_in(file)}
    assert len(files) > 50
    return found


def _codes_in(file: Path) -> Iterator[str]:
    """Yield what stands for the code in every call that makes a problem."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = dict(_constants(tree))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    makers: Makers = {"error": 0, "warning": 0, "note": 0, "Diagnostic": 1}
    if any(_name(call) in makers for call in calls):
        makers |= dict(_makers(tree))
        yield from _defaults(tree)
    for call in calls:
        if _name(call) in makers:
            place = f"{file.name}:{call.lineno}"
            yield from _written(_argument(call, makers[_name(call)]), constants, place)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, str(node.value.value)


def _makers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the functions, methods and classes that take a code, and which argument it is."""
    for node in ast.walk(tree):
        for item in node.body if isinstance(node, ast.Module | ast.ClassDef) else ():
            if isinstance(item, ast.FunctionDef):
                names = [argument.arg for argument in item.args.args if argument.arg != "self"]
                of_class = item.name == "__init__" and isinstance(node, ast.ClassDef)
                if "code" in names:
                    yield (node.name if of_class else item.name), names.index("code")


def _defaults(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            with_default = node.args.args[len(node.args.args) - len(node.args.defaults) :]
            for argument, default in zip(with_default, node.args.defaults, strict=True):
                if argument.arg == "code" and isinstance(default, ast.Constant):
                    yield str(default.value)


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    name = getattr(function, "attr", "")
    return "" if name == "note" else name  # a reader notes remarks, which are no problems yet


def _argument(call: ast.Call, place: int) -> ast.expr | None:
    named = next((item.value for item in call.keywords if item.arg == "code"), None)
    return call.args[place] if len(call.args) > place else named


def _written(value: ast.expr | None, constants: dict[str, str], place: str) -> Iterator[str]:
    """Yield a code as written; one that is handed on is written where it comes from."""
    match value:
        case None | ast.Name(id="code") | ast.Attribute(attr="code"):
            return
        case ast.IfExp(body=body, orelse=other):
            yield from _written(body, constants, place)
            yield from _written(other, constants, place)
        case ast.Constant(value=str(code)):
            assert CODE.fullmatch(code), f"{place}: {code!r} is no code"
            yield code
        case ast.Name(id=name) if name in constants:
            yield constants[name]
        case _:
            raise AssertionError(f"{place}: write the code out where the problem is made")
