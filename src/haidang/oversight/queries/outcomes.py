"""Outcomes of violations: listed for whom they concern, and those that stand against units proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.engines.reckoning.calendars import CIVIL
from haidang.oversight.models import CommendationList, EmulationScheme, ViolationOutcome
from haidang.oversight.queries.sheets import span_of

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """An outcome as an officer enters it."""

    agency: Agency
    concluded_on: date
    matter: str
    outcome: str
    paper: str


def outcomes_open_to(account: Any) -> QuerySet[ViolationOutcome]:
    """This function will return the outcomes about units within an account's reach, the newest first."""
    found = ViolationOutcome.objects.select_related("agency", "made_by", "withdrawn_by")
    return reach_to_see(account).narrow(found).order_by("-concluded_on", "-id")


def outcomes_against(
    agencies: Iterable[int], *, first: date | None = None, last: date
) -> list[ViolationOutcome]:
    """This function will return what stands against some agencies from one day to another, both included.

    Without a first day it looks back one year, the span a commendation looks at. Ordered by agency and day.
    """
    since = first or last - _YEAR
    found = ViolationOutcome.objects.filter(
        agency__in=list(agencies), concluded_on__range=(since, last), withdrawn_by=None
    )
    return list(found.select_related("agency").order_by("agency__name", "concluded_on", "id"))


def outcomes_in_span(scheme: EmulationScheme, agencies: Iterable[int]) -> list[ViolationOutcome]:
    """This function will return what stands against some agencies in the months a scheme judges."""
    first, last = CIVIL.bounds_of(span_of(scheme))
    return outcomes_against(agencies, first=first, last=last)


def outcomes_against_list(proposed: CommendationList, agencies: Iterable[int]) -> list[ViolationOutcome]:
    """This function will return what stands against units of a list: in its scheme's months or the year before."""
    if proposed.scheme is None:
        return outcomes_against(agencies, last=proposed.made_on)
    return outcomes_in_span(proposed.scheme, agencies)
