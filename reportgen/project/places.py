"""A project's papers. In: a project and what the user called a paper. Out: folders."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reportgen.diagnostics import ReportgenError, did_you_mean, error
from reportgen.patterns import regex
from reportgen.project.paths import entries, is_inside, outside, relative
from reportgen.project.settings import MANIFEST, Project
from reportgen.source import NOWHERE

NAME = regex(r"[^\W_][\w.()-]*(?<![.])")
NAME_LIMIT = 100  # characters; Windows has 260 for a whole path
# What Windows calls its devices by, with any ending.
DEVICE = regex(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def papers(project: Project) -> tuple[Path, ...]:
    """Return the folders under `content/` that hold a `paper.yaml`, in the order of their names.

    Raises ReportgenError when one is a symbolic link that leads out of the project.
    """
    found = _papers(project)
    linked = [folder for folder in found if not is_inside(project, folder / MANIFEST)]
    if linked:
        shown = (f"{project.settings.content}/{folder.name}/{MANIFEST}" for folder in linked)
        raise ReportgenError(*(outside(path, NOWHERE) for path in shown))
    return found


def find_paper(project: Project, name_or_path: str) -> Path:
    """Return a paper's folder by its name under `content/`, or by a path to it or its manifest.

    A path is from where the user stands, else from the root. Raises ReportgenError when there
    is no such paper, or when it is not in the project.
    """
    for base in (project.content, Path.cwd(), project.root):
        path = Path(os.path.normpath(base / name_or_path))
        folder = path.parent if path.name == MANIFEST else path
        if _is_paper(folder):
            if not is_inside(project, folder / MANIFEST):
                raise ReportgenError(outside(name_or_path, NOWHERE))
            return project.root / relative(project, folder)
    message = f'there is no paper "{name_or_path}": no such folder with a {MANIFEST}'
    known = [folder.name for folder in _papers(project)]
    hint = did_you_mean(Path(name_or_path).name, known)
    where = f"a paper is a folder under {project.settings.content}/ that holds a {MANIFEST}"
    raise ReportgenError(error("unknown-paper", message, NOWHERE, hint or where))


def new_paper(project: Project, name: str) -> Path:
    """Return the folder that a new paper of this name will have; nothing is made.

    Raises ReportgenError when no folder can have the name on every system, when one has it
    already, or when the folder of the papers is not in the project.
    """
    shown = f"{project.settings.content}/{name}"
    if not can_name_a_folder(name):
        message = f'"{name}" cannot be the name of a paper\'s folder'
        raise ReportgenError(error("paper-name", message, NOWHERE, _better(name)))
    if not is_inside(project, project.content):
        raise ReportgenError(outside(project.settings.content, NOWHERE))
    same = (entry for entry in entries(project.content) if entry.name.casefold() == name.casefold())
    if next(same, None):
        message = f"{shown} is there already, and nothing was changed in it"
        hint = "choose another name, or rename the folder that is there"
        raise ReportgenError(error("paper-exists", message, NOWHERE, hint))
    return project.content / name


def can_name_a_folder(name: str) -> bool:
    """Tell whether a folder or a file can have the name on Windows, too; no path is a name."""
    return bool(NAME.fullmatch(name)) and len(name) <= NAME_LIMIT and not DEVICE.fullmatch(name)


def _better(name: str) -> str:
    near = re.sub(r"[^\w.()-]+", "-", name.replace("'", "").replace("\u2019", "")).strip("-_.")
    if near != name and can_name_a_folder(near):
        return f"for example: {near}"
    return "use letters, digits and hyphens, such as 2022-03-22-budget"


def _papers(project: Project) -> tuple[Path, ...]:
    folders = (entry for entry in entries(project.content) if not entry.name.startswith("."))
    return tuple(folder for folder in folders if _is_paper(folder))


def _is_paper(folder: Path) -> bool:
    try:
        return (folder / MANIFEST).is_file()
    except (OSError, ValueError):  # a name that the system cannot have
        return False
