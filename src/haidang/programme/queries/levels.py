"""Programmes above and below each other: what people said, and what the papers themselves let suppose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from haidang.documents.enums import RelationKind
from haidang.documents.models import DocumentRelation
from haidang.programme.enums import MatchState
from haidang.programme.models import ItemMatch, PlanCall, Programme, ProgrammeLink
from haidang.programme.queries.programmes import programmes_open_to

# What a paper says of another that may mean that it carries it out, the strongest word first.
_TELLING = (RelationKind.CARRIES_OUT, RelationKind.LEGAL_BASIS, RelationKind.CITES)
MOST_CHOICES = 300


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A programme above or below, with the state of the link, its numbers, and where the paper below cites the other.

    `link` is None for a proposal nobody has decided about.
    """

    programme: Programme
    link: ProgrammeLink | None
    confirmed: int
    proposed: int
    citation: DocumentRelation | None

    @property
    def state(self) -> str:
        return self.link.state if self.link else MatchState.PROPOSED


@dataclass(frozen=True, slots=True)
class Levels:
    """What stands above and below a programme, and which units were asked for plans."""

    above: tuple[LinkRow, ...]
    below: tuple[LinkRow, ...]
    calls: tuple[PlanCall, ...]


def programme_levels(programme: Programme) -> Levels:
    """Gather the levels around a programme, with a fixed number of queries.

    This function will list every link a person decided, and as proposals the programmes whose paper this one cites
    (above) or that cite this one's paper (below).
    """
    citing = _citations(programme)
    above = {one.above_id: one for one in _links(below=programme)}
    below = {one.below_id: one for one in _links(above=programme)}
    by_paper = _programmes_of(
        [one.target_id for one in citing] + [one.source_id for one in citing], but=programme
    )
    upward = {one.target_id: one for one in reversed(citing) if one.source_id == programme.document_id}
    downward = {one.source_id: one for one in reversed(citing) if one.target_id == programme.document_id}
    return Levels(
        above=tuple(_rows(above, "above", upward, by_paper)),
        below=tuple(_rows(below, "below", downward, by_paper)),
        calls=tuple(open_calls(programme)),
    )


def open_calls(programme: Programme) -> QuerySet[PlanCall]:
    """This function will return the calls for plans that hold, the earliest due first."""
    calls = PlanCall.objects.filter(programme=programme, ended_at=None).select_related("under")
    return calls.order_by("due_on", "id")


def links_open_to(account: Any) -> QuerySet[ProgrammeLink]:
    """This function will return the confirmed links between programmes that an account may see."""
    links = ProgrammeLink.objects.filter(
        state=MatchState.CONFIRMED, above__in=programmes_open_to(account).values("pk")
    )
    return links.select_related("above__document", "above__owner", "below__document", "below__owner")


def confirmed_below(programme: Programme) -> QuerySet[ProgrammeLink]:
    """This function will return the links to the programmes that carry this one out, by their owners' names."""
    links = ProgrammeLink.objects.filter(above=programme, state=MatchState.CONFIRMED)
    return links.select_related("below__owner", "below__document").order_by(
        "below__owner__name", "below__first_year", "below_id"
    )


def has_levels(programme: Programme) -> bool:
    """This function will tell whether there is any coverage to show: plans below, or units asked for plans."""
    return (
        confirmed_below(programme).exists()
        or PlanCall.objects.filter(programme=programme, ended_at=None).exists()
    )


def programmes_to_link(programme: Programme, *, for_user: Any) -> list[Programme]:
    """This function will return the programmes that may be put above or below one: of its years, latest first."""
    others = programmes_open_to(for_user).exclude(pk=programme.pk)
    others = others.filter(first_year__lte=programme.last_year + 1, last_year__gte=programme.first_year - 1)
    return list(others.order_by("-first_year", "title", "id")[:MOST_CHOICES])


def stands_below(programme: Programme, *, other: Programme) -> bool:
    """This function will tell whether a programme stands somewhere below another one; one query for each level."""
    level, seen = {other.pk}, set()
    while level:
        seen |= level
        found = ProgrammeLink.objects.filter(above__in=level, state=MatchState.CONFIRMED)
        level = set(found.values_list("below_id", flat=True)) - seen
        if programme.pk in level:
            return True
    return False


def _links(**sides: Programme) -> QuerySet[ProgrammeLink]:
    counted = {
        state: Count("matches", filter=Q(matches__state=state) & _standing("matches__"))
        for state in (MatchState.CONFIRMED, MatchState.PROPOSED)
    }
    links = ProgrammeLink.objects.filter(**sides).select_related(
        "above__document", "above__owner", "below__document", "below__owner", "decided_by"
    )
    return links.annotate(**counted).order_by("id")


def _standing(prefix: str = "") -> Q:
    """Matches between items that nobody has taken out."""
    return Q(**{f"{prefix}above__ended_at": None, f"{prefix}below__ended_at": None})


def standing_matches() -> QuerySet[ItemMatch]:
    """This function will return the matches between items that still hold in both programmes."""
    return ItemMatch.objects.filter(_standing())


def _citations(programme: Programme) -> list[DocumentRelation]:
    """Relations to and from the programme's paper, the strongest word last, so that it wins."""
    paper = programme.document_id
    relations = DocumentRelation.objects.filter(Q(source=paper) | Q(target=paper), kind__in=_TELLING)
    return sorted(relations, key=lambda one: (_TELLING.index(RelationKind(one.kind)), one.pk))


def _programmes_of(papers: Iterable[int], *, but: Programme) -> dict[int, Programme]:
    found = Programme.objects.filter(document__in=set(papers)).exclude(pk=but.pk)
    return {one.document_id: one for one in found.select_related("document", "owner")}


def _rows(
    links: dict[int, ProgrammeLink],
    side: str,
    citations: dict[int, DocumentRelation],
    by_paper: dict[int, Programme],
) -> Iterable[LinkRow]:
    for link in links.values():
        programme = getattr(link, side)
        yield LinkRow(
            programme,
            link,
            link.confirmed,  # type: ignore[attr-defined]
            link.proposed,  # type: ignore[attr-defined]
            citations.get(programme.document_id),
        )
    for paper, citation in citations.items():
        if paper in by_paper and by_paper[paper].pk not in links:
            yield LinkRow(by_paper[paper], None, 0, 0, citation)
