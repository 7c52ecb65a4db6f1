"""Outcomes of violations: recorded once, withdrawn with a reason, shown where a unit is proposed."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.emulation import opened_scheme, published_scheme, steps_criterion, told_scheme

from haidang.agencies.enums import Role
from haidang.foundation.models import Event
from haidang.oversight.errors import OutcomeEnteredAlready, WithdrawnAlready
from haidang.oversight.models import ViolationOutcome
from haidang.oversight.operations.commendations import make_list
from haidang.oversight.operations.outcomes import record_outcome, withdraw_outcome
from haidang.oversight.queries.commendations import CommendationFacts, ListFacts
from haidang.oversight.queries.outcomes import (
    OutcomeFacts,
    outcomes_against,
    outcomes_against_list,
    outcomes_in_span,
)

pytestmark = pytest.mark.django_db
MATTER = "Đăng tin chưa được kiểm chứng"


@pytest.fixture
def tourism(db):
    return make_agency("Sở Du lịch")


@pytest.fixture
def scheme(officer, tourism):
    """This fixture will return a published scheme of 2026 that ranks one unit."""
    opened = opened_scheme(officer, (steps_criterion(empty_points=Decimal(1)),))
    return published_scheme(told_scheme(opened, officer), officer)


def outcome_facts(agency, **changed):
    told = {
        "agency": agency,
        "concluded_on": date(2026, 5, 4),
        "matter": MATTER,
        "outcome": "Phê bình",
        "paper": "12/KL-BCĐ",
    }
    return OutcomeFacts(**told | changed)


def entered(**changed):
    told = {
        "agency": "Sở Du lịch",
        "concluded_on": "04/05/2026",
        "matter": MATTER,
        "outcome": "Phê bình",
        "paper": "12/KL-BCĐ",
    }
    return told | changed


def test_the_same_outcome_sent_twice_is_recorded_once(officer, tourism):
    first = record_outcome(facts=outcome_facts(tourism), made_by=officer)
    assert record_outcome(facts=outcome_facts(tourism), made_by=officer) == first
    assert Event.objects.filter(act="oversight.record_outcome").count() == 1


def test_another_outcome_of_the_same_paper_is_refused_until_the_first_is_withdrawn(officer, tourism):
    first = record_outcome(facts=outcome_facts(tourism), made_by=officer)
    with pytest.raises(OutcomeEnteredAlready):
        record_outcome(facts=outcome_facts(tourism, outcome="Rút kinh nghiệm"), made_by=officer)

    withdraw_outcome(outcome=first, reason="Ghi sai hình thức", withdrawn_by=officer)
    second = record_outcome(facts=outcome_facts(tourism, outcome="Rút kinh nghiệm"), made_by=officer)

    told = ViolationOutcome.objects.order_by("id").values_list("pk", "outcome", "withdrawn_because")
    assert list(told) == [(first.pk, "Phê bình", "Ghi sai hình thức"), (second.pk, "Rút kinh nghiệm", "")]
    with pytest.raises(WithdrawnAlready):
        withdraw_outcome(outcome=first, reason="Lại", withdrawn_by=officer)


def test_only_what_stands_in_the_months_judged_is_told_against_a_unit(officer, tourism, scheme):
    for day, paper in ((date(2025, 12, 31), "1/KL"), (date(2026, 1, 1), "2/KL"), (date(2026, 6, 1), "3/KL")):
        record_outcome(facts=outcome_facts(tourism, concluded_on=day, paper=paper), made_by=officer)
    withdrawn = ViolationOutcome.objects.get(paper="3/KL")
    withdraw_outcome(outcome=withdrawn, reason="Nhầm đơn vị", withdrawn_by=officer)

    assert [one.paper for one in outcomes_in_span(scheme, [tourism.pk])] == ["2/KL"]
    assert outcomes_in_span(scheme, []) == []


def test_ad_hoc_list_looks_back_one_year(officer, tourism):
    for day, paper in ((date(2025, 5, 3), "1/KL"), (date(2025, 5, 4), "2/KL"), (date(2026, 5, 5), "3/KL")):
        record_outcome(facts=outcome_facts(tourism, concluded_on=day, paper=paper), made_by=officer)
    facts = ListFacts("Đột xuất", "Chủ tịch", rows=[CommendationFacts(tourism, "Bằng khen", "Tốt")])
    made = make_list(facts=facts, scheme=None, made_by=officer, on=date(2026, 5, 4))

    assert [one.paper for one in outcomes_against_list(made, [tourism.pk])] == ["2/KL"]
    assert [one.paper for one in outcomes_against([tourism.pk], last=date(2026, 5, 5))] == ["3/KL"]


def test_officer_records_and_withdraws_on_screen(officer, log_in, tourism):
    client = log_in(officer)
    refused = client.post(reverse("oversight:record_outcome"), entered(agency="Sở Không Có", paper=""))
    assert refused.status_code == 200
    assert set(refused.context["form"].errors) == {"agency", "paper"}
    later = timezone.localdate().replace(year=timezone.localdate().year + 1)
    early = client.post(reverse("oversight:record_outcome"), entered(concluded_on=f"{later:%d/%m/%Y}"))
    assert early.context["form"].errors == {
        "concluded_on": ["Ngày kết luận chưa tới. Khi có kết luận hãy ghi."]
    }

    client.post(reverse("oversight:record_outcome"), entered())
    outcome = ViolationOutcome.objects.get()
    twice = client.post(reverse("oversight:record_outcome"), entered(outcome="Cảnh cáo"))
    assert twice.status_code == 422
    client.post(reverse("oversight:withdraw_outcome", args=[outcome.pk]), {"reason": "Ghi nhầm"})

    page = client.get(reverse("oversight:outcomes")).content.decode()
    assert all(words in page for words in ("Sở Du lịch", "Phê bình", "12/KL-BCĐ", "đã rút", "Ghi nhầm"))
    again = client.post(reverse("oversight:withdraw_outcome", args=[outcome.pk]), {"reason": "Lần nữa"})
    assert again.status_code == 422


def test_ranking_and_proposal_tell_officers_and_no_other_unit(officer, log_in, tourism, scheme):
    record_outcome(facts=outcome_facts(tourism, outcome="Nhắc nhở bằng văn bản"), made_by=officer)
    other = make_person(Role.FOCAL, agency=make_agency("Sở Xây dựng"))
    pages = [reverse("oversight:ranking", args=[scheme.pk]), reverse("oversight:propose", args=[scheme.pk])]

    assert ["Nhắc nhở bằng văn bản" in log_in(officer).get(one).content.decode() for one in pages] == [
        True,
        True,
    ]
    assert "Nhắc nhở bằng văn bản" not in log_in(other).get(pages[0]).content.decode()


def test_unit_sees_its_own_outcomes_and_no_others(officer, log_in, tourism):
    building = make_agency("Sở Xây dựng")
    for agency in (tourism, building):
        record_outcome(facts=outcome_facts(agency), made_by=officer)
    page = log_in(make_person(Role.FOCAL, agency=tourism)).get(reverse("oversight:outcomes"))

    assert [one.agency for one in page.context["page"].object_list] == [tourism]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_a_fixed_number_of_queries(officer, log_in, django_assert_num_queries, count):
    for number in range(count):
        record_outcome(facts=outcome_facts(make_agency(f"Sở {number}")), made_by=officer)
    client = log_in(officer)
    with django_assert_num_queries(5):
        client.get(reverse("oversight:outcomes"))
