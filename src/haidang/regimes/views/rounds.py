"""The rounds of reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.foundation.views import page_of_rows
from haidang.regimes import rules
from haidang.regimes.queries.rounds import round_lines, rounds_listed
from haidang.reports.views.access import require


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_rounds(request.user))
    page = page_of_rows(request, rounds_listed())
    context = {
        "section": "regimes",
        "page": page,
        "lines": round_lines(page.object_list, request.user),
        "may_run": rules.may_run_rounds(request.user),
    }
    return render(request, "regimes/rounds.html", context)
