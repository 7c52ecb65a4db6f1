"""Adopt a reading: what people confirmed in a paper becomes a programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from haidang.agencies.models import Account, Agency
from haidang.documents.enums import FindingKind
from haidang.documents.models import Document, DocumentReading, Finding
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.programme.errors import NothingToAdopt
from haidang.programme.models import Programme
from haidang.programme.operations.agencies import AgencyChoice, settle_agencies
from haidang.programme.operations.budget import adopt_budget
from haidang.programme.operations.drafts import save_drafts
from haidang.programme.operations.items import adopted_drafts
from haidang.programme.operations.legal_bases import adopt_legal_bases
from haidang.programme.operations.points import adopt_points
from haidang.programme.queries.adoption import (
    BUDGET_KINDS,
    adoption_hindrances,
    findings_to_adopt,
    heading_of,
    programme_title,
    programme_years,
)
from haidang.programme.queries.names import name_key

LONGEST_SOURCE = 300


@dataclass(frozen=True, slots=True)
class ProgrammeYears:
    """The years a person gave a programme, both included."""

    first: int
    last: int


@transaction.atomic
def adopt_reading(
    *,
    reading: DocumentReading,
    adopted_by: Account,
    agency_choices: Mapping[str, AgencyChoice],
    years: ProgrammeYears | None = None,
    takes_points: bool = False,
) -> Programme:
    """Make the programme that a reviewed reading describes.

    This function will turn every confirmed finding into rows that cite it, once: a second call adds only what
    has been confirmed since, and changes nothing when nothing has. With `takes_points` the points of the paper
    become sections, so that a letter without tasks can be compared with the plans that answer it.
    Raises the first of what hinders
    (ReadingNotReady, ProgrammeExists, UndecidedTasks, OpenDoubts, NothingToAdopt), AgencyUndecided for a name
    that fits several agencies and is not in `agency_choices`, UnreadableFinding for a value that is none.
    """
    Document.objects.select_for_update().get(pk=reading.document_id)
    for hindrance in adoption_hindrances(reading):
        raise hindrance
    findings = findings_to_adopt(reading)
    programme = Programme.objects.filter(reading=reading).first()
    if not findings and not takes_points:
        if programme:
            return programme
        raise NothingToAdopt
    heading = None if programme else heading_of(reading)
    agencies = settle_agencies(
        [*([heading] if heading else []), *findings],
        choices=agency_choices,
        on=paper_day(reading),
        settled_by=adopted_by,
        source=source_of_names(reading.document),
    )
    owner = agencies.get(name_key(heading.value.get("issuer") or "")) if heading else None
    programme = programme or _new_programme(
        reading, findings, years=years, owner=owner, adopted_by=adopted_by
    )
    points = adopt_points(programme, reading) if takes_points else 0
    counts = {"point": points} | _adopt_findings(programme, findings, agencies)
    programme.adopted_findings.add(*findings)
    made = {kind: count for kind, count in counts.items() if count}
    if made:
        record_event(actor=adopted_by, act="programme.adopt_reading", subject=programme, after=made)
    return programme


def source_of_names(document: Document) -> str:
    """This function will say of an agency made in an adoption from which paper its name was taken."""
    return str(document)[:LONGEST_SOURCE]


def paper_day(reading: DocumentReading) -> date:
    """This function will return the day on which names in a paper are understood: that of the paper, else today."""
    return reading.document.issued_on or timezone.localdate()


def _new_programme(
    reading: DocumentReading,
    findings: list[Finding],
    *,
    years: ProgrammeYears | None,
    owner: Agency | None,
    adopted_by: Account,
) -> Programme:
    title = programme_title(reading, heading_of(reading))
    first, last = programme_years(title, findings, issued_on=paper_day(reading))
    return Programme.objects.create(
        document=reading.document,
        reading=reading,
        title=title,
        folded_title=folded_form(f"{title} {reading.document.number}"),
        owner=owner or reading.document.issuer,
        first_year=years.first if years else first,
        last_year=years.last if years else last,
        adopted_by=adopted_by,
    )


def _adopt_findings(
    programme: Programme, findings: list[Finding], agencies: dict[str, Agency]
) -> dict[str, int]:
    """Save all rows and count them by kind, for the log."""
    items = save_drafts(adopted_drafts(programme, findings, agencies))
    counts = {kind: sum(item.kind == kind for item in items) for kind in {item.kind for item in items}}
    budget = [one for one in findings if one.kind in BUDGET_KINDS]
    cited = [one for one in findings if one.kind == FindingKind.CITATION]
    counts["budget_line"] = adopt_budget(programme, budget, agencies)
    counts["legal_basis"] = adopt_legal_bases(programme, programme.reading, cited)
    return counts
