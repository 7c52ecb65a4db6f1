"""Rounds, regimes and consolidated reports are found by words, each by who may see its page."""

import pytest
from django.urls import reverse
from factories.agencies import make_account, make_person
from factories.consolidation import begun, issued, report_of
from factories.regimes import open_round

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.regimes.queries.consolidation_texts import PickFacts
from haidang.regimes.queries.search import reports_matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(officer):
    return open_round(officer, "Sở Du lịch")


@pytest.fixture
def paper(opened, officer):
    report_of(opened, "Sở Du lịch", "Đã dịch 14 bài.", (14,), officer)
    return issued(begun(opened, officer, PickFacts("Đã dịch 14 bài.")), officer)


def places(words, account) -> list[str]:
    return [one.address for one in reports_matching(words, for_user=account)]


def test_officer_finds_paper_round_and_regime_with_and_without_marks(opened, paper, officer):
    all_three = [
        reverse("regimes:consolidation", args=[paper.pk]),
        reverse("regimes:round", args=[opened.pk]),
        reverse("regimes:regime", args=[opened.regime_id]),
    ]

    assert places("thông tin đối ngoại 6 tháng", officer) == all_three
    assert places("THONG TIN DOI NGOAI", officer) == all_three
    assert places("125/BC-UBND", officer) == all_three[:1]
    assert places("bưởi diễn", officer) == []
    assert places(" ", officer) == []


def test_unit_finds_round_and_regime_and_no_paper(opened, paper):
    focal = make_person(Role.FOCAL, "daumoi", Agency.objects.get(name="Sở Du lịch"))

    assert places("doi ngoai", focal) == [
        reverse("regimes:round", args=[opened.pk]),
        reverse("regimes:regime", args=[opened.regime_id]),
    ]
    assert places("doi ngoai", make_account("la")) == []


def test_search_over_everything_leads_to_them(opened, paper, officer, log_in):
    page = log_in(officer).get("/tim/", {"q": "đối ngoại"}).content.decode()

    assert [f'href="{one}"' in page for one in places("đối ngoại", officer)] == [True] * 3


def test_page_of_all_asked_for_the_same_leads_a_round_to_its_own_page(opened, officer, log_in):
    owed = Agency.objects.get(name="Sở Du lịch").obligations.get()

    answer = log_in(officer).get(reverse("reports:round", args=[owed.pk]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("regimes:round", args=[opened.pk]))
