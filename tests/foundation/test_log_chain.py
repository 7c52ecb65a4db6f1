"""The chain of the log: what was changed, removed or put in is found, also when whoever did it knew the chain."""

import tracemalloc
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone
from factories.agencies import make_account

from haidang.foundation.models import Event, LogChain
from haidang.foundation.operations import forget_said, record_event
from haidang.foundation.queries.chain import (
    Break,
    BreakKind,
    Mark,
    breaks_of_chain,
    chained_digest,
    content_digest,
    mark_of_log,
    stretches_of,
)
from haidang.project.command import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    """This fixture will write five entries about one person and return it."""
    person = make_account()
    for number in range(1, 6):
        record_event(
            actor=person,
            act="tests.visit",
            subject=person,
            before={"rate": 0.5, "whole": 3.0, "huge": 1e22},
            after={"number": number, "day": timezone.localdate()},
        )
    return person


def entry(number: int) -> Event:
    return Event.objects.get(number=number)


def change(place: int, /, **fields) -> None:
    Event.objects.filter(number=place).update(**fields)


def sealed(event: Event) -> Event:
    """This function will give an entry the digests that would be right for what it says."""
    event.content_digest = content_digest(event)
    event.digest = chained_digest(event.previous, event.content_digest)
    return event


def test_each_entry_continues_the_one_before(log):
    rows = list(Event.objects.order_by("number").values_list("number", "previous", "digest"))

    assert [number for number, _previous, _digest in rows] == [1, 2, 3, 4, 5]
    assert [previous for _number, previous, _digest in rows] == ["0" * 64, *(row[2] for row in rows[:-1])]
    assert (list(breaks_of_chain()), mark_of_log()) == ([], Mark(5, rows[-1][2]))


@pytest.mark.parametrize(
    "changed",
    [
        {"after": {"number": 99}},
        {"before": None},
        {"actor": None},
        {"acting_for": "Sở khác"},
        {"act": "tests.other"},
        {"subject_name": "ai đó"},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"salt": ""},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_changed_entry_is_found(log, changed):
    change(3, **changed)

    assert list(breaks_of_chain()) == [Break(BreakKind.CHANGED, 3, 3, entry(3).pk)]


def test_entry_changed_with_its_digests_is_found_at_the_next_one(log):
    event = entry(3)
    event.after = {"number": 99}
    sealed(event).save()

    assert list(breaks_of_chain()) == [Break(BreakKind.LOOSE, 3, 4)]


def test_last_entry_changed_with_its_digests_does_not_fit_the_end_of_the_chain(log):
    event = entry(5)
    event.after = {"number": 99}
    sealed(event).save()

    assert list(breaks_of_chain()) == [Break(BreakKind.CHANGED, 5, 5, event.pk)]


@pytest.mark.parametrize(("removed", "last"), [((1,), 1), ((2, 3), 3), ((4, 5), 5)])
def test_removed_entries_are_found(log, removed, last):
    Event.objects.filter(number__in=removed).delete()

    assert list(breaks_of_chain()) == [Break(BreakKind.REMOVED, removed[0], last)]


def test_entry_removed_and_the_rest_numbered_anew_is_found(log):
    entry(3).delete()
    change(4, number=3)
    change(5, number=4)
    LogChain.objects.update(length=4)

    assert list(breaks_of_chain()) == [Break(BreakKind.LOOSE, 2, 3)]


def test_words_of_two_entries_that_changed_places_are_found(log):
    second, fourth = entry(2), entry(4)
    change(2, after=fourth.after)
    change(4, after=second.after)

    found = [(one.kind, one.first) for one in breaks_of_chain()]

    assert (found, main(["audit", "verify"])) == ([(BreakKind.CHANGED, 2), (BreakKind.CHANGED, 4)], 1)


def test_whole_entries_that_changed_places_are_found(log):
    """Each entry is what it was; only the order in which things happened is another."""
    change(2, number=9)
    change(4, number=2)
    change(9, number=4)

    found = list(breaks_of_chain())

    assert found == [Break(BreakKind.LOOSE, number, number + 1) for number in (1, 2, 3, 4)]
    assert main(["audit", "verify"]) == 1


def test_entry_put_in_with_right_digests_is_found(log):
    change(5, number=6)
    change(4, number=5)
    forged = Event(number=4, act="tests.forged", previous=entry(3).digest)
    sealed(forged).save()
    LogChain.objects.update(length=6)

    assert list(breaks_of_chain()) == [Break(BreakKind.PUT_IN, 4, 4)]


def test_entries_put_in_at_the_end_or_outside_the_chain_are_found(log):
    sealed(Event(number=6, act="tests.forged", previous=entry(5).digest)).save()
    loose = Event.objects.create(act="tests.forged")

    assert list(breaks_of_chain()) == [
        Break(BreakKind.PUT_IN, 6, 6),
        Break(BreakKind.PUT_IN, 0, 0, loose.pk),
    ]


def test_log_written_anew_does_not_pass_a_mark_kept_elsewhere(log):
    kept = mark_of_log()
    previous = "0" * 64
    for event in Event.objects.order_by("number"):
        event.act, event.previous = "tests.other", previous
        sealed(event).save()
        previous = event.digest
    LogChain.objects.update(digest=previous)

    assert list(breaks_of_chain()) == []
    assert list(breaks_of_chain(kept)) == [Break(BreakKind.CHANGED, 5, 5, entry(5).pk)]


def test_forgotten_entry_keeps_its_place_and_nothing_it_said(log):
    before = entry(3)

    forget_said(Event.objects.filter(number__in=[2, 3, 5]))

    after = entry(3)
    assert list(breaks_of_chain()) == []
    assert (after.content_digest, after.digest, after.at) == (before.content_digest, before.digest, before.at)
    told = (after.actor, after.act, after.subject_kind, after.subject_id, after.subject_name)
    assert told == (None, "foundation.forgotten", "", "", "")
    assert (after.before, after.after, after.salt, after.acting_for) == (None, None, "", "")
    told = Event.objects.order_by("-number").values_list("act", "actor", "after")[0]
    assert told == ("foundation.forget_entries", None, {"numbers": [[2, 3], [5, 5]]})


def test_entry_emptied_without_an_act_that_says_so_is_found(log):
    change(3, act="foundation.forgotten", before=None, after=None, actor=None, subject_name="", salt="")

    assert list(breaks_of_chain()) == [Break(BreakKind.EMPTIED, 3, 3, entry(3).pk)]


def test_nothing_to_forget_writes_nothing(log):
    forget_said(Event.objects.none())

    assert Event.objects.count() == 5


def test_stretches_of_joins_neighbours():
    assert stretches_of([7, 1, 3, 2]) == [[1, 3], [7, 7]]


def test_walk_holds_little_in_memory_however_long_the_log_is(log):
    Event.objects.bulk_create(
        [Event(act="tests.visit", after={"text": "x" * 500}) for _number in range(8_000)], batch_size=500
    )
    previous, number = entry(5).digest, 5
    rows = list(Event.objects.filter(number=None).order_by("id"))
    for event in rows:
        number += 1
        event.number, event.previous = number, previous
        previous = sealed(event).digest
    Event.objects.bulk_update(rows, ["number", "previous", "content_digest", "digest"], batch_size=100)
    LogChain.objects.update(length=number, digest=previous)
    del rows

    tracemalloc.start()
    found = list(breaks_of_chain())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (found, mark_of_log().number) == ([], 8_005)
    assert peak < 8_000_000


def test_audit_says_that_the_log_is_whole_and_gives_its_mark(log, capsys):
    status = main(["audit", "verify"])

    mark = mark_of_log()
    assert (status, capsys.readouterr().out.splitlines()) == (
        0,
        [
            "Nhật ký nguyên vẹn: 5 mục.",
            f"Dấu của nhật ký, nên giữ ở nơi khác để đối chiếu lần sau: 5:{mark.digest}",
        ],
    )
    assert main(["audit", "verify", "--mark", f"5:{mark.digest}"]) == 0
    assert main(["audit", "verify", "--mark", f"9:{mark.digest}"]) == 1


def test_audit_says_in_words_what_was_done_to_the_log(log, capsys):
    change(2, subject_name="ai đó")
    Event.objects.filter(number__in=[3, 4]).delete()
    stranger = Event.objects.create(act="tests.forged")

    status = main(["audit", "verify"])

    printed = capsys.readouterr()
    assert (status, printed.out.splitlines()) == (
        1,
        [
            "Mục số 2: nội dung không còn như lúc ghi.",
            "Mục số 3 đến 4: đã bị gỡ khỏi nhật ký.",
            f"Mục không số (dòng {stranger.pk} của bảng): bị chèn vào, không do hệ thống ghi.",
        ],
    )
    assert printed.err.startswith("NHẬT KÝ KHÔNG CÒN NGUYÊN VẸN: 3 chỗ.")


def test_audit_refuses_what_is_no_mark(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["audit", "verify", "--mark", "5:abc"])

    assert refused.value.code == 2
    assert "không phải là dấu của nhật ký" in capsys.readouterr().err


def test_entries_from_before_the_chain_are_tied_in_the_order_of_writing(log):
    Event.objects.update(number=None, salt="", previous="", content_digest="", digest="")
    LogChain.objects.all().delete()

    import_module("haidang.foundation.migrations.0004_chain_entries").chain_entries(apps, None)

    assert (list(breaks_of_chain()), mark_of_log().number) == ([], 5)
    assert list(Event.objects.order_by("number").values_list("after__number", flat=True)) == [1, 2, 3, 4, 5]
