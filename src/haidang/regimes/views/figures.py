"""The rows behind a figure that was drawn from recorded work, or from a unit's reports of shorter periods."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.foundation.views import page_of_rows
from haidang.regimes.queries.drawn import drawn_kinds
from haidang.regimes.queries.gathered import from_reports_of_units, rows_of_reports
from haidang.regimes.queries.unit_reports import figures_asked, span_of
from haidang.reports.views.access import require, seen_obligation


@require_safe
def figure_rows(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """This function will show exactly the rows that a drawn figure of one agency is the sum of."""
    agency = get_object_or_404(Agency, pk=pk)
    require(reach_to_see(request.user).covers(agency.pk))
    figure = next((one for one in drawn_kinds() if one.key == key), None)
    if figure is None:
        raise Http404
    first, last = _day(request, "tu"), _day(request, "den")
    rows = figure.rows([agency.pk], first, last)
    context = {
        "section": "regimes",
        "agency": agency,
        "figure": figure,
        "first": first,
        "last": last,
        "total": sum((one.number for one in rows), Decimal(0)),
        "page": page_of_rows(request, rows),
    }
    return render(request, "regimes/figure_rows.html", context)


@require_safe
def figure_reports(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """This function will show the reports of shorter periods that a figure of a unit's report is the sum of."""
    obligation = seen_obligation(request, pk)
    asked = figures_asked(obligation).filter(measure=measure).first()
    if asked is None:
        raise Http404
    told = from_reports_of_units([asked.measure], [obligation.agency_id], span_of(obligation))
    found = told.get(obligation.agency_id, {}).get(asked.measure_id)
    rows = rows_of_reports(found, obligation.agency_id)
    context = {
        "section": "regimes",
        "obligation": obligation,
        "agency": obligation.agency,
        "measure": asked.measure,
        "period": span_of(obligation).period.label,
        "told": found,
        "total": sum((one.number for one in rows), Decimal(0)),
        "page": page_of_rows(request, rows),
    }
    return render(request, "regimes/figure_reports.html", context)


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        raise Http404 from None
