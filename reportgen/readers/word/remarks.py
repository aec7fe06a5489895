"""What is said of a Word file while it is read. In: each thing met. Out: one warning for a kind.

A Word file has no lines to point to, so a remark quotes the words that the first thing of its
kind begins with.
"""

from __future__ import annotations

from enum import Enum

from reportgen.diagnostics import Diagnostic, Diagnostics, warning
from reportgen.source import Source

LONGEST_QUOTE = 50
KEEP_LOOK = "write look: keep beside its name to carry the file as it looks"


class Plain(Enum):
    """What has no place in the paper and is set as plain text: one of it, and several."""

    TEXT_BOX = ("a text box", "{} text boxes")
    EQUATION = ("an equation", "{} equations")
    NESTED_TABLE = ("a table within a table", "{} tables within tables")
    DIAGRAM = ("a chart or diagram", "{} charts or diagrams")
    WORD_ART = ("a piece of WordArt", "{} pieces of WordArt")
    SYMBOL = ("a sign of a symbol font", "{} signs of symbol fonts")
    UNKNOWN = ("something that is not known here", "{} things that are not known here")


class LeftOut(Enum):
    """What a reader of the file sees, or should not see, and the paper leaves out."""

    CONTENTS = ("its list of contents", "its {} lists of contents")
    HIDDEN = ("a hidden text", "{} hidden texts")
    EDGES = ("its header or footer", "its headers and footers")


class OldNumber(Enum):
    """What the text names by a number that is another one in the paper."""

    PAGE = (
        "a reference to a page keeps the number of the old page",
        "{} references to pages keep the numbers of the old pages",
    )
    CAPTION = (
        "a caption is numbered anew, and the text names its old number",
        "{} captions are numbered anew, and the text names their old numbers",
    )


Kind = Plain | LeftOut | OldNumber
HINTS: dict[Kind, str] = {
    OldNumber.PAGE: f"name a heading or a paragraph there in Word; or {KEEP_LOOK}",
    OldNumber.CAPTION: f"write the caption's own words there in Word; or {KEEP_LOOK}",
    LeftOut.CONTENTS: "its page numbers would be wrong: set contents: in paper.yaml for a new one",
    LeftOut.HIDDEN: "if it is to be read, show it in Word: Home, Font, Hidden",
    LeftOut.EDGES: f"the paper has its own; {KEEP_LOOK}",
}


class Remarks:
    """The remarks on one file. `problems` are what is said in full, one by one."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self._met: dict[Kind, list[str]] = {}

    def note(self, kind: Kind, words: str) -> None:
        """Note one thing of a kind, with the words it begins with."""
        self._met.setdefault(kind, []).append(words)

    def diagnostics(self) -> Diagnostics:
        """Return everything there is to say, one warning for each kind of remark."""
        return (*self.problems, *(self._say(kind, met) for kind, met in self._met.items()))

    def _say(self, kind: Kind, met: list[str]) -> Diagnostic:
        one, several = kind.value
        what = one if len(met) == 1 else several.format(len(met))
        quoted = next((f": {quote(words)}" for words in met if words.strip()), "")
        hint = HINTS.get(kind, KEEP_LOOK)
        match kind:
            case LeftOut():
                message = f"{what} {'is' if len(met) == 1 else 'are'} left out{quoted}"
                return warning("word-left-out", message, self.source, hint)
            case OldNumber():
                return warning("word-old-number", f"{what}{quoted}", self.source, hint)
            case Plain():
                verb = "is" if len(met) == 1 else "are"
                message = f"{what} of the Word file {verb} set as plain text{quoted}"
                return warning("word-made-plain", message, self.source, hint)


def quote(words: str) -> str:
    """Return the first words of a text in quotation marks."""
    text = " ".join(words.split())
    if len(text) <= LONGEST_QUOTE:
        return f'"{text}"'
    return f'"{text[:LONGEST_QUOTE].rpartition(" ")[0] or text[:LONGEST_QUOTE]}..."'
