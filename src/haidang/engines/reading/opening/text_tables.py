"""Tables in plain text: rows of cells between tabs, and Markdown rows between pipes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from haidang.engines.reading.opening.typesetting import split_breaks, visible_text, without_marks
from haidang.engines.reading.paper import Cell, Row, Table

_PIPE_ROW = re.compile(r"\s*\|.*\|\s*")
_PIPE_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BLANKS_INSIDE = 2  # a page break inside a table leaves one blank line, sometimes two
_WIDE_TABS = 2  # three columns: no letterhead or list of recipients is set like this
_NARROW_ROWS = 4  # two columns are a table only when there are this many rows


@dataclass(frozen=True, slots=True)
class _RawRow:
    number: int
    cells: list[str]


def find_text_tables(raws: Sequence[str]) -> list[Table]:
    """This function will find runs of tab-separated rows and of piped rows; rows are given as the file has them.

    A row that goes on after a page break stays a row of its own with an empty first cell.
    """
    tab_runs = [run for run in _runs(raws, _is_tab_row, _tab_cells) if _is_tab_table(run)]
    pipe_runs = [run for run in _runs(raws, is_pipe_row, piped_cells) if _is_pipe_table(run, raws)]
    runs = sorted(tab_runs + pipe_runs, key=lambda run: run[0].number)
    return [_table_of(run) for run in runs]


def is_pipe_row(raw: str) -> bool:
    """This function will tell whether a line begins and ends with a pipe, or is the rule under a heading row."""
    return bool(_PIPE_ROW.fullmatch(raw)) and raw.strip("| \t") != "" or _is_pipe_rule(raw)


def piped_cells(raw: str) -> list[str]:
    """This function will split a piped row into its cells; the rule under a heading row has none."""
    if _is_pipe_rule(raw):
        return []
    inner = raw.strip()
    return [cell.replace("\\|", "|") for cell in _PIPE.split(inner[1:-1])]


def _is_pipe_rule(raw: str) -> bool:
    return "|" in raw and bool(_PIPE_RULE.fullmatch(raw))


def _is_tab_row(raw: str) -> bool:
    return "\t" in raw.strip() or raw.count("\t") >= _WIDE_TABS and bool(raw.strip())


def _tab_cells(raw: str) -> list[str]:
    return raw.rstrip("\r\n").split("\t")


def _runs(
    raws: Sequence[str], is_row: Callable[[str], bool], cells_of: Callable[[str], list[str]]
) -> list[list[_RawRow]]:
    runs: list[list[_RawRow]] = []
    blanks = _BLANKS_INSIDE + 1
    for number, raw in enumerate(raws, start=1):
        if is_row(raw):
            row = _RawRow(number, cells_of(raw))
            goes_on = blanks == 0 or blanks <= _BLANKS_INSIDE and _may_follow(runs[-1], row)
            if goes_on:
                runs[-1].append(row)
            else:
                runs.append([row])
            blanks = 0
        else:
            blanks = blanks + 1 if not raw.strip() else _BLANKS_INSIDE + 1
    return runs


def _may_follow(run: list[_RawRow], row: _RawRow) -> bool:
    """After a blank line only a row as wide as the table goes on with it."""
    return len(row.cells) == max(len(each.cells) for each in run)


def _is_tab_table(run: list[_RawRow]) -> bool:
    wide = sum(len(row.cells) > _WIDE_TABS for row in run)
    return wide >= 2 or len(run) >= _NARROW_ROWS and all(len(row.cells) >= 2 for row in run)


def _is_pipe_table(run: list[_RawRow], raws: Sequence[str]) -> bool:
    has_rule = any(_is_pipe_rule(raws[row.number - 1]) for row in run)
    filled = [row for row in run if row.cells]
    return len(filled) >= 2 and (has_rule or len({len(row.cells) for row in filled}) == 1)


def _table_of(run: list[_RawRow]) -> Table:
    width = max(len(row.cells) for row in run)
    return Table(tuple(_padded_row(row, width) for row in run if row.cells))


def _padded_row(row: _RawRow, width: int) -> Row:
    cells = [_cell_of(text, row.number) for text in row.cells]
    return Row(tuple(cells + [Cell()] * (width - len(cells))))


def _cell_of(text: str, number: int) -> Cell:
    texts = [visible_text(without_marks(piece)) for piece in split_breaks(text)]
    paragraphs = tuple(text for text in texts if text)
    return Cell(paragraphs=paragraphs, lines=(number,) if paragraphs else ())
