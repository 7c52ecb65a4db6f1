"""How long an indicator takes for all units and periods of a province: 3,400 units x 30 measures x 20 periods.

Run: .venv/bin/python benchmarks/indicators.py [--share 0.1]
Builds about 2 million values in a database of its own: SQLite in a temporary folder, or the empty PostgreSQL database
that HAIDANG_DATABASE_URL names (filled, and left so). Prints the median of several runs: milliseconds of work of this
process (SQLite works in it) and by the clock.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

UNITS, MEASURES, PERIODS = 3_400, 30, 20
MOST_MS = 100
RUNS = 7
FIRST_YEAR = 2022
BATCH = 20_000


def build(share: float) -> None:
    """This function will fill the database: one accepted report of every unit for every quarter, with all measures."""
    from django.core.management import call_command
    from factories.agencies import make_officer
    from obligations import build_agencies

    from haidang.agencies.models import Account
    from haidang.engines.reckoning.periods import quarter_period
    from haidang.indicators.operations.indicators import add_indicator
    from haidang.indicators.queries.facts import IndicatorFacts
    from haidang.regimes.models import Measure

    call_command("migrate", verbosity=0)
    if Account.objects.exists():
        sys.exit("this database is not empty: name another one in HAIDANG_DATABASE_URL")
    officer = make_officer()
    agencies = build_agencies(max(int(UNITS * share), 100))
    measures = [
        Measure(code=f"m{number}", name=f"Số liệu {number}", folded_name=f"so lieu {number}", unit="người")
        for number in range(MEASURES)
    ]
    Measure.objects.bulk_create(measures)
    for at in range(PERIODS):
        year, quarter = divmod(at, 4)
        build_period(agencies, measures, officer, quarter_period(FIRST_YEAR + year, quarter + 1))
    for code, formula, unit in (
        ("mot", "m1", "người"),
        ("ty-le", "m1 / m2", "%"),
        ("bon", "(m1 + m2) / (m3 + m4)", "%"),
        ("viec", "viec-da-bao / viec-phai-bao", "%"),
    ):
        add_indicator(facts=IndicatorFacts(code, code, formula, unit), made_by=officer)


def build_period(agencies: list, measures: list, officer, period) -> None:
    """This function will make the reports of one quarter."""
    from haidang.regimes.models import MeasureValue
    from haidang.reports.models import Obligation, Submission

    year, month = divmod(period.last, 12)
    day = date(year, month + 1, 28)
    obligations = Obligation.objects.bulk_create(
        (
            Obligation(
                kind="report",
                agency=one,
                title=period.label,
                what="regime:1",
                occurrence=f"report {period.first}..{period.last}",
                first_month=period.first,
                last_month=period.last,
                opens_on=date(period.first // 12, period.first % 12 + 1, 1),
                closes_on=day,
                opened_due_on=day,
                due_on=day,
                first_sent_on=day,
                fate="accepted",
                fate_on=day,
                opened_by=officer,
            )
            for one in agencies
        ),
        batch_size=BATCH,
    )
    sent = Submission.objects.bulk_create(
        (
            Submission(
                obligation=one,
                agency_id=one.agency_id,
                author=officer,
                kind="report",
                state="accepted",
                number=1,
                sent_on=day,
            )
            for one in obligations
        ),
        batch_size=BATCH,
    )
    MeasureValue.objects.bulk_create(
        (
            MeasureValue(
                submission=one,
                agency_id=one.agency_id,
                measure=measure,
                first_month=period.first,
                last_month=period.last,
                stated=(one.pk * (place + 3)) % 97 + place,
                number=(one.pk * (place + 3)) % 97 + place,
                counts=True,
            )
            for one in sent
            for place, measure in enumerate(measures)
        ),
        batch_size=BATCH,
    )


def measured(name: str, ask: Callable[[], object]) -> float:
    """This function will print the median of several runs, and return its work in milliseconds."""
    ask()
    works, clocks = [], []
    for _run in range(RUNS):
        work, clock = time.process_time(), time.perf_counter()
        ask()
        works.append((time.process_time() - work) * 1000)
        clocks.append((time.perf_counter() - clock) * 1000)
    work = statistics.median(works)
    print(f"{name:50} {work:8.0f} ms of work {statistics.median(clocks):8.0f} ms by the clock")
    return work


def ask_all() -> None:
    """This function will ask for every indicator for all units and periods, and for its page of units."""
    from django.db import connection

    from haidang.agencies.queries.reach import Reach
    from haidang.indicators.models import Indicator
    from haidang.indicators.queries.series import Asked, series_of
    from haidang.indicators.queries.tree import tree_rows
    from haidang.indicators.queries.units import unit_rows, units_of
    from haidang.regimes.models import MeasureValue

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {MeasureValue.objects.count():,} values")
    asked = Asked(Reach(is_everywhere=True, agencies=frozenset()), date(2027, 1, 31))
    for one in Indicator.objects.order_by("id"):
        measured(f"all units and periods: {one.formula}", lambda one=one: series_of(one, asked))
    ratio = Indicator.objects.get(code="ty-le")
    period = series_of(ratio, asked)[-1].period

    def page() -> list:
        return unit_rows(ratio, list(units_of(ratio, asked, period)[:50]), asked, period)

    measured("50 units with their periods", page)
    measured("tree of four indicators", lambda: tree_rows(asked))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    share = parser.parse_args().share
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here), str(here.parent / "tests"), str(here.parent / "src")]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("HAIDANG_DATA_FOLDER", folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
        import django

        django.setup()
        begun = time.perf_counter()
        build(share)
        print(f"built in {time.perf_counter() - begun:.0f} s")
        ask_all()


if __name__ == "__main__":
    main()
