"""The ladder of reminders is a setting of the programme; all that is sent is listed."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.agencies import make_agency, make_person
from factories.programme import adopted_programme, plan_answer
from factories.reports import owed
from factories.tickets import make_briefing, make_ticket

from haidang.agencies.enums import AgencyKind, Role
from haidang.engines.reckoning.reminder_ladder import DEFAULT_STEPS, LadderStep
from haidang.foundation.models import Event, Notice
from haidang.foundation.operations import put_notice
from haidang.reports.errors import LadderChangedMeanwhile
from haidang.reports.models import Obligation, SentReminder
from haidang.reports.operations.ladders import set_ladder
from haidang.reports.operations.purging import forget_paper
from haidang.reports.operations.reminding import remind_people
from haidang.reports.queries.ladders import ladder_of, reminder_hours, steps_of_obligation

pytestmark = pytest.mark.django_db

# A Friday; 22 June is the next working day.
DUE, OPENED = date(2026, 6, 19), date(2026, 6, 1)
OWN = (LadderStep(-2, ("focal", "parent")), LadderStep(1, ("leader",), is_urgent=True))


def at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("id").values_list("to__username", "text"))


@pytest.fixture
def city(db):
    return make_agency("Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE)


@pytest.fixture
def programme(officer, city):
    made = adopted_programme(plan_answer(), adopted_by=officer)
    made.owner = city
    made.save()
    return made


@pytest.fixture
def task(officer, programme, city):
    """This fixture will return what a department owes of the programme, with people on every rung."""
    department = make_agency("Sở Du lịch", parent=city)
    make_person(Role.FOCAL, "daumoi", department)
    make_person(Role.LEADER, "giamdoc", department)
    make_person(Role.FOCAL, "daumoi-tp", city)
    make_person(Role.LEADER, "chutich", city)
    one = owed(officer, department, due_on=DUE, today=OPENED, title="Dịch sách")
    Obligation.objects.filter(pk=one.pk).update(opened_at=at(OPENED), programme=programme)
    return Obligation.objects.get(pk=one.pk)


def test_programme_without_a_ladder_has_the_usual_one(programme):
    ladder = ladder_of(programme)

    assert (ladder.steps, ladder.version, ladder.is_usual) == (DEFAULT_STEPS, 0, True)


def test_reminders_follow_the_ladder_of_the_programme(officer, programme, task):
    set_ladder(programme=programme, steps=OWN, version=0, set_by=officer)

    went = [remind_people(now=at(date(2026, 6, day)), send=put_notice) for day in (16, 17, 18, 22, 23)]

    assert went == [0, 2, 0, 1, 0]
    assert told() == [
        ("daumoi", "Dịch sách (Sở Du lịch): hạn 19/6/2026"),
        ("daumoi-tp", "Dịch sách (Sở Du lịch): hạn 19/6/2026"),
        ("chutich", "Dịch sách (Sở Du lịch): đã quá hạn 19/6/2026"),
    ]
    assert list(SentReminder.objects.order_by("id").values_list("step", "is_urgent", "notice__to__username")) == [
        (-2, False, "daumoi"),
        (-2, False, "daumoi-tp"),
        (1, True, "chutich"),
    ]  # fmt: skip


def test_ladder_with_far_days_reaches_what_is_due_far_away(officer, programme, task):
    set_ladder(programme=programme, steps=[LadderStep(30, ("focal",))], version=0, set_by=officer)

    assert remind_people(now=at(date(2026, 7, 31)), send=put_notice) == 1


def test_ladder_is_set_once_logged_once_and_not_over_another(officer, programme):
    for _attempt in range(2):
        set_ladder(programme=programme, steps=OWN, version=0, set_by=officer)
    with pytest.raises(LadderChangedMeanwhile):
        set_ladder(programme=programme, steps=[LadderStep(-5)], version=0, set_by=officer)

    assert ladder_of(programme).steps == OWN
    assert [event.after for event in Event.objects.filter(act="reports.set_ladder")] == [
        {
            "ladder": [
                "-2: đầu mối của đơn vị, đầu mối của cơ quan cấp trên",
                "+1: lãnh đạo cơ quan ban hành chương trình (khẩn)",
            ]
        }
    ]


def fields(*steps, version: int = 0) -> dict:
    sent = {"phien_ban": version}
    for number, (days, side, roles) in enumerate(steps):
        sent |= {f"b{number}-days": days, f"b{number}-side": side, f"b{number}-roles": roles}
    return sent


def test_officer_sets_the_ladder_and_goes_back_to_the_usual_one(officer, programme, log_in):
    client, page = log_in(officer), reverse("reports:ladder", args=[programme.pk])
    wanted = fields(("5", "truoc", ["focal"]), ("", "sau", []), ("2", "sau", ["focal", "head"]))

    client.post(page, wanted)
    shown = client.get(page).content.decode()

    assert ladder_of(programme).steps == (LadderStep(-5), LadderStep(2, ("focal", "head")))
    assert "trước hạn 5 ngày làm việc" in shown
    assert "Đang nhắc theo cách riêng của chương trình" in shown
    client.post(page, {"phien_ban": 1, "thuong": "1"})
    assert ladder_of(programme).is_usual


@pytest.mark.parametrize(("steps", "said"), [
    ([("5", "truoc", [])], "Chọn nhắc ai, hoặc xoá số ngày để bỏ lần nhắc này."),
    ([("5", "sau", ["focal"]), ("5", "sau", ["head"])], "Có hai lần nhắc cùng một ngày"),
    ([("", "sau", ["focal"])], "Không còn lần nhắc nào"),
    ([("năm", "sau", ["focal"])], "Ghi số ngày bằng chữ số, ví dụ 7."),
    ([("31", "sau", ["focal"])], "Chỉ nhắc trong vòng 30 ngày làm việc"),
])  # fmt: skip
def test_ladder_that_cannot_be_is_refused_in_words(officer, programme, log_in, steps, said):
    answer = log_in(officer).post(reverse("reports:ladder", args=[programme.pk]), fields(*steps))

    assert said in answer.content.decode()
    assert ladder_of(programme).is_usual


def test_second_person_sees_what_was_set_and_keeps_the_own_words(officer, programme, log_in):
    set_ladder(programme=programme, steps=OWN, version=0, set_by=officer)

    answer = log_in(officer).post(
        reverse("reports:ladder", args=[programme.pk]), fields(("9", "truoc", ["focal"]))
    )

    shown = answer.content.decode()
    assert "Người khác vừa đặt lại việc nhắc này" in shown
    assert 'value="9"' in shown
    assert "trước hạn 2 ngày làm việc" in shown
    assert 'name="phien_ban" value="1"' in shown


def test_ticket_that_waits_is_reminded_of_without_its_words(officer):
    agency = make_agency("Sở Du lịch")
    focal = make_person(Role.FOCAL, "daumoi", agency)
    make_ticket(agency, focal, on=OPENED, due_on=DUE)
    Notice.objects.all().delete()

    remind_people(now=at(date(2026, 6, 22)), send=put_notice)

    assert told() == [("canbo", "Kiến nghị, vướng mắc của Sở Du lịch: đã quá hạn trả lời 19/6/2026")]


def test_conclusion_nobody_was_given_is_the_officers_business_twice(officer):
    make_briefing(officer, on=date(2026, 6, 12))

    went = [remind_people(now=at(date(2026, 6, day)), send=put_notice) for day in (19, 22, 23, 30)]

    assert went == [0, 1, 0, 1]
    assert set(told()) == {("canbo", "Kết luận 1 của giao ban ngày 12/6/2026 chưa giao cho đơn vị nào")}


def test_obligation_shows_its_steps_and_what_was_sent(officer, programme, task):
    set_ladder(programme=programme, steps=OWN, version=0, set_by=officer)
    remind_people(now=at(date(2026, 6, 17)), send=put_notice)

    assert [
        (one.step.days, one.day, [sent.person.username for sent in one.sent]) for one in steps_of_obligation(task)
    ] == [
        (-2, date(2026, 6, 17), ["daumoi", "daumoi-tp"]),
        (1, date(2026, 6, 22), []),
    ]  # fmt: skip


def test_officer_reads_what_was_sent_in_a_fixed_number_of_queries(
    officer, programme, task, log_in, django_assert_max_num_queries
):
    client, page = log_in(officer), reverse("reports:sent")
    remind_people(now=at(date(2026, 6, 16)), send=put_notice)
    remind_people(now=at(date(2026, 6, 18)), send=put_notice)
    client.get(page)

    with django_assert_max_num_queries(7):
        shown = client.get(page, {"q": "dich sach"}).content.decode()

    assert shown.count("Dịch sách (Sở Du lịch)") == SentReminder.objects.count() == 3
    assert "Dịch sách" not in client.get(page, {"q": "y te"}).content.decode()
    assert client.get(page, {"loai": "thong-bao"}).content.decode().count("Nhắc hạn</td>") == 3


def test_secret_paper_takes_the_reminders_with_it(officer, programme, task):
    remind_people(now=at(date(2026, 6, 16)), send=put_notice)

    forget_paper(programme.document, None)

    assert told() == []


def test_digest_stands_in_the_product_before_its_email_and_never_in_quiet_hours(settings):
    def digest_at(mail: time, begin: time, end: time) -> time:
        settings.MAIL_DIGEST_AT, settings.MAIL_QUIET_FROM, settings.MAIL_QUIET_UNTIL = mail, begin, end
        return reminder_hours().digest_at

    assert [
        digest_at(time(7), time(20), time(6, 30)),
        digest_at(time(6, 45), time(20), time(6, 30)),
        digest_at(time(22), time(20), time(6, 30)),
        digest_at(time(0, 10), time(0), time(0)),
    ] == [time(6, 30), time(6, 30), time(6, 30), time(0)]
