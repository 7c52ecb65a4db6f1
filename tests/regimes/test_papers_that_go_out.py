"""Papers that go out: every entry of the layout of Decree 30/2020 that applies to a report, and read back."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph
from factories.agencies import make_agency, make_person
from factories.consolidation import begun, report_of
from factories.indicators import give_figures, make_indicator, make_measures
from factories.regimes import FIRST_HALF, TODAY, UNITS_BEFORE_20_JUNE, make_measure, regime_with_form

from haidang.agencies.enums import AgencyKind, NameKind, Role
from haidang.agencies.models import AgencyName
from haidang.engines.drafting.paper_fonts import text_width
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reckoning.periods import half_period
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.project.command import main
from haidang.regimes.forms.consolidation import IssueForm
from haidang.regimes.models import Consolidation
from haidang.regimes.operations.consolidation import ask_to_issue
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_texts import IssueFacts, PickFacts
from haidang.regimes.queries.regimes import LevelFacts
from haidang.regimes.work import issue_waiting_report

pytestmark = pytest.mark.django_db

FACTS = Path(__file__).parents[2].parent / "shared" / "facts" / "decree30_layout.json"
CENTRE, FLUSH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
MILLIMETRE = 72 / 25.4
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
PAGE_NUMBER, INDENT_CM, LEAST_SPACE, MOST_SPACING = (13, 14), (1, 1.27), 6, 1.5


@dataclass(frozen=True)
class Face:
    """What an entry of the layout asks of letters: points, and how they stand."""

    points: tuple[int, int]
    bold: bool = False
    italic: bool = False
    upper: bool = False


# Our own copy of the entries that apply, by their name in the facts.
FACES = {
    "Quốc hiệu": Face((12, 13), bold=True, upper=True),
    "Tiêu ngữ": Face((13, 14), bold=True),
    "Cơ quan chủ quản trực tiếp": Face((12, 13), upper=True),
    "Cơ quan ban hành": Face((12, 13), bold=True, upper=True),
    "Số, ký hiệu": Face((13, 13)),
    "Địa danh và thời gian": Face((13, 14), italic=True),
    "Tên loại": Face((13, 14), bold=True, upper=True),
    "Trích yếu": Face((13, 14), bold=True),
    "Nội dung": Face((13, 14)),
    "Căn cứ ban hành": Face((13, 14), italic=True),
    "Quyền hạn, chức vụ người ký": Face((13, 14), bold=True, upper=True),
    "Họ tên người ký": Face((13, 14), bold=True),
    "Kính gửi": Face((13, 14)),
    "Nơi nhận (the words)": Face((12, 12), bold=True, italic=True),
    "Nơi nhận (list)": Face((11, 11)),
    "Phụ lục + number": Face((14, 14), bold=True),
    "Tiêu đề phụ lục": Face((13, 14), bold=True, upper=True),
}
NO_TITLE = "Không ghi học hàm, học vị trước họ tên người ký."
_NO_PARTS = "a report is parted by the sections of its regime (I, II, 1), not by parts, chapters and articles"
LEFT_OUT = {
    "Trích yếu công văn (V/v ...)": "of an official letter, which names no kind",
    "Phần/Chương number": _NO_PARTS,
    "Phần/Chương/Mục/Tiểu mục title": _NO_PARTS,
    "Điều": _NO_PARTS,
    "Khoản/Điểm": _NO_PARTS,
    "Dấu khẩn": "pressed or put on by who sends; the product keeps no urgency of a report",
    "Dấu mật": "a text that bears such a mark is refused everywhere",
    "Chỉ dẫn lưu hành": "the product keeps none for a report",
    "Ký hiệu người soạn thảo, số lượng bản": "the registry's own mark, put on with the number of copies",
    "Địa chỉ, điện thoại, email": "of letters and papers that call for an answer",
    "Chữ ký số của cơ quan cho bản sao điện tử": "put on by the system that signs the electronic copy",
}
LEFT_OUT_AROUND = {
    "body_outline": _NO_PARTS,
    "party_documents_HD36": "reports of state bodies; papers of the Party are not drafted here",
}


@dataclass(frozen=True)
class Line:
    """A paragraph of a paper, with the room it has: that of its cell or of the sheet."""

    paragraph: Paragraph
    room: Length

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def faces(self) -> set[tuple[float, bool, bool]]:
        runs = [run for run in self.paragraph.runs if run.text.strip()]
        return {(run.font.size.pt, bool(run.bold), bool(run.italic)) for run in runs}

    @property
    def rule(self) -> float:
        """The length of the rule that is the paragraph, in points; 0 for a paragraph without."""
        form = self.paragraph.paragraph_format
        if self.paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is None:
            return 0
        return Length(self.room - form.left_indent - form.right_indent).pt


def lines_of(paper: Any) -> list[Line]:
    """This function will give every paragraph in the order of the paper, with those in cells."""
    section = paper.sections[0]
    sheet = section.page_width - section.left_margin - section.right_margin
    found = []
    for one in paper.element.body.iter(qn("w:p")):
        cell = next(one.iterancestors(qn("w:tc")), None)
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
        room = Length(int(width.get(qn("w:w"))) * 635) if width is not None else Length(sheet)
        found.append(Line(Paragraph(one, paper), room))
    return found


class Printed:
    """A produced paper, and where in it each entry of the layout stands."""

    def __init__(self, content: bytes, places: dict[str, list[str]]) -> None:
        self.content = content
        self.paper = docx.Document(BytesIO(content))
        self.lines = lines_of(self.paper)
        self.places = places

    def of(self, name: str) -> list[Line]:
        """This function will give the lines of an entry; each has to stand in the paper."""
        found = [next((one for one in self.lines if one.text == text), None) for text in self.places[name]]
        assert None not in found, (name, self.places[name])
        return found

    def rule_below(self, name: str) -> tuple[float, float]:
        """This function will give the length of the rule below an entry and of its widest line, in points."""
        lines = self.of(name)
        at = next(place for place, one in enumerate(self.lines) if one.paragraph._p is lines[-1].paragraph._p)
        points = next(iter(lines[-1].faces))[0]
        widest = max(min(text_width(one.text, points, bold=True), one.room.pt) for one in lines)
        return self.lines[at + 1].rule, widest


BASES = ("Căn cứ Nghị định số 72/2015/NĐ-CP", "Căn cứ Quyết định số 12/QĐ-UBND")
SAID = "Các đơn vị đã tổ chức 2 hội nghị."


@pytest.fixture
def report(officer) -> Printed:
    """This fixture will issue a report of a department with a body above it, two bases and two wide appendices."""
    above = make_agency("Bộ Ngoại giao", AgencyKind.MINISTRY)
    make_agency("Sở Du lịch")
    issuer = make_agency("Sở Ngoại vụ")
    measures = [make_measure(f"so-{number}", f"Số liệu thứ {number}") for number in range(1, 12)]
    levels = (UNITS_BEFORE_20_JUNE, LevelFacts("Sở", DueOnDay(25), reporter=issuer, receiver=above))
    regime = regime_with_form(officer, *measures, levels=levels)
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    report_of(opened, "Sở Du lịch", "Đã tổ chức 2 hội nghị.", tuple(range(1, 12)), officer)
    made = begun(opened, officer, PickFacts(unicodedata.normalize("NFD", SAID), "Chỉ đạo"))
    made.refresh_from_db()
    facts = IssueFacts(
        "05/BC-SNgV",
        date(2026, 2, 8),
        "Hải Đăng",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        "Nguyễn Văn A",
        superior="Ủy ban nhân dân thành phố Hải Đăng",
        citations="\n".join(BASES),
        recipients="Như trên\nLưu: VT, LSVH",
    )
    ask_to_issue(consolidation=made, version=made.version, facts=facts, asked_by=officer)
    assert issue_waiting_report()
    return Printed(content_of("docx"), {
        "Quốc hiệu": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        "Tiêu ngữ": ["Độc lập - Tự do - Hạnh phúc"],
        "Cơ quan chủ quản trực tiếp": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI ĐĂNG"],
        "Cơ quan ban hành": ["SỞ NGOẠI VỤ"],
        "Số, ký hiệu": ["Số: 05/BC-SNgV"],
        "Địa danh và thời gian": ["Hải Đăng, ngày 08 tháng 02 năm 2026"],
        "Tên loại": ["BÁO CÁO"],
        "Trích yếu": ["Công tác thông tin đối ngoại 6 tháng đầu năm 2026"],
        "Nội dung": [
            "Đến hết ngày 14/6/2026, 1/2 đơn vị đã gửi báo cáo. Chưa báo cáo: Sở Ngoại vụ.",
            SAID,
            "Trên đây là báo cáo công tác thông tin đối ngoại 6 tháng đầu năm 2026, "
            "Sở Ngoại vụ kính gửi Bộ Ngoại giao./.",
        ],
        "Căn cứ ban hành": [f"{BASES[0]};", f"{BASES[1]}."],
        "Quyền hạn, chức vụ người ký": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
        "Họ tên người ký": ["Nguyễn Văn A"],
        "Kính gửi": ["Kính gửi: Bộ Ngoại giao"],
        "Nơi nhận (the words)": ["Nơi nhận:"],
        "Nơi nhận (list)": ["- Như trên;", "- Lưu: VT, LSVH."],
        "Phụ lục + number": ["PHỤ LỤC I", "PHỤ LỤC II"],
        "Tiêu đề phụ lục": ["SỐ LIỆU CỦA CÁC ĐƠN VỊ"],
    })  # fmt: skip


def content_of(kind: str) -> bytes:
    """This function will read a file of the one report that was issued."""
    with getattr(Consolidation.objects.get(), kind).file.open("rb") as source:
        return source.read()


@pytest.fixture
def kpi_return(officer, log_in) -> Printed:
    """This fixture will take the return of indicators along; its number and signer are left open."""
    make_measures()
    make_indicator(officer)
    give_figures(officer, make_agency("Sở Du lịch"), half_period(2026, 1), {"tap-huan": 3, "can-bo": 4})
    city = make_agency("Thành phố Hải Đăng", AgencyKind.PROVINCE)
    issuer = make_agency("Sở Ngoại vụ", parent=city)
    AgencyName.objects.create(
        agency=issuer, kind=NameKind.ABBREVIATION, text="SNgV", key="sngv", folded_text="sngv"
    )
    sender = make_person(Role.OFFICER, "nguoi-gui", issuer)
    paper = log_in(sender).get(reverse("indicators:return_paper") + "?ky=2026-01_2026-12")
    today = timezone.localdate()
    month = f"{today.month:02d}" if today.month < 3 else str(today.month)
    written = f"{today.day:02d}/{today.month}/{today.year}"
    return Printed(paper.content, {
        "Quốc hiệu": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        "Tiêu ngữ": ["Độc lập - Tự do - Hạnh phúc"],
        "Cơ quan chủ quản trực tiếp": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI ĐĂNG"],
        "Cơ quan ban hành": ["SỞ NGOẠI VỤ"],
        "Số, ký hiệu": ["Số:       /BC-SNgV"],
        "Địa danh và thời gian": [f"Hải Đăng, ngày {today.day:02d} tháng {month} năm {today.year}"],
        "Tên loại": ["BÁO CÁO"],
        "Trích yếu": ["Kết quả thực hiện chỉ tiêu thông tin đối ngoại năm 2026"],
        "Nội dung": [
            "Thực hiện chế độ báo cáo chỉ tiêu thông tin đối ngoại, Sở Ngoại vụ báo cáo kết quả đến hết ngày "
            f"{written}, tính từ báo cáo đã được duyệt của các đơn vị và việc đã ghi trong phần mềm. "
            "Tỷ lệ tính bằng tổng tử số chia tổng mẫu số, không lấy trung bình các tỷ lệ. "
            "Số liệu từng chỉ tiêu ở Phụ lục kèm theo."
        ],
        "Quyền hạn, chức vụ người ký": ["THỦ TRƯỞNG CƠ QUAN"],
        "Nơi nhận (the words)": ["Nơi nhận:"],
        "Nơi nhận (list)": ["- Lưu: VT."],
        "Phụ lục + number": ["PHỤ LỤC"],
        "Tiêu đề phụ lục": ["KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"],
    })  # fmt: skip


# What a return leaves open for the body that sends it, or does not have.
NOT_ON_RETURN = {"Căn cứ ban hành", "Họ tên người ký", "Kính gửi"}


@pytest.fixture(params=["report", "kpi_return"])
def printed(request) -> Printed:
    made: Printed = request.getfixturevalue(request.param)
    left_open = NOT_ON_RETURN if request.param == "kpi_return" else set()
    assert made.places.keys() == FACES.keys() - left_open
    return made


def test_letters_of_every_part_are_those_of_the_layout(printed):
    wrong = {
        line.text: line.faces
        for name in printed.places
        for line in printed.of(name)
        if not _fits(line, FACES[name])
    }

    assert wrong == {}


def _fits(line: Line, face: Face) -> bool:
    least, most = face.points
    return (
        all(
            least <= points <= most and (bold, italic) == (face.bold, face.italic)
            for points, bold, italic in line.faces
        )
        and (not face.upper or line.text == line.text.upper())
        and bool(line.faces)
    )


def test_every_letter_is_a_black_composed_one_of_times_new_roman(printed):
    paper, normal = printed.paper, printed.paper.styles["Normal"]
    runs = [run for line in printed.lines for run in line.paragraph.runs]
    parts = [paper.element, *(one.header._element for one in paper.sections)]

    assert {run.font.name or normal.font.name for run in runs} == {"Times New Roman"}
    colours = {one.get(qn("w:val")) for part in parts for one in part.iter(qn("w:color"))}
    assert colours <= {"000000", "auto"}
    assert (normal.font.color.rgb, [one.text for one in runs if not _is_composed(one.text)]) == (None, [])


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def test_sheets_are_a4_between_the_margins_and_only_wide_tables_lie_on_their_side(printed):
    sections = list(printed.paper.sections)

    for one in sections:
        sides = {name: getattr(one, f"{name}_margin") / Mm(1) for name in MARGINS}
        assert all(least <= round(sides[name], 1) <= most for name, (least, most) in MARGINS.items()), sides
        assert sorted(round(side / Mm(1)) for side in (one.page_width, one.page_height)) == [210, 297]
    first, *others = [one.orientation for one in sections]
    assert first == WD_ORIENT.PORTRAIT
    assert WD_ORIENT.LANDSCAPE in others


def test_page_numbers_stand_in_the_middle_of_the_top_margin_and_not_on_the_first_page(printed):
    first, *others = printed.paper.sections
    [line] = first.header.paragraphs
    [run] = [one for one in line.runs if one._r.find(qn("w:instrText")) is not None]

    assert (line.alignment, run._r.find(qn("w:instrText")).text) == (CENTRE, "PAGE")
    assert PAGE_NUMBER[0] <= run.font.size.pt <= PAGE_NUMBER[1]
    assert first.header_distance < first.top_margin
    assert (first.different_first_page_header_footer, first.first_page_header.paragraphs[0].text) == (
        True,
        "",
    )
    assert {(one.different_first_page_header_footer, one.header.is_linked_to_previous) for one in others} == {
        (False, True)
    }
    formats = {one.get(qn("w:fmt")) for one in printed.paper.element.iter(qn("w:pgNumType"))}
    assert formats <= {None, "decimal"}


def test_rules_below_motto_body_and_title_are_as_long_as_the_layout_has_them(printed):
    rule, words = printed.rule_below("Tiêu ngữ")
    assert abs(rule - words) <= 1

    for name in ("Cơ quan ban hành", "Trích yếu"):
        rule, words = printed.rule_below(name)
        assert 1 / 3 <= rule / words <= 1 / 2, name


def test_parts_stand_on_their_side_of_the_paper(printed):
    middle = [
        "Quốc hiệu", "Tiêu ngữ", "Cơ quan chủ quản trực tiếp", "Cơ quan ban hành", "Số, ký hiệu",
        "Địa danh và thời gian", "Tên loại", "Trích yếu", "Quyền hạn, chức vụ người ký", "Họ tên người ký",
        "Phụ lục + number", "Tiêu đề phụ lục",
    ]  # fmt: skip
    sides = {
        (name, line.paragraph.alignment)
        for name in printed.places
        for line in printed.of(name)
        if name in middle and line.paragraph.alignment != CENTRE
    }

    assert sides == set()


def test_body_is_flush_indented_and_spaced(printed):
    names = [name for name in ("Nội dung", "Căn cứ ban hành") if name in printed.places]
    least, most = INDENT_CM
    for line in (one for name in names for one in printed.of(name)):
        form = line.paragraph.paragraph_format
        assert line.paragraph.alignment == FLUSH
        assert least <= round(form.first_line_indent.cm, 2) <= most
        assert form.space_before.pt + (form.space_after.pt if form.space_after else 0) >= LEAST_SPACE
        assert (
            1
            <= (form.line_spacing or printed.paper.styles["Normal"].paragraph_format.line_spacing or 1)
            <= MOST_SPACING
        )


def test_pdf_of_a_report_is_of_a_version_that_an_electronic_copy_may_have(report):
    version = content_of("pdf")[:8]

    assert version.startswith(b"%PDF-1.")
    assert int(version[7:8]) >= 4


@pytest.mark.parametrize(
    ("number", "signer", "kept", "errors"),
    [
        ("5/BC-SNgV", "Nguyễn Văn A", "05/BC-SNgV", {}),
        ("15/BC-SNgV", "Tsang A Pao", "15/BC-SNgV", {}),
        ("15/BC-SNgV", "PGS.TS. Nguyễn Văn A", "15/BC-SNgV", {"signer": [NO_TITLE]}),
        ("15/BC-SNgV", "ThS Nguyễn Văn A", "15/BC-SNgV", {"signer": [NO_TITLE]}),
    ],
)
def test_number_below_ten_gets_its_nought_and_titles_of_scholars_are_refused(number, signer, kept, errors):
    typed = {"issuer": "Sở Ngoại vụ", "place": "Hải Đăng", "dated_on": "18/6/2026", "authority": "GIÁM ĐỐC"}

    form = IssueForm(typed | {"version": 1, "number": number, "signer": signer})

    assert (form.errors, form.cleaned_data["number"]) == (errors, kept)


def heading_read(content: bytes, folder: Path, capsys: Any) -> dict[str, Any]:
    """This function will give what `haidang read` says of the heading of a paper."""
    path = folder / "bao-cao.docx"
    path.write_bytes(content)
    assert main(["read", str(path), "--json"]) == 0
    heading: dict[str, Any] = json.loads(capsys.readouterr().out)["heading"]
    return heading


def tables_read(folder: Path) -> list[list[list[str]]]:
    """This function will give the tables that the reader finds in the same paper, by row and cell."""
    return [
        [[" ".join(cell.paragraphs) for cell in row.cells] for row in table.rows]
        for table in open_paper(folder / "bao-cao.docx").tables
    ]


def test_report_is_read_back_with_its_heading_and_figures(report, tmp_path, capsys):
    assert heading_read(report.content, tmp_path, capsys) == {
        "kind": "Báo cáo",
        "number": "05/BC-SNgV",
        "issuer": "Sở Ngoại vụ thành phố Hải Đăng",
        "place": "Hải Đăng",
        "date": "2026-02-08",
        "title": "Công tác thông tin đối ngoại 6 tháng đầu năm 2026",
        "signer": {"name": "Nguyễn Văn A", "title": "Phó Giám đốc", "on_behalf": "KT. GIÁM ĐỐC"},
        "recipients": [
            {"name": "Như trên", "purpose": None}, {"name": "VT, LSVH", "purpose": "Lưu"},
        ],
    }  # fmt: skip
    _head, figures, _signature, first, second = tables_read(tmp_path)
    assert figures == [
        ["STT", "Số liệu", "Đơn vị tính", "Kết quả", "Số đơn vị có số liệu"],
        *([str(n), f"Số liệu thứ {n}", "tin, bài", str(n), "1/2"] for n in range(1, 12)),
    ]
    assert [rows[1:] for rows in (first, second)] == [
        [
            ["1", "Sở Du lịch", *map(str, numbers)],
            ["2", "Sở Ngoại vụ", *("–" for _ in numbers)],
            ["", "Toàn bộ", *map(str, numbers)],
        ]
        for numbers in (range(1, 10), range(10, 12))
    ]


def test_return_is_read_back_with_its_heading_and_figures(kpi_return, tmp_path, capsys):
    assert heading_read(kpi_return.content, tmp_path, capsys) == {
        "kind": "Báo cáo",
        "number": None,
        "issuer": "Sở Ngoại vụ thành phố Hải Đăng",
        "place": "Hải Đăng",
        "date": timezone.localdate().isoformat(),
        "title": "Kết quả thực hiện chỉ tiêu thông tin đối ngoại năm 2026",
        "signer": None,
        "recipients": [{"name": "VT", "purpose": "Lưu"}],
    }
    assert tables_read(tmp_path)[-1] == [
        ["STT", "Chỉ tiêu", "Kỳ số liệu", "Thực hiện", "Tử số/mẫu số", "Mục tiêu", "Đánh giá", "So kỳ trước",
         "So cùng kỳ", "Ghi chú"],
        ["1", "Cán bộ đã qua tập huấn", "6 tháng đầu năm 2026", "75,0 %", "3/4", "", "", "", "", ""],
    ]  # fmt: skip


@pytest.mark.skipif(
    not FACTS.exists(),
    reason="the shared facts are not on this machine: our own copy of them is not compared",
)
def test_own_copy_of_the_layout_leaves_out_no_entry_of_the_facts():
    facts = json.loads(FACTS.read_text("utf-8"))
    entries = {one["name"]: one for one in facts["components"]}

    assert entries.keys() == FACES.keys() | LEFT_OUT.keys()
    assert {name: FACES[name] for name in FACES} == {name: _face_of(entries[name]) for name in FACES}
    assert facts.keys() - {"mark", "source"} == LEFT_OUT_AROUND.keys() | {
        "paper", "margins_mm", "font", "page_number", "components", "electronic_copy",
    }  # fmt: skip
    assert {side: tuple(given) for side, given in facts["margins_mm"].items()} == MARGINS
    assert tuple(facts["page_number"]["size_pt"]) == PAGE_NUMBER
    body = entries["Nội dung"]
    assert (tuple(body["first_line_indent_cm"]), body["space_between_paragraphs_pt_min"], body["line_spacing"]) == (
        INDENT_CM, LEAST_SPACE, ["single", MOST_SPACING],
    )  # fmt: skip
    assert (facts["paper"]["w_mm"], facts["paper"]["h_mm"], facts["font"]["family"], facts["font"]["color"]) == (
        210, 297, "Times New Roman", "black",
    )  # fmt: skip
    assert facts["electronic_copy"]["format"] == "PDF >= 1.4"
    texts = {name: one["text"] for name, one in entries.items() if "text" in one}
    assert texts == {
        "Quốc hiệu": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tiêu ngữ": "Độc lập - Tự do - Hạnh phúc",
    }  # fmt: skip


def _face_of(entry: dict[str, Any]) -> Face:
    style = entry.get("style", "")
    least, most = entry["size_pt"]
    return Face((least, most), "bold" in style, "italic" in style, entry.get("case") == "upper")
