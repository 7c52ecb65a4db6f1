"""Several people fill in one draft, each section and figure by itself; nothing anybody wrote is lost."""

from decimal import Decimal

import pytest
from factories.agencies import make_person
from factories.regimes import TODAY, at_noon, make_measure

from haidang.agencies.enums import Role
from haidang.foundation.models import Event
from haidang.regimes.errors import (
    FigureNeedsReason,
    NarrativeChangedMeanwhile,
    NoSuchPlace,
    NothingRemarked,
    NotToBeSigned,
    SectionsMissing,
)
from haidang.regimes.models import MeasureValue, Narrative, Remark
from haidang.regimes.operations.filling import (
    attach_files,
    keep_figure,
    keep_narrative,
    keep_places,
    keep_section,
    open_draft,
)
from haidang.regimes.operations.sending import (
    ask_for_signature,
    give_back_unsigned,
    return_with_remarks,
    sign_and_send,
)
from haidang.regimes.queries.given import RemarkMade, SectionGiven, StatedFigure
from haidang.regimes.queries.unit_reports import unit_report
from haidang.reports.enums import EvidenceCheck, EvidenceKind, SubmissionKind, SubmissionState
from haidang.reports.models import Evidence, Obligation, Submission
from haidang.reports.operations.answering import accept_submission
from haidang.reports.operations.screening import refuse_evidence
from haidang.reports.validators import TakenFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(owed):
    return make_person(Role.LEADER, "truongphong", owed.agency)


def section(opened, order=0):
    return opened.form.sections.get(order=order)


def measure_of(opened):
    return section(opened, 1).figures.get().measure


def write(opened, draft, author, text="Đã ban hành 2 kế hoạch.", **fields) -> Narrative:
    usual = {"section": section(opened), "is_nil": False, "version": 0, "at": at_noon()}
    return keep_narrative(draft=draft, text=text, written_by=author, **(usual | fields))


def state(
    opened, draft, number: int | None, drawn: int | None = None, reason: str = ""
) -> MeasureValue | None:
    decimals = [None if one is None else Decimal(one) for one in (drawn, number)]
    return keep_figure(draft=draft, figure=StatedFigure(measure_of(opened), *decimals, reason))


def filled(opened, owed, drafter, number=14) -> Submission:
    draft = open_draft(obligation=owed, author=drafter)
    known = Narrative.objects.filter(submission=draft).first()
    write(opened, draft, drafter, f"Đã dịch {number} bài.", version=known.version if known else 0)
    state(opened, draft, number)
    return draft


def send(owed, head, key="k1"):
    owed.refresh_from_db()
    return sign_and_send(obligation=owed, version=owed.version, signed_by=head, key=key, at=at_noon())


def test_people_of_a_unit_write_one_draft(owed, drafter, head):
    first = open_draft(obligation=owed, author=drafter)

    assert open_draft(obligation=owed, author=head) == first
    assert Submission.objects.count() == 1


def test_two_sections_are_kept_by_two_people_at_once(opened, owed, drafter, head):
    draft = open_draft(obligation=owed, author=drafter)

    write(opened, draft, drafter, "Đã ban hành 2 kế hoạch.")
    write(opened, draft, head, "Thiếu biên dịch viên tiếng Lào.", section=section(opened, 2))

    assert list(
        Narrative.objects.order_by("section__order").values_list("text", "written_by__username", "version")
    ) == [("Đã ban hành 2 kế hoạch.", "daumoi", 1), ("Thiếu biên dịch viên tiếng Lào.", "truongphong", 1)]


def test_second_person_in_one_section_sees_what_the_first_wrote(opened, owed, drafter, head):
    draft = open_draft(obligation=owed, author=drafter)
    write(opened, draft, drafter, "Bản của chị Hà.")

    with pytest.raises(NarrativeChangedMeanwhile) as refused:
        write(opened, draft, head, "Bản của anh Nam.")

    assert (refused.value.narrative.text, Narrative.objects.get().text) == (
        "Bản của chị Hà.",
        "Bản của chị Hà.",
    )


def test_same_text_again_is_no_change(opened, owed, drafter, head):
    draft = open_draft(obligation=owed, author=drafter)
    write(opened, draft, drafter)

    again = write(opened, draft, head, version=0)

    assert (again.version, again.written_by) == (1, drafter)


def test_nothing_happened_takes_the_text_away(opened, owed, drafter):
    draft = open_draft(obligation=owed, author=drafter)
    write(opened, draft, drafter)

    kept = write(opened, draft, drafter, "Đã ban hành 2 kế hoạch.", is_nil=True, version=1)

    assert (kept.text, kept.is_nil, kept.version) == ("", True, 2)


def test_figure_that_the_form_does_not_ask_for_is_refused(owed, drafter):
    draft = open_draft(obligation=owed, author=drafter)

    with pytest.raises(NoSuchPlace):
        keep_figure(draft=draft, figure=StatedFigure(make_measure("khac", "Khác"), None, Decimal(1)))
    assert MeasureValue.objects.count() == 0


def test_drawn_and_stated_figures_stand_side_by_side(opened, owed, drafter):
    draft = open_draft(obligation=owed, author=drafter)

    kept = state(opened, draft, 15, drawn=14, reason="Một bài đăng trên báo giấy")

    assert (kept.drawn, kept.stated, kept.number, kept.reason) == (14, 15, 15, "Một bài đăng trên báo giấy")


def test_figure_that_differs_needs_a_reason(opened, owed, drafter):
    draft = open_draft(obligation=owed, author=drafter)

    with pytest.raises(FigureNeedsReason) as refused:
        state(opened, draft, 15, drawn=14)

    assert refused.value.message == (
        "“Tin, bài bằng tiếng nước ngoài” khác với số lấy từ việc đã ghi. Hãy ghi ngắn gọn lý do."
    )


def test_figure_that_is_emptied_goes(opened, owed, drafter):
    draft = open_draft(obligation=owed, author=drafter)
    state(opened, draft, 15)

    assert state(opened, draft, None) is None
    assert MeasureValue.objects.count() == 0


def test_report_is_signed_and_sent_once(opened, owed, drafter, head):
    filled(opened, owed, drafter)

    sent, again = send(owed, head), send(owed, head)

    assert (sent.is_new, again.is_new, again.submission) == (True, False, sent.submission)
    assert (sent.submission.state, sent.submission.number, sent.submission.kind, sent.submission.text) == (
        SubmissionState.SENT, 1, SubmissionKind.REPORT, "Đã dịch 14 bài.",
    )  # fmt: skip
    assert sent.submission.signature.signed_by == head


def test_unfinished_report_is_not_put_before_the_head(opened, owed, drafter):
    draft = open_draft(obligation=owed, author=drafter)
    state(opened, draft, 3)

    with pytest.raises(SectionsMissing) as refused:
        ask_for_signature(draft=draft, asked_by=drafter, at=at_noon())

    assert refused.value.message == (
        "Các phần này còn trống: I Công tác chỉ đạo, điều hành. Hãy điền, hoặc ghi không phát sinh."
    )


def test_head_gives_a_draft_back_and_it_is_asked_again(opened, owed, drafter, head):
    draft = filled(opened, owed, drafter)
    signature = ask_for_signature(draft=draft, asked_by=drafter, at=at_noon())

    give_back_unsigned(signature=signature, given_back_by=head, reason="Thiếu số đoàn vào")
    again = ask_for_signature(draft=draft, asked_by=drafter, at=at_noon())

    assert (again.pk, again.given_back_for, again.signed_at) == (signature.pk, "", None)


def test_report_of_which_nobody_wrote_a_word_is_not_signed(owed, head):
    with pytest.raises(NotToBeSigned):
        send(owed, head)


def test_report_in_which_nothing_happened_is_a_nil_report(opened, owed, drafter, head):
    draft = open_draft(obligation=owed, author=drafter)
    write(opened, draft, drafter, "", is_nil=True)
    state(opened, draft, 0)

    assert send(owed, head).submission.kind == SubmissionKind.NIL


def test_figures_count_when_the_report_is_accepted(opened, owed, drafter, head, officer):
    filled(opened, owed, drafter)
    sent = send(owed, head).submission
    before = list(MeasureValue.objects.values_list("number", "counts"))

    accept_submission(submission=sent, decided_by=officer, on=TODAY)

    assert (before, list(MeasureValue.objects.values_list("number", "counts"))) == (
        [(14, False)],
        [(14, True)],
    )


def test_figures_of_a_new_version_replace_the_old_when_it_is_accepted(opened, owed, drafter, head, officer):
    filled(opened, owed, drafter)
    accept_submission(submission=send(owed, head).submission, decided_by=officer, on=TODAY)
    filled(opened, Obligation.objects.select_related("standing").get(), drafter, number=16)
    later = send(owed, head, key="k2").submission
    waiting = list(MeasureValue.objects.filter(counts=True).values_list("number", flat=True))

    accept_submission(submission=later, decided_by=officer, on=TODAY)

    assert (waiting, list(MeasureValue.objects.filter(counts=True).values_list("number", flat=True))) == (
        [14],
        [16],
    )


def test_report_is_returned_with_remarks_at_the_place(opened, owed, drafter, head, officer):
    filled(opened, owed, drafter)
    sent = send(owed, head).submission

    return_with_remarks(
        submission=sent,
        remarks=[
            RemarkMade("Ghi rõ số văn bản.", section=section(opened)),
            RemarkMade("Số này gấp đôi kỳ trước?", section(opened, 1), measure_of(opened)),
            RemarkMade(" "),
        ],
        made_by=officer,
        at=at_noon(),
        on=TODAY,
    )

    sent.refresh_from_db()
    assert (sent.state, sent.return_reason) == (
        SubmissionState.RETURNED, "Ghi rõ số văn bản.; Số này gấp đôi kỳ trước?",
    )  # fmt: skip
    assert list(Remark.objects.order_by("id").values_list("section__order", "measure__code", "text")) == [
        (0, None, "Ghi rõ số văn bản."),
        (1, "tin-bai", "Số này gấp đôi kỳ trước?"),
    ]


def test_report_is_not_returned_without_a_word(opened, owed, drafter, head, officer):
    filled(opened, owed, drafter)
    sent = send(owed, head).submission

    with pytest.raises(NothingRemarked):
        return_with_remarks(submission=sent, remarks=[], made_by=officer, at=at_noon(), on=TODAY)


def test_draft_after_a_return_begins_with_what_was_sent(opened, owed, drafter, head, officer):
    filled(opened, owed, drafter)
    sent = send(owed, head).submission
    return_with_remarks(
        submission=sent, remarks=[RemarkMade("Thiếu số đoàn.")], made_by=officer, at=at_noon(), on=TODAY
    )

    draft = open_draft(obligation=Obligation.objects.select_related("standing").get(), author=drafter)

    assert draft.pk != sent.pk
    assert [one.text for one in draft.narratives.all()] == ["Đã dịch 14 bài."]
    assert [(one.number, one.counts) for one in draft.values.all()] == [(14, False)]


def test_draft_after_a_return_takes_the_files_along_and_each_version_keeps_its_own(
    opened, owed, drafter, head, officer
):
    paper = TakenFile("bien-ban.pdf", b"%PDF-1.4 bien ban", "application/pdf", EvidenceKind.FILE)
    filled(opened, owed, drafter)
    attach_files(obligation=owed, files=[paper], dropped=[], attached_by=drafter)
    sent = send(owed, head).submission
    sent.evidence.update(check_state=EvidenceCheck.CLEAR)
    return_with_remarks(
        submission=sent, remarks=[RemarkMade("Thiếu số đoàn.")], made_by=officer, at=at_noon(), on=TODAY
    )
    back = Obligation.objects.select_related("standing").get()
    draft = open_draft(obligation=back, author=drafter)
    first, taken = (version.evidence.select_related("file").get() for version in (sent, draft))

    attach_files(obligation=back, files=[], dropped=[taken.pk], attached_by=drafter)

    assert (taken.title, taken.file, taken.check_state) == ("bien-ban.pdf", first.file, EvidenceCheck.CLEAR)
    assert taken.token != first.token
    assert not draft.evidence.exists()
    assert sent.evidence.get().file.file.read() == paper.content


def test_secret_file_that_both_versions_hold_goes_from_both(opened, owed, drafter, head, officer):
    paper = TakenFile("bien-ban.pdf", b"%PDF-1.4 bien ban", "application/pdf", EvidenceKind.FILE)
    filled(opened, owed, drafter)
    attach_files(obligation=owed, files=[paper], dropped=[], attached_by=drafter)
    sent = send(owed, head).submission
    return_with_remarks(
        submission=sent, remarks=[RemarkMade("Thiếu số đoàn.")], made_by=officer, at=at_noon(), on=TODAY
    )
    draft = open_draft(obligation=Obligation.objects.select_related("standing").get(), author=drafter)
    stored = draft.evidence.get().file

    refuse_evidence(sha256=stored.sha256)

    assert [(one.title, one.file) for one in Evidence.objects.all()] == [("", None)] * 2
    assert not stored.file.storage.exists(stored.file.name)


def test_page_of_a_report_has_its_sections_with_what_is_written(
    opened, owed, drafter, django_assert_num_queries
):
    filled(opened, owed, drafter)

    with django_assert_num_queries(10):
        page = unit_report(owed, opened)

    assert [
        (str(one.section), one.narrative and one.narrative.text, [row.number for row in one.figures])
        for one in page.sections
    ] == [
        ("I Công tác chỉ đạo, điều hành", "Đã dịch 14 bài.", []),
        ("II Kết quả bằng số liệu", None, [Decimal(14)]),
        ("III Khó khăn, kiến nghị", None, []),
    ]


def test_section_that_has_only_figures_is_filled_once_sent(opened, owed, drafter, head):
    filled(opened, owed, drafter)
    before = list(Narrative.objects.order_by("section__order").values_list("section__order", "is_filled"))

    send(owed, head)

    after = list(Narrative.objects.order_by("section__order").values_list("section__order", "is_filled"))
    assert (before, after) == ([(0, True)], [(0, True), (1, True)])


def test_report_is_filled_in_sent_and_accepted_with_so_many_queries(
    opened, owed, drafter, officer, django_assert_num_queries
):
    """However many sections and figures: these are the statements that other writers wait for."""
    figure = StatedFigure(measure_of(opened), None, Decimal(14))
    given = [SectionGiven(section(opened), text="Đã dịch 14 bài."), figure]
    more = [SectionGiven(section(opened, 2), text="Thiếu người."), *given]

    with django_assert_num_queries(15):
        keep_places(obligation=owed, given=more, written_by=drafter, at=at_noon())
    with django_assert_num_queries(9):
        keep_places(obligation=owed, given=given, written_by=drafter, at=at_noon())
    with django_assert_num_queries(18):
        sent = send(owed, drafter).submission
    # Five of them begin the totals of the period, as its first report.
    with django_assert_num_queries(24):
        accept_submission(submission=sent, decided_by=officer, on=TODAY)

    assert [one.text for one in sent.narratives.order_by("section__order")] == [
        "Đã dịch 14 bài.",
        "",
        "Thiếu người.",
    ]
    assert [(one.number, one.counts) for one in sent.values.all()] == [(14, True)]


def test_one_section_is_kept_with_so_many_queries(opened, owed, drafter, django_assert_num_queries):
    filled(opened, owed, drafter)
    given = SectionGiven(section(opened, 2), text="Thiếu người biết tiếng.")

    with django_assert_num_queries(7):
        keep_section(obligation=owed, given=given, written_by=drafter, at=at_noon())


def test_places_are_kept_all_or_none(opened, owed, drafter, head):
    write(opened, open_draft(obligation=owed, author=drafter), drafter)
    new = SectionGiven(section(opened, 2), text="Thiếu người.")
    seen_too_early = SectionGiven(section(opened), text="Đã ban hành 3 kế hoạch.")

    with pytest.raises(NarrativeChangedMeanwhile):
        keep_places(obligation=owed, given=[new, seen_too_early], written_by=head, at=at_noon())

    assert [one.text for one in Narrative.objects.all()] == ["Đã ban hành 2 kế hoạch."]


def test_act_that_begins_a_draft_logs_it_last(opened, owed, drafter):
    given = SectionGiven(section(opened), text="Đã dịch 14 bài.")
    before = Event.objects.count()

    keep_section(obligation=owed, given=given, written_by=drafter, at=at_noon())
    keep_section(obligation=owed, given=given, written_by=drafter, at=at_noon())

    acts = Event.objects.order_by("number").values_list("act", "number")[before:]
    assert list(acts) == [("regimes.open_draft", before + 1)]


def test_same_key_sent_again_signs_nothing_anew(opened, owed, drafter, head):
    filled(opened, owed, drafter)
    sent = send(owed, head).submission
    write(opened, open_draft(obligation=owed, author=drafter), drafter, "Đã dịch 15 bài.", version=1)
    before = Event.objects.count()

    again = send(owed, drafter)

    assert (again.is_new, again.submission, Event.objects.count()) == (False, sent, before)
    assert sent.signature.signed_by == head
