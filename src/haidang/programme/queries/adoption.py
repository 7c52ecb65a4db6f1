"""What stands between a reviewed paper and its programme: the findings, what hinders, what is new."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from haidang.documents.enums import FindingKind, FindingState, ReadingState
from haidang.documents.models import Document, DocumentReading, Finding
from haidang.documents.queries.review import confirmed_findings, doubts_open
from haidang.programme.errors import (
    NothingToAdopt,
    OpenDoubts,
    ProgrammeError,
    ProgrammeExists,
    ReadingNotReady,
    UndecidedTasks,
)
from haidang.programme.models import Programme
from haidang.programme.queries.names import NameRow, names_to_match

_YEARS_NAMED = re.compile(
    r"(?:năm|giai đoạn|thời kỳ|đến)\s+((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?(?!\d)", re.IGNORECASE
)
# Kinds that become rows of a programme; a heading gives its title, an addressee of a letter gives nothing.
ADOPTED_KINDS = (
    FindingKind.TASK,
    FindingKind.TARGET,
    FindingKind.DUTY,
    FindingKind.REQUEST,
    FindingKind.REPORT,
    FindingKind.CITATION,
    FindingKind.BUDGET_GROUP,
    FindingKind.BUDGET_ROW,
    FindingKind.ANNIVERSARY,
)

BUDGET_KINDS = (FindingKind.BUDGET_GROUP, FindingKind.BUDGET_ROW)


def programme_of(document: Document) -> Programme | None:
    """This function will return the programme adopted from a paper, or from a paper that it corrects."""
    seen: set[int] = set()
    asked: Document | None = document
    while asked and asked.pk not in seen:
        seen.add(asked.pk)
        if programme := Programme.objects.filter(document=asked).select_related("document").first():
            return programme
        asked = asked.corrects
    return None


def adoption_hindrances(reading: DocumentReading) -> list[ProgrammeError]:
    """This function will list all that keeps a reading from being adopted, empty when nothing does."""
    return list(_hindrances(reading))


def later_reading_hindrances(reading: DocumentReading) -> list[ProgrammeError]:
    """This function will list what should be decided before differences are taken over: the comparison is not whole."""
    return [one for one in _hindrances(reading) if not isinstance(one, ProgrammeExists)]


def has_points(reading: DocumentReading) -> bool:
    """This function will tell whether the paper has numbered points or headings."""
    return bool((reading.answer or {}).get("sections"))


def undecided_findings(reading: DocumentReading) -> int:
    """This function will count what could become a row of a programme and nobody has decided yet."""
    open_ones = Finding.objects.filter(reading=reading, state=FindingState.PROPOSED)
    return sum(is_adopted_kind(one) for one in open_ones)


def findings_to_adopt(reading: DocumentReading) -> list[Finding]:
    """List the confirmed findings of a reading that no row of a programme was made from yet.

    This function will give a budget table whole when one of its lines is new, because its sums change.
    """
    confirmed = [one for one in confirmed_findings(reading) if is_adopted_kind(one)]
    used = _findings_in_use(reading)
    is_budget_new = any(one.kind in BUDGET_KINDS and one.pk not in used for one in confirmed)
    return [one for one in confirmed if one.pk not in used or (is_budget_new and one.kind in BUDGET_KINDS)]


def is_adopted_kind(finding: Finding) -> bool:
    """This function will tell whether a finding becomes a row of a programme; of cited papers only legal bases do."""
    if finding.kind == FindingKind.CITATION:
        return bool(finding.value.get("basis"))
    return finding.kind in ADOPTED_KINDS


def heading_of(reading: DocumentReading) -> Finding | None:
    """This function will return the confirmed heading of a reading, None when nobody has confirmed one."""
    return next((one for one in confirmed_findings(reading) if one.kind == FindingKind.HEADING), None)


def programme_title(reading: DocumentReading, heading: Finding | None) -> str:
    """This function will name a programme: as its paper is titled, else as the paper is registered."""
    printed = (heading.value.get("title") if heading else None) or reading.document.title
    return printed or str(reading.document)


def programme_years(title: str, findings: list[Finding], *, issued_on: date) -> tuple[int, int]:
    """Tell the first and last year of a programme.

    This function will take the years its title names ("giai đoạn 2026 - 2030", "năm 2026"; of several single
    years the last), else those of its tasks and targets, else the year of the paper.
    """
    named = [(int(first), int(last or first)) for first, last in _YEARS_NAMED.findall(title)]
    spans = [pair for pair in named if pair[0] < pair[1]]
    if spans:
        return min(first for first, _last in named), max(last for _first, last in named)
    if named:
        return named[-1]
    years = sorted(year for finding in findings for year in _years_in(finding))
    return (years[0], years[-1]) if years else (issued_on.year, issued_on.year)


def _hindrances(reading: DocumentReading) -> Iterator[ProgrammeError]:
    if reading.state != ReadingState.READ:
        yield ReadingNotReady()
        return
    programme = programme_of(reading.document)
    if programme and programme.reading_id != reading.pk:
        yield ProgrammeExists(programme)
    undecided = Finding.objects.filter(reading=reading, kind=FindingKind.TASK, state=FindingState.PROPOSED)
    if count := undecided.count():
        yield UndecidedTasks(count)
    if count := doubts_open(reading).filter(is_obligatory=True).count():
        yield OpenDoubts(count)
    if not has_points(reading) and not any(is_adopted_kind(one) for one in confirmed_findings(reading)):
        yield NothingToAdopt()


def _findings_in_use(reading: DocumentReading) -> set[int]:
    """What was adopted once stays adopted, also when a later reading has taken its place since."""
    return set(Finding.objects.filter(reading=reading, adopted_in__isnull=False).values_list("pk", flat=True))


def _years_in(finding: Finding) -> Iterator[int]:
    timing = finding.value.get("timing") or {}
    days = [day for span in timing.get("spans") or [] for day in span]
    days += [timing.get("due"), finding.value.get("due"), *(finding.value.get("phase") or [])]
    if finding.kind in {FindingKind.TASK, FindingKind.TARGET}:
        yield from (int(day[:4]) for day in days if isinstance(day, str) and day[:4].isdigit())


@dataclass(frozen=True, slots=True)
class AdoptionPreview:
    """What a person sees before adopting: what hinders, what will be made, which names are not settled."""

    title: str
    years: tuple[int, int]
    hindrances: tuple[ProgrammeError, ...]
    counts: tuple[tuple[str, int], ...]
    names: tuple[NameRow, ...]
    offers_points: bool
    suggests_points: bool
    programme: Programme | None
    other_programme: Programme | None

    @property
    def certain_names(self) -> list[NameRow]:
        return [row for row in self.names if row.standing == "exact"]


def adoption_preview(reading: DocumentReading, *, on: date) -> AdoptionPreview:
    """This function will gather what adopting a reading would do, with names understood on a day."""
    found = programme_of(reading.document)
    own = found if found and found.reading_id == reading.pk else None
    findings = findings_to_adopt(reading)
    heading = heading_of(reading)
    title = programme_title(reading, heading)
    naming = [*([heading] if heading and not own else []), *findings]
    return AdoptionPreview(
        title=title,
        years=(own.first_year, own.last_year) if own else programme_years(title, findings, issued_on=on),
        hindrances=tuple(adoption_hindrances(reading)),
        counts=tuple(Counter(one.kind for one in findings).items()),
        names=tuple(names_to_match(naming, on=on)),
        offers_points=own is None and has_points(reading),
        suggests_points=not any(one.kind == FindingKind.TASK for one in findings),
        programme=own,
        other_programme=None if own else found,
    )
