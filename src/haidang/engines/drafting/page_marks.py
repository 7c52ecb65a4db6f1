"""What a page is made of: sheets, fonts, lines of text, rules, tables without lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from haidang.engines.drafting.folded_rows import unfolded_file
from haidang.engines.drafting.printable import one_line, printable_text

FONT_NAME = "Times New Roman"
# Decree 30/2020, Annex I: A4, margins 20-25, 20-25, 30-35, 15-20 mm, letters of 13 to 14 points.
_SHEET_MM = (210, 297)
_MARGINS_MM = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
BODY_POINTS = 14

CENTRED = WD_ALIGN_PARAGRAPH.CENTER
FLUSH = WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Face:
    """How letters look: points, bold, italic."""

    points: float = BODY_POINTS
    bold: bool = False
    italic: bool = False


def new_document() -> Document:
    """An empty document on A4 with the margins, letters and page numbers of Decree 30/2020."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = FONT_NAME
    normal.font.size = Pt(BODY_POINTS)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT_NAME)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    normal.paragraph_format.space_after = Pt(0)
    set_sheet(document.sections[0], landscape=False)
    _number_pages(document.sections[0])
    return document


def name_document(document: Document, title: str, author: str) -> None:
    """This function will write what the file's own properties say: title, author, language."""
    told = document.core_properties
    told.title, told.author, told.comments, told.language = (
        one_line(title)[:255],
        one_line(author)[:255],
        "",
        "vi-VN",
    )


def set_sheet(section: Section, *, landscape: bool) -> None:
    """Turn the sheet of a section upright or on its side."""
    short, long = (Mm(side) for side in _SHEET_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    for name, millimetres in _MARGINS_MM.items():
        setattr(section, name, Mm(millimetres))


def text_width(section: Section) -> Length:
    """The width between the margins."""
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return Length((section.page_width or 0) - sides)


def saved_bytes(document: Document) -> bytes:
    """The document as the bytes of a DOCX file."""
    target = BytesIO()
    document.save(target)
    return unfolded_file(target)


def write_line(line: Line, text: str, face: Face) -> Run:
    """Put text into a paragraph in the given letters."""
    run = line.add_run(printable_text(text))
    run.font.name = FONT_NAME
    run.font.size = Pt(face.points)
    run.bold = face.bold
    run.italic = face.italic
    return run


def write_cell(cell: _Cell, text: str, face: Face) -> None:
    """Fill a cell with one paragraph for each line of the text."""
    for number, part in enumerate(printable_text(text).split("\n")):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        write_line(line, part, face)


def centre_lines(cell: _Cell) -> None:
    """Move all text of a cell to its middle."""
    for line in cell.paragraphs:
        line.alignment = CENTRED


def lineless_table(document: Document, widths_mm: Iterable[float]) -> Table:
    """A table of one row without lines, to stand two texts side by side."""
    widths = [Mm(width) for width in widths_mm]
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _drop_padding(table)
    set_widths(table, widths)
    return table


def _drop_padding(table: Table) -> None:
    # The name of the State just fits its half of the page; padding would break it over two lines.
    margins = _new_mark("w:tblCellMar")
    for side in ("left", "right"):
        margin = _new_mark(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def keep_row_whole(row: _Row) -> None:
    """Do not let a row break over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_row(row: _Row) -> None:
    """Print a row again at the top of each page that its table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def set_widths(table: Table, widths: Iterable[Length]) -> None:
    """Give the columns of a table, and each of their cells, a width; Word and LibreOffice want both."""
    shares = list(widths)
    for column, width in zip(table.columns, shares, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, shares, strict=True):
            cell.width = width


def add_rule(line: Line, length: float, *, room: Length) -> None:
    """Draw a thin rule of so many points in the middle of the room that a paragraph has."""
    indent = Length((room - Pt(length)) // 2)
    borders = _new_mark("w:pBdr")
    top = _new_mark("w:top")
    for name, value in {"val": "single", "sz": "6", "space": "1", "color": "000000"}.items():
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = indent
    line.paragraph_format.line_spacing = Pt(6)
    _place_borders(line._p.get_or_add_pPr(), borders)


def _place_borders(properties: BaseOxmlElement, borders: BaseOxmlElement) -> None:
    # The schema wants the borders before spacing and indents; Word calls the file damaged otherwise.
    following = properties.find(qn("w:spacing"))
    if following is None:
        properties.append(borders)
    else:
        following.addprevious(borders)


def _number_pages(section: Section) -> None:
    """Page numbers in the middle of the top margin, from the second page on."""
    section.different_first_page_header_footer = True
    section.header_distance = Mm(10)
    line = section.header.paragraphs[0]
    line.alignment = CENTRED
    run = write_line(line, "", Face(13))
    for kind in ("begin", None, "end"):
        run._r.append(_field_mark(kind))


def _field_mark(kind: str | None) -> BaseOxmlElement:
    if kind is None:
        instruction = _new_mark("w:instrText")
        instruction.text = "PAGE"
        return instruction
    mark = _new_mark("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _new_mark(name: str) -> BaseOxmlElement:
    return cast(BaseOxmlElement, OxmlElement(name))
