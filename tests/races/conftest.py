"""One installation for all races, and the start of several processes at the same moment."""

import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from installations import Installation, new_environment
from repository import ROOT

_SECONDS_TO_SET_UP = 60
# An act of acts.py by its name, and what it is given.
type Act = tuple[str, dict[str, Any]]


# Before xdist looks for the groups: otherwise both processes would get races, and each its own installation.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("races"))


@dataclass(frozen=True)
class RaceCourse(Installation):
    """An installation on which processes run against each other."""

    def do(self, *acts: Act) -> list[Any]:
        """This function will have one process do some acts, one after the other, and give back their answers."""
        return json.loads(self.run("tests/races/acts.py", json.dumps(acts)))

    def race(self, *acts: Act) -> list[Any]:
        """This function will let a process for each act begin at the same moment, and give back their answers.

        A process that was killed has the answer None. None of them may find the database locked or end in a fault.
        """
        gate = self.data_folder / f"gate-{time.monotonic_ns()}"
        running = [self._contender(act, gate) for act in acts]
        deadline = time.monotonic() + _SECONDS_TO_SET_UP
        while len(list(gate.parent.glob(f"{gate.name}.*"))) < len(acts):
            assert time.monotonic() < deadline, "các tiến trình không sẵn sàng"
            time.sleep(0.01)
        gate.touch()
        ends = [process.communicate() for process in running]
        assert [said.decode() for _answer, said in ends if b"locked" in said or b"Traceback" in said] == []
        return [json.loads(answer)[0] if answer.strip() else None for answer, _said in ends]

    def _contender(self, act: Act, gate: Path) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "tests/races/acts.py", json.dumps([act])],
            cwd=ROOT,
            env=self.environment | {"RACE_GATE": str(gate)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )


@pytest.fixture(scope="session")
def installed_course(tmp_path_factory) -> RaceCourse:
    """This fixture will set an installation up once for all races: migrating takes longer than any of them."""
    folder = tmp_path_factory.mktemp("course")
    course = RaceCourse(folder, new_environment(folder, name="races"))
    course.manage("migrate", "--verbosity", "0")
    return course


@pytest.fixture
def course(installed_course) -> RaceCourse:
    """This fixture will give the installation without files; each race begins with `begin_anew`."""
    shutil.rmtree(installed_course.data_folder / "files", ignore_errors=True)
    return installed_course
