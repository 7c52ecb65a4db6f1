"""How long the server takes for the pages of a round of a whole country's units, each with its sections.

Run: .venv/bin/python benchmarks/report_rounds.py [--share 0.1]
Builds 3,400 agencies, a round of seven sections and, before it, another one of the same form, with two of three units
having reported in each, in a database of its own: SQLite in a temporary folder, or the empty PostgreSQL database that
HAIDANG_DATABASE_URL names (filled, and left so). Prints the median of several runs: milliseconds of work of this
process (SQLite works in it), by the clock, and the number of queries.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

MOST_MS = 200
RUNS = 7
AGENCIES, SECTIONS = 3_400, 7
PAGES = (
    ("round", "/ky-bao-cao/{round}/"),
    ("round, last page of units", "/ky-bao-cao/{round}/?loai=commune&trang=60"),
    ("round, who has not reported", "/ky-bao-cao/{round}/?tinh_trang=missing"),
    ("round, words", "/ky-bao-cao/{round}/?q=xa+so+77"),
    ("rounds", "/ky-bao-cao/"),
    ("whom to call", "/ky-bao-cao/{round}/can-goi/"),
    ("chase", "/ky-bao-cao/{round}/nhac/"),
)


def build(share: float) -> dict[str, int]:
    """This function will fill the database and return the keys that addresses need."""
    from django.core.management import call_command
    from factories.agencies import make_officer
    from factories.regimes import make_measure, make_regime
    from obligations import build_agencies

    from haidang.agencies.enums import AgencyKind
    from haidang.agencies.models import Account
    from haidang.engines.reckoning.periods import half_period
    from haidang.regimes.operations.regimes import SectionAsked, set_form
    from haidang.regimes.operations.rounds import open_report_round

    call_command("migrate", verbosity=0)
    if Account.objects.exists():
        sys.exit("this database is not empty: name another one in HAIDANG_DATABASE_URL")
    build_agencies(max(int(AGENCIES * share), 80))
    officer = make_officer()
    make_measure()
    regime = make_regime(officer, kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))
    sections = [SectionAsked(str(one), f"Phần số {one}") for one in range(1, SECTIONS + 1)]
    set_form(regime=regime, sections=sections, made_by=officer, at=datetime.now().astimezone())
    for half in (1, 2):
        opened = open_report_round(
            regime=regime, period=half_period(2026, half), opened_by=officer, today=date(2026, 6, 1)
        ).report_round
        build_reports(opened, officer)
    return {"round": opened.pk}


def build_reports(opened, officer) -> None:
    """This function will let two of three units report, as sending and accepting would leave them."""
    from django.utils import timezone

    from haidang.regimes.models import Narrative
    from haidang.reports.models import Obligation, Submission

    sent_on = opened.due_on - timedelta(days=1)
    owed = list(Obligation.objects.filter(what=opened.what, occurrence=opened.occurrence).order_by("id"))
    told = [one for place, one in enumerate(owed) if place % 3]
    states = ("sent", "accepted", "returned", "accepted")
    reports = [
        Submission(
            obligation=one, agency_id=one.agency_id, number=1, kind="report", state=states[place % 4],
            text="Đã báo cáo", folded_text="da bao cao", author=officer, sent_on=sent_on, sent_at=timezone.now(),
        )
        for place, one in enumerate(told)
    ]  # fmt: skip
    made = Submission.objects.bulk_create(reports, batch_size=500)
    for one, sent in zip(told, made, strict=True):
        one.standing, one.fate, one.fate_on, one.first_sent_on = sent, sent.state, sent_on, sent_on
    Obligation.objects.bulk_update(told, ["standing", "fate", "fate_on", "first_sent_on"], batch_size=300)
    text = "Trong kỳ, đơn vị đã ban hành kế hoạch, tổ chức hội nghị và đăng tin, bài. " * 20
    outline = list(opened.form.sections.order_by("order"))
    rows = [
        Narrative(
            submission=sent, section=section, is_nil=place == SECTIONS - 1, is_filled=True,
            text="" if place == SECTIONS - 1 else text, written_by=officer, written_at=timezone.now(),
        )
        for sent in made
        for place, section in enumerate(outline)
    ]  # fmt: skip
    Narrative.objects.bulk_create(rows, batch_size=500)


def measure(keys: dict[str, int]) -> bool:
    """This function will print what every page takes and tell whether all stay under the limit."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from haidang.agencies.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="canbo"))
    is_fast = True
    for name, address in PAGES:
        page = address.format(**keys)
        client.get(page)
        runs = []
        for _run in range(RUNS):
            started, worked = time.perf_counter(), time.process_time()
            answer = client.get(page)
            runs.append(((time.process_time() - worked) * 1000, (time.perf_counter() - started) * 1000))
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        work, clock = (statistics.median(one) for one in zip(*runs, strict=True))
        is_fast = is_fast and answer.status_code == 200 and work < MOST_MS
        print(
            f"{name:32} {work:6.0f} ms of work {clock:6.0f} ms {len(queries):3} queries  {answer.status_code}"
        )
    return is_fast


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=float, default=1.0)
    share = parser.parse_args().share
    root = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(root / "src"), str(root / "tests"), str(root / "benchmarks")]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("HAIDANG_DATA_FOLDER", folder)
        os.environ["HAIDANG_HOSTS"] = "testserver"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
        import django

        django.setup()
        sys.exit(0 if measure(build(share)) else 1)


if __name__ == "__main__":
    main()
