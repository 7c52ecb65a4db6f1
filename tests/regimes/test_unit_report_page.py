"""The page of a unit's report: filled in, signed, read, returned, accepted."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from factories.agencies import make_person
from factories.regimes import at_noon, make_measure, open_round, regime_with_form
from factories.reports import send as send_plainly

from haidang.agencies.enums import Role
from haidang.engines.reckoning.periods import half_period
from haidang.foundation.queries import events_of
from haidang.regimes.errors import NoSuchPlace
from haidang.regimes.models import Measure, MeasureValue, Narrative, Remark, ReportQuestion, Section
from haidang.regimes.operations.asking import QuestionFacts, ask_about_report
from haidang.regimes.operations.regimes import SectionAsked, set_form
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.operations.sending import sign_and_send
from haidang.regimes.queries.unit_reports import mark_of_draft, unit_report
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Evidence, Obligation, Submission
from haidang.reports.operations.answering import accept_submission

pytestmark = pytest.mark.django_db
TEXT = "Đã ban hành 2 kế hoạch về thông tin đối ngoại và tổ chức 3 hội nghị tập huấn cho cán bộ."


@pytest.fixture
def opened(officer):
    return open_round(officer, "Sở Du lịch")


@pytest.fixture
def owed(opened):
    return Obligation.objects.select_related("agency", "standing").get()


@pytest.fixture
def head(owed):
    return make_person(Role.LEADER, "truongphong", owed.agency)


def shown(client, owed, **asked) -> str:
    return client.get(reverse("regimes:unit_report", args=[owed.pk]), asked).content.decode()


def hidden_of(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def save(client, owed, order=0, *, by_script=False, version=0, **fields):
    """This function will save a section as its form does; `fields` are those of the section by their short names."""
    section = owed_form(owed).sections.get(order=order)
    prefix = f"p{section.pk}-"
    data = {f"{prefix}version": version} | {prefix + name: value for name, value in fields.items()}
    headers = {"X-Sent-By": "script"} if by_script else {}
    return client.post(reverse("regimes:keep_section", args=[owed.pk, section.pk]), data, headers=headers)


def owed_form(owed):
    from haidang.regimes.queries.unit_reports import round_of

    return round_of(owed).form


def save_all(client, owed, number="14", text=TEXT):
    save(client, owed, text=text)
    save(client, owed, 1, **{f"stated_{Measure.objects.get().pk}": number})


def sign(client, owed, page="", **fields):
    page = page or shown(client, owed)
    given = {name: hidden_of(page, name) for name in ("version", "key", "seen")}
    return client.post(reverse("regimes:sign_report", args=[owed.pk]), given | fields, follow=True)


def test_obligation_of_a_round_leads_to_the_page_of_the_report(owed, drafter, log_in):
    client = log_in(drafter)

    answer = client.get(reverse("reports:obligation", args=[owed.pk]))

    assert answer["Location"] == reverse("regimes:unit_report", args=[owed.pk])
    about_it = client.get(reverse("reports:obligation", args=[owed.pk]), {"ho_so": "1"})
    assert "data-answer" not in about_it.content.decode()


def test_my_work_leads_to_the_page_of_the_report(owed, drafter, log_in):
    page = log_in(drafter).get(reverse("reports:my_work")).content.decode()

    assert reverse("regimes:unit_report", args=[owed.pk]) in page
    assert "data-answer" not in page


def test_usual_answer_is_not_taken_for_a_report_of_a_round(owed, drafter, log_in):
    log_in(drafter).post(reverse("reports:answer", args=[owed.pk]), {"text": "Xong", "version": "1"})

    assert Submission.objects.count() == 0


def test_page_opens_with_sections_and_makes_no_draft_yet(owed, drafter, log_in):
    page = shown(log_in(drafter), owed)

    assert re.findall(r"<h2 id=\"ten-\d+\">([^<]+)</h2>", page) == [
        "I Công tác chỉ đạo, điều hành", "II Kết quả bằng số liệu", "III Khó khăn, kiến nghị",
    ]  # fmt: skip
    assert "Văn bản đã ban hành, hội nghị đã tổ chức." in page
    assert Submission.objects.count() == 0


def test_section_is_saved_without_script_and_comes_back_at_its_place(opened, owed, drafter, log_in):
    answer = save(log_in(drafter), owed, text=TEXT)

    first = opened.form.sections.get(order=0)
    assert answer["Location"] == f"{reverse('regimes:unit_report', args=[owed.pk])}#phan-{first.pk}"
    assert [(one.text, one.written_by) for one in Narrative.objects.all()] == [(TEXT, drafter)]


def test_script_is_told_the_version_that_stands_now(opened, owed, drafter, log_in):
    answer = save(log_in(drafter), owed, by_script=True, text=TEXT)

    first = opened.form.sections.get(order=0)
    assert answer.json() == {
        "fields": {f"p{first.pk}-version": "1"}, "words": "Đã lưu.", "number": owed.pk,
        "marks": {"before": mark_of_draft(None), "after": mark_of_draft(Submission.objects.get())},
    }  # fmt: skip


def test_second_writer_in_a_section_sees_both_texts_and_can_then_save(owed, drafter, head, log_in):
    save(log_in(drafter), owed, text="Bản của chị Hà.")

    answer = save(log_in(head), owed, text="Bản của anh Nam.")

    page = answer.content.decode()
    assert (answer.status_code, "Bản của chị Hà." in page, "Bản của anh Nam." in page) == (409, True, True)
    assert [one.text for one in Narrative.objects.all()] == ["Bản của chị Hà."]
    save(log_in(head), owed, text="Bản của hai người.", version=1)
    assert [one.text for one in Narrative.objects.all()] == ["Bản của hai người."]


def test_second_figure_is_not_written_over_the_first(owed, drafter, head, log_in):
    key = Measure.objects.get().pk
    save(log_in(drafter), owed, 1, **{f"stated_{key}": "14"})

    answer = save(log_in(head), owed, 1, **{f"stated_{key}": "20"})

    assert (answer.status_code, [one.number for one in MeasureValue.objects.all()]) == (422, [Decimal(14)])
    assert "Người khác vừa nhập 14" in answer.content.decode()


def test_figure_that_is_no_number_is_told_and_the_words_stay(owed, drafter, log_in):
    answer = save(log_in(drafter), owed, 1, **{f"stated_{Measure.objects.get().pk}": "khoảng 15"})

    assert (answer.status_code, MeasureValue.objects.count()) == (422, 0)
    assert 'value="khoảng 15"' in answer.content.decode()


def test_figure_that_can_be_read_in_two_ways_is_asked_again(owed, drafter, log_in):
    Measure.objects.update(decimals=3)
    client, key = log_in(drafter), f"stated_{Measure.objects.get().pk}"

    answer = save(client, owed, 1, **{key: "1.234"})

    assert answer.status_code == 422
    told = "“1.234” đọc được theo hai cách. Ghi 1234 nếu là số nguyên, 1,2340 nếu có phần lẻ."
    assert told in answer.content.decode()
    assert MeasureValue.objects.count() == 0


def test_figure_with_three_decimals_is_shown_so_that_it_is_saved_again(owed, drafter, log_in):
    Measure.objects.update(decimals=3)
    client, key = log_in(drafter), f"stated_{Measure.objects.get().pk}"
    save(client, owed, 1, **{key: "1,2340"})

    assert 'value="1,2340"' in shown(client, owed)
    assert MeasureValue.objects.get().number == Decimal("1.234")


def test_text_beside_nothing_happened_is_not_thrown_away(owed, drafter, log_in):
    answer = save(log_in(drafter), owed, text=TEXT, is_nil="on")

    assert (answer.status_code, Narrative.objects.count()) == (422, 0)
    assert TEXT in answer.content.decode()


def test_drafter_asks_and_head_signs(owed, drafter, head, log_in):
    save_all(log_in(drafter), owed)
    log_in(drafter).post(reverse("regimes:ask_signature", args=[owed.pk]))
    client = log_in(head)
    listed = client.get(reverse("regimes:to_sign")).content.decode()

    sign(client, owed)

    sent = Submission.objects.get()
    assert reverse("regimes:unit_report", args=[owed.pk]) in listed
    assert (sent.state, sent.number, sent.signature.asked_by, sent.signature.signed_by) == (
        SubmissionState.SENT, 1, drafter, head,
    )  # fmt: skip


def test_drafter_does_not_sign_where_the_unit_has_a_leader(owed, drafter, head, log_in):
    client = log_in(drafter)
    save_all(client, owed)

    answer = client.post(reverse("regimes:sign_report", args=[owed.pk]), {"version": 1, "key": "a" * 32})

    assert (answer.status_code, Submission.objects.get().state) == (404, SubmissionState.DRAFT)


def test_person_of_a_unit_without_a_leader_signs_at_once(owed, drafter, log_in):
    client = log_in(drafter)
    save_all(client, owed)

    sign(client, owed)

    assert Submission.objects.get().state == SubmissionState.SENT


def test_person_who_holds_both_posts_signs_at_once(owed, log_in):
    both = make_person(Role.FOCAL, "kiemnhiem", owed.agency)
    from factories.agencies import make_post

    make_post(both, Role.LEADER, owed.agency)
    client = log_in(both)
    save_all(client, owed)

    sign(client, owed)

    assert Submission.objects.get().state == SubmissionState.SENT


def test_same_signing_twice_sends_once(owed, drafter, log_in):
    client = log_in(drafter)
    save_all(client, owed)
    page = shown(client, owed)

    sign(client, owed, page)
    sign(client, owed, page)

    assert list(Submission.objects.values_list("number", "state")) == [(1, SubmissionState.SENT)]


def test_report_that_changed_since_it_was_read_is_not_signed(owed, drafter, head, log_in):
    save_all(log_in(drafter), owed)
    client = log_in(head)
    page = shown(client, owed)
    save(log_in(drafter), owed, text="Câu chữ mới.", version=1)

    answer = sign(client, owed, page)

    assert Submission.objects.get().state == SubmissionState.DRAFT
    assert "Báo cáo đã thay đổi từ lúc mở ra" in answer.content.decode()


def test_page_opened_before_a_word_was_written_is_signed_with_what_was_saved_from_it(owed, drafter, log_in):
    client = log_in(drafter)
    page = shown(client, owed)
    save(client, owed, 1, **{f"stated_{Measure.objects.get().pk}": "14"})
    marks = save(client, owed, by_script=True, text=TEXT).json()["marks"]

    sign(client, owed, page, seen=marks["after"])

    assert Submission.objects.get().state == SubmissionState.SENT


def test_words_typed_on_a_page_from_before_the_signing_begin_no_new_version_unasked(
    owed, drafter, head, log_in
):
    client = log_in(drafter)
    save_all(client, owed)
    sign(log_in(head), owed)

    answer = save(log_in(drafter), owed, text="Câu đến muộn.", version=1, after=0)

    page = answer.content.decode()
    assert (answer.status_code, Submission.objects.count()) == (409, 1)
    assert ("Câu đến muộn." in page, "vừa được ký gửi" in page) == (True, True)


def test_head_gives_back_with_a_reason_and_the_drafter_reads_it(owed, drafter, head, log_in):
    save_all(log_in(drafter), owed)
    log_in(drafter).post(reverse("regimes:ask_signature", args=[owed.pk]))

    sign(log_in(head), owed, **{"tra-lai": "1", "reason": "Thiếu số đoàn vào"})

    assert "Thiếu số đoàn vào" in shown(log_in(drafter), owed)
    assert Submission.objects.get().state == SubmissionState.DRAFT


def test_nothing_happened_fills_what_is_empty_and_leaves_the_rest(owed, drafter, log_in):
    client = log_in(drafter)
    save(client, owed, text=TEXT)

    client.post(reverse("regimes:nothing_happened", args=[owed.pk]))

    told = Narrative.objects.order_by("section__order").values_list("section__order", "text", "is_nil")
    assert list(told) == [(0, TEXT, False), (2, "", True)]
    assert [one.number for one in MeasureValue.objects.all()] == [Decimal(0)]


def test_file_goes_with_the_report(owed, drafter, log_in):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from factories.reports import photo_bytes

    upload = SimpleUploadedFile("hoi-nghi.jpg", photo_bytes())

    log_in(drafter).post(reverse("regimes:report_files", args=[owed.pk]), {"files": [upload]})

    assert [one.submission.state for one in Evidence.objects.all()] == [SubmissionState.DRAFT]


def test_file_of_a_draft_is_seen_by_who_writes_the_report_and_by_nobody_else(
    owed, drafter, head, officer, log_in
):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from factories.agencies import make_account
    from factories.reports import photo_bytes

    from haidang.reports.enums import EvidenceCheck

    upload = SimpleUploadedFile("hoi-nghi.jpg", photo_bytes())
    log_in(drafter).post(reverse("regimes:report_files", args=[owed.pk]), {"files": [upload]})
    kept = Evidence.objects.get()
    address = reverse("reports:evidence", args=[kept.token])
    unseen = log_in(head).get(address).status_code
    Evidence.objects.filter(pk=kept.pk).update(check_state=EvidenceCheck.CLEAR)
    reader = make_person(Role.READER, "nguoidoc", owed.agency)

    told = {
        one: log_in(one).get(address).status_code for one in (drafter, head, reader, make_account("ngoai"))
    }

    assert (unseen, list(told.values())) == (404, [200, 200, 404, 404])
    assert f'href="{address}"' in shown(log_in(head), owed)


def sent_report(owed, drafter, log_in):
    client = log_in(drafter)
    save_all(client, owed)
    sign(client, owed)
    return Submission.objects.order_by("id").last()


def test_officer_returns_with_remarks_at_the_place_and_the_unit_ticks_them_off(
    opened, owed, drafter, officer, log_in
):
    sent_report(owed, drafter, log_in)
    first = opened.form.sections.get(order=0)
    data = {f"section_{first.pk}": "Ghi rõ số văn bản.", "tra-lai": "1"}

    log_in(officer).post(reverse("regimes:decide_report", args=[owed.pk, 1]), data)

    remark = Remark.objects.get()
    page = shown(log_in(drafter), owed)
    log_in(drafter).post(reverse("regimes:settle_remark", args=[owed.pk, remark.pk]))
    remark.refresh_from_db()
    assert (remark.section, remark.settled_by, "Ghi rõ số văn bản." in page) == (first, drafter, True)
    assert Submission.objects.get().state == SubmissionState.RETURNED


def test_unit_sends_a_second_version_after_the_return(opened, owed, drafter, officer, log_in):
    sent_report(owed, drafter, log_in)
    log_in(officer).post(
        reverse("regimes:decide_report", args=[owed.pk, 1]), {"whole": "Thiếu.", "tra-lai": "1"}
    )
    client = log_in(drafter)
    page = shown(client, owed)
    first = opened.form.sections.get(order=0)

    save(client, owed, text="Đã bổ sung.", version=hidden_of(page, f"p{first.pk}-version"))
    sign(client, owed)

    assert list(Submission.objects.order_by("id").values_list("number", "state")) == [
        (1, SubmissionState.RETURNED), (2, SubmissionState.SENT),
    ]  # fmt: skip


def test_return_without_a_word_is_refused_on_the_page(owed, drafter, officer, log_in):
    sent_report(owed, drafter, log_in)

    answer = log_in(officer).post(reverse("regimes:decide_report", args=[owed.pk, 1]), {"tra-lai": "1"})

    assert (answer.status_code, Submission.objects.get().state) == (422, SubmissionState.SENT)


def test_accepted_report_is_locked_until_a_new_version_is_begun(owed, drafter, officer, log_in):
    sent_report(owed, drafter, log_in)

    log_in(officer).post(reverse("regimes:decide_report", args=[owed.pk, 1]))

    client = log_in(drafter)
    assert "data-section" not in shown(client, owed)
    assert "data-section" in shown(client, owed, thay="1")
    assert [one.counts for one in MeasureValue.objects.all()] == [True]


def ask(client, owed, text="Số đoàn tính cả đoàn nghệ thuật?", section=None):
    page = shown(client, owed)
    data = {"key": hidden_of(page, "key"), "text": text, "due_on": "30/12/2099", "section": section or ""}
    return data, client.post(reverse("regimes:ask_about_report", args=[owed.pk]), data)


def test_officer_asks_one_thing_once_and_it_is_tied_to_the_report(owed, drafter, officer, log_in):
    sent = sent_report(owed, drafter, log_in)
    client = log_in(officer)
    place = owed_form(owed).sections.get(order=1)

    data, _answer = ask(client, owed, section=place.pk)
    client.post(reverse("regimes:ask_about_report", args=[owed.pk]), data)

    asked = Obligation.objects.exclude(pk=owed.pk)
    assert [(one.agency, one.text, one.due_on) for one in asked] == [
        (owed.agency, "Số đoàn tính cả đoàn nghệ thuật?", date(2099, 12, 30))
    ]
    assert [(one.submission, one.section, one.request) for one in ReportQuestion.objects.all()] == [
        (sent, place, asked.get())
    ]
    assert [
        (one.act, one.after["version"], one.after["section"]) for one in events_of(owed) if "ask" in one.act
    ] == [("regimes.ask_about_report", 1, str(place))]


def test_question_and_its_answer_stand_with_the_report_for_both_sides(owed, drafter, officer, log_in):
    sent_report(owed, drafter, log_in)
    ask(log_in(officer), owed)
    request = Obligation.objects.exclude(pk=owed.pk).get()
    unit = log_in(drafter)

    asked = shown(unit, owed)
    at_work = unit.get(reverse("reports:obligation", args=[request.pk])).content.decode()
    assert ["Số đoàn tính cả đoàn nghệ thuật?" in asked, "Trả lời câu này" in asked] == [True, True]
    assert "Trả lời câu này" not in shown(log_in(officer), owed)
    assert reverse("regimes:report_version", args=[owed.pk, 1]) in at_work
    send_plainly(request, drafter, text="Có, 2 đoàn nghệ thuật.")

    pages = [shown(one, owed) for one in (unit, log_in(officer))]
    assert ["Có, 2 đoàn nghệ thuật." in one and "Trả lời câu này" not in one for one in pages] == [True, True]


def test_question_about_a_section_of_another_form_is_refused(owed, drafter, officer, log_in):
    sent_report(owed, drafter, log_in)
    regime = regime_with_form(officer, make_measure("khac", "Khách quốc tế"), code="bao-cao-khac")
    other = Section.objects.get(form__regime=regime, order=0)

    _data, answer = ask(log_in(officer), owed, section=other.pk)

    assert (answer.status_code, ReportQuestion.objects.count()) == (422, 0)
    with pytest.raises(NoSuchPlace):
        ask_about_report(
            submission=Submission.objects.get(obligation=owed),
            question=QuestionFacts("Số đoàn?", date(2099, 12, 30), other),
            asked_by=officer,
            key="k",
            today=date(2026, 6, 1),
        )


def test_report_of_which_much_was_asked_takes_the_queries_of_one_question(
    owed, drafter, officer, log_in, django_assert_max_num_queries
):
    sent_report(owed, drafter, log_in)
    client = log_in(officer)
    ask(client, owed)
    with django_assert_max_num_queries(90) as one:
        shown(client, owed)
    of_one = len(one)
    ask(client, owed, "Còn đoàn vào?")
    ask(client, owed, "Còn đoàn ra?")

    with django_assert_max_num_queries(of_one):
        shown(client, owed)


def test_question_with_a_day_of_no_calendar_is_told_and_keeps_its_words(owed, drafter, officer, log_in):
    sent_report(owed, drafter, log_in)
    client = log_in(officer)
    data = {"key": hidden_of(shown(client, owed), "key"), "text": "Số đoàn?", "due_on": "31/2/2026"}

    answer = client.post(reverse("regimes:ask_about_report", args=[owed.pk]), data)

    page = answer.content.decode()
    assert (answer.status_code, Obligation.objects.exclude(pk=owed.pk).count()) == (422, 0)
    assert ("Lịch không có ngày 31/2/2026" in page, "Số đoàn?</textarea>" in page) == (True, True)


def test_last_period_stands_beside_with_its_text_and_figure(opened, owed, drafter, officer, log_in):
    accept_submission(submission=sent_report(owed, drafter, log_in), decided_by=officer, on=date(2026, 6, 20))
    later = open_report_round(
        regime=opened.regime, period=half_period(2026, 2), opened_by=officer, today=date(2026, 12, 1)
    )
    now = Obligation.objects.get(what=later.report_round.what, occurrence=later.report_round.occurrence)
    client = log_in(drafter)
    save(client, now, text=TEXT.replace("2 kế hoạch", "4 kế hoạch"))
    save(client, now, 1, **{f"stated_{Measure.objects.get().pk}": "140"})

    page = shown(client, now)

    assert TEXT in page
    assert "100% số từ trùng với kỳ trước, không kể ngày tháng và con số." in page
    assert "là 140; mức cao nhất đơn vị từng báo gần đây là 14." in page
    assert "<del>2</del>" in page
    assert "<ins>4</ins>" in page


def test_text_of_last_period_stands_by_the_section_that_took_its_place(
    opened, owed, drafter, officer, log_in
):
    save(log_in(drafter), owed, 2, text="Thiếu biên dịch viên tiếng Lào.")
    accept_submission(submission=sent_report(owed, drafter, log_in), decided_by=officer, on=date(2026, 6, 20))
    set_form(
        regime=opened.regime,
        sections=[
            SectionAsked("I", "Tình hình chung"),
            SectionAsked("II", "Khó khăn, vướng mắc và kiến nghị, đề xuất"),
        ],
        made_by=officer,
        at=at_noon(),
    )
    later = open_report_round(
        regime=opened.regime, period=half_period(2026, 2), opened_by=officer, today=date(2026, 12, 1)
    ).report_round
    now = Obligation.objects.get(what=later.what, occurrence=later.occurrence)

    report = unit_report(now, later)

    assert [(one.section.title, one.text_before, one.title_before) for one in report.sections] == [
        ("Tình hình chung", "", ""),
        (
            "Khó khăn, vướng mắc và kiến nghị, đề xuất",
            "Thiếu biên dịch viên tiếng Lào.",
            "Khó khăn, kiến nghị",
        ),
    ]
    assert [(one.section.title, one.text) for one in report.texts_left] == [
        ("Công tác chỉ đạo, điều hành", TEXT)
    ]
    page = shown(log_in(drafter), now)
    assert [
        words in page
        for words in (
            "Kỳ trước nội dung này ở phần “Khó khăn, kiến nghị”.",
            "Nội dung kỳ trước thuộc phần không còn trong mẫu",
            TEXT,
        )
    ] == [True] * 3


def test_neighbour_sees_no_report_of_another_unit(owed, log_in):
    from factories.agencies import make_agency

    neighbour = make_person(Role.FOCAL, "langgieng", make_agency("Sở Y tế"))

    assert log_in(neighbour).get(reverse("regimes:unit_report", args=[owed.pk])).status_code == 404


def test_obligation_without_a_round_has_no_page_of_a_report(officer, log_in):
    from factories.reports import owed as asked_plainly

    plain = asked_plainly(officer)
    send_plainly(plain, officer)

    assert log_in(officer).get(reverse("regimes:unit_report", args=[plain.pk])).status_code == 404


def test_page_takes_the_same_queries_however_much_was_sent(
    owed, drafter, officer, log_in, django_assert_max_num_queries
):
    sent = sent_report(owed, drafter, log_in)
    accept_submission(submission=sent, decided_by=officer, on=date(2026, 6, 20))
    client = log_in(officer)
    shown(client, owed)

    with django_assert_max_num_queries(32):
        shown(client, owed)


def test_signing_by_the_operation_needs_no_page(owed, drafter, log_in):
    save_all(log_in(drafter), owed)
    owed.refresh_from_db()

    sent = sign_and_send(
        obligation=owed, version=owed.version, signed_by=drafter, key="k", at=at_noon(date(2026, 6, 10))
    )

    assert sent.submission.number == 1
