"""A paper becomes a reading: the steps, in their order."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from haidang.engines.reading.anniversaries import read_anniversaries
from haidang.engines.reading.budget import read_budget
from haidang.engines.reading.citations import read_citations
from haidang.engines.reading.doubts import find_doubts
from haidang.engines.reading.duties import read_duties
from haidang.engines.reading.findings import BudgetFound, Lines, Reading, SectionFound
from haidang.engines.reading.heading import read_heading
from haidang.engines.reading.outline import read_outline
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.plan_years import plan_year_of, plan_years_of
from haidang.engines.reading.recipients import read_addressees
from haidang.engines.reading.report_duties import read_report_duties
from haidang.engines.reading.tables import read_tables
from haidang.engines.reading.targets import read_targets
from haidang.engines.reading.tasks import read_tasks

type StepReport = Callable[[str], None]


def report_no_step(step: str) -> None:
    """This function will hear of a step and say nothing; readings that nobody watches use it."""


def read_paper(paper: Paper, report: StepReport = report_no_step) -> Reading:
    """Read everything that the product looks for in an opened paper.

    This function will tell `report` the name of each step before it begins. Reading the same paper twice gives
    the same.
    """
    report("heading")
    heading = read_heading(paper)
    plan_year = plan_year_of(heading)
    report("tables")
    tables = read_tables(paper)
    table_lines = frozenset(number for table in tables for number in table.lines)
    report("outline")
    sections = read_outline(paper, table_lines=table_lines)
    report("tasks")
    tasks = read_tasks(paper, sections, tables, plan_year=plan_years_of(heading))
    report("duties")
    duties, requests = read_duties(paper, sections)
    report("findings")
    reading = Reading(
        heading=heading,
        citations=read_citations(paper, heading),
        sections=sections,
        tasks=tasks,
        duties=duties,
        requests=requests,
        targets=read_targets(paper, sections),
        reports=read_report_duties(paper, duties, plan_year, heading_lines=heading.lines),
        budget=read_budget(paper, paper.tables),
        addressees=read_addressees(paper),
        anniversaries=read_anniversaries(paper, heading, plan_year),
    )
    report("doubts")
    used = replace(reading, used_lines=frozenset(n for lines in _lines_of(reading) for n in lines))
    return replace(used, doubts=find_doubts(paper, used, plan_year))


def _lines_of(reading: Reading) -> Iterator[Lines]:
    yield reading.heading.lines
    yield from (section.lines for section in _every_section(reading.sections))
    findings = (
        reading.citations,
        reading.tasks,
        reading.duties,
        reading.requests,
        reading.targets,
        reading.reports,
        reading.addressees,
        reading.anniversaries,
    )
    yield from (one.lines for found in findings for one in found)
    yield from (lines for task in reading.tasks for lines in task.field_lines.values())
    yield from _budget_lines(reading.budget)


def _every_section(sections: tuple[SectionFound, ...]) -> Iterator[SectionFound]:
    for section in sections:
        yield section
        yield from _every_section(section.children)


def _budget_lines(budget: BudgetFound | None) -> Iterator[Lines]:
    if budget is not None:
        yield budget.lines
