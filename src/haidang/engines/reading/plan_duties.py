"""Which bodies a paper orders to make plans of their own, by which day, in whose words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from haidang.engines.reading.findings import Lines
from haidang.engines.reading.report_dates import find_due_days
from haidang.engines.reading.running_text import RunningText, folded_letters, without_bullet

# "xây dựng Kế hoạch", "xây dựng, ban hành kế hoạch", "lập kế hoạch"; damaged letters in the verb too.
_PLAN = re.compile(
    r"\b(?:xay d[a-z]{2,4}|lap|ban hanh)(?:,?\s+(?:va\s+)?(?:ban hanh|trien khai|phe duyet|to chuc))?\s+"
    r"(?:cac\s+|chuong trinh,?\s+)?ke\s+hoach\b"
)
# Who drafts it for somebody else's signature makes no plan of the own.
_ADVISED = re.compile(r"\btham muu\b[^;.]{0,60}$")
_ASKED = re.compile(
    r"\b(?:de nghi|yeu cau|(?<!tuyen )giao)\s+(?P<by>[^;.]{3,200}?),?\s+"
    r"(?:can cu|xay d[a-z]{2,4}|lap|ban hanh|chu dong|theo chuc nang|khan truong|nghiem tuc|to chuc xay)\b"
)
_SENTENCE = re.compile(r"(?:[^.]|\.(?!\s+[A-ZĐÀ-Ỹ]))+")
# Where the words of the plan end and those of a report begin, whose day is not the plan's.
_OTHER_CLAUSE = re.compile(r";|\b(?:dinh ky|bao cao)\b")
_YEARLY = re.compile(r"\b(?:hang|h[a-z]ng|moi) nam\b")


class PlanDutyDoubt(StrEnum):
    """What a person has to look at before a plan duty is opened."""

    NO_DAY = "no_day"
    EACH_YEAR = "each_year"


@dataclass(frozen=True, slots=True)
class PlanDutyFound:
    """An order to make a plan: its words, whom it asks as printed, the last day, and what is in doubt."""

    words: str
    lines: Lines
    asked: str
    due: date | None
    doubts: tuple[PlanDutyDoubt, ...]


def find_plan_duties(paragraphs: Iterable[RunningText], plan_year: int | None) -> tuple[PlanDutyFound, ...]:
    """Find the sentences that ask bodies for plans of their own ("đề nghị các sở ... xây dựng Kế hoạch").

    This function will take only a day between the plan and the report that a sentence asks for beside it: in seed
    002 lines 646-654 the days are those of reports, and the plan has none. "Trước ngày" is due the day before.
    """
    return tuple(found for paragraph in paragraphs for found in _asked_in(paragraph, plan_year))


def plan_duty_of(text: str, *, lines: Lines, asked: str, plan_year: int | None) -> PlanDutyFound | None:
    """This function will read one duty of a body as an order to make a plan; None where it is something else."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group().strip()
        plan = _own_plan(folded_letters(words), 0)
        if plan:
            return _found(words, plan, lines=lines, asked=asked, plan_year=plan_year)
    return None


def _asked_in(paragraph: RunningText, plan_year: int | None) -> Iterator[PlanDutyFound]:
    text = paragraph.text.replace("\n", " ")
    for sentence in _SENTENCE.finditer(text):
        folded = folded_letters(sentence.group())
        asked = _ASKED.search(folded)
        plan = _own_plan(folded, asked.end("by")) if asked else None
        if asked and plan:
            by = " ".join(sentence.group()[asked.start("by") : asked.end("by")].split())
            lines = paragraph.lines_between(sentence.start() + asked.start(), sentence.start() + plan.end())
            yield _found(sentence.group(), plan, lines=lines, asked=by, plan_year=plan_year)


def _own_plan(folded: str, start: int) -> re.Match[str] | None:
    """The first plan that is to be made, not drafted for somebody else."""
    plans = _PLAN.finditer(folded, start)
    return next((plan for plan in plans if not _ADVISED.search(folded[: plan.start()])), None)


def _found(
    words: str, plan: re.Match[str], *, lines: Lines, asked: str, plan_year: int | None
) -> PlanDutyFound:
    folded = folded_letters(words)
    ends = _OTHER_CLAUSE.search(folded, plan.end())
    last = ends.start() if ends else len(folded)
    days = find_due_days(folded, plan.end(), last, plan_year)
    due = days[0].day - timedelta(days=1) if days and days[0].strict else days[0].day if days else None
    doubts = [PlanDutyDoubt.NO_DAY] if due is None else []
    doubts += [PlanDutyDoubt.EACH_YEAR] if _YEARLY.search(folded, max(plan.start() - 20, 0), last) else []
    return PlanDutyFound(" ".join(without_bullet(words).split()), lines, asked, due, tuple(doubts))
