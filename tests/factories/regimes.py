"""Regimes and rounds for tests, made as the screens make them."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from factories.agencies import make_agency

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account
from haidang.engines.reckoning.periods import Period, half_period, year_period
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.engines.vietnamese.forms import folded_form
from haidang.regimes.enums import RegimePeriod, SectionKind
from haidang.regimes.models import Measure, Regime, ReportRound
from haidang.regimes.operations.regimes import FigureAsked, SectionAsked, add_regime, set_form
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts

TODAY = date(2026, 6, 1)
FIRST_HALF = half_period(2026, 1)
# Seed 002 lines 650-652: units report before 20/6.
UNITS_BEFORE_20_JUNE = LevelFacts("Đơn vị", DueOnDay(20, is_strict=True))


def at_noon(day: date = TODAY) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def make_measure(
    code: str = "tin-bai", name: str = "Tin, bài bằng tiếng nước ngoài", **fields: Any
) -> Measure:
    return Measure.objects.create(
        code=code, name=name, folded_name=folded_form(name), **({"unit": "tin, bài"} | fields)
    )


def regime_facts(**fields: Any) -> RegimeFacts:
    usual: dict[str, Any] = {
        "code": "bao-cao-6-thang",
        "name": "Báo cáo công tác thông tin đối ngoại 6 tháng",
        "period": RegimePeriod.HALF_YEAR,
        "levels": (UNITS_BEFORE_20_JUNE,),
        "calendar": "decree_09_2019",
        "kinds": (AgencyKind.DEPARTMENT,),
    }
    return RegimeFacts(**(usual | fields))


def make_regime(officer: Account, **fields: Any) -> Regime:
    return add_regime(facts=regime_facts(**fields), made_by=officer)


def outline(*measures: Measure) -> list[SectionAsked]:
    """This function will return three sections: words, figures, obstacles."""
    asked = tuple(FigureAsked(one) for one in measures)
    return [
        SectionAsked(
            "I", "Công tác chỉ đạo, điều hành", guidance="Văn bản đã ban hành, hội nghị đã tổ chức."
        ),
        SectionAsked("II", "Kết quả bằng số liệu", SectionKind.FIGURES, figures=asked),
        SectionAsked("III", "Khó khăn, kiến nghị", SectionKind.TICKETS, is_required=False),
    ]


def regime_with_form(officer: Account, *measures: Measure, **fields: Any) -> Regime:
    regime = make_regime(officer, **fields)
    set_form(
        regime=regime,
        sections=outline(*(measures or (make_measure(),))),
        made_by=officer,
        at=at_noon(),
    )
    return regime


def open_round(officer: Account, *units: str, period: Period = FIRST_HALF, **fields: Any) -> ReportRound:
    """This function will open a round in which departments of these names report."""
    for name in units or ("Sở Du lịch", "Sở Ngoại vụ"):
        make_agency(name)
    regime = regime_with_form(officer, **fields)
    return open_report_round(regime=regime, period=period, opened_by=officer, today=TODAY).report_round


def open_yearly_round(officer: Account, *units: str) -> ReportRound:
    """This function will open a round of 2025 that is due before 20/11, before its data close."""
    for name in units:
        make_agency(name)
    before_20_november = LevelFacts("Đơn vị", DueOnDay(20, months_later=-1, is_strict=True))
    regime = regime_with_form(officer, period=RegimePeriod.YEAR, levels=(before_20_november,))
    return open_report_round(
        regime=regime, period=year_period(2025), opened_by=officer, today=date(2025, 6, 1)
    ).report_round
