"""What was sent to whom: reminders with what they are about, notices and their e-mails without their words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.models import Notice
from haidang.reports.models import SentReminder


@dataclass(frozen=True, slots=True)
class SentFilter:
    """What is looked for among what was sent; an empty field asks for nothing."""

    words: str = ""
    first: date | None = None
    last: date | None = None


def reminders_sent(asked: SentFilter) -> QuerySet[SentReminder]:
    """This function will return the reminders that went, latest first, by words of what they are about or its body."""
    rows = SentReminder.objects.filter(**_span("sent_on", asked))
    for word in folded_form(asked.words).split():
        bodies = ("obligation__agency", "true_figures__agency", "ticket__agency", "receipt__agency")
        named = Q(obligation__folded_text__contains=word) | Q(true_figures__folded_text__contains=word)
        for body in bodies:
            named |= Q(**{f"{body}__folded_name__contains": word})
        rows = rows.filter(named)
    rows = rows.select_related(
        "person",
        "notice__mail",
        "obligation__agency",
        "true_figures__agency",
        "ticket__agency",
        "receipt__agency",
        "conclusion__briefing",
    )
    return rows.order_by("-sent_on", "-id")


def notices_sent(asked: SentFilter) -> QuerySet[Notice]:
    """This function will return every notice of the product, latest first; what it says is its person's alone."""
    rows = Notice.objects.filter(**_span("created_at__date", asked)).defer("title", "text")
    if asked.words.strip():
        rows = rows.filter(to__full_name__icontains=asked.words.strip())
    return rows.select_related("to", "mail").order_by("-id")


def _span(field: str, asked: SentFilter) -> dict[str, Any]:
    limits = {f"{field}__gte": asked.first, f"{field}__lte": asked.last}
    return {name: day for name, day in limits.items() if day}
