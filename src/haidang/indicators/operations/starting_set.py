"""The set of indicators to begin with, from the papers: a table of data, each row with its source."""

import csv
from importlib.resources import files

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.reckoning.formulas import parse_formula
from haidang.indicators.models import Indicator
from haidang.indicators.operations.indicators import add_indicator
from haidang.indicators.queries.facts import IndicatorFacts
from haidang.indicators.queries.names import measures_named
from haidang.regimes.operations.starting_set import load_measures

_HERE = "haidang.indicators.operations"


@transaction.atomic
def take_starting_set(*, taken_by: Account) -> list[Indicator]:
    """Make the indicators of the starting set that are not there yet, and the measures they need.

    This function will leave as it is whatever has the code already, so that a second time it makes nothing.
    """
    known = set(Indicator.objects.values_list("code", flat=True))
    wanted = [row for row in _rows("starting_indicators.csv") if row["code"] not in known]
    named = {name for row in wanted for name in measures_named(parse_formula(row["formula"]))}
    load_measures(made_by=taken_by, only=named)
    return [_made(row, taken_by) for row in wanted]


def _made(row: dict[str, str], taken_by: Account) -> Indicator:
    facts = IndicatorFacts(
        code=row["code"],
        name=row["name"],
        formula=row["formula"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        direction=row["direction"],
        given_by=row["given_by"],
        definition=row["definition"],
        source=row["source"],
        is_growth=row["growth"] == "1",
        parent=Indicator.objects.filter(code=row["under"]).first() if row["under"] else None,
    )
    return add_indicator(facts=facts, made_by=taken_by)


def _rows(name: str) -> list[dict[str, str]]:
    table = (files(_HERE) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines()))
