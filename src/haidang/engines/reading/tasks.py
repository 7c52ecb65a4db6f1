"""The tasks of a paper, wherever they stand: in tables, drawn or flattened, and in labelled blocks."""

from collections.abc import Sequence

from haidang.engines.reading.findings import SectionFound, TaskFound
from haidang.engines.reading.labelled_tasks import read_labelled_tasks
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.plan_years import PlanYears
from haidang.engines.reading.quantities import with_quantities
from haidang.engines.reading.tables import WholeTable
from haidang.engines.reading.task_rows import is_task_table, read_table_tasks


def read_tasks(
    paper: Paper, outline: Sequence[SectionFound], tables: Sequence[WholeTable], *, plan_year: PlanYears
) -> tuple[TaskFound, ...]:
    """This function will read all tasks in the order of the paper; what a table covers is not read twice."""
    of_tables = [
        task for table in tables if is_task_table(table) for task in read_table_tasks(table, plan_year)
    ]
    covered = {number for table in tables for number in table.lines}
    of_blocks = [
        task
        for task in read_labelled_tasks(paper, tuple(outline), plan_year=plan_year)
        if covered.isdisjoint(task.lines)
    ]
    return with_quantities(paper, sorted([*of_tables, *of_blocks], key=lambda task: task.lines[:1]))
