from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT

from haidang.engines.drafting.official_paper import (
    Appendix,
    CentredLine,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
    dated_line,
    draft_paper,
    numbered_line,
)

HEAD = Letterhead(
    superior="UBND THÀNH PHỐ HẢI ĐĂNG",
    issuer="SỞ NGOẠI VỤ",
    number="07/KH-SNgV",
    place="Hải Đăng",
    dated=date(2026, 2, 5),
)
PLAN = OfficialPaper(
    letterhead=HEAD,
    kind="KẾ HOẠCH",
    title="Đón phóng viên nước ngoài năm 2026",
    citations=("Căn cứ Kế hoạch số 15/KH-UBND ngày 28/01/2026;",),
    body=(Heading("I. MỤC ĐÍCH"), Paragraph("- Đón tiếp chu đáo.\n- Đúng quy định."), CentredLine("***")),
    signature=SignatureBlock(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Thu Vọng"),
    recipients=("Các sở, ngành", "Lưu: VT"),
)
LIST = TaskTable((), ("STT", "Việc"), (TableGroup("I", "NHÓM", (("1", "Đón đoàn"),)),))


def opened(paper: OfficialPaper):
    return docx.Document(BytesIO(draft_paper(paper)))


def lines_of(holder) -> list[str]:
    return [line.text for line in holder.paragraphs if line.text]


def test_draft_paper_writes_the_letterhead_side_by_side():
    left, right = opened(PLAN).tables[0].rows[0].cells

    assert lines_of(left) == ["UBND THÀNH PHỐ HẢI ĐĂNG", "SỞ NGOẠI VỤ", "Số: 07/KH-SNgV"]
    assert lines_of(right) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Đăng, ngày 05 tháng 02 năm 2026",
    ]


def test_draft_paper_writes_title_citations_and_body_in_order():
    assert lines_of(opened(PLAN)) == [
        "KẾ HOẠCH",
        "Đón phóng viên nước ngoài năm 2026",
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 28/01/2026;",
        "I. MỤC ĐÍCH",
        "- Đón tiếp chu đáo.",
        "- Đúng quy định.",
        "***",
    ]


def test_draft_paper_ends_with_recipients_and_signature():
    left, right = opened(PLAN).tables[1].rows[0].cells

    assert lines_of(left) == ["Nơi nhận:", "- Các sở, ngành;", "- Lưu: VT."]
    assert lines_of(right) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thu Vọng"]


def test_draft_paper_keeps_sheet_margins_and_letters_of_decree_30():
    document = opened(PLAN)
    section = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    body = next(line for line in document.paragraphs if line.text == "- Đón tiếp chu đáo.")
    assert (body.runs[0].font.name, body.runs[0].font.size.pt) == ("Times New Roman", 14)


def test_draft_paper_numbers_pages_from_the_second():
    section = opened(PLAN).sections[0]

    assert section.different_first_page_header_footer is True
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_draft_paper_writes_a_letter_with_subject_and_addressees():
    letter = replace(
        PLAN,
        letterhead=replace(HEAD, subject="cung cấp thông tin"),
        kind=None,
        title=None,
        addressees=("Sở Tư pháp", "Sở Tài chính"),
        citations=(),
    )

    document = opened(letter)

    assert lines_of(document.tables[0].rows[0].cells[0])[-1] == "V/v cung cấp thông tin"
    assert lines_of(document)[:3] == ["Kính gửi:", "- Sở Tư pháp;", "- Sở Tài chính."]


def test_draft_paper_puts_a_wide_appendix_on_sheets_of_its_own():
    appendix = Appendix(("PHỤ LỤC",), (LIST,), "(Kèm theo Kế hoạch)", landscape=True)

    document = opened(replace(PLAN, appendices=(appendix,)))

    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert lines_of(document)[-2:] == ["PHỤ LỤC", "(Kèm theo Kế hoạch)"]
    assert [cell.text for cell in document.tables[2].rows[2].cells] == ["1", "Đón đoàn"]


@pytest.mark.parametrize(("dated", "line"), [
    (date(2026, 2, 5), "Hải Đăng, ngày 05 tháng 02 năm 2026"),
    (date(2026, 3, 10), "Hải Đăng, ngày 10 tháng 3 năm 2026"),
    (date(2026, 12, 1), "Hải Đăng, ngày 01 tháng 12 năm 2026"),
    (None, "Hải Đăng, ngày     tháng     năm 2026"),
])  # fmt: skip
def test_dated_line_puts_noughts_where_decree_30_wants_them(dated, line):
    assert dated_line(replace(HEAD, dated=dated, year=2026)) == line


def test_numbered_line_leaves_room_for_a_number_not_given_yet():
    assert numbered_line(replace(HEAD, number="/KH-SNgV")) == "Số:       /KH-SNgV"


def test_draft_paper_leaves_out_control_characters():
    paper = replace(PLAN, body=(Paragraph("a\x00\x0bb <w:br/> & c"),), citations=())

    assert lines_of(opened(paper))[-1] == "ab <w:br/> & c"
