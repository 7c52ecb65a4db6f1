"""A programme looked at on an earlier day shows what held then, also what a later reading took out."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from factories.programme import adopted_programme, plan_answer, task_value

from haidang.programme.models import BudgetLine, Item, LegalBasis

pytestmark = pytest.mark.django_db

ROWS = [
    {"label": "1", "text": "Hội nghị tập huấn", "amounts": ["2"], "lines": [[1, 1]]},
    {"label": "2", "text": "Xuất bản ấn phẩm", "amounts": ["3"], "lines": [[2, 2]]},
]
GROUP = {"label": "I", "title": "Chỉ đạo", "stated": ["5"], "lines": [[9, 9]], "lines_of": ROWS}
CITED = {
    "kind": "Nghị định",
    "number": "72/2015/NĐ-CP",
    "date": "2015-09-07",
    "basis": True,
    "lines": [[3, 3]],
}
JUNE_FIRST = datetime(2024, 6, 1, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def programme(officer):
    parts = [
        {"label": "(1)", "text": "Ngày hội văn hóa", "partners": ["Sở Du lịch"]},
        {"label": "(2)", "text": "Giải chạy"},
    ]
    answer = plan_answer() | {
        "tasks": [task_value(subtasks=parts)],
        "citations": [CITED],
        "budget": {"unit": "tỷ đồng", "periods": ["2024"], "groups": [GROUP]},
    }
    programme = adopted_programme(answer, adopted_by=officer)
    BudgetLine.objects.filter(text="Xuất bản ấn phẩm").update(ended_at=JUNE_FIRST)
    LegalBasis.objects.update(ended_at=JUNE_FIRST)
    Item.objects.filter(title="Giải chạy").update(ended_at=JUNE_FIRST)
    return programme


@pytest.fixture
def on_day(programme, officer, log_in):
    client = log_in(officer)
    return lambda name, day: client.get(reverse(f"programme:{name}", args=[programme.pk]), {"ngay": day})


@pytest.mark.parametrize(
    ("day", "lines"),
    [("31/5/2024", ["Hội nghị tập huấn", "Xuất bản ấn phẩm"]), ("01/6/2024", ["Hội nghị tập huấn"])],
)
def test_budget_shows_the_lines_of_the_day(on_day, day, lines):
    [block] = on_day("budget", day).context["blocks"]

    assert [row.text for row in block.rows] == lines


def test_line_taken_out_later_says_when(on_day):
    assert on_day("budget", "31/5/2024").text.count("01/6/2024") == 1


@pytest.mark.parametrize(("day", "count"), [("31/5/2024", 1), ("01/6/2024", 0)])
def test_legal_bases_are_those_of_the_day(on_day, day, count):
    page = on_day("bases", day)

    assert (len(page.context["bases"]), page.context["summary"].legal_bases) == (count, count)


@pytest.mark.parametrize(
    ("day", "parts"), [("31/5/2024", ["Ngày hội văn hóa", "Giải chạy"]), ("01/6/2024", ["Ngày hội văn hóa"])]
)
def test_board_lists_the_activities_of_a_task_on_the_day(on_day, day, parts):
    page = on_day("page", day)

    [group] = page.context["groups"]
    assert [part.item.title for part in group.rows[0].subtasks] == parts
    assert '<li>(1) Ngày hội văn hóa <span class="mute">(Sở Du lịch)</span></li>' in page.text
    assert [[one.printed_name for one in part.partners] for part in group.rows[0].subtasks] == [
        ["Sở Du lịch"], []
    ][: len(parts)]  # fmt: skip
