"""Which score sheets are still judged when a body ends, and whether handing them over can be undone."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.agencies.registry import Memo, OpenRow
from haidang.oversight.enums import SchemeState
from haidang.oversight.models import ScoreSheet


def sheet_rows(agencies: Collection[int], _on: date) -> list[OpenRow]:
    """This function will return the score sheets of some agencies in schemes that are not published."""
    held = ScoreSheet.objects.filter(agency__in=list(agencies), closed_on=None)
    held = held.exclude(scheme__state=SchemeState.PUBLISHED).select_related("scheme")
    return [
        OpenRow(
            key=one.pk,
            holder_id=one.agency_id,
            text=one.scheme.name,
            state=str(one.version),
            words=(one.scheme.name,),
            address=reverse("oversight:sheet", args=[one.pk]),
        )
        for one in held.order_by("scheme", "id")
    ]


def sheet_hindrances(memos: Mapping[int, Memo]) -> list[str]:
    """This function will tell which sheets were scored, checked or published since they were handed over."""
    rows = ScoreSheet.objects.select_related("scheme").in_bulk(list(memos))
    changed = [
        one.scheme.name
        for key, one in sorted(rows.items())
        if str(one.version) != memos[key]["state"] or one.scheme.state == SchemeState.PUBLISHED
    ]
    return [
        _("“%(title)s” was answered or changed since.") % {"title": name} for name in dict.fromkeys(changed)
    ]
