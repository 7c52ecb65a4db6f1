"""Figures that count, and indicators made of them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from factories.programme import plan_answer, task_value
from factories.regimes import make_measure
from factories.reports import send

from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.periods import Period
from haidang.indicators.models import Indicator
from haidang.indicators.operations.indicators import add_indicator
from haidang.indicators.operations.totals import recount_totals
from haidang.indicators.queries.facts import IndicatorFacts
from haidang.regimes.models import Measure, MeasureValue
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission


def give_figures(
    author: Account, agency: Agency, period: Period, figures: dict[str, int], *, is_estimate: bool = False
) -> Obligation:
    """This function will make a unit's accepted report of a period with figures by the code of their measure."""
    year, month = divmod(period.last, 12)
    closes_on = date(year, month + 1, 28)
    obligation = Obligation.objects.create(
        kind="report",
        agency=agency,
        title=f"Báo cáo {period.label}",
        what="regime:1",
        occurrence=f"report {period.first}..{period.last}",
        first_month=period.first,
        last_month=period.last,
        opens_on=date(period.first // 12, period.first % 12 + 1, 1),
        closes_on=closes_on,
        opened_due_on=closes_on + timedelta(days=5),
        due_on=closes_on + timedelta(days=5),
        opened_by=author,
    )
    sent = send(obligation, author, "Có số liệu kèm theo", on=closes_on)
    accept_submission(submission=sent, decided_by=author, on=closes_on)
    MeasureValue.objects.bulk_create(
        MeasureValue(
            submission=sent,
            agency=agency,
            measure=Measure.objects.get(code=code),
            first_month=period.first,
            last_month=period.last,
            is_estimate=is_estimate,
            stated=Decimal(number),
            number=Decimal(number),
            counts=True,
        )
        for code, number in figures.items()
    )
    recount_totals()
    return obligation


def indicator_facts(**fields: Any) -> IndicatorFacts:
    usual: dict[str, Any] = {
        "code": "ty-le-tap-huan",
        "name": "Cán bộ đã qua tập huấn",
        "formula": "tap-huan / can-bo",
        "unit": "%",
    }
    return IndicatorFacts(**(usual | fields))


def make_measures() -> None:
    """This function will make people who work and those of them who were trained."""
    make_measure("can-bo", "Cán bộ", unit="người")
    make_measure("tap-huan", "Cán bộ đã tập huấn", unit="người")


def make_indicator(officer: Account, **fields: Any) -> Indicator:
    return add_indicator(facts=indicator_facts(**fields), made_by=officer)


def paper_with_targets() -> dict[str, Any]:
    """This function will return a plan for three years: a goal with a share, a task with counts, a budget without."""
    share = {
        "text": "Đến năm 2027, 50% cán bộ thông tin đối ngoại được tập huấn",
        "subject": "cán bộ thông tin đối ngoại được tập huấn",
        "value": "50",
        "unit": "%",
        "comparison": "=",
        "due": "2027-12-31",
        "phase": ["2026-01-01", "2028-12-31"],
        "lines": [[12, 13]],
    }
    task = task_value(
        "I.1", title="Xuất bản Bản tin đối ngoại (12 số)", content=[], product="", lines=[[40, 41], [44, 44]]
    )
    heading = {
        "kind": "Kế hoạch",
        "number": "77/KH-UBND",
        "issuer": "Ủy ban nhân dân thành phố Hà Nội",
        "date": "2026-01-15",
        "title": "Thông tin đối ngoại giai đoạn 2026-2028",
    }
    return plan_answer(0) | {"heading": heading, "targets": [share], "tasks": [task]}
