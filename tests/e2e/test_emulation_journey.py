"""Emulation from its criteria to the list of commendations: scored, checked, appealed against, frozen, explained."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from docx import Document
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe
from openpyxl import load_workbook

UNIT, NEIGHBOUR = "Sở Ngoại vụ", "Sở Tài chính"
PLAN, DUTIES = "Kế hoạch của đơn vị", "Việc phải báo đúng hạn"
GRADES = "Tốt | 10 | ban hành sớm\nKhá | 7 | đúng hạn\nChưa có | 0"
REASON, ASKED = "Kế hoạch ban hành sau hạn.", "Kế hoạch gửi qua trục liên thông trước hạn, đề nghị xem lại."
ANSWER = "Đã đối chiếu sổ gửi, kế hoạch đúng hạn."


class Walk:
    """The pages of a journey in one width, and what was found wrong with them on the way."""

    def __init__(self, open_page, width: int) -> None:
        self.officer = open_page("canbo", width=width)
        self.unit = open_page("daumoi", width=width)
        self.name = f"Thi đua {uuid4().hex[:8]}"
        self.faults: dict[str, tuple] = {}

    def look(self, page, name: str) -> None:
        found = found_by_axe(page), overflow(page)
        if found[0] or found[1] > 0:
            self.faults[name] = found

    def open_scheme(self, page, name: str | None = None) -> None:
        page.goto("/thi-dua/")
        page.get_by_role("link", name=name or self.name, exact=True).click()
        page.get_by_role("heading", name=self.name, exact=True).wait_for()


def day(after: int) -> str:
    return f"{timezone.localdate() + timedelta(days=after):%d/%m/%Y}"


def make_scheme(walk: Walk) -> None:
    page = walk.officer
    page.goto("/thi-dua/")
    page.get_by_role("link", name="Lập đợt thi đua").click()
    page.get_by_label("Tên đợt thi đua").fill(walk.name)
    page.get_by_label("Đơn vị tự chấm trước hết ngày").fill(day(10))
    page.get_by_label("Tên khối thi đua").first.fill("Khối sở")
    page.get_by_label("Và các đơn vị này, mỗi dòng một đơn vị").first.fill(f"{UNIT}\n{NEIGHBOUR}")
    walk.look(page, "scheme")
    page.get_by_role("button", name="Lưu đợt thi đua").click()
    page.get_by_text("Đã lập đợt thi đua.").wait_for()


def write_criteria(walk: Walk) -> None:
    page = walk.officer
    add_criterion(page, 1, PLAN, "graded")
    page.locator("[name=p0-steps]").fill(GRADES)
    page.locator("[name=p0-most]").fill("10")
    add_criterion(page, 2, DUTIES, "share")
    page.locator("[name=p1-most]").fill("20")
    page.locator("[name=p1-source]").select_option("timely")
    page.locator("[name=p1-empty_points]").fill("5")
    walk.look(page, "criteria")
    page.get_by_role("button", name="Lưu bảng tiêu chí").last.click()
    page.get_by_text("Đã lưu bảng tiêu chí.").wait_for()
    page.get_by_role("button", name="Mở cho các đơn vị").click()
    page.get_by_text("Đã mở đợt thi đua").wait_for()


def add_criterion(page, number: int, title: str, kind: str) -> None:
    page.get_by_role("button", name="Thêm tiêu chí").click()
    page.get_by_role("heading", name=f"Tiêu chí {number}", exact=True).wait_for()
    page.locator(f"[name=p{number - 1}-title]").fill(title)
    page.locator(f"[name=p{number - 1}-kind]").select_option(kind)


def score_itself(walk: Walk) -> None:
    """The unit finds the scoring in its work, gives itself the best grade and shows a link."""
    page = walk.unit
    page.goto("/bao-cao/viec-cua-toi/")
    page.get_by_role("link", name=f"Tự chấm điểm: {walk.name}").first.click()
    if "tu-cham" not in page.url:
        page.get_by_role("link", name="Tự chấm điểm", exact=True).first.click()
    page.get_by_role("heading", name="Tự chấm điểm", exact=True).wait_for()
    page.get_by_label("Tốt: 10 điểm").check()
    page.get_by_label("Đường dẫn minh chứng").fill("https://example.com/ke-hoach Kế hoạch 2026")
    walk.look(page, "own scores")
    page.get_by_role("button", name="Gửi phiếu tự chấm").click()
    page.get_by_text("Đã gửi phiếu tự chấm.").wait_for()


def check_sheets(walk: Walk) -> None:
    """The officer corrects one sheet with its reason, takes the other as it is and tells the units."""
    page = walk.officer
    walk.open_scheme(page)
    page.get_by_role("link", name="Tất cả phiếu chấm điểm").click()
    walk.look(page, "checking")
    page.get_by_role("link", name=UNIT, exact=True).click()
    page.get_by_role("link", name="Kế hoạch 2026").wait_for()
    page.get_by_label("Điểm thẩm định").first.fill("7")
    page.get_by_label("Lý do điểm khác").first.fill(REASON)
    page.get_by_label("Căn cứ của điểm khác").first.fill("Sổ văn bản đến")
    walk.look(page, "check")
    page.get_by_role("button", name="Lưu là đã thẩm định").click()
    page.get_by_text("Đã thẩm định phiếu.").wait_for()
    page.get_by_role("checkbox", name=NEIGHBOUR).check()
    page.get_by_role("button", name="Thẩm định các phiếu đã chọn như đang có").click()
    page.locator("main [role=status]").first.wait_for()
    walk.open_scheme(page)
    page.get_by_label("Nhận đề nghị xem lại đến hết ngày").fill(day(5))
    page.get_by_role("button", name="Thông báo điểm").click()
    page.get_by_text("Đơn vị đã thấy điểm thẩm định").wait_for()


def appeal(walk: Walk) -> None:
    page = walk.unit
    walk.open_scheme(page)
    page.get_by_role("link", name="Phiếu chấm điểm của đơn vị").click()
    page.get_by_text(REASON).wait_for()
    page.get_by_label("Tiêu chí đề nghị xem lại").select_option(label=PLAN)
    page.get_by_label("Nội dung và lý do đề nghị").fill(ASKED)
    walk.look(page, "sheet")
    page.get_by_role("button", name="Gửi đề nghị").click()
    page.get_by_text("Đã gửi đề nghị").wait_for()


def answer_appeal(walk: Walk) -> None:
    page = walk.officer
    walk.open_scheme(page)
    page.get_by_role("link", name=f"{UNIT}: {PLAN}").click()
    page.get_by_text(ASKED).wait_for()
    page.get_by_label("chấp nhận: điểm thay đổi", exact=False).first.check()
    page.get_by_label("Điểm mới, nếu chấp nhận").fill("10")
    page.get_by_label("Lý do trả lời đơn vị").fill(ANSWER)
    walk.look(page, "appeal")
    page.get_by_role("button", name="Trả lời đề nghị").click()
    page.get_by_text("Đã trả lời đề nghị").wait_for()


def publish(walk: Walk) -> None:
    page = walk.officer
    page.get_by_role("link", name="Xếp hạng", exact=True).click()
    walk.look(page, "ranking")
    page.get_by_label("Số, ký hiệu thông báo").fill("12/TB-BCĐ")
    page.get_by_role("button", name="Công bố và chốt").click()
    page.get_by_text("Đã công bố và chốt điểm.").wait_for()
    page.get_by_role("link", name="Đề nghị khen thưởng").click()
    page.locator("[name=addressee]").fill("Chủ tịch Ủy ban nhân dân thành phố")
    walk.look(page, "proposal")
    page.get_by_role("button", name="Lưu danh sách").click()
    page.get_by_text("Đã lập danh sách.").wait_for()
    walk.look(page, "list")


def taken_file(page, link: str, folder):
    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()
    path = folder / taken.value.suggested_filename
    taken.value.save_as(path)
    return path


def explained(walk: Walk) -> list[str]:
    """What the unit reads of its first criterion once all is published."""
    page = walk.unit
    walk.open_scheme(page)
    page.get_by_role("link", name="Phiếu chấm điểm của đơn vị").click()
    walk.look(page, "published sheet")
    row = page.locator("tr", has=page.get_by_role("rowheader", name=PLAN, exact=True))
    return [one for one in ("10/10", ANSWER) if one in " ".join(row.inner_text().split())]


@pytest.mark.parametrize("width", [1280, 390])
def test_units_are_judged_from_the_criteria_to_the_list_of_commendations(open_page, tmp_path, width):
    walk = Walk(open_page, width)
    make_scheme(walk)
    write_criteria(walk)
    score_itself(walk)
    check_sheets(walk)
    appeal(walk)
    answer_appeal(walk)

    publish(walk)

    paper = Document(taken_file(walk.officer, "Văn bản (DOCX)", tmp_path))
    names = [row.cells[1].text for table in paper.tables for row in table.rows if len(row.cells) == 4]
    book = load_workbook(taken_file(walk.officer, "Bảng (Excel)", tmp_path))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert (set(names) >= {UNIT, NEIGHBOUR}, {UNIT, NEIGHBOUR} <= set(cells)) == (True, True)
    assert explained(walk) == ["10/10", ANSWER]
    assert walk.faults == {}
