"""A Word package from its parts: a name and its content in, the bytes of a `.docx` out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "application/vnd.openxmlformats-officedocument.drawingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
}
TYPES = {
    "document": f"{WORD}.document.main+xml",
    "styles": f"{WORD}.styles+xml",
    "settings": f"{WORD}.settings+xml",
    "numbering": f"{WORD}.numbering+xml",
    "footnotes": f"{WORD}.footnotes+xml",
    "endnotes": f"{WORD}.endnotes+xml",
    "comments": f"{WORD}.comments+xml",
    "header": f"{WORD}.header+xml",
    "footer": f"{WORD}.footer+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "chart": f"{DRAWING}.chart+xml",
}
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXTERNAL = ("http:", "https:", "file:", "mailto:", "javascript:")

Links = Mapping[str, tuple[str, str]]


def package(parts: Mapping[str, str | bytes], links: Mapping[str, Links]) -> bytes:
    """Return a package. `parts` are named as in the zip; their kind follows from their names.

    `links` are the relationships of each part: id to kind and target, such as
    `{"rId1": ("styles", "styles.xml")}`. A kind that is a whole URI is taken as it is.
    """
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relationships({"rId1": ("officeDocument", "word/document.xml")}),
        **parts,
    }
    for name, of_part in links.items():
        folder, _, file = name.rpartition("/")
        files[f"{folder}/_rels/{file}.rels"] = _relationships(of_part)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, (2022, 3, 22, 0, 0, 0)), content)
    return target.getvalue()


def root(tag: str, content: str, *, ignorable: str = "", prefixes: str = "") -> str:
    """Return a part's XML with the namespaces declared that it uses."""
    used = prefixes.split() or list(NAMESPACES)
    declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in used)
    ignored = f' mc:Ignorable="{ignorable}"' if ignorable else ""
    return f"{HEAD}<{tag}{declared}{ignored}>{content}</{tag}>"


def _types(parts: Mapping[str, str | bytes]) -> str:
    defaults = "".join(
        f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in DEFAULTS.items()
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPES[_kind(name)]}"/>'
        for name in parts
        if _kind(name) in TYPES
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{space}">{defaults}{overrides}</Types>'


def _kind(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")


def _relationships(links: Links) -> str:
    made = "".join(_relationship(name, *link) for name, link in links.items())
    return f'{HEAD}<Relationships xmlns="{RELATIONSHIPS}">{made}</Relationships>'


def _relationship(name: str, kind: str, target: str) -> str:
    uri = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if target.startswith(EXTERNAL) else ""
    escaped = target.replace("&", "&amp;")
    return f'<Relationship Id="{name}" Type="{uri}" Target="{escaped}"{mode}/>'
