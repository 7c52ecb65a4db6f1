"""Which regimes and rounds a person sees: a restricted regime is for who reports by it and who follows all units."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from haidang.agencies.queries import reach_to_see
from haidang.regimes.models import Regime, RegimeUnit, ReportRound
from haidang.reports.models import Obligation


def regimes_open_to(account: Any) -> QuerySet[Regime]:
    """This function will return the regimes an account may see; of restricted ones those its own units report by."""
    reach = reach_to_see(account)
    if reach.is_everywhere:
        return Regime.objects.all()
    named = RegimeUnit.objects.filter(regime=OuterRef("pk"), agency__in=reach.agencies, is_left_out=False)
    rounds = _asking(reach.agencies).filter(regime=OuterRef("pk"))
    return Regime.objects.filter(Q(is_restricted=False) | Exists(named) | Exists(rounds))


def rounds_open_to(account: Any) -> QuerySet[ReportRound]:
    """This function will return the rounds an account may see; of restricted regimes those that ask its own units."""
    reach = reach_to_see(account)
    if reach.is_everywhere:
        return ReportRound.objects.all()
    return ReportRound.objects.filter(Q(regime__is_restricted=False) | Q(pk__in=_asking(reach.agencies)))


def _asking(agencies: frozenset[int]) -> QuerySet[ReportRound]:
    owed = Obligation.objects.filter(
        what=OuterRef("what"), occurrence=OuterRef("occurrence"), agency__in=agencies
    )
    return ReportRound.objects.filter(Exists(owed))
