"""The blocks of a text: mistune's tokens in, the model's blocks out."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from reportgen import model
from reportgen.model import Attributes, Block, Blocks, Figure, ListStyle, Paragraph, Picture
from reportgen.readers.markdown.attributes import split_attributes
from reportgen.readers.markdown.block_parser import Token
from reportgen.readers.markdown.captions import pair_captions
from reportgen.readers.markdown.characters import as_written, decode
from reportgen.readers.markdown.directives import read_directive
from reportgen.readers.markdown.inlines import read_inlines, report_html
from reportgen.readers.markdown.parser import text_of
from reportgen.readers.markdown.raw_html import has_tags, text_of_html, without_comments
from reportgen.readers.markdown.reading import Reading
from reportgen.readers.markdown.slips import (
    report_lone_caption,
    report_typed_blocks,
    report_typed_marks,
    report_year,
)
from reportgen.readers.markdown.tables import read_table, report_uneven_table


def read_blocks(tokens: list[Token], reading: Reading) -> Blocks:
    """Return the blocks that the tokens of one container stand for."""
    captions, lone = pair_captions(tokens)
    spent = set(captions.values())
    blocks: list[Block] = []
    for place, token in enumerate(tokens):
        if token["type"] == "table":
            caption = tokens[captions[place]] if place in captions else None
            blocks.append(read_table(token, caption, reading))
        elif token["type"] in _READERS and place not in spent:
            if place in lone:
                report_lone_caption(text_of(token), token["line"], reading)
            blocks += _READERS[token["type"]](token, reading)
    return tuple(blocks)


def _paragraph(token: Token, reading: Reading) -> Blocks:
    line = token["line"]
    text, attributes = split_attributes(text_of(token))
    report_uneven_table(text, line, reading)
    report_typed_marks(text, line, reading)
    report_typed_blocks(text, line, reading)
    content = read_inlines(text, line, reading)
    if len(content) == 1 and isinstance(content[0], Picture):
        return (_figure(content[0], attributes, reading),)
    return (Paragraph(content, reading.source(line), attributes),) if content else ()


def _figure(picture: Picture, attributes: Attributes, reading: Reading) -> Figure:
    """A picture alone in its paragraph: its title is the caption."""
    line = picture.source.line
    words, own = split_attributes(picture.title)
    caption = read_inlines(words, line, reading)
    chosen = own if attributes == model.PLAIN else attributes
    return Figure(picture, reading.source(line), caption, chosen)


def _heading(token: Token, reading: Reading) -> Blocks:
    line = token["line"]
    text, attributes = split_attributes(text_of(token))
    content = read_inlines(text, line, reading)
    return (model.Heading(token["attrs"]["level"], content, reading.source(line), attributes),)


def _list(token: Token, reading: Reading) -> Blocks:
    attrs = token["attrs"]
    style = ListStyle.NUMBER if attrs["ordered"] else ListStyle.BULLET
    items = tuple(_item(item["children"], reading) for item in token["children"])
    source, start = reading.source(token["line"]), int(attrs.get("start", 1))
    report_year(start, token["line"], reading)
    return (model.List(style, items, source, start, tight=bool(token["tight"])),)


def _item(tokens: list[Token], reading: Reading) -> model.ListItem:
    """A list item; what its first paragraph is labelled with is the item's."""
    place, *rest = tokens
    blocks, attributes = read_blocks(rest, reading), model.PLAIN
    if blocks and isinstance(first := blocks[0], Paragraph):
        attributes = first.attributes
        blocks = (replace(first, attributes=model.PLAIN), *blocks[1:])
    return model.ListItem(blocks, reading.source(place["line"]), attributes)


def _quote(token: Token, reading: Reading) -> Blocks:
    outside, reading.in_quote = reading.in_quote, True
    blocks = read_blocks(token["children"], reading)
    reading.in_quote = outside
    return (model.BlockQuote(blocks, reading.source(token["line"])),)


def _code(token: Token, reading: Reading) -> Blocks:
    text = as_written(str(token["raw"])).removesuffix("\n")
    info = as_written(str(token.get("attrs", {}).get("info", "")))
    directive = read_directive(info, text, token["line"], reading)
    if directive:
        return (directive,)
    language = decode(info).split(maxsplit=1)[:1]
    return (model.CodeBlock(text, reading.source(token["line"]), "".join(language)),)


def _break(token: Token, reading: Reading) -> Blocks:
    return (model.ThematicBreak(reading.source(token["line"])),)


def _html(token: Token, reading: Reading) -> Blocks:
    """Raw HTML: comments are dropped, tags are reported and their text printed plainly."""
    raw, line = as_written(str(token["raw"])), token["line"]
    if raw.lstrip().startswith("<!--") and "-->" not in raw:
        reading.error(
            "unclosed-comment",
            "a comment begins here and never ends: the rest of the text would be lost",
            line,
            "close it with -->",
        )
    html = without_comments(raw)
    if not html.strip():
        return ()
    if has_tags(html):
        report_html(html, line, reading)
    text = " ".join(text_of_html(html).split())
    typed = model.Text(text, ((0, line),))
    return (Paragraph((typed,), reading.source(line)),) if text else ()


_READERS: dict[str, Callable[[Token, Reading], Blocks]] = {
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "heading": _heading,
    "list": _list,
    "block_quote": _quote,
    "block_code": _code,
    "thematic_break": _break,
    "block_html": _html,
}
