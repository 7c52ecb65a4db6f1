"""The list of programmes, the programme page with its four views, and its tabs."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.agencies.rules import may_adopt_programme, may_see_programmes
from haidang.foundation.views import page_or_part
from haidang.programme.enums import ItemKind
from haidang.programme.forms.filters import DayForm, FilterForm
from haidang.programme.models import Programme
from haidang.programme.queries import board, programmes, timeline_rows
from haidang.programme.queries.filters import WORK_KINDS, filtered_items
from haidang.programme.queries.making import may_make_plans, plans_under_way
from haidang.programme.queries.phases import target_phases
from haidang.programme.queries.timeline import programme_timeline, quarter_timeline

ROWS_OF_PAGE = 50
PROGRAMMES_OF_PAGE = 20
TREE, LISTED, BY_AGENCY, DRAWN = "cay", "danh-sach", "don-vi", "dong-thoi-gian"


@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    if not may_see_programmes(request.user):
        raise Http404
    words, year = request.GET.get("q", ""), request.GET.get("nam", "")
    found = programmes.programme_list(
        for_user=request.user, words=words, year=int(year) if year.isdecimal() and len(year) <= 4 else None
    )
    page = Paginator(found, PROGRAMMES_OF_PAGE).get_page(request.GET.get("trang"))
    context = {
        "section": "programme",
        "page": page,
        "words": words,
        "year": year,
        "plans": plans_under_way(request.user)[:PROGRAMMES_OF_PAGE],
        "may_make_plans": may_make_plans(request.user),
    }
    return render(request, page_or_part(request, "programme/list.html", "rows"), context)


@require_safe
def programme_page(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    programme, on, summary = context["programme"], context["on"], context["summary"]
    agencies = board.agencies_in(programme, on=on)
    form = FilterForm(request.GET, programme=programme, agencies=agencies, kinds=_work_kinds(summary))
    asked = form.asked()
    view = request.GET.get("xem") if request.GET.get("xem") in {LISTED, BY_AGENCY, DRAWN} else TREE
    context |= {"form": form, "asked": asked, "view": view, "tab": "viec"}
    context["may_import"] = may_adopt_programme(request.user)
    context |= _work_shown(request, context)
    return render(request, page_or_part(request, "programme/page.html", "work"), context)


@require_safe
def programme_targets(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    phases = target_phases(context["programme"], on=context["on"])
    return render(request, "programme/targets.html", context | {"phases": phases, "tab": "muc-tieu"})


@require_safe
def programme_duties(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    shown = {
        name: programmes.bodies_with_duties(context["programme"], kind, on=context["on"])
        for name, kind in (("duties", ItemKind.DUTY), ("requests", ItemKind.REQUEST))
    }
    return render(request, "programme/duties.html", context | shown | {"tab": "nhiem-vu"})


@require_safe
def programme_reports(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    items = programmes.items_of_kind(context["programme"], [ItemKind.REPORT_REGIME], on=context["on"])
    return render(request, "programme/reports.html", context | {"items": items, "tab": "bao-cao"})


@require_safe
def programme_bases(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    bases = programmes.bases_standing(context["programme"], on=context["on"])
    return render(request, "programme/bases.html", context | {"bases": bases, "tab": "can-cu"})


@require_safe
def programme_anniversaries(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    items = programmes.items_of_kind(context["programme"], [ItemKind.ANNIVERSARY], on=context["on"])
    return render(request, "programme/anniversaries.html", context | {"items": items, "tab": "ky-niem"})


@require_safe
def programme_points(request: HttpRequest, pk: int) -> HttpResponse:
    context = programme_context(request, pk)
    items = programmes.points_in_order(context["programme"], on=context["on"])
    return render(request, "programme/points.html", context | {"items": items, "tab": "diem"})


def programme_context(request: HttpRequest, pk: int) -> dict[str, Any]:
    """This function will find a programme and the day it is looked at, with the cards that every tab shows."""
    programme: Programme = get_object_or_404(programmes.programmes_open_to(request.user), pk=pk)
    day_form = DayForm(request.GET or None)
    on = day_form.asked_day(today=timezone.localdate())
    return {
        "section": "programme",
        "programme": programme,
        "day_form": day_form,
        "on": on,
        "summary": programmes.programme_summary(programme, on=on),
        "may_make_plans": may_make_plans(request.user),
    }


def _work_kinds(summary: programmes.ProgrammeSummary) -> list[str]:
    """The kinds of work that a programme has, tasks first; tasks when it has none at all."""
    counts = (summary.tasks, summary.duties, summary.requests)
    return [kind for kind, count in zip(WORK_KINDS, counts, strict=True) if count] or [ItemKind.TASK]


def _work_shown(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    programme, asked, on = context["programme"], context["asked"], context["on"]
    if context["view"] == BY_AGENCY:
        return {"agencies": board.agency_counts(programme, asked, on=on)}
    if context["view"] == DRAWN:
        return _work_drawn(request, context)
    timeline = programme_timeline(programme, on=on)
    if context["view"] == LISTED:
        page = Paginator(filtered_items(programme, asked, on=on), ROWS_OF_PAGE).get_page(
            request.GET.get("trang")
        )
        return {"page": page, "rows": board.item_rows(page.object_list, timeline=timeline, on=on)}
    return {
        "timeline": timeline,
        "reports": programmes.report_cells(programme, timeline, on=on),
        "groups": board.board_groups(programme, asked, opened=_opened(request), timeline=timeline, on=on),
    }


def _work_drawn(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    programme, on = context["programme"], context["on"]
    timeline = quarter_timeline(programme, on=on)
    groups = board.board_groups(
        programme,
        context["asked"],
        opened=_opened(request),
        timeline=timeline,
        on=on,
        shown_at_once=timeline_rows.ROWS_DRAWN_AT_ONCE,
    )
    drawn = timeline_rows.drawn_groups(groups, timeline, account=request.user, on=on)
    return {
        "timeline": timeline,
        "ground": timeline_rows.drawn_ground(timeline, on=on),
        "phases": timeline_rows.drawn_phases(programme, timeline, on=on),
        "reports": timeline_rows.drawn_reports(programme, timeline, on=on),
        "groups": drawn,
        "stretches": timeline_rows.rows_by_time(drawn, timeline),
    }


def _opened(request: HttpRequest) -> list[str] | None:
    """The groups a person opened; None as long as nobody chose."""
    return request.GET.getlist("mo") if "mo" in request.GET else None
