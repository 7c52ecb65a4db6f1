"""The officer's home and the log of actions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from haidang.agencies import rules
from haidang.desk.forms import LogForm
from haidang.foundation.queries import EventFilter, events_matching
from haidang.foundation.views import page_of_rows, page_or_part


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html", {"section": "desk"})


def log_of_actions(request: HttpRequest) -> HttpResponse:
    if not rules.may_administer(request.user):
        raise Http404
    form = LogForm(request.GET or None)
    wanted = EventFilter(**form.cleaned_data) if form.is_valid() else EventFilter()
    shown = {"section": "log", "form": form, "page": page_of_rows(request, events_matching(wanted))}
    return render(request, page_or_part(request, "desk/log.html", "rows"), shown)
