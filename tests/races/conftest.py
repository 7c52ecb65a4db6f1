"""One installation for all races."""

import shutil
from collections.abc import Iterator

import pytest
from races.courses import RaceCourse, started_course


@pytest.fixture(scope="session")
def installed_course(tmp_path_factory) -> Iterator[RaceCourse]:
    """This fixture will set an installation up once for all races: that takes longer than any of them."""
    with started_course(tmp_path_factory.mktemp("course"), name="races") as course:
        yield course


@pytest.fixture
def course(installed_course) -> RaceCourse:
    """This fixture will give the installation without files; each race begins with `begin_anew`."""
    shutil.rmtree(installed_course.data_folder / "files", ignore_errors=True)
    return installed_course
