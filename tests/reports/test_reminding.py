"""Reminders: one digest a day for each person, every step once, only what is still owed."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone, translation
from factories.agencies import make_agency, make_person
from factories.reports import owed, send

from haidang.agencies.enums import Role
from haidang.foundation.models import Notice
from haidang.foundation.operations import put_notice
from haidang.reports.models import Obligation, SentReminder
from haidang.reports.operations.reminding import remind_people
from haidang.reports.work import DueReminders

pytestmark = pytest.mark.django_db

# A Friday; the working day before it is the last step before the due day.
DUE = date(2026, 6, 19)
OPENED = date(2026, 6, 1)


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture
def focal(db):
    return make_person(Role.FOCAL, "daumoi", make_agency("Sở Du lịch"))


def owed_since(officer, focal, title: str = "Số liệu 6 tháng") -> Obligation:
    one = owed(officer, focal.posts.get().agency, due_on=DUE, today=OPENED, title=title)
    Obligation.objects.filter(pk=one.pk).update(opened_at=at(OPENED))
    return one


def told(account) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(to=account).order_by("id").values_list("title", "text"))


def test_focal_person_gets_one_digest_of_all_that_is_due(officer, focal):
    owed_since(officer, focal, "Số liệu 6 tháng")
    owed_since(officer, focal, "Danh sách đoàn khách")

    sent = remind_people(now=at(date(2026, 6, 16)), send=put_notice)

    assert sent == 1
    assert told(focal) == [
        (
            "2 việc phải báo",
            "Số liệu 6 tháng (Sở Du lịch): hạn 19/6/2026\nDanh sách đoàn khách (Sở Du lịch): hạn 19/6/2026",
        )
    ]


def test_same_step_goes_once_and_the_next_one_on_its_day(officer, focal):
    owed_since(officer, focal)
    for hour in (9, 10, 11):
        remind_people(now=at(date(2026, 6, 16), hour), send=put_notice)
    remind_people(now=at(date(2026, 6, 18)), send=put_notice)

    steps = SentReminder.objects.filter(person=focal).order_by("id").values_list("step", "sent_on")
    assert list(steps) == [(-3, date(2026, 6, 16)), (-1, date(2026, 6, 18))]
    assert len(told(focal)) == 2


def test_nothing_goes_about_what_was_answered_nor_in_the_night(officer, focal):
    answered = owed_since(officer, focal)
    send(answered, focal, on=date(2026, 6, 15))
    owed_since(officer, focal)

    assert remind_people(now=at(date(2026, 6, 16), 23), send=put_notice) == 0
    assert remind_people(now=at(date(2026, 6, 16)), send=put_notice) == 1
    assert told(focal)[0][0] == "1 việc phải báo"


def test_late_work_reaches_the_officers_after_seven_working_days(officer, focal):
    owed_since(officer, focal)
    remind_people(now=at(date(2026, 6, 22)), send=put_notice)
    assert told(officer) == []

    remind_people(now=at(date(2026, 6, 30)), send=put_notice)

    assert told(officer) == [("1 việc phải báo", "Số liệu 6 tháng (Sở Du lịch): đã quá hạn 19/6/2026")]


def test_each_person_reads_it_in_the_own_language(officer, focal):
    focal.language = "en"
    focal.save()
    owed_since(officer, focal)

    with translation.override("vi"):
        remind_people(now=at(date(2026, 6, 16)), send=put_notice)

    assert told(focal) == [("1 thing to report", "Số liệu 6 tháng (Sở Du lịch): due on 19/6/2026")]


def test_work_loop_looks_now_and_then_only(officer, focal, django_assert_num_queries):
    moments = iter([at(date(2026, 6, 16)), at(date(2026, 6, 16)) + timedelta(minutes=1)])
    owed_since(officer, focal)
    piece = DueReminders(clock=lambda: next(moments))

    assert piece() is True
    with django_assert_num_queries(0):
        assert piece() is False
