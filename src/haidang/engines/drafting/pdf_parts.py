"""What reportlab does not have: a long table that breaks quickly over pages, and our own drawings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.platypus import Flowable

from haidang.engines.drafting.chart_marks import Drawing
from haidang.engines.drafting.drawing_pages import paint_drawing, paint_text
from haidang.engines.drafting.paper_fonts import text_width
from haidang.engines.drafting.paper_parts import TaskTable
from haidang.engines.drafting.printable import printable_text
from haidang.engines.drafting.table_rows import RowLook
from haidang.engines.drafting.task_table import column_widths, table_rows

_PAD = 4.0
_LEADING = 1.17
_UNITS_PER_POINT = 12700


class Picture(Flowable):  # type: ignore[misc]
    """A drawing as a part of the page, in the middle of its width."""

    def __init__(self, drawing: Drawing) -> None:
        """Keep what to draw."""
        super().__init__()
        self.drawing, self.hAlign = drawing, "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Tell how much room it takes."""
        return self.drawing.width, self.drawing.height

    def draw(self) -> None:
        """Paint it with its lower left corner at the origin."""
        paint_drawing(self.canv, self.drawing, left=0, top=self.drawing.height)


class Rule(Flowable):  # type: ignore[misc]
    """A thin rule in the middle of whatever width there is."""

    def __init__(self, length: float) -> None:
        """Keep its length in points."""
        super().__init__()
        self.length, self.across = length, length

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width, so that it stands in the middle of a cell too."""
        self.across = width
        return width, 7

    def draw(self) -> None:
        """Paint it between the line above and the one below."""
        start = (self.across - self.length) / 2
        self.canv.setLineWidth(0.75)
        self.canv.line(start, 4, start + self.length, 4)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row whose texts are broken into lines; `edges` are where its cells begin and end."""

    cells: tuple[tuple[str, ...], ...]
    look: RowLook
    edges: tuple[float, ...]

    @property
    def height(self) -> float:
        return max(map(len, self.cells), default=1) * self.look.points * _LEADING + _PAD * 1.5

    def parted(self, room: float) -> tuple[_Row, _Row]:
        """As many lines as fit, and the rest."""
        count = max(1, int((room - _PAD * 1.5) / (self.look.points * _LEADING)))
        first, rest = (
            tuple(cell[part] for cell in self.cells) for part in (slice(count), slice(count, None))
        )
        return _Row(first, self.look, self.edges), _Row(rest, self.look, self.edges)


class GridPart(Flowable):  # type: ignore[misc]
    """A table, or what stands of it on one page; each page begins with its head."""

    def __init__(self, head: _Row, rows: list[_Row], width: float) -> None:
        """Keep rows that are laid out already."""
        super().__init__()
        self.head, self.rows, self.width, self.hAlign = head, rows, width, "CENTER"

    @classmethod
    def of(cls, table: TaskTable, width: float) -> GridPart:
        """This function will lay the rows of a table out over a width in points."""
        widths = tuple(column_widths(table, width * _UNITS_PER_POINT))
        head, *rows = (_laid_row(texts, look) for texts, look in table_rows(table, widths))
        return cls(head, rows, width)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Tell how much room head and rows take."""
        return self.width, self.head.height + sum(row.height for row in self.rows)

    def split(self, _width: float, room: float) -> list[GridPart]:
        """Cut at the last row that fits; a heading of a group stays with its first row, a row over a page is cut."""
        room -= self.head.height
        count, used = 0, 0.0
        while count < len(self.rows) and used + self.rows[count].height <= room:
            used += self.rows[count].height
            count += 1
        while count and count < len(self.rows) and self.rows[count - 1].look.keeps_next:
            count -= 1
        if count:
            return [self._with(self.rows[:count]), self._with(self.rows[count:])]
        return self._with_row_cut(room) if self.rows and self.rows[0].height > _MOST_HEIGHT else []

    def _with_row_cut(self, room: float) -> list[GridPart]:
        if room < _LEAST_ROOM:
            return []
        first, rest = self.rows[0].parted(room)
        return [self._with([first]), self._with([rest, *self.rows[1:]])]

    def _with(self, rows: list[_Row]) -> GridPart:
        return GridPart(self.head, rows, self.width)

    def draw(self) -> None:
        """Paint the rows from the top."""
        top = self.head.height + sum(row.height for row in self.rows)
        self.canv.setLineWidth(0.5)
        self.canv.setStrokeColor("black")
        self.canv.setFillColor("black")
        for row in (self.head, *self.rows):
            _paint_row(self.canv, row, top)
            top -= row.height


# A row higher than this does not stand on a sheet on its side, and may be cut; never where less than this is left.
_MOST_HEIGHT, _LEAST_ROOM = 400.0, 60.0


def _laid_row(texts: tuple[str, ...], look: RowLook) -> _Row:
    widths = [width / _UNITS_PER_POINT for width in look.widths]
    if look.runs_wide:
        widths = [widths[0], sum(widths[1:])]
    edges = tuple(sum(widths[:place]) for place in range(len(widths) + 1))
    cells = tuple(
        tuple(_broken_lines(texts[place] if place < len(texts) else "", width - 2 * _PAD, look))
        for place, width in enumerate(widths)
    )
    return _Row(cells, look, edges)


def _broken_lines(text: str, room: float, look: RowLook) -> list[str]:
    lines: list[str] = []
    for part in printable_text(text).split("\n"):
        lines += _broken_line(part, room, look)
    return lines


def _broken_line(text: str, room: float, look: RowLook) -> list[str]:
    lines, line, used = [], "", 0.0
    blank = _width(" ", look.points, look.bold)
    for word in text.split():
        for piece in _pieces(word, room, look):
            width = _width(piece, look.points, look.bold)
            if line and used + blank + width <= room:
                line, used = f"{line} {piece}", used + blank + width
                continue
            lines += [line] if line else []
            line, used = piece, width
    return [*lines, line]


def _pieces(word: str, room: float, look: RowLook) -> list[str]:
    """A word that is wider than its cell is broken anywhere."""
    if _width(word, look.points, look.bold) <= room:
        return [word]
    pieces, start, used = [], 0, 0.0
    for place, sign in enumerate(word):
        width = _width(sign, look.points, look.bold)
        if used + width > room and place > start:
            pieces.append(word[start:place])
            start, used = place, 0.0
        used += width
    return [*pieces, word[start:]]


@lru_cache(maxsize=20_000)
def _width(text: str, points: float, bold: bool) -> float:
    return text_width(text, points, bold=bold)


def _paint_row(canvas: Any, row: _Row, top: float) -> None:
    look, bottom = row.look, top - row.height
    canvas.line(row.edges[0], top, row.edges[-1], top)
    canvas.line(row.edges[0], bottom, row.edges[-1], bottom)
    for edge in row.edges:
        canvas.line(edge, top, edge, bottom)
    for place, lines in enumerate(row.cells):
        left, right = row.edges[place], row.edges[place + 1]
        side = "left" if look.runs_wide and place else look.sides[place]
        down = (row.height - len(lines) * look.points * _LEADING) / 2 if look.is_head else _PAD * 0.75
        for number, line in enumerate(lines):
            width = _width(line, look.points, look.bold) if side != "left" else 0.0
            x = {"left": left + _PAD, "center": (left + right - width) / 2, "right": right - _PAD - width}[
                side
            ]
            y = top - down - look.points * (0.9 + number * _LEADING)
            if line:
                paint_text(canvas, line, (x, y), points=look.points, bold=look.bold)
