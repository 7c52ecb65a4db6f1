"""Figures of products, each with the rows it is made of."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.agencies.models import Agency
from haidang.agencies.rules import may_see_programmes
from haidang.foundation.views import page_of_rows
from haidang.reports.forms.products import ProductsForm
from haidang.reports.queries import products
from haidang.reports.queries.standing import obligations_open_to
from haidang.reports.views.access import require


@require_safe
def product_list(request: HttpRequest) -> HttpResponse:
    require(may_see_programmes(request.user))
    owing = obligations_open_to(request.user).order_by().values("agency")
    agencies = Agency.objects.without_tree_fields().filter(pk__in=owing).order_by("name", "id")
    form = ProductsForm(request.GET or None, agencies=agencies)
    counted = products.products_counted(request.user, form.asked())
    page = page_of_rows(request, products.product_rows(counted))
    context = {
        "section": "obligations",
        "form": form,
        "figures": products.product_figures(counted),
        "page": page,
    }
    return render(request, "reports/products.html", context)
