"""What waits for an officer, and what is found by words in all apps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from haidang.agencies.queries import agencies_of_any_day, seats_of_people_called
from haidang.agencies.rules import may_handle_documents
from haidang.documents.enums import DocumentState, FindingState
from haidang.documents.models import Document, DocumentDoubt, Finding, Receipt
from haidang.documents.queries.circulations import (
    CirculationShare,
    circulation_shares,
    circulations_open_to,
    receipts_waiting,
)
from haidang.documents.queries.papers import documents_matching, documents_open_to
from haidang.programme.models import Programme
from haidang.programme.queries.programmes import programme_list
from haidang.programme.queries.search import budget_lines_matching, items_matching, plans_matching
from haidang.regimes.queries.search import reports_matching
from haidang.reports.queries.standing import (
    ObligationFilter,
    obligation_rows,
    obligations_filtered,
    obligations_open_to,
    with_facts,
)
from haidang.reports.queries.tickets import TicketAsked, tickets_asked, tickets_open_to, with_bodies

MOST_ROWS = 20
MOST_FOUND = 10
MOST_PROGRAMMES = 6
OUT_OF_PLAY = (FindingState.REJECTED, FindingState.REPLACED)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A read paper that waits for people: how many findings are decided, and how many doubts are open."""

    document: Document
    decided: int
    findings: int
    open_doubts: int


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """What waits for one person, newest first; empty lists for those who do not handle papers."""

    being_read: list[Document]
    to_review: list[ReviewRow]
    refused: list[Document]


def waiting_work(account: Any) -> WaitingWork:
    """This function will gather the papers being read, to be reviewed and refused, with a fixed number of queries."""
    if not may_handle_documents(account):
        return WaitingWork([], [], [])
    papers = documents_open_to(account).order_by("-id")
    being_read = papers.filter(state__in=(DocumentState.WAITING, DocumentState.RUNNING))
    read = papers.filter(state=DocumentState.READ, programme=None)
    refused = papers.filter(state=DocumentState.REFUSED)
    return WaitingWork(
        list(being_read[:MOST_ROWS]), _review_rows(list(read[:MOST_ROWS])), list(refused[:MOST_ROWS])
    )


def papers_to_make_known(account: Any) -> list[Receipt]:
    """This function will return the papers that an account's agencies have to read and make known."""
    return list(receipts_waiting(account)[:MOST_ROWS])


def papers_with_agencies(account: Any, *, on: date) -> list[CirculationShare]:
    """This function will return the papers lately sent to agencies and how many have read each."""
    latest = circulations_open_to(account).filter(recalled_at=None)[:MOST_PROGRAMMES]
    return circulation_shares(latest, on=on)


def programmes_for_desk(account: Any) -> QuerySet[Programme]:
    """This function will return the latest programmes with their number of tasks."""
    return programme_list(for_user=account)[:MOST_PROGRAMMES]


@dataclass(frozen=True, slots=True)
class FoundRows:
    """The first MOST_FOUND of what was found of one kind, and the number of all."""

    rows: list[Any]
    in_all: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the words were found in, within the reach of who asked."""

    items: FoundRows
    obligations: FoundRows
    tickets: FoundRows
    papers: FoundRows
    agencies: FoundRows
    people: FoundRows
    plans: FoundRows
    budget_lines: FoundRows
    reports: FoundRows


def found_everywhere(words: str, *, for_user: Any, on: date) -> Found:
    """Search everything, with and without diacritics, with a fixed number of queries.

    This function will find agencies by any name they ever had; obligations, plans being made and what
    was raised only within reach.
    """
    owed = obligations_filtered(obligations_open_to(for_user), ObligationFilter(words=words))
    lines, lines_in_all = budget_lines_matching(words, for_user=for_user, most=MOST_FOUND)
    raised = tickets_asked(tickets_open_to(for_user), TicketAsked(words=words), on=on)
    plans = plans_matching(words, for_user=for_user)
    reports = reports_matching(words, for_user=for_user)
    return Found(
        items=_found(items_matching(words, for_user=for_user)),
        obligations=FoundRows(
            obligation_rows(with_facts(owed).order_by("-due_on", "-id")[:MOST_FOUND], on=on), owed.count()
        ),
        tickets=_found(with_bodies(raised)),
        papers=_found(documents_matching(words, for_user=for_user)),
        agencies=_found(agencies_of_any_day(words)),
        people=_found(seats_of_people_called(words, on=on)),
        plans=FoundRows(plans[:MOST_FOUND], len(plans)),
        budget_lines=FoundRows(lines, lines_in_all),
        reports=FoundRows(reports[:MOST_FOUND], len(reports)),
    )


def _found(rows: QuerySet) -> FoundRows:
    return FoundRows(list(rows[:MOST_FOUND]), rows.count())


def _review_rows(papers: list[Any]) -> list[ReviewRow]:
    # `reading_id` is what documents_open_to adds to each paper.
    readings = [paper.reading_id for paper in papers]
    counts = _finding_counts(readings)
    doubts = _open_doubts(readings)
    return [
        ReviewRow(paper, *counts.get(paper.reading_id, (0, 0)), doubts.get(paper.reading_id, 0))
        for paper in papers
    ]


def _finding_counts(readings: list[int]) -> dict[int, tuple[int, int]]:
    decided = Count("pk", filter=~Q(state=FindingState.PROPOSED))
    standing = Finding.objects.filter(reading__in=readings).exclude(state__in=OUT_OF_PLAY)
    rows = standing.values("reading").annotate(decided=decided, all=Count("pk")).order_by()
    return {row["reading"]: (row["decided"], row["all"]) for row in rows}


def _open_doubts(readings: list[int]) -> dict[int, int]:
    open_ones = DocumentDoubt.objects.filter(reading__in=readings, answer="")
    rows = open_ones.values("reading").annotate(all=Count("pk")).order_by()
    return {row["reading"]: row["all"] for row in rows}
