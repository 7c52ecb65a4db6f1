"""The register as a workbook: taken along, and taken over when it comes back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.agencies import queries, rules
from haidang.agencies.errors import AgenciesError
from haidang.agencies.forms.register import DayOfRegisterForm, RegisterForm
from haidang.agencies.models import Agency
from haidang.agencies.operations.importing import import_agencies
from haidang.agencies.tables import register_table
from haidang.agencies.views.agencies import asked_of_register
from haidang.foundation.views.tables import TableWay, import_page, table_download


@require_safe
def export_register(request: HttpRequest) -> HttpResponse:
    """This function will answer with the agencies that the filters of the page ask for."""
    if not rules.may_see_programmes(request.user):
        raise Http404
    day = DayOfRegisterForm(request.GET)
    on = (day.cleaned_data["on"] if day.is_valid() else None) or timezone.localdate()
    form = RegisterForm(request.GET or None, parents=queries.agencies_with_units(on=on))
    found = queries.agencies_filtered(asked_of_register(form, on))
    return table_download(register_table(found, on=on), "so-don-vi")


def import_register(request: HttpRequest) -> HttpResponse:
    if not rules.may_keep_agencies(request.user):
        raise Http404
    today = timezone.localdate()
    everybody = Agency.objects.without_tree_fields().alive_on(today).order_by("name", "id")
    way = TableWay(
        name="agencies.register",
        subject="",
        section="agencies",
        back=reverse("agencies:agencies"),
        export=reverse("agencies:export_register"),
        table=lambda _codes: register_table(everybody.all(), on=today),
        save=lambda rows: import_agencies(
            rows=[(row.key, row.values) for row in rows], on=today, imported_by=request.user
        ),
        refusals=(AgenciesError,),
    )
    return import_page(request, way)
