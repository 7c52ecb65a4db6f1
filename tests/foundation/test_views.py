"""Pages of refusal, the choice of page or part, and what every page carries."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django_htmx.middleware import HtmxDetails

from haidang.foundation.views import page_of_rows, page_or_part
from haidang.project import urls


def break_down(request):
    raise RuntimeError("hỏng")


def give_way(request, times):
    """A page that the database undoes so many times before it lets it through."""
    request.undone = getattr(request, "undone", 0) + 1
    if request.undone <= times:
        raise OperationalError("deadlock detected") from DeadlockDetected()
    return HttpResponse(request.POST["words"])


class BrokenAddresses:
    urlpatterns = [path("hong/", break_down), path("nhuong/<int:times>/", give_way), *urls.urlpatterns]
    handler500 = urls.handler500


class DeadlockDetected(Exception):
    sqlstate = "40P01"


def request_for(address: str = "/", **headers):
    request = RequestFactory().get(address, headers=headers)
    request.htmx = HtmxDetails(request)
    return request


def test_page_or_part_is_the_part_only_for_htmx():
    assert page_or_part(request_for(), "x/list.html", "rows") == "x/list.html"
    assert page_or_part(request_for(**{"HX-Request": "true"}), "x/list.html", "rows") == "x/list.html#rows"


def test_page_or_part_is_the_whole_page_when_htmx_restores_history():
    asked = request_for(**{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert page_or_part(asked, "x/list.html", "rows") == "x/list.html"


def test_page_of_rows_takes_the_nearest_page_for_a_number_that_does_not_exist():
    page = page_of_rows(request_for("/?trang=99"), list(range(120)))

    assert (page.number, list(page)) == (3, list(range(100, 120)))


def test_missing_page_says_in_vietnamese_what_to_do_next(officer, log_in):
    answer = log_in(officer).get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_failed_page_says_in_vietnamese_what_to_do_next(officer, settings):
    settings.ROOT_URLCONF = BrokenAddresses
    client = Client(raise_request_exception=False)
    client.force_login(officer)

    answer = client.get("/hong/")

    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()


@pytest.mark.parametrize(("times", "status"), [(1, 200), (3, 200), (4, 500)])
def test_request_that_the_database_undid_is_repeated_three_times_at_most(officer, settings, times, status):
    settings.ROOT_URLCONF = BrokenAddresses
    client = Client(raise_request_exception=False)
    client.force_login(officer)

    answer = client.post(f"/nhuong/{times}/", {"words": "giữ nguyên"})

    assert answer.status_code == status
    assert (answer.content.decode() == "giữ nguyên") is (status == 200)


def test_form_without_token_is_refused_in_vietnamese(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)

    answer = client.post("/tai-khoan/giao-dien/", {"theme": "dark"})

    officer.refresh_from_db()
    assert answer.status_code == 403
    assert "Mẫu này đã cũ" in answer.content.decode()
    assert officer.theme == "auto"


def test_unknown_host_is_refused_in_vietnamese(db):
    answer = Client().get("/dang-nhap/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "Không hiểu được yêu cầu" in answer.content.decode()


@pytest.mark.parametrize(
    ("theme", "media"),
    [("auto", "(prefers-color-scheme: dark)"), ("dark", "all"), ("light", "not all")],
)
def test_page_carries_the_theme_of_the_account(officer, log_in, theme, media):
    log_in(officer).post("/tai-khoan/giao-dien/", {"theme": theme, "next": "/tai-khoan/"})

    page = log_in(officer).get("/").content.decode()

    assert f'dark.css" media="{media}"' in page


def test_page_carries_the_headers_that_keep_it_safe(officer, log_in):
    headers = log_in(officer).get("/").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-store"
