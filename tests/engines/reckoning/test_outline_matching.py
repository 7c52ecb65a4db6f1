"""Sections of an outline that changed find the text of last period by their headings."""

from hypothesis import given
from hypothesis import strategies as st

from haidang.engines.reckoning.outline_matching import Heading, match_outlines

# The outline of the quarter in the starting set of regimes.
QUARTER = (
    "Công tác chỉ đạo, điều hành",
    "Kết quả thực hiện nhiệm vụ",
    "Các nhiệm vụ của đơn vị",
    "Kết quả bằng số liệu",
    "Khó khăn, kiến nghị",
    "Nhiệm vụ kỳ tới",
)
TITLES = st.lists(st.text(max_size=60), max_size=8)


def headings(*titles: str, first: int = 1) -> list[Heading]:
    return [Heading(key, title) for key, title in enumerate(titles, first)]


def matched_titles(now, before) -> list[tuple[str, str]]:
    keys = match_outlines(headings(*now), headings(*before, first=101))
    return [(now[new - 1], before[old - 101]) for new, old in sorted(keys.items())]


def test_same_outline_matches_section_by_section():
    assert matched_titles(QUARTER, QUARTER) == [(one, one) for one in QUARTER]


def test_sections_that_moved_and_were_reworded_are_found():
    now = (
        "Tình hình chung",
        "Công tác lãnh đạo, chỉ đạo, điều hành",
        "Kết quả thực hiện các nhiệm vụ trong quý",
        "Khó khăn, vướng mắc và kiến nghị, đề xuất",
        "Phương hướng, nhiệm vụ kỳ tới",
    )

    assert matched_titles(now, QUARTER) == [
        ("Công tác lãnh đạo, chỉ đạo, điều hành", "Công tác chỉ đạo, điều hành"),
        ("Kết quả thực hiện các nhiệm vụ trong quý", "Kết quả thực hiện nhiệm vụ"),
        ("Khó khăn, vướng mắc và kiến nghị, đề xuất", "Khó khăn, kiến nghị"),
        ("Phương hướng, nhiệm vụ kỳ tới", "Nhiệm vụ kỳ tới"),
    ]


def test_heading_in_other_letters_is_the_same():
    assert matched_titles(["KHÓ KHĂN; KIẾN NGHỊ"], ["Khó khăn, kiến nghị"]) == [
        ("KHÓ KHĂN; KIẾN NGHỊ", "Khó khăn, kiến nghị")
    ]


def test_section_that_only_shares_common_words_is_not_guessed():
    assert matched_titles(["Nhiệm vụ kỳ tới"], ["Các nhiệm vụ của đơn vị", "Kết quả bằng số liệu"]) == []


def test_two_sections_of_one_title_keep_their_order():
    twice = ["Kết quả", "Kết quả"]

    assert match_outlines(headings(*twice), headings(*twice, first=101)) == {1: 101, 2: 102}


def test_title_without_a_word_matches_nothing():
    assert matched_titles(["…", "Và"], ["…", "và"]) == [("Và", "và")]


@given(TITLES, TITLES)
def test_every_section_is_used_once_whatever_the_titles(now, before):
    found = match_outlines(headings(*now), headings(*before, first=101))

    assert len(set(found.values())) == len(found)
    assert found.keys() <= set(range(1, len(now) + 1))
    assert set(found.values()) <= set(range(101, 101 + len(before)))
