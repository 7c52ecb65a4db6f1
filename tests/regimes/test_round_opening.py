"""A round opens by itself on its day, by hand, or out of turn; bodies that ended are followed or told."""

import threading
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_officer
from factories.regimes import FIRST_HALF, TODAY, UNITS_BEFORE_20_JUNE, at_noon, open_round, regime_with_form
from factories.reports import send

from haidang.agencies.enums import AgencyKind, SuccessionKind
from haidang.agencies.operations import record_succession
from haidang.engines.reckoning.regime_rules import DueOnDay
from haidang.foundation.models import Event
from haidang.regimes.enums import RegimePeriod
from haidang.regimes.errors import NobodyReports, UnfitRoundDays
from haidang.regimes.models import Regime, ReportRound
from haidang.regimes.operations.rounds import close_round, open_report_round, open_round_on_demand
from haidang.regimes.queries.opening import RoundAsked, round_plan
from haidang.regimes.queries.regimes import LevelFacts
from haidang.regimes.work import DueRounds, open_due_rounds
from haidang.reports.models import Obligation

pytestmark = pytest.mark.django_db
# SQLite in memory refuses writers instead of letting them wait; with a file, IMMEDIATE keeps them apart.
lets_writers_wait = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="chỉ chạy trên PostgreSQL")
KEY = uuid.UUID(int=7).hex


def test_round_opens_by_itself_so_many_days_before_its_data_close(officer):
    make_agency("Sở Du lịch")
    regime_with_form(officer, opens_before=10)

    opened = [open_due_rounds(at=at_noon(date(2026, 6, day))) for day in (3, 4, 5)]

    found = ReportRound.objects.get()
    assert opened == [0, 1, 0]
    assert (found.occurrence, found.opened_on, found.opened_by) == (
        "report 2026-01..2026-06",
        date(2026, 6, 4),
        None,
    )
    assert Event.objects.get(act="regimes.open_round").actor is None


def test_round_whose_due_day_is_past_does_not_open_by_itself(officer):
    make_agency("Sở Du lịch")
    regime_with_form(officer, opens_before=10)

    assert open_due_rounds(at=at_noon(date(2026, 6, 22))) == 0


def test_one_regime_without_units_does_not_keep_the_others_from_opening(officer):
    make_agency("Sở Du lịch")
    regime_with_form(officer, opens_before=10, kinds=(AgencyKind.PRESS,), code="bao-chi")
    Regime.objects.update(code="bao-chi-cu")
    other = regime_with_form_again(officer)

    assert open_due_rounds(at=at_noon(date(2026, 6, 5))) == 1
    assert ReportRound.objects.get().regime == other


def regime_with_form_again(officer) -> Regime:
    from haidang.regimes.models import Measure

    return regime_with_form(officer, Measure.objects.get(), opens_before=10, code="so-nganh")


def test_work_loop_looks_for_rounds_now_and_then(officer):
    make_agency("Sở Du lịch")
    now = [at_noon(date(2026, 6, 3))]
    piece = DueRounds(clock=lambda: now[0])
    looks = [piece()]
    regime_with_form(officer, opens_before=30)
    looks.append(piece())
    now[0] += timedelta(minutes=11)
    looks.append(piece())

    assert looks == [False, False, True]


def ended(officer, name: str, *heirs: str, kind: str = SuccessionKind.REPLACE):
    """This function will end a body on 1/3/2025 and let others follow it."""
    body = make_agency(name)
    record_succession(
        kind=kind, effective_on=date(2025, 3, 1), legal_basis="NQ 1", predecessors=[body], recorded_by=officer,
        heirs=[make_agency(heir, valid_from=date(2025, 3, 1)) for heir in heirs],
    )  # fmt: skip
    body.refresh_from_db()
    return body


def level_above(reporter) -> tuple[LevelFacts, LevelFacts]:
    return UNITS_BEFORE_20_JUNE, LevelFacts("Thành phố", DueOnDay(25), reporter=reporter)


def test_body_of_a_level_that_ended_is_followed_to_its_one_heir(officer):
    make_agency("Sở Du lịch")
    old = ended(officer, "Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ")
    regime = regime_with_form(officer, levels=level_above(old))

    plan = round_plan(regime, FIRST_HALF)
    open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)

    body = plan.levels[1].reporter
    assert (body.is_followed, body.is_lost, body.now and body.now.name) == (
        True,
        False,
        "Sở Khoa học và Công nghệ",
    )
    assert Obligation.objects.get(what=f"regime:{regime.pk}:1").agency.name == "Sở Khoa học và Công nghệ"


def test_body_of_a_level_with_two_heirs_is_told_and_not_asked(officer):
    make_agency("Sở Du lịch")
    old = ended(officer, "Sở Thông tin và Truyền thông", "Sở Một", "Sở Hai", kind=SuccessionKind.SPLIT)
    regime = regime_with_form(officer, levels=level_above(old))

    plan = round_plan(regime, FIRST_HALF)
    open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)

    assert (plan.levels[1].reporter.is_lost, Obligation.objects.filter(what=f"regime:{regime.pk}:1").count()) == (
        True,
        0,
    )  # fmt: skip
    assert Event.objects.get(act="regimes.open_round").after["not_asked"] == ["Sở Thông tin và Truyền thông"]


def asked(due_on: date = date(2026, 6, 10), opens_on: date = date(2026, 5, 1)) -> RoundAsked:
    return RoundAsked("Báo cáo về Tuần lễ APEC", "Chỉ số liệu", opens_on, date(2026, 5, 31), due_on)


def on_demand(officer, regime, *agencies, **fields):
    return open_round_on_demand(
        regime=regime, asked=asked(**fields), agencies=agencies, opened_by=officer, key=KEY, today=TODAY
    )


def test_report_out_of_turn_is_asked_once_of_chosen_agencies(officer):
    tourism = make_agency("Sở Du lịch")
    make_agency("Sở Ngoại vụ")
    regime = regime_with_form(officer, period=RegimePeriod.AD_HOC)

    opened = [on_demand(officer, regime, tourism).is_new for _click in range(2)]

    found = Obligation.objects.get()
    assert opened == [True, False]
    assert (found.agency, found.title, found.due_on, found.closes_on, found.text) == (
        tourism,
        "Báo cáo về Tuần lễ APEC",
        date(2026, 6, 10),
        date(2026, 5, 31),
        "Chỉ số liệu",
    )


def test_report_out_of_turn_needs_days_that_fit_and_somebody_alive(officer):
    gone = ended(officer, "Sở Cũ", "Sở Mới")
    regime = regime_with_form(officer)

    with pytest.raises(UnfitRoundDays):
        on_demand(officer, regime, gone, due_on=TODAY - timedelta(days=1))
    with pytest.raises(UnfitRoundDays):
        on_demand(officer, regime, gone, opens_on=date(2026, 6, 2))
    with pytest.raises(NobodyReports):
        on_demand(officer, regime, gone)
    assert ReportRound.objects.count() == 0


def test_officer_sees_a_round_before_opening_it_by_hand(officer, log_in):
    make_agency("Sở Du lịch")
    regime, client = regime_with_form(officer), log_in(officer)
    address = reverse("regimes:open_round")

    page = client.get(f"{address}?che_do={regime.pk}").content.decode()
    before = ReportRound.objects.count()
    key = page.split('name="ky" value="')[1].split('"')[0]
    client.post(address, {"che_do": regime.pk, "ky": key})
    client.post(address, {"che_do": regime.pk, "ky": key})

    assert ("Sở Du lịch" in page, before, ReportRound.objects.count()) == (True, 0, 1)


def test_page_with_nothing_to_open_says_why_and_what_to_do(officer, log_in):
    client, address = log_in(officer), reverse("regimes:open_round")
    without_regime = client.get(address)
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer)
    for key, _plan in client.get(f"{address}?che_do={regime.pk}").context["plans"]:
        client.post(address, {"che_do": regime.pk, "ky": key})

    pages = [without_regime, client.get(address), client.get(f"{address}?che_do={regime.pk}")]

    assert [page.context["nothing"] for page in pages] == ["no regime", "none waits", "none left"]
    assert [
        words in page.content.decode()
        for page, words in zip(
            pages,
            (
                f'href="{reverse("regimes:regimes")}">Xem các chế độ báo cáo',
                "Hôm nay không có kỳ nào chờ mở",
                "Chế độ này hiện không có kỳ nào mở được",
            ),
            strict=True,
        )
    ] == [True] * 3


def test_officer_sees_whom_a_report_out_of_turn_goes_to_before_it_is_sent(officer, log_in):
    make_agency("Sở Du lịch")
    regime, client = regime_with_form(officer), log_in(officer)
    due = timezone.localdate() + timedelta(days=5)
    sent = {
        "key": KEY, "regime": regime.pk, "title": "Báo cáo nhanh", "opens_on": "01/05/2026",
        "closes_on": "31/05/2026", "due_on": f"{due:%d/%m/%Y}", "kinds": ["department"],
    }  # fmt: skip
    address = reverse("regimes:ask_round")

    first = client.post(address, sent)
    before = ReportRound.objects.count()
    client.post(address, sent | {"seen": first.context["form"].mark})

    assert (before, ReportRound.objects.get().title) == (0, "Báo cáo nhanh")


@lets_writers_wait
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_round_closes_while_a_unit_sends_and_nothing_is_lost():
    officer = make_officer()
    opened = open_round(officer, "Sở Du lịch")
    owed = Obligation.objects.select_related("agency").get()
    ready, faults = threading.Barrier(2), []

    def together(act) -> None:
        try:
            ready.wait()
            act()
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        finally:
            connection.close()

    acts = (
        lambda: close_round(report_round=opened, version=1, closed_by=officer, at=timezone.now()),
        lambda: send(owed, officer, on=date(2026, 6, 12)),
    )
    threads = [threading.Thread(target=together, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert faults == []
    assert (ReportRound.objects.get().state, Obligation.objects.get().fate) == ("closed", "sent")


def test_unit_that_opened_its_report_before_the_round_closed_still_sends_it(officer):
    opened = open_round(officer, "Sở Du lịch")
    seen_by_unit = Obligation.objects.select_related("agency").get()
    close_round(report_round=opened, version=1, closed_by=officer, at=at_noon(date(2026, 6, 12)))

    send(seen_by_unit, officer, on=date(2026, 6, 13))

    assert (ReportRound.objects.get().state, Obligation.objects.get().fate) == ("closed", "sent")


@lets_writers_wait
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_workers_open_a_round_once():
    officer = make_officer()
    make_agency("Sở Du lịch")
    regime_with_form(officer, opens_before=30)
    at: datetime = at_noon(date(2026, 6, 5))
    ready, opened = threading.Barrier(3), []

    def look() -> None:
        ready.wait()
        opened.append(open_due_rounds(at=at))
        connection.close()

    workers = [threading.Thread(target=look) for _worker in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert sorted(opened) == [0, 0, 1]
    assert (ReportRound.objects.count(), Obligation.objects.count()) == (1, 1)
