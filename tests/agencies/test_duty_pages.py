"""Duties written down and passed on by hand."""

from datetime import date

import pytest
from factories.agencies import make_agency, make_person

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency, Duty
from haidang.agencies.operations import give_duty

pytestmark = pytest.mark.django_db

DAY = date(2025, 3, 1)
PRESS = "Quản lý nhà nước về báo chí"


def duties() -> list[tuple]:
    return list(Duty.objects.order_by("pk").values_list("name", "holder__name", "valid_from", "valid_to"))


def test_duty_is_written_down_once_however_often_it_is_sent(officer, log_in):
    client, agency = log_in(officer), make_agency("Sở Biển")
    sent = {"name": PRESS, "valid_from": "01/3/2025", "legal_basis": "QĐ 1"}

    answers = [client.post(f"/don-vi/{agency.pk}/nhiem-vu/", sent) for _time in range(2)]

    assert [answer.url for answer in answers] == [f"/don-vi/{agency.pk}/"] * 2
    assert duties() == [(PRESS, "Sở Biển", DAY, None)]


def test_duty_is_passed_on_once_however_often_it_is_sent(officer, log_in):
    client, agency, heir = log_in(officer), make_agency("Sở Biển"), make_agency("Sở Đảo")
    duty = give_duty(name=PRESS, holder=agency, given_by=None)
    assert f"/nhiem-vu-don-vi/{duty.pk}/giao-tiep/" in client.get(f"/don-vi/{agency.pk}/").content.decode()

    for _time in range(2):
        sent = {"holder": f"Sở Đảo ({heir.code})", "on": "01/3/2025"}
        assert client.post(f"/nhiem-vu-don-vi/{duty.pk}/giao-tiep/", sent).status_code == 302

    assert duties() == [(PRESS, "Sở Biển", None, DAY), (PRESS, "Sở Đảo", DAY, None)]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": "31/02/2025"}, "Lịch không có ngày 31/02/2025."),
        ({"holder": "Sở Không Có"}, "Không có đơn vị nào tên là “Sở Không Có”"),
        ({"holder": "Sở Cũ"}, "“Sở Cũ” không tồn tại vào ngày 01/3/2025"),
    ],
)
def test_bad_taker_of_a_duty_is_told_in_words(officer, log_in, wrong, told):
    gone = make_agency("Sở Cũ")
    Agency.objects.filter(pk=gone.pk).update(valid_to=date(2020, 1, 1))
    duty = give_duty(name=PRESS, holder=make_agency("Sở Biển"), given_by=None)
    sent = {"holder": "Sở Biển", "on": "01/3/2025"} | wrong

    page = log_in(officer).post(f"/nhiem-vu-don-vi/{duty.pk}/giao-tiep/", sent).content.decode()

    assert told in page
    assert duties() == [(PRESS, "Sở Biển", None, None)]


@pytest.mark.parametrize("role", [Role.FOCAL, Role.READER, Role.LEADER])
def test_others_find_no_such_page(log_in, role):
    duty = give_duty(name=PRESS, holder=make_agency("Sở Biển"), given_by=None)
    client = log_in(make_person(role))

    answers = [
        client.get(f"/don-vi/{duty.holder_id}/nhiem-vu/"),
        client.get(f"/nhiem-vu-don-vi/{duty.pk}/giao-tiep/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
