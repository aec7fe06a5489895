"""The text of a block: Markdown in, the model's inline content out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen import model
from reportgen.guesses import Guesses
from reportgen.patterns import regex
from reportgen.readers.markdown.attributes import looks_like_attributes
from reportgen.readers.markdown.block_parser import Token
from reportgen.readers.markdown.characters import address, as_written, decode
from reportgen.readers.markdown.parser import DEPTH, key_of
from reportgen.readers.markdown.raw_html import BREAK, has_tags, text_of_html, without_comments
from reportgen.readers.markdown.reading import Reading
from reportgen.readers.markdown.slips import report_typed_markup, report_typed_references
from reportgen.readers.typography import Piece, set_type

_WHITE = regex(r"[ \t\n]+")
_LINE_END = regex(r"\s*\n\s*")
_NEIGHBOURS = {"linebreak": "\n", "inline_html": "", "mark": "", "unclosed": "", "expression": "0"}
_WORD = "\ufffc"  # how code, a picture or a reference looks to the text beside it


def read_inlines(text: str, line: int, reading: Reading) -> model.Inlines:
    """Return the inline content of a block's text that begins on `line`."""
    tokens = reading.parser.inlines(text, line)
    leaves = list(_leaves(tokens))
    _find_lines(leaves, line)
    for leaf in leaves:
        if leaf["type"] == "text":
            raw = leaf["raw"] = _in_one_line(decode(leaf["raw"]))
            _report_slips(raw, line, reading)
        elif leaf["type"] == "softbreak":
            leaf.update(type="text", raw=" ")
    _set_type(leaves)
    return _read(tokens, reading, 0)


def _leaves(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        if token["type"] == "image" or "children" not in token:
            yield token
        else:
            yield from _leaves(token["children"])


def _find_lines(leaves: list[Token], line: int) -> None:
    """Give each text its line: that on which what stands before it ends."""
    for leaf in leaves:
        if leaf["type"] == "text":
            leaf["line"] = line
        else:
            line = leaf.get("last_line", line)


def _in_one_line(text: str) -> str:
    """Return a text with white space in it made one blank."""
    is_so = "  " not in text and "\n" not in text and "\t" not in text
    return text if is_so else _WHITE.sub(" ", text)


def _report_slips(text: str, line: int, reading: Reading) -> None:
    """Report marks that would be printed; most texts have none of their characters."""
    if "{" in text:
        _report_label(text, line, reading)
    if "@" in text:
        report_typed_references(text, line, reading)
    if "**" in text or "](" in text:
        report_typed_markup(text, line, reading)


def _report_label(text: str, line: int, reading: Reading) -> None:
    """Report a label that would be printed. A text has no line of its own, only its block's."""
    unread = looks_like_attributes(text)
    if unread:
        reading.warning(
            "unread-label",
            f"{unread} looks like a label, but is printed as text",
            line,
            "put it at the end of its paragraph, heading or item: {#par-name}",
        )


def _set_type(leaves: list[Token]) -> None:
    pieces: list[Piece] = [
        (leaf["raw"], True)
        if leaf["type"] == "text"
        else (_NEIGHBOURS.get(leaf["type"], _WORD), False)
        for leaf in leaves
    ]
    for leaf, text in zip(leaves, set_type(pieces), strict=True):
        if leaf["type"] == "text":
            leaf["raw"] = text


def _read(tokens: list[Token], reading: Reading, depth: int) -> model.Inlines:
    nodes = [node for token in tokens for node in _READERS[token["type"]](token, reading, depth)]
    return tuple(_joined(nodes))


def _joined(nodes: list[model.Inline]) -> Iterator[model.Inline]:
    """Yield the nodes with neighbouring texts made one."""
    texts: list[model.Text] = []
    for node in nodes:
        if isinstance(node, model.Text):
            texts.append(node)
            continue
        if texts:
            yield _one_text(texts)
            texts = []
        yield node
    if texts:
        yield _one_text(texts)


def _one_text(texts: list[model.Text]) -> model.Text:
    """Join texts, white space in them made one blank; `lines` has the places of new lines."""
    parts: list[str] = []
    lines: list[tuple[int, int]] = []
    length, last = 0, ""
    if len(texts) == 1 and _in_one_line(texts[0].text) == texts[0].text:
        return texts[0]
    for text in texts:
        part = _in_one_line(text.text)
        part = part[1:] if last == " " and part[:1] == " " else part
        lines += [(length, line) for _, line in text.lines if not lines or lines[-1][1] != line]
        length, last = length + len(part), part[-1:] or last
        parts.append(part)
    return model.Text("".join(parts), tuple(lines))


def _text(token: Token, _reading: Reading, _depth: int) -> tuple[model.Inline, ...]:
    text = as_written(str(token["raw"]))
    return (_typed(text, token["line"]),) if text else ()


def _typed(text: str, line: int) -> model.Text:
    return model.Text(text, ((0, line),))


def _children(token: Token, reading: Reading, depth: int) -> model.Inlines:
    if depth + 1 == DEPTH:
        reading.warning(
            "nested-too-deep",
            f"emphasis or links stand in each other more than {DEPTH} deep; "
            "what is further in is printed as it is typed",
            token.get("line", 0),
            "take out the asterisks and brackets that are not needed",
        )
    return _read(token["children"], reading, depth + 1)


def _emphasis(token: Token, reading: Reading, depth: int) -> Iterator[model.Inline]:
    yield model.Emphasis(_children(token, reading, depth))


def _strong(token: Token, reading: Reading, depth: int) -> Iterator[model.Inline]:
    yield model.Strong(_children(token, reading, depth))


def _strikethrough(token: Token, reading: Reading, depth: int) -> Iterator[model.Inline]:
    yield model.Strikethrough(_children(token, reading, depth))


def _stated(token: Token, reading: Reading, depth: int) -> Iterator[model.Inline]:
    said_by = as_written(_in_one_line(decode(token["said_by"]))).strip()
    source = reading.source(token["line"])
    yield model.Stated(_children(token, reading, depth), said_by, source)


def _code(token: Token, _reading: Reading, _depth: int) -> Iterator[model.Inline]:
    yield model.Code(as_written(str(token["raw"])))


def _link(token: Token, reading: Reading, depth: int) -> Iterator[model.Inline]:
    target, title, source = _target(token, reading), _title(token), reading.source(token["line"])
    _no_expression(title, "a link's title", token, reading)
    yield model.Link(target, _children(token, reading, depth), title, source)


def _image(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    alt = _in_one_line("".join(_alt(token["children"]))).strip()
    _no_expression(alt, "a picture's description", token, reading)
    target, source = _target(token, reading), reading.source(token["line"])
    yield model.Picture(target, alt, _title(token), source)


def _target(token: Token, reading: Reading) -> str:
    target = address(str(token["attrs"]["url"]))
    _no_expression(target.replace("%7B", "{"), "an address", token, reading)
    return target


def _title(token: Token) -> str:
    return as_written(decode(str(token["attrs"].get("title") or "")))


def _no_expression(text: str, place: str, token: Token, reading: Reading) -> None:
    if "{{" in text:
        reading.error(
            "misplaced-expression",
            f"an expression cannot stand in {place}",
            token["line"],
            "write the words or the address out",
        )


def _alt(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if "children" in token:
            yield from _alt(token["children"])
        elif token["type"] == "expression":
            yield "{{" + token["raw"] + "}}"
        elif token["type"] == "reference":
            yield _typed_reference(token)
        elif token["type"] == "inline_html":
            yield text_of_html(token["raw"])
        elif token["type"] == "text":
            yield as_written(decode(token["raw"]))
        else:
            yield as_written(str(token.get("raw", " ")))


def _typed_reference(token: Token) -> str:
    return f"[-@{token['label']}]" if token["number_only"] else f"@{token['label']}"


def _break(_token: Token, _reading: Reading, _depth: int) -> Iterator[model.Inline]:
    yield model.LineBreak()


def _expression(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    text = as_written(_LINE_END.sub(" ", token["raw"])).strip()
    yield model.Expression(text, reading.source(token["line"]))


def _unclosed(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    reading.error(
        "unclosed-expression",
        "an expression begins here with {{ and never ends",
        token["line"],
        "close it with }} in the same paragraph; type \\{{ where two brackets are meant",
    )
    yield from ()


def _reference(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    source = reading.source(token["line"])
    yield model.Reference(token["label"], source, token["number_only"])


def _group(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    source = reading.source(token["line"])
    labels = token["labels"]
    references = tuple(model.Reference(each, source, token["number_only"]) for each in labels)
    yield model.ReferenceGroup(references, source)


def _mark(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    key, line = key_of(token["label"]), token["line"]
    if reading.in_note:
        reading.error(
            "note-in-note",
            f"the footnote mark [^{token['label']}] stands in another footnote",
            line,
            "Word has no footnotes to footnotes: put its words into this one",
        )
    elif key in reading.notes:
        reading.used.add(key)
        yield model.Footnote(reading.notes[key], reading.source(line))
        return
    else:
        if reading.guesses is None:
            reading.guesses = Guesses(note.label for note in reading.parser.notes)
        reading.error(
            "unknown-footnote",
            f"there is no footnote [^{token['label']}]: in this file",
            line,
            reading.guesses.hint(token["label"])
            or f"write its text in a line of its own: [^{token['label']}]: text",
        )
    yield _typed(str(token["raw"]), line)


def _html(token: Token, reading: Reading, _depth: int) -> Iterator[model.Inline]:
    html = without_comments(token["raw"])
    if BREAK.fullmatch(html):
        yield model.LineBreak()
    elif html:
        if has_tags(html):
            report_html(html, token["line"], reading)
        text = text_of_html(html)
        yield from (_typed(part, token["line"]) for part in (text,) if part)


def report_html(html: str, line: int, reading: Reading) -> None:
    """Warn of HTML tags: Word has no use for them."""
    tag = " ".join(html.split())
    reading.warning(
        "raw-html",
        f"HTML is not read: {tag[:40] + ('...' if len(tag) > 40 else '')} is left out "
        "and the text in it is printed plainly",
        line,
        "write it in Markdown: *emphasis*, **strong**, [words](address); \\< prints a <",
    )


_READERS: dict[str, Callable[[Token, Reading, int], Iterable[model.Inline]]] = {
    "text": _text,
    "emphasis": _emphasis,
    "strong": _strong,
    "strikethrough": _strikethrough,
    "stated": _stated,
    "codespan": _code,
    "link": _link,
    "image": _image,
    "linebreak": _break,
    "expression": _expression,
    "unclosed": _unclosed,
    "group": _group,
    "reference": _reference,
    "mark": _mark,
    "inline_html": _html,
}
