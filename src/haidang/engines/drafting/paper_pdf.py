"""The same official papers as PDF, made with Python alone: the layout of the DOCX, letters inside the file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Text

from haidang.engines.drafting import official_paper as layout
from haidang.engines.drafting.charts import draw_chart, parted_charts
from haidang.engines.drafting.drawing_pages import paint_text
from haidang.engines.drafting.paper_fonts import font_name, font_runs, rule_length, text_width
from haidang.engines.drafting.paper_parts import (
    Appendix,
    Block,
    CentredLine,
    ChartPicture,
    Heading,
    OfficialPaper,
    Paragraph,
    TaskTable,
    TraceMark,
)
from haidang.engines.drafting.pdf_parts import GridPart, Picture, Rule
from haidang.engines.drafting.printable import one_line, printable_text
from haidang.engines.drafting.task_table import check_rows
from haidang.engines.drafting.trace_mark import code_drawing

_TOP, _BOTTOM, _LEFT, _RIGHT = 20 * mm, 20 * mm, 30 * mm, 15 * mm
_NUMBER_AT = 12 * mm
_LETTERHEAD = (67 * mm, 98 * mm)
_NO_PADDING = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def draft_pdf(paper: OfficialPaper) -> bytes:
    """Write a paper as a PDF of A4 sheets whose text can be searched and copied.

    This function will make the same bytes of the same paper each time. Layout: Decree 30/2020/NĐ-CP, Annex I,
    as `draft_paper` has it.
    """
    target = BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=A4,
        title=one_line(" ".join(filter(None, (paper.kind, paper.title)))),
        author=one_line(paper.letterhead.issuer),
        lang="vi-VN",
        invariant=1,
        pageTemplates=[_sheet("first"), _sheet("upright"), _sheet("wide")],
    )
    document.build(list(_parts_of(paper)))
    return target.getvalue()


def _sheet(name: str) -> PageTemplate:
    """Margins of 20, 20, 30 and 15 mm; every sheet but the first bears its number in the middle of the top margin."""
    width, height = landscape(A4) if name == "wide" else A4
    frame = Frame(
        _LEFT, _BOTTOM, width - _LEFT - _RIGHT, height - _TOP - _BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def number_page(canvas: Any, document: Any) -> None:
        number = str(document.page)
        if document.page > 1:
            left = _LEFT + (width - _LEFT - _RIGHT - text_width(number, 13)) / 2
            paint_text(canvas, number, (left, height - _NUMBER_AT), points=13)

    following = "upright" if name == "first" else None
    return PageTemplate(
        name, [frame], onPage=number_page, pagesize=(width, height), autoNextPageTemplate=following
    )


def _parts_of(paper: OfficialPaper) -> Iterator[Any]:
    yield from _letterhead(paper)
    yield from _name(paper)
    yield from (_body_text(part, italic=True) for text in paper.citations for part in _lines(text))
    body = [part for block in paper.body for part in _block_parts(block, A4[0] - _LEFT - _RIGHT)]
    ends_in_text = bool(body) and isinstance(body[-1], Text)
    yield from body[:-1] if ends_in_text else body
    closing = [body[-1]] if ends_in_text else []
    yield KeepTogether([*closing, Spacer(1, 10), _signature(paper), *_trace(paper.trace)])
    for appendix in paper.appendices:
        yield from _appendix(appendix)


def _letterhead(paper: OfficialPaper) -> Iterator[Any]:
    head = paper.letterhead
    left = [_centred(line, 13) for line in _lines(head.superior or "") if line]
    left += [_centred(line, 13, bold=True) for line in _lines(head.issuer)]
    left += [Rule(rule_length(head.issuer, 13, room=_LETTERHEAD[0]))]
    left += [_centred(layout.numbered_line(head), 13)]
    left += [_centred(f"V/v {head.subject}", 12)] if head.subject else []
    right = [
        _centred(layout.STATE_NAME, 13, bold=True),
        _centred(layout.STATE_MOTTO, 14, bold=True),
        Rule(text_width(layout.STATE_MOTTO, 14, bold=True)),
        _centred(layout.dated_line(head), 14, italic=True),
    ]
    yield _side_by_side(left, right, _LETTERHEAD)
    yield Spacer(1, 14)


def _name(paper: OfficialPaper) -> Iterator[Any]:
    if paper.kind:
        yield _centred(paper.kind, 14, bold=True)
    if paper.title:
        yield from (_centred(part, 14, bold=True) for part in _lines(paper.title))
        yield Rule(rule_length(paper.title, 14, room=A4[0] - _LEFT - _RIGHT))
    if len(paper.addressees) == 1:
        yield _centred(f"Kính gửi: {paper.addressees[0]}", 14)
    elif paper.addressees:
        yield _text("Kính gửi:", ParagraphStyle("to", leading=17, leftIndent=25 * mm))
        for place, name in enumerate(paper.addressees, start=1):
            end = "." if place == len(paper.addressees) else ";"
            yield _text(f"- {name}{end}", ParagraphStyle("to", leading=17, leftIndent=45 * mm))


def _block_parts(block: Block, width: float) -> Iterator[Any]:
    match block:
        case Heading():
            yield _heading(block)
        case Paragraph():
            yield from (_body_text(part) for part in _lines(block.text))
        case CentredLine():
            yield from (_centred(part, 14, bold=True) for part in _lines(block.text))
        case ChartPicture():
            for chart in parted_charts(block.chart):
                yield Spacer(1, 6)
                yield Picture(draw_chart(chart))
        case TaskTable():
            check_rows(block)
            yield from (_centred(text, 14, bold=True) for text in block.title)
            yield from [_centred(block.note, 14, italic=True)] if block.note else []
            yield Spacer(1, 6)
            yield GridPart.of(block, width)
            yield Spacer(1, 6)


def _heading(heading: Heading) -> Any:
    style = ParagraphStyle("heading", leading=17, firstLineIndent=12.7 * mm, spaceBefore=6, keepWithNext=1)
    return _text(heading.text, style, bold=True, italic=heading.level > 2)


def _body_text(text: str, *, italic: bool = False) -> Any:
    style = ParagraphStyle("body", leading=17, firstLineIndent=12.7 * mm, spaceBefore=6, alignment=TA_JUSTIFY)
    return _text(text, style, italic=italic)


def _centred(text: str, points: float, *, bold: bool = False, italic: bool = False) -> Any:
    style = ParagraphStyle("middle", fontSize=points, leading=points * 1.2, alignment=TA_CENTER)
    return _text(text, style, bold=bold, italic=italic)


def _text(text: str, style: ParagraphStyle, *, bold: bool = False, italic: bool = False) -> Any:
    """A paragraph each of whose runs stands in a font that has its letters; stretches of blanks stay as wide."""
    if style.name in {"to", "body", "heading"}:
        style.fontSize = 14
    style.fontName, style.splitLongWords = font_name(bold=bold, italic=italic), 1
    marked = "".join(
        escape(run) if name == style.fontName else f'<font name="{name}">{escape(run)}</font>'
        for name, run in font_runs(text.replace("  ", "\u00a0\u00a0"), bold=bold, italic=italic)
    )
    return Text(marked, style)


def _lines(text: str) -> list[str]:
    return printable_text(text).split("\n")


def _side_by_side(left: list[Any], right: list[Any], widths: tuple[float, float]) -> Any:
    table = Table([[left or "", right]], colWidths=widths, hAlign="CENTER")
    table.setStyle([*_NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _signature(paper: OfficialPaper) -> Any:
    small = ParagraphStyle("recipients", fontSize=11, leading=13, alignment=TA_LEFT)
    left = []
    if paper.recipients:
        head = ParagraphStyle("recipients", fontSize=12, leading=15, alignment=TA_LEFT)
        left = [_text("Nơi nhận:", head, bold=True, italic=True)]
    for place, name in enumerate(paper.recipients, start=1):
        left.append(_text(f"- {name}{'.' if place == len(paper.recipients) else ';'}", small))
    right = [_centred(text, 14, bold=True) for text in paper.signature.authority]
    right += [Spacer(1, 64), _centred(paper.signature.name, 14, bold=True)]
    return _side_by_side(left, right, (80 * mm, 85 * mm))


def _trace(trace: TraceMark | None) -> Iterator[Any]:
    if trace is None:
        return
    small = ParagraphStyle("trace", fontSize=layout.TRACE_POINTS, leading=12, alignment=TA_LEFT)
    words = [_text(trace.words, small), _text(trace.address, small)]
    code = Picture(code_drawing(trace.address, layout.CODE_POINTS))
    table = Table([[code, words]], colWidths=(23 * mm, 142 * mm), hAlign="CENTER")
    table.setStyle([*_NO_PADDING, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    yield Spacer(1, 10)
    yield table


def _appendix(appendix: Appendix) -> Iterator[Any]:
    sheet, paper_width = ("wide", A4[1]) if appendix.landscape else ("upright", A4[0])
    yield NextPageTemplate(sheet)
    yield PageBreak()
    yield from (_centred(text, 14, bold=True) for text in appendix.title)
    yield from [_centred(appendix.note, 14, italic=True)] if appendix.note else []
    yield Spacer(1, 8)
    for block in appendix.body:
        yield from _block_parts(block, paper_width - _LEFT - _RIGHT)
