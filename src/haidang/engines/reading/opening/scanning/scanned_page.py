"""One recognised page, whole enough to be kept as JSON and put together with its neighbours later."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from haidang.engines.reading.paper import Box, Cell, Line, Row, Table


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a word may be; `confidence` is 0 to 1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """One word on a page. `alternatives` are other readings of the same ink, the likeliest first."""

    text: str
    confidence: float
    box: Box
    line: int  # number of its line on the page
    alternatives: tuple[WordReading, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFlag:
    """Something about a page that a person has to know; `reason` is a full Vietnamese sentence."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page as it was recognised.

    `lines` are numbered from 1 on this page, and the cells of `tables` cite these numbers; `scanning.pages`
    renumbers them for a paper. Boxes are points from the top left corner of the page as it was straightened:
    turned by `turned` degrees clockwise (0, 90, 180, 270), then by `skew` degrees. `mark_texts` are for the
    check of secrecy alone: what stands in coloured ink, and lines that were too unsure to be handed on.
    """

    number: int
    width: float  # points
    height: float  # points
    lines: tuple[Line, ...] = ()
    words: tuple[ScannedWord, ...] = ()
    tables: tuple[Table, ...] = ()
    table_lines: tuple[int, ...] = ()
    flags: tuple[PageFlag, ...] = ()
    mark_texts: tuple[str, ...] = ()
    unreadable: tuple[Box, ...] = ()  # lines that are there and were not read
    turned: int = 0
    skew: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """This function will give the page as plain values for JSON, the reverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "ScannedPage":
        """This function will make the page again from what `to_json` gave. Raises KeyError, TypeError for others."""
        rest = {key: values[key] for key in ("number", "width", "height", "turned", "skew")}
        return cls(
            **rest,
            lines=tuple(_line_of(each) for each in values["lines"]),
            words=tuple(_word_of(each) for each in values["words"]),
            tables=tuple(_table_of(each) for each in values["tables"]),
            table_lines=tuple(values["table_lines"]),
            flags=tuple(PageFlag(**each) for each in values["flags"]),
            mark_texts=tuple(values["mark_texts"]),
            unreadable=tuple(Box(**each) for each in values["unreadable"]),
        )


def _line_of(values: Mapping[str, Any]) -> Line:
    return Line(**{**values, "box": _box_of(values["box"])})


def _word_of(values: Mapping[str, Any]) -> ScannedWord:
    alternatives = tuple(WordReading(**each) for each in values["alternatives"])
    return ScannedWord(**{**values, "box": Box(**values["box"]), "alternatives": alternatives})


def _box_of(values: Mapping[str, float] | None) -> Box | None:
    return None if values is None else Box(**values)


def _table_of(values: Mapping[str, Any]) -> Table:
    return Table(tuple(Row(tuple(_cell_of(cell) for cell in row["cells"])) for row in values["rows"]))


def _cell_of(values: Mapping[str, Any]) -> Cell:
    return Cell(
        paragraphs=tuple(values["paragraphs"]),
        lines=tuple(values["lines"]),
        spans_columns=values["spans_columns"],
        is_continuation=values["is_continuation"],
    )
