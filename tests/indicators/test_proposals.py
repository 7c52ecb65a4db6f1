"""Targets that papers state are proposed with their lines; an officer takes them, changes them or leaves them out."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from factories.indicators import make_indicator, make_measures, paper_with_targets
from factories.programme import adopted_programme, reviewed_reading

from haidang.documents.enums import FindingKind, FindingState
from haidang.foundation.models import Event
from haidang.indicators.enums import Comparison
from haidang.indicators.models import IndicatorTarget, LeftProposal
from haidang.indicators.operations.starting_set import take_starting_set
from haidang.indicators.queries.proposals import Doubt, proposal_board, proposals_of
from haidang.programme.models import Target
from haidang.programme.operations.adopt import adopt_reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(officer):
    """This fixture will return an adopted plan with a share among its goals and a count in a task."""
    take_starting_set(taken_by=officer)
    return adopted_programme(paper_with_targets(), adopted_by=officer)


def taken(proposal, **fields):
    return {
        "indicator": proposal.indicator.pk,
        "comparison": proposal.comparison,
        "value": "50",
        "first_year": proposal.first_year,
        "last_year": proposal.last_year,
        "scope": "all",
    } | fields


def test_sentence_is_proposed_with_value_years_lines_and_indicator(programme):
    share, count = proposals_of(programme)

    assert (share.value, share.unit, share.comparison) == (50, "%", Comparison.AT_LEAST)
    assert (share.first_year, share.last_year, share.lines) == (2026, 2027, ((12, 13),))
    assert (share.indicator.code, share.doubts) == ("ty-le-tap-huan", (Doubt.COMPARISON,))
    assert share.read_from == Target.objects.get()
    assert (count.aim, count.value, count.lines) == ("12 số", Decimal(12), ((40, 41), (44, 44)))
    assert (count.indicator.code, count.read_from) == ("so-ban-tin", None)


def test_doubt_is_told_where_nothing_fits(officer):
    programme = adopted_programme(paper_with_targets(), adopted_by=officer)

    assert [(one.indicator, Doubt.NO_INDICATOR in one.doubts) for one in proposals_of(programme)] == [
        (None, True),
        (None, True),
    ]


def test_taken_proposal_keeps_paper_lines_and_words_and_is_offered_no_more(programme, officer, log_in):
    share, count = proposals_of(programme)
    client = log_in(officer)

    page = client.get(reverse("indicators:take_proposal", args=[programme.pk, share.key])).content.decode()
    client.post(reverse("indicators:take_proposal", args=[programme.pk, share.key]), taken(share, value="55"))

    target = IndicatorTarget.objects.get()
    assert 'value="50"' in page
    assert (target.value, target.paper, target.lines) == (55, programme.document, [[12, 13]])
    assert (target.words, target.read_from) == (share.words, share.read_from)
    board = proposal_board(programme)
    assert ([one.key for one in board.waiting], board.followed) == ([count.key], ((share, target),))
    line = f"{reverse('documents:paper', args=[programme.document_id])}?dong=12-13#L12"
    assert line in client.get(reverse("indicators:indicator", args=[target.indicator_id])).content.decode()


def test_left_proposal_keeps_its_reason_and_can_be_looked_at_again(programme, officer, log_in):
    share, count = proposals_of(programme)
    client = log_in(officer)
    place = [programme.pk, count.key]

    without = client.post(reverse("indicators:leave_proposal", args=place), {"reason": ""})
    assert (without.status_code, LeftProposal.objects.count()) == (200, 0)
    client.post(reverse("indicators:leave_proposal", args=place), {"reason": "Đã thôi xuất bản"})

    board = proposal_board(programme)
    assert ([one.key for one in board.waiting], board.left[0][1].reason) == ([share.key], "Đã thôi xuất bản")
    page = client.get(reverse("indicators:proposals", args=[programme.pk])).content.decode()
    assert "Đã thôi xuất bản" in page

    client.post(reverse("indicators:take_up_proposal", args=place))
    assert [one.key for one in proposal_board(programme).waiting] == [share.key, count.key]
    acts = Event.objects.filter(act__contains="_proposal").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["indicators.leave_proposal", "indicators.take_up_proposal"]


def test_paper_leads_to_its_proposals(programme, officer, log_in):
    client = log_in(officer)
    address = reverse("indicators:proposals", args=[programme.pk])

    assert address in client.get(reverse("programme:targets", args=[programme.pk])).content.decode()
    assert address in client.get(reverse("indicators:papers")).content.decode()


def test_target_that_nobody_reviewed_is_told_and_comes_once_it_is_reviewed(officer, log_in):
    take_starting_set(taken_by=officer)
    reading = reviewed_reading(paper_with_targets())
    goals = reading.findings.filter(kind=FindingKind.TARGET)
    goals.update(state=FindingState.PROPOSED)
    programme = adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    client, address = log_in(officer), reverse("indicators:proposals", args=[programme.pk])
    review = f"{reverse('documents:review', args=[reading.pk])}?muc=target"

    before = client.get(address).content.decode()
    goals.update(state=FindingState.ACCEPTED)
    adopt_reading(reading=reading, adopted_by=officer, agency_choices={})
    after = client.get(address).content.decode()

    assert "Văn bản còn 1 chỉ tiêu chưa rà soát nên chưa có ở đây." in before
    assert (review in before, review in after) == (True, False)
    assert [one.value for one in proposals_of(programme)] == [50, 12]


def test_indicator_of_counted_work_is_not_offered_for_a_share_of_people(officer):
    make_measures()
    make_indicator(officer, code="luot", name="Cán bộ thông tin đối ngoại được tập huấn", unit="người")
    programme = adopted_programme(paper_with_targets(), adopted_by=officer)

    assert proposals_of(programme)[0].indicator is None


def test_days_of_a_target_become_its_years(programme):
    target = Target.objects.get()
    target.due_on, target.phase_from, target.phase_to = None, date(2026, 1, 1), date(2028, 12, 31)
    target.save()

    assert [(one.first_year, one.last_year) for one in proposals_of(programme)][0] == (2026, 2028)


@pytest.mark.parametrize(("subject", "said", "code"), [
    ("cán bộ phụ trách các cổng thông tin điện tử", "được tập huấn về thông tin đối ngoại", "ty-le-bien-tap"),
    ("lãnh đạo cấp phòng, cán bộ làm thông tin đối ngoại", "được tập huấn", "ty-le-tap-huan"),
    ("các sở, ban, ngành", "phân công cán bộ phụ trách thông tin đối ngoại", "ty-le-phan-cong"),
    ("cán bộ phụ trách, cán bộ được phân công", "có thẻ", None),
])  # fmt: skip
def test_share_is_proposed_for_whom_the_sentence_is_of(programme, subject, said, code):
    """A share of people is none of units, though the sentence has all words of its name."""
    target = Target.objects.select_related("item").get()
    Target.objects.filter(pk=target.pk).update(subject=subject)
    type(target.item).objects.filter(pk=target.item_id).update(title=f"50% {subject} {said}")

    share = next(one for one in proposals_of(programme) if one.unit == "%")

    assert (share.indicator.code if share.indicator else None) == code
