"""Saving a filter of a list under a name, and forgetting it. Each has the own ones only."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from haidang.foundation import operations, registry
from haidang.foundation.forms import SavedFilterForm
from haidang.foundation.queries.filters import keeps_filters, saved_filters_of


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """This function will save a filter and go back to its list; what cannot be saved is told there."""
    if not registry.is_at_work(request.user):
        raise Http404
    form = SavedFilterForm(request.POST, account=request.user)
    if form.is_valid():
        saved = operations.save_filter(account=request.user, **form.cleaned_data)
        messages.success(request, _("The filter is kept as “%(name)s”.") % {"name": saved.name})
    else:
        messages.error(request, next(iter(form.errors.values()))[0])
    place, query = request.POST.get("place", ""), request.POST.get("query", "")
    return redirect(f"{place}?{query}" if keeps_filters(place) else "/")


@require_POST
def forget_filter(request: HttpRequest, pk: int) -> HttpResponse:
    if not registry.is_at_work(request.user):
        raise Http404
    saved = get_object_or_404(saved_filters_of(request.user), pk=pk)
    operations.forget_filter(saved=saved, account=request.user)
    messages.success(request, _("The filter “%(name)s” is removed.") % {"name": saved.name})
    return redirect(saved.place)
