"""Drawings in a DOCX the way Word keeps them: SVG as what is shown, PNG for those that do not know it."""

from __future__ import annotations

from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from haidang.engines.drafting.chart_marks import Drawing, svg_of
from haidang.engines.drafting.drawing_pages import drawing_png
from haidang.engines.drafting.printable import one_line

# The extension with which Office names the SVG beside the PNG of a picture.
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_WORDS = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_MAIN_WORDS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_LINK_WORDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_drawing(line: Line, drawing: Drawing) -> None:
    """This function will put a drawing into a paragraph, with its name and its words for those who do not see it."""
    picture = line.add_run().add_picture(
        BytesIO(drawing_png(drawing)), width=Pt(drawing.width), height=Pt(drawing.height)
    )
    told = picture._inline.docPr
    told.set("name", f"{one_line(drawing.title)[:200]} {told.id}")
    told.set("descr", one_line(drawing.alt))
    blip = picture._inline.graphic.graphicData.pic.blipFill.blip
    blip.append(
        parse_xml(
            f'<a:extLst xmlns:a="{_MAIN_WORDS}"><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG_WORDS}" xmlns:r="{_LINK_WORDS}" r:embed="{_added_svg(line, drawing)}"/>'
            "</a:ext></a:extLst>"
        )
    )


def _added_svg(line: Line, drawing: Drawing) -> str:
    """The reference by which the document's part knows the SVG."""
    package = line.part.package
    if package is None:
        raise ValueError("a line outside a document")
    number = 1 + sum(str(part.partname).endswith(".svg") for part in package.iter_parts())
    name = PackURI(f"/word/media/drawing{number}.svg")
    content = b'<?xml version="1.0" encoding="UTF-8"?>' + svg_of(drawing).encode()
    part = Part(name, "image/svg+xml", content, package)
    return line.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
