"""What people do with a unit's report: save, attach, ask for a signature, sign, decide, ask, settle."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haidang.regimes import rules
from haidang.regimes.errors import NarrativeChangedMeanwhile, RegimesError, ReportSentMeanwhile
from haidang.regimes.forms.unit_reports import (
    FilesForm,
    OneQuestionForm,
    RemarksForm,
    SectionForm,
    SignForm,
    words_why_it_counts,
)
from haidang.regimes.models import Remark, ReportRound
from haidang.regimes.operations.asking import QuestionFacts, ask_about_report
from haidang.regimes.operations.filling import (
    SectionKept,
    attach_files,
    keep_section_seen,
    say_nothing_happened,
    settle_remark,
)
from haidang.regimes.operations.sending import (
    ask_for_signature,
    give_back_unsigned,
    return_with_remarks,
    sign_and_send,
)
from haidang.regimes.queries.unit_reports import (
    SectionRow,
    mark_of_value,
    number_sent,
    shared_draft,
    unit_report,
    version_to_show,
)
from haidang.regimes.views.unit_reports import (
    ReadingForms,
    ShownForms,
    back_to_report,
    filling_page,
    reading_page,
    report_place,
)
from haidang.reports.enums import SubmissionState
from haidang.reports.errors import ReportsError
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission
from haidang.reports.rules import may_decide
from haidang.reports.views.access import require

NOT_TAKEN, CHANGED = 422, 409
GIVE_BACK, RETURN = "tra-lai", "tra-lai"


@require_POST
def save_section(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """This function will keep one section; what cannot be kept is shown again beside what stands there now."""
    obligation, report_round = _place_to_fill(request, pk)
    row = _section_of(obligation, report_round, section)
    draft = shared_draft(obligation)
    form = SectionForm(request.POST, row=row, version=version_to_show(row.narrative, draft=draft))
    status = NOT_TAKEN
    if form.is_valid():
        try:
            kept = keep_section_seen(
                obligation=obligation, given=form.given(), written_by=request.user, at=timezone.now()
            )
        except (NarrativeChangedMeanwhile, ReportSentMeanwhile) as refusal:
            form.add_error(None, refusal.message)
            status = CHANGED
        except RegimesError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _saved(request, obligation, report_round, section=section, kept=kept)
    return _section_again(request, obligation, report_round, form=form, status=status)


@require_POST
def say_nil(request: HttpRequest, pk: int) -> HttpResponse:
    obligation, _report_round = _place_to_fill(request, pk)
    done = _(
        "Everything that was empty now says that nothing happened, but for figures that a report of a shorter period "
        "tells something of. Look through them, then sign to send it."
    )
    return _act_and_back(
        request,
        pk,
        done,
        lambda: say_nothing_happened(obligation=obligation, written_by=request.user, at=timezone.now()),
    )


@require_POST
def keep_files(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will keep files with the draft; those that are refused are named, the others are taken."""
    obligation, report_round = _place_to_fill(request, pk)
    form = FilesForm(request.POST, request.FILES, draft=shared_draft(obligation))
    if not form.is_valid():
        return filling_page(request, obligation, report_round, shown=ShownForms({}, form), status=NOT_TAKEN)
    given = form.cleaned_data
    dropped = [one.pk for one in given["drop"]]
    return _act_and_back(
        request,
        pk,
        _("The files of the report are kept."),
        lambda: attach_files(
            obligation=obligation, files=given["files"], dropped=dropped, attached_by=request.user
        ),
    )


@require_POST
def ask_signature(request: HttpRequest, pk: int) -> HttpResponse:
    obligation, _report_round = _place_to_fill(request, pk)
    draft = shared_draft(obligation)
    if draft is None:
        messages.error(request, _("Nothing is written yet. Fill the report in first."))
        return back_to_report(pk)
    done = _("The report waits for the signature of who leads the unit.")
    return _act_and_back(
        request,
        pk,
        done,
        lambda: ask_for_signature(draft=draft, asked_by=request.user, at=timezone.now()),
    )


@require_POST
def sign_or_give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will sign and send the report, or give it back when the button for that was pressed."""
    obligation, _report_round = report_place(request, pk)
    require(rules.may_sign(request.user, obligation, on=timezone.localdate()))
    form = SignForm(request.POST)
    if not form.is_valid():
        _tell_errors(request, form)
        return back_to_report(pk)
    given = form.cleaned_data
    if GIVE_BACK in request.POST:
        return _given_back(request, obligation, given["reason"])
    return _act_and_back(
        request,
        pk,
        _("The report is signed and sent."),
        lambda: sign_and_send(
            obligation=obligation,
            version=given["version"],
            signed_by=request.user,
            key=given["key"],
            at=timezone.now(),
            seen=given["seen"],
        ),
    )


@require_POST
def decide_report(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """This function will accept a version, or return it with remarks when the button for that was pressed."""
    obligation, report_round = report_place(request, pk)
    require(may_decide(request.user, obligation))
    sent = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    version = get_object_or_404(sent, number=number)
    today = timezone.localdate()
    if RETURN not in request.POST:
        done = _("Accepted and locked. A later version would take its place.")
        return _act_and_back(
            request,
            pk,
            done,
            lambda: accept_submission(
                submission=version, decided_by=request.user, on=today, words=words_why_it_counts(request.POST)
            ),
        )
    form = RemarksForm(request.POST, report=unit_report(obligation, report_round, version))
    if form.is_valid():
        try:
            return_with_remarks(
                submission=version, remarks=form.remarks(), made_by=request.user, at=timezone.now(), on=today
            )
        except (RegimesError, ReportsError) as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Returned with your remarks; the unit sees each at its place."))
            return back_to_report(pk)
    again = ReadingForms(remarks=form)
    return reading_page(request, obligation, report_round, version, shown=again, status=NOT_TAKEN)


@require_POST
def ask_one_thing(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will ask the unit one thing about its report, as a request with a day of its own."""
    obligation, report_round = report_place(request, pk)
    asked_of = obligation.standing
    require(may_decide(request.user, obligation) and asked_of)
    form = OneQuestionForm(request.POST, report_round=report_round)
    if not form.is_valid():
        again = ReadingForms(question=form)
        return reading_page(request, obligation, report_round, asked_of, shown=again, status=NOT_TAKEN)
    given = form.cleaned_data
    return _act_and_back(
        request,
        pk,
        _("The unit was asked; question and answer stay with this report."),
        lambda: ask_about_report(
            submission=asked_of,
            question=QuestionFacts(given["text"], given["due_on"], given["section"]),
            asked_by=request.user,
            key=given["key"],
            today=timezone.localdate(),
        ),
    )


@require_POST
def settle(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    obligation, _report_round = _place_to_fill(request, pk)
    found = get_object_or_404(Remark, pk=remark, submission__obligation=obligation)
    return _act_and_back(
        request,
        pk,
        _("The remark is ticked off."),
        lambda: settle_remark(remark=found, settled_by=request.user, at=timezone.now()),
    )


def _place_to_fill(request: HttpRequest, pk: int) -> tuple[Obligation, ReportRound]:
    obligation, report_round = report_place(request, pk)
    require(rules.may_fill_in(request.user, obligation) and obligation.waived_on is None)
    return obligation, report_round


def _section_of(obligation: Obligation, report_round: ReportRound, key: int) -> SectionRow:
    rows = unit_report(obligation, report_round).sections
    found = [one for one in rows if one.section.pk == key]
    require(found)
    return found[0]


def _saved(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    *,
    section: int,
    kept: SectionKept,
) -> HttpResponse:
    """A script is told what to show as seen from now on; without one the page comes back at the section."""
    if request.headers.get("X-Sent-By") != "script":
        place = reverse("regimes:unit_report", args=[obligation.pk])
        return redirect(f"{place}#phan-{section}")
    row = _section_of(obligation, report_round, section)
    prefix = f"p{section}"
    fields = {f"{prefix}-version": str(row.narrative.version if row.narrative else 0)}
    for one in row.figures:
        fields[f"{prefix}-seen_{one.asked.measure_id}"] = mark_of_value(one.value)
    marks = {"before": kept.mark_before, "after": kept.mark_after}
    return JsonResponse({"fields": fields, "words": _("Saved."), "number": obligation.pk, "marks": marks})


def _section_again(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    *,
    form: SectionForm,
    status: int,
) -> HttpResponse:
    """What somebody typed with why it was not kept; the form is then based on what stands there now."""
    row = _section_of(obligation, report_round, form.row.section.pk)
    draft = shared_draft(obligation)
    data = request.POST.copy()
    version = version_to_show(row.narrative, draft=draft)
    data[f"{form.prefix}-version"] = str(version)
    data[f"{form.prefix}-after"] = str(number_sent(obligation))
    for one in row.figures:
        data[f"{form.prefix}-seen_{one.asked.measure_id}"] = mark_of_value(one.value)
    again = SectionForm(data, row=row, version=version)
    again.show_refused(form)
    again.stands = row.narrative if status == CHANGED else None
    if request.headers.get("X-Sent-By") == "script":
        context = {"form": again, "obligation": obligation, "report_round": report_round, "row": row}
        return render(request, "regimes/unit_section_form.html", context, status=status)
    return filling_page(
        request, obligation, report_round, shown=ShownForms({row.section.pk: again}), status=status
    )


def _given_back(request: HttpRequest, obligation: Obligation, reason: str) -> HttpResponse:
    draft = shared_draft(obligation)
    signature = getattr(draft, "signature", None)
    if signature is None:
        messages.error(request, _("Nobody has asked for a signature on this report."))
        return back_to_report(obligation.pk)
    return _act_and_back(
        request,
        obligation.pk,
        _("Given back to who wrote it, with your reason."),
        lambda: give_back_unsigned(signature=signature, given_back_by=request.user, reason=reason),
    )


def _act_and_back(request: HttpRequest, pk: int, done: str, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except (RegimesError, ReportsError) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return back_to_report(pk)


def _tell_errors(request: HttpRequest, form: Any) -> None:
    messages.error(request, " ".join(str(one) for told in form.errors.values() for one in told))
