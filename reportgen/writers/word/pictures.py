"""Pictures: in comes a picture that has been read, out comes the drawing that shows it in line."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, warning
from reportgen.model import Picture
from reportgen.writers.word.package import Story, WordFile
from reportgen.writers.word.xml import Xml, escape

EMU_PER_TWIP = 635
TALLEST = 0.85  # of the text's height, so that a caption stays on the picture's page
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class PictureWriter:
    """Draws the pictures of one story, none wider or taller than the text."""

    def __init__(
        self, file: WordFile, story: Story, width: int, height: int, problems: list[Diagnostic]
    ) -> None:
        """Take the room for text, in twentieths of a point. Faults go to `problems`."""
        self._file, self._story = file, story
        self._width = width * EMU_PER_TWIP
        self._height = int(height * EMU_PER_TWIP * TALLEST)
        self._problems = problems

    def draw(self, node: Picture) -> Xml:
        """Return a run with the picture, `""` (and a warning) when Word cannot show its kind."""
        relation = self._story.picture(node.data)
        if not relation or node.width <= 0 or node.height <= 0:
            self._problems.append(_cannot_show(node))
            return Xml("")
        scale = min(1.0, self._width / node.width, self._height / node.height)
        width, height = max(int(node.width * scale), 1), max(int(node.height * scale), 1)
        number = self._file.next_id()
        name = f"Picture {number}"
        about = f'id="{number}" name="{name}" descr="{escape(node.alt)}"'
        return Xml(
            "<w:r><w:drawing>"
            f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"'
            ' distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {about}/>'
            f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{DRAWING}/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


def _cannot_show(node: Picture) -> Diagnostic:
    return warning(
        "picture-kind",
        f'Word cannot show the picture "{node.target}"; its description is printed instead',
        node.source,
        "save the picture as PNG or JPEG",
    )
