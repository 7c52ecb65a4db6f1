"""A unit's report is signed and sent, returned with remarks at the place, or accepted so that its figures count."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from haidang.agencies.models import Account
from haidang.foundation.operations import record_event
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
from haidang.regimes.queries.unit_reports import (
    came_after_closing,
    mark_of_draft,
    round_of,
    rounds_of,
    shared_draft,
)
from haidang.regimes.registry import counting_heard
from haidang.reports.enums import SubmissionKind, SubmissionState
from haidang.reports.errors import WordsWanted
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import Sent, return_submission, send_submission
from haidang.reports.queries.answers import Answer

MOST_CHARACTERS_OF_SUMMARY = 300


@transaction.atomic
def ask_for_signature(*, draft: Submission, asked_by: Account, at: datetime) -> Signature:
    """This function will put a draft before the head of the unit. Raises SectionsMissing with what is still empty."""
    _refuse_unfinished(draft)
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
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    draft = shared_draft(obligation)
    if draft is None or not _is_held(draft):
        return _sent_before(obligation, version, key)
    if seen and seen != mark_of_draft(draft):
        raise DraftChangedMeanwhile
    _refuse_unfinished(draft)
    is_nil = _says_nothing_happened(draft)
    _mark_sections_of_figures(draft, written_by=signed_by, at=at)
    sent = send_submission(
        obligation=obligation,
        version=version,
        author=draft.author,
        answer=Answer(text="" if is_nil else _summary_of(draft), is_nil=is_nil),
        key=key,
        at=at,
        draft=draft,
    )
    if sent.submission.kind != SubmissionKind.ESTIMATE:
        # Sent after data closed: the true figures, whatever the draft was begun as.
        sent.submission.values.filter(is_estimate=True).update(is_estimate=False)
    Signature.objects.update_or_create(
        submission=sent.submission,
        defaults={"signed_by": signed_by, "signed_at": at, "given_back_for": ""},
        create_defaults={"asked_by": signed_by, "asked_at": at, "signed_by": signed_by, "signed_at": at},
    )
    record_event(
        actor=signed_by,
        act="regimes.sign_report",
        subject=obligation,
        after={"version": sent.submission.number},
    )
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


def count_values(submission: Submission) -> None:
    """This function will make the figures of an accepted report those that count, in place of an earlier version's.

    Those of a unit that was released from reporting meanwhile count nowhere.
    """
    if round_of(submission.obligation) is None:
        return
    with counting_heard(submission.obligation):
        earlier = MeasureValue.objects.filter(submission__obligation=submission.obligation_id)
        earlier.exclude(submission=submission).update(counts=False, counts_above=False)
        if Obligation.objects.filter(pk=submission.obligation_id, waived_on=None).exists():
            is_consolidated = Consolidation.objects.filter(submission=submission).exists()
            MeasureValue.objects.filter(submission=submission).update(
                counts=not is_consolidated, counts_above=is_consolidated
            )


def stop_counting(obligation: Obligation) -> None:
    """This function will take the figures of a unit that was released from reporting out of all totals."""
    with counting_heard(obligation):
        values = MeasureValue.objects.filter(submission__obligation=obligation)
        values.update(counts=False, counts_above=False)


def refuse_silent_acceptance(submission: Submission, words: str) -> None:
    """This function will raise WordsWanted for a report that came after its round was closed, without a word why."""
    if not words and came_after_closing(submission):
        raise WordsWanted


def _mark_sections_of_figures(draft: Submission, *, written_by: Account, at: datetime) -> None:
    """A section that only has figures is filled too: it gets a row without words."""
    given = draft.values.values_list("measure_id", flat=True)
    sections = Section.objects.filter(
        figures__measure__in=given, form__rounds__in=rounds_of(draft.obligation)
    )
    Narrative.objects.bulk_create(
        (
            Narrative(submission=draft, section=one, is_filled=True, written_by=written_by, written_at=at)
            for one in sections.distinct().exclude(narratives__submission=draft)
        ),
        ignore_conflicts=True,
    )
    draft.narratives.filter(section__in=sections).update(is_filled=True)


def _is_held(draft: Submission) -> bool:
    """Holds the draft for this act; whoever writes in it waits, and is told that it was sent."""
    held = Submission.objects.select_for_update().filter(pk=draft.pk, state=SubmissionState.DRAFT)
    return held.first() is not None


def _sent_before(obligation: Obligation, version: int, key: str) -> Sent:
    versions = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    sent = versions.filter(key=key).order_by("id").first()
    if sent is None and Obligation.objects.filter(pk=obligation.pk, version=version).exists():
        raise NotToBeSigned
    if sent is None:
        raise SignedMeanwhile
    return Sent(sent, is_new=False)


def _refuse_unfinished(draft: Submission) -> None:
    report_round = round_of(draft.obligation)
    if report_round is None:
        raise NotToBeSigned
    missing = missing_sections(draft, report_round)
    if missing:
        raise SectionsMissing(missing)


def missing_sections(draft: Submission, report_round: ReportRound) -> list[Section]:
    """Return the required sections that have neither words nor figures nor "nothing happened".

    This function will leave out those that show the tasks of the unit: the product fills them in.
    """
    narratives = Narrative.objects.filter(submission=draft, is_filled=True)
    written = set(narratives.values_list("section_id", flat=True))
    given = set(MeasureValue.objects.filter(submission=draft).values_list("measure_id", flat=True))
    sections = report_round.form.sections.filter(is_required=True).exclude(kind=SectionKind.TASKS)
    asked = sections.prefetch_related("figures__measure").order_by("order")
    return [one for one in asked if not _is_filled(one, written, given)]


def _is_filled(section: Section, written: set[int], given: set[int]) -> bool:
    if section.pk in written:
        return True
    # A ratio has no figure of its own: it is reckoned from its parts.
    asked = [
        one.measure_id
        for one in section.figures.all()
        if one.is_required and one.measure.numerator_id is None
    ]
    return bool(asked) and given.issuperset(asked)


def _says_nothing_happened(draft: Submission) -> bool:
    """What there is (one portal, five editors) does not speak against it; what came of the period does."""
    said = list(draft.narratives.filter(is_filled=True))
    has_figures = draft.values.filter(measure__over_time=AddingUp.SUM).exclude(number=0).exists()
    return bool(said) and all(one.is_nil for one in said) and not has_figures


def _summary_of(draft: Submission) -> str:
    first = draft.narratives.exclude(text="").order_by("section__order").first()
    return first.text[:MOST_CHARACTERS_OF_SUMMARY] if first else ""
