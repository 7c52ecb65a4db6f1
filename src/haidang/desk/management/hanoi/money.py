"""The money of the demo: amounts with papers on the lines of the plans, and what units ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from haidang.agencies.models import Account
from haidang.desk.management.hanoi.bodies import Authors
from haidang.desk.management.hanoi.money_table import money_told
from haidang.desk.management.hanoi.register import body_called, body_following
from haidang.programme.enums import BudgetEntryKind, BudgetLineKind, ProposalState
from haidang.programme.models import BudgetEntry, BudgetLine, BudgetProposal, Programme
from haidang.programme.operations.budget_entries import (
    EntryFacts,
    LineFacts,
    add_budget_line,
    correct_entry,
    record_entry,
)
from haidang.programme.operations.proposals import (
    ProposalWords,
    accept_proposal,
    begin_proposal,
    return_proposal,
    send_proposal,
    write_proposal_line,
)
from haidang.programme.queries.proposals import lines_to_propose_for

MILLION = 1_000_000
_TOKENS = UUID("3c2f5b0e-7d0a-4c86-9f0e-5a1d1c7b4e21")
# In hundredths: what was asked for and given of what is planned, what is spent of that in each quarter.
_ASKED, _GIVEN, _SPENT = 110, 95, (14, 22, 25, 30)
_WHOLE = 100
_QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class _Step:
    kind: BudgetEntryKind
    amount_vnd: int
    on: date
    paper: str
    quarter: int = 0


def enter_money(*, officer: Account, authors: Authors, today: date) -> None:
    """This function will enter the amounts of the sample plans up to today and gather what units ask for, once."""
    if BudgetEntry.objects.exists():
        return
    for one in money_told()["added"]:
        _add_line(one, officer)
    lines = BudgetLine.objects.filter(kind=BudgetLineKind.ROW, ended_at=None)
    for line in lines.select_related("programme__document", "executor").order_by("id"):
        for facts in _amounts_of(line, today):
            _enter(line, facts, officer)
    _correct_one(officer)
    for one in money_told()["proposals"]:
        _propose(one, officer, authors, today)


def _add_line(told: dict[str, Any], officer: Account) -> None:
    programme = Programme.objects.get(document__file__original_name=told["plan"])
    issued = programme.document.issued_on or date(programme.first_year, 1, 15)
    body = body_called(told["executor"], on=issued)
    facts = LineFacts(text=told["text"], group=told["group"], source=told["source"], executor=body)
    line = add_budget_line(programme=programme, facts=facts, added_by=officer)
    planned = EntryFacts(
        kind=BudgetEntryKind.PLANNED,
        amount_vnd=told["amount"] * MILLION,
        year=programme.first_year,
        dated_on=issued,
        source=line.source,
        executor=body,
        paper_words=programme.document.number,
    )
    _enter(line, planned, officer)


def _amounts_of(line: BudgetLine, today: date) -> Iterator[EntryFacts]:
    """What became of a line's money, each step with its paper, none after today."""
    planned = _planned_of(line)
    if not planned or line.executor is None:
        return
    for step in _steps_of(line.programme, planned):
        if step.on <= today:
            yield EntryFacts(
                kind=step.kind,
                amount_vnd=step.amount_vnd,
                year=line.programme.first_year,
                quarter=step.quarter,
                dated_on=step.on,
                source=line.source,
                executor=body_following(line.executor, on=step.on),
                paper_words=step.paper,
            )


def _steps_of(programme: Programme, planned: int) -> Iterator[_Step]:
    year, paper = programme.first_year, programme.document
    given = planned * _GIVEN // _WHOLE
    asked = planned * _ASKED // _WHOLE
    yield _Step(BudgetEntryKind.PROPOSED, asked, date(year - 1, 9, 15), "Văn bản đề xuất (ví dụ)")
    yield _Step(BudgetEntryKind.PLANNED, planned, paper.issued_on or date(year, 1, 15), paper.number)
    yield _Step(BudgetEntryKind.ALLOCATED, given, date(year, 2, 20), "Quyết định giao dự toán (ví dụ)")
    for quarter, ((month, day), share) in enumerate(zip(_QUARTER_ENDS, _SPENT, strict=True), start=1):
        words = f"Bảng kê thanh toán quý {quarter} (ví dụ)"
        spent = given * share // _WHOLE
        yield _Step(BudgetEntryKind.SPENT, spent, date(year, month, day), words, quarter)


def _planned_of(line: BudgetLine) -> int:
    stated = line.amounts.order_by("order").values_list("stated_vnd", flat=True).first()
    if stated is not None:
        return stated
    entry = line.entries.filter(kind=BudgetEntryKind.PLANNED).order_by("id").first()
    return entry.amount_vnd if entry else 0


def _enter(line: BudgetLine, facts: EntryFacts, officer: Account) -> None:
    token = uuid5(_TOKENS, f"{line.pk}|{facts.kind}|{facts.quarter}")
    record_entry(line=line, facts=facts, token=token, entered_by=officer)


def _correct_one(officer: Account) -> None:
    """A slip of the pen, put right by a further entry."""
    spent = BudgetEntry.objects.filter(kind=BudgetEntryKind.SPENT).order_by("id").first()
    if spent:
        correct_entry(
            entry=spent,
            right_vnd=spent.amount_vnd + MILLION,
            seen_vnd=spent.amount_vnd,
            reason="Nhập thiếu một hóa đơn (ví dụ)",
            token=uuid5(_TOKENS, "correction"),
            corrected_by=officer,
        )


def _propose(told: dict[str, Any], officer: Account, authors: Authors, today: date) -> None:
    agency = body_called(told["agency"], on=today)
    author = authors.author_of(agency.pk, on=today)
    proposal = begin_proposal(agency=agency, year=told["year"], begun_by=author)
    for number, line in enumerate(told["lines"], start=1):
        words = ProposalWords(
            text=line["text"],
            amount_vnd=line["amount"] * MILLION,
            basis=line["basis"],
            group=line["group"],
            source="Ngân sách Thành phố",
            line=lines_to_propose_for(agency, year=told["year"]).first() if "of_programme" in told else None,
        )
        token = uuid5(_TOKENS, f"{agency.pk}|{told['year']}|{number}")
        write_proposal_line(proposal=proposal, words=words, token=token, written_by=author)
    if told["state"] != ProposalState.DRAFT:
        sent_at = timezone.make_aware(datetime.combine(today, time(9)))
        proposal.refresh_from_db()
        send_proposal(proposal=proposal, version=proposal.version, at=sent_at, sent_by=author)
        _settle(proposal, told, officer, today)


def _settle(proposal: BudgetProposal, told: dict[str, Any], officer: Account, today: date) -> None:
    if told["state"] == ProposalState.RETURNED:
        return_proposal(
            proposal=proposal, version=proposal.version, reason=told["reason"], returned_by=officer
        )
    if told["state"] == ProposalState.ACCEPTED:
        accept_proposal(proposal=proposal, version=proposal.version, on=today, accepted_by=officer)
