"""What stands on the review screen: findings by tab, doubts, and how far the review is."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from haidang.documents.enums import FindingKind, FindingState, ReadingState
from haidang.documents.models import DocumentDoubt, DocumentReading, Finding
from haidang.documents.queries.papers import documents_open_to
from haidang.documents.rules import SURE_CONFIDENCE

CONFIRMED_STATES = (FindingState.ACCEPTED, FindingState.CORRECTED)
UNDECIDED, CONFIRMED, SET_ASIDE, DOUBTS = "can-xem", "da-xac-nhan", "da-bo", "nghi-van"


@dataclass(frozen=True, slots=True)
class ReadingProgress:
    """How far the review of a reading is: counts of findings and doubts."""

    tasks: int
    confirmed_tasks: int
    undecided_tasks: int
    findings: int
    confirmed: int
    undecided: int
    open_doubts: int
    open_obligatory_doubts: int

    @property
    def decided_tasks(self) -> int:
        return self.tasks - self.undecided_tasks

    @property
    def is_ready(self) -> bool:
        return not self.undecided_tasks and not self.open_obligatory_doubts


def readings_open_to(account: Any) -> QuerySet[DocumentReading]:
    """This function will return the readings of the papers an account may see, without their answers."""
    papers = documents_open_to(account).values("pk")
    rows = DocumentReading.objects.filter(document__in=papers).defer("answer")
    return rows.select_related("document__file")


def findings_of(reading: DocumentReading) -> QuerySet[Finding]:
    """This function will return all findings that stand, in the paper's order, with their doubts."""
    doubts = DocumentDoubt.objects.select_related("answered_by").order_by("order", "id")
    return (
        Finding.objects.filter(reading=reading)
        .exclude(state=FindingState.REPLACED)
        .select_related("decided_by")
        .prefetch_related(Prefetch("doubts", doubts))
        .order_by("order", "id")
    )


def findings_to_review(reading: DocumentReading) -> QuerySet[Finding]:
    return findings_of(reading).filter(state=FindingState.PROPOSED)


def confirmed_findings(reading: DocumentReading) -> QuerySet[Finding]:
    """This function will return what people confirmed in a reading, in the paper's order."""
    return Finding.objects.filter(reading=reading, state__in=CONFIRMED_STATES).order_by("order", "id")


def findings_in_tab(reading: DocumentReading, tab: str) -> QuerySet[Finding]:
    """This function will return the findings of a tab of the review screen; a tab nobody knows is the first."""
    findings = findings_of(reading)
    if tab == CONFIRMED:
        return findings.filter(state__in=CONFIRMED_STATES)
    if tab == SET_ASIDE:
        return findings.filter(state=FindingState.REJECTED)
    if tab in FindingKind.values:
        return findings.filter(kind=tab).exclude(state=FindingState.REJECTED)
    return by_need(findings.filter(state=FindingState.PROPOSED))


def by_need(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Order findings by how much they need a person, and then as the paper has them.

    This function will put first what an open obligatory doubt is about, then open doubts, then low confidence.
    """
    return findings.annotate(need=_need()).order_by("need", "order", "id")


def _need() -> Case:
    doubts = DocumentDoubt.objects.filter(finding=OuterRef("pk"), answer="")
    return Case(
        When(Exists(doubts.filter(is_obligatory=True)), then=Value(0)),
        When(Exists(doubts), then=Value(1)),
        When(confidence__lt=SURE_CONFIDENCE, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def findings_without_doubts(reading: DocumentReading, kind: str) -> QuerySet[Finding]:
    """This function will return the undecided findings of a kind that are sure and that no open doubt is about."""
    doubtful = DocumentDoubt.objects.filter(finding=OuterRef("pk"), answer="")
    return Finding.objects.filter(
        ~Exists(doubtful),
        reading=reading,
        kind=kind,
        state=FindingState.PROPOSED,
        confidence__gte=SURE_CONFIDENCE,
    )


def doubts_of(reading: DocumentReading) -> QuerySet[DocumentDoubt]:
    """This function will return the doubts of a reading, obligatory ones first, with who answered them."""
    rows = DocumentDoubt.objects.filter(reading=reading).select_related("answered_by", "finding")
    return rows.order_by("-is_obligatory", "order", "id")


def doubts_open(reading: DocumentReading) -> QuerySet[DocumentDoubt]:
    return doubts_of(reading).filter(answer="")


def doubts_to_see(reading: DocumentReading) -> QuerySet[DocumentDoubt]:
    """This function will return the open obligatory doubts that no undecided finding brings before a person."""
    return doubts_open(reading).filter(is_obligatory=True).exclude(finding__state=FindingState.PROPOSED)


def reading_progress(reading: DocumentReading) -> ReadingProgress:
    """This function will count what is decided and what is not, in two queries."""
    task, proposed = Q(kind=FindingKind.TASK), Q(state=FindingState.PROPOSED)
    stands = ~Q(state__in=(FindingState.REJECTED, FindingState.REPLACED))
    counts = Finding.objects.filter(reading=reading).aggregate(
        tasks=Count("pk", filter=task & stands),
        confirmed_tasks=Count("pk", filter=task & Q(state__in=CONFIRMED_STATES)),
        undecided_tasks=Count("pk", filter=task & proposed),
        findings=Count("pk", filter=stands),
        confirmed=Count("pk", filter=Q(state__in=CONFIRMED_STATES)),
        undecided=Count("pk", filter=proposed),
    )
    doubts = DocumentDoubt.objects.filter(reading=reading, answer="").aggregate(
        open_doubts=Count("pk"), open_obligatory_doubts=Count("pk", filter=Q(is_obligatory=True))
    )
    return ReadingProgress(**counts, **doubts)


def findings_by_kind(reading: DocumentReading) -> dict[str, Counter[str]]:
    """This function will count the findings of every kind by state."""
    counts: dict[str, Counter[str]] = {}
    rows = Finding.objects.filter(reading=reading).exclude(state=FindingState.REPLACED)
    for kind, state, count in (
        rows.order_by("kind", "state").values_list("kind", "state").annotate(all=Count("pk"))
    ):
        counts.setdefault(kind, Counter())[state] = count
    return counts


def next_undecided(finding: Finding, *, tab: str = "") -> Finding | None:
    """This function will return the undecided finding after this one in a tab, else the first one, None at the end."""
    rest = findings_to_review(finding.reading).exclude(pk=finding.pk)
    if tab == UNDECIDED:
        return _next_needed(finding, rest)
    return rest.filter(_behind(finding)).first() or rest.first()


def _next_needed(finding: Finding, rest: QuerySet[Finding]) -> Finding | None:
    own = Finding.objects.filter(pk=finding.pk).annotate(need=_need()).values_list("need", flat=True)[0]
    waiting = rest.annotate(need=_need()).order_by("need", "order", "id")
    return waiting.filter(Q(need__gt=own) | Q(need=own) & _behind(finding)).first() or waiting.first()


def _behind(finding: Finding) -> Q:
    """What stands behind a finding in the paper's order."""
    return Q(order__gt=finding.order) | Q(order=finding.order, pk__gt=finding.pk)


def neighbour_below(finding: Finding) -> Finding | None:
    """This function will return the next standing finding of the same kind, with which this one can be merged."""
    gone = (FindingState.REJECTED, FindingState.REPLACED)
    standing = Finding.objects.filter(reading=finding.reading_id, kind=finding.kind).exclude(state__in=gone)
    below = standing.filter(_behind(finding))
    return below.order_by("order", "id").first()


def read_readings(account: Any) -> QuerySet[DocumentReading]:
    return readings_open_to(account).filter(state=ReadingState.READ)
