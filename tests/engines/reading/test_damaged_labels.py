"""Numbers of rows and headings as an English model reads them."""

import pytest

from haidang.engines.reading.damaged_labels import (
    is_part_number,
    kept_label,
    lost_stroke,
    may_be_number,
    part_glued_number,
)
from haidang.engines.reading.outline import read_outline
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.row_numbers import RowCounter


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("il", "1"),
        ("I", "1"),
        ("|", "1"),
        ("Z.", "2"),
        ("a", "4"),
        ("S)", "5"),
        ("lO", "10"),
        ("3", "3"),
    ],
)
def test_damaged_word_may_be_the_number_awaited(word, number):
    assert may_be_number(word, number)


@pytest.mark.parametrize(("word", "number"), [("il", "2"), ("an", "4"), ("So", "50"), ("", "1"), ("3", "8")])
def test_other_words_are_no_number(word, number):
    assert not may_be_number(word, number)


@pytest.mark.parametrize(
    ("word", "before", "meant"),
    [
        ("Il.", "II", "III"),
        ("l.", "I", "II"),
        ("VIl.", "VII", "VIII"),
        ("II.", "II", None),
        ("I11.", "III", None),
        ("Ill.", "II", None),
        ("V.", "V", None),
    ],
)
def test_numeral_that_lost_a_stroke_is_the_next_one(word, before, meant):
    assert lost_stroke(word, before) == meant


@pytest.mark.parametrize(
    ("raw", "repaired", "label"),
    [
        ("VI. LIEN HIEP CAC TO CHUC", "VÌ. LIÊN HIỆP CÁC TỔ CHỨC", "VI."),
        ("V. KINH PHi", "VỀ. KINH PHÍ", "V."),
        ("4 Thong bao tinh hinh", "a Thông báo tình hình", "4"),
        ("VII | BO CHi HUY", "VÌ | BỘ CHỈ HUY", "VII"),
        ("4, San xuat phong su", "4, Sản xuất phóng sự", "4."),
        ("II, NHIEM VU", "II, NHIỆM VỤ", "II."),
        ("2, 3 va 5", "2, 3 và 5", None),
        ("11. NOI DUNG", "II. NỘI DUNG", None),
        ("16 cia Pang", "lộ của Đảng", None),
        ("2. Muc dich", "2. Mục đích", None),
        ("161 d6i ngoai", "lối đối ngoại", None),
    ],
)
def test_label_that_repair_took_for_a_word_is_kept(raw, repaired, label):
    assert kept_label(raw, repaired) == label


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("4T6 chirc cudc thi", "4 T6 chirc cudc thi"),
        ("12Bién tap ban tin", "12 Bién tap ban tin"),
        ("3D mapping", "3D mapping"),
        ("15/KH-UBND", "15/KH-UBND"),
    ],
)
def test_number_stuck_to_the_capital_behind_it_is_parted(text, parted):
    assert part_glued_number(text) == parted


def test_number_in_brackets_is_one_of_a_part():
    assert [is_part_number(word) for word in ("(6)", "(12);", "(6", "(a)", "6)")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def damaged_lines(*lines: tuple[str, str]) -> list[Line]:
    """Lines as they stand there and as they were repaired."""
    return [Line(number, raw, text) for number, (raw, text) in enumerate(lines, 1)]


def test_rows_of_a_damaged_table_begin_at_misread_numbers_that_come_next():
    lines = damaged_lines(
        ("il", "ít"),
        ("Tap huan", "Tập huấn"),
        ("Z T6 chirc hoi thao", "Z Tổ chức hội thảo"),
        ("So Ngoai vu", "Sở Ngoại vụ"),
        ("3", "3"),
        ("Xuat ban", "Xuất bản"),
        ("a", "a"),
        ("Kiem tra", "Kiểm tra"),
    )
    counted = {
        is_damaged: [
            (start.label, start.line, start.rest)
            for counter in [RowCounter(is_damaged=is_damaged)]
            for place, line in enumerate(lines)
            if (start := counter.start_of(line, lines[place + 1 :]))
        ]
        for is_damaged in (True, False)
    }

    assert counted[True] == [("1", 1, ""), ("2", 3, "Tổ chức hội thảo"), ("3", 5, ""), ("4", 7, "")]
    assert counted[False] == []


def test_group_that_lost_a_stroke_is_the_next_group():
    lines = damaged_lines(
        ("II. SO NGOAI VU", "II. SỞ NGOẠI VỤ"),
        ("1 Cung cap", "1 Cung cấp"),
        ("Il. BAO LANG SON", "II. BÁO LẠNG SƠN"),
        ("1 Duy tri", "1 Duy trì"),
    )
    first = damaged_lines(("I. SO Y TE", "I. SỞ Y TẾ"), ("1 Kham", "1 Khám"))
    counter = RowCounter(is_damaged=True)
    every = [*first, *lines]

    labels = [
        start.label
        for place, line in enumerate(every)
        if (start := counter.start_of(line, every[place + 1 :]))
    ]

    assert labels == ["I", "1", "II", "1", "III", "1"]


@pytest.mark.parametrize(
    ("headings", "labels"),
    [
        (["I. MUC DICH", "II. NHIEM VU", "Il. TO CHUC THUC HIEN"], ["I", "II", "III"]),
        (["I. MUC DICH", "II. NHIEM VU", "Il. KINH PHI", "III. TO CHUC"], ["I", "II", "II", "III"]),
        (["I. MUC DICH", "I11. NHIEM VU", "I11. KINH PHI", "IV. TO CHUC"], ["I", "III", "III", "IV"]),
    ],
)
def test_outline_counts_on_where_a_damaged_numeral_repeats_and_the_next_is_not_there(headings, labels):
    lines = tuple(
        Line(number, raw, raw.replace("Il.", "II.").replace("I11.", "III."))
        for number, raw in enumerate(headings, 1)
    )
    paper = Paper("a.txt", "", "text", lines, is_damaged=True)

    assert [section.label for section in read_outline(paper)] == labels
