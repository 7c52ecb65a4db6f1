"""How many reports a minute are signed and sent when units send at once, and whether all acknowledged ones are there.

Run: .venv/bin/python benchmarks/submissions.py [--units 600] [--writers 4] [--by-section]
Builds a round of so many units with thirty figures each, in a database of its own: SQLite in a temporary folder, or the
empty PostgreSQL database that HAIDANG_DATABASE_URL names (filled, and left so). Processes share the units out; for each
one they fill the report in, all sections at once as an uploaded workbook does or each by itself as a page saves them,
sign it and send it through the operations that the screens use, and write down what was acknowledged. Every second
report is accepted meanwhile by a process of its own. Then what was acknowledged is counted against what is stored, and
the totals of the round against a recount.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

FEWEST_A_MINUTE = 300
MEASURES, SECTIONS = 30, 6
_WRITER = """
import json, sys
import django
django.setup()
from datetime import date
from decimal import Decimal
from django.utils import timezone
from haidang.agencies.models import Account
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.filling import keep_places, keep_section
from haidang.regimes.operations.sending import sign_and_send
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.reports.models import Obligation
author = Account.objects.get(username="canbo")
outline = list(ReportRound.objects.get().form.sections.order_by("order").prefetch_related("figures__measure"))
print("ready", flush=True)
sys.stdin.readline()
for key in map(int, sys.argv[1].split(",")):
    owed = Obligation.objects.select_related("agency", "standing").get(pk=key)
    places = []
    for section in outline:
        figures = [StatedFigure(one.measure, None, Decimal(key)) for one in section.figures.all()]
        text = "" if figures else f"Đơn vị {key} báo cáo mục {section.order}"
        given = SectionGiven(section, text=text, figures=figures)
        places += figures or [given]
        if sys.argv[2] == "by-section":
            keep_section(obligation=owed, given=given, written_by=author, at=timezone.now())
    if sys.argv[2] == "at-once":
        keep_places(obligation=owed, given=places, written_by=author, at=timezone.now())
    owed.refresh_from_db()
    sent = sign_and_send(
        obligation=owed, version=owed.version, signed_by=author, key=f"gui-{key}", at=timezone.now()
    ).submission
    print(json.dumps([key, sent.pk]), flush=True)
"""
_OFFICER = """
import sys, time
import django
django.setup()
from datetime import date
from haidang.agencies.models import Account
from haidang.reports.models import Submission
from haidang.reports.operations.answering import accept_submission
officer = Account.objects.get(username="canbo")
print("ready", flush=True)
sys.stdin.readline()
done, wanted = 0, int(sys.argv[1])
while done < wanted:
    waiting = list(Submission.objects.filter(state="sent").order_by("id")[:20])
    for one in waiting:
        if done < wanted:
            accept_submission(submission=one, decided_by=officer, on=date(2026, 6, 12))
            done += 1
    if not waiting:
        time.sleep(0.05)
"""


def build(units: int) -> list[int]:
    """This function will open a round and return the keys of what its units owe."""
    from django.core.management import call_command
    from django.utils import timezone
    from factories.agencies import make_officer
    from factories.regimes import FIRST_HALF, TODAY, make_regime
    from obligations import DEPARTMENTS, build_agencies

    from haidang.agencies.enums import AgencyKind
    from haidang.agencies.models import Account
    from haidang.regimes.enums import SectionKind
    from haidang.regimes.models import Measure
    from haidang.regimes.operations.regimes import FigureAsked, SectionAsked, set_form
    from haidang.regimes.operations.rounds import open_report_round
    from haidang.reports.models import Obligation

    call_command("migrate", verbosity=0)
    if Account.objects.exists():
        sys.exit("this database is not empty: name another one in HAIDANG_DATABASE_URL")
    build_agencies(max(units, DEPARTMENTS + 2))
    officer = make_officer()
    measures = Measure.objects.bulk_create(
        Measure(code=f"m{at}", name=f"Số liệu {at}", folded_name=f"so lieu {at}", unit="người")
        for at in range(MEASURES)
    )
    regime = make_regime(officer, kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))
    words = [SectionAsked(str(at), f"Phần {at}") for at in range(SECTIONS)]
    figures = SectionAsked(
        "9", "Số liệu", SectionKind.FIGURES, figures=tuple(FigureAsked(one) for one in measures)
    )
    set_form(regime=regime, sections=[*words, figures], made_by=officer, at=timezone.now())
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    owed = Obligation.objects.filter(what=opened.what, occurrence=opened.occurrence).order_by("id")
    return list(owed.values_list("pk", flat=True)[:units])


def send_all(keys: list[int], writers: int, way: str) -> tuple[list[list[int]], float, list[str]]:
    """This function will let the processes begin at once, and return what was acknowledged, seconds and errors."""
    shares = [",".join(map(str, keys[place::writers])) for place in range(writers)]
    orders = [(_WRITER, share, way) for share in shares] + [(_OFFICER, str(len(keys) // 2), way)]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", *order],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for order in orders
    ]
    for one in started:
        one.stdout.readline()
    began = time.perf_counter()
    for one in started:
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate() for one in started]
    clock = time.perf_counter() - began
    acknowledged = [json.loads(line) for told, _errors in said for line in told.splitlines()]
    return acknowledged, clock, [errors[-800:] for _told, errors in said if errors]


def lost_of(acknowledged: list[list[int]]) -> list[str]:
    """This function will name what was acknowledged and is not there whole, and totals that a recount contradicts."""
    from django.db.models import Sum

    from haidang.regimes.models import MeasureValue, Narrative, ReportRound
    from haidang.regimes.queries.consolidation_figures import figures_of_form, totals_of_round
    from haidang.reports.models import Submission

    lost = []
    for key, sent in acknowledged:
        version = Submission.objects.filter(pk=sent, obligation=key, number=1).exclude(state="draft")
        words = Narrative.objects.filter(submission=sent, is_filled=True).count()
        figures = MeasureValue.objects.filter(submission=sent, number=Decimal(key)).count()
        if not version.exists() or (words, figures) != (SECTIONS + 1, MEASURES):
            lost.append(f"{key}: {words} sections, {figures} figures")
    opened = ReportRound.objects.get()
    totals = totals_of_round(opened, figures_of_form(opened))
    accepted = Submission.objects.filter(state="accepted")
    expected = accepted.aggregate(keys=Sum("obligation"))["keys"] or 0
    if any(one.number != expected for one in totals.values()):
        lost.append(f"totals {[str(one.number) for one in totals.values()]}, expected {expected}")
    return lost


def _work_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """This function will build, send, count, and tell by its exit status whether all is there and quick enough."""
    import django

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=600)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--by-section", action="store_true", help="each section kept by itself")
    given = parser.parse_args()
    django.setup()
    from django.db import connection

    keys = build(given.units)
    way = "by-section" if given.by_section else "at-once"
    before = _work_of_children()
    acknowledged, clock, errors = send_all(keys, given.writers, way)
    work = (_work_of_children() - before) / max(len(acknowledged), 1) * 1000
    lost = lost_of(acknowledged)
    minute = len(acknowledged) / clock * 60
    print(
        f"{connection.vendor}, {way}: {given.writers} processes, {len(acknowledged)} of {len(keys)} acknowledged "
        f"in {clock:.1f} s: {minute:.0f} a minute; {work:.0f} ms of work each, start and acceptance included; "
        f"{len(lost)} lost; load {os.getloadavg()[0]:.1f}"
    )
    print(*errors, *lost, sep="\n", end="")
    is_good = len(acknowledged) == len(keys) and not lost and not errors and minute >= FEWEST_A_MINUTE
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HAIDANG_DATA_FOLDER"] = folder
        sys.exit(main())
