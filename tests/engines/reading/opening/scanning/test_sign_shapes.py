"""Dashes told by their length, colons by the tail."""

from dataclasses import replace

import pytest
from factories.scans import drawn_word

from haidang.engines.reading.opening.scanning.scanned_page import WordReading
from haidang.engines.reading.opening.scanning.sign_shapes import with_measured_sign

LINE = "Hà Nội {} Đến để yêu"


def dash_in(printed: str, read_as: str) -> str:
    """The dash stands among words, so that the height of the letters is known."""
    word, segmentation = drawn_word(LINE.format(printed), read_as=read_as)
    pieces = segmentation.pieces
    flat = int((pieces.width / (pieces.height + 0.01)).argmax())
    placed = replace(word, left=int(pieces.left[flat]), right=int(pieces.right[flat]))
    return with_measured_sign(placed, segmentation).text


@pytest.mark.parametrize("read_as", ["-", "–", "—"])
@pytest.mark.parametrize("printed", ["-", "–", "—"])
def test_dash_is_told_by_its_length(printed, read_as):
    assert dash_in(printed, read_as) == printed


@pytest.mark.parametrize(("printed", "read_as"), [("dựng;", "dựng:"), ("dựng:", "dựng;"), ("dựng:", "dựng:")])
def test_colon_is_told_by_its_tail_where_both_were_seen(printed, read_as):
    word, segmentation = drawn_word(printed, read_as=read_as)
    other = read_as[:-1] + {":": ";", ";": ":"}[read_as[-1]]
    word = replace(word, alternatives=(WordReading(other, 0.4),))

    assert with_measured_sign(word, segmentation).text == printed


def test_colon_stays_where_nothing_else_was_seen():
    word, segmentation = drawn_word("dựng;", read_as="dựng:")

    assert with_measured_sign(word, segmentation) == word
