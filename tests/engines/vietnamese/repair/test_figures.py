"""Numbers and Roman numerals as recognition leaves them."""

import pytest

from haidang.engines.vietnamese.repair.figures import mended_number, mended_roman, number_cost


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("2025", ("2025", 0)),
        ("1.250.000", ("1.250.000", 0)),
        ("17/8/2020", ("17/8/2020", 0)),
        ("2O25", ("2025", 1)),
        ("hoat", ("", 0)),
        ("Il", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_letters_that_look_like_figures_are_mended_inside_numbers(read, mended):
    assert mended_number(read) == mended


@pytest.mark.parametrize(
    ("read", "roman"), [("I11", "III"), ("lV", "IV"), ("XI", "XI"), ("hoat", ""), ("", "")]
)
def test_roman_numerals_are_mended(read, roman):
    assert mended_roman(read) == roman


def test_years_and_short_numbers_are_usual():
    assert number_cost("5") < number_cost("2025") < number_cost("12345")
