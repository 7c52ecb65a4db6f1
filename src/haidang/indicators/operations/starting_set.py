"""The set of indicators to begin with, from the papers: two tables of data, each row with its source."""

import csv
from collections.abc import Iterable
from importlib.resources import files

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.reckoning.formulas import parse_formula
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.indicators.models import Indicator
from haidang.indicators.operations.indicators import add_indicator
from haidang.indicators.queries.facts import IndicatorFacts
from haidang.indicators.queries.names import measures_named
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import Measure

_HERE = "haidang.indicators.operations"


@transaction.atomic
def take_starting_set(*, taken_by: Account) -> list[Indicator]:
    """Make the indicators of the starting set that are not there yet, and the measures they need.

    This function will leave as it is whatever has the code already, so that a second time it makes nothing.
    """
    known = set(Indicator.objects.values_list("code", flat=True))
    wanted = [row for row in _rows("starting_indicators.csv") if row["code"] not in known]
    _make_measures(
        {name for row in wanted for name in measures_named(parse_formula(row["formula"]))}, taken_by
    )
    return [_made(row, taken_by) for row in wanted]


def _made(row: dict[str, str], taken_by: Account) -> Indicator:
    facts = IndicatorFacts(
        code=row["code"],
        name=row["name"],
        formula=row["formula"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        given_by=row["given_by"],
        definition=row["definition"],
        source=row["source"],
        parent=Indicator.objects.filter(code=row["under"]).first() if row["under"] else None,
    )
    return add_indicator(facts=facts, made_by=taken_by)


def _make_measures(codes: Iterable[str], taken_by: Account) -> None:
    known = set(Measure.objects.values_list("code", flat=True))
    for row in _rows("starting_measures.csv"):
        if row["code"] in codes and row["code"] not in known:
            measure = Measure.objects.create(
                **row, folded_name=folded_form(row["name"]), over_time=AddingUp.LAST
            )
            record_event(actor=taken_by, act="indicators.take_measure", subject=measure, after=row)


def _rows(name: str) -> list[dict[str, str]]:
    table = (files(_HERE) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
