"""Repair by the model: what survives it, what every token keeps, and what hostile input does to it."""

import random
import string
import unicodedata

import pytest

from haidang.engines.vietnamese.repair.repair_model import shipped_model
from haidang.engines.vietnamese.repair.repair_text import repair_lines

DAMAGED = [
    "KE HOACH",
    "",
    "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2025",
    "  cia Uy ban nhan dan tinh;\tvan phong tong hop, bao cao.  ",
]


def repair(lines, passes=1):
    model = shipped_model()
    return repair_lines(lines, model.language, model.reader, passes=passes)


def texts(lines, passes=1):
    return [line.text for line in repair(lines, passes)]


@pytest.mark.parametrize(
    "kept",
    [
        "16/2020",
        "ngày 17/8/2020",
        "1.250.000",
        "12,5%",
        "https://haidang.gov.vn/tin-tuc?id=12",
        "www.haidang.vn",
        "lienhe@haidang.gov.vn",
        "UBND",
        "2021-2025",
        "",
        "   \t ",
        "|",
        "- - -",
        "…………",
    ],
)
def test_numbers_dates_and_addresses_survive(kept):
    assert texts([kept]) == [kept]


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("Quyet dinh s6 16/2020/QD-UBND ngay 17/8/2020", "Quyết định số 16/2020/QĐ-UBND ngày 17/8/2020"),
        ("Nghi quyét s6 34-NQ/TW ngay 09/8/2019", "Nghị quyết số 34-NQ/TW ngày 09/8/2019"),
        ("II. NOI DUNG", "II. NỘI DUNG"),
        ("III. TO CHUC THUC HIEN", "III. TỔ CHỨC THỰC HIỆN"),
        ("1. Muc dich", "1. Mục đích"),
    ],
)
def test_signs_and_labels_are_mended_by_their_own_grammar(raw, right):
    assert texts([raw]) == [right]


def test_capitals_stay_what_they_were():
    assert texts(["UY BAN NHAN DAN TINH", "Uy ban nhan dan tinh"]) == [
        "ỦY BAN NHÂN DÂN TỈNH",
        "Ủy ban nhân dân tỉnh",
    ]


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("S6: 94/KH-UBND", "Số: 94/KH-UBND"),
        ("ngi dung cho HE thdng thong tin", "nội dung cho Hệ thống thông tin"),
        ("phéng vién nu’éc ngoai", "phóng viên nước ngoài"),
    ],
)
def test_signs_and_codes_put_no_word_in_capitals(raw, right):
    assert texts([raw]) == [right]


def test_lines_and_the_spaces_in_them_stay():
    repaired = repair(DAMAGED)

    assert [(line.number, line.raw) for line in repaired] == list(enumerate(DAMAGED, 1))
    assert [line.text for line in repaired] == [
        "KẾ HOẠCH",
        "",
        "Tổ chức triển khai các hoạt động thông tin đối ngoại năm 2025",
        "  của Ủy ban nhân dân tỉnh;\tvăn phòng tổng hợp, báo cáo.  ",
    ]


def test_every_token_keeps_raw_form_place_confidence_and_alternatives():
    repaired = repair(DAMAGED)

    assert [token.raw for token in repaired[2].tokens] == DAMAGED[2].split()
    for line in repaired:
        for token in line.tokens:
            assert (token.line, line.raw[token.start : token.end]) == (line.number, token.raw)
            assert 0 <= token.confidence <= 1
            shares = [share for _text, share in token.alternatives]
            assert shares == sorted(shares, reverse=True)
            assert token.confidence + sum(shares) <= 1.0001
            assert token.text not in [text for text, _share in token.alternatives]


def test_repair_of_nothing_is_nothing():
    assert repair([]) == []


def test_second_pass_keeps_lines_and_places():
    lines = DAMAGED * 3
    twice = repair(lines, passes=2)

    assert [line.raw for line in twice] == lines
    assert [line.text for line in twice[:4]] == [line.text for line in twice[4:8]]


def test_results_are_the_same_each_time():
    assert repair(DAMAGED, passes=2) == repair(DAMAGED, passes=2)


@pytest.mark.parametrize(
    "line",
    [
        "x" * 3000,
        "é" * 500,
        "|" * 3000,
        "a\u0301\u0323\u0302" * 200,
        "\u202eabc\u202c \u200b\ufeff",
        "🙂 中文 Привет ไทย",
        "\ud800\udc00",
        "((((((" * 300,
        "1l|I" * 300,
        "@" * 300,
    ],
)
def test_hostile_lines_come_back_as_one_line_of_the_same_raw_text(line):
    (repaired,) = repair([line])

    assert repaired.raw == line
    assert all(token.raw in unicodedata.normalize("NFC", line) for token in repaired.tokens)


def test_random_lines_never_fail():
    chance = random.Random(5)
    letters = string.printable.replace("\n", "") + "éèêàâăđơưếộ€¢§"
    lines = ["".join(chance.choices(letters, k=chance.randrange(60))) for _ in range(60)]

    assert [line.raw for line in repair(lines)] == lines


def test_tokens_do_not_depend_on_text_in_other_paragraphs():
    alone = repair([DAMAGED[2]])[0].text

    assert repair([DAMAGED[2], "", "The quick brown fox."])[0].text == alone
