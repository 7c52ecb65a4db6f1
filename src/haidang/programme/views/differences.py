"""What a later reading of an adopted paper says otherwise, to be taken over or left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from haidang.agencies.models import Agency
from haidang.documents.models import DocumentReading
from haidang.programme import errors
from haidang.programme.forms import DifferenceForm
from haidang.programme.models import Programme
from haidang.programme.operations.adopt import paper_day
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.queries import adoption
from haidang.programme.queries.differences import reading_difference
from haidang.programme.queries.names import names_to_match
from haidang.programme.views.adoption import choices_of, reading_to_adopt


def show_differences(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show what a later reading says otherwise, and take over what was chosen."""
    reading = reading_to_adopt(request, pk)
    programme = adoption.programme_of(reading.document)
    if programme is None or programme.reading_id == reading.pk:
        return redirect("programme:adopt", pk=reading.pk)
    differences = reading_difference(programme, reading)
    names = names_to_match([one.finding for one in differences if one.finding], on=paper_day(reading))
    form = DifferenceForm(
        request.POST if request.method == "POST" else None, rows=names, keys=[one.key for one in differences]
    )
    if request.method == "POST" and form.is_valid() and _is_taken_over(request, programme, reading, form):
        return redirect("programme:difference", pk=reading.pk)
    context = {
        "section": "programme",
        "programme": programme,
        "reading": reading,
        "differences": differences,
        "hindrances": adoption.later_reading_hindrances(reading),
        "form": form,
        "agencies": Agency.objects.without_tree_fields().filter(valid_to=None).order_by("name", "id"),
    }
    return render(request, "programme/differences.html", context)


def _is_taken_over(
    request: HttpRequest, programme: Programme, reading: DocumentReading, form: DifferenceForm
) -> bool:
    try:
        taken = take_over_differences(
            programme=programme,
            reading=reading,
            keys=form.cleaned_data["lay"],
            taken_by=request.user,
            agency_choices=choices_of(form),
            at=timezone.localtime(),
        )
    except errors.ProgrammeError as refusal:
        form.add_error(None, refusal.message)
        return False
    said = ngettext(
        "%(count)d difference was taken over.", "%(count)d differences were taken over.", len(taken)
    )
    messages.success(request, said % {"count": len(taken)})
    return True
