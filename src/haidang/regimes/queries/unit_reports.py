"""One unit's report of a round: what it asks for, what is written so far, what recorded work comes to."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.urls import reverse

from haidang.engines.reckoning.gathering import DataSpan
from haidang.engines.reckoning.outline_matching import Heading, match_outlines
from haidang.engines.reckoning.periods import Period
from haidang.engines.reckoning.report_warnings import MOST_HISTORY
from haidang.foundation.counts import shown_figure
from haidang.regimes.models import (
    FormFigure,
    Measure,
    MeasureValue,
    Narrative,
    Remark,
    ReportRound,
    Section,
    Signature,
)
from haidang.regimes.queries.gathered import FromReports, from_reports_of_units, key_of_figure
from haidang.regimes.queries.round_levels import reports_for_others
from haidang.regimes.registry import figure_sources
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation, Submission

MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that is asked for: what recorded work comes to, what the report has, and what it was before.

    A measure that is not drawn from recorded work is drawn from what the unit reported of shorter periods
    (`from_reports`), once all of them are there. `before` is that of the last period, `year_before` that of the same
    period a year ago; `history` has the unit's earlier figures, the latest first.
    """

    asked: FormFigure
    drawn: Decimal | None
    drawn_address: str
    value: MeasureValue | None
    before: Decimal | None
    year_before: Decimal | None
    history: tuple[Decimal, ...]
    remarks: tuple[Remark, ...]
    from_reports: FromReports | None = None

    @property
    def reports_to_show(self) -> FromReports | None:
        """What reports of shorter periods say; beside recorded work only where they are whole and come to another."""
        told = self.from_reports
        if told is None or not self.asked.measure.drawn_by:
            return told
        return told if told.number is not None and told.number != self.drawn else None

    @property
    def number(self) -> Decimal | None:
        """The figure that holds: what the report has, else what was drawn."""
        return self.value.number if self.value else self.drawn


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section with what is written under it, what stood there last time, its figures and the remarks on its words.

    `title_before` is the heading that the text of last period had, where that was another.
    """

    section: Section
    narrative: Narrative | None
    text_before: str
    title_before: str
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
    remarks: tuple[Remark, ...]
    before: Submission | None
    # Texts of last period under sections that the outline has no more.
    texts_left: tuple[Narrative, ...]


def round_of(obligation: Obligation) -> ReportRound | None:
    """This function will return the round that an obligation belongs to, if it is that of a regime's units."""
    return rounds_of(obligation).select_related("regime", "form").order_by("id").first()


def rounds_of(obligation: Obligation) -> QuerySet[ReportRound]:
    """This function will return the same as a condition for other queries."""
    return ReportRound.objects.filter(what=obligation.what, occurrence=obligation.occurrence)


def came_after_closing(submission: Submission) -> bool:
    """This function will tell whether a report came after its round was closed, and the round is closed still."""
    return submission.pk in keys_sent_after_closing([submission])


def keys_sent_after_closing(submissions: Sequence[Submission]) -> set[int]:
    """This function will return the keys of reports that came after their round was closed, and it is closed still."""
    closed = ReportRound.objects.filter(
        what=OuterRef("obligation__what"),
        occurrence=OuterRef("obligation__occurrence"),
        closed_at__lt=OuterRef("sent_at"),
    )
    rows = Submission.objects.filter(Exists(closed), pk__in=[one.pk for one in submissions])
    return set(rows.values_list("pk", flat=True))


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


def span_of(given: ReportRound | Obligation) -> DataSpan:
    """This function will return the months of a round, or of what a unit owes, with the days of their data."""
    return DataSpan(Period(given.first_month, given.last_month), given.opens_on, given.closes_on)


def drawn_figures(asked: Iterable[FormFigure], obligation: Obligation) -> Mapping[str, Decimal]:
    """Reckon the figures that one unit's report opens with, by `key_of_figure`.

    This function will reckon none for a level above the units: its own work is not what all of them did.
    """
    if reports_for_others(obligation):
        return {}
    return drawn_of_units(asked, [obligation.agency_id], span_of(obligation))[obligation.agency_id]


def drawn_of_units(
    asked: Iterable[FormFigure], agencies: Collection[int], span: DataSpan
) -> Mapping[int, Mapping[str, Decimal]]:
    """This function will reckon the same of many units at once: from recorded work in the days of the data, else from
    what they reported of shorter periods, once that is whole.
    """
    measures = [one.measure for one in asked]
    stated = from_reports_of_units((one for one in measures if not one.drawn_by), agencies, span)
    drawn = _drawn_from_work(measures, agencies, span)
    for agency, told in stated.items():
        drawn[agency] |= _whole_by_key(measures, told)
    return drawn


def _drawn_from_work(
    measures: Iterable[Measure], agencies: Collection[int], span: DataSpan
) -> dict[int, dict[str, Decimal]]:
    drawn: dict[int, dict[str, Decimal]] = {agency: {} for agency in agencies}
    for key in sorted({one.drawn_by for one in measures} & figure_sources.keys()):
        for agency, number in figure_sources[key].reader(agencies, span.opens_on, span.closes_on).items():
            drawn[agency][key] = number
    return drawn


def _whole_by_key(measures: Iterable[Measure], told: Mapping[int, FromReports]) -> dict[str, Decimal]:
    found = {}
    for one in measures:
        number = told[one.pk].number if one.pk in told else None
        if number is not None and not one.drawn_by:
            found[key_of_figure(one)] = number
    return found


def figures_asked(obligation: Obligation) -> QuerySet[FormFigure]:
    """This function will return the figures that a unit's report asks for, in their order."""
    asked = FormFigure.objects.filter(section__form__rounds__in=rounds_of(obligation))
    return asked.select_related("measure").order_by("section__order", "order")


def mark_of_value(value: MeasureValue | None) -> str:
    """This function will return what tells one state of a figure from another, "" for none."""
    if value is None:
        return ""
    stated = "" if value.stated is None else f"{value.stated.normalize():f}"
    told = f"{stated}|{value.reason}"
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told != "|" else ""


def version_to_show(narrative: Narrative | None, *, draft: Submission | None) -> int:
    """This function will tell which version of a section a page is based on: a new draft begins its own count."""
    if narrative is None:
        return 0
    if draft is not None:
        return narrative.version
    return int(bool(narrative.text) or narrative.is_nil)


def value_as_written(value: MeasureValue | None) -> str:
    """This function will write the figure that holds, "–" where none does."""
    return "–" if value is None else shown_figure(value.number)


def number_sent(obligation: Obligation) -> int:
    """This function will return the number of the last version that a unit sent, 0 for none."""
    sent = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    return sent.aggregate(last=Max("number"))["last"] or 0


def mark_of_draft(draft: Submission | None) -> str:
    """This function will return what tells the draft as it was read from what it says now, also where none is yet."""
    if draft is None:
        return hashlib.sha256(b"").hexdigest()
    words = draft.narratives.order_by("section").values_list("section", "version", "is_nil")
    figures = draft.values.order_by("measure").values_list("measure", "number", "reason")
    files = draft.evidence.order_by("pk").values_list("pk", flat=True)
    told = [*map(str, words), *(f"{one} {number:f} {why}" for one, number, why in figures), *map(str, files)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def unit_report(
    obligation: Obligation, report_round: ReportRound, submission: Submission | None = None
) -> UnitReport:
    """Gather a unit's report: the version given, else the draft, else the version that stands; the queries are fixed.

    This function will give a draft the open remarks on the version that was returned before it.
    """
    shown = submission or shared_draft(obligation) or obligation.standing
    sections = list(report_round.form.sections.prefetch_related("figures__measure").order_by("order"))
    figures = [one for section in sections for one in section.figures.all()]
    before = report_before(obligation, report_round)
    texts, texts_left = _texts_of(before, sections)
    measures, span, unit = [one.measure for one in figures], span_of(obligation), obligation.agency_id
    from_reports = from_reports_of_units(measures, [unit], span).get(unit, {})
    drawn = _drawn_from_work(measures, [unit], span)[unit]
    sources = _Sources(
        obligation,
        written=_written(shown),
        texts=texts,
        history=_history(obligation, figures),
        drawn=drawn | _whole_by_key(measures, from_reports),
        from_reports=from_reports,
        remarks=_remarks_on(shown, obligation),
    )
    return UnitReport(
        report_round,
        obligation,
        shown,
        tuple(_section_row(one, sources) for one in sections),
        sources.written.signature,
        tuple(one for one in sources.remarks if one.section_id is None and one.measure_id is None),
        before,
        texts_left,
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What one version holds, by section and measure."""

    narratives: Mapping[int, Narrative]
    values: Mapping[int, MeasureValue]
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the rows of a report are made of."""

    obligation: Obligation
    written: _Written
    texts: Mapping[int, Narrative]
    history: Mapping[int, tuple[MeasureValue, ...]]
    drawn: Mapping[str, Decimal]
    from_reports: Mapping[int, FromReports]
    remarks: tuple[Remark, ...]


def _written(submission: Submission | None) -> _Written:
    if submission is None:
        return _Written({}, {}, None)
    return _Written(
        {one.section_id: one for one in submission.narratives.select_related("section", "written_by")},
        {one.measure_id: one for one in submission.values.select_related("measure")},
        Signature.objects.filter(submission=submission).select_related("asked_by", "signed_by").first(),
    )


def _texts_of(
    before: Submission | None, sections: Sequence[Section]
) -> tuple[Mapping[int, Narrative], tuple[Narrative, ...]]:
    """What stood last period where each section stands now, and what stood where none does: headings carry texts over
    to the next version of a form.
    """
    if before is None:
        return {}, ()
    told = before.narratives.exclude(text="").select_related("section").order_by("section__order", "id")
    written = {one.section_id: one for one in told}
    forms = {one.section.form_id for one in written.values()}
    earlier = Section.objects.filter(form__in=forms).order_by("order", "id")
    keys = match_outlines(_headings(sections), _headings(earlier))
    left = tuple(one for key, one in written.items() if key not in keys.values())
    return {new: written[old] for new, old in keys.items() if old in written}, left


def _headings(sections: Iterable[Section]) -> list[Heading]:
    return [Heading(one.pk, one.title) for one in sections]


def _remarks_on(shown: Submission | None, obligation: Obligation) -> tuple[Remark, ...]:
    """Those on the version itself; a draft shows those on the version that it was begun from."""
    if shown is None:
        return ()
    version = obligation.standing if shown.state == SubmissionState.DRAFT else shown
    if version is None:
        return ()
    return tuple(version.remarks.select_related("made_by", "settled_by").order_by("id"))


def _history(obligation: Obligation, figures: Iterable[FormFigure]) -> Mapping[int, tuple[MeasureValue, ...]]:
    """What the unit reported before of each figure under the same regime, the latest period first."""
    values = MeasureValue.objects.filter(
        agency=obligation.agency_id,
        measure__in=[one.measure_id for one in figures],
        last_month__lt=obligation.first_month,
        submission__obligation__what=obligation.what,
        submission__obligation__standing=F("submission"),
    )
    found: defaultdict[int, list[MeasureValue]] = defaultdict(list)
    for one in values.order_by("-last_month", "-id"):
        found[one.measure_id].append(one)
    return {measure: tuple(told) for measure, told in found.items()}


def _section_row(section: Section, sources: _Sources) -> SectionRow:
    figures = sorted(section.figures.all(), key=lambda one: one.order)
    remarks = (one for one in sources.remarks if one.section_id == section.pk and one.measure_id is None)
    before = sources.texts.get(section.pk)
    title_before = before.section.title if before else ""
    return SectionRow(
        section,
        sources.written.narratives.get(section.pk),
        before.text if before else "",
        title_before if title_before != section.title else "",
        tuple(_figure_row(one, sources) for one in figures),
        tuple(remarks),
    )


def _figure_row(asked: FormFigure, sources: _Sources) -> FigureRow:
    key, owed = key_of_figure(asked.measure), sources.obligation
    address = ""
    if key in sources.drawn and key in figure_sources:
        address = figure_sources[key].address(owed.agency_id, owed.opens_on, owed.closes_on)
    elif key in sources.drawn:
        address = reverse("regimes:figure_reports", args=[owed.pk, asked.measure_id])
    history = sources.history.get(asked.measure_id, ())
    last_year = (one.number for one in history if one.first_month == owed.first_month - MONTHS_OF_YEAR)
    return FigureRow(
        asked,
        sources.drawn.get(key),
        address,
        sources.written.values.get(asked.measure_id),
        history[0].number if history else None,
        next(last_year, None),
        tuple(one.number for one in history[:MOST_HISTORY]),
        tuple(one for one in sources.remarks if one.measure_id == asked.measure_id),
        sources.from_reports.get(asked.measure_id),
    )
