"""Proposals of units for a year: who has sent one, what they add up to, who has not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency, Post
from haidang.agencies.queries.reach import reach_to_see, reach_to_write
from haidang.agencies.rules import may_see_programmes
from haidang.programme.enums import AssignmentRole, ProposalState
from haidang.programme.models import Assignment, BudgetLine, BudgetProposal, ProposalLine

_COUNTED = (ProposalState.SENT, ProposalState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A unit and its proposal of the year, None where it has not begun one."""

    agency: Agency
    proposal: BudgetProposal | None

    @property
    def has_answered(self) -> bool:
        return self.proposal is not None and self.proposal.state in _COUNTED


@dataclass(frozen=True, slots=True)
class GatheredUnit:
    """The lines that count of one unit, with their sum."""

    agency: Agency
    lines: tuple[ProposalLine, ...]

    @property
    def total_vnd(self) -> int:
        return sum(line.amount_vnd for line in self.lines)


@dataclass(frozen=True, slots=True)
class GatheredTable:
    """The table for the finance department: units with their lines, and how many of those asked have sent theirs."""

    year: int
    units: tuple[GatheredUnit, ...]
    answers: tuple[UnitAnswer, ...]

    @property
    def answered(self) -> int:
        return sum(answer.has_answered for answer in self.answers)

    @property
    def missing(self) -> tuple[UnitAnswer, ...]:
        return tuple(answer for answer in self.answers if not answer.has_answered)

    @property
    def total_vnd(self) -> int:
        return sum(unit.total_vnd for unit in self.units)

    def totals_by(self, field: str) -> list[tuple[str, int]]:
        """This function will add up all lines by their `group` or `source`, in the order of the words."""
        sums: dict[str, int] = {}
        for line in (line for unit in self.units for line in unit.lines):
            words = getattr(line, field)
            sums[words] = sums.get(words, 0) + line.amount_vnd
        return sorted(sums.items())


def proposals_open_to(account: Any) -> QuerySet[BudgetProposal]:
    """This function will return the proposals an account may see: of agencies within its reach."""
    proposals = BudgetProposal.objects.select_related("agency", "sent_by")
    if not may_see_programmes(account):
        return proposals.none()
    return reach_to_see(account).narrow(proposals)


def proposal_list(account: Any) -> QuerySet[BudgetProposal]:
    """This function will return the proposals an account may see with sum and number of lines, newest year first."""
    counted = proposals_open_to(account).annotate(total_vnd=Sum("lines__amount_vnd"), count=Count("lines"))
    return counted.order_by("-year", "agency__name", "id")


def agencies_to_propose_for(account: Any, *, on: date) -> QuerySet[Agency]:
    """This function will return the agencies for which an account may write a proposal."""
    alive = Agency.objects.without_tree_fields().alive_on(on)
    return reach_to_write(account).narrow(alive, "pk").order_by("name", "id")


def lines_to_propose_for(agency: Agency, *, year: int) -> QuerySet[BudgetLine]:
    """This function will return the budget lines of programmes of the year that name the agency as executing body."""
    lines = BudgetLine.objects.filter(
        ended_at=None, executor=agency, programme__first_year__lte=year, programme__last_year__gte=year
    )
    return lines.order_by("programme_id", "order", "id")


def gathered_table(year: int, *, for_user: Any, on: date) -> GatheredTable:
    """Gather what units have sent for a year, with a fixed number of queries.

    This function will ask those units for a proposal that lead a task of a programme of the year or have a focal
    person on the day, and count whoever has sent one besides.
    """
    lines = Prefetch("lines", ProposalLine.objects.order_by("group", "id"))
    found = proposals_open_to(for_user).filter(year=year).prefetch_related(lines)
    proposals = {one.agency_id: one for one in found.order_by("agency__name", "agency_id")}
    asked = {agency.pk: agency for agency in units_asked(year, for_user=for_user, on=on)}
    asked |= {key: one.agency for key, one in proposals.items() if one.state in _COUNTED}
    answers = (UnitAnswer(agency, proposals.get(key)) for key, agency in asked.items())
    counted = (one for one in proposals.values() if one.state in _COUNTED)
    return GatheredTable(
        year=year,
        units=tuple(GatheredUnit(one.agency, tuple(one.lines.all())) for one in counted),
        answers=tuple(sorted(answers, key=lambda answer: (answer.agency.name, answer.agency.pk))),
    )


def units_asked(year: int, *, for_user: Any, on: date) -> Iterable[Agency]:
    """This function will return the units of which a proposal is expected, alive on the day."""
    leads = Assignment.objects.filter(
        agency=OuterRef("pk"),
        role=AssignmentRole.LEAD,
        valid_to=None,
        item__ended_at=None,
        item__programme__first_year__lte=year,
        item__programme__last_year__gte=year,
    )
    posts = Post.objects.held_on(on).filter(agency=OuterRef("pk"), role=Role.FOCAL, account__is_active=True)
    alive = Agency.objects.without_tree_fields().alive_on(on).filter(Q(Exists(leads)) | Q(Exists(posts)))
    return reach_to_see(for_user).narrow(alive, "pk")
