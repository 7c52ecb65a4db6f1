"""One installation for all races."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from installations import Installation, new_environment
from races.courses import RaceCourse
from repository import ROOT


@pytest.fixture(scope="session")
def installed_course(tmp_path_factory) -> Iterator[RaceCourse]:
    """This fixture will set an installation up once for all races: migrating takes longer than any of them."""
    folder = tmp_path_factory.mktemp("course")
    environment = new_environment(folder, name="races")
    Installation(folder, environment).manage("migrate", "--verbosity", "0")
    command = [sys.executable, "tests/races/acts.py"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE) as starter:
        yield RaceCourse(folder, environment, starter)
        starter.stdin.close()


@pytest.fixture
def course(installed_course) -> RaceCourse:
    """This fixture will give the installation without files; each race begins with `begin_anew`."""
    shutil.rmtree(installed_course.data_folder / "files", ignore_errors=True)
    return installed_course
