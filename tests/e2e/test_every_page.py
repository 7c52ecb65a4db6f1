"""Every page of the seeded city: no request leaves the site, nothing scrolls sideways, axe finds nothing."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from e2e.reach import kind_of, reachable_pages
from e2e.steps import log_in

OFFICER_PAGES = (
    "/",
    "/tim/?q=bao+chi",
    "/van-ban/",
    "/van-ban/nop/",
    "/van-ban/hang-doi/",
    "/van-ban/1/",
    "/van-ban/1/dong/",
    "/van-ban/ra-soat/1/",
    "/van-ban/ra-soat/2/?muc=nghi-van",
    "/van-ban/ra-soat/3/?muc=task",
    "/van-ban/ra-soat/3/?muc=tu-ngo&anh=0",
    "/van-ban/ra-soat/3/?muc=task&anh=0&phong=200",
    "/van-ban/ra-soat/4/?muc=tu-ngo",
    "/van-ban/ra-soat/4/?muc=tu-ngo&nguyenban=1",
    "/van-ban/4/dong/?nguyenban=1",
    "/van-ban/ra-soat/7/",
    "/chuong-trinh/",
    "/chuong-trinh/1/",
    "/chuong-trinh/1/?xem=danh-sach",
    "/chuong-trinh/1/?xem=don-vi",
    "/chuong-trinh/1/nhiem-vu/",
    "/chuong-trinh/1/bao-cao/",
    "/chuong-trinh/1/can-cu/",
    "/chuong-trinh/1/cac-cap/",
    "/chuong-trinh/1/do-phu/",
    "/chuong-trinh/1/do-phu/?xem=danh-sach",
    "/chuong-trinh/1/so-sanh/?voi=2",
    "/chuong-trinh/khop/1/",
    "/chuong-trinh/4/do-phu/",
    "/chuong-trinh/4/kinh-phi/",
    "/chuong-trinh/lap/4/",
    "/chuong-trinh/kinh-phi/",
    "/chuong-trinh/kinh-phi/dong/2/",
    "/chuong-trinh/du-toan/",
    "/chuong-trinh/du-toan/2/",
    "/chuong-trinh/du-toan/tong-hop/",
    "/van-ban/hieu-luc/",
    "/van-ban/hieu-luc/them/",
    "/van-ban/hieu-luc/1/",
    "/chuong-trinh/thong-qua/3/",
    "/bao-cao/",
    "/bao-cao/?tinh_trang=late&q=bao+chi",
    "/bao-cao/viec-cua-toi/",
    "/bao-cao/mo-dot/?chuong_trinh=1&tu=01/10/2026&den=31/12/2026",
    "/bao-cao/yeu-cau/",
    "/bao-cao/dot/",
    "/bao-cao/kien-nghi/",
    "/bao-cao/kien-nghi/1/",
    "/bao-cao/giao-ban/",
    "/bao-cao/giao-ban/1/",
    "/bao-cao/don-vi/5/",
    "/don-vi/",
    "/don-vi/1/",
    "/don-vi/?q=so&kind=department&on=01/01/2025&gap=unverified",
    "/sap-xep/",
    "/sap-xep/moi/",
    "/don-vi/nay-la/",
    "/don-vi/nay-la/?name=So+TTTT+Ha+Noi&day=01/4/2025",
    "/don-vi/nay-la/?name=So+Khong+Co",
    "/danh-ba/",
    "/danh-ba/ban-chi-dao/",
    "/danh-ba/dau-moi/",
    "/danh-ba/moi/",
    "/danh-ba/1/",
    "/vi-tri/1/",
    "/vai-tro/3/",
    "/van-ban/pho-bien/",
    "/van-ban/1/pho-bien/",
    "/tai-khoan/",
    "/tai-khoan/lam-thay/",
    "/thong-bao/",
    "/thong-bao/thu/",
    "/lich/",
)


# One load of a page for all: a computer, a phone by night, and a phone by day, whose colours and whose rows axe has
# seen in the two before.
LOOKS = ((1280, "light"), (360, "dark"), (390, "light"))
AXE_LOOKS = LOOKS[:2]
# All rules; only what breaks one comes back, as the rest is a megabyte of a page. Style sheets are not asked for again.
ASK_AXE = """axe.run({resultTypes: ["violations"], preload: false}).then(found => Object.fromEntries(
    found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 120))])))"""


def found_by_axe(page) -> dict[str, list[str]]:
    """This function will tell what axe finds on a page as it is shown: of each rule the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(ASK_AXE)


def faults_in(page, look: tuple[int, str]) -> dict[str, object]:
    """This function will show a page in a width and its colours, and tell what axe finds and what stands beyond."""
    width, colours = look
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # colours change at once
    beyond = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    found = found_by_axe(page) if look in AXE_LOOKS else {}
    return found | ({"beyond the screen": beyond} if beyond > 0 else {})


@pytest.fixture(scope="module")
def officer_pages(chromium, site) -> list[str]:
    """The pages named here, and every kind of page beside them that links lead to."""
    context = chromium.new_context(base_url=site.address)
    page = context.new_page()
    log_in(page, "canbo")
    reached = reachable_pages(page)
    context.close()
    named = {kind_of(address) for address in OFFICER_PAGES}
    return [*OFFICER_PAGES, *(address for address in reached if kind_of(address) not in named)]


def test_axe_finds_nothing_and_no_page_scrolls_sideways(open_page, officer_pages):
    page = open_page()
    faults = {}

    for address in officer_pages:
        response = page.goto(address)
        looked = {look: faults_in(page, look) for look in LOOKS}
        if response.status != 200 or any(looked.values()):
            faults[address] = (response.status, looked)

    assert faults == {}


def test_no_request_leaves_the_site_and_no_script_fails(open_page, site):
    page = open_page()
    hosts, failures, policies = set(), [], set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)

    for address in OFFICER_PAGES:
        policies.add(page.goto(address).headers.get("content-security-policy", ""))

    assert hosts == {urlsplit(site.address).netloc}
    assert failures == []
    assert [policy for policy in policies if "default-src 'self'" not in policy] == []


def test_administrator_pages_are_clean_too(open_page, officer_pages):
    page = open_page("quantri")
    of_officers = {kind_of(address) for address in officer_pages}
    own = [address for address in reachable_pages(page) if kind_of(address) not in of_officers]
    faults = {}

    for address in own:
        response = page.goto(address)
        if response.status != 200 or (found := found_by_axe(page)):
            faults[address] = (response.status, found)

    assert {"/nguoi-dung/", "/nhat-ky/", "/thu-dien-tu/"} <= set(own)
    assert faults == {}
