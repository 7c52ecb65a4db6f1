"""Acting for another: whose rights count, what the log says, and when it ends."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from factories.agencies import make_account, make_agency, make_person, make_post

from haidang.agencies import errors, operations, queries, rules
from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Delegation
from haidang.foundation.models import Event, Notice

pytestmark = pytest.mark.django_db

OFFICE = "Văn phòng UBND thành phố"
TODAY = timezone.localdate()
TOMORROW, WEEK = TODAY + timedelta(days=1), timedelta(days=7)


@pytest.fixture
def deputy(db):
    return make_account("phophong", "Trần Quốc Bảo")


def delegate(officer: Account, deputy: Account, **days) -> Delegation:
    given = {"valid_from": TODAY, "valid_to": TOMORROW, "reason": "Đi công tác"} | days
    return operations.give_delegation(
        post=officer.posts.get(), delegate=deputy, given_by=officer, on=TODAY, **given
    )


def act_for(client, officer: Account):
    return client.post("/tai-khoan/lam-thay/chon/", {"post": officer.posts.get().pk}, follow=True)


def test_delegate_has_the_rights_only_when_acting_and_the_holder_keeps_them(officer, deputy, log_in):
    client = log_in(deputy)
    delegate(officer, deputy)

    before = client.get("/van-ban/nop/").status_code
    page = act_for(client, officer).content.decode()
    after = client.get("/van-ban/nop/").status_code

    assert (before, after) == (404, 200)
    assert f"Bạn đang làm thay <b>Nguyễn Thu Hà, {OFFICE}</b>" in page
    assert log_in(officer).get("/van-ban/nop/").status_code == 200


def test_log_tells_who_acted_and_for_whom(officer, deputy, administrator, log_in):
    agency = make_agency("Sở Du lịch")
    client = log_in(deputy)
    delegate(officer, deputy)
    act_for(client, officer)

    client.post(f"/don-vi/{agency.pk}/doi-ten/", {"name": "Sở Du lịch mới", "on": "01/01/2026"})

    event = Event.objects.get(act="agencies.rename_agency")
    assert (event.actor, event.acting_for) == (deputy, f"Nguyễn Thu Hà, {OFFICE}")
    log = log_in(administrator).get("/nhat-ky/?act=agencies.rename_agency").content.decode()
    assert f"thay mặt Nguyễn Thu Hà, {OFFICE}" in log


def test_acting_for_another_leaves_the_own_rights_aside(officer, log_in):
    both = make_person(Role.ADMINISTRATOR, "quantri2")
    client = log_in(both)
    delegate(officer, both)

    own = client.get("/nguoi-dung/").status_code
    act_for(client, officer)
    acting = client.get("/nguoi-dung/").status_code
    client.post("/tai-khoan/lam-thay/chon/", {"post": ""})

    assert (own, acting, client.get("/nguoi-dung/").status_code) == (200, 404, 200)


def test_reach_is_that_of_the_delegated_post(deputy):
    department = make_agency("Sở Ngoại vụ")
    focal = make_person(Role.FOCAL, agency=department)
    delegate(focal, deputy)
    alone, acting = Account.objects.get(pk=deputy.pk), Account.objects.get(pk=deputy.pk)

    acting.acting_as = focal.posts.get().pk

    assert queries.reach_to_write(alone).agencies == frozenset()
    assert queries.reach_to_write(acting).agencies == {department.pk}


def test_revoked_delegation_closes_the_open_session_and_takes_nothing_half(officer, deputy, log_in):
    agency, client = make_agency("Sở Du lịch"), log_in(deputy)
    delegation = delegate(officer, deputy)
    act_for(client, officer)

    log_in(officer).post(f"/lam-thay/{delegation.pk}/thu-hoi/")
    answer = client.post(
        f"/don-vi/{agency.pk}/doi-ten/", {"name": "Sở Khác", "on": "01/01/2026"}, follow=True
    ).content.decode()

    agency.refresh_from_db()
    assert agency.name == "Sở Du lịch"
    assert "đã hết hạn hoặc bị thu hồi" in answer
    assert "Nội dung vừa gửi chưa được nhận." in answer
    assert client.get("/van-ban/nop/").status_code == 404
    assert act_for(client, officer).status_code == 404


@pytest.mark.parametrize(
    ("first", "end", "is_open"),
    [(TODAY, TOMORROW, True), (TODAY - WEEK, TODAY, False), (TOMORROW, TODAY + WEEK, False)],
)
def test_delegation_holds_on_its_days_alone(officer, deputy, first, end, is_open):
    Delegation.objects.create(
        post=officer.posts.get(), delegate=deputy, valid_from=first, valid_to=end, reason="Nghỉ phép"
    )

    assert bool(rules.posts_open_today(deputy)) == is_open


def test_delegation_ends_with_the_post_and_with_the_account_behind_it(officer, deputy):
    delegate(officer, deputy, valid_to=TODAY + WEEK)
    day = TODAY
    assert Delegation.objects.held_on(day).count() == 1

    Account.objects.filter(pk=officer.pk).update(is_active=False)
    shut = Delegation.objects.held_on(day).count()
    Account.objects.filter(pk=officer.pk).update(is_active=True)
    operations.end_post(post=officer.posts.get(), on=day, ended_by=None)

    assert (shut, Delegation.objects.held_on(day).count()) == (0, 0)


def test_only_the_holder_delegates_and_never_the_rights_of_an_administrator(officer, deputy, administrator):
    with pytest.raises(errors.DelegationForbidden):
        operations.give_delegation(
            post=officer.posts.get(),
            delegate=administrator,
            given_by=deputy,
            on=TODAY,
            valid_from=TODAY,
            valid_to=TOMORROW,
            reason="?",
        )
    with pytest.raises(errors.DelegationForbidden):
        delegate(administrator, deputy)
    with pytest.raises(errors.DelegationToOneself):
        delegate(officer, officer)
    assert Delegation.objects.count() == 0


def test_who_acts_for_another_cannot_hand_it_on(officer, deputy, log_in):
    client = log_in(deputy)
    delegate(officer, deputy)
    act_for(client, officer)
    make_account("nguoikhac", "Người Khác")
    given = {"post": officer.posts.get().pk, "delegate": "nguoikhac", "reason": "x"}

    answer = client.post(
        "/tai-khoan/lam-thay/giao/",
        given | {"valid_from": f"{TODAY:%d/%m/%Y}", "last_day": f"{TODAY:%d/%m/%Y}"},
    )

    assert answer.status_code == 404
    assert Delegation.objects.count() == 1


def test_delegation_given_on_the_page_is_not_given_twice(officer, deputy, log_in):
    client, day = log_in(officer), f"{TODAY:%d/%m/%Y}"
    given = {"post": officer.posts.get().pk, "delegate": "phophong", "reason": "Đi công tác"}
    given |= {"valid_from": day, "last_day": day}

    client.post("/tai-khoan/lam-thay/giao/", given)
    again = client.post("/tai-khoan/lam-thay/giao/", given).content.decode()

    row = Delegation.objects.get()
    assert (row.delegate, row.valid_from, row.valid_to) == (deputy, TODAY, TOMORROW)
    assert "Người này đã được uỷ quyền vai trò này trong những ngày ấy." in again


def test_form_of_delegation_says_what_is_wrong(officer, log_in):
    yesterday = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    given = {"post": officer.posts.get().pk, "delegate": "aido", "reason": "x"}

    page = log_in(officer).post(
        "/tai-khoan/lam-thay/giao/", given | {"valid_from": yesterday, "last_day": "31/02/2026"}
    )

    told = page.content.decode()
    assert "Không có tài khoản nào đang mở mang tên đăng nhập hoặc họ tên này." in told
    assert "Ngày đầu không được ở trong quá khứ." in told
    assert "Lịch không có ngày 31/02/2026" in told


def test_person_with_two_posts_chooses_for_which_to_act(log_in):
    both = make_person(Role.OFFICER, "canbo2")
    other = make_agency("Sở Ngoại vụ")
    make_post(both, Role.FOCAL, other)
    client = log_in(both)

    client.post("/tai-khoan/lam-thay/chon/", {"post": both.posts.get(role=Role.FOCAL).pk})

    assert client.get("/van-ban/nop/").status_code == 404
    assert "Sở Ngoại vụ" in client.get("/").content.decode()
    assert "Bạn đang làm thay" not in client.get("/").content.decode()


def test_nobody_acts_for_a_post_that_was_not_delegated(officer, deputy, log_in):
    assert act_for(log_in(deputy), officer).status_code == 404


def test_ended_post_opens_nothing_in_a_session_that_was_left_open(officer, administrator, log_in):
    client = log_in(officer)
    assert client.get("/van-ban/nop/").status_code == 200

    log_in(administrator).post(f"/vai-tro/{officer.posts.get().pk}/roi/", {"on": f"{TODAY:%d/%m/%Y}"})

    pages = ("/van-ban/nop/", "/van-ban/", "/don-vi/", "/danh-ba/", "/tim/?q=so")
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)


def test_what_a_leaving_person_holds_open_is_shown_for_handing_over(officer, deputy, administrator, log_in):
    post = officer.posts.get()
    seat = operations.give_seat(
        holder="Nguyễn Thu Hà",
        agency=post.agency,
        kind="expert",
        valid_from=date(2025, 1, 1),
        source="Quyết định 3",
        given_by=None,
    )
    operations.change_person(
        person=seat.person, version=1, full_name="Nguyễn Thu Hà", account=officer, changed_by=None
    )
    delegate(officer, deputy)
    operations.end_post(post=post, on=TODAY, ended_by=administrator)

    shown = queries.leaving_of(post, on=TODAY)
    page = log_in(make_person(Role.OFFICER, "canbo3")).get(f"/vai-tro/{post.pk}/").content.decode()

    assert [one.url for one in shown.open_work] == [f"/vi-tri/{seat.pk}/", f"/vai-tro/{post.pk}/"]
    assert "Vị trí trong danh bạ nhân sự: nhóm chuyên gia" in page
    assert "Uỷ quyền cho Trần Quốc Bảo hết hiệu lực cùng vai trò này" in page
    assert log_in(make_person(Role.READER)).get(f"/vai-tro/{post.pk}/").status_code == 404


def test_last_administrator_does_not_leave(administrator, log_in):
    page = log_in(administrator).post(
        f"/vai-tro/{administrator.posts.get().pk}/roi/", {"on": f"{TODAY:%d/%m/%Y}"}
    )

    assert "Phải còn ít nhất một quản trị viên" in page.content.decode()
    assert administrator.posts.get().valid_to is None


def test_delegate_is_told_and_finds_it_on_the_desk(officer, deputy, log_in):
    delegate(officer, deputy)

    desk = log_in(deputy).get("/").content.decode()

    notice = Notice.objects.get(to=deputy)
    assert (notice.title, notice.text) == ("Nguyễn Thu Hà uỷ quyền cho bạn làm thay", "Đi công tác")
    assert f"Hôm nay bạn được làm thay: <b>Nguyễn Thu Hà</b>, {OFFICE}" in desk
    assert 'href="/tai-khoan/lam-thay/"' in desk


def test_administrator_revokes_a_delegation_that_another_gave_and_nobody_else_does(
    officer, deputy, administrator, log_in
):
    delegation = delegate(officer, deputy)
    address = f"/lam-thay/{delegation.pk}/thu-hoi/"

    other = log_in(make_person(Role.OFFICER, "canbo9")).post(address).status_code
    assert Delegation.objects.held_on(TODAY).count() == 1
    page = log_in(administrator).get(f"/nguoi-dung/{officer.pk}/").content.decode()
    log_in(administrator).post(address)

    assert (other, address in page) == (404, True)
    assert Delegation.objects.held_on(TODAY).count() == 0
