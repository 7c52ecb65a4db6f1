"""A report that came as a file from another installation answers what its sender owes in a round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from haidang.regimes import rules
from haidang.regimes.errors import RegimesError
from haidang.regimes.forms.exchange import ExchangeForm
from haidang.regimes.operations.receiving import receive_report
from haidang.regimes.queries.exchanged import ReportCame, report_came
from haidang.regimes.views.consolidation import NOT_TAKEN, SECTION
from haidang.regimes.views.rounds import seen_round
from haidang.reports.errors import ReportsError
from haidang.reports.views.access import require


@require_http_methods(["GET", "HEAD", "POST"])
def receive_exchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will take the file of an issued report, or say what of it does not fit."""
    require(rules.may_run_rounds(request.user))
    report_round = seen_round(request, pk)
    form = ExchangeForm(request.POST, request.FILES) if request.method == "POST" else ExchangeForm()
    if request.method == "POST" and form.is_valid():
        try:
            came = report_came(report_round, form.content())
            receive_report(report_round=report_round, came=came, received_by=request.user, at=timezone.now())
        except (RegimesError, ReportsError) as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, _words_of(came))
            return redirect("reports:obligation", pk=came.obligation.pk)
    context = {"section": SECTION, "round": report_round, "form": form}
    status = NOT_TAKEN if form.errors else 200
    return render(request, "regimes/receive_exchanged.html", context, status=status)


def _words_of(came: ReportCame) -> str:
    said = _("The report of %(body)s is taken; it waits to be accepted.") % {
        "body": came.obligation.agency.name
    }
    if not came.left_out:
        return said
    names = "; ".join(came.left_out)
    return f"{said} {_('Not asked for here, so left out: %(names)s.') % {'names': names}}"
