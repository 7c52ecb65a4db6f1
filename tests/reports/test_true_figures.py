"""True figures of a report that was an estimate: who owes them, the reminders of them, what was sent."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.reports import YEAR_CLOSES, YEAR_DUE, YEAR_TRUED_UP, owed, owed_as_estimate, send

from haidang.agencies.enums import Role
from haidang.engines.reckoning.reminder_ladder import LadderStep
from haidang.foundation.models import Notice
from haidang.foundation.operations import put_notice
from haidang.reports.models import Obligation, SentReminder
from haidang.reports.operations.answering import accept_submission, return_submission
from haidang.reports.operations.ladders import set_ladder
from haidang.reports.operations.purging import forget_paper
from haidang.reports.operations.reminding import remind_people
from haidang.reports.queries.ladders import steps_of_true_figures
from haidang.reports.queries.reminding import reminded_work
from haidang.reports.queries.sent import SentFilter, reminders_sent
from haidang.reports.queries.standing import owes_true_figures

pytestmark = pytest.mark.django_db
DAY_AFTER_CLOSE = date(2026, 12, 15)
# Three working days and one before the day of true figures, one after it, seven after it.
THREE_BEFORE, ONE_BEFORE, ONE_AFTER, SEVEN_AFTER = (
    date(2026, 12, 16),
    date(2026, 12, 18),
    date(2026, 12, 22),
    date(2026, 12, 30),
)


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def remind(*days: date) -> list[tuple[str, str, str, str]]:
    """This function will let the ladder run on some days and return what it told, oldest first."""
    for day in days:
        remind_people(now=at(day), send=put_notice)
    told = Notice.objects.order_by("id").values_list("to__username", "title", "text", "address")
    return list(told)


def is_owed(one: Obligation, on: date) -> bool:
    return Obligation.objects.filter(owes_true_figures(on=on), pk=one.pk).exists()


@pytest.fixture
def tourism(db):
    return make_agency("Sở Du lịch")


@pytest.fixture
def focal(tourism):
    return make_person(Role.FOCAL, "daumoi", tourism)


@pytest.fixture
def estimated(officer, tourism, focal):
    """This fixture will give a report that was sent as an estimate and accepted, in time."""
    one = owed_as_estimate(officer, tourism)
    sent = send(one, focal, on=date(2026, 11, 10))
    accept_submission(submission=sent, decided_by=officer, on=date(2026, 11, 12))
    one.refresh_from_db()
    return one


def test_true_figures_are_owed_from_the_day_after_data_close_until_they_are_sent(officer, focal, estimated):
    before = [is_owed(estimated, day) for day in (YEAR_CLOSES, DAY_AFTER_CLOSE)]
    sent = send(estimated, focal, on=DAY_AFTER_CLOSE)
    waiting = is_owed(estimated, ONE_BEFORE)
    return_submission(submission=sent, decided_by=officer, reason="Thiếu số liệu", on=ONE_BEFORE)
    returned = is_owed(estimated, ONE_BEFORE)
    again = send(estimated, focal, on=ONE_BEFORE)
    accept_submission(submission=again, decided_by=officer, on=ONE_BEFORE)

    assert (before, waiting, returned, is_owed(estimated, ONE_BEFORE)) == ([False, True], False, True, False)


def test_each_step_goes_once_in_words_of_true_figures(focal, estimated):
    told = remind(YEAR_DUE, YEAR_CLOSES, THREE_BEFORE, THREE_BEFORE, ONE_BEFORE, ONE_AFTER)

    place = reverse("reports:obligation", args=[estimated.pk])
    to_come = "Số thực của Báo cáo năm 2026 (Sở Du lịch): hạn 21/12/2026"
    assert told == [
        ("daumoi", "1 việc phải báo", to_come, place),
        ("daumoi", "1 việc phải báo", to_come, place),
        (
            "daumoi",
            "1 việc phải báo",
            "Số thực của Báo cáo năm 2026 (Sở Du lịch): đã quá hạn 21/12/2026",
            place,
        ),
    ]
    kept = SentReminder.objects.order_by("id").values_list("obligation", "true_figures", "step", "due_on")
    assert list(kept) == [(None, estimated.pk, step, YEAR_TRUED_UP) for step in (-3, -1, 1)]


def test_nothing_goes_once_they_are_sent_nor_about_a_unit_that_was_released(focal, estimated):
    remind(THREE_BEFORE)
    send(estimated, focal, on=THREE_BEFORE)
    after_sending = len(remind(ONE_BEFORE, ONE_AFTER))
    estimated.submissions.filter(state="sent").delete()
    Obligation.objects.update(waived_on=ONE_AFTER)

    assert (after_sending, len(remind(ONE_AFTER))) == (1, 1)
    Obligation.objects.update(waived_on=None)
    assert len(remind(ONE_AFTER)) == 2


def test_report_and_true_figures_of_one_day_are_two_things_of_one_digest(officer, tourism, focal, estimated):
    owed(officer, tourism, title="Danh sách đoàn khách", due_on=YEAR_TRUED_UP)

    assert [(title, text) for _name, title, text, _place in remind(THREE_BEFORE)] == [
        (
            "2 việc phải báo",
            "Danh sách đoàn khách (Sở Du lịch): hạn 21/12/2026\n"
            "Số thực của Báo cáo năm 2026 (Sở Du lịch): hạn 21/12/2026",
        )
    ]


def test_step_of_the_report_itself_is_not_taken_for_one_of_its_true_figures(focal, estimated):
    """A due day that was put off to that of the true figures, and reminded of, before the report came."""
    SentReminder.objects.create(
        obligation=estimated, person=focal, step=-3, due_on=YEAR_TRUED_UP, sent_on=DAY_AFTER_CLOSE
    )

    assert len(remind(THREE_BEFORE)) == 1


def test_officers_hear_of_it_seven_working_days_after(officer, estimated):
    told = remind(SEVEN_AFTER)

    assert sorted(name for name, *_rest in told) == sorted(("daumoi", officer.username))


def test_ladder_of_the_programme_holds_for_true_figures_too(officer, focal, estimated):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    Obligation.objects.update(programme=programme)
    set_ladder(
        programme=programme,
        steps=(LadderStep(-2, ("focal",), is_urgent=True), LadderStep(-9), LadderStep(2)),
        version=0,
        set_by=officer,
    )
    told = [text for _name, _title, text, _place in remind(date(2026, 12, 17))]
    estimated.refresh_from_db()

    assert told == ["Số thực của Báo cáo năm 2026 (Sở Du lịch): hạn 21/12/2026"]
    shown = [(one.step.days, one.day, len(one.sent)) for one in steps_of_true_figures(estimated)]
    assert shown == [(-2, date(2026, 12, 17), 1), (2, date(2026, 12, 23), 0)]


def test_reminders_read_the_same_number_of_queries_for_one_and_three(
    officer, tourism, focal, estimated, django_assert_num_queries
):
    def reminded() -> int:
        Obligation.objects.update(opened_at=at(date(2026, 11, 1)))
        with django_assert_num_queries(9):
            return len(reminded_work(on=THREE_BEFORE).things)

    alone = reminded()
    for name in ("Sở Y tế", "Sở Tư pháp"):
        one = owed_as_estimate(officer, make_agency(name))
        send(one, focal, on=date(2026, 11, 10))

    assert (alone, reminded()) == (1, 3)


def test_pages_tell_when_they_are_reminded_of_and_what_was_sent(officer, estimated, log_in):
    remind(THREE_BEFORE)
    client = log_in(officer)

    page = client.get(reverse("reports:obligation", args=[estimated.pk])).content.decode()
    listed = client.get(reverse("reports:sent"), {"tu_khoa": "du lich"}).content.decode()

    assert "Số thực, hạn 21/12/2026: nhắc khi nào, nhắc ai, đã gửi gì" in page
    assert page.count("đã nhắc Nguyễn Thu Hà ngày 16/12/2026") == 1
    assert "Số thực của Báo cáo năm 2026 (Sở Du lịch)" in listed
    assert list(reminders_sent(SentFilter(words="y te"))) == []


def test_reminders_go_with_a_paper_that_has_to_be_forgotten(officer, estimated):
    programme = adopted_programme(plan_answer(), adopted_by=officer)
    Obligation.objects.update(programme=programme)
    assert len(remind(THREE_BEFORE)) == 1

    forget_paper(programme.document, None)

    assert (SentReminder.objects.count(), Notice.objects.count()) == (0, 0)
