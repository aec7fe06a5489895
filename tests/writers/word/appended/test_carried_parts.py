"""Pictures, charts, diagrams and objects come along with all that belongs to them; nothing runs."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

import pytest
from carried import Carried, carry, dangling, shown
from faults import png
from small_papers import R, W
from word_files.by_hand import hand_made_file, para
from word_files.packages import NAMESPACES, package, root

MICROSOFT = "http://schemas.microsoft.com/office"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DSP = f"{MICROSOFT}/drawing/2008/diagram"


def file(*runs: str, parts: dict[str, str | bytes], links: dict[str, tuple[str, str]]) -> bytes:
    body = para("Before ", *runs, " after") + "<w:sectPr/>"
    document = {"word/document.xml": root("w:document", f"<w:body>{body}</w:body>")}
    return package({**document, **parts}, {"word/document.xml": links})


def drawing(uri: str, content: str, about: str = "") -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="1" name="It" descr="{about}"/><a:graphic><a:graphicData uri="{uri}">'
        f"{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def picture(attribute: str, relation: str, about: str = "A map") -> str:
    fill = f'<pic:blipFill><a:blip r:{attribute}="{relation}"/></pic:blipFill>'
    return drawing(NAMESPACES["pic"], f"<pic:pic>{fill}</pic:pic>", about)


def target(made: Carried, name: str, relation: str) -> str:
    """Return where an id in a part leads."""
    folder, _, last = name.rpartition("/")
    rels = made.trees[f"{folder}/_rels/{last}.rels"]
    return str(next(n.get("Target") for n in rels if n.get("Id") == relation))


def relation(node: Any, tag: str, name: str = "id") -> str:
    return str(next(node.iter("{*}" + tag)).get(R + name))


@cache
def with_chart() -> Carried:
    return carry(hand_made_file())


def test_a_chart_comes_with_its_workbook() -> None:
    """It can be edited in Word as before."""
    made = with_chart()
    chart = "word/" + target(made, "word/document.xml", relation(made.body, "chart"))
    book = target(made, chart, relation(made.trees[chart], "externalData"))
    data = made.parts["word/appA/embeddings/" + book.rpartition("/")[2]]
    with zipfile.ZipFile(io.BytesIO(data)) as workbook:
        assert "xl/workbook.xml" in workbook.namelist()


def test_a_chart_keeps_its_colours() -> None:
    """The paper's theme has others under the same names."""
    chart = with_chart().trees["word/appA/charts/chart1.xml"]
    assert [n.get("val") for n in chart.iter("{*}srgbClr")] == ["4472C4"]


def test_parts_of_two_files_have_names_of_their_own() -> None:
    """Each file's picture1.png is a part of its own."""
    made = carry(hand_made_file(), hand_made_file())
    assert {"word/appA/charts/chart1.xml", "word/appB/charts/chart1.xml"} <= set(made.parts)
    assert dangling(made) == []


def test_a_picture_that_is_linked_is_replaced_by_its_description() -> None:
    """Nothing is fetched, not even when somebody opens the paper."""
    links = {"rId1": ("image", "https://example.org/map.png")}
    made = carry(file(picture("link", "rId1"), parts={}, links=links))
    assert made.codes == ["word-linked"]
    assert shown(made.paragraph("Before")) == "Before A map after"
    assert b"example.org" not in b"".join(made.parts.values())


def test_a_picture_that_is_linked_and_in_the_file_is_kept() -> None:
    """The picture in the file is shown."""
    both = picture("embed", "rId2").replace("<a:blip ", '<a:blip r:link="rId1" ')
    links = {
        "rId1": ("image", "https://example.org/map.png"),
        "rId2": ("image", "media/map.png"),
    }
    made = carry(file(both, parts={"word/media/map.png": png(4, 4)}, links=links))
    blip = next(made.body.iter("{*}blip"))
    assert [key.rpartition("}")[2] for key in blip.attrib] == ["embed"]


@pytest.mark.parametrize("links", [{}, {"rId1": ("image", "media/gone.png")}])
def test_a_picture_that_is_not_there_leaves_its_description(
    links: dict[str, tuple[str, str]],
) -> None:
    """Word would call the file damaged, or show a red cross."""
    made = carry(file(picture("embed", "rId1"), parts={}, links=links))
    assert shown(made.paragraph("Before")) == "Before A map after"
    assert dangling(made) == []


def test_an_object_keeps_its_data_and_its_picture() -> None:
    """An embedded workbook opens with a double click."""
    shape = '<v:shape id="_x0000_i1025" style="width:9pt"><v:imagedata r:id="rId1"/></v:shape>'
    held = '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" r:id="rId2"/>'
    made = carry(
        file(
            f"<w:r><w:object>{shape}{held}</w:object></w:r>",
            parts={"word/media/i.png": png(4, 4), "word/embeddings/o.bin": b"\xd0\xcf"},
            links={"rId1": ("image", "media/i.png"), "rId2": ("oleObject", "embeddings/o.bin")},
        )
    )
    assert dangling(made) == []
    object_, shape_ = next(made.body.iter("{*}OLEObject")), next(made.body.iter("{*}shape"))
    assert object_.get("ShapeID") == shape_.get("id") == "appA__x0000_i1025"
    assert made.parts["word/appA/embeddings/o.bin"] == b"\xd0\xcf"


def test_a_linked_object_keeps_its_picture_alone() -> None:
    """What it showed last is there; where it came from is not asked."""
    shape = '<v:shape id="s"><v:imagedata r:id="rId1"/></v:shape>'
    held = '<o:OLEObject Type="Link" ShapeID="s" r:id="rId2"/>'
    made = carry(
        file(
            f"<w:r><w:object>{shape}{held}</w:object></w:r>",
            parts={"word/media/i.png": png(4, 4)},
            links={"rId1": ("image", "media/i.png"), "rId2": ("oleObject", "file:///C:/x.xlsx")},
        )
    )
    assert made.codes == ["word-linked"]
    assert next(made.body.iter("{*}OLEObject"), None) is None
    assert next(made.body.iter("{*}imagedata"), None) is not None


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("control", "activeX/activeX1.xml"),
        (f"{MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"),
        ("attachedTemplate", "template.xml"),
    ],
)
def test_what_runs_is_left_out(kind: str, name: str) -> None:
    """Programs in a file never come into a paper."""
    held = '<w:r><w:object><w:control r:id="rId1" w:name="B"/></w:object></w:r>'
    made = carry(file(held, parts={f"word/{name}": "<x/>"}, links={"rId1": (kind, name)}))
    assert made.codes == ["word-not-carried"]
    assert not any(name.rpartition("/")[2] in part for part in made.parts)
    assert shown(made.paragraph("Before")) == "Before  after"


def test_a_diagram_comes_with_its_drawing() -> None:
    """Its data names the drawing by an id of the document, which is another in the paper."""
    used = f'<dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="rId1" r:lo="rId2" r:qs="rId3" r:cs="rId4"/>'
    data = (
        f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{NAMESPACES["a"]}"><dgm:extLst><a:ext '
        f'uri="x"><dsp:dataModelExt xmlns:dsp="{DSP}" relId="rId5"/></a:ext></dgm:extLst>'
        "</dgm:dataModel>"
    )
    kinds = ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors")
    links = {f"rId{n}": (kind, f"diagrams/{kind}.xml") for n, kind in enumerate(kinds, start=1)}
    links["rId5"] = (f"{MICROSOFT}/2007/relationships/diagramDrawing", "diagrams/drawing1.xml")
    parts: dict[str, str | bytes] = {f"word/{name}": "<x/>" for _, name in links.values()}
    parts["word/diagrams/diagramData.xml"] = data
    made = carry(typed(file(drawing(DIAGRAM, used), parts=parts, links=links)))
    assert dangling(made) == []
    model = made.trees["word/appA/diagrams/diagramData.xml"]
    named = next(model.iter(f"{{{DSP}}}dataModelExt")).get("relId")
    assert target(made, "word/document.xml", named) == "appA/diagrams/drawing1.xml"


def typed(data: bytes) -> bytes:
    """Say of the parts of a diagram that they are XML of their kind."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(into, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("[Content"):
                overrides = b"".join(
                    f'<Override PartName="/{part}" ContentType="application/x+xml"/>'.encode()
                    for part in old.namelist()
                    if "diagrams" in part
                )
                content = content.replace(b"</Types>", overrides + b"</Types>")
            new.writestr(name, content)
    return into.getvalue()


def test_shapes_of_two_files_do_not_share_a_name() -> None:
    """Word finds the picture of an object by the name of its shape."""
    shape = '<w:r><w:pict><v:shape id="s1" type="#t"/><v:shapetype id="t"/></w:pict></w:r>'
    data = file(shape, parts={}, links={})
    made = carry(data, data)
    names = [n.get("id") for n in made.body.iter("{*}shape")]
    assert names == ["appA_s1", "appB_s1"]
    assert [n.get("type") for n in made.body.iter("{*}shape")] == ["#appA_t", "#appB_t"]


def test_a_part_name_cannot_lead_out_of_the_package() -> None:
    """A part is found by its name among the file's own parts, or nowhere."""
    links = {"rId1": ("image", "../../../etc/passwd")}
    made = carry(file(picture("embed", "rId1"), parts={}, links=links))
    assert shown(made.paragraph("Before")) == "Before A map after"
    assert W + "drawing" not in {n.tag for n in made.body.iter()}
