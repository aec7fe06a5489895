"""Stories: in comes the text of a document, a header or a note, out it goes fit for the paper."""

from __future__ import annotations

from reportgen.writers.word.appended.bookmarks import Bookmarks
from reportgen.writers.word.appended.field_codes import Names
from reportgen.writers.word.appended.fields import carry_fields
from reportgen.writers.word.appended.ids import number_anew
from reportgen.writers.word.appended.lists import Lists
from reportgen.writers.word.appended.look import Look
from reportgen.writers.word.appended.markup import unwrap
from reportgen.writers.word.appended.parts import Parts, is_open
from reportgen.writers.word.appended.problems import Problems
from reportgen.writers.word.appended.theme import Theme
from reportgen.writers.word.opc import Part
from reportgen.writers.word.package import WordFile
from reportgen.writers.word.slots import Element
from reportgen.writers.word.xml import R, w


class Stories:
    """What the stories of one file have in common."""

    def __init__(
        self, file: WordFile, prefix: str, theme: Theme, look: Look, lists: Lists, parts: Parts,
        problems: Problems,
    ) -> None:  # fmt: skip
        self._file, self._prefix = file, prefix
        self._theme, self._look, self._lists, self._parts = theme, look, lists, parts
        self._problems = problems
        self.bookmarks = Bookmarks(prefix, file.next_id)

    def carry(self, root: Element, name: str, into: Part) -> None:
        """Carry a story from the part `name` of its file into our part `into`, in place."""
        names = Names(self._prefix, self.bookmarks.name, self._look.name, is_open, self._problems)
        carry_fields(root, names)
        self._parts.carry(root, name, into)
        self._follow_anchors(root)
        self.bookmarks.carry(root)
        self._look.carry(root)
        self._lists.carry(root)
        self._theme.settle(root)
        number_anew(root, self._prefix, self._file.next_id)

    def _follow_anchors(self, root: Element) -> None:
        """Have links within the file lead to the bookmarks' new names."""
        for node in list(root.iter(w("hyperlink"))):
            old = str(node.get(w("anchor"), ""))
            if node.get(f"{{{R}}}id") or not old:
                continue
            name = self.bookmarks.name(old)
            if name:
                node.set(w("anchor"), name)
            else:
                self._problems.dangling(old)
                unwrap(node)
