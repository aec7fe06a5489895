"""The project on disk. In: a folder, a name or a path as written. Out: what it stands for.

Nothing outside the project's root is ever read: every path that a person wrote in a paper goes
through `resolve`.
"""

from reportgen.project.paths import (
    declarations,
    entries,
    find_template,
    may_be_read,
    outside,
    relative,
    resolve,
    templates,
)
from reportgen.project.places import find_paper, new_paper, papers
from reportgen.project.settings import MANIFEST, Project, Settings, find_project
from reportgen.project.text import read_text

__all__ = [
    "MANIFEST",
    "Project",
    "Settings",
    "declarations",
    "entries",
    "find_paper",
    "find_project",
    "find_template",
    "may_be_read",
    "new_paper",
    "outside",
    "papers",
    "read_text",
    "relative",
    "resolve",
    "templates",
]
