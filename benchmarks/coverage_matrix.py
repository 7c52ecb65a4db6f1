"""How long the server takes for the coverage of a city's plan by 186 plans below it, and with how many queries.

Run: .venv/bin/python benchmarks/coverage_matrix.py
A plan of 60 tasks with 60 departments and 126 communes below it, ten tasks each, three matches confirmed and two
proposed in each, in a register of 3,400 agencies. Works on a database of its own in a temporary folder. Prints the
median of several runs in milliseconds of this process, the database included; in brackets by the clock.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

PLANS = 186
AGENCIES = 3_400
POINTS, TASKS_BELOW, UNMATCHED = 60, 10, 5
MOST_MS = 200
PAGES = {
    "matrix, first page": "",
    "matrix, page 20": "?trang=20",
    "matrix, words": "?q=xa+so+77",
    "missing, all": "?xem=danh-sach",
    "missing, points": "?xem=danh-sach&loai=no_task",
    "missing, units": "?xem=danh-sach&loai=no_plan",
    "missing, tasks": "?xem=danh-sach&loai=no_point",
}


def build_city(officer):
    """This function will make the register, the city's plan, the plans below and their matches, and return the plan."""
    from factories.levels import make_plan

    from haidang.agencies.models import Agency

    units = Agency.objects.bulk_create(
        Agency(code=f"xa-{number}", kind="commune", name=f"Xã số {number}", folded_name=f"xa so {number}")
        for number in range(AGENCIES)
    )
    titles = [f"Việc thứ {number} của thành phố" for number in range(POINTS)]
    city = make_plan("1/KH-UBND", titles, adopted_by=officer)
    add_plans_below(city, units, officer)
    return city


def add_plans_below(city, units, officer):
    """This function will give units plans below that of the city, match their tasks, and call for plans."""
    from django.utils import timezone

    from haidang.documents.models import Document, DocumentReading
    from haidang.programme.models import Item, ItemMatch, PlanCall, Programme, ProgrammeLink

    now = timezone.now()
    points = list(Item.objects.filter(programme=city, kind="task").order_by("pk"))
    documents = Document.objects.bulk_create(
        Document(kind="Kế hoạch", number=f"{number}/KH", issued_on=date(2026, 2, 1))
        for number in range(PLANS)
    )
    readings = DocumentReading.objects.bulk_create(
        DocumentReading(document=one, state="read") for one in documents
    )
    plans = Programme.objects.bulk_create(
        Programme(
            document=document,
            reading=reading,
            title=f"Kế hoạch {document.number}",
            owner=unit,
            first_year=2026,
            last_year=2026,
            adopted_by=officer,
        )
        for document, reading, unit in zip(documents, readings, units, strict=False)
    )
    tasks = Item.objects.bulk_create(
        Item(programme=plan, kind="task", label=f"I.{place}", title=f"Việc {place} của xã", position=place)
        for plan in plans
        for place in range(TASKS_BELOW)
    )
    links = ProgrammeLink.objects.bulk_create(
        ProgrammeLink(above=city, below=plan, state="confirmed", decided_by=officer, decided_at=now)
        for plan in plans
    )
    ItemMatch.objects.bulk_create(
        ItemMatch(
            link=links[number],
            above=points[(number * 7 + place * 3) % (len(points) - UNMATCHED)],
            below=tasks[number * TASKS_BELOW + place],
            state="confirmed" if place < 3 else "proposed",
            score=0.3,
        )
        for number in range(len(links))
        for place in range(5)
    )
    PlanCall.objects.create(
        programme=city, scope="local", due_on=date(2026, 3, 31), called_by=officer, called_at=now
    )


def main() -> int:
    """This function will measure every page and tell by its exit status whether all are quick enough."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from factories.agencies import make_officer
    from programme_lists import measured

    call_command("migrate", verbosity=0)
    officer = make_officer()
    city = build_city(officer)
    client = Client()
    client.force_login(officer)
    slowest = 0.0
    for name, asked in PAGES.items():
        work, clock, queries = measured(client, f"/chuong-trinh/{city.pk}/do-phu/{asked}")
        slowest = max(slowest, work)
        print(f"{name:22} {work:7.0f} ms ({clock:.0f} by the clock), {queries} queries")
    print(f"slowest {slowest:.0f} ms, at most {MOST_MS}")
    return int(slowest > MOST_MS)


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[1]
    sys.path[:0] = [str(root / "src"), str(root / "tests"), str(root / "benchmarks")]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
        os.environ["HAIDANG_HOSTS"] = "testserver"
        os.environ["HAIDANG_DATA_FOLDER"] = folder
        sys.exit(main())
