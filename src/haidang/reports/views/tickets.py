"""Obstacles and proposals: listed, raised, answered, forwarded, settled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.views import page_of_rows, page_or_part
from haidang.programme.models import Item
from haidang.reports import rules
from haidang.reports.enums import TicketKind, TicketState
from haidang.reports.errors import ReportsError
from haidang.reports.forms.tickets import ForwardForm, RaiseForm, SettleForm, TicketAnswerForm, TicketsForm
from haidang.reports.models import Obligation, Ticket
from haidang.reports.operations import ticketing
from haidang.reports.queries import tickets
from haidang.reports.queries.pages import my_agencies
from haidang.reports.queries.standing import obligations_open_to
from haidang.reports.views.access import require

NOT_TAKEN = 422
ASK_AGAIN, WITHDRAW = "hoi-lai", "rut"


@dataclass(frozen=True, slots=True)
class About:
    """What a new ticket is about, as the link that led to the form said."""

    item: Item | None
    obligation: Obligation | None
    agencies: list[Agency]


@require_safe
def ticket_list(request: HttpRequest) -> HttpResponse:
    require(may_see_programmes(request.user))
    today = timezone.localdate()
    form = TicketsForm(request.GET or None)
    found = tickets.tickets_asked(tickets.tickets_open_to(request.user), form.asked(), on=today)
    page = page_of_rows(request, tickets.with_bodies(found))
    context = {
        "section": "obligations",
        "form": form,
        "page": page,
        "rows": page.object_list,
        "today": today,
        "counts": tickets.ticket_counts(found, on=today),
        "may_raise": bool(my_agencies(request.user)),
    }
    return render(request, page_or_part(request, "reports/tickets.html", "rows"), context)


def raise_one(request: HttpRequest) -> HttpResponse:
    """This function will raise a ticket, about what the address names: an item, an obligation, a unit."""
    about, today = _about(request), timezone.localdate()
    agencies = Agency.objects.without_tree_fields().filter(pk__in=[one.pk for one in about.agencies])
    form = RaiseForm(
        request.POST or None, agencies=agencies.order_by("name", "id"), on=today, initial=_first(about)
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            ticket = ticketing.raise_ticket(
                raised=_raised(form, about),
                agency=form.cleaned_data["agency"],
                author=request.user,
                key=form.cleaned_data["key"],
                on=today,
            )
        except ReportsError as refusal:
            form.add_error(None, refusal.message)
            status = NOT_TAKEN
        else:
            messages.success(request, _("Sent. You are told when it is answered."))
            return redirect("reports:ticket", pk=ticket.pk)
    context = {"section": "obligations", "form": form, "about": about}
    return render(request, "reports/raise_ticket.html", context, status=status)


@require_safe
def show_ticket(request: HttpRequest, pk: int) -> HttpResponse:
    return _ticket_page(request, _seen(request, pk))


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    ticket = _seen(request, pk)
    require(rules.may_answer_ticket(request.user, ticket))
    form = TicketAnswerForm(request.POST)

    def act() -> None:
        ticketing.answer_ticket(
            ticket=ticket, answered_by=request.user, on=timezone.localdate(), **form.cleaned_data
        )

    return _acted(request, ticket, {"answer_form": form}, act, done=_("Answered; the unit is told."))


@require_POST
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    ticket, today = _seen(request, pk), timezone.localdate()
    require(rules.may_open_rounds(request.user))
    form = ForwardForm(request.POST, on=today)

    def act() -> None:
        given = form.cleaned_data
        ticketing.forward_ticket(
            ticket=ticket,
            version=given["version"],
            to=given["addressee"],
            due_on=given["due_on"],
            reason=given["reason"],
            forwarded_by=request.user,
            on=today,
        )

    return _acted(request, ticket, {"forward_form": form}, act, done=_("Forwarded; both sides are told."))


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will settle a ticket, or ask again or withdraw it when the button for that was pressed."""
    ticket, today = _seen(request, pk), timezone.localdate()
    require(rules.may_settle_ticket(request.user, ticket))
    form = SettleForm(request.POST)

    def act() -> None:
        given: dict[str, Any] = {"ticket": ticket, "on": today} | form.cleaned_data
        if ASK_AGAIN in request.POST:
            ticketing.ask_again(asked_by=request.user, **given)
        elif WITHDRAW in request.POST:
            ticketing.withdraw_ticket(withdrawn_by=request.user, **given)
        else:
            ticketing.close_ticket(closed_by=request.user, **given)

    return _acted(request, ticket, {"settle_form": form}, act, done=_("Kept; the other side is told."))


def _acted(
    request: HttpRequest, ticket: Ticket, forms: dict[str, Any], act: Callable[[], None], *, done: str
) -> HttpResponse:
    """Do what a valid form asks for; what cannot be done is shown again with the ticket as it is now."""
    form = next(iter(forms.values()))
    if form.is_valid():
        try:
            act()
        except ReportsError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done)
            return redirect("reports:ticket", pk=ticket.pk)
    fresh = _seen(request, ticket.pk)
    form.data = form.data.copy()
    form.data["version"] = str(fresh.version)
    return _ticket_page(request, fresh, forms=forms, status=NOT_TAKEN)


def _ticket_page(
    request: HttpRequest, ticket: Ticket, *, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    account, today = request.user, timezone.localdate()
    is_live = ticket.state in {TicketState.OPEN, TicketState.ANSWERED}
    seen_here = {"version": ticket.version}
    context: dict[str, Any] = {
        "section": "obligations",
        "ticket": ticket,
        "today": today,
        "turns": tickets.turns_of(ticket),
        "obligation_shown": ticket.obligation and reach_to_see(account).covers(ticket.obligation.agency_id),
        "is_answered": ticket.state == TicketState.ANSWERED,
        "may_answer": is_live and rules.may_answer_ticket(account, ticket),
        "may_forward": is_live and rules.may_open_rounds(account),
        "may_settle": is_live and rules.may_settle_ticket(account, ticket),
        "answer_form": TicketAnswerForm(initial=seen_here),
        "forward_form": ForwardForm(on=today, initial=seen_here | {"due_on": tickets.day_to_answer(today)}),
        "settle_form": SettleForm(initial=seen_here),
    }
    return render(request, "reports/ticket.html", context | (forms or {}), status=status)


def _seen(request: HttpRequest, pk: int) -> Ticket:
    rows = tickets.tickets_open_to(request.user)
    loaded = rows.select_related("agency", "addressee", "item", "obligation__agency", "author")
    return get_object_or_404(loaded, pk=pk)


def _about(request: HttpRequest) -> About:
    """What the address names, as far as the person reaches it; 404 for who may raise nothing at all."""
    item = _named(Item.objects.without_tree_fields(), request.GET.get("viec"))
    owed = _named(
        obligations_open_to(request.user).select_related("agency", "item"), request.GET.get("nhiem_vu")
    )
    unit = _named(Agency.objects.without_tree_fields(), request.GET.get("don_vi"))
    named = owed.agency if owed else unit
    if named and rules.may_raise(request.user, named.pk):
        agencies = [named]
    else:
        agencies = list(my_agencies(request.user))
        owed = None
    if not agencies:
        raise Http404
    return About(owed.item if owed else item, owed, agencies)


def _named(rows: Any, key: str | None) -> Any:
    if not key:
        return None
    if not key.isdecimal():
        raise Http404
    return get_object_or_404(rows, pk=int(key))


def _first(about: About) -> dict[str, Any]:
    standing = about.obligation.standing if about.obligation else None
    return {
        "kind": TicketKind.OBSTACLE,
        "text": standing.text if standing else "",
        "due_on": tickets.day_to_answer(timezone.localdate()),
    }


def _raised(form: RaiseForm, about: About) -> ticketing.Raised:
    given = form.cleaned_data
    return ticketing.Raised(
        kind=given["kind"],
        text=given["text"],
        due_on=given["due_on"],
        addressee=given["addressee"],
        addressee_name=given["addressee_name"],
        item=about.item,
        obligation=about.obligation,
    )
