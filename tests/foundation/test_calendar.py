"""The calendar of due dates: a file that calendar programs take, at an address nobody guesses and its owner shuts."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from factories.agencies import make_person

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Post
from haidang.foundation import registry
from haidang.foundation.exports import calendar_file
from haidang.foundation.models import CalendarFeed, Event
from haidang.foundation.operations import open_feed, revoke_feed
from haidang.foundation.registry import DueDate

STAMP = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DUE = DueDate(
    key="item-6",
    day=date(2026, 6, 20),
    title="Báo cáo 6 tháng; gửi Bộ, UBND thành phố \\ Sở",
    text="Chủ trì: Sở Văn hóa và Thể thao\nQuý II\x07",
    address="/chuong-trinh/viec/6/",
)


def written(*due_dates: DueDate) -> str:
    return calendar_file(
        due_dates, name="Lịch", stamp=STAMP, absolute=lambda path: f"https://tdn.example.gov.vn{path}"
    ).decode()


def unfolded(content: str) -> list[str]:
    return content.replace("\r\n ", "").split("\r\n")


def test_calendar_file_says_whole_days_with_escaped_words():
    assert unfolded(written(DUE)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hai Dang//VI",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Lịch",
        "BEGIN:VEVENT",
        "UID:item-6@tdn.example.gov.vn",
        "DTSTAMP:20260302T010000Z",
        "DTSTART;VALUE=DATE:20260620",
        "DTEND;VALUE=DATE:20260621",
        r"SUMMARY:Báo cáo 6 tháng\; gửi Bộ\, UBND thành phố \\ Sở",
        r"DESCRIPTION:Chủ trì: Sở Văn hóa và Thể thao\nQuý II",
        "URL:https://tdn.example.gov.vn/chuong-trinh/viec/6/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut():
    title = "Tổ chức đoàn phóng viên nước ngoài thăm và viết bài về thành phố Hải Phòng, " * 5
    content = written(DueDate("item-7", date(2026, 6, 20), title, "", "/"))

    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75
    assert f"SUMMARY:{title}".replace(",", r"\,") in unfolded(content)


@pytest.fixture
def due(monkeypatch):
    """This fixture will let one reader alone say what is due."""
    monkeypatch.setattr(registry, "due_date_readers", [lambda account, on: [DUE]])


@pytest.fixture
def reader(db) -> Account:
    return make_person(Role.READER)


def test_address_gives_the_calendar_to_a_program_that_is_not_logged_in(reader, due):
    feed = open_feed(account=reader)

    answer = Client().get(reverse("foundation:feed", args=[feed.token]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "UID:item-6@testserver" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-cache"


def test_program_that_has_the_file_is_told_so_until_something_changes(reader, due, monkeypatch):
    address = reverse("foundation:feed", args=[open_feed(account=reader).token])
    first = Client().get(address)

    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    monkeypatch.setattr(registry, "due_date_readers", [])
    later = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert later.status_code == 200


def test_address_cannot_be_guessed_and_opening_twice_gives_the_same(reader):
    feed = open_feed(account=reader)

    assert open_feed(account=reader) == feed
    assert re.fullmatch(r"[\w-]{43}", feed.token)
    assert Client().get(reverse("foundation:feed", args=["x" * 43])).status_code == 404


def test_address_that_was_shut_gives_nothing_and_the_next_one_is_new(reader, due):
    old = open_feed(account=reader)

    revoke_feed(account=reader, at=STAMP)
    revoke_feed(account=reader, at=STAMP)
    new = open_feed(account=reader)

    assert Client().get(reverse("foundation:feed", args=[old.token])).status_code == 404
    assert Client().get(reverse("foundation:feed", args=[new.token])).status_code == 200
    assert list(Event.objects.filter(act__contains="feed").order_by("id").values_list("act", flat=True)) == [
        "foundation.open_feed",
        "foundation.revoke_feed",
        "foundation.open_feed",
    ]


@pytest.mark.parametrize("change", ["left", "shut"])
def test_address_of_whoever_has_left_or_is_shut_out_gives_nothing(reader, due, change):
    address = reverse("foundation:feed", args=[open_feed(account=reader).token])
    if change == "left":
        Post.objects.update(valid_to="2020-01-01")
    else:
        Account.objects.update(is_active=False)

    assert Client().get(address).status_code == 404


def test_token_stands_in_no_entry_of_the_log(reader):
    feed = open_feed(account=reader)

    rows = str(list(Event.objects.values_list()))
    assert "open_feed" in rows
    assert feed.token not in rows


def test_page_makes_and_shuts_the_address(reader, due, log_in):
    client = log_in(reader)
    page = reverse("foundation:calendar")
    assert "Tạo địa chỉ" in client.get(page).content.decode()

    client.post(reverse("foundation:open_feed"))
    shown = client.get(page, {"thang": f"{DUE.day:%Y-%m}"}).content.decode()
    client.post(reverse("foundation:revoke_feed"))

    assert reverse("foundation:feed", args=[CalendarFeed.objects.get().token]) in shown
    assert "Báo cáo 6 tháng" in shown
    assert "Tạo địa chỉ" in client.get(page).content.decode()
