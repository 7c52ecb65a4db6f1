"""The answer object: every key always there, places in the form of the file, amounts without idle zeros."""

from decimal import Decimal

from factories.papers import make_paper

from haidang.engines.reading.answer import answer_object, written_amount
from haidang.engines.reading.findings import Cited, DutyFound, HeadingFound, Reading, TaskFound
from haidang.engines.reading.paper import Line, Paper

KEYS = [
    "file",
    "heading",
    "citations",
    "sections",
    "tasks",
    "duties",
    "requests",
    "targets",
    "reports",
    "budget",
    "recipients_of_letter",
    "anniversaries",
    "doubts",
]


def places_of(paper, numbers):
    reading = Reading(
        HeadingFound(), duties=(DutyFound("Sở Du lịch", (Cited("Báo cáo", numbers),), numbers),)
    )
    return answer_object(paper, reading)["duties"][0]["lines"]


def test_empty_reading_has_every_key():
    answer = answer_object(make_paper("Một dòng"), Reading(HeadingFound()))

    assert list(answer) == KEYS
    assert (answer["budget"], answer["tasks"], answer["heading"]["signer"]) == (None, [], None)
    assert answer["file"] == {
        "name": "van-ban.txt",
        "sha256": "0" * 64,
        "kind": "text",
        "pages": None,
        "lines": 1,
        "damaged": False,
    }


def test_ranges_bridge_empty_lines_only():
    assert places_of(make_paper("a\n\nb\nc\nd"), (1, 3, 5)) == [[1, 3], [5, 5]]


def test_paged_lines_are_told_by_page():
    lines = tuple(
        Line(number, "a", "a", page=page, number_on_page=on_page)
        for number, page, on_page in ((1, 1, 1), (2, 1, 2), (3, 2, 1))
    )

    assert places_of(Paper("a.pdf", "", "pdf", lines), (1, 2, 3)) == [
        {"page": 1, "lines": [[1, 2]]},
        {"page": 2, "lines": [[1, 1]]},
    ]


def test_docx_places_are_paragraphs_and_rows_once_each():
    lines = (
        Line(1, "a", "a", paragraph=4),
        Line(2, "b", "b", table=1, row=2),
        Line(3, "c", "c", table=1, row=2),
    )

    assert places_of(Paper("a.docx", "", "docx", lines), (1, 2, 3)) == [
        {"paragraph": 4},
        {"table": 1, "row": 2},
    ]


def test_amounts_lose_zeros_that_say_nothing():
    amounts = [Decimal("0.730"), Decimal("4"), Decimal("100"), Decimal("4.0"), None]

    assert [written_amount(amount) for amount in amounts] == ["0.73", "4", "100", "4", None]


def test_ordinal_form_tells_the_screens_more():
    task = TaskFound("1", "Họp báo", (1,), field_lines={"title": (1,)}, table_header=("TT", "Nội dung"))

    answer = answer_object(make_paper("Họp báo"), Reading(HeadingFound(), tasks=(task,)), by_ordinal=True)

    assert answer["tasks"][0]["_field_lines"] == {"title": [[1, 1]]}
    assert answer["tasks"][0]["_table_header"] == ["TT", "Nội dung"]
