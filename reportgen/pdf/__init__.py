"""The PDF edition. In: a finished Word file. Out: a tagged PDF that screen readers can read.

LibreOffice lays it out as it does for the eye, with the structure of PDF/UA-1 (ISO 14289-1); what
it leaves open is set here. The same Word file gives the same bytes.
"""

from __future__ import annotations

import io
import json
from typing import Any

from reportgen.diagnostics import Diagnostics, error
from reportgen.libreoffice import convert
from reportgen.model import Chart, Figure, Paper
from reportgen.walk import each

INSTALL = "install LibreOffice (libreoffice.org), or open the Word file and save it as PDF"
MISSING = "a PDF needs LibreOffice, which is not installed"
NOT_LAID_OUT = "LibreOffice could not make a PDF of the paper's Word file"
TRY_WORD = "open the Word file in Word, and save it as PDF there"

# Names and values of LibreOffice's PDF export filter.
OPTIONS: dict[str, bool | int] = {
    "PDFUACompliance": True,
    "ExportBookmarks": True,
    "ExportFormFields": False,  # the content controls that amounts stand in are no forms
    "DisplayPDFDocumentTitle": True,
    "UseLosslessCompression": True,
    "ReduceImageResolution": False,
}
PRINT = 4  # the flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)


def write_pdf(document: bytes, paper: Paper, program: str) -> tuple[bytes, Diagnostics]:
    """Return a paper's Word file as PDF, nothing with the reason when LibreOffice makes none.

    `program` is LibreOffice, `""` where it is not installed.
    """
    if not program:
        return b"", (error("libreoffice-missing", MISSING, paper.source, INSTALL),)
    pdf = convert(document, "docx", "pdf", program, f"writer_pdf_Export:{_options()}")
    pictures = (figure.picture for figure in each(paper, Figure))
    alts = [picture.alt for picture in pictures if isinstance(picture, Chart)]
    finished = _finished(pdf, alts) if pdf else b""
    if not finished:
        return b"", (error("pdf-not-made", NOT_LAID_OUT, paper.source, TRY_WORD),)
    return finished, ()


def _options() -> str:
    types = {bool: "boolean", int: "long"}
    values = {
        name: {"type": types[type(value)], "value": str(value).lower()}
        for name, value in OPTIONS.items()
    }
    return json.dumps(values, separators=(",", ":"))


def _finished(pdf: bytes, chart_alts: list[str]) -> bytes:
    """Set what LibreOffice leaves open, and take out what changes from run to run."""
    import pikepdf  # slow to import

    from reportgen.pdf.structure import mend_structure

    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            mend_structure(document, chart_alts)
            for page in document.pages:
                _in_order(page.obj, pikepdf)
                _with_artifacts(document, page, pikepdf)
            _without_times(document)
            document.save(target, deterministic_id=True, linearize=False)
    except pikepdf.PdfError:
        return b""
    return target.getvalue()


def _in_order(page: Any, pikepdf: Any) -> None:
    """Let the keyboard go through a page's links in the order of its structure."""
    annotations = page.get("/Annots")
    if annotations is None:
        return
    page.Tabs = pikepdf.Name.S
    for annotation in annotations:
        annotation.F = int(annotation.get("/F", 0)) | PRINT


# Operators of a page's content (ISO 32000-1, annex A): those that make a path, and that paint it.
MAKE = frozenset(["m", "l", "c", "v", "y", "h", "re"])
PAINT = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"])


def _with_artifacts(document: Any, page: Any, pikepdf: Any) -> None:
    """Mark rules that stand by themselves as decoration, so that no reader looks for their sense.

    LibreOffice leaves the rules above and below paragraphs without a mark.
    """
    kept: list[Any] = []
    depth = 0
    is_open = False
    for item in pikepdf.parse_content_stream(page):
        operator = str(item.operator)
        if operator in MAKE and not depth and not is_open:
            kept.append(([pikepdf.Name.Artifact], pikepdf.Operator("BMC")))
            is_open = True
        kept.append(item)
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        if is_open and operator in PAINT:
            kept.append(([], pikepdf.Operator("EMC")))
            is_open = False
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))


def _without_times(document: Any) -> None:
    """Take out when LibreOffice ran: a file is the same whenever it was made."""
    for name in ("/CreationDate", "/ModDate"):
        if name in document.docinfo:
            del document.docinfo[name]
    for name in ("/ID", "/DocChecksum"):
        if name in document.trailer:
            del document.trailer[name]
    with document.open_metadata(set_pikepdf_as_editor=False) as about:
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            if name in about:
                del about[name]
