"""A round opens once, asks every unit alive when data close, and is closed and opened again with a reason."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.regimes import (
    FIRST_HALF,
    TODAY,
    UNITS_BEFORE_20_JUNE,
    at_noon,
    make_regime,
    open_round,
    open_yearly_round,
    regime_with_form,
)
from factories.reports import send

from haidang.agencies.enums import AgencyKind, Role
from haidang.engines.reckoning.periods import year_period
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.models import Event
from haidang.programme.models import Item
from haidang.regimes.enums import RegimePeriod, RoundState
from haidang.regimes.errors import FormMissing, NobodyReports, ReasonWanted, RoundChangedMeanwhile
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.rounds import close_round, open_report_round, reopen_round
from haidang.regimes.queries.regimes import LevelFacts
from haidang.regimes.work import ask_late_comers
from haidang.reports.models import Obligation
from haidang.reports.queries.opening import opening_plan
from haidang.reports.queries.pages import my_work

pytestmark = pytest.mark.django_db


def test_round_asks_every_unit_and_each_level_above(officer):
    ministry = make_agency("Bộ Văn hóa, Thể thao và Du lịch", AgencyKind.MINISTRY)
    standing = make_agency("Sở Văn hóa và Thể thao")
    above = LevelFacts("Bộ", DueOnDay(25), reporter=standing, receiver=ministry, consolidation_days=3)

    opened = open_round(officer, "Sở Du lịch", levels=(UNITS_BEFORE_20_JUNE, above))

    assert list(
        Obligation.objects.order_by("id").values_list("agency__name", "owed_to__name", "what", "occurrence", "due_on")
    ) == [
        ("Sở Du lịch", None, opened.what, "report 2026-01..2026-06", date(2026, 6, 19)),
        ("Sở Văn hóa và Thể thao", None, opened.what, "report 2026-01..2026-06", date(2026, 6, 19)),
        ("Sở Văn hóa và Thể thao", "Bộ Văn hóa, Thể thao và Du lịch", f"regime:{opened.regime_id}:1",
         "report 2026-01..2026-06", date(2026, 6, 25)),
    ]  # fmt: skip
    assert (opened.title, opened.opens_on, opened.closes_on, opened.due_on, opened.is_estimate) == (
        "Báo cáo công tác thông tin đối ngoại, 6 tháng đầu năm 2026",
        date(2025, 12, 15),
        date(2026, 6, 14),
        date(2026, 6, 19),
        False,
    )


def test_round_opens_once(officer):
    opened = open_round(officer)

    again = open_report_round(regime=opened.regime, period=FIRST_HALF, opened_by=None, today=TODAY)

    assert (again.report_round, again.is_new, again.units) == (opened, False, 0)
    assert (ReportRound.objects.count(), Obligation.objects.count()) == (1, 2)
    assert Event.objects.filter(act="regimes.open_round").count() == 1


def test_report_of_the_year_before_its_data_close_is_an_estimate_to_be_trued_up(officer):
    before_20_november = LevelFacts("Đơn vị", DueOnDay(20, months_later=-1, is_strict=True))

    make_agency("Sở Du lịch")
    regime = regime_with_form(officer, period=RegimePeriod.YEAR, levels=(before_20_november,))

    opened = open_report_round(
        regime=regime, period=year_period(2026), opened_by=officer, today=TODAY
    ).report_round

    assert (opened.due_on, opened.is_estimate, opened.trued_up_on) == (
        date(2026, 11, 19),
        True,
        date(2026, 12, 21),
    )


def test_unit_is_asked_for_the_true_figures_once_the_data_have_closed_until_it_sends_them(officer):
    before_20_november = LevelFacts("Đơn vị", DueOnDay(20, months_later=-1, is_strict=True))
    unit = make_agency("Sở Du lịch")
    person = make_person(Role.FOCAL, "daumoi", unit)
    regime = regime_with_form(officer, period=RegimePeriod.YEAR, levels=(before_20_november,))
    open_report_round(regime=regime, period=year_period(2026), opened_by=officer, today=TODAY)
    owed = Obligation.objects.get()
    after_close = owed.closes_on + timedelta(days=1)

    def asked(on: date) -> list[Obligation]:
        return [row.obligation for row in my_work(person, on=on).estimated]

    before_any = asked(after_close)
    send(owed, person, on=date(2026, 11, 10))
    while_data_run, once_closed = asked(date(2026, 11, 20)), asked(after_close)
    send(owed, person, on=after_close)

    assert (before_any, while_data_run, once_closed, asked(after_close)) == ([], [], [owed], [])


def test_page_to_which_reminders_and_calendars_lead_names_the_day_of_true_figures(officer, log_in):
    opened = open_yearly_round(officer, "Sở Du lịch")
    owed = Obligation.objects.select_related("agency").get()
    person = make_person(Role.FOCAL, "daumoi", owed.agency)

    page = log_in(person).get(reverse("reports:obligation", args=[owed.pk]), follow=True)

    assert page.redirect_chain[-1][0] == reverse("regimes:unit_report", args=[owed.pk])
    assert f"Hạn gửi số thực: {written_day(opened.trued_up_on)}." in page.content.decode()


def test_unit_that_came_into_being_since_is_asked_once_when_the_data_close(officer):
    opened = open_round(officer, "Sở Du lịch")
    make_agency("Sở Ngoại vụ")  # was there, and not in the register: an officer decides about it
    make_agency("Sở Dân tộc và Tôn giáo", valid_from=opened.closes_on)
    make_agency("Sở Khoa học và Công nghệ", valid_from=opened.closes_on + timedelta(days=1))
    day_before, on_the_day, next_day = (
        at_noon(opened.closes_on + timedelta(days=number)) for number in (-1, 0, 1)
    )

    asked = [ask_late_comers(at=at) for at in (day_before, on_the_day, next_day)]

    first, came = Obligation.objects.order_by("id")
    assert (asked, came.agency.name) == ([0, 1, 0], "Sở Dân tộc và Tôn giáo")
    of_round = (
        "kind",
        "title",
        "what",
        "occurrence",
        "opens_on",
        "closes_on",
        "due_on",
        "opened_due_on",
        "owed_to",
    )
    assert [getattr(came, name) for name in of_round] == [getattr(first, name) for name in of_round]
    told = Event.objects.get(act="regimes.ask_units_that_came")
    assert (told.actor, told.after["names"]) == (None, ["Sở Dân tộc và Tôn giáo"])


def test_round_of_a_report_duty_is_not_opened_again_by_its_programme(officer):
    report = {
        "name": "báo cáo 6 tháng", "period": "half_year", "due": "2024-06-20", "strict": True,
        "owed_by": "Sở Thông tin và Truyền thông", "lines": [[600, 602]],
    }  # fmt: skip
    programme = adopted_programme(plan_answer(reports=[report]), adopted_by=officer)
    item = Item.objects.get(programme=programme, kind="report_regime")
    regime = regime_with_form(officer, programme=programme, item=item)
    period = (
        opening_plan(programme, first=date(2024, 6, 1), last=date(2024, 6, 30))
        .rounds[0]
        .owed.occurrence.period
    )

    open_report_round(regime=regime, period=period, opened_by=officer, today=date(2024, 6, 1))

    plan = opening_plan(programme, first=date(2024, 6, 1), last=date(2024, 6, 30))
    assert [(one.owed.item, one.new) for one in plan.rounds if one.owed.item == item] == [(item, ())]


def test_round_needs_a_form(officer):
    make_agency("Sở Du lịch")

    with pytest.raises(FormMissing):
        open_report_round(regime=make_regime(officer), period=FIRST_HALF, opened_by=officer, today=TODAY)


def test_round_needs_somebody_who_reports(officer):
    regime = regime_with_form(officer, kinds=(AgencyKind.PRESS,))

    with pytest.raises(NobodyReports) as refused:
        open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)
    assert refused.value.message == (
        "Không có đơn vị nào của chế độ báo cáo này tồn tại vào ngày 14/6/2026. "
        "Hãy kiểm tra loại và tên các đơn vị phải báo cáo."
    )
    assert (ReportRound.objects.count(), Obligation.objects.count()) == (0, 0)


def test_round_is_closed_once_and_opened_again_with_a_reason(officer):
    opened = open_round(officer)

    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon())
    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon())
    with pytest.raises(ReasonWanted):
        reopen_round(report_round=opened, version=2, reason=" ", reopened_by=officer)
    reopen_round(report_round=opened, version=2, reason="Ba phường xin gửi lại", reopened_by=officer)

    assert (opened.state, opened.closed_at, opened.reopened_for) == (
        RoundState.OPEN,
        None,
        "Ba phường xin gửi lại",
    )
    assert list(Event.objects.order_by("number").values_list("act", flat=True))[-3:] == [
        "regimes.open_round",
        "regimes.close_round",
        "regimes.reopen_round",
    ]


def test_second_of_two_people_sees_that_the_round_was_closed(officer):
    opened = open_round(officer)
    seen_by_another = ReportRound.objects.get()
    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon())

    with pytest.raises(RoundChangedMeanwhile):
        close_round(report_round=seen_by_another, version=1, closed_by=officer, at=at_noon())
