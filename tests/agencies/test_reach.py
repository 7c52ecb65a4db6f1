"""How far accounts reach by the posts they hold today."""

import pytest
from factories.agencies import make_account, make_agency, make_person

from haidang.agencies.enums import Role
from haidang.agencies.queries import reach_to_see, reach_to_write

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    above = make_agency("Sở Ngoại vụ")
    unit = make_agency(name="Văn phòng Sở", parent=above)
    return above, unit, make_agency(name="Tổ truyền thông", parent=unit)


def test_focal_person_reaches_the_own_agency_and_every_unit_below_it(department):
    above, unit, team = department
    other = make_agency(name="Sở Du lịch")
    account = make_person(Role.FOCAL, agency=above)

    seen, written = reach_to_see(account), reach_to_write(account)

    assert (seen.is_everywhere, seen.agencies) == (False, {above.pk, unit.pk, team.pk})
    assert written == seen
    assert (seen.covers(team.pk), seen.covers(other.pk), seen.covers(None)) == (True, False, False)


@pytest.mark.parametrize(
    ("role", "sees_all", "writes_all"),
    [(Role.OFFICER, True, True), (Role.LEADER, True, False), (Role.READER, False, False)],
)
def test_officers_and_leaders_follow_every_agency_and_only_officers_write_for_all(
    department, role, sees_all, writes_all
):
    account = make_person(role, agency=department[1])

    assert reach_to_see(account).is_everywhere == sees_all
    assert reach_to_write(account).is_everywhere == writes_all


def test_leaders_readers_and_administrators_write_for_nobody(department):
    for role in (Role.LEADER, Role.READER, Role.ADMINISTRATOR):
        account = make_person(role, agency=department[0])
        assert reach_to_write(account).agencies == frozenset()


def test_account_without_a_post_reaches_nothing(department):
    assert reach_to_see(make_account()).agencies == frozenset()
