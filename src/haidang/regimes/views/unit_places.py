"""Where a unit's report is filled in, for the apps below."""

from typing import Any

from django.urls import reverse

from haidang.regimes.queries.unit_reports import rounds_of
from haidang.reports.enums import ObligationKind


def place_of_report(obligation: Any) -> str:
    """This function will return the page of a unit's report for an obligation of a round, "" for any other."""
    if obligation.kind != ObligationKind.REPORT or not rounds_of(obligation).exists():
        return ""
    return reverse("regimes:unit_report", args=[obligation.pk])
