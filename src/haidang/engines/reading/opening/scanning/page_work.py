"""A page made ready for reading: straight, its rules found and taken out, its segments chained."""

from dataclasses import dataclass

from haidang.engines.reading.opening.pdf_grids import Grid
from haidang.engines.reading.opening.scanning.ink import Grey, find_ink, find_pieces
from haidang.engines.reading.opening.scanning.open_tables import OpenEnds, find_open_ends
from haidang.engines.reading.opening.scanning.rulings import (
    find_ruled_grids,
    find_rulings,
    regions_of,
    without_rulings,
)
from haidang.engines.reading.opening.scanning.segments import Region, Segmentation, find_segments
from haidang.engines.reading.opening.scanning.straightening import StraightPage, straighten


@dataclass(frozen=True, slots=True)
class PageWork:
    """`grey` is the page without its rules. `grids[i]` has its first cell in region `first_regions[i]`."""

    page: StraightPage
    grey: Grey
    grids: tuple[Grid, ...]
    first_regions: tuple[int, ...]
    segmentation: Segmentation
    open_ends: OpenEnds


def prepare_page(grey: Grey, dpi: float) -> PageWork:
    """This function will straighten a page that stands upright and find what there is to read on it."""
    page = straighten(grey, dpi)
    ink = find_ink(page.grey)
    rulings = find_rulings(ink)
    cleared, ink = without_rulings(page.grey, ink, rulings)
    height, width = page.grey.shape
    regions = [Region(0, 0, width, height)]
    firsts: list[int] = []
    open_ends = find_open_ends(rulings.rules)
    grids = find_ruled_grids((*rulings.rules, *open_ends.rules))
    for grid in grids:
        firsts.append(len(regions))
        regions += regions_of(grid, len(regions))
    segmentation = find_segments(find_pieces(ink), regions, shape=(height, width))
    return PageWork(page, cleared, tuple(grids), tuple(firsts), segmentation, open_ends)
