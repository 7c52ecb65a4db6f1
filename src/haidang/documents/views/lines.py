"""A paper as it was read: its lines for readers, and the pictures of its pages."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from haidang.agencies.rules import may_see_programmes
from haidang.documents.models import DocumentReading
from haidang.documents.queries import lines, papers, review
from haidang.documents.rules import line_numbers
from haidang.documents.views.access import open_to


@require_safe
@open_to(may_see_programmes)
def paper_lines(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Readers come here from a programme; `?dong=834-840` names the cited lines, `?tu=` where to begin."""
    if moved := papers.address_of_joined_paper(pk):
        return redirect("documents:paper", pk=moved)
    document = get_object_or_404(papers.documents_open_to(request.user), pk=pk)
    if document.read_reading_id is None:
        raise Http404
    reading = get_object_or_404(review.readings_open_to(request.user), pk=document.read_reading_id)
    cited = lines.lines_of_address(request.GET.get("dong", ""))
    window = lines.paper_window(
        reading,
        start=_line_asked(request) or _first_line_shown(reading, cited),
        lit=dict.fromkeys(line_numbers(cited), ""),
        most=lines.LINES_FOR_READERS,
    )
    context = {
        "section": "documents",
        "document": document,
        "reading": reading,
        "window": window,
        "is_raw_shown": "nguyenban" in request.GET,
    }
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


def _first_line_shown(reading: DocumentReading, cited: list[list[int]]) -> int:
    """A paper that one window holds is shown whole; the address leads to its lines."""
    return lines.window_start(cited) if reading.line_count > lines.LINES_FOR_READERS else 1


def _line_asked(request: HttpRequest) -> int | None:
    asked = request.GET.get("tu", "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else None
