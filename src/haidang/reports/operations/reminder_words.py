"""What a reminder says: a line for each thing, without a word of papers and tickets, and where to go."""

from datetime import date

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.documents.models import Receipt
from haidang.engines.reckoning.reminder_notices import Notice, Reminder
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount
from haidang.reports.enums import ReminderRole
from haidang.reports.models import Conclusion, Obligation, Ticket
from haidang.reports.queries.reminding import RemindedThing, RemindedWork

MOST_LINES = 20
_MOST_CHARACTERS = 120


def notice_title(notice: Notice, work: RemindedWork) -> str:
    """This function will say how many things a person is reminded of."""
    count = len(notice.reminders)
    if all(isinstance(work.things[one.key].row, Obligation) for one in notice.reminders):
        words = ngettext("%(count)s thing to report", "%(count)s things to report", count)
    else:
        words = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count)
    return words % {"count": ShownCount(count)}


def notice_text(notice: Notice, work: RemindedWork, *, on: date) -> str:
    """This function will write a line for each thing, up to MOST_LINES of them, and how many more there are."""
    lines = [_line_of(one, work.things[one.key], on) for one in notice.reminders[:MOST_LINES]]
    more = len(notice.reminders) - len(lines)
    lines += (
        [
            ngettext("and %(count)s thing more", "and %(count)s things more", more)
            % {"count": ShownCount(more)}
        ]
        if more
        else []
    )
    return "\n".join(lines)


def notice_address(notice: Notice, work: RemindedWork) -> str:
    """This function will lead to the one thing, or to one's own work where there are several."""
    if len(notice.reminders) > 1:
        return reverse("reports:my_work")
    thing = work.things[notice.reminders[0].key]
    if isinstance(thing.row, Receipt):
        return _address_of_receipt(thing, notice.person)
    if isinstance(thing.row, Conclusion):
        return reverse("reports:briefing", args=[thing.row.briefing_id])
    if isinstance(thing.row, Obligation):
        return reverse("reports:obligation", args=[thing.row.pk])
    return reverse(f"reports:{thing.about}", args=[thing.row.pk])


def _address_of_receipt(thing: RemindedThing, person: str) -> str:
    """Focal persons answer for their agency; the others look at how far the paper has come."""
    if person in thing.facts.people[ReminderRole.FOCAL]:
        return reverse("documents:receipt", args=[thing.row.pk])
    return reverse("documents:circulation", args=[thing.row.circulation_id])  # type: ignore[union-attr]


def _line_of(reminder: Reminder, thing: RemindedThing, on: date) -> str:
    was_due, is_due = _due_words(thing)
    return (was_due if reminder.due_on < on else is_due) % {
        "day": written_day(reminder.due_on),
        **_places_of(thing),
    }


def _due_words(thing: RemindedThing) -> tuple[str, str]:
    """The line where the day is past, and where it is to come."""
    if isinstance(thing.row, Ticket):
        was_due = _("What %(agency)s raised was to be answered by %(day)s")
        return was_due, _("What %(agency)s raised is to be answered by %(day)s")
    if isinstance(thing.row, Receipt):
        was_due = _("A paper that was to be read and made known (%(agency)s) by %(day)s")
        return was_due, _("A paper to be read and made known (%(agency)s) by %(day)s")
    if isinstance(thing.row, Conclusion):
        words = _("Conclusion %(number)d of the briefing on %(held_on)s was given to no agency yet")
        return words, words
    if thing.about == "true_figures":
        was_due = _("True figures of %(title)s (%(agency)s): were due on %(day)s")
        return was_due, _("True figures of %(title)s (%(agency)s): due on %(day)s")
    was_due = _("%(title)s (%(agency)s): was due on %(day)s")
    return was_due, _("%(title)s (%(agency)s): due on %(day)s")


def _places_of(thing: RemindedThing) -> dict[str, object]:
    row = thing.row
    if isinstance(row, Conclusion):
        return {"number": row.number, "held_on": written_day(row.briefing.held_on)}
    title = Truncator(row.title).chars(_MOST_CHARACTERS) if isinstance(row, Obligation) else ""
    return {"agency": row.agency.name, "title": title}
