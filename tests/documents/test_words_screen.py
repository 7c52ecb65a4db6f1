"""The tab of uncertain words: found by whoever may review, worked through without script, exported as gold."""

import re
from pathlib import Path

import pytest
from factories.agencies import make_officer, make_person
from factories.documents import make_reading
from factories.words import RAW, TEXTS, make_damaged_reading, repaired_line, repaired_lines

from haidang.documents.models import UncertainWord
from haidang.documents.templatetags.words import ENGLISH_SENTENCES
from haidang.engines import reading as engine


@pytest.fixture
def browser(officer, log_in):
    return log_in(officer)


@pytest.fixture
def reading(officer):
    return make_damaged_reading(officer)


def tab_of(browser, reading, query=""):
    return browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=tu-ngo{query}")


def open_form(page) -> dict:
    """This function will give what the browser sends for the open word as it is shown."""
    form = page.context["words"].opened.form
    return {field.html_name: field.value() for field in form if field.value() not in (None, False)} | {
        "muc": "tu-ngo"
    }


def listed(page) -> list[tuple]:
    rows = page.context["words"].rows
    return [(row.place.before + f"[{row.place.marked}]" + row.place.after, row.is_open) for row in rows]


def test_tab_counts_open_words_and_opens_the_least_certain(browser, reading):
    page = tab_of(browser, reading)

    assert [(str(tab.label), tab.count) for tab in page.context["tabs"]][2] == ("Từ cần xem lại", "4/4")
    assert listed(page) == [
        ("các hoạt động thông tin [đổi] ngoại", True),
        ("[Cân] cứ Quyết định số 16", False),
        ("[Cân] cứ Luật", False),
        ("Tổ [chức] triển khai", False),
    ]
    assert [line.number for line in page.context["window"].lines if line.is_lit] == [2]
    readings = re.findall(r'name="choice" value="(\w+)"', page.text)
    assert readings[:2] == ["đối", "dõi"]
    assert page.context["words"].opened.form["text"].value() == "đổi"
    assert re.findall(r"Áp dụng cho .*?<small>(.*?)</small>", page.text) == ["ở các dòng 3, 4"] * 2


def test_paper_that_was_not_damaged_has_no_such_tab(browser, officer):
    page = tab_of(browser, make_reading(by=officer))

    assert [str(tab.label) for tab in page.context["tabs"]] == [
        "Cần xem", "Nghi vấn", "Phần đầu", "Việc", "Đã xác nhận"
    ]  # fmt: skip


def test_all_words_are_decided_without_script(browser, reading):
    page, seen = tab_of(browser, reading), []
    answers = [{"choice": "đối"}, {"text": "Căn", "everywhere": "on"}, {"keep": "1"}]
    for answer in answers:
        word = page.context["words"].opened.place.word
        seen.append(word.text)
        page = browser.post(f"/van-ban/tu-ngo/{word.pk}/", open_form(page) | answer, follow=True)

    assert (seen, page.context["words"].opened) == (["đổi", "Cân", "chức"], None)
    assert list(reading.lines.order_by("number").values_list("text", flat=True)) == [
        "Tổ chức triển khai",
        "các hoạt động thông tin đối ngoại",
        "Căn cứ Quyết định số 16",
        "Căn cứ Luật",
    ]


def test_decided_word_is_taken_back_by_the_browser(browser, reading):
    word = reading.uncertain_words.get(text="đổi")
    browser.post(f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "choice": "đối"})

    page = browser.post(f"/van-ban/tu-ngo/{word.pk}/hoan-lai/", {"version": 2, "muc": "tu-ngo"}, follow=True)

    assert page.context["words"].opened.place.word == word
    assert reading.lines.get(number=2).text == TEXTS[1]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": "  "},
        {"text": "đổi", "choice": "không có"},
        {"text": "x" * 201},
    ],
)
def test_answer_that_cannot_be_is_refused_at_its_field(browser, reading, sent):
    word = reading.uncertain_words.get(text="đổi")

    page = browser.post(f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "muc": "tu-ngo"} | sent)

    opened = page.context["words"].opened
    assert (opened.place.word, list(opened.form.errors)) == (word, ["text"])
    assert page.text.count('class="err"') == 1
    assert UncertainWord.objects.get(pk=word.pk).version == 1


def test_second_reviewer_hears_who_has_decided(browser, reading, log_in):
    word = reading.uncertain_words.get(text="đổi")
    log_in(make_officer("canbo2")).post(f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "keep": "1"})

    page = browser.post(
        f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "choice": "đối", "muc": "tu-ngo"}, follow=True
    )

    assert [str(message) for message in page.context["messages"]][0].endswith("hãy chọn một.")
    assert UncertainWord.objects.get(pk=word.pk).state == "kept"


def test_raw_form_stands_beside_lit_lines_and_beside_all_when_asked(browser, reading):
    lit = tab_of(browser, reading)
    shown = tab_of(browser, reading, "&nguyenban=1")

    assert [raw in lit.text for raw in RAW] == [False, True, False, False]
    assert [raw in shown.text for raw in RAW] == [True] * 4


def test_reader_sees_the_raw_form_on_the_page_of_the_paper(reading, log_in):
    client = log_in(make_person("reader"))
    address = f"/van-ban/{reading.document_id}/dong/"

    assert [RAW[0] in client.get(address + query).text for query in ("", "?nguyenban=1")] == [False, True]


def test_notes_about_pages_stand_above_the_review_and_on_the_page_of_the_paper(browser, officer, log_in):
    reason = "Trang có chữ viết tay, máy không đọc được."
    notes = [{"page": page, "code": "handwriting", "reason": reason} for page in (2, 3)]
    reading = make_damaged_reading(officer, notes=notes)

    pages = [
        tab_of(browser, reading),
        browser.get(f"/van-ban/{reading.document_id}/"),
        log_in(make_person("reader")).get(f"/van-ban/{reading.document_id}/dong/"),
    ]

    assert [f'Trang 2, 3: <span lang="vi">{reason}</span>' in page.text for page in pages] == [True] * 3


def test_every_note_of_the_engine_has_an_english_sentence(browser, officer):
    sources = "".join(path.read_text("utf-8") for path in Path(engine.__file__).parent.rglob("*.py"))
    codes = set(re.findall(r'\bPageFlag\(\s*"(\w+)"', sources))
    officer.language = "en"
    officer.save()
    notes = [{"page": 2, "code": "blank_page", "reason": "Trang trắng, không có chữ nào."}]

    page = tab_of(browser, make_damaged_reading(officer, notes=notes))

    assert (codes, len(codes)) == (set(ENGLISH_SENTENCES), 10)
    assert "Page 2: Nothing is printed on it." in page.text


def test_reviewed_lines_are_exported_as_gold(browser, reading):
    word = reading.uncertain_words.get(text="đổi")
    browser.post(f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "choice": "đối"})
    kept = reading.uncertain_words.get(text="chức")
    browser.post(f"/van-ban/tu-ngo/{kept.pk}/", {"version": 1, "keep": "1"})

    answer = browser.get(f"/van-ban/ra-soat/{reading.pk}/cho-da-sua/")

    assert answer.content.decode() == (
        "file\tline\traw\tgold\tsplit\n"
        f"ban-quet\t1\t{RAW[0]}\t{TEXTS[0]}\treviewed\n"
        f"ban-quet\t2\t{RAW[1]}\tcác hoạt động thông tin đối ngoại\treviewed\n"
    )
    assert answer["Content-Disposition"] == f'attachment; filename="cho-da-sua-{reading.pk}.tsv"'


def test_what_is_no_word_is_deleted_without_script_shown_struck_and_taken_back(browser, reading):
    word = reading.uncertain_words.get(text="Cân", line_number=3)
    opened = tab_of(browser, reading, f"&chu={word.pk}")

    page = browser.post(
        f"/van-ban/tu-ngo/{word.pk}/", open_form(opened) | {"delete": "1", "everywhere": "on"}, follow=True
    )

    texts = reading.lines.order_by("number").values_list("text", flat=True)
    assert list(texts)[2:] == ["cứ Quyết định số 16", "cứ Luật"]
    assert re.findall(r"<del>(.*?)</del>", page.text) == ["Cân ", "Cân "]
    assert page.text.count("đã xoá: không phải chữ") == 2
    browser.post(f"/van-ban/tu-ngo/{word.pk}/hoan-lai/", {"version": 2})
    assert list(texts.all()) == list(TEXTS)


def test_line_with_a_deleted_word_is_gold_without_it_and_an_empty_line_is_none(browser, officer):
    lines = [repaired_line(1, "Hoi nghi ddi", "Hội nghị đổi"), repaired_line(2, "ddi", "đổi")]
    reading = make_damaged_reading(officer, lines)
    word = reading.uncertain_words.get(line_number=1)
    browser.post(
        f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "text": "đổi", "delete": "1", "everywhere": "on"}
    )

    answer = browser.get(f"/van-ban/ra-soat/{reading.pk}/cho-da-sua/")

    assert answer.content.decode().splitlines()[1:] == ["ban-quet\t1\tHoi nghi ddi\tHội nghị\treviewed"]


def test_line_with_a_word_that_nobody_has_seen_is_no_gold(browser, officer):
    lines = [
        repaired_line(1, "Cian ctr va ddi", "Cân cứ và đổi"),
        repaired_line(2, "Cian ctr Luat", "Cân cứ Luật"),
    ]
    reading = make_damaged_reading(officer, lines)
    word = reading.uncertain_words.get(text="Cân", line_number=1)
    browser.post(f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "text": "Căn", "everywhere": "on"})

    answer = browser.get(f"/van-ban/ra-soat/{reading.pk}/cho-da-sua/")

    assert answer.content.decode().splitlines()[1:] == ["ban-quet\t2\tCian ctr Luat\tCăn cứ Luật\treviewed"]


def test_word_that_is_seen_nowhere_else_offers_no_other_places(browser, reading):
    word = reading.uncertain_words.get(text="chức")
    kept = browser.post(
        f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "text": "chức", "everywhere": "on"}, follow=True
    )

    assert UncertainWord.objects.get(pk=word.pk).state == "kept"
    assert [row.place.has_others for row in kept.context["words"].rows] == [False, True, True, False]


def test_place_read_alike_is_no_word_to_see_but_one_of_the_equal_places(browser, officer):
    lines = [repaired_line(number, "ddi", "đổi") for number in (1, 2, 3)]
    for line in lines[1:]:
        line["tokens"][0]["confidence"] = 0.99
    reading = make_damaged_reading(officer, lines)

    page = tab_of(browser, reading)

    assert [(row.place.word.line_number, row.place.equal) for row in page.context["words"].rows] == [
        (1, (1, 2, 3))
    ]
    assert [tab.count for tab in page.context["tabs"] if tab.key == "tu-ngo"] == ["1/1"]


def test_word_as_the_file_has_it_is_marked_where_it_stands(browser, officer):
    lines = [repaired_line(1, "ddi moi va ddi ngoai", "mới mới và đổi ngoại")]
    reading = make_damaged_reading(officer, lines)

    place = tab_of(browser, reading).context["words"].opened.place

    assert place.raw_parts == ("ddi moi va ", "ddi", " ngoai")


def test_whoever_may_not_review_finds_nothing(reading, log_in):
    client, word = log_in(make_person("reader")), reading.uncertain_words.first()
    addresses = [f"/van-ban/tu-ngo/{word.pk}/", f"/van-ban/tu-ngo/{word.pk}/hoan-lai/"]

    assert [client.post(address, {"version": 1, "keep": "1"}).status_code for address in addresses] == [
        404
    ] * 2
    assert client.get(f"/van-ban/ra-soat/{reading.pk}/cho-da-sua/").status_code == 404
    assert set(UncertainWord.objects.values_list("state", flat=True)) == {"open"}


def test_tab_is_english_on_english_pages(browser, officer, reading):
    officer.language = "en"
    officer.save()
    word = reading.uncertain_words.get(text="đổi")
    browser.post(f"/van-ban/tu-ngo/{word.pk}/", {"version": 1, "choice": "đối"})

    page = tab_of(browser, reading)

    findings = page.text.partition("data-findings")[2].partition("</section>")[0]
    ours = re.sub(
        r'<(\w+) lang="vi"[^>]*>.*?</\1>', "", re.sub(r'value="[^"]*"', "", findings), flags=re.DOTALL
    )
    told = re.sub(r"<[^>]+>", " ", ours.partition("<h2")[2]).replace(officer.full_name, "")
    shown = " ".join(told.split())
    assert [letter for letter in shown if letter.isalpha() and not letter.isascii()] == []
    assert "Apply to 2 equal places of this paper" in shown
    assert "corrected:" in shown
    assert "No word: delete" in shown


def test_htmx_gets_the_part_of_the_same_screen(browser, reading):
    page = browser.get(f"/van-ban/ra-soat/{reading.pk}/?muc=tu-ngo", headers={"HX-Request": "true"})

    assert (page.text.count("data-opened"), "<html" in page.text) == (1, False)


@pytest.mark.parametrize("count", [1, 3])
def test_words_ask_the_database_the_same_for_any_number(browser, officer, django_assert_num_queries, count):
    lines = [repaired_line(number, "ddi", "đổi") for number in range(1, count + 1)]
    reading = make_damaged_reading(officer, lines)

    with django_assert_num_queries(14):
        page = tab_of(browser, reading)

    assert len(page.context["words"].rows) == count


def test_long_queue_is_paged_and_a_word_of_another_page_stands_above(browser, officer):
    lines = [repaired_line(number, "ddi", "đổi") for number in range(1, 26)]
    reading = make_damaged_reading(officer, lines)
    last = reading.uncertain_words.get(order=25)

    pages = [tab_of(browser, reading, "&trang=2"), tab_of(browser, reading, f"&chu={last.pk}")]

    assert [len(page.context["words"].rows) for page in pages] == [5, 21]
    assert pages[1].context["words"].opened.place.word == last
    assert len(repaired_lines()) == 4
