"""A paper that is a picture file: a scan or a photograph, of one page or of several."""

from collections.abc import Mapping

from haidang.engines.reading.errors import ScanWanted, refusal
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.gathered_pages import GatheredPages, lines_with_furniture
from haidang.engines.reading.opening.opened import Opened
from haidang.engines.reading.opening.scanning.scanned_page import ScannedPage


def open_image(content: bytes, limits: Limits, scans: Mapping[int, ScannedPage] | None) -> Opened:
    """Put a paper together from the recognised pages of a picture file.

    This function will raise ScanWanted for all pages as long as none is recognised, and Refused: damaged,
    too_many_pages, page_too_large, no_words (no page has words).
    """
    if scans is None:
        from haidang.engines.reading.opening.scanning.pictures import count_pictures

        total = count_pictures(content)
        if total > limits.pages:
            raise limit_refusal("too_many_pages", limits, "pages")
        raise ScanWanted(tuple(range(1, total + 1)), is_needed=True)
    return opened_scans(scans)


def opened_scans(scans: Mapping[int, ScannedPage]) -> Opened:
    """This function will put a paper together from recognised pages alone. Raises Refused: no_words."""
    gathered = GatheredPages()
    for number in sorted(scans):
        gathered.take_scan(scans[number])
    if not any(line.text for line in gathered.lines):
        raise refusal("no_words")
    gathered.settle_scans()
    return Opened(
        kind="image",
        lines=lines_with_furniture(gathered),
        tables=gathered.tables,
        pages=gathered.pages,
        mark_places=gathered.notes,
        notes=gathered.notes_of_pages,
    )
