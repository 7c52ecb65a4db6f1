"""Heads and feet of papers: letterheads in one column and two, blank numbers, signatures, recipients."""

from datetime import date

import pytest
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.findings import RecipientFound, SignerFound
from haidang.engines.reading.heading import read_heading

TWO_COLUMNS = """
UBND TỈNH AN GIANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ DU LỊCH                  Độc lập - Tự do - Hạnh phúc
Số: 27/KH-SDL               An Giang, ngày 03 tháng 02 năm 2027

KẾ HOẠCH
Triển khai công tác thông tin đối ngoại
năm 2027

Căn cứ Kế hoạch số 12/KH-UBND ngày 10/01/2027 của Ủy ban nhân dân tỉnh An Giang;
Sở Du lịch ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Quảng bá./.

Nơi nhận:                        KT. GIÁM ĐỐC
- UBND tỉnh (để b/c);            PHÓ GIÁM ĐỐC
- Như trên;
- Lưu: VT, QLDL.
                                 Nguyễn Văn Bình
"""

LETTER = """
BỘ NGOẠI GIAO
Số:      /BNG-VHĐN
V/v góp ý dự thảo Đề án
Hà Nội, ngày     tháng     năm 2026

Kính gửi: Ủy ban nhân dân tỉnh Lào Cai; Ủy ban nhân dân thành phố Huế; Sở Ngoại vụ tỉnh Gia Lai

Bộ Ngoại giao đề nghị Quý cơ quan góp ý.
"""


def test_heading_is_read_from_two_columns():
    heading = read_heading(make_paper(TWO_COLUMNS))

    assert (heading.kind, heading.number, heading.dated) == ("Kế hoạch", "27/KH-SDL", date(2027, 2, 3))
    assert (heading.issuer, heading.place) == ("Sở Du lịch tỉnh An Giang", "An Giang")
    assert heading.title == "Triển khai công tác thông tin đối ngoại năm 2027"
    assert heading.signer == SignerFound("Nguyễn Văn Bình", "Phó Giám đốc", "KT. GIÁM ĐỐC")
    assert heading.recipients == (
        RecipientFound("UBND tỉnh", "để b/c"),
        RecipientFound("Như trên"),
        RecipientFound("VT, QLDL", "Lưu"),
    )


def test_blank_number_and_date_are_null():
    heading = read_heading(make_paper(LETTER))

    assert (heading.kind, heading.number, heading.dated) == ("Công văn", None, None)
    assert (heading.issuer, heading.title) == ("Bộ Ngoại giao", "góp ý dự thảo Đề án")


@pytest.mark.shared
def test_damaged_heading_keeps_what_can_be_known():
    heading = read_heading(seed_paper("001"))

    assert (heading.kind, heading.number, heading.dated) == ("Kế hoạch", "14/KH-STTTT", date(2025, 2, 18))
    assert heading.field_lines["title"] == (7, 8)
    assert heading.signer is not None
    assert heading.signer.title == "Giám đốc"
    assert len(heading.recipients) == 7


@pytest.mark.shared
def test_heading_without_letterhead_names_the_issuer_of_its_first_sentence():
    heading = read_heading(seed_paper("002"))

    assert heading.issuer == "Ủy ban nhân dân thành phố Hà Nội"
    assert (heading.number, heading.place, heading.dated) == (None, None, None)
    assert heading.signer == SignerFound("Lê Hồng Sơn", "Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN")
    assert heading.recipients[-2:] == (
        RecipientFound("VPUB: CVP, PCVP P.T.T.Huyền, KGVX, TKBT"),
        RecipientFound("VT, KGVXThúy", "Lưu"),
    )


@pytest.mark.shared
def test_decision_is_issued_by_the_body_that_decides():
    heading = read_heading(seed_paper("003"))

    assert (heading.kind, heading.number) == ("Quyết định", "3734/QĐ-UBND")
    assert (heading.issuer, heading.dated) == ("Ủy ban nhân dân thành phố Hà Nội", date(2013, 6, 13))
