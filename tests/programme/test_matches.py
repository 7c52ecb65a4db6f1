"""Which items match: proposals decided one by one or from a score on, by hand, by two people at once."""

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_officer, make_person
from factories.levels import NOW, linked, make_plan, task_of

from haidang.agencies.enums import Role
from haidang.foundation.models import Event
from haidang.programme.enums import MatchState
from haidang.programme.errors import MatchesChangedMeanwhile, UnfitMatch
from haidang.programme.models import Item, ItemMatch
from haidang.programme.operations.links import decide_matches, match_by_hand, renew_proposals

pytestmark = pytest.mark.django_db

PRESS = "Theo dõi và tổng hợp dư luận báo chí nước ngoài viết về thành phố"
COURSE = "Tập huấn nghiệp vụ cho người phát ngôn và cán bộ đầu mối"
OWN_COURSE = "Tập huấn nghiệp vụ cho người phát ngôn, cán bộ đầu mối của ngành"


@pytest.fixture
def link(officer):
    unit = make_agency("Sở Văn hóa và Thể thao")
    city = make_plan("15/KH-UBND", [PRESS, COURSE], adopted_by=officer)
    below = make_plan(
        "09/KH-SVH",
        [
            "Tổng hợp dư luận báo chí nước ngoài",
            OWN_COURSE,
            "Thay đèn hành lang",
        ],
        adopted_by=officer,
        owner=unit,
    )
    return linked(city, below, decided_by=officer)


def states(link) -> list[tuple]:
    found = ItemMatch.objects.filter(link=link).order_by("above__position", "below__position")
    return list(found.values_list("above__label", "below__label", "state"))


def test_only_what_is_alike_is_proposed(link):
    assert states(link) == [("I.1", "I.1", "proposed"), ("I.2", "I.2", "proposed")]


def test_decision_is_logged_with_both_items_and_may_come_twice(link, officer):
    match = ItemMatch.objects.get(above__label="I.1")

    for _time in range(2):
        decide_matches(
            link=link, versions={match.pk: 1}, state=MatchState.CONFIRMED, decided_by=officer, at=NOW
        )

    assert states(link) == [("I.1", "I.1", "confirmed"), ("I.2", "I.2", "proposed")]
    events = Event.objects.filter(act="programme.decide_match").values_list("before", "after")
    assert list(events) == [
        (
            {"state": "proposed"},
            {
                "state": "confirmed",
                "above": f"I.1 {PRESS}",
                "below": "I.1 Tổng hợp dư luận báo chí nước ngoài",
            },
        )
    ]


def test_second_of_two_people_is_told_what_the_first_decided_and_nothing_is_saved(link, officer):
    first, second = ItemMatch.objects.order_by("above__position")
    decide_matches(link=link, versions={first.pk: 1}, state=MatchState.REFUSED, decided_by=officer, at=NOW)

    with pytest.raises(MatchesChangedMeanwhile, match=officer.full_name):
        decide_matches(
            link=link,
            versions={first.pk: 1, second.pk: 1},
            state=MatchState.CONFIRMED,
            decided_by=make_officer("nguoi-khac"),
            at=NOW,
        )
    assert states(link) == [("I.1", "I.1", "refused"), ("I.2", "I.2", "proposed")]


def test_proposing_again_leaves_what_people_decided(link, officer):
    first = ItemMatch.objects.get(above__label="I.1")
    decide_matches(link=link, versions={first.pk: 1}, state=MatchState.REFUSED, decided_by=officer, at=NOW)

    count = renew_proposals(link=link, asked_by=officer, at=NOW)

    assert count == 1
    assert states(link) == [("I.1", "I.1", "refused"), ("I.2", "I.2", "proposed")]


def test_person_matches_what_no_words_have_in_common(link, officer):
    above, below = task_of(link.above, "I.2"), task_of(link.below, "I.3")

    for _time in range(2):
        match_by_hand(link=link, above=above, below=below, decided_by=officer, at=NOW)

    assert ("I.2", "I.3", "confirmed") in states(link)
    assert ItemMatch.objects.get(below=below).score is None


def test_item_of_another_programme_or_one_taken_out_cannot_be_matched(link, officer):
    above, below = task_of(link.above, "I.1"), task_of(link.below, "I.3")
    Item.objects.filter(pk=below.pk).update(ended_at=NOW)
    below.refresh_from_db()

    with pytest.raises(UnfitMatch):
        match_by_hand(link=link, above=below, below=above, decided_by=officer, at=NOW)
    with pytest.raises(UnfitMatch):
        match_by_hand(link=link, above=above, below=below, decided_by=officer, at=NOW)


def test_all_from_a_likeness_on_are_confirmed_at_once(link, officer, log_in):
    scores = dict(ItemMatch.objects.values_list("above__label", "score"))
    low, high = sorted(scores, key=lambda label: scores[label])
    least = round(scores[high] * 100 - 0.5)
    assert scores[low] * 100 < least

    log_in(officer).post(
        reverse("programme:decide_matches", args=[link.pk]), {"tu": "1", "tu_diem": str(least)}
    )

    assert dict(ItemMatch.objects.values_list("above__label", "state")) == {
        high: "confirmed",
        low: "proposed",
    }


def test_one_button_decides_one_match_and_a_replayed_form_changes_nothing(link, officer, log_in):
    match = ItemMatch.objects.get(above__label="I.1")
    client, address = log_in(officer), reverse("programme:decide_matches", args=[link.pk])

    for _time in range(2):
        client.post(address, {"mot": f"{match.pk}:1:refused"})

    match.refresh_from_db()
    assert (match.state, match.version, match.decided_by) == ("refused", 2, officer)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"khop": "999:1", "la": "confirmed"},
        {"khop": "a:b", "la": "confirmed"},
        {"mot": "x"},
        {"tu": "1", "tu_diem": "0"},
        {"tu": "1", "tu_diem": ""},
    ],
)
def test_form_that_makes_no_sense_is_answered_in_words_and_saves_nothing(link, officer, log_in, sent):
    answer = log_in(officer).post(reverse("programme:decide_matches", args=[link.pk]), sent, follow=True)

    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert {state for _above, _below, state in states(link)} == {"proposed"}


def test_unit_decides_about_its_own_plan_and_others_only_look(link, log_in):
    address = reverse("programme:decide_matches", args=[link.pk])
    own = make_person(Role.FOCAL, "dau-moi", link.below.owner)
    other = make_person(Role.FOCAL, "khac", make_agency("Sở Du lịch"))
    match = ItemMatch.objects.get(above__label="I.1")
    sent = {"mot": f"{match.pk}:1:confirmed"}

    assert log_in(other).post(address, sent).status_code == 404
    assert log_in(other).get(reverse("programme:matches", args=[link.pk])).status_code == 200
    assert {state for _above, _below, state in states(link)} == {"proposed"}
    assert log_in(own).post(address, sent).status_code == 302
    assert states(link)[0] == ("I.1", "I.1", "confirmed")
