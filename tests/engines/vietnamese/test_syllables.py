import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.syllables import is_syllable, lacks_diacritics, looks_damaged, syllable_share

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

ENGLISH = (
    "The Department of Information and Communications shall coordinate with the Office of the People's "
    "Committee of Hà Nội; résumé, naïve; covid19, H5N1, 4G, Web3."
)


def seed_paper(number):
    papers = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not papers:
        pytest.skip("needs the papers of ../shared/seeds")
    return papers[0].read_text("utf-8")


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "Quyết",
        "khuya",
        "giếng",
        "gì",
        "ơi",
        "UỶ",
        "hoà",
        "thuở",
        "xoong",
        "Đắk",
        "yêu",
        "ngoằn",
        "quý",
        "ấy",
    ],
)
def test_is_syllable_takes_what_vietnamese_spells(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "ngiêng",
        "cẻ",
        "kà",
        "cac",
        "hoặch",
        "chirc",
        "trién",
        "d6i",
        "they",
        "zoo",
        "làà",
        "Facebook",
        "",
        "123",
        "nghành",
    ],
)
def test_is_syllable_refuses_what_vietnamese_does_not_spell(word):
    assert not is_syllable(word)


@pytest.mark.shared
@pytest.mark.parametrize("number", ["002", "003"])
def test_clean_papers_are_not_damaged(number):
    paper = seed_paper(number)

    assert not looks_damaged(paper)
    assert not lacks_diacritics(paper)
    assert syllable_share(paper) > 0.98


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "001", "004"])
def test_papers_read_by_an_english_ocr_are_damaged(number):
    paper = seed_paper(number)

    assert looks_damaged(paper)
    assert not lacks_diacritics(paper)
    assert syllable_share(paper) < 0.45


def test_looks_damaged_tells_one_damaged_paragraph():
    # seed 000 lines 38-40
    paragraph = (
        "phéi hop thyc hién, sang tao vé noi dung, hinh thuc tuyén truyén dam bao doi ngoai kip tho1 hiéu qua"
    )

    assert looks_damaged(paragraph)


@pytest.mark.parametrize(
    "clean",
    [
        ENGLISH,
        "Sở Du lịch chủ trì, phối hợp với các cơ quan quảng bá hình ảnh Thủ đô. " + ENGLISH,
        "Đắk Lắk, Krông Nô, Pleiku, Phnôm Pênh, Lênin, tivi, logo, clip, Facebook",
        "Ke hoach thong tin doi ngoai nam 2024 cua thanh pho",
        "Kế hoạch 2024",
        "1. 2. 3.",
        "",
    ],
)
def test_looks_damaged_leaves_other_languages_names_and_plain_typing_alone(clean):
    assert not looks_damaged(clean)


@pytest.mark.parametrize(
    "typed",
    [
        "Ke hoach thong tin doi ngoai nam 2024 cua thanh pho",
        "UY BAN NHAN DAN THANH PHO HAI PHONG bao cao ket qua",
    ],
)
def test_lacks_diacritics_tells_text_typed_without_marks(typed):
    assert lacks_diacritics(typed)


@pytest.mark.shared
def test_lacks_diacritics_tells_a_whole_paper_without_marks():
    assert lacks_diacritics(folded_form(seed_paper("003")))


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "He goes to the game in a van and sits on the mat",
        "Kế hoạch năm 2024 của thành phố",
        "an",
        "",
    ],
)
def test_lacks_diacritics_leaves_english_and_marked_text_alone(text):
    assert not lacks_diacritics(text)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("trong các cơ quan", 1.0),
        ("thong tin cac", 1 / 3),
        ("UBND thành phố năm 2024", 1.0),
        ("", 1.0),
    ],
)
def test_syllable_share_counts_words_that_stand_right(text, share):
    assert syllable_share(text) == pytest.approx(share)


@given(st.text())
def test_a_text_is_at_most_one_of_damaged_and_typed_without_marks(text):
    assert 0 <= syllable_share(text) <= 1
    assert not (looks_damaged(text) and lacks_diacritics(text))


@pytest.mark.parametrize("piece", ["a", "a€", "6", "trién ", "A-"])
def test_looks_damaged_stays_fast_on_hostile_repetition(piece):
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    looks_damaged(text)

    assert time.process_time() - started < 1
