"""Drawings on a page of a PDF, and as a picture of dots for readers that know no vectors."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from haidang.engines.drafting.chart_marks import Box, Drawing, Label, Mark, Stroke, hatch_lines
from haidang.engines.drafting.paper_fonts import font_runs, text_width
from haidang.engines.drafting.printable import one_line

_DOTS_PER_INCH = 200


def paint_drawing(canvas: Any, drawing: Drawing, *, left: float, top: float) -> None:
    """This function will paint a drawing with its upper left corner at (left, top), y going up as in PDF."""
    canvas.saveState()
    for mark in drawing.marks:
        _paint_mark(canvas, mark, left, top)
    canvas.restoreState()


def drawing_png(drawing: Drawing) -> bytes:
    """This function will paint a drawing as a PNG of 200 dots an inch, in 64 colours at most."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(drawing.width, drawing.height), invariant=1)
    paint_drawing(canvas, drawing, left=0, top=drawing.height)
    canvas.save()
    document = pypdfium2.PdfDocument(target.getvalue())
    try:
        picture = document[0].render(scale=_DOTS_PER_INCH / 72).to_pil()
    finally:
        document.close()
    written = BytesIO()
    picture.quantize(64).save(written, "PNG", optimize=True, dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH))
    return written.getvalue()


def paint_text(canvas: Any, text: str, at: tuple[float, float], *, points: float, **face: bool) -> None:
    """This function will paint one line of text from a point on, each run in a font that has its letters."""
    line = canvas.beginText(*at)
    for name, run in font_runs(text, **face):
        line.setFont(name, points)
        line.textOut(run)
    canvas.drawText(line)


def _paint_mark(canvas: Any, mark: Mark, left: float, top: float) -> None:
    match mark:
        case Box():
            _paint_box(canvas, mark, left, top)
        case Stroke():
            canvas.setStrokeColor(mark.colour)
            canvas.setLineWidth(mark.width)
            canvas.setDash(list(mark.dashes))
            path = canvas.beginPath()
            (x, y), *others = mark.points
            path.moveTo(left + x, top - y)
            for x, y in others:
                path.lineTo(left + x, top - y)
            canvas.drawPath(path)
            canvas.setDash([])
        case Label():
            _paint_label(canvas, mark, left, top)


def _paint_box(canvas: Any, box: Box, left: float, top: float) -> None:
    canvas.setFillColor(box.shade.ground)
    canvas.setStrokeColor(box.outline or box.shade.ground)
    canvas.setLineWidth(0.5)
    canvas.rect(
        left + box.x, top - box.y - box.height, box.width, box.height, stroke=int(bool(box.outline)), fill=1
    )
    canvas.setStrokeColor(box.shade.ink)
    canvas.setLineWidth(0.8)
    canvas.lines([(left + a, top - b, left + c, top - d) for (a, b), (c, d) in hatch_lines(box)])


def _paint_label(canvas: Any, label: Label, left: float, top: float) -> None:
    text = one_line(label.text)
    width = text_width(text, label.points, bold=label.bold)
    before = {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    canvas.setFillColor(label.colour)
    paint_text(canvas, text, (left + label.x - before, top - label.y), points=label.points, bold=label.bold)
