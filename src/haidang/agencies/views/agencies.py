"""The register of agencies."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies import operations, queries, rules
from haidang.agencies.errors import AgenciesError, AgencyAmbiguous, AgencyUnknown
from haidang.agencies.forms.register import (
    AgencyForm,
    AgencyNameForm,
    DayOfRegisterForm,
    RegisterForm,
    RenameForm,
    WhoNowForm,
)
from haidang.agencies.models import Agency, AgencyName
from haidang.foundation.views import page_of_rows, page_or_part


@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    _require(rules.may_see_programmes(request.user))
    today = timezone.localdate()
    day = DayOfRegisterForm(request.GET)
    on = (day.cleaned_data["on"] if day.is_valid() else None) or today
    form = RegisterForm(request.GET or None, parents=queries.agencies_with_units(on=on))
    asked = asked_of_register(form, on)
    shown = {
        "section": "agencies",
        "form": form,
        "page": page_of_rows(request, queries.agencies_filtered(asked)),
        "asked": asked,
        "who_form": WhoNowForm(auto_id="who_%s", initial={"day": today}),
        "may_keep": rules.may_keep_agencies(request.user),
    }
    return render(request, page_or_part(request, "agencies/agency_list.html", "rows"), shown)


@require_safe
def who_is_it_now(request: HttpRequest) -> HttpResponse:
    _require(rules.may_see_programmes(request.user))
    today = timezone.localdate()
    form = WhoNowForm(request.GET or None, initial={"day": today})
    shown = {"section": "agencies", "form": form}
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["day"] or today
        shown |= {"day": day, **_answer(form.cleaned_data["name"], day)}
    return render(request, "agencies/who_now.html", shown)


def _answer(name: str, day: date) -> dict[str, Any]:
    try:
        return {"present": queries.who_is_it_now(name, on=day)}
    except AgencyAmbiguous as several:
        return {"candidates": several.candidates, "refusal": several.message}
    except AgencyUnknown as unknown:
        return {"candidates": (), "refusal": unknown.message}


def asked_of_register(form: RegisterForm, on: date) -> queries.AgencyFilter:
    """This function will take what was asked for; what is typed wrongly is told at its field and does not narrow."""
    if not form.is_bound:
        return queries.AgencyFilter(on=on)
    form.full_clean()
    given = form.cleaned_data
    return queries.AgencyFilter(
        on=on,
        words=given.get("q", ""),
        kind=given.get("kind", ""),
        parent=given.get("parent"),
        gap=given.get("gap", ""),
    )


@require_safe
def agency_page(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_see_programmes(request.user))
    return _agency_page(request, pk)


def create_agency(request: HttpRequest) -> HttpResponse:
    _require(rules.may_keep_agencies(request.user))
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        agency = operations.enter_agency(entered_by=request.user, **form.cleaned_data)
        messages.success(request, _("The agency is in the register."))
        return redirect("agencies:agency", pk=agency.pk)
    return render(request, "agencies/agency_new.html", {"section": "agencies", "form": form})


@require_POST
def add_agency_name(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_agencies(request.user))
    agency, form = get_object_or_404(Agency, pk=pk), AgencyNameForm(request.POST)
    if form.is_valid():
        try:
            operations.add_agency_name(agency=agency, added_by=request.user, **form.cleaned_data)
        except AgenciesError as refused:
            form.add_error("text", refused.message)
        else:
            messages.success(request, _("The name is added."))
            return redirect("agencies:agency", pk=pk)
    return _agency_page(request, pk, name_form=form)


@require_POST
def rename_agency(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_agencies(request.user))
    agency, form = get_object_or_404(Agency, pk=pk), RenameForm(request.POST)
    if form.is_valid():
        operations.rename_agency(agency=agency, renamed_by=request.user, **form.cleaned_data)
        messages.success(request, _("The agency has a new official name; the old one is kept."))
        return redirect("agencies:agency", pk=pk)
    return _agency_page(request, pk, rename_form=form)


@require_POST
def end_agency_name(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.may_keep_agencies(request.user))
    name = get_object_or_404(AgencyName.objects.select_related("agency"), pk=pk)
    operations.end_agency_name(name=name, on=timezone.localdate(), ended_by=request.user)
    messages.success(request, _("The name is no longer in use."))
    return redirect("agencies:agency", pk=name.agency_id)


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise Http404


def _agency_page(
    request: HttpRequest,
    pk: int,
    name_form: AgencyNameForm | None = None,
    rename_form: RenameForm | None = None,
) -> HttpResponse:
    agency, today = get_object_or_404(queries.agency_with_names(pk)), timezone.localdate()
    shown = {
        "section": "agencies",
        "agency": agency,
        "steps": queries.acts_of(agency),
        "duties": queries.duties_of(agency),
        "present": queries.agency_on(agency, on=today) if agency.valid_to else None,
        "units": queries.units_of(agency, on=today),
        "seats": queries.seat_rows(
            queries.seats_of_agency(agency), queries.reach_of_contacts(request.user), on=today
        ),
        "may_keep_people": rules.may_keep_people(request.user),
        "may_see_leaving": rules.may_see_leaving(request.user),
        "merger": queries.merger_of(agency) if agency.same_as_id else None,
        "mergers": queries.mergers_into(agency),
        "places_before": queries.places_before(agency),
        "name_form": name_form or AgencyNameForm(),
        "rename_form": rename_form or RenameForm(auto_id="rename_%s"),
        "may_keep": rules.may_keep_agencies(request.user),
        "may_correct": rules.may_administer(request.user),
        "today": today,
    }
    return render(request, "agencies/agency_page.html", shown)
