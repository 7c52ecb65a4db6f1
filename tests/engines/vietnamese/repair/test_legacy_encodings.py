"""Old encodings: each of the 134 letters there and back, in the shapes in which text reaches an office."""

import unicodedata

import pytest

from haidang.engines.vietnamese.repair.legacy_encodings import (
    LegacyEncoding,
    control_codes,
    decode_legacy_text,
    encode_legacy_text,
)

SMALL = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LETTERS = [*SMALL, *SMALL.upper()]
WHOLE = [LegacyEncoding.VNI, LegacyEncoding.VPS, LegacyEncoding.VISCII]
SENTENCE = "Ủy ban nhân dân xã họp ngày 5/6/2026, quyết định 16/QĐ-UBND: chi 1.250.000 đồng (50%)."


def as_latin_1(shown: str) -> str:
    windows = "".join(chr(code) for code in range(256) if chr(code).encode("latin-1"))
    table = {}
    for character in windows:
        try:
            table[ord(bytes([ord(character)]).decode("cp1252"))] = character
        except UnicodeDecodeError:
            continue
    return shown.translate(table)


def test_there_are_134_letters():
    assert (len(LETTERS), len(set(LETTERS))) == (134, 134)
    assert all(unicodedata.is_normalized("NFC", letter) for letter in LETTERS)


@pytest.mark.parametrize("encoding", WHOLE)
@pytest.mark.parametrize("letter", LETTERS)
def test_each_letter_comes_back_as_it_was(encoding, letter):
    shown = encode_legacy_text(letter, encoding)

    assert decode_legacy_text(shown, encoding) == letter


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_no_two_letters_share_a_code(encoding):
    letters = LETTERS if encoding in WHOLE else SMALL

    assert len({encode_legacy_text(letter, encoding) for letter in letters}) == len(letters)


@pytest.mark.parametrize("letter", SMALL)
def test_each_small_letter_of_tcvn3_comes_back(letter):
    assert (
        decode_legacy_text(encode_legacy_text(letter, LegacyEncoding.TCVN3), LegacyEncoding.TCVN3) == letter
    )


@pytest.mark.parametrize("letter", SMALL)
def test_each_letter_of_a_capital_font_comes_back_in_capitals_beside_plain_capitals(letter):
    shown = f"TH{encode_legacy_text(letter, LegacyEncoding.TCVN3)}NG"

    assert decode_legacy_text(shown, LegacyEncoding.TCVN3) == f"TH{letter.upper()}NG"


@pytest.mark.parametrize("encoding", WHOLE)
def test_sentences_come_back_with_their_figures_and_signs(encoding):
    assert decode_legacy_text(encode_legacy_text(SENTENCE, encoding), encoding) == SENTENCE


@pytest.mark.parametrize("encoding", WHOLE)
def test_letters_shown_as_control_codes_of_iso_8859_1_come_back(encoding):
    shown = as_latin_1(encode_legacy_text("".join(LETTERS), encoding))

    assert decode_legacy_text(shown, encoding) == "".join(LETTERS)


def test_micro_sign_that_became_a_greek_letter_is_read():
    assert decode_legacy_text("vμ", LegacyEncoding.TCVN3) == "và"


def test_mark_in_another_case_than_its_vowel_is_read_in_vni():
    assert decode_legacy_text("AØ, AáP, ôØ", LegacyEncoding.VNI) == "À, ẤP, ờ"


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Bé T­ ph¸p", "Bộ Tư pháp"),
        ("Bé T­ PH¸P", "BỘ TƯ PHÁP"),
        ("§Ò ¸N", "ĐỀ ÁN"),
        ("Sè: 51/KH-UBND", "Số: 51/KH-UBND"),
        ("Tæ tr­ëng tæ 5 UBND x·", "Tổ trưởng tổ 5 UBND xã"),
        ("QUYÕT §ÞNH\nVÒ viÖc", "QUYẾT ĐỊNH\nVề việc"),
    ],
)
def test_capital_fonts_are_told_by_plain_capitals_of_the_same_line(shown, meant):
    assert decode_legacy_text(shown, LegacyEncoding.TCVN3) == meant


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_plain_text_stays_as_it_is(encoding):
    plain = "UBND TP. Hai Phong, 16/2020/QD-UBND; e-mail: a_b@haidang.gov.vn | 12,5 % \t(x) [y] {z} ~ ^ `"

    assert decode_legacy_text(plain, encoding) == plain


def test_only_vps_and_viscii_have_letters_among_control_codes():
    assert {one.value: len(control_codes(one)) for one in LegacyEncoding} == {
        "tcvn3": 0,
        "vni": 0,
        "vps": 14,
        "viscii": 6,
    }
