"""The page of an item and its editing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.rules import may_adopt_programme
from haidang.programme import errors
from haidang.programme.forms.filters import DayForm
from haidang.programme.forms.items import ItemForm
from haidang.programme.models import Item
from haidang.programme.operations.edit import ItemWords
from haidang.programme.operations.edit import edit_item as edit_item_by_hand
from haidang.programme.queries import items
from haidang.programme.queries.values import timing_as_planned


@require_safe
def show_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(items.items_open_to(request.user), pk=pk)
    on = DayForm(request.GET or None).asked_day(today=timezone.localdate())
    context = {
        "section": "programme",
        "programme": item.programme,
        "page": items.item_page(item, on=on),
        "on": on,
        "is_work": items.is_work(item),
        "may_edit": may_adopt_programme(request.user) and item.ended_at is None and items.is_work(item),
    }
    return render(request, "programme/item.html", context)


def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """This function will show an item's fields and save them, unless someone else was faster."""
    if not may_adopt_programme(request.user):
        raise Http404
    item = get_object_or_404(items.items_to_edit(request.user), pk=pk)
    today = timezone.localdate()
    held = items.agencies_held(item, on=today)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        programme=item.programme,
        on=today,
        held=[agency for agencies in held.values() for agency in agencies],
        initial=items.item_as_written(item, held),
    )
    if request.method == "POST" and form.is_valid() and _is_saved(request, item, form):
        messages.success(request, _("The change is saved. What was before is in the log of this page."))
        return redirect("programme:item", pk=item.pk)
    context = {
        "section": "programme",
        "programme": item.programme,
        "item": item,
        "form": form,
        "agencies": Agency.objects.without_tree_fields().alive_on(today).order_by("name", "id"),
    }
    return render(request, "programme/item_edit.html", context)


def _is_saved(request: HttpRequest, item: Item, form: ItemForm) -> bool:
    wanted = form.cleaned_data
    timing = wanted["timing"]
    try:
        edit_item_by_hand(
            item=item,
            version=wanted["version"],
            edited_by=request.user,
            words=ItemWords(wanted["title"], wanted["content"], wanted["product"]),
            timing=timing_as_planned(timing) if timing else None,
            leads=wanted["leads"],
            partners=wanted["partners"],
            on=timezone.localdate(),
        )
    except errors.ItemChangedMeanwhile as refusal:
        form.add_error(None, refusal.message)
        return False
    return True
