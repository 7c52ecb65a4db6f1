"""The ladder of reminders of a programme, and everything that was sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.foundation.views import page_of_rows, page_or_part
from haidang.programme.queries.programmes import programmes_open_to
from haidang.reports import rules
from haidang.reports.errors import ReportsError
from haidang.reports.forms.ladder import LadderForm
from haidang.reports.forms.lists import SentForm
from haidang.reports.operations.ladders import set_ladder
from haidang.reports.queries.ladders import ladder_of, reminder_hours
from haidang.reports.queries.sent import notices_sent, reminders_sent
from haidang.reports.views.access import require

USUAL = "thuong"


def edit_ladder(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show to whom a programme's reminders go and when, and let an officer set it."""
    require(rules.may_open_rounds(request.user))
    programme = get_object_or_404(programmes_open_to(request.user), pk=pk)
    ladder = ladder_of(programme)
    form = LadderForm(request.POST if request.method == "POST" else None, ladder=ladder)
    is_usual = USUAL in request.POST
    if request.method == "POST" and (is_usual or form.is_valid()):
        steps = () if is_usual else tuple(form.steps())
        try:
            set_ladder(programme=programme, steps=steps, version=form.wanted_version, set_by=request.user)
        except ReportsError as refusal:
            form.error, ladder = refusal.message, ladder_of(programme)
        else:
            messages.success(request, _("The reminders are set. What was sent already is not sent again."))
            return redirect("reports:ladder", pk=pk)
    shown = {
        "section": "obligations",
        "programme": programme,
        "ladder": ladder,
        "form": form,
        "hours": reminder_hours(),
    }
    return render(request, "reports/ladder.html", shown)


@require_safe
def sent_list(request: HttpRequest) -> HttpResponse:
    """This function will list what was sent: reminders with what they are about, or all notices without words."""
    require(rules.may_lead(request.user))
    form = SentForm(request.GET or None)
    rows = notices_sent(form.asked()) if form.is_of_notices else reminders_sent(form.asked())
    shown = {
        "section": "obligations",
        "form": form,
        "page": page_of_rows(request, rows),
        "may_set": rules.may_open_rounds(request.user),
    }
    return render(request, page_or_part(request, "reports/sent.html", "rows"), shown)
