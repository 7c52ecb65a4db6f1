"""Programmes as files to take along; the filters of the page hold."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.exports.docx import programme_docx
from haidang.programme.exports.xlsx import programme_workbook
from haidang.programme.forms.filters import DayForm, FilterForm
from haidang.programme.queries import board, programmes
from haidang.programme.queries.filters import WORK_KINDS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NAME = 80


@require_safe
def export_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, pk, programme_workbook, content_type=XLSX, ending="xlsx")


@require_safe
def export_docx(request: HttpRequest, pk: int) -> HttpResponse:
    return _file(request, pk, programme_docx, content_type=DOCX, ending="docx")


def _file(
    request: HttpRequest,
    pk: int,
    write: Callable[..., bytes],
    *,
    content_type: str,
    ending: str,
) -> HttpResponse:
    programme = get_object_or_404(programmes.programmes_open_to(request.user), pk=pk)
    on = DayForm(request.GET or None).asked_day(today=timezone.localdate())
    kinds = programmes.work_kinds(programme, on=on) or WORK_KINDS[:1]
    form = FilterForm(
        request.GET, programme=programme, agencies=board.agencies_in(programme, on=on), kinds=kinds
    )
    return file_answer(
        write(programme, form.asked(), on=on),
        name=f"Chương trình {programme.title}",
        content_type=content_type,
        ending=ending,
    )


def file_answer(content: bytes, *, name: str, content_type: str, ending: str) -> HttpResponse:
    """This function will send a file to be kept under a name with diacritics, and one without for old browsers."""
    plain = slugify(folded_form(name))[:LONGEST_NAME].rstrip("-")
    spoken = quote(name[:LONGEST_NAME].strip())
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            # RFC 5987: browsers that know it take the name with its diacritics, all others the plain one.
            "Content-Disposition": (
                f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{spoken}.{ending}"
            )
        },
    )
