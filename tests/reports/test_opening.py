"""Rounds of a programme are opened: for whom, by when, never twice."""

from datetime import date

import pytest
from factories.agencies import make_agency
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.agencies.enums import AgencyKind, SuccessionKind
from haidang.agencies.models import Agency
from haidang.agencies.operations import record_succession
from haidang.foundation.models import Event
from haidang.programme.models import Item
from haidang.reports.errors import NobodyToAsk, UnfitDay
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import Asked, Opened, ask_agencies, open_rounds, set_owing_rules
from haidang.reports.queries.opening import opening_plan
from haidang.reports.queries.owers import WhyNobody

pytestmark = pytest.mark.django_db

YEAR = {"first": date(2024, 1, 1), "last": date(2025, 1, 31)}
REPORT = {
    "name": "báo cáo 6 tháng",
    "period": "half_year",
    "due": "2024-06-20",
    "strict": True,
    "owed_by": None,
    "lines": [[600, 602]],
}


def open_all(programme, officer, **span) -> Opened:
    plan = opening_plan(programme, **span)
    chosen = [one.owed.key for one in plan.rounds]
    return open_rounds(programme=programme, chosen=chosen, opened_by=officer, **span)


def test_task_of_the_whole_year_owes_evidence_each_quarter(officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)

    opened = open_all(programme, officer, **YEAR)

    assert opened == Opened(obligations=4, agencies=1)
    assert list(
        Obligation.objects.order_by("due_on").values_list("agency__name", "occurrence", "closes_on", "due_on")
    ) == [
        ("Sở Thông tin và Truyền thông", "evidence 2024-01..2024-03", date(2024, 3, 31), date(2024, 4, 5)),
        ("Sở Thông tin và Truyền thông", "evidence 2024-04..2024-06", date(2024, 6, 30), date(2024, 7, 5)),
        ("Sở Thông tin và Truyền thông", "evidence 2024-07..2024-09", date(2024, 9, 30), date(2024, 10, 7)),
        ("Sở Thông tin và Truyền thông", "evidence 2024-10..2024-12", date(2024, 12, 31), date(2025, 1, 8)),
    ]


def test_opening_twice_opens_nothing_twice_and_logs_once(officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    open_all(programme, officer, **YEAR)

    again = open_all(programme, officer, **YEAR)

    assert again == Opened(0, 0)
    assert Obligation.objects.count() == 4
    assert Event.objects.filter(act="reports.open_rounds").count() == 1


def test_programme_may_ask_for_evidence_each_half_year(officer):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    set_owing_rules(
        programme=programme, evidence_months=6, days_after_close=1, calendar="decree_09_2019", set_by=officer
    )

    plan = opening_plan(programme, **YEAR)

    assert [(one.owed.occurrence.closes_on, one.owed.occurrence.due_on) for one in plan.rounds] == [
        (date(2024, 6, 14), date(2024, 6, 17)),
        (date(2024, 12, 14), date(2024, 12, 16)),
    ]


def test_lead_that_has_ended_when_data_close_is_not_asked_and_is_told(officer):
    ended = make_agency("Sở Thông tin và Truyền thông", valid_from=date(2008, 1, 1))
    Agency.objects.filter(pk=ended.pk).update(valid_to=date(2024, 7, 1))
    programme = adopted_programme(plan_answer(), adopted_by=officer)

    plan = opening_plan(programme, **YEAR)

    asked = {one.owed.occurrence.key: (one.agencies, one.not_assignable) for one in plan.rounds}
    why = (("Sở Thông tin và Truyền thông", WhyNobody.ENDED),)
    assert asked == {
        "evidence 2024-01..2024-03": ((ended.pk,), ()),
        "evidence 2024-04..2024-06": ((ended.pk,), ()),
        "evidence 2024-07..2024-09": ((), why),
        "evidence 2024-10..2024-12": ((), why),
    }


def city_with_districts() -> Agency:
    city = make_agency("Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE)
    for name in ("Quận Ba Đình", "Huyện Gia Lâm"):
        make_agency(name, AgencyKind.DISTRICT, parent=city)
    make_agency("Sở Du lịch", AgencyKind.DEPARTMENT, parent=city)
    Agency.objects.filter(name="Huyện Gia Lâm").update(valid_to=date(2024, 9, 1))
    return city


def test_group_of_districts_means_every_district_alive_when_data_close(officer):
    city_with_districts()
    task = task_value(lead=["UBND các quận, huyện, thị xã"])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)

    plan = opening_plan(programme, **YEAR)

    names = dict(Agency.objects.values_list("pk", "name"))
    assert [sorted(names[key] for key in one.agencies) for one in plan.rounds] == [
        ["Huyện Gia Lâm", "Quận Ba Đình"],
        ["Huyện Gia Lâm", "Quận Ba Đình"],
        ["Quận Ba Đình"],
        ["Quận Ba Đình"],
    ]


def districts_become_communes(city: Agency) -> None:
    """Every district is followed by one commune on 2024-09-01, and Ba Đình by a second one."""
    communes = {
        name: make_agency(name, AgencyKind.COMMUNE, parent=city, valid_from=date(2024, 9, 1))
        for name in ("Phường Ba Đình", "Phường Ngọc Hà", "Xã Gia Lâm")
    }
    Agency.objects.filter(name="Huyện Gia Lâm").update(valid_to=None)
    for name, heirs in (
        ("Quận Ba Đình", ["Phường Ba Đình", "Phường Ngọc Hà"]),
        ("Huyện Gia Lâm", ["Xã Gia Lâm"]),
    ):
        record_succession(
            kind=SuccessionKind.SPLIT if len(heirs) > 1 else SuccessionKind.REPLACE,
            effective_on=date(2024, 9, 1),
            predecessors=[Agency.objects.get(name=name)],
            heirs=[communes[heir] for heir in heirs],
            recorded_by=None,
        )


@pytest.mark.parametrize("printed", ["UBND các quận, huyện, thị xã", "Các sở, UBND các quận, huyện, thị xã"])
def test_group_of_districts_means_the_communes_after_them_and_says_so(officer, printed):
    districts_become_communes(city_with_districts())
    task = task_value(lead=[printed])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)

    plan = opening_plan(programme, **YEAR)

    names = dict(Agency.objects.values_list("pk", "name"))
    departments = ["Sở Du lịch"] if "sở" in printed else []
    asked = [sorted(names[key] for key in one.agencies) for one in plan.rounds]
    before = ["Huyện Gia Lâm", "Quận Ba Đình", *departments]
    after = sorted([*departments, "Phường Ba Đình", "Phường Ngọc Hà", "Xã Gia Lâm"])
    assert asked == [before, before, after, after]
    told = [
        [(name, one.since, one.ended, len(one.followers)) for name, one in found.followed]
        for found in plan.rounds
    ]
    assert told == [[], [], *[[(printed, date(2024, 9, 1), 2, 3)]] * 2]


def test_group_of_districts_that_nobody_follows_is_told_as_ended(officer):
    city_with_districts()
    Agency.objects.filter(kind=AgencyKind.DISTRICT).update(valid_to=date(2024, 1, 1))
    task = task_value(lead=["UBND các quận, huyện, thị xã"])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)

    plan = opening_plan(programme, **YEAR)

    assert {one.not_assignable for one in plan.rounds} == {
        (("UBND các quận, huyện, thị xã", WhyNobody.ENDED),)
    }


def test_group_that_the_register_cannot_resolve_is_told_and_not_guessed(officer):
    task = task_value(lead=["Các đơn vị liên quan"])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)

    plan = opening_plan(programme, **YEAR)

    assert {one.not_assignable for one in plan.rounds} == {
        (("Các đơn vị liên quan", WhyNobody.GROUP_UNKNOWN),)
    }
    assert plan.count_new == 0


def test_report_without_an_owner_is_asked_of_every_lead_only_when_a_person_chooses_so(officer):
    programme = adopted_programme(plan_answer() | {"reports": [REPORT]}, adopted_by=officer)
    duty = Item.objects.get(kind="report_regime")

    by_itself = opening_plan(programme, first=date(2024, 6, 1), last=date(2024, 6, 30))
    by_choice = opening_plan(
        programme, first=date(2024, 6, 1), last=date(2024, 6, 30), for_all_leads=[duty.pk]
    )

    lead = Agency.objects.get(name="Sở Thông tin và Truyền thông")
    assert [(one.agencies, one.owed.occurrence.due_on) for one in by_itself.rounds] == [
        ((), date(2024, 6, 19))
    ]
    assert [one.agencies for one in by_choice.rounds] == [(lead.pk,)]


def test_estimate_keeps_the_day_on_which_true_figures_are_due(officer):
    report = REPORT | {"period": "year", "due": "2024-11-20", "name": "báo cáo năm", "owed_by": "Sở Du lịch"}
    programme = adopted_programme(plan_answer() | {"tasks": [], "reports": [report]}, adopted_by=officer)

    open_all(programme, officer, **YEAR)

    one = Obligation.objects.get()
    assert (one.kind, one.due_on, one.closes_on, one.is_estimate, one.trued_up_on) == (
        "report",
        date(2024, 11, 19),
        date(2024, 12, 31),
        True,
        date(2025, 1, 8),
    )


@pytest.fixture
def asked():
    return Asked("Báo cáo đột xuất về sự kiện", "Nêu số đoàn khách", date(2026, 6, 19))


def test_request_sent_twice_asks_once(officer, asked):
    agencies = [make_agency("Sở Du lịch"), make_agency("Sở Y tế")]
    act = {"asked": asked, "agencies": agencies, "asked_by": officer, "key": "a" * 32}

    first = ask_agencies(**act, today=date(2026, 6, 12))
    second = ask_agencies(**act, today=date(2026, 6, 12))

    assert (first, second) == (Opened(2, 2), Opened(0, 0))
    assert Obligation.objects.count() == 2


def test_request_for_a_past_day_is_refused_in_words(officer, asked):
    with pytest.raises(UnfitDay):
        ask_agencies(
            asked=asked,
            agencies=[make_agency("Sở Du lịch")],
            asked_by=officer,
            key="",
            today=date(2026, 6, 20),
        )

    assert Obligation.objects.count() == 0


def test_agency_that_ends_before_the_day_is_not_asked(officer, asked):
    ended = make_agency("Sở cũ")
    Agency.objects.filter(pk=ended.pk).update(valid_to=date(2026, 6, 15))
    ended.refresh_from_db()

    with pytest.raises(NobodyToAsk):
        ask_agencies(asked=asked, agencies=[ended], asked_by=officer, key="", today=date(2026, 6, 12))


def test_round_for_all_units_takes_a_fixed_number_of_queries(officer, django_assert_max_num_queries):
    city = make_agency("Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE)
    Agency.objects.bulk_create(
        Agency(code=f"xa-{n}", name=f"Xã {n}", folded_name=f"xa {n}", kind=AgencyKind.COMMUNE, parent=city)
        for n in range(300)
    )
    task = task_value(lead=["UBND các xã, phường"])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)
    span = {"first": date(2024, 1, 1), "last": date(2024, 4, 30)}
    plan = opening_plan(programme, **span)
    chosen = [one.owed.key for one in plan.rounds]

    with django_assert_max_num_queries(14):
        opened = open_rounds(programme=programme, chosen=chosen, opened_by=officer, **span)

    assert opened == Opened(300, 300)
