"""The consolidated report of a round is put together, section by section, and issued; then nothing of it changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import F, QuerySet

from haidang.agencies.models import Account
from haidang.foundation.models import StoredFile
from haidang.foundation.operations import record_event, store_file
from haidang.foundation.queries.moments import one_moment
from haidang.regimes.enums import CONTENT_TYPES, ConsolidationState, IssuedKind
from haidang.regimes.errors import (
    ConsolidationChangedMeanwhile,
    ConsolidationLocked,
    NoSuchPlace,
    NothingPickedForReport,
    PartChangedMeanwhile,
    ReportNotWritten,
)
from haidang.regimes.models import (
    ConsolidatedSection,
    Consolidation,
    IssuedFigure,
    Narrative,
    Pick,
    ReportRound,
    Section,
)
from haidang.regimes.operations.upwards import answer_upwards
from haidang.regimes.queries.consolidation_content import (
    Gathered,
    content_digest,
    frozen_form,
    gathered_report,
)
from haidang.regimes.queries.consolidation_figures import counting_values
from haidang.regimes.queries.consolidation_heads import owed_at_next_level, owed_elsewhere, proposed_head
from haidang.regimes.queries.consolidation_texts import IssueFacts, PickFacts, narratives_under
from haidang.reports.errors import ReportsError
from haidang.reports.models import Obligation

# In which column of the row each file stands.
FILE_FIELDS: Mapping[str, str] = {
    IssuedKind.DOCX: "docx",
    IssuedKind.PDF: "pdf",
    IssuedKind.XLSX: "xlsx",
    IssuedKind.JSON: "data",
    IssuedKind.EDXML: "envelope",
}
# Gathered, each file written, all frozen: what the bar on the page counts.
STEPS = 2 + len(CONTENT_TYPES)
MOST_TRIES = 3
LONGEST_FAILURE = 500

type Writer = Callable[[Consolidation, Gathered], bytes]
type OtherWriter = Callable[[Consolidation, Gathered, bytes], Iterable[tuple[IssuedKind, bytes]]]


_LINES_TAKEN_OVER = (
    "place", "authority", "signer", "issuer", "superior", "citations", "addressees", "recipients", "has_charts",
)  # fmt: skip


@transaction.atomic
def begin_consolidation(
    *, report_round: ReportRound, begun_by: Account, obligation: Obligation | None = None
) -> Consolidation:
    """Begin the consolidated report of a round, or its next edition where the last one was issued.

    This function will give back the one being put together; a new edition begins with the pieces of the last. It
    answers `obligation`, else what the last edition answered, else what the own body owes for the period to the level
    above.
    """
    ReportRound.objects.select_for_update().get(pk=report_round.pk)
    last = report_round.consolidations.order_by("-edition").first()
    if last is not None and last.state != ConsolidationState.ISSUED:
        return last
    made = Consolidation.objects.create(
        report_round=report_round,
        edition=last.edition + 1 if last else 1,
        obligation=obligation or (last and last.obligation) or _own_obligation(report_round, begun_by),
        begun_by=begun_by,
        **({name: getattr(last, name) for name in _LINES_TAKEN_OVER} if last else {}),
    )
    if last is not None:
        _take_over(last, made)
    record_event(
        actor=begun_by, act="regimes.begin_consolidation", subject=made, after={"version": made.edition}
    )
    return made


@transaction.atomic
def keep_part(
    *,
    consolidation: Consolidation,
    section: Section,
    version: int,
    picks: Sequence[PickFacts],
    edited_by: Account,
    at: datetime,
) -> ConsolidatedSection:
    """Keep the pieces of one section in the order given; `version` is what the page showed, 0 before anybody wrote.

    This function will drop empty pieces. Raises PartChangedMeanwhile, ConsolidationLocked where the report is being
    written or issued, and NoSuchPlace for a section of another form or a narrative that is not under it.
    """
    _refuse_locked(consolidation)
    _refuse_strange(consolidation, section, picks)
    part = _claim_part(consolidation, section, version, {"edited_by": edited_by, "edited_at": at})
    part.picks.all().delete()
    kept = [one for one in picks if one.text.strip()]
    Pick.objects.bulk_create(
        Pick(
            part=part,
            order=order,
            narrative_id=one.narrative_id,
            heading=one.heading.strip(),
            text=one.text.strip(),
            is_source_named=one.is_source_named,
        )
        for order, one in enumerate(kept)
    )
    record_event(
        actor=edited_by,
        act="regimes.keep_part",
        subject=consolidation,
        after={"section": str(section), "pieces": len(kept)},
    )
    return part


@transaction.atomic
def ask_to_issue(
    *, consolidation: Consolidation, version: int, facts: IssueFacts, asked_by: Account
) -> Consolidation:
    """Ask for a report to be written and issued; from now on nobody edits it.

    This function will do nothing where that was asked or done. Raises ConsolidationChangedMeanwhile, and
    NothingPickedForReport for a report without a piece and without a figure.
    """
    if consolidation.state != ConsolidationState.DRAFT:
        return consolidation
    if not _says_something(consolidation):
        raise NothingPickedForReport
    claimed = Consolidation.objects.filter(
        pk=consolidation.pk, version=version, state=ConsolidationState.DRAFT
    ).update(
        state=ConsolidationState.WAITING,
        number=facts.number.strip(),
        dated_on=facts.dated_on,
        place=facts.place.strip(),
        authority=facts.authority.strip(),
        signer=facts.signer.strip(),
        has_charts=facts.has_charts,
        **_lines_around(consolidation, facts),
        asked_by=asked_by,
        steps_done=0,
        tries=0,
        failure="",
        version=F("version") + 1,
    )
    if not claimed:
        raise ConsolidationChangedMeanwhile
    consolidation.refresh_from_db()
    record_event(
        actor=asked_by,
        act="regimes.ask_to_issue",
        subject=consolidation,
        after={"number": consolidation.number},
    )
    return consolidation


def _lines_around(consolidation: Consolidation, facts: IssueFacts) -> dict[str, str]:
    proposed = proposed_head(consolidation)
    given = {
        name: getattr(facts, name) for name in ("issuer", "superior", "citations", "addressees", "recipients")
    }
    return {
        name: (getattr(proposed, name) if lines is None else lines).strip() for name, lines in given.items()
    }


def issue_next_consolidation(*, write: Writer, at: datetime, write_others: OtherWriter | None = None) -> bool:
    """Write and issue the next report that waits, and tell whether there was one.

    This function will gather all from one moment of the database and write the files outside of any transaction, and
    then freeze files, numbers and inputs, answer the own obligation and log it in one. Killed on the way, it leaves
    the report waiting and takes it up again. `write` gives the DOCX, `write_others` the other files in turn.
    """
    first = _waiting_reports().first()
    if first is None:
        return False
    if first.tries >= MOST_TRIES:
        _give_back(first, ReportNotWritten())
        return True
    Consolidation.objects.filter(pk=first.pk).update(tries=F("tries") + 1, steps_done=0)
    with one_moment():
        one = _waiting_reports().filter(pk=first.pk).first()
        gathered = gathered_report(one) if one else None
    if one is None or gathered is None:
        return True
    _tell_step(one, 1)
    files = {IssuedKind.DOCX: write(one, gathered)}
    _tell_step(one, 2)
    for kind, content in write_others(one, gathered, files[IssuedKind.DOCX]) if write_others else ():
        files[kind] = content
        _tell_step(one, 1 + len(files))
    try:
        _freeze(one, gathered, files, at=at)
    except ReportsError as refusal:
        _give_back(one, refusal)
    return True


def _waiting_reports() -> QuerySet[Consolidation]:
    waiting = Consolidation.objects.filter(state=ConsolidationState.WAITING)
    return waiting.select_related(
        "report_round__form",
        "report_round__regime",
        "obligation__agency__parent",
        "obligation__owed_to",
        "asked_by",
    ).order_by("id")


@transaction.atomic
def _freeze(
    one: Consolidation, gathered: Gathered, files: Mapping[IssuedKind, bytes], *, at: datetime
) -> None:
    frozen = frozen_form(gathered.content, gathered.inputs)
    digest = content_digest(frozen, gathered.figures)
    claimed = Consolidation.objects.select_for_update().filter(pk=one.pk, state=ConsolidationState.WAITING)
    if not claimed.exists():
        return
    for figure in gathered.figures:
        figure.consolidation = one
    IssuedFigure.objects.bulk_create(gathered.figures)
    stored = {kind: _stored(one, kind, content) for kind, content in files.items()}
    claimed.update(
        state=ConsolidationState.ISSUED,
        steps_done=STEPS,
        issued_at=at,
        frozen=frozen,
        digest=digest,
        **{FILE_FIELDS[kind]: file for kind, file in stored.items()},
        submission=answer_upwards(
            issued=one, content=gathered.content, figures=gathered.figures, files=stored, at=at
        ),
        failure="",
        version=F("version") + 1,
    )
    record_event(
        actor=one.asked_by,
        act="regimes.issue_consolidation",
        subject=one,
        after={"number": one.number, "digest": digest, "file": stored[IssuedKind.DOCX].sha256}
        | {f"file_{kind}": file.sha256 for kind, file in stored.items() if kind != IssuedKind.DOCX},
    )


def _stored(one: Consolidation, kind: IssuedKind, content: bytes) -> StoredFile:
    return store_file(
        source=File(BytesIO(content)),
        original_name=f"bao-cao-{one.pk}.{kind}",
        content_type=CONTENT_TYPES[kind],
    )


def _give_back(one: Consolidation, refusal: Exception) -> None:
    """The draft is as it was, with the reason why it was not issued."""
    message = str(getattr(refusal, "message", refusal))[:LONGEST_FAILURE]
    Consolidation.objects.filter(pk=one.pk, state=ConsolidationState.WAITING).update(
        state=ConsolidationState.DRAFT, failure=message, steps_done=0, version=F("version") + 1
    )


def _tell_step(one: Consolidation, steps: int) -> None:
    Consolidation.objects.filter(pk=one.pk, state=ConsolidationState.WAITING).update(steps_done=steps)


def _own_obligation(report_round: ReportRound, begun_by: Account) -> Obligation | None:
    """What the body of the level above the units owes for the same period, by this regime or by another body's.

    The latter where the agency of who begins owes one report of the period in a round of another regime; of several,
    and for a round out of turn, none is guessed.
    """
    own = owed_at_next_level(report_round).order_by("id").first()
    if own is not None or report_round.is_out_of_turn:
        return own
    return _only_one(owed_elsewhere(report_round, begun_by))


def _only_one(owed: Sequence[Obligation]) -> Obligation | None:
    return owed[0] if len(owed) == 1 else None


def _take_over(last: Consolidation, made: Consolidation) -> None:
    for part in last.parts.prefetch_related("picks").order_by("id"):
        picks = list(part.picks.all())
        part.pk, part.consolidation, part.version = None, made, 1
        part.save(force_insert=True)
        for pick in picks:
            pick.pk, pick.part = None, part
        Pick.objects.bulk_create(picks)


def _says_something(consolidation: Consolidation) -> bool:
    has_pieces = Pick.objects.filter(part__consolidation=consolidation).exists()
    return has_pieces or counting_values(consolidation.report_round).exists()


def _refuse_locked(consolidation: Consolidation) -> None:
    """The row is held until the end, so that no section changes while the report goes off to be written."""
    held = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    if held.state != ConsolidationState.DRAFT:
        raise ConsolidationLocked


def _refuse_strange(consolidation: Consolidation, section: Section, picks: Sequence[PickFacts]) -> None:
    report_round = consolidation.report_round
    if section.form_id != report_round.form_id:
        raise NoSuchPlace(str(section))
    wanted = {one.narrative_id for one in picks if one.narrative_id is not None}
    known = narratives_under(report_round, section).filter(pk__in=wanted).values_list("pk", flat=True)
    kept = Narrative.objects.filter(
        picks__part__consolidation=consolidation, picks__part__section=section, pk__in=wanted
    ).values_list("pk", flat=True)
    if wanted - set(known) - set(kept):
        raise NoSuchPlace(str(section))


def _claim_part(
    consolidation: Consolidation, section: Section, version: int, written: dict[str, Any]
) -> ConsolidatedSection:
    if version == 0:
        part, is_new = ConsolidatedSection.objects.get_or_create(
            consolidation=consolidation, section=section, defaults=written
        )
        if not is_new:
            raise PartChangedMeanwhile
        return part
    rows = ConsolidatedSection.objects.filter(consolidation=consolidation, section=section)
    if not rows.filter(version=version).update(version=F("version") + 1, **written):
        raise PartChangedMeanwhile
    return rows.get()
