"""A unit's report by Excel: taken along, filled in off-line, sent back, taken over into the draft of the screen."""

from decimal import Decimal

import pytest
from django.urls import reverse
from factories.agencies import make_agency, make_person
from factories.regimes import FIRST_HALF, TODAY, at_noon, make_measure, regime_with_form
from factories.unit_workbooks import (
    CODE,
    COVER,
    FIGURES,
    FIRST,
    HEAD,
    NIL,
    REASON,
    STATED,
    TEXT,
    TEXTS,
    cell_of,
    fill,
    kinds_of,
    notes_of,
    send_back,
    take_over,
    taken,
)
from factories.workbooks import saved

from haidang.agencies.enums import Role
from haidang.foundation.models import Event, TableImport
from haidang.regimes.models import Measure, MeasureValue, Narrative, Section, Signature
from haidang.regimes.operations.filling import keep_section
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.report_ways import FILLED_IN
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation, Submission

pytestmark = pytest.mark.django_db
WORDS = "Đã ban hành 2 kế hoạch về thông tin đối ngoại và tổ chức 3 hội nghị tập huấn."
FOREIGN = "Tin, bài bằng tiếng nước ngoài"


def section(order=0):
    return Section.objects.get(order=order)


def write_on_screen(owed, who, text, version=0, order=0):
    given = SectionGiven(section(order), text, version=version)
    keep_section(obligation=owed, given=given, written_by=who, at=at_noon())


def texts_kept() -> dict[str, str]:
    return {str(one.section): one.text for one in Narrative.objects.select_related("section")}


def figures_kept() -> list[tuple[Decimal | None, str]]:
    return [(one.stated, one.reason) for one in MeasureValue.objects.all()]


def test_workbook_says_what_it_is_of_and_holds_what_stands_in_the_draft(owed, drafter, client_of):
    write_on_screen(owed, drafter, WORDS)

    book = taken(client_of, owed)

    assert book.sheetnames == [COVER, TEXTS, FIGURES, "Nhiệm vụ của đơn vị"]
    facts = {row[0].value: row[1].value for row in book[COVER].iter_rows(min_row=HEAD + 1) if row[0].value}
    assert (facts["Đơn vị báo cáo"], facts["Mẫu số"]) == ("Sở Du lịch", "1")
    assert facts["Kỳ báo cáo"] == "Báo cáo công tác thông tin đối ngoại, 6 tháng đầu năm 2026"
    assert [row[0].value for row in book[TEXTS].iter_rows(min_row=FIRST)] == [
        "I Công tác chỉ đạo, điều hành", "II Kết quả bằng số liệu", "III Khó khăn, kiến nghị",
    ]  # fmt: skip
    assert cell_of(book, TEXTS, TEXT).value == WORDS


def test_only_entry_cells_of_a_workbook_are_unlocked_and_no_password_locks_the_others(owed, client_of):
    book = taken(client_of, owed)

    open_cells = {
        (sheet.title, cell.column_letter)
        for sheet in book
        for row in sheet.iter_rows(min_row=FIRST)
        for cell in row
        if not cell.protection.locked
    }
    assert open_cells == {(TEXTS, "C"), (TEXTS, "D"), (FIGURES, "D"), (FIGURES, "E")}
    assert {(sheet.protection.sheet, sheet.protection.password) for sheet in book} == {(True, None)}


def test_cells_check_what_is_typed_with_words_in_vietnamese(officer, log_in):
    whole = make_measure("tong", "Tổng số tin, bài")
    part = make_measure("rieng", "Tin, bài tiếng Anh", decimals=1)
    make_measure("ty-le", "Tỷ lệ tin, bài tiếng Anh", numerator=part, denominator=whole)
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer, whole, part)
    open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)
    owed = Obligation.objects.get()

    book = taken(log_in(officer), owed)

    told = {str(one.sqref): one for sheet in book for one in sheet.data_validations.dataValidation}
    assert told["D4"].formula1 == (
        "AND(ISNUMBER(D4),D4>=0,ROUND(D4,0)=D4,D4>=IF(ISNUMBER(D5),D5,IF(ISNUMBER(C5),C5,D4)))"
    )
    assert told["D5"].formula1 == (
        "AND(ISNUMBER(D5),D5>=0,ROUND(D5,1)=D5,D5<=IF(ISNUMBER(D4),D4,IF(ISNUMBER(C4),C4,D5)))"
    )
    assert told["D5"].error == (
        "Số không âm, đơn vị tính “tin, bài”, tối đa 1 chữ số thập phân, không kèm chữ. "
        "Số của một phần không lớn hơn số của toàn bộ."
    )
    assert (book[TEXTS].data_validations.dataValidation[1].formula1) == '"x"'


def test_workbook_filled_in_is_shown_first_and_then_taken_into_the_draft(owed, drafter, client_of):
    content = fill(
        taken(client_of, owed), (TEXTS, TEXT, WORDS), (TEXTS, NIL, "x", 6), (FIGURES, STATED, "1.234")
    )

    page = send_back(client_of, owed, content)

    assert (Narrative.objects.count(), page.status_code) == (0, 200)
    assert kinds_of(page) == {
        "I Công tác chỉ đạo, điều hành": "changed",
        "II Kết quả bằng số liệu": "unchanged",
        "III Khó khăn, kiến nghị": "changed",
        FOREIGN: "changed",
    }
    after = take_over(client_of, owed, page)
    assert after.redirect_chain[-1][0] == reverse("regimes:unit_report", args=[owed.pk])
    assert "Đã lấy 3 chỗ từ tệp vào báo cáo." in after.content.decode()
    draft = Submission.objects.get()
    assert (draft.state, draft.values.get().number) == (SubmissionState.DRAFT, Decimal(1234))
    kept = {str(one.section): (one.text, one.is_nil, one.written_by) for one in draft.narratives.all()}
    assert kept == {
        "I Công tác chỉ đạo, điều hành": (WORDS, False, drafter),
        "III Khó khăn, kiến nghị": ("", True, drafter),
    }
    acts = Event.objects.filter(act__startswith="regimes.take").values_list("act", "after")
    assert list(acts) == [("regimes.take_workbook", {"rows": 3, FILLED_IN: draft.pk})]


def test_report_taken_from_a_workbook_is_signed_and_sent_as_usual(owed, drafter, client_of):
    content = fill(taken(client_of, owed), (TEXTS, TEXT, WORDS), (FIGURES, STATED, 14))
    page = take_over(client_of, owed, send_back(client_of, owed, content))

    hidden = page.context["sign_form"].initial | {"version": owed.version}
    client_of.post(reverse("regimes:sign_report", args=[owed.pk]), hidden)

    sent = Submission.objects.get()
    assert (sent.state, sent.values.get().number) == (SubmissionState.SENT, Decimal(14))
    assert Signature.objects.get().signed_by == drafter


def test_same_workbook_sent_again_changes_nothing_and_says_so(owed, client_of):
    content = fill(taken(client_of, owed), (TEXTS, TEXT, WORDS), (FIGURES, STATED, 14))
    take_over(client_of, owed, send_back(client_of, owed, content))
    before = (list(Narrative.objects.values()), list(MeasureValue.objects.values()))

    page = send_back(client_of, owed, content)

    assert set(kinds_of(page).values()) == {"unchanged"}
    assert "Nội dung tệp đã có trong báo cáo. Không có gì thay đổi." in page.content.decode()
    assert "Lấy vào báo cáo" not in page.content.decode()
    assert (list(Narrative.objects.values()), list(MeasureValue.objects.values())) == before


def test_own_workbook_corrected_and_sent_again_is_not_held_for_the_work_of_another(owed, client_of):
    book = taken(client_of, owed)
    take_over(client_of, owed, send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS))))

    page = send_back(client_of, owed, fill(book, (TEXTS, TEXT, "Đã ban hành 3 kế hoạch.")))

    assert kinds_of(page)["I Công tác chỉ đạo, điều hành"] == "changed"
    take_over(client_of, owed, page)
    assert texts_kept() == {"I Công tác chỉ đạo, điều hành": "Đã ban hành 3 kế hoạch."}


def test_form_sent_twice_takes_a_workbook_once(owed, client_of):
    page = send_back(client_of, owed, fill(taken(client_of, owed), (FIGURES, STATED, 14)))
    take_over(client_of, owed, page)

    again = take_over(client_of, owed, page)

    assert "Tệp này đã được nhận hoặc đã bỏ" in again.content.decode()
    assert Event.objects.filter(act="regimes.take_workbook").count() == 1


def test_place_changed_on_screen_and_not_in_the_file_stays_as_on_screen(owed, drafter, client_of):
    book = taken(client_of, owed)
    write_on_screen(owed, drafter, "Viết trên màn hình.")

    page = send_back(client_of, owed, fill(book, (FIGURES, STATED, 14)))

    assert kinds_of(page)["I Công tác chỉ đạo, điều hành"] == "meanwhile"
    assert "giữ nội dung trên màn hình: I Công tác chỉ đạo, điều hành." in page.content.decode()
    take_over(client_of, owed, page)
    assert texts_kept() == {"I Công tác chỉ đạo, điều hành": "Viết trên màn hình."}
    assert figures_kept() == [(Decimal(14), "")]


@pytest.fixture
def disputed(owed, officer, client_of):
    """The page of a file that says otherwise than what somebody wrote on screen since it was taken."""
    book = taken(client_of, owed)
    write_on_screen(owed, officer, "Viết trên màn hình.")
    return send_back(client_of, owed, fill(book, (TEXTS, TEXT, WORDS), (FIGURES, STATED, 14)))


def test_place_changed_by_both_shows_both_and_asks(owed, client_of, disputed):
    shown = disputed.content.decode()

    assert kinds_of(disputed)["I Công tác chỉ đạo, điều hành"] == "outdated"
    assert ("Viết trên màn hình." in shown, WORDS in shown) == (True, True)
    unanswered = take_over(client_of, owed, disputed)
    assert (unanswered.status_code, "Chọn một trong hai." in unanswered.content.decode()) == (422, True)
    assert (texts_kept(), figures_kept()) == ({"I Công tác chỉ đạo, điều hành": "Viết trên màn hình."}, [])


@pytest.mark.parametrize(("choice", "text"), [("tep", WORDS), ("man-hinh", "Viết trên màn hình.")])
def test_person_says_which_of_both_holds(owed, client_of, disputed, choice, text):
    take_over(client_of, owed, disputed, **{f"P{section().pk}": choice})

    assert texts_kept() == {"I Công tác chỉ đạo, điều hành": text}
    assert figures_kept() == [(Decimal(14), "")]


def test_place_changed_while_the_page_was_looked_at_is_shown_anew_and_nothing_is_saved(
    owed, officer, client_of
):
    page = send_back(
        client_of, owed, fill(taken(client_of, owed), (TEXTS, TEXT, WORDS), (FIGURES, STATED, 14))
    )
    write_on_screen(owed, officer, "Viết trên màn hình.")

    again = take_over(client_of, owed, page)

    assert again.status_code == 422
    assert kinds_of(again)["I Công tác chỉ đạo, điều hành"] == "outdated"
    assert (texts_kept(), figures_kept()) == ({"I Công tác chỉ đạo, điều hành": "Viết trên màn hình."}, [])


def test_one_bad_cell_is_told_by_sheet_and_cell_and_nothing_is_saved(owed, client_of):
    content = fill(taken(client_of, owed), (TEXTS, TEXT, WORDS), (FIGURES, STATED, "khoảng 15"))

    page = send_back(client_of, owed, content)

    assert notes_of(page) == [
        (
            FIGURES, "D4",
            "“khoảng 15” không phải là số. Chỉ ghi con số; điều cần giải thích ghi vào phần lời văn.",
        )
    ]  # fmt: skip
    assert "Lấy vào báo cáo" not in page.content.decode()
    assert Narrative.objects.count() == MeasureValue.objects.count() == 0
    forced = take_over(client_of, owed, page)
    assert "Tệp có ô không nhận được nên chưa lưu gì." in forced.content.decode()
    assert Narrative.objects.count() == MeasureValue.objects.count() == 0


def test_dropped_workbook_leaves_nothing(owed, client_of):
    page = send_back(client_of, owed, fill(taken(client_of, owed), (TEXTS, TEXT, WORDS)))

    client_of.post(
        reverse("regimes:take_unit_workbook", args=[owed.pk]), page.context["take_form"].initial | {"bo": "1"}
    )

    assert (Narrative.objects.count(), [one.sheets for one in TableImport.objects.all()]) == (0, [[]])


def test_figure_beside_the_drawn_one_needs_its_reason_in_the_next_cell(officer, log_in):
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer, make_measure(drawn_by="tasks"))
    open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)
    owed, client = Obligation.objects.get(), log_in(officer)
    book = taken(client, owed)

    assert cell_of(book, FIGURES, "Số từ việc đã ghi").value == 0
    page = send_back(client, owed, fill(book, (FIGURES, STATED, 2)))
    assert notes_of(page) == [(FIGURES, "E4", "Số này khác số lấy từ việc đã ghi. Ghi vài chữ lý do.")]
    page = send_back(client, owed, fill(book, (FIGURES, REASON, "Hai việc chưa ghi.")))
    take_over(client, owed, page)
    assert [(one.drawn, one.stated, one.reason) for one in MeasureValue.objects.all()] == [
        (Decimal(0), Decimal(2), "Hai việc chưa ghi.")
    ]


def test_stated_figure_taken_out_of_the_workbook_is_taken_out_of_the_report(owed, drafter, client_of):
    given = SectionGiven(section(1), figures=[StatedFigure(Measure.objects.get(), None, Decimal(5))])
    keep_section(obligation=owed, given=given, written_by=drafter, at=at_noon())

    page = send_back(client_of, owed, fill(taken(client_of, owed), (FIGURES, STATED, None)))

    assert [(one.before, one.after) for row in page.context["plan"].rows for one in row.changes] == [
        ("5", "")
    ]
    take_over(client_of, owed, page)
    assert MeasureValue.objects.count() == 0


def test_rows_that_the_file_lacks_stay(owed, drafter, client_of):
    write_on_screen(owed, drafter, WORDS)
    book = taken(client_of, owed)
    book[TEXTS].delete_rows(FIRST)

    page = send_back(client_of, owed, saved(book))

    assert page.context["plan"].notes == (
        "Trang tính “Nội dung” thiếu 1 dòng của báo cáo: các dòng đó giữ nguyên.",
    )
    assert texts_kept() == {"I Công tác chỉ đạo, điều hành": WORDS}


def test_renamed_sheets_and_columns_in_another_order_are_read_all_the_same(owed, client_of):
    book = taken(client_of, owed)
    cell_of(book, TEXTS, TEXT).value = WORDS
    book[TEXTS].move_range("C3:C9", cols=10)
    book[TEXTS].title = "Trang 2"

    page = send_back(client_of, owed, saved(book))

    assert kinds_of(page)["I Công tác chỉ đạo, điều hành"] == "changed"


@pytest.mark.parametrize("role", [Role.READER, Role.FOCAL])
def test_workbook_of_a_report_is_not_there_for_others(owed, log_in, role):
    from factories.agencies import make_agency

    neighbour = make_person(role, "khac", make_agency("Sở Ngoại vụ"))

    client = log_in(neighbour)

    assert client.get(reverse("regimes:unit_workbook", args=[owed.pk])).status_code == 404
    assert client.get(reverse("regimes:take_unit_workbook", args=[owed.pk])).status_code == 404


def test_code_column_stands_behind_what_people_fill_in(owed, client_of):
    assert cell_of(taken(client_of, owed), TEXTS, CODE).value == f"P{section().pk}"


@pytest.fixture
def parts(officer):
    whole, part = make_measure("tong", "Tổng số tin, bài"), make_measure("rieng", "Tin, bài tiếng Anh")
    make_measure("ty-le", "Tỷ lệ tin, bài tiếng Anh", numerator=part, denominator=whole)
    make_agency("Sở Du lịch")
    regime = regime_with_form(officer, whole, part)
    open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY)
    return Obligation.objects.get()


def test_part_above_its_whole_is_told_at_both_cells_and_nothing_is_saved(parts, officer, log_in):
    client = log_in(officer)
    content = fill(taken(client, parts), (FIGURES, STATED, 10), (FIGURES, STATED, 12, FIRST + 1))

    page = send_back(client, parts, content)

    told = "“Tin, bài tiếng Anh” (12) lớn hơn “Tổng số tin, bài” (10) là tổng của nó."
    assert notes_of(page) == [(FIGURES, "D4", told), (FIGURES, "D5", told)]
    take_over(client, parts, page)
    assert MeasureValue.objects.count() == 0


def test_part_as_large_as_its_whole_is_taken(parts, officer, log_in):
    client = log_in(officer)
    content = fill(taken(client, parts), (FIGURES, STATED, 10), (FIGURES, STATED, 10, FIRST + 1))

    page = send_back(client, parts, content)
    take_over(client, parts, page)

    assert (notes_of(page), figures_kept()) == ([], [(Decimal(10), ""), (Decimal(10), "")])


@pytest.mark.parametrize("shape", ["0%", "0.00%", '[Red]0.0 %;-0.0 "%"'])
def test_cell_shown_as_a_percentage_is_told_with_what_it_holds(owed, client_of, shape):
    book = taken(client_of, owed)
    cell = cell_of(book, FIGURES, STATED)
    cell.value, cell.number_format = 0.15, shape

    page = send_back(client_of, owed, saved(book))

    told = "Ô hiện theo kiểu phần trăm: 15 %, còn số trong ô là 0,15. Đổi ô về kiểu số rồi ghi lại con số cần báo."
    assert notes_of(page) == [(FIGURES, "D4", told)]
    take_over(client_of, owed, page)
    assert MeasureValue.objects.count() == 0
