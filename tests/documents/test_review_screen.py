"""The review screen as a browser without script uses it; htmx gets the same part of the same page."""

import re

import pytest
from factories.agencies import make_officer
from factories.documents import doubt_value, finding_of, make_reading, plan_answer, task_value

from haidang.documents.models import Finding, PageImage
from haidang.documents.operations.review import correct_finding
from haidang.foundation.models import StoredFile


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


@pytest.fixture
def reading(officer):
    task = task_value(
        _field_lines={"number": [[1, 1]], "title": [[2, 3]], "timing": [[4, 4]], "lead": [[5, 5]]}
    )
    return make_reading(plan_answer(tasks=[task], doubts=[doubt_value()]), by=officer)


def sent(page) -> dict:
    """This function will give what the browser sends for the open form as it is shown."""
    form = page.context["opened"].form
    return {field.html_name: field.value() for field in form if field.value() not in (None, False)}


def without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page)


def shown_lines(page) -> list[tuple]:
    return [(line.number, line.is_lit, str(line.what)) for line in page.context["window"].lines]


def test_first_undecided_finding_is_open_and_its_lines_are_lit(browser, reading):
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=task")

    assert page.context["opened"].finding == finding_of(reading)
    assert shown_lines(page) == [
        (1, True, "số"),
        (2, True, "nội dung"),
        (3, True, ""),
        (4, True, "tiến độ"),
        (5, True, "chủ trì"),
        (6, True, ""),
    ]


def test_tabs_count_what_is_decided_and_what_is_not(browser, reading):
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/")

    assert [(str(tab.label), tab.count) for tab in page.context["tabs"]] == [
        ("Cần xem", "2"),
        ("Nghi vấn", "1"),
        ("Phần đầu", "0/1"),
        ("Việc", "0/1"),
        ("Đã xác nhận", "0"),
    ]


def test_whole_paper_is_reviewed_without_script(browser, reading):
    address = f"/van-ban/ra-soat/{reading.pk}/"
    page = browser.get(address)
    while page.context["opened"]:
        finding = page.context["opened"].finding
        page = browser.post(f"/van-ban/dieu/{finding.pk}/xac-nhan/", sent(page), follow=True)
    page = browser.get(address + "?muc=nghi-van")
    doubt = page.context["doubts"][0]
    page = browser.post(
        f"/van-ban/nghi-van/{doubt.pk}/",
        {"version": doubt.version, "answer": "kept", "muc": "nghi-van"},
        follow=True,
    )

    states = Finding.objects.order_by("order").values_list("kind", "state")
    assert list(states) == [("heading", "accepted"), ("task", "accepted")]
    progress = page.context["progress"]
    assert (progress.undecided, progress.open_doubts, progress.is_ready) == (0, 0, True)


def test_correction_is_kept_beside_what_was_read(browser, reading):
    finding = finding_of(reading)
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?viec={finding.pk}")

    browser.post(f"/van-ban/dieu/{finding.pk}/xac-nhan/", sent(page) | {"lead": "Sở Ngoại vụ"})
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=task&viec={finding.pk}")

    finding.refresh_from_db()
    assert (finding.state, finding.value["lead"], finding.raw["lead"]) == (
        "corrected",
        ["Sở Ngoại vụ"],
        ["Sở Thông tin và Truyền thông"],
    )
    assert '<dl class="raw xs"><dt>Máy đọc</dt><dd>Sở Thông tin và Truyền thông</dd></dl>' in page.text


def test_both_values_are_shown_when_somebody_was_faster(browser, reading):
    finding, second = finding_of(reading), make_officer("canbo2")
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?viec={finding.pk}")
    typed = sent(page) | {"lead": "Sở Du lịch"}
    correct_finding(
        finding=finding, value=finding.value | {"lead": ["Sở Ngoại vụ"]}, version=1, decided_by=second
    )

    conflict = browser.post(f"/van-ban/dieu/{finding.pk}/xac-nhan/", typed)

    opened = conflict.context["opened"]
    assert [(str(one.label), one.theirs, one.yours) for one in opened.differing] == [
        ("Cơ quan chủ trì", "Sở Ngoại vụ", "Sở Du lịch")
    ]
    assert Finding.objects.get(pk=finding.pk).value["lead"] == ["Sở Ngoại vụ"]
    browser.post(f"/van-ban/dieu/{finding.pk}/xac-nhan/", sent(conflict) | {"lead": "Sở Du lịch"})
    assert Finding.objects.get(pk=finding.pk).value["lead"] == ["Sở Du lịch"]


def test_invalid_field_keeps_what_was_typed(browser, reading):
    heading = finding_of(reading, "heading")
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?viec={heading.pk}")

    answer = browser.post(f"/van-ban/dieu/{heading.pk}/xac-nhan/", sent(page) | {"date": "31/02/2024"})

    assert list(answer.context["opened"].form.errors) == ["date"]
    assert 'value="31/02/2024"' in answer.text
    assert Finding.objects.get(pk=heading.pk).state == "proposed"


@pytest.mark.parametrize(
    ("act", "data", "states"),
    [
        ("bo", {}, ["proposed", "rejected"]),
        ("gop", {"next_version": "1"}, ["proposed", "proposed"]),
        ("tach", {"part": "1"}, ["proposed", "proposed"]),
    ],
)
def test_acts_that_cannot_be_are_refused_in_words_and_others_done(browser, reading, act, data, states):
    finding = finding_of(reading)

    browser.post(f"/van-ban/dieu/{finding.pk}/{act}/", {"version": "1"} | data, follow=True)

    assert list(Finding.objects.order_by("order").values_list("state", flat=True)) == states


def test_rejected_finding_is_taken_back_on_its_tab(browser, reading):
    finding = finding_of(reading)
    browser.post(f"/van-ban/dieu/{finding.pk}/bo/", {"version": "1"})
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=da-bo")
    assert page.context["opened"].finding == finding

    browser.post(f"/van-ban/dieu/{finding.pk}/hoan-lai/", {"version": "2", "muc": "da-bo"})

    assert Finding.objects.get(pk=finding.pk).state == "proposed"


def test_marked_lines_become_a_finding_that_is_open_next(browser, reading):
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?danhdau=1")
    assert page.text.count('name="dong"') == 6

    answer = browser.post(
        f"/van-ban/ra-soat/{reading.pk}/them/", {"kind": "target", "dong": ["2", "3"]}, follow=True
    )

    opened = answer.context["opened"].finding
    assert (opened.kind, opened.lines, opened.origin) == ("target", [[2, 3]], "added")


def test_first_and_last_line_do_without_marking(browser, reading):
    browser.post(
        f"/van-ban/ra-soat/{reading.pk}/them/", {"kind": "task", "first_line": "4", "last_line": "900000000"}
    )

    assert Finding.objects.get(origin="added").lines == [[4, 6]]


def test_all_sure_tasks_are_accepted_at_once(browser, officer):
    tasks = [task_value(f"I.{number}", lines=[[number, number]]) for number in (1, 2, 3)]
    reading = make_reading(plan_answer(tasks=tasks), by=officer, name="b.txt")

    browser.post(f"/van-ban/ra-soat/{reading.pk}/xac-nhan/task/")

    states = reading.findings.filter(kind="task").values_list("state", flat=True)
    assert list(states) == ["accepted"] * 3


def test_htmx_gets_the_same_part_that_the_page_has(browser, reading):
    address = f"/van-ban/ra-soat/{reading.pk}/?muc=task"
    part = without_tokens(browser.get(address, headers={"HX-Request": "true"}).text)

    assert part.lstrip().startswith('<div id="review"')
    assert part.strip() in without_tokens(browser.get(address).text)


def test_hostile_text_of_a_paper_is_shown_as_text(browser, officer):
    evil = "<img src=x onerror=alert(1)>"
    reading = make_reading(
        plan_answer(tasks=[task_value(title=evil)], doubts=[doubt_value(message=evil)]),
        texts=(evil, "2", "3", "4", "5", "6"),
        by=officer,
    )

    for address in (
        f"/van-ban/ra-soat/{reading.pk}/?muc=task",
        f"/van-ban/ra-soat/{reading.pk}/?muc=nghi-van",
        f"/van-ban/{reading.document_id}/dong/",
    ):
        page = browser.get(address).text
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


def test_long_paper_is_shown_in_stretches(browser, officer):
    texts = tuple(f"dòng {number}" for number in range(1, 10_001))
    reading = make_reading(plan_answer(tasks=[task_value(lines=[[5000, 5001]])]), texts=texts, by=officer)

    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=task")

    window = page.context["window"]
    assert (window.first, window.last, window.total, window.earlier, window.later) == (
        4988,
        5227,
        10_000,
        4748,
        5228,
    )


@pytest.mark.parametrize("tasks", [1, 3])
def test_screen_asks_the_database_the_same_for_any_number_of_findings(
    browser, officer, django_assert_num_queries, tasks
):
    answer = plan_answer(tasks=[task_value(f"I.{number}") for number in range(tasks)])
    reading = make_reading(answer, by=officer, name=f"{tasks}.txt")

    with django_assert_num_queries(13):
        page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=task")

    assert len(page.context["page"]) == tasks


def test_page_picture_has_a_box_for_every_cited_line(browser, reading):
    stored = StoredFile.objects.create(
        file="aa/picture", original_name="trang-1.png", content_type="image/png", sha256="0" * 64, size=1
    )
    PageImage.objects.create(reading=reading, page=1, file=stored, width=595.5, height=842)
    type(reading).objects.update(pictures="made", page_count=1)
    reading.lines.update(page=1)
    reading.lines.filter(number=2).update(box={"left": 70.5, "top": 100, "right": 520.5, "bottom": 114})

    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=task&anh=0").text

    assert 'viewBox="0 0 595.5 842.0"' in page
    assert page.count('<rect class="meter-soon"') == 1
    assert 'x="70.5" y="100" width="450.0" height="14"' in page


def test_style_and_script_stay_out_of_the_page(browser, reading):
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=task").text

    assert (' style="' in page, "<style" in page, " onclick" in page) == (False, False, False)
