"""How long a consolidated report of a whole country is being issued, and in how much memory: DOCX, PDF, the rest.

Run: .venv/bin/python benchmarks/consolidated_report.py [--units 3400] [--measures 9] [--folder F]
Builds a round in which every unit reported some figures and a text, two groups of units, and a report of many pieces;
then issues it in a process of its own as the work loop does, with the most memory that process ever held, and writes
each file once more here, with seconds of work, size and pages. With --folder database and files stay to be looked at.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

MOST_SECONDS, MOST_MEGABYTES = 60, 500
MOST_PIECES = 60
# The building of so many rows holds more memory than the issue, so neither is counted in the other's process.
_ISSUER = """
import json, resource, time
import django
django.setup()
from haidang.regimes.work import issue_waiting_report
work, clock = time.process_time(), time.perf_counter()
issue_waiting_report()
print(json.dumps({
    "work": time.process_time() - work,
    "clock": time.perf_counter() - clock,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
TEXT = (
    "Trong kỳ, đơn vị đã tham mưu ban hành {n} kế hoạch, tổ chức {n} hội nghị quảng bá hình ảnh địa phương, phối hợp "
    "với báo chí trong và ngoài nước đăng {n} tin, bài bằng tiếng Anh, tiếng Trung và tiếng Pháp. "
)


@dataclass(frozen=True, slots=True)
class Issue:
    """What issuing took: seconds of work, seconds by the clock, the most memory in MiB."""

    work: float
    clock: float
    megabytes: float


def issue_in_own_process() -> Issue:
    """This function will issue the report that waits as a worker does that has just been started."""
    source = Path(__file__).resolve().parent.parent / "src"
    told = subprocess.run(
        [sys.executable, "-c", _ISSUER],
        env=os.environ | {"PYTHONPATH": str(source)},
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    return Issue(**json.loads(told))


def build(units: int, measures: int) -> object:
    """This function will fill the database with a round of reports and return what is ready to be issued."""
    from django.core.management import call_command
    from factories.agencies import make_officer
    from factories.consolidation import ISSUED
    from factories.regimes import FIRST_HALF, TODAY, at_noon, make_measure, make_regime, outline
    from obligations import build_agencies

    from haidang.agencies.enums import AgencyKind
    from haidang.agencies.models import Account
    from haidang.regimes.operations.consolidation import ask_to_issue, begin_consolidation, keep_part
    from haidang.regimes.operations.regimes import set_form
    from haidang.regimes.operations.rounds import open_report_round
    from haidang.regimes.queries.consolidation_texts import PickFacts, narratives_under

    call_command("migrate", verbosity=0)
    if Account.objects.exists():
        sys.exit("this database is not empty: name another one in HAIDANG_DATABASE_URL")
    build_agencies(units + 1)
    officer = make_officer()
    asked = [make_measure(f"so-{one}", f"Sản phẩm thông tin loại {one}") for one in range(1, measures + 1)]
    regime = make_regime(officer, kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))
    set_form(regime=regime, sections=outline(*asked), made_by=officer, at=at_noon())
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    build_reports(opened, officer, asked)
    made = begin_consolidation(report_round=opened, begun_by=officer)
    section = opened.form.sections.get(order=0)
    picks = [
        PickFacts(one.text, f"Nhóm {place // 10 + 1}", narrative_id=one.pk)
        for place, one in enumerate(narratives_under(opened, section)[:MOST_PIECES])
    ]
    keep_part(consolidation=made, section=section, version=0, picks=picks, edited_by=officer, at=at_noon())
    ask_to_issue(consolidation=made, version=made.version, facts=ISSUED, asked_by=officer)
    return made


def build_reports(opened, officer, asked) -> None:
    """This function will let every unit but each tenth report and be accepted, as sending and accepting leave them."""
    from factories.regimes import at_noon

    from haidang.engines.vietnamese.forms import folded_form
    from haidang.regimes.models import MeasureValue, Narrative
    from haidang.reports.models import Obligation, Submission

    owed = list(Obligation.objects.filter(what=opened.what).order_by("id"))
    told = [one for place, one in enumerate(owed) if place % 10]
    sent_on = date(2026, 6, 15)
    reports = [
        Submission(
            obligation=one, agency_id=one.agency_id, number=1, kind="report", state="accepted", text="Đã báo cáo",
            folded_text="da bao cao", author=officer, sent_on=sent_on, sent_at=at_noon(sent_on), decided_on=sent_on,
            decided_by=officer,
        )
        for one in told
    ]  # fmt: skip
    made = Submission.objects.bulk_create(reports, batch_size=500)
    for one, sent in zip(told, made, strict=True):
        one.standing, one.fate, one.fate_on, one.first_sent_on = sent, sent.state, sent_on, sent_on
    Obligation.objects.bulk_update(told, ["standing", "fate", "fate_on", "first_sent_on"], batch_size=300)
    section = opened.form.sections.get(order=0)
    texts = [TEXT.format(n=place % 17 + 1) * 3 for place in range(len(made))]
    Narrative.objects.bulk_create(
        [
            Narrative(
                submission=sent, section=section, text=text, folded_text=folded_form(text), is_filled=True,
                written_by=officer, written_at=at_noon(sent_on),
            )
            for sent, text in zip(made, texts, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    MeasureValue.objects.bulk_create(
        [
            MeasureValue(
                submission=sent, agency_id=sent.agency_id, measure=measure, first_month=opened.first_month,
                last_month=opened.last_month, drawn=place % 97, number=place % 97, counts=True,
            )
            for place, sent in enumerate(made)
            for measure in asked
        ],
        batch_size=500,
    )  # fmt: skip


def measure(made, folder: Path | None) -> bool:
    """This function will print what each step takes and tell whether the whole stays under the limits."""
    from pypdf import PdfReader

    from haidang.regimes.exports import consolidated, consolidated_data
    from haidang.regimes.models import Consolidation
    from haidang.regimes.queries.consolidation_content import gathered_report

    issue = issue_in_own_process()
    print(f"{'issued, all five files':24} {issue.work:8.1f} s of work {issue.clock:8.1f} s")
    print(f"{'most memory':24} {issue.megabytes:8.0f} MB", flush=True)
    one = Consolidation.objects.select_related("report_round__form", "report_round__regime").get(pk=made.pk)
    gathered = timed("gathered", lambda: gathered_report(one))
    docx = timed("DOCX", lambda: consolidated.consolidated_docx(one, gathered, "https://haidang.example.vn"))
    pdf = timed("PDF", lambda: consolidated.consolidated_pdf(one, gathered, "https://haidang.example.vn"))
    timed("XLSX", lambda: consolidated_data.consolidated_workbook(one, gathered))
    timed("JSON", lambda: consolidated_data.consolidated_data(one, gathered))
    print(f"{'pages of the PDF':24} {len(PdfReader(BytesIO(pdf)).pages):8}")
    if folder:
        (folder / "bao-cao.docx").write_bytes(docx)
        (folder / "bao-cao.pdf").write_bytes(pdf)
    return one.state == "issued" and issue.clock < MOST_SECONDS and issue.megabytes < MOST_MEGABYTES


def timed(name: str, act: Callable):
    """This function will do one step and print what it took."""
    started = time.process_time()
    done = act()
    size = f"{len(done) / 1024:10.0f} kB" if isinstance(done, bytes) else ""
    print(f"{name:24} {time.process_time() - started:8.1f} s of work {size}")
    return done


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=3_400)
    parser.add_argument("--measures", type=int, default=9)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    root = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(root / "src"), str(root / "tests"), str(root / "benchmarks")]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("HAIDANG_DATA_FOLDER", str(asked.folder or folder))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
        import django

        django.setup()
        sys.exit(0 if measure(build(asked.units, asked.measures), asked.folder) else 1)


if __name__ == "__main__":
    main()
