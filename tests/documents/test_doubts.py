"""Answers act on the finding behind the doubt, what was read stays beside, and taking an answer back undoes it."""

import pytest
from factories.agencies import make_officer
from factories.documents import finding_of, make_reading, plan_answer, task_value

from haidang.documents.errors import AnswerNotOffered, ChangedMeanwhile, TypedValueUnusable
from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.operations.doubts import answer_doubt, take_back_answer
from haidang.documents.operations.review import accept_finding, correct_finding, reject_finding
from haidang.documents.queries.doubt_grounds import answer_ground, answers_with_ground
from haidang.foundation.models import Event

SUM = (
    "Nhóm II “Truyền thông”, cột 2026-2028: văn bản ghi 4,907 tỷ đồng, cộng các dòng được 4,407 tỷ đồng "
    "(chênh 0,5 tỷ đồng)."
)
OTHER_SUM = SUM.replace("2026-2028", "2029-2030").replace("4,907", "7").replace("4,407", "6,5")
RATE = "Dòng II.1, cột 2029-2030: mức chi mỗi năm ghi trong nội dung cho 0,6 tỷ đồng, ô kinh phí ghi 0,5 tỷ đồng."
ROW_SUM = "Dòng II.1, cột tổng: văn bản ghi 1,5 tỷ đồng, cộng các dòng được 1,4 tỷ đồng (chênh 0,1 tỷ đồng)."
STALE = "Kế hoạch của năm 2024 nhưng ghi “năm 2023”: cần xác nhận có phải sót từ kế hoạch cũ."
ODD = (
    "Ký hiệu 34/NQ-TW: Ký hiệu theo mẫu của cơ quan nhà nước nhưng cơ quan ban hành thuộc Đảng; "
    "thường viết 34-NQ/TW."
)
UNREAD = "Không hiểu thời gian “Theo tiến độ chung” của nhiệm vụ I.6."
NO_TIMING = "Nhiệm vụ I.6 không ghi thời gian."
NO_LEAD = "Nhiệm vụ I.6 không ghi cơ quan chủ trì (đề mục phía trên: Sở Ngoại vụ)."
TWICE = "Nhiệm vụ I.6 ghi hai lần (dòng 1 và 4)."
CITATION = {
    "kind": "Nghị quyết",
    "number": "34/NQ-TW",
    "date": "2023-01-09",
    "issuer": "Bộ Chính trị",
    "title": "một số định hướng",
    "basis": True,
    "lines": [[1, 1]],
}
UNNUMBERED = {"kind": "Kế hoạch", "number": None, "date": None, "title": "Thông tin đối ngoại năm 2024"}
UNREAD_TIMING = {
    "phrase": "Theo tiến độ chung",
    "kind": "unread",
    "spans": [],
    "due": None,
    "strict": None,
    "every": None,
}


def budget_of_plan() -> dict:
    row = {
        "label": "1",
        "text": "Chuyên gia: 300 triệu/năm",
        "amounts": ["0.9", "0.5"],
        "total": {"stated": "1.5", "computed": "1.4"},
        "executor": None,
        "source": None,
        "lines": [[2, 2]],
    }
    group = {
        "label": "II",
        "title": "Truyền thông",
        "executor": None,
        "stated": ["4.907", "7"],
        "computed": ["4.407", "6.5"],
        "lines": [[1, 1]],
        "lines_of": [row],
    }
    return {
        "unit": "tỷ đồng",
        "periods": ["2026-2028", "2029-2030"],
        "groups": [group],
        "total": {"stated": ["4.907", "7"], "computed": ["4.407", "6.5"]},
        "grand_total": {"stated": "11.907", "computed": "10.907", "in_words": None},
    }


def doubt_of(officer, code, message, *, line=1, **answer) -> DocumentDoubt:
    doubts = [{"code": code, "message": message, "lines": [[line, line]]}]
    return make_reading(plan_answer(**answer, doubts=doubts), by=officer).doubts.get()


def budget_doubt(officer, code, message, *, line) -> DocumentDoubt:
    return doubt_of(officer, code, message, line=line, tasks=[], budget=budget_of_plan())


def give(doubt, answer, note="", **about) -> DocumentDoubt:
    return answer_doubt(
        doubt=doubt,
        answer=answer,
        note=note,
        version=doubt.version,
        answered_by=doubt.reading.asked_by,
        **about,
    )


def take_back(doubt) -> bool:
    return take_back_answer(doubt=doubt, version=doubt.version, answered_by=doubt.answered_by)


@pytest.mark.parametrize(
    ("code", "message", "line", "kind", "key", "computed", "typed"),
    [
        ("sum_differs", SUM, 1, "budget_group", "stated", ["4.407", "7"], ["4.5", "7"]),
        ("sum_differs", OTHER_SUM, 1, "budget_group", "stated", ["4.907", "6.5"], ["4.907", "4.5"]),
        ("rate_differs", RATE, 2, "budget_row", "amounts", ["0.9", "0.6"], ["0.9", "4.5"]),
        (
            "sum_differs",
            ROW_SUM,
            2,
            "budget_row",
            "total",
            {"stated": "1.4", "computed": "1.4"},
            {"stated": "4.5", "computed": "1.4"},
        ),
    ],
)
@pytest.mark.parametrize("answer", ["computed", "typed", "kept"])
def test_figure_that_holds_becomes_the_amount(
    officer, code, message, line, kind, key, computed, typed, answer
):
    doubt = budget_doubt(officer, code, message, line=line)
    read = finding_of(doubt.reading, kind).value

    give(doubt, answer, "4,5" if answer == "typed" else "")

    found = finding_of(doubt.reading, kind)
    expected = {"computed": computed, "typed": typed, "kept": read[key]}[answer]
    assert (found.value, found.raw) == (read | {key: expected}, read)
    assert found.state == ("proposed" if answer == "kept" else "corrected")


def test_column_of_the_named_period_is_taken_where_two_hold_the_same_amount(officer):
    budget = budget_of_plan()
    budget["groups"][0] |= {"stated": ["7", "7"], "computed": ["7", "6.5"]}
    doubt = doubt_of(officer, "sum_differs", OTHER_SUM, tasks=[], budget=budget)

    give(doubt, "computed")

    assert finding_of(doubt.reading, "budget_group").value["stated"] == ["7", "6.5"]


def test_total_of_the_table_has_no_finding_so_nothing_can_be_typed(officer):
    message = SUM.replace("Nhóm II “Truyền thông”", "Tổng cộng")
    doubt = budget_doubt(officer, "sum_differs", message, line=6)

    assert answers_with_ground(doubt, answer_ground(doubt)) == ("kept", "computed")
    with pytest.raises(AnswerNotOffered):
        give(doubt, "typed", "4,5")


@pytest.mark.parametrize(
    ("answer", "note", "title"),
    [
        ("computed", "", "So với năm 2023, tổ chức trong năm 2024 các hội nghị"),
        ("typed", "2025", "So với năm 2023, tổ chức trong năm 2025 các hội nghị"),
        ("typed", "quý I/2024", "So với năm 2023, tổ chức trong quý I/2024 các hội nghị"),
        ("kept", "", "So với năm 2023, tổ chức trong năm 2023 các hội nghị"),
    ],
)
def test_year_that_holds_stands_where_the_doubted_one_stood(officer, answer, note, title):
    texts = ("So với năm 2023, tổ chức", "trong năm 2023 các", "hội nghị", "Cả năm")
    task = task_value(title=" ".join(texts[:3]), lines=[[1, 4]])
    doubts = [{"code": "stale_year", "message": STALE, "lines": [[2, 2]]}]
    reading = make_reading(plan_answer(tasks=[task], doubts=doubts), texts=texts, by=officer)

    give(reading.doubts.get(), answer, note)

    found = finding_of(reading)
    assert (found.value["title"], found.raw["title"]) == (title, " ".join(texts[:3]))


def test_timing_in_which_the_year_stands_is_read_again(officer):
    task = task_value(timing=UNREAD_TIMING | {"phrase": "Quý III năm 2023"})
    doubt = doubt_of(officer, "stale_year", STALE, line=4, tasks=[task])

    give(doubt, "computed")

    timing = finding_of(doubt.reading).value["timing"]
    assert (timing["phrase"], timing["kind"], timing["spans"]) == (
        "Quý III năm 2024",
        "window",
        [["2024-07-01", "2024-09-30"]],
    )


def test_items_of_a_duty_are_corrected_too(officer):
    duty = {
        "agency": "Sở Ngoại vụ",
        "items": [{"text": "Báo cáo năm 2023.", "lines": [[1, 1]]}],
        "lines": [[1, 1]],
    }
    doubt = doubt_of(officer, "stale_year", STALE, tasks=[], duties=[duty])

    give(doubt, "computed")

    assert finding_of(doubt.reading, "duty").value["items"] == [
        {"text": "Báo cáo năm 2024.", "lines": [[1, 1]]}
    ]


@pytest.mark.parametrize(
    ("answer", "note", "number"), [("computed", "", "34-NQ/TW"), ("typed", "35-NQ/TW", "35-NQ/TW")]
)
def test_sign_that_holds_becomes_the_number_of_the_cited_paper(officer, answer, note, number):
    other = CITATION | {"number": "57-KL/TW"}
    doubt = doubt_of(officer, "odd_sign", ODD, citations=[other, CITATION])

    give(doubt, answer, note)

    found = Finding.objects.filter(kind="citation").order_by("order")
    assert [one.value["number"] for one in found] == ["57-KL/TW", number]
    assert found[1].raw["number"] == "34/NQ-TW"


@pytest.mark.parametrize(
    ("message", "code", "timing"),
    [(UNREAD, "unread_timing", UNREAD_TIMING), (NO_TIMING, "missing_cell", None)],
)
def test_timing_in_other_words_is_read_and_becomes_the_tasks_own(officer, message, code, timing):
    doubt = doubt_of(officer, code, message, tasks=[task_value(timing=timing)])

    give(doubt, "typed", "Quý III/2024")

    found = finding_of(doubt.reading)
    assert found.value["timing"]["spans"] == [["2024-07-01", "2024-09-30"]]
    assert found.raw["timing"] == timing


@pytest.mark.parametrize(
    ("answer", "note", "lead"),
    [("computed", "", ["Sở Ngoại vụ"]), ("typed", "Sở Du lịch; Sở Y tế", ["Sở Du lịch", "Sở Y tế"])],
)
def test_lead_that_is_named_leads_the_task(officer, answer, note, lead):
    doubt = doubt_of(officer, "unknown_lead", NO_LEAD, tasks=[task_value(lead=[])])

    give(doubt, answer, note)

    assert finding_of(doubt.reading).value["lead"] == lead


def test_executor_and_the_only_amount_of_a_line_are_filled(officer):
    message = "Dòng II.1 của bảng kinh phí không ghi đơn vị thực hiện."
    doubt = budget_doubt(officer, "missing_cell", message, line=2)

    give(doubt, "typed", "Sở Tài chính")

    assert finding_of(doubt.reading, "budget_row").value["executor"] == "Sở Tài chính"


def test_typed_label_becomes_the_findings_label_and_goes_with_the_answer(officer):
    doubt = doubt_of(officer, "duplicate_label", TWICE)

    give(doubt, "typed", "I.6a")
    renamed = finding_of(doubt.reading)
    take_back(doubt)
    restored = finding_of(doubt.reading)

    assert (renamed.label, renamed.value["label"]) == ("I.6a", "I.6a")
    assert (restored.label, restored.value["label"]) == ("I.6", "I.6")


def test_bare_number_fills_the_blank_one_of_the_paper(officer):
    doubt = doubt_of(officer, "blank_number", "Kế hoạch để trống số: “số………../KH-UBND”.", heading=UNNUMBERED)
    document = doubt.reading.document

    give(doubt, "typed", "74")
    document.refresh_from_db()
    filled = document.number
    undone = take_back(doubt)

    document.refresh_from_db()
    assert (filled, undone, document.number) == ("74/KH-UBND", True, "")
    assert (
        finding_of(doubt.reading, "heading").value["number"],
        finding_of(doubt.reading, "heading").state,
    ) == (
        None,
        "proposed",
    )


def test_blank_number_of_another_paper_does_not_become_this_ones(officer):
    doubt = doubt_of(officer, "blank_number", "Thông báo để trống số: “số /TB-UBND”.", heading=UNNUMBERED)

    assert answers_with_ground(doubt, answer_ground(doubt)) == ("kept", "agreed")


@pytest.mark.parametrize("typed", ["12", "12/TB-UBND", "số 12/TB-UBND"])
def test_blank_number_of_a_paper_named_in_a_duty_is_filled_in_its_words(officer, typed):
    items = [{"text": "Theo Thông báo số /TB-UBND của Thành phố.", "lines": [[1, 1]]}]
    duty = {"agency": "Sở Ngoại vụ", "items": items, "lines": [[1, 1]]}
    message = "Thông báo để trống số: “số /TB-UBND”."
    doubt = doubt_of(officer, "blank_number", message, tasks=[], duties=[duty])

    give(doubt, "typed", typed)

    text = finding_of(doubt.reading, "duty").value["items"][0]["text"]
    assert text == "Theo Thông báo số 12/TB-UBND của Thành phố."


@pytest.mark.parametrize(
    ("code", "message", "about", "note"),
    [
        ("unread_timing", UNREAD, {"tasks": [task_value(timing=UNREAD_TIMING)]}, "khi trăng lên"),
        ("blank_number", "Kế hoạch để trống số: “số……/KH-UBND”.", {"heading": UNNUMBERED}, "chưa có"),
        ("odd_sign", ODD, {"citations": [CITATION]}, "ba mươi tư"),
        ("odd_sign", ODD, {"citations": [CITATION]}, "34-NQ/TW và 35-NQ/TW"),
        ("stale_year", STALE, {"tasks": [task_value(title="Trong năm 2023")]}, "20244"),
        ("unknown_lead", NO_LEAD, {"tasks": [task_value(lead=[])]}, "; 12"),
        ("duplicate_label", TWICE, {"tasks": [task_value(), task_value("I.7", lines=[[9, 9]])]}, "I.7"),
        ("duplicate_label", TWICE, {}, "x" * 61),
        ("sum_differs", SUM, {"tasks": [], "budget": budget_of_plan()}, "rất nhiều"),
    ],
)
def test_typed_value_that_cannot_be_is_refused_and_nothing_changes(officer, code, message, about, note):
    doubt = doubt_of(officer, code, message, **about)
    before = list(Finding.objects.order_by("order").values_list("value", "version"))

    with pytest.raises(TypedValueUnusable):
        give(doubt, "typed", note)

    assert list(Finding.objects.order_by("order").values_list("value", "version")) == before
    assert DocumentDoubt.objects.get().answer == ""


@pytest.mark.parametrize(
    "code", ["due_before_close", "low_confidence", "hidden_text", "damaged_text", "unread_lines"]
)
def test_doubts_without_a_value_can_only_be_agreed_to(officer, code):
    doubt = doubt_of(officer, code, "Văn bản.")

    assert answers_with_ground(doubt, answer_ground(doubt)) == ("agreed",)


@pytest.mark.parametrize(
    ("code", "message", "answers"),
    [
        ("stale_year", STALE, ("kept", "agreed")),
        ("odd_sign", ODD, ("kept", "agreed")),
        ("duplicate_label", "Đề mục III dùng hai lần (dòng 1 và 4).", ("kept", "agreed")),
        ("sum_differs", SUM, ("kept", "agreed")),
        ("words_differ", "Không đọc được số tiền bằng chữ “Ba”.", ("kept", "computed")),
    ],
)
def test_no_value_is_asked_for_where_none_stands_behind(officer, code, message, answers):
    doubt = doubt_of(officer, code, message)

    assert answers_with_ground(doubt, answer_ground(doubt)) == answers


def test_taking_an_answer_back_undoes_what_it_changed(officer):
    doubt = budget_doubt(officer, "sum_differs", SUM, line=1)
    give(doubt, "computed")

    undone = take_back(doubt)

    found = finding_of(doubt.reading, "budget_group")
    assert (undone, found.value, found.state) == (True, found.raw, "proposed")
    assert (doubt.answer, doubt.note) == ("", "")


def test_finding_accepted_before_the_answer_is_accepted_after_it(officer):
    doubt = budget_doubt(officer, "sum_differs", SUM, line=1)
    accept_finding(finding=doubt.finding, version=1, decided_by=officer)
    doubt = DocumentDoubt.objects.get()
    give(doubt, "computed")

    take_back(doubt)

    found = finding_of(doubt.reading, "budget_group")
    assert (found.value, found.state) == (found.raw, "accepted")


def test_two_answers_about_one_finding_are_taken_back_in_any_order(officer):
    doubts = [{"code": "sum_differs", "message": one, "lines": [[1, 1]]} for one in (SUM, OTHER_SUM)]
    reading = make_reading(plan_answer(tasks=[], budget=budget_of_plan(), doubts=doubts), by=officer)
    first, second = (
        give(doubt, "computed") for doubt in reading.doubts.order_by("order").select_related("finding")
    )

    assert finding_of(reading, "budget_group").value["stated"] == ["4.407", "6.5"]
    assert take_back(first)
    assert finding_of(reading, "budget_group").value["stated"] == ["4.907", "6.5"]
    assert take_back(second)

    found = finding_of(reading, "budget_group")
    assert (found.value, found.state) == (found.raw, "proposed")


def test_what_somebody_changed_since_stays_when_an_answer_is_taken_back(officer):
    doubt = budget_doubt(officer, "sum_differs", SUM, line=1)
    give(doubt, "computed")
    found = finding_of(doubt.reading, "budget_group")
    changed = found.value | {"stated": ["5", "7"]}
    correct_finding(finding=found, value=changed, version=found.version, decided_by=make_officer("canbo2"))

    undone = take_back(doubt)

    found.refresh_from_db()
    assert (undone, found.value, found.state, doubt.answer) == (False, changed, "corrected", "")


def test_finding_set_aside_since_is_not_brought_back(officer):
    doubt = budget_doubt(officer, "sum_differs", SUM, line=1)
    give(doubt, "computed")
    found = finding_of(doubt.reading, "budget_group")
    reject_finding(finding=found, version=found.version, decided_by=officer)

    undone = take_back(doubt)

    found.refresh_from_db()
    assert (undone, found.state) == (False, "rejected")


def test_other_answer_takes_the_place_of_the_first(officer):
    doubt = budget_doubt(officer, "sum_differs", SUM, line=1)
    give(doubt, "computed")

    give(doubt, "typed", "5")

    assert finding_of(doubt.reading, "budget_group").value["stated"] == ["5", "7"]
    take_back(doubt)
    assert finding_of(doubt.reading, "budget_group").value["stated"] == ["4.907", "7"]


def test_answer_upon_a_finding_somebody_changed_meanwhile_is_refused(officer):
    doubt = doubt_of(officer, "unknown_lead", NO_LEAD, tasks=[task_value(lead=[])])
    found = finding_of(doubt.reading)
    correct_finding(finding=found, value=found.value | {"product": "Báo cáo"}, version=1, decided_by=officer)
    doubt = DocumentDoubt.objects.get()

    with pytest.raises(ChangedMeanwhile):
        give(doubt, "computed", finding_version=1)

    assert (finding_of(doubt.reading).value["lead"], DocumentDoubt.objects.get().answer) == ([], "")


def test_log_keeps_the_answer_and_the_correction(officer):
    doubt = budget_doubt(officer, "sum_differs", SUM, line=1)
    Event.objects.all().delete()

    give(doubt, "computed")

    answered, corrected = Event.objects.order_by("id")
    assert (answered.act, answered.after["answer"], answered.after["note"]) == (
        "documents.answer_doubt",
        "computed",
        "4,407 tỷ đồng",
    )
    assert (corrected.act, corrected.before["stated"], corrected.after["stated"]) == (
        "documents.correct_finding",
        ["4.907", "7"],
        ["4.407", "7"],
    )
