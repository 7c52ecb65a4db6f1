"""The starting set of measures and regimes, from tables of our own; what is there already stays as people left it."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.reckoning.regime_rules import DueAfterClose, DueOnDay
from haidang.regimes.enums import AddingUp, Direction, DueKind, RegimePeriod, SectionKind
from haidang.regimes.models import Measure, Regime
from haidang.regimes.operations.measures import add_measure
from haidang.regimes.operations.regimes import add_regime, set_form, set_in_use
from haidang.regimes.queries.asked import FigureAsked, SectionAsked
from haidang.regimes.queries.measures import MeasureFacts
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts

type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many measures and regimes were added."""

    measures: int
    regimes: int


@transaction.atomic
def load_starting_set(*, made_by: Account, at: datetime) -> Loaded:
    """Add the measures and regimes of the starting set that are not there yet.

    This function will change nothing that is there. Regimes come not in use: an officer looks through who reports and
    by which day, then takes them up.
    """
    measures = load_measures(made_by=made_by)
    known = set(Regime.objects.values_list("code", flat=True))
    new = [row for row in _rows("regimes.csv") if row["code"] not in known]
    for row in new:
        _load_regime(row, made_by, at)
    return Loaded(measures, len(new))


@transaction.atomic
def load_measures(*, made_by: Account, only: Collection[str] | None = None) -> int:
    """This function will add the measures of the starting set that are not there yet, and tell how many.

    Of `only` some codes where they are given, with the parts of their ratios.
    """
    rows = {row["code"]: row for row in _rows("measures.csv")}
    wanted = rows.keys() if only is None else _with_parts(only, rows)
    known = {one.code: one for one in Measure.objects.all()}
    # Parts of a ratio stand before it.
    new = [row for code, row in rows.items() if code in wanted and code not in known]
    for row in new:
        known[row["code"]] = add_measure(facts=_measure_facts(row, known), made_by=made_by)
    return len(new)


def _with_parts(codes: Collection[str], rows: Mapping[str, Row]) -> set[str]:
    found = set(codes) & rows.keys()
    parts = {rows[code][side] for code in found for side in ("numerator", "denominator")}
    return found | parts - {""}


def _measure_facts(row: Row, known: dict[str, Measure]) -> MeasureFacts:
    return MeasureFacts(
        code=row["code"],
        name=row["name"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        over_units=AddingUp(row["over_units"]),
        over_time=AddingUp(row["over_time"]),
        direction=Direction(row["direction"]),
        definition=row["definition"],
        population=row["population"],
        given_by=row["given_by"],
        source=row["source"],
        drawn_by=row["drawn_by"],
        numerator=known[row["numerator"]] if row["numerator"] else None,
        denominator=known[row["denominator"]] if row["denominator"] else None,
    )


def _load_regime(row: Row, made_by: Account, at: datetime) -> None:
    code = row["code"]
    facts = RegimeFacts(
        code=code,
        name=row["name"],
        period=RegimePeriod(row["period"]),
        levels=tuple(_level_facts(one) for one in _rows("levels.csv") if one["regime"] == code),
        calendar=row["calendar"],
        basis=row["basis"],
        kinds=tuple(row["kinds"].split()),
        opens_before=int(row["opens_before"]),
        is_restricted=bool(row["restricted"]),
    )
    regime = add_regime(facts=facts, made_by=made_by)
    asked = [_section(one) for one in _rows("sections.csv") if code in one["regimes"].split()]
    set_form(regime=regime, sections=asked, made_by=made_by, at=at)
    set_in_use(regime=regime, version=regime.version, is_active=False, set_by=made_by)


def _level_facts(row: Row) -> LevelFacts:
    if row["due_kind"] == DueKind.AFTER_CLOSE:
        due: DueAfterClose | DueOnDay = DueAfterClose(int(row["working_days"]))
    else:
        due = DueOnDay(int(row["day"]), int(row["months_later"]), row["strict"] == "1")
    return LevelFacts(row["name"], due, consolidation_days=int(row["consolidation_days"] or 0))


def _section(row: Row) -> SectionAsked:
    return SectionAsked(
        row["label"],
        row["title"],
        SectionKind(row["kind"]),
        row["guidance"],
        row["required"] == "1",
        tuple(_figures(row["figures"].split())),
    )


def _figures(codes: Iterable[str]) -> Iterator[FigureAsked]:
    measures = Measure.objects.in_bulk(field_name="code")
    return (FigureAsked(measures[code]) for code in codes)


def _rows(name: str) -> Iterator[Row]:
    with files("haidang.regimes").joinpath("data", name).open(encoding="utf-8") as opened:
        opened.readline()  # what the table is and where it comes from
        yield from csv.DictReader(opened)
