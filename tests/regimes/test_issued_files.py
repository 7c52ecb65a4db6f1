"""Files of an issued report: the official form in DOCX and PDF, the same numbers as Excel, JSON and edXML."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.run import Run
from factories.agencies import make_agency
from factories.consolidation import ISSUED, begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, UNITS_BEFORE_20_JUNE, make_measure, regime_with_form
from lxml import etree
from pypdf import PdfReader

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.engines.drafting.exchanged_report import DamagedReport, open_exchanged
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.reckoning.periods import half_period
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.foundation.models import Event
from haidang.regimes.exports.consolidated import title_below_kind
from haidang.regimes.models import Regime
from haidang.regimes.operations.consolidation import begin_consolidation
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_texts import PickFacts
from haidang.regimes.queries.consolidation_updates import changes_since
from haidang.regimes.queries.regimes import LevelFacts

pytestmark = pytest.mark.django_db

FACES = json.loads((Path(__file__).parent / "data" / "issued_report_faces.json").read_text("utf-8"))
LAYOUT = Path(__file__).parents[2].parent / "shared" / "facts" / "decree30_layout.json"
BASIS = "Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ"


@pytest.fixture
def regime(officer):
    ministry = make_agency("Bộ Văn hóa, Thể thao và Du lịch", AgencyKind.MINISTRY)
    city = make_agency("Ủy ban nhân dân thành phố Hải Đăng", kind=AgencyKind.COMMITTEE)
    for name in ("Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp"):
        make_agency(name)
    make_agency("Phường Bến Bính", AgencyKind.COMMUNE)
    top = make_measure("da-tap-huan", "Cán bộ đã tập huấn", unit="người")
    below = make_measure("can-bo", "Cán bộ làm thông tin đối ngoại", unit="người")
    ratio = make_measure("ty-le", "Tỷ lệ cán bộ đã tập huấn", numerator=top, denominator=below, unit="%")
    return regime_with_form(
        officer,
        make_measure(),
        top,
        below,
        ratio,
        kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE),
        levels=(
            UNITS_BEFORE_20_JUNE,
            LevelFacts("Thành phố", DueOnDay(25), reporter=city, receiver=ministry),
        ),
        basis=BASIS,
    )


def opened(regime, officer, period=FIRST_HALF):
    return open_report_round(regime=regime, period=period, opened_by=officer, today=TODAY).report_round


@pytest.fixture
def made(regime, officer, settings):
    settings.SITE_ADDRESS = "https://haidang.example.vn"
    of_round = opened(regime, officer)
    report_of(of_round, "Sở Du lịch", "Đã tổ chức 2 hội nghị.", (1214, 15, 20), officer)
    report_of(of_round, "Phường Bến Bính", "Đã treo 3 pano.", (6, 1, 4), officer)
    return issued(
        begun(of_round, officer, PickFacts("Các đơn vị đã tổ chức 2 hội nghị.", "Chỉ đạo")), officer
    )


def content_of(stored) -> bytes:
    with stored.file.open("rb") as source:
        return source.read()


def paper_of(made):
    return docx.Document(BytesIO(content_of(made.docx)))


def faces_of(paper) -> dict[str, list]:
    runs = [Run(one, None) for one in paper.element.iter(qn("w:r"))]
    return {run.text: [run.font.size.pt, bool(run.bold), bool(run.italic)] for run in runs if run.text}


def texts_of(paper) -> list[str]:
    lines = (
        "".join(part.text or "" for part in line.iter(qn("w:t"))) for line in paper.element.iter(qn("w:p"))
    )
    return [line for line in lines if line]


def test_every_part_of_the_paper_has_the_letters_of_decree_30(made):
    found = faces_of(paper_of(made))

    wrong = {
        text: found.get(text)
        for text, (least, most, *face) in FACES.items()
        if text not in found or not least <= found[text][0] <= most or found[text][1:] != face
    }
    assert wrong == {}


@pytest.mark.skipif(not LAYOUT.exists(), reason="the shared facts are not on this machine")
def test_own_copy_of_the_layout_is_that_of_the_facts():
    sizes = {one["name"]: one.get("size_pt") for one in json.loads(LAYOUT.read_text("utf-8"))["components"]}
    parts = {
        "Quốc hiệu": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Tiêu ngữ": "Độc lập - Tự do - Hạnh phúc",
        "Cơ quan ban hành": "ỦY BAN NHÂN DÂN",
        "Số, ký hiệu": "Số: 125/BC-UBND",
        "Địa danh và thời gian": "Hà Nội, ngày 18 tháng 6 năm 2026",
        "Tên loại": "BÁO CÁO",
        "Căn cứ ban hành": f"Căn cứ {BASIS}.",
        "Quyền hạn, chức vụ người ký": "TM. ỦY BAN NHÂN DÂN",
        "Họ tên người ký": "Nguyễn Văn A",
        "Kính gửi": "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch",
        "Nơi nhận (the words)": "Nơi nhận:",
        "Nơi nhận (list)": "- Lưu: VT.",
        "Phụ lục + number": "PHỤ LỤC",
    }

    assert {name: FACES[text][:2] for name, text in parts.items()} == {name: sizes[name] for name in parts}


def test_sheets_margins_and_page_numbers_are_those_of_decree_30(made):
    sections = list(paper_of(made).sections)

    sides = ("left_margin", "right_margin", "top_margin", "bottom_margin")
    assert [[round(getattr(one, side) / Mm(1)) for side in sides] for one in sections] == [
        [30, 15, 20, 20]
    ] * len(sections)
    assert {(round(one.page_width / Mm(1)), round(one.page_height / Mm(1))) for one in sections} == {
        (210, 297)
    }
    assert sections[0].different_first_page_header_footer
    assert "PAGE" in sections[0].header._element.xml


def test_paper_has_letterhead_bases_body_signature_and_recipients_in_order(made):
    lines = texts_of(paper_of(made))

    assert lines[:12] == [
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ HẢI ĐĂNG",
        "Số: 125/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 18 tháng 6 năm 2026",
        "BÁO CÁO",
        "Công tác thông tin đối ngoại 6 tháng đầu năm 2026",
        "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch",
        f"Căn cứ {BASIS}.",
        "Đến hết ngày 14/6/2026, 2/4 đơn vị đã gửi báo cáo. Chưa báo cáo: Sở Ngoại vụ; Sở Tư pháp.",
        "I. Công tác chỉ đạo, điều hành",
    ]
    signed = lines.index("Nơi nhận:")
    assert lines[signed - 1 : signed + 6] == [
        "Trên đây là báo cáo công tác thông tin đối ngoại 6 tháng đầu năm 2026, "
        "Ủy ban nhân dân thành phố Hải Đăng kính gửi Bộ Văn hóa, Thể thao và Du lịch./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
    ]


def test_paper_is_read_back_with_its_heading_and_figures(made, tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(content_of(made.docx))

    opened_paper = open_paper(path)
    heading = read_paper(opened_paper).heading

    assert (heading.number, heading.dated, heading.title) == (
        "125/BC-UBND",
        date(2026, 6, 18),
        "Công tác thông tin đối ngoại 6 tháng đầu năm 2026",
    )
    cells = [cell.text for table in paper_of(made).tables for row in table.rows for cell in row.cells]
    assert [text for text in cells if text in ("1.220", "16", "24", "16/24 (66,7%)")] == [
        "1.220", "16", "24", "16/24 (66,7%)", "1.220", "16", "24",
    ]  # fmt: skip


def test_pdf_says_every_line_of_the_docx(made):
    pages = PdfReader(BytesIO(content_of(made.pdf))).pages
    said = "".join("".join(page.extract_text() for page in pages).split())

    missing = [line for line in texts_of(paper_of(made)) if "".join(line.split()) not in said]
    # Words of charts are painted letter by letter and heads of narrow columns are broken otherwise.
    assert [line for line in missing if not line.startswith("PAGE")] == []


def test_workbook_has_the_same_totals_and_every_row_they_stand_on(made):
    book = openpyxl.load_workbook(BytesIO(content_of(made.xlsx)))

    assert book.sheetnames == ["Số liệu", "Đơn vị", "Nội dung", "Nguồn số liệu"]
    assert [row[3:8] for row in book["Số liệu"].iter_rows(min_row=2, values_only=True)] == [
        (1220, None, None, 2, 4),
        (16, None, None, 2, 4),
        (24, None, None, 2, 4),
        (0.6667, 16, 24, 2, 4),
    ]
    units = list(book["Đơn vị"].iter_rows(min_row=2, values_only=True))
    assert units == [
        (1, "Sở Du lịch", "Sở, ngành", 1214, 15, 20),
        (2, "Sở Ngoại vụ", "Sở, ngành", None, None, None),
        (3, "Sở Tư pháp", "Sở, ngành", None, None, None),
        (4, "Phường Bến Bính", "Xã, phường", 6, 1, 4),
        (None, "Toàn bộ", None, 1220, 16, 24),
    ]
    sources = list(book["Nguồn số liệu"].iter_rows(min_row=2, values_only=True))
    assert [row[:4] for row in sources if row[0] == "ty-le"] == [
        ("ty-le", "Phường Bến Bính", 1, 4),
        ("ty-le", "Sở Du lịch", 15, 20),
    ]


def test_data_have_the_same_numbers_and_break_when_touched(made):
    data = content_of(made.data)

    told = open_exchanged(data).told
    figures = {one["key"]: (one["number"], one["numerator"], one["denominator"]) for one in told["figures"]}
    assert figures == {
        "don-vi-da-bao-cao": ("2.0000", None, None),
        "tin-bai": ("1220.0000", None, None),
        "da-tap-huan": ("16.0000", None, None),
        "can-bo": ("24.0000", None, None),
        "ty-le": ("0.6667", "16.0000", "24.0000"),
    }
    assert (told["sender"]["name"], told["report"]["first_month"], told["content_digest"]) == (
        "Ủy ban nhân dân thành phố Hải Đăng",
        "2026-01",
        made.digest,
    )
    with pytest.raises(DamagedReport):
        open_exchanged(data.replace(b"1220.0000", b"1221.0000"))


def test_envelope_carries_paper_and_data(made):
    came = open_exchanged(content_of(made.envelope))

    assert came.digest == open_exchanged(content_of(made.data)).digest
    assert [(one.name, one.content) for one in came.files] == [
        ("bao-cao-tong-hop.pdf", content_of(made.pdf)),
        ("bao-cao-tong-hop.docx", content_of(made.docx)),
    ]


def test_envelope_says_recipients_pages_and_what_a_later_edition_replaces(made, officer):
    again = issued(begin_consolidation(report_round=made.report_round, begun_by=officer), officer)

    told = {
        one.edition: {
            etree.QName(part).localname: part.text
            for part in etree.fromstring(content_of(one.envelope)).iter()
            if not len(part)
        }
        for one in (made, again)
    }
    names = ("Appendix", "BussinessDocType", "BussinessDocReason", "Department", "Staff")
    assert {edition: [found[name] or "" for name in names] for edition, found in told.items()} == {
        1: [
            "PHỤ LỤC SỐ LIỆU CỦA CÁC ĐƠN VỊ",
            "0",
            "",
            "Ủy ban nhân dân thành phố Hải Đăng",
            officer.full_name,
        ],
        2: [
            "PHỤ LỤC SỐ LIỆU CỦA CÁC ĐƠN VỊ",
            "3",
            "Thay báo cáo số 125/BC-UBND",
            "Ủy ban nhân dân thành phố Hải Đăng",
            officer.full_name,
        ],
    }
    assert int(told[1]["PageAmount"]) == len(PdfReader(BytesIO(content_of(made.pdf))).pages)


def test_envelope_responds_to_the_paper_that_has_the_report_be_made(regime, officer):
    ministry = Agency.objects.get(kind=AgencyKind.MINISTRY)
    paper = Document.objects.create(number="33/KH-BVHTT", issued_on=date(2026, 1, 5), issuer=ministry)
    Regime.objects.filter(pk=regime.pk).update(document=paper)
    regime.refresh_from_db()
    of_round = opened(regime, officer)
    report_of(of_round, "Sở Du lịch", "A.", (1, 1, 2), officer)

    envelope = etree.fromstring(content_of(issued(begun(of_round, officer), officer).envelope))

    [answered] = [one for one in envelope.iter() if etree.QName(one).localname == "ResponseFor"]
    assert [one.text or "" for one in answered] == [
        ministry.code,
        "33/KH-BVHTT",
        "2026/01/05",
        f"{ministry.code},2026/01/05,33/KH-BVHTT",
    ]


def test_log_keeps_the_digest_of_every_file(made):
    logged = Event.objects.get(act="regimes.issue_consolidation").after

    assert {name: logged[name] for name in logged if name.startswith("file")} == {
        "file": made.docx.sha256,
        "file_pdf": made.pdf.sha256,
        "file_xlsx": made.xlsx.sha256,
        "file_json": made.data.sha256,
        "file_edxml": made.envelope.sha256,
    }


def test_code_on_the_paper_leads_to_its_numbers(made):
    assert f"https://haidang.example.vn/ky-bao-cao/so/{made.token}/" in texts_of(paper_of(made))


def test_next_report_tells_what_changed_in_the_last_and_why_once(regime, officer):
    before = opened(regime, officer, half_period(2025, 2))
    report_of(before, "Sở Du lịch", "A.", (10, 1, 2), officer)
    first = issued(begun(before, officer, PickFacts("A.")), officer)
    report_of(before, "Sở Du lịch", "Sửa.", (12, 1, 2), officer)
    report_of(before, "Sở Ngoại vụ", "Muộn.", (3, 1, 1), officer)
    assert [(one.key, one.difference) for one in changes_since(first)] == [
        ("tin-bai", Decimal(5)),
        ("da-tap-huan", Decimal(1)),
        ("can-bo", Decimal(1)),
        ("ty-le", Decimal("0.1667")),
    ]

    now = opened(regime, officer)
    report_of(now, "Sở Du lịch", "B.", (20, 2, 2), officer)
    second = issued(begun(now, officer, PickFacts("B.")), officer)
    again = issued(begin_consolidation(report_round=now, begun_by=officer), officer)

    told = second.frozen["updates"]
    assert [
        (one["report"], one["key"], one["reported"]["number"], one["updated"]["number"]) for one in told
    ] == [
        (ISSUED.number, "tin-bai", "10.0000", "15.0000"),
        (ISSUED.number, "da-tap-huan", "1.0000", "2.0000"),
        (ISSUED.number, "can-bo", "2.0000", "3.0000"),
        (ISSUED.number, "ty-le", "0.5000", "0.6667"),
    ]
    assert told[0]["why"] == ("Sở Du lịch: 10 thành 12; Sở Ngoại vụ: số liệu được duyệt sau khi ban hành, 3")
    assert "Số đã báo cáo, số cập nhật" in texts_of(paper_of(second))
    assert again.frozen["updates"] == []


@pytest.mark.parametrize(("title", "below"), [
    ("Báo cáo 6 tháng về thông tin đối ngoại, 6 tháng đầu năm 2026", "Thông tin đối ngoại 6 tháng đầu năm 2026"),
    ("Báo cáo năm về công tác thông tin đối ngoại, năm 2026", "Công tác thông tin đối ngoại năm 2026"),
    ("Cung cấp thông tin kinh tế - xã hội hằng quý, quý III/2026", "Cung cấp thông tin kinh tế - xã hội quý III/2026"),
    ("Báo cáo chỉ số (KPI) gửi Bộ, năm 2026", "Chỉ số (KPI) gửi Bộ năm 2026"),
    ("Báo cáo đột xuất: chuẩn bị thông tin, phục vụ đoàn", "Đột xuất: chuẩn bị thông tin, phục vụ đoàn"),
])  # fmt: skip
def test_title_of_a_paper_says_the_period_once(title, below):
    assert title_below_kind(title) == below
