"""What a picture is drawn with: boxes, strokes and labels, and the same as SVG. Lengths are points, y goes down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from haidang.engines.drafting.printable import one_line

type Anchor = Literal["start", "middle", "end"]
type Point = tuple[float, float]

LETTERS = "'Times New Roman', 'HD Paper', 'Liberation Serif', Tinos, serif"
INK = "#111111"
_HATCH_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Shade:
    """How a surface is filled: a ground, and lines over it that are told apart without colour."""

    ground: str
    hatch: Literal["", "rising", "falling", "level", "upright"] = ""
    ink: str = "#1f3a5f"

    @property
    def is_dark(self) -> bool:
        """Whether white letters stand better on it than black ones."""
        parts = [int(self.ground[place : place + 2], 16) for place in (1, 3, 5)]
        return not self.hatch and sum(parts) < 330


# In grey print too no two neighbours look alike: dark, rising lines, light, level lines, middle, falling lines.
SHADES = (
    Shade("#1f3a5f"),
    Shade("#ffffff", "rising"),
    Shade("#c3cedb"),
    Shade("#ffffff", "level"),
    Shade("#7088a3"),
    Shade("#ffffff", "falling"),
    Shade("#e9edf2", "upright"),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A surface with its upper left corner at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    shade: Shade
    outline: str = "#1f3a5f"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through some points; `dashes` are lengths drawn and left out by turns."""

    points: tuple[Point, ...]
    width: float = 0.75
    colour: str = INK
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text; y is where its letters stand."""

    x: float
    y: float
    text: str
    points: float = 9
    anchor: Anchor = "start"
    bold: bool = False
    colour: str = INK


type Mark = Box | Stroke | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with its name and with words for those who do not see it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    alt: str


def svg_of(drawing: Drawing) -> str:
    """Write a drawing as SVG of the plainest kind: no styles, no references, no scripts.

    This function will use only what Word, LibreOffice and browsers under a strict content policy draw alike.
    """
    width, height = _told(drawing.width), _told(drawing.height)
    name = quoteattr(one_line(drawing.title))
    return "".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" ',
        f'viewBox="0 0 {width} {height}" role="img" aria-label={name}>',
        f"<title>{escape(one_line(drawing.title))}</title><desc>{escape(one_line(drawing.alt))}</desc>",
        *(_svg_mark(mark) for mark in drawing.marks),
        "</svg>",
    ])  # fmt: skip


def hatch_lines(box: Box) -> Iterator[tuple[Point, Point]]:
    """This function will yield the lines of a box's hatching, each cut at its edges."""
    right, bottom = box.x + box.width, box.y + box.height
    match box.shade.hatch:
        case "level":
            yield from (((box.x, y), (right, y)) for y in _steps(box.y, bottom))
        case "upright":
            yield from (((x, box.y), (x, bottom)) for x in _steps(box.x, right))
        case "rising" | "falling":
            yield from _slanted(box)
        case _:
            return


def _slanted(box: Box) -> Iterator[tuple[Point, Point]]:
    is_rising = box.shade.hatch == "rising"
    for reach in _steps(0, box.width + box.height, _HATCH_GAP * 1.4):
        first, last = max(0.0, reach - box.height), min(box.width, reach)
        ends = [(x, reach - x) for x in (first, last)]
        yield _placed(box, ends[0], is_rising=is_rising), _placed(box, ends[1], is_rising=is_rising)


def _placed(box: Box, end: Point, *, is_rising: bool) -> Point:
    x, y = end
    return box.x + x, (box.y + y if is_rising else box.y + box.height - y)


def _steps(start: float, end: float, gap: float = _HATCH_GAP) -> Iterator[float]:
    yield from (start + gap * number for number in range(1, int((end - start) / gap + 0.999)))


def _svg_mark(mark: Mark) -> str:
    match mark:
        case Box():
            return _svg_box(mark)
        case Stroke():
            points = " ".join(f"{_told(x)},{_told(y)}" for x, y in mark.points)
            dashes = f' stroke-dasharray="{" ".join(map(_told, mark.dashes))}"' if mark.dashes else ""
            return (
                f'<polyline points="{points}" fill="none" stroke="{mark.colour}" '
                f'stroke-width="{_told(mark.width)}"{dashes}/>'
            )
        case Label():
            weight = ' font-weight="bold"' if mark.bold else ""
            return (
                f'<text x="{_told(mark.x)}" y="{_told(mark.y)}" font-family="{LETTERS}" '
                f'font-size="{_told(mark.points)}"{weight} text-anchor="{mark.anchor}" '
                f'fill="{mark.colour}">{escape(one_line(mark.text))}</text>'
            )


def _svg_box(box: Box) -> str:
    edge = f' stroke="{box.outline}" stroke-width="0.5"' if box.outline else ""
    face = (
        f'<rect x="{_told(box.x)}" y="{_told(box.y)}" width="{_told(box.width)}" '
        f'height="{_told(box.height)}" fill="{box.shade.ground}"{edge}/>'
    )
    lines = "".join(f"M{_told(a)} {_told(b)}L{_told(c)} {_told(d)}" for (a, b), (c, d) in hatch_lines(box))
    return face + (
        f'<path d="{lines}" fill="none" stroke="{box.shade.ink}" stroke-width="0.8"/>' if lines else ""
    )


def _told(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")
