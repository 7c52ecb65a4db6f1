"""Files of evidence: only for those who see the obligation, never as a page of this site."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from haidang.reports.enums import EvidenceCheck, EvidenceKind, SubmissionState
from haidang.reports.models import Evidence
from haidang.reports.queries.standing import obligations_open_to
from haidang.reports.registry import shares_draft

_SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require_safe
def show_evidence(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Send a photo (made anew by us) to be looked at, and any other file only to be saved.

    This function will send a file that was not looked through for secret marks to its sender alone, and one of a
    draft to who writes it.
    """
    seen = obligations_open_to(request.user).order_by().values("pk")
    held = Evidence.objects.filter(submission__obligation__in=seen).exclude(file=None)
    found = get_object_or_404(held.select_related("file", "submission__obligation"), token=token)
    if found.submission.author_id != request.user.pk and not _is_for(request.user, found):
        raise Http404
    is_photo = found.kind == EvidenceKind.PHOTO
    return FileResponse(
        found.file.file.open("rb"),
        as_attachment=not is_photo,
        filename=found.title,
        content_type="image/jpeg" if is_photo else "application/octet-stream",
        headers=_SAFE_HEADERS,
    )


def _is_for(account: Any, evidence: Evidence) -> bool:
    if evidence.check_state != EvidenceCheck.CLEAR:
        return False
    version = evidence.submission
    return version.state != SubmissionState.DRAFT or shares_draft(account, version.obligation)
