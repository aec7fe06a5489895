"""A template as python-docx opened it. In: its document. Out: whether it is sound; its parts."""

from __future__ import annotations

from typing import Any

from reportgen.writers.word.archive import pack
from reportgen.writers.word.opc import CORE, CORE_TYPE, Stored, StoredPart, StoredRelation
from reportgen.writers.word.package import STORIES
from reportgen.writers.word.properties import ROOT
from reportgen.writers.word.xml import parse_part

# What Word keeps beside a document and we do not: a picture of the template's first page, and a
# second set of styles for a Word of 2007.
LEFT_OUT = ("/thumbnail", "/stylesWithEffects")


def is_sound(document: Any) -> bool:
    """Tell whether a document's parts are what its relationships and content types call them.

    It has styles and settings from then on.
    """
    part, package = document.part, document.part.package
    relations = [*package.rels.items(), *part.rels.items()]
    try:
        document.styles.element.iter()
        document.settings.element.iter()
        for name, relation in relations:
            name.startswith("rId")
            if relation.reltype.endswith("/numbering"):
                relation.target_part.element.iter()
            if relation.reltype.endswith("/footnotes"):
                parse_part(relation.target_part.blob)
        for relation in part.rels.values():
            if not relation.is_external and relation.target_part.content_type in STORIES:
                parse_part(relation.target_part.blob)
        return _has_sound_properties(package)
    except Exception:  # whatever python-docx and lxml make of a damaged file
        return False


def stored(document: Any) -> Stored:
    """Return the parts of a sound document, as bytes."""
    package = document.part.package
    for relations in (package.rels, document.part.rels):
        for name in [key for key, item in relations.items() if item.reltype.endswith(LEFT_OUT)]:
            del relations[name]
    parts = {str(part.partname): part for part in package.iter_parts()}
    return Stored(
        _relations(package.rels),
        tuple(
            StoredPart(name, part.content_type, pack(part.blob), _relations(part.rels))
            for name, part in parts.items()
        ),
    )


def _relations(relations: Any) -> tuple[StoredRelation, ...]:
    return tuple(
        StoredRelation(name, item.reltype, _target(item), item.is_external)
        for name, item in relations.items()
    )


def _target(relation: Any) -> str:
    return str(relation.target_ref if relation.is_external else relation.target_part.partname)


def _has_sound_properties(package: Any) -> bool:
    """Tell whether a file has one part with its properties, or none.

    python-docx is not asked for them: docxcompose, which docxtpl imports where it is installed,
    changes the namespace that it knows them by.
    """
    found = [item.target_part for item in package.rels.values() if item.reltype == CORE]
    right = all(part.content_type == CORE_TYPE for part in found)
    return right and len(found) < 2 and all(parse_part(part.blob).tag == ROOT for part in found)
