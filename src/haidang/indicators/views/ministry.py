"""The return of indicators to the ministry: a page, a paper, a table."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.agencies.queries import reach_to_see
from haidang.engines.reckoning.periods import Period, half_period, quarter_period, year_period
from haidang.indicators import rules
from haidang.indicators.exports.ministry import return_docx, return_workbook
from haidang.indicators.forms.indicators import NoteForm
from haidang.indicators.operations.notes import keep_notes
from haidang.indicators.queries.ministry import ReturnLine, return_head, return_lines
from haidang.indicators.queries.periods import key_of_period, period_of_key
from haidang.indicators.queries.series import Asked
from haidang.reports.views.access import require

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def show_return(request: HttpRequest) -> HttpResponse:
    """This function will show the return of a period, and keep the notes beside its lines."""
    require(rules.may_keep_indicators(request.user))
    period, lines = _asked(request)
    forms = [
        NoteForm(
            request.POST if request.method == "POST" else None,
            prefix=str(one.row.indicator.pk),
            initial={"text": one.note},
        )
        for one in lines
    ]
    if request.method == "POST" and all(one.is_valid() for one in forms):
        notes = {
            line.row.indicator: form.cleaned_data["text"] for line, form in zip(lines, forms, strict=True)
        }
        keep_notes(notes=notes, period=period, kept_by=request.user)
        messages.success(request, _("The notes are kept."))
        return redirect(f"{reverse('indicators:return')}?ky={key_of_period(period)}")
    context = {
        "section": "regimes",
        "period": period,
        "periods": _periods_on_offer(),
        "lines": list(zip(lines, forms, strict=True)),
    }
    return render(request, "indicators/return.html", context)


@require_safe
def return_paper(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    period, lines = _asked(request)
    made = return_docx(lines, period, head=return_head(request.user), on=timezone.localdate())
    return _file(made, DOCX, f"chi-tieu-{key_of_period(period)}.docx")


@require_safe
def return_table(request: HttpRequest) -> HttpResponse:
    require(rules.may_keep_indicators(request.user))
    period, lines = _asked(request)
    made = return_workbook(lines, period, on=timezone.localdate())
    return _file(made, XLSX, f"chi-tieu-{key_of_period(period)}.xlsx")


def _asked(request: HttpRequest) -> tuple[Period, list[ReturnLine]]:
    today = timezone.localdate()
    period = period_of_key(request.GET.get("ky", "")) or year_period(today.year)
    return period, return_lines(Asked(reach_to_see(request.user), today), period)


def _periods_on_offer() -> list[Period]:
    year = timezone.localdate().year
    return [
        one
        for each in (year, year - 1)
        for one in (
            year_period(each),
            *(half_period(each, half) for half in (1, 2)),
            *(quarter_period(each, quarter) for quarter in (1, 2, 3, 4)),
        )
    ]


def _file(made: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
