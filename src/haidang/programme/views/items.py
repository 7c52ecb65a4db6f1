"""The page of an item and its editing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from haidang.agencies.rules import may_adopt_programme
from haidang.programme.forms import DayForm
from haidang.programme.queries import items


def show_item(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(items.items_open_to(request.user), pk=pk)
    on = DayForm(request.GET or None).asked_day(today=timezone.localdate())
    context = {
        "section": "programme",
        "programme": item.programme,
        "page": items.item_page(item, on=on),
        "on": on,
        "is_work": items.is_work(item),
        "may_edit": may_adopt_programme(request.user) and item.ended_at is None,
    }
    return render(request, "programme/item.html", context)
