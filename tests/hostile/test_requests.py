"""Every address with every role, and requests no page of ours would send."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver
from factories.agencies import PASSWORD, make_account, make_person, make_post
from factories.documents import make_reading

from haidang.agencies.enums import Role

LISTS = [
    "/",
    "/tim/",
    "/van-ban/",
    "/van-ban/hang-doi/",
    "/chuong-trinh/",
    "/chuong-trinh/kinh-phi/",
    "/chuong-trinh/du-toan/",
    "/chuong-trinh/du-toan/tong-hop/",
    "/don-vi/nhap/",
    "/don-vi/",
    "/nguoi-dung/",
    "/nhat-ky/",
]
ODD_VALUES = ["\x00", "%", "' OR 1=1 --", "9" * 40, "-1", "<script>alert(1)</script>", "\u202e", "a" * 5_000]
FIELDS = [
    "q",
    "kind",
    "year",
    "issuer",
    "state",
    "page",
    "trang",
    "agency",
    "lead",
    "month",
    "viec",
    "nhom",
    "nam",
    "theo",
    "lan",
    "ban-sua-cua",
]


@pytest.mark.parametrize("value", ODD_VALUES, ids=range(len(ODD_VALUES)))
@pytest.mark.parametrize("address", LISTS)
def test_odd_questions_never_break_a_list(db, log_in, address, value):
    person = make_person(Role.OFFICER)
    make_post(person, Role.ADMINISTRATOR)

    answer = log_in(person).get(address, dict.fromkeys(FIELDS, value))

    assert answer.status_code == (400 if value == "\x00" else 200)
    assert "<script>alert(1)</script>" not in answer.text


IN_ADDRESSES = {
    "<int:[a-z]+>": "987654321098765432109",
    "<uuid:[a-z]+>": "00000000-0000-4000-8000-000000000000",
    "<str:kind>": "task",
    "<(str|slug):[a-z]+>": "khong-co-ma-nay",
}


def addresses() -> list[str]:
    """This function will fill in the address of every page with a number that no row has."""
    found = []
    for patterns in get_resolver().url_patterns:
        for one in patterns.url_patterns:
            route = f"/{patterns.pattern}{one.pattern}"
            for part, value in IN_ADDRESSES.items():
                route = re.sub(part, value, route)
            found.append(route)
    return found


# A calendar program does not log in: the secret in its address opens the feed.
OPEN = {"/dang-nhap/": 200, "/tai-khoan/ngon-ngu/": 405, "/lich/khong-co-ma-nay.ics": 404}


def test_a_stranger_is_sent_to_log_in(db):
    answers = {address: Client().get(address) for address in addresses()}

    led = {address: answer["Location"] for address, answer in answers.items() if address not in OPEN}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(
        answers, 302
    ) | OPEN
    assert [where for where in led.items() if not where[1].startswith("/dang-nhap/")] == []


@pytest.mark.parametrize("role", [None, *Role])
def test_a_number_of_no_row_is_not_found_for_anybody(db, log_in, role):
    """One person goes to all: what is not found changes nothing, so the next address meets the same product."""
    browser = log_in(make_person(role) if role else make_account())
    unknown = [one for one in addresses() if "9876" in one]

    answers = [(browser.get(address).status_code, browser.post(address).status_code) for address in unknown]

    odd = {address: codes for address, codes in zip(unknown, answers, strict=True) if set(codes) - {404, 405}}
    assert len(unknown) > 100
    assert odd == {}


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_nobody_is_led_away_from_the_site(officer, log_in, address):
    logged_in = Client().post(
        f"/dang-nhap/?next={address}", {"username": officer.username, "password": PASSWORD, "next": address}
    )
    language = Client().post("/tai-khoan/ngon-ngu/", {"language": "en", "next": address})
    theme = log_in(officer).post("/tai-khoan/giao-dien/", {"theme": "dark", "next": address})

    assert [answer.headers.get("Location") for answer in (logged_in, language, theme)] == ["/", "/", "/"]


def test_a_form_without_its_token_changes_nothing(officer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)

    assert browser.post("/van-ban/nop/", {"text": "một"}).status_code == 403


def test_marks_in_a_paper_are_shown_as_text(officer, log_in):
    evil = "<script>alert(1)</script>"
    reading = make_reading(texts=(evil, *(["một"] * 5)), by=officer, name=f"{evil}.txt")
    browser = log_in(officer)
    pages = [
        f"/van-ban/{reading.document_id}/",
        f"/van-ban/{reading.document_id}/dong/",
        f"/van-ban/ra-soat/{reading.pk}/",
        "/van-ban/",
    ]

    answers = [browser.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert [evil in answer.text for answer in answers] == [False] * 4
