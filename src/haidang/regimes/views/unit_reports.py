"""A unit's report: filled in, read, decided about; and what waits for a signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.engines.reckoning.working_days import add_working_days
from haidang.foundation.views import page_of_rows
from haidang.regimes import rules
from haidang.regimes.forms.unit_reports import (
    FilesForm,
    LateReportForm,
    OneQuestionForm,
    RemarksForm,
    SectionForm,
    fresh_question_form,
    fresh_sign_form,
    section_forms,
)
from haidang.regimes.models import ReportRound
from haidang.regimes.queries.drawn import tasks_of
from haidang.regimes.queries.questions import questions_about
from haidang.regimes.queries.report_warnings import report_warnings
from haidang.regimes.queries.report_ways import ways_of
from haidang.regimes.queries.signing import reports_to_sign
from haidang.regimes.queries.unit_reports import (
    UnitReport,
    came_after_closing,
    mark_of_draft,
    round_of,
    shared_draft,
    unit_report,
)
from haidang.reports.enums import SubmissionState, TicketState
from haidang.reports.models import Obligation, Submission, Ticket
from haidang.reports.queries.tickets import tickets_open_to
from haidang.reports.rules import may_decide
from haidang.reports.views.access import require, seen_obligation

AGAIN = "thay"
WORKING_DAYS_TO_ANSWER = 3
MOST_TICKETS = 20


@dataclass(frozen=True, slots=True)
class ShownForms:
    """Forms that are shown again as they were sent, instead of fresh ones."""

    sections: Mapping[int, SectionForm]
    files: FilesForm | None = None


@dataclass(frozen=True, slots=True)
class ReadingForms:
    """Forms of who reads a report that are shown again as they were sent."""

    remarks: RemarksForm | None = None
    question: OneQuestionForm | None = None


def report_place(request: HttpRequest, pk: int) -> tuple[Obligation, ReportRound]:
    """This function will return an obligation within reach with its round, or answer 404."""
    obligation = seen_obligation(request, pk)
    report_round = round_of(obligation)
    if report_round is None:
        raise Http404
    return obligation, report_round


@require_safe
def show_report(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show the page to fill in, or what was sent where nothing is to be written now."""
    obligation, report_round = report_place(request, pk)
    draft = shared_draft(obligation)
    if _is_open_to_writing(request, obligation, draft):
        return filling_page(request, obligation, report_round)
    if obligation.standing is not None:
        return reading_page(request, obligation, report_round, obligation.standing)
    return filling_page(request, obligation, report_round)


@require_safe
def show_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    obligation, report_round = report_place(request, pk)
    sent = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    version = get_object_or_404(sent, number=number)
    return reading_page(request, obligation, report_round, version)


@require_safe
def signature_list(request: HttpRequest) -> HttpResponse:
    require(rules.may_see_rounds(request.user))
    page = page_of_rows(request, reports_to_sign(request.user))
    return render(request, "regimes/to_sign.html", {"section": "regimes", "page": page})


def filling_page(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    *,
    shown: ShownForms | None = None,
    status: int = 200,
) -> HttpResponse:
    """This function will show a report to be filled in; who may only look sees its outline until it is sent."""
    today = timezone.localdate()
    draft = shared_draft(obligation)
    may_fill = rules.may_fill_in(request.user, obligation) and obligation.waived_on is None
    report = unit_report(obligation, report_round)
    again = shown.sections if shown else {}
    forms = [again.get(one.row.section.pk, one) for one in section_forms(report, draft=draft)]
    may_sign = may_fill and rules.may_sign(request.user, obligation, on=today)
    context = _common(request, report) | {
        "draft": draft,
        "forms": forms if may_fill else [],
        "files_form": (shown.files if shown else None) or FilesForm(draft=draft),
        "may_sign": may_sign,
        "sign_form": fresh_sign_form(obligation.version, mark_of_draft(draft)) if may_sign else None,
        "may_settle": may_fill,
        "is_filled_in_here": True,
    }
    return render(request, "regimes/unit_report.html", context, status=status)


def reading_page(
    request: HttpRequest,
    obligation: Obligation,
    report_round: ReportRound,
    version: Submission,
    *,
    shown: ReadingForms | None = None,
    status: int = 200,
) -> HttpResponse:
    """This function will show a version that was sent, with the places for remarks where it waits for a decision."""
    report = unit_report(obligation, report_round, version)
    decides = may_decide(request.user, obligation)
    waits = version.state == SubmissionState.SENT and decides
    today = timezone.localdate()
    due_on = add_working_days(today, WORKING_DAYS_TO_ANSWER)
    again = shown or ReadingForms()
    context = _common(request, report) | {
        "version": version,
        "ways": ways_of(version),
        "files": version.evidence.exclude(file=None).select_related("file").order_by("id"),
        "remarks_form": (again.remarks or RemarksForm(report=report)) if waits else None,
        "late_form": LateReportForm() if waits and came_after_closing(version) else None,
        "question_form": (again.question or fresh_question_form(due_on, report_round)) if decides else None,
        "may_begin": rules.may_fill_in(request.user, obligation) and obligation.waived_on is None,
        "may_settle": False,
    }
    return render(request, "regimes/unit_report_read.html", context, status=status)


def back_to_report(pk: int) -> HttpResponse:
    """This function will lead back to the page of a unit's report."""
    return redirect("regimes:unit_report", pk=pk)


def _common(request: HttpRequest, report: UnitReport) -> dict[str, Any]:
    obligation = report.obligation
    versions = obligation.submissions.exclude(state=SubmissionState.DRAFT)
    found = report_warnings(report)
    return {
        "section": "regimes",
        "report": report,
        "report_round": report.report_round,
        "obligation": obligation,
        "versions": versions.select_related("author").order_by("-number"),
        "warnings": found,
        "questions": questions_about(obligation, on=timezone.localdate()),
        "may_answer": rules.may_fill_in(request.user, obligation)
        and not may_decide(request.user, obligation),
        "tasks": tasks_of([obligation.agency_id], obligation.opens_on, obligation.closes_on),
        "tickets": _open_tickets(request, obligation),
    }


def _open_tickets(request: HttpRequest, obligation: Obligation) -> list[Ticket]:
    waiting = tickets_open_to(request.user).filter(agency=obligation.agency_id, state=TicketState.OPEN)
    return list(waiting.order_by("due_on", "id")[:MOST_TICKETS])


def _is_open_to_writing(request: HttpRequest, obligation: Obligation, draft: Submission | None) -> bool:
    if not rules.may_fill_in(request.user, obligation) or obligation.waived_on is not None:
        return False
    standing = obligation.standing
    if standing is None or AGAIN in request.GET:
        return True
    if standing.state == SubmissionState.SENT and may_decide(request.user, obligation):
        return False
    return draft is not None or standing.state == SubmissionState.RETURNED
