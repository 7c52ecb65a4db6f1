"""The places around what is owed stand the same on each of their pages, the present one marked."""

import re

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person

from haidang.agencies.enums import Role

pytestmark = pytest.mark.django_db

NAV = re.compile(r'<nav class="tabs" aria-label="Các mục của việc phải báo">(.*?)</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"( aria-current="page")?>')
PLACES = [
    "reports:obligations",
    "reports:rounds",
    "reports:tickets",
    "reports:briefings",
    "reports:products",
    "foundation:calendar",
    "reports:sent",
]


def places_in(page: str) -> list[tuple[str, bool]]:
    found = NAV.search(page)
    assert found
    return [(address, bool(current)) for address, current in LINK.findall(found[1])]


@pytest.mark.parametrize("here", PLACES)
def test_every_place_shows_all_of_them_and_marks_itself(log_in, officer, here):
    page = log_in(officer).get(reverse(here)).content.decode()

    assert places_in(page) == [(reverse(place), place == here) for place in PLACES]


def test_focal_person_is_not_led_to_what_was_sent(log_in):
    focal = make_person(Role.FOCAL, "daumoi", make_agency("Sở Du lịch"))

    page = log_in(focal).get(reverse("reports:obligations")).content.decode()

    assert [address for address, _current in places_in(page)] == [reverse(place) for place in PLACES[:-1]]


def test_head_of_what_is_owed_has_one_chief_act_and_one_beside_it(log_in, officer):
    page = log_in(officer).get(reverse("reports:obligations")).content.decode()

    head = page[page.index('<div class="head">') : page.index('<nav class="gaps"')]
    assert re.findall(r'<a class="([^"]+)" href="([^"]+)"', head) == [
        ("btn", reverse("reports:ask")),
        ("btn btn-go", reverse("reports:open_round")),
    ]
