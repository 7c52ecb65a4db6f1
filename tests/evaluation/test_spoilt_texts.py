"""Texts spoilt for the evaluation are spoilt as much as they say."""

import random

import pytest

from evaluation.repair.spoil_text import (
    Misreader,
    as_bytes,
    interleaved,
    shown_as_latin_1,
    typed_in_capital_font,
    with_plain_marks,
    without_diacritics,
)
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, decode_legacy_text

SENTENCE = "Ủy ban nhân dân tỉnh tổ chức các hoạt động thông tin đối ngoại"


def test_diacritics_are_lost_and_nothing_else():
    assert without_diacritics("Đề nghị Sở, 5%") == "De nghi So, 5%"


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5])
def test_just_the_share_asked_for_is_misread(share):
    misreader = Misreader([("các", "cic"), ("đối", "ddi"), ("tin", "tin")])
    misread = misreader.misread(SENTENCE, share=share, chance=random.Random(3))

    words, read = SENTENCE.split(), misread.split()
    assert len(words) == len(read)
    assert sum(one != other for one, other in zip(words, read, strict=True)) == round(share * len(words))


def test_capital_font_has_plain_capitals_and_codes_of_small_letters():
    shown = typed_in_capital_font("Quyết định")

    assert shown == "QUYÕT ®ÞNH"
    assert decode_legacy_text(shown, LegacyEncoding.TCVN3) == "QUYẾT ĐỊNH"


def test_typewriter_has_no_curly_quotes_and_no_foreign_letters():
    assert with_plain_marks("“Sở” – ça") == '"Sở" - a'


def test_old_bytes_are_shown_as_control_codes_by_iso_8859_1():
    assert as_bytes("Šé") == b"\x8a\xe9"
    assert shown_as_latin_1("Šé") == "\x8aé"


def test_lines_are_taken_by_turns():
    assert interleaved(["a", "b", "c"], ["1", "2"], run=1) == "a\n1\nb\n2"
