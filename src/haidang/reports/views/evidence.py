"""Files of evidence: only for those who see the obligation, never as a page of this site."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from haidang.reports.enums import EvidenceCheck, EvidenceKind, SubmissionState
from haidang.reports.models import Evidence
from haidang.reports.queries.standing import obligations_open_to

_SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require_safe
def show_evidence(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Send a photo (made anew by us) to be looked at, and any other file only to be saved.

    This function will send a draft, and a file that was not looked through for secret marks, to its sender alone.
    """
    seen = obligations_open_to(request.user).order_by().values("pk")
    held = Evidence.objects.filter(submission__obligation__in=seen).exclude(file=None)
    found = get_object_or_404(held.select_related("file", "submission"), token=token)
    is_for_all = found.check_state == EvidenceCheck.CLEAR and found.submission.state != SubmissionState.DRAFT
    if not is_for_all and found.submission.author_id != request.user.pk:
        raise Http404
    is_photo = found.kind == EvidenceKind.PHOTO
    return FileResponse(
        found.file.file.open("rb"),
        as_attachment=not is_photo,
        filename=found.title,
        content_type="image/jpeg" if is_photo else "application/octet-stream",
        headers=_SAFE_HEADERS,
    )
