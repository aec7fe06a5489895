"""Pictures: in comes a picture that has been read, out comes the page's own copy of it."""

from __future__ import annotations

import base64

from reportgen.diagnostics import Diagnostic, warning
from reportgen.model import Picture
from reportgen.writers.html.markup import NOTHING, Html, element, text

EMU_PER_PIXEL = 9_525  # 96 pixels to the inch
# What every browser shows, by the bytes that a file begins with.
KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)


class PictureWriter:
    """Puts pictures into the page, so that it needs no other file. Faults go to `problems`."""

    def __init__(self, problems: list[Diagnostic]) -> None:
        self._problems = problems

    def draw(self, node: Picture) -> Html:
        """Return the picture; its description (and a warning) when browsers cannot show it."""
        kind = next((kind for start, kind in KINDS if node.data.startswith(start)), "")
        if not kind:
            if node.data:
                self._problems.append(_cannot_show(node))
            # A picture that is not there must not go unseen.
            return element("em", None, text(node.alt)) if node.alt.strip() else NOTHING
        shown = {
            "src": f"data:{kind};base64,{base64.b64encode(node.data).decode('ascii')}",
            "alt": node.alt,
            "width": max(node.width // EMU_PER_PIXEL, 1) if node.width > 0 else None,
            "height": max(node.height // EMU_PER_PIXEL, 1) if node.height > 0 else None,
        }
        return element("img", shown)


def _cannot_show(node: Picture) -> Diagnostic:
    return warning(
        "picture-kind",
        f'browsers cannot show the picture "{node.target}"; its description is printed instead',
        node.source,
        "save the picture as PNG or JPEG",
    )
