"""Charts as vector pictures from plain data: bars, stacked states, lines; readable in grey and aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import batched, pairwise
from typing import Literal

from haidang.engines.drafting.chart_marks import (
    INK,
    SHADES,
    Box,
    Drawing,
    Label,
    Mark,
    Point,
    Shade,
    Stroke,
    svg_of,
)
from haidang.engines.drafting.paper_fonts import text_width
from haidang.engines.drafting.printable import one_line
from haidang.engines.vietnamese.numbers import written_number

type ChartKind = Literal["bars", "stacked", "lines"]
type Number = Decimal | int | None

# The width between the margins of an upright sheet; a page holds so many rows beside heading and text.
WIDTH = 460.0
MOST_ROWS = 30
MOST_SERIES = len(SHADES)
_TITLE, _SMALL, _LETTERS = 11.0, 8.5, 9.5
_WIDEST_NAME, _ROW, _GAP = 170.0, 15.0, 7.0
_PLOT_HEIGHT = 170.0
_GRID = "#c8ced6"
_NO_FIGURE = "chưa có số liệu"
# Lines are told apart by their dashes and by the number each one's points bear.
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (1.5, 2.5), (8, 3, 1.5, 3), (3, 3), (10, 4), (1, 4))


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers with its name; None where a number is not known, which is not nought."""

    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: for each label (a unit, a period) a number of each series.

    `stacked` wants numbers from nought up. `estimated` are labels that are not final; they bear "(ước)".
    """

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    estimated: tuple[str, ...] = ()


def draw_chart(chart: Chart) -> Drawing:
    """Draw a chart that fits into the width of an upright page.

    Raises ValueError where there is nothing to draw, a series has not a number (or None) for each label, a part of
    a stack is below nought, or where there are more labels or series than a page can tell apart; `parted_charts`
    parts the labels.
    """
    _check_chart(chart)
    shown = replace(chart, labels=tuple(_shown_label(chart, label) for label in chart.labels))
    marks, height = _line_marks(shown) if chart.kind == "lines" else _bar_marks(shown)
    return Drawing(WIDTH, height, tuple(marks), chart.title, chart_words(chart))


def chart_svg(chart: Chart) -> str:
    """This function will draw a chart and write it as SVG, with its title and its numbers in words inside."""
    return svg_of(draw_chart(chart))


def parted_charts(chart: Chart) -> tuple[Chart, ...]:
    """This function will part a chart with more labels than a page holds into several; a smaller one stays as it is."""
    if chart.kind == "lines" or len(chart.labels) * _bars_in_row(chart) <= MOST_ROWS:
        return (chart,)
    rows = max(1, MOST_ROWS // _bars_in_row(chart))
    places = list(batched(range(len(chart.labels)), rows))
    return tuple(
        replace(
            chart,
            title=f"{chart.title} ({number}/{len(places)})",
            labels=tuple(chart.labels[place] for place in part),
            series=tuple(
                replace(one, numbers=tuple(one.numbers[place] for place in part)) for one in chart.series
            ),
        )
        for number, part in enumerate(places, start=1)
    )


def chart_words(chart: Chart) -> str:
    """This function will say a chart in words, number by number, for those who do not see it."""
    unit = f" {chart.unit}" if chart.unit else ""
    told = [
        f"{_shown_label(chart, label)}: "
        + ", ".join(
            f"{one.name} {_said(one.numbers[place])}" if len(chart.series) > 1 else _said(one.numbers[place])
            for one in chart.series
        )
        for place, label in enumerate(chart.labels)
    ]
    return (
        one_line(f"{chart.title} ({unit.strip()}). " if unit else f"{chart.title}. ") + f" {'; '.join(told)}."
    )


def _said(number: Number) -> str:
    return _NO_FIGURE if number is None else written_number(number)


def _check_chart(chart: Chart) -> None:
    if not chart.labels or not chart.series:
        raise ValueError("a chart without labels or series")
    if any(len(one.numbers) != len(chart.labels) for one in chart.series):
        raise ValueError("a series whose numbers are not as many as the labels")
    if len(chart.series) > MOST_SERIES:
        raise ValueError(f"more than {MOST_SERIES} series")
    if chart.kind == "stacked" and min(_known(chart), default=0) < 0:
        raise ValueError("a part of a stack below nought")
    if len(chart.labels) * _bars_in_row(chart) > MOST_ROWS and len(chart.labels) > 1:
        raise ValueError(f"more than {MOST_ROWS} rows; part the chart first")


def _bars_in_row(chart: Chart) -> int:
    return len(chart.series) if chart.kind == "bars" else 1


def _known(chart: Chart) -> list[Decimal | int]:
    return [number for one in chart.series for number in one.numbers if number is not None]


def _shown_label(chart: Chart, label: str) -> str:
    return f"{one_line(label)} (ước)" if label in chart.estimated else one_line(label)


# --- heading and legend -------------------------------------------------------------------------------


def _heading(chart: Chart) -> tuple[list[Mark], float]:
    """Title, unit and legend, and how far down they reach."""
    marks: list[Mark] = []
    y = 4.0
    for line in _wrapped(chart.title, WIDTH, _TITLE):
        y += _TITLE + 2
        marks.append(Label(WIDTH / 2, y, line, _TITLE, "middle", bold=True))
    if chart.unit:
        y += _SMALL + 4
        marks.append(Label(WIDTH / 2, y, f"Đơn vị tính: {one_line(chart.unit)}", _SMALL, "middle"))
    if len(chart.series) > 1:
        legend, y = _legend(chart, y + 8)
        marks += legend
    return marks, y + 8


def _legend(chart: Chart, top: float) -> tuple[list[Mark], float]:
    """The names of the series beside their signs, in lines that stand in the middle."""
    names = [_shortened(one.name, WIDTH - 50, _LETTERS) for one in chart.series]
    widths = [30 + text_width(name, _LETTERS) + 14 for name in names]
    lines: list[list[int]] = [[]]
    for place, width in enumerate(widths):
        if lines[-1] and sum(widths[one] for one in lines[-1]) + width > WIDTH:
            lines.append([])
        lines[-1].append(place)
    marks: list[Mark] = []
    for number, line in enumerate(lines):
        x, y = (WIDTH - sum(widths[place] for place in line) + 14) / 2, top + 15 * number
        for place in line:
            marks += _legend_sign(chart, place, (x, y))
            marks.append(Label(x + 30, y + 8, names[place], _LETTERS))
            x += widths[place]
    return marks, top + 15 * len(lines) - 3


def _legend_sign(chart: Chart, place: int, corner: Point) -> list[Mark]:
    x, y = corner
    if chart.kind != "lines":
        return [Box(x, y, 24, 10, SHADES[place])]
    return [Stroke(((x, y + 5), (x + 24, y + 5)), 1.5, dashes=_DASHES[place]), *_dot((x + 12, y + 5), place)]


# --- bars and stacks ----------------------------------------------------------------------------------


def _bar_marks(chart: Chart) -> tuple[list[Mark], float]:
    marks, top = _heading(chart)
    names = [_wrapped(label, _WIDEST_NAME, _LETTERS)[:2] for label in chart.labels]
    left = min(_WIDEST_NAME, max(text_width(line, _LETTERS) for name in names for line in name)) + 8
    scale = _Scale.over(chart, left, WIDTH - 46)
    y = top
    for place, name in enumerate(names):
        height = _ROW * _bars_in_row(chart)
        marks += _name_marks(name, left, y + height / 2)
        marks += _row_marks(chart, place, scale, y)
        y += height + _GAP
    axis = Stroke(((scale.at(0), top - 3), (scale.at(0), y - _GAP + 3)), 1)
    return [*marks, axis], y + 2


def _name_marks(lines: list[str], left: float, middle: float) -> Iterator[Mark]:
    first = middle + _LETTERS * 0.33 - (len(lines) - 1) * (_LETTERS + 1) / 2
    for number, line in enumerate(lines):
        yield Label(left - 6, first + number * (_LETTERS + 1), line, _LETTERS, "end")


def _row_marks(chart: Chart, place: int, scale: _Scale, y: float) -> Iterator[Mark]:
    numbers = [one.numbers[place] for one in chart.series]
    if chart.kind == "stacked":
        yield from _stack_marks(numbers, scale, y)
        return
    for series, number in enumerate(numbers):
        yield from _one_bar(number, scale, y + series * _ROW, SHADES[series])


def _one_bar(number: Number, scale: _Scale, y: float, shade: Shade) -> Iterator[Mark]:
    zero, middle = scale.at(0), y + _ROW / 2 + 3
    if number is None:
        yield Label(zero + 4, middle, _NO_FIGURE, _SMALL)
        return
    end = scale.at(number)
    yield Box(min(zero, end), y + 1, abs(end - zero), _ROW - 2, shade)
    text = written_number(number)
    yield Label(max(zero, end) + 4, middle, text, _LETTERS)


def _stack_marks(numbers: list[Number], scale: _Scale, y: float) -> Iterator[Mark]:
    known = [number or 0 for number in numbers]
    reached: Decimal | int = 0
    for number, shade in zip(known, SHADES, strict=False):
        start, end = scale.at(reached), scale.at(reached + number)
        reached += number
        if number:
            yield Box(start, y + 1, end - start, _ROW - 2, shade)
            yield from _number_inside(number, (start, end), y, shade)
    if all(number is None for number in numbers):
        yield Label(scale.at(0) + 4, y + _ROW / 2 + 3, _NO_FIGURE, _SMALL)
    else:
        yield Label(scale.at(reached) + 4, y + _ROW / 2 + 3, written_number(reached), _LETTERS, bold=True)


def _number_inside(
    number: Decimal | int, ends: tuple[float, float], y: float, shade: Shade
) -> Iterator[Mark]:
    """The number of a part, where the part is wide enough; over lines it stands on a white ground."""
    text = written_number(number)
    width, middle = text_width(text, _SMALL), sum(ends) / 2
    if width + 6 > ends[1] - ends[0]:
        return
    if shade.hatch:
        yield Box(middle - width / 2 - 2, y + 2.5, width + 4, _ROW - 5, Shade("#ffffff"), outline="")
    colour = "#ffffff" if shade.is_dark else INK
    yield Label(middle, y + _ROW / 2 + 3, text, _SMALL, "middle", colour=colour)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where numbers stand between two ends; nought is always within."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, chart: Chart, start: float, end: float) -> _Scale:
        numbers = [float(number) for number in _known(chart)]
        if chart.kind == "stacked":
            rows = range(len(chart.labels))
            numbers = [float(sum(one.numbers[row] or 0 for one in chart.series)) for row in rows]
        low, high = min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0)
        return cls(low, high if high > low else low + 1, start, end)

    def at(self, number: Decimal | float) -> float:
        share = (float(number) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


# --- lines over periods -------------------------------------------------------------------------------


def _line_marks(chart: Chart) -> tuple[list[Mark], float]:
    marks, top = _heading(chart)
    top += 8
    bottom = top + _PLOT_HEIGHT
    scale = _Scale.over(chart, bottom - _SMALL - 6, top)
    ticks = _ticks(scale)
    left = max(text_width(written_number(tick), _SMALL) for tick in ticks) + 8
    for tick in ticks:
        y = scale.at(tick)
        marks.append(Stroke(((left, y), (WIDTH, y)), 0.5, INK if tick == 0 else _GRID))
        marks.append(Label(left - 4, y + 3, written_number(tick), _SMALL, "end"))
    step = (WIDTH - left) / len(chart.labels)
    across = [left + step * (place + 0.5) for place in range(len(chart.labels))]
    names, height = _period_names(chart, across, bottom + 4)
    marks += names
    for place, one in enumerate(chart.series):
        marks += _one_line(one, place, list(zip(across, one.numbers, strict=True)), scale)
    return marks, height + 4


def _ticks(scale: _Scale) -> list[Decimal]:
    """From four to eight round numbers that the axis bears."""
    reach = Decimal(str(scale.high)) - Decimal(str(scale.low))
    size = Decimal(10) ** (reach.adjusted() - 1)
    step = next(size * factor for factor in (1, 2, 5, 10, 20, 50) if reach / (size * factor) <= 6)
    first = int(Decimal(str(scale.low)) / step)
    last = int(Decimal(str(scale.high)) / step)
    return [(step * number).normalize() + Decimal(0) for number in range(first, last + 1)]


def _period_names(chart: Chart, across: list[float], top: float) -> tuple[list[Mark], float]:
    room = across[1] - across[0] - 4 if len(across) > 1 else WIDTH / 2
    names = [_wrapped(label, max(room, 24), _SMALL)[:3] for label in chart.labels]
    marks: list[Mark] = [
        Label(x, top + (number + 1) * (_SMALL + 1), line, _SMALL, "middle")
        for x, name in zip(across, names, strict=True)
        for number, line in enumerate(name)
    ]
    return marks, top + max(map(len, names)) * (_SMALL + 1)


def _one_line(
    series: Series, place: int, points: list[tuple[float, Number]], scale: _Scale
) -> Iterator[Mark]:
    """The line is broken where a number is not known; each point bears its number."""
    placed = [(x, scale.at(number), number) if number is not None else None for x, number in points]
    for before, after in pairwise(placed):
        if before and after:
            yield Stroke((before[:2], after[:2]), 1.5, dashes=_DASHES[place])
    for point in filter(None, placed):
        x, y, number = point
        yield from _dot((x, y), place)
        above = -6 if place % 2 == 0 else _SMALL + 5
        yield Label(x, y + above, written_number(number), _SMALL, "middle")


def _dot(centre: Point, place: int) -> list[Mark]:
    x, y = centre
    size = 6.0 if place % 2 == 0 else 5.0
    shade = Shade(INK) if place % 2 == 0 else Shade("#ffffff")
    return [Box(x - size / 2, y - size / 2, size, size, shade, INK)]


# --- words that have to fit ---------------------------------------------------------------------------


def _wrapped(text: str, room: float, points: float) -> list[str]:
    """Break a text into lines of a width; a word that is wider by itself is shortened."""
    lines = [""]
    for word in one_line(text).split(" "):
        fitting = _shortened(word, room, points)
        longer = f"{lines[-1]} {fitting}".strip()
        if text_width(longer, points) <= room:
            lines[-1] = longer
        else:
            lines.append(fitting)
    return [line for line in lines if line] or [""]


def _shortened(text: str, room: float, points: float) -> str:
    text = one_line(text)
    if text_width(text[:400], points) <= room and len(text) <= 400:
        return text
    kept = text[:400]
    while kept and text_width(f"{kept}…", points) > room:
        kept = kept[: int(len(kept) * 0.9)] if len(kept) > 20 else kept[:-1]
    return f"{kept}…"
