"""Plain text: the file's own lines, marks taken off, tables found in tab-separated and piped rows."""

import re
from itertools import pairwise

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.encodings import decode_text
from haidang.engines.reading.opening.opened import Opened
from haidang.engines.reading.opening.text_tables import find_text_tables, is_pipe_row, piped_cells
from haidang.engines.reading.opening.typesetting import (
    DIRECTION_MARKS,
    plain_line,
    visible_text,
    without_marks,
)
from haidang.engines.reading.paper import Line

_LINE_END = re.compile(r"\r\n|\n|\r")
_HTML_PAGE = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)


def open_text(content: bytes, limits: Limits) -> Opened:
    """This function will open a plain text file; lines keep the numbers they have in the file.

    Raises Refused: bad_encoding, unsupported (a web page), too_large, empty.
    """
    text = decode_text(content)
    if _HTML_PAGE.match(text):
        raise refusal(
            "unsupported",
            what="trang web HTML",
            how=" (mở trang bằng phần mềm soạn thảo rồi lưu thành .docx)",
        )
    if len(text) > limits.characters:
        raise limit_refusal("too_large", limits, "characters")
    raws = _split_lines(text)
    if len(raws) > limits.lines:
        raise limit_refusal("too_large", limits, "lines")
    lines = _plain_lines(raws)
    if not any(line.text for line in lines):
        raise refusal("empty")
    return Opened(
        kind="text",
        lines=lines,
        tables=find_text_tables(raws),
        hidden=_disguised_lines(raws),
    )


def _split_lines(text: str) -> list[str]:
    """The end of the last line begins no further line."""
    raws = _LINE_END.split(text)
    return raws[:-1] if raws[-1] == "" else raws


def _plain_lines(raws: list[str]) -> list[Line]:
    lines = []
    begins_bold = False
    for number, raw in enumerate(raws, start=1):
        plain = plain_line(raw, begins_bold=begins_bold)
        # Bold left open ends with its paragraph: a stray mark must not embolden the rest of the paper.
        begins_bold = plain.bold_goes_on and bool(plain.text)
        lines.append(
            Line(
                number=number,
                raw=raw,
                text=_row_text(raw) if is_pipe_row(raw) else plain.text,
                is_bold=plain.is_bold,
                is_centred=plain.is_centred,
                heading_level=plain.heading_level,
                is_furniture=False,
            )
        )
    return _with_page_numbers(lines)


def _row_text(raw: str) -> str:
    return visible_text(" ".join(without_marks(cell) for cell in piped_cells(raw)))


def _with_page_numbers(lines: list[Line]) -> list[Line]:
    """A number alone beside a form feed is a page number; elsewhere it may be a row's number."""
    breaks = {line.number for line in lines if "\f" in line.raw}
    if not breaks:
        return lines
    filled = [line for line in lines if line.text or line.number in breaks]
    numbers = set()
    for before, after in pairwise(filled):
        if after.number in breaks and _PAGE_NUMBER.fullmatch(before.text):
            numbers.add(before.number)
    numbers |= {line.number for line in filled if line.number in breaks and _PAGE_NUMBER.fullmatch(line.text)}
    return [_as_furniture(line) if line.number in numbers else line for line in lines]


def _as_furniture(line: Line) -> Line:
    return Line(
        line.number, line.raw, line.text, is_bold=line.is_bold, is_centred=line.is_centred, is_furniture=True
    )


def _disguised_lines(raws: list[str]) -> list[Line]:
    """Lines whose order of letters on screen is not that of the file."""
    return [
        Line(number, raw, visible_text(raw))
        for number, raw in enumerate(raws, start=1)
        if DIRECTION_MARKS.search(raw)
    ]
