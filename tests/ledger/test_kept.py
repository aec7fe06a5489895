"""What is kept from build to build saves time, and can do nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from building_projects import TEXTS, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen import kept
from reportgen.kept import LOOKED_AFTER, Kept
from reportgen.processes import machine
from reportgen.project import Project, find_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "reportgen.toml").touch()
    found = find_project(tmp_path)
    assert found is not None
    return found


def files(project: Project, name: str = "frames") -> list[Path]:
    folder = project.build / ".reportgen" / name
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_was_kept_is_found_again(project: Project) -> None:
    """In another build, for just what it was made of, and in no other folder of things."""
    Kept(project, "frames", 20).put("of a", b"A")
    assert Kept(project, "frames", 20).get("of a") == b"A"
    assert Kept(project, "frames", 20).get("of b") is None
    assert Kept(project, "others", 20).get("of a") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(place=st.integers(0, 1_000), bit=st.integers(0, 7), cut=st.booleans())
def test_damage_is_noticed(project: Project, place: int, bit: int, cut: bool) -> None:
    """One bit that is turned is enough, and so is a byte that is missing."""
    here = Kept(project, "frames", 20)
    here.put("of a", b"all that a template prints")
    (path,) = files(project)
    whole = path.read_bytes()
    data = bytearray(whole)
    data[place % len(data)] ^= 1 << bit
    path.write_bytes(whole[: place % len(whole)] if cut else data)
    assert here.get("of a") is None
    here.put("of a", b"all that a template prints")
    assert here.get("of a") == b"all that a template prints"


def test_what_stands_under_another_name_is_not_believed(project: Project) -> None:
    """Whoever mixes the files up does no harm."""
    here = Kept(project, "frames", 20)
    here.put("of a", b"A")
    (first,) = files(project)
    here.put("of b", b"B")
    (second,) = set(files(project)) - {first}
    second.write_bytes(first.read_bytes())
    assert (here.get("of a"), here.get("of b")) == (b"A", None)


def test_what_another_installation_kept_is_not_believed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that comes from somebody else may bring its build folder."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(kept, "installation", lambda: "of somebody else")
        Kept(project, "frames", 20).put("of a", b"A")
    assert len(files(project)) == 1
    assert Kept(project, "frames", 20).get("of a") is None


def test_the_oldest_are_thrown_away(project: Project) -> None:
    """A folder does not grow for ever."""
    here = Kept(project, "frames", 30)
    for number in range(100):
        here.put(f"of {number}", b"A")
        os.utime(max(files(project), key=lambda path: path.stat().st_mtime_ns), (number, number))
        assert len(files(project)) <= 30
    found = [number for number in range(100) if here.get(f"of {number}") is not None]
    assert found[-LOOKED_AFTER:] == list(range(90, 100))
    assert found == list(range(found[0], 100))


def test_large_things_have_less_company(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a limit to the room that all of them take, and to that of one."""
    monkeypatch.setattr(kept, "MOST_IN_ALL", 100_000)
    monkeypatch.setattr(kept, "MOST_BYTES", 20_000)
    here = Kept(project, "frames", 200)
    for number in range(50):
        here.put(f"of {number}", bytes(10_000))
    assert sum(path.stat().st_size for path in files(project)) < 100_000 + LOOKED_AFTER * 10_100
    here.put("too large", bytes(20_000))
    assert here.get("too large") is None


def test_a_folder_that_leads_elsewhere_is_left_alone(project: Project, tmp_path: Path) -> None:
    """Nothing is read or written by way of a link out of the build folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project.build / ".reportgen").mkdir(parents=True)
    (project.build / ".reportgen" / "frames").symlink_to(elsewhere)
    here = Kept(project, "frames", 20)
    here.put("of a", b"A")
    assert (here.get("of a"), list(elsewhere.iterdir())) == (None, [])


def test_a_link_in_the_place_of_a_thing_is_not_followed(project: Project, tmp_path: Path) -> None:
    """Not even to a file that is sealed rightly."""
    here = Kept(project, "frames", 20)
    here.put("of a", b"A")
    (path,) = files(project)
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    assert here.get("of a") is None


def test_where_nothing_can_be_written_nothing_is_kept(project: Project) -> None:
    """It only saves time: a build goes on without."""
    project.build.mkdir(exist_ok=True)
    (project.build / ".reportgen").write_text("a file")
    here = Kept(project, "frames", 20)
    here.put("of a", b"A")
    assert here.get("of a") is None


def test_what_a_kill_left_behind_goes(project: Project) -> None:
    """Half a file is never taken for one; it goes when its process has."""
    here = Kept(project, "frames", 20)
    here.put("of a", b"A")
    (path,) = files(project)
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    part = path.with_name(f".{path.name}.{machine()}-{process.pid}.part")
    part.write_bytes(b"half")
    here = Kept(project, "frames", 20)
    here.put("of b", b"B")
    assert here.get("of a") == b"A"
    assert part not in files(project)


# --- frames, in a project ---------------------------------------------------------------------

CODE = """
import sys
from reportgen.cli import main
code = main({arguments!r})
loaded = {{name.partition(".")[0] for name in sys.modules}}
print(code, *sorted(loaded & {{"docx", "docxtpl", "jinja2"}}))
"""


def run(root: Path, *arguments: str) -> str:
    """Run a command in a process of its own; return its code, and what it loaded for templates."""
    command = [sys.executable, "-c", CODE.format(arguments=list(arguments))]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one paper."""
    for name in ("reportgen.toml", "shared/standing.md"):
        put(tmp_path / name, TEXTS[name])
    for name in ("paper.yaml", "purpose.md"):
        put(tmp_path / "content/plain" / name, TEXTS[f"content/plain/{name}"])
    return tmp_path


def put_own_template(root: Path) -> None:
    """Put the template that is carried into the project, with a file more in it."""
    own = root / "templates/board-report.docx"
    own.parent.mkdir()
    shutil.copy(Path(__file__).parents[2] / "templates/board-report.docx", own)
    with zipfile.ZipFile(own, "a") as package:
        package.writestr("docProps/mark.txt", "ours")


def test_an_edit_of_the_text_loads_nothing_that_renders_templates(root: Path) -> None:
    """What prints the fields is needed when a field is another one, and not for the text; what
    takes a template apart only for a house's own."""
    assert run(root, "build", "plain", "--to", "docx") == "0 jinja2"
    put_own_template(root)
    assert run(root, "build", "plain", "--to", "docx") == "0 docx docxtpl jinja2"
    text = root / "content/plain/purpose.md"
    put(text, text.read_text(encoding="utf-8") + "\nAnother paragraph.\n")
    assert run(root, "build", "plain", "--to", "docx") == "0"
    manifest = root / "content/plain/paper.yaml"
    put(manifest, manifest.read_text(encoding="utf-8").replace("title: ", "title: Not "))
    assert run(root, "build", "plain", "--to", "docx") == "0 docx docxtpl jinja2"


def test_who_only_looks_keeps_nothing(root: Path) -> None:
    """A check writes no file, not even in the build folder."""
    assert run(root, "check", "plain").startswith("0")
    assert not (root / "build").exists()
