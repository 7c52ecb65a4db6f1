"""One unit's report of a round: what it asks for, what is written so far, what recorded work comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from haidang.regimes.models import (
    FormFigure,
    MeasureValue,
    Narrative,
    Remark,
    ReportRound,
    Section,
    Signature,
)
from haidang.regimes.registry import figure_sources
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation, Submission


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that is asked for: what recorded work comes to, what the report has, and what it was last time."""

    asked: FormFigure
    drawn: Decimal | None
    drawn_address: str
    value: MeasureValue | None
    before: Decimal | None

    @property
    def number(self) -> Decimal | None:
        """The figure that holds: what the report has, else what was drawn."""
        return self.value.number if self.value else self.drawn


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with what is written under it, what stood there last time, its figures and open remarks."""

    section: Section
    narrative: Narrative | None
    text_before: str
    figures: tuple[FigureRow, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A unit's report as its page shows it."""

    report_round: ReportRound
    obligation: Obligation
    submission: Submission | None
    sections: tuple[SectionRow, ...]
    signature: Signature | None


def round_of(obligation: Obligation) -> ReportRound | None:
    """This function will return the round that an obligation belongs to, if it is that of a regime's units."""
    return rounds_of(obligation).select_related("regime", "form").order_by("id").first()


def rounds_of(obligation: Obligation) -> QuerySet[ReportRound]:
    """This function will return the same as a condition for other queries."""
    return ReportRound.objects.filter(what=obligation.what, occurrence=obligation.occurrence)


def shared_draft(obligation: Obligation) -> Submission | None:
    """This function will return what the people of a unit are writing together, and have not sent yet."""
    drafts = obligation.submissions.filter(state=SubmissionState.DRAFT)
    return drafts.order_by("id").first()


def report_before(obligation: Obligation, report_round: ReportRound) -> Submission | None:
    """This function will return the unit's last report of the same regime that was sent for an earlier period."""
    earlier = Obligation.objects.filter(
        what=obligation.what, agency=obligation.agency_id, last_month__lt=report_round.first_month
    )
    found = (
        earlier.filter(standing__isnull=False)
        .select_related("standing")
        .order_by("-last_month", "-id")
        .first()
    )
    return found.standing if found else None


def drawn_figures(asked: Iterable[FormFigure], obligation: Obligation) -> Mapping[str, Decimal]:
    """This function will reckon from recorded work the figures of one unit in its period, by key of their source."""
    keys = {one.measure.drawn_by for one in asked} & figure_sources.keys()
    drawn: dict[str, Decimal] = {}
    for key in sorted(keys):
        found = figure_sources[key].reader([obligation.agency_id], obligation.opens_on, obligation.closes_on)
        if obligation.agency_id in found:
            drawn[key] = found[obligation.agency_id]
    return drawn


def unit_report(obligation: Obligation, report_round: ReportRound) -> UnitReport:
    """This function will gather a unit's report: the draft, else the version that stands; the queries are fixed."""
    submission = shared_draft(obligation) or obligation.standing
    sections = list(report_round.form.sections.prefetch_related("figures__measure").order_by("order"))
    figures = [one for section in sections for one in section.figures.all()]
    sources = _Sources(
        obligation,
        written=_written(submission),
        before=_written(report_before(obligation, report_round)),
        drawn=drawn_figures(figures, obligation),
    )
    return UnitReport(
        report_round,
        obligation,
        submission,
        tuple(_section_row(one, sources) for one in sections),
        sources.written.signature,
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What one version holds, by section and measure; titles carry texts over to the next form."""

    narratives: Mapping[int, Narrative]
    texts: Mapping[str, str]
    values: Mapping[int, MeasureValue]
    remarks: tuple[Remark, ...]
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the rows of a report are made of."""

    obligation: Obligation
    written: _Written
    before: _Written
    drawn: Mapping[str, Decimal]


def _written(submission: Submission | None) -> _Written:
    if submission is None:
        return _Written({}, {}, {}, (), None)
    narratives = list(submission.narratives.select_related("section", "written_by"))
    return _Written(
        {one.section_id: one for one in narratives},
        {one.section.title: one.text for one in narratives},
        {one.measure_id: one for one in submission.values.select_related("measure")},
        tuple(submission.remarks.select_related("made_by").order_by("id")),
        Signature.objects.filter(submission=submission).select_related("asked_by", "signed_by").first(),
    )


def _section_row(section: Section, sources: _Sources) -> SectionRow:
    figures = sorted(section.figures.all(), key=lambda one: one.order)
    remarks = (one for one in sources.written.remarks if one.section_id == section.pk)
    return SectionRow(
        section,
        sources.written.narratives.get(section.pk),
        sources.before.texts.get(section.title, ""),
        tuple(_figure_row(one, sources) for one in figures),
        tuple(one for one in remarks if one.settled_at is None),
    )


def _figure_row(asked: FormFigure, sources: _Sources) -> FigureRow:
    key, owed = asked.measure.drawn_by, sources.obligation
    address = ""
    if key in sources.drawn:
        address = figure_sources[key].address(owed.agency_id, owed.opens_on, owed.closes_on)
    last = sources.before.values.get(asked.measure_id)
    return FigureRow(
        asked,
        sources.drawn.get(key),
        address,
        sources.written.values.get(asked.measure_id),
        last.number if last else None,
    )
