"""A report from the unit's first words to a number on an issued paper, and from that number back to the evidence."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone
from e2e.steps import overflow, write_word_plan
from e2e.test_every_page import found_by_axe
from e2e.test_periodic_report import ask_out_of_turn, open_report, section, wait_until_saved

UNIT = "Sở Tư pháp"
# Who writes for the unit and who leads it; the sample city has nobody there.
APPOINT = """
from django.utils import timezone
from haidang.agencies.enums import Role
from haidang.desk.management.sample_city import Person, appoint_people

unit = "Sở Tư pháp"
appoint_people(
    [
        Person("tuphap", "Hoàng Minh Tâm", Role.FOCAL, unit),
        Person("gd-tuphap", "Đặng Thị Lan", Role.LEADER, unit),
    ],
    on=timezone.localdate(),
)
"""
FIRST_WORDS = "Đã ban hành kế hoạch tuyên truyền pháp luật cho người nước ngoài."
FEWER_WORDS, MORE_WORDS = "Đã tổ chức hội nghị.", "Đã tổ chức 3 hội nghị, 240 người dự."
REMARK = "Ghi rõ số hội nghị và số người dự."
FIGURE, STATED, WHY = "Tin, bài bằng tiếng nước ngoài", 14, "Tính cả bài trên cổng của ngành."
# Sections of the form of the quarter: direction, results, tasks (of themselves), figures, obstacles, next period.
DIRECTION, RESULTS, FIGURES, NEXT = 0, 1, 3, 5
_LOOKS_AT_MOST = 60


class Look:
    """What axe finds and what stands beyond the screen, on the pages that were passed.

    axe itself is a script: where the browser runs none, the same pages are looked at with one by the other journeys.
    """

    def __init__(self, *, with_script: bool):
        self.faults = {}
        self.with_script = with_script

    def at(self, page, name: str) -> None:
        page.wait_for_load_state()
        found = found_by_axe(page) if self.with_script else [], overflow(page)
        if found[0] or found[1] > 0:
            self.faults[name] = found


def keep(page, order: int, *, with_script: bool) -> None:
    if with_script:
        wait_until_saved(page, order)
    else:
        section(page, order).get_by_role("button", name="Lưu phần này").click()


def write_words(page, order: int, words: str, *, with_script: bool) -> None:
    section(page, order).locator("textarea").fill(words)
    keep(page, order, with_script=with_script)


def state_figures(page, *, with_script: bool) -> None:
    """Correct one figure with the reason, and state those that recorded work does not give."""
    for row in section(page, FIGURES).locator("tbody tr").all():
        is_corrected = FIGURE in row.locator("th").inner_text()
        if is_corrected or not row.locator("td a").count():
            row.locator("input[name*=-stated_]").fill(str(STATED))
        if is_corrected:
            row.locator("input[name*=-reason_]").fill(WHY)
    keep(page, FIGURES, with_script=with_script)


def attach(page, kept: Path) -> None:
    page.get_by_label("Tệp và ảnh kèm báo cáo").set_input_files(kept)
    page.get_by_role("button", name="Lưu các tệp").click()
    page.get_by_text(kept.name).first.wait_for()


def ask_for_signature(page) -> None:
    page.get_by_role("button", name="Trình ký báo cáo").click()
    page.get_by_text("Báo cáo đang chờ người đứng đầu đơn vị ký.").wait_for()


def sign(head, title: str) -> None:
    """The head of the unit finds the report among those that wait for a signature."""
    head.goto("/ky-bao-cao/trinh-ky/")
    head.get_by_role("link", name=title).click()
    head.get_by_role("button", name="Ký và gửi báo cáo").click()
    head.get_by_text("Báo cáo đã được ký và gửi.").wait_for()


def return_with_remark(officer, report: str) -> None:
    officer.goto(report)
    officer.get_by_label(re.compile("^Nhận xét về “II ")).fill(REMARK)
    officer.get_by_role("button", name="Trả lại kèm nhận xét").click()
    officer.get_by_text("Đã trả lại kèm nhận xét; đơn vị thấy từng nhận xét đúng chỗ.").wait_for()


def correct(unit, report: str, *, with_script: bool) -> None:
    """The remark stands with its section; the unit writes anew and ticks it off."""
    unit.goto(report)
    place = section(unit, RESULTS).locator("xpath=ancestor::section")
    place.get_by_text(REMARK).wait_for()
    write_words(unit, RESULTS, MORE_WORDS, with_script=with_script)
    place.get_by_role("button", name="Đánh dấu đã xử lý").click()
    unit.get_by_text("Đã đánh dấu nhận xét là đã xử lý.").wait_for()


def accept(officer, report: str) -> None:
    officer.goto(report)
    officer.get_by_text(MORE_WORDS).wait_for()
    officer.get_by_role("button", name="Duyệt", exact=True).click()
    officer.get_by_text("Đã duyệt và khóa.").wait_for()


def consolidate(officer, opened: str) -> None:
    """Take over what the unit wrote of its results."""
    officer.goto(opened)
    officer.get_by_role("button", name="Tổng hợp", exact=True).click()
    officer.get_by_role("link", name=re.compile("^II ")).click()
    officer.get_by_role("button", name=f"Lưu và lấy đoạn này {UNIT}").click()
    officer.get_by_text("Đã lưu phần này.").wait_for()
    officer.get_by_text("Đã có trong báo cáo").wait_for()


def issue(officer, number: str) -> None:
    officer.get_by_label("Số, ký hiệu báo cáo").fill(number)
    officer.get_by_label("Địa danh").fill("Hải Đăng")
    officer.get_by_label("Ngày ký").fill(f"{timezone.localdate():%d/%m/%Y}")
    officer.get_by_label("Chức vụ người ký", exact=True).fill("Phó Giám đốc")
    officer.get_by_label("Họ tên người ký").fill("Nguyễn Thị Thu")
    officer.get_by_role("button", name="Lập dòng ký từ chức vụ").click()
    officer.wait_for_load_state()
    assert officer.get_by_label("Quyền hạn, chức vụ người ký").input_value().splitlines()[0].startswith("KT.")
    officer.get_by_role("button", name="Ban hành báo cáo").click()


def wait_until_issued(officer, number: str) -> None:
    for _one in range(_LOOKS_AT_MOST):
        if officer.get_by_role("heading", name=number).count():
            return
        officer.get_by_role("link", name="Xem đến đâu rồi").click()
        officer.wait_for_timeout(1_000)
    raise AssertionError(f"{number} không được ban hành")


def open_to_the_rows(page, look: Look, name: str) -> str:
    """Two clicks: the number, and the version it stands in; gives the address of the number."""
    page.locator("article.sheet").get_by_role("row", name=FIGURE).first.get_by_role("link").first.click()
    page.get_by_role("heading", name=f"{FIGURE}: {STATED}").wait_for()
    look.at(page, f"{name}: number")
    address = page.url
    page.get_by_role("row", name=UNIT).get_by_role("link").click()
    page.get_by_text(MORE_WORDS).wait_for()
    shown = page.get_by_role("row", name=FIGURE).first.locator("b").inner_text()
    assert (page.url.endswith("/ban/2/"), shown) == (True, str(STATED))
    look.at(page, f"{name}: version")
    return address


def open_to_the_evidence(page, kept: Path) -> None:
    """One click more, once the file was looked through for secret marks: what comes is what the unit attached."""
    link = page.get_by_role("link", name=kept.name)
    for _one in range(_LOOKS_AT_MOST):
        if link.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    assert link.count(), page.get_by_text("Tệp kèm báo cáo").locator("xpath=..").inner_text()
    with page.expect_download() as coming:
        link.click()
    assert Path(coming.value.path()).read_bytes() == kept.read_bytes()


@pytest.mark.parametrize(
    ("width", "with_script"),
    [(1280, True), (390, True), (390, False)],
    ids=["1280", "390", "390-without-script"],
)
def test_report_goes_from_the_unit_to_an_issued_paper_and_back_to_its_evidence(
    open_page, site, tmp_path, width, with_script
):
    site.manage("shell", "--no-imports", "-c", APPOINT)
    look, mark = Look(with_script=with_script), uuid4().hex[:8]
    title, number = f"Việc {mark}", f"{mark}/BC-SVHTTDL"
    officer = open_page(width=width, with_script=with_script)
    opened = ask_out_of_turn(officer, title, UNIT)
    look.at(officer, "round")

    unit = open_page("tuphap", width=width, with_script=with_script)
    report = open_report(unit, opened, UNIT)
    look.at(unit, "empty report")
    write_words(unit, DIRECTION, FIRST_WORDS, with_script=with_script)
    write_words(unit, RESULTS, FEWER_WORDS, with_script=with_script)
    state_figures(unit, with_script=with_script)
    write_words(unit, NEXT, "Tiếp tục thực hiện kế hoạch.", with_script=with_script)
    kept = write_word_plan(tmp_path, uuid4().int % 10_000)
    attach(unit, kept)
    ask_for_signature(unit)
    look.at(unit, "waits for the signature")
    head = open_page("gd-tuphap", width=width, with_script=with_script)
    sign(head, title)
    look.at(head, "signed")

    officer.goto(report)
    look.at(officer, "to decide")
    return_with_remark(officer, report)
    look.at(officer, "returned")
    unit.goto(report)
    look.at(unit, "with the remark")
    correct(unit, report, with_script=with_script)
    ask_for_signature(unit)
    sign(head, title)
    accept(officer, report)
    look.at(officer, "accepted")

    consolidate(officer, opened)
    look.at(officer, "section of the consolidated report")
    officer.get_by_role("link", name=title).click()
    look.at(officer, "consolidated report")
    issue(officer, number)
    look.at(officer, "being written")
    wait_until_issued(officer, number)
    look.at(officer, "issued")
    paper = officer.url
    address = open_to_the_rows(officer, look, "officer")
    open_to_the_evidence(officer, kept)

    leader = open_page("lanhdao", width=width, with_script=with_script)
    leader.goto(address.rsplit("/", 2)[0] + "/")  # what the code on the paper says
    leader.get_by_role("heading", name=number).wait_for()
    assert leader.url == paper
    look.at(leader, "leader reads")
    assert open_to_the_rows(leader, look, "leader") == address
    open_to_the_evidence(leader, kept)
    assert look.faults == {}
