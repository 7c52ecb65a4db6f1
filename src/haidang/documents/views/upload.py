"""Handing in papers and the queue in which they wait."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from haidang.agencies.rules import may_handle_documents
from haidang.documents.errors import AlreadyRegistered
from haidang.documents.forms.papers import UploadForm
from haidang.documents.operations.registering import PastedText, Registration, register_uploads
from haidang.documents.queries.papers import (
    OPEN_STATES,
    is_to_be_purged,
    papers_to_correct,
    purged_lately,
    queue_of_readings,
)
from haidang.documents.views.access import open_to
from haidang.engines.reading.errors import SECRET_SENTENCE
from haidang.foundation.counts import ShownCount
from haidang.foundation.views import page_or_part


@open_to(may_handle_documents)
def hand_in(request: HttpRequest) -> HttpResponse:
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        papers=papers_to_correct(request.user),
        initial={"corrects": request.GET.get("ban-sua-cua")},
    )
    if request.method == "POST" and form.is_valid():
        _tell_registrations(request, _register(request, form))
        return redirect("documents:hand_in")
    return render(request, "documents/hand_in.html", _queue_context(request) | {"form": form})


@require_safe
@open_to(may_handle_documents)
def queue(request: HttpRequest) -> HttpResponse:
    template = page_or_part(request, "documents/queue.html", "rows")
    return render(request, template, _queue_context(request))


def _queue_context(request: HttpRequest) -> dict:
    readings = queue_of_readings(request.user)
    # The name of a secret paper goes with the paper, a moment after its mark was seen: until then nobody is shown it.
    marked = [reading for reading in readings if is_to_be_purged(reading)]
    return {
        "section": "documents",
        "readings": [reading for reading in readings if reading not in marked],
        "is_busy": bool(marked) or any(reading.state in OPEN_STATES for reading in readings),
        "purged": purged_lately(request.user),
        "secret_sentence": SECRET_SENTENCE,
    }


def _register(request: HttpRequest, form: UploadForm) -> list[Registration]:
    given = form.cleaned_data
    name = given["name"] or _("Pasted text of %(day)s") % {"day": f"{timezone.localdate():%d-%m-%Y}"}
    return register_uploads(
        uploads=given["files"],
        registered_by=request.user,
        corrects=given["corrects"],
        pasted=PastedText(given["text"], name) if given["text"].strip() else None,
    )


def _tell_registrations(request: HttpRequest, registrations: list[Registration]) -> None:
    new = sum(one.is_new for one in registrations)
    if new:
        text = ngettext("%(count)s paper waits to be read.", "%(count)s papers wait to be read.", new) % {
            "count": ShownCount(new)
        }
        messages.success(request, text)
    for known in (one.document for one in registrations if not one.is_new):
        text = AlreadyRegistered(known).message
        link = format_html(
            '{} <a href="{}">{}</a>',
            text,
            reverse("documents:document", args=[known.pk]),
            _("Open the paper that is there."),
        )
        messages.warning(request, link)
