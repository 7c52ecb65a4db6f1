"""Products counted from answers: each once, by kind and language, in a period, each figure with its rows."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from factories.agencies import make_agency
from factories.reports import TODAY, owed, send
from openpyxl import load_workbook

from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission, return_submission
from haidang.reports.queries.answers import Product
from haidang.reports.queries.products import (
    ProductFigure,
    ProductsAsked,
    product_figures,
    product_rows,
    products_counted,
)

pytestmark = pytest.mark.django_db

NEWS = Product("news", 14, "en", "di sản")


def figures(account, **asked) -> list[ProductFigure]:
    return product_figures(products_counted(account, ProductsAsked(**asked)))


def test_products_are_summed_by_kind_and_language_and_accepted_ones_told_apart(officer, agency, focal):
    first = send(owed(officer, agency), focal, products=[NEWS, Product("course", 2)])
    accept_submission(submission=first, decided_by=officer, on=TODAY)
    send(owed(officer, agency), focal, products=[Product("news", 3, "en", "du lịch")])

    assert figures(officer) == [ProductFigure("course", "", 2, 2), ProductFigure("news", "en", 17, 14)]


def test_only_the_version_that_stands_counts(officer, agency, focal):
    obligation = owed(officer, agency)
    send(obligation, focal, products=[NEWS])
    later = send(obligation, focal, products=[Product("news", 5, "en")])
    assert figures(officer) == [ProductFigure("news", "en", 5, 0)]

    return_submission(submission=later, decided_by=officer, reason="Nhầm kỳ", on=TODAY)

    assert figures(officer) == []


def test_part_of_a_partner_counts_until_the_lead_reports_the_whole(officer, agency, focal):
    whole, part = owed(officer, agency), owed(officer, make_agency("Sở Y tế"))
    Obligation.objects.filter(pk=part.pk).update(whole=whole)
    send(part, officer, products=[Product("news", 4, "en")])
    assert figures(officer) == [ProductFigure("news", "en", 4, 0)]

    send(whole, focal, products=[NEWS])

    assert figures(officer) == [ProductFigure("news", "en", 14, 0)]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 14),
        ({"first": date(2026, 7, 1)}, None),
        ({"last": date(2026, 1, 1)}, None),
        ({"kind": "news", "language": "en", "words": "di sản"}, 14),
        ({"language": "vi"}, None),
    ],
)
def test_figures_are_of_a_period_and_a_topic(officer, agency, focal, asked, number):
    send(owed(officer, agency), focal, products=[NEWS])

    assert [one.number for one in figures(officer, **asked)] == ([number] if number else [])


def test_figure_is_made_of_rows_and_none_of_another_unit(officer, agency, focal):
    other = make_agency("Sở Y tế")
    send(owed(officer, other), officer, products=[Product("news", 9, "en")])
    send(owed(officer, agency), focal, products=[NEWS])
    assert figures(officer) == [ProductFigure("news", "en", 23, 0)]

    counted = products_counted(focal, ProductsAsked())

    assert [(one.number, one.submission.obligation.agency) for one in product_rows(counted)] == [(14, agency)]
    assert product_figures(counted) == [ProductFigure("news", "en", 14, 0)]


def test_page_leads_from_a_figure_to_its_answers(log_in, officer, agency, focal):
    obligation = owed(officer, agency)
    send(obligation, focal, products=[NEWS, Product("course", 2)])
    client, address = log_in(officer), reverse("reports:products")

    page = client.get(address).text
    rows = client.get(address, {"loai": "news", "ngon_ngu": "en"}).text

    assert 'href="?loai=news&amp;ngon_ngu=en#rows">14</a>' in page
    assert reverse("reports:obligation", args=[obligation.pk]) in rows
    assert ("14 tin, Tiếng Anh, di sản" in rows, "2 lớp" in rows) == (True, False)


def test_days_in_the_wrong_order_are_told(log_in, officer):
    page = log_in(officer).get(reverse("reports:products"), {"tu": "01/6/2026", "den": "01/5/2026"}).text

    assert "Ngày cuối đứng trước ngày đầu." in page


def test_page_asks_the_same_number_of_queries_for_any_rows(
    log_in, officer, agency, focal, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = log_in(officer), reverse("reports:products")
    send(owed(officer, agency), focal, products=[NEWS])
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)

    for _further in range(2):
        send(owed(officer, make_agency(f"Sở {_further}")), officer, products=[NEWS])

    with django_assert_num_queries(len(one.captured_queries)):
        client.get(address)


def cells_of(response) -> list[tuple]:
    return list(load_workbook(BytesIO(response.content)).worksheets[0].values)


def test_counts_by_topic_and_the_answers_behind_them_go_out_as_files_that_name_their_filters(
    log_in, officer, agency, focal
):
    accepted = send(owed(officer, agency, title="Báo cáo quý"), focal, products=[NEWS, Product("course", 2)])
    accept_submission(submission=accepted, decided_by=officer, on=TODAY)
    send(owed(officer, agency, title="Số liệu nhanh"), focal, products=[Product("news", 3, "en", "du lịch")])
    client, asked = log_in(officer), {"loai": "news", "don_vi": agency.pk}

    counts = cells_of(client.get(reverse("reports:export_products"), asked))
    rows = cells_of(client.get(reverse("reports:export_product_rows"), asked))

    assert counts[0][0].endswith("(Đơn vị: Sở Du lịch; Sản phẩm: tin)")
    assert counts[2:] == [("tin", "Tiếng Anh", "di sản", 14, 14), ("tin", "Tiếng Anh", "du lịch", 3, 0)]
    assert rows[0][0].endswith("(Đơn vị: Sở Du lịch; Sản phẩm: tin)")
    assert sorted((row[0], row[1], *row[3:7]) for row in rows[2:]) == [
        ("Báo cáo quý", "Sở Du lịch", "tin", "Tiếng Anh", "di sản", 14),
        ("Số liệu nhanh", "Sở Du lịch", "tin", "Tiếng Anh", "du lịch", 3),
    ]


def test_files_hold_no_row_of_another_unit(log_in, officer, agency, focal):
    send(owed(officer, make_agency("Sở Y tế")), officer, products=[Product("news", 9, "en", "dịch bệnh")])
    send(owed(officer, agency), focal, products=[NEWS])
    addresses = [reverse("reports:export_products"), reverse("reports:export_product_rows")]
    assert ["dịch bệnh" in str(cells_of(log_in(officer).get(one))) for one in addresses] == [True, True]

    client = log_in(focal)

    assert ["dịch bệnh" in str(cells_of(client.get(one))) for one in addresses] == [False, False]
    assert ["di sản" in str(cells_of(client.get(one))) for one in addresses] == [True, True]


def test_page_leads_to_its_files_with_what_is_filtered(log_in, officer, agency, focal):
    send(owed(officer, agency), focal, products=[NEWS])

    page = log_in(officer).get(reverse("reports:products"), {"loai": "news"}).text

    for name in ("export_products", "export_product_rows"):
        assert f'href="{reverse(f"reports:{name}")}?loai=news"' in page
