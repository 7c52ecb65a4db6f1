"""What was asked for, in words: a file that leaves work out says which."""

from django.utils.translation import gettext as _

from haidang.agencies.models import Agency
from haidang.programme.enums import AssignmentRole, ItemKind, TimingKind
from haidang.programme.models import Item
from haidang.programme.queries.filters import NO_LEAD, UNSURE_LEAD, ItemFilter


def filter_words(asked: ItemFilter) -> list[str]:
    """This function will say each thing that was asked for; [] where a person asked for all tasks."""
    said = [
        _("with the words “%(words)s”") % {"words": asked.words} if asked.words else "",
        _agency_words(asked),
        _("timing: %(timing)s") % {"timing": TimingKind(asked.timing).label} if asked.timing else "",
        _("time: %(period)s") % {"period": period_words(asked.period)} if asked.period else "",
        _("under the heading “%(heading)s”") % {"heading": _heading(asked.group_id)}
        if asked.group_id
        else "",
        _gap_words(asked.gap),
        ItemKind(asked.kind).label if asked.kind and asked.kind != ItemKind.TASK else "",
    ]
    return [str(words) for words in said if words]


def period_words(period: str) -> str:
    """This function will name a month or quarter: "2024-07", "2024-Q3"."""
    year, _dash, part = period.partition("-")
    if part.startswith("Q"):
        return _("Quarter %(number)d/%(year)d") % {"number": int(part[1:]), "year": int(year)}
    return _("Month %(number)d/%(year)d") % {"number": int(part), "year": int(year)}


def _agency_words(asked: ItemFilter) -> str:
    part = AssignmentRole(asked.part).label if asked.part else ""
    if not asked.agency_id:
        return _("part: %(part)s") % {"part": part} if part else ""
    name = Agency.objects.without_tree_fields().values_list("name", flat=True).get(pk=asked.agency_id)
    if part:
        return _("%(agency)s as %(part)s") % {"agency": name, "part": part}
    return _("agency: %(agency)s") % {"agency": name}


def _heading(group_id: int) -> str:
    return (
        Item.objects.without_tree_fields().filter(pk=group_id).values_list("title", flat=True).first() or ""
    )


def _gap_words(gap: str) -> str:
    told = {
        NO_LEAD: _("tasks without a lead agency"),
        UNSURE_LEAD: _("tasks whose lead is not verified or has ended"),
    }
    return told.get(gap, "")
