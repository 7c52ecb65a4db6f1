"""Collective names: which kinds of bodies they mean, and who stands for a kind that is no more."""

from datetime import date

import pytest
from factories.agencies import make_agency

from haidang.agencies.enums import AgencyKind, SuccessionKind
from haidang.agencies.models import Agency
from haidang.agencies.operations import record_succession
from haidang.agencies.queries.groups import GroupsUnder, KindFollowed, bodies_under, kinds_of_group

DAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("printed", "kinds"),
    [
        ("Các sở, ban, ngành", {AgencyKind.DEPARTMENT}),
        ("UBND các quận, huyện, thị xã", {AgencyKind.DISTRICT}),
        ("UBND các xã, phường", {AgencyKind.COMMUNE}),
        ("Ủy ban nhân dân các xã, phường", {AgencyKind.COMMUNE}),
        ("Các sở, ngành; UBND các quận, huyện", {AgencyKind.DEPARTMENT, AgencyKind.DISTRICT}),
        ("Các phòng, trung tâm thuộc Sở", {AgencyKind.DIVISION, AgencyKind.DEPARTMENT}),
        ("Các đơn vị, địa phương", set()),
        ("Các cơ quan liên quan", set()),
        ("Các cơ quan báo chí Thành phố", {AgencyKind.PRESS}),
    ],
)
def test_words_of_a_collective_name_tell_the_kinds_of_bodies(printed, kinds):
    assert kinds_of_group(printed) == kinds


@pytest.fixture
def city(db):
    """This fixture will give a city with two districts, each followed by one commune on the day."""
    city = make_agency("Thành phố Hà Nội", AgencyKind.PROVINCE)
    for district, commune in (("Quận Ba Đình", "Phường Ba Đình"), ("Huyện Gia Lâm", "Xã Gia Lâm")):
        record_succession(
            kind=SuccessionKind.REPLACE,
            effective_on=DAY,
            predecessors=[make_agency(district, AgencyKind.DISTRICT, parent=city)],
            heirs=[make_agency(commune, AgencyKind.COMMUNE, parent=city, valid_from=DAY)],
            recorded_by=None,
        )
    return city


def test_kind_that_ended_is_followed_by_the_heirs_of_its_bodies(city):
    groups = GroupsUnder(bodies_under(city))

    before = groups.members_of("UBND các quận, huyện, thị xã", on=date(2025, 6, 30))
    after = groups.members_of("UBND các quận, huyện, thị xã", on=DAY)

    communes = tuple(Agency.objects.filter(kind=AgencyKind.COMMUNE).order_by("name"))
    assert ([one.name for one in before.members], before.followed) == (["Huyện Gia Lâm", "Quận Ba Đình"], ())
    assert after.members == communes
    assert after.followed == (KindFollowed(AgencyKind.DISTRICT, DAY, 2, communes, is_verified=True),)


def test_kind_of_which_one_is_left_means_those_that_are_left(city):
    left = make_agency("Quận Tây Hồ", AgencyKind.DISTRICT, parent=city)
    groups = GroupsUnder(bodies_under(city))

    assert groups.members_of("UBND các quận", on=DAY).members == (left,)


def test_acts_of_an_ended_kind_are_read_once_for_a_day(city, django_assert_num_queries):
    groups = GroupsUnder(bodies_under(city))
    groups.members_of("UBND các quận", on=DAY)

    with django_assert_num_queries(0):
        groups.members_of("Các quận, huyện", on=DAY)
