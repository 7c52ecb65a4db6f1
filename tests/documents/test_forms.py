"""Forms of findings: sent back unchanged they change nothing; typed values become values of the answer."""

import pytest
from factories.documents import task_value

from haidang.documents.forms.findings import FORMS
from haidang.documents.rules import timing_value

VALUES = {
    "heading": {
        "kind": "Kế hoạch",
        "number": "14/KH-STTTT",
        "date": "2025-02-18",
        "issuer": None,
        "title": "Công tác",
    },
    "task": task_value(
        content=["Một", "Hai"], subtasks=[{"label": "(1)", "text": "Lễ hội", "partners": ["Sở Du lịch"]}]
    ),
    "target": {
        "text": "100% cán bộ được tập huấn",
        "subject": "cán bộ",
        "value": "100",
        "unit": "%",
        "comparison": "=",
        "due": "2014-12-31",
        "phase": ["2013-01-01", "2015-12-31"],
    },
    "duty": {"agency": "Sở Ngoại vụ", "items": [{"text": "Chủ trì", "lines": [[3, 3]]}]},
    "report": {
        "name": "báo cáo 6 tháng",
        "period": "half_year",
        "due": "2024-06-20",
        "strict": True,
        "owed_by": None,
        "owed_to": None,
    },
    "citation": {
        "kind": "Nghị quyết",
        "number": "47/NQ-CP",
        "date": None,
        "issuer": "Chính phủ",
        "title": None,
        "basis": True,
    },
    "budget_group": {
        "label": "II",
        "title": "Cơ chế",
        "executor": None,
        "stated": ["4", "4.907"],
        "computed": [],
    },
    "budget_row": {
        "label": "1",
        "text": "Khảo sát",
        "amounts": [None, "0.007"],
        "executor": None,
        "source": None,
    },
    "addressee": {"name": "An Giang", "kind": "tỉnh"},
    "anniversary": {"title": "Ngày thành lập Đảng", "date": "2025-02-03", "years": 95},
}


def sent(form) -> dict:
    """This function will give what a browser sends for a form as it is shown."""
    data = {}
    for field in form:
        value = field.value()
        if value is True or value not in (None, False):
            data[field.html_name] = "on" if value is True else str(value).replace("\n", "\r\n")
    return data


def form_for(kind: str, value: dict, data: dict | None = None):
    return FORMS[kind](data, value=value, version=1, years=(2024, 2024), periods=("2013-2015", "2016-2020"))


@pytest.mark.parametrize("kind", VALUES)
def test_form_sent_as_it_was_gives_the_same_value(kind):
    value = VALUES[kind]
    form = form_for(kind, value, sent(form_for(kind, value)))

    assert form.is_valid(), form.errors
    assert form.new_value() is value


@pytest.mark.parametrize(
    ("kind", "typed", "changed"),
    [
        ("heading", {"date": "19/02/2025"}, {"date": "2025-02-19"}),
        (
            "task",
            {"partners": "Sở Du lịch\r\n  Sở  Ngoại vụ \r\n\r\n"},
            {"partners": ["Sở Du lịch", "Sở Ngoại vụ"]},
        ),
        ("task", {"sub_0": ""}, {"subtasks": []}),
        ("target", {"amount": "97,5"}, {"value": "97.5"}),
        ("target", {"phase_first": "", "phase_last": ""}, {"phase": None}),
        ("duty", {"item_0": "Phối hợp"}, {"items": [{"text": "Phối hợp", "lines": [[3, 3]]}]}),
        ("report", {"strictness": "false"}, {"strict": False}),
        ("citation", {"basis": ""}, {"basis": False}),
        ("budget_group", {"amount_0": "2,5"}, {"stated": ["2.5", "4.907"]}),
        ("budget_row", {"amount_0": "1,2", "amount_1": ""}, {"amounts": ["1.2", None]}),
        ("anniversary", {"years": "96"}, {"years": 96}),
    ],
)
def test_only_what_was_typed_changes(kind, typed, changed):
    value = VALUES[kind]
    form = form_for(kind, value, sent(form_for(kind, value)) | typed)

    assert form.is_valid(), form.errors
    assert form.new_value() == value | changed


def test_changed_timing_is_read_again():
    value = VALUES["task"]
    form = form_for("task", value, sent(form_for("task", value)) | {"phrase": "Quý III/2024"})

    assert form.is_valid()
    assert form.new_value()["timing"] == {
        "phrase": "Quý III/2024",
        "kind": "window",
        "spans": [["2024-07-01", "2024-09-30"]],
        "due": None,
        "strict": None,
        "every": None,
    }


def test_timing_that_is_not_understood_is_kept_and_not_guessed():
    assert timing_value("khi trăng lên", (2024, 2024)) == {
        "phrase": "khi trăng lên",
        "kind": "unread",
        "spans": [],
        "due": None,
        "strict": None,
        "every": None,
    }


def test_one_of_two_quarters_can_be_chosen():
    timing = timing_value("Quý III hoặc Quý IV/2024", (2024, 2024))
    value = task_value(timing=timing)
    form = form_for("task", value, sent(form_for("task", value)) | {"span": "1"})

    assert form.is_valid()
    assert (timing["kind"], form.new_value()["timing"]) == (
        "any_of",
        timing | {"kind": "window", "spans": [["2024-10-01", "2024-12-31"]]},
    )


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("heading", {"date": "31/02/2025"}, "date"),
        ("target", {"amount": "nhiều"}, "amount"),
        ("target", {"phase_last": ""}, "phase_last"),
        ("task", {"title": " "}, "title"),
        ("anniversary", {"years": "-1"}, "years"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(kind, typed, field):
    value = VALUES[kind]
    form = form_for(kind, value, sent(form_for(kind, value)) | typed)

    assert list(form.errors) == [field]
