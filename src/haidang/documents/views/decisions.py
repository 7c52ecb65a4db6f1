"""Decisions about one finding or one doubt; each comes back to the review screen with the next one open."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haidang.agencies.rules import may_review_readings
from haidang.documents.errors import CannotMerge, ChangedMeanwhile, DocumentsError, TypedValueUnusable
from haidang.documents.forms.doubt_answers import DoubtAnswerForm
from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.operations import reshaping
from haidang.documents.operations import review as decisions
from haidang.documents.operations.doubts import answer_doubt, take_back_answer
from haidang.documents.queries.doubt_grounds import answer_ground
from haidang.documents.queries.review import findings_of, neighbour_below, next_undecided, read_readings
from haidang.documents.views.access import open_to
from haidang.documents.views.screen import current_tab, finding_form, review_address, review_screen
from haidang.foundation.views import page_or_part


@require_POST
@open_to(may_review_readings)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    form = finding_form(finding, request.POST)
    if not form.is_valid():
        return _screen(request, finding, form=form)
    return _decided(
        request,
        finding,
        lambda: decisions.confirm_finding(
            finding=finding,
            value=form.new_value(),
            version=form.cleaned_data["version"],
            decided_by=request.user,
        ),
    )


@require_POST
@open_to(may_review_readings)
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return _decided(request, finding, _as_seen(request, finding, decisions.reject_finding))


@require_POST
@open_to(may_review_readings)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return _stays(request, finding, _as_seen(request, finding, decisions.reopen_finding))


@require_POST
@open_to(may_review_readings)
def split(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return _stays(
        request,
        finding,
        lambda: reshaping.split_finding(
            finding=finding,
            part=_version(request, "part"),
            version=_version(request, "version"),
            decided_by=request.user,
        )[0],
    )


@require_POST
@open_to(may_review_readings)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return _stays(request, finding, lambda: _merge_with_next(request, finding))


@require_POST
@open_to(may_review_readings)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return _stays(request, finding, _as_seen(request, finding, reshaping.undo_reshaping))


@require_POST
@open_to(may_review_readings)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    doubts = DocumentDoubt.objects.filter(reading__in=read_readings(request.user).values("pk"))
    doubt = get_object_or_404(
        doubts.select_related("reading__document__file", "finding", "answered_by").defer("reading__answer"),
        pk=pk,
    )
    if request.POST.get("answer") == "":
        return _taken_back(request, doubt)
    if doubt.answer:
        messages.error(request, ChangedMeanwhile(str(doubt.answered_by), doubt.answered_at, doubt).message)
        return redirect(_address_of_doubt(request, doubt))
    form = DoubtAnswerForm(request.POST, doubt=doubt, ground=answer_ground(doubt))
    if not form.is_valid():
        return _answer_screen(request, form)
    try:
        answer_doubt(doubt=doubt, answered_by=request.user, **form.cleaned_data)
    except TypedValueUnusable as refused:
        form.add_error("note", refused.message)
        return _answer_screen(request, form)
    except DocumentsError as refused:
        messages.error(request, refused.message)
    return redirect(_address_of_doubt(request, doubt))


def _taken_back(request: HttpRequest, doubt: DocumentDoubt) -> HttpResponse:
    try:
        is_undone = take_back_answer(
            doubt=doubt, version=_version(request, "version"), answered_by=request.user
        )
    except DocumentsError as refused:
        messages.error(request, refused.message)
    else:
        if not is_undone:
            messages.warning(
                request,
                _(
                    "The answer is taken back. What it changed has been changed again since and stays as it is."
                ),
            )
    return redirect(_address_of_doubt(request, doubt))


def _answer_screen(request: HttpRequest, form: DoubtAnswerForm) -> HttpResponse:
    """The same screen with what was typed and why it cannot be."""
    chosen = _opened_finding(request, form.doubt)
    context = review_screen(request, form.doubt.reading, chosen=chosen, answering=form)
    return render(request, page_or_part(request, "documents/review.html", "work"), context)


def _address_of_doubt(request: HttpRequest, doubt: DocumentDoubt) -> str:
    """Back to the finding that was open, else to the doubt in its list."""
    opened = _opened_finding(request, doubt)
    anchor = "" if opened else f"nghi-van-{doubt.pk}"
    return review_address(request, doubt.reading, finding=opened, anchor=anchor)


def _opened_finding(request: HttpRequest, doubt: DocumentDoubt) -> Finding | None:
    return findings_of(doubt.reading).filter(pk=_version(request, "viec")).first()


def _finding(request: HttpRequest, pk: int) -> Finding:
    findings = Finding.objects.filter(reading__in=read_readings(request.user).values("pk"))
    return get_object_or_404(
        findings.select_related("reading__document__file", "decided_by").defer("reading__answer"), pk=pk
    )


def _version(request: HttpRequest, name: str) -> int:
    """A number of the form; one that is missing or no number matches no version and no part."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _as_seen(request: HttpRequest, finding: Finding, operation: Callable[..., Any]) -> Callable[[], Any]:
    """An act on a finding in the version that the person saw."""
    version = _version(request, "version")
    return lambda: operation(finding=finding, version=version, decided_by=request.user)


def _merge_with_next(request: HttpRequest, finding: Finding) -> Finding:
    below = neighbour_below(finding)
    if below is None:
        raise CannotMerge
    versions = (_version(request, "version"), _version(request, "next_version"))
    return reshaping.merge_findings(first=finding, second=below, versions=versions, decided_by=request.user)


def _decided(request: HttpRequest, finding: Finding, act: Callable[[], Any]) -> HttpResponse:
    """Do one act; then the next undecided finding is open, or both values are shown when somebody was faster."""
    try:
        act()
    except ChangedMeanwhile as changed:
        return _screen(request, finding, changed=changed)
    except DocumentsError as refused:
        messages.error(request, refused.message)
        return redirect(review_address(request, finding.reading, finding=finding))
    following = next_undecided(finding, tab=current_tab(request))
    return redirect(review_address(request, finding.reading, finding=following))


def _stays(request: HttpRequest, finding: Finding, act: Callable[[], Finding]) -> HttpResponse:
    """Do one act and stay with what it made."""
    try:
        made = act()
    except ChangedMeanwhile as changed:
        return _screen(request, finding, changed=changed)
    except DocumentsError as refused:
        messages.error(request, refused.message)
        made = finding
    return redirect(review_address(request, made.reading, finding=made))


def _screen(request: HttpRequest, finding: Finding, **about: Any) -> HttpResponse:
    current = _finding(request, finding.pk)
    context = review_screen(request, current.reading, chosen=current, **about)
    return render(request, page_or_part(request, "documents/review.html", "work"), context)
