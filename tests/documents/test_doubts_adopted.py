"""A programme stands on what the answers to doubts made of the findings."""

from factories.documents import make_reading, plan_answer, task_value

from haidang.documents.models import Finding
from haidang.documents.operations.doubts import answer_doubt
from haidang.documents.operations.review import accept_finding
from haidang.programme.models import BudgetAmount, Item
from haidang.programme.operations.adopt import adopt_reading

GROUP = {
    "label": "II",
    "title": "Truyền thông",
    "executor": None,
    "stated": ["4.907"],
    "computed": ["4.407"],
    "lines": [[1, 1]],
    "lines_of": [
        {
            "label": "1",
            "text": "Tập huấn",
            "amounts": ["4.407"],
            "executor": None,
            "source": None,
            "lines": [[2, 2]],
        }
    ],
}
BUDGET = {
    "unit": "tỷ đồng",
    "periods": ["2024-2025"],
    "groups": [GROUP],
    "total": {"stated": ["4.907"], "computed": ["4.407"]},
    "grand_total": {"stated": None, "computed": None, "in_words": None},
}
UNREAD = {
    "phrase": "Theo tiến độ chung",
    "kind": "unread",
    "spans": [],
    "due": None,
    "strict": None,
    "every": None,
}
DOUBTS = [
    {
        "code": "sum_differs",
        "message": "Nhóm II “Truyền thông”, cột 2024-2025: văn bản ghi 4,907 tỷ đồng, cộng các dòng được "
        "4,407 tỷ đồng (chênh 0,5 tỷ đồng).",
        "lines": [[1, 1]],
    },
    {
        "code": "unread_timing",
        "message": "Không hiểu thời gian “Theo tiến độ chung” của nhiệm vụ I.6.",
        "lines": [[4, 4]],
    },
]


def test_adopted_programme_carries_what_the_answers_changed(officer):
    task = task_value(lines=[[4, 6]], timing=UNREAD)
    reading = make_reading(plan_answer(tasks=[task], budget=BUDGET, doubts=DOUBTS), by=officer)
    answers = {"sum_differs": ("computed", ""), "unread_timing": ("typed", "Quý III/2024")}
    for doubt in reading.doubts.order_by("order"):
        answer, note = answers[doubt.code]
        answer_doubt(doubt=doubt, answer=answer, note=note, version=1, answered_by=officer)
    for finding in Finding.objects.filter(state="proposed"):
        accept_finding(finding=finding, version=finding.version, decided_by=officer)

    programme = adopt_reading(reading=reading, adopted_by=officer, agency_choices={})

    group = BudgetAmount.objects.filter(line__programme=programme, line__label="II")
    assert [amount.stated_vnd for amount in group] == [4_407_000_000]
    item = Item.objects.get(programme=programme, finding__kind="task")
    assert (item.timing_phrase, item.timing_kind) == ("Quý III/2024", "window")
