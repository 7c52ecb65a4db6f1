"""Logging in, lock-out, one's own password, language."""

import re

import pytest
from django.test import Client
from factories.agencies import PASSWORD, make_account

from haidang.agencies.models import Account

pytestmark = pytest.mark.django_db

WRONG = "khong-phai-mat-khau"


def try_log_in(client: Client, password: str, username: str = "canbo"):
    return client.post("/dang-nhap/", {"username": username, "password": password})


def test_right_password_leads_to_the_desk(officer, client):
    answer = try_log_in(client, PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_log_in_page_is_vietnamese_for_an_english_browser(client):
    page = client.get("/dang-nhap/", headers={"accept-language": "en-US"}).content.decode()

    assert '<html lang="vi">' in page
    assert "Tên đăng nhập" in page


def test_wrong_password_says_what_to_check(officer, client):
    answer = try_log_in(client, WRONG)

    assert answer.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()


def test_five_wrong_passwords_lock_the_login_and_say_for_how_long(officer, client):
    answers = [try_log_in(client, WRONG) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    text = answers[-1].content.decode()
    assert "bị khóa 30 phút" in text
    assert "quản trị viên mở khóa" in text


def test_locked_login_refuses_the_right_password_from_any_machine(officer, client):
    for _ in range(5):
        try_log_in(client, WRONG)

    elsewhere = Client(REMOTE_ADDR="10.1.2.3")

    assert try_log_in(elsewhere, PASSWORD).status_code == 429


def test_lock_of_one_login_leaves_the_rest_of_the_office_working(officer, client):
    make_account("lan")
    for _ in range(5):
        try_log_in(client, WRONG)

    assert try_log_in(client, PASSWORD, "lan").status_code == 302


def test_administrator_unlocks_a_login(officer, administrator, client, log_in):
    for _ in range(5):
        try_log_in(client, WRONG)
    assert "đang bị khóa" in log_in(administrator).get(f"/nguoi-dung/{officer.pk}/").content.decode()

    log_in(administrator).post(f"/nguoi-dung/{officer.pk}/mo-khoa/")

    assert try_log_in(client, PASSWORD).status_code == 302


def test_shut_account_cannot_log_in(officer, client):
    Account.objects.filter(pk=officer.pk).update(is_active=False)

    assert try_log_in(client, PASSWORD).status_code == 200
    assert client.get("/").status_code == 302


def test_given_password_leads_to_the_page_that_changes_it(officer, log_in):
    Account.objects.filter(pk=officer.pk).update(must_change_password=True)
    client = log_in(officer)

    assert client.get("/")["Location"] == "/tai-khoan/mat-khau/"
    answer = client.post(
        "/tai-khoan/mat-khau/",
        {"current": PASSWORD, "password": "ngon-den-bien-xa", "again": "ngon-den-bien-xa"},
    )

    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Account.objects.get(pk=officer.pk).check_password("ngon-den-bien-xa")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngan-qua", "Mật khẩu quá ngắn"),
        ("nguyen thu ha", "quá giống"),
        ("123456789012", "hoàn toàn là số"),
        ("1qaz2wsx3edc", "quá phổ biến"),
        (PASSWORD, "phải khác mật khẩu hiện tại"),
    ],
)
def test_weak_password_is_refused_with_its_reason(officer, log_in, password, reason):
    answer = log_in(officer).post(
        "/tai-khoan/mat-khau/", {"current": PASSWORD, "password": password, "again": password}
    )

    assert reason in answer.content.decode()
    assert Account.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_language_is_kept_on_the_account(officer, log_in):
    log_in(officer).post("/tai-khoan/ngon-ngu/", {"language": "en", "next": "/tai-khoan/"})

    page = log_in(officer).get("/tai-khoan/").content.decode()

    assert '<html lang="en">' in page
    assert "My account" in page


def test_language_of_a_stranger_is_kept_in_a_cookie(client):
    client.post("/tai-khoan/ngon-ngu/", {"language": "en"})

    assert re.search(r"<h1>\s*Log in", client.get("/dang-nhap/").content.decode())


def test_language_switch_leads_to_no_foreign_site(client):
    answer = client.post("/tai-khoan/ngon-ngu/", {"language": "en", "next": "https://evil.example/"})

    assert answer["Location"] == "/"


def test_log_out_ends_the_session(officer, log_in):
    client = log_in(officer)

    client.post("/dang-xuat/")

    assert client.get("/")["Location"] == "/dang-nhap/?next=/"


def test_part_of_a_page_after_the_session_ended_sends_the_whole_page_to_log_in(client):
    answer = client.get("/don-vi/", headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == "/dang-nhap/?next=/don-vi/"
