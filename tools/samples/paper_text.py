"""A paper as the lines of a text file, in the two shapes in which offices send such files."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from haidang.engines.drafting.official_paper import STATE_MOTTO, STATE_NAME, dated_line, numbered_line
from haidang.engines.drafting.paper_parts import Appendix, Block, OfficialPaper, TableGroup, TaskTable

_LINE_WIDTH = 84


def tabbed_text(paper: OfficialPaper) -> str:
    """One line a paragraph; a row of a table is one line, its cells parted by tabs."""
    return _joined(_paper_lines(paper, _tabbed_rows))


def wrapped_text(paper: OfficialPaper) -> str:
    """Lines broken as on paper; a row of a table is printed cell by cell, one below the other."""
    lines = (part for line in _paper_lines(paper, _stacked_rows) for part in _wrapped(line))
    return _joined(lines)


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _LINE_WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _paper_lines(paper: OfficialPaper, rows) -> Iterator[str]:
    yield from _head_lines(paper)
    yield from paper.citations
    yield ""
    for block in paper.body:
        yield from _block_lines(block, rows)
    yield from _closing_lines(paper)
    for appendix in paper.appendices:
        yield from _appendix_lines(appendix, rows)


def _head_lines(paper: OfficialPaper) -> Iterator[str]:
    head = paper.letterhead
    offices = [head.superior] if head.superior else []
    yield from (*offices, *head.issuer.split("\n"), STATE_NAME, STATE_MOTTO, "")
    yield numbered_line(head)
    if head.subject:
        yield f"V/v {head.subject}"
    yield from (dated_line(head), "")
    yield from (line for text in (paper.kind, paper.title) if text for line in text.split("\n"))
    if paper.addressees:
        yield f"Kính gửi: {'; '.join(paper.addressees)}"
    yield ""


def _closing_lines(paper: OfficialPaper) -> Iterator[str]:
    yield ""
    yield from paper.signature.authority
    yield from ("", paper.signature.name, "", "Nơi nhận:")
    last = len(paper.recipients)
    for place, name in enumerate(paper.recipients, start=1):
        yield f"- {name}{'.' if place == last else ';'}"


def _appendix_lines(appendix: Appendix, rows) -> Iterator[str]:
    yield ""
    yield from (line for text in appendix.title for line in text.split("\n"))
    if appendix.note:
        yield appendix.note
    yield ""
    for block in appendix.body:
        yield from _block_lines(block, rows)


def _block_lines(block: Block, rows) -> Iterator[str]:
    if isinstance(block, TaskTable):
        yield from rows(block)
    else:
        yield block.text


def _tabbed_rows(table: TaskTable) -> Iterator[str]:
    yield "\t".join(table.columns)
    for group in table.groups:
        yield "\t".join((group.label, group.title, *group.cells))
        yield from ("\t".join(_one_line(cell) for cell in row) for row in group.rows)
    yield from ("\t".join(row) for row in table.totals)


def _one_line(cell: str) -> str:
    return cell.replace("\n", " ")


def _stacked_rows(table: TaskTable) -> Iterator[str]:
    yield from table.columns
    for group in table.groups:
        yield f"{group.label}. {group.title}"
        yield from _stacked_group(group)
    yield from (cell for row in table.totals for cell in row if cell)


def _stacked_group(group: TableGroup) -> Iterator[str]:
    for label, text, *cells in group.rows:
        first, *more = text.split("\n")
        yield f"{label} {first}"
        yield from more
        yield from (cell for cell in cells if cell)
