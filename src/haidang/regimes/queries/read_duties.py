"""What a programme's report duty says about a regime: everything that was read, and what an officer has to add."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from haidang.agencies.models import Agency
from haidang.engines.reckoning.calendars import DECREE_09_2019
from haidang.engines.reckoning.occurrences import MONTHS_OF_INTERVAL, OwingRules
from haidang.engines.reckoning.regime_rules import DueAfterClose, DueOnDay
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item
from haidang.programme.queries.items import items_open_to
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.queries.regimes import LevelFacts
from haidang.reports.queries.owers import OwersOfProgramme
from haidang.reports.queries.owing import owed_by_item

_RULES = OwingRules(calendar=DECREE_09_2019, is_strict=False)


@dataclass(frozen=True, slots=True)
class DutyRead:
    """A report duty as a paper has it. `owed_by` are the printed words, `agencies` whom the register makes of them."""

    item: Item
    name: str
    basis: str
    period: RegimePeriod | None
    level: LevelFacts
    owed_by: str
    owed_to: str
    agencies: tuple[Agency, ...]


def duties_open_to(account: Any) -> QuerySet[Item]:
    """This function will return the report duties that an account may make a regime of."""
    return items_open_to(account).filter(kind=ItemKind.REPORT_REGIME)


def read_duty(item: Item, *, unit_level: str, on: date) -> DutyRead:
    """Tell what a report duty says; nothing is guessed that the paper does not have.

    A printed day is told by its distance from the last month of its period: "trước ngày 20/11" for the year is one
    month before (seed 002 lines 650-652).
    """
    owers = OwersOfProgramme(item.programme).owers_of(item, on=on)
    return DutyRead(
        item=item,
        name=item.title.strip(),
        basis=_basis_of(item),
        period=_period_of(item),
        level=LevelFacts(unit_level, _due_of(item)),
        owed_by=item.details.get("owed_by") or "",
        owed_to=item.details.get("owed_to") or "",
        agencies=tuple(
            Agency.objects.without_tree_fields().filter(pk__in=owers.agencies).order_by("name", "id")
        ),
    )


def _basis_of(item: Item) -> str:
    return str(item.programme.document)


def _period_of(item: Item) -> RegimePeriod | None:
    told = item.details.get("period") or item.every
    if told == RegimePeriod.AD_HOC or told in MONTHS_OF_INTERVAL:
        return RegimePeriod(told)
    return None


def _due_of(item: Item) -> DueOnDay | DueAfterClose:
    owed = owed_by_item(item, item.programme, _RULES).occurrences
    if item.due_on is None or not owed:
        return DueAfterClose(5)
    month = item.due_on.year * 12 + item.due_on.month - 1
    return DueOnDay(item.due_on.day, month - owed[0].period.last, item.is_strict)
