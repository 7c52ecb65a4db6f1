"""Which programme carries out which: proposals from the papers, decisions, calls for plans."""

from datetime import date

import pytest
from factories.agencies import make_agency, make_officer
from factories.levels import NOW, linked, make_plan

from haidang.agencies.enums import AgencyKind
from haidang.foundation.models import Event
from haidang.programme.enums import MatchState, UnitScope
from haidang.programme.errors import (
    CallChangedMeanwhile,
    CallExists,
    LinkChangedMeanwhile,
    LinkedInCircle,
)
from haidang.programme.models import ItemMatch, PlanCall, ProgrammeLink
from haidang.programme.operations.links import decide_link
from haidang.programme.operations.plan_calls import call_for_plans, change_call, end_call
from haidang.programme.queries.levels import programme_levels

pytestmark = pytest.mark.django_db

PRESS = "Theo dõi và tổng hợp dư luận báo chí nước ngoài viết về thành phố"
COURSE = "Tập huấn nghiệp vụ cho người phát ngôn và cán bộ đầu mối"


@pytest.fixture
def city(officer):
    return make_plan("15/KH-UBND", [PRESS, COURSE], adopted_by=officer)


def citing(number: str) -> dict:
    """This function will return the citation of a plan in the opening of another paper."""
    return {
        "kind": "Kế hoạch",
        "number": number,
        "date": "2026-01-15",
        "issuer": None,
        "title": None,
        "basis": True,
        "lines": [[3, 3]],
    }


def test_plan_that_cites_another_is_proposed_on_both_sides(city, officer):
    department = make_plan("09/KH-SVH", [PRESS], adopted_by=officer, citations=[citing("15/KH-UBND")])

    below, above = programme_levels(city), programme_levels(department)

    assert [(row.programme, row.link, row.state) for row in below.below] == [
        (department, None, MatchState.PROPOSED)
    ]
    assert [(row.programme, row.citation.kind) for row in above.above] == [(city, "legal_basis")]
    assert (below.above, above.below) == ((), ())


def test_confirmed_link_proposes_matches_with_their_words(city, officer):
    department = make_plan("09/KH-SVH", ["Tổng hợp dư luận báo chí nước ngoài"], adopted_by=officer)

    link = linked(city, department, decided_by=officer)

    found = ItemMatch.objects.filter(link=link).values_list("above__title", "state", "words")
    assert list(found) == [(PRESS, MatchState.PROPOSED, ["tổng hợp dư luận báo chí nước"])]


def test_link_that_was_said_twice_is_there_once_and_logged_once(city, officer):
    department = make_plan("09/KH-SVH", [PRESS], adopted_by=officer)

    links = {linked(city, department, decided_by=officer).pk for _time in range(2)}

    assert len(links) == 1
    assert Event.objects.filter(act="programme.decide_link").count() == 1


def test_link_taken_back_keeps_its_matches_but_counts_no_more(city, officer):
    department = make_plan("09/KH-SVH", [PRESS], adopted_by=officer)
    link = linked(city, department, decided_by=officer)

    decide_link(above=city, below=department, state=MatchState.REFUSED, version=1, decided_by=officer, at=NOW)

    assert ProgrammeLink.objects.values_list("state", "version").get() == (MatchState.REFUSED, 2)
    assert ItemMatch.objects.filter(link=link).count() == 1
    assert [row.state for row in programme_levels(city).below] == [MatchState.REFUSED]


def test_second_of_two_officers_sees_that_the_link_was_decided(city, officer):
    department = make_plan("09/KH-SVH", [PRESS], adopted_by=officer)
    linked(city, department, decided_by=officer)

    with pytest.raises(LinkChangedMeanwhile):
        decide_link(
            above=city,
            below=department,
            state=MatchState.REFUSED,
            version=0,
            decided_by=make_officer("nguoi-khac"),
            at=NOW,
        )
    assert ProgrammeLink.objects.get().state == MatchState.CONFIRMED


def test_levels_close_no_circle(city, officer):
    department = make_plan("09/KH-SVH", [PRESS], adopted_by=officer)
    commune = make_plan("12/KH-UBND", [PRESS], adopted_by=officer)
    linked(city, department, decided_by=officer)
    linked(department, commune, decided_by=officer)

    with pytest.raises(LinkedInCircle):
        linked(commune, city, decided_by=officer)
    assert ProgrammeLink.objects.count() == 2


def test_units_are_asked_once_and_the_day_can_be_changed(city, officer):
    under = make_agency("Thành phố Hải Đăng", AgencyKind.PROVINCE)
    asked = {
        "programme": city,
        "scope": UnitScope.LOCAL,
        "under": under,
        "called_by": officer,
        "at": NOW,
    }
    call = call_for_plans(due_on=date(2026, 3, 31), **asked)

    assert call_for_plans(due_on=date(2026, 3, 31), **asked) == call
    with pytest.raises(CallExists):
        call_for_plans(due_on=date(2026, 4, 30), **asked)
    change_call(call=call, version=1, due_on=date(2026, 4, 30), changed_by=officer)
    with pytest.raises(CallChangedMeanwhile):
        change_call(call=call, version=1, due_on=date(2026, 5, 31), changed_by=officer)
    assert PlanCall.objects.values_list("due_on", "version").get() == (date(2026, 4, 30), 2)


def test_ended_call_leaves_room_for_a_new_one(city, officer):
    asked = {"programme": city, "scope": UnitScope.DEPARTMENT, "under": None, "called_by": officer, "at": NOW}
    call = call_for_plans(due_on=date(2026, 3, 31), **asked)

    end_call(call=call, version=1, ended_by=officer, at=NOW)
    end_call(call=PlanCall.objects.get(), version=1, ended_by=officer, at=NOW)
    again = call_for_plans(due_on=date(2026, 4, 30), **asked)

    assert list(programme_levels(city).calls) == [again]
    assert Event.objects.filter(act="programme.end_call").count() == 1
