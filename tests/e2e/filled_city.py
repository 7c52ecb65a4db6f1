"""The sample city that journeys walk through, and what is seen of it from the tests' own process."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from django.db import connections, transaction
from installations import Installation

from haidang.project.environment import database_settings

_TOLD = "seed.json"


@dataclass(frozen=True)
class FilledCity(Installation):
    """An installation with the sample city: what its seed told, and how many rows it left, once and once more."""

    told: str
    counted: dict[str, int]
    counted_again: dict[str, int]

    @contextmanager
    def looked_at(self) -> Iterator[None]:
        """This function will let the tests' own process see the city's database; what it writes there is undone."""
        with mock.patch.dict(os.environ, self.environment):
            database = database_settings(self.data_folder)
        tests_own, there = connections["default"], connections.create_connection("default")
        there.settings_dict = {**there.settings_dict, **database}
        connections["default"] = there
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            there.close()
            connections["default"] = tests_own


def fill(here: Installation) -> FilledCity:
    """This function will fill an installation by a seed that is killed on its way; one filled before is kept."""
    here.manage("migrate", "--verbosity", "0")
    told = here.data_folder / _TOLD
    if not told.exists():
        told.write_text(here.run("tests/e2e/killed_seed.py"), encoding="utf-8")
    return FilledCity(here.data_folder, here.environment, **json.loads(told.read_text(encoding="utf-8")))
