"""E-mails: one digest a day, urgent ones at once, never in the quiet hours, never twice; a real server takes them."""

import smtplib
import socket
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse
from factories.agencies import make_person

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Post
from haidang.foundation.enums import MailState
from haidang.foundation.models import Mail, Notice
from haidang.foundation.operations import forget_notices, put_notice
from haidang.foundation.operations import mails as mailing
from haidang.foundation.operations.mails import send_next_mail, write_next_mail
from haidang.foundation.queries.mails import is_quiet
from haidang.project.environment import MailServer

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 8 o'clock in Hà Nội
NIGHT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)  # 22 o'clock
EARLY = datetime(2026, 3, 1, 23, 45, tzinfo=UTC)  # a quarter to seven: no quiet hour, no digest yet


class Box:
    """A server that keeps what it takes; what `answers` holds is answered to the next messages instead."""

    def __init__(self) -> None:
        self.taken: list = []
        self.answers: list[str] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 Message accepted"


@pytest.fixture
def box(settings):
    """This fixture will start a mail server and point the product at it."""
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    point_at(settings, controller.port)
    yield box
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def point_at(settings, port: int) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", port, "", "", "none", "Hải Đăng <tdn@example.gov.vn>")
    settings.SITE_ADDRESS = "https://tdn.example.gov.vn"


@pytest.fixture
def focal(db) -> Account:
    return written_to(Role.FOCAL, "daumoi@example.gov.vn")


def written_to(role: str, email: str, **fields) -> Account:
    person = make_person(role, email.partition("@")[0])
    Account.objects.filter(pk=person.pk).update(email=email, **fields)
    person.refresh_from_db()
    return person


def tell(to: Account, key: str, at: datetime = MORNING, **parts) -> Notice:
    said = {
        "kind": "tests.due",
        "title": f"Đến hạn: {key}",
        "text": "Hạn 20/6/2024.",
        "address": "/chuong-trinh/1/",
    }
    notice = put_notice(to=to, key=key, **(said | parts))
    Notice.objects.filter(pk=notice.pk).update(created_at=at - timedelta(hours=1))
    return notice


def work(at: datetime) -> None:
    while write_next_mail(at=at) or send_next_mail(clock=lambda: at):
        pass


def states() -> list[str]:
    return list(Mail.objects.order_by("id").values_list("state", flat=True))


def test_digest_tells_all_that_is_unread_in_one_mail(box, focal):
    tell(focal, "điểm báo quý II")
    tell(focal, "tập huấn")

    work(MORNING)

    [(receivers, message)] = box.taken
    assert receivers == ["daumoi@example.gov.vn"]
    assert (message["Subject"], message["From"]) == (
        "Hải Đăng: 2 thông báo mới",
        "Hải Đăng <tdn@example.gov.vn>",
    )
    plain = message.get_body(("plain",)).get_content()
    page = message.get_body(("html",)).get_content()
    assert plain == (
        f"Kính gửi {focal.full_name},\n\n"
        "Đến hạn: điểm báo quý II\nHạn 20/6/2024.\nhttps://tdn.example.gov.vn/chuong-trinh/1/\n\n"
        "Đến hạn: tập huấn\nHạn 20/6/2024.\nhttps://tdn.example.gov.vn/chuong-trinh/1/\n\n"
        "Tất cả: https://tdn.example.gov.vn/thong-bao/\n\n"
        "Thư do hệ thống Hải Đăng tự gửi; xin không trả lời thư này.\n\n"
    )
    assert '<a href="https://tdn.example.gov.vn/chuong-trinh/1/">Đến hạn: tập huấn</a>' in page
    assert set(Notice.objects.values_list("mailed_at", flat=True)) == {MORNING}


def test_mail_speaks_the_language_of_its_person(box):
    reader = written_to(Role.READER, "reader@example.gov.vn", language="en")
    tell(reader, "điểm báo")

    work(MORNING)

    [(_receivers, message)] = box.taken
    assert message["Subject"] == "Hải Đăng: 1 new notice"
    assert message.get_body(("plain",)).get_content().startswith(f"Dear {reader.full_name},")


def test_one_digest_a_day_and_urgent_ones_at_once(box, focal):
    tell(focal, "sáng")
    work(MORNING)
    tell(focal, "trưa", at=MORNING + timedelta(hours=3))
    tell(focal, "gấp", at=MORNING + timedelta(hours=3), is_urgent=True)
    work(MORNING + timedelta(hours=4))
    assert [message["Subject"] for _to, message in box.taken] == [
        "Hải Đăng: 1 thông báo mới",
        "Hải Đăng: 1 thông báo khẩn",
    ]

    work(MORNING + timedelta(days=1))

    assert [message["Subject"] for _to, message in box.taken][2:] == ["Hải Đăng: 1 thông báo mới"]
    assert "trưa" in box.taken[2][1].get_body(("plain",)).get_content()


def test_nothing_is_sent_in_the_quiet_hours_and_no_digest_before_its_hour(box, focal):
    tell(focal, "gấp", at=NIGHT, is_urgent=True)
    work(NIGHT)
    assert (box.taken, states()) == ([], [])

    tell(focal, "thường", at=EARLY)
    Notice.objects.filter(key="gấp").update(read_at=EARLY)
    work(EARLY)

    assert (box.taken, states()) == ([], [])


@pytest.mark.parametrize(
    ("begin", "end", "quiet"),
    [
        ("20:00", "06:30", ["20:00", "23:59", "00:00", "06:29"]),
        ("12:00", "13:30", ["12:00", "13:29"]),
        ("00:00", "00:00", []),
    ],
)
def test_quiet_hours_go_over_midnight(begin, end, quiet):
    hours = ["06:30", "07:00", "13:30", "19:59", *quiet]
    begins, ends = time.fromisoformat(begin), time.fromisoformat(end)

    found = [hour for hour in hours if is_quiet(time.fromisoformat(hour), begin=begins, end=ends)]

    assert found == [hour for hour in hours if hour in quiet]


def test_what_is_read_old_or_of_nobody_at_work_is_not_sent(box, focal):
    Notice.objects.filter(pk=tell(focal, "đã đọc").pk).update(read_at=MORNING)
    tell(focal, "cũ", at=MORNING - timedelta(days=9))
    tell(make_person(Role.READER, "khong-thu"), "không có địa chỉ")
    gone = written_to(Role.READER, "nghi@example.gov.vn")
    Post.objects.filter(account=gone).update(valid_to="2020-01-01")
    tell(gone, "đã nghỉ")

    work(MORNING)

    assert (box.taken, states()) == ([], [])


def test_whoever_leaves_before_the_mail_goes_is_not_written_to(box, focal):
    tell(focal, "điểm báo")
    write_next_mail(at=MORNING)
    Post.objects.filter(account=focal).update(valid_to="2020-01-01")

    work(MORNING)

    assert (box.taken, states()) == ([], ["given_up"])


def test_refused_mail_is_tried_again_later_and_sent_once(box, focal):
    tell(focal, "điểm báo")
    box.answers = ["451 Try again later", "452 Still full"]

    work(MORNING)
    work(MORNING + timedelta(minutes=4))
    assert (len(box.taken), Mail.objects.get().attempts, states()) == (0, 1, ["waiting"])
    work(MORNING + timedelta(minutes=6))
    work(MORNING + timedelta(minutes=30))
    work(MORNING + timedelta(minutes=60))

    assert (len(box.taken), Mail.objects.get().attempts, states()) == (1, 3, ["sent"])


def test_server_that_is_away_is_tried_six_times_over_a_day_and_a_half(settings, focal):
    point_at(settings, 9)
    settings.MAIL_QUIET_FROM = settings.MAIL_QUIET_UNTIL = time(0)
    tell(focal, "điểm báo")

    for hours in range(36):
        work(MORNING + timedelta(hours=hours))

    mail = Mail.objects.get()
    assert (mail.state, mail.attempts) == ("given_up", 6)
    assert mail.failure.startswith("ConnectionRefusedError")


def test_mail_that_the_server_may_have_is_not_sent_again(box, focal, monkeypatch):
    tell(focal, "điểm báo")
    monkeypatch.setattr(smtplib.SMTP, "getreply", broken_after_data(smtplib.SMTP.getreply))

    work(MORNING)
    monkeypatch.undo()
    work(MORNING + timedelta(hours=5))

    assert (len(box.taken), states()) == (1, ["unsure"])


def broken_after_data(getreply):
    """This function will break the line where the server answers to a whole message."""

    def reply(self):
        answer = getreply(self)
        if b"Message accepted" in answer[1]:
            raise TimeoutError("the line broke")
        return answer

    return reply


def test_mail_of_a_process_that_died_is_not_sent_again(box, focal):
    tell(focal, "điểm báo")
    write_next_mail(at=MORNING)
    Mail.objects.update(state=MailState.SENDING, claimed_at=MORNING, attempts=1)

    work(MORNING + timedelta(minutes=10))
    assert states() == ["sending"]
    work(MORNING + timedelta(minutes=20))

    assert (box.taken, states()) == ([], ["unsure"])


def test_two_processes_send_one_mail_once(box, focal, monkeypatch):
    tell(focal, "điểm báo")
    write_next_mail(at=MORNING)
    stale = Mail.objects.select_related("to").get()

    work(MORNING)
    monkeypatch.setattr(mailing, "mail_to_send", lambda at: stale)
    send_next_mail(clock=lambda: MORNING)

    assert (len(box.taken), states()) == (1, ["sent"])


def test_without_a_server_nothing_is_written(focal):
    tell(focal, "điểm báo")

    work(MORNING)

    assert states() == []


def test_notices_of_a_purged_paper_go_from_mails_too(box, focal):
    tell(focal, "mật", address="/chuong-trinh/viec/5/")
    write_next_mail(at=MORNING)
    tell(focal, "Kế hoạch 7", address="/")

    forget_notices(addresses=["/chuong-trinh/viec/5/"], words=["Kế hoạch 7", ""])
    work(MORNING)

    assert (Notice.objects.count(), box.taken, states()) == (0, [], ["given_up"])


def test_what_was_sent_is_listed_for_its_person_with_words_and_for_the_administrator_without(
    box, focal, administrator, log_in
):
    tell(focal, "điểm báo quý II")
    work(MORNING)

    own = log_in(focal).get(reverse("foundation:own_mails")).content.decode()
    all_mails = log_in(administrator).get(reverse("desk:mails")).content.decode()
    other = log_in(make_person(Role.READER, "khac")).get(reverse("foundation:own_mails")).content.decode()

    assert ("Đến hạn: điểm báo quý II" in own, "đã gửi" in own) == (True, True)
    assert ("daumoi@example.gov.vn" in all_mails, "điểm báo" in all_mails) == (True, False)
    assert ("điểm báo" in other, "daumoi" in other) == (False, False)


# Session, account, posts of the administrator; number of e-mails, e-mails with their numbers of notices.
QUERIES_OF_MAILS = 5


@pytest.mark.parametrize("rows", [1, 3])
def test_mails_take_the_same_queries_for_any_number_of_rows(
    box, administrator, log_in, django_assert_num_queries, rows
):
    for number in range(rows):
        tell(written_to(Role.READER, f"doc{number}@example.gov.vn"), "điểm báo")
    work(MORNING)
    client = log_in(administrator)

    with django_assert_num_queries(QUERIES_OF_MAILS):
        page = client.get(reverse("desk:mails"))

    assert len(page.context["page"]) == rows
