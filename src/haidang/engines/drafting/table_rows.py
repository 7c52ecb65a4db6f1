"""Rows of a table as the XML Word keeps: thousands of them in a second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, chain
from typing import Literal
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

from haidang.engines.drafting.folded_rows import folded_rows
from haidang.engines.drafting.page_marks import FONT_NAME
from haidang.engines.drafting.printable import printable_text

type Side = Literal["left", "center", "right"]

_ROWS_AT_ONCE = 200
# Rows that go on to a next page whole, up to so many letters in a cell; a longer one may break.
_WHOLE_LETTERS = 1500


@dataclass(frozen=True, slots=True)
class RowLook:
    """How the cells of a row look. Heads are printed again on each page; `runs_wide` joins all but the first."""

    points: float
    sides: tuple[Side, ...]
    widths: tuple[int, ...]
    bold: bool = False
    is_head: bool = False
    runs_wide: bool = False
    keeps_next: bool = False


def add_rows(grid: Table, rows: Iterable[tuple[tuple[str, ...], RowLook]]) -> None:
    """This function will add rows of texts at the end of a table."""
    for place, some in enumerate(batched(rows, _ROWS_AT_ONCE)):
        xml = "".join(_row_xml(texts, look) for texts, look in some)
        if place == 0:
            grid._tbl.extend(list(parse_xml(f"<w:tbl {nsdecls('w')}>{xml}</w:tbl>")))
        else:
            grid._tbl.append(folded_rows(xml))


def _row_xml(texts: tuple[str, ...], look: RowLook) -> str:
    whole = "<w:cantSplit/>" if max(map(len, texts), default=0) <= _WHOLE_LETTERS else ""
    head = "<w:tblHeader/>" if look.is_head else ""
    cells = chain.from_iterable(_cell_xml(text, look, place) for place, text in _shown_cells(texts, look))
    return f"<w:tr><w:trPr>{whole}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _shown_cells(texts: tuple[str, ...], look: RowLook) -> Iterator[tuple[int, str]]:
    count = 2 if look.runs_wide else len(look.widths)
    return ((place, texts[place] if place < len(texts) else "") for place in range(count))


def _cell_xml(text: str, look: RowLook, place: int) -> Iterator[str]:
    is_joined = look.runs_wide and place == 1
    width = sum(look.widths[1:]) if is_joined else look.widths[place]
    span = f'<w:gridSpan w:val="{len(look.widths) - 1}"/>' if is_joined else ""
    middle = '<w:vAlign w:val="center"/>' if look.is_head else ""
    yield f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width // 635}"/>{span}{middle}</w:tcPr>'
    side: Side = "left" if is_joined else look.sides[place]
    for line in printable_text(text).split("\n"):
        yield _line_xml(line, look, side)
    yield "</w:tc>"


def _line_xml(text: str, look: RowLook, side: Side) -> str:
    keeps = "<w:keepNext/>" if look.keeps_next else ""
    bold = "<w:b/>" if look.bold else ""
    tabs = '</w:t><w:tab/><w:t xml:space="preserve">'.join(escape(part) for part in text.split("\t"))
    return (
        f'<w:p><w:pPr>{keeps}<w:spacing w:before="30" w:after="30"/><w:jc w:val="{side}"/></w:pPr>'
        + (
            f'<w:r><w:rPr><w:rFonts w:ascii="{FONT_NAME}" w:hAnsi="{FONT_NAME}"/>{bold}'
            f'<w:sz w:val="{round(look.points * 2)}"/></w:rPr><w:t xml:space="preserve">{tabs}</w:t></w:r>'
            if text
            else ""
        )
        + "</w:p>"
    )
