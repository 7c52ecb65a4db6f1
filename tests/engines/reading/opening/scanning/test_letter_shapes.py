"""Numerals counted from their bars, and letters that Vietnamese does not have."""

from dataclasses import replace

import pytest
from factories.scans import drawn_word

from haidang.engines.reading.opening.scanning.letter_shapes import mend_words, same_signs
from haidang.engines.reading.opening.scanning.scanned_page import WordReading


def mended(text: str, *, read_as: str, confidence: float = 0.8) -> list[str]:
    word, segmentation = drawn_word(text, read_as=read_as, confidence=confidence)
    return [each.text for each in mend_words([word], segmentation)]


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("II", "H"),
        ("III", "IH"),
        ("VI", "VỊ"),
        ("VII", "VH"),
        ("VIII", "VINH"),
        ("XI", "XI"),
        ("XIII", "XIII"),
        ("III/2024", "II/2024"),
        ("III/2024", "IH/2024"),
        ("IV", "IV"),
        ("11", "11"),
        ("H", "H"),
        ("VINH", "VINH"),
    ],
)
def test_numeral_is_counted_from_its_bars(printed, read_as):
    assert mended(printed, read_as=read_as) == [printed]


@pytest.mark.parametrize("size", [28, 36, 50])
def test_crossing_of_a_bold_x_is_no_bar(size):
    word, segmentation = drawn_word("XI", read_as="XI", size=size)

    assert [each.text for each in mend_words([word], segmentation)] == ["XI"]


def test_counted_numeral_keeps_what_was_read():
    word, segmentation = drawn_word("III", read_as="IH")

    assert mend_words([word], segmentation) == [
        replace(word, text="III", confidence=0.9, alternatives=(WordReading("IH", 0.4),))
    ]


def test_numeral_that_its_bars_confirm_is_surer():
    word, segmentation = drawn_word("III", read_as="III", confidence=0.4)

    assert mend_words([word], segmentation) == [replace(word, confidence=0.9)]


@pytest.mark.parametrize(("read_as", "meant"), [("HanoïTV", "HanoiTV"), ("ÑQ/TU", "NQ/TU"), ("Đề", "Đề")])
def test_letter_of_another_language_loses_its_mark(read_as, meant):
    assert mended(meant, read_as=read_as) == [meant]


def test_word_with_a_foreign_letter_is_less_sure_and_stays_an_alternative():
    word, segmentation = drawn_word("Zürich", read_as="Zürich", confidence=0.9)

    [read] = mend_words([word], segmentation)

    assert (read.text, read.confidence, read.alternatives) == (
        "Zurich",
        pytest.approx(0.81),
        (WordReading("Zürich", 0.9),),
    )


def test_dash_that_opens_a_line_is_no_wave():
    word, segmentation = drawn_word("- Ban Tuyên giáo", read_as="~")
    dash = replace(word, right=word.left + 14)

    assert [each.text for each in mend_words([dash], segmentation)] == ["-"]


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("I//2026", "I/2026"),
        ("https://hanoi.gov.vn", "https://hanoi.gov.vn"),
        ("ĐĐND", "ĐND"),
        ("QÐ-TTg", "QĐ-TTg"),
    ],
)
def test_signs_that_look_the_same_are_one(read_as, meant):
    assert same_signs(read_as) == meant
