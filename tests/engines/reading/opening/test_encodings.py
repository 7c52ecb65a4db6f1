"""Bytes of a text file: what is certain is decoded, what would have to be guessed is refused."""

import pytest

from haidang.engines.reading.errors import Refused
from haidang.engines.reading.opening.encodings import decode_text
from haidang.engines.vietnamese.repair.legacy_encodings import (
    LegacyEncoding,
    decode_legacy_text,
    encode_legacy_text,
)

PLAN = (
    "KẾ HOẠCH THÔNG TIN ĐỐI NGOẠI CỦA XÃ VŨ QUÝ NGŨ\r\n"
    "Căn cứ Nghị định của Chính phủ, Ủy ban nhân dân xã tổ chức các hoạt động trong năm; người được bầu giữ lễ.\r\n"
)


def as_bytes(shown):
    return b"".join(map(byte_of, shown))


def byte_of(letter):
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


@pytest.mark.parametrize("encoding", [LegacyEncoding.VNI, LegacyEncoding.VPS, LegacyEncoding.VISCII])
def test_file_in_an_old_encoding_is_given_as_windows_shows_it_and_loses_nothing(encoding):
    shown = encode_legacy_text(PLAN, encoding)

    assert decode_text(as_bytes(shown)) == shown
    assert decode_legacy_text(shown, encoding) == PLAN


def test_file_in_tcvn3_keeps_its_capital_fonts_and_soft_hyphens():
    shown = encode_legacy_text(PLAN, LegacyEncoding.TCVN3)

    assert "\u00ad" in shown
    assert decode_text(as_bytes(shown)) == shown


def test_quote_behind_a_letter_of_tcvn3_is_not_taken_for_utf_8():
    shown = encode_legacy_text(PLAN * 5 + "ngày “bỏ” họp", LegacyEncoding.TCVN3)

    assert decode_text(as_bytes(shown)) == shown


@pytest.mark.parametrize(
    "content",
    [
        PLAN.encode() + as_bytes(encode_legacy_text(PLAN, LegacyEncoding.TCVN3)),
        as_bytes(encode_legacy_text(PLAN, LegacyEncoding.TCVN3)) + b"\x02",
        as_bytes(encode_legacy_text(PLAN, LegacyEncoding.VPS)) + b"\x1b[2J",
        "Le comité a décidé d'organiser une série de rencontres à l'été.".encode("cp1252"),
    ],
    ids=["two encodings", "control character", "escape", "French"],
)
def test_bytes_that_would_have_to_be_guessed_are_refused(content):
    with pytest.raises(Refused) as refused:
        decode_text(content)

    assert refused.value.code == "bad_encoding"


def test_unicode_comes_as_it_is():
    assert decode_text(PLAN.encode()) == decode_text(PLAN.encode("utf-16")) == PLAN
