"""Adopting what people confirmed in a paper."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from factories.programme import paper_lines, plan_answer, reviewed_reading, task_value

from haidang.programme.enums import ItemKind
from haidang.programme.operations.adopt import adopt_reading

GOLD = Path(__file__).parents[3] / "shared" / "gold"

pytestmark = pytest.mark.django_db


def gold(name: str) -> dict:
    if not GOLD.is_dir():
        pytest.skip("needs ../shared/gold")
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def counts_of_everything() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


def adopted(answer, *, by, **more):
    return adopt_reading(reading=reviewed_reading(answer), adopted_by=by, agency_choices={}, **more)


@pytest.mark.shared
def test_plan_of_ha_noi_becomes_a_tree_of_tasks(officer):
    answer = gold("reading_002_tasks.json") | {"heading": plan_answer()["heading"]}

    programme = adopted(answer, by=officer)

    items = programme.items.without_tree_fields()
    kinds = {
        kind: items.filter(kind=kind).count() for kind in ItemKind.values if items.filter(kind=kind).exists()
    }
    assert kinds == {"section": 11, "task": 53, "subtask": 13}
    assert (programme.first_year, programme.last_year) == (2024, 2024)
