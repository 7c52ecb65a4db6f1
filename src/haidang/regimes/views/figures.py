"""The rows behind a figure that was drawn from recorded work."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.foundation.views import page_of_rows
from haidang.regimes.queries.drawn import drawn_kinds
from haidang.reports.views.access import require


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


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        raise Http404 from None
