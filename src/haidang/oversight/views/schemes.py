"""Schemes are listed, made, opened, told and published."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from haidang.agencies.queries import reach_to_see
from haidang.foundation.views import page_of_rows
from haidang.indicators.models import Indicator
from haidang.oversight import rules
from haidang.oversight.enums import SchemeState
from haidang.oversight.errors import OversightError
from haidang.oversight.exports import ranking_xlsx
from haidang.oversight.forms.criteria import CriteriaEditor
from haidang.oversight.forms.schemes import PublishForm, SchemeEntry, StepForm, TellForm
from haidang.oversight.models import EmulationScheme, ViolationOutcome
from haidang.oversight.operations import schemes as operations
from haidang.oversight.queries.facts import criterion_facts, scheme_facts
from haidang.oversight.queries.groups import units_by_group
from haidang.oversight.queries.lines import most_of
from haidang.oversight.queries.outcomes import outcomes_in_span
from haidang.oversight.queries.sheets import (
    GroupRanking,
    counts_of,
    criteria_of,
    is_as_published,
    mark_of_ranking,
    open_appeals,
    own_sheets,
    ranking_of,
    schemes_open_to,
)
from haidang.oversight.queries.tables import criteria_lines
from haidang.oversight.views.access import seen_scheme
from haidang.reports.errors import ReportsError
from haidang.reports.views.access import require

NOT_TAKEN = 422
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def scheme_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_emulation(request.user))
    found = schemes_open_to(sees_all=rules.may_see_all_scores(request.user))
    context = {
        "section": "regimes",
        "page": page_of_rows(request, found),
        "may_keep": rules.may_keep_emulation(request.user),
        "may_see_lists": rules.may_see_all_scores(request.user),
    }
    return render(request, "oversight/schemes.html", context)


@require_safe
def show_scheme(request: HttpRequest, pk: int) -> HttpResponse:
    scheme = seen_scheme(request, pk)
    return _scheme_page(request, scheme)


@require_http_methods(["GET", "HEAD", "POST"])
def make_scheme(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    today = timezone.localdate()
    entry = SchemeEntry(request.POST if request.method == "POST" else None, on=today)
    if request.method == "POST" and entry.is_valid():
        made = operations.add_scheme(facts=entry.facts(), made_by=request.user)
        messages.success(request, _("The scheme is made. Now write its criteria."))
        return redirect("oversight:criteria", pk=made.pk)
    return _entry_page(request, entry, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change_scheme(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    facts, today = scheme_facts(scheme), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    entry = SchemeEntry(data, on=today, facts=facts, version=scheme.version)
    if request.method == "POST" and entry.is_valid():
        try:
            operations.change_scheme(
                scheme=scheme,
                version=entry.form.cleaned_data["version"] or 0,
                facts=entry.facts(),
                changed_by=request.user,
            )
        except OversightError as refusal:
            kept = request.POST.copy()
            kept["version"] = str(scheme.version)
            entry.form.data = kept
            entry.form.add_error(None, refusal.message)
            return _entry_page(request, entry, scheme, NOT_TAKEN)
        messages.success(request, _("The scheme is kept."))
        return redirect("oversight:scheme", pk=pk)
    return _entry_page(request, entry, scheme)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the table of criteria and keep it; a button of the editor only rearranges."""
    require(rules.may_keep_emulation(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    editor = CriteriaEditor(
        request.POST if request.method == "POST" else None,
        criteria=[criterion_facts(one) for one in criteria_of(scheme)],
        indicators=list(Indicator.objects.filter(ended_at=None).order_by("name", "id")),
    )
    seen, refused = editor.version if editor.given is not None else scheme.version, ""
    if editor.is_to_be_kept and editor.is_valid():
        try:
            operations.set_criteria(
                scheme=scheme, version=seen, criteria=editor.criteria(), set_by=request.user
            )
        except OversightError as refusal:
            refused, seen = refusal.message, scheme.version
        else:
            messages.success(request, _("The criteria are kept."))
            return redirect("oversight:scheme", pk=pk)
    context = {
        "section": "regimes",
        "scheme": scheme,
        "editor": editor,
        "seen": seen,
        "refused": refused,
        "is_draft": scheme.state == SchemeState.DRAFT,
    }
    return render(request, "oversight/criteria.html", context, status=NOT_TAKEN if refused else 200)


@require_POST
def open_scheme(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    form = StepForm(request.POST)
    act = partial(operations.open_scheme, scheme=scheme, opened_by=request.user, at=timezone.now())
    if _is_done(form, act):
        messages.success(request, _("The scheme is open: each unit has its score sheet and owes it."))
        return redirect("oversight:scheme", pk=pk)
    return _scheme_page(request, scheme, refused=form)


@require_POST
def tell_scores(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    form = TellForm(request.POST, on=timezone.localdate())
    act = partial(operations.tell_scores, scheme=scheme, told_by=request.user, at=timezone.now())
    if _is_done(form, act):
        messages.success(request, _("The units see their checked scores and may appeal."))
        return redirect("oversight:scheme", pk=pk)
    return _scheme_page(request, scheme, refused=form)


@require_safe
def show_ranking(request: HttpRequest, pk: int) -> HttpResponse:
    scheme = seen_scheme(request, pk)
    require(rules.may_see_ranking(request.user, scheme))
    return _ranking_page(request, scheme)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_keep_emulation(request.user))
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    form = PublishForm(request.POST)
    act = partial(operations.publish_scheme, scheme=scheme, published_by=request.user, at=timezone.now())
    if _is_done(form, act):
        messages.success(request, _("The scores are published and frozen."))
        return redirect("oversight:ranking", pk=pk)
    scheme.refresh_from_db()
    return _ranking_page(request, scheme, refused=form)


@require_safe
def ranking_table(request: HttpRequest, pk: int) -> HttpResponse:
    scheme = seen_scheme(request, pk)
    require(rules.may_see_ranking(request.user, scheme))
    today = timezone.localdate()
    made = ranking_xlsx(scheme, ranking_of(scheme, on=today), on=today)
    name = {"Content-Disposition": f'attachment; filename="xep-hang-{pk}.xlsx"'}
    return HttpResponse(made, content_type=XLSX, headers=name)


def _is_done(form: StepForm, act: Callable[..., Any]) -> bool:
    """Whether a step was done with what the form says; why not is said in the form."""
    if not form.is_valid():
        return False
    try:
        act(**form.cleaned_data)
    except (OversightError, ReportsError) as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _scheme_page(request: HttpRequest, scheme: EmulationScheme, *, refused: Any = None) -> HttpResponse:
    today, may_keep = timezone.localdate(), rules.may_keep_emulation(request.user)
    criteria = criteria_of(scheme)
    is_draft = scheme.state == SchemeState.DRAFT
    steps = {"version": scheme.version}
    context = {
        "section": "regimes",
        "scheme": scheme,
        "lines": criteria_lines(criteria),
        "most": most_of(criteria),
        "counts": counts_of(scheme),
        "groups": units_by_group(scheme) if is_draft and may_keep else {},
        "own": own_sheets(scheme, reach_to_see(request.user)),
        "may_keep": may_keep,
        "may_see_all": rules.may_see_all_scores(request.user),
        "may_see_ranking": rules.may_see_ranking(request.user, scheme),
        "refused": refused,
        "open_form": StepForm(initial=steps),
        "tell_form": _tell_form(scheme, refused, today),
        "appeals": open_appeals(scheme) if may_keep else [],
    }
    return render(request, "oversight/scheme.html", context, status=NOT_TAKEN if refused else 200)


def _tell_form(scheme: EmulationScheme, refused: Any, today: Any) -> TellForm:
    """What was typed stays, on the version that stands now."""
    told = refused.data.get("appeals_until", "") if isinstance(refused, TellForm) else ""
    return TellForm(initial={"version": scheme.version, "appeals_until": told}, on=today)


def _ranking_page(request: HttpRequest, scheme: EmulationScheme, *, refused: Any = None) -> HttpResponse:
    ranking = ranking_of(scheme, on=timezone.localdate())
    is_published = scheme.state == SchemeState.PUBLISHED
    seen = {"version": scheme.version, "seen": mark_of_ranking(ranking)}
    number = refused.data.get("number", "") if refused else ""
    context = {
        "section": "regimes",
        "scheme": scheme,
        "ranking": ranking,
        "outcomes": _outcomes_of(request, scheme, ranking),
        "is_published": is_published,
        "is_as_published": not is_published or is_as_published(scheme),
        "may_keep": rules.may_keep_emulation(request.user),
        "may_publish": rules.may_keep_emulation(request.user) and scheme.state == SchemeState.TOLD,
        "form": PublishForm(initial=seen | {"number": number}),
        "refused": refused,
    }
    return render(request, "oversight/ranking.html", context, status=NOT_TAKEN if refused else 200)


def _outcomes_of(
    request: HttpRequest, scheme: EmulationScheme, ranking: Sequence[GroupRanking]
) -> list[ViolationOutcome]:
    """What stands against the units ranked, for who sees the work of all."""
    if not rules.may_see_all_scores(request.user):
        return []
    return outcomes_in_span(scheme, [one.sheet.agency_id for group in ranking for one in group.rows])


def _entry_page(
    request: HttpRequest, entry: SchemeEntry, scheme: EmulationScheme | None, status: int = 200
) -> HttpResponse:
    context = {"section": "regimes", "entry": entry, "form": entry.form, "scheme": scheme}
    return render(request, "oversight/scheme_form.html", context, status=status)
