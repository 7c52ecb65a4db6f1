"""Coverage of a programme by the plans below it: a matrix, a list that can be chased, and its file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.agencies.queries.reach import reach_to_see
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.views import page_of_rows, page_or_part
from haidang.programme.exports.coverage import coverage_workbook
from haidang.programme.forms.levels import GapForm
from haidang.programme.models import ProgrammeLink
from haidang.programme.queries.coverage import Coverage, plan_columns, point_rows, programme_coverage
from haidang.programme.queries.coverage_gaps import coverage_gaps, gap_counts
from haidang.programme.views.exports import XLSX, file_answer
from haidang.programme.views.programmes import programme_context

# More plans side by side than these cannot be read; the rest is a page away.
PLANS_OF_PAGE = 8
MATRIX, LISTED = "bang", "danh-sach"


@require_safe
def show_coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show which points have tasks in which plans, and what is missing."""
    context = programme_context(request, pk)
    coverage = programme_coverage(context["programme"], reach=reach_to_see(request.user), on=context["on"])
    form = GapForm(request.GET, units=coverage.units)
    view = LISTED if request.GET.get("xem") == LISTED else MATRIX
    context |= {
        "tab": "do-phu",
        "coverage": coverage,
        "counts": gap_counts(coverage),
        "view": view,
        "form": form,
        "asked": form.asked(),
    }
    context |= _listed(request, coverage, form) if view == LISTED else _matrix(request, coverage)
    return render(request, page_or_part(request, "programme/coverage.html", "rows"), context)


@require_safe
def export_coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will give the matrix of every plan and the list that was asked for as a workbook."""
    context = programme_context(request, pk)
    coverage = programme_coverage(context["programme"], reach=reach_to_see(request.user), on=context["on"])
    asked = GapForm(request.GET, units=coverage.units).asked()
    return file_answer(
        coverage_workbook(coverage, asked),
        name=f"Độ phủ {context['programme'].title}",
        content_type=XLSX,
        ending="xlsx",
    )


def _listed(request: HttpRequest, coverage: Coverage, form: GapForm) -> dict[str, Any]:
    return {"page": page_of_rows(request, coverage_gaps(coverage, form.asked()))}


def _matrix(request: HttpRequest, coverage: Coverage) -> dict[str, Any]:
    words = request.GET.get("q", "")
    plans = [one for one in coverage.plans if _is_named(one, words)]
    page = Paginator(plans, PLANS_OF_PAGE).get_page(request.GET.get("trang"))
    return {
        "page": page,
        "words": words,
        "columns": plan_columns(coverage, page.object_list),
        "rows": point_rows(coverage, page.object_list),
    }


def _is_named(link: ProgrammeLink, words: str) -> bool:
    owner = link.below.owner.name if link.below.owner else ""
    said = folded_form(f"{owner} {link.below.title}")
    return all(word in said for word in folded_form(words).split())
