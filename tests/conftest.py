"""Fixtures shared by all tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# No test measures time. What has to pass before a change lands tries the same inputs each time;
# on a developer's machine every run tries others.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

Convert = Callable[[Path, str, Path], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="write what the tool prints now into the expectations under tests/",
    )


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def repository() -> Path:
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file by LibreOffice, in a profile of this run's own; return the new file."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("these tests need LibreOffice: apt-get install libreoffice-writer-nogui")
    profile = tmp_path_factory.mktemp("libreoffice-profile").as_uri()

    def convert(source: Path, target_format: str, outdir: Path) -> Path:
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
        command += [target_format, "--outdir", str(outdir), str(source)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        made = outdir / f"{source.stem}.{target_format.split(':')[0]}"
        assert made.exists(), f"LibreOffice could not convert {source.name}: {run.stderr}"
        return made

    return convert
