"""An installation of its own, with its own data folder and database, for tests that need several processes."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from repository import ROOT

TESTS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Installation:
    """Where the product is installed, and the environment its processes get."""

    data_folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """This function will run one of Django's commands to its end and give back what it printed."""
        return self.run("manage.py", *arguments)

    def run(self, *arguments: str) -> str:
        """This function will run a Python file of the repository to its end and give back what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *arguments: str, log: Path) -> subprocess.Popen:
        """This function will start a Python file of the repository, with all it says in a log."""
        with log.open("wb") as said:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            )


def new_environment(folder: Path, *, name: str) -> dict[str, str]:
    """This function will point an installation to a folder and, on PostgreSQL, to a new database."""
    environment = {
        **os.environ,
        "HAIDANG_DATA_FOLDER": str(folder),
        "HAIDANG_WORKER_PAUSE_SECONDS": "0.2",
        "DJANGO_SETTINGS_MODULE": "installation_settings",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(TESTS), os.environ.get("PYTHONPATH")])),
    }
    if url := os.environ.get("HAIDANG_DATABASE_URL"):
        environment["HAIDANG_DATABASE_URL"] = _own_database(url, f"{name}_{os.getpid()}")
    return environment


def _own_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
