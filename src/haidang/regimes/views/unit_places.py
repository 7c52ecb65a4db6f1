"""Where a unit's report is filled in, for the apps below."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from haidang.regimes.models import ReportRound
from haidang.regimes.queries.round_levels import round_answering
from haidang.regimes.queries.unit_reports import rounds_of
from haidang.regimes.rules import may_fill_in
from haidang.reports.enums import ObligationKind


def place_of_report(obligation: Any) -> str:
    """This function will return the page of a unit's report for an obligation of a round, "" for any other."""
    if obligation.kind != ObligationKind.REPORT or not rounds_of(obligation).exists():
        return ""
    return reverse("regimes:unit_report", args=[obligation.pk])


def place_of_report_round(obligation: Any) -> str:
    """Return the page of the round that an obligation is a report of, "" for any other.

    This function will lead from what the highest level owes to the round whose consolidated report answers it.
    """
    if obligation.kind != ObligationKind.REPORT:
        return ""
    found = rounds_of(obligation).order_by("id").first() or round_answering(obligation)
    return reverse("regimes:round", args=[found.pk]) if found else ""


def writes_report(account: Any, obligation: Any) -> bool:
    """This function will tell whether a person writes the draft of a unit's report with others."""
    return bool(place_of_report(obligation)) and may_fill_in(account, obligation)


def answered_by_report() -> Q:
    """This function will return the condition of obligations that are reports of a round."""
    rounds = ReportRound.objects.filter(what=OuterRef("what"), occurrence=OuterRef("occurrence"))
    return Q(Exists(rounds), kind=ObligationKind.REPORT)
