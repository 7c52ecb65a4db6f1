"""How long the server takes for the lists of a programme of 10,000 tasks, and with how many queries.

Run: .venv/bin/python benchmarks/programme_lists.py [number of tasks]
Works on a database of its own in a temporary folder. Prints the median of several runs in milliseconds of this
process, the database included, which others on the machine do not change; in brackets by the clock.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

TASKS = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
TASKS_OF_GROUP = 250
RUNS = 7
MOST_MS = 150
LEADS = ["Sở Du lịch", "Sở Ngoại vụ", "Sở Tài chính", "Sở Công Thương", "Công an Thành phố", "Sở Tư pháp"]
PARTNERS = ["Báo Hànộimới", "Thông tấn xã Việt Nam", "Các cơ quan, đơn vị liên quan", "quận Tây Hồ"]
TIMINGS = [
    ("Cả năm", "continuous", [["2024-01-01", "2024-12-31"]]),
    ("Quý III/2024", "window", [["2024-07-01", "2024-09-30"]]),
    ("Quý III hoặc Quý IV/2024", "any_of", [["2024-07-01", "2024-09-30"], ["2024-10-01", "2024-12-31"]]),
]
PAGES = {
    "tree": "",
    "tree, another group": "?mo=20",
    "tree, all groups": "?" + "&".join(f"mo={number}" for number in range(1, 41)),
    "tree, words": "?q=le+hoi+77",
    "tree, month": "?thang=2024-08",
    "list, first page": "?xem=danh-sach",
    "list, page 150": "?xem=danh-sach&trang=150",
    "list, words": "?xem=danh-sach&q=quang+ba",
    "list, one agency": "?xem=danh-sach&co_quan=2&vai=lead",
    "by agency": "?xem=don-vi",
}


def big_answer() -> dict:
    """This function will return the answer of a plan with very many tasks in groups of 250."""
    from factories.programme import plan_answer, task_value

    tasks = []
    for number in range(TASKS):
        phrase, kind, spans = TIMINGS[number % len(TIMINGS)]
        group, place = divmod(number, TASKS_OF_GROUP)
        tasks.append(
            task_value(
                f"{group + 1}.{place + 1}",
                group=f"NHÓM VIỆC SỐ {group + 1}",
                title=f"Tổ chức lễ hội, quảng bá hình ảnh thành phố lần thứ {number}",
                lead=[LEADS[number % len(LEADS)]],
                partners=[PARTNERS[number % 4], PARTNERS[(number + 1) % 4]],
                timing={"phrase": phrase, "kind": kind, "spans": spans},
                lines=[[number * 4 + 1, number * 4 + 4]],
            )
        )
    return plan_answer(0) | {"tasks": tasks}


def measured(client, address: str) -> tuple[float, float, int]:
    """This function will return the median milliseconds of a page, of work and by the clock, and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    number = len(queries)
    work, clock = [], []
    for _run in range(RUNS):
        started, began = time.process_time(), time.perf_counter()
        client.get(address)
        work.append((time.process_time() - started) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    return statistics.median(work), statistics.median(clock), number


def main() -> int:
    """This function will measure every page and tell by its exit status whether all are quick enough."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from factories.agencies import make_officer
    from factories.programme import adopted_programme

    call_command("migrate", verbosity=0)
    officer = make_officer()
    start = time.perf_counter()
    programme = adopted_programme(big_answer(), adopted_by=officer)
    print(f"adopting {TASKS} tasks: {time.perf_counter() - start:.1f} s")
    client = Client()
    client.force_login(officer)
    addresses = {name: f"/chuong-trinh/{programme.pk}/{query}" for name, query in PAGES.items()}
    addresses["programmes"] = "/chuong-trinh/"
    slow = 0
    for name, address in addresses.items():
        work, clock, queries = measured(client, address)
        slow += work > MOST_MS
        verdict = "  TOO SLOW" if work > MOST_MS else ""
        print(f"{name:22} {work:6.1f} ms ({clock:6.1f}) {queries:3} queries{verdict}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    os.environ["HAIDANG_HOSTS"] = "testserver"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HAIDANG_DATA_FOLDER"] = folder
        sys.exit(main())
