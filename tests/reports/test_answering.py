"""Answers: sent once, decided once, locked when accepted, never lost."""

import uuid
from datetime import date

import pytest
from factories.agencies import make_person
from factories.reports import DUE, TODAY, at_noon, owed, send

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.foundation.models import Event
from haidang.reports.enums import SubmissionState
from haidang.reports.errors import (
    AgencyEnded,
    AlreadyDecided,
    NothingSaid,
    ObligationChangedMeanwhile,
    ObligationClosed,
    ReasonMissing,
)
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import (
    accept_submission,
    accept_submissions,
    keep_draft,
    return_submission,
    send_submission,
)
from haidang.reports.operations.changing import Grounds, waive_obligation
from haidang.reports.queries.answers import Answer, Link, Product
from haidang.reports.queries.standing import obligation_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def obligation(officer, agency):
    return owed(officer, agency)


def code_on(obligation: Obligation, day: date = TODAY) -> str:
    fresh = Obligation.objects.select_related("standing").get(pk=obligation.pk)
    return obligation_rows([fresh], on=day)[0].state.code


def states(obligation: Obligation) -> list[tuple[int, str]]:
    return list(obligation.submissions.order_by("number").values_list("number", "state"))


def test_same_form_sent_twice_makes_one_answer(obligation, focal):
    key = uuid.uuid4().hex
    act = {"obligation": obligation, "version": 1, "author": focal, "key": key, "at": at_noon()}

    first = send_submission(answer=Answer(text="Dịch 14 bài"), **act)
    second = send_submission(answer=Answer(text="Dịch 14 bài"), **act)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.submission == second.submission
    assert Submission.objects.count() == 1
    assert Event.objects.filter(act="reports.send_submission").count() == 1


def test_second_person_is_told_what_changed_and_the_first_answer_stands(obligation, focal, agency):
    colleague = make_person(Role.FOCAL, "daumoi2", agency)
    send(obligation, focal, "Bản của người thứ nhất")

    with pytest.raises(ObligationChangedMeanwhile):
        send_submission(
            obligation=obligation,
            version=1,
            author=colleague,
            answer=Answer(text="Bản của người thứ hai"),
            key=uuid.uuid4().hex,
            at=at_noon(),
        )

    assert list(Submission.objects.values_list("text", flat=True)) == ["Bản của người thứ nhất"]


def test_answer_can_be_sent_again_until_it_is_decided(obligation, focal):
    send(obligation, focal, "Lần một")
    send(obligation, focal, "Lần hai")

    assert states(obligation) == [(1, "superseded"), (2, "sent")]
    obligation.refresh_from_db()
    assert obligation.standing.text == "Lần hai"


def test_empty_answer_is_refused_and_nothing_is_kept(obligation, focal):
    with pytest.raises(NothingSaid):
        send(obligation, focal, "  ")

    assert Submission.objects.count() == 0


def test_nil_needs_nothing_else_and_is_an_answer(obligation, focal, officer):
    sent = send(obligation, focal, "", is_nil=True)

    assert (sent.kind, sent.progress, code_on(obligation)) == ("nil", "", "submitted")
    accept_submission(submission=sent, decided_by=officer, on=TODAY)
    assert code_on(obligation) == "nil"


def test_returned_answer_is_owed_again_with_the_reason(obligation, focal, officer):
    sent = send(obligation, focal)

    return_submission(
        submission=sent, decided_by=officer, reason="Chưa có số truy cập bằng tiếng Anh.", on=TODAY
    )

    obligation.refresh_from_db()
    assert code_on(obligation) == "returned"
    assert obligation.standing.return_reason == "Chưa có số truy cập bằng tiếng Anh."
    send(obligation, focal, "Thêm 1.200 lượt")
    assert states(obligation) == [(1, "returned"), (2, "sent")]
    assert code_on(obligation) == "submitted"


def test_return_without_a_reason_is_refused(obligation, focal, officer):
    sent = send(obligation, focal)

    with pytest.raises(ReasonMissing):
        return_submission(submission=sent, decided_by=officer, reason=" ", on=TODAY)


def test_accepted_version_stands_until_a_later_one_is_accepted(obligation, focal, officer):
    first = send(obligation, focal, "Bản một")
    accept_submission(submission=first, decided_by=officer, on=TODAY)
    second = send(obligation, focal, "Bản hai")

    obligation.refresh_from_db()
    assert (obligation.standing, code_on(obligation)) == (first, "accepted")
    accept_submission(submission=second, decided_by=officer, on=TODAY)

    obligation.refresh_from_db()
    first.refresh_from_db()
    assert (obligation.standing, first.state, first.text) == (second, SubmissionState.SUPERSEDED, "Bản một")


def test_many_versions_are_accepted_with_the_queries_of_one(
    officer, focal, agency, django_assert_num_queries
):
    alone, *others = (owed(officer, agency) for _number in range(4))
    sent = [send(one, focal) for one in (alone, *others)]

    with django_assert_num_queries(11):
        accept_submissions(submissions=sent[:1], decided_by=officer, on=TODAY)
    with django_assert_num_queries(11):
        told = accept_submissions(submissions=sent[1:], decided_by=officer, on=TODAY)

    assert told == (3, 0)
    kept = Obligation.objects.order_by("id").values_list("standing", "fate", "fate_on", "version")
    assert list(kept) == [(one.pk, "accepted", TODAY, 3) for one in sent]
    logged = Event.objects.filter(act="reports.accept_submission").order_by("number")
    assert list(logged.values_list("subject_id", "after")) == [
        (str(one.obligation_id), {"version": 1}) for one in sent
    ]


def test_of_many_versions_only_those_that_wait_are_accepted(officer, focal, agency):
    again, returned, waiting, new = (owed(officer, agency) for _number in range(4))
    first, refused, known = send(again, focal), send(returned, focal), send(waiting, focal)
    accept_submission(submission=first, decided_by=officer, on=TODAY)
    second = send(again, focal, "Bản hai")
    return_submission(submission=refused, decided_by=officer, reason="Nhầm kỳ", on=TODAY)
    accept_submission(submission=known, decided_by=officer, on=TODAY)
    last = send(new, focal)

    told = accept_submissions(submissions=[second, refused, known, last], decided_by=officer, on=TODAY)

    assert told == (3, 1)
    assert [states(one) for one in (again, returned, waiting, new)] == [
        [(1, "superseded"), (2, "accepted")],
        [(1, "returned")],
        [(1, "accepted")],
        [(1, "accepted")],
    ]


def test_version_returned_after_an_accepted_one_leaves_that_in_force(obligation, focal, officer):
    first = send(obligation, focal)
    accept_submission(submission=first, decided_by=officer, on=TODAY)
    second = send(obligation, focal, "Bản hai")

    return_submission(submission=second, decided_by=officer, reason="Nhầm kỳ", on=TODAY)

    assert states(obligation) == [(1, "accepted"), (2, "returned")]
    assert code_on(obligation) == "accepted"


def test_version_is_decided_once(obligation, focal, officer):
    sent = send(obligation, focal)
    accept_submission(submission=sent, decided_by=officer, on=TODAY)

    accept_submission(submission=sent, decided_by=officer, on=TODAY)
    with pytest.raises(AlreadyDecided):
        return_submission(submission=sent, decided_by=officer, reason="Muộn", on=TODAY)

    assert Event.objects.filter(act="reports.accept_submission").count() == 1


def test_draft_becomes_the_version_that_is_sent_with_all_it_holds(obligation, focal):
    answer = Answer(
        text="Đang làm",
        links=(Link("https://hanoi.gov.vn/tin", "Tin trên cổng", date(2026, 6, 5)),),
        products=(Product("news", 14, "en", "di sản"),),
    )
    draft = keep_draft(obligation=obligation, author=focal, answer=answer)

    sent = send(
        obligation,
        focal,
        "Xong 14 tin",
        links=answer.links,
        products=answer.products,
    )

    assert sent.pk == draft.pk
    assert list(sent.evidence.values_list("url", "title", "dated_on")) == [
        ("https://hanoi.gov.vn/tin", "Tin trên cổng", date(2026, 6, 5))
    ]
    assert list(sent.products.values_list("kind", "number", "language", "topic")) == [
        ("news", 14, "en", "di sản")
    ]


def test_each_person_has_an_own_draft_and_it_answers_nothing(obligation, focal, officer):
    keep_draft(obligation=obligation, author=focal, answer=Answer(text="Của đầu mối"))
    keep_draft(obligation=obligation, author=officer, answer=Answer(text="Của chuyên viên"))

    assert Submission.objects.count() == 2
    assert code_on(obligation) == "due_soon"


def test_agency_that_has_ended_cannot_answer(obligation, focal, agency):
    Agency.objects.filter(pk=agency.pk).update(valid_to=TODAY)

    with pytest.raises(AgencyEnded):
        send(Obligation.objects.get(pk=obligation.pk), focal)


def test_waived_obligation_takes_no_answer(obligation, focal, officer):
    waive_obligation(
        obligation=obligation, version=1, grounds=Grounds("Không có khách"), waived_by=officer, on=TODAY
    )

    with pytest.raises(ObligationClosed):
        send(obligation, focal)


def test_day_of_the_first_answer_tells_whether_it_was_timely(obligation, focal, officer):
    first = send(obligation, focal, on=DUE)
    return_submission(submission=first, decided_by=officer, reason="Thiếu số", on=DUE)
    send(obligation, focal, "Đủ số", on=date(2026, 6, 25))

    fresh = Obligation.objects.select_related("standing").get(pk=obligation.pk)
    state = obligation_rows([fresh], on=date(2026, 6, 26))[0].state

    assert (state.code, state.answered_on, state.is_timely) == ("submitted", date(2026, 6, 25), True)


def test_link_that_is_given_again_keeps_its_row(obligation, focal):
    kept, new = Link("https://hanoi.gov.vn/tin", "Tin"), Link("https://hanoi.gov.vn/bai", "Bài")
    draft = keep_draft(obligation=obligation, author=focal, answer=Answer(text="Đăng tin", links=(kept,)))
    [row] = draft.evidence.values()

    for links in ((kept,), (kept, new)):
        keep_draft(obligation=obligation, author=focal, answer=Answer(text="Đăng tin", links=links))

    assert draft.evidence.order_by("pk").values()[0] == row
    assert list(draft.evidence.order_by("pk").values_list("url", flat=True)) == [kept.url, new.url]
