"""Indicators: made and changed, reckoned over units and periods, compared with targets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from factories.agencies import make_agency, make_person
from factories.indicators import give_figures, indicator_facts, make_indicator, make_measures
from factories.programme import adopted_programme, plan_answer

from haidang.agencies.enums import AgencyKind, Role
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.periods import Period, half_period, year_period
from haidang.foundation.models import Event
from haidang.indicators.enums import TargetScope
from haidang.indicators.errors import (
    FormulaRefused,
    IndicatorChangedMeanwhile,
    IndicatorCodeTaken,
    UnderItself,
)
from haidang.indicators.models import Indicator, IndicatorNote
from haidang.indicators.operations.indicators import (
    change_indicator,
    end_indicator,
    set_target,
    withdraw_target,
)
from haidang.indicators.operations.notes import keep_notes
from haidang.indicators.operations.starting_set import take_starting_set
from haidang.indicators.operations.totals import recount_totals
from haidang.indicators.queries.facts import TargetFacts
from haidang.indicators.queries.series import Asked, series_of
from haidang.indicators.queries.targets import targets_in_force, verdict_of
from haidang.indicators.queries.tree import tree_rows
from haidang.indicators.queries.units import rows_behind, unit_rows, units_of
from haidang.programme.models import Target
from haidang.regimes.models import MeasureValue
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)
FIRST, SECOND_LAST_YEAR, FIRST_LAST_YEAR = half_period(2026, 1), half_period(2025, 2), half_period(2025, 1)
EVERYWHERE = Asked(Reach(is_everywhere=True, agencies=frozenset()), TODAY)


@pytest.fixture
def trained(officer):
    """This fixture will return a share of trained people: 3/4 and 1/6 now, 2/10 half a year and 1/10 a year ago."""
    make_measures()
    tourism, foreign = make_agency("Sở Du lịch"), make_agency("Sở Ngoại vụ")
    indicator = make_indicator(officer)
    give_figures(officer, tourism, FIRST, {"tap-huan": 3, "can-bo": 4})
    give_figures(officer, foreign, FIRST, {"tap-huan": 1, "can-bo": 6})
    give_figures(officer, tourism, SECOND_LAST_YEAR, {"tap-huan": 2, "can-bo": 10})
    give_figures(officer, tourism, FIRST_LAST_YEAR, {"tap-huan": 1, "can-bo": 10})
    return indicator


def shares(indicator: Indicator, asked: Asked = EVERYWHERE) -> list[tuple[str, Decimal, Decimal, int]]:
    return [
        (one.period.label, one.numerator, one.denominator, one.units) for one in series_of(indicator, asked)
    ]


def test_ratio_is_the_sum_above_over_the_sum_below(trained):
    assert shares(trained) == [
        ("6 tháng đầu năm 2025", 1, 10, 1),
        ("6 tháng cuối năm 2025", 2, 10, 1),
        ("6 tháng đầu năm 2026", 4, 10, 2),
    ]


def test_unit_that_gave_one_of_two_figures_is_left_out(trained, officer):
    give_figures(officer, make_agency("Sở Tài chính"), FIRST, {"can-bo": 90})

    assert shares(trained)[-1] == ("6 tháng đầu năm 2026", 4, 10, 2)


def test_as_many_units_but_others_are_not_taken_for_the_same(trained, officer):
    give_figures(officer, make_agency("Sở Tài chính"), FIRST, {"can-bo": 90})
    give_figures(officer, make_agency("Sở Y tế"), FIRST, {"tap-huan": 50})

    assert shares(trained)[-1] == ("6 tháng đầu năm 2026", 4, 10, 2)


def test_figures_of_other_kinds_and_out_of_reach_do_not_count(officer, trained):
    tourism = units_of(trained, EVERYWHERE, SECOND_LAST_YEAR).get()
    own = Asked(Reach(is_everywhere=False, agencies=frozenset({tourism.pk})), TODAY)
    of_communes = make_indicator(officer, code="xa", kinds=[AgencyKind.COMMUNE])

    assert shares(trained, own)[-1] == ("6 tháng đầu năm 2026", 3, 4, 1)
    assert shares(of_communes) == []


def test_work_is_counted_where_it_was_due(officer, trained):
    told = make_indicator(officer, code="dung-han", formula="viec-dung-han / viec-phai-bao")

    assert shares(told) == [
        ("6 tháng đầu năm 2025", 1, 1, 1),
        ("6 tháng cuối năm 2025", 1, 1, 1),
        ("6 tháng đầu năm 2026", 2, 2, 2),
    ]


def test_line_of_the_tree_compares_with_last_period_and_last_year(trained):
    (row,) = tree_rows(EVERYWHERE)

    assert (row.value, row.from_before.difference, row.from_last_year.difference) == (40, 20, 30)
    assert (row.from_before.meaning, row.trend) == ("better", (10, 20, 40))


def test_parts_stand_below_their_indicator(trained, officer):
    make_indicator(officer, code="phan", name="Phần", parent=trained)
    make_indicator(officer, code="khac", name="Khác")

    assert [(row.indicator.code, row.depth) for row in tree_rows(EVERYWHERE)] == [
        ("ty-le-tap-huan", 0),
        ("phan", 1),
        ("khac", 0),
    ]


def test_units_of_a_period_come_to_its_whole(trained):
    agencies = list(units_of(trained, EVERYWHERE, FIRST))
    rows = unit_rows(trained, agencies, EVERYWHERE, FIRST)

    assert [(one.agency.name, one.line.now.numerator, one.line.now.denominator) for one in rows] == [
        ("Sở Du lịch", 3, 4),
        ("Sở Ngoại vụ", 1, 6),
    ]


def test_figure_of_a_unit_leads_to_its_rows(trained):
    tourism = units_of(trained, EVERYWHERE, FIRST).order_by("name")[0]

    assert [
        (one.name, one.number, one.obligation.title)
        for one in rows_behind(trained, tourism, EVERYWHERE, FIRST)
    ] == [
        ("Cán bộ", 4, "Báo cáo 6 tháng đầu năm 2026"),
        ("Cán bộ đã tập huấn", 3, "Báo cáo 6 tháng đầu năm 2026"),
    ]


def target_facts(value: int, years: tuple[int, int], **fields) -> TargetFacts:
    return TargetFacts(Decimal(value), years[0] * 12, years[1] * 12 + 11, **fields)


def states(indicator: Indicator, value: int, period: Period, agency=None) -> tuple[int, str] | None:
    verdict = verdict_of(Decimal(value), targets_in_force().filter(indicator=indicator), period, agency)
    return (int(verdict.target.value), verdict.state) if verdict else None


def test_target_holds_in_its_years_and_is_on_the_way_before_their_end(trained, officer):
    for facts in (target_facts(50, (2013, 2015)), target_facts(100, (2016, 2020))):
        set_target(indicator=trained, facts=facts, set_by=officer, at=timezone.now())

    assert states(trained, 40, half_period(2015, 1)) == (50, "on_the_way")
    assert states(trained, 40, year_period(2015)) == (50, "missed")
    assert states(trained, 50, year_period(2015)) == (50, "reached")
    assert states(trained, 99, year_period(2016)) == (100, "on_the_way")
    assert states(trained, 99, year_period(2026)) == (100, "missed")


def test_target_is_not_missed_before_its_last_month_is_past_nor_by_an_estimate(trained, officer):
    set_target(indicator=trained, facts=target_facts(80, (2026, 2026)), set_by=officer, at=timezone.now())
    tourism = units_of(trained, EVERYWHERE, SECOND_LAST_YEAR).get()
    give_figures(officer, tourism, year_period(2026), {"tap-huan": 1, "can-bo": 10})

    def state_on(day: date) -> str:
        [row] = tree_rows(replace(EVERYWHERE, on=day))
        return row.verdict.state

    assert [state_on(date(2026, 12, 31)), state_on(date(2027, 1, 1))] == ["on_the_way", "missed"]
    MeasureValue.objects.filter(agency=tourism, last_month=year_period(2026).last).update(is_estimate=True)
    recount_totals()
    assert state_on(date(2027, 1, 1)) == "on_the_way"


def test_target_of_a_unit_goes_before_that_of_its_kind_and_of_all_tells_nothing_of_one(trained, officer):
    tourism, foreign = units_of(trained, EVERYWHERE, FIRST)
    for facts in (
        target_facts(100, (2026, 2026)),
        target_facts(60, (2026, 2026), scope=TargetScope.KIND, kind=AgencyKind.DEPARTMENT),
        target_facts(20, (2026, 2026), scope=TargetScope.AGENCY, agency=foreign),
    ):
        set_target(indicator=trained, facts=facts, set_by=officer, at=timezone.now())

    assert states(trained, 30, year_period(2026)) == (100, "missed")
    assert states(trained, 30, year_period(2026), tourism) == (60, "missed")
    assert states(trained, 30, year_period(2026), foreign) == (20, "reached")


def test_same_target_is_set_once_and_withdrawn_once(trained, officer):
    facts = target_facts(20, (2015, 2015))
    first = set_target(indicator=trained, facts=facts, set_by=officer, at=timezone.now())
    again = set_target(indicator=trained, facts=facts, set_by=officer, at=timezone.now())
    for _time in range(2):
        withdraw_target(target=first, withdrawn_by=officer, at=timezone.now())

    assert (again.pk, list(targets_in_force())) == (first.pk, [])
    assert Event.objects.filter(act__contains="target").count() == 2


def test_formula_without_true_total_is_refused_in_words(trained, officer):
    with pytest.raises(FormulaRefused) as refused:
        make_indicator(officer, code="khac", formula="tap-huan / nguoi")

    assert "nguoi" in refused.value.message
    with pytest.raises(IndicatorCodeTaken):
        make_indicator(officer)


def test_second_of_two_people_does_not_overwrite_the_first(trained, officer):
    change_indicator(
        indicator=trained, version=1, facts=indicator_facts(name="Tên của người thứ nhất"), changed_by=officer
    )
    late = Indicator.objects.get(pk=trained.pk)
    with pytest.raises(IndicatorChangedMeanwhile):
        change_indicator(
            indicator=late, version=1, facts=indicator_facts(name="Tên của người thứ hai"), changed_by=officer
        )

    assert Indicator.objects.get(pk=trained.pk).name == "Tên của người thứ nhất"


def test_indicator_cannot_stand_under_its_own_part(trained, officer):
    part = make_indicator(officer, code="phan", parent=trained)
    with pytest.raises(UnderItself):
        change_indicator(indicator=trained, version=1, facts=indicator_facts(parent=part), changed_by=officer)


def test_ended_indicator_leaves_the_tree(trained, officer):
    for _time in range(2):
        end_indicator(indicator=trained, ended_by=officer, at=timezone.now())

    assert tree_rows(EVERYWHERE) == []
    assert Event.objects.filter(act="indicators.end_indicator").count() == 1


def test_starting_set_is_taken_once_with_its_measures_and_sources(officer):
    made = take_starting_set(taken_by=officer)

    assert take_starting_set(taken_by=officer) == []
    assert Indicator.objects.count() == len(made) > 8
    assert all(one.source for one in made)


def test_notes_are_kept_by_period_and_only_changes_are_logged(trained, officer):
    for text in ("Tăng do mở thêm lớp", "Tăng do mở thêm lớp", ""):
        keep_notes(notes={trained: text}, period=FIRST, kept_by=officer)

    assert (IndicatorNote.objects.count(), Event.objects.filter(act="indicators.keep_note").count()) == (0, 2)


def page_of(client, name: str, *keys, query: str = "") -> str:
    return client.get(reverse(f"indicators:{name}", args=keys) + query).content.decode()


def test_pages_lead_from_the_tree_to_the_rows_in_two_clicks(trained, officer, log_in):
    client = log_in(officer)
    tourism = units_of(trained, EVERYWHERE, FIRST).order_by("name")[0]
    rows = reverse("indicators:rows", args=[trained.pk, tourism.pk]) + "?ky=2026-01_2026-06"

    assert reverse("indicators:indicator", args=[trained.pk]) in page_of(client, "tree")
    assert rows in page_of(client, "indicator", trained.pk)
    assert "Báo cáo 6 tháng đầu năm 2026" in client.get(rows).content.decode()


def test_focal_person_sees_figures_of_the_own_unit_only(trained, log_in):
    tourism, foreign = units_of(trained, EVERYWHERE, FIRST)
    client = log_in(make_person(Role.FOCAL, "daumoi", tourism))
    page = page_of(client, "indicator", trained.pk)

    assert ("Sở Du lịch" in page, "Sở Ngoại vụ" in page) == (True, False)
    address = reverse("indicators:rows", args=[trained.pk, foreign.pk]) + "?ky=2026-01_2026-06"
    assert client.get(address).status_code == 404


def test_unit_page_takes_the_same_queries_for_two_units_and_for_four(
    trained, officer, log_in, django_assert_num_queries
):
    client = log_in(officer)
    page_of(client, "indicator", trained.pk)
    with django_assert_num_queries(12):
        page_of(client, "indicator", trained.pk)
    for name in ("Sở Y tế", "Sở Tài chính"):
        give_figures(officer, make_agency(name), FIRST, {"tap-huan": 1, "can-bo": 1})

    with django_assert_num_queries(12):
        page = page_of(client, "indicator", trained.pk)

    assert "Sở Y tế" in page


def test_target_is_offered_from_an_adopted_paper_with_its_lines(trained, officer, log_in):
    value = {
        "label": "2.1",
        "subject": "cán bộ được tập huấn",
        "value": "50",
        "unit": "%",
        "comparison": ">=",
    }
    programme = adopted_programme(plan_answer(0) | {"targets": [value]}, adopted_by=officer)
    target = Target.objects.get(item__programme=programme)
    client = log_in(officer)
    sent = {"read_from": target.pk, "comparison": ">=", "value": "50", "first_year": 2026, "last_year": 2027}
    client.post(reverse("indicators:add_target", args=[trained.pk]), sent | {"scope": "all"})

    assert targets_in_force().get().read_from == target
    assert str(programme.document) in page_of(client, "indicator", trained.pk)


def test_wrong_formula_keeps_what_was_typed(trained, officer, log_in):
    sent = {
        "name": "Tên mới",
        "code": "moi",
        "formula": "tap-huan *",
        "unit": "%",
        "decimals": 1,
        "direction": "up",
    }
    answer = log_in(officer).post(reverse("indicators:add"), sent)

    assert answer.status_code == 422
    assert 'value="Tên mới"' in answer.content.decode()


def test_return_to_the_ministry_tells_figures_targets_and_notes(trained, officer, log_in):
    set_target(indicator=trained, facts=target_facts(50, (2026, 2026)), set_by=officer, at=timezone.now())
    client = log_in(officer)
    client.post(
        reverse("indicators:return") + "?ky=2026-01_2026-12", {f"{trained.pk}-text": "Đang mở thêm lớp"}
    )
    paper = client.get(reverse("indicators:return_paper") + "?ky=2026-01_2026-12")
    table = Document(BytesIO(paper.content)).tables
    cells = [cell.text for one in table for row in one.rows for cell in row.cells]

    assert [text for text in cells if text in {"4/10", "40,0 %", "≥ 50 % (2026)", "Đang mở thêm lớp"}] == [
        "40,0 %",
        "4/10",
        "≥ 50 % (2026)",
        "Đang mở thêm lớp",
    ]
    assert client.get(reverse("indicators:return_table")).content.startswith(b"PK")


def test_tree_of_one_unit_and_period_leads_to_the_rows_of_both(trained, officer, log_in):
    tourism = units_of(trained, EVERYWHERE, SECOND_LAST_YEAR).get()
    client = log_in(officer)

    page = page_of(client, "tree", query="?ky=2025-07_2025-12&don_vi=Sở+Du+lịch")

    assert "Số liệu riêng của Sở Du lịch." in page
    place = reverse("indicators:rows", args=[trained.pk, tourism.pk])
    assert f'<a href="{place}?ky=2025-07_2025-12"><b class="nd">2<span>/10</span></b></a>' in page
    assert '<option value="2025-07_2025-12" selected>6 tháng cuối năm 2025</option>' in page
    assert page_of(client, "rows", trained.pk, tourism.pk, query="?ky=2025-07_2025-12").count("<tr>") == 1 + 2


def test_period_without_figures_shows_the_latest_and_an_unknown_unit_is_told(trained, officer, log_in):
    client = log_in(officer)

    page = page_of(client, "tree", query="?ky=1999-01_1999-12&don_vi=So+Khong+Co")

    assert '<b class="nd">4<span>/10</span></b>' in page
    assert "So Khong Co" in page
    assert 'class="err"' in page or "aria-invalid" in page


def test_unit_out_of_reach_is_refused_in_the_tree(trained, log_in):
    own = units_of(trained, EVERYWHERE, SECOND_LAST_YEAR).get()
    client = log_in(make_person(Role.FOCAL, "dm", own))

    page = page_of(client, "tree", query="?don_vi=Sở+Ngoại+vụ")

    assert "Bạn không được xem số liệu của đơn vị này. Hãy để trống ô này." in page
    assert '<b class="nd">3<span>/4</span></b>' in page


def test_estimate_stands_beside_what_was_done_so_far(trained, officer):
    tourism = units_of(trained, EVERYWHERE, SECOND_LAST_YEAR).get()
    give_figures(officer, tourism, year_period(2026), {"tap-huan": 9, "can-bo": 10}, is_estimate=True)

    [row] = tree_rows(EVERYWHERE)

    assert (row.now.is_estimate, row.now.period, row.value) == (True, year_period(2026), 90)
    assert (row.actual.period, row.actual_value) == (FIRST, 40)
    [of_half] = tree_rows(EVERYWHERE, within=FIRST)
    assert (of_half.now.is_estimate, of_half.value, of_half.actual) == (False, 40, None)


def test_growth_is_told_of_what_it_was_a_year_before_with_the_rows_of_both_years(trained, officer, log_in):
    growth = make_indicator(officer, code="muc-tang", formula="tap-huan", is_growth=True)
    tourism = units_of(trained, EVERYWHERE, SECOND_LAST_YEAR).get()
    foreign = units_of(trained, EVERYWHERE, FIRST).exclude(pk=tourism.pk).get()

    # Of the first half-years: 3 + 1 people in 2026, 1 in 2025; nothing is known of 2024.
    assert shares(growth) == [("6 tháng đầu năm 2026", 3, 1, 1)]
    first, second = unit_rows(growth, [tourism, foreign], EVERYWHERE, FIRST)
    assert (first.line.value, second.line.now) == (200, None)
    assert [
        (one.obligation.title, one.number) for one in rows_behind(growth, tourism, EVERYWHERE, FIRST)
    ] == [
        ("Báo cáo 6 tháng đầu năm 2026", 3),
        ("Báo cáo 6 tháng đầu năm 2025", 1),
    ]
    page = page_of(log_in(officer), "indicator", growth.pk)
    assert "Mức tăng so với cùng kỳ năm trước của: <b>Cán bộ đã tập huấn</b>" in page
    assert "300,0 %" in page


def test_growth_is_known_though_only_later_years_are_asked_for(trained, officer):
    growth = make_indicator(officer, code="muc-tang", formula="tap-huan", is_growth=True)

    assert shares(growth, replace(EVERYWHERE, since=FIRST.first)) == [("6 tháng đầu năm 2026", 3, 1, 1)]


def test_growth_over_nothing_is_no_figure(officer):
    make_measures()
    tourism = make_agency("Sở Du lịch")
    growth = make_indicator(officer, code="muc-tang", formula="tap-huan", is_growth=True)
    give_figures(officer, tourism, FIRST_LAST_YEAR, {"tap-huan": 0})
    give_figures(officer, tourism, FIRST, {"tap-huan": 5})

    assert shares(growth) == []


def test_growth_is_told_in_per_cent_alone(trained, officer, log_in):
    given = {"name": "Mức tăng", "code": "tang", "formula": "tap-huan", "unit": "người", "decimals": "1"}

    page = log_in(officer).post(reverse("indicators:add"), given | {"direction": "up", "is_growth": "on"})

    assert page.context["form"].errors == {"unit": ["Mức tăng tính bằng %. Hãy ghi % ở ô này."]}


def test_reports_in_time_are_counted_by_how_often_they_come(trained, officer):
    quarter = Period(FIRST.first, FIRST.first + 2)
    give_figures(officer, make_agency("Sở Y tế"), quarter, {"tap-huan": 1})
    of_quarters = make_indicator(officer, code="quy", formula="bao-cao-quy-dung-han / bao-cao-quy-phai-nop")
    of_halves = make_indicator(
        officer, code="nua", formula="bao-cao-6-thang-dung-han / bao-cao-6-thang-phai-nop"
    )

    assert shares(of_quarters) == [("quý I/2026", 1, 1, 1)]
    assert [one[:3] for one in shares(of_halves)][-1] == ("6 tháng đầu năm 2026", 2, 2)
    assert [one.name for one in units_of(of_quarters, EVERYWHERE, quarter)] == ["Sở Y tế"]
    assert not units_of(of_quarters, EVERYWHERE, FIRST).exists()


def test_reports_sent_to_the_level_above_are_told_from_those_of_units(trained, officer):
    Obligation.objects.filter(last_month=FIRST_LAST_YEAR.last).update(what="regime:1:2")
    upward = make_indicator(
        officer, code="tren", formula="bao-cao-cap-tren-da-nop / bao-cao-cap-tren-phai-nop"
    )

    assert shares(upward) == [("6 tháng đầu năm 2025", 1, 1, 1)]
