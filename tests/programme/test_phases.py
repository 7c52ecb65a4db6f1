"""Targets by phase: a later phase that keeps up what an earlier one reached says so in its paper."""

from datetime import date

import pytest
from django.urls import reverse
from factories.programme import adopted_programme, paper_lines, plan_answer

from haidang.programme.queries.phases import target_phases

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
# Seed 003, lines 187-191.
SENTENCE = "Tiếp tục duy trì những mục tiêu đạt được trong giai đoạn 2013 -2015, đồng thời đạt được các mục tiêu sau:"


def target(line: int, years: tuple[int, int] | None, value: str = "100", subject: str = "cán bộ") -> dict:
    return {
        "text": f"{value}% {subject}",
        "subject": subject,
        "value": value,
        "unit": "%",
        "phase": [f"{years[0]}-01-01", f"{years[1]}-12-31"] if years else None,
        "lines": [[line, line]],
    }


def phases(officer, targets: list[dict], texts: dict[int, str]):
    programme = adopted_programme(plan_answer(0) | {"targets": targets}, adopted_by=officer)
    paper_lines(programme.reading, texts)
    return programme, target_phases(programme, on=TODAY)


def told(found) -> list[tuple]:
    return [
        (one.years, [item.title for item in one.items], [kept.item.title for kept in one.carried])
        for one in found
    ]


def test_targets_of_the_phase_before_still_hold_where_the_paper_says_so(officer):
    targets = [target(169, (2013, 2015)), target(191, (2016, 2020), "95", "trang thông tin")]

    _programme, found = phases(
        officer, targets, {171: "Kinh, Vân Nam", 185: "2.2. Giai đoạn 2016 - 2020", 187: SENTENCE}
    )

    assert told(found) == [
        ((2013, 2015), ["100% cán bộ"], []),
        ((2016, 2020), ["95% trang thông tin"], ["100% cán bộ"]),
    ]
    [carried] = found[1].carried
    assert (carried.years, carried.sentence.text, carried.sentence.lines, carried.renewed_by) == (
        (2013, 2015),
        SENTENCE,
        [[187, 187]],
        None,
    )


def test_sentence_over_two_lines_of_a_page_is_cited_with_both(officer):
    targets = [target(5, (2026, 2028)), target(12, (2029, 2030))]
    texts = {9: "Giữ vững các", 10: "chỉ tiêu đã đạt được của giai đoạn trước; bảo đảm:"}

    _programme, found = phases(officer, targets, texts)

    [carried] = found[1].carried
    assert (carried.sentence.lines, carried.renewed_by.title) == ([[9, 10]], "100% cán bộ")


def test_nothing_is_carried_on_where_the_paper_does_not_say_so(officer):
    targets = [target(5, (2026, 2028)), target(12, (2029, 2030))]
    texts = {
        3: "Duy trì các mục tiêu",
        9: "b) Giai đoạn 2029 - 2030",
        10: "Duy trì trang tiếng Anh",
        13: SENTENCE,
    }

    _programme, found = phases(officer, targets, texts)

    assert [one.carried for one in found] == [(), ()]


def test_sentence_that_names_another_phase_carries_only_that_one(officer):
    targets = [target(5, (2011, 2012)), target(9, (2013, 2015), "50"), target(20, (2016, 2020), "70")]

    _programme, named = phases(officer, targets, {15: SENTENCE})

    assert told(named)[2] == ((2016, 2020), ["70% cán bộ"], ["50% cán bộ"])


def test_all_phases_before_are_meant_where_it_says_so(officer):
    targets = [target(5, (2011, 2012)), target(9, (2013, 2015), "50"), target(20, (2016, 2020), "70")]

    _programme, found = phases(
        officer, targets, {15: "Tiếp tục duy trì các chỉ tiêu của các giai đoạn trước."}
    )

    assert told(found)[2] == ((2016, 2020), ["70% cán bộ"], ["100% cán bộ", "50% cán bộ"])


def test_page_shows_the_carried_target_with_its_lines(officer, log_in):
    targets = [target(169, (2013, 2015)), target(191, (2016, 2020), "95", "trang thông tin")]
    programme, _found = phases(officer, targets, {187: SENTENCE})

    page = log_in(officer).get(reverse("programme:targets", args=[programme.pk])).content.decode()

    assert "còn phải giữ từ giai đoạn 2013–2015" in page
    assert "#L187" in page
