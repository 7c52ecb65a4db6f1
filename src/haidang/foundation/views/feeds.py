"""One's due dates for a calendar program: the page with the address, and the feed itself."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.foundation import operations, registry
from haidang.foundation.exports import calendar_file
from haidang.foundation.queries.feeds import feed_at, open_feed_of
from haidang.foundation.queries.months import calendar_month, month_named


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    today = timezone.localdate()
    first = month_named(request.GET.get("thang", ""), today=today)
    feed = open_feed_of(request.user)
    address = reverse("foundation:feed", args=[feed.token]) if feed else ""
    shown = {
        "section": "notices",
        "feed": feed,
        "address": request.build_absolute_uri(address) if address else "",
        "month": calendar_month(registry.due_dates_of(request.user, first), first=first),
        "today": today,
    }
    return render(request, "foundation/calendar.html", shown)


@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    operations.open_feed(account=request.user)
    return redirect("foundation:calendar")


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    operations.revoke_feed(account=request.user, at=timezone.now())
    messages.success(request, _("The address is shut: calendars that used it get nothing any more."))
    return redirect("foundation:calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    found = feed_at(token)
    if found is None:
        raise Http404
    with translation.override(found.account.language):
        content = calendar_file(
            registry.due_dates_of(found.account, timezone.localdate()),
            name=_("Hải Đăng: due dates"),
            stamp=found.made_at,
            absolute=request.build_absolute_uri,
        )
    answer = HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"ETag": etag_of(content), "Cache-Control": "private, no-cache"},
    )
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def etag_of(content: bytes) -> str:
    return quote_etag(sha256(content).hexdigest()[:32])
