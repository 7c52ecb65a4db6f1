"""Doubts on the review screen: choices with values, nothing typed is lost, the most needed first."""

import re

import pytest
from factories.agencies import make_officer
from factories.documents import finding_of, make_reading, plan_answer, task_value

from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.operations.review import correct_finding

STALE = "Kế hoạch của năm 2024 nhưng ghi “năm 2023”: cần xác nhận có phải sót từ kế hoạch cũ."
NO_LEAD = "Nhiệm vụ I.6 không ghi cơ quan chủ trì."
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


def reading_with(officer, *doubts, tasks=None, **about):
    told = [{"code": code, "message": message, "lines": [[line, line]]} for code, message, line in doubts]
    tasks = tasks or [task_value(title="Tổ chức trong năm 2023 các hội nghị")]
    return make_reading(plan_answer(tasks=tasks, doubts=told), by=officer, **about)


def choices_of(page) -> list[str]:
    """This function will return the words of the choices of the first doubt, as they are read."""
    form = next(iter(page.context["answer_forms"].values()))
    return [TAGS.sub("", str(words)) for _, words in form.fields["answer"].choices]


def posted(browser, doubt, **data):
    return browser.post(f"/van-ban/nghi-van/{doubt.pk}/", {"version": doubt.version} | data)


def test_choices_name_the_values(browser, officer):
    reading = reading_with(officer, ("stale_year", STALE, 2))

    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=nghi-van")

    assert choices_of(page) == [
        "Giữ như in: năm 2023",
        "Theo năm của kế hoạch: năm 2024",
        "Năm khác hoặc chữ khác",
    ]
    assert page.text.count(">Lưu</button>") == 1


def test_offered_value_is_taken_and_taken_back_by_the_browser(browser, officer):
    reading = reading_with(officer, ("stale_year", STALE, 2))
    doubt = reading.doubts.get()

    posted(browser, doubt, answer="computed", finding_version=1, muc="nghi-van")
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=nghi-van")
    taken = finding_of(reading).value["title"]
    doubt.refresh_from_db()
    posted(browser, doubt, answer="", muc="nghi-van")

    assert (taken, finding_of(reading).value["title"]) == (
        "Tổ chức trong năm 2024 các hội nghị",
        "Tổ chức trong năm 2023 các hội nghị",
    )
    assert 'lấy giá trị gợi ý: <span lang="vi">năm 2024</span>' in page.text


def test_value_typed_without_a_choice_is_another_value(browser, officer):
    reading = reading_with(officer, ("stale_year", STALE, 2))

    posted(browser, reading.doubts.get(), note="2025", muc="nghi-van")

    assert finding_of(reading).value["title"] == "Tổ chức trong năm 2025 các hội nghị"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"answer": "typed", "note": "20255"}, "note"),
        ({"answer": "typed"}, "note"),
        ({"answer": "kept", "note": "2025"}, "note"),
        ({"answer": "agreed"}, "answer"),
        ({}, "answer"),
    ],
)
@pytest.mark.parametrize("place", ["list", "finding"])
def test_answer_that_cannot_be_is_refused_at_its_field_and_nothing_is_lost(
    browser, officer, data, field, place
):
    reading = reading_with(officer, ("stale_year", STALE, 2))
    doubt = reading.doubts.get()
    at = {"muc": "nghi-van"} if place == "list" else {"viec": finding_of(reading).pk}

    page = posted(browser, doubt, **data, **at)

    form = page.context["answer_forms"][doubt.pk]
    assert list(form.errors) == [field]
    assert page.text.count('class="err"') == 1
    assert (f'value="{data.get("note")}"' in page.text) == ("note" in data)
    assert ("checked" in page.text) == (data.get("answer") in ("typed", "kept"))
    assert 'href="?' not in page.text.split("data-findings")[1]
    assert (DocumentDoubt.objects.get().answer, finding_of(reading).version) == ("", 1)


def test_answer_given_in_the_open_finding_comes_back_to_it(browser, officer):
    reading = reading_with(officer, ("stale_year", STALE, 2))
    finding = finding_of(reading)

    answer = posted(browser, reading.doubts.get(), answer="kept", viec=finding.pk)

    assert answer.url == f"/van-ban/ra-soat/{reading.pk}/?viec={finding.pk}#f-{finding.pk}"


def test_answer_upon_a_finding_changed_meanwhile_is_refused_in_words(browser, officer):
    reading = reading_with(officer, ("unknown_lead", NO_LEAD, 2), tasks=[task_value(lead=[])])
    finding = finding_of(reading)
    lead = finding.value | {"lead": [], "product": "Báo cáo"}
    correct_finding(finding=finding, value=lead, version=1, decided_by=make_officer("canbo2"))

    posted(browser, reading.doubts.get(), answer="typed", note="Sở Du lịch", finding_version=1)

    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=nghi-van")
    assert [str(message) for message in page.context["messages"]][0].endswith("hãy chọn một.")
    assert finding_of(reading).value["lead"] == []


def test_second_reviewer_hears_who_has_answered(browser, officer, log_in):
    reading = reading_with(officer, ("stale_year", STALE, 2))
    doubt = reading.doubts.get()
    posted(log_in(make_officer("canbo2")), doubt, answer="kept")

    posted(browser, doubt, answer="computed")

    assert (DocumentDoubt.objects.get().answer, finding_of(reading).version) == ("kept", 1)


def test_change_made_since_stays_and_the_page_says_so(browser, officer):
    reading = reading_with(officer, ("stale_year", STALE, 2))
    doubt = reading.doubts.get()
    posted(browser, doubt, answer="computed")
    finding = finding_of(reading)
    correct_finding(
        finding=finding,
        value=finding.value | {"title": "Hội nghị"},
        version=finding.version,
        decided_by=officer,
    )
    doubt.refresh_from_db()

    posted(browser, doubt, answer="", muc="nghi-van")
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=nghi-van")

    assert [str(message) for message in page.context["messages"]] == [
        "Đã rút câu trả lời. Điều câu trả lời đã sửa nay đã được sửa tiếp nên giữ nguyên."
    ]
    assert (finding_of(reading).value["title"], DocumentDoubt.objects.get().answer) == ("Hội nghị", "")


NEEDS = {
    "I.1": ("unread_lines", 0.99),
    "I.2": ("", 0.99),
    "I.3": ("", 0.5),
    "I.4": ("due_before_close", 0.99),
}


def needy_reading(officer):
    """This function will make a paper whose tasks need a person in another order than the paper's."""
    tasks, doubts = [], [("sum_differs", "Tổng cộng lệch.", 40)]
    for number, (label, (code, confidence)) in enumerate(NEEDS.items()):
        first = number * 2 + 1
        tasks.append(task_value(label, lines=[[first, first + 1]], confidence=confidence))
        doubts += [(code, "Văn bản.", first)] if code else []
    return reading_with(officer, *doubts, tasks=tasks, texts=tuple(str(line) for line in range(1, 11)))


def test_what_needs_a_person_most_comes_first(browser, officer):
    reading = needy_reading(officer)
    Finding.objects.filter(kind="heading").delete()

    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/")

    assert [finding.label for finding in page.context["page"]] == ["I.4", "I.1", "I.3", "I.2"]
    assert [doubt.message for doubt in page.context["doubts"]] == ["Tổng cộng lệch."]
    assert page.context["opened"] is None


def test_confirming_goes_on_in_the_order_of_need(browser, officer):
    reading = needy_reading(officer)
    Finding.objects.filter(kind="heading").delete()
    DocumentDoubt.objects.filter(finding=None).update(answer="kept")
    page, seen = browser.get(f"/van-ban/ra-soat/{reading.pk}/"), []
    while page.context["opened"]:
        opened = page.context["opened"]
        seen.append(opened.finding.label)
        sent = {field.html_name: field.value() for field in opened.form if field.value() is not None}
        page = browser.post(f"/van-ban/dieu/{opened.finding.pk}/xac-nhan/", sent, follow=True)

    assert seen == ["I.4", "I.1", "I.3", "I.2"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("tab", "queries"), [("", 15), ("?muc=nghi-van", 11)])
def test_doubts_ask_the_database_the_same_for_any_number(
    browser, officer, django_assert_num_queries, count, tab, queries
):
    odd = "Ký hiệu 34/NQ-TW: Ký hiệu theo mẫu của cơ quan nhà nước nhưng thuộc Đảng; thường viết 34-NQ/TW."
    doubts = [("stale_year", STALE, 2), ("odd_sign", odd, 3), ("blank_number", "Văn bản.", 4)] * count
    reading = reading_with(officer, *doubts)

    with django_assert_num_queries(queries):
        page = browser.get(f"/van-ban/ra-soat/{reading.pk}/{tab}")

    assert len(page.context["answer_forms"]) == 3 * count
