"""Figures of products, each with the rows it is made of."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.views import page_of_rows
from haidang.reports.exports import product_rows_workbook, products_workbook
from haidang.reports.forms.products import ProductsForm
from haidang.reports.queries import products
from haidang.reports.queries.standing import obligations_open_to
from haidang.reports.templatetags.standing import product_language
from haidang.reports.views.access import require
from haidang.reports.views.lists import MOST_ROWS_OF_FILE, XLSX


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    form = _asked_form(request)
    counted = products.products_counted(request.user, form.asked())
    page = page_of_rows(request, products.product_rows(counted))
    context = {
        "section": "obligations",
        "form": form,
        "figures": products.product_figures(counted),
        "page": page,
    }
    return render(request, "reports/products.html", context)


@require_safe
def export_products(request: HttpRequest) -> HttpResponse:
    """This function will give the counts that were asked for as a workbook, by kind, language and topic."""
    form = _asked_form(request)
    figures = products.topic_figures(products.products_counted(request.user, form.asked()))
    return _file("san-pham", products_workbook(figures, **_about(form)))


@require_safe
def export_product_rows(request: HttpRequest) -> HttpResponse:
    """This function will give the rows behind the counts as a workbook, the first ones where there are very many."""
    form = _asked_form(request)
    rows = products.product_rows(products.products_counted(request.user, form.asked()))
    return _file("san-pham-tung-dong", product_rows_workbook(rows[:MOST_ROWS_OF_FILE], **_about(form)))


def _asked_form(request: HttpRequest) -> ProductsForm:
    require(may_see_programmes(request.user))
    owing = obligations_open_to(request.user).order_by().values("agency")
    agencies = Agency.objects.without_tree_fields().filter(pk__in=owing).order_by("name", "id")
    return ProductsForm(request.GET or None, agencies=agencies)


def _about(form: ProductsForm) -> dict[str, Any]:
    return {"filters": form.told(), "language_words": product_language, "on": timezone.localdate()}


def _file(name: str, book: bytes) -> HttpResponse:
    named = f"{name}-{timezone.localdate():%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{named}"', "Cache-Control": "private, no-store"}
    return HttpResponse(book, content_type=XLSX, headers=headers)
