"""The budget of a programme, one line of it with its amounts, and the city's budget by any cut."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import reach_to_see
from haidang.agencies.rules import may_adopt_programme, may_see_programmes
from haidang.foundation.queries import events_of
from haidang.foundation.views import page_of_rows
from haidang.programme.enums import BudgetLineKind, ItemKind
from haidang.programme.errors import ProgrammeError
from haidang.programme.forms.budget import BudgetLineForm, CorrectionForm, CutForm, EntryForm
from haidang.programme.models import BudgetEntry, BudgetLine, Item
from haidang.programme.operations import budget_entries
from haidang.programme.operations.budget_entries import EntryFacts, LineFacts
from haidang.programme.queries import budget_totals, programmes
from haidang.programme.views.programmes import programme_context

MOST_EVENTS = 30


@require_safe
def programme_budget(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    programme = context["programme"]
    blocks = programmes.budget_table(programme, on=context["on"])
    every = [line for block in blocks for line in (block.line, *block.rows)]
    entries = budget_totals.entries_open_to(request.user).filter(line__programme=programme)
    cut = budget_totals.cut_entries(entries, ["nam"])
    sums = budget_totals.line_sums(programme, for_user=request.user)
    shown = {
        "blocks": blocks,
        "periods": programmes.budget_periods(blocks),
        "sums": budget_totals.sums_with_groups(
            [(block.line, block.rows) for block in blocks], sums, cut.total
        ),
        "cut": cut,
        "rates": budget_totals.rate_differences(every),
        "may_edit": may_adopt_programme(request.user),
        "period_heading": [budget_totals.CUTS["nam"]],
        "tab": "kinh-phi",
    }
    return render(request, "programme/budget.html", context | shown)


def budget_line(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a line with its amounts, and enter a further one for those who may."""
    line = _line_open_to(request, pk)
    kinds = budget_totals.kinds_to_enter(request.user, line)
    form = EntryForm(
        request.POST if request.method == "POST" else None, kinds=kinds, line=line, today=timezone.localdate()
    )
    if request.method == "POST":
        if not kinds:
            raise Http404
        if form.is_valid() and _is_entered(request, line, form):
            messages.success(request, _("The amount is entered."))
            return redirect("programme:budget_line", pk=line.pk)
    return render(request, "programme/budget_line.html", _line_context(request, line) | {"form": form})


def _line_open_to(request: HttpRequest, pk: int) -> BudgetLine:
    lines = BudgetLine.objects.select_related("programme__document", "group", "executor", "item")
    lines = lines.filter(ended_at=None, programme__in=programmes.programmes_open_to(request.user).order_by())
    return get_object_or_404(lines.prefetch_related("amounts"), pk=pk)


def _line_context(request: HttpRequest, line: BudgetLine) -> dict[str, Any]:
    return {
        "section": "programme",
        "line": line,
        "programme": line.programme,
        "entries": budget_totals.entries_of_line(line, for_user=request.user),
        "sums": budget_totals.line_sums(line.programme, for_user=request.user).get(line.pk),
        "rates": budget_totals.rate_differences([line]).get(line.pk, []),
        "kinds": budget_totals.kinds_to_enter(request.user, line),
        "agencies": Agency.objects.without_tree_fields()
        .alive_on(timezone.localdate())
        .order_by("name", "id"),
        # The log tells amounts of every body: it is for those who follow them all.
        "events": events_of(line)[:MOST_EVENTS] if reach_to_see(request.user).is_everywhere else [],
    }


def _is_entered(request: HttpRequest, line: BudgetLine, form: EntryForm) -> bool:
    facts = form.facts()
    if not may_adopt_programme(request.user):
        facts["executor"] = line.executor
    try:
        budget_entries.record_entry(
            line=line,
            facts=EntryFacts(**facts),
            token=form.cleaned_data["token"],
            entered_by=request.user,
        )
    except ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def correct_amount(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will correct an amount by a further entry, unless somebody else was faster."""
    entries = budget_totals.entries_open_to(request.user).filter(corrects=None)
    entry = get_object_or_404(entries.select_related("line__programme", "line__executor", "executor"), pk=pk)
    if entry.kind not in budget_totals.kinds_to_enter(request.user, entry.line):
        raise Http404
    stands = budget_entries.amount_standing(entry)
    initial = {"seen_vnd": stands, "right_vnd": stands}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _is_corrected(request, entry, form):
        messages.success(request, _("The amount is corrected; the first entry stays on record."))
        return redirect("programme:budget_line", pk=entry.line_id)
    shown = {"section": "programme", "entry": entry, "line": entry.line, "stands": stands, "form": form}
    return render(request, "programme/budget_correction.html", shown)


def _is_corrected(request: HttpRequest, entry: BudgetEntry, form: CorrectionForm) -> bool:
    try:
        budget_entries.correct_entry(entry=entry, corrected_by=request.user, **form.cleaned_data)
    except ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def add_line(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will add a line to the budget of a programme by hand."""
    if not may_adopt_programme(request.user):
        raise Http404
    programme = get_object_or_404(programmes.programmes_open_to(request.user), pk=pk)
    tasks = Item.objects.without_tree_fields().filter(programme=programme, kind=ItemKind.TASK, ended_at=None)
    form = BudgetLineForm(
        request.POST if request.method == "POST" else None,
        items=tasks.order_by("position", "id"),
        on=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            line = budget_entries.add_budget_line(
                programme=programme, facts=LineFacts(**form.cleaned_data), added_by=request.user
            )
        except ProgrammeError as refusal:
            form.add_error("text", refusal.message)
        else:
            messages.success(request, _("The line is in the budget. Enter its amounts here."))
            return redirect("programme:budget_line", pk=line.pk)
    groups = BudgetLine.objects.filter(programme=programme, kind=BudgetLineKind.GROUP, ended_at=None)
    context = {
        "section": "programme",
        "programme": programme,
        "form": form,
        "groups": groups.order_by("order", "id"),
        "agencies": Agency.objects.without_tree_fields()
        .alive_on(timezone.localdate())
        .order_by("name", "id"),
    }
    return render(request, "programme/budget_line_new.html", context)


@require_safe
def city_budget(request: HttpRequest) -> HttpResponse:
    """This function will show the entries of all programmes, cut as asked."""
    if not may_see_programmes(request.user):
        raise Http404
    form = CutForm(request.GET, years=budget_totals.years_of_entries(request.user))
    entries = budget_totals.entries_open_to(request.user)
    year = form.year()
    if year:
        entries = entries.filter(year=year)
    cuts = form.cuts()
    cut = budget_totals.cut_entries(entries, cuts)
    shown = {
        "section": "budget",
        "form": form,
        "cut": cut,
        "page": page_of_rows(request, cut.rows),
        "headings": [budget_totals.CUTS[one] for one in cuts],
        "by_programme": cuts[0] == "chuong-trinh",
        "by_quarter": "ky" in cuts,
        "year": year,
        "may_gather": may_adopt_programme(request.user),
    }
    return render(request, "programme/city_budget.html", shown)
