"""Agencies are asked and invited by kind and by body above, some left out; who they are is seen before it goes out."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency
from factories.tickets import make_briefing

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.reports.models import Briefing, Obligation

pytestmark = pytest.mark.django_db

CONFIRM = re.compile(r'name="seen" value="([0-9a-f]{16})"')


@pytest.fixture
def communes(db):
    """Communes of the city, and one of another province."""
    city = make_agency("UBND Thành phố", AgencyKind.COMMITTEE)
    make_agency("Xã Vũng Áng", AgencyKind.COMMUNE)
    return [
        make_agency(name, AgencyKind.COMMUNE, parent=city)
        for name in ("Phường Ba Đình", "Phường Hoàn Kiếm", "Xã Sóc Sơn")
    ]


def in_days(number: int) -> str:
    return f"{timezone.localdate() + timedelta(days=number):%d/%m/%Y}"


def request_data(**fields) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "title": "Báo cáo đột xuất",
        "text": "Nêu số đoàn khách",
        "kind": "request",
        "due_on": in_days(7),
    } | fields


def briefing_data(**fields) -> dict:
    return {
        "key": uuid.uuid4().hex,
        "version": 1,
        "title": "Giao ban quý II",
        "kind": "quarterly",
        "held_on": in_days(7),
    } | fields


def mark_in(answer) -> str:
    found = CONFIRM.search(answer.content.decode())
    assert found
    return found[1]


def asked_now() -> list[str]:
    return list(Obligation.objects.order_by("agency__name").values_list("agency__name", flat=True))


def test_request_by_kind_goes_out_only_after_its_number_was_seen(log_in, officer, communes):
    make_agency("Sở Du lịch")
    client, address = log_in(officer), reverse("reports:ask")
    data = request_data(
        kinds=["commune"], above=communes[0].parent_id, agencies="Sở Du lịch", left_out="Xã Sóc Sơn"
    )

    shown = client.post(address, data)
    page = shown.content.decode()
    assert "Đã chọn 3 đơn vị" in page
    assert "Gửi yêu cầu tới 3 đơn vị" in page
    assert "Nêu số đoàn khách" in page
    assert asked_now() == []
    for _ in range(2):
        answer = client.post(address, data | {"seen": mark_in(shown)})

    assert answer.status_code == 302
    assert asked_now() == ["Phường Ba Đình", "Phường Hoàn Kiếm", "Sở Du lịch"]


def test_form_says_how_many_agencies_each_kind_has(log_in, officer, communes):
    make_agency("Các phường, xã", AgencyKind.GROUP)

    page = log_in(officer).get(reverse("reports:ask")).content.decode()

    kinds = re.findall(r'name="kinds" value="(\w+)".*?<span>(.*?)</span>', page, re.DOTALL)
    assert [(kind, re.search(r"\((\d+)\)$", label)[1]) for kind, label in kinds] == [
        ("committee", "1"),
        ("commune", "4"),
        ("other", "1"),
    ]


def test_choice_that_became_another_since_it_was_seen_is_shown_again(log_in, officer, communes):
    client, address = log_in(officer), reverse("reports:ask")
    data = request_data(kinds=["commune"])
    seen = mark_in(client.post(address, data))
    make_agency("Xã Đông Anh", AgencyKind.COMMUNE)

    shown = client.post(address, data | {"seen": seen}).content.decode()

    assert "Đã chọn 5 đơn vị" in shown
    assert asked_now() == []


def test_commune_that_ends_before_the_last_day_is_neither_counted_nor_asked(log_in, officer, communes):
    Agency.objects.filter(pk=communes[2].pk).update(valid_to=timezone.localdate() + timedelta(days=2))
    client, address = log_in(officer), reverse("reports:ask")
    data = request_data(above=communes[0].parent_id, agencies="Xã Sóc Sơn")

    shown = client.post(address, data)
    assert "Đã chọn 2 đơn vị" in shown.content.decode()
    client.post(address, data | {"seen": mark_in(shown)})

    assert asked_now() == ["Phường Ba Đình", "Phường Hoàn Kiếm"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Đề nghị chọn đơn vị theo loại"),
        ({"agencies": "Sở Không Có"}, "Sở Không Có"),
        ({"agencies": "Xã Vũng Áng", "left_out": "Xã Vũng Áng"}, "không còn đơn vị nào"),
        (
            {"agencies": "Xã Vũng Áng", "left_out": "Xã Sóc Sơn"},
            "Xã Sóc Sơn không nằm trong số đơn vị đã chọn",
        ),
        ({"kinds": ["commune"], "left_out": "Xã Không Có"}, "Xã Không Có"),
        ({"kinds": ["commune"], "left_out": "MẬT\nXã Sóc Sơn"}, "dấu chỉ độ mật"),
        ({"kinds": ["commune"], "due_on": in_days(-1)}, in_days(0)),
        ({"kinds": ["commune"], "above": "999999"}, "Hãy chọn một lựa chọn hợp lệ"),
    ],
)
def test_request_that_can_ask_nobody_is_refused_in_words(log_in, officer, communes, fields, words):
    page = log_in(officer).post(reverse("reports:ask"), request_data(**fields)).content.decode()

    assert words in page
    assert "Nêu số đoàn khách" in page
    assert CONFIRM.search(page) is None
    assert asked_now() == []


def test_briefing_invites_by_kind_after_the_number_was_seen(log_in, officer, communes):
    client, address = log_in(officer), reverse("reports:plan_briefing")
    data = briefing_data(kinds=["commune"], left_out="Xã Vũng Áng")

    shown = client.post(address, data)
    assert "Mời 3 đơn vị này" in shown.content.decode()
    assert Briefing.objects.count() == 0
    for _ in range(2):
        client.post(address, data | {"seen": mark_in(shown)})

    briefing = Briefing.objects.get()
    assert list(briefing.invited.order_by("name")) == communes


def test_briefing_that_is_changed_takes_agencies_by_kind_beside_those_it_has(log_in, officer, communes):
    tourism = make_agency("Sở Du lịch")
    briefing = make_briefing(officer, tourism, on=timezone.localdate())
    client, address = log_in(officer), reverse("reports:edit_briefing", args=[briefing.pk])
    data = briefing_data(invited="Sở Du lịch", above=communes[0].parent_id)

    shown = client.post(address, data)
    assert "Mời 4 đơn vị này" in shown.content.decode()
    assert list(briefing.invited.all()) == [tourism]
    client.post(address, data | {"seen": mark_in(shown)})

    assert list(briefing.invited.order_by("name")) == [*communes[:2], tourism, communes[2]]
