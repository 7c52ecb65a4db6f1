"""Document signs inside a token."""

import pytest

from haidang.engines.vietnamese.repair.sign_tokens import mended_codes, mended_sign


@pytest.mark.parametrize(
    ("read", "sign"),
    [
        ("1079/Qb-TTg", "1079/QĐ-TTg"),
        ("16/2020/QD-UBND", "16/2020/QĐ-UBND"),
        ("34-NQ/TW", "34-NQ/TW"),
        ("15/KH-UBND", "15/KH-UBND"),
        ("72/2015/ND-CP", "72/2015/NĐ-CP"),
    ],
)
def test_slips_of_recognition_are_mended_and_right_signs_stay(read, sign):
    assert mended_sign(read) == sign


def test_codes_joined_by_marks_are_mended_each():
    assert mended_codes("TTCS&TTDN") == "TTCS&TTĐN"
    assert mended_codes("UBND") == "UBND"
