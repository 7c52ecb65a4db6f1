"""Units that still owe their report, or its true figures, are told so now: one, some, or all."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from haidang.agencies.models import Account
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import put_notice, record_event
from haidang.regimes.enums import ChasedFor
from haidang.regimes.errors import NobodyToChase
from haidang.regimes.models import MOST_CHARACTERS_OF_CHASE, Chase, ChasedPerson, ReportRound
from haidang.regimes.queries.chases import people_told
from haidang.reports.models import Obligation

KIND = "regimes.chase"


@transaction.atomic
def chase_units(
    *,
    report_round: ReportRound,
    owed: Sequence[Obligation],
    text: str,
    key: str,
    sent_by: Account,
    at: datetime,
    asked_for: ChasedFor = ChasedFor.REPORT,
) -> Chase:
    """Tell the focal persons and leaders of units what of them is missing, in words of the officer.

    This function will send nothing again under the same key. A unit without anybody to tell is kept as such, to be
    called. Raises NobodyToChase where no unit is given.
    """
    known = report_round.chases.filter(key=key).first()
    if known is not None:
        return known
    if not owed:
        raise NobodyToChase
    chase, is_new = Chase.objects.get_or_create(
        report_round=report_round,
        key=key,
        defaults={
            "asked_for": asked_for,
            "text": text.strip()[:MOST_CHARACTERS_OF_CHASE],
            "sent_by": sent_by,
            "sent_at": at,
        },
    )
    if not is_new:
        return chase
    people = people_told([one.agency_id for one in owed], on=timezone.localdate(at))
    rows = [row for one in owed for row in _told(chase, one, people.get(one.agency_id, []))]
    ChasedPerson.objects.bulk_create(rows)
    record_event(
        actor=sent_by,
        act="regimes.chase_units",
        subject=report_round,
        after={"agencies": len(owed), "asked_for": chase.asked_for, "text": chase.text},
    )
    return chase


def _told(chase: Chase, owed: Obligation, people: Sequence[Account]) -> list[ChasedPerson]:
    if not people:
        return [ChasedPerson(chase=chase, agency_id=owed.agency_id)]
    return [
        ChasedPerson(
            chase=chase,
            agency_id=owed.agency_id,
            person=person,
            notice=put_notice(
                to=person,
                kind=KIND,
                title=lazy(lambda: _title(chase, owed), str)(),
                text=lazy(lambda: _text(chase, owed), str)(),
                address=f"/bao-cao/{owed.pk}/",
                key=f"{KIND}:{chase.pk}:{owed.pk}",
                is_urgent=True,
            ),
        )
        for person in people
    ]


def _title(chase: Chase, owed: Obligation) -> str:
    if chase.asked_for == ChasedFor.TRUE_FIGURES:
        return _("True figures still missing: %(title)s") % {"title": owed.title}
    return _("Report still missing: %(title)s") % {"title": owed.title}


def _text(chase: Chase, owed: Obligation) -> str:
    said = _said_of_true_figures(owed) if chase.asked_for == ChasedFor.TRUE_FIGURES else _said_of_report(owed)
    return "\n".join(part for part in (said, chase.text) if part)


def _said_of_report(owed: Obligation) -> str:
    return _("%(agency)s has not reported yet; the last day is %(day)s.") % {
        "agency": owed.agency.name,
        "day": written_day(owed.due_on),
    }


def _said_of_true_figures(owed: Obligation) -> str:
    """A round has a day for true figures wherever they are owed."""
    words = _(
        "%(agency)s has sent an estimate, and data closed on %(closed)s. Its true figures are due on %(day)s."
    )
    return words % {
        "agency": owed.agency.name,
        "closed": written_day(owed.closes_on),
        "day": written_day(owed.trued_up_on or owed.closes_on),
    }
