"""Decisions about one uncertain word, and the lines that people have looked at as a file."""

import csv
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.rules import may_review_readings
from haidang.documents.errors import DocumentsError
from haidang.documents.forms.words import WordForm
from haidang.documents.models import DocumentReading, UncertainWord
from haidang.documents.operations.words import correct_word, delete_word, take_back_word
from haidang.documents.queries import words as queries
from haidang.documents.queries.review import read_readings
from haidang.documents.views.access import open_to
from haidang.documents.views.screen import review_screen
from haidang.documents.views.words_tab import word_address
from haidang.foundation.counts import ShownCount
from haidang.foundation.views import page_or_part


@require_POST
@open_to(may_review_readings)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    word = _word(request, pk)
    form = WordForm(request.POST, word=word)
    if not form.is_valid():
        return _refused_screen(request, form)
    said = {name: form.cleaned_data[name] for name in ("version", "everywhere")}
    decide_word = (
        delete_word if form.cleaned_data["delete"] else partial(correct_word, text=form.cleaned_data["text"])
    )
    try:
        count = decide_word(word=word, decided_by=request.user, **said)
    except DocumentsError as refused:
        messages.error(request, refused.message)
        return _to_word(request, word.reading, word)
    if count > 1:
        messages.success(request, _told(count))
    return _to_word(request, word.reading, queries.next_open_word(word))


@require_POST
@open_to(may_review_readings)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    word = _word(request, pk)
    version = request.POST.get("version", "")
    try:
        count = take_back_word(
            word=word,
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
            decided_by=request.user,
        )
    except DocumentsError as refused:
        messages.error(request, refused.message)
    else:
        if count > 1:
            messages.success(request, _told(count))
    return _to_word(request, word.reading, word)


@require_safe
@open_to(may_review_readings)
def reviewed_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines as the file has them and as a person left them, in the columns of the gold of repairs."""
    reading = get_object_or_404(read_readings(request.user), pk=pk)
    answer = HttpResponse(
        content_type="text/tab-separated-values; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="cho-da-sua-{reading.pk}.tsv"',
            "X-Content-Type-Options": "nosniff",
        },
    )
    sheet = csv.writer(answer, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    sheet.writerow(queries.GOLD_HEADER)
    for row in queries.reviewed_lines(reading):
        sheet.writerow(" ".join(str(cell).split()) for cell in row)
    return answer


def _word(request: HttpRequest, pk: int) -> UncertainWord:
    return get_object_or_404(queries.words_of_readings(read_readings(request.user)), pk=pk)


def _told(count: int) -> str:
    return ngettext("%(count)s place decided.", "%(count)s places decided.", count) % {
        "count": ShownCount(count)
    }


def _to_word(request: HttpRequest, reading: DocumentReading, word: UncertainWord | None) -> HttpResponse:
    """Back to the tab on the page it showed, with this word open."""
    return redirect(word_address(request, reading, word, page=request.POST.get("trang", "")))


def _refused_screen(request: HttpRequest, form: WordForm) -> HttpResponse:
    """The same screen with what was typed and why it cannot be."""
    context = review_screen(request, form.word.reading, wording=form)
    return render(request, page_or_part(request, "documents/review.html", "work"), context)
