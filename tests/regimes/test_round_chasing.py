"""Units that have not reported are told once, called by telephone, and what was sent stays to be seen."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.regimes import at_noon, open_round
from factories.reports import send

from haidang.agencies.enums import Role
from haidang.agencies.operations import give_seat
from haidang.agencies.queries import reach_of_contacts
from haidang.foundation.models import Notice
from haidang.regimes.errors import NobodyToChase
from haidang.regimes.models import Chase
from haidang.regimes.operations.chasing import chase_units
from haidang.regimes.queries.chases import call_rows, chased_units, chases_of, units_to_call, units_to_chase
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db
KEY = uuid.UUID(int=5).hex
DAY = date(2026, 6, 18)


@pytest.fixture
def opened(officer):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ")
    make_person(Role.FOCAL, "daumoi", Obligation.objects.get(agency__name="Sở Du lịch").agency)
    return opened


def chase(opened, officer, key: str = KEY) -> Chase:
    owed = list(units_to_chase(opened, officer))
    return chase_units(
        report_round=opened, owed=owed, text="Gửi gấp", key=key, sent_by=officer, at=at_noon(DAY)
    )


def test_chase_goes_out_once_and_tells_which_unit_has_nobody(officer, opened):
    first, again = chase(opened, officer), chase(opened, officer)

    notice = Notice.objects.get(kind="regimes.chase")
    assert (first, Chase.objects.count()) == (again, 1)
    assert (notice.to.username, notice.title, notice.text, notice.is_urgent) == (
        "daumoi",
        f"Chưa có báo cáo: {opened.title}",
        "Sở Du lịch chưa gửi báo cáo; hạn nộp là ngày 19/6/2026.\nGửi gấp",
        True,
    )
    assert [(unit.name, [str(one.username) for one in told]) for unit, told in chased_units(first)] == [
        ("Sở Du lịch", ["daumoi"]),
        ("Sở Ngoại vụ", []),
    ]


def test_chase_without_a_unit_sends_nothing(officer, opened):
    with pytest.raises(NobodyToChase):
        chase_units(report_round=opened, owed=[], text="", key=KEY, sent_by=officer, at=at_noon(DAY))
    assert Chase.objects.count() == 0


def test_page_tells_how_many_have_reported_since_they_were_chased(officer, opened):
    chase(opened, officer)
    send(Obligation.objects.get(agency__name="Sở Du lịch"), officer, on=DAY + timedelta(days=1))

    assert [(one.units, one.people, one.reported_since) for one in chases_of(opened)] == [(2, 1, 1)]


def test_officer_chases_those_ticked_and_all_of_them(officer, opened, log_in):
    client, address = log_in(officer), reverse("regimes:chase", args=[opened.pk])
    tourism = Obligation.objects.get(agency__name="Sở Du lịch")
    client.get(address)

    client.post(address, {"key": KEY, "ai": "chon", "don_vi": [tourism.pk]})
    client.post(address, {"key": KEY, "ai": "chon", "don_vi": [tourism.pk]})
    client.post(address, {"key": uuid.UUID(int=6).hex, "ai": "tat-ca"})
    nobody = client.post(address, {"key": uuid.UUID(int=8).hex, "ai": "chon"}).content.decode()

    assert [one.units for one in chases_of(opened)] == [2, 1]
    assert "Hãy chọn ít nhất một đơn vị chưa báo cáo." in nobody


def test_call_list_has_telephones_of_those_within_reach(officer, opened, log_in):
    tourism = Obligation.objects.get(agency__name="Sở Du lịch").agency
    give_seat(
        holder="Trần Văn Mẫu", agency=tourism, kind="focal_person", valid_from=date(2020, 1, 1),
        source="CV 1", given_by=None, phone="024 1234 5678",
    )  # fmt: skip
    reader = make_person(Role.READER, "nguoidoc", tourism)

    def phones(account) -> list[tuple[str, list[str]]]:
        owed = list(units_to_call(opened, account, on=DAY))
        rows = call_rows(owed, reach_of_contacts(account), on=DAY)
        return [(row.obligation.agency.name, [one.phone for one in row.seats]) for row in rows]

    assert phones(officer) == [("Sở Du lịch", ["024 1234 5678"]), ("Sở Ngoại vụ", [])]
    assert phones(reader) == [("Sở Du lịch", [""])]


def test_call_list_takes_the_same_queries_for_one_unit_and_for_three(
    officer, log_in, django_assert_num_queries
):
    opened = open_round(officer, "Sở Du lịch", "Sở Ngoại vụ", "Sở Y tế")
    Obligation.objects.update(due_on=timezone.localdate() - timedelta(days=3))
    client, address = log_in(officer), reverse("regimes:call_list", args=[opened.pk])
    Obligation.objects.exclude(agency__name="Sở Y tế").update(waived_on=timezone.localdate())
    client.get(address)

    with django_assert_num_queries(7):
        client.get(address)
    Obligation.objects.update(waived_on=None)
    with django_assert_num_queries(7):
        page = client.get(address).content.decode()

    assert page.count('<th scope="row">') == 3


def test_call_list_and_what_was_sent_are_pages_and_a_file(officer, opened, log_in):
    client, sent = log_in(officer), chase(opened, officer)
    make_agency("Sở Tư pháp")

    file = client.get(reverse("regimes:export_call_list", args=[opened.pk]))
    page = client.get(reverse("regimes:chase_sent", args=[opened.pk, sent.pk])).content.decode()

    assert file.content[:2] == b"PK"
    assert "không ai có tài khoản: hãy gọi" in page
