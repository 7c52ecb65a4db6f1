"""A reorganisation hands circulated papers over that nobody confirmed yet; what was read stays as it was."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.documents import make_reading

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency, Handover
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    preview_reorganisation,
    undo_reorganisation,
)
from haidang.agencies.queries import Body, PlannedAct, PlannedChange, body_of
from haidang.agencies.registry import Carrying, RowGiven
from haidang.documents.models import Document, Receipt
from haidang.documents.operations.circulating import circulate_document, confirm_receipt, recall_circulation
from haidang.documents.operations.receipt_handover import papers_to_confirm
from haidang.documents.operations.secrets import purge_secret_document
from haidang.documents.queries.circulations import circulation_shares, receipts_of, receipts_waiting
from haidang.foundation.models import Event

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = timezone.now()
DAY = date(TODAY.year, TODAY.month, 1)
NEW = "Sở Văn hóa, Thể thao và Du lịch"


@pytest.fixture
def document(db) -> Document:
    return make_reading().document


@pytest.fixture
def old(db) -> Agency:
    return make_agency("Sở Du lịch")


@pytest.fixture
def heir(db) -> Agency:
    return make_agency("Sở Văn hóa và Thể thao")


def send_to(document, *receivers, by):
    return circulate_document(document=document, agencies=receivers, token=uuid4(), circulated_by=by)


def confirm(receipt, by):
    receipt.refresh_from_db()
    given = {"version": receipt.version, "staff_informed": 12, "confirmed_by": by, "at": NOW}
    return confirm_receipt(receipt=receipt, **given)


def planned(*heirs: Body, ending, kind="merge"):
    return PlannedChange(DAY, (PlannedAct(kind, tuple(ending), heirs),))


def carried_out(change, officer, choices=None):
    choices = choices or {}
    seen = preview_reorganisation(change=change, choices=choices, today=TODAY).seen
    consent = Consent(choices, seen, "1")
    return carry_out_reorganisation(change=change, consent=consent, carried_out_by=officer, today=TODAY)


def rows_now() -> list[tuple]:
    rows = Receipt.objects.order_by("pk")
    return list(rows.values_list("pk", "agency__name", "merged_into", "informed_at", "opened_at"))


def told(circulation):
    share = circulation_shares([circulation], on=TODAY)[0]
    names = [row.agency.name for row in receipts_of(circulation, on=TODAY)]
    return (share.informed, share.units), names


def test_preview_shows_the_papers_not_confirmed_and_no_others(document, old, heir, officer):
    sent, read = send_to(document, old, by=officer), send_to(document, old, by=officer)
    recalled = send_to(document, old, by=officer)
    confirm(read.receipts.get(), officer)
    recall_circulation(circulation=recalled, recalled_by=officer, at=NOW)

    shown = preview_reorganisation(
        change=planned(body_of(heir), ending=[old]), choices={}, today=TODAY
    ).groups

    assert [(group.work.kind, str(group.work.label)) for group in shown] == [
        ("receipts", "Văn bản chưa xác nhận đã phổ biến")
    ]
    row = shown[0].rows[0]
    assert [one.row.key for one in shown[0].rows] == [sent.receipts.get().pk]
    assert (row.row.text, row.row.address) == (str(document), f"/van-ban/pho-bien/{sent.pk}/")
    assert row.decided.taker == body_of(heir)


def test_paper_not_confirmed_goes_to_the_heir_and_comes_back_exactly_with_the_undo(
    document, old, heir, officer
):
    sent, read = send_to(document, old, by=officer), send_to(document, old, by=officer)
    confirm(read.receipts.get(), officer)
    focal = make_person(Role.FOCAL, "daumoi", heir)
    before = rows_now()

    done = carried_out(planned(body_of(heir), ending=[old]), officer)

    assert [row[1] for row in rows_now()] == ["Sở Văn hóa và Thể thao", "Sở Du lịch"]
    assert told(sent) == ((0, 1), ["Sở Văn hóa và Thể thao"])
    assert [one.pk for one in receipts_waiting(focal)] == [sent.receipts.get().pk]
    undo_reorganisation(reorganisation=done, reason="Chạy thử", undone_by=officer)
    assert rows_now() == before
    events = Event.objects.filter(act__in=["documents.move_receipt", "documents.give_receipt_back"])
    assert [(one.before, one.after) for one in events.order_by("pk")] == [
        ({"agency": "Sở Du lịch"}, {"agency": "Sở Văn hóa và Thể thao"}),
        (None, {"agency": "Sở Du lịch"}),
    ]


def test_body_that_was_sent_the_paper_itself_answers_for_both(document, old, heir, officer):
    sent = send_to(document, old, heir, by=officer)
    before = rows_now()

    done = carried_out(planned(body_of(heir), ending=[old]), officer)

    assert told(sent) == ((0, 1), ["Sở Văn hóa và Thể thao"])
    assert papers_to_confirm().rows_held([old.pk], TODAY) == []
    confirm(sent.receipts.get(agency=heir), officer)
    assert told(sent)[0] == (1, 1)
    undo_reorganisation(reorganisation=done, reason="Chạy thử", undone_by=officer)
    assert [row[:3] for row in rows_now()] == [row[:3] for row in before]


def test_body_founded_out_of_two_confirms_once_and_goes_again_with_the_undo(document, old, heir, officer):
    sent = send_to(document, old, heir, by=officer)
    before = rows_now()

    done = carried_out(planned(Body("n0", NEW, kind="department"), ending=[old, heir]), officer)

    assert told(sent) == ((0, 1), [NEW])
    undo_reorganisation(reorganisation=done, reason="Chạy thử", undone_by=officer)
    assert rows_now() == before
    assert not Agency.objects.filter(name=NEW).exists()


def test_paper_that_comes_back_to_a_body_whose_own_was_merged_waits_for_it_again(
    document, old, heir, officer
):
    sent, work = send_to(document, old, heir, by=officer), papers_to_confirm()
    act = Carrying(on=DAY, by=officer, today=TODAY)
    first, second = sent.receipts.get(agency=old), sent.receipts.get(agency=heir)
    work.hand_over([RowGiven(first.pk, heir)], act)
    before = rows_now()

    memos = work.hand_over([RowGiven(second.pk, old)], act)

    assert told(sent) == ((0, 1), ["Sở Du lịch"])
    work.give_back(memos, officer)
    assert rows_now() == before


def test_split_leaves_the_choice_to_a_person_who_gives_it_to_one_of_several(document, old, heir, officer):
    other = make_agency("Trung tâm Xúc tiến du lịch")
    sent = send_to(document, old, by=officer)
    change = planned(body_of(heir), body_of(other), ending=[old], kind="split")

    assert preview_reorganisation(change=change, choices={}, today=TODAY).undecided == 1
    choices = {f"receipts-{sent.receipts.get().pk}": body_of(other).ref}
    carried_out(change, officer, choices)

    assert told(sent) == ((0, 1), ["Trung tâm Xúc tiến du lịch"])


def test_paper_confirmed_since_hinders_the_undoing(document, old, heir, officer):
    sent = send_to(document, old, by=officer)
    memos = papers_to_confirm().hand_over(
        [RowGiven(sent.receipts.get().pk, heir)], Carrying(on=DAY, by=officer, today=TODAY)
    )

    assert papers_to_confirm().hindrances(memos) == []
    confirm(sent.receipts.get(), officer)

    assert papers_to_confirm().hindrances(memos) == [
        f"“{document}” đã được xác nhận hoặc chuyển tiếp sau đó."
    ]


def test_secret_paper_leaves_no_word_in_what_the_reorganisation_moved(document, old, heir, officer):
    send_to(document, old, by=officer)
    carried_out(planned(body_of(heir), ending=[old]), officer)
    assert Handover.objects.filter(text=str(document)).exists()

    purge_secret_document(document=document)

    assert not Handover.objects.filter(kind="receipts").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_papers_to_confirm_are_found_in_one_query(document, officer, django_assert_num_queries, rows):
    bodies = [make_agency(f"Sở {number}") for number in range(rows)]
    send_to(document, *bodies, by=officer)

    with django_assert_num_queries(1):
        assert len(papers_to_confirm().rows_held([one.pk for one in bodies], TODAY)) == rows
