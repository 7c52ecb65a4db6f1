"""Units that owe a report or its true figures are told once, called, and what was sent stays to be seen."""

import io
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.regimes import at_noon, open_round, open_yearly_round
from factories.reports import send
from openpyxl import load_workbook

from haidang.agencies.enums import Role
from haidang.agencies.operations import give_seat
from haidang.agencies.queries import reach_of_contacts
from haidang.foundation.models import Event, Notice
from haidang.foundation.operations import put_notice
from haidang.regimes.enums import ChasedFor
from haidang.regimes.errors import NobodyToChase
from haidang.regimes.exports import call_workbook
from haidang.regimes.models import Chase
from haidang.regimes.operations.chasing import chase_units
from haidang.regimes.queries.chases import (
    ReminderDay,
    call_rows,
    chased_units,
    chases_of,
    reminder_days,
    units_to_call,
    units_to_chase,
    units_to_true_up,
)
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import accept_submission
from haidang.reports.operations.reminding import remind_people

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

    assert [(one.units, one.people, one.sent_since) for one in chases_of(opened)] == [(2, 1, 1)]


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


@pytest.fixture
def estimated(officer):
    """This fixture will open a round of the year, of which three units sent an estimate and one sent nothing."""
    opened = open_yearly_round(officer, "Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp", "Sở Y tế")
    for name in ("Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp"):
        estimate = send(owed_by(name), officer, on=date(2025, 11, 10))
        accept_submission(submission=estimate, decided_by=officer, on=date(2025, 11, 12))
    make_person(Role.FOCAL, "daumoi", owed_by("Sở Du lịch").agency)
    return opened


def owed_by(name: str) -> Obligation:
    return Obligation.objects.select_related("agency").get(agency__name=name)


def names(rows) -> list[str]:
    return [one.agency.name for one in rows]


def test_report_and_true_figures_are_chased_apart(officer, estimated):
    send(owed_by("Sở Tư pháp"), officer, on=estimated.trued_up_on)
    after_close = estimated.closes_on + timedelta(days=1)

    assert names(units_to_chase(estimated, officer)) == ["Sở Y tế"]
    assert names(units_to_true_up(estimated, officer, on=estimated.closes_on)) == []
    assert names(units_to_true_up(estimated, officer, on=after_close)) == ["Sở Du lịch", "Sở Ngoại vụ"]


def test_chase_for_true_figures_says_so_is_kept_and_tells_who_has_sent_them_since(officer, estimated):
    sent_on = estimated.trued_up_on
    sent = chase_units(
        report_round=estimated,
        owed=list(units_to_true_up(estimated, officer, on=sent_on)),
        asked_for=ChasedFor.TRUE_FIGURES,
        text="Gửi gấp",
        key=KEY,
        sent_by=officer,
        at=at_noon(sent_on),
    )
    send(owed_by("Sở Ngoại vụ"), officer, on=sent_on)

    notice = Notice.objects.get(kind="regimes.chase")
    assert (notice.to.username, notice.title, notice.text) == (
        "daumoi",
        f"Chưa có số thực: {estimated.title}",
        "Sở Du lịch mới gửi số ước; số liệu đã chốt ngày 14/12/2025. Hạn gửi số thực là ngày 19/12/2025.\nGửi gấp",
    )
    assert [
        (one.chase, one.chase.asked_for, one.units, one.people, one.sent_since)
        for one in chases_of(estimated)
    ] == [(sent, "true_figures", 3, 1, 1)]


def test_officer_chases_true_figures_from_the_round_by_buttons_of_their_own(officer, estimated, log_in):
    client = log_in(officer)
    round_page = client.get(reverse("regimes:round", args=[estimated.pk])).content.decode()
    page = reverse("regimes:chase", args=[estimated.pk])
    address = f"{page}?hoi=true_figures"
    justice = owed_by("Sở Tư pháp")

    shown = client.get(address)
    ticked = client.post(address, {"key": KEY, "ai": "chon", "don_vi": [justice.pk, owed_by("Sở Y tế").pk]})
    client.post(address, {"key": uuid.UUID(int=6).hex, "ai": "can-goi"})
    client.post(address, {"key": uuid.UUID(int=7).hex, "ai": "tat-ca"})
    client.post(page, {"key": uuid.UUID(int=8).hex, "ai": "tat-ca"})
    kept = client.get(address).content.decode()

    assert f'href="{address}"' in round_page
    assert names(shown.context["page"].object_list) == ["Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp"]
    assert ticked.url == address
    assert [
        [unit.name for unit, _told in chased_units(one.chase)] for one in reversed(chases_of(estimated))
    ] == [
        ["Sở Tư pháp"],
        ["Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp"],
        ["Sở Du lịch", "Sở Ngoại vụ", "Sở Tư pháp"],
        ["Sở Y tế"],
    ]
    assert kept.count("đã gửi số thực từ đó: 0/") == 3
    assert (kept.count("đã nộp từ đó: 0/1"), "Số thực (3)" in kept, "Báo cáo (1)" in kept) == (1, True, True)
    asked_for = Event.objects.filter(act="regimes.chase_units").order_by("id").values_list("after", flat=True)
    assert [one["asked_for"] for one in asked_for] == [*["true_figures"] * 3, "report"]


def test_round_without_true_figures_or_before_data_close_offers_none(officer, opened, log_in):
    page = log_in(officer).get(reverse("regimes:chase", args=[opened.pk])).content.decode()

    assert ("hoi=true_figures" in page, "Số thực (" in page) == (False, False)


def test_call_list_says_for_what_a_unit_is_called_and_by_which_day(officer, estimated):
    Obligation.objects.filter(agency__name="Sở Ngoại vụ").update(trued_up_on=date(2026, 1, 9))
    owed = list(units_to_call(estimated, officer, on=date(2025, 12, 18)))
    rows = call_rows(owed, reach_of_contacts(officer), on=date(2025, 12, 18))

    assert [(row.obligation.agency.name, str(row.asked_for.label), row.due_on) for row in rows] == [
        ("Sở Du lịch", "số thực", date(2025, 12, 19)),
        ("Sở Tư pháp", "số thực", date(2025, 12, 19)),
        ("Sở Y tế", "báo cáo", date(2025, 11, 19)),
    ]
    book = load_workbook(io.BytesIO(call_workbook(estimated, rows, on=date(2025, 12, 18))))
    cells = [tuple(row) for row in book.active.iter_rows(values_only=True)]
    assert [row[:3] for row in cells if row[0] == "Sở Tư pháp"] == [("Sở Tư pháp", "số thực", "19/12/2025")]


def test_reminders_of_true_figures_stand_beside_those_of_the_report(officer, estimated):
    Obligation.objects.update(opened_at=at_noon(date(2025, 6, 1)))
    make_person(Role.FOCAL, "yte", owed_by("Sở Y tế").agency)
    remind_people(now=at_noon(date(2025, 11, 20)), send=put_notice)
    send(owed_by("Sở Y tế"), officer, on=date(2025, 11, 21))
    remind_people(now=at_noon(date(2025, 12, 16)), send=put_notice)

    assert reminder_days(estimated) == [
        ReminderDay(date(2025, 12, 16), 2, 2, ChasedFor.TRUE_FIGURES),
        ReminderDay(date(2025, 11, 20), 1, 1, ChasedFor.REPORT),
    ]


def test_chase_page_takes_the_same_queries_for_one_unit_and_for_three(
    officer, estimated, log_in, django_assert_num_queries
):
    client = log_in(officer)
    address = f"{reverse('regimes:chase', args=[estimated.pk])}?hoi=true_figures"
    Obligation.objects.exclude(agency__name="Sở Tư pháp").update(waived_on=date(2025, 12, 1))
    client.get(address)

    with django_assert_num_queries(14):
        one = client.get(address).content.decode()
    Obligation.objects.update(waived_on=None)
    with django_assert_num_queries(14):
        three = client.get(address).content.decode()

    assert (one.count('name="don_vi"'), three.count('name="don_vi"')) == (1, 3)


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
