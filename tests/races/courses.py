"""A course on which several processes start at the same moment, all forked from one that is set up already."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installations import Installation, new_environment
from repository import ROOT

_SECONDS_TO_SET_UP, _SECONDS_TO_RUN = 120, 300
# An act of acts.py by its name, and what it is given.
type Act = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Runner:
    """A process that was ordered to do acts, by the name of its files."""

    name: Path
    pid: int

    def answers(self) -> list[Any] | None:
        """This function will wait for the end of the process; one that was killed has no answers."""
        _wait_until(lambda: not _is_alive(self.pid), _SECONDS_TO_RUN, "tiến trình không xong")
        said = self.name.with_name(f"{self.name.name}.said").read_text(encoding="utf-8")
        assert "locked" not in said, said
        assert "Traceback" not in said, said
        answer = self.name.with_name(f"{self.name.name}.answer")
        return json.loads(answer.read_bytes()) if answer.exists() else None


@dataclass(frozen=True)
class RaceCourse(Installation):
    """An installation on which processes run against each other, all forked from one that is set up already."""

    starter: subprocess.Popen

    def do(self, *acts: Act) -> list[Any]:
        """This function will have one process do some acts, one after the other, and give back their answers."""
        [answers] = self._run(acts)
        assert answers is not None, "tiến trình không trả lời"
        return answers

    def race(self, *acts: Act) -> list[Any]:
        """This function will let a process for each act begin at the same moment, and give back their answers.

        A process that was killed has the answer None. None of them may find the database locked or end in a fault.
        """
        return [answers and answers[0] for answers in self._run(*((act,) for act in acts))]

    def _run(self, *orders: tuple[Act, ...]) -> list[list[Any] | None]:
        with tempfile.TemporaryDirectory(prefix="race-") as folder:
            places = [Path(folder, str(number)) for number in range(len(orders))]
            for acts, place in zip(orders, places, strict=True):
                self._order(acts, place)
            runners = [_runner_at(place) for place in places]
            for place in places:
                place.touch()
            return [runner.answers() for runner in runners]

    def _order(self, acts: tuple[Act, ...], place: Path) -> None:
        self.starter.stdin.write(json.dumps({"acts": acts, "place": str(place)}).encode() + b"\n")
        self.starter.stdin.flush()


@contextmanager
def started_course(folder: Path, *, name: str) -> Iterator[RaceCourse]:
    """This function will set an installation up in a folder, and the process that all others are forked from."""
    environment = new_environment(folder, name=name) | {"DJANGO_SETTINGS_MODULE": "races.course_settings"}
    Installation(folder, environment).manage("migrate", "--run-syncdb", "--verbosity", "0")
    command = [sys.executable, "tests/races/acts.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE) as starter:
        yield RaceCourse(folder, environment, starter)
        starter.stdin.close()


def _runner_at(place: Path) -> Runner:
    """The process that is ready at a place."""
    _wait_until(lambda: _ready_at(place), _SECONDS_TO_SET_UP, "tiến trình không sẵn sàng")
    [ready] = _ready_at(place)
    return Runner(ready.with_suffix(""), int(ready.suffixes[0][1:]))


def _ready_at(place: Path) -> list[Path]:
    return list(place.parent.glob(f"{place.name}.*.ready"))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_until(is_so: Callable[[], Any], seconds: float, fault: str) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, fault
        time.sleep(0.01)
