"""Figures as people write them are read as they are meant, and written so that they are read the same again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.reports.errors import FigureOfTwoMeanings, UnreadableAnswer
from haidang.reports.queries.answer_words import figure_as_written, read_figure

figures = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@given(figure=figures, decimals=st.integers(0, 4))
def test_written_figure_is_read_as_the_same(figure, decimals):
    shown = round(figure, decimals)

    assert read_figure(figure_as_written(shown, decimals=decimals), decimals=decimals) == shown


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345", " 999,000 "])
def test_lone_mark_before_three_digits_is_not_guessed_where_three_decimals_are_possible(text):
    with pytest.raises(FigureOfTwoMeanings):
        read_figure(text, decimals=3)


@pytest.mark.parametrize(
    ("text", "decimals", "figure"),
    [
        ("1.234", 0, "1234"),
        ("1.234", 2, "1234"),
        ("1.234.567", 4, "1234567"),
        ("1.234,5", 3, "1234.5"),
        ("1,2340", 3, "1.234"),
        ("0,125", 3, "0.125"),
        ("1234", 3, "1234"),
    ],
)
def test_figure_of_one_meaning_is_read(text, decimals, figure):
    assert read_figure(text, decimals=decimals) == Decimal(figure)


@pytest.mark.parametrize("text", ["khoảng 15", "mười", "12a", "10.000.000.000.000"])
def test_what_is_no_figure_or_too_large_is_refused(text):
    with pytest.raises(UnreadableAnswer):
        read_figure(text)
