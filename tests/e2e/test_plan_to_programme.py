"""Making a plan: last year's is copied, changed, approved, issued, and its paper is known when handed in again."""

from e2e.steps import find_task, overflow, send
from e2e.test_every_page import found_by_axe

LAST_YEARS = "/chuong-trinh/1/"
TITLE = "Mở chuyên mục tiếng Anh trên Cổng thông tin điện tử"


def test_last_years_plan_becomes_this_years_programme_without_script(open_page, tmp_path):
    page = open_page(width=360, with_script=False)
    page.goto(LAST_YEARS)
    page.click("a:has-text('Lập kế hoạch năm sau')")
    page.click("button:has-text('Bắt đầu lập')")
    page.wait_for_url("**/chuong-trinh/lap/*/*")
    address = page.url.partition("#")[0]
    assert overflow(page) <= 0

    part = page.locator("ul.tree li.d2", has_text="SỞ NGOẠI VỤ").first
    part.locator("summary").click()
    part.locator("a:has-text('Thêm nhiệm vụ')").click()
    page.get_by_label("Lời của mục").fill(TITLE)
    page.get_by_label("Cơ quan chủ trì").fill("Sở Ngoại vụ")
    page.get_by_label("Thời gian thực hiện").fill("Quý bốn rưỡi")
    page.click("button:has-text('Lưu')")
    page.wait_for_selector("text=chưa xếp được vào lịch")
    assert page.get_by_label("Lời của mục").input_value() == TITLE
    page.get_by_label("Thời gian thực hiện").fill("Quý II/2027")
    page.click("button:has-text('Lưu')")
    row = page.locator("ul.tree li", has_text=TITLE)
    row.wait_for()
    assert "01/4/2027–30/6/2027" in row.inner_text()

    row.locator("summary").click()
    row.locator("button:has-text('Bỏ mục này')").click()
    page.click("button:has-text('Hoàn tác thay đổi cuối')")
    page.locator("ul.tree li", has_text=TITLE).wait_for()
    assert overflow(page) <= 0

    leader = open_page("lanhdao")
    leader.goto(address)
    assert found_by_axe(leader) == {}
    leader.click("button:has-text('Duyệt kế hoạch')")
    leader.wait_for_selector("text=Lê Thị Hồng Vân đã duyệt")

    page.goto(address)
    page.click("a.btn-go:has-text('Ban hành kế hoạch')")
    page.get_by_label("Số kế hoạch").fill("21")
    page.click("button:has-text('Ban hành kế hoạch')")
    page.wait_for_selector("text=Kế hoạch đã được ban hành")
    find_task(page, "mo chuyen muc tieng anh", TITLE).wait_for()

    page.goto(address)
    with page.expect_download() as download:
        page.click("a:has-text('Word')")
    paper = tmp_path / "ke-hoach-da-ban-hanh.docx"
    download.value.save_as(paper)
    send(page, paper)
    page.get_by_role("link", name="Mở văn bản đã có").or_(page.locator("main .note.soon a")).first.wait_for()


def test_axe_finds_nothing_on_the_pages_of_making_a_plan(open_page):
    page = open_page()
    faults = {}
    page.goto("/chuong-trinh/lap/?tu=2")
    faults["lap"] = found_by_axe(page)
    page.click("button:has-text('Bắt đầu lập')")
    page.wait_for_url("**/chuong-trinh/lap/*/*")
    address = page.url.partition("#")[0]

    for name in ("", "the-thuc/", "lay-viec/?tu=1", "them/?loai=report", "muc/1/"):
        page.goto(address + name)
        faults[name] = found_by_axe(page)

    assert {name: found for name, found in faults.items() if found} == {}
