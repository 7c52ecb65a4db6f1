"""Extend, waive, hand over: with a reason, from what was seen, without touching what was accepted."""

from datetime import date

import pytest
from django.utils import translation
from factories.agencies import make_agency
from factories.reports import DUE, TODAY, ask, owed, send

from haidang.agencies.models import Agency
from haidang.agencies.registry import Carrying, RowGiven
from haidang.foundation.models import Event
from haidang.reports.errors import (
    AgencyEnded,
    ObligationChangedMeanwhile,
    ReasonMissing,
    UnfitDay,
)
from haidang.reports.models import Obligation, ObligationChange
from haidang.reports.operations.answering import accept_submission
from haidang.reports.operations.changing import (
    Grounds,
    HandedOver,
    extend_obligation,
    hand_over_obligation,
    hand_over_obligations,
    waive_obligation,
)
from haidang.reports.operations.handover import obligations_owed
from haidang.reports.operations.opening import ask_parts

pytestmark = pytest.mark.django_db
ACT = Grounds("Sắp xếp cơ quan", "Nghị quyết số 12/NQ-HĐND")


@pytest.fixture
def old(db):
    return make_agency("Sở Thông tin và Truyền thông")


@pytest.fixture
def heir(db):
    return make_agency("Sở Văn hóa và Thể thao")


def extend(obligation, officer, due_on, **fields):
    return extend_obligation(
        **{
            "obligation": obligation,
            "version": obligation.version,
            "due_on": due_on,
            "grounds": Grounds("Chờ số liệu", "Công văn 5/CV"),
            "extended_by": officer,
            "on": TODAY,
        }
        | fields
    )


def test_extension_keeps_both_days_reason_and_paper(officer, old):
    one = extend(owed(officer, old), officer, date(2026, 7, 1))

    change = one.changes.get()
    assert (one.opened_due_on, one.due_on) == (DUE, date(2026, 7, 1))
    assert (change.kind, change.due_before, change.due_after, change.reason, change.paper) == (
        "extend",
        DUE,
        date(2026, 7, 1),
        "Chờ số liệu",
        "Công văn 5/CV",
    )
    assert Event.objects.get(act="reports.extend_obligation").after["due"] == "2026-07-01"


def test_day_that_is_past_is_refused(officer, old):
    with pytest.raises(UnfitDay):
        extend(owed(officer, old), officer, date(2026, 6, 1))


def test_day_after_the_end_of_the_agency_is_refused(officer, old):
    one = owed(officer, old)
    Agency.objects.filter(pk=old.pk).update(valid_to=date(2026, 7, 1))
    one = Obligation.objects.select_related("agency").get(pk=one.pk)

    with pytest.raises(AgencyEnded):
        extend(one, officer, date(2026, 7, 1))


def test_change_without_a_reason_is_refused(officer, old):
    with pytest.raises(ReasonMissing):
        extend(owed(officer, old), officer, date(2026, 7, 1), grounds=Grounds("  "))


def test_change_of_what_was_answered_meanwhile_is_refused(officer, old):
    one = owed(officer, old)
    stale = Obligation.objects.select_related("agency").get(pk=one.pk)
    send(one, officer)

    with pytest.raises(ObligationChangedMeanwhile):
        waive_obligation(obligation=stale, version=1, grounds=ACT, waived_by=officer, on=TODAY)

    assert Obligation.objects.get().waived_on is None


def test_handover_moves_open_work_and_leaves_what_was_accepted(officer, old, heir):
    done, sent, still_open = (owed(officer, old) for _number in range(3))
    accepted = send(done, officer, "Đã duyệt")
    accept_submission(submission=accepted, decided_by=officer, on=TODAY)
    waiting = send(sent, officer, "Chờ duyệt")

    moved = hand_over_obligations(holders={old.pk: heir}, grounds=ACT, handed_by=officer, on=TODAY)

    assert moved == HandedOver(moved=2, merged=0, left=1)
    holders = dict(Obligation.objects.values_list("pk", "agency"))
    assert holders == {done.pk: old.pk, sent.pk: heir.pk, still_open.pk: heir.pk}
    accepted.refresh_from_db()
    waiting.refresh_from_db()
    assert (accepted.agency, waiting.agency) == (old, old)
    assert (accepted.state, waiting.state) == ("accepted", "sent")


def test_handover_again_moves_nothing(officer, old, heir):
    owed(officer, old)
    act = {"holders": {old.pk: heir}, "grounds": ACT, "handed_by": officer, "on": TODAY}
    hand_over_obligations(**act)

    assert hand_over_obligations(**act) == HandedOver(0, 0, 0)
    assert Event.objects.filter(act="reports.hand_over_obligation").count() == 1


def test_two_that_owed_the_same_owe_it_once_after_a_merger(officer, old, heir):
    first, second = ask(officer, old, heir)

    moved = hand_over_obligations(holders={old.pk: heir}, grounds=ACT, handed_by=officer, on=TODAY)

    first.refresh_from_db()
    second.refresh_from_db()
    assert moved == HandedOver(moved=0, merged=1, left=0)
    assert (first.agency, first.waived_on, second.waived_on) == (old, TODAY, None)
    assert first.changes.get().reason == "Sắp xếp cơ quan (Sở Văn hóa và Thể thao)"


def test_two_old_holders_of_one_round_leave_one_obligation_with_their_heir(officer, old, heir):
    ask(officer, old, make_agency("Sở Du lịch"))
    holders = dict.fromkeys(
        Agency.objects.filter(obligations__isnull=False).values_list("pk", flat=True), heir
    )

    moved = hand_over_obligations(holders=holders, grounds=ACT, handed_by=officer, on=TODAY)

    assert moved == HandedOver(moved=1, merged=1, left=0)
    assert Obligation.objects.filter(agency=heir).count() == 1


def test_exception_goes_to_another_holder(officer, old, heir):
    usual, special = owed(officer, old), owed(officer, old)
    press = make_agency("Báo Hà Nội Mới")

    hand_over_obligations(
        holders={old.pk: heir},
        exceptions={special.pk: press},
        grounds=ACT,
        handed_by=officer,
        on=TODAY,
    )

    assert dict(Obligation.objects.values_list("pk", "agency")) == {usual.pk: heir.pk, special.pk: press.pk}


def test_parts_that_partners_owe_follow_to_the_new_lead(officer, old, heir):
    whole = owed(officer, old)
    ask_parts(whole=whole, partners=[make_agency("Sở Y tế")], due_on=TODAY, asked_by=officer, today=TODAY)

    hand_over_obligations(holders={old.pk: heir}, grounds=ACT, handed_by=officer, on=TODAY)

    assert Obligation.objects.get(whole=whole).owed_to == heir


def test_holder_that_does_not_exist_on_the_day_is_refused_and_nothing_moves(officer, old, heir):
    one = owed(officer, old)
    Agency.objects.filter(pk=heir.pk).update(valid_to=TODAY)
    heir.refresh_from_db()

    with pytest.raises(AgencyEnded):
        hand_over_obligation(obligation=one, version=1, to=heir, grounds=ACT, handed_by=officer, on=TODAY)

    one.refresh_from_db()
    assert (one.agency, one.version) == (old, 1)


REORGANISATION = Carrying(on=date(2026, 6, 1), by=None, today=TODAY, legal_basis="Nghị quyết số 12/NQ-HĐND")


def rows_now() -> list[tuple]:
    return list(
        Obligation.objects.order_by("pk").values_list("pk", "agency", "owed_to", "waived_on", "due_on")
    )


def test_reorganisation_sees_what_is_still_owed(officer, old):
    one = owed(officer, old, title="Số liệu 6 tháng")
    accept_submission(submission=send(owed(officer, old), officer), decided_by=officer, on=TODAY)
    work = obligations_owed()

    rows = work.rows_held([old.pk], TODAY)

    assert [(row.key, row.holder_id, row.text, row.state) for row in rows] == [
        (one.pk, old.pk, "Số liệu 6 tháng, tháng 6/2026", "1")
    ]


def test_what_a_reorganisation_hands_over_it_gives_back_exactly(officer, old, heir):
    shared, _heirs_own = ask(officer, old, heir)
    whole = owed(officer, old)
    ask_parts(whole=whole, partners=[make_agency("Sở Y tế")], due_on=TODAY, asked_by=officer, today=TODAY)
    before, work = rows_now(), obligations_owed()

    memos = work.hand_over([RowGiven(shared.pk, heir), RowGiven(whole.pk, heir)], REORGANISATION)

    assert Obligation.objects.get(pk=whole.pk).agency == heir
    assert Obligation.objects.get(whole=whole).owed_to == heir
    assert Obligation.objects.get(pk=shared.pk).waived_on == REORGANISATION.on
    assert work.hindrances(memos) == []
    work.give_back(memos, officer)
    assert rows_now() == before
    assert ObligationChange.objects.count() == 0


def test_what_was_answered_since_cannot_be_given_back(officer, old, heir):
    one, work = owed(officer, old, title="Số liệu 6 tháng"), obligations_owed()
    memos = work.hand_over([RowGiven(one.pk, heir)], REORGANISATION)

    send(one, officer)

    with translation.override("vi"):
        assert work.hindrances(memos) == ["“Số liệu 6 tháng” đã được báo hoặc đổi sau đó."]
