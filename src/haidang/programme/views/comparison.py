"""Two programmes side by side, and the same as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from haidang.foundation.views import page_of_rows, page_or_part
from haidang.programme.enums import ComparisonState
from haidang.programme.exports.comparison import comparison_workbook
from haidang.programme.models import Programme
from haidang.programme.queries.comparison import Comparison, ComparisonRow, compare_programmes
from haidang.programme.queries.levels import MOST_CHOICES
from haidang.programme.queries.programmes import programmes_open_to
from haidang.programme.views.exports import XLSX, file_answer
from haidang.programme.views.programmes import programme_context


@require_safe
def show_comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will lay a programme beside the one chosen, without a choice the same body's one before it."""
    context = programme_context(request, pk)
    programme: Programme = context["programme"]
    others = programmes_open_to(request.user).exclude(pk=pk).order_by("-first_year", "-pk")
    chosen = _other(request, others) or _one_before(programme, others)
    context |= {"tab": "so-sanh", "others": others[:MOST_CHOICES], "other": chosen, "states": ComparisonState}
    if chosen:
        comparison = compare_programmes(*_in_order(programme, chosen))
        rows = _asked_rows(request, comparison)
        context |= {"comparison": comparison, "page": page_of_rows(request, rows), "state": _state(request)}
    return render(request, page_or_part(request, "programme/comparison.html", "rows"), context)


@require_safe
def export_comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give both programmes side by side as a workbook, as far as it was asked for."""
    open_ones = programmes_open_to(request.user)
    programme = get_object_or_404(open_ones, pk=pk)
    other = _other(request, open_ones.exclude(pk=pk))
    if other is None:
        return redirect("programme:comparison", pk=pk)
    comparison = compare_programmes(*_in_order(programme, other))
    return file_answer(
        comparison_workbook(comparison, _asked_rows(request, comparison)),
        name=f"So sánh {comparison.new.title}",
        content_type=XLSX,
        ending="xlsx",
    )


def _other(request: HttpRequest, others: Any) -> Programme | None:
    given = request.GET.get("voi", "")
    return others.filter(pk=int(given)).first() if given.isdecimal() and len(given) < 10 else None


def _one_before(programme: Programme, others: Any) -> Programme | None:
    """The latest programme of the same body that is not later."""
    if programme.owner_id is None:
        return None
    return others.filter(owner=programme.owner_id, first_year__lte=programme.first_year).first()


def _in_order(one: Programme, other: Programme) -> tuple[Programme, Programme]:
    """The earlier first: by years, then by the order in which they were adopted."""
    older, newer = sorted((one, other), key=lambda found: (found.first_year, found.last_year, found.pk))
    return older, newer


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("loai", "")
    return asked if asked in ComparisonState.values else ""


def _asked_rows(request: HttpRequest, comparison: Comparison) -> list[ComparisonRow]:
    asked = _state(request)
    return [row for row in comparison.rows if asked in {"", row.state}]
