"""The real site for journeys: own data folder, web server, work loop, and a headless Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from repository import ROOT

PASSWORD = "ngon-den-hai-dang"
SAMPLES = ROOT / "src/haidang/documents/samples"
_START_SECONDS = 60
_BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@dataclass(frozen=True)
class Site:
    """A running site with the seeded city."""

    address: str
    data_folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """This function will run one of Django's commands against the site's own data."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    """This fixture will serve the seeded city, with a work loop beside it, until the journeys end."""
    folder = tmp_path_factory.mktemp("site")
    environment = {
        **os.environ,
        "HAIDANG_DATA_FOLDER": str(folder),
        "HAIDANG_WORKER_PAUSE_SECONDS": "0.2",
        "DJANGO_SETTINGS_MODULE": "haidang.project.settings",
    }
    if url := os.environ.get("HAIDANG_DATABASE_URL"):
        environment["HAIDANG_DATABASE_URL"] = _own_database(url, f"e2e_{os.getpid()}")
    port = _free_port()
    here = Site(f"http://127.0.0.1:{port}", folder, environment)
    here.manage("migrate", "--verbosity", "0")
    here.manage("seed")
    commands = (["runserver", "--noreload", f"127.0.0.1:{port}"], ["work"])
    running = [_started(command, environment, folder / f"{command[0]}.log") for command in commands]
    try:
        _wait_until_served(here.address)
        yield here
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium():
    """This fixture will give headless Chromium; journeys are left out, and say so, where there is none."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("không có chromium trên máy này: bỏ qua các hành trình trong trình duyệt")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """This fixture will return a function that logs in and gives a page; scripts and width as asked."""
    contexts = []

    def opened(username: str = "canbo", *, width: int = 1280, with_script: bool = True, dark: bool = False):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            java_script_enabled=with_script,
            base_url=site.address,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto("/dang-nhap/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()


def _own_database(url: str, name: str) -> str:
    """A database of the journeys' own on the PostgreSQL that the suite runs on."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _started(command: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_served(address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/dang-nhap/", timeout=5)
        except OSError:
            assert time.monotonic() < deadline, "máy chủ không khởi động"
            time.sleep(0.2)
        else:
            return
