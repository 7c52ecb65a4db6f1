"""Lists of commendations are made and changed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from haidang.agencies.models import Account
from haidang.foundation.operations import record_event
from haidang.oversight.enums import CommendationKind, SchemeState
from haidang.oversight.errors import ListChangedMeanwhile, NotNow
from haidang.oversight.models import Commendation, CommendationList, EmulationScheme
from haidang.oversight.queries.commendations import ListFacts


@transaction.atomic
def make_list(
    *, facts: ListFacts, scheme: EmulationScheme | None, made_by: Account, on: date
) -> CommendationList:
    """Make a list: of a published scheme, or ad hoc without one.

    This function will return the list that stands where the same one was made on the day, and raise NotNow for a scheme
    that is not published.
    """
    if scheme is not None and scheme.state != SchemeState.PUBLISHED:
        raise NotNow
    kind = CommendationKind.AD_HOC if scheme is None else CommendationKind.REGULAR
    same = CommendationList.objects.filter(kind=kind, scheme=scheme, made_on=on, **_fields_of(facts))
    if (known := same.order_by("id").first()) is not None:
        return known
    made = CommendationList.objects.create(
        kind=kind, scheme=scheme, made_by=made_by, made_on=on, **_fields_of(facts)
    )
    _set_rows(made, facts)
    record_event(actor=made_by, act="oversight.make_list", subject=made, after=_record(facts))
    return made


@transaction.atomic
def change_list(
    *, proposed: CommendationList, version: int, facts: ListFacts, changed_by: Account
) -> CommendationList:
    """Change a list. This function will raise ListChangedMeanwhile."""
    rows = CommendationList.objects.filter(pk=proposed.pk, version=version)
    claimed = rows.update(version=F("version") + 1, **_fields_of(facts))
    proposed.refresh_from_db()
    if not claimed:
        raise ListChangedMeanwhile
    proposed.rows.all().delete()
    _set_rows(proposed, facts)
    record_event(actor=changed_by, act="oversight.change_list", subject=proposed, after=_record(facts))
    return proposed


def _fields_of(facts: ListFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "addressee": facts.addressee,
        "basis": facts.basis,
        "reason": facts.reason,
    }


def _set_rows(proposed: CommendationList, facts: ListFacts) -> None:
    Commendation.objects.bulk_create(
        Commendation(of_list=proposed, order=order, agency=one.agency, award=one.award, merit=one.merit)
        for order, one in enumerate(facts.rows, start=1)
    )


def _record(facts: ListFacts) -> dict[str, Any]:
    return _fields_of(facts) | {"units": [f"{one.agency.name}: {one.award}" for one in facts.rows]}
