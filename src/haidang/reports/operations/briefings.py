"""Briefings: planned with an agenda, minuted, concluded; a conclusion given to agencies is a request to them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency, Post
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.operations import put_notice, record_event
from haidang.reports.errors import BriefingChangedMeanwhile, ConclusionGiven, WordsMissing
from haidang.reports.models import AgendaPoint, Briefing, Conclusion
from haidang.reports.operations.opening import Asked, ask_agencies
from haidang.reports.queries.briefings import Planned

NOTICE = "reports.briefing"
LONGEST_TITLE = 300
MOST_CHARACTERS_OF_RECORD = 500
_TOLD = _("Your agency is invited to a briefing on %(day)s")


@transaction.atomic
def plan_briefing(
    *, planned: Planned, key: str, made_by: Account, on: date, before: Briefing | None = None
) -> Briefing:
    """This function will plan a briefing and invite; the same form sent again gives back the first one."""
    fresh = _plain_fields(planned) | {"made_by": made_by, "before": before}
    briefing, is_new = Briefing.objects.get_or_create(key=key, defaults=fresh)
    if is_new:
        _set_rows(briefing, planned)
        record_event(actor=made_by, act="reports.plan_briefing", subject=briefing, after=_record_of(planned))
        _invite(briefing, on=on)
    return briefing


@transaction.atomic
def change_briefing(
    *, briefing: Briefing, version: int, planned: Planned, changed_by: Account, on: date
) -> Briefing:
    """This function will set anew what a briefing is to be; a new day is told to all, an old one again to nobody."""
    before = {"title": briefing.title, "held_on": briefing.held_on.isoformat()}
    _claim(briefing, version)
    for name, value in _plain_fields(planned).items():
        setattr(briefing, name, value)
    briefing.save()
    _set_rows(briefing, planned)
    record_event(
        actor=changed_by,
        act="reports.change_briefing",
        subject=briefing,
        before=before,
        after=_record_of(planned),
    )
    _invite(briefing, on=on)
    return briefing


@transaction.atomic
def keep_minutes(*, briefing: Briefing, version: int, minutes: str, kept_by: Account) -> Briefing:
    _claim(briefing, version)
    briefing.minutes = minutes.strip()
    briefing.save()
    record_event(
        actor=kept_by,
        act="reports.keep_minutes",
        subject=briefing,
        after={"text": briefing.minutes[:MOST_CHARACTERS_OF_RECORD]},
    )
    return briefing


@transaction.atomic
def conclude(
    *,
    briefing: Briefing,
    text: str,
    key: str,
    concluded_by: Account,
    today: date,
    given_to: Sequence[Agency] = (),
    due_on: date | None = None,
) -> Conclusion:
    """Enter a conclusion, and give it to agencies in the same act where a day and agencies are named.

    This function will give back the first one when the same form is sent again, and enter nothing where giving is
    refused.
    """
    if not text.strip():
        raise WordsMissing
    Briefing.objects.select_for_update().get(pk=briefing.pk)
    last = briefing.conclusions.aggregate(last=Max("number"))["last"] or 0
    fresh = {"number": last + 1, "text": text.strip()}
    conclusion, is_new = Conclusion.objects.get_or_create(briefing=briefing, key=key, defaults=fresh)
    if is_new:
        record_event(
            actor=concluded_by,
            act="reports.conclude",
            subject=briefing,
            after={"text": conclusion.text[:MOST_CHARACTERS_OF_RECORD]},
        )
    if is_new and given_to and due_on:
        give_conclusion(
            conclusion=conclusion, agencies=given_to, due_on=due_on, given_by=concluded_by, today=today
        )
    return conclusion


@transaction.atomic
def give_conclusion(
    *, conclusion: Conclusion, agencies: Sequence[Agency], due_on: date, given_by: Account, today: date
) -> Conclusion:
    """Make of a conclusion a request to agencies, as requests are made everywhere.

    This function will raise ConclusionGiven where that was done, and what `ask_agencies` raises.
    """
    key = f"conclusion-{conclusion.pk}"
    if not Conclusion.objects.filter(pk=conclusion.pk, what="").update(what=f"request:{key}"):
        raise ConclusionGiven
    conclusion.refresh_from_db()
    asked = Asked(Truncator(conclusion.text).chars(LONGEST_TITLE), _words_of(conclusion), due_on)
    ask_agencies(asked=asked, agencies=agencies, asked_by=given_by, key=key, today=today)
    record_event(
        actor=given_by,
        act="reports.give_conclusion",
        subject=conclusion.briefing,
        after={"due": due_on.isoformat(), "agencies": len(agencies)},
    )
    return conclusion


def _words_of(conclusion: Conclusion) -> str:
    day = written_day(conclusion.briefing.held_on)
    return f"{conclusion.text}\n({conclusion.briefing.title}, {day})"


def _plain_fields(planned: Planned) -> dict[str, Any]:
    return {
        "kind": planned.kind,
        "title": planned.title.strip(),
        "held_on": planned.held_on,
        "place": planned.place.strip(),
    }


def _record_of(planned: Planned) -> dict:
    return {
        "title": planned.title.strip(),
        "held_on": planned.held_on.isoformat(),
        "agencies": len(planned.invited),
    }


def _set_rows(briefing: Briefing, planned: Planned) -> None:
    briefing.invited.set(planned.invited)
    briefing.agenda.all().delete()
    points: list[dict[str, Any]] = [{"text": text} for text in planned.agenda]
    points += [{"ticket": ticket} for ticket in planned.tickets]
    AgendaPoint.objects.bulk_create(
        AgendaPoint(briefing=briefing, number=number, **point) for number, point in enumerate(points, 1)
    )


def _invite(briefing: Briefing, *, on: date) -> None:
    if briefing.held_on < on:
        return
    posts = Post.objects.held_on(on).filter(
        role=Role.FOCAL, agency__in=briefing.invited.all(), account__is_active=True
    )
    day = written_day(briefing.held_on)
    for post in posts.select_related("account").order_by("id"):
        put_notice(
            to=post.account,
            kind=NOTICE,
            title=lazy(lambda: str(_TOLD) % {"day": day}, str)(),
            text="",
            address=reverse("reports:briefing", args=[briefing.pk]),
            key=f"{NOTICE}:{briefing.pk}:{briefing.held_on}",
        )


def _claim(briefing: Briefing, version: int) -> None:
    """Take the row for this act; whoever saw an older state of it is refused."""
    claimed = Briefing.objects.filter(pk=briefing.pk, version=version).update(version=F("version") + 1)
    briefing.refresh_from_db()
    if not claimed:
        raise BriefingChangedMeanwhile
