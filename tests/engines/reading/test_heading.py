"""Heads and feet of papers: letterheads in one column and two, blank numbers, signatures, recipients."""

from datetime import date

import docx
import pytest
from docx.shared import Mm
from factories.papers import make_paper, seed_paper

from haidang.engines.reading.findings import RecipientFound, SignerFound
from haidang.engines.reading.heading import read_heading
from haidang.engines.reading.letterhead_words import cased_as_in
from haidang.engines.reading.opening.open_paper import open_paper

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


@pytest.mark.parametrize(("name", "cased"), [
    ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
    ("ỦY BAN NHÂN DÂN PHƯỜNG BẾN NGHÉ", "Ủy ban nhân dân phường Bến Nghé"),
    ("ỦY BAN NHÂN DÂN XÃ TÂN HƯNG", "Ủy ban nhân dân xã Tân Hưng"),
    ("ỦY BAN NHÂN DÂN ĐẶC KHU PHÚ QUÝ", "Ủy ban nhân dân đặc khu Phú Quý"),
    ("BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY BẮC NINH", "Ban Tuyên giáo và Dân vận Tỉnh ủy Bắc Ninh"),
    ("PHÒNG VĂN HÓA VÀ THÔNG TIN HUYỆN ĐÔNG ANH", "Phòng Văn hóa và Thông tin huyện Đông Anh"),
    ("ĐẢNG ỦY UBND TỈNH CÀ MAU", "Đảng ủy UBND tỉnh Cà Mau"),
])  # fmt: skip
def test_names_of_bodies_in_capitals_keep_the_capitals_of_fields_and_places(name, cased):
    assert cased_as_in(make_paper(name), name) == cased


def test_letterhead_in_the_page_header_of_a_docx_is_read(tmp_path):
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    header.add_paragraph("SỞ VĂN HÓA VÀ THỂ THAO\tĐộc lập - Tự do - Hạnh phúc")
    header.add_paragraph("Số: 77/KH-SVHTT\tHải Phòng, ngày 20 tháng 01 năm 2028")
    for words in ("KẾ HOẠCH", "Tổ chức các hoạt động văn hóa năm 2028", "Căn cứ Kế hoạch số 12/KH-UBND;"):
        document.add_paragraph(words)

    heading = read_heading(_opened(document, tmp_path))

    assert (heading.number, heading.issuer) == ("77/KH-SVHTT", "Sở Văn hóa và Thể thao thành phố Hải Phòng")
    assert heading.title == "Tổ chức các hoạt động văn hóa năm 2028"


def test_letterhead_without_motto_in_a_header_of_the_first_page_is_read(tmp_path):
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    grid = section.first_page_header.add_table(1, 2, Mm(160))
    grid.cell(0, 0).text = "UBND TỈNH CÀ MAU\nSỞ DU LỊCH\nSố: 15/KH-SDL"
    grid.cell(0, 1).text = "Cà Mau, ngày 5 tháng 2 năm 2026"
    section.header.paragraphs[0].text = "Kế hoạch của Sở Du lịch"
    for words in ("KẾ HOẠCH", "Quảng bá du lịch năm 2026", "Căn cứ Kế hoạch số 10/KH-UBND ngày 02/01/2026;"):
        document.add_paragraph(words)

    heading = read_heading(_opened(document, tmp_path))

    assert (heading.number, heading.issuer, heading.place, heading.dated) == (
        "15/KH-SDL",
        "Sở Du lịch tỉnh Cà Mau",
        "Cà Mau",
        date(2026, 2, 5),
    )


def test_number_in_a_page_header_is_left_there_where_the_body_has_its_own(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Số: 99/KH-UBND (dự thảo)"
    for words in ("UBND TỈNH CÀ MAU", "Số: 15/KH-UBND", "KẾ HOẠCH", "Quảng bá du lịch năm 2026"):
        document.add_paragraph(words)

    assert read_heading(_opened(document, tmp_path)).number == "15/KH-UBND"


def test_letterhead_in_a_table_without_borders_is_read(tmp_path):
    document = docx.Document()
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ TÂN HƯNG"
    grid.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    grid.cell(1, 0).text, grid.cell(1, 1).text = "Số: 5/KH-UBND", "Tân Hưng, ngày 03 tháng 3 năm 2027"
    for words in ("KẾ HOẠCH", "Phát thanh năm 2027", "Căn cứ tình hình địa phương;"):
        document.add_paragraph(words)
    document.sections[0].header.paragraphs[0].text = "Trang 1"

    heading = read_heading(_opened(document, tmp_path))

    assert (heading.number, heading.issuer, heading.place) == (
        "5/KH-UBND", "Ủy ban nhân dân xã Tân Hưng", "Tân Hưng",
    )  # fmt: skip


def test_a_part_with_a_dash_behind_its_numeral_ends_the_title():
    text = (
        "TỈNH ỦY TÂY NINH\tĐẢNG CỘNG SẢN VIỆT NAM\nSố 15-KH/TU\tTây Ninh, ngày 08 tháng 4 năm 2026\n"
        "KẾ HOẠCH\ncông tác thông tin đối ngoại năm 2026\nI- MỤC ĐÍCH, YÊU CẦU\n1- Nâng cao hiệu quả công tác."
    )

    assert read_heading(make_paper(text)).title == "công tác thông tin đối ngoại năm 2026"


def _opened(document, folder):
    path = folder / "paper.docx"
    document.save(path)
    return open_paper(path)
