"""What a later reading of an adopted paper says otherwise, to be taken over or left."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from haidang.agencies.models import Agency
from haidang.documents.models import DocumentReading
from haidang.foundation.counts import ShownCount
from haidang.programme import errors
from haidang.programme.forms.adoption import ChosenDifferencesForm, DifferenceForm
from haidang.programme.models import LeftDifference, Programme
from haidang.programme.operations.adopt import paper_day
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.operations.leaving import leave_differences, reopen_difference
from haidang.programme.queries import adoption
from haidang.programme.queries.differences import Difference, settled_differences
from haidang.programme.queries.names import names_to_match
from haidang.programme.views.adoption import choices_of, reading_to_adopt

ALL = "tat-ca"


def show_differences(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show what a later reading says otherwise, and take over what was chosen."""
    reading = reading_to_adopt(request, pk)
    programme = adoption.programme_of(reading.document)
    if programme is None or programme.reading_id == reading.pk:
        return redirect("programme:adopt", pk=reading.pk)
    settled = settled_differences(programme, reading)
    form = _difference_form(request, reading, settled.open)
    if request.method == "POST" and form.is_valid() and _is_taken_over(request, programme, reading, form):
        return redirect("programme:difference", pk=reading.pk)
    context = {
        "section": "programme",
        "programme": programme,
        "reading": reading,
        "differences": list(settled.open),
        "left": settled.left,
        "hindrances": adoption.later_reading_hindrances(reading),
        "undecided": adoption.undecided_findings(reading),
        "form": form,
        "agencies": Agency.objects.without_tree_fields().filter(valid_to=None).order_by("name", "id"),
    }
    return render(request, "programme/differences.html", context)


@require_POST
def leave_chosen(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will leave the chosen differences as they are."""
    reading, programme = _compared(request, pk)
    keys = [one.key for one in settled_differences(programme, reading).open]
    form = ChosenDifferencesForm(request.POST, keys=keys)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for listed in form.errors.values() for error in listed))
        return redirect("programme:difference", pk=pk)
    rows = leave_differences(
        programme=programme,
        reading=reading,
        keys=form.cleaned_data["lay"],
        left_by=request.user,
        reason=form.cleaned_data["ly_do"],
        at=timezone.localtime(),
    )
    said = ngettext(
        "%(count)s difference was left as it is.", "%(count)s differences were left as they are.", len(rows)
    )
    messages.success(request, said % {"count": ShownCount(len(rows))})
    return redirect("programme:difference", pk=pk)


@require_POST
def reopen_left(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will list a difference as open again that someone had left."""
    _reading, programme = _compared(request, pk)
    left = get_object_or_404(
        LeftDifference.objects.select_related("left_by", "programme"),
        programme=programme,
        key=request.POST.get("mo", ""),
    )
    reopen_difference(left=left, reopened_by=request.user)
    messages.success(request, _("The difference is open again."))
    return redirect("programme:difference", pk=pk)


def _compared(request: HttpRequest, pk: int) -> tuple[DocumentReading, Programme]:
    reading = reading_to_adopt(request, pk)
    programme = adoption.programme_of(reading.document)
    if programme is None or programme.reading_id == reading.pk:
        raise Http404
    return reading, programme


def _difference_form(
    request: HttpRequest, reading: DocumentReading, differences: tuple[Difference, ...]
) -> DifferenceForm:
    """One form for one, several or all differences; each asks only for the names it brings."""
    on = paper_day(reading)
    rows = names_to_match([one.finding for one in differences if one.finding], on=on)
    names = {
        one.key: {row.key for row in names_to_match([one.finding], on=on)} if one.finding else set()
        for one in differences
    }
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        if data.get("lay_het") == ALL:
            data.setlist("lay", list(names))
    return DifferenceForm(data, rows=rows, names=names)


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
        "%(count)s difference was taken over.", "%(count)s differences were taken over.", len(taken)
    )
    messages.success(request, said % {"count": ShownCount(len(taken))})
    return True
