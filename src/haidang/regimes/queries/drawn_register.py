"""Figures drawn from the register of agencies, from plans, briefings and money: each unit's rows in a period."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency, Post
from haidang.agencies.queries.register import has_focal_person
from haidang.programme.enums import BudgetEntryKind, ProposalState
from haidang.programme.models import BudgetEntry, Programme, ProposalLine
from haidang.regimes.queries.drawn_rows import ONE, DrawnFigure, DrawnRow
from haidang.reports.enums import ObligationKind, SubmissionState
from haidang.reports.models import Briefing, Obligation

_MILLION = Decimal(1_000_000)
_ANSWERED = (SubmissionState.SENT, SubmissionState.ACCEPTED)
_ASKED_FOR = (ProposalState.SENT, ProposalState.ACCEPTED)


def register_figures() -> Iterable[DrawnFigure]:
    """This function will return the figures that are drawn from what is not an answer of a unit."""
    units, money = _("agencies, counted"), _("million đồng")
    yield DrawnFigure("unit", _("the unit itself"), units, _units)
    yield DrawnFigure("unit.focal", _("unit with a focal person"), units, _units_with_focal_person)
    yield DrawnFigure("unit.plan", _("unit with a plan of the year"), units, _units_with_plan)
    yield DrawnFigure("briefings", _("briefings held by the unit"), _("briefings, counted"), _briefings)
    yield DrawnFigure("money.allocated", _("money allocated for the year"), money, _allocated)
    yield DrawnFigure("money.spent", _("money spent"), money, _spent)
    yield DrawnFigure("money.asked", _("money asked for next year"), money, _asked_for)


def _units(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    return _rows_of_units(agencies, last, Q())


def _units_with_focal_person(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    return _rows_of_units(agencies, last, has_focal_person(last))


def _rows_of_units(agencies: Collection[int], on: date, condition: Q) -> list[DrawnRow]:
    alive = Agency.objects.without_tree_fields().alive_on(on).filter(condition, pk__in=agencies)
    return [
        DrawnRow(pk, name, _("counted on the last day"), on, ONE, place=reverse("agencies:agency", args=[pk]))
        for pk, name in alive.order_by("name", "pk").values_list("pk", "name")
    ]


def _units_with_plan(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    """One row a unit: its plan adopted here, else the plan it was asked for and has sent."""
    adopted = Programme.objects.filter(
        owner__in=agencies,
        first_year__lte=last.year,
        last_year__gte=last.year,
        document__issued_on__lte=last,
    )
    sent = Obligation.objects.filter(
        kind=ObligationKind.PLAN,
        agency__in=agencies,
        due_on__year=last.year,
        first_sent_on__lte=last,
        fate__in=_ANSWERED,
    )
    found = {
        one.agency_id: DrawnRow(
            one.agency_id, one.title, _("plan that was sent"), one.first_sent_on, ONE, obligation_id=one.pk
        )
        for one in sent.order_by("pk")
    }
    for one in adopted.select_related("document").order_by("pk"):
        place = reverse("programme:page", args=[one.pk])
        row = DrawnRow(
            one.owner_id or 0, one.title, one.document.number, one.document.issued_on, ONE, place=place
        )
        found[row.agency_id] = row
    return list(found.values())


def _briefings(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    """Those planned by somebody who had a post in the unit on their day; minutes tell that they took place."""
    held = Briefing.objects.filter(held_on__range=(first, last)).exclude(minutes="")
    rows = []
    for one in held.order_by("-held_on", "-pk"):
        posts = Post.objects.held_on(one.held_on).filter(account=one.made_by_id, agency__in=agencies)
        place = reverse("reports:briefing", args=[one.pk])
        rows += [
            DrawnRow(agency, one.title, one.get_kind_display(), one.held_on, ONE, place=place)
            for agency in sorted(set(posts.values_list("agency_id", flat=True)))
        ]
    return rows


def _allocated(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    """What was given for the year of the last day, by papers up to that day."""
    return _entries(agencies, BudgetEntryKind.ALLOCATED, Q(year=last.year, dated_on__lte=last))


def _spent(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    return _entries(agencies, BudgetEntryKind.SPENT, Q(dated_on__range=(first, last)))


def _entries(agencies: Collection[int], kind: BudgetEntryKind, condition: Q) -> list[DrawnRow]:
    entries = BudgetEntry.objects.filter(condition, kind=kind, executor__in=agencies)
    return [
        DrawnRow(
            one.executor_id or 0,
            one.line.text,
            one.paper_words,
            one.dated_on,
            one.amount_vnd / _MILLION,
            place=reverse("programme:budget", args=[one.line.programme_id]),
        )
        for one in entries.select_related("line").order_by("-dated_on", "-pk")
    ]


def _asked_for(agencies: Collection[int], first: date, last: date) -> list[DrawnRow]:
    """Lines of what the unit has sent for the year after the last day."""
    lines = ProposalLine.objects.filter(
        proposal__agency__in=agencies, proposal__year=last.year + 1, proposal__state__in=_ASKED_FOR
    )
    return [
        DrawnRow(
            one.proposal.agency_id,
            one.text,
            one.source,
            None if one.proposal.sent_at is None else one.proposal.sent_at.date(),
            one.amount_vnd / _MILLION,
            place=reverse("programme:proposal", args=[one.proposal_id]),
        )
        for one in lines.select_related("proposal").order_by("pk")
    ]
