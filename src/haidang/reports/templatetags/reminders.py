"""How reminders are written on pages: when a step goes and to whom, what a reminder was about."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount
from haidang.foundation.queries import notice_name
from haidang.reports.enums import ReminderRole
from haidang.reports.models import Conclusion, SentReminder

register = template.Library()

_MOST_CHARACTERS = 120


@register.filter
def step_when(days: int) -> str:
    """This function will write when a step goes: "7 working days before the due day"."""
    count = abs(days)
    if days < 0:
        words = ngettext(
            "%(count)s working day before the due day", "%(count)s working days before the due day", count
        )
    else:
        words = ngettext(
            "%(count)s working day after the due day", "%(count)s working days after the due day", count
        )
    return words % {"count": ShownCount(count)}


@register.filter
def role_words(roles: Iterable[str]) -> str:
    """This function will name the roles a step goes to, in the order of the ladder."""
    held = set(roles)
    return ", ".join(str(role.label) for role in ReminderRole if role in held)


@register.filter
def kind_of_notice(kind: str) -> str:
    return str(notice_name(kind) or _("other notices"))


@register.filter
def about_words(sent: SentReminder) -> str:
    """This function will say what a reminder was about; of a ticket or a paper only whose it is."""
    if sent.obligation:
        return f"{Truncator(sent.obligation.title).chars(_MOST_CHARACTERS)} ({sent.obligation.agency.name})"
    if sent.true_figures:
        words = _("True figures of %(title)s (%(agency)s)")
        title = Truncator(sent.true_figures.title).chars(_MOST_CHARACTERS)
        return words % {"title": title, "agency": sent.true_figures.agency.name}
    if sent.ticket:
        return _("What %(agency)s raised waits for an answer") % {"agency": sent.ticket.agency.name}
    if sent.receipt:
        words = _("Paper to be read and made known: %(agency)s")
        return words % {"agency": sent.receipt.agency.name}
    return _about_conclusion(sent.conclusion) if sent.conclusion else ""


@register.filter
def about_address(sent: SentReminder) -> str:
    """This function will return the page of what a reminder was about."""
    if owed := sent.obligation_id or sent.true_figures_id:
        return reverse("reports:obligation", args=[owed])
    if sent.ticket_id:
        return reverse("reports:ticket", args=[sent.ticket_id])
    if sent.receipt:
        return reverse("documents:circulation", args=[sent.receipt.circulation_id])
    return reverse("reports:briefing", args=[sent.conclusion.briefing_id]) if sent.conclusion else ""


def _about_conclusion(conclusion: Conclusion) -> str:
    words = _("Conclusion %(number)d of the briefing on %(held_on)s")
    return words % {"number": conclusion.number, "held_on": written_day(conclusion.briefing.held_on)}
