"""One page picture -> one ScannedPage: the steps, in their order."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from haidang.engines.reading.opening.pdf_grids import Grid
from haidang.engines.reading.opening.scanning.coloured_ink import (
    Inks,
    luminance,
    separate_inks,
    shrinking,
    stamps_upright,
    without_crossings,
)
from haidang.engines.reading.opening.scanning.covered_words import (
    doubt_covered,
    find_covers,
    stamp_segments,
)
from haidang.engines.reading.opening.scanning.ink import WORKING_DPI, Grey, Mask, find_ink
from haidang.engines.reading.opening.scanning.letter_shapes import mend_words
from haidang.engines.reading.opening.scanning.orientation import prepare_upright
from haidang.engines.reading.opening.scanning.page_quality import (
    judge_edges,
    judge_page,
    judge_resolution,
    judge_tables,
    judge_turn,
    unreadable_segments,
)
from haidang.engines.reading.opening.scanning.page_text import FoundTable, find_free_tables, set_page_text
from haidang.engines.reading.opening.scanning.page_work import PageWork, prepare_page
from haidang.engines.reading.opening.scanning.pale_ink import separate_pale_ink
from haidang.engines.reading.opening.scanning.photographs import flatten_photograph
from haidang.engines.reading.opening.scanning.pictures import Picture
from haidang.engines.reading.opening.scanning.readings import (
    doubtful_segments,
    merge_readings,
    very_doubtful_segments,
    vote_again,
)
from haidang.engines.reading.opening.scanning.recognition import (
    READ_AGAIN_AT,
    READ_AT,
    VOTES_AT,
    ReadWord,
    Recogniser,
    reading_scale,
)
from haidang.engines.reading.opening.scanning.scanned_page import PageFlag, ScannedPage
from haidang.engines.reading.opening.scanning.segments import large_type_segments
from haidang.engines.reading.opening.scanning.slanted_ink import unread_blocks
from haidang.engines.reading.opening.scanning.straightening import turned_and_scaled
from haidang.engines.reading.paper import Box

_RULE_RESTS = "_|¦"  # what is left of a ruling line beside a cell is read as
# A stamp on the slant may give a part of a word here and there; lines of print have surer ones.
_SURELY_READ = 0.85
_BESIDE_STAMP = 25  # pixels: a mark over a vowel goes with the stamp's ink that it touches


@dataclass(frozen=True, slots=True)
class _Judged:
    flags: tuple[PageFlag, ...]
    marks: tuple[str, ...]
    unreadable: tuple[Box, ...]


def scan_page(picture: Picture, number: int, recogniser: Recogniser) -> ScannedPage:
    """This function will recognise one page picture: words, lines, tables, and what is wrong with the page.

    Words of coloured ink and of unreadable lines stand in `mark_texts` alone, for the check of secrecy.
    Raises Refused `no_recogniser` on a machine without the model (when the recogniser is made).
    """
    sheet = flatten_photograph(picture) if picture.is_photograph else picture
    inks = _inks_of(sheet)
    work, turned = prepare_upright(inks.print, sheet.dpi, recogniser)
    words = read_words(work, recogniser)
    covers = find_covers(work.segmentation, work.page.grey, _stamp_ink(inks, sheet.dpi, turned, work))
    stamps = stamp_segments(words, covers)
    guessed = unreadable_segments(word for word in words if word.segment not in stamps)
    sure = {word.segment for word in words if word.confidence >= _SURELY_READ} - guessed
    flags = [
        *judge_turn(turned),
        *judge_page(words, work.segmentation.pieces, raw=luminance(sheet.pixels), unreadable=len(guessed)),
        *judge_tables(work.open_ends),
        *judge_edges(find_ink(inks.print), work.segmentation.letter * sheet.dpi / 300),
        *judge_resolution(min(sheet.dpi, sheet.least_dpi or sheet.dpi)),
    ]
    if any(flag.code in ("unreadable_page", "not_a_paper") for flag in flags):
        guessed = {word.segment for word in words}
    left_out = guessed | stamps
    marks = [_text_of_segment(words, segment) for segment in sorted(left_out)]
    # A stamp of large type may stand level with a line of print beside it; it is no part of what stands around.
    for segment in sorted(large_type_segments(work.segmentation) - left_out):
        marks += ["", _text_of_segment(words, segment), ""]
    if inks.coloured is not None:
        marks += _coloured_texts(inks.coloured, sheet.dpi, turned, recogniser)
    marks += _texts_of_blocks(unread_blocks(work, sure), WORKING_DPI, recogniser)
    kept = doubt_covered((word for word in words if word.segment not in left_out), covers)
    return _set_page(
        work,
        kept,
        number=number,
        turned=turned,
        judged=_Judged(tuple(flags), tuple(marks), tuple(_segment_boxes(work, guessed))),
    )


def _inks_of(sheet: Picture) -> Inks:
    """Stamps are told by their colour; on a page without colours by how pale their ink is."""
    inks = separate_inks(sheet.pixels)
    return separate_pale_ink(inks.print, sheet.dpi) if inks.coloured is None else inks


def read_words(work: PageWork, recogniser: Recogniser) -> list[ReadWord]:
    """This function will read a prepared page, doubtful lines again, and those in great doubt some times more.

    Each reading draws the letters at another size.
    """
    every = {segment.number for segment in work.segmentation.segments}
    first = _read_at(work, recogniser, every, READ_AT)
    second = _read_at(work, recogniser, doubtful_segments(first), READ_AGAIN_AT)
    words = merge_readings(first, second)
    doubtful = very_doubtful_segments(words)
    further = [_read_at(work, recogniser, doubtful, letter) for letter in VOTES_AT]
    return mend_words(vote_again(words, further), work.segmentation)


def _read_at(
    work: PageWork, recogniser: Recogniser, numbers: Collection[int], letter: float
) -> list[ReadWord]:
    segmentation = work.segmentation
    segments = [segment for segment in segmentation.segments if segment.number in numbers]
    scale = reading_scale(segmentation, letter)
    return recogniser.read_segments(work.grey, segmentation, segments, scale=scale)


def _set_page(
    work: PageWork, words: list[ReadWord], *, number: int, turned: int, judged: _Judged
) -> ScannedPage:
    home = {segment.number: segment.region for segment in work.segmentation.segments}
    ruled = [
        table
        for grid, first in zip(work.grids, work.first_regions, strict=True)
        if (table := _ruled_table(grid, first, words, home)).words
    ]
    in_tables = {id(word) for table in ruled for cell in table.words.values() for word in cell}
    free, aligned = find_free_tables(
        [word for word in words if id(word) not in in_tables and not _is_rule_rest(word, home)]
    )
    page = work.page
    text = set_page_text(
        free, [*ruled, *aligned], number=number, width=page.width_points, height=page.height_points
    )
    return ScannedPage(
        number=number,
        width=round(page.width_points, 2),
        height=round(page.height_points, 2),
        lines=tuple(text.lines),
        words=tuple(text.words),
        tables=tuple(text.tables),
        table_lines=tuple(text.table_lines),
        turned=turned,
        skew=round(page.skew, 2),
        flags=judged.flags,
        mark_texts=judged.marks,
        unreadable=judged.unreadable,
    )


def _segment_boxes(work: PageWork, numbers: Collection[int]) -> Iterator[Box]:
    point = 72 / WORKING_DPI
    for each in work.segmentation.segments:
        if each.number in numbers:
            yield Box(each.left * point, each.top * point, each.right * point, each.bottom * point)


def _ruled_table(grid: Grid, first: int, words: Iterable[ReadWord], home: dict[int, int]) -> FoundTable:
    by_cell: dict[int, list[ReadWord]] = {}
    for word in words:
        place = home[word.segment] - first
        if 0 <= place < len(grid.cells) and not _is_rule_rest(word, home):
            by_cell.setdefault(place, []).append(word)
    return FoundTable(grid, by_cell)


def _is_rule_rest(word: ReadWord, home: dict[int, int]) -> bool:
    return home[word.segment] > 0 and not word.text.strip(_RULE_RESTS)


def _stamp_ink(inks: Inks, dpi: float, turned: int, work: PageWork) -> Mask | None:
    """Where on the straightened page the ink stood that was parted from the print, and close beside it."""
    if inks.coloured is None:
        return None
    straight = turned_and_scaled(_upright(inks.coloured, turned), work.page.skew, WORKING_DPI / dpi)
    beside = np.ones((_BESIDE_STAMP, _BESIDE_STAMP), np.uint8)
    return cv2.dilate((straight < 200).astype(np.uint8), beside).astype(bool)


def _upright(grey: Grey, turned: int) -> Grey:
    return np.ascontiguousarray(np.rot90(grey, -turned // 90))


def _coloured_texts(coloured: Grey, dpi: float, turned: int, recogniser: Recogniser) -> list[str]:
    """The words of stamps, line by line, each stamp straightened by its own outline; read as it is, and mended."""
    stamps = stamps_upright(_upright(coloured, turned), dpi)
    mended = [without_crossings(stamp, dpi) for stamp in stamps]
    return _texts_of_blocks([*stamps, *mended], dpi, recogniser)


def _texts_of_blocks(blocks: Iterable[Grey], dpi: float, recogniser: Recogniser) -> list[str]:
    texts = []
    for stamp in blocks:
        work = prepare_page(stamp, dpi * shrinking(stamp, dpi))
        by_segment: dict[int, list[ReadWord]] = {}
        scale = reading_scale(work.segmentation)
        for word in recogniser.read_segments(
            work.grey, work.segmentation, work.segmentation.segments, scale=scale
        ):
            by_segment.setdefault(word.segment, []).append(word)
        texts += [_text_of(line) for line in by_segment.values()]
    return texts


def _text_of_segment(words: Iterable[ReadWord], segment: int) -> str:
    return _text_of(word for word in words if word.segment == segment)


def _text_of(words: Iterable[ReadWord]) -> str:
    return " ".join(word.text for word in words)
