"""A unit's report is signed and sent, returned with remarks at the place, or accepted so that its figures count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from haidang.agencies.models import Account
from haidang.foundation.operations import Entry, record_event, record_events
from haidang.regimes.enums import AddingUp, SectionKind
from haidang.regimes.errors import (
    DraftChangedMeanwhile,
    NothingRemarked,
    NotToBeSigned,
    SectionsMissing,
    SignedMeanwhile,
)
from haidang.regimes.models import (
    Consolidation,
    MeasureValue,
    Narrative,
    Remark,
    ReportRound,
    Section,
    Signature,
)
from haidang.regimes.queries.given import RemarkMade
from haidang.regimes.queries.round_levels import reports_for_others
from haidang.regimes.queries.unit_reports import mark_of_draft, rounds_of
from haidang.regimes.registry import counting_heard
from haidang.reports.enums import SubmissionKind, SubmissionState
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import (
    FIRST,
    Sent,
    deliver_submission,
    hold_obligation,
    return_submission,
    sending_entry,
)
from haidang.reports.queries.answers import Answer

MOST_CHARACTERS_OF_SUMMARY = 300


@transaction.atomic
def ask_for_signature(*, draft: Submission, asked_by: Account, at: datetime) -> Signature:
    """This function will put a draft before the head of the unit. Raises SectionsMissing with what is still empty."""
    _refuse_unfinished(_what_is_said(draft))
    signature, is_new = Signature.objects.get_or_create(
        submission=draft, defaults={"asked_by": asked_by, "asked_at": at}
    )
    if is_new or signature.given_back_for:
        Signature.objects.filter(pk=signature.pk).update(asked_by=asked_by, asked_at=at, given_back_for="")
        signature.refresh_from_db()
        record_event(actor=asked_by, act="regimes.ask_for_signature", subject=draft.obligation)
    return signature


@transaction.atomic
def give_back_unsigned(*, signature: Signature, given_back_by: Account, reason: str) -> Signature:
    """This function will give a draft back to who wrote it, with the reason. Raises NothingRemarked without one."""
    if not reason.strip():
        raise NothingRemarked
    signature.given_back_for = reason.strip()
    signature.save(update_fields=["given_back_for"])
    record_event(
        actor=given_back_by,
        act="regimes.give_back_unsigned",
        subject=signature.submission.obligation,
        after={"reason": reason.strip()},
    )
    return signature


@transaction.atomic
def sign_and_send(
    *, obligation: Obligation, version: int, signed_by: Account, key: str, at: datetime, seen: str = ""
) -> Sent:
    """Sign the report of a unit and send it as its next version; one act, so that none is signed and left lying.

    `seen` is the mark of the draft as it was read, "" where nobody read a page. This function will send nothing twice
    under one key. Raises NotToBeSigned where nobody has written a draft, SignedMeanwhile where somebody else has sent
    it, DraftChangedMeanwhile where it says something else than was read, SectionsMissing, and what `send_submission`
    raises.
    """
    # The obligation before its draft, as everybody who writes in it takes them.
    hold_obligation(obligation)
    draft = _held_draft(obligation)
    if draft is None:
        return _sent_before(obligation, version, key)
    if seen and seen != mark_of_draft(draft):
        raise DraftChangedMeanwhile
    said = _what_is_said(draft)
    _refuse_unfinished(said)
    is_nil = said.is_nil
    _mark_sections_of_figures(said, written_by=signed_by, at=at)
    author = signed_by if draft.author_id == signed_by.pk else draft.author
    sent = deliver_submission(
        obligation=obligation,
        version=version,
        author=author,
        answer=Answer(text="" if is_nil else said.summary, is_nil=is_nil),
        key=key,
        at=at,
        draft=draft,
    )
    if not sent.is_new:
        return sent
    if sent.submission.kind != SubmissionKind.ESTIMATE and said.has_estimates:
        # Sent after data closed: the true figures, whatever the draft was begun as.
        draft.values.filter(is_estimate=True).update(is_estimate=False)
    _sign(draft, signed_by, at)
    entry = Entry(signed_by, "regimes.sign_report", obligation, after={"version": draft.number})
    record_events([sending_entry(draft, obligation, author), entry])
    return sent


@transaction.atomic
def return_with_remarks(
    *, submission: Submission, remarks: Sequence[RemarkMade], made_by: Account, at: datetime, on: date
) -> Submission:
    """Return a report with what its reader says, each at its place.

    This function will raise NothingRemarked without a remark, and what `return_submission` raises.
    """
    said = [one for one in remarks if one.text.strip()]
    if not said:
        raise NothingRemarked
    Remark.objects.bulk_create(
        Remark(
            submission=submission,
            section=one.section,
            measure=one.measure,
            text=one.text.strip(),
            made_by=made_by,
            made_at=at,
        )
        for one in said
    )
    reason = "; ".join(one.text.strip() for one in said)
    return return_submission(submission=submission, decided_by=made_by, reason=reason, on=on)


def count_values(submissions: Sequence[Submission]) -> None:
    """This function will make the figures of accepted reports those that count, in place of earlier versions'.

    Those of a body above, which its units gave already, count in totals of the level above alone. Those of a unit that
    was released from reporting meanwhile count nowhere.
    """
    reports = _of_rounds(submissions)
    if not reports:
        return
    with counting_heard([one.obligation for one in reports]):
        if again := [one.obligation_id for one in reports if one.number != FIRST]:
            earlier = Submission.objects.filter(obligation__in=again).exclude(
                pk__in=[one.pk for one in reports]
            )
            MeasureValue.objects.filter(submission__in=earlier).update(counts=False, counts_above=False)
        counting = {one.pk for one in reports if one.obligation.waived_on is None}
        made = Consolidation.objects.filter(submission__in=counting).values_list("submission_id", flat=True)
        above = set(made) | {
            one.pk for one in reports if one.pk in counting and reports_for_others(one.obligation)
        }
        for keys, is_above in ((counting - above, False), (above, True)):
            if keys:
                values = MeasureValue.objects.filter(submission__in=keys)
                values.update(counts=not is_above, counts_above=is_above)


def stop_counting(obligation: Obligation) -> None:
    """This function will take the figures of a unit that was released from reporting out of all totals."""
    with counting_heard([obligation]):
        values = MeasureValue.objects.filter(submission__obligation=obligation)
        values.update(counts=False, counts_above=False)


def _of_rounds(submissions: Sequence[Submission]) -> list[Submission]:
    """Those that answer what a unit owes to a round of a regime."""
    asked = {one.obligation.what for one in submissions}
    rounds = set(ReportRound.objects.filter(what__in=asked).values_list("what", "occurrence"))
    return [one for one in submissions if (one.obligation.what, one.obligation.occurrence) in rounds]


@dataclass(frozen=True, slots=True)
class _SectionAsked:
    """A section of a form, the measures it asks for, and those of them that a report has to give.

    One that shows the tasks of the unit is not owed: the product fills it in.
    """

    key: int
    is_owed: bool
    measures: set[int]
    required: set[int]


@dataclass(frozen=True, slots=True)
class _FigureSaid:
    """A figure of a draft, as far as signing asks for it."""

    measure: int
    number: Decimal
    is_estimate: bool
    over_time: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What a draft says and the sections it was asked for, each read once; without a round these are None."""

    draft: Submission
    sections: Sequence[_SectionAsked] | None
    narratives: Sequence[Narrative]
    figures: Sequence[_FigureSaid]

    @property
    def is_nil(self) -> bool:
        """What there is (one portal, five editors) does not speak against it; what came of the period does."""
        filled = [one for one in self.narratives if one.is_filled]
        has_figures = any(one.number and one.over_time == AddingUp.SUM for one in self.figures)
        return bool(filled) and all(one.is_nil for one in filled) and not has_figures

    @property
    def has_estimates(self) -> bool:
        return any(one.is_estimate for one in self.figures)

    @property
    def summary(self) -> str:
        """The beginning of the first words."""
        return next((one.text[:MOST_CHARACTERS_OF_SUMMARY] for one in self.narratives if one.text), "")


def _what_is_said(draft: Submission) -> _Said:
    figures = draft.values.values_list("measure_id", "number", "is_estimate", "measure__over_time")
    return _Said(
        draft,
        _sections_asked(draft.obligation),
        list(draft.narratives.order_by("section__order", "id")),
        [_FigureSaid(*one) for one in figures],
    )


def _sections_asked(obligation: Obligation) -> list[_SectionAsked] | None:
    """The sections of its round's form in their order, None where it belongs to no round.

    A ratio has no figure of its own: its parts are reckoned with.
    """
    sections = Section.objects.filter(form__rounds__in=rounds_of(obligation)).order_by("order", "pk")
    asked: dict[int, _SectionAsked] = {}
    for key, kind, is_required, measure, is_wanted, numerator in sections.values_list(
        "pk",
        "kind",
        "is_required",
        "figures__measure_id",
        "figures__is_required",
        "figures__measure__numerator_id",
    ):
        is_owed = is_required and kind != SectionKind.TASKS
        section = asked.setdefault(key, _SectionAsked(key, is_owed, set(), set()))
        if measure is not None:
            section.measures.add(measure)
        if is_wanted and numerator is None:
            section.required.add(measure)
    return list(asked.values()) if asked or rounds_of(obligation).exists() else None


def _mark_sections_of_figures(said: _Said, *, written_by: Account, at: datetime) -> None:
    """A section that only has figures is filled too: it gets a row without words."""
    given = {one.measure for one in said.figures}
    with_figures = {one.key for one in said.sections or () if one.measures & given}
    known = {one.section_id for one in said.narratives}
    Narrative.objects.bulk_create(
        (
            Narrative(
                submission=said.draft, section_id=one, is_filled=True, written_by=written_by, written_at=at
            )
            for one in sorted(with_figures - known)
        ),
        ignore_conflicts=True,
    )
    empty = [one.pk for one in said.narratives if one.section_id in with_figures and not one.is_filled]
    if empty:
        said.draft.narratives.filter(pk__in=empty).update(is_filled=True)


def _held_draft(obligation: Obligation) -> Submission | None:
    """Holds the draft for this act; whoever writes in it waits, and is told that it was sent."""
    drafts = Submission.objects.filter(obligation=obligation, state=SubmissionState.DRAFT)
    draft = drafts.select_for_update().order_by("id").first()
    if draft is not None:
        draft.obligation = obligation
    return draft


def _sign(draft: Submission, signed_by: Account, at: datetime) -> None:
    """Whoever asked for the signature before stays named as who asked."""
    Signature.objects.bulk_create(
        [Signature(submission=draft, asked_by=signed_by, asked_at=at, signed_by=signed_by, signed_at=at)],
        update_conflicts=True,
        unique_fields=["submission"],
        update_fields=["signed_by", "signed_at", "given_back_for"],
    )


def _sent_before(obligation: Obligation, version: int, key: str) -> Sent:
    versions = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    sent = versions.filter(key=key).order_by("id").first()
    if sent is None and Obligation.objects.filter(pk=obligation.pk, version=version).exists():
        raise NotToBeSigned
    if sent is None:
        raise SignedMeanwhile
    return Sent(sent, is_new=False)


def _refuse_unfinished(said: _Said) -> None:
    if said.sections is None:
        raise NotToBeSigned
    if missing := _missing_sections(said.sections, said):
        raise SectionsMissing(list(Section.objects.filter(pk__in=missing).order_by("order")))


def _missing_sections(sections: Sequence[_SectionAsked], said: _Said) -> list[int]:
    """The sections owed that have neither words nor figures nor "nothing happened"."""
    written = {one.section_id for one in said.narratives if one.is_filled}
    given = {one.measure for one in said.figures}
    return [
        one.key
        for one in sections
        if one.is_owed and one.key not in written and not (one.required and one.required <= given)
    ]
