"""Text typed without diacritics: marks are added, nothing else changes."""

import unicodedata

import pytest

from haidang.engines.vietnamese.repair.kinds import TextKind
from haidang.engines.vietnamese.repair.whole_text import repair_text


def restored(*lines):
    return [line.text for line in repair_text(list(lines), kind=TextKind.UNMARKED).lines]


def bare(text):
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    "right",
    [
        "Ủy ban nhân dân tỉnh tổ chức các hoạt động thông tin đối ngoại trong năm.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Đề nghị các đơn vị báo cáo trước ngày 20/6/2026.",
        "Thủ đô Hà Nội và thành phố Hồ Chí Minh",
    ],
)
def test_usual_sentences_get_their_marks(right):
    assert restored(bare(right)) == [right]


@pytest.mark.parametrize(
    "kept",
    [
        "https://haidang.gov.vn/tin-tuc?id=12",
        "lienhe@haidang.gov.vn",
        "1.250.000 - 12,5% - 05/6/2026 - 3.",
        "Schmidt, Reuters, Bloomberg",
        "",
        "   ",
    ],
)
def test_addresses_numbers_and_foreign_names_stay(kept):
    assert restored(kept) == [kept]


def test_signs_get_their_letter():
    assert restored("Quyet dinh so 16/2020/QD-UBND ngay 17/8/2020") == [
        "Quyết định số 16/2020/QĐ-UBND ngày 17/8/2020"
    ]


def test_words_that_were_typed_with_marks_stay():
    assert restored("Bà Nguyễn Thị Ngọc làm truong phong tai chinh") == [
        "Bà Nguyễn Thị Ngọc làm trưởng phòng tài chính"
    ]


def test_letters_and_capitals_are_those_typed():
    lines = ["Kinh gui: So VAN HOA, The thao va Du lich;", "  - Luu: VT, TH.\tCa nam | Quy II/2026"]

    assert [bare(line) for line in restored(*lines)] == lines


def test_names_are_told_by_their_capitals():
    assert restored("Bao cao cua thanh pho Hai Phong ve hai cuoc hop") == [
        "Báo cáo của thành phố Hải Phòng về hai cuộc họp"
    ]
