"""The starting set of measures and regimes: loaded once, never over what people changed."""

from datetime import date

import pytest
from django.core.management import call_command
from factories.regimes import at_noon, make_measure

from haidang.engines.reckoning.periods import half_period, year_period
from haidang.foundation.models import Event
from haidang.regimes.models import Measure, Regime
from haidang.regimes.operations.starting_set import Loaded, load_starting_set
from haidang.regimes.queries.regimes import levels_of, periods_near, reports_of_period
from haidang.regimes.registry import figure_sources

pytestmark = pytest.mark.django_db


def test_set_is_loaded_once(officer):
    first = load_starting_set(made_by=officer, at=at_noon())
    events = Event.objects.count()

    again = load_starting_set(made_by=officer, at=at_noon())

    assert (first, again) == (Loaded(68, 13), Loaded(0, 0))
    assert Event.objects.count() == events


def test_regimes_come_with_their_forms_and_wait_to_be_taken_up(officer):
    load_starting_set(made_by=officer, at=at_noon())

    assert list(Regime.objects.filter(is_active=True)) == []
    assert [one.code for one in Regime.objects.order_by("code") if not one.forms.exists()] == []


def test_measure_that_people_made_stays(officer):
    make_measure("tin-bai", "Tin, bài của chúng tôi")

    load_starting_set(made_by=officer, at=at_noon())

    assert Measure.objects.get(code="tin-bai").name == "Tin, bài của chúng tôi"


@pytest.mark.parametrize(("code", "period", "due"), [
    # Seed 002 lines 650-652: before 20/6 and before 20/11.
    ("ttdn-6-thang", half_period(2024, 1), [date(2024, 6, 19)]),
    ("ttdn-nam", year_period(2024), [date(2024, 11, 19)]),
    # Circular 02/2023/TT-BTTTT: 6/6 and 25/11 to the ministry.
    ("bo-6-thang", half_period(2024, 1), [date(2024, 6, 1), date(2024, 6, 6)]),
    ("bo-nam", year_period(2024), [date(2024, 11, 15), date(2024, 11, 25)]),
])  # fmt: skip
def test_days_are_those_of_the_papers(officer, code, period, due):
    load_starting_set(made_by=officer, at=at_noon())
    regime = Regime.objects.get(code=code)

    assert [one.due_on for one in reports_of_period(regime, levels_of(regime), period)] == due


def test_half_year_report_is_asked_once_a_year(officer):
    """Seed 002 lines 648-652 ask for six months and for the year; nobody asks for the second half."""
    load_starting_set(made_by=officer, at=at_noon())
    regime = Regime.objects.get(code="ttdn-6-thang")

    assert periods_near(regime, on=date(2026, 11, 22)) == [
        half_period(year, 1) for year in (2025, 2026, 2027)
    ]


def test_every_source_of_a_drawn_measure_is_there(officer):
    load_starting_set(made_by=officer, at=at_noon())

    drawn = Measure.objects.exclude(drawn_by="").values_list("drawn_by", flat=True)
    assert len(drawn) == 20
    assert set(drawn) - figure_sources.keys() == set()


def test_press_with_delegations_is_counted_without_names(officer):
    """Seed 003 line 357: a restricted report; it asks for numbers and a summary, never for a person."""
    load_starting_set(made_by=officer, at=at_noon())
    form = Regime.objects.get(code="phong-vien-doan").forms.get()

    assert [
        one.measure.code for section in form.sections.all() for one in section.figures.order_by("order")
    ] == [
        "doan-phong-vien",
        "phong-vien-di-doan",
    ]
    assert "Không ghi tên" in form.sections.order_by("order")[0].guidance


def test_command_says_what_it_added(officer, capsys):
    call_command("load_regimes", officer.username)
    call_command("load_regimes", officer.username)

    assert capsys.readouterr().out == (
        "Thêm 68 số liệu và 13 chế độ báo cáo (chưa dùng).\n"
        "Số liệu và chế độ báo cáo ban đầu đã có đủ, không thêm gì.\n"
    )
