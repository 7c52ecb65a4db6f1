"""Products counted from answers: how many of a kind, in which language, about what, in a period, of whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from haidang.reports.enums import SubmissionState
from haidang.reports.models import ProductCount
from haidang.reports.queries.standing import obligations_open_to

_COUNTED = (SubmissionState.ACCEPTED, SubmissionState.SENT)


@dataclass(frozen=True, slots=True)
class ProductsAsked:
    """Which products are counted: of answers whose data close between two days (both included), and what they are."""

    first: date | None = None
    last: date | None = None
    agency_id: int | None = None
    kind: str = ""
    language: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProductFigure:
    """One figure: `number` in all, `accepted` of them in answers that were accepted, the others wait for it."""

    kind: str
    language: str
    number: int
    accepted: int


@dataclass(frozen=True, slots=True)
class TopicFigure(ProductFigure):
    """One figure of one topic, "" for none said."""

    topic: str


def products_counted(account: Any, asked: ProductsAsked) -> QuerySet[ProductCount]:
    """Return the counts that make up figures, as far as an account may see them.

    This function will take the version of each answer that stands, sent or accepted. A partner's part does not count
    beside the answer of the lead who reports the whole.
    """
    seen = obligations_open_to(account).order_by().values("pk")
    return products_that_count().filter(_fitting(asked), submission__obligation__in=seen)


def products_that_count() -> QuerySet[ProductCount]:
    """This function will return the counts of the versions that stand, sent or accepted, of all units."""
    rows = ProductCount.objects.filter(
        submission__state__in=_COUNTED, submission__obligation__standing=F("submission")
    )
    return rows.exclude(submission__obligation__whole__fate__in=_COUNTED)


def product_figures(counted: QuerySet[ProductCount]) -> list[ProductFigure]:
    """This function will sum counts by kind and language."""
    accepted = Sum("number", filter=Q(submission__state=SubmissionState.ACCEPTED), default=0)
    sums = counted.order_by().values("kind", "language").annotate(in_all=Sum("number"), accepted=accepted)
    return [
        ProductFigure(one["kind"], one["language"], one["in_all"], one["accepted"])
        for one in sums.order_by("kind", "language")
    ]


def topic_figures(counted: QuerySet[ProductCount]) -> list[TopicFigure]:
    """This function will sum counts by kind, language and topic."""
    accepted = Sum("number", filter=Q(submission__state=SubmissionState.ACCEPTED), default=0)
    by = ("kind", "language", "topic")
    sums = counted.order_by().values(*by).annotate(in_all=Sum("number"), accepted=accepted)
    return [
        TopicFigure(one["kind"], one["language"], one["in_all"], one["accepted"], one["topic"])
        for one in sums.order_by(*by)
    ]


def product_rows(counted: QuerySet[ProductCount]) -> QuerySet[ProductCount]:
    """This function will return the rows behind figures, the latest first, with whose they are."""
    loaded = counted.select_related("submission__obligation__agency")
    return loaded.order_by("-submission__obligation__closes_on", "-id")


def _fitting(asked: ProductsAsked) -> Q:
    wanted = {
        "submission__obligation__closes_on__gte": asked.first,
        "submission__obligation__closes_on__lte": asked.last,
        "submission__agency": asked.agency_id,
        "kind": asked.kind,
        "language": asked.language,
        "topic__icontains": asked.words,
    }
    return Q(**{name: value for name, value in wanted.items() if value})
