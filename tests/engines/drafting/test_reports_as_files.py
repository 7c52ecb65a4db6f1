"""Reports as DOCX and PDF, measured against Annex I of Decree 30/2020; their charts, codes and envelopes."""

import csv
import json
import re
from ctypes import byref, c_int, create_string_buffer
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree
from pypdf import PdfReader

from haidang.engines.drafting.charts import MOST_ROWS, Chart, Series, chart_svg, draw_chart, parted_charts
from haidang.engines.drafting.edxml import (
    AnsweredPaper,
    Attachment,
    Business,
    Dispatch,
    Message,
    Organ,
    write_edxml,
)
from haidang.engines.drafting.official_paper import (
    Appendix,
    ChartPicture,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
    TraceMark,
    draft_paper,
)
from haidang.engines.drafting.paper_pdf import draft_pdf
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper

CHART = Chart(
    "bars",
    "Số tin, bài đối ngoại",
    ("Quý I/2026", "Quý II/2026"),
    (Series("Năm nay", (1250, Decimal("998.5"))), Series("Năm trước", (1100, None))),
    "tin, bài",
    ("Quý II/2026",),
)
ROWS = tuple((str(number), f"Phường số {number}", f"ước {number}") for number in range(1, 101))
TABLE = TaskTable((), ("STT", "Đơn vị", "Tin, bài"), (TableGroup("I", "KHỐI PHƯỜNG", ROWS),))
REPORT = OfficialPaper(
    letterhead=Letterhead(
        "ỦY BAN NHÂN DÂN", "05/BC-UBND", "Hải Đăng", "THÀNH PHỐ HẢI ĐĂNG", date(2026, 6, 18)
    ),
    kind="BÁO CÁO",
    title="Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026",
    body=(Heading("I. KẾT QUẢ"), Paragraph("Các cơ quan chủ động phối hợp."), ChartPicture(CHART)),
    signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn Đăng"),
    recipients=("Bộ Ngoại giao", "Lưu: VT"),
    appendices=(Appendix(("PHỤ LỤC",), (TABLE,), landscape=True),),
    trace=TraceMark("https://haidang.example/so/abc/"),
)
FACES = json.loads((Path(__file__).parent / "data" / "decree30_faces.json").read_text(encoding="utf-8"))[
    "faces"
]
HOSTILE = "\x00&<>\u202e]]>😀 " + "a" * 10_000


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return draft_pdf(REPORT)


def faces_in_docx() -> dict[str, tuple[float, bool, bool]]:
    document = docx.Document(BytesIO(draft_paper(REPORT)))
    runs = [Run(one, None) for one in document.element.iter(qn("w:r"))]
    return {run.text: (run.font.size.pt, bool(run.bold), bool(run.italic)) for run in runs if run.text}


def faces_in_pdf() -> dict[str, tuple[float, bool, bool]]:
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(draft_pdf(REPORT))]
    return {
        text: face_at(page, found[0]) for text in FACES for page in pages if (found := place_of(page, text))
    }


def place_of(page, text):
    return page.search(text, match_case=True).get_next()


def face_at(page, place) -> tuple[float, bool, bool]:
    name = create_string_buffer(100)
    pdfium.FPDFText_GetFontInfo(page, place, name, 100, byref(c_int()))
    points = pdfium.FPDFText_GetFontSize(page, place)
    return points, b"Bold" in name.value, b"Italic" in name.value


@pytest.mark.parametrize("faces", [faces_in_docx, faces_in_pdf])
def test_every_part_has_the_letters_of_decree_30(faces):
    found = faces()

    wrong = {
        text: found.get(text)
        for text, (least, most, *face) in FACES.items()
        if text not in found or not least <= found[text][0] <= most or list(found[text][1:]) != face
    }
    assert wrong == {}


def test_pdf_stands_between_the_margins_of_decree_30(pdf):
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    boxes = [words.get_charbox(place) for place in range(words.count_chars())]
    millimetres = 72 / 25.4

    assert [round(side / millimetres) for side in page.get_size()] == [210, 297]
    assert min(box[0] for box in boxes if box[2] > box[0]) >= 30 * millimetres - 1
    assert max(box[2] for box in boxes) <= (210 - 15) * millimetres + 1
    assert max(box[3] for box in boxes) <= (297 - 20) * millimetres + 1


def test_pdf_text_is_read_as_it_was_written(pdf):
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().splitlines()

    assert text[:8] == [
        "THÀNH PHỐ HẢI ĐĂNG",
        "ỦY BAN NHÂN DÂN",
        "Số: 05/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Đăng, ngày 18 tháng 6 năm 2026",
        "BÁO CÁO",
        "Kết quả công tác thông tin đối ngoại 6 tháng đầu năm 2026",
    ]


def test_pdf_numbers_pages_from_the_second_and_repeats_the_head_of_a_table(pdf):
    pages = [page.get_textpage().get_text_range().splitlines() for page in pypdfium2.PdfDocument(pdf)]
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(pdf)]

    assert len(pages) > 3
    assert [lines[0] for lines in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert {lines[1] for lines in pages[2:]} == {"STT Đơn vị Tin, bài"}
    assert [wide > high for wide, high in sizes] == [False, *[True] * (len(pages) - 1)]


def test_pdf_has_its_letters_inside_and_the_same_bytes_each_time(pdf):
    fonts = {
        str(font.get_object()["/BaseFont"])[8:]: font.get_object()["/FontDescriptor"]
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
        if "/FontDescriptor" in font.get_object()
    }

    assert sorted(fonts) == ["HDPaper-Bold", "HDPaper-BoldItalic", "HDPaper-Italic", "HDPaper-Regular"]
    assert all("/FontFile2" in told.get_object() for told in fonts.values())
    assert draft_pdf(REPORT) == pdf


def test_docx_of_a_report_is_read_back_with_its_heading_number_and_day(tmp_path):
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(draft_paper(REPORT))

    heading = read_paper(open_paper(path)).heading

    assert (heading.number, heading.dated) == ("05/BC-UBND", date(2026, 6, 18))


def test_title_of_a_docx_ends_where_its_bold_middle_lines_end(tmp_path):
    path = tmp_path / "bao-cao.docx"
    opening = Paragraph("Đến hết ngày 14/6/2026, 2/4 đơn vị đã gửi báo cáo.")
    two_lines = f"{REPORT.title}\ncủa các đơn vị thuộc thành phố"
    path.write_bytes(draft_paper(replace(REPORT, title=two_lines, body=(opening,))))

    heading = read_paper(open_paper(path)).heading

    assert heading.title == two_lines.replace("\n", " ")


def test_docx_keeps_each_chart_as_svg_beside_a_png():
    with ZipFile(BytesIO(draft_paper(REPORT))) as package:
        names = package.namelist()
        body = package.read("word/document.xml")
        types = package.read("[Content_Types].xml").decode()

    ids = etree.fromstring(body).xpath("//*[local-name()='docPr']/@id")
    assert sum(name.endswith(".svg") for name in names) == sum(name.endswith(".png") for name in names) == 2
    assert body.count(b"<asvg:svgBlip") == 2
    assert len(set(ids)) == len(ids) == 2
    assert types.count("image/svg+xml") == 2


@pytest.mark.parametrize("write", [draft_paper, draft_pdf])
def test_hostile_text_breaks_no_file(write):
    row = (HOSTILE, HOSTILE, HOSTILE)
    chart = replace(CHART, title=HOSTILE, labels=(HOSTILE, ""), estimated=())
    paper = replace(
        REPORT,
        title=HOSTILE,
        body=(Heading(HOSTILE), Paragraph(HOSTILE), ChartPicture(chart)),
        recipients=(HOSTILE[:500],),
        appendices=(Appendix(("PHỤ LỤC",), (replace(TABLE, groups=(TableGroup("", "", (row,)),)),)),),
    )

    content = write(paper)

    if write is draft_pdf:
        assert len(pypdfium2.PdfDocument(content)) > 3
        return
    with ZipFile(BytesIO(content)) as package:
        parts = [name for name in package.namelist() if name.endswith((".xml", ".rels", ".svg"))]
        assert [etree.fromstring(package.read(name)) is not None for name in parts] == [True] * len(parts)


def test_chart_says_its_numbers_in_words_and_marks_estimates():
    assert draw_chart(CHART).alt == (
        "Số tin, bài đối ngoại (tin, bài). Quý I/2026: Năm nay 1.250, Năm trước 1.100; "
        "Quý II/2026 (ước): Năm nay 998,5, Năm trước chưa có số liệu."
    )


def test_svg_of_a_chart_holds_no_style_and_no_reference():
    svg = etree.fromstring(chart_svg(CHART).encode())
    names = {name for element in svg.iter() for name in element.attrib}

    assert svg.get("aria-label") == CHART.title
    assert names.isdisjoint({"style", "class", "href", "id"})


def test_a_chart_of_many_units_is_parted():
    numbers = tuple(range(70))
    chart = Chart("bars", "Theo đơn vị", tuple(map(str, numbers)), (Series("Số", numbers),))

    parts = parted_charts(chart)

    assert [len(part.labels) for part in parts] == [MOST_ROWS, MOST_ROWS, 10]
    assert [part.title for part in parts] == [f"Theo đơn vị ({number}/3)" for number in (1, 2, 3)]
    with pytest.raises(ValueError, match="rows"):
        draw_chart(chart)


@pytest.mark.parametrize("kind", ["bars", "stacked", "lines"])
@pytest.mark.parametrize("numbers", [(0, 0), (None, None), (Decimal("0.001"), 10**12)])
def test_any_numbers_are_drawn(kind, numbers):
    chart = replace(CHART, kind=kind, series=(Series("Số", numbers),))

    assert draw_chart(chart).height > 0


MESSAGE = Message(
    sender=Organ("000.00.15.H40", "UBND thành phố"),
    recipients=(Organ("G01", "Bộ <A> & B"),),
    number="05",
    notation="BC-UBND",
    place="Hải Đăng",
    issued_on=date(2026, 6, 18),
    subject="Báo cáo\x00",
    type_code=9,
    type_name="Báo cáo",
    signer="Nguyễn Văn Đăng",
    position="Phó Chủ tịch",
    sent_at=datetime(2026, 6, 18, 9, 5),  # noqa: DTZ001
    to_places=("Như trên", "Lưu: VT"),
    sphere="Thông tin đối ngoại",
    copies=3,
    pages=12,
    appendices=("PHỤ LỤC I SỐ LIỆU", "PHỤ LỤC II <&>"),
    answers=(AnsweredPaper("G01", "33/KH-BVHTT", date(2026, 1, 5)),),
    dispatch=Dispatch(Business.REPLACE, "Thay báo cáo số 04", "Phòng A", "Trần Thị B", is_also_on_paper=True),
    attachments=(Attachment("bc.pdf", "application/pdf", b"%PDF"),),
)
# What each part of an envelope holds, in this order, as ../shared/facts/edxml_structure.csv tells it.
HEADER = "edXMLEnvelope/edXMLHeader/MessageHeader"
STRUCTURE = {
    f"{HEADER}/From": "OrganId OrganizationInCharge OrganName",
    f"{HEADER}/To": "OrganId OrganizationInCharge OrganName",
    f"{HEADER}/Code": "CodeNumber CodeNotation",
    f"{HEADER}/PromulgationInfo": "Place PromulgationDate",
    f"{HEADER}/DocumentType": "Type TypeName TypeDetail",
    f"{HEADER}/Subject": "",
    f"{HEADER}/Content": "",
    f"{HEADER}/SignerInfo": "Competence Position FullName",
    f"{HEADER}/DueDate": "",
    f"{HEADER}/ToPlaces": "Place Place",
    f"{HEADER}/OtherInfo": (
        "Priority SphereOfPromulgation TyperNotation PromulgationAmount PageAmount Appendixes"
    ),
    f"{HEADER}/OtherInfo/Appendixes": "Appendix Appendix",
    f"{HEADER}/ResponseFor": "OrganId Code PromulgationDate DocumentId",
    f"{HEADER}/SteeringType": "",
    f"{HEADER}/DocumentId": "",
    "edXMLEnvelope/edXMLHeader/TraceHeaderList": "TraceHeader Bussiness",
    "edXMLEnvelope/edXMLHeader/TraceHeaderList/TraceHeader": "OrganId Timestamp",
    "edXMLEnvelope/edXMLHeader/TraceHeaderList/Bussiness": (
        "BussinessDocType BussinessDocReason StaffInfo Paper"
    ),
    "edXMLEnvelope/edXMLHeader/DigitalSignature": "",
    "edXMLEnvelope/edXMLBody/edXMLManifest/Reference": "Description AttachmentName ContentType ContentId",
    "AttachmentEncoded/Attachment": (
        "ContentType ContentId Description ContentTransferEncoded AttachmentName"
    ),
}
FACTS = Path(__file__).parents[3].parent / "shared" / "facts" / "edxml_structure.csv"


def parts_of(root, path) -> str | None:
    found = root.xpath("/".join(f"*[local-name()='{one}']" for one in path.split("/")))
    return " ".join(etree.QName(one).localname for one in found[0]) if found else None


def test_edxml_has_every_part_of_an_envelope_in_its_order():
    root = etree.fromstring(write_edxml(MESSAGE))

    assert {path: parts_of(root, path) for path in STRUCTURE} == STRUCTURE


@pytest.mark.skipif(not FACTS.exists(), reason="the shared facts are not on this machine")
def test_own_structure_of_an_envelope_names_every_part_of_the_facts():
    with FACTS.open(encoding="utf-8", newline="") as lines:
        told = [one for one in csv.DictReader(lines) if one["mark"] == "CHECKED"]
    named = {word for path, parts in STRUCTURE.items() for word in (*path.split("/"), *parts.split())}

    wanted = {
        word
        for one in told
        for word in re.findall(r"\b[A-Z][a-z]+[A-Za-z]*\b", f"{one['path'].split('/')[-1]} {one['content']}")
    }
    assert wanted - named == set()


def test_edxml_says_what_it_answers_and_replaces():
    root = etree.fromstring(write_edxml(MESSAGE))

    found = {etree.QName(one).localname: one.text for one in root.iter() if not len(one)}
    told = ("Code", "BussinessDocType", "BussinessDocReason", "Paper", "PageAmount", "PromulgationAmount")
    assert [found[name] for name in told] == ["33/KH-BVHTT", "3", "Thay báo cáo số 04", "1", "12", "3"]
    ids = [one.text for one in root.iter() if etree.QName(one).localname == "DocumentId"]
    assert ids == ["G01,2026/01/05,33/KH-BVHTT", "000.00.15.H40,2026/06/18,05/BC-UBND"]


def test_edxml_prefixes_the_envelope_and_carries_the_file():
    root = etree.fromstring(write_edxml(MESSAGE))

    envelope = root[0]
    assert {element.prefix for element in envelope.iter()} == {"edXML"}
    found = {etree.QName(element).localname: element.text for element in root.iter() if not len(element)}
    assert (found["DocumentId"], found["OrganName"], found["Subject"]) == (
        "000.00.15.H40,2026/06/18,05/BC-UBND",
        "Bộ <A> & B",
        "Báo cáo",
    )
    assert (found["ContentTransferEncoded"], found["Place"]) == ("JVBERg==", "Lưu: VT")
