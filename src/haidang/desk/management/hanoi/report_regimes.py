"""Regimes of the starting set, taken up for Hà Nội as an officer does it: who reports, through whom, by which day."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from haidang.agencies.models import Account, Agency
from haidang.desk.management.hanoi.bodies import CITY
from haidang.desk.management.hanoi.report_told import told_of_reports
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.programme.enums import ItemKind
from haidang.programme.models import Programme
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.models import Level, Regime
from haidang.regimes.operations.regimes import change_regime, set_in_use
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts, levels_of, reckoned_level

# Who puts the reports together, and a body of the city that has no part in the work.
_LEFT_OUT = ("hn-so-vhtt", "ban-noi-chinh-thanh-uy-ha-noi")
# Units by 20/6, the ministry by 6/6: the days do not fit, so the regime is not taken up; its page says why.
_CONTRADICTING = "bo-6-thang"


def take_up_regimes(*, officer: Account, programme: Programme) -> list[Regime]:
    """This function will take up the regimes of the demo that are not in use yet, and return all of them."""
    city = Agency.objects.without_tree_fields().get(code=CITY)
    taken = []
    for told in told_of_reports()["regimes"]:
        regime = Regime.objects.get(code=told["code"])
        if not regime.is_active:
            facts = _facts(regime, told, city, programme)
            changed = change_regime(regime=regime, version=regime.version, facts=facts, changed_by=officer)
            regime = set_in_use(regime=changed, version=changed.version, is_active=True, set_by=officer)
        taken.append(regime)
    _let_days_contradict(officer)
    return taken


def is_consolidated(regime: Regime) -> bool:
    """This function will tell whether the demo makes a consolidated report of a regime's rounds."""
    return any(
        one["code"] == regime.code and one.get("is_consolidated") for one in told_of_reports()["regimes"]
    )


def _facts(regime: Regime, told: Mapping[str, Any], city: Agency, programme: Programme) -> RegimeFacts:
    duty = programme.items.filter(kind=ItemKind.REPORT_REGIME, details__period=told.get("duty", "-"))
    left_out = [code for code in _LEFT_OUT if code not in told.get("named", ())]
    return RegimeFacts(
        code=regime.code,
        name=regime.name,
        period=RegimePeriod(regime.period),
        levels=tuple(_levels(regime, told)),
        calendar=regime.calendar,
        basis=regime.basis,
        item=duty.order_by("id").first(),
        programme=programme if duty.exists() else None,
        document=programme.document,
        kinds=tuple(told["kinds"]),
        under=city if told["kinds"] else None,
        named=_bodies(told.get("named", ())),
        left_out=_bodies(left_out) if told["kinds"] else (),
        opens_before=told["opens_before"],
        is_restricted=regime.is_restricted,
    )


def _levels(regime: Regime, told: Mapping[str, Any]) -> list[LevelFacts]:
    levels = [_level(one) for one in levels_of(regime)]
    if above := told.get("above"):
        due = DueOnDay(above["day"], above["months_later"])
        levels.append(LevelFacts(above["name"], due, consolidation_days=above["days"]))
    receivers = _bodies(told["receivers"])
    reporters = _bodies(told.get("bodies") or (["hn-so-vhtt"] if len(levels) > 1 else []))
    return [
        replace(one, receiver=receivers[order], reporter=reporters[order - 1] if order else None)
        for order, one in enumerate(levels)
    ]


def _level(level: Level) -> LevelFacts:
    return LevelFacts(level.name, reckoned_level(level).due, consolidation_days=level.consolidation_days)


def _bodies(codes: Any) -> list[Agency]:
    known = {one.code: one for one in Agency.objects.without_tree_fields().filter(code__in=codes)}
    return [known[code] for code in codes]


def _let_days_contradict(officer: Account) -> None:
    regime = Regime.objects.get(code=_CONTRADICTING)
    levels = [_level(one) for one in levels_of(regime)]
    by_plan = DueOnDay(20, is_strict=True)
    if levels[0].due == by_plan:
        return
    facts = RegimeFacts(
        code=regime.code,
        name=regime.name,
        period=RegimePeriod(regime.period),
        levels=(replace(levels[0], due=by_plan), *levels[1:]),
        calendar=regime.calendar,
        basis=regime.basis,
        kinds=tuple(regime.kinds),
        opens_before=regime.opens_before,
        is_restricted=regime.is_restricted,
    )
    change_regime(regime=regime, version=regime.version, facts=facts, changed_by=officer)
