"""How long the server takes for the pages of a country's obligations, and whether four writers at once lose nothing.

Run: .venv/bin/python benchmarks/obligations.py [--share 0.1]
Builds 3,400 agencies, 40,000 obligations, 200,000 versions of answers and 186 plans below the city's in a database of
its own: SQLite in a temporary folder, or the empty PostgreSQL database that HAIDANG_DATABASE_URL names (filled, and
left so). Prints the median of several runs: milliseconds of work of this process (SQLite works in it) and of
PostgreSQL's process on this machine, which others on the machine do not change, and by the clock; the number of
queries. A page is one line of `PAGES`.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

MOST_MS = 200
MOST_SECONDS_OF_OPENING = 5
RUNS = 7
AGENCIES, OBLIGATIONS, VERSIONS = 3_400, 40_000, 5
DEPARTMENTS, TASKS = 60, 54
WRITERS, ANSWERS_OF_A_WRITER = 4, 25
# Name, who looks, address: the keys are filled with what was built.
PAGES = (
    ("leaders, today", "officer", "/bao-cao/lanh-dao/"),
    ("leaders, of a programme", "officer", "/bao-cao/lanh-dao/?chuong_trinh={programme}"),
    ("leaders, two weeks ago", "officer", "/bao-cao/lanh-dao/?ngay={weeks_ago}"),
    ("leaders, half a year ago", "officer", "/bao-cao/lanh-dao/?ngay={months_ago}"),
    ("coverage matrix", "officer", "/chuong-trinh/{programme}/do-phu/"),
    ("coverage, what is missing", "officer", "/chuong-trinh/{programme}/do-phu/?xem=danh-sach"),
    ("programmes", "officer", "/chuong-trinh/"),
    ("programme board", "officer", "/chuong-trinh/{programme}/"),
    ("board, by agency", "officer", "/chuong-trinh/{programme}/?xem=don-vi"),
    ("item with its obligations", "officer", "/chuong-trinh/viec/{item}/"),
    ("desk, officer", "officer", "/"),
    ("desk, focal person", "focal", "/"),
    ("my work, officer", "officer", "/bao-cao/viec-cua-toi/"),
    ("my work, focal person", "focal", "/bao-cao/viec-cua-toi/"),
    ("obligations, officer", "officer", "/bao-cao/"),
    ("obligations, last page", "officer", "/bao-cao/?trang=800"),
    ("obligations, late", "officer", "/bao-cao/?tinh_trang=late"),
    ("obligations, words", "officer", "/bao-cao/?q=xa+so+77"),
    ("obligations, focal person", "focal", "/bao-cao/"),
    ("calendar, officer", "officer", "/lich/"),
    ("calendar, focal person", "focal", "/lich/"),
    ("rounds", "officer", "/bao-cao/dot/"),
    ("who has not answered", "officer", "/bao-cao/dot/{obligation}/"),
    ("unit of many obligations", "officer", "/bao-cao/don-vi/{department}/"),
    ("unit, agency's page", "officer", "/don-vi/{department}/"),
    ("one obligation", "officer", "/bao-cao/{obligation}/"),
    ("opening, preview", "officer", "/bao-cao/mo-dot/?chuong_trinh={programme}&tu=01/01/2026&den=30/06/2026"),
)
_WRITER = """
import sys, uuid
import django; django.setup()
from django.utils import timezone
from haidang.agencies.models import Account
from haidang.reports.errors import ObligationChangedMeanwhile
from haidang.reports.models import Obligation
from haidang.reports.operations.answering import send_submission
from haidang.reports.queries.answers import Answer
author = Account.objects.get(username="canbo")
for key in map(int, sys.argv[1].split(",")):
    while True:
        one = Obligation.objects.select_related("agency", "standing").get(pk=key)
        try:
            send_submission(
                obligation=one, version=one.version, author=author, answer=Answer(text=f"Người {sys.argv[2]}"),
                key=f"w{sys.argv[2]}-{key}", at=timezone.now(),
            )
            break
        except ObligationChangedMeanwhile:
            continue
"""


def build(share: float) -> dict[str, int | str]:
    """This function will fill the database and return the keys that addresses need."""
    from coverage_matrix import add_plans_below
    from django.core.management import call_command
    from django.utils import timezone
    from factories.agencies import make_officer, make_person
    from factories.programme import adopted_programme, plan_answer, task_value

    from haidang.agencies.enums import Role
    from haidang.agencies.models import Account, Agency

    call_command("migrate", verbosity=0)
    if Account.objects.exists():
        sys.exit("this database is not empty: name another one in HAIDANG_DATABASE_URL")
    agencies = build_agencies(max(int(AGENCIES * share), DEPARTMENTS + 10))
    officer = make_officer()
    make_person(Role.FOCAL, "daumoi", agencies[1])
    names = [agency.name for agency in agencies[1 : DEPARTMENTS + 1]]
    timing = {"phrase": "Cả năm", "kind": "continuous", "spans": [["2026-01-01", "2026-12-31"]]}
    of_communes = {"title": "Công tác tại cơ sở", "lead": ["Ủy ban nhân dân các xã, phường"]}
    of_departments = [{"lead": [names[number % len(names)]]} for number in range(TASKS - 1)]
    tasks = [
        task_value(f"I.{number}", partners=[], timing=timing, **fields)
        for number, fields in enumerate([*of_departments, of_communes], start=1)
    ]
    answer = plan_answer(0) | {"tasks": tasks}
    answer["heading"] |= {"date": "2026-01-15", "title": "Thông tin đối ngoại năm 2026"}
    programme = adopted_programme(answer, adopted_by=officer)
    programme.first_year = programme.last_year = 2026
    programme.owner = agencies[0]
    programme.save()
    opened = build_obligations(programme, agencies, officer, int(OBLIGATIONS * share))
    build_versions(opened, officer)
    add_plans_below(programme, agencies[1:], officer)
    today = timezone.localdate()
    item = programme.items.filter(kind="task").order_by("id")[0]
    department = Agency.objects.without_tree_fields().get(pk=agencies[1].pk)
    return {
        "programme": programme.pk,
        "item": item.pk,
        "department": department.pk,
        "obligation": opened[len(opened) // 2].pk,
        "weeks_ago": f"{today - timedelta(days=14):%d/%m/%Y}",
        "months_ago": f"{today - timedelta(days=180):%d/%m/%Y}",
    }


def build_agencies(number: int) -> list:
    """This function will enter a city, its departments and very many communes under it."""
    from haidang.agencies.enums import AgencyKind, NameKind
    from haidang.agencies.models import Agency, AgencyName
    from haidang.engines.vietnamese.agencies import agency_key
    from haidang.engines.vietnamese.forms import folded_form

    def agency(code: str, name: str, kind: str, parent: Agency | None) -> Agency:
        return Agency(code=code, name=name, folded_name=folded_form(name), kind=kind, parent=parent)

    root = agency("thanh-pho", "Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE, None)
    root.save()
    rows = [agency(f"so-{n}", f"Sở Công tác số {n}", AgencyKind.DEPARTMENT, root) for n in range(DEPARTMENTS)]
    rows += [
        agency(f"xa-{n}", f"Xã số {n}", AgencyKind.COMMUNE, root) for n in range(number - DEPARTMENTS - 1)
    ]
    made = [root, *Agency.objects.bulk_create(rows, batch_size=500)]
    AgencyName.objects.bulk_create(
        [
            AgencyName(
                agency=one,
                kind=NameKind.OFFICIAL,
                text=one.name,
                key=agency_key(one.name),
                folded_text=folded_form(one.name),
            )
            for one in made
        ],
        batch_size=500,
    )
    return made


def build_obligations(programme, agencies: list, officer, number: int) -> list:
    """This function will make rounds over all agencies until there are enough, as opening them would."""
    from django.utils import timezone

    from haidang.engines.vietnamese.forms import folded_form
    from haidang.reports.models import Obligation

    items = list(programme.items.filter(kind="task").order_by("id"))
    rounds = -(-number // len(agencies))
    today = timezone.localdate()
    rows = []
    for place in range(number):
        turn, unit = divmod(place, len(agencies))
        due = today + timedelta(days=30 * (turn - rounds + 2))
        item = items[turn % len(items)]
        title = f"{item.label} {item.title} {agencies[unit].name}"
        rows.append(
            Obligation(
                kind="progress",
                agency=agencies[unit],
                programme=programme,
                item=item,
                title=title,
                folded_text=folded_form(title),
                what=f"item:{item.pk}",
                occurrence=f"dot-{turn}",
                first_month=24312,
                last_month=24314,
                opens_on=due - timedelta(days=95),
                closes_on=due - timedelta(days=7),
                opened_due_on=due,
                due_on=due,
                opened_by=officer,
            )
        )
    return Obligation.objects.bulk_create(rows, batch_size=500)


def build_versions(opened: list, officer) -> None:
    """This function will write five versions for each obligation that is due, and say which one counts."""
    from django.utils import timezone

    from haidang.reports.models import Obligation, Submission

    now, today = timezone.now(), timezone.localdate()
    due = [one for one in opened if one.due_on <= today + timedelta(days=3)]
    wanted = len(opened) * VERSIONS
    each = -(-wanted // max(len(due), 1))
    last = ("accepted", "sent", "accepted", "returned", "accepted", "accepted")
    versions = [
        Submission(
            obligation=one,
            agency_id=one.agency_id,
            number=number,
            key=f"b{number}",
            kind="evidence",
            state=last[place % len(last)] if number == each else ("returned" if number % 2 else "superseded"),
            progress="in_progress",
            text=f"Đã hoàn thành {number} phần việc; đang làm phần tiếp theo.",
            author=officer,
            sent_on=min(one.due_on + timedelta(days=2 * number - 3), today),
            sent_at=now,
            decided_on=min(one.due_on + timedelta(days=2 * number + place % 9), today),
        )
        for place, one in enumerate(due)
        if place % 9
        for number in range(1, each + 1)
    ]
    for version in versions:
        version.decided_on = None if version.state == "sent" else version.decided_on
    made = Submission.objects.bulk_create(versions, batch_size=500)
    by_key = {one.pk: one for one in due}
    counted = [version for version in made if version.number == each]
    for version in counted:
        by_key[version.obligation_id].standing = version
        by_key[version.obligation_id].first_sent_on = by_key[version.obligation_id].due_on - timedelta(days=1)
        by_key[version.obligation_id].fate = version.state
        by_key[version.obligation_id].fate_on = version.decided_on or version.sent_on
    Obligation.objects.bulk_update(
        [by_key[one.obligation_id] for one in counted],
        ["standing", "first_sent_on", "fate", "fate_on"],
        batch_size=200,
    )


def work_so_far() -> tuple[float, float]:
    """This function will return the seconds of work of this process and, on this machine, of the database's own."""
    from django.db import connection

    server = 0.0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            ticks = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        server = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return time.process_time(), server


def measured(client, address: str) -> tuple[float, float, float, int]:
    """This function will return a page's milliseconds of work, of the database's process, by the clock; its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
    number = len(queries)
    work, clock = [], []
    _own, server = work_so_far()
    for _run in range(RUNS):
        started, began = time.process_time(), time.perf_counter()
        client.get(address)
        work.append((time.process_time() - started) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    server = (work_so_far()[1] - server) * 1000 / RUNS
    return statistics.median(work), server, statistics.median(clock), number


def measure_pages(keys: dict[str, int | str]) -> int:
    """This function will measure every page and return how many are too slow."""
    from django.test import Client

    from haidang.agencies.models import Account

    clients = {"officer": Client(), "focal": Client()}
    clients["officer"].force_login(Account.objects.get(username="canbo"))
    clients["focal"].force_login(Account.objects.get(username="daumoi"))
    slow = 0
    for name, who, address in PAGES:
        work, server, clock, queries = measured(clients[who], address.format(**keys))
        slow += work + server > MOST_MS
        verdict = "  TOO SLOW" if work + server > MOST_MS else ""
        figures = f"{work:6.1f} ms work {server:6.1f} database {clock:7.1f} clock {queries:3} queries"
        print(f"{name:28} {figures}{verdict}", flush=True)
    return slow


def measure_opening(keys: dict[str, int | str]) -> int:
    """This function will ask every agency, open a round of every commune, and return how many took too long."""
    from django.utils import timezone

    from haidang.agencies.models import Account, Agency
    from haidang.programme.models import Programme
    from haidang.reports.operations.opening import Asked, ask_agencies, open_rounds
    from haidang.reports.queries.opening import opening_plan

    officer, today = Account.objects.get(username="canbo"), timezone.localdate()
    agencies = list(Agency.objects.without_tree_fields().order_by("id"))
    programme = Programme.objects.get(pk=keys["programme"])
    span = {"first": date(2026, 1, 1), "last": date(2026, 6, 30)}
    largest = max(opening_plan(programme, **span).rounds, key=lambda one: len(one.new)).owed.key

    def ask():
        asked = Asked("Số liệu đột xuất", "", today + timedelta(days=9))
        return ask_agencies(asked=asked, agencies=agencies, asked_by=officer, key="do-toc-do", today=today)

    def open_one():
        return open_rounds(programme=programme, chosen=[largest], opened_by=officer, **span)

    return is_slow_opening("asking", ask) + is_slow_opening("opening a round of", open_one)


def is_slow_opening(name: str, act) -> int:
    """This function will time an act that opens obligations, and return 1 when it took too long."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    (started, server), began = work_so_far(), time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        opened = act()
    (ended, server_ended), clock = work_so_far(), time.perf_counter() - began
    work = ended - started + server_ended - server
    verdict = "  TOO SLOW" if work > MOST_SECONDS_OF_OPENING else ""
    print(
        f"{name} {opened.agencies} agencies: {work:.2f} s work, {clock:.2f} s clock, {len(queries)} queries{verdict}",
        flush=True,
    )
    return int(bool(verdict))


def write_at_once() -> int:
    """This function will let four processes answer the same obligations at once, and return 1 if anything was lost."""
    from haidang.reports.models import Obligation, Submission

    chosen = Obligation.objects.filter(standing=None, waived_on=None).order_by("id")
    keys = list(chosen.values_list("pk", flat=True)[:ANSWERS_OF_A_WRITER])
    began = time.perf_counter()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, ",".join(map(str, keys)), str(number)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(WRITERS)
    ]
    said = [writer.communicate()[1] for writer in writers]
    clock = time.perf_counter() - began
    expected = WRITERS * len(keys)
    written = Submission.objects.filter(obligation__in=keys, key__startswith="w")
    numbers = set(written.values_list("obligation", "number"))
    lost = (
        written.count() != expected
        or len(numbers) != expected
        or any(writer.returncode for writer in writers)
    )
    print(
        f"{WRITERS} processes, the same {len(keys)} obligations: "
        f"{written.count()} of {expected} answers in {clock:.1f} s"
    )
    for text in said:
        print(text[-500:], end="")
    return int(lost)


def main() -> int:
    """This function will build, measure, and tell by its exit status whether all is as quick as it must be."""
    import django

    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=1.0, help="of the whole number of rows")
    share = parser.parse_args().share
    django.setup()
    from django.db import connection

    began = time.process_time()
    keys = build(share)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    from haidang.agencies.models import Agency
    from haidang.reports.models import Obligation, Submission

    numbers = (Agency.objects.count(), Obligation.objects.count(), Submission.objects.count())
    print("{}: {:,} agencies, {:,} obligations, {:,} versions".format(connection.vendor, *numbers), end="; ")
    print(f"built in {time.process_time() - began:.0f} s of work", flush=True)
    slow = measure_pages(keys) + measure_opening(keys)
    return 1 if slow + write_at_once() else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    os.environ["HAIDANG_HOSTS"] = "testserver"
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ["HAIDANG_DATA_FOLDER"] = folder
        sys.exit(main())
