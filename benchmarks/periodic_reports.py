"""How long the pages of periodic reports take for a province: 3,400 units x 30 measures x 20 periods.

Run: .venv/bin/python benchmarks/periodic_reports.py [--share 0.1] [--again]
Builds 3,400 agencies and twenty rounds of a regime of seven sections and thirty figures, about 2 million values, in a
database of its own: SQLite in a temporary folder, or the empty PostgreSQL database that HAIDANG_DATABASE_URL names
(filled, and left so). All units have reported in the earlier rounds; in the last one two of three have, in every
state. `--again` measures what an earlier run left in HAIDANG_DATA_FOLDER or on PostgreSQL. Prints medians of several
runs: milliseconds of work of this process (SQLite works in it) and of the database's, by the clock; the queries.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

MOST_MS, MOST_MS_OF_INDICATOR = 200, 100
MOST_SECONDS_OF_ISSUING, MOST_MIB_OF_ISSUING = 60, 500
RUNS = 7
AGENCIES, MEASURES, PERIODS = 3_400, 30, 20
WORDS_SECTIONS = (
    "Chỉ đạo, điều hành",
    "Tin bài",
    "Tập huấn",
    "Báo chí nước ngoài",
    "Khó khăn",
    "Phương hướng",
)
FIRST_YEAR = 2022
# Of these the reports are written.
WHEN = (
    "Trong kỳ,",
    "Quý này,",
    "Từ đầu năm,",
    "Thực hiện kế hoạch đã ban hành,",
    "Theo chỉ đạo của cấp trên,",
)
WHO = (
    "Ủy ban nhân dân xã", "Phòng Văn hóa - Xã hội", "Trung tâm Dịch vụ tổng hợp", "Đài truyền thanh cơ sở",
    "Ban biên tập trang thông tin điện tử", "Tổ công tác thông tin đối ngoại", "Đơn vị",
)  # fmt: skip
DID = (
    "đã tổ chức", "đã phối hợp thực hiện", "tiếp tục duy trì", "đã xây dựng và phát hành", "hoàn thành",
    "chủ trì biên soạn", "tham gia", "đề xuất",
)  # fmt: skip
WHAT = (
    "hội nghị quảng bá hình ảnh địa phương", "tin, bài bằng tiếng Anh", "phóng sự về làng nghề truyền thống",
    "lớp tập huấn cho cán bộ làm công tác thông tin", "ấn phẩm giới thiệu tiềm năng đầu tư",
    "đoàn phóng viên nước ngoài đến tác nghiệp", "buổi phát thanh về phân giới cắm mốc", "sự kiện giao lưu văn hóa",
    "chuyên mục trên cổng thông tin điện tử", "video ngắn trên mạng xã hội",
)  # fmt: skip
WHERE = (
    "trên địa bàn xã", "tại nhà văn hóa trung tâm", "cùng các sở, ngành của thành phố", "với kinh phí được giao",
    "phục vụ người dân và du khách", "đạt yêu cầu đề ra", "chậm hơn so với kế hoạch", "tại các khu công nghiệp",
)  # fmt: skip
INDICATORS = (
    ("mot", "m1", "người"),
    ("ty-le", "m1 / m2", "%"),
    ("bon", "(m1 + m2) / (m3 + m4)", "%"),
    ("viec", "viec-da-bao / viec-phai-bao", "%"),
    *((f"cay-{number}", f"m{number} / m{number + 1}", "%") for number in range(5, 21)),
)
PAGES = (
    ("round", "/ky-bao-cao/{round}/"),
    ("round, last page of units", "/ky-bao-cao/{round}/?loai=commune&trang=60"),
    ("round, who has not reported", "/ky-bao-cao/{round}/?tinh_trang=missing"),
    ("round, words", "/ky-bao-cao/{round}/?q=xa+so+77"),
    ("round before, all accepted", "/ky-bao-cao/{before}/"),
    ("rounds", "/ky-bao-cao/"),
    ("whom to call", "/ky-bao-cao/{round}/can-goi/"),
    ("chase", "/ky-bao-cao/{round}/nhac/"),
    ("unit's report, to fill in", "/ky-bao-cao/don-vi/{empty}/"),
    ("unit's report, to read", "/ky-bao-cao/don-vi/{sent}/"),
    ("consolidation", "/ky-bao-cao/tong-hop/{consolidation}/"),
    ("issued report", "/ky-bao-cao/tong-hop/{issued}/"),
    ("consolidation, a section", "/ky-bao-cao/tong-hop/{consolidation}/phan/{section}/"),
    ("indicators", "/chi-tieu/"),
    ("indicator", "/chi-tieu/{indicator}/"),
    ("indicator, last page of units", "/chi-tieu/{indicator}/?trang=60"),
)


def build(share: float) -> None:
    """This function will fill the database: rounds opened as the screens do, their reports as sending leaves them."""
    from django.core.management import call_command
    from factories.agencies import make_officer
    from factories.regimes import make_regime
    from obligations import build_agencies

    from haidang.agencies.enums import AgencyKind
    from haidang.agencies.models import Account
    from haidang.engines.reckoning.periods import quarter_period
    from haidang.indicators.operations.indicators import add_indicator
    from haidang.indicators.operations.totals import recount_totals
    from haidang.indicators.queries.facts import IndicatorFacts
    from haidang.regimes.enums import RegimePeriod
    from haidang.regimes.operations.consolidation import begin_consolidation
    from haidang.regimes.operations.regimes import set_form
    from haidang.regimes.operations.rounds import open_report_round

    call_command("migrate", verbosity=0)
    if Account.objects.exists():
        sys.exit("this database is not empty: name another one in HAIDANG_DATABASE_URL")
    build_agencies(max(int(AGENCIES * share), 80))
    officer = make_officer()
    regime = make_regime(
        officer, period=RegimePeriod.QUARTER, kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE)
    )
    set_form(regime=regime, sections=_outline(), made_by=officer, at=datetime.now().astimezone())
    for at in range(PERIODS):
        year, quarter = divmod(at, 4)
        opened = open_report_round(
            regime=regime,
            period=quarter_period(FIRST_YEAR + year, quarter + 1),
            opened_by=officer,
            today=date(FIRST_YEAR + year, 3 * quarter + 3, 1),
        ).report_round
        build_reports(opened, officer, is_last=at == PERIODS - 1, has_words=at >= PERIODS - 2)
    recount_totals()
    begin_consolidation(report_round=opened, begun_by=officer)
    for code, formula, unit in INDICATORS:
        add_indicator(facts=IndicatorFacts(code, code, formula, unit), made_by=officer)


def _outline() -> list:
    from haidang.regimes.enums import SectionKind
    from haidang.regimes.models import Measure
    from haidang.regimes.operations.regimes import FigureAsked, SectionAsked

    measures = Measure.objects.bulk_create(
        Measure(code=f"m{number}", name=f"Số liệu {number}", folded_name=f"so lieu {number}", unit="người")
        for number in range(MEASURES)
    )
    words = [SectionAsked(str(at), title) for at, title in enumerate(WORDS_SECTIONS, start=1)]
    figures = tuple(FigureAsked(one) for one in measures)
    return [*words, SectionAsked("7", "Kết quả bằng số liệu", SectionKind.FIGURES, figures=figures)]


def build_reports(opened, officer, *, is_last: bool, has_words: bool) -> None:
    """This function will let all units report, or two of three, as sending and accepting would leave them."""
    from django.db.models import OuterRef, Subquery
    from django.utils import timezone

    from haidang.reports.models import Obligation, Submission

    sent_on = opened.due_on - timedelta(days=1)
    owed = Obligation.objects.filter(what=opened.what, occurrence=opened.occurrence)
    keys = [
        key
        for place, key in enumerate(owed.order_by("id").values_list("pk", "agency"))
        if place % 3 or not is_last
    ]
    states = ("sent", "accepted", "returned", "accepted") if is_last else ("accepted",)
    reports = [
        Submission(
            obligation_id=one, agency_id=agency, number=1, kind="report", state=states[place % len(states)],
            text="Đã báo cáo", folded_text="da bao cao", author=officer, sent_on=sent_on, sent_at=timezone.now(),
        )
        for place, (one, agency) in enumerate(keys)
    ]  # fmt: skip
    Submission.objects.bulk_create(reports, batch_size=2_000)
    for state in states:
        sent = Submission.objects.filter(obligation=OuterRef("pk"), state=state).values("pk")[:1]
        answered = owed.filter(submissions__state=state)
        Obligation.objects.filter(pk__in=list(answered.values_list("pk", flat=True))).update(
            standing=Subquery(sent), fate=state, fate_on=sent_on, first_sent_on=sent_on
        )
    build_values(opened)
    if has_words:
        build_narratives(opened, officer)


def build_values(opened) -> None:
    """This function will give every report nearly all figures, in one statement that both databases know.

    One figure in seventeen is left out, in some two hundred ways, so that each formula finds units that gave a part.
    """
    from django.db import connection

    from haidang.regimes.models import Measure, MeasureValue
    from haidang.reports.models import Obligation, Submission

    values, sent, owed, measures = (
        one._meta.db_table for one in (MeasureValue, Submission, Obligation, Measure)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {values} (submission_id, agency_id, measure_id, first_month, last_month, is_estimate,
                stated, number, reason, counts, counts_above)
            SELECT s.id, s.agency_id, m.id, o.first_month, o.last_month, %s, (s.id * (m.id + 3)) %% 97 + m.id,
                (s.id * (m.id + 3)) %% 97 + m.id, '', s.state = 'accepted', %s
            FROM {sent} s JOIN {owed} o ON o.id = s.obligation_id CROSS JOIN {measures} m
            WHERE o.what = %s AND o.occurrence = %s AND (s.id * 7 + m.id * (s.id %% 13)) %% 17 <> 0
            ORDER BY s.id, m.id""",
            [False, False, opened.what, opened.occurrence],
        )


def build_narratives(opened, officer) -> None:
    """This function will write a page of words under every section of every report; each third is another's."""
    from django.utils import timezone

    from haidang.engines.vietnamese.forms import folded_form
    from haidang.regimes.models import Narrative
    from haidang.reports.models import Submission

    outline = list(opened.form.sections.order_by("order"))
    sent = Submission.objects.filter(obligation__what=opened.what, obligation__occurrence=opened.occurrence)
    written = ((one, place, section) for one in sent.order_by("id").values_list("pk", flat=True)
               for place, section in enumerate(outline))  # fmt: skip
    texts = (
        (one, place, section, "" if place in (4, 6) else _page_of_words(one, place))
        for one, place, section in written
    )
    rows = (
        Narrative(
            submission_id=one, section=section, is_nil=place == 4, is_filled=True,
            text=text, folded_text=folded_form(text), written_by=officer, written_at=timezone.now(),
        )
        for one, place, section, text in texts
    )  # fmt: skip
    Narrative.objects.bulk_create(rows, batch_size=1_000)


def _page_of_words(unit: int, place: int) -> str:
    """Fifteen hundred characters or so: of two units in three their own, of the third those of a few."""
    chance = random.Random(f"{unit % 30 if unit % 3 == 0 else unit}-{place}")
    said = [
        f"{chance.choice(WHEN)} {chance.choice(WHO)} {chance.choice(DID)} {chance.randint(2, 90)} "
        f"{chance.choice(WHAT)} {chance.choice(WHERE)}."
        for _sentence in range(14)
    ]
    return f"{' '.join(said)} Xã {unit}, mục {place}."


def keys_of_pages() -> dict[str, int]:
    """This function will find what the addresses of the pages name."""
    from haidang.indicators.models import Indicator
    from haidang.regimes.models import Consolidation, ReportRound
    from haidang.reports.models import Obligation

    last, before = ReportRound.objects.order_by("-last_month")[:2]
    owed = Obligation.objects.filter(what=last.what, occurrence=last.occurrence).order_by("id")
    return {
        "round": last.pk,
        "before": before.pk,
        "empty": owed.filter(standing=None)[0].pk,
        "sent": owed.filter(fate="sent")[0].pk,
        "consolidation": Consolidation.objects.get(report_round=last).pk,
        "section": last.form.sections.get(order=1).pk,
        "indicator": Indicator.objects.get(code="ty-le").pk,
    }


def measured(name: str, ask: Callable[[], object], most: float) -> bool:
    """This function will print medians of several runs, and tell whether the work stays under the limit."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from obligations import work_so_far

    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    number = len(queries)
    works, clocks = [], []
    server = work_so_far()[1]
    for _run in range(RUNS):
        work, clock = time.process_time(), time.perf_counter()
        ask()
        works.append((time.process_time() - work) * 1000)
        clocks.append((time.perf_counter() - clock) * 1000)
    server = (work_so_far()[1] - server) * 1000 / RUNS
    work, clock = statistics.median(works), statistics.median(clocks)
    verdict = "" if work + server < most else f"  TOO SLOW (most {most} ms)"
    figures = f"{work:6.0f} ms work {server:6.0f} database {clock:7.0f} clock {number:3} queries"
    print(f"{name:46} {figures}{verdict}", flush=True)
    return not verdict


def measure_pages(keys: dict[str, int]) -> list[bool]:
    """This function will measure every page as an officer sees it."""
    from django.test import Client

    from haidang.agencies.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="canbo"))

    def page(address: str) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return ask

    return [measured(name, page(address.format(**keys)), MOST_MS) for name, address in PAGES]


def measure_indicators() -> list[bool]:
    """This function will ask for indicators for all units and periods, and for the totals of a round."""
    from haidang.agencies.queries.reach import Reach
    from haidang.indicators.models import Indicator
    from haidang.indicators.queries.series import Asked, series_of
    from haidang.regimes.models import ReportRound
    from haidang.regimes.queries.consolidation_figures import (
        figures_of_form,
        totals_by_group,
        totals_of_round,
    )

    asked = Asked(Reach(is_everywhere=True, agencies=frozenset()), date(2027, 1, 31))
    chosen = Indicator.objects.filter(code__in=[code for code, *_rest in INDICATORS[:4]]).order_by("id")
    before = ReportRound.objects.order_by("-last_month")[1]
    figures = figures_of_form(before)
    return [
        *(
            measured(
                f"all units and periods: {one.formula}",
                lambda one=one: series_of(one, asked),
                MOST_MS_OF_INDICATOR,
            )
            for one in chosen
        ),
        measured("totals of a round", lambda: totals_of_round(before, figures), MOST_MS),
        measured("totals of a round by group", lambda: totals_by_group(before, figures), MOST_MS),
    ]


def measure_issuing(keys: dict[str, int]) -> bool:
    """Issue the report of the round before the last, all units in its appendix; the key of the issued one joins."""
    from consolidated_report import issue_in_own_process

    from haidang.agencies.models import Account
    from haidang.regimes.models import Consolidation, ReportRound
    from haidang.regimes.operations.consolidation import ask_to_issue, begin_consolidation
    from haidang.regimes.queries.consolidation_texts import IssueFacts

    officer = Account.objects.get(username="canbo")
    made = begin_consolidation(report_round=ReportRound.objects.get(pk=keys["before"]), begun_by=officer)
    facts = IssueFacts(f"{made.edition}/BC-UBND", date(2026, 12, 20), "Hà Nội", "CHỦ TỊCH", "Nguyễn Văn A")
    ask_to_issue(consolidation=made, version=made.version, facts=facts, asked_by=officer)
    issue = issue_in_own_process()
    made = Consolidation.objects.get(pk=made.pk)
    keys["issued"] = made.pk
    size = made.docx.file.size / 1024**2 if made.docx else 0
    is_quick, is_small = issue.clock < MOST_SECONDS_OF_ISSUING, issue.megabytes < MOST_MIB_OF_ISSUING
    is_good = made.state == "issued" and is_quick and is_small
    print(
        f"issued with {len(made.frozen['units']['rows']):,} rows of appendix: {issue.work:.1f} s work, "
        f"{issue.clock:.1f} s clock, {size:.1f} MiB of file; most memory of its process {issue.megabytes:.0f} MiB"
        f"{'' if is_good else '  TOO MUCH'}"
    )
    return is_good


@contextmanager
def own_folder() -> Iterator[None]:
    """This function will keep what is built in a temporary folder unless one is named."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("HAIDANG_DATA_FOLDER", folder)
        yield


def main() -> int:
    """This function will build, measure, and tell by its exit status whether all is as quick as it must be."""
    import django

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the whole number of units")
    parser.add_argument("--again", action="store_true", help="measure what an earlier run built")
    given = parser.parse_args()
    django.setup()
    # As the web server starts: pages are measured in the state that the product serves them in.
    from django.db import connection

    import haidang.project.wsgi  # noqa: F401
    from haidang.agencies.models import Agency
    from haidang.regimes.models import MeasureValue

    began = time.process_time()
    if not given.again:
        build(given.share)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{connection.vendor}: {Agency.objects.count():,} agencies, {MeasureValue.objects.count():,} values; ",
        end="",
    )
    print(f"built in {time.process_time() - began:.0f} s of work; load {os.getloadavg()[0]:.1f}", flush=True)
    keys = keys_of_pages()
    results = [*measure_indicators(), measure_issuing(keys), *measure_pages(keys)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
    os.environ["HAIDANG_HOSTS"] = "testserver"
    with own_folder():
        sys.exit(main())
