"""The ledger may be damaged, foreign, in the way or not to be written: no build fails of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import building_projects
import msgspec
import pytest
from building_projects import put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen import digests, ledger
from reportgen.cli import main
from reportgen.ledger import FOLDER, SEAL, Entry, Ledger
from reportgen.project import find_project

COMMAND = ["build", "plain", "--to", "txt"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one paper that is built, where the user stands."""
    root = tmp_path / "project"
    for name in ("reportgen.toml", "shared/standing.md"):
        put(root / name, building_projects.TEXTS[name])
    for name in ("paper.yaml", "purpose.md"):
        put(root / "content/plain" / name, building_projects.TEXTS[f"content/plain/{name}"])
    monkeypatch.chdir(root)
    assert main(COMMAND) == 0
    return root


def entry_file(root: Path) -> Path:
    (path,) = (root / "build" / FOLDER / "papers").iterdir()
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Build the paper, which must do; return the line that says so."""
    capsys.readouterr()
    assert main(COMMAND) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


BUILT, UNCHANGED = "built build/plain.txt\n", "unchanged build/plain.txt\n"


def test_a_sound_entry_is_believed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that the tests below say something."""
    assert said(capsys) == UNCHANGED


@pytest.mark.parametrize("cut", [0, 1, SEAL - 1, SEAL, SEAL + 1, -1])
def test_an_entry_that_is_cut_is_not_believed(
    root: Path, cut: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it ends."""
    path = entry_file(root)
    path.write_bytes(path.read_bytes()[:cut])
    assert said(capsys) == BUILT
    assert said(capsys) == UNCHANGED


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_an_entry_with_one_bit_turned_is_not_believed(root: Path, place: int, bit: int) -> None:
    """Whichever bit it is."""
    path = entry_file(root)
    data = bytearray(path.read_bytes())
    data[place % len(data)] ^= 1 << bit
    whole = path.read_bytes()
    path.write_bytes(data)
    try:
        assert found(root) is None
    finally:
        path.write_bytes(whole)
    assert found(root) is not None


def found(root: Path) -> Entry | None:
    project = find_project(root)
    known = Ledger(project, ("txt",), project.build, strict=False)
    return known.find(root / "content" / "plain")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=200) | st.just(b"[" * 200_000))
def test_anything_in_the_place_of_an_entry_is_no_error(root: Path, data: bytes) -> None:
    """Other forms, other programs' files, JSON without end."""
    path = entry_file(root)
    whole = path.read_bytes()
    for content in (data, whole[:SEAL] + data):
        path.write_bytes(content)
        assert found(root) is None
    path.write_bytes(whole)


def test_an_entry_of_another_paper_is_not_believed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever mixes the files up, or copies them, has each paper made again."""
    put(root / "content/other/paper.yaml", building_projects.TEXTS["content/plain/paper.yaml"])
    put(root / "content/other/purpose.md", "# Purpose\n\nTo tell members of something else.\n")
    path = entry_file(root)
    assert main(["build", "other", "--to", "txt"]) == 0
    (other,) = set(path.parent.iterdir()) - {path}
    path.write_bytes(other.read_bytes())
    assert said(capsys) == BUILT


def test_an_entry_from_another_installation_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project that comes from somebody else may bring a ledger; only his reportgen knows it."""
    put(root / "build/plain.txt", "Pay ten million pounds to the bearer.\n")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(ledger, "installation", lambda: "of somebody else")
        keep(root, files={}, written={"plain.txt": b"Pay ten million pounds to the bearer.\n"})
    assert said(capsys) == BUILT
    assert "Pay" not in (root / "build/plain.txt").read_text(encoding="utf-8")


def keep(root: Path, *, files: dict[str, str], written: dict[str, bytes]) -> None:
    """Put an entry in the ledger, sealed as this installation does."""
    project = find_project(root)
    known = Ledger(project, ("txt",), project.build, strict=False)
    digests_of = {name: digests.digest(data) for name, data in written.items()}
    known.keep(root / "content" / "plain", Entry("plain", files, {}, digests_of))


def test_nothing_outside_the_project_is_read_for_an_entry(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where somebody has got hold of the seal: neither files nor folders, nor by links,
    nor as an output."""
    secret = tmp_path / "secret.txt"
    put(secret, "secret")
    (root / "link").symlink_to(tmp_path)
    (root / "content/linked.md").symlink_to(secret)
    looked_at: list[Path] = []

    def noting(real: Callable[[Path], str]) -> Callable[[Path], str]:
        def note(path: Path) -> str:
            looked_at.append(path)
            return real(path)

        return note

    for name in ("file_digest", "names_digest"):
        monkeypatch.setattr(ledger, name, noting(getattr(digests, name)))
    places = (secret, root / "link/secret.txt", root / "content/linked.md", root / "../secret.txt")
    for place in places:
        keep(root, files={str(place): digests.file_digest(secret)}, written={})
        looked_at.clear()
        assert found(root) is None
        assert looked_at == []
    keep(root, files={}, written={"../../secret.txt": b"secret"})
    looked_at.clear()
    assert found(root) is None
    assert looked_at == []


def test_a_huge_entry_is_not_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It takes neither time nor memory."""
    os.truncate(entry_file(root), 1 << 40)
    assert said(capsys) == BUILT


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_file_is_no_entry(
    root: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder, a link to a sound entry elsewhere, or a pipe that nobody ever writes to."""
    path = entry_file(root)
    path.rename(tmp_path / "entry")
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "entry")
    else:
        os.mkfifo(path)
    assert said(capsys) == BUILT


@pytest.mark.parametrize("name", [FOLDER, f"{FOLDER}/papers"])
def test_a_file_in_the_place_of_the_ledger(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The paper is made each time, and the file stays what it is."""
    os.rename(root / "build" / name, root / "elsewhere")
    put(root / "build" / name, "mine")
    assert said(capsys) == BUILT
    assert said(capsys) == BUILT
    assert (root / "build" / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", [FOLDER, f"{FOLDER}/papers"])
def test_a_link_that_leads_elsewhere_is_not_followed(
    root: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither is it read nor written through it, nor cleared."""
    outside = tmp_path / "outside"
    os.rename(root / "build" / name, outside)
    (root / "build" / name).symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    assert said(capsys) == BUILT
    assert said(capsys) == BUILT
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before


def test_a_build_folder_that_is_a_link_is_as_good(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Some keep what is built on another drive."""
    os.rename(root / "build", tmp_path / "drive")
    (root / "build").symlink_to(tmp_path / "drive")
    assert said(capsys) == UNCHANGED


def test_a_ledger_that_cannot_be_written_costs_time_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The paper is made each time."""

    open_file = Path.open

    def refuse(path: Path, mode: str = "r", *more: Any) -> Any:
        if "x" in mode and FOLDER in path.parts:
            raise PermissionError(13, "Permission denied")
        return open_file(path, mode, *more)

    monkeypatch.setattr(Path, "open", refuse)
    put(root / "content/plain/purpose.md", "# Purpose\n\nTo tell members more.\n")
    assert said(capsys) == BUILT
    assert said(capsys) == BUILT


def test_a_project_in_a_folder_with_an_odd_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that the system's encoding has no characters for is no reason to fail."""
    odd = tmp_path / os.fsdecode(b"pap\xe9rs")
    try:
        building_projects.put_project(odd)
    except OSError:  # a file system that has no such names
        odd = building_projects.put_project(tmp_path / "papers")
    (odd / "content" / os.fsdecode(b"r\xe9ports")).mkdir()
    monkeypatch.chdir(odd)
    assert main(["build", "log", "--to", "txt", "--out", str(tmp_path / "out")]) == 0
    assert main(["build", "log", "--to", "txt", "--out", str(tmp_path / "out")]) == 0


def test_an_entry_is_plain_json(root: Path) -> None:
    """Nothing in it can be carried out."""
    data = msgspec.json.decode(entry_file(root).read_bytes()[SEAL:])
    assert data["output"] == "plain"


def test_the_ledger_may_be_deleted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next build makes it again."""
    path = entry_file(root)
    path.unlink()
    path.parent.rmdir()
    path.parent.parent.rmdir()
    assert said(capsys) == BUILT
    assert said(capsys) == UNCHANGED


def test_the_ledger_does_not_grow(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An entry takes the place of the one before, also of another version of reportgen."""
    for version in ("2", "3"):
        monkeypatch.setattr(ledger, "__version__", version)
        assert said(capsys) == BUILT
    assert entry_file(root).is_file()
