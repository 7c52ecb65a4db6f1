"""A round seal in the black of the print is found by its ring; lines of print make none."""

import numpy as np
import pytest
from factories.bad_scans import sealed
from factories.scans import drawn_pages, page_saying

from haidang.engines.reading.opening.scanning.seal_rings import find_seal_rings

LINES = tuple(f"Sở Ngoại vụ chủ trì, phối hợp với các sở, ngành {number}" for number in range(12))


def black_page(*, at: tuple[int, int] | None = None) -> np.ndarray:
    """Lines of print at 300 dots an inch in black and white, with a seal in black where it is wanted."""
    page = page_saying(*LINES, size=34)
    page = page if at is None else sealed(page, "black", at=at)
    grey = page.convert("L").resize((2481, 3508))
    return np.where(np.asarray(grey) > 150, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("at", [(420, 180), (900, 700)])
def test_seal_over_print_is_found_where_it_is(at):
    [(across, down, radius)] = find_seal_rings(black_page(at=at))

    assert (across / 1.5, down / 1.5) == pytest.approx((at[0] + 145, at[1] + 145), abs=6)
    assert radius / 1.5 == pytest.approx(139, abs=6)


def test_print_and_tables_have_no_seals():
    table = drawn_pages("ke-hoach-thanh-pho-2026.pdf", dpi=300, pages=(5,))[0].convert("L")

    assert find_seal_rings(black_page()) == []
    assert find_seal_rings(np.asarray(table, dtype=np.uint8)) == []
