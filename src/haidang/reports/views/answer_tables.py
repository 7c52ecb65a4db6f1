"""What is still owed as a workbook: taken along, filled in, and sent when it comes back."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.agencies.queries import reach_to_write
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.counts import ShownCount
from haidang.foundation.tables.plan import RowPlan, SheetTable
from haidang.foundation.views.tables import TableWay, import_page, table_download
from haidang.programme.queries.programmes import programme_list
from haidang.reports import rules
from haidang.reports.errors import ReportsError
from haidang.reports.forms.lists import ObligationsForm
from haidang.reports.models import Obligation
from haidang.reports.operations.answer_rows import send_answers
from haidang.reports.queries.standing import obligations_filtered, still_owed
from haidang.reports.queries.urgency import standing_so
from haidang.reports.registry import answered_elsewhere
from haidang.reports.tables import answer_table
from haidang.reports.views.access import require

MOST_ROWS = 1_000


@require_safe
def export_answers(request: HttpRequest) -> HttpResponse:
    """This function will answer with what is still owed, as the filters of the list ask for it."""
    require(may_see_programmes(request.user) and rules.may_work(request.user))
    today = timezone.localdate()
    form = ObligationsForm(request.GET or None, programmes=programme_list(for_user=request.user))
    asked = form.asked()
    found = obligations_filtered(_to_answer(request).filter(still_owed(), ~answered_elsewhere()), asked)
    owed = standing_so(found, asked.standing, on=today).order_by("due_on", "id")
    if owed.count() > MOST_ROWS:
        told = _(
            "More than %(most)s obligations fit: choose a programme or a unit first, then take the table along."
        )
        messages.warning(request, told % {"most": ShownCount(MOST_ROWS)})
        return redirect(f"{reverse('reports:obligations')}?{request.GET.urlencode()}")
    return table_download(answer_table(owed, request.user, on=today), "viec-phai-bao")


def import_answers(request: HttpRequest) -> HttpResponse:
    """This function will send the answers of a table for those who may answer, each row by its own rights."""
    require(may_see_programmes(request.user) and rules.may_work(request.user))
    now = timezone.now()

    def table(codes: frozenset[str]) -> SheetTable:
        named = [int(code) for code in codes if code.isdecimal() and len(code) < 18]
        return answer_table(
            _to_answer(request).filter(pk__in=named).order_by("id"),
            request.user,
            on=timezone.localdate(now),
        )

    def save(rows: Sequence[RowPlan]) -> None:
        send_answers(
            obligations=_to_answer(request),
            rows=[(row.key, row.values) for row in rows],
            author=request.user,
            at=now,
        )

    asked = request.GET.copy()
    asked.pop("lan", None)
    way = TableWay(
        name="reports.answers",
        subject="",
        section="my_work",
        back=reverse("reports:obligations" if rules.may_open_rounds(request.user) else "reports:my_work"),
        export=f"{reverse('reports:export_answers')}?{asked.urlencode()}".rstrip("?"),
        table=table,
        save=save,
        refusals=(ReportsError,),
    )
    return import_page(request, way)


def _to_answer(request: HttpRequest) -> QuerySet[Obligation]:
    """What the person may answer for: the own agencies and their units, for an officer everybody's."""
    return reach_to_write(request.user).narrow(Obligation.objects.all())
