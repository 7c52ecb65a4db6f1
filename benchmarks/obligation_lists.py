"""How long the server takes for obligations of a country: 3,400 agencies, 40,000 obligations, 200,000 versions.

Run: .venv/bin/python benchmarks/obligation_lists.py [number of agencies]
Works on a database of its own in a temporary folder. Prints the median of several runs in milliseconds of this
process, the database included, which others on the machine do not change; in brackets by the clock. Opening a round
for every agency is measured once.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

AGENCIES = int(sys.argv[1]) if len(sys.argv) > 1 else 3_400
OBLIGATIONS_OF_AGENCY, VERSIONS = 12, 5
RUNS = 5
MOST_MS, MOST_SECONDS_OF_ROUND = 200, 5
PAGES = {
    "all obligations": "/bao-cao/",
    "all, page 400": "/bao-cao/?trang=400",
    "all, late ones": "/bao-cao/?tinh_trang=late",
    "all, words": "/bao-cao/?q=phuong+77",
    "one programme": "/bao-cao/?chuong_trinh={programme}",
    "rounds": "/bao-cao/dot/",
    "my work, officer": "/bao-cao/viec-cua-toi/",
    "one unit": "/bao-cao/don-vi/{unit}/",
    "leaders, today": "/bao-cao/lanh-dao/",
    "leaders, programme": "/bao-cao/lanh-dao/?chuong_trinh={programme}",
    "leaders, last month": "/bao-cao/lanh-dao/?ngay={last_month}",
    "one obligation": "/bao-cao/{obligation}/",
    "desk": "/",
}


def main() -> None:
    """This function will build the country, measure its pages, and say what is too slow."""
    _set_up_django()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    places, officer, focal, seconds = build_country()
    print(f"opening a round for {AGENCIES} agencies: {seconds:.1f} s")
    slow = [f"opening: {seconds:.1f} s"] if seconds > MOST_SECONDS_OF_ROUND else []
    clients = {"officer": Client(), "focal person": Client()}
    clients["officer"].force_login(officer)
    clients["focal person"].force_login(focal)
    pages = [("officer", name, address) for name, address in PAGES.items()]
    pages.append(("focal person", "my work", "/bao-cao/viec-cua-toi/"))
    for who, name, address in pages:
        client, address = clients[who], address.format(**places)
        spent = [measured(client, address) for _run in range(RUNS)]
        median, clock = (statistics.median(times) for times in zip(*spent, strict=True))
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        print(f"{who}, {name:<18} {median:6.0f} ms ({clock:.0f})  {len(caught)} queries")
        slow += [f"{name}: {median:.0f} ms"] if median > MOST_MS else []
    if slow:
        sys.exit("too slow: " + "; ".join(slow))


def measured(client, address: str) -> tuple[float, float]:
    """This function will return the milliseconds of this process and of the clock that a page takes."""
    began, clock = time.process_time(), time.perf_counter()
    assert client.get(address).status_code == 200, address
    return (time.process_time() - began) * 1000, (time.perf_counter() - clock) * 1000


def build_country():
    """This function will make agencies, open a round for all of them, and give each a year of answers."""
    from django.utils import timezone
    from factories.agencies import make_agency, make_officer, make_person
    from factories.programme import adopted_programme, plan_answer, task_value

    from haidang.agencies.enums import AgencyKind, Role
    from haidang.agencies.models import Agency
    from haidang.reports.models import Obligation
    from haidang.reports.operations.opening import open_rounds
    from haidang.reports.queries.opening import opening_plan

    officer = make_officer()
    city = make_agency("Ủy ban nhân dân thành phố Hà Nội", AgencyKind.PROVINCE)
    Agency.objects.bulk_create(
        Agency(
            code=f"xa-{number}",
            name=f"Phường {number}",
            folded_name=f"phuong {number}",
            kind=AgencyKind.COMMUNE,
            parent=city,
        )
        for number in range(AGENCIES)
    )
    units = list(Agency.objects.without_tree_fields().filter(kind=AgencyKind.COMMUNE).order_by("id"))
    task = task_value(lead=["UBND các xã, phường"])
    programme = adopted_programme(plan_answer() | {"tasks": [task]}, adopted_by=officer)
    span = {"first": date(2024, 1, 1), "last": date(2024, 4, 30)}
    began = time.process_time()
    chosen = [one.owed.key for one in opening_plan(programme, **span).rounds]
    opened = open_rounds(programme=programme, chosen=chosen, opened_by=officer, **span)
    seconds = time.process_time() - began
    assert opened.obligations == AGENCIES
    fill_year(programme, units, officer)
    focal = make_person(Role.FOCAL, "daumoi", units[77])
    one = Obligation.objects.filter(agency=units[77]).order_by("-id")[0]
    places = {"programme": programme.pk, "unit": units[77].pk, "obligation": one.pk}
    places["last_month"] = f"{timezone.localdate() - timedelta(days=30):%d/%m/%Y}"
    return places, officer, focal, seconds


def fill_year(programme, units, officer) -> None:
    """This function will give each unit obligations month by month, most of them with five versions."""
    from django.db.models import F, OuterRef, Subquery
    from django.utils import timezone

    from haidang.reports.models import Obligation, Submission

    today, now = timezone.localdate(), timezone.now()
    rows = []
    for number in range(OBLIGATIONS_OF_AGENCY - 1):
        due = today + timedelta(days=30 * (number - 8))
        month = due.year * 12 + due.month - 1
        rows += [
            Obligation(
                kind="progress", agency=unit, programme=programme, title=f"Việc số {number}",
                folded_text=f"viec so {number}", what=f"item:{number}", occurrence="once",
                first_month=month, last_month=month, opens_on=due - timedelta(days=30), closes_on=due,
                opened_due_on=due, due_on=due, opened_by=officer,
            )
            for unit in units
        ]  # fmt: skip
    Obligation.objects.bulk_create(rows, batch_size=1000)
    answered = [one for one in rows if (one.pk % 5)]
    versions = [
        Submission(
            obligation=one, agency_id=one.agency_id, number=number, kind="evidence",
            state="superseded" if number <= VERSIONS else ("sent", "accepted", "returned")[one.pk % 3],
            progress="done", text="Đăng 12 tin, bài trên trang thông tin của phường.", author=officer,
            sent_on=one.due_on, sent_at=now,
        )
        for one in answered
        for number in range(1, VERSIONS + 2)
    ]  # fmt: skip
    Submission.objects.bulk_create(versions, batch_size=1000)
    last = Submission.objects.filter(obligation=OuterRef("pk")).order_by("-number")
    Obligation.objects.filter(submissions__number=1).update(
        first_sent_on=F("due_on"), standing_id=Subquery(last.values("pk")[:1])
    )
    print(f"{Obligation.objects.count()} obligations, {Submission.objects.count()} versions")


def _set_up_django() -> None:
    root = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(root / "src"), str(root / "tests")]
    os.environ["HAIDANG_DATA_FOLDER"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "haidang.project.settings"
    os.environ["HAIDANG_HOSTS"] = "testserver"
    os.environ["HAIDANG_LOG_LEVEL"] = "WARNING"
    import django

    django.setup()


if __name__ == "__main__":
    main()
