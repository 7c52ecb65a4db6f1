"""Official papers in the layout of Decree 30/2020/NĐ-CP, Annex I."""

from __future__ import annotations

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm, Pt
from docx.table import _Cell

from haidang.engines.drafting import page_marks as marks
from haidang.engines.drafting.charts import draw_chart, parted_charts
from haidang.engines.drafting.page_marks import Face
from haidang.engines.drafting.paper_fonts import rule_length, text_width
from haidang.engines.drafting.paper_parts import (
    Appendix,
    Block,
    CentredLine,
    ChartPicture,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
    TraceMark,
)
from haidang.engines.drafting.printable import printable_text
from haidang.engines.drafting.task_table import add_task_table
from haidang.engines.drafting.trace_mark import code_drawing
from haidang.engines.drafting.vector_pictures import add_drawing

__all__ = [
    "Appendix",
    "CentredLine",
    "ChartPicture",
    "Heading",
    "Letterhead",
    "OfficialPaper",
    "Paragraph",
    "SignatureBlock",
    "TableGroup",
    "TaskTable",
    "TraceMark",
    "dated_line",
    "draft_paper",
    "numbered_line",
]

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
STATE_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_LETTERHEAD_MM = (70, 98)
_SIGNATURE_MM = (80, 85)
_SIGNING_ROOM = 4
_TRACE_MM = (23, 142)
CODE_POINTS, TRACE_POINTS = 58.0, 10


def draft_paper(paper: OfficialPaper) -> bytes:
    """Write a paper as a DOCX file: letterhead, title, body, signature, recipients, appendices.

    Nothing is numbered or corrected here: the paper prints the numbers, dates and sums it is given.
    Layout: Decree 30/2020/NĐ-CP, Annex I.
    """
    document = marks.new_document()
    _add_letterhead(document, paper.letterhead)
    _add_name(document, paper)
    for citation in paper.citations:
        _add_text(document, citation, Face(italic=True))
    for block in paper.body:
        _add_block(document, block)
    _add_signature(document, paper)
    for appendix in paper.appendices:
        _add_appendix(document, appendix)
    marks.name_document(document, " ".join(filter(None, (paper.kind, paper.title))), paper.letterhead.issuer)
    return marks.saved_bytes(document)


def numbered_line(letterhead: Letterhead) -> str:
    """ "Số: 15/KH-UBND", with room for the number where it is not given yet."""
    number = letterhead.number
    return f"Số:       {number}" if number.startswith("/") else f"Số: {number}"


def dated_line(letterhead: Letterhead) -> str:
    """ "Hải Đăng, ngày 05 tháng 02 năm 2026"; days below 10 and months 1 and 2 get a nought (Decree 30/2020)."""
    day = letterhead.dated
    if day is None:
        return f"{letterhead.place}, ngày     tháng     năm {letterhead.year or '    '}"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{letterhead.place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def _add_letterhead(document: Document, letterhead: Letterhead) -> None:
    left, right = marks.lineless_table(document, _LETTERHEAD_MM).rows[0].cells
    _write_office(left, letterhead)
    lines = ((STATE_NAME, Face(13, bold=True)), (STATE_MOTTO, Face(14, bold=True)))
    _write_centred(right, lines)
    length = text_width(STATE_MOTTO, 14, bold=True)
    marks.add_rule(right.add_paragraph(), length, room=Mm(_LETTERHEAD_MM[1]))
    _write_centred(right, ((dated_line(letterhead), Face(14, italic=True)),))
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)


def _write_office(cell: _Cell, letterhead: Letterhead) -> None:
    superior = letterhead.superior.split("\n") if letterhead.superior else []
    lines = [(line, Face(13)) for line in superior]
    issuer = [(line, Face(13, bold=True)) for line in letterhead.issuer.split("\n")]
    _write_centred(cell, (*lines, *issuer))
    room = Mm(_LETTERHEAD_MM[0])
    marks.add_rule(cell.add_paragraph(), rule_length(letterhead.issuer, 13, room=room.pt), room=room)
    _write_centred(cell, ((numbered_line(letterhead), Face(13)),))
    if letterhead.subject:
        _write_centred(cell, ((f"V/v {letterhead.subject}", Face(12)),))


def _write_centred(cell: _Cell, lines: tuple[tuple[str, Face], ...]) -> None:
    for text, face in lines:
        first = cell.paragraphs[0]
        line = cell.add_paragraph() if first.text or len(cell.paragraphs) > 1 else first
        line.alignment = marks.CENTRED
        marks.write_line(line, text, face)


def _add_name(document: Document, paper: OfficialPaper) -> None:
    if paper.kind:
        _add_centred(document, paper.kind)
    if paper.title:
        _add_centred(document, paper.title)
        room = marks.text_width(document.sections[0])
        marks.add_rule(document.add_paragraph(), rule_length(paper.title, 14, room=room.pt), room=room)
    if paper.addressees:
        _add_addressees(document, paper.addressees)


def _add_addressees(document: Document, addressees: tuple[str, ...]) -> None:
    if len(addressees) == 1:
        _add_centred(document, f"Kính gửi: {addressees[0]}", Face())
        return
    _add_line(document, "Kính gửi:", indent_mm=25)
    for place, name in enumerate(addressees, start=1):
        _add_line(document, f"- {name}{'.' if place == len(addressees) else ';'}", indent_mm=45)


def _add_line(document: Document, text: str, *, indent_mm: float) -> None:
    line = document.add_paragraph()
    line.paragraph_format.left_indent = Mm(indent_mm)
    marks.write_line(line, text, Face())


def _add_block(document: Document, block: Block) -> None:
    match block:
        case Heading():
            _add_heading(document, block)
        case Paragraph():
            _add_text(document, block.text, Face())
        case CentredLine():
            _add_centred(document, block.text)
        case TaskTable():
            add_task_table(document, block)
        case ChartPicture():
            _add_chart(document, block)


def _add_chart(document: Document, picture: ChartPicture) -> None:
    for chart in parted_charts(picture.chart):
        line = document.add_paragraph()
        line.alignment = marks.CENTRED
        line.paragraph_format.space_before = Pt(6)
        add_drawing(line, draw_chart(chart))


def _add_heading(document: Document, heading: Heading) -> None:
    line = document.add_paragraph()
    line.paragraph_format.first_line_indent = Mm(12.7)
    line.paragraph_format.space_before = Pt(6)
    line.paragraph_format.keep_with_next = True
    marks.write_line(line, heading.text, Face(bold=True, italic=heading.level > 2))


def _add_text(document: Document, text: str, face: Face) -> None:
    for part in printable_text(text).split("\n"):
        line = document.add_paragraph()
        line.alignment = marks.FLUSH
        line.paragraph_format.first_line_indent = Mm(12.7)
        line.paragraph_format.space_before = Pt(6)
        marks.write_line(line, part, face)


def _add_centred(document: Document, text: str, face: Face | None = None) -> None:
    for part in printable_text(text).split("\n"):
        line = document.add_paragraph()
        line.alignment = marks.CENTRED
        line.paragraph_format.space_before = Pt(3)
        line.paragraph_format.keep_with_next = True
        marks.write_line(line, part, face or Face(bold=True))


def _add_signature(document: Document, paper: OfficialPaper) -> None:
    """The last words of the body go with the signature: it never stands on a page by itself."""
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)
    for line in document.paragraphs[-2:]:
        line.paragraph_format.keep_with_next = True
    table = marks.lineless_table(document, _SIGNATURE_MM)
    left, right = table.rows[0].cells
    marks.keep_row_whole(table.rows[0])
    _write_recipients(left, paper.recipients)
    _write_signer(right, paper.signature)
    if paper.trace:
        _add_trace(document, paper.trace)


def _add_trace(document: Document, trace: TraceMark) -> None:
    """The code and its words stand below the signature, small, side by side."""
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)
    left, right = marks.lineless_table(document, _TRACE_MM).rows[0].cells
    add_drawing(left.paragraphs[0], code_drawing(trace.address, CODE_POINTS))
    right.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    marks.write_cell(right, f"{trace.words}\n{trace.address}", Face(TRACE_POINTS))


def _write_recipients(cell: _Cell, recipients: tuple[str, ...]) -> None:
    if not recipients:
        return
    marks.write_line(cell.paragraphs[0], "Nơi nhận:", Face(12, bold=True, italic=True))
    for place, name in enumerate(recipients, start=1):
        end = "." if place == len(recipients) else ";"
        marks.write_line(cell.add_paragraph(), f"- {name}{end}", Face(11))


def _write_signer(cell: _Cell, signature: SignatureBlock) -> None:
    lines = [(text, Face(14, bold=True)) for text in signature.authority]
    _write_centred(cell, tuple(lines))
    for _ in range(_SIGNING_ROOM):
        cell.add_paragraph()
    _write_centred(cell, ((signature.name, Face(14, bold=True)),))


def _add_appendix(document: Document, appendix: Appendix) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    marks.set_sheet(section, landscape=appendix.landscape)
    for text in appendix.title:
        _add_centred(document, text)
    if appendix.note:
        _add_centred(document, appendix.note, Face(italic=True))
    if appendix.title or appendix.note:
        document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    for block in appendix.body:
        _add_block(document, block)
