"""A report's whole way: filled in, signed, returned, corrected, accepted, consolidated, issued, traced, read."""

import pytest
from django.utils import timezone
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe
from e2e.test_periodic_report import UNIT, ask_out_of_turn, open_report, section, wait_until_saved, write
from factories.reports import photo_bytes

# A section of words each; the figures stand in the fourth.
WORDS = {
    0: "Đã ban hành 3 văn bản chỉ đạo và họp giao ban hằng tháng với các phòng.",
    1: "Đón 3 đoàn báo chí nước ngoài, hỗ trợ làm phim về làng nghề.",
    2: "Các nhiệm vụ được giao đang đúng tiến độ.",
    4: "Thiếu người dịch tiếng Lào.",
    5: "Tổ chức gặp mặt các cơ quan đại diện nước ngoài.",
}
FIGURES = 3
CORRECTED = "Đã ban hành các văn bản số 12, 15 và 21."
PHOTO = "hop-giao-ban.jpg"
REASON = "Gồm cả sản phẩm chưa ghi vào phần mềm"
MOST_LOOKS, MILLISECONDS_BETWEEN_LOOKS = 120, 1_000


def fill_figures(page) -> None:
    """Every figure is stated; one that recorded work says otherwise of needs its reason."""
    rows = section(page, FIGURES).locator("tbody tr").all()
    for place, row in enumerate(rows):
        row.locator("input[name*=stated_]").fill(str(10 + place))
        if row.get_by_role("link").count():
            row.locator("input[name*=reason_]").fill(REASON)


def save(page, order: int) -> None:
    with page.expect_navigation():
        section(page, order).get_by_role("button", name="Lưu phần này").click()


def attach(page) -> None:
    page.locator("input[name=files]").set_input_files(
        {"name": PHOTO, "mimeType": "image/jpeg", "buffer": photo_bytes(640, 480)}
    )
    page.get_by_role("button", name="Lưu các tệp").click()
    page.get_by_text(PHOTO).first.wait_for()


def sign(page) -> None:
    page.get_by_role("button", name="Ký và gửi báo cáo").click()
    page.get_by_text("Báo cáo đã được ký và gửi.").wait_for()


def return_with_remark(page, address: str) -> None:
    page.goto(address)
    page.locator("input[name^=section_]").first.fill("Ghi rõ số văn bản.")
    page.get_by_role("button", name="Trả lại kèm nhận xét").click()
    page.get_by_text("Đã trả lại kèm nhận xét").wait_for()


def consolidate(page, title: str) -> None:
    """The officer takes over what the unit wrote in the first section."""
    page.goto("/ky-bao-cao/tong-hop/")
    page.get_by_role("button", name=f"Tổng hợp {title}").click()
    page.get_by_role("heading", name=title).first.wait_for()
    page.locator("section[aria-labelledby=outline-title] a").first.click()
    page.get_by_role("button", name="Lưu và lấy đoạn này").first.click()
    page.get_by_text("Đã có trong báo cáo").wait_for()


def issue(page, number: str) -> None:
    page.get_by_label("Số, ký hiệu báo cáo").fill(number)
    page.get_by_label("Địa danh").fill("Hà Nội")
    page.get_by_label("Ngày ký").fill(f"{timezone.localdate():%d/%m/%Y}")
    page.get_by_label("Quyền hạn, chức vụ người ký").fill("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")
    page.get_by_label("Họ tên người ký").fill("Nguyễn Văn Ví Dụ")
    page.get_by_role("button", name="Ban hành báo cáo").click()


def look_until(page, wanted) -> None:
    """The work loop writes reports and looks files through; the page is looked at until it has what is wanted."""
    for _look in range(MOST_LOOKS):
        if wanted.count():
            return
        page.wait_for_timeout(MILLISECONDS_BETWEEN_LOOKS)
        page.reload()
    wanted.wait_for()


class Walk:
    """Looks at each page of a journey that it comes to, and keeps what is wrong there."""

    def __init__(self) -> None:
        self.faults: dict[str, object] = {}

    def look(self, name: str, page) -> None:
        page.wait_for_load_state()
        found, beyond = found_by_axe(page), overflow(page)
        if found or beyond > 0:
            self.faults[name] = found, beyond


@pytest.mark.parametrize("width", [1280, 390])
def test_report_goes_its_whole_way_from_the_unit_to_the_issued_paper_and_back_to_its_evidence(
    open_page, width
):
    title, number = f"Hành trình báo cáo trên màn hình {width}", f"{width}/BC-VD"
    officer, unit = open_page(width=width), open_page("daumoi", width=width)
    walk = Walk()
    round_page = ask_out_of_turn(officer, title)
    address = open_report(unit, round_page)
    for order, words in WORDS.items():
        write(unit, order, words)
    fill_figures(unit)
    for order in (*WORDS, FIGURES):
        wait_until_saved(unit, order)
    attach(unit)
    walk.look("filled in", unit)
    sign(unit)
    walk.look("sent", unit)

    officer.goto(address)
    walk.look("to decide", officer)
    return_with_remark(officer, address)

    unit.goto(address)
    unit.get_by_text("Ghi rõ số văn bản.").first.wait_for()
    walk.look("returned", unit)
    write(unit, 0, CORRECTED)
    wait_until_saved(unit, 0)
    sign(unit)

    officer.goto(address)
    officer.get_by_role("button", name="Duyệt", exact=True).click()
    officer.get_by_text("Đã duyệt và khóa.").wait_for()
    walk.look("accepted", officer)

    consolidate(officer, title)
    walk.look("section", officer)
    officer.locator("p.eyebrow a").first.click()
    officer.get_by_role("button", name="Ban hành báo cáo").wait_for()
    walk.look("put together", officer)
    issue(officer, number)
    look_until(officer, officer.get_by_role("heading", name=number))
    walk.look("issued", officer)

    # Two clicks from a figure of the issued report to the unit's report with its evidence.
    issued = officer.url
    officer.locator("article.sheet table a").first.click()
    officer.get_by_role("heading", name="10").first.wait_for()
    walk.look("figure", officer)
    officer.get_by_role("link", name=UNIT).first.click()
    officer.get_by_text(CORRECTED).first.wait_for()
    officer.get_by_text(REASON).first.wait_for()
    look_until(officer, officer.get_by_role("link", name=PHOTO))
    walk.look("evidence", officer)

    leader = open_page("lanhdao", width=width)
    leader.goto(round_page)
    leader.get_by_role("heading", name=title).first.wait_for()
    walk.look("round, to the leader", leader)
    leader.goto(issued)
    leader.get_by_text(CORRECTED).first.wait_for()
    walk.look("issued, to the leader", leader)
    assert walk.faults == {}


def test_report_is_filled_in_and_sent_without_a_script(open_page):
    round_page = ask_out_of_turn(open_page(), "Hành trình báo cáo không kịch bản")
    unit = open_page("daumoi", with_script=False)
    address = open_report(unit, round_page)
    for order, words in WORDS.items():
        write(unit, order, words)
        save(unit, order)
    fill_figures(unit)
    save(unit, FIGURES)
    attach(unit)
    sign(unit)

    unit.goto(address)
    for words in (*WORDS.values(), PHOTO):
        unit.get_by_text(words).first.wait_for()
