"""A paper as it was read: its lines for readers, and the pictures of its pages."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from haidang.agencies.rules import may_see_programmes
from haidang.documents.queries import lines, papers, review
from haidang.documents.views.access import open_to


@require_safe
@open_to(may_see_programmes)
def paper_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Readers come here from a programme; `?tu=` names the line, because the server never sees #L834."""
    document = get_object_or_404(papers.documents_open_to(request.user), pk=pk)
    if document.read_reading_id is None:
        raise Http404
    reading = get_object_or_404(review.readings_open_to(request.user), pk=document.read_reading_id)
    start = _line_asked(request)
    window = lines.paper_window(reading, start=start, lit={}, most=lines.LINES_FOR_READERS)
    context = {"section": "documents", "document": document, "reading": reading, "window": window}
    return render(request, "documents/paper.html", context)


@require_safe
@open_to(may_see_programmes)
def page_image(request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
    reading = get_object_or_404(review.readings_open_to(request.user), pk=pk)
    image = get_object_or_404(lines.page_picture(reading, page))
    return FileResponse(
        image.file.file.open("rb"),
        content_type=image.file.content_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"},
    )


def _line_asked(request: HttpRequest) -> int:
    asked = request.GET.get("tu", "")
    return max(1, int(asked) - lines.LINES_BEFORE) if asked.isdecimal() and len(asked) < 9 else 1
