"""Names of bodies in a repaired text, settled by the closed list of such names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reading.mended_names import mend_names
from haidang.engines.reading.paper import Token


def tokens(raw: str, read: str, *, sure: float = 0.6) -> list[Token]:
    """The tokens of a line, damaged and repaired, of as many words; those that were changed are `sure`."""
    return [
        Token(was, word, 0, len(was), sure if was != word else 1.0)
        for was, word in zip(raw.split(), read.split(), strict=True)
    ]


def mended(*lines: tuple[str, str]) -> list[str]:
    """The lines as words, each given as what stood there and what it was repaired to."""
    return [" ".join(token.text for token in line) for line in mend_names([tokens(*line) for line in lines])]


@pytest.mark.parametrize(
    ("raw", "read", "right"),
    [
        ("So Ngoai vu; UBND cac xa", "Sở Ngoại vu; UBND các xã", "Sở Ngoại vụ; UBND các xã"),
        ("Ban Tuyén giao Thanh ty", "Ban Tuyên giáo Thành úy", "Ban Tuyên giáo Thành ủy"),
        ("S6 X4y dung, S6 Y té", "Số Xây dựng, Số Y tế", "Sở Xây dựng, Sở Y tế"),
        ("Phong Té chirc - Phap ché", "Phương Tố chức - Pháp chế", "Phòng Tổ chức - Pháp chế"),
        ("SO NGOAI VU", "SỐ NGOẠI VU", "SỞ NGOẠI VỤ"),
        ("Béo Lang Son", "Bảo Lạng Sớn", "Báo Lạng Sơn"),
        ("Phong Chuyén doi so", "Phòng Chuyển đổi sở", "Phòng Chuyển đổi số"),
        ("Sé Céng thuong", "Số Công thường", "Sở Công thương"),
    ],
)
def test_name_of_known_body_is_read_as_such_when_only_its_marks_differ(raw, read, right):
    assert mended((raw, read)) == [right]


def test_name_goes_on_over_the_end_of_a_line_but_not_over_an_empty_one():
    first, second = ("Sé Van héa, Thé", "Sở Văn hóa, Thẻ"), ("thao va Du lich", "thao vã Du lịch")

    assert mended(first, second) == ["Sở Văn hóa, Thể", "thao và Du lịch"]
    assert mended(first, ("", ""), second) == ["Sở Văn hóa, Thẻ", "", "thao vã Du lịch"]


@pytest.mark.parametrize(
    ("raw", "read", "right"),
    [
        ("cac phong thudc S¢&", "các phòng thuộc Sẽ", "các phòng thuộc Sở"),
        ("Gidm déc So ky", "Giám đốc Sổ ký", "Giám đốc Sở ký"),
        ("cia SO VHTTDL", "của SO VHTTDL", "của Sở VHTTDL"),
    ],
)
def test_department_named_by_its_first_word_alone_is_read_as_one_and_stays_unsure(raw, read, right):
    [line] = mend_names([tokens(raw, read)])

    assert " ".join(token.text for token in line) == right
    assert [token.confidence for token in line if token.text == "Sở"] == [0.55]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("S6 luong: 12 bai", "Số lượng: 12 bài"),
        ("ctia S6 15/KH-UBND", "của Số 15/KH-UBND"),
        ("so két ngoai vu", "sơ kết ngoại vụ"),
        ("Béo cdo; lang son", "Báo cáo; lãng sơn"),
    ],
)
def test_other_words_with_the_letters_of_a_name_stay(raw, read):
    assert mended((raw, read)) == [read]


def test_place_the_paper_prints_often_mends_the_rare_unsure_reading_of_it():
    often = [("tai Vong Hai", "tại Vọng Hải")] * 3

    assert mended(*often, ("phuong Vong Hai", "phường Vòng Hai"))[-1] == "phường Vọng Hải"
    assert mended(*often[1:], ("phuong Vong Hai", "phường Vòng Hai"))[-1] == "phường Vòng Hai"


def test_reading_given_up_is_kept_among_the_alternatives_with_the_raw_word():
    [line] = mend_names([tokens("Bao Nghé An", "Bảo Nghệ An")])

    assert line[0] == Token("Bao", "Báo", 0, 3, 0.6, (("Bảo", 0.1),))


@given(st.lists(st.text(alphabet="SsôởoO6& BbáaN.;gV", max_size=30), max_size=4))
def test_mending_keeps_the_number_of_lines_and_words_of_any_text(lines):
    told = [tokens(line, line) for line in lines]

    assert [len(line) for line in mend_names(told)] == [len(line) for line in told]


@pytest.mark.parametrize(
    ("raw", "read", "right"),
    [
        ("Thang 7/2026", "Thắng 7/2026", "Tháng 7/2026"),
        ("Quy IV/2025 va quy I/2026", "Quy IV/2025 và quỹ I/2026", "Quý IV/2025 và quý I/2026"),
        ("trong nam 2027", "trong nam 2027", "trong năm 2027"),
    ],
)
def test_word_of_the_calendar_before_a_number_is_read_as_one(raw, read, right):
    assert mended((raw, read)) == [right]


@pytest.mark.parametrize(
    ("raw", "read"),
    [("chién thang 30/4", "chiến thắng 30/4"), ("Viét Nam 2045", "Việt Nam 2045"), ("quy dinh", "quy định")],
)
def test_word_like_one_of_the_calendar_stays(raw, read):
    assert mended((raw, read)) == [read]
