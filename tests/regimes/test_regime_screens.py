"""Officers make, change and end regimes; who reports and which days are seen before anything is kept."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency
from factories.regimes import TODAY, make_regime

from haidang.engines.reckoning.regime_rules import DueAfterClose, DueOnDay
from haidang.regimes.errors import RegimeChangedMeanwhile
from haidang.regimes.models import Regime
from haidang.regimes.queries.regimes import levels_of, reckoned_level, units_on

pytestmark = pytest.mark.django_db


def entry(**changes):
    """This function will return the form of a half-yearly report of departments before 20/6."""
    return {
        "name": "Báo cáo 6 tháng",
        "code": "bao-cao-6-thang",
        "period": "half_year",
        "calendar": "decree_09_2019",
        "way": "screen",
        "kinds": ["department"],
        "opens_before": "10",
        "c0-name": "Đơn vị",
        "c0-due_kind": "on_day",
        "c0-day": "20",
        "c0-months_later": "0",
        "c0-is_strict": "on",
    } | changes


def test_choice_by_kind_is_seen_with_its_days_before_the_regime_is_kept(officer, log_in):
    make_agency("Sở Du lịch")
    make_agency("Sở Ngoại vụ")
    client = log_in(officer)

    page = client.post(reverse("regimes:make_regime"), entry())
    kept_at_once = Regime.objects.count()
    mark = page.context["form"].mark
    done = client.post(reverse("regimes:make_regime"), entry(seen=mark))

    assert [one.name for one in page.context["meant"]] == ["Sở Du lịch", "Sở Ngoại vụ"]
    assert "2 đơn vị báo cáo" in page.content.decode()
    regime = Regime.objects.get()
    assert (kept_at_once, done.url) == (0, reverse("regimes:edit_form", args=[regime.pk]))
    (level,) = levels_of(regime)
    assert reckoned_level(level).due == DueOnDay(20, 0, is_strict=True)
    assert (regime.kinds, regime.opens_before, regime.made_by) == (["department"], 10, officer)


def test_agencies_under_a_body_report_without_a_kind(officer, log_in):
    city = make_agency("UBND Thành phố")
    tourism = make_agency("Sở Du lịch", parent=city)
    make_agency("Sở Ngoại vụ")
    client = log_in(officer)
    given = entry(kinds=[], above=city.pk)

    mark = client.post(reverse("regimes:make_regime"), given).context["form"].mark
    client.post(reverse("regimes:make_regime"), given | {"seen": mark})

    regime = Regime.objects.get()
    assert units_on(regime, on=TODAY) == [tourism]


def test_units_due_after_the_level_above_are_told_while_the_regime_is_entered(officer, log_in):
    standing = make_agency("Sở Văn hóa")
    given = entry() | {
        "c1-name": "Bộ",
        "c1-due_kind": "on_day",
        "c1-day": "6",
        "c1-months_later": "0",
        "c1-reporter": standing.name,
        "c1-consolidation_days": "5",
        "xem": "1",
    }

    page = log_in(officer).post(reverse("regimes:make_regime"), given)

    found = {one.code for days in page.context["days"] for _level, one in days.findings}
    assert found == {"estimate", "too_late_for_parent"}
    assert "Hãy rút hạn của đơn vị." in page.content.decode()
    assert Regime.objects.count() == 0


def test_level_without_its_day_is_told_at_the_field(officer, log_in):
    make_agency("Sở Du lịch")

    page = log_in(officer).post(reverse("regimes:make_regime"), entry(**{"c0-day": ""}))

    assert page.context["form"].levels[0].errors == {"day": ["Hãy ghi ngày trong tháng, từ 1 đến 31."]}


def test_regime_is_changed_as_it_is_shown(officer, log_in):
    unit = make_agency("Sở Du lịch")
    left_out = make_agency("Sở Ngoại vụ")
    regime = make_regime(officer, left_out=[left_out])
    client = log_in(officer)
    form = client.get(reverse("regimes:edit_regime", args=[regime.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    levels = {one[name].html_name: one[name].value() for one in form.levels for name in one.fields}
    given = {name: value for name, value in (shown | levels).items() if value not in (None, False)}
    given |= {"name": "Báo cáo bán niên"}

    mark = client.post(reverse("regimes:edit_regime", args=[regime.pk]), given).context["form"].mark
    client.post(reverse("regimes:edit_regime", args=[regime.pk]), given | {"seen": mark})

    regime.refresh_from_db()
    (level,) = levels_of(regime)
    assert (regime.name, regime.version, reckoned_level(level).due) == (
        "Báo cáo bán niên",
        2,
        DueOnDay(20, 0, is_strict=True),
    )
    assert units_on(regime, on=TODAY) == [unit]


def test_second_of_two_people_sees_the_change_and_may_save_again(officer, log_in):
    unit = make_agency("Sở Du lịch")
    regime = make_regime(officer)
    given = entry(kinds=[], named=unit.name, version="1")
    client = log_in(officer)
    address = reverse("regimes:edit_regime", args=[regime.pk])
    client.post(address, given | {"name": "Tên thứ nhất"})

    late = client.post(address, given | {"name": "Tên thứ hai"})
    between = Regime.objects.get().name
    client.post(address, given | {"name": "Tên thứ hai", "version": late.context["form"]["version"].value()})

    assert late.context["form"].non_field_errors() == [RegimeChangedMeanwhile().message]
    assert (between, Regime.objects.get().name) == ("Tên thứ nhất", "Tên thứ hai")


def test_regime_is_ended_and_taken_up_again_on_its_page(officer, log_in):
    regime = make_regime(officer)
    client, address = log_in(officer), reverse("regimes:use_regime", args=[regime.pk])

    client.post(address, {"version": "1", "is_active": "0"})
    ended = Regime.objects.get().is_active
    client.post(address, {"version": "2", "is_active": "1"})

    assert (ended, Regime.objects.get().is_active) == (False, True)


def test_page_of_a_regime_shows_who_reports_and_its_days(officer, log_in):
    make_agency("Sở Du lịch")
    regime = make_regime(officer)

    page = log_in(officer).get(reverse("regimes:regime", args=[regime.pk])).content.decode()

    assert ("1 đơn vị báo cáo" in page, "ghi là ước thực hiện" in page, "Chưa có mẫu" in page) == (
        True,
        False,
        True,
    )


def test_list_takes_the_same_queries_for_one_regime_and_for_three(officer, log_in, django_assert_num_queries):
    make_regime(officer)
    client = log_in(officer)
    client.get(reverse("regimes:regimes"))

    with django_assert_num_queries(6):
        client.get(reverse("regimes:regimes"))
    for code in ("quy", "nam"):
        make_regime(officer, code=code)
    with django_assert_num_queries(6):
        page = client.get(reverse("regimes:regimes")).content.decode()

    assert page.count("<tr>") == 4


def test_working_days_after_close_are_kept(officer, log_in):
    unit = make_agency("Sở Du lịch")
    given = entry(kinds=[], named=unit.name, **{"c0-due_kind": "after_close", "c0-working_days": "3"})

    log_in(officer).post(reverse("regimes:make_regime"), given)

    assert [reckoned_level(one).due for one in levels_of(Regime.objects.get())] == [DueAfterClose(3)]


def test_kind_of_which_no_agency_is_left_stays_with_the_regime(officer, log_in):
    make_agency("Sở Du lịch")
    regime = make_regime(officer, kinds=("department", "commune"))

    form = log_in(officer).get(reverse("regimes:edit_regime", args=[regime.pk])).context["form"]

    assert [kind for kind, _label in form.fields["kinds"].choices if kind in regime.kinds] == [
        "department",
        "commune",
    ]
    assert len(form.levels) == 2
