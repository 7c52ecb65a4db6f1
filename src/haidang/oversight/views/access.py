"""Which scheme and sheet of an address a person gets: what is not for them is told as not there."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from haidang.oversight import rules
from haidang.oversight.models import EmulationScheme, ScoreSheet


def seen_scheme(request: HttpRequest, pk: int) -> EmulationScheme:
    """This function will return a scheme the person may see, or answer 404."""
    scheme = get_object_or_404(EmulationScheme, pk=pk)
    if not rules.may_see_scheme(request.user, scheme):
        raise Http404
    return scheme


def seen_sheet(request: HttpRequest, pk: int) -> ScoreSheet:
    """This function will return a score sheet the person may see, or answer 404."""
    found = ScoreSheet.objects.select_related("scheme", "agency", "heir", "group", "obligation")
    sheet = get_object_or_404(found, pk=pk)
    if not rules.may_see_sheet(request.user, sheet):
        raise Http404
    return sheet
