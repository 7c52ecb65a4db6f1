"""Amounts of money as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.errors import UnreadableNumber
from haidang.engines.vietnamese.money import read_dong, written_dong


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200000", 1_200_000),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("1 200 000 đồng", 1_200_000),
        ("300 triệu", 300_000_000),
        ("1,5 tỷ đồng", 1_500_000_000),
        ("1.5 tỷ", 1_500_000_000),
        ("0,7 tỉ", 700_000_000),
        ("250tr", 250_000_000),
        ("1.500", 1_500),
        ("500 nghìn đ", 500_000),
        ("-5 triệu", -5_000_000),
        ("106.972.000.000 VNĐ", 106_972_000_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(text, amount):
    assert read_dong(text) == amount


@pytest.mark.parametrize(
    "text", ["", "1,500", "1.200,5", "mười triệu", "5 triệu/năm", "1.2.3", "12 USD", "0,0001 nghìn", "9" * 60]
)
def test_what_is_no_whole_amount_is_refused(text):
    with pytest.raises(UnreadableNumber):
        read_dong(text)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_written_reads_back(amount):
    assert read_dong(written_dong(amount)) == amount


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text):
    with suppress(UnreadableNumber):
        assert isinstance(read_dong(text), int)
