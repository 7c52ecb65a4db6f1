"""What is written when agencies and accounts change, and what is refused."""

from datetime import date

import pytest
from factories.agencies import make_account, make_administrator, make_agency, make_person

from haidang.agencies import operations
from haidang.agencies.enums import NameKind, Role
from haidang.agencies.errors import AgencyNameTaken, LastAdministrator, LoginTaken, PasswordGivenMeanwhile
from haidang.agencies.models import Account, Agency
from haidang.agencies.rules import mark_of_password
from haidang.foundation.models import Event
from haidang.foundation.queries import events_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def names_of(agency) -> list[tuple]:
    return list(agency.names.order_by("id").values_list("kind", "text", "valid_from", "valid_to"))


def test_create_agency_gives_it_an_official_name_and_a_code(administrator):
    agency = operations.create_agency(name="Sở Du  lịch", kind="department", created_by=administrator)

    assert (agency.name, agency.code) == ("Sở Du lịch", "so-du-lich")
    assert names_of(agency) == [("official", "Sở Du lịch", None, None)]
    assert [event.act for event in events_of(agency)] == ["agencies.create_agency"]


def test_create_agency_gives_a_second_body_of_one_name_another_code():
    codes = [make_agency("Phòng Văn hóa").code for _ in range(3)]

    assert codes == ["phong-van-hoa", "phong-van-hoa-2", "phong-van-hoa-3"]


def test_add_agency_name_refuses_a_name_the_agency_has():
    agency = make_agency("Sở Du lịch")
    operations.add_agency_name(agency=agency, text="SDL", kind=NameKind.ABBREVIATION, added_by=None)

    with pytest.raises(AgencyNameTaken):
        operations.add_agency_name(agency=agency, text="SDL", kind=NameKind.ABBREVIATION, added_by=None)


def test_rename_agency_keeps_the_old_name_with_its_last_day():
    agency = make_agency("Sở Thông tin và Truyền thông")

    operations.rename_agency(
        agency=agency, name="Sở Khoa học và Công nghệ", on=date(2025, 3, 1), renamed_by=None
    )

    assert Agency.objects.get(pk=agency.pk).folded_name == "so khoa hoc va cong nghe"
    assert names_of(agency) == [
        ("official", "Sở Thông tin và Truyền thông", None, date(2025, 3, 1)),
        ("official", "Sở Khoa học và Công nghệ", date(2025, 3, 1), None),
    ]


def test_create_account_gives_a_password_that_must_be_changed(administrator):
    account, password = operations.create_account(
        username="lan", full_name="Trần Thị Lan", email="", created_by=administrator
    )

    assert account.check_password(password)
    assert account.must_change_password
    assert password not in str(Event.objects.values_list("after", flat=True))


def test_prepared_account_lets_nobody_in_until_it_is_given_a_password(administrator):
    account = operations.prepare_account(
        username="lan", full_name="Trần Thị Lan", email="", created_by=administrator
    )
    had_password = account.has_usable_password()

    password = operations.reset_password(
        account=account, seen=mark_of_password(account), reset_by=administrator
    )

    account.refresh_from_db()
    assert not had_password
    assert account.check_password(password)
    assert list(Event.objects.order_by("id").values_list("act", flat=True)) == [
        "agencies.create_account",
        "agencies.reset_password",
    ]


def test_create_account_refuses_a_login_in_use():
    make_account("lan")

    with pytest.raises(LoginTaken):
        operations.create_account(username="lan", full_name="Lan", email="", created_by=None)


def test_reset_password_makes_the_old_one_useless(officer, administrator):
    old_password = "hai-dang-soi-bien-dong"
    assert officer.check_password(old_password)

    password = operations.reset_password(
        account=officer, seen=mark_of_password(officer), reset_by=administrator
    )

    changed = Account.objects.get(pk=officer.pk)
    assert changed.check_password(password)
    assert not changed.check_password(old_password)
    assert changed.must_change_password


def test_last_administrator_keeps_post_and_account(administrator):
    post = administrator.posts.get()

    with pytest.raises(LastAdministrator):
        operations.end_post(post=post, on=TODAY, ended_by=administrator)
    with pytest.raises(LastAdministrator):
        operations.deactivate_account(account=administrator, on=TODAY, deactivated_by=administrator)

    post.refresh_from_db()
    assert (post.valid_to, Account.objects.get(pk=administrator.pk).is_active) == (None, True)


def test_one_of_two_administrators_can_go(administrator):
    second = make_administrator("quantri2")

    operations.end_post(post=administrator.posts.get(), on=TODAY, ended_by=second)

    assert administrator.posts.get().valid_to == TODAY


def test_post_given_today_can_end_today():
    account = make_person(Role.READER)
    post = operations.give_post(
        account=account, agency=make_agency(), role=Role.OFFICER, valid_from=TODAY, given_by=None
    )

    operations.end_post(post=post, on=TODAY, ended_by=None)

    assert list(account.posts.held_on(TODAY).values_list("role", flat=True)) == [Role.READER]


def test_what_an_administrator_clicks_twice_stands_once_and_in_the_log_once(officer, administrator):
    """A post, the end of it, a shut account, a corrected name, a password, a body of the register."""
    agency = make_agency("Sở Du lịch")
    seen = mark_of_password(officer)
    given = {"account": officer, "agency": agency, "role": Role.READER, "valid_from": TODAY}

    for _click in range(2):
        post = operations.give_post(**given, given_by=administrator)
        operations.end_post(post=officer.posts.earliest("pk"), on=TODAY, ended_by=administrator)
        operations.deactivate_account(account=officer, on=TODAY, deactivated_by=administrator)
        operations.change_account(account=officer, full_name="Hà", email="", changed_by=administrator)
        operations.rename_agency(agency=agency, name="Sở Du lịch mới", on=TODAY, renamed_by=administrator)
        entered = operations.enter_agency(
            name="Sở Y tế", kind="department", valid_from=None, source="", entered_by=administrator
        )
    operations.reset_password(account=officer, seen=seen, reset_by=administrator)
    with pytest.raises(PasswordGivenMeanwhile):
        operations.reset_password(account=officer, seen=seen, reset_by=administrator)

    assert list(officer.posts.order_by("pk"))[1:] == [post]
    assert list(Agency.objects.filter(name="Sở Y tế")) == [entered]
    assert sorted(Event.objects.filter(actor=administrator).values_list("act", flat=True)) == [
        "agencies.change_account",
        "agencies.create_agency",
        "agencies.deactivate_account",
        "agencies.end_post",
        "agencies.give_post",
        "agencies.rename_agency",
        "agencies.reset_password",
    ]
