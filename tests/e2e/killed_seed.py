"""Fills the sample city as no one would wish: the seed is killed on its way, goes on, and is asked once more.

Run in a process of its own with the data folder of an installation; prints what it left as JSON.
"""

import json
from io import StringIO

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

# What is written first by steps in the middle of the year of reports, and how many rows of it there are by then.
MOMENTS = (
    ('INSERT INTO "regimes_consolidation" ', 2),
    ('INSERT INTO "regimes_issuedfigure" ', 3),
    ('INSERT INTO "regimes_chase" ', 4),
    ('INSERT INTO "oversight_emulationscheme" ', 2),
)


class Killed(BaseException):
    """What a seed that is killed ends with."""


def seed() -> str:
    told = StringIO()
    call_command("seed", stdout=told, stderr=told)
    return told.getvalue()


def kill_seed(statement: str, time: int) -> None:
    """Run the seed until it is about to write something for so many a time: what is open then is lost."""
    seen = 0

    def kill(execute, sql, params, many, context):
        nonlocal seen
        seen += sql.startswith(statement)
        if seen == time:
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(kill):
            seed()
    except Killed:
        return
    raise AssertionError(f"the seed writes no {statement} for the {time}th time")


def counts() -> dict[str, int]:
    """How many rows every table of the product has."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def main() -> None:
    django.setup()
    for statement, time in MOMENTS:
        kill_seed(statement, time)
    seed()
    first = counts()
    told = seed()
    print(json.dumps({"told": told, "counted": first, "counted_again": counts()}))


if __name__ == "__main__":
    main()
