"""Papers of which some lines are in an old encoding and others in Unicode."""

import pytest

from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, encode_legacy_text
from haidang.engines.vietnamese.repair.legacy_lines import decode_legacy_lines, find_legacy_encoding

LINES = [
    "ỦY BAN NHÂN DÂN HUYỆN",
    "Số: 12/KH-UBND",
    "Thực hiện chương trình công tác, các phòng, ban chuyên môn báo cáo kết quả trước ngày 20 tháng 6.",
    "1 234 567",
    "Kinh phí thực hiện do ngân sách huyện bảo đảm theo phân cấp hiện hành.",
]
EXACT = [LegacyEncoding.VNI, LegacyEncoding.VPS, LegacyEncoding.VISCII]


def mixed(encoding, old):
    return [encode_legacy_text(line, encoding) if at in old else line for at, line in enumerate(LINES)]


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_encoding_is_found_where_all_lines_have_it(encoding):
    assert find_legacy_encoding(mixed(encoding, range(5))) is encoding


@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_encoding_is_found_where_one_paragraph_has_it(encoding):
    assert find_legacy_encoding(mixed(encoding, [2])) is encoding


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi các phòng, ban; đề nghị báo cáo trước ngày 20 tháng 6 năm 2026.",
        "Le comité a décidé d'organiser à l'été une série de rencontres « presse étrangère ».",
        "Año nuevo: la señora Núñez envió 50 € más; ¿cuánto costó?",
        "Té chirc trién khai cic hoat dong thong tin ddi ngoai nim 2025 vé cac xã",
        "© 2026 Hai Dang ® — 25 °C ± 1, § 5",
        "",
    ],
)
def test_no_encoding_is_found_in_text_that_has_none(text):
    assert find_legacy_encoding([text]) is None


@pytest.mark.parametrize("encoding", EXACT)
@pytest.mark.parametrize("old", [[0, 1], [2, 3, 4], [2], [0, 4], range(5), []])
def test_each_line_comes_out_in_unicode_whichever_were_old(encoding, old):
    assert decode_legacy_lines(mixed(encoding, old), encoding) == LINES


def test_line_that_may_be_either_goes_with_the_line_before_it():
    old = encode_legacy_text(LINES[2], LegacyEncoding.TCVN3)

    assert decode_legacy_lines([old, "Bé", LINES[4], "Bé"], LegacyEncoding.TCVN3) == [
        LINES[2],
        "Bộ",
        LINES[4],
        "Bé",
    ]
