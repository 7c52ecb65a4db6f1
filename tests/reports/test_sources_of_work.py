"""Every source of obligations on the papers that the product is made for; left out where these are not there."""

from collections import Counter
from datetime import date

import pytest
from factories.papers import seed_paper
from factories.programme import adopted_programme, paper_lines

from haidang.engines.reading.answer import answer_object
from haidang.engines.reading.read_paper import read_paper
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import UnitScope
from haidang.programme.models import Programme
from haidang.reports.operations.opening import open_rounds
from haidang.reports.queries.opening import opening_plan
from haidang.reports.queries.plan_duties import plan_duties_of

pytestmark = pytest.mark.django_db


def adopted(number: str, officer) -> Programme:
    paper = seed_paper(number)
    programme = adopted_programme(answer_object(paper, read_paper(paper)), adopted_by=officer)
    paper_lines(programme.reading, {line.number: line.text for line in paper.content_lines()})
    return programme


def span_of(programme: Programme) -> dict[str, date]:
    return {"first": date(programme.first_year, 1, 1), "last": date(programme.last_year + 1, 1, 31)}


def opened_by_source(programme: Programme, officer) -> dict[str, int]:
    """This function will open everything and count the items that gave work, by what they ask for."""
    plan = opening_plan(programme, **span_of(programme))
    open_rounds(
        programme=programme,
        chosen=[one.owed.key for one in plan.rounds],
        opened_by=officer,
        **span_of(programme),
    )
    asks: dict[str, set[int]] = {}
    for one in plan.rounds:
        asks.setdefault(one.owed.occurrence.asks, set()).add(one.owed.item.pk)
    return {kind: len(items) for kind, items in sorted(asks.items())}


@pytest.mark.parametrize(("number", "asks", "plans"), [
    ("000", {"report": 3}, []),
    ("001", {"evidence": 6, "report": 1, "result": 5}, []),
    (
        "002",
        {"evidence": 42, "issue": 1, "report": 4, "result": 10},
        [(644, [UnitScope.DEPARTMENT, UnitScope.LOCAL])],
    ),
    (
        "003",
        {"report": 4},
        [(305, "Sở Thông tin và Truyền thông"), (403, [UnitScope.DEPARTMENT]), (407, [UnitScope.LOCAL])],
    ),
    ("004", {}, [(13, [UnitScope.PROVINCE])]),
])  # fmt: skip
def test_papers_open_work_from_timings_report_duties_and_plan_duties(officer, number, asks, plans):
    programme = adopted(number, officer)

    found = [
        (one.found.lines[0], [*one.scopes] or (one.body and one.body.name))
        for one in plan_duties_of(programme)
    ]

    assert (opened_by_source(programme, officer), found) == (asks, plans)


def test_standing_tasks_of_the_city_plan_ask_for_evidence_each_quarter(officer):
    programme = adopted("002", officer)
    plan = opening_plan(programme, **span_of(programme))

    standing = {
        item.pk for item in programme.items.filter(kind="task") if folded_form(item.timing_phrase) == "ca nam"
    }
    quarters = Counter(one.owed.item.pk for one in plan.rounds if one.owed.occurrence.asks == "evidence")

    assert (len(standing), programme.items.filter(kind="task").count()) == (39, 53)
    assert {quarters[key] for key in standing} == {4}
