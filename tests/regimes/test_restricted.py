"""A restricted regime is seen by the units that report by it, officers and leaders, and by nobody else."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.regimes import FIRST_HALF, TODAY, regime_with_form

from haidang.agencies.enums import Role
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.rounds import open_report_round, open_round_on_demand
from haidang.regimes.queries.opening import RoundAsked
from haidang.regimes.queries.search import reports_matching

pytestmark = pytest.mark.django_db
NAME = "Báo cáo về báo chí đi theo đoàn khách"


@pytest.fixture
def police(db):
    return make_agency("Công an thành phố")


@pytest.fixture
def regime(officer, police):
    return regime_with_form(officer, name=NAME, kinds=(), named=[police], is_restricted=True)


@pytest.fixture
def opened(officer, regime):
    return open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round


@pytest.fixture
def people(officer, police):
    """People by what they are to the regime."""
    tourism = make_agency("Sở Du lịch")
    return {
        "officer": officer,
        "leader": make_person(Role.LEADER, "lanhdao"),
        "police": make_person(Role.FOCAL, "congan", police),
        "neighbour": make_person(Role.FOCAL, "dulich", tourism),
        "reader": make_person(Role.READER, "nguoidoc", tourism),
    }


SEE = {"officer": True, "leader": True, "police": True, "neighbour": False, "reader": False}


def answers_of(people, log_in, address) -> dict[str, bool]:
    return {name: log_in(person).get(address).status_code == 200 for name, person in people.items()}


def shown_to(people, log_in, address) -> dict[str, bool]:
    return {name: NAME in log_in(person).get(address).content.decode() for name, person in people.items()}


def test_pages_of_a_restricted_regime_are_not_there_for_others(people, regime, opened, log_in):
    addresses = [
        reverse("regimes:regime", args=[regime.pk]),
        reverse("regimes:round", args=[opened.pk]),
        reverse("regimes:export_round", args=[opened.pk]),
    ]

    assert [answers_of(people, log_in, one) for one in addresses] == [SEE] * 3


def test_lists_and_the_search_leave_it_out_for_others(people, opened, log_in):
    lists = [reverse("regimes:regimes"), reverse("regimes:rounds")]

    assert [shown_to(people, log_in, one) for one in lists] == [SEE] * 2
    assert {
        name: len(reports_matching("doan khach", for_user=person)) > 0 for name, person in people.items()
    } == SEE


def test_unit_sees_its_regime_before_the_first_round_opens(people, regime, log_in):
    assert answers_of(people, log_in, reverse("regimes:regime", args=[regime.pk])) == SEE


def test_unit_named_since_is_led_to_no_round_of_the_regime_that_did_not_ask_it(
    people, regime, opened, police, log_in
):
    neighbour = people["neighbour"]
    asked = RoundAsked("Đột xuất về đoàn khách", "", opened.opens_on, opened.closes_on, opened.due_on)
    open_round_on_demand(
        regime=regime,
        asked=asked,
        agencies=[neighbour.posts.get().agency],
        opened_by=people["officer"],
        key="1",
        today=TODAY,
    )
    address = reverse("regimes:regime", args=[regime.pk])

    def led_to(name: str) -> list[str]:
        return [one.title for one in log_in(people[name]).get(address).context["shown"].rounds]

    first, later = sorted((opened, ReportRound.objects.get(occurrence="once")), key=lambda one: one.pk)
    assert {name: sorted(led_to(name)) for name in ("officer", "police", "neighbour")} == {
        "officer": sorted((first.title, later.title)),
        "police": [first.title],
        "neighbour": [later.title],
    }
    assert log_in(neighbour).get(reverse("regimes:round", args=[first.pk])).status_code == 404


def test_any_other_regime_is_seen_by_every_post(people, officer, log_in):
    usual = regime_with_form(officer, name=NAME)

    assert shown_to(people, log_in, reverse("regimes:regimes")) == dict.fromkeys(SEE, True)
    assert answers_of(people, log_in, reverse("regimes:regime", args=[usual.pk])) == dict.fromkeys(SEE, True)


def test_officer_restricts_a_regime_on_its_form(officer, regime, log_in):
    page = log_in(officer).get(reverse("regimes:edit_regime", args=[regime.pk])).content.decode()

    assert 'name="is_restricted"' in page
    assert (
        "Báo cáo hạn chế người xem"
        in log_in(officer).get(reverse("regimes:regime", args=[regime.pk])).content.decode()
    )
