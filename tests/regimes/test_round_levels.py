"""Three levels and more in one installation: each level between has a round that the next one consolidates."""

from datetime import timedelta

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.consolidation import begun, issued, report_of
from factories.regimes import FIRST_HALF, TODAY, UNITS_BEFORE_20_JUNE, at_noon, make_measure, regime_with_form

from haidang.agencies.enums import AgencyKind, Role
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.regimes.models import MeasureValue, RegimeUnit, ReportRound
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_content import gathered_report
from haidang.regimes.queries.consolidation_heads import owed_above
from haidang.regimes.queries.consolidation_texts import PickFacts, narratives_under
from haidang.regimes.queries.opening import rounds_to_open
from haidang.regimes.queries.regimes import LevelFacts
from haidang.regimes.queries.round_levels import round_answering, rounds_beside
from haidang.regimes.queries.round_page import shares_before
from haidang.regimes.queries.search import reports_matching
from haidang.regimes.queries.unit_reports import unit_report
from haidang.regimes.work import ask_late_comers
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission

pytestmark = pytest.mark.django_db

UNITS = ("Phường Ba Đình", "Phường Tây Hồ")


def level(name, day, reporter=None) -> LevelFacts:
    return LevelFacts(name, DueOnDay(day), reporter=reporter, consolidation_days=2)


@pytest.fixture
def department(officer):
    return make_agency("Sở Văn hóa và Thể thao")


@pytest.fixture
def city(officer):
    return make_agency("Ủy ban nhân dân thành phố", AgencyKind.COMMITTEE)


def regime_of(officer, *above: LevelFacts):
    """This function will make a regime in which two wards report to these levels above them."""
    figures = make_measure(), make_measure("lon-nhat", "Đoàn lớn nhất", over_units="max")
    wards = [make_agency(name, AgencyKind.COMMUNE) for name in UNITS]
    return regime_with_form(officer, *figures, kinds=(), named=wards, levels=(UNITS_BEFORE_20_JUNE, *above))


@pytest.fixture
def regime(officer, department, city):
    return regime_of(officer, level("Sở", 24, department), level("Thành phố", 28, city))


@pytest.fixture
def opened(officer, regime):
    return open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round


def owed_by(agency) -> Obligation:
    return Obligation.objects.select_related("agency", "standing").get(agency=agency)


def totals(made) -> dict:
    return {one.key: (one.number, one.given, one.asked) for one in gathered_report(made).figures}


def issue_of_department(opened, officer):
    for name, numbers in zip(UNITS, ((10, 3), (5, 8)), strict=True):
        report_of(opened, name, f"{name} đã làm.", numbers, officer)
    made = issued(begun(opened, officer, PickFacts("Các phường đã làm.")), officer)
    accept_submission(submission=made.submission, decided_by=officer, on=TODAY)
    return made


def test_round_of_each_level_between_opens_with_the_units_one(opened, regime, department):
    between = ReportRound.objects.get(level=1)

    assert list(ReportRound.objects.order_by("level").values_list("level", "level_name", "what")) == [
        (0, "", f"regime:{regime.pk}"),
        (1, "Sở", f"regime:{regime.pk}:1"),
    ]
    assert (between.title, between.form, between.occurrence) == (
        opened.title,
        opened.form,
        opened.occurrence,
    )
    assert (between.due_on, opened.due_on) == (TODAY.replace(day=24), TODAY.replace(day=19))
    asked = Obligation.objects.filter(what=between.what, occurrence=between.occurrence)
    assert [one.agency for one in asked] == [department]


def test_opening_again_and_the_work_loop_open_no_level_twice(opened, regime, officer):
    again = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)

    assert (again.report_round, again.is_new) == (opened, False)
    assert ReportRound.objects.count() == 2
    assert rounds_to_open(on=TODAY) == []


def test_each_level_consolidates_what_the_one_below_issued(opened, officer, department, city):
    lower = issue_of_department(opened, officer)
    between = ReportRound.objects.get(level=1)

    upper = begun(between, officer, PickFacts("Thành phố đã làm."))

    assert lower.submission.obligation == owed_by(department)
    assert upper.obligation == owed_by(city)
    assert totals(lower) == {
        "don-vi-da-bao-cao": (2, 2, 2),
        "tin-bai": (15, 2, 2),
        "lon-nhat": (8, 2, 2),
    }
    assert totals(upper) == {
        "don-vi-da-bao-cao": (1, 1, 1),
        "tin-bai": (15, 1, 1),
        "lon-nhat": (8, 1, 1),
    }
    assert [one.text for one in narratives_under(between, between.form.sections.get(order=0))] == [
        "Các phường đã làm."
    ]
    assert issued(upper, officer).submission.obligation == owed_by(city)


def test_figures_of_units_count_once_through_all_levels(opened, officer):
    issue_of_department(opened, officer)
    upper = issued(begun(ReportRound.objects.get(level=1), officer, PickFacts("Thành phố đã làm.")), officer)
    accept_submission(submission=upper.submission, decided_by=officer, on=TODAY)

    counting = MeasureValue.objects.filter(measure__code="tin-bai", counts=True)
    assert sorted(counting.values_list("number", flat=True)) == [5, 10]


def test_what_a_level_types_itself_counts_above_and_not_beside_its_units(opened, officer, department):
    report_of(opened, UNITS[0], "Đã làm.", (10, 3), officer)

    report_of(ReportRound.objects.get(level=1), department.name, "Sở đã làm.", (15, 8), officer)

    articles = MeasureValue.objects.filter(measure__code="tin-bai")
    assert sorted(articles.values_list("number", "counts", "counts_above")) == [
        (10, True, False),
        (15, False, True),
    ]


def test_nothing_is_drawn_from_the_own_work_of_a_level_above(opened, department):
    owed, between = owed_by(department), ReportRound.objects.get(level=1)

    rows = [row for section in unit_report(owed, between).sections for row in section.figures]

    assert [row.drawn for row in rows] == [None, None]


def test_round_may_answer_its_next_level_and_not_itself(opened, officer, department, city):
    of_department = make_person(Role.OFFICER, "cv-so", department)

    assert owed_above(opened, of_department) == [owed_by(department)]
    assert owed_above(ReportRound.objects.get(level=1), of_department) == [owed_by(city)]


def test_level_without_a_body_is_passed_over(officer, city):
    regime = regime_of(officer, level("Sở", 24), level("Thành phố", 28, city))

    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round

    assert list(ReportRound.objects.values_list("level", flat=True)) == [0]
    assert owed_above(opened, officer) == [owed_by(city)]
    assert round_answering(owed_by(city)) == opened


def test_each_report_above_is_answered_by_the_round_below_it(opened, department, city):
    between = ReportRound.objects.get(level=1)
    of_ward = Obligation.objects.get(agency__name=UNITS[0])

    assert [round_answering(one) for one in (owed_by(city), owed_by(department), of_ward)] == [
        between,
        opened,
        None,
    ]
    assert list(rounds_beside(opened)) == [between]
    assert list(rounds_beside(between)) == [opened]


def test_units_that_came_later_are_asked_by_the_units_round_alone(officer, department, city):
    regime = regime_of(officer, level("Sở", 24, department), level("Thành phố", 28, city))
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    new = make_agency("Phường Cửa Nam", AgencyKind.COMMUNE, valid_from=TODAY + timedelta(days=2))
    RegimeUnit.objects.create(regime=regime, agency=new)

    asked = ask_late_comers(at=at_noon(opened.closes_on))

    assert asked == 1
    assert Obligation.objects.get(agency=new).what == opened.what


def test_round_of_a_level_is_compared_with_its_own_last_one(opened, regime, officer):
    after = Period(FIRST_HALF.first + 6, FIRST_HALF.last + 6)
    open_report_round(regime=regime, period=after, opened_by=officer, today=TODAY)
    between, later = ReportRound.objects.filter(level=1).order_by("first_month")

    assert [one.report_round for one in shares_before(later, officer)] == [between]


def test_rounds_of_levels_are_told_apart_on_pages_and_by_the_search(
    client, opened, officer, department, city
):
    between = ReportRound.objects.get(level=1)
    client.force_login(officer)

    listed = client.get(reverse("regimes:rounds")).content.decode()
    lower = client.get(reverse("regimes:round", args=[opened.pk])).content.decode()
    upper = client.get(reverse("regimes:round", args=[between.pk])).content.decode()

    assert listed.count("(cấp: Sở)") == 1
    assert f'<a href="/ky-bao-cao/{between.pk}/">Kỳ báo cáo của cấp “Sở”</a>' in lower
    assert "Trong kỳ này các đơn vị báo cáo." in lower
    assert "Trong kỳ này cấp “Sở” báo cáo." in upper
    assert f'<a href="/ky-bao-cao/{opened.pk}/">Kỳ báo cáo của các đơn vị</a>' in upper
    found = reports_matching(opened.title, for_user=officer)
    assert [one.kind for one in found if one.kind.startswith("kỳ báo cáo")] == [
        "kỳ báo cáo, cấp: Sở",
        "kỳ báo cáo",
    ]


@pytest.mark.parametrize("of_whom", ["department", "city"])
def test_page_of_what_a_level_owes_leads_to_the_round_that_answers_it(
    client, opened, officer, department, city, of_whom
):
    owed = owed_by({"department": department, "city": city}[of_whom])
    client.force_login(officer)

    page = client.get(reverse("reports:obligation", args=[owed.pk]), follow=True).content.decode()
    below = round_answering(owed)

    assert below is not None
    assert "Báo cáo này được trả lời bằng báo cáo tổng hợp của kỳ:" in page
    assert f'href="/ky-bao-cao/{below.pk}/"' in page
    assert f'action="/ky-bao-cao/{below.pk}/tong-hop/"' in page
