"""Syllables in parts, and their capitals."""

import pytest

from haidang.engines.vietnamese.repair.parts import (
    Capitals,
    Parts,
    capitals_of,
    parts_as_written,
    syllable_in_parts,
    write_with,
)


@pytest.mark.parametrize(
    ("syllable", "parts"),
    [
        ("nghiệp", Parts("ngh", "iệ", "p")),
        ("ở", Parts("", "ở", "")),
        ("quý", Parts("qu", "ý", "")),
        ("đường", Parts("đ", "ườ", "ng")),
        ("anh", Parts("", "a", "nh")),
    ],
)
def test_syllable_is_split_into_onset_nucleus_and_coda(syllable, parts):
    assert syllable_in_parts(syllable) == parts
    assert parts.onset + parts.rhyme == syllable


@pytest.mark.parametrize(
    ("capitals", "written"), [(Capitals.NONE, "đường"), (Capitals.FIRST, "Đường"), (Capitals.ALL, "ĐƯỜNG")]
)
def test_word_is_written_with_its_capitals_and_told_by_them(capitals, written):
    parts = parts_as_written("đường", capitals)

    assert write_with(capitals, "đường") == written == parts.onset + parts.rhyme
    assert capitals_of(written) is capitals
