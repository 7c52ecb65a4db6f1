"""The review screen: the paper on the left, what was read from it on the right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from haidang.agencies.rules import may_review_readings
from haidang.documents.errors import DocumentsError
from haidang.documents.forms.papers import AddFindingForm
from haidang.documents.operations.reshaping import add_finding_from_lines
from haidang.documents.operations.review import accept_remaining
from haidang.documents.queries.review import read_readings, readings_open_to
from haidang.documents.views.access import open_to
from haidang.documents.views.screen import review_address, review_screen
from haidang.foundation.counts import ShownCount
from haidang.foundation.views import page_or_part


@require_safe
@open_to(may_review_readings)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    reading = get_object_or_404(readings_open_to(request.user), pk=pk)
    if reading.state != "read":
        template = page_or_part(request, "documents/not_read.html", "waiting")
        return render(request, template, {"section": "documents", "reading": reading})
    if request.headers.get("HX-Target") == "waiting":
        return HttpResponseClientRefresh()
    context = review_screen(request, reading)
    return render(request, page_or_part(request, "documents/review.html", "work"), context)


@require_POST
@open_to(may_review_readings)
def add_finding(request: HttpRequest, pk: int) -> HttpResponse:
    reading = get_object_or_404(read_readings(request.user), pk=pk)
    form = AddFindingForm(request.POST, line_count=reading.line_count)
    if not form.is_valid():
        messages.error(request, _("Choose what it is and mark at least one line."))
        return redirect(review_address(request, reading, mark=True))
    try:
        finding = add_finding_from_lines(
            reading=reading,
            kind=form.cleaned_data["kind"],
            lines=form.marked_lines(),
            added_by=request.user,
        )
    except DocumentsError as refused:
        messages.error(request, refused.message)
        return redirect(review_address(request, reading, mark=True))
    return redirect(review_address(request, reading, finding=finding, tab=finding.kind))


@require_POST
@open_to(may_review_readings)
def accept_sure(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    reading = get_object_or_404(read_readings(request.user), pk=pk)
    count = accept_remaining(reading=reading, kind=kind, decided_by=request.user, at=timezone.now())
    messages.success(
        request,
        ngettext("%(count)s finding accepted.", "%(count)s findings accepted.", count)
        % {"count": ShownCount(count)},
    )
    return redirect(review_address(request, reading))
