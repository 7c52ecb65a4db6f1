"""Units score themselves, the standing body checks, units appeal and are answered."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import override

from haidang.agencies.models import Account
from haidang.foundation.counts import shown_figure
from haidang.foundation.operations import put_notice, record_event
from haidang.oversight.enums import SchemeState
from haidang.oversight.errors import (
    AnsweredAlready,
    AppealedAlready,
    AppealTooLate,
    LineUnsettled,
    NotNow,
    PointsOutside,
    ReasonNeeded,
    SheetChangedMeanwhile,
)
from haidang.oversight.models import Appeal, Criterion, Score, ScoreSheet
from haidang.oversight.queries.facts import CheckedScore, OwnScore
from haidang.oversight.queries.lines import Line, bounds_of, self_points_of
from haidang.oversight.queries.sheets import JudgedSheet, criteria_of, is_owed, judged_sheets
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission, keep_draft, send_submission
from haidang.reports.operations.changing import Grounds, waive_obligation
from haidang.reports.queries.answers import Answer


@transaction.atomic
def keep_own_scores(
    *,
    sheet: ScoreSheet,
    version: int,
    scores: Mapping[int, OwnScore],
    answer: Answer,
    kept_by: Account,
) -> ScoreSheet:
    """Keep what a unit has scored so far; nobody else counts it before it is sent.

    This function will raise SheetChangedMeanwhile, and NotNow once the sheet is checked or the scheme is past it.
    """
    _claim_own(sheet, version)
    _set_own(sheet, scores)
    if sheet.obligation is not None and is_owed(sheet) and (answer.files or answer.links):
        keep_draft(obligation=sheet.obligation, author=kept_by, answer=answer)
    record_event(actor=kept_by, act="oversight.keep_own_scores", subject=sheet)
    return sheet


@transaction.atomic
def send_own_scores(
    *,
    sheet: ScoreSheet,
    version: int,
    scores: Mapping[int, OwnScore],
    answer: Answer,
    sent_by: Account,
    at: datetime,
) -> ScoreSheet:
    """Send the self-score of a unit: it answers what the unit owes, its evidence with it.

    This function will raise SheetChangedMeanwhile, NotNow, and LineUnsettled where a grade was not chosen.
    """
    _claim_own(sheet, version)
    _set_own(sheet, scores)
    _refuse_unscored(sheet)
    ScoreSheet.objects.filter(pk=sheet.pk).update(sent_at=at, sent_by=sent_by)
    sheet.refresh_from_db()
    total = judged_sheets(sheet.scheme, [sheet], on=timezone.localdate(at))[0].total
    if sheet.obligation is not None and is_owed(sheet):
        _answer(sheet.obligation, answer, total, (sent_by, at))
    record_event(actor=sent_by, act="oversight.send_own_scores", subject=sheet, after={"points": str(total)})
    return sheet


@transaction.atomic
def check_sheet(
    *,
    sheet: ScoreSheet,
    version: int,
    scores: Mapping[int, CheckedScore],
    checked_by: Account,
    at: datetime,
) -> ScoreSheet:
    """Check a sheet: points that differ from those reckoned or self-scored stand with the reason, others stay.

    This function will raise SheetChangedMeanwhile, NotNow, ReasonNeeded, PointsOutside and LineUnsettled.
    """
    _claim(sheet, version)
    on = timezone.localdate(at)
    judged = judged_sheets(sheet.scheme, [sheet], on=on)[0]
    criteria = {one.pk: one for one in criteria_of(sheet.scheme)}
    for line in judged.lines:
        if line.criterion in scores:
            _set_checked(sheet, criteria[line.criterion], line, scores[line.criterion])
    _close_check(judged_sheets(sheet.scheme, [sheet], on=on)[0], checked_by, at)
    return sheet


@transaction.atomic
def check_as_they_are(*, sheets: Sequence[ScoreSheet], checked_by: Account, at: datetime) -> tuple[int, int]:
    """Check sheets as they were reckoned and self-scored.

    This function will return how many are checked now, and how many were left because a line has no points yet or
    they were checked before.
    """
    if not sheets:
        return 0, 0
    judged = judged_sheets(sheets[0].scheme, sheets, on=timezone.localdate(at))
    fit = [one for one in judged if not one.unsettled and one.sheet.checked_at is None]
    done = 0
    for one in fit:
        done += _check_one(one, checked_by, at)
    return done, len(sheets) - done


@transaction.atomic
def raise_appeal(
    *, sheet: ScoreSheet, criterion: Criterion, text: str, raised_by: Account, at: datetime
) -> Appeal:
    """Ask to look again at the points of one criterion.

    This function will return the appeal that waits where the same words are sent again, and raise AppealedAlready for
    other words, NotNow and AppealTooLate.
    """
    scheme = sheet.scheme
    if scheme.state != SchemeState.TOLD or sheet.closed_on is not None:
        raise NotNow
    if scheme.appeals_until is not None and timezone.localdate(at) > scheme.appeals_until:
        raise AppealTooLate
    ScoreSheet.objects.select_for_update().get(pk=sheet.pk)
    waiting = Appeal.objects.filter(sheet=sheet, criterion=criterion, answered_at=None).first()
    if waiting is not None:
        if waiting.text == text:
            return waiting
        raise AppealedAlready
    appeal = Appeal.objects.create(
        sheet=sheet, criterion=criterion, text=text, raised_by=raised_by, raised_at=at
    )
    record_event(
        actor=raised_by,
        act="oversight.raise_appeal",
        subject=appeal,
        after={"unit": sheet.agency.name, "criterion": criterion.title, "text": text},
    )
    return appeal


@transaction.atomic
def answer_appeal(
    *,
    appeal: Appeal,
    is_upheld: bool,
    points: Decimal | None,
    answer: str,
    answered_by: Account,
    at: datetime,
) -> Appeal:
    """Answer an appeal with the reason; where it is upheld the new points stand at once.

    This function will raise AnsweredAlready, NotNow, and PointsOutside.
    """
    sheet = ScoreSheet.objects.select_related("scheme", "agency").get(pk=appeal.sheet_id)
    if sheet.scheme.state != SchemeState.TOLD:
        raise NotNow
    judged = judged_sheets(sheet.scheme, [sheet], on=timezone.localdate(at))[0]
    line = next(one for one in judged.lines if one.criterion == appeal.criterion_id)
    after = points if is_upheld and points is not None else line.earned
    _refuse_outside(appeal.criterion, after)
    waiting = Appeal.objects.filter(pk=appeal.pk, answered_at=None)
    told = {"is_upheld": is_upheld, "answer": answer, "answered_by": answered_by, "answered_at": at}
    if not waiting.update(points_before=line.earned, points_after=after, **told):
        raise AnsweredAlready
    if after != line.earned:
        _put(sheet, appeal.criterion_id, checked_points=after, reason=answer[:1_000])
    ScoreSheet.objects.filter(pk=sheet.pk).update(version=F("version") + 1)
    appeal.refresh_from_db()
    record_event(
        actor=answered_by,
        act="oversight.answer_appeal",
        subject=appeal,
        before={"points": str(line.earned)},
        after={"points": str(after), "upheld": is_upheld, "text": answer},
    )
    _tell_answer(appeal, sheet)
    return appeal


def _answer(owed: Obligation, answer: Answer, total: Decimal, by: tuple[Account, datetime]) -> None:
    sent_by, at = by
    owed.refresh_from_db()
    with override("vi"):
        text = _("Self-scored: %(points)s points.") % {"points": shown_figure(total)}
    send_submission(
        obligation=owed,
        version=owed.version,
        author=sent_by,
        answer=Answer(text=text, links=answer.links, files=answer.files),
        key=uuid.uuid4().hex,
        at=at,
    )


def _claim(sheet: ScoreSheet, version: int) -> None:
    """Take the row for this act; whoever saw an older state of it is refused."""
    scheme = sheet.scheme
    scheme.refresh_from_db()
    if scheme.state not in (SchemeState.OPEN, SchemeState.TOLD) or sheet.closed_on is not None:
        raise NotNow
    claimed = ScoreSheet.objects.filter(pk=sheet.pk, version=version, closed_on=None).update(
        version=F("version") + 1
    )
    sheet.refresh_from_db()
    if not claimed:
        raise SheetChangedMeanwhile


def _claim_own(sheet: ScoreSheet, version: int) -> None:
    _claim(sheet, version)
    if sheet.scheme.state != SchemeState.OPEN or sheet.checked_at is not None:
        raise NotNow


def _set_own(sheet: ScoreSheet, scores: Mapping[int, OwnScore]) -> None:
    for criterion in criteria_of(sheet.scheme):
        one = scores.get(criterion.pk)
        if one is None:
            continue
        fields: dict[str, Any] = {"note": one.note}
        if not criterion.drawn_from:
            points = self_points_of(criterion, grade=one.grade, times=one.times)
            fields |= {"grade": one.grade, "times": one.times, "self_points": points}
        _put(sheet, criterion.pk, **fields)


def _refuse_unscored(sheet: ScoreSheet) -> None:
    scored = sheet.scores.filter(grade__isnull=False).values_list("criterion", flat=True)
    graded = sheet.scheme.criteria.filter(kind="graded").exclude(pk__in=list(scored)).order_by("order")
    if missing := list(graded.values_list("title", flat=True)):
        raise LineUnsettled(missing)


def _set_checked(sheet: ScoreSheet, criterion: Criterion, line: Line, given: CheckedScore) -> None:
    usual = None if line.usual == "" else Decimal(line.usual)
    points = usual if given.points is None else given.points
    if points is None:
        raise LineUnsettled([criterion.title])
    _refuse_outside(criterion, points)
    differs = points != usual
    if differs and not given.reason.strip():
        raise ReasonNeeded(criterion.title)
    if differs or given.reason or given.proof or line.reason or line.proof:
        stands = points if differs else None
        _put(
            sheet, criterion.pk, checked_points=stands, reason=given.reason.strip(), proof=given.proof.strip()
        )


def _refuse_outside(criterion: Criterion, points: Decimal) -> None:
    least, most = bounds_of(criterion)
    if not least <= points <= most:
        raise PointsOutside(criterion.title, shown_figure(least), shown_figure(most))


def _check_one(one: JudgedSheet, checked_by: Account, at: datetime) -> int:
    rows = ScoreSheet.objects.filter(pk=one.sheet.pk, version=one.sheet.version, checked_at=None)
    if not rows.update(version=F("version") + 1):
        return 0
    _close_check(one, checked_by, at)
    return 1


def _close_check(judged: JudgedSheet, checked_by: Account, at: datetime) -> None:
    sheet = judged.sheet
    if judged.unsettled:
        raise LineUnsettled([line.title for line in judged.unsettled])
    ScoreSheet.objects.filter(pk=sheet.pk).update(checked_at=at, checked_by=checked_by)
    sheet.checked_at, sheet.checked_by = at, checked_by
    if sheet.sent_at is not None:
        _accept_self_score(sheet, checked_by, at)
    else:
        _close_self_score(sheet, checked_by, at)
    record_event(
        actor=checked_by,
        act="oversight.check_sheet",
        subject=sheet,
        after={
            "unit": sheet.agency.name,
            "points": str(judged.total),
            "set": [f"{one.title}: {one.points}" for one in judged.lines if one.state == "checked"],
        },
    )


def _accept_self_score(sheet: ScoreSheet, checked_by: Account, at: datetime) -> None:
    owed = Obligation.objects.filter(score_sheet=sheet).select_related("standing").first()
    if owed is not None and owed.standing and owed.standing.state == SubmissionState.SENT:
        accept_submission(submission=owed.standing, decided_by=checked_by, on=timezone.localdate(at))


def _close_self_score(sheet: ScoreSheet, checked_by: Account, at: datetime) -> None:
    """A unit that did not score itself owes nothing any more once its sheet is checked; why is written on it."""
    owed = Obligation.objects.filter(score_sheet=sheet, waived_on=None).first()
    if owed is None:
        return
    with override("vi"):
        grounds = Grounds(_("Not self-scored; the sheet was checked without it."))
    waive_obligation(
        obligation=owed,
        version=owed.version,
        grounds=grounds,
        waived_by=checked_by,
        on=timezone.localdate(at),
    )


def _put(sheet: ScoreSheet, criterion: int, **fields: Any) -> None:
    Score.objects.update_or_create(sheet=sheet, criterion_id=criterion, defaults=fields)


def _tell_answer(appeal: Appeal, sheet: ScoreSheet) -> None:
    put_notice(
        to=appeal.raised_by,
        kind="oversight.answer",
        title=lazy(
            lambda: _("Your appeal was answered: %(title)s") % {"title": appeal.criterion.title}, str
        )(),
        text=appeal.answer,
        address=f"/thi-dua/phieu/{sheet.pk}/",
        key=f"oversight.answer:{appeal.pk}",
    )
