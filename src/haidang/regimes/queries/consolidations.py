"""Consolidated reports as pages show them: the list, the outline, the sheet, what to look at before issuing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from haidang.agencies.enums import AgencyKind
from haidang.foundation.models import StoredFile
from haidang.regimes.enums import IssuedKind
from haidang.regimes.models import Consolidation, IssuedFigure, Narrative, ReportRound, Section
from haidang.regimes.queries.consolidation_content import NIL, REPORTED, Gathered, frozen_form
from haidang.regimes.queries.consolidation_figures import FigureTotal, Totals
from haidang.regimes.queries.consolidation_texts import words_used
from haidang.reports.enums import SubmissionState

# What of a frozen report stands on its sheet.
ON_THE_SHEET = ("title", "is_estimate", "nil", "missing", "sections", "updates")


@dataclass(frozen=True, slots=True)
class IssuedCopy:
    """A file in which an issued report can be had."""

    kind: IssuedKind
    file: StoredFile


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A section of the outline: pieces chosen, units that wrote something."""

    section: Section
    pieces: int
    written: int


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The totals of one kind of agencies, in the order of the columns."""

    name: Any
    cells: tuple[FigureTotal, ...]


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section as it stands on the sheet."""

    label: str
    title: str
    pieces: Sequence[Mapping[str, str]]
    figures: Sequence[IssuedFigure]
    tickets: Sequence[Mapping[str, str]]
    charts: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The report as it is, or would be, issued; `nil` counts the units with nothing to report, where there are some."""

    said: Mapping[str, Any]
    reported: IssuedFigure
    nil: IssuedFigure | None
    sections: Sequence[SheetSection]

    @property
    def estimates(self) -> int:
        """How many figures hold estimates."""
        return sum(one.has_estimates for section in self.sections for one in section.figures)

    @property
    def numbers(self) -> int:
        """How many numbers it prints; each leads back to its rows."""
        in_tables = sum(len(section.figures) for section in self.sections)
        in_charts = sum(len(one["numbers"]) for section in self.sections for one in section.charts)
        return 1 + (self.nil is not None) + in_tables + in_charts + 2 * len(self.said["updates"])

    @property
    def unaccepted(self) -> int:
        """How many reports it takes words from that were sent and not accepted yet: their figures do not count."""
        return sum(one["state"] == SubmissionState.SENT for one in self.said["inputs"])


def rounds_to_consolidate() -> QuerySet[ReportRound]:
    """This function will return all rounds with their consolidated reports, the latest due day first."""
    editions = Prefetch("consolidations", Consolidation.objects.order_by("-edition"))
    return ReportRound.objects.prefetch_related(editions).order_by("-due_on", "-id")


def editions_of(report_round: ReportRound) -> list[Consolidation]:
    """This function will return the consolidated reports of a round, the latest first."""
    return list(report_round.consolidations.only("number", "edition", "state").order_by("-edition"))


def consolidations_with_facts() -> QuerySet[Consolidation]:
    """This function will load with consolidated reports what their pages show, but not what is frozen in them."""
    return Consolidation.objects.defer("frozen").select_related(
        "report_round__form",
        "report_round__regime",
        "obligation__agency",
        "obligation__owed_to",
        "begun_by",
        "asked_by",
        "docx",
        "pdf",
        "xlsx",
        "data",
        "envelope",
        "submission",
    )


def files_of(consolidation: Consolidation) -> list[IssuedCopy]:
    """This function will return the files of an issued report that there are, the paper first."""
    stored = {
        IssuedKind.DOCX: consolidation.docx,
        IssuedKind.PDF: consolidation.pdf,
        IssuedKind.XLSX: consolidation.xlsx,
        IssuedKind.JSON: consolidation.data,
        IssuedKind.EDXML: consolidation.envelope,
    }
    return [IssuedCopy(kind, file) for kind, file in stored.items() if file is not None]


def outline_lines(consolidation: Consolidation) -> list[OutlineLine]:
    """This function will count by section what is chosen and what units wrote, with three queries."""
    report_round = consolidation.report_round
    sections = list(report_round.form.sections.order_by("order"))
    counted = consolidation.parts.annotate(pieces=Count("picks")).values_list("section_id", "pieces")
    pieces = dict(counted)
    written = dict(
        Narrative.objects.filter(
            words_used(report_round),
            section__in=sections,
            submission__obligation__what=report_round.what,
            submission__obligation__occurrence=report_round.occurrence,
            submission__obligation__waived_on=None,
        )
        .exclude(text="")
        .order_by()
        .values_list("section_id")
        .annotate(Count("pk"))
    )
    return [OutlineLine(one, pieces.get(one.pk, 0), written.get(one.pk, 0)) for one in sections]


def group_lines(by_group: Mapping[str, Totals], measures: Sequence[int]) -> list[GroupLine]:
    """This function will lay totals of groups out as rows of a table."""
    names = dict(AgencyKind.choices)
    return [
        GroupLine(names[kind], tuple(totals[key] for key in measures)) for kind, totals in by_group.items()
    ]


def draft_sheet(gathered: Gathered) -> Sheet:
    """This function will return the sheet as it would be issued now."""
    return _sheet(frozen_form(gathered.content, gathered.inputs), gathered.figures)


def issued_sheet(consolidation: Consolidation) -> Sheet:
    """This function will return the sheet that was issued, from what was frozen.

    It reads no more of that than the sheet shows: the rows of the units are megabytes.
    """
    keys = {f"frozen__{one}": one for one in ON_THE_SHEET}
    [row] = Consolidation.objects.filter(pk=consolidation.pk).values(*keys)
    said = {name: row[key] for key, name in keys.items()}
    return _sheet(said, consolidation.figures.defer("stood_on").order_by("order"))


def _sheet(said: Mapping[str, Any], figures: Iterable[IssuedFigure]) -> Sheet:
    rows = {one.key: one for one in figures}
    sections = [
        SheetSection(
            one["label"],
            one["title"],
            one["pieces"],
            [rows[figure["key"]] for figure in one["figures"]],
            one["tickets"],
            one.get("charts", ()),
        )
        for one in said["sections"]
    ]
    return Sheet(said, rows[REPORTED], rows.get(NIL), sections)
