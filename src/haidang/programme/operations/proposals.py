"""What units ask for in a year: written line by line, sent, sent back, and taken into the city's table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import F

from haidang.agencies.models import Account, Agency
from haidang.engines.vietnamese.money import written_dong
from haidang.foundation.operations import record_event
from haidang.programme.enums import BudgetEntryKind, ProposalState
from haidang.programme.errors import ProposalChangedMeanwhile, ProposalEmpty, ProposalSettled
from haidang.programme.models import BudgetLine, BudgetProposal, ProposalLine
from haidang.programme.operations.budget_entries import EntryFacts, record_entry

_OPEN = (ProposalState.DRAFT, ProposalState.RETURNED)
# Entries made from a line of a proposal carry a token of that line, so that taking it twice makes one entry.
_TAKEN = UUID("5d0b1f0a-64f5-4b0c-9a53-2f6b1f2c7a10")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWords:
    """What one line of a proposal says."""

    text: str
    amount_vnd: int
    basis: str = ""
    group: str = ""
    source: str = ""
    line: BudgetLine | None = None


@transaction.atomic
def begin_proposal(*, agency: Agency, year: int, begun_by: Account) -> BudgetProposal:
    """This function will begin a unit's proposal of a year, or give the one that there is."""
    proposal, is_new = BudgetProposal.objects.get_or_create(agency=agency, year=year)
    if is_new:
        _record(
            "programme.begin_proposal", proposal, begun_by, after={"agency": agency.name, "budget_year": year}
        )
    return proposal


@transaction.atomic
def write_proposal_line(
    *,
    proposal: BudgetProposal,
    words: ProposalWords,
    token: UUID,
    written_by: Account,
    line: ProposalLine | None = None,
    version: int = 0,
) -> ProposalLine:
    """Add a line to a proposal, or change one that has the version which was shown.

    This function will return the line that the same form made before, when it is sent twice. Raises
    ProposalSettled, ProposalChangedMeanwhile.
    """
    made = ProposalLine.objects.filter(token=token, proposal=proposal).first()
    if made and line is None:
        return made
    _require_open(proposal)
    facts = {
        "text": words.text,
        "amount_vnd": words.amount_vnd,
        "basis": words.basis,
        "group": words.group,
        "source": words.source,
        "line": words.line,
    }
    if line is None:
        line = ProposalLine.objects.create(proposal=proposal, token=token, **facts)
        before = None
    else:
        before = _told(line)
        shown = ProposalLine.objects.filter(pk=line.pk, proposal=proposal, version=version)
        if not shown.update(version=F("version") + 1, **facts):
            raise ProposalChangedMeanwhile
        line.refresh_from_db()
    _touch(proposal)
    _record("programme.write_proposal_line", proposal, written_by, before=before, after=_told(line))
    return line


@transaction.atomic
def import_proposal_lines(
    *, proposal: BudgetProposal, rows: Iterable[tuple[str, Mapping[str, Any]]], imported_by: Account
) -> None:
    """This function will write checked rows of a table into a proposal, each as by hand; raises as that does."""
    for key, values in rows:
        line = proposal.lines.get(pk=int(key)) if key else None
        words = ProposalWords(
            text=values["text"],
            amount_vnd=values["amount"],
            basis=values["basis"],
            group=values["group"],
            source=values["source"],
            line=line.line if line else None,
        )
        write_proposal_line(
            proposal=proposal,
            words=words,
            token=uuid4(),
            line=line,
            version=line.version if line else 0,
            written_by=imported_by,
        )


@transaction.atomic
def remove_proposal_line(*, line: ProposalLine, removed_by: Account) -> None:
    """This function will take a line out of a proposal that is open; a second time changes nothing."""
    proposal = line.proposal
    _require_open(proposal)
    before = _told(line)
    if ProposalLine.objects.filter(pk=line.pk).delete()[0]:
        _touch(proposal)
        _record("programme.remove_proposal_line", proposal, removed_by, before=before)


@transaction.atomic
def send_proposal(
    *, proposal: BudgetProposal, version: int, at: datetime, sent_by: Account
) -> BudgetProposal:
    """This function will send a proposal as it was shown. Raises ProposalEmpty, ProposalChangedMeanwhile."""
    if not proposal.lines.exists():
        raise ProposalEmpty
    _move(proposal, version, _OPEN, state=ProposalState.SENT, sent_at=at, sent_by=sent_by, reason="")
    _record("programme.send_proposal", proposal, sent_by, after=_sum_told(proposal))
    return proposal


@transaction.atomic
def return_proposal(
    *, proposal: BudgetProposal, version: int, reason: str, returned_by: Account
) -> BudgetProposal:
    """This function will send a proposal back to its unit with the reason. Raises ProposalChangedMeanwhile."""
    _move(proposal, version, (ProposalState.SENT,), state=ProposalState.RETURNED, reason=reason)
    _record("programme.return_proposal", proposal, returned_by, after={"reason": reason})
    return proposal


@transaction.atomic
def accept_proposal(
    *, proposal: BudgetProposal, version: int, on: date, accepted_by: Account
) -> BudgetProposal:
    """Take a proposal into the table: its lines of programmes become proposed amounts there.

    This function will raise ProposalChangedMeanwhile unless it is the sent one that was shown, and what
    `record_entry` raises for a line of a programme that does not run in the year.
    """
    _move(proposal, version, (ProposalState.SENT,), state=ProposalState.ACCEPTED)
    for line in proposal.lines.select_related("line__programme").order_by("id"):
        if line.line is None:
            continue
        record_entry(
            line=line.line,
            facts=EntryFacts(
                kind=BudgetEntryKind.PROPOSED,
                amount_vnd=line.amount_vnd,
                year=proposal.year,
                dated_on=on,
                source=line.source,
                executor=proposal.agency,
                paper_words=line.basis[:300],
            ),
            token=uuid5(_TAKEN, str(line.pk)),
            entered_by=accepted_by,
        )
    _record("programme.accept_proposal", proposal, accepted_by, after=_sum_told(proposal))
    return proposal


def _require_open(proposal: BudgetProposal) -> None:
    if not BudgetProposal.objects.filter(pk=proposal.pk, state__in=_OPEN).exists():
        raise ProposalSettled


def _touch(proposal: BudgetProposal) -> None:
    """A changed line changes the proposal: who decides about it has to have seen it."""
    BudgetProposal.objects.filter(pk=proposal.pk).update(version=F("version") + 1)
    proposal.refresh_from_db()


def _move(proposal: BudgetProposal, version: int, allowed: tuple[str, ...], **facts: Any) -> None:
    shown = BudgetProposal.objects.filter(pk=proposal.pk, version=version, state__in=allowed)
    if not shown.update(version=version + 1, **facts):
        raise ProposalChangedMeanwhile
    proposal.refresh_from_db()


def _told(line: ProposalLine) -> dict[str, Any]:
    return {
        "text": line.text,
        "amount": written_dong(line.amount_vnd),
        "basis": line.basis,
        "group": line.group,
        "source": line.source,
    }


def _sum_told(proposal: BudgetProposal) -> dict[str, Any]:
    total = sum(proposal.lines.values_list("amount_vnd", flat=True))
    return {"budget_year": proposal.year, "amount": written_dong(total)}


def _record(act: str, proposal: BudgetProposal, by: Account, **facts: Any) -> None:
    record_event(actor=by, act=act, subject=proposal, **facts)
