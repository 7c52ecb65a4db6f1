"""What agencies still owe when somebody else has to take over, and whether it can be given back."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from haidang.agencies.registry import Memo, OpenRow
from haidang.engines.reckoning.periods import Period
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation

_MOST_CHARACTERS = 110


def still_movable(agencies: Iterable[int], only: Iterable[int] | None = None) -> list[Obligation]:
    """This function will return what some agencies owe that is neither accepted nor waived, the oldest first."""
    rows = Obligation.objects.filter(agency__in=list(agencies), waived_on=None)
    if only is not None:
        rows = rows.filter(pk__in=list(only))
    open_ones = rows.exclude(fate=SubmissionState.ACCEPTED)
    return list(open_ones.select_related("agency", "programme").order_by("due_on", "id"))


def owed_rows(agencies: Collection[int], _on: date) -> list[OpenRow]:
    """This function will return what some agencies still owe as a preview of a reorganisation shows it."""
    return [
        OpenRow(
            key=one.pk,
            holder_id=one.agency_id,
            text=_("%(title)s, %(period)s")
            % {
                "title": Truncator(one.title).chars(_MOST_CHARACTERS),
                "period": Period(one.first_month, one.last_month).label,
            },
            state=str(one.version),
            group=one.programme.title if one.programme else "",
            words=(one.title, one.programme.title) if one.programme else (one.title,),
            address=reverse("reports:obligation", args=[one.pk]),
        )
        for one in still_movable(agencies)
    ]


def owed_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell what was answered, decided or changed since it was handed over."""
    rows = Obligation.objects.in_bulk(list(memos))
    changed = [one.title for key, one in sorted(rows.items()) if str(one.version) != memos[key]["state"]]
    return [
        _("“%(title)s” was answered or changed since.") % {"title": title} for title in dict.fromkeys(changed)
    ]
