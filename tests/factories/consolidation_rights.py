"""A round, a consolidated report being put together and an issued one, for the walk of rights."""

from collections.abc import Mapping
from typing import Any

from factories.consolidation import begun, issued
from factories.regimes import FIRST_HALF, TODAY, make_measure, regime_with_form

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.periods import half_period
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.consolidation_content import REPORTED
from haidang.regimes.queries.consolidation_texts import PickFacts

_DRAFT, _ISSUED = "consolidation", "issued consolidation"


def consolidated_reports(own: Agency, people: Mapping[str, Account]) -> dict[str, Any]:
    officer = people[Role.OFFICER]
    regime = regime_with_form(
        officer, make_measure("tong-hop", "Lượt xem"), code="tong-hop", kinds=(), named=[own]
    )
    rounds = [
        open_report_round(regime=regime, period=period, opened_by=officer, today=TODAY).report_round
        for period in (FIRST_HALF, half_period(2025, 2))
    ]
    made = [begun(one, officer, PickFacts("Dấu riêng của báo cáo")) for one in rounds]
    return {"round to consolidate": rounds[0], _DRAFT: made[0], _ISSUED: issued(made[1], officer)}


def _section(city: Any, _name: str) -> dict[str, Any]:
    made = city.kept[_DRAFT]
    return {"pk": made.pk, "part": made.report_round.form.sections.get(order=0).pk}


def _figure(city: Any, _name: str) -> dict[str, Any]:
    return {"token": city.kept[_ISSUED].token, "key": REPORTED}


def _figure_of_measure(city: Any, _name: str) -> dict[str, Any]:
    return {"token": city.kept[_ISSUED].token, "key": "tong-hop"}


def _figure_of_period(city: Any, name: str) -> dict[str, Any]:
    return _figure_of_measure(city, name) | {"pk": city.kept[_ISSUED].report_round_id}


def _copy(city: Any, _name: str) -> dict[str, Any]:
    return {"pk": city.kept[_ISSUED].pk, "kind": "pdf"}


CONSOLIDATION_ROWS = {
    "round to consolidate": lambda city, _name: {"pk": city.kept["round to consolidate"].pk},
    "copy of an issued report": _copy,
    "code of an issued report": lambda city, _name: {"token": city.kept[_ISSUED].token},
    _DRAFT: lambda city, _name: {"pk": city.kept[_DRAFT].pk},
    _ISSUED: lambda city, _name: {"pk": city.kept[_ISSUED].pk},
    "consolidated section": _section,
    "issued figure": _figure,
    "issued figure of a measure": _figure_of_measure,
    "issued figure of a period": _figure_of_period,
}
