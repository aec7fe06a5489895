"""Text in a line: in comes inline content, out come Word's runs, links, fields and pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reportgen.links import link_target
from reportgen.model import (
    AmountText,
    Code,
    CodeBlock,
    DateText,
    Emphasis,
    Expression,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Reference,
    Stated,
    Strikethrough,
    Strong,
    TableCell,
    Text,
)
from reportgen.walk import each, plain
from reportgen.writers.word import styles
from reportgen.writers.word.package import Story
from reportgen.writers.word.targets import NO_BREAK, Targets
from reportgen.writers.word.xml import Xml, clean, element, plain_run, properties, run

LONGEST_TOOLTIP = 255
SHORT_AMOUNT = 20  # characters of an amount that no line breaks in; one in words may break

TEXT_BLOCKS: tuple[type[Paragraph | Heading | TableCell | CodeBlock], ...] = (
    Paragraph,
    Heading,
    TableCell,
    CodeBlock,
)

DrawPicture = Callable[[Picture], Xml]
AddNote = Callable[[Footnote], int]
Control = Callable[[AmountText, str], str]


def printed(node: Inline) -> str:
    """Return the text of a node as it is printed; a day stays on one line."""
    text = plain((node,))
    return text.replace(" ", NO_BREAK) if isinstance(node, DateText) else text


class Look(Struct, frozen=True):
    """How a run stands out from its paragraph."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    style: str = ""
    in_link: bool = False


PLAIN_LOOK = Look()


class InlineWriter:
    """Writes inline content into one story of the document."""

    def __init__(
        self,
        story: Story,
        targets: Targets,
        draw: DrawPicture,
        add_note: AddNote | None,
        control: Control,
    ) -> None:
        """Draw pictures by `draw`. `add_note` takes a footnote; None where there can be none.

        `control` puts a linked amount into its content control.
        """
        self._story = story
        self._control = control
        self._targets = targets
        self._draw = draw
        self._add_note = add_note
        self._writers: dict[type, Callable[[Any, Look], str]] = {
            Text: _text,
            Emphasis: lambda node, look: self.write(node.children, replace(look, italic=True)),
            Strong: lambda node, look: self.write(node.children, replace(look, bold=True)),
            Strikethrough: lambda node, look: self.write(node.children, replace(look, strike=True)),
            Stated: lambda node, look: self.write(node.children, look),
            Code: self._code,
            Link: self._link,
            LineBreak: lambda _, look: f"<w:r>{look_xml(look)}<w:br/></w:r>",
            Picture: self._picture,
            Footnote: self._footnote,
            Reference: lambda node, look: self._targets.reference(node, look_xml(look)),
            AmountText: self._amount,
            DateText: lambda node, look: run(printed(node), look_xml(look)),
            Expression: lambda node, look: run(plain((node,)), look_xml(look)),
        }

    def write(self, content: Inlines, look: Look = PLAIN_LOOK) -> Xml:
        """Return the XML of inline content."""
        return Xml("".join([self._writers[type(node)](node, look) for node in content]))

    def write_cell(self, content: Inlines) -> str:
        """Return the XML of a cell's content. Of thousands of cells, most have one text."""
        if len(content) == 1:
            (node,) = content
            if isinstance(node, Text):
                return plain_run(node.text)
            if isinstance(node, AmountText):
                return self._amount(node, PLAIN_LOOK)
        return self.write(content)

    def _code(self, node: Code, look: Look) -> str:
        return run(node.text, look_xml(replace(look, style=styles.INLINE_CODE)))

    def _amount(self, node: AmountText, look: Look) -> str:
        short = len(node.text) <= SHORT_AMOUNT
        text = node.text.replace(" ", NO_BREAK) if short else node.text
        written = plain_run(text) if look is PLAIN_LOOK else run(text, look_xml(look))
        return self._control(node, written)

    def _link(self, node: Link, look: Look) -> str:
        target = "" if look.in_link else link_target(node.target)
        if not target:
            return self.write(node.children, look)
        inside = replace(look, style=styles.HYPERLINK, in_link=True)
        content = self.write(node.children, inside) or run(target, look_xml(inside))
        shown = {"r:id": self._story.link(target), "w:history": "1"}
        if node.title:
            shown["w:tooltip"] = clean(node.title)[:LONGEST_TOOLTIP]
        return element("w:hyperlink", content, attributes=shown)

    def _picture(self, node: Picture, look: Look) -> str:
        drawing = self._draw(node) if node.data else Xml("")
        # A picture that is not there must not go unseen: its description stands in for it.
        return drawing or run(node.alt, look_xml(replace(look, italic=True)))

    def _footnote(self, node: Footnote, look: Look) -> str:
        if self._add_note is None:
            return run(f" ({_plain_note(node)})", look_xml(look))
        mark = properties("w:rPr", rStyle=styles.FOOTNOTE_REFERENCE)
        number = self._add_note(node)
        return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'


def _text(node: Text, look: Look) -> str:
    return plain_run(node.text) if look is PLAIN_LOOK else run(node.text, look_xml(look))


def _plain_note(note: Footnote) -> str:
    """Return a footnote as plain text, for where Word cannot have a footnote."""
    texts: list[str] = []
    for part in each(note, *TEXT_BLOCKS):
        texts.append(part.text if isinstance(part, CodeBlock) else plain(part.content))
    return " ".join(texts)


@lru_cache(maxsize=256)
def look_xml(look: Look) -> Xml:
    """Return the `w:rPr` of a look."""
    return properties("w:rPr", rStyle=look.style, b=look.bold, i=look.italic, strike=look.strike)
