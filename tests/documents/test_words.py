"""Words the machine is least sure of: kept, corrected at one place or at all equal ones, and taken back."""

import pytest
from factories.agencies import make_officer
from factories.documents import finding_of, plan_answer, task_value
from factories.words import RAW, TEXTS, make_damaged_reading, repaired_line

from haidang.documents.errors import (
    ChangedMeanwhile,
    ReadingNotOpen,
    WordDecided,
    WordMissing,
    WordNotDecided,
)
from haidang.documents.models import DocumentReading, Finding, UncertainWord
from haidang.documents.operations.review import accept_finding, correct_finding
from haidang.documents.operations.words import correct_word, delete_word, keep_word, take_back_word
from haidang.foundation.models import Event


@pytest.fixture
def reading(officer):
    return make_damaged_reading(officer)


def word_of(reading, text) -> UncertainWord:
    return reading.uncertain_words.filter(text=text).order_by("order")[0]


def correct(reading, word, text, by, **about) -> int:
    return correct_word(
        word=word_of(reading, word), text=text, version=1, decided_by=by, everywhere=False, **about
    )


def lines_of(reading) -> list[tuple[str, str]]:
    return list(reading.lines.order_by("number").values_list("text", "raw"))


def places_of(reading) -> list[tuple]:
    words = reading.uncertain_words.order_by("order")
    return [(word.line_number, word.start, word.end, word.current_text, word.state) for word in words]


def test_least_certain_words_are_kept_in_order_of_certainty(reading):
    assert places_of(reading) == [
        (2, 24, 27, "đổi", "open"),
        (3, 0, 3, "Cân", "open"),
        (4, 0, 3, "Cân", "open"),
        (1, 3, 7, "chức", "open"),
    ]
    first = word_of(reading, "đổi")
    assert (first.raw, first.confidence, first.alternatives) == ("ddi", 0.2, [["đối", 0.18], ["dõi", 0.1]])
    assert (lines_of(reading), reading.uncertain_count) == (list(zip(TEXTS, RAW, strict=True)), 4)


def test_line_that_was_not_repaired_has_no_raw_form_beside_it(officer):
    reading = make_damaged_reading(officer, [repaired_line(1, "  Số 16", "Số 16")])

    assert lines_of(reading) == [("Số 16", "")]


def test_corrected_word_changes_line_places_and_finding_but_not_what_was_read(reading, officer):
    correct(reading, "chức", "chứcc", officer)
    count = correct(reading, "đổi", "đối", officer)

    assert count == 1
    assert lines_of(reading)[:2] == [
        ("Tổ chứcc triển khai", RAW[0]),
        ("các hoạt động thông tin đối ngoại", RAW[1]),
    ]
    assert places_of(reading)[0] == (2, 24, 27, "đối", "corrected")
    task = finding_of(reading)
    assert task.value["title"] == "Tổ chứcc triển khai các hoạt động thông tin đối ngoại"
    assert (task.raw["title"], task.version) == (" ".join(TEXTS[:2]), 3)


def test_other_words_of_the_line_move_along(officer):
    reading = make_damaged_reading(officer, [repaired_line(1, "Cian ctr va chirc", "Cân cứ đổi chức")])

    correct(reading, "Cân", "Căn cứ vào", officer)

    assert [place[1:4] for place in places_of(reading)] == [
        (14, 17, "đổi"),
        (0, 10, "Căn cứ vào"),
        (18, 22, "chức"),
    ]
    assert all(
        reading.lines.get().text[word.start : word.end] == word.current_text
        for word in reading.uncertain_words.all()
    )


def test_equal_words_change_everywhere_when_asked(reading, officer):
    count = correct_word(
        word=word_of(reading, "Cân"), text="Căn", version=1, decided_by=officer, everywhere=True
    )

    assert count == 2
    assert [text for text, _ in lines_of(reading)][2:] == ["Căn cứ Quyết định số 16", "Căn cứ Luật"]
    event = Event.objects.get(act="documents.correct_word")
    assert (event.before, event.after) == (
        {"text": "Cân"},
        {"text": "Căn", "words": 2, "findings": 0},
    )


def test_one_place_changes_alone_when_not_asked_for_all(reading, officer):
    correct(reading, "Cân", "Căn", officer)

    assert [text for text, _ in lines_of(reading)][2:] == ["Căn cứ Quyết định số 16", "Cân cứ Luật"]


def test_equal_word_that_somebody_decided_meanwhile_stays_decided(reading, officer):
    first, second = reading.uncertain_words.filter(text="Cân").order_by("order")
    keep_word(word=second, version=1, decided_by=make_officer("canbo2"))

    count = correct_word(word=first, text="Căn", version=1, decided_by=officer, everywhere=True)

    assert count == 1
    assert [text for text, _ in lines_of(reading)][2:] == ["Căn cứ Quyết định số 16", "Cân cứ Luật"]


def test_word_is_kept_with_its_equals(reading, officer):
    count = keep_word(word=word_of(reading, "Cân"), version=1, decided_by=officer, everywhere=True)

    assert count == 2
    assert [place[3:] for place in places_of(reading)] == [
        ("đổi", "open"),
        ("Cân", "kept"),
        ("Cân", "kept"),
        ("chức", "open"),
    ]
    assert lines_of(reading) == list(zip(TEXTS, RAW, strict=True))


def test_word_corrected_to_itself_is_kept(reading, officer):
    correct(reading, "đổi", " đổi ", officer)

    assert places_of(reading)[0][4] == "kept"


def test_taking_back_puts_everything_back_that_was_decided_together(reading, officer):
    correct(reading, "đổi", "đối", officer)
    before = (lines_of(reading), places_of(reading), finding_of(reading).value)
    first, second = reading.uncertain_words.filter(text="Cân").order_by("order")
    correct_word(word=first, text="Căn", version=1, decided_by=officer, everywhere=True)

    count = take_back_word(word=second, version=2, decided_by=officer)

    assert count == 2
    assert (lines_of(reading), places_of(reading), finding_of(reading).value) == before


def test_taking_back_restores_the_finding_and_its_state(reading, officer):
    task = finding_of(reading)
    accept_finding(finding=task, version=1, decided_by=officer)
    correct(reading, "đổi", "đối", officer)
    changed = finding_of(reading)

    take_back_word(word=word_of(reading, "đổi"), version=2, decided_by=officer)

    restored = finding_of(reading)
    assert (changed.state, restored.state, restored.value) == ("corrected", "accepted", task.value)
    assert lines_of(reading) == list(zip(TEXTS, RAW, strict=True))


def test_what_a_person_wrote_since_stays_when_a_word_is_taken_back(reading, officer):
    correct(reading, "đổi", "đối", officer)
    task = finding_of(reading)
    value = task.value | {"title": "Tổ chức hội nghị"}
    correct_finding(finding=task, value=value, version=task.version, decided_by=officer)

    take_back_word(word=word_of(reading, "đổi"), version=2, decided_by=officer)

    assert finding_of(reading).value == value


def test_word_changed_meanwhile_is_refused_and_nothing_changes(reading, officer):
    correct(reading, "đổi", "đối", make_officer("canbo2"))

    with pytest.raises(ChangedMeanwhile):
        correct(reading, "đổi", "dõi", officer)

    assert lines_of(reading)[1][0] == "các hoạt động thông tin đối ngoại"


@pytest.mark.parametrize("act", [keep_word, take_back_word])
def test_person_with_an_old_page_is_refused(reading, officer, act):
    with pytest.raises(ChangedMeanwhile):
        act(word=word_of(reading, "đổi"), version=7, decided_by=officer)


def test_decided_word_is_taken_back_before_it_is_something_else(reading, officer):
    keep_word(word=word_of(reading, "đổi"), version=1, decided_by=officer)

    with pytest.raises(WordDecided):
        correct_word(word=word_of(reading, "đổi"), text="đối", version=2, decided_by=officer)


def test_open_word_has_nothing_to_take_back(reading, officer):
    with pytest.raises(WordNotDecided):
        take_back_word(word=word_of(reading, "đổi"), version=1, decided_by=officer)


def test_word_of_nothing_is_refused(reading, officer):
    with pytest.raises(WordMissing):
        correct(reading, "đổi", "  ", officer)


def test_reading_that_is_not_read_has_no_words_to_decide(reading, officer):
    DocumentReading.objects.update(state="waiting")

    with pytest.raises(ReadingNotOpen):
        correct(reading, "đổi", "đối", officer)


def test_person_who_has_the_finding_open_hears_of_the_change(reading, officer):
    task = finding_of(reading)
    correct(reading, "đổi", "đối", officer)

    with pytest.raises(ChangedMeanwhile):
        accept_finding(finding=task, version=task.version, decided_by=officer)


def test_paper_is_described_again_when_its_heading_changes(officer):
    lines = [repaired_line(1, "Cian ctr doi ngoai", "Cân cứ đổi ngoại")]
    heading = {
        "kind": "Kế hoạch",
        "number": "12/KH-UBND",
        "date": "2024-01-15",
        "title": "Cân cứ đổi ngoại",
        "_lines": [[1, 1]],
    }
    reading = make_damaged_reading(officer, lines, answer={"heading": heading, "tasks": []})

    correct(reading, "đổi", "đối", officer)

    document = DocumentReading.objects.get().document
    assert (document.title, document.exact_text) == (
        "Cân cứ đối ngoại",
        "kế hoạch 12/kh-ubnd cân cứ đối ngoại",
    )


def test_title_given_by_hand_stays(officer):
    lines = [repaired_line(1, "Cian ctr doi ngoai", "Cân cứ đổi ngoại")]
    heading = {"kind": "Kế hoạch", "title": "Cân cứ đổi ngoại", "_lines": [[1, 1]]}
    reading = make_damaged_reading(officer, lines, answer={"heading": heading, "tasks": []})
    reading.document.title = "Công tác đối ngoại"
    reading.document.save()

    correct(reading, "đổi", "đối", officer)

    assert DocumentReading.objects.get().document.title == "Công tác đối ngoại"


def test_timing_whose_phrase_changes_is_read_again(officer):
    timing = {"phrase": "chức II", "kind": "unread", "spans": [], "due": None, "strict": None, "every": None}
    lines = [repaired_line(1, "Quy II", "chức II")]
    answer = plan_answer(tasks=[task_value(timing=timing, title="Hội nghị", lines=[[1, 1]])])
    reading = make_damaged_reading(officer, lines, answer=answer)

    correct(reading, "chức", "Quý", officer)

    assert finding_of(reading).value["timing"] == {
        "phrase": "Quý II",
        "kind": "window",
        "spans": [["2024-04-01", "2024-06-30"]],
        "due": None,
        "strict": None,
        "every": None,
    }


def test_findings_that_do_not_cite_the_line_stay(reading, officer):
    other = Finding.objects.create(
        reading=reading, kind="task", label="I.7", order=9, value={"title": TEXTS[1]}, lines=[[3, 4]]
    )

    correct(reading, "đổi", "đối", officer)

    other.refresh_from_db()
    assert (other.value, other.version) == ({"title": TEXTS[1]}, 1)


@pytest.fixture
def alike(officer):
    """A paper that reads "ddi" as "đổi" four times: twice unsurely, twice surely; two tasks quote two of them."""
    lines = [
        repaired_line(1, "Hoi nghi ddi ngoai", "Hội nghị đổi ngoại"),
        repaired_line(2, "So Thong tin ddi ngoai", "Sở Thông tin đổi ngoại"),
        repaired_line(3, "cong tac ddi ngoai", "công tác đổi ngoại"),
        repaired_line(4, "thay d6i muc tieu", "thay đổi mục tiêu"),
        repaired_line(5, "tin ddi ngoai", "tin đổi ngoại"),
    ]
    for line in (lines[2], lines[3], lines[4]):
        next(token for token in line["tokens"] if token["text"] == "đổi")["confidence"] = 0.99
    task = task_value(title="Hội nghị đổi ngoại", lead=["Sở Thông tin đổi ngoại"], lines=[[1, 2]])
    other = task_value("I.7", title="Công tác thường xuyên", lead=["tin đổi ngoại"], lines=[[5, 5]])
    return make_damaged_reading(officer, lines, answer=plan_answer(tasks=[task, other]))


def told_by_tasks(reading) -> list[tuple]:
    tasks = Finding.objects.filter(reading=reading, kind="task").order_by("order")
    return [(task.value["title"], task.value["lead"]) for task in tasks]


def test_places_that_were_read_surely_are_corrected_too_when_asked_for_all(alike, officer):
    count = correct_word(
        word=word_of(alike, "đổi"), text="đối", version=1, decided_by=officer, everywhere=True
    )

    assert (count, alike.uncertain_count) == (4, 2)
    assert [text for text, _ in lines_of(alike)] == [
        "Hội nghị đối ngoại",
        "Sở Thông tin đối ngoại",
        "công tác đối ngoại",
        "thay đổi mục tiêu",
        "tin đối ngoại",
    ]
    assert told_by_tasks(alike) == [
        ("Hội nghị đối ngoại", ["Sở Thông tin đối ngoại"]),
        ("Công tác thường xuyên", ["tin đối ngoại"]),
    ]


def test_taking_back_reaches_all_places_and_findings_again(alike, officer):
    before = (lines_of(alike), places_of(alike), told_by_tasks(alike))
    word = word_of(alike, "đổi")
    correct_word(word=word, text="đối", version=1, decided_by=officer, everywhere=True)

    count = take_back_word(word=word, version=2, decided_by=officer)

    assert count == 4
    assert (lines_of(alike), places_of(alike), told_by_tasks(alike)) == before


def test_one_place_leaves_the_places_alike_and_what_quotes_them(alike, officer):
    correct(alike, "đổi", "đối", officer)

    assert [text for text, _ in lines_of(alike)][:3] == [
        "Hội nghị đối ngoại",
        "Sở Thông tin đổi ngoại",
        "công tác đổi ngoại",
    ]
    assert told_by_tasks(alike)[0] == ("Hội nghị đối ngoại", ["Sở Thông tin đổi ngoại"])


@pytest.mark.parametrize("count", [2, 40])
def test_all_places_are_corrected_with_the_same_number_of_queries(officer, django_assert_num_queries, count):
    lines = [repaired_line(number, "ddi ngoai", "đổi ngoại") for number in range(1, count + 1)]
    tasks = [
        task_value(f"I.{number}", title="đổi ngoại", lines=[[number, number]])
        for number in range(1, count + 1)
    ]
    reading = make_damaged_reading(officer, lines, answer=plan_answer(tasks=tasks))
    word = word_of(reading, "đổi")

    with django_assert_num_queries(17):
        changed = correct_word(word=word, text="đối", version=1, decided_by=officer, everywhere=True)

    assert changed == count


def test_two_officers_at_once_correct_a_word_once(alike, officer):
    seen_by_both, other = word_of(alike, "đổi"), make_officer("canbo2")
    correct_word(word=seen_by_both, text="đối", version=1, decided_by=officer, everywhere=True)

    with pytest.raises(ChangedMeanwhile) as refused:
        correct_word(word=seen_by_both, text="dõi", version=1, decided_by=other, everywhere=True)

    assert refused.value.by == str(officer)
    assert told_by_tasks(alike)[1] == ("Công tác thường xuyên", ["tin đối ngoại"])


def test_second_officer_who_corrects_all_leaves_what_the_first_has_decided(alike, officer):
    first, second = alike.uncertain_words.filter(is_listed=True).order_by("order")
    correct_word(word=first, text="đối", version=1, decided_by=make_officer("canbo2"))

    count = correct_word(word=second, text="dõi", version=1, decided_by=officer, everywhere=True)

    assert count == 3
    assert [text for text, _ in lines_of(alike)][:3] == [
        "Hội nghị đối ngoại",
        "Sở Thông tin dõi ngoại",
        "công tác dõi ngoại",
    ]


@pytest.fixture
def specked(officer):
    """A scan with specks read as "đổi": within a sentence, at its end, in front and alone; a task quotes the lines."""
    lines = [
        repaired_line(1, "Hoi nghi .~ giao ban", "Hội nghị đổi giao ban"),
        repaired_line(2, "bao chi ~.", "báo chí đổi."),
        repaired_line(3, "~ So Ngoai vu", "đổi Sở Ngoại vụ"),
        repaired_line(4, "~", "đổi"),
    ]
    for line in lines:
        for token in line["tokens"]:
            token["raw"] = "~" if "đổi" in token["text"] else token["raw"]
            token["confidence"] = 0.2 if "đổi" in token["text"] else 0.99
    title = "Hội nghị đổi giao ban báo chí đổi."
    task = task_value(title=title, lead=["đổi Sở Ngoại vụ"], product="đổi", lines=[[1, 4]])
    return make_damaged_reading(officer, lines, answer=plan_answer(tasks=[task]))


def told_by_task(reading) -> list:
    value = finding_of(reading).value
    return [value["title"], value["lead"], value["product"]]


def delete(reading, by, *, line=1, everywhere=False) -> int:
    word = reading.uncertain_words.get(text="đổi", line_number=line)
    return delete_word(word=word, version=word.version, decided_by=by, everywhere=everywhere)


def test_what_is_no_word_is_deleted_at_one_place_in_line_and_finding(specked, officer):
    count = delete(specked, officer)

    assert count == 1
    assert [text for text, _ in lines_of(specked)] == [
        "Hội nghị giao ban",
        "báo chí đổi.",
        "đổi Sở Ngoại vụ",
        "đổi",
    ]
    assert told_by_task(specked) == ["Hội nghị giao ban báo chí đổi.", ["đổi Sở Ngoại vụ"], "đổi"]
    word = specked.uncertain_words.get(text="đổi", line_number=1)
    assert (word.start, word.end, word.state, word.current_text) == (8, 8, "deleted", "")


def test_all_equal_places_are_deleted_and_signs_that_end_a_sentence_stay(specked, officer):
    count = delete(specked, officer, line=4, everywhere=True)

    assert count == 4
    assert [text for text, _ in lines_of(specked)] == ["Hội nghị giao ban", "báo chí.", "Sở Ngoại vụ", ""]
    assert told_by_task(specked) == ["Hội nghị giao ban báo chí.", ["Sở Ngoại vụ"], "đổi"]
    event = Event.objects.get(act="documents.delete_word")
    assert (event.before, event.after) == ({"text": "đổi"}, {"words": 4, "findings": 1})


@pytest.mark.parametrize("everywhere", [False, True])
def test_deletion_is_taken_back_to_the_letter(specked, officer, everywhere):
    before = (lines_of(specked), sorted(places_of(specked)), told_by_task(specked))
    count = delete(specked, officer, line=2, everywhere=everywhere)

    word = specked.uncertain_words.get(text="đổi", line_number=2)
    taken_back = take_back_word(word=word, version=2, decided_by=officer)

    assert taken_back == count
    assert (lines_of(specked), sorted(places_of(specked)), told_by_task(specked)) == before
    assert set(specked.uncertain_words.values_list("removal", flat=True)) == {None}


def test_deletion_is_taken_back_where_the_words_around_it_were_corrected_since(officer):
    lines = [repaired_line(1, "Cian ctr ~ doi ngoai", "Cân cứ chức đổi ngoại")]
    task = task_value(title="Cân cứ chức đổi ngoại", lines=[[1, 1]])
    reading = make_damaged_reading(officer, lines, answer=plan_answer(tasks=[task]))
    delete_word(word=word_of(reading, "chức"), version=1, decided_by=officer)
    correct(reading, "Cân", "Căn", officer)
    correct(reading, "đổi", "đối", officer)

    take_back_word(word=word_of(reading, "chức"), version=2, decided_by=officer)

    assert reading.lines.get().text == "Căn cứ chức đối ngoại"
    assert all(
        reading.lines.get().text[word.start : word.end] == word.current_text
        for word in reading.uncertain_words.all()
    )


def test_finding_written_anew_since_keeps_its_words_when_a_deletion_is_taken_back(specked, officer):
    delete(specked, officer)
    task = finding_of(specked)
    correct_finding(
        finding=task, value=task.value | {"title": "Họp báo"}, version=task.version, decided_by=officer
    )

    take_back_word(word=specked.uncertain_words.get(text="đổi", line_number=1), version=2, decided_by=officer)

    assert told_by_task(specked)[0] == "Họp báo"
    assert lines_of(specked)[0][0] == "Hội nghị đổi giao ban"


def test_word_deleted_meanwhile_is_refused(specked, officer):
    first = specked.uncertain_words.get(text="đổi", line_number=1)
    delete_word(word=first, version=1, decided_by=make_officer("canbo2"))

    with pytest.raises(ChangedMeanwhile):
        delete_word(word=first, version=1, decided_by=officer)
