"""A real plan of 2024 (seed 002) through the reorganisations of 2025: whose tasks change hands, and back again."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from factories.programme import plan_answer, reviewed_reading

from haidang.agencies.models import Agency, AgencyName, Duty, Post, Succession
from haidang.agencies.operations import (
    Consent,
    carry_out_reorganisation,
    change_of_register,
    preview_reorganisation,
    undo_reorganisation,
)
from haidang.agencies.operations.register_loading import load_register
from haidang.programme.enums import ItemKind
from haidang.programme.models import Assignment, Item, Programme, Target
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.agencies import AgencyChoice
from haidang.programme.queries.filters import assignments_on
from haidang.programme.queries.names import names_to_match

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "reading_002_tasks.json"
MARCH, JULY, TODAY = date(2025, 3, 1), date(2025, 7, 1), date(2025, 8, 1)
TABLES = (Agency, AgencyName, Duty, Post, Succession, Programme, Item, Assignment, Target)

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def programme(officer) -> Programme:
    """This fixture will adopt the whole plan over the loaded register; a name of several bodies becomes a new one."""
    if not GOLD.exists():
        pytest.skip("needs the answers of ../shared/gold")
    load_register(provinces=["01"], home="01")
    answer = json.loads(GOLD.read_text(encoding="utf-8")) | {"heading": plan_answer()["heading"]}
    reading = reviewed_reading(answer)
    rows = names_to_match(list(reading.findings.all()), on=date(2024, 1, 15))
    choices = {
        row.printed: AgencyChoice(kind=row.guessed_kind) for row in rows if row.standing == "ambiguous"
    }
    return adopt_reading(reading=reading, adopted_by=officer, agency_choices=choices)


def acts_of(day: date) -> list[Succession]:
    """This function will return the acts of a day among the bodies of Hà Nội."""
    acts = Succession.objects.filter(effective_on=day, predecessors__parent__code="tinh-01")
    return list(acts.distinct().order_by("pk"))


def carry_out(day: date, by):
    change = change_of_register(acts_of(day))
    preview = preview_reorganisation(change=change, choices={}, today=TODAY)
    choices = {row.field: "stay" for group in preview.groups for row in group.rows if row.decided.is_open}
    consent = Consent(choices, preview.seen, str(day))
    return preview, carry_out_reorganisation(change=change, consent=consent, carried_out_by=by, today=TODAY)


def rows() -> dict:
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name != "version"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in TABLES
    }


def leads_of_tasks(on: date) -> dict[str, str]:
    """The codes of who leads each task on a day."""

    held = assignments_on(on).filter(item__kind=ItemKind.TASK, role="lead")
    return dict(held.values_list("item__label", "agency__code"))


def test_twenty_one_of_fifty_three_tasks_change_hands_with_proposals(programme, officer):
    preview, _done = carry_out(MARCH, officer)

    work = next(group for group in preview.groups if group.work.kind == "assignments")
    proposed = Counter(
        (
            row.holder.code,
            row.decided.reason.value,
            row.decided.taker.agency.code if row.decided.taker else "",
        )
        for row in work.rows
        if row.row.text.startswith("chủ trì")
    )
    assert proposed == {
        ("hn-so-tttt", "duty", "hn-so-vhtt"): 8,
        ("hn-so-ngv", "heir", "hn-vp-ubnd"): 7,
        ("hn-so-khdt", "heir", "hn-so-tc"): 5,
        ("hn-tt-dtcntt", "with_unit", ""): 1,
    }
    before, after = leads_of_tasks(date(2025, 2, 28)), leads_of_tasks(MARCH)
    assert len(before) == len(after) == 53
    assert Counter((before[label], after[label]) for label in before if before[label] != after[label]) == {
        ("hn-so-tttt", "hn-so-vhtt"): 8,
        ("hn-so-ngv", "hn-vp-ubnd"): 7,
        ("hn-so-khdt", "hn-so-tc"): 5,
    }
    assert Agency.objects.get(code="hn-tt-dtcntt").parent.code == "hn-so-khcn"


def test_nothing_else_changes_and_undoing_gives_every_row_back(programme, officer):
    before, tasks_before = rows(), leads_of_tasks(date(2024, 6, 1))
    ended = [agency.pk for act in acts_of(MARCH) + acts_of(JULY) for agency in act.predecessors.all()]
    others = Assignment.objects.exclude(agency__in=ended).filter(taken_over=None).order_by("pk").values()
    kept = list(others)

    done = [carry_out(day, officer)[1] for day in (MARCH, JULY)]

    assert list(others) == kept
    assert {name: rows()[name] for name in ("Programme", "Item", "Target", "Succession")} == {
        name: before[name] for name in ("Programme", "Item", "Target", "Succession")
    }
    assert leads_of_tasks(date(2024, 6, 1)) == tasks_before
    for one in reversed(done):
        undo_reorganisation(reorganisation=one, reason="thử", undone_by=officer)
    assert rows() == before
