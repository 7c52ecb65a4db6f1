"""What one was told: the list, opening one, marking one or all as read. Each sees the own notices only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from haidang.foundation import operations, queries, registry
from haidang.foundation.queries.mails import mails_of
from haidang.foundation.views import page_of_rows, page_or_part


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    is_unread_only = request.GET.get("loc") == "chua-doc"
    notices = queries.notices_of(request.user)
    rows = notices.filter(read_at=None) if is_unread_only else notices
    shown = {
        "section": "notices",
        "page": page_of_rows(request, rows),
        "is_unread_only": is_unread_only,
        "newest": notices.values_list("pk", flat=True).first(),
    }
    return render(request, page_or_part(request, "foundation/notices.html", "rows"), shown)


@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(queries.notices_of(request.user), pk=pk)
    operations.mark_read(notice=notice, at=timezone.now())
    return redirect(notice.address or "foundation:notices")


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(queries.notices_of(request.user), pk=pk)
    operations.mark_read(notice=notice, at=timezone.now())
    return redirect("foundation:notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    shown = request.POST.get("up_to", "")
    if shown.isdecimal():
        operations.mark_all_read(account=request.user, at=timezone.now(), up_to=int(shown))
    return redirect("foundation:notices")


@require_safe
def own_mails(request: HttpRequest) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    shown = {"section": "notices", "page": page_of_rows(request, mails_of(request.user))}
    return render(request, page_or_part(request, "foundation/own_mails.html", "rows"), shown)
