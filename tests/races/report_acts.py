"""What the processes of a race do with periodic reports: see acts.py, which runs them."""

import json
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

ACTS: dict[str, Any] = {}
# Texts and figures tell their unit and turn, so that what was sent is told from what was not.
DECIDED_ON = date(2026, 6, 12)


def act(function):
    ACTS[function.__name__] = function
    return function


@act
def begin_round(units: int) -> dict[str, Any]:
    """An empty installation with a round open: so many departments with a focal person each, and a city above."""
    from django.core.management import call_command
    from factories.agencies import make_agency, make_officer, make_person
    from factories.regimes import UNITS_BEFORE_20_JUNE, make_measure, open_round

    from haidang.agencies.enums import AgencyKind, Role
    from haidang.engines.reckoning.regime_rules import DueOnDay
    from haidang.regimes.queries.regimes import LevelFacts

    call_command("flush", interactive=False, verbosity=0)
    officer = make_officer()
    make_officer("canbo2")
    city = make_agency("Thành phố", kind=AgencyKind.COMMITTEE)
    above = LevelFacts("Thành phố", DueOnDay(25), reporter=city)
    make_measure("tap-huan", "Lượt người được tập huấn", unit="lượt")
    names = [f"Sở {number}" for number in range(units)]
    opened = open_round(officer, *names, levels=(UNITS_BEFORE_20_JUNE, above))
    for number in range(units):
        make_person(Role.FOCAL, f"dm{number}", _unit(number).agency)
    return {"round": opened.pk, "units": len(names)}


@act
def write_report(unit: int, turn: int) -> dict[str, Any]:
    """The focal person fills the unit's report in: words and a figure that tell its turn."""
    from django.utils import timezone

    from haidang.regimes.operations.filling import keep_section
    from haidang.regimes.queries.given import SectionGiven, StatedFigure

    owed, author = _unit(unit), _account(f"dm{unit}")
    words, figures = _outline(owed)
    version = _version_of(owed, words)
    given = [
        SectionGiven(words, text=_text(unit, turn), version=version),
        SectionGiven(
            figures,
            figures=[StatedFigure(figures.figures.get().measure, None, Decimal(_number(unit, turn)))],
        ),
    ]
    return _told(
        lambda: [
            keep_section(obligation=owed, given=one, written_by=author, at=timezone.now()) for one in given
        ]
    )


@act
def sign(unit: int, turn: int, by: str = "", seen: str | None = None) -> dict[str, Any]:
    """Whoever signs saw the obligation as it stands now and, unless another mark is told, the draft too."""
    from django.utils import timezone

    from haidang.regimes.operations.sending import sign_and_send

    owed, signer = _unit(unit), _account(by or f"dm{unit}")
    mark = mark_seen(unit) if seen is None else seen
    return _told(
        lambda: (
            sign_and_send(
                obligation=owed,
                version=owed.version,
                signed_by=signer,
                key=f"ky-{unit}-{turn}",
                at=timezone.now(),
                seen=mark,
            ).submission.number
        )
    )


def mark_seen(unit: int) -> str:
    """What the page of the unit's draft bears as its mark, "" without a draft."""
    from haidang.regimes.queries.unit_reports import mark_of_draft, shared_draft

    draft = shared_draft(_unit(unit))
    return mark_of_draft(draft) if draft else ""


def draft_said(unit: int) -> dict[str, Any]:
    from haidang.regimes.queries.unit_reports import shared_draft

    draft = shared_draft(_unit(unit))
    texts = list(draft.narratives.exclude(text="").values_list("text", flat=True)) if draft else []
    numbers = list(draft.values.values_list("number", flat=True)) if draft else []
    return {"text": "".join(texts), "figure": int(sum(numbers))}


# Whoever signed was refused, because another process had written in the draft: there is nothing to decide on.
_NOTHING_SENT = {"told": "nothing sent"}


@act
def accept(unit: int, number: int | None = None) -> dict[str, Any]:
    """The officer accepts the version that was sent last, or the one told."""
    from haidang.reports.operations.answering import accept_submission

    sent = _unit(unit).submissions.exclude(number=None).order_by("number")
    version = sent.get(number=number) if number else sent.last()
    if version is None:
        return _NOTHING_SENT
    return _told(
        lambda: (
            accept_submission(submission=version, decided_by=_account("canbo"), on=DECIDED_ON)
            and version.number
        )
    )


@act
def give_back(unit: int) -> dict[str, Any]:
    from haidang.reports.operations.answering import return_submission

    version = _unit(unit).submissions.exclude(number=None).order_by("number").last()
    if version is None:
        return _NOTHING_SENT
    act_of = {"decided_by": _account("canbo"), "reason": "Thiếu số liệu", "on": DECIDED_ON}
    return _told(lambda: return_submission(submission=version, **act_of).number)


@act
def close() -> dict[str, Any]:
    from django.utils import timezone

    from haidang.regimes.operations.rounds import close_round

    one = _round()
    return _told(
        lambda: (
            close_round(
                report_round=one, version=one.version, closed_by=_account("canbo"), at=timezone.now()
            ).state
        )
    )


@act
def open_next_round() -> dict[str, Any]:
    """A worker looks for rounds to open on a day on which the second half-year is due."""
    from factories.regimes import TODAY

    from haidang.engines.reckoning.periods import half_period
    from haidang.regimes.models import Regime
    from haidang.regimes.operations.rounds import open_report_round

    opened = open_report_round(
        regime=Regime.objects.get(), period=half_period(2026, 2), opened_by=None, today=TODAY
    )
    return {"told": opened.is_new, "units": opened.units, "round": opened.report_round.pk}


@act
def begin_report() -> dict[str, Any]:
    from haidang.regimes.operations.consolidation import begin_consolidation

    return _told(lambda: begin_consolidation(report_round=_round(), begun_by=_account("canbo")).pk)


@act
def keep_piece(text: str, by: str = "canbo", version: int = 0) -> dict[str, Any]:
    """An officer writes one piece of the first section of the consolidated report."""
    from django.utils import timezone

    from haidang.regimes.operations.consolidation import keep_part
    from haidang.regimes.queries.consolidation_texts import PickFacts

    made = _consolidation()
    section = made.report_round.form.sections.get(order=0)
    return _told(
        lambda: (
            keep_part(
                consolidation=made,
                section=section,
                version=version,
                picks=[PickFacts(text)],
                edited_by=_account(by),
                at=timezone.now(),
            ).version
        )
    )


@act
def ask_issuing(by: str = "canbo", version: int | None = None) -> dict[str, Any]:
    from factories.consolidation import ISSUED

    from haidang.regimes.operations.consolidation import ask_to_issue

    made = _consolidation()
    return _told(
        lambda: (
            ask_to_issue(
                consolidation=made, version=version or made.version, facts=ISSUED, asked_by=_account(by)
            ).state
        )
    )


@act
def issue() -> dict[str, Any]:
    """What the work loop does for reports that wait to be written."""
    from haidang.regimes.work import issue_waiting_report

    return {"told": issue_waiting_report()}


@act
def issue_while_accepted(unit: int, before: str) -> dict[str, Any]:
    """The same, and another connection accepts the report of a unit just before gathering reads from a table."""
    from threading import Thread

    from django.db import connection

    others = []

    def accept_elsewhere(execute, sql, params, many, context):
        if not others and sql.startswith("SELECT") and f'FROM "{before}"' in sql:
            others.append(Thread(target=accept, args=(unit,)))
            others[0].start()
            others[0].join()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(accept_elsewhere):
        return issue()


@act
def issue_and_die(where: str) -> dict[str, Any]:
    """The same, killed when the paper is written, or when its file is kept and nothing is committed yet."""
    from haidang.regimes.operations import consolidation

    if where == "written":
        consolidation.store_file = _die
    else:
        consolidation.record_event = _die
    return issue()


@act
def report_until_killed(journal: str, seconds: float, seed: int) -> dict[str, Any]:
    """Units report, the officer decides, the report is consolidated and issued, on and on, until killed from outside.

    What was acknowledged is written into the journal: a line of JSON for each act that came back.
    """
    chance = random.Random(seed)
    units = _round_units()
    _kill_after(seconds)
    with open(journal, "a", encoding="utf-8", buffering=1) as told:
        while True:
            for line in _one_turn(chance, units, f"{seed}"):
                told.write(json.dumps(line) + "\n")


def _one_turn(chance: random.Random, units: int, name: str):
    unit, turn = chance.randrange(units), time.monotonic_ns() % 1_000_000
    yield {"act": "write", "unit": unit} | write_report(unit, turn)
    # Another process may have written in the same draft meanwhile: what is signed is what it says now.
    seen = mark_seen(unit)
    yield {"act": "sign", "unit": unit, **draft_said(unit)} | sign(unit, turn, seen=seen)
    deciding = give_back if chance.random() < 0.2 else accept
    yield {"act": deciding.__name__, "unit": unit, "text": _text(unit, turn)} | deciding(unit)
    if chance.random() < 0.4:
        yield {"act": "begin_report"} | begin_report()
        yield {"act": "keep_piece"} | keep_piece(_text(unit, turn), version=_part_version())
        yield {"act": "ask_issuing"} | ask_issuing()
        yield {"act": "issue"} | issue()


@act
def faults_of_reports(journal: str = "") -> dict[str, Any]:
    """What is lost, half or counted twice; the acts that a journal acknowledges must all be there."""
    from races.report_census import faults_found

    lines = []
    if journal and os.path.exists(journal):
        with open(journal, encoding="utf-8") as told:
            lines = [json.loads(line) for line in told if line.endswith("\n")]
    return faults_found(lines)


@act
def reports_told() -> dict[str, Any]:
    """How the reports of all units and the consolidated ones stand."""
    from haidang.regimes.models import Consolidation, MeasureValue, ReportRound
    from haidang.reports.models import Obligation, Submission

    counting = MeasureValue.objects.filter(counts=True).order_by("agency")
    return {
        "versions": list(Submission.objects.order_by("obligation", "id").values_list("number", "state")),
        "counting": [int(one) for one in counting.values_list("number", flat=True)],
        "fates": list(Obligation.objects.order_by("id").values_list("fate", flat=True)),
        "rounds": list(ReportRound.objects.order_by("id").values_list("state", flat=True)),
        "owed": Obligation.objects.count(),
        "consolidations": list(Consolidation.objects.order_by("id").values_list("edition", "state")),
    }


def _kill_after(seconds: float) -> None:
    """Another process kills this one, wherever it is then."""
    victim = os.getpid()
    if os.fork() == 0:
        time.sleep(seconds)
        os.kill(victim, signal.SIGKILL)
        os._exit(0)


def _die(*_arguments: Any, **_options: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _told(do: Callable[[], Any]) -> dict[str, Any]:
    """What an act came to, or the name of the refusal that a person would read."""
    from haidang.regimes.errors import RegimesError
    from haidang.reports.errors import ReportsError

    try:
        done = do()
    except (RegimesError, ReportsError) as refusal:
        return {"told": type(refusal).__name__}
    return {"told": "done", "number": done if isinstance(done, int | str) else None}


def _text(unit: int, turn: int) -> str:
    return f"Sở {unit} báo cáo lượt {turn}"


def _number(unit: int, turn: int) -> int:
    return (unit + 1) * 1_000_000 + turn


def _unit(number: int) -> Any:
    from haidang.reports.models import Obligation

    owed = Obligation.objects.select_related("agency", "standing").filter(agency__name=f"Sở {number}")
    return owed.order_by("id")[0]


def _round_units() -> int:
    from haidang.reports.models import Obligation

    return Obligation.objects.filter(what=_round().what, agency__name__startswith="Sở ").count()


def _account(username: str) -> Any:
    from haidang.agencies.models import Account

    return Account.objects.get(username=username)


def _round() -> Any:
    from haidang.regimes.models import ReportRound

    return ReportRound.objects.select_related("form", "regime").order_by("id")[0]


def _outline(owed: Any) -> tuple[Any, Any]:
    from haidang.regimes.queries.unit_reports import round_of

    sections = round_of(owed).form.sections.order_by("order")
    return sections[0], sections[1]


def _version_of(owed: Any, section: Any) -> int:
    """What the page of the unit's report would bear as the version of a section."""
    from haidang.regimes.models import Narrative
    from haidang.regimes.operations.filling import open_draft

    draft = open_draft(obligation=owed, author=_account("canbo"))
    known = Narrative.objects.filter(submission=draft, section=section).first()
    return known.version if known else 0


def _consolidation() -> Any:
    from haidang.regimes.models import Consolidation

    return Consolidation.objects.select_related("report_round__form").order_by("-edition")[0]


def _part_version() -> int:
    part = _consolidation().parts.filter(section__order=0).first()
    return part.version if part else 0
