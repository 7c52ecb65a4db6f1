"""A paper issued again against the one it corrects; the tasks are those of documents/samples/README.md."""

from importlib.resources import as_file, files

import pytest
from django.utils import timezone
from factories.programme import adopted_programme, plan_answer, reviewed_reading

from haidang.documents.models import Document
from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.opening.open_paper import open_paper
from haidang.engines.reading.read_paper import read_paper
from haidang.programme.models import BudgetAmount, BudgetLine, Item, LegalBasis
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.difference import take_over_differences
from haidang.programme.queries.differences import reading_difference

pytestmark = pytest.mark.django_db


def sample_answer(name):
    with as_file(files("haidang.documents").joinpath("samples", name)) as path:
        paper = open_paper(path)
    return answer_object(paper, read_paper(paper), by_ordinal=True)


def corrected(programme, answer):
    paper = Document.objects.create(kind="Kế hoạch", number="41/KH-UBND", corrects=programme.document)
    return reviewed_reading(answer, document=paper)


def take_over_all(programme, reading, officer):
    return take_over_differences(
        programme=programme,
        reading=reading,
        keys=[one.key for one in reading_difference(programme, reading)],
        taken_by=officer,
        agency_choices={},
        at=timezone.localtime(),
    )


def told(programme, reading):
    return [
        (one.kind, one.change, (one.new or one.old).label, [field.name for field in one.fields])
        for one in reading_difference(programme, reading)
    ]


def test_sample_plan_issued_again_differs_where_its_read_me_says(officer):
    programme = adopted_programme(sample_answer("ke-hoach-thanh-pho-2026.docx"), adopted_by=officer)

    reading = corrected(programme, sample_answer("ke-hoach-thanh-pho-2026-sua-doi.docx"))

    tasks = [one[1:3] for one in told(programme, reading) if one[0] == "task"]
    assert tasks == [("changed", "I.1"), ("changed", "III.3"), ("added", "III.6"), ("removed", "VIII.5")]


def test_sample_plan_issued_again_says_nothing_else_once_all_is_taken_over(officer):
    programme = adopted_programme(sample_answer("ke-hoach-thanh-pho-2026.docx"), adopted_by=officer)
    reading = corrected(programme, sample_answer("ke-hoach-thanh-pho-2026-sua-doi.docx"))

    take_over_all(programme, reading, officer)
    programme.refresh_from_db()

    assert reading_difference(programme, reading) == []


def test_adopting_the_first_reading_again_after_a_correction_changes_nothing(officer):
    programme = adopted_programme(sample_answer("ke-hoach-thanh-pho-2026.docx"), adopted_by=officer)
    take_over_all(
        programme, corrected(programme, sample_answer("ke-hoach-thanh-pho-2026-sua-doi.docx")), officer
    )
    rows = (Item.objects.count(), BudgetLine.objects.count(), LegalBasis.objects.count())

    adopt_reading(reading=programme.reading, adopted_by=officer, agency_choices={})

    assert (Item.objects.count(), BudgetLine.objects.count(), LegalBasis.objects.count()) == rows


def budget_of(*rows):
    lines_of = [
        {"label": str(number), "text": text, "amounts": [amount], "lines": [[number, number]]}
        for number, (text, amount) in enumerate(rows, start=1)
    ]
    group = {
        "label": "I",
        "title": "Tổ chức, chỉ đạo",
        "stated": ["5"],
        "lines": [[9, 9]],
        "lines_of": lines_of,
    }
    total = {"total": {"stated": ["5"]}, "grand_total": {"stated": "5"}}
    return {"budget": {"unit": "tỷ đồng", "periods": ["2024"], "groups": [group]} | total}


def rich_answer(**changes):
    return (
        plan_answer()
        | budget_of(("Hội nghị tập huấn", "2"), ("Xuất bản ấn phẩm", "3"))
        | {
            "targets": [
                {
                    "text": "80% sở, ban, ngành có người phát ngôn được tập huấn",
                    "subject": "sở, ban, ngành",
                    "value": "80",
                    "unit": "%",
                    "phase": ["2024-01-01", "2024-12-31"],
                    "lines": [[20, 20]],
                }
            ],
            "duties": [
                {"agency": "Sở Ngoại vụ", "items": [{"text": "Tổng hợp báo cáo"}], "lines": [[30, 31]]}
            ],
            "requests": [{"agency": "Bộ Ngoại giao", "items": [{"text": "Hướng dẫn"}], "lines": [[40, 41]]}],
            "reports": [
                {
                    "name": "Báo cáo năm",
                    "period": "year",
                    "due": "2024-12-10",
                    "strict": True,
                    "lines": [[50, 50]],
                }
            ],
            "citations": [
                {
                    "kind": "Nghị định",
                    "number": "72/2015/NĐ-CP",
                    "date": "2015-09-07",
                    "basis": True,
                    "lines": [[5, 5]],
                }
            ],
        }
        | changes
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        (
            {"heading": plan_answer()["heading"] | {"title": "Thông tin đối ngoại năm 2025"}},
            [("heading", "changed", "", ["title", "years"])],
        ),
        ({"duties": []}, [("duty", "removed", "", [])]),
        (
            {
                "duties": [
                    {
                        "agency": "Sở Ngoại vụ",
                        "items": [{"text": "Tổng hợp, báo cáo quý"}],
                        "lines": [[30, 31]],
                    }
                ]
            },
            [("duty", "changed", "", ["duties"])],
        ),
        ({"requests": []}, [("request", "removed", "", [])]),
        (
            {
                "reports": [
                    {"name": "Báo cáo năm", "period": "year", "due": "2024-12-20", "lines": [[50, 50]]}
                ]
            },
            [("report", "changed", "", ["due"])],
        ),
        (
            {
                "citations": [
                    {"kind": "Nghị định", "number": "15/2020/NĐ-CP", "date": "2020-02-03", "basis": True}
                ]
            },
            [("citation", "added", "", []), ("citation", "removed", "", [])],
        ),
        (
            budget_of(("Hội nghị tập huấn", "2.5"), ("Xuất bản ấn phẩm", "3")),
            [("budget_row", "changed", "1", ["amounts"])],
        ),
        (
            budget_of(("Hội nghị tập huấn", "2"), ("Xuất bản ấn phẩm", "3"), ("Cổng thông tin", "1")),
            [("budget_row", "added", "3", [])],
        ),
    ],
)
def test_everything_adopted_is_compared_and_can_be_taken_over(officer, changes, expected):
    programme = adopted_programme(rich_answer(), adopted_by=officer)
    reading = corrected(programme, rich_answer(**changes))
    found = told(programme, reading)

    take_over_all(programme, reading, officer)
    programme.refresh_from_db()

    assert found == expected
    assert reading_difference(programme, reading) == []


def test_changed_target_shows_its_old_and_new_value(officer):
    programme = adopted_programme(rich_answer(), adopted_by=officer)
    higher = rich_answer()["targets"][0] | {
        "text": "90% sở, ban, ngành có người phát ngôn được tập huấn",
        "value": "90",
    }
    reading = corrected(programme, rich_answer(targets=[higher]))
    [difference] = reading_difference(programme, reading)
    fields = [(field.name, field.old, field.new) for field in difference.fields]

    take_over_all(programme, reading, officer)

    assert fields[1:] == [("value", "80 %", "90 %")]
    assert Item.objects.get(kind="goal").target.value == 90


def test_budget_sums_are_reckoned_anew_when_a_line_changes(officer):
    programme = adopted_programme(rich_answer(), adopted_by=officer)
    changes = budget_of(("Hội nghị tập huấn", "2.5"), ("Xuất bản ấn phẩm", "3"))

    take_over_all(programme, corrected(programme, rich_answer(**changes)), officer)

    group = BudgetAmount.objects.get(line__kind="group")
    assert (group.stated_vnd, group.computed_vnd) == (5_000_000_000, 5_500_000_000)


def test_budget_lines_keep_their_rows_when_one_more_is_confirmed(officer):
    programme = adopted_programme(rich_answer(), adopted_by=officer)
    before = dict(BudgetLine.objects.values_list("text", "pk"))
    row = programme.reading.findings.filter(kind="budget_row").latest("order")
    row.pk, row.order, row.value = None, row.order + 1, row.value | {"text": "Cổng thông tin", "label": "3"}
    row.save()

    adopt_reading(reading=programme.reading, adopted_by=officer, agency_choices={})

    after = dict(BudgetLine.objects.values_list("text", "pk"))
    assert {text: after[text] for text in before} == before
    assert set(after) - set(before) == {"Cổng thông tin"}
