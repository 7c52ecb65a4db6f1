"""The rounds of reports as a list, each with how many have reported of how many."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.regimes import open_round
from factories.reports import send

from haidang.agencies.enums import Role
from haidang.engines.reckoning.periods import quarter_period
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.rounds import round_lines, rounds_listed
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db


def shares(account) -> list[tuple[str, int, int]]:
    found = round_lines(rounds_listed(account), account)
    return [(one.report_round.occurrence, one.answered, one.asked) for one in found]


def test_round_counts_units_that_have_reported(officer):
    open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    send(Obligation.objects.get(agency__name="Sở Du lịch"), officer)

    assert shares(officer) == [("report 2026-01..2026-06", 1, 2)]


def test_focal_person_counts_the_own_unit_only(officer):
    open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    focal = make_person(Role.FOCAL, "daumoi", Obligation.objects.get(agency__name="Sở Du lịch").agency)

    assert shares(focal) == [("report 2026-01..2026-06", 0, 1)]


def test_unit_that_is_not_asked_is_told_so_on_the_list_and_the_page(officer, log_in):
    opened = open_round(officer, "Sở Du lịch")
    client = log_in(make_person(Role.FOCAL, "daumoi", make_agency("Sở Ngoại vụ")))

    listed = client.get(reverse("regimes:rounds")).content.decode()
    page = client.get(reverse("regimes:round", args=[opened.pk])).content.decode()

    assert ("không có đơn vị của bạn" in listed, "<span>/0</span>" in listed + page) == (True, False)
    assert "Đơn vị của bạn không báo cáo trong kỳ này" in page


def test_list_takes_the_same_queries_for_one_round_and_for_three(officer, log_in, django_assert_num_queries):
    opened = open_round(officer)
    client = log_in(officer)
    client.get(reverse("regimes:rounds"))

    with django_assert_num_queries(6):
        client.get(reverse("regimes:rounds"))
    for quarter in (3, 4):
        open_report_round(
            regime=opened.regime,
            period=quarter_period(2026, quarter),
            opened_by=officer,
            today=opened.opened_on,
        )
    with django_assert_num_queries(6):
        page = client.get(reverse("regimes:rounds")).content.decode()

    assert page.count("<tr>") == 4


def test_first_round_is_told_how_it_opens(officer, log_in):
    page = log_in(officer).get(reverse("regimes:rounds")).content.decode()

    assert "Kỳ báo cáo tự mở theo ngày khi chế độ báo cáo đang dùng, hoặc do cán bộ mở." in page
