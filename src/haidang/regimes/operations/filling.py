"""A unit's report is filled in: several people write one draft, each section and figure is kept by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from haidang.agencies.models import Account
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import Entry, record_event, record_events
from haidang.regimes.enums import SectionKind
from haidang.regimes.errors import (
    FigureChangedMeanwhile,
    FigureNeedsReason,
    NarrativeChangedMeanwhile,
    NoSuchPlace,
    ReportSentMeanwhile,
)
from haidang.regimes.models import FormFigure, Measure, MeasureValue, Narrative, Remark, Section
from haidang.regimes.queries.gathered import from_reports_of_units, key_of_figure
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.unit_reports import (
    drawn_figures,
    figures_asked,
    mark_of_draft,
    mark_of_value,
    number_sent,
    rounds_of,
    shared_draft,
    span_of,
    value_as_written,
)
from haidang.reports.enums import SubmissionKind, SubmissionState
from haidang.reports.models import Evidence, Obligation, Submission
from haidang.reports.operations.evidence import add_files, remove_evidence
from haidang.reports.validators import TakenFile

MOST_CHARACTERS_OF_RECORD = 500
_WRITTEN = ("text", "folded_text", "is_nil", "is_filled", "written_by", "written_at", "version")


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

    After a version was returned or accepted, the new draft begins with what that version says and the files that go
    with it. `drawn` has the unit's figures by key of their source where they were reckoned for many units at once (see
    `drawn_of_units`).
    """
    _hold(obligation)
    opened = _draft_to_write(obligation, author, drawn)
    record_events(opened.begun)
    return opened.draft


@transaction.atomic
def keep_section(
    *, obligation: Obligation, given: SectionGiven, written_by: Account, at: datetime
) -> Submission:
    """Keep one section with its figures, all or nothing, beginning the draft where there is none.

    This function will raise what `keep_narrative` and `keep_figures` raise, and ReportSentMeanwhile where a version
    was sent since the page was shown: what was typed after it is no part of it, and begins no new one unasked.
    """
    _hold(obligation)
    if given.after is not None and given.after != number_sent(obligation):
        raise ReportSentMeanwhile
    opened = _draft_to_write(obligation, written_by)
    if given.version or given.text.strip() or given.is_nil or not given.figures:
        _keep_narratives(opened, [given], written_by=written_by, at=at)
    if given.figures:
        _keep_figures(opened, given.figures)
    record_events(opened.begun)
    return opened.draft


@transaction.atomic
def keep_section_seen(
    *, obligation: Obligation, given: SectionGiven, written_by: Account, at: datetime
) -> SectionKept:
    """This function will keep a section as `keep_section` does, for a page that has to know the marks of the draft."""
    _hold(obligation)
    mark_before = mark_of_draft(shared_draft(obligation))
    draft = keep_section(obligation=obligation, given=given, written_by=written_by, at=at)
    return SectionKept(draft, mark_before, mark_of_draft(draft))


@transaction.atomic
def keep_places(
    *,
    obligation: Obligation,
    given: Iterable[SectionGiven | StatedFigure],
    written_by: Account,
    at: datetime,
    drawn: Mapping[str, Decimal] | None = None,
) -> Submission:
    """Keep sections and figures in the unit's one draft, all of them or nothing. The queries are fixed.

    This function will raise what `keep_narrative` and `keep_figures` raise; `drawn` is that of `open_draft`.
    """
    _hold(obligation)
    opened = _draft_to_write(obligation, written_by, drawn)
    places = list(given)
    if words := [one for one in places if isinstance(one, SectionGiven)]:
        _keep_narratives(opened, words, written_by=written_by, at=at)
    if figures := [one for one in places if isinstance(one, StatedFigure)]:
        _keep_figures(opened, figures)
    record_events(opened.begun)
    return opened.draft


@transaction.atomic
def say_nothing_happened(
    *,
    obligation: Obligation,
    written_by: Account,
    at: datetime,
    drawn: Mapping[str, Decimal] | None = None,
) -> Submission:
    """Say of everything in a report that is still empty that nothing happened: words of sections, zero for figures.

    This function will leave what somebody wrote, and what recorded work comes to, as it stands, and empty what a report
    of a shorter period tells something of: the rest of it is not known to be nothing. `drawn` is that of `open_draft`.
    """
    _hold(obligation)
    opened = _draft_to_write(obligation, written_by, drawn)
    draft = opened.draft
    sections = Section.objects.filter(form__rounds__in=rounds_of(obligation)).exclude(kind=SectionKind.TASKS)
    versions = dict(draft.narratives.values_list("section", "version"))
    empty = sections.exclude(pk__in=draft.narratives.filter(is_filled=True).values("section")).distinct()
    said = [
        SectionGiven(one, is_nil=True, version=versions.get(one.pk, 0)) for one in empty.filter(figures=None)
    ]
    _keep_narratives(opened, said, written_by=written_by, at=at)
    given = set(draft.values.values_list("measure_id", flat=True))
    empty_figures = [one.measure for one in figures_asked(obligation) if one.measure_id not in given]
    told = _told_before(obligation, empty_figures)
    _keep_figures(
        opened, [StatedFigure(one, None, Decimal(0)) for one in empty_figures if one.pk not in told]
    )
    record_events([*opened.begun, Entry(written_by, "regimes.say_nothing_happened", obligation)])
    return draft


@transaction.atomic
def attach_files(
    *, obligation: Obligation, files: Sequence[TakenFile], dropped: Sequence[int], attached_by: Account
) -> Submission:
    """This function will keep files with the draft and take dropped ones out. Raises EvidenceRefused for too many."""
    _hold(obligation)
    opened = _draft_to_write(obligation, attached_by)
    draft = opened.draft
    remove_evidence(submission=draft, keys=dropped)
    if files:
        add_files(submission=draft, files=files)
    attached = Entry(attached_by, "regimes.attach_files", obligation, after={"files": len(files)})
    record_events([*opened.begun, attached])
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
    given = SectionGiven(section, text=text, is_nil=is_nil, version=version)
    (kept,) = _keep_narratives(_Opened(draft), [given], written_by=written_by, at=at)
    return kept


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
    _keep_figures(_Opened(draft), figures)


def _hold(obligation: Obligation) -> None:
    """Holds what a unit owes until the act is done: whoever writes or sends its report takes this row first."""
    Obligation.objects.select_for_update().only("pk").get(pk=obligation.pk)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The draft of a report that is held, and what the log says where this act began it.

    `blank` has the figures that it opened with, by measure, where nothing else can stand in it yet.
    """

    draft: Submission
    begun: Sequence[Entry] = ()
    blank: Mapping[int, MeasureValue] | None = None


def _draft_to_write(
    obligation: Obligation, author: Account, drawn: Mapping[str, Decimal] | None = None
) -> _Opened:
    if draft := shared_draft(obligation):
        draft.obligation = obligation
        return _Opened(draft)
    kind = SubmissionKind.ESTIMATE if obligation.is_estimate else SubmissionKind.REPORT
    draft = Submission.objects.create(
        obligation=obligation, agency_id=obligation.agency_id, author=author, kind=kind
    )
    begun = [Entry(author, "regimes.open_draft", obligation)]
    if obligation.standing is None:
        return _Opened(draft, begun, _fill_drawn(draft, {}, drawn))
    _copy(obligation.standing, draft)
    _fill_drawn(draft, {one.measure_id: one for one in draft.values.all()}, drawn)
    return _Opened(draft, begun)


def _keep_narratives(
    opened: _Opened, given: Sequence[SectionGiven], *, written_by: Account, at: datetime
) -> list[Narrative]:
    """Sections of a draft that is held: what is new is put in at once, what changed is changed at once."""
    draft = opened.draft
    _refuse_other_form(draft, [one.section for one in given])
    known = {}
    if opened.blank is None:
        rows = Narrative.objects.select_related("written_by").filter(submission=draft)
        known = {one.section_id: one for one in rows.filter(section__in=[one.section for one in given])}
    new: list[Narrative] = []
    changed: list[Narrative] = []
    for one in given:
        text = "" if one.is_nil else one.text.strip()
        stands = known.get(one.section.pk)
        if stands is not None and (stands.text, stands.is_nil) == (text, one.is_nil):
            continue
        if stands is None and one.version:
            raise ReportSentMeanwhile
        if stands is not None and stands.version != one.version:
            raise NarrativeChangedMeanwhile(stands)
        if stands is None:
            stands = known[one.section.pk] = Narrative(submission=draft, section=one.section, version=0)
            new.append(stands)
        elif stands not in changed:
            changed.append(stands)
        stands.text, stands.folded_text = text, folded_form(text)
        stands.is_nil, stands.is_filled = one.is_nil, one.is_nil or bool(text)
        stands.written_by, stands.written_at, stands.version = written_by, at, stands.version + 1
    Narrative.objects.bulk_create(new)
    Narrative.objects.bulk_update(changed, _WRITTEN)
    return [known[one.section.pk] for one in given]


def _keep_figures(opened: _Opened, figures: Sequence[StatedFigure]) -> None:
    draft = opened.draft
    _refuse_strange_figures(draft, figures)
    before = opened.blank
    if before is None:
        before = {one.measure_id: one for one in draft.values.all()}
    # A measure that two sections ask for is one figure.
    known: dict[int, MeasureValue | None] = {**before}
    for one in figures:
        _refuse_other_figure(known.get(one.measure.pk), one)
        if one.differs and not one.reason.strip():
            raise FigureNeedsReason(one.measure.name)
        known[one.measure.pk] = None if one.number is None else _value_of(draft, one, one.number)
    given = {one.measure.pk: known[one.measure.pk] for one in figures}
    if gone := [measure for measure, value in given.items() if value is None and measure in before]:
        draft.values.filter(measure__in=gone).delete()
    _write_values([value for value in given.values() if value is not None])
    _forget_pairs(draft, before, figures)


def _write_values(values: Iterable[MeasureValue]) -> None:
    MeasureValue.objects.bulk_create(
        values,
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
    asked = FormFigure.objects.filter(section__form__rounds__in=rounds_of(draft.obligation))
    known = set(asked.values_list("measure_id", flat=True))
    strange = [one.measure.name for one in figures if one.measure.pk not in known]
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


def _fill_drawn(
    draft: Submission, known: Mapping[int, MeasureValue], drawn: Mapping[str, Decimal] | None
) -> Mapping[int, MeasureValue]:
    """A new draft opens with what recorded work, or its reports of shorter periods, come to; a figure that the unit
    stated before stays beside it.
    """
    asked = [] if drawn is not None and not drawn else list(figures_asked(draft.obligation))
    if drawn is None:
        drawn = drawn_figures(asked, draft.obligation)
    values = {}
    for one in asked:
        number = drawn.get(key_of_figure(one.measure))
        if number is None:
            continue
        value = known.get(one.measure_id)
        stated = value.stated if value else None
        reason = value.reason if value else ""
        if stated is not None and stated != number and not reason:
            reason = str(_("stated before"))
        figure = StatedFigure(one.measure, number, stated, reason)
        values[one.measure_id] = _value_of(draft, figure, number if stated is None else stated)
    _write_values(values.values())
    return values


def _told_before(obligation: Obligation, measures: Sequence[Measure]) -> set[int]:
    """The measures of which a report of a shorter period has something else than nothing."""
    unit = obligation.agency_id
    found = from_reports_of_units(measures, [unit], span_of(obligation)).get(unit, {})
    return {measure for measure, one in found.items() if one.tells_something}


def _refuse_other_form(draft: Submission, sections: Sequence[Section]) -> None:
    forms = set(rounds_of(draft.obligation).values_list("form", flat=True))
    for one in sections:
        if one.form_id not in forms:
            raise NoSuchPlace(str(one))


def _copy(version: Submission, draft: Submission) -> None:
    """A new draft begins with the words, figures and files of the version before it.

    A file stands once on the disk for both; one that was removed for a secret mark is not taken along.
    """
    narratives = list(version.narratives.exclude(text="", is_nil=False))
    for one in narratives:
        one.pk, one.submission, one.version = None, draft, 1
    values = list(version.values.all())
    for value in values:
        value.pk, value.submission, value.counts, value.counts_above = None, draft, False, False
    files = list(version.evidence.exclude(file=None).order_by("id"))
    for file in files:
        file.pk, file.submission, file.token = None, draft, uuid4()
    Narrative.objects.bulk_create(narratives)
    MeasureValue.objects.bulk_create(values)
    Evidence.objects.bulk_create(files)
