import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.forms import compared_form, folded_form, is_same_text, normal_form


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("Uỷ ban", "Ủy ban"),
        ("toà án, huỷ bỏ, đoá hoa", "tòa án, hủy bỏ, đóa hoa"),
        ("hòan thành ngòai", "hoàn thành ngoài"),
        ("Qúy III, kết qủa", "Quý III, kết quả"),
        ("tíên trình, hứơng, thúê", "tiến trình, hướng, thuế"),
    ],
)
def test_normal_form_puts_the_tone_in_one_place(typed, normal):
    assert normal_form(typed) == normal


@pytest.mark.parametrize(
    "right", ["hòa", "quý", "quỹ", "khuỷu", "hoàn", "ngoài", "giờ", "mùa", "thuế", "Zoé", "huýt"]
)
def test_normal_form_keeps_a_tone_that_stands_right(right):
    assert normal_form(right) == right


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Kế \t hoạch\u00a0số\n14 ", "Kế hoạch số 14"),
        ("đối\u200b ngo\u00adại\ufeff", "đối ngoại"),
        ("ðối ngoại Ðảng", "đối ngoại Đảng"),
        ("thành phố Hà Nội của nh\u0430 nước", "thành phố Hà Nội của nha nước"),
        (unicodedata.normalize("NFD", "Nghị quyết"), "Nghị quyết"),
        ("kê\u0301 hoạch, ti\u0065\u0301\u0302n", "kế hoạch, tiến"),
        ("57\u2011KL/TW", "57-KL/TW"),
    ],
)
def test_normal_form_keeps_only_what_is_seen_in_the_letters_that_were_meant(typed, normal):
    assert normal_form(typed) == normal


def test_normal_form_keeps_a_word_of_another_alphabet():
    assert normal_form("báo Правда") == "báo Правда"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("KẾ HOẠCH", "ke hoach"),
        ("Thông tin  đối ngoại", "thong tin doi ngoai"),
        ("Đảng ủy", "dang uy"),
        ("Đảng uỷ", "dang uy"),
        ("Ðà Nẵng", "da nang"),
    ],
)
def test_folded_form_drops_marks_capitals_and_the_bar_of_dd(text, folded):
    assert folded_form(text) == folded


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("UỶ BAN nhân dân;", "Ủy ban  nhân dân"),
        ("“Hòa bình”.", "Hoà bình"),
        ("- Sở Du lịch", "sở du lịch,"),
    ],
)
def test_is_same_text_ignores_case_space_tone_place_and_edges(first, second):
    assert is_same_text(first, second)


@pytest.mark.parametrize(
    ("first", "second"), [("bàn", "bán"), ("100%", "100"), ("Sở Du lịch", "Sở, Du lịch")]
)
def test_is_same_text_tells_what_differs(first, second):
    assert not is_same_text(first, second)


@given(st.text())
def test_normal_form_is_idempotent(text):
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text(alphabet="oòaàáeèéuùúyỳýqQnhtHOAÀiíêếươứ ơờđĐ\u0301\u0302\u0323"))
def test_normal_form_is_idempotent_on_vietnamese_letters(text):
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text())
def test_folded_form_is_idempotent(text):
    assert folded_form(folded_form(text)) == folded_form(text)


@given(st.text())
def test_folded_form_does_not_depend_on_the_normal_form(text):
    assert folded_form(normal_form(text)) == folded_form(text)


@given(st.text())
def test_compared_form_is_idempotent(text):
    assert compared_form(compared_form(text)) == compared_form(text)


@pytest.mark.parametrize("piece", ["oà", "\u200b", "\u0430", "\u0430q", "a\u0301\u0302", " ", "quý"])
def test_forms_stay_fast_on_hostile_repetition(piece):
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    normal_form(text)
    folded_form(text)

    assert time.process_time() - started < 1
