"""A unit raises an obstacle on its phone, the officer answers and puts it on a briefing, whose conclusion is asked."""

from datetime import timedelta

from django.utils import timezone
from e2e.steps import overflow
from e2e.test_every_page import found_by_axe

OBSTACLE = "Chưa có phiên dịch tiếng Khơ-me cho đoàn tháng tới"
ANSWER = "Sở cử phiên dịch, đơn vị gửi lịch trước 5 ngày"
CONCLUSION = "Gửi lịch các đoàn cần phiên dịch"
BRIEFING = "Giao ban quý về phiên dịch"


def look(page, faults: dict, name: str) -> None:
    found = found_by_axe(page), overflow(page)
    if found[0] or found[1] > 0:
        faults[name] = found


def raise_obstacle(phone, faults: dict) -> None:
    phone.goto("/bao-cao/viec-cua-toi/")
    phone.get_by_role("link", name="Nêu khó khăn, kiến nghị").first.tap()
    phone.get_by_label("Vướng gì, hoặc kiến nghị gì").fill(OBSTACLE)
    look(phone, faults, "raise")
    phone.get_by_role("button", name="Gửi đi").tap()
    phone.get_by_text(OBSTACLE).first.wait_for()


def answer_from_the_desk(officer, faults: dict) -> None:
    officer.goto("/")
    officer.get_by_role("link", name="Chờ bạn trả lời").click()
    officer.get_by_role("link", name=OBSTACLE).click()
    officer.get_by_role("heading", name="Trả lời").wait_for()
    look(officer, faults, "ticket")
    officer.locator("form[action$='/tra-loi/'] textarea").first.fill(ANSWER)
    officer.get_by_role("button", name="Gửi trả lời").click()
    officer.get_by_text("Đã trả lời; đơn vị được báo.").wait_for()


def plan_briefing(officer, faults: dict) -> None:
    officer.goto("/bao-cao/giao-ban/")
    officer.get_by_role("link", name="Lập cuộc giao ban").click()
    officer.get_by_label("Tên cuộc giao ban").fill(BRIEFING)
    officer.get_by_label("Ngày họp").fill(f"{timezone.localdate():%d/%m/%Y}")
    officer.get_by_label("Đơn vị mời dự").fill("Sở Ngoại vụ")
    officer.get_by_label("Nội dung", exact=True).fill("Phiên dịch cho các đoàn")
    look(officer, faults, "plan")
    officer.get_by_role("button", name="Lập và mời").click()
    officer.get_by_role("heading", name=BRIEFING).wait_for()


def conclude(officer, faults: dict) -> None:
    form = officer.locator("form[action$='/ket-luan/']")
    form.locator("[name=text]").fill(CONCLUSION)
    form.locator("[name=agencies]").fill("Sở Ngoại vụ")
    form.locator("[name=due_on]").fill(f"{timezone.localdate() + timedelta(days=10):%d/%m/%Y}")
    look(officer, faults, "briefing")
    form.get_by_role("button").click()
    officer.get_by_text("Kết luận đã giao").or_(officer.locator("main [role=status]")).first.wait_for()


def test_obstacle_is_answered_settled_and_a_briefing_asks_for_what_it_concludes(open_page):
    phone, officer = open_page("daumoi", width=360, touch=True), open_page()
    faults: dict = {}

    raise_obstacle(phone, faults)
    answer_from_the_desk(officer, faults)
    phone.goto("/bao-cao/kien-nghi/?tinh_trang=answered")
    look(phone, faults, "tickets")
    phone.get_by_role("link", name=OBSTACLE).first.tap()
    phone.get_by_text(ANSWER).wait_for()
    phone.get_by_role("button", name="Đã xong").tap()
    phone.get_by_role("button", name="Đã xong").wait_for(state="detached")
    plan_briefing(officer, faults)
    conclude(officer, faults)
    with officer.expect_download() as minutes:
        officer.get_by_role("link", name="Biên bản (DOCX)").click()
    phone.goto("/bao-cao/viec-cua-toi/")
    phone.get_by_role("link", name=CONCLUSION).first.wait_for()
    look(phone, faults, "my work")

    assert minutes.value.suggested_filename.endswith(".docx")
    assert faults == {}
