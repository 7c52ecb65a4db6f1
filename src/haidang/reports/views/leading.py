"""The leaders' sheet: how everything stands on a day, made to be printed on one A4."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.programme.queries.programmes import programme_choices
from haidang.reports import rules
from haidang.reports.forms.lists import SheetForm
from haidang.reports.queries import leading
from haidang.reports.views.access import require


@require_safe
def leaders_page(request: HttpRequest) -> HttpResponse:
    require(rules.may_lead(request.user))
    today = timezone.localdate()
    form = SheetForm(request.GET or None, programmes=programme_choices(for_user=request.user), today=today)
    programme, day = form.asked()
    sheet = leading.leaders_sheet(request.user, on=day, today=today, programme=programme)
    context = {"section": "leaders", "form": form, "sheet": sheet}
    return render(request, "reports/leaders.html", context)
