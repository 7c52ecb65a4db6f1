"""An indicator and its target for the walk of rights."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from factories.indicators import make_indicator, paper_with_targets
from factories.programme import adopted_programme

from haidang.agencies.enums import Role
from haidang.indicators.operations.indicators import set_target
from haidang.indicators.queries.facts import TargetFacts
from haidang.indicators.queries.proposals import proposals_of

if TYPE_CHECKING:
    from factories.rights import City, Place

_PERIOD = {"ky": "2026-01_2026-06"}


def keep_indicators(city: "City") -> None:
    """This function will make an indicator of counted work with a target."""
    officer = city.people[Role.OFFICER]
    indicator = make_indicator(officer, formula="viec-da-bao / viec-phai-bao")
    facts = TargetFacts(Decimal(100), 2026 * 12, 2026 * 12 + 11)
    target = set_target(indicator=indicator, facts=facts, set_by=officer, at=datetime(2026, 3, 2, tzinfo=UTC))
    paper = adopted_programme(paper_with_targets(), adopted_by=officer)
    city.kept |= {"indicator": indicator, "target of an indicator": target, "stated": proposals_of(paper)[0]}


INDICATOR_ROWS: "dict[str, Callable[[City, str], Place]]" = {
    "indicator": lambda city, _name: {"pk": city.kept["indicator"].pk},
    "target of an indicator": lambda city, _name: {"pk": city.kept["target of an indicator"].pk},
    "target stated in a paper": lambda city, _name: {
        "pk": city.kept["stated"].row.programme_id,
        "key": city.kept["stated"].key,
    },
    "indicator of a unit": lambda city, _name: {
        "pk": city.kept["indicator"].pk,
        "agency": city.own.pk,
        "query": _PERIOD,
    },
}
OTHERS_INDICATOR_ROWS: "dict[str, Callable[[City, str], Place]]" = {
    "indicator of a unit": lambda city, _name: {
        "pk": city.kept["indicator"].pk,
        "agency": city.other.pk,
        "query": _PERIOD,
    },
}
