"""Plans that a paper orders: found in its lines, opened with one act, shown in doubt."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from factories.agencies import make_agency
from factories.programme import adopted_programme, paper_lines, plan_answer

from haidang.agencies.enums import AgencyKind
from haidang.engines.reading.plan_duties import PlanDutyDoubt
from haidang.engines.reckoning.reminder_ladder import VIETNAM
from haidang.programme.enums import UnitScope
from haidang.programme.models import PlanCall
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.reports.errors import NobodyToAsk, UnfitDay
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import Opened
from haidang.reports.operations.plan_duties import open_plan_duty
from haidang.reports.queries.plan_duties import NOBODY_KNOWN, plan_duties_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 20, 9, tzinfo=VIETNAM)
DUE = date(2026, 3, 14)
ORDER = {
    700: "Đề nghị các sở, ban, ngành, UBND các quận, huyện, thị xã căn cứ Kế hoạch của",
    701: "Thành phố, xây dựng Kế hoạch của đơn vị trước ngày 15/3/2026, định kỳ báo cáo (báo cáo",
    702: "6 tháng trước ngày 20/6/2026).",
    703: "Giao Sở Tài chính chủ trì, tham mưu UBND Thành phố ban hành Kế hoạch kinh phí.",
}
DUTY = {
    "label": "13",
    "agency": "Các đơn vị liên quan",
    "items": [{"text": "Hằng năm xây dựng kế hoạch thực hiện Đề án.", "lines": [[720, 720]]}],
    "lines": [[719, 720]],
}


@pytest.fixture
def programme(officer):
    city = make_agency("Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE)
    for name, kind in (
        ("Quận Ba Đình", AgencyKind.DISTRICT),
        ("Sở Du lịch", AgencyKind.DEPARTMENT),
        ("Báo Hà Nội mới", AgencyKind.PRESS),
    ):
        make_agency(name, kind, parent=city)
    made = adopted_programme(plan_answer(duties=[DUTY]), adopted_by=officer)
    paper_lines(made.reading, ORDER)
    made.owner = city
    made.save()
    return made


def test_orders_of_the_paper_are_offered_with_lines_day_and_doubts(programme):
    assert [
        (one.found.lines, one.found.asked, one.scopes, one.found.due, one.doubts, one.is_open)
        for one in plan_duties_of(programme)
    ] == [
        (
            (700, 701),
            "các sở, ban, ngành, UBND các quận, huyện, thị xã",
            (UnitScope.DEPARTMENT, UnitScope.LOCAL),
            DUE,
            (),
            False,
        ),
        (
            (720,),
            "Các đơn vị liên quan",
            (),
            None,
            (PlanDutyDoubt.NO_DAY, PlanDutyDoubt.EACH_YEAR, NOBODY_KNOWN),
            False,
        ),
    ]


def test_one_act_opens_what_each_unit_owes_and_the_calls_that_coverage_counts(officer, programme):
    duty = plan_duties_of(programme)[0]

    first = open_plan_duty(duty=duty, due_on=DUE, opened_by=officer, at=NOW)
    again = open_plan_duty(duty=duty, due_on=DUE, opened_by=officer, at=NOW)

    assert (first, again) == (Opened(2, 2), Opened(0, 0))
    assert set(Obligation.objects.values_list("agency__name", "kind", "due_on", "programme")) == {
        ("Quận Ba Đình", "plan", DUE, programme.pk),
        ("Sở Du lịch", "plan", DUE, programme.pk),
    }
    assert list(PlanCall.objects.order_by("scope").values_list("scope", "under__name", "due_on")) == [
        ("department", "Ủy ban nhân dân thành phố Hà Nội", DUE),
        ("local", "Ủy ban nhân dân thành phố Hà Nội", DUE),
    ]
    assert [one.is_open for one in plan_duties_of(programme)] == [True, False]


def test_plan_duty_is_not_opened_for_a_past_day_or_nobody(officer, programme):
    group, wide = plan_duties_of(programme)

    with pytest.raises(UnfitDay):
        open_plan_duty(duty=group, due_on=date(2026, 1, 1), opened_by=officer, at=NOW)
    with pytest.raises(NobodyToAsk):
        open_plan_duty(duty=wide, due_on=DUE, opened_by=officer, at=NOW)

    assert (Obligation.objects.count(), PlanCall.objects.count()) == (0, 0)


def test_officer_opens_it_from_the_page_of_rounds(officer, programme, log_in):
    client, rounds = log_in(officer), reverse("reports:open_round")
    span = f"chuong_trinh={programme.pk}&tu=01/01/2024&den=31/12/2024"
    page, act = f"{rounds}?{span}", reverse("reports:open_plans", args=[programme.pk])

    shown = client.get(page).content.decode()
    assert "Các sở, ban, ngành, UBND các quận, huyện, thị xã" in shown
    assert 'name="han" inputmode="numeric" size="10" required value="14/3/2026"' in shown
    assert "văn bản không ghi hạn: hãy nhập hạn" in shown

    unread = client.post(act, {"dong": "700", "han": "31/02/2030", "ve": span}, follow=True)
    assert (Obligation.objects.count(), 'role="' in unread.content.decode()) == (0, True)
    client.post(act, {"dong": "700", "han": "31/3/2099", "ve": span})
    assert Obligation.objects.filter(kind="plan").count() == 2
    assert "đã yêu cầu" in client.get(page).content.decode()


def test_another_day_set_by_hand_is_told_and_nothing_is_half_opened(officer, programme, log_in):
    call_for_plans(
        programme=programme,
        scope=UnitScope.LOCAL,
        under=programme.owner,
        due_on=date(2099, 1, 31),
        called_by=officer,
        at=NOW,
    )

    log_in(officer).post(
        reverse("reports:open_plans", args=[programme.pk]), {"dong": "700", "han": "31/3/2099"}
    )

    assert (Obligation.objects.count(), PlanCall.objects.count()) == (0, 1)
