"""The screen of levels: linking, asking units, what bad input gets, who may."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.levels import linked, make_plan

from haidang.agencies.enums import AgencyKind, Role
from haidang.programme.models import PlanCall, ProgrammeLink

pytestmark = pytest.mark.django_db

PRESS = "Theo dõi và tổng hợp dư luận báo chí nước ngoài viết về thành phố"


@pytest.fixture
def city(officer):
    return make_plan("15/KH-UBND", [PRESS], adopted_by=officer)


@pytest.fixture
def department(officer):
    return make_plan("09/KH-SVH", [PRESS], adopted_by=officer)


def test_officer_links_two_programmes_and_is_led_to_their_matches(city, department, officer, log_in):
    address = reverse("programme:decide_link", args=[city.pk])
    sent = {"phia": "duoi", "chuong_trinh": department.pk, "trang_thai": "confirmed", "phien_ban": "0"}

    answers = [log_in(officer).post(address, sent) for _time in range(2)]

    link = ProgrammeLink.objects.get()
    assert (link.above, link.below) == (city, department)
    assert {answer.url for answer in answers} == {reverse("programme:matches", args=[link.pk])}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"phia": "duoi", "chuong_trinh": "999", "trang_thai": "confirmed", "phien_ban": "0"},
        {"phia": "duoi", "chuong_trinh": "abc", "trang_thai": "confirmed", "phien_ban": "0"},
        {"phia": "x", "chuong_trinh": "1", "trang_thai": "confirmed", "phien_ban": "-1"},
    ],
)
def test_link_that_makes_no_sense_is_answered_in_words(city, department, officer, log_in, sent):
    answer = log_in(officer).post(reverse("programme:decide_link", args=[city.pk]), sent, follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert not ProgrammeLink.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"pham_vi": "local", "han": "31/02/2026"}, "han"),
        ({"pham_vi": "local", "han": ""}, "han"),
        ({"pham_vi": "zzz", "han": "31/3/2026"}, "pham_vi"),
        ({"pham_vi": "local", "han": "31/3/2026", "thuoc": "Thành phố Không Có"}, "thuoc"),
    ],
)
def test_call_that_makes_no_sense_is_answered_beside_its_field(city, officer, log_in, sent, field):
    answer = log_in(officer).post(reverse("programme:call_for_plans", args=[city.pk]), sent)

    assert list(answer.context["call_form"].errors) == [field]
    assert not PlanCall.objects.exists()


def test_officer_asks_units_changes_the_day_and_ends_the_call(city, officer, log_in):
    make_agency("Thành phố Hải Đăng", AgencyKind.PROVINCE)
    client, address = log_in(officer), reverse("programme:call_for_plans", args=[city.pk])
    client.post(address, {"pham_vi": "local", "thuoc": "Thành phố Hải Đăng", "han": "31/3/2026"})
    call = PlanCall.objects.get()
    change = reverse("programme:change_call", args=[call.pk])

    bad = client.post(change, {"phien_ban": "1", "han": "31/02/2026"}, follow=True)
    said = [str(message) for message in bad.context["messages"]]
    assert said[-1] == "“31/02/2026” không phải là ngày. Hãy ghi như 31/3/2026."
    client.post(change, {"phien_ban": "1", "han": "30/4/2026"})
    stale = client.post(change, {"phien_ban": "1", "han": "31/5/2026"}, follow=True)
    assert [message.level_tag for message in stale.context["messages"]][-1] == "error"
    client.post(change, {"phien_ban": "2", "thoi": "1"})

    call.refresh_from_db()
    assert (call.due_on.isoformat(), call.version, call.ended_at is None) == ("2026-04-30", 3, False)


@pytest.mark.parametrize("role", [Role.FOCAL, Role.LEADER, Role.READER, Role.ADMINISTRATOR])
def test_others_look_at_levels_and_change_nothing(city, department, officer, log_in, role):
    link = linked(city, department, decided_by=officer)
    client = log_in(make_person(role, f"nguoi-{role}"))
    looked = [
        client.get(reverse(f"programme:{name}", args=[city.pk])).status_code
        for name in ("levels", "coverage", "comparison", "export_coverage")
    ]
    changed = [
        client.post(reverse("programme:decide_link", args=[city.pk])).status_code,
        client.post(reverse("programme:call_for_plans", args=[city.pk])).status_code,
        client.post(reverse("programme:propose_matches", args=[link.pk])).status_code,
        client.post(reverse("programme:match_items", args=[link.pk])).status_code,
    ]

    assert (looked, changed) == ([200] * 4, [404] * 4)


@pytest.mark.parametrize("plans", [1, 3])
def test_levels_take_a_fixed_number_of_queries(city, officer, log_in, plans, django_assert_num_queries):
    for number in range(plans):
        linked(city, make_plan(f"{number}/KH", [PRESS], adopted_by=officer), decided_by=officer)
    client = log_in(officer)

    with django_assert_num_queries(13):
        client.get(reverse("programme:levels", args=[city.pk]))
