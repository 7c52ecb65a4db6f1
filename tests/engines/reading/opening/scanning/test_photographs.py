"""A photographed page is found by its corners; what has none is left as it is."""

import numpy as np
from PIL import Image, ImageDraw

from haidang.engines.reading.opening.scanning.photographs import find_corners, flatten_photograph
from haidang.engines.reading.opening.scanning.pictures import Picture


def photograph(*corners: tuple[int, int]) -> Picture:
    """A bright shape on a dark table."""
    drawn = Image.new("RGB", (900, 900), (40, 40, 40))
    ImageDraw.Draw(drawn).polygon(corners, fill="white")
    return Picture(np.asarray(drawn), 100.0, is_photograph=True)


def test_sheet_on_a_table_is_found():
    corners = find_corners(photograph((150, 100), (750, 100), (750, 800), (150, 800)))

    assert corners is not None
    expected = np.array([[150, 100], [750, 100], [750, 800], [150, 800]])
    assert np.abs(corners - expected).max() < 15


def test_kite_whose_one_point_is_two_corners_is_no_sheet_and_is_left_as_it_is():
    picture = photograph((450, 60), (800, 600), (450, 750), (100, 600))

    assert find_corners(picture) is None
    assert flatten_photograph(picture) is picture
