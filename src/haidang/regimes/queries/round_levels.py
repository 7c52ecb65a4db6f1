"""The rounds of one occurrence of a regime, one above the other: each level consolidates what those below report."""

import re

from django.db.models import QuerySet

from haidang.regimes.models import ReportRound
from haidang.regimes.models.regimes import MOST_LEVELS
from haidang.regimes.models.rounds import OUT_OF_TURN
from haidang.regimes.queries.opening import what_of_level
from haidang.reports.models import Obligation

_WHAT_OF_LEVEL = re.compile(r"regime:(\d+):(\d)")


def owed_on_levels_above(report_round: ReportRound) -> QuerySet[Obligation]:
    """This function will return what bodies of all levels above a round's owe by its regime for its occurrence."""
    keys = [
        what_of_level(report_round.regime_id, order) for order in range(report_round.level + 1, MOST_LEVELS)
    ]
    return Obligation.objects.filter(what__in=keys, occurrence=report_round.occurrence)


def rounds_beside(report_round: ReportRound) -> QuerySet[ReportRound]:
    """This function will return the rounds of the other levels of the same occurrence, the units' first.

    A round out of turn stands alone.
    """
    beside = ReportRound.objects.filter(regime=report_round.regime_id, occurrence=report_round.occurrence)
    if report_round.is_out_of_turn:
        return beside.none()
    return beside.exclude(pk=report_round.pk).order_by("level", "id")


def reports_for_others(obligation: Obligation) -> bool:
    """This function will tell whether what is owed is the report of a level above the units, which has theirs in it."""
    return obligation.occurrence != OUT_OF_TURN and bool(_WHAT_OF_LEVEL.fullmatch(obligation.what))


def round_answering(obligation: Obligation) -> ReportRound | None:
    """Return the round whose consolidated report answers what a body above owes; None for what units owe.

    It is that of the nearest level below, and of a regime's units where no level lies between.
    """
    found = _WHAT_OF_LEVEL.fullmatch(obligation.what)
    if found is None or obligation.occurrence == OUT_OF_TURN:
        return None
    regime, order = (int(one) for one in found.groups())
    below = ReportRound.objects.filter(regime=regime, occurrence=obligation.occurrence, level__lt=order)
    return below.order_by("-level", "id").first()
