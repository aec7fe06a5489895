"""Paths as people write them. In: a path in a paper. Out: a file inside the project, or why not."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Diagnostics, ReportgenError, did_you_mean, error
from reportgen.project.settings import Project
from reportgen.source import NOWHERE, Source

DECLARATIONS = (".yaml", ".yml")  # the endings of their files


def relative(project: Project, path: Path) -> str:
    """Return a path as a Source shows it: from the root, with forward slashes."""
    root, text = f"{project.root}{os.sep}", str(path)
    if text.startswith(root):
        return text[len(root) :].replace(os.sep, "/")
    for shown in (path, _real(path)):
        if shown.is_relative_to(project.root):
            return shown.relative_to(project.root).as_posix()
    return path.as_posix()


def resolve(
    project: Project, paper_folder: Path, written: str, source: Source
) -> tuple[Path | None, Diagnostics]:
    """Return the file that a paper means by a path, or say why there is none.

    The path is from the root when it begins with the name of a folder there, else from the
    paper's folder; either slash will do. What leads out of the root, by `..` or by a symbolic
    link, is refused: a paper may come from anybody.
    """
    text = _with_slashes(written)
    try:
        path = Path(os.path.normpath(_base(project, paper_folder, text) / text))
        if _is_absolute(text) or not is_inside(project, path):
            return None, (outside(written, source),)
        if path.is_file():
            return path, ()
        return None, (_not_a_file(project, paper_folder, path, written, source),)
    except (OSError, ValueError):  # too long for the system, or with characters it cannot name
        hint = "write the name of a file, such as purpose.md"
        return None, (error("missing-file", "no file can have this name", source, hint),)


def place_of(project: Project, paper_folder: Path, written: str) -> tuple[Path, ...]:
    """Return where in the project the file of a path would be; nothing for what leads out."""
    text = _with_slashes(written)
    try:
        path = Path(os.path.normpath(_base(project, paper_folder, text) / text))
        return (path,) if not _is_absolute(text) and is_inside(project, path) else ()
    except (OSError, ValueError):
        return ()


def folders_to_come(project: Project, written: str) -> tuple[Path, ...]:
    """Return the folder at the root that a path would begin in if it were there; else nothing."""
    first, slash, _ = _with_slashes(written).partition("/")
    folder = project.root / first
    try:
        is_to_come = slash and first not in ("", ".", "..") and not folder.is_dir()
    except (OSError, ValueError):
        return ()
    return (folder,) if is_to_come else ()


def own_templates(project: Project, name: str) -> tuple[Path, ...]:
    """Return where a project's own template of a name is, or would be; not what leads out."""
    path = project.templates / Path(_template_file(name)).name
    return (path,) if is_inside(project, path) else ()


def own_declarations(project: Project, name: str) -> tuple[Path, ...]:
    """Return where a project's own declaration of a kind is, or would be; not what leads out."""
    places = (project.templates / f"{name}{ending}" for ending in DECLARATIONS)
    return tuple(path for path in places if is_inside(project, path))


def find_template(project: Project, name: str, source: Source) -> tuple[Path | None, Diagnostics]:
    """Return a Word template by its name: the project's own, else one that the package carries.

    The name is that of a file, with or without `.docx`; it cannot lead to another folder.
    """
    file = _template_file(name)
    known = _templates(project)
    path = known.get(file)
    if path is None:
        message = f'there is no template "{file}" in {project.settings.templates}/'
        return None, (error("unknown-template", message, source, did_you_mean(file, known)),)
    if may_be_read(project, path):
        return path, ()
    return None, (outside(f"{project.settings.templates}/{file}", source),)


def templates(project: Project) -> tuple[Path, ...]:
    """Return the templates that papers of a project can name: its own, and those carried.

    Raises ReportgenError when one is a symbolic link that leads out of the project.
    """
    found = tuple(_templates(project).values())
    linked = [path for path in found if not may_be_read(project, path)]
    if linked:
        folder = project.settings.templates
        raise ReportgenError(*(outside(f"{folder}/{path.name}", NOWHERE) for path in linked))
    return found


def declarations(project: Project | None) -> dict[str, Path]:
    """Return the declarations of kinds by the kinds' names: the carried ones, then a project's own.

    One of the project's hides a carried one of its name.
    """
    own = entries(project.templates) if project else ()
    found = (path for path in (*entries(_carried()), *own) if path.suffix in DECLARATIONS)
    return {path.stem: path for path in found if not path.name.startswith(".")}


def may_be_read(project: Project | None, path: Path) -> bool:
    """Tell whether a template or a declaration is carried, or in the project."""
    inside = project is not None and is_inside(project, path)
    return inside or _real(path).is_relative_to(_real(_carried()))


def _template_file(name: str) -> str:
    return name if name.lower().endswith(".docx") else f"{name}.docx"


def _templates(project: Project) -> dict[str, Path]:
    """Return templates by their names; one of the project's hides a carried one of its name."""
    known = {path.name: path for path in (*entries(_carried()), *entries(project.templates))}
    return {name: path for name, path in known.items() if re.fullmatch(r"[^~.].*\.docx", name)}


def is_inside(project: Project, path: Path) -> bool:
    """Tell whether a path is in the root once all symbolic links are followed."""
    real = os.path.realpath(path)
    return real.startswith(f"{project.root}{os.sep}") or Path(real).is_relative_to(project.root)


def outside(written: str, source: Source) -> Diagnostic:
    """Return the error for a path that leads out of the project."""
    message = f'"{written}" leads out of the project, and nothing outside it is read'
    hint = "copy the file into the project's folder and name it from there"
    return error("outside-project", message, source, hint)


def entries(folder: Path) -> tuple[Path, ...]:
    """Return what is in a folder, sorted; nothing when it is no folder or is closed to us."""
    try:
        return tuple(sorted(folder.iterdir()))
    except OSError:
        return ()


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _with_slashes(written: str) -> str:
    return written.strip().replace("\\", "/")


def _base(project: Project, paper_folder: Path, text: str) -> Path:
    first, slash, _ = text.partition("/")
    at_root = slash and first not in ("", ".", "..") and (project.root / first).is_dir()
    return project.root if at_root else paper_folder


def _is_absolute(text: str) -> bool:
    """Tell whether a path begins at a root or a drive, on whatever system it was written."""
    return re.match(r"/|~/|[A-Za-z]:", text) is not None


def _not_a_file(
    project: Project, paper_folder: Path, path: Path, written: str, source: Source
) -> Diagnostic:
    if not written.strip():
        return error("missing-file", "the path is empty", source, "write the name of a file")
    if path.is_dir():
        inside = [entry.name for entry in entries(path) if entry.is_file()]
        hint = f"name a file in it: {', '.join(inside[:12])}" if inside else "name a file"
        return error("folder-not-file", f'"{written}" is a folder, not a file', source, hint)
    message = f'there is no file "{written}"'
    hint = _where_it_may_be(project, paper_folder, path, written)
    return error("missing-file", message, source, hint)


def _where_it_may_be(project: Project, paper_folder: Path, path: Path, written: str) -> str:
    from_root = Path(os.path.normpath(project.root / written.strip().replace("\\", "/")))
    near = _nearest(project, path) or _nearest(project, from_root)
    if near is None:
        folder = relative(project, path.parent)
        return f"it was looked for in {folder}/; a path may also begin at the project's root"
    in_paper = near.is_relative_to(paper_folder)
    shown = near.relative_to(paper_folder).as_posix() if in_paper else relative(project, near)
    if relative(project, near).casefold() == relative(project, path).casefold():
        return f'it is called "{shown}": capital letters count'
    return f'did you mean "{shown}"?'


def _nearest(project: Project, path: Path) -> Path | None:
    """Return the file in the project whose path is most like one that does not exist."""
    import difflib  # see diagnostics.did_you_mean

    found = project.root
    for part in path.relative_to(found).parts if path.is_relative_to(found) else ():
        names = [entry.name for entry in entries(found)] if is_inside(project, found) else []
        same = [name for name in names if name == part]
        alike = [name for name in names if name.casefold() == part.casefold()]
        near = (same + alike + difflib.get_close_matches(part, names, n=1))[:1]
        if not near:
            return None
        found = found / near[0]
    return found if found.is_file() else None


def _carried() -> Path:
    """Return the folder of the templates in the wheel, or in the repository this runs from."""
    package = Path(__file__).parents[1]
    in_wheel = package / "templates"
    return in_wheel if in_wheel.is_dir() else package.parent / "templates"
