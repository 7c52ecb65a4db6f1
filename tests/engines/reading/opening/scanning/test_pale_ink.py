"""Stamps of a grey scan are told from print by their paler ink, and print under them stays."""

import numpy as np
import pytest
from factories.bad_scans import sealed
from factories.scans import as_noisy_scan, page_saying
from PIL import Image

from haidang.engines.reading.opening.scanning.ink import find_ink
from haidang.engines.reading.opening.scanning.pale_ink import separate_pale_ink

LINES = tuple(f"Sở Ngoại vụ chủ trì, phối hợp với các sở, ngành {number}" for number in range(6))
SEAL_AT = (420, 180)


def grey(page: Image.Image) -> np.ndarray:
    return np.asarray(page.convert("L"), dtype=np.uint8)


@pytest.fixture(scope="module")
def plain() -> Image.Image:
    return page_saying(*LINES, size=34)


@pytest.mark.parametrize("colour", ["#c81428", "#3246b4"], ids=["red", "blue"])
def test_seal_is_taken_out_and_nearly_all_print_under_it_stays(plain, colour):
    page = sealed(plain, colour, at=SEAL_AT)

    inks = separate_pale_ink(grey(page), 200)

    asked, left, before = (find_ink(each) for each in (grey(plain), inks.print, grey(page)))
    assert (asked & ~left).sum() < 0.02 * asked.sum()
    assert (left & ~asked).sum() < 0.2 * (before & ~asked).sum()
    assert inks.coloured is not None


@pytest.mark.parametrize("look", [lambda page: page, as_noisy_scan], ids=["clean", "noisy"])
def test_page_without_stamps_comes_back_as_it_is(plain, look):
    page = grey(look(plain))

    inks = separate_pale_ink(page, 200)

    assert (inks.print is page, inks.coloured) == (True, None)


def test_heading_in_grey_print_is_no_stamp(plain):
    page = Image.fromarray(
        np.minimum(
            grey(plain), grey(page_saying("", "", "", "", "", "", "", "PHỤ LỤC", colour="#777777", size=34))
        )
    )

    assert separate_pale_ink(grey(page), 200).coloured is None
