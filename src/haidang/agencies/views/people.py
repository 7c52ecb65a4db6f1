"""The directory of people: who has which seat, the steering committee, units without a focal person."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies import operations, queries, rules
from haidang.agencies.errors import AgenciesError
from haidang.agencies.exports import directory_workbook
from haidang.agencies.forms.people import (
    ContactForm,
    DayOfDirectoryForm,
    DirectoryForm,
    EndSeatForm,
    PassSeatForm,
    PersonForm,
    SeatForm,
)
from haidang.agencies.models import Person, Seat
from haidang.foundation.queries import events_of
from haidang.foundation.views import page_of_rows, page_or_part

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHANGES_SHOWN = ENTRIES_SHOWN = 20


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    _require(rules.may_see_people(request.user))
    form, asked = _asked(request)
    contacts = queries.reach_of_contacts(request.user)
    page = page_of_rows(request, queries.seats_filtered(asked))
    shown = {
        "section": "agencies",
        "form": form,
        "asked": asked,
        "page": page,
        "rows": queries.seat_rows(page.object_list, contacts, on=asked.on),
        "sees_contacts": contacts.is_everywhere or bool(contacts.agencies),
        "focal": queries.focal_shares(on=asked.on)[-1],
        "may_keep": rules.may_keep_people(request.user),
    }
    return render(request, page_or_part(request, "agencies/directory.html", "rows"), shown)


@require_safe
def export_directory(request: HttpRequest) -> HttpResponse:
    _require(rules.may_see_people(request.user))
    _form, asked = _asked(request)
    contacts = queries.reach_of_contacts(request.user)
    rows = queries.seat_rows(queries.seats_filtered(asked), contacts, on=asked.on)
    sees_contacts = contacts.is_everywhere or bool(contacts.agencies)
    return HttpResponse(
        directory_workbook(rows, on=asked.on, with_contacts=sees_contacts),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="danh-ba-{asked.on:%Y-%m-%d}.xlsx"'},
    )


@require_safe
def steering_committee(request: HttpRequest) -> HttpResponse:
    _require(rules.may_see_people(request.user))
    form, on = _day(request)
    contacts = queries.reach_of_contacts(request.user)
    shown = {
        "section": "agencies",
        "form": form,
        "on": on,
        "parts": queries.committee_on(on, contacts),
        "changes": queries.committee_changes(on)[:CHANGES_SHOWN],
        "may_keep": rules.may_keep_people(request.user),
    }
    return render(request, "agencies/committee.html", shown)


@require_safe
def focal_shares(request: HttpRequest) -> HttpResponse:
    _require(rules.may_see_people(request.user))
    form, on = _day(request)
    shown = {"section": "agencies", "form": form, "on": on, "shares": queries.focal_shares(on=on)}
    return render(request, "agencies/focal_shares.html", shown)


def give_seat(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    _require(rules.may_keep_people(request.user))
    person = get_object_or_404(Person, pk=pk) if pk else None
    form = SeatForm(request.POST or None, person=person, initial=_seat_asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            seat = operations.give_seat(holder=form.holder(), given_by=request.user, **form.details())
        except AgenciesError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The seat is in the directory."))
            return redirect("agencies:seat", pk=seat.pk)
    shown = {"section": "agencies", "form": form, "person": person}
    return render(request, "agencies/seat_new.html", shown)


@require_safe
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_see_people(request.user))
    return _person_page(request, _person(pk))


@require_POST
def change_person(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_people(request.user))
    person, form = _person(pk), PersonForm(request.POST)
    if form.is_valid() and _is_kept(form, lambda: _change_person(request, person, form)):
        messages.success(request, _("The person's data are kept."))
        return redirect("agencies:person", pk=pk)
    return _person_page(request, _person(pk), form)


def _person(pk: int) -> Person:
    return get_object_or_404(Person.objects.select_related("account"), pk=pk)


def _person_page(request: HttpRequest, person: Person, form: PersonForm | None = None) -> HttpResponse:
    today, may_keep = timezone.localdate(), rules.may_keep_people(request.user)
    contacts = queries.reach_of_contacts(request.user)
    shown = {
        "section": "agencies",
        "person": person,
        "form": form or PersonForm(initial=_details(person)),
        "rows": queries.seat_rows(queries.seats_of_person(person), contacts, on=today),
        "may_keep": may_keep,
        "events": events_of(person)[:ENTRIES_SHOWN] if may_keep else [],
    }
    return render(request, "agencies/person.html", shown)


@require_safe
def seat_page(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_people(request.user))
    return _seat_page(request, _seat(pk))


@require_POST
def end_seat(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_people(request.user))
    seat, form = _seat(pk), EndSeatForm(request.POST)
    today = timezone.localdate()
    if form.is_valid() and _is_kept(
        form,
        lambda: operations.end_seat(seat=seat, ended_by=request.user, today=today, **form.cleaned_data),
    ):
        messages.success(request, _("The seat ends on that day; its history stays."))
        return redirect("agencies:seat", pk=pk)
    return _seat_page(request, _seat(pk), end_form=form)


@require_POST
def pass_seat_on(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_people(request.user))
    seat, form = _seat(pk), PassSeatForm(request.POST)
    today = timezone.localdate()
    if form.is_valid() and _is_kept(
        form,
        lambda: operations.pass_seat_on(
            seat=seat, holder=form.holder(), passed_by=request.user, today=today, **form.details()
        ),
    ):
        messages.success(request, _("The seat is handed over; who held it before stays in its history."))
        return redirect("agencies:directory")
    return _seat_page(request, _seat(pk), pass_form=form)


@require_POST
def change_contact(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_people(request.user))
    seat, form = _seat(pk), ContactForm(request.POST)
    if form.is_valid() and _is_kept(
        form, lambda: operations.change_contact(seat=seat, changed_by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("The contact of the office is kept."))
        return redirect("agencies:seat", pk=pk)
    return _seat_page(request, _seat(pk), contact_form=form)


def _seat(pk: int) -> Seat:
    seats = Seat.objects.select_related("person", "agency", "taken_over__person").prefetch_related(
        "passed_on__person"
    )
    return get_object_or_404(seats, pk=pk)


def _seat_page(request: HttpRequest, seat: Seat, **forms: Form) -> HttpResponse:
    today, version = timezone.localdate(), {"version": seat.version}
    contact = version | {"phone": seat.phone, "email": seat.email}
    shown = {
        "section": "agencies",
        "seat": seat,
        "is_open": seat.valid_to is None or seat.valid_to > today,
        "end_form": EndSeatForm(auto_id="end_%s", initial=version | {"on": today}),
        "pass_form": PassSeatForm(
            auto_id="pass_%s", initial=version | {"on": max(today, seat.valid_from), "title": seat.title}
        ),
        "contact_form": ContactForm(initial=contact),
        "refused": next(iter(forms.values()), None),
    }
    return render(request, "agencies/seat.html", shown | forms)


def _is_kept(form: Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except AgenciesError as refused:
        form.add_error(None, refused.message)
        return False
    return True


def _change_person(request: HttpRequest, person: Person, form: PersonForm) -> Person:
    given = form.cleaned_data
    return operations.change_person(
        person=person,
        version=given["version"],
        full_name=given["full_name"],
        account=given["login"],
        changed_by=request.user,
    )


def _details(person: Person) -> dict[str, Any]:
    login = person.account.username if person.account else ""
    return {"full_name": person.full_name, "login": login, "version": person.version}


def _seat_asked_for(request: HttpRequest) -> dict[str, Any]:
    """What the page that led here knows already: the kind of seat and the agency's code."""
    asked = {name: request.GET[name] for name in ("kind", "agency") if name in request.GET}
    return {"valid_from": timezone.localdate()} | asked


def _asked(request: HttpRequest) -> tuple[DirectoryForm, queries.DirectoryFilter]:
    """What is typed wrongly is told at its field and does not narrow."""
    on = _day(request)[1]
    form = DirectoryForm(request.GET or None, on=on)
    form.full_clean()
    given = form.cleaned_data if form.is_bound else {}
    return form, queries.DirectoryFilter(
        on=on, words=given.get("q", ""), kind=given.get("kind", ""), agency=given.get("agency")
    )


def _day(request: HttpRequest) -> tuple[DayOfDirectoryForm, date]:
    form = DayOfDirectoryForm(request.GET or None, initial={"on": timezone.localdate()})
    asked = form.cleaned_data.get("on") if form.is_valid() else None
    return form, asked or timezone.localdate()


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise Http404
