"""The register of papers: which paper is meant, which match, and what stands around one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from haidang.agencies.rules import may_see_programmes
from haidang.documents.enums import DocumentState, FindingState, ReadingState
from haidang.documents.models import Document, DocumentReading, DocumentRelation, Finding
from haidang.engines.reading.errors import SECRET_CODE
from haidang.engines.vietnamese.agencies import agency_key
from haidang.engines.vietnamese.forms import compared_form, folded_form
from haidang.engines.vietnamese.signs import sign_key
from haidang.foundation.models import Event

OPEN_STATES = (ReadingState.WAITING, ReadingState.RUNNING)
MOST_CHOICES = 300
# The log's word for a paper that turned out to be one that others cite already.
JOINED = "documents.join_papers"


@dataclass(frozen=True, slots=True)
class PaperFilters:
    """How a list of papers is narrowed; empty values narrow nothing."""

    kind: str = ""
    issuer: str = ""
    year: int | None = None
    state: str = ""


# How the register may be sorted, and by which column of the table; a stroke before the word turns it round.
PAPER_ORDERS = {
    "van-ban": F("folded_text"),
    "noi-ban-hanh": F("issuer_name"),
    "ngay-ban-hanh": F("issued_on"),
    "ngay-nop": F("registered_at"),
}


def documents_matching(
    words: str, *, for_user: Any, filters: PaperFilters = PaperFilters(), order: str = ""
) -> QuerySet[Document]:
    """Return the papers that contain the words.

    This function will find "lễ hội" for "le hoi"; every word must be there, in any order. `order` is a word of
    PAPER_ORDERS, with a stroke before it for the other direction; without one, papers with the very same marks
    come first, then the newest. Nobody without a post sees a paper.
    """
    papers = _narrowed(documents_open_to(for_user), filters)
    exact, folded = compared_form(words), folded_form(words)
    for word in folded.split():
        papers = papers.filter(folded_text__contains=word)
    is_exact = When(exact_text__contains=exact, then=Value(0)) if exact else When(pk__gte=0, then=Value(0))
    papers = papers.annotate(nearness=Case(is_exact, default=Value(1), output_field=IntegerField()))
    column = PAPER_ORDERS.get(order.removeprefix("-"))
    if column is None:
        return papers.order_by("nearness", F("issued_on").desc(nulls_last=True), "-id")
    is_turned = order.startswith("-")
    return papers.order_by(column.desc(nulls_last=True) if is_turned else column.asc(nulls_last=True), "-id")


def documents_open_to(account: Any) -> QuerySet[Any]:
    """This function will return the papers an account may see, with their latest state."""
    papers = Document.objects.all() if may_see_programmes(account) else Document.objects.none()
    return papers.select_related("file").annotate(
        state=Coalesce(
            Subquery(_latest_reading("state")), Value(DocumentState.CITED.value), output_field=CharField()
        ),
        reading_id=Subquery(_latest_reading("pk")),
        read_reading_id=Subquery(_latest_reading("pk", state=ReadingState.READ)),
    )


def paper_kinds(account: Any) -> list[str]:
    """This function will list the kinds of papers in the register, for the filter."""
    return _choices(account, "kind")


def paper_issuers(account: Any) -> list[str]:
    return _choices(account, "issuer_name")


def paper_years(account: Any) -> list[int]:
    days = documents_open_to(account).exclude(issued_on=None).dates("issued_on", "year", order="DESC")
    return [day.year for day in days]


def papers_to_correct(account: Any) -> QuerySet[Document]:
    """This function will return the papers that a new one may correct: those with a file, newest first."""
    return documents_open_to(account).exclude(file=None).order_by("-id")[:MOST_CHOICES]


def document_with_digest(digest: str) -> Document | None:
    """This function will return the paper with these bytes; one whose last reading was refused may come again."""
    found = Document.objects.filter(file__sha256=digest).annotate(state=Subquery(_latest_reading("state")))
    return found.exclude(state=ReadingState.REFUSED).order_by("id").first()


def queue_of_readings(account: Any, *, most: int = 30) -> list[DocumentReading]:
    """This function will return the queue as its page shows it: what waits and runs, then the latest that ended."""
    rows = DocumentReading.objects.filter(document__in=documents_open_to(account).values("pk"))
    rows = rows.select_related("document__file", "asked_by").defer("answer", "hidden")
    under_way = Case(
        When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return list(rows.annotate(rank=under_way).order_by("rank", "-id")[:most])


def is_to_be_purged(reading: DocumentReading) -> bool:
    """This function will tell whether a paper is about to go with its name: a secret mark was found in it."""
    return reading.state == ReadingState.REFUSED and reading.refusal_code == SECRET_CODE


def purged_lately(account: Any) -> int:
    """This function will count the papers with a secret mark that a person handed in within the last day."""
    since = timezone.now() - timedelta(days=1)
    acts = Event.objects.filter(act="documents.purge_secret_document", actor=account, at__gte=since)
    return acts.count()


def readings_of(document: Document) -> QuerySet[DocumentReading]:
    """This function will return the readings of a paper, latest first, without their answers."""
    return document.readings.select_related("asked_by").defer("answer", "hidden").order_by("-id")


def relations_of(document: Document) -> QuerySet[DocumentRelation]:
    return document.relations.select_related("target").order_by("kind", "target__number", "id")


def citers_of(document: Document) -> QuerySet[DocumentRelation]:
    """This function will return who cites a paper, and where."""
    return document.cited_by.select_related("source").order_by("kind", "source__number", "id")


def document_with_readings(account: Any) -> QuerySet[Document]:
    latest_first = (
        DocumentReading.objects.defer("answer", "hidden").select_related("asked_by").order_by("-id")
    )
    return (
        documents_open_to(account)
        .select_related("corrects", "registered_by")
        .prefetch_related(Prefetch("readings", latest_first), "corrections")
    )


def stub_of_paper(*, number: str, issued_on: date, issuer: str | None) -> Document | None:
    """This function will return the row of a paper that is known by citation only, None when there is none."""
    named = Document.objects.filter(number_key=sign_key(number), file=None).order_by("id")
    dated = [paper for paper in named if paper.issued_on == issued_on]
    return next((paper for paper in dated if _may_be_one_issuer(paper.issuer_name, issuer)), None)


def address_of_joined_paper(pk: int) -> int | None:
    """Return the paper in which another one went up (`take_over_stub`), None for a number that was never one.

    This function will let addresses that were given out before the reading still lead to the paper.
    """
    if Document.objects.filter(pk=pk).exists():
        return None
    joined = Event.objects.filter(
        act=JOINED, subject_kind=Document._meta.label_lower, subject_id=str(pk)
    ).order_by("-id")
    document = joined.values_list("after__document", flat=True).first()
    return document if document and Document.objects.filter(pk=document).exists() else None


# Numbers given out once in the whole country, whoever a damaged scan names as issuer: Government, Prime
# Minister, Party centre, National Assembly, ministries ("22/2016/TT-BTTTT", "3089/BTTTT-TTĐN").
_NATIONAL_NUMBER = re.compile(
    r"(?:TTg|CP|TW|CTN|QH\d*|UBTVQH\d*|[-/]B[A-ZĐ]{2,8}(?:-[A-ZĐ]+)*)$", re.IGNORECASE
)


def paper_cited(citation: Mapping[str, Any]) -> Document | None:
    """Return the paper that a citation means, None when the register does not know it.

    This function will take the number and the day together; a citation without its day means only a paper
    that is known without its day as well. A law cited by its name alone is found by kind and title.
    """
    number, day = citation.get("number"), citation.get("date")
    if not number:
        return _paper_titled(citation)
    papers = Document.objects.filter(number_key=sign_key(number)).order_by("file", "id")
    papers = papers.filter(issued_on=day) if day else papers.filter(issued_on=None)
    if _NATIONAL_NUMBER.search(number):
        return papers.first()
    return next((one for one in papers if _may_be_one_issuer(one.issuer_name, citation.get("issuer"))), None)


def _paper_titled(citation: Mapping[str, Any]) -> Document | None:
    folded = folded_form(f"{citation.get('kind') or ''} {citation.get('title') or ''}")
    titled = Document.objects.filter(
        number="", kind=citation.get("kind") or "", folded_text__startswith=folded
    )
    return titled.order_by("id").first()


def _may_be_one_issuer(first: str | None, second: str | None) -> bool:
    """ "UBND Thành phố" and "Ủy ban nhân dân thành phố Hà Nội" may be one; two provinces may not."""
    one, other = agency_key(first or ""), agency_key(second or "")
    return one in other or other in one


def _latest_reading(field: str, **only: Any) -> QuerySet:
    return DocumentReading.objects.filter(document=OuterRef("pk"), **only).order_by("-id").values(field)[:1]


def _narrowed(papers: QuerySet[Any], filters: PaperFilters) -> QuerySet[Any]:
    wanted = Q()
    if filters.kind:
        wanted &= Q(kind=filters.kind)
    if filters.issuer:
        wanted &= Q(issuer_name=filters.issuer)
    if filters.year:
        wanted &= Q(issued_on__year=filters.year)
    if filters.state:
        wanted &= Q(state=filters.state)
    return papers.filter(wanted)


def _choices(account: Any, field: str) -> list[str]:
    papers = documents_open_to(account).exclude(**{field: ""}).order_by(field)
    return list(papers.values_list(field, flat=True).distinct()[:MOST_CHOICES])


@dataclass(frozen=True, slots=True)
class WithdrawnParts:
    """What goes when a paper is taken out of the register."""

    readings: int
    decided: int
    relations: int
    citers: int


def parts_withdrawn_with(document: Document) -> WithdrawnParts:
    """This function will count what hangs on a paper, for the person who is about to take it out."""
    findings = Finding.objects.filter(reading__document=document)
    return WithdrawnParts(
        readings=document.readings.count(),
        decided=findings.exclude(state=FindingState.PROPOSED).count(),
        relations=document.relations.count(),
        citers=document.cited_by.count(),
    )
