"""Values of the installer: secrets and the address of the database."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from haidang.project.environment import MailServer, database_settings, environment, mail_server


def test_secret_is_made_once_and_kept_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.delenv("HAIDANG_SECRET_KEY", raising=False)

    first, second = (environment.secret("HAIDANG_SECRET_KEY", tmp_path) for _ in range(2))

    assert first == second
    assert len(first) >= 60
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_secret_is_read_from_the_file_that_is_named(tmp_path, monkeypatch):
    (tmp_path / "khoa").write_text("rat-bi-mat\n", encoding="utf-8")
    monkeypatch.delenv("HAIDANG_SECRET_KEY", raising=False)
    monkeypatch.setenv("HAIDANG_SECRET_KEY_FILE", str(tmp_path / "khoa"))

    assert environment.secret("HAIDANG_SECRET_KEY", tmp_path) == "rat-bi-mat"


def test_database_is_sqlite_in_the_data_folder_without_an_address(tmp_path, monkeypatch):
    monkeypatch.delenv("HAIDANG_DATABASE_URL", raising=False)

    database = database_settings(tmp_path)

    assert (database["ENGINE"], database["NAME"]) == ("haidang.project.sqlite", tmp_path / "haidang.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_address_of_postgresql_is_taken_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("HAIDANG_DATABASE_URL", "postgresql://hai:d%40ng@db.local:5433/haidang")

    database = database_settings(tmp_path)

    assert [database[part] for part in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "django.db.backends.postgresql",
        "haidang",
        "hai",
        "d@ng",
        "db.local",
        "5433",
    ]


def test_database_address_of_a_socket_is_taken_apart(tmp_path, monkeypatch):
    monkeypatch.setenv("HAIDANG_DATABASE_URL", "postgresql://postgres@/haidang?host=/run/postgresql")

    database = database_settings(tmp_path)

    assert (database["NAME"], database["USER"], database["HOST"], database["PORT"]) == (
        "haidang",
        "postgres",
        "/run/postgresql",
        "",
    )


def test_queries_of_postgresql_are_not_compiled_for_one_page(tmp_path, monkeypatch):
    monkeypatch.setenv("HAIDANG_DATABASE_URL", "postgresql://postgres@/haidang")

    assert database_settings(tmp_path)["OPTIONS"] == {"options": "-c jit=off -c random_page_cost=1.1"}


def test_database_of_another_kind_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("HAIDANG_DATABASE_URL", "mysql://localhost/haidang")

    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database_settings(tmp_path)


MAIL = {
    "HAIDANG_MAIL_HOST": "thu.example.gov.vn",
    "HAIDANG_MAIL_PORT": "587",
    "HAIDANG_MAIL_SECURITY": "starttls",
    "HAIDANG_MAIL_USER": "tdn",
    "HAIDANG_MAIL_FROM": "Hải Đăng <tdn@example.gov.vn>",
}


def set_mail(monkeypatch, **changed):
    for name, value in (MAIL | changed).items():
        monkeypatch.setenv(name, value)


def test_mail_is_off_without_a_server(monkeypatch):
    set_mail(monkeypatch, HAIDANG_MAIL_HOST="")

    assert mail_server("") is None


def test_mail_server_takes_its_password_from_a_file(monkeypatch, tmp_path):
    kept = tmp_path / "mat-khau"
    kept.write_text("bí mật\n", encoding="utf-8")
    set_mail(monkeypatch, HAIDANG_MAIL_PASSWORD_FILE=str(kept))

    assert mail_server("https://tdn.example.gov.vn") == MailServer(
        "thu.example.gov.vn", 587, "tdn", "bí mật", "starttls", "Hải Đăng <tdn@example.gov.vn>"
    )


@pytest.mark.parametrize(
    ("changed", "site", "said"),
    [
        ({"HAIDANG_MAIL_FROM": ""}, "https://a.vn", "HAIDANG_MAIL_FROM"),
        ({"HAIDANG_MAIL_SECURITY": "tls"}, "https://a.vn", "none, starttls hoặc ssl"),
        ({}, "", "HAIDANG_SITE_ADDRESS"),
    ],
)
def test_mail_server_that_lacks_something_stops_the_start_with_a_sentence(monkeypatch, changed, site, said):
    set_mail(monkeypatch, **changed)

    with pytest.raises(ImproperlyConfigured, match=said):
        mail_server(site)


def test_time_of_day_that_is_none_stops_the_start_with_a_sentence(monkeypatch):
    monkeypatch.setenv("HAIDANG_MAIL_DIGEST_AT", "sáng")

    with pytest.raises(ImproperlyConfigured, match="ví dụ 07:00"):
        environment.clock_time("HAIDANG_MAIL_DIGEST_AT", "07:00")
