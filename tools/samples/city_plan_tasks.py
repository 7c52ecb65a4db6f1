"""The appendix of the city's plan as a table; its rows stand in city_plan_tasks.toml."""

import tomllib
from pathlib import Path

from haidang.engines.drafting.paper_parts import TableGroup, TaskTable

_FIELDS = ("label", "text", "timing", "lead", "partners")
_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

COLUMNS = tuple(_DATA["columns"])
GROUPS = tuple(
    TableGroup(
        label=group["label"],
        title=group["title"],
        rows=tuple(tuple(task[field] for field in _FIELDS) for task in group["tasks"]),
    )
    for group in _DATA["groups"]
)
TABLE = TaskTable(title=(), columns=COLUMNS, groups=GROUPS)
