"""The project on disk. In: a folder, a name or a path as written. Out: what it stands for.

Nothing outside the project's root is ever read: every path that a person wrote in a paper goes
through `resolve`.
"""

from reportgen.project.paths import (
    declarations,
    entries,
    find_template,
    folders_to_come,
    may_be_read,
    outside,
    own_declarations,
    own_templates,
    place_of,
    relative,
    resolve,
    templates,
)
from reportgen.project.places import find_paper, new_paper, papers
from reportgen.project.settings import MANIFEST, Project, Settings, find_project
from reportgen.project.text import read_bytes, read_text

__all__ = [
    "MANIFEST",
    "Project",
    "Settings",
    "declarations",
    "entries",
    "find_paper",
    "find_project",
    "find_template",
    "folders_to_come",
    "may_be_read",
    "new_paper",
    "outside",
    "own_declarations",
    "own_templates",
    "papers",
    "place_of",
    "read_bytes",
    "read_text",
    "relative",
    "resolve",
    "templates",
]
