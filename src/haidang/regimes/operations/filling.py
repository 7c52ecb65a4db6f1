"""A unit's report is filled in: several people write one draft, each section and figure is kept by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from haidang.agencies.models import Account
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.enums import SectionKind
from haidang.regimes.errors import (
    FigureChangedMeanwhile,
    FigureNeedsReason,
    NarrativeChangedMeanwhile,
    NoSuchPlace,
    ReportSentMeanwhile,
)
from haidang.regimes.models import MeasureValue, Narrative, Remark, Section
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.unit_reports import (
    drawn_figures,
    figures_asked,
    mark_of_draft,
    mark_of_value,
    number_sent,
    rounds_of,
    shared_draft,
    value_as_written,
)
from haidang.reports.enums import SubmissionKind, SubmissionState
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.evidence import add_files, remove_evidence
from haidang.reports.validators import TakenFile

MOST_CHARACTERS_OF_RECORD = 500


@dataclass(frozen=True, slots=True)
class SectionKept:
    """A section that was kept: its draft, and the marks of the draft right before and after."""

    draft: Submission
    mark_before: str
    mark_after: str


@transaction.atomic
def open_draft(
    *, obligation: Obligation, author: Account, drawn: Mapping[str, Decimal] | None = None
) -> Submission:
    """This function will return the one draft of a unit's report, begun by whoever comes first.

    After a version was returned or accepted, the new draft begins with what that version says. `drawn` has the unit's
    figures by key of their source where they were reckoned for many units at once (see `drawn_of_units`).
    """
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    if draft := shared_draft(obligation):
        return draft
    kind = SubmissionKind.ESTIMATE if obligation.is_estimate else SubmissionKind.REPORT
    draft = Submission.objects.create(
        obligation=obligation, agency_id=obligation.agency_id, author=author, kind=kind
    )
    if obligation.standing is not None:
        _copy(obligation.standing, draft)
    _fill_drawn(draft, drawn)
    record_event(actor=author, act="regimes.open_draft", subject=obligation)
    return draft


@transaction.atomic
def keep_section(
    *, obligation: Obligation, given: SectionGiven, written_by: Account, at: datetime
) -> SectionKept:
    """Keep one section with its figures, all or nothing, beginning the draft where there is none.

    This function will raise what `keep_narrative` and `keep_figures` raise, and ReportSentMeanwhile where a version
    was sent since the page was shown: what was typed after it is no part of it, and begins no new one unasked.
    """
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    if given.after is not None and given.after != number_sent(obligation):
        raise ReportSentMeanwhile
    mark_before = mark_of_draft(shared_draft(obligation))
    draft = open_draft(obligation=obligation, author=written_by)
    if given.version or given.text.strip() or given.is_nil or not given.figures:
        keep_narrative(
            draft=draft,
            section=given.section,
            text=given.text,
            is_nil=given.is_nil,
            version=given.version,
            written_by=written_by,
            at=at,
        )
    if given.figures:
        keep_figures(draft=draft, figures=given.figures)
    return SectionKept(draft, mark_before, mark_of_draft(draft))


@transaction.atomic
def say_nothing_happened(*, obligation: Obligation, written_by: Account, at: datetime) -> Submission:
    """Say of everything in a report that is still empty that nothing happened: words of sections, zero for figures.

    This function will leave what somebody wrote, and what recorded work comes to, as it stands.
    """
    draft = open_draft(obligation=obligation, author=written_by)
    _refuse_sent(draft)
    sections = Section.objects.filter(form__rounds__in=rounds_of(obligation)).exclude(kind=SectionKind.TASKS)
    empty = sections.exclude(pk__in=draft.narratives.filter(is_filled=True).values("section")).distinct()
    for section in empty.filter(figures=None):
        known = draft.narratives.filter(section=section).first()
        keep_narrative(
            draft=draft,
            section=section,
            text="",
            is_nil=True,
            version=known.version if known else 0,
            written_by=written_by,
            at=at,
        )
    given = set(draft.values.values_list("measure_id", flat=True))
    empty_figures = [one.measure for one in figures_asked(obligation) if one.measure_id not in given]
    keep_figures(draft=draft, figures=[StatedFigure(one, None, Decimal(0)) for one in empty_figures])
    record_event(actor=written_by, act="regimes.say_nothing_happened", subject=obligation)
    return draft


@transaction.atomic
def attach_files(
    *, obligation: Obligation, files: Sequence[TakenFile], dropped: Sequence[int], attached_by: Account
) -> Submission:
    """This function will keep files with the draft and take dropped ones out. Raises EvidenceRefused for too many."""
    draft = open_draft(obligation=obligation, author=attached_by)
    _refuse_sent(draft)
    remove_evidence(submission=draft, keys=dropped)
    if files:
        add_files(submission=draft, files=files)
    record_event(
        actor=attached_by, act="regimes.attach_files", subject=obligation, after={"files": len(files)}
    )
    return draft


@transaction.atomic
def settle_remark(*, remark: Remark, settled_by: Account, at: datetime) -> Remark:
    """This function will tick a remark off as settled; one that is ticked off stays as it was."""
    rows = Remark.objects.filter(pk=remark.pk, settled_at=None)
    if rows.update(settled_at=at, settled_by=settled_by):
        record_event(
            actor=settled_by,
            act="regimes.settle_remark",
            subject=remark.submission.obligation,
            after={"text": remark.text[:MOST_CHARACTERS_OF_RECORD]},
        )
    remark.refresh_from_db()
    return remark


@transaction.atomic
def keep_narrative(
    *,
    draft: Submission,
    section: Section,
    text: str,
    is_nil: bool,
    version: int,
    written_by: Account,
    at: datetime,
) -> Narrative:
    """Keep what stands under one section; `version` is what the page showed, 0 where nothing was written yet.

    This function will change nothing where the same stands already. Raises NarrativeChangedMeanwhile with what
    somebody else wrote, ReportSentMeanwhile, and NoSuchPlace for a section of another form.
    """
    _refuse_sent(draft)
    _refuse_other_form(draft, section)
    text = "" if is_nil else text.strip()
    known = Narrative.objects.select_related("written_by").filter(submission=draft, section=section).first()
    if known is not None and (known.text, known.is_nil) == (text, is_nil):
        return known
    written = {
        "text": text,
        "folded_text": folded_form(text),
        "is_nil": is_nil,
        "is_filled": is_nil or bool(text),
        "written_by": written_by,
        "written_at": at,
    }
    if known is None and version == 0:
        made, is_new = Narrative.objects.get_or_create(submission=draft, section=section, defaults=written)
        if not is_new:
            raise NarrativeChangedMeanwhile(made)
        return made
    rows = Narrative.objects.filter(submission=draft, section=section, version=version)
    if known is None:
        raise ReportSentMeanwhile
    if not rows.update(version=F("version") + 1, **written):
        raise NarrativeChangedMeanwhile(known)
    known.refresh_from_db()
    return known


@transaction.atomic
def keep_figure(*, draft: Submission, figure: StatedFigure) -> MeasureValue | None:
    """This function will keep one figure of a report as `keep_figures` does, and return it, None where it is gone."""
    keep_figures(draft=draft, figures=[figure])
    return MeasureValue.objects.filter(submission=draft, measure=figure.measure).first()


@transaction.atomic
def keep_figures(*, draft: Submission, figures: Sequence[StatedFigure]) -> None:
    """Keep figures of a report, all or none; one without a number is taken out again. The queries are fixed.

    This function will raise FigureNeedsReason for a stated figure that differs from the drawn one without a word,
    FigureChangedMeanwhile where another stands than was seen, ReportSentMeanwhile, and NoSuchPlace for a measure the
    form does not ask for.
    """
    _refuse_sent(draft)
    _refuse_strange_figures(draft, figures)
    known = {one.measure_id: one for one in draft.values.all()}
    for one in figures:
        _refuse_other_figure(known.get(one.measure.pk), one)
        if one.differs and not one.reason.strip():
            raise FigureNeedsReason(one.measure.name)
    gone = [one.measure.pk for one in figures if one.number is None and one.measure.pk in known]
    if gone:
        draft.values.filter(measure__in=gone).delete()
    _write_figures(draft, figures)
    _forget_pairs(draft, known, figures)


def _write_figures(draft: Submission, figures: Sequence[StatedFigure]) -> None:
    # A measure that two sections ask for is one figure.
    values = {one.measure.pk: _value_of(draft, one, one.number) for one in figures if one.number is not None}
    MeasureValue.objects.bulk_create(
        values.values(),
        update_conflicts=True,
        unique_fields=["submission", "measure"],
        update_fields=["drawn", "stated", "number", "reason", "is_estimate"],
    )


def _forget_pairs(
    draft: Submission, known: Mapping[int, MeasureValue], figures: Sequence[StatedFigure]
) -> None:
    """A ratio that was sent up with both its numbers keeps them only while nobody corrects it or one of its parts.

    One whose part was corrected is reckoned from its parts again; one that was itself corrected has no numbers that
    it could be added up by, and is told as not given.
    """
    if all(one.numerator is None for one in known.values()):
        return
    corrected = [
        one.measure.pk
        for one in figures
        if (before := known.get(one.measure.pk)) is None or before.number != one.number
    ]
    of_parts = Q(measure__numerator__in=corrected) | Q(measure__denominator__in=corrected)
    draft.values.filter(of_parts, numerator__isnull=False).delete()
    draft.values.filter(measure__in=corrected).update(numerator=None, denominator=None)


def _value_of(draft: Submission, figure: StatedFigure, number: Decimal) -> MeasureValue:
    obligation = draft.obligation
    return MeasureValue(
        submission=draft,
        agency_id=draft.agency_id,
        measure=figure.measure,
        first_month=obligation.first_month,
        last_month=obligation.last_month,
        is_estimate=obligation.is_estimate,
        drawn=figure.drawn,
        stated=figure.stated,
        number=number,
        reason=figure.reason.strip() if figure.differs else "",
    )


def _refuse_strange_figures(draft: Submission, figures: Sequence[StatedFigure]) -> None:
    asked = {one.measure_id for one in figures_asked(draft.obligation)}
    strange = [one.measure.name for one in figures if one.measure.pk not in asked]
    if strange:
        raise NoSuchPlace(strange[0])


def _refuse_sent(draft: Submission) -> None:
    """Holds the draft until the act is done, so that none is signed half written."""
    held = Submission.objects.select_for_update().filter(pk=draft.pk, state=SubmissionState.DRAFT)
    if held.first() is None:
        raise ReportSentMeanwhile


def _refuse_other_figure(known: MeasureValue | None, figure: StatedFigure) -> None:
    """What somebody else entered since the page was shown is not written over, unless the same is entered again."""
    if figure.seen is None:
        return
    is_same = known is not None and (known.stated, known.reason) == (figure.stated, figure.reason.strip())
    if mark_of_value(known) != figure.seen and not is_same:
        raise FigureChangedMeanwhile(figure.measure.name, value_as_written(known))


def _fill_drawn(draft: Submission, drawn: Mapping[str, Decimal] | None) -> None:
    """A new draft opens with what recorded work comes to; a figure that the unit stated before stays beside it."""
    asked = figures_asked(draft.obligation)
    drawn = drawn_figures(asked, draft.obligation) if drawn is None else drawn
    known = {one.measure_id: one for one in draft.values.all()}
    figures = []
    for one in asked:
        number = drawn.get(one.measure.drawn_by)
        if number is None:
            continue
        value = known.get(one.measure_id)
        stated = value.stated if value else None
        reason = value.reason if value else ""
        if stated is not None and stated != number and not reason:
            reason = str(_("stated before"))
        figures.append(StatedFigure(one.measure, number, stated, reason))
    if figures:
        _write_figures(draft, figures)


def _refuse_other_form(draft: Submission, section: Section) -> None:
    if not rounds_of(draft.obligation).filter(form=section.form_id).exists():
        raise NoSuchPlace(str(section))


def _copy(version: Submission, draft: Submission) -> None:
    """A new draft begins with the words and figures of the version before it."""
    narratives = list(version.narratives.exclude(text="", is_nil=False))
    for one in narratives:
        one.pk, one.submission, one.version = None, draft, 1
    values = list(version.values.all())
    for value in values:
        value.pk, value.submission, value.counts, value.counts_above = None, draft, False, False
    Narrative.objects.bulk_create(narratives)
    MeasureValue.objects.bulk_create(values)
