"""How a plan that is being made is written on pages: kinds of points, timings as understood, what to see."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.engines.drafting.plan_points import PlanBody
from haidang.engines.reckoning.timing import Timing
from haidang.engines.vietnamese.dates import written_day, written_stretch
from haidang.foundation.counts import ShownCount
from haidang.programme.enums import ReportPeriod, TimingKind
from haidang.programme.queries.making import (
    NO_LEAD,
    NO_SIGN,
    NO_TASK,
    NO_TITLE,
    OLD_YEAR,
    UNREAD_TIMING,
    PointConcern,
)

register = template.Library()

_KINDS = {
    "basis": (gettext_lazy("a legal basis"), gettext_lazy("Legal bases of the plan")),
    "section": (gettext_lazy("a part"), gettext_lazy("Parts and tasks")),
    "task": (gettext_lazy("a task"), ""),
    "subtask": (gettext_lazy("a sub-task"), ""),
    "report": (gettext_lazy("a report duty"), gettext_lazy("Report duties of the plan")),
    "recipient": (gettext_lazy("a recipient"), gettext_lazy("Recipients of the plan")),
    "group": (gettext_lazy("a group of costs"), gettext_lazy("Costs (appendix)")),
    "money": (gettext_lazy("a cost"), ""),
}
_MOVES = {
    "up": gettext_lazy("Move up"),
    "down": gettext_lazy("Move down"),
    "in": gettext_lazy("Move in"),
    "out": gettext_lazy("Move out"),
}
_TAGS = {
    NO_LEAD: gettext_lazy("nobody leads"),
    UNREAD_TIMING: gettext_lazy("time not understood"),
    OLD_YEAR: gettext_lazy("an old year"),
    NO_TITLE: gettext_lazy("no words"),
    NO_TASK: gettext_lazy("no task"),
    NO_SIGN: gettext_lazy("no sign"),
}


@register.filter
def point_kind(kind: str) -> str:
    return str(_KINDS[kind][0])


@register.filter
def point_kinds(kind: str) -> str:
    return str(_KINDS[kind][1])


@register.filter
def move_word(move: str) -> str:
    return str(_MOVES[move])


@register.filter
def body_names(bodies: Iterable[PlanBody]) -> str:
    return "; ".join(body.name for body in bodies)


@register.filter
def whole_dong(amount: str) -> str:
    """This function will write whole đồng, as counts are written: "300.000.000 đồng"."""
    return _("%(amount)s đồng") % {"amount": ShownCount(amount)}


@register.filter
def timing_words(timing: Timing) -> str:
    """This function will say how a timing is understood: its kind, how often, and its days."""
    words = [str(TimingKind(timing.kind).label)]
    if timing.every:
        words.append(str(ReportPeriod(timing.every).label))
    if timing.due:
        due = written_day(timing.due)
        words.append(_("before %(day)s") % {"day": due} if timing.strict else due)
    words += [written_stretch(first, last) for first, last in timing.spans]
    return ", ".join(words)


@register.filter
def concern_tag(concern: PointConcern) -> str:
    return str(_TAGS[concern.code])


@register.filter
def concern_words(concern: PointConcern) -> str:
    """This function will say in a sentence what about a point has to be seen."""
    if concern.code == NO_LEAD:
        return _("A task has nobody who leads it.")
    if concern.code == UNREAD_TIMING:
        return _("“%(phrase)s” is not a time that can be placed in a calendar.") % {"phrase": concern.text}
    if concern.code == OLD_YEAR:
        return _("A point still names the year %(year)s.") % {"year": concern.text}
    if concern.code == NO_SIGN:
        return _("The sign behind the number or the place name is missing: see “Form and signature”.")
    if concern.code == NO_TASK:
        return _("The plan has no task.")
    return _("A point has no words.")
