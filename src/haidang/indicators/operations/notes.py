"""What is said beside indicators in a return."""

from collections.abc import Mapping

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.reckoning.periods import Period
from haidang.foundation.operations import record_event
from haidang.indicators.models import Indicator, IndicatorNote


@transaction.atomic
def keep_notes(*, notes: Mapping[Indicator, str], period: Period, kept_by: Account) -> int:
    """This function will keep the notes of a period that are new or other than before, and tell how many."""
    spans = {"first_month": period.first, "last_month": period.last}
    known = dict(IndicatorNote.objects.filter(**spans).values_list("indicator", "text"))
    changed = {one: text.strip() for one, text in notes.items() if text.strip() != known.get(one.pk, "")}
    for indicator, text in changed.items():
        if text:
            IndicatorNote.objects.update_or_create(
                indicator=indicator,
                first_month=period.first,
                last_month=period.last,
                defaults={"text": text},
            )
        else:
            IndicatorNote.objects.filter(indicator=indicator, **spans).delete()
        record_event(
            actor=kept_by,
            act="indicators.keep_note",
            subject=indicator,
            before={"text": known.get(indicator.pk, "")},
            after={"text": text, "period": period.label},
        )
    return len(changed)
