"""The tree of indicators, one indicator by unit and period, and the rows behind a figure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries import reach_to_see
from haidang.engines.reckoning.formulas import parse_formula, written_formula
from haidang.engines.reckoning.periods import Period
from haidang.foundation.counts import ShownCount
from haidang.foundation.views import page_of_rows
from haidang.indicators import rules
from haidang.indicators.forms.tree import TreeForm
from haidang.indicators.models import Indicator
from haidang.indicators.operations.starting_set import take_starting_set
from haidang.indicators.queries.names import known_names
from haidang.indicators.queries.periods import period_of_key
from haidang.indicators.queries.series import Asked, Point, series_of
from haidang.indicators.queries.targets import targets_in_force
from haidang.indicators.queries.tree import latest_point, row_of, tree_of
from haidang.indicators.queries.units import rows_behind, unit_rows, units_of
from haidang.reports.views.access import require

UNITS_ON_A_PAGE = 50


@require_safe
def show_tree(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_indicators(request.user))
    reach, today = reach_to_see(request.user), timezone.localdate()
    form = TreeForm(request.GET or None, reach=reach, on=today)
    agency = form.agency()
    tree = tree_of(Asked(reach, today), agency)
    context = {
        "section": "regimes",
        "form": form,
        "agency": agency,
        "rows": tree.rows(form.period_of(tree.periods)),
        "is_everywhere": reach.is_everywhere,
        "may_keep": rules.may_keep_indicators(request.user),
    }
    return render(request, "indicators/tree.html", context)


@require_POST
def take_set(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    made = take_starting_set(taken_by=request.user)
    messages.success(
        request, _("Indicators of the starting set made: %(count)s.") % {"count": ShownCount(len(made))}
    )
    return redirect("indicators:tree")


@require_safe
def show_indicator(request: HttpRequest, pk: int) -> HttpResponse:
    require(rules.may_see_indicators(request.user))
    indicator = get_object_or_404(Indicator.objects.select_related("parent"), pk=pk)
    asked = Asked(reach_to_see(request.user), timezone.localdate())
    series = series_of(indicator, asked)
    period = _period_asked(request, series)
    page, rows = None, []
    if period is not None:
        page = page_of_rows(request, units_of(indicator, asked, period), UNITS_ON_A_PAGE)
        rows = unit_rows(indicator, list(page.object_list), asked, period)
    targets = list(targets_in_force().filter(indicator=indicator))
    above, below = written_formula(parse_formula(indicator.formula), known_names())
    context = {
        "section": "regimes",
        "indicator": indicator,
        "above": above,
        "below": below,
        "kinds": [AgencyKind(one).label for one in indicator.kinds],
        "targets": targets,
        "series": [
            row_of(indicator, series, targets, within=one.period, on=asked.on) for one in reversed(series)
        ],
        "period": period,
        "page": page,
        "rows": rows,
        "may_keep": rules.may_keep_indicators(request.user),
    }
    return render(request, "indicators/indicator.html", context)


@require_safe
def show_rows(request: HttpRequest, pk: int, agency: int) -> HttpResponse:
    require(rules.may_see_indicators(request.user))
    indicator = get_object_or_404(Indicator, pk=pk)
    reach = reach_to_see(request.user)
    unit = get_object_or_404(reach.narrow(Agency.objects.without_tree_fields(), "pk"), pk=agency)
    period = period_of_key(request.GET.get("ky", ""))
    if period is None:
        raise Http404
    behind = rows_behind(indicator, unit, Asked(reach, timezone.localdate()), period)
    context = {
        "section": "regimes",
        "indicator": indicator,
        "agency": unit,
        "period": period,
        "rows": behind,
    }
    return render(request, "indicators/rows.html", context)


def _period_asked(request: HttpRequest, series: list[Point]) -> Period | None:
    asked = period_of_key(request.GET.get("ky", ""))
    known = {one.period for one in series}
    latest = latest_point(series)
    return asked if asked in known else latest.period if latest else None
