"""From a reviewed paper to its programme: the names to settle and the button."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from haidang.agencies.models import Agency
from haidang.agencies.rules import may_adopt_programme
from haidang.documents.models import DocumentReading
from haidang.programme import errors
from haidang.programme.forms.adoption import AdoptionForm, NamesForm
from haidang.programme.operations.adopt import ProgrammeYears, adopt_reading, paper_day
from haidang.programme.operations.agencies import AgencyChoice
from haidang.programme.queries import adoption


def adopt_programme(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show what adopting a reading will do, and adopt it when everything is settled."""
    reading = reading_to_adopt(request, pk)
    preview = adoption.adoption_preview(reading, on=paper_day(reading))
    if preview.other_programme:
        return redirect("programme:difference", pk=reading.pk)
    form = AdoptionForm(
        request.POST if request.method == "POST" else None,
        rows=preview.names,
        years=preview.years,
        suggests_points=preview.suggests_points,
    )
    if request.method == "POST" and form.is_valid() and (programme := _adopted(request, reading, form)):
        messages.success(
            request, _("The programme has been adopted. Every row leads to its lines in the paper.")
        )
        return redirect("programme:page", pk=programme.pk)
    context = {
        "section": "documents",
        "reading": reading,
        "preview": preview,
        "form": form,
        "agencies": Agency.objects.without_tree_fields().filter(valid_to=None).order_by("name", "id"),
    }
    return render(request, "programme/adopt.html", context)


def reading_to_adopt(request: HttpRequest, pk: int) -> DocumentReading:
    """This function will find a reading for those who may adopt; for all others there is no such page."""
    if not may_adopt_programme(request.user):
        raise Http404
    return get_object_or_404(DocumentReading.objects.select_related("document"), pk=pk)


def _adopted(request: HttpRequest, reading: DocumentReading, form: AdoptionForm):
    years = ProgrammeYears(form.cleaned_data["tu_nam"], form.cleaned_data["den_nam"])
    try:
        return adopt_reading(
            reading=reading,
            adopted_by=request.user,
            agency_choices=choices_of(form),
            years=years,
            takes_points=form.cleaned_data["diem"],
        )
    except errors.ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return None


def choices_of(form: NamesForm) -> dict[str, AgencyChoice]:
    """This function will turn what a form decided about names into choices for an operation."""
    return {
        printed: AgencyChoice(agency=agency, kind=kind) for printed, (agency, kind) in form.decided().items()
    }
