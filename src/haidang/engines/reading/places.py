"""Where findings stand, as the answer prints it: line ranges, lines of pages, paragraphs and table rows."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from haidang.engines.reading.paper import Line, Paper

type Ranges = list[list[int]]


def line_ranges(paper: Paper, numbers: Iterable[int]) -> Ranges:
    """Put line numbers together into ranges of first and last line.

    This function will bridge empty lines and page furniture between two lines, and nothing else.
    """
    ranges: Ranges = []
    for number in sorted(set(numbers)):
        if ranges and _is_bridged(paper, ranges[-1][1], number):
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


def found_places(paper: Paper, numbers: Iterable[int]) -> list[Any]:
    """Name the places of lines in the form of the file's kind.

    This function will give ranges for text, a page with its ranges for paged files, and paragraphs or table rows
    for DOCX.
    """
    lines = [paper.line(number) for number in sorted(set(numbers))]
    if not lines or all(
        line.page is None and line.paragraph is None and line.table is None for line in lines
    ):
        return list(line_ranges(paper, numbers))
    places: list[Any] = []
    for page, group in groupby(lines, key=lambda line: line.page):
        on_page = list(group)
        places += _docx_places(on_page) if page is None else _page_places(page, on_page)
    return places


def _page_places(page: int, lines: list[Line]) -> list[dict[str, Any]]:
    ranges: Ranges = []
    for line in lines:
        number = line.number_on_page or line.number
        if ranges and number - ranges[-1][1] <= 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return [{"page": page, "lines": ranges}]


def _docx_places(lines: Iterable[Line]) -> list[dict[str, int]]:
    places: list[dict[str, int]] = []
    for line in lines:
        place = _docx_place(line)
        if place not in places:
            places.append(place)
    return places


def _docx_place(line: Line) -> dict[str, int]:
    if line.table is not None and line.row is not None:
        return {"table": line.table, "row": line.row}
    return {"paragraph": line.paragraph if line.paragraph is not None else line.number}


def _is_bridged(paper: Paper, before: int, number: int) -> bool:
    between = paper.lines[before : number - 1]
    return all(not line.text or line.is_furniture for line in between)
