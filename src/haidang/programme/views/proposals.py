"""Proposals of units: written by the focal person, gathered by the standing body."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies.queries.reach import reach_to_write
from haidang.agencies.rules import may_adopt_programme, may_see_programmes
from haidang.foundation.views.tables import TableWay, import_page, table_download
from haidang.programme.enums import ProposalState
from haidang.programme.errors import ProgrammeError, ProposalSettled
from haidang.programme.exports.proposals import gathered_docx, gathered_workbook
from haidang.programme.forms.budget import ProposalLineForm, ProposalReturnForm, ProposalYearForm
from haidang.programme.models import BudgetProposal, ProposalLine
from haidang.programme.operations import proposals as operations
from haidang.programme.operations.proposals import ProposalWords
from haidang.programme.queries import proposals
from haidang.programme.tables.proposals import proposal_table
from haidang.programme.views.exports import DOCX, XLSX

OPEN = (ProposalState.DRAFT, ProposalState.RETURNED)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def proposal_list(request: HttpRequest) -> HttpResponse:
    """This function will list the proposals within reach and begin one for the own agency."""
    if not may_see_programmes(request.user):
        raise Http404
    today = timezone.localdate()
    agencies = proposals.agencies_to_propose_for(request.user, on=today)
    may_write = bool(reach_to_write(request.user).is_everywhere or reach_to_write(request.user).agencies)
    form = ProposalYearForm(
        request.POST if request.method == "POST" else None, agencies=agencies, year=today.year + 1
    )
    if request.method == "POST":
        if not may_write:
            raise Http404
        if form.is_valid():
            begun = operations.begin_proposal(begun_by=request.user, **form.cleaned_data)
            return redirect("programme:proposal", pk=begun.pk)
    shown = {
        "section": "budget",
        "proposals": proposals.proposal_list(request.user),
        "form": form,
        "may_write": may_write,
        "may_gather": may_adopt_programme(request.user),
    }
    return render(request, "programme/proposal_list.html", shown)


def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show a proposal and add a line to it for those who may write for its agency."""
    proposal = _proposal(request, pk)
    form = _line_form(request, proposal)
    if request.method == "POST":
        _require_writer(request, proposal)
        if form.is_valid() and _is_written(request, proposal, form):
            messages.success(request, _("The line is saved."))
            return redirect("programme:proposal", pk=pk)
    return _proposal_page(request, proposal, form)


def edit_proposal_line(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will change a line of a proposal, unless somebody else was faster."""
    line = _line(request, pk)
    form = _line_form(request, line.proposal, line)
    if request.method == "POST" and form.is_valid() and _is_written(request, line.proposal, form, line):
        messages.success(request, _("The line is saved."))
        return redirect("programme:proposal", pk=line.proposal_id)
    shown = {"section": "budget", "proposal": line.proposal, "line": line, "form": form}
    return render(request, "programme/proposal_line.html", shown)


@require_POST
def remove_proposal_line(request: HttpRequest, pk: int) -> HttpResponse:
    line = _line(request, pk)
    try:
        operations.remove_proposal_line(line=line, removed_by=request.user)
    except ProgrammeError as refusal:
        messages.error(request, refusal.message)
    return redirect("programme:proposal", pk=line.proposal_id)


@require_safe
def export_lines(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _proposal(request, pk)
    return table_download(proposal_table(proposal), f"du-toan-{proposal.year}")


def import_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will take over the lines of a proposal that is open, for those who may write it."""
    proposal = _proposal(request, pk)
    _require_writer(request, proposal)
    if proposal.state not in OPEN:
        messages.error(request, ProposalSettled().message)
        return redirect("programme:proposal", pk=pk)
    way = TableWay(
        name="programme.proposal",
        subject=str(proposal.pk),
        section="budget",
        back=reverse("programme:proposal", args=[pk]),
        export=reverse("programme:export_proposal_lines", args=[pk]),
        table=lambda _codes: proposal_table(proposal),
        save=lambda rows: operations.import_proposal_lines(
            proposal=proposal, rows=[(row.key, row.values) for row in rows], imported_by=request.user
        ),
        refusals=(ProgrammeError,),
    )
    return import_page(request, way)


@require_POST
def send_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _proposal(request, pk)
    _require_writer(request, proposal)
    return _moved(
        request,
        proposal,
        lambda version: operations.send_proposal(
            proposal=proposal, version=version, at=timezone.now(), sent_by=request.user
        ),
        _("The proposal is sent."),
    )


@require_POST
def return_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _proposal_to_gather(request, pk)
    form = ProposalReturnForm(request.POST)
    if not form.is_valid():
        return _proposal_page(request, proposal, return_form=form)
    return _moved(
        request,
        proposal,
        lambda version: operations.return_proposal(
            proposal=proposal,
            version=version,
            reason=form.cleaned_data["reason"],
            returned_by=request.user,
        ),
        _("The proposal is sent back."),
    )


@require_POST
def accept_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = _proposal_to_gather(request, pk)
    return _moved(
        request,
        proposal,
        lambda version: operations.accept_proposal(
            proposal=proposal, version=version, on=timezone.localdate(), accepted_by=request.user
        ),
        _("The proposal is in the table."),
    )


@require_safe
def gathered(request: HttpRequest) -> HttpResponse:
    """This function will show the table for the finance department, and who has not proposed."""
    _require_gatherer(request)
    year = _asked_year(request)
    table = proposals.gathered_table(year, for_user=request.user, on=timezone.localdate())
    totals = [(_("By group"), table.totals_by("group")), (_("By source"), table.totals_by("source"))]
    shown = {"section": "budget", "table": table, "year": year, "totals": totals}
    return render(request, "programme/gathered.html", shown)


@require_safe
def export_gathered(request: HttpRequest, ending: str) -> HttpResponse:
    _require_gatherer(request)
    year = _asked_year(request)
    table = proposals.gathered_table(year, for_user=request.user, on=timezone.localdate())
    is_docx = ending == "docx"
    return HttpResponse(
        gathered_docx(table) if is_docx else gathered_workbook(table),
        content_type=DOCX if is_docx else XLSX,
        headers={"Content-Disposition": f'attachment; filename="tong-hop-du-toan-{year}.{ending}"'},
    )


def export_gathered_workbook(request: HttpRequest) -> HttpResponse:
    return export_gathered(request, "xlsx")


def export_gathered_docx(request: HttpRequest) -> HttpResponse:
    return export_gathered(request, "docx")


def _asked_year(request: HttpRequest) -> int:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year + 1


def _proposal(request: HttpRequest, pk: int) -> BudgetProposal:
    return get_object_or_404(proposals.proposals_open_to(request.user), pk=pk)


def _proposal_to_gather(request: HttpRequest, pk: int) -> BudgetProposal:
    _require_gatherer(request)
    return _proposal(request, pk)


def _require_gatherer(request: HttpRequest) -> None:
    if not may_adopt_programme(request.user):
        raise Http404


def _require_writer(request: HttpRequest, proposal: BudgetProposal) -> None:
    if not reach_to_write(request.user).covers(proposal.agency_id):
        raise Http404


def _line(request: HttpRequest, pk: int) -> ProposalLine:
    lines = ProposalLine.objects.filter(proposal__in=proposals.proposals_open_to(request.user))
    line = get_object_or_404(lines.select_related("proposal__agency"), pk=pk)
    _require_writer(request, line.proposal)
    return line


def _line_form(
    request: HttpRequest, proposal: BudgetProposal, line: ProposalLine | None = None
) -> ProposalLineForm:
    fields = ("text", "amount_vnd", "basis", "group", "source", "line", "version", "token")
    return ProposalLineForm(
        request.POST if request.method == "POST" else None,
        lines=proposals.lines_to_propose_for(proposal.agency, year=proposal.year),
        initial={name: getattr(line, name) for name in fields} if line else None,
    )


def _is_written(
    request: HttpRequest, proposal: BudgetProposal, form: ProposalLineForm, line: ProposalLine | None = None
) -> bool:
    try:
        operations.write_proposal_line(
            proposal=proposal,
            words=ProposalWords(**form.words()),
            token=form.cleaned_data["token"],
            version=form.cleaned_data["version"] or 0,
            line=line,
            written_by=request.user,
        )
    except ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _moved(request: HttpRequest, proposal: BudgetProposal, move: Any, done: str) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        move(int(version) if version.isdecimal() and len(version) < 10 else 0)
    except ProgrammeError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("programme:proposal", pk=proposal.pk)


def _proposal_page(
    request: HttpRequest,
    proposal: BudgetProposal,
    form: ProposalLineForm | None = None,
    return_form: ProposalReturnForm | None = None,
) -> HttpResponse:
    lines = list(proposal.lines.select_related("line__programme").order_by("group", "id"))
    may_write = reach_to_write(request.user).covers(proposal.agency_id) and proposal.state in OPEN
    shown = {
        "section": "budget",
        "proposal": proposal,
        "lines": lines,
        "total_vnd": sum(line.amount_vnd for line in lines),
        "form": form or _line_form(request, proposal),
        "return_form": return_form or ProposalReturnForm(initial={"version": proposal.version}),
        "may_write": may_write,
        "may_gather": may_adopt_programme(request.user) and proposal.state == ProposalState.SENT,
    }
    return render(request, "programme/proposal.html", shown)
