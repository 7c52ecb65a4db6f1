"""Pages of one's own work: who sees and sends what, in words that help."""

import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.reports import TODAY, owed, photo_bytes, send

from haidang.agencies.enums import Role
from haidang.reports.models import Evidence, Obligation, Submission
from haidang.reports.operations.answering import return_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def obligation(officer, agency):
    return owed(officer, agency, title="Báo cáo 6 tháng")


def answer_data(obligation: Obligation, **fields) -> dict:
    return {"version": obligation.version, "key": uuid.uuid4().hex, "progress": "done"} | fields


def post_answer(client, obligation, **fields):
    return client.post(reverse("reports:answer", args=[obligation.pk]), answer_data(obligation, **fields))


def test_focal_person_sends_a_photo_alone_from_my_work(log_in, focal, obligation):
    client = log_in(focal)
    page = client.get(reverse("reports:my_work")).content.decode()
    assert "Báo cáo 6 tháng" in page

    photo = SimpleUploadedFile("anh.jpg", photo_bytes(), "image/jpeg")
    answer = post_answer(client, obligation, files=[photo])

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("reports:my_work"))
    sent = Submission.objects.get()
    assert (sent.state, sent.progress, sent.author) == ("sent", "done", focal)
    assert list(sent.evidence.values_list("kind", "title", "check_state")) == [
        ("photo", "anh.jpg", "waiting")
    ]


def test_nil_is_one_button(log_in, focal, obligation):
    post_answer(log_in(focal), obligation, nil="1")

    assert list(Submission.objects.values_list("kind", "state")) == [("nil", "sent")]


def test_what_could_not_be_sent_is_shown_again_and_its_files_wait_in_the_draft(log_in, focal, obligation):
    photo = SimpleUploadedFile("anh.jpg", photo_bytes(), "image/jpeg")
    virus = SimpleUploadedFile("chay.exe", b"MZ\x90\x00", "image/jpeg")

    answer = post_answer(
        log_in(focal), obligation, text="Đã in 500 tờ gấp", files=[photo, virus], figure="mười hai"
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không nhận chay.exe" in page
    assert "Đã in 500 tờ gấp" in page
    draft = Submission.objects.get()
    assert (draft.state, draft.text) == ("draft", "Đã in 500 tờ gấp")
    assert list(Evidence.objects.values_list("title", flat=True)) == ["anh.jpg"]


def test_second_person_keeps_what_was_written_and_may_send_it_over_the_first(
    log_in, focal, officer, obligation
):
    stale = answer_data(obligation, text="Bản của tôi")
    send(obligation, officer, "Bản của chuyên viên")
    client = log_in(focal)

    refused = client.post(reverse("reports:answer", args=[obligation.pk]), stale)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "có người khác đã sửa" in page
    assert "Bản của chuyên viên" in page
    assert "Bản của tôi" in page
    assert 'name="version" value="2"' in page
    client.post(reverse("reports:answer", args=[obligation.pk]), stale | {"version": 2})
    obligation.refresh_from_db()
    assert obligation.standing.text == "Bản của tôi"


def test_text_with_a_secret_mark_is_refused_and_nothing_of_it_kept(log_in, focal, obligation):
    answer = post_answer(log_in(focal), obligation, text="TUYỆT MẬT\nKế hoạch đón đoàn")

    assert answer.status_code == 422
    assert "dấu chỉ độ mật" in answer.content.decode()
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("name", ["obligation", "answer"])
def test_obligation_of_another_unit_is_not_there(log_in, officer, obligation, name):
    stranger = make_person(Role.FOCAL, "nguoila", make_agency("Sở Y tế"))
    client, address = log_in(stranger), reverse(f"reports:{name}", args=[obligation.pk])
    assert log_in(officer).get(reverse("reports:obligation", args=[obligation.pk])).status_code == 200

    answer = (
        client.post(address, answer_data(obligation, text="x")) if name == "answer" else client.get(address)
    )

    assert answer.status_code == 404
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("role", [Role.READER, Role.LEADER])
def test_who_may_only_see_cannot_send(log_in, agency, obligation, role):
    viewer = make_person(role, "chixem", agency)
    client = log_in(viewer)
    assert client.get(reverse("reports:obligation", args=[obligation.pk])).status_code == 200

    answer = post_answer(client, obligation, text="x")

    assert answer.status_code == 404
    assert Submission.objects.count() == 0


def test_returned_answer_is_written_again_from_what_was_sent(log_in, focal, officer, obligation):
    sent = send(obligation, focal, "Dịch 14 bài", figure=Decimal("1234.5"), unit="lượt")
    return_submission(submission=sent, decided_by=officer, reason="Ghi rõ ngôn ngữ", on=TODAY)

    page = log_in(focal).get(reverse("reports:my_work")).content.decode()

    assert "“Ghi rõ ngôn ngữ”" in page
    assert "Dịch 14 bài</textarea>" in page
    assert 'value="1234,5"' in page


def test_officer_sees_the_decision_first_and_enters_an_answer_only_when_asked(log_in, officer, obligation):
    client, address = log_in(officer), reverse("reports:obligation", args=[obligation.pk])

    assert "data-answer=" not in client.get(address).content.decode()
    assert "data-answer=" in client.get(address, {"thay": 1}).content.decode()


@pytest.mark.parametrize(
    ("typed", "figure"), [("1.234,5", Decimal("1234.5")), ("14", Decimal(14)), ("0,7", Decimal("0.7"))]
)
def test_figure_is_read_as_people_here_write_it(log_in, focal, obligation, typed, figure):
    post_answer(log_in(focal), obligation, figure=typed, unit="lượt")

    assert Submission.objects.get().figure == figure


def test_my_work_takes_a_fixed_number_of_queries(log_in, focal, officer, agency, django_assert_num_queries):
    client, address = log_in(focal), reverse("reports:my_work")
    owed(officer, agency)
    owed(officer, agency)
    client.get(address)
    with_two = _count_queries(client, address)

    for _number in range(5):
        send(owed(officer, agency), focal)
        owed(officer, agency)

    assert _count_queries(client, address) <= with_two + 1


def _count_queries(client, address) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
