"""The officer's home, the search over everything and the log of actions."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.agencies import rules
from haidang.desk import queries
from haidang.desk.forms import EverywhereForm, LogForm
from haidang.foundation.queries import EventFilter, events_matching, mails
from haidang.foundation.views import page_of_rows, page_or_part


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shown = {
        "section": "desk",
        "work": queries.waiting_work(request.user),
        "receipts": queries.papers_to_make_known(request.user),
        "circulations": queries.papers_with_agencies(request.user, on=timezone.localdate()),
        "programmes": queries.programmes_for_desk(request.user),
        "delegated": [] if request.user.acting_as else rules.posts_delegated_to(request.user),
        "may_handle": rules.may_handle_documents(request.user),
        "may_see": rules.may_see_programmes(request.user),
    }
    return render(request, "desk/home.html", shown)


@require_safe
def search_everywhere(request: HttpRequest) -> HttpResponse:
    if not rules.may_see_programmes(request.user):
        raise Http404
    form = EverywhereForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.found_everywhere(words, for_user=request.user, on=timezone.localdate()) if words else None
    shown = {
        "section": "search",
        "form": EverywhereForm(initial={"q": words}),
        "words": words,
        "found": found,
    }
    return render(request, "desk/search.html", shown)


@require_safe
def mails_sent(request: HttpRequest) -> HttpResponse:
    if not rules.may_administer(request.user):
        raise Http404
    shown = {
        "section": "log",
        "page": page_of_rows(request, mails.mails_sent()),
        "is_on": settings.MAIL_SERVER is not None,
    }
    return render(request, page_or_part(request, "desk/mails.html", "rows"), shown)


@require_safe
def log_of_actions(request: HttpRequest) -> HttpResponse:
    if not rules.may_administer(request.user):
        raise Http404
    form = LogForm(request.GET or None)
    wanted = EventFilter(**form.cleaned_data) if form.is_valid() else EventFilter()
    shown = {"section": "log", "form": form, "page": page_of_rows(request, events_matching(wanted))}
    return render(request, page_or_part(request, "desk/log.html", "rows"), shown)
