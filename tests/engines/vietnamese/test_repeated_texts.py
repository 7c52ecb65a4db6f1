"""Texts that say the same are found among thousands that are written in the same formal words."""

import random

import pytest

from haidang.engines.vietnamese.repeated_texts import copies_in_folded, groups_of_copies

_SAID = (
    "ban hành kế hoạch tổ chức hội nghị quảng bá hình ảnh địa phương đăng tin bài báo chí nước ngoài tập huấn cán bộ "
    "phối hợp sở ngành xã phường người dân du khách ấn phẩm phóng sự làng nghề di sản đầu tư giao lưu văn hóa"
)
WORDS = _SAID.split(" ")
PAGE = 300


def page(seed, words=PAGE):
    return random.Random(seed).choices(WORDS, k=words)


def changed(words, share, seed):
    """This function will put other words in the place of some."""
    chance, other = random.Random(seed), list(words)
    for place in chance.sample(range(len(words)), int(len(words) * share)):
        other[place] = f"khác{place}"
    return other


def text(words):
    return " ".join(words)


def test_figures_dates_and_punctuation_do_not_tell_texts_apart():
    texts = {
        3: "Ngày 02/7/2026: đã tổ chức 3 hội nghị, dịch 14 bài.",
        1: "Ngày 15/12/2026 đã tổ chức 12 hội nghị; dịch 9 bài",
        2: "Đã dịch trang thông tin sang tiếng Anh.",
    }

    assert groups_of_copies(texts) == [(3, 1)]


def test_texts_without_a_letter_are_no_copies():
    assert groups_of_copies({1: "", 2: "", 3: "12/2026", 4: "…"}) == []


def test_texts_in_other_letters_are_told_apart():
    assert groups_of_copies(
        {1: "河内市人民委员会", 2: "岘港市人民委员会总结", 3: "河内市人民委员会 2026"}
    ) == [(1, 3)]


@pytest.mark.parametrize(("share", "is_copy"), [(0.02, True), (0.08, True), (0.2, False)])
def test_text_with_some_words_changed_is_a_copy_up_to_one_in_ten(share, is_copy):
    texts = {one: text(page(one)) for one in range(40)} | {99: text(changed(page(7), share, 1))}

    assert groups_of_copies(texts) == ([(7, 99)] if is_copy else [])


def test_copies_of_a_copy_are_one_group():
    first = page(1)
    second = changed(first, 0.08, 2)
    third = changed(second, 0.08, 3)
    texts = {1: text(first), 2: text(third), 3: text(second)} | {
        one: text(page(one)) for one in range(10, 40)
    }

    assert groups_of_copies(texts) == [(1, 2, 3)]


def test_where_nearly_all_units_copied_one_text_all_are_found():
    copied = page(1)
    texts = {one: text([*copied, "tại", "xã", f"số{one}"]) for one in range(200)} | {999: text(page(2))}

    assert groups_of_copies(texts) == [tuple(range(200))]


def test_two_texts_alone_are_compared():
    assert groups_of_copies({1: text(page(1)), 2: text(changed(page(1), 0.05, 1)), 3: text(page(3))}) == [
        (1, 2)
    ]
    assert groups_of_copies({1: text(page(1)), 2: text(changed(page(1), 0.05, 1))}) == [(1, 2)]
    assert groups_of_copies({1: text(page(1)), 2: text(page(2))}) == []


def test_all_copies_are_found_among_hundreds_of_pages():
    copies = {1000 + one: text(changed(page(one), 0.05, one)) for one in range(0, 600, 3)}
    texts = {one: text(page(one)) for one in range(600)} | copies

    assert copies_in_folded(texts) == [(one, 1000 + one) for one in range(0, 600, 3)]
