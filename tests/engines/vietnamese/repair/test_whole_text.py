"""A whole text by its kind: what is sound comes back byte for byte, the rest line for line."""

import unicodedata

import pytest

from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text
from haidang.engines.vietnamese.repair.whole_text import repair_text

CLEAN = [
    "KẾ HOẠCH",
    "",
    "  Thực hiện chương trình công tác, các phòng, ban báo cáo kết quả\ttrước ngày 20 tháng 6.  ",
    "Hoà bình, thuỷ lợi; Văn pho\u0300ng uỷ ban \u00a0 — 12,5%",
]
ENGLISH = ["The committee shall publish the minutes of its meeting within two weeks.", "Page 1 of 3"]
DAMAGED = [
    "UY BAN NHAN DAN TINH",
    "",
    "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2025",
    "Cian ctr Quyet dinh s6 16/2020/QD-UBND ngay 17/8/2020 cia UBND",
]
REPAIRED = [
    "ỦY BAN NHÂN DÂN TỈNH",
    "",
    "Tổ chức triển khai các hoạt động thông tin đối ngoại năm 2025",
    "Căn cứ Quyết định số 16/2020/QĐ-UBND ngày 17/8/2020 của UBND",
]


def texts(repaired):
    return [line.text for line in repaired.lines]


@pytest.mark.parametrize(
    ("lines", "kind"), [(CLEAN, TextKind.CLEAN), (ENGLISH, TextKind.FOREIGN), ([], TextKind.CLEAN)]
)
def test_sound_and_foreign_text_comes_back_as_it_is(lines, kind):
    repaired = repair_text(lines)

    assert (repaired.kind, texts(repaired)) == (kind, lines)
    assert [(line.number, line.raw, line.tokens) for line in repaired.lines] == [
        (number, line, ()) for number, line in enumerate(lines, 1)
    ]


@pytest.mark.parametrize("is_quick", [True, False])
def test_damaged_text_is_repaired_line_for_line(is_quick):
    repaired = repair_text(DAMAGED, is_quick=is_quick)

    assert (repaired.kind, texts(repaired)) == (TextKind.DAMAGED, REPAIRED)
    assert [line.raw for line in repaired.lines] == DAMAGED


def test_decomposed_letters_are_repaired_as_composed_ones():
    decomposed = [unicodedata.normalize("NFD", line) for line in DAMAGED]
    repaired = repair_text(decomposed)

    assert texts(repaired) == REPAIRED
    assert [line.raw for line in repaired.lines] == decomposed


def test_sound_lines_of_a_damaged_text_come_back_as_they_are():
    sound = [CLEAN[2], "Trưởng ban biên tập giải thích nguyên nhân, bà con cô bác gần xa đều nghe rõ."]
    repaired = repair_text([*DAMAGED, *sound, *DAMAGED])

    assert repaired.kind is TextKind.DAMAGED
    assert texts(repaired) == [*REPAIRED, *sound, *REPAIRED]
    assert [line.tokens for line in repaired.lines[4:6]] == [(), ()]


@pytest.mark.parametrize("encoding", [LegacyEncoding.VNI, LegacyEncoding.VPS, LegacyEncoding.VISCII])
def test_old_lines_are_decoded_and_lines_in_unicode_stay(encoding):
    old = "Kinh phí thực hiện do ngân sách huyện bảo đảm theo phân cấp hiện hành."
    repaired = repair_text([CLEAN[0], encode_legacy_text(old, encoding), "", CLEAN[2]])

    assert (repaired.kind, texts(repaired)) == (TextKind(encoding.value), [CLEAN[0], old, "", CLEAN[2]])


def test_kind_that_is_given_is_not_asked_again():
    assert texts(repair_text(["Bao cao"], kind=TextKind.CLEAN)) == ["Bao cao"]
    assert texts(repair_text(["Bao cao"], kind=TextKind.UNMARKED)) == ["Báo cáo"]
