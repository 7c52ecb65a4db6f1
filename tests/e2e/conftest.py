"""The real site for journeys: own data folder, web server, work loop, and a headless Chromium."""

import os
import shutil
import socket
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from e2e.filled_city import FilledCity, fill
from e2e.steps import log_in
from installations import Installation, new_environment

# What a journey waits for at most: long enough for a machine that does other things too.
_START_SECONDS, _IDLE_SECONDS, _END_SECONDS, _MILLISECONDS_OF_A_STEP = 120, 120, 60, 60_000
# One process that waits to the end: each that looks once takes seconds to start.
_WAIT_UNTIL_IDLE = f"""
import time
from haidang.documents.models import DocumentReading as Reading

def count_waiting():
    states = Reading.objects.values_list("state", "pictures", "refusal_code")
    return sum({{"waiting", "running"}} & set(one[:2]) != set() or one[2] == "secret" for one in states)

deadline = time.monotonic() + {_IDLE_SECONDS}
while count_waiting():
    assert time.monotonic() < deadline, "vòng lặp công việc còn việc"
    time.sleep(0.5)
"""
_BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Each new window would begin two more processes for lists under an address bar that nobody sees.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,MediaRouter,OptimizationHints",
)


_FIRST = "test_sample_city.py"


def pytest_collection_modifyitems(items) -> None:
    """This hook will mark the journeys, and let the city be looked at before they change it."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: item.path != here / _FIRST)


@dataclass(frozen=True)
class Site(Installation):
    """A running site with the seeded city."""

    address: str

    def wait_until_idle(self) -> None:
        """This function will wait until no paper waits to be read or purged and no page to be drawn."""
        self.manage("shell", "--no-imports", "-c", _WAIT_UNTIL_IDLE)


@pytest.fixture(scope="session")
def filled_city(tmp_path_factory) -> FilledCity:
    """This fixture will set the city up, or take it from the folder that HAIDANG_SEEDED_FOLDER keeps between runs."""
    folder = tmp_path_factory.mktemp("site")
    here = Installation(folder, new_environment(folder, name="e2e"))
    kept = os.environ.get("HAIDANG_SEEDED_FOLDER")
    if kept and Path(kept).is_dir():
        shutil.copytree(kept, folder, dirs_exist_ok=True)
    city = fill(here)
    if kept and not Path(kept).is_dir():
        shutil.copytree(folder, kept)
    return city


@pytest.fixture(scope="session")
def site(filled_city) -> Iterator[Site]:
    """This fixture will serve the city, with a work loop beside it, until the journeys end."""
    port = _free_port()
    folder = filled_city.data_folder
    here = Site(folder, filled_city.environment, f"http://127.0.0.1:{port}")
    commands = (["runserver", "--noreload", f"127.0.0.1:{port}"], ["work"])
    running = [here.start("manage.py", *one, log=folder / f"{one[0]}.log") for one in commands]
    try:
        _wait_until_served(here.address)
        yield here
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=_END_SECONDS)


@pytest.fixture(scope="session")
def chromium():
    """This fixture will give headless Chromium; journeys are left out, and say so, where there is none."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("không có chromium trên máy này: bỏ qua các hành trình trong trình duyệt")
    from playwright.sync_api import sync_playwright

    # Its loop runs in this thread until the session ends, and Django refuses the database beside a loop unless told:
    # tests of other folders may come to this process after the journeys.
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=executable, args=list(_BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """This fixture will return a function that gives a page, logged in where a name is given."""
    contexts = []

    def opened(
        username: str | None = "canbo",
        *,
        width: int = 1280,
        with_script: bool = True,
        dark: bool = False,
        touch: bool = False,
    ):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            java_script_enabled=with_script,
            base_url=site.address,
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            is_mobile=touch,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_MILLISECONDS_OF_A_STEP)
        if username:
            log_in(page, username)
            page.wait_for_url(lambda url: "dang-nhap" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()


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
