"""Reports of units for the walk of rights: the own unit and its neighbour sent one each, with remark and question."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from factories.regimes import make_measure, regime_with_form
from factories.reports import send

from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.periods import half_period
from haidang.engines.vietnamese.dates import written_day
from haidang.regimes.models import Measure, Remark, ReportQuestion, Section
from haidang.regimes.operations.asking import QuestionFacts, ask_about_report
from haidang.regimes.operations.filling import say_nothing_happened
from haidang.regimes.operations.rounds import open_report_round
from haidang.regimes.operations.sending import sign_and_send
from haidang.reports.models import Obligation

LAST_MONTH_OF_FIRST_HALF = 6
DAYS_TO_ANSWER = 9
# In what another unit is asked about its report and in its answer; the administrator reads it in the log of actions.
OTHERS_QUESTION = "Câu-hỏi-Nhạn-Biển"
QUESTION_MARKS = {OTHERS_QUESTION: frozenset({Role.ADMINISTRATOR, Role.OFFICER, Role.LEADER})}


def keep_unit_reports(officer: Account, own: Agency, other: Agency) -> dict[str, Any]:
    """This function will open a round in which both units report and send what nothing happened in."""
    today = timezone.localdate()
    regime = regime_with_form(
        officer, make_measure("don-vi", "Đoàn ra"), code="don-vi", kinds=(), named=(own, other)
    )
    period = half_period(today.year, 1 if today.month <= LAST_MONTH_OF_FIRST_HALF else 2)
    opened = open_report_round(regime=regime, period=period, opened_by=officer, today=today).report_round
    kept: dict[str, Any] = {
        "report section": Section.objects.get(form=opened.form, order=0),
        "measure of a report": Measure.objects.get(code="don-vi"),
    }
    for whose, agency in (("", own), ("other ", other)):
        owed = Obligation.objects.get(what=opened.what, occurrence=opened.occurrence, agency=agency)
        kept[f"{whose}unit report"] = owed
        kept[f"{whose}remark"] = _sent_with_remark(owed, officer)
        kept[f"{whose}reporting agency"] = agency
    kept["question"] = _question_about(kept["remark"], "Dấu riêng câu hỏi của mình", officer)
    return kept


def question_of_neighbour(city: Any) -> None:
    """This function will ask the neighbour about its report and answer for it, in words the own unit may not read."""
    officer, answer = city.people[Role.OFFICER], f"Dấu riêng {OTHERS_QUESTION}, đúng vậy."
    asked = _question_about(city.kept["other remark"], f"Dấu riêng {OTHERS_QUESTION}?", officer)
    send(asked.request, city.neighbour, answer, on=timezone.localdate())
    city.kept["other question"] = asked


def _question_about(remark: Remark, text: str, officer: Account) -> ReportQuestion:
    today = timezone.localdate()
    return ask_about_report(
        submission=remark.submission,
        question=QuestionFacts(text, today + timedelta(days=DAYS_TO_ANSWER)),
        asked_by=officer,
        key=f"walk-{remark.pk}",
        today=today,
    )


def _sent_with_remark(owed: Obligation, officer: Account) -> Remark:
    now = timezone.now()
    say_nothing_happened(obligation=owed, written_by=officer, at=now)
    sent = sign_and_send(obligation=owed, version=owed.version, signed_by=officer, key="walk", at=now)
    return Remark.objects.create(
        submission=sent.submission, text="Ghi rõ số văn bản.", made_by=officer, made_at=now
    )


def _place(kind: str, whose: str) -> Callable[[Any, str], dict[str, Any]]:
    def of(city: Any, _name: str) -> dict[str, Any]:
        pk = city.kept[f"{whose}unit report"].pk
        today = timezone.localdate()
        span = {"tu": (today - timedelta(days=90)).isoformat(), "den": today.isoformat()}
        return {
            "unit report": {"pk": pk},
            "report to ask about": {"pk": pk, "form": {
                "key": "0" * 32, "text": "Gồm cả đoàn nghệ thuật?", "due_on": written_day(today + timedelta(days=9)),
            }},
            "section of a report": {"pk": pk, "section": city.kept["report section"].pk},
            "version of a report": {"pk": pk, "number": 1},
            "remark": {"pk": pk, "remark": city.kept[f"{whose}remark"].pk},
            "drawn figure": {
                "pk": city.kept[f"{whose}reporting agency"].pk, "key": "tasks", "query": span,
            },
            "figure of a report": {"pk": pk, "measure": city.kept["measure of a report"].pk},
        }[kind]  # fmt: skip

    return of


_KINDS = (
    "unit report",
    "report to ask about",
    "section of a report",
    "version of a report",
    "remark",
    "drawn figure",
    "figure of a report",
)
REPORT_ROWS = {kind: _place(kind, "") for kind in _KINDS}
OTHERS_REPORT_ROWS = {kind: _place(kind, "other ") for kind in _KINDS}
