import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.errors import NumberOutOfRange, UnreadableNumber, UnreadableNumberWords
from haidang.engines.vietnamese.numbers import (
    AmountFound,
    find_amounts,
    number_in_words,
    read_number,
    say_number,
)


@pytest.mark.parametrize(
    ("figures", "number"),
    [
        ("1.234,5", "1234.5"),
        ("50.000", "50000"),  # seed 003 line 131
        ("300.000.000", "300000000"),
        ("0,730", "0.730"),  # seed 003 line 484
        ("1,25", "1.25"),
        ("44.39", "44.39"),
        ("0.730", "0.730"),
        ("61.082", "61082"),
        (" 100 ", "100"),
        ("1 234 567", "1234567"),
        ("-2,5", "-2.5"),
        ("007", "7"),
    ],
)
def test_read_number_reads_vietnamese_figures(figures, number):
    assert read_number(figures) == Decimal(number)


@pytest.mark.parametrize(
    "figures", ["", "abc", "1,234,567", "1.23.456", "1.234.5", "12 triệu", "١٢", "1..2", "--1", "1e5"]
)
def test_read_number_refuses_what_it_cannot_read(figures):
    with pytest.raises(UnreadableNumber):
        read_number(figures)


@given(st.text(max_size=12))
def test_read_number_raises_nothing_but_its_own_error(text):
    try:
        number = read_number(text)
    except UnreadableNumber:
        return

    assert number.is_finite()


@given(st.integers(0, 10**15))
def test_read_number_reads_grouped_figures(number):
    assert read_number(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (
            "Một trăm linh sáu tỷ, chín trăm bảy mươi hai triệu đồng chẵn",
            106_972_000_000,
        ),  # seed 003 line 496
        ("*Bảng chữ: Một trăm linh sáu tỷ, chín trăm bảy mươi hai triệu đồng chẵn./.*", 106_972_000_000),
        ("(Bằng chữ: Hai tỉ rưỡi đồng)", 2_500_000_000),
        ("một trăm lẻ năm ngàn", 105_000),
        ("Hai mươi mốt nghìn, năm trăm ba mươi tư", 21_534),
        ("mười lăm", 15),
        ("bẩy mươi lăm triệu không trăm linh một nghìn", 75_001_000),
        ("một nghìn tỷ", 10**12),
        ("không đồng", 0),
        ("một trăm mười", 110),
    ],
)
def test_number_in_words_reads_the_wordings_of_budgets(words, number):
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "đồng",
        "một nghìn năm",
        "một trăm hai",
        "mươi",
        "năm mươi trăm",
        "một triệu hai tỷ ba triệu bốn triệu",
        "hai ba",
        "sáu sở",
    ],
)
def test_number_in_words_refuses_what_can_mean_two_numbers_or_none(words):
    with pytest.raises(UnreadableNumberWords):
        number_in_words(words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (24, "hai mươi tư"),
        (115, "một trăm mười lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (106_972_000_000, "một trăm linh sáu tỷ chín trăm bảy mươi hai triệu"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_say_number_says_it_as_under_a_budget(number, words):
    assert say_number(number) == words


@pytest.mark.parametrize("number", [-1, 10**18])
def test_say_number_refuses_what_has_no_words(number):
    with pytest.raises(NumberOutOfRange):
        say_number(number)


@given(
    st.one_of(
        st.integers(0, 10**15), st.integers(0, 10**6), st.integers(0, 999).map(lambda part: part * 10**9 + 5)
    )
)
def test_say_number_is_read_back(number):
    assert number_in_words(say_number(number)) == number


_WORDS_OF_NUMBERS = [
    "không",
    "một",
    "năm",
    "lăm",
    "mươi",
    "mười",
    "trăm",
    "nghìn",
    "triệu",
    "tỷ",
    "linh",
    "rưỡi",
]


@given(st.lists(st.sampled_from(_WORDS_OF_NUMBERS), max_size=9))
def test_number_in_words_raises_nothing_but_its_own_error(words):
    try:
        number = number_in_words(" ".join(words))
    except UnreadableNumberWords:
        return

    assert number >= 0


def test_find_amounts_reads_rates_and_sums_with_places():
    text = "dự kiến: 10 người x 12 triệu/năm = 120 triệu/năm. Mỗi số: 1 triệu/báo cáo)"  # seed 003 lines 466, 484

    found = find_amounts(text)

    assert found == [
        AmountFound(20, 32, 12_000_000, "12 triệu/năm", "year"),
        AmountFound(35, 48, 120_000_000, "120 triệu/năm", "year"),
        AmountFound(58, 73, 1_000_000, "1 triệu/báo cáo", "báo cáo"),
    ]


@pytest.mark.parametrize(
    ("text", "amount", "per"),
    [
        ("khoảng 1,5 tỷ đồng,", 1_500_000_000, None),
        ("300.000.000 đồng", 300_000_000, None),
        ("120 triệu đồng", 120_000_000, None),
        ("50.000 đồng/người", 50_000, "người"),
        ("2 triệu đồng mỗi năm", 2_000_000, "year"),
        ("2 triệu đồng một năm", 2_000_000, "year"),
        ("Tổng: 25 tỷ.", 25_000_000_000, None),
        ("0,75 tỉ\nđồng", 750_000_000, None),
    ],
)
def test_find_amounts_reads_every_wording(text, amount, per):
    assert [(found.amount_vnd, found.per) for found in find_amounts(text)] == [(amount, per)]


@pytest.mark.parametrize(
    "text",
    [
        "3 triệu lượt khách",
        "100.000 tờ gấp",
        "năm 2013",
        "5 đồng chí",
        "0,0000001 đồng",
        "1,2,3 đồng",
        "47/63",
    ],
)
def test_find_amounts_leaves_out_what_is_no_money(text):
    assert find_amounts(text) == []


@given(st.text(alphabet="0123456789., triệutỷđồng/năm\n"))
def test_find_amounts_gives_places_that_hold_the_text(text):
    assert all(text[found.start : found.end] == found.raw for found in find_amounts(text))


@pytest.mark.parametrize("piece", ["1", "1.", "1 triệu ", "1 tỷ đồng/", "\n", "9,9"])
def test_find_amounts_stays_fast_on_hostile_repetition(piece):
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    find_amounts(text)

    assert time.process_time() - started < 1
