"""What of a finding the answer to a doubt is about: where the value stands, and what is offered in its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from haidang.documents.enums import DoubtAnswer, FindingKind, FindingState
from haidang.documents.models import DocumentDoubt, Finding
from haidang.documents.rules import SUM_CODES, answers_offered
from haidang.engines.reading.doubt_values import DoubtValues, doubt_values
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.signs import find_signs, sign_key

GONE = (FindingState.REJECTED, FindingState.REPLACED)
SIGNED_KINDS = (FindingKind.CITATION, FindingKind.HEADING)
# Doubts about a sign ask which finding bears it, because several may stand on the same line.
SIGN_CODES = frozenset({"odd_sign", "blank_number"})
# Sums of one finding; where it says something else by now, there is nothing to take over.
SUMS_OF_FINDINGS = frozenset({"group_sum", "row_sum", "rate"})

type Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class AnswerGround:
    """The value an answer would change: what it holds, its place, how it stands and what is offered instead.

    A year has no place of its own: it stands somewhere in the texts of the finding.
    """

    finding: Finding
    holds: str
    place: Place = ()
    stands: str = ""
    offered: str = ""


def signed_findings(reading_id: int | None) -> list[Finding]:
    """This function will return the heading and the cited papers of a reading that stand, in the paper's order."""
    rows = Finding.objects.filter(reading=reading_id, kind__in=SIGNED_KINDS).exclude(state__in=GONE)
    return list(rows.order_by("order", "id"))


def answer_ground(doubt: DocumentDoubt, signed: list[Finding] | None = None) -> AnswerGround | None:
    """Find what of a finding the answer to a doubt would change; None where no value stands behind the doubt.

    This function will take `signed`, the findings with signs, from the caller who asks for many doubts.
    """
    told = doubt_values(doubt.code, doubt.message)
    if doubt.code in SIGN_CODES:
        bearers = signed if signed is not None else signed_findings(doubt.reading_id)
        if doubt.code == "odd_sign":
            return _sign_ground(told, bearers)
        return _blank_ground(told, bearers) or _blank_in_text(doubt.finding, told)
    finding = doubt.finding
    if finding is None or finding.state in GONE:
        return None
    if doubt.code in SUM_CODES:
        return _amount_ground(doubt, finding, told)
    if doubt.code == "stale_year":
        return _year_ground(finding, told)
    return _task_ground(finding, told) if finding.kind == FindingKind.TASK else _row_ground(finding, told)


def answers_with_ground(doubt: DocumentDoubt, ground: AnswerGround | None) -> tuple[DoubtAnswer, ...]:
    """This function will list the answers to one doubt: none that offers or asks for a value without effect."""
    suiting = answers_offered(doubt.code)
    if DoubtAnswer.TYPED not in suiting:
        return suiting
    if ground is not None:
        return tuple(one for one in suiting if one != DoubtAnswer.COMPUTED or ground.offered)
    form = doubt_values(doubt.code, doubt.message).form
    if doubt.code in SUM_CODES and form not in SUMS_OF_FINDINGS:
        return (DoubtAnswer.KEPT, DoubtAnswer.COMPUTED)
    return (DoubtAnswer.KEPT, DoubtAnswer.AGREED)


def texts_with_places(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """This function will yield every text of a value that a paper can have said, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for position, one in enumerate(value):
            yield from texts_with_places(one, (*place, position))
    elif isinstance(value, dict):
        for name, one in value.items():
            if not name.startswith("_") and name not in ("lines", "spans", "label"):
                yield from texts_with_places(one, (*place, name))


def year_in_text(year: str) -> re.Pattern[str]:
    """This function will make the pattern of a year as it stands in running text: "năm 2023"."""
    return re.compile(rf"(?P<word>năm\s+){year}(?!\d|\s*[-–/]\s*20\d\d)", re.IGNORECASE)


def value_at(value: Any, place: Place) -> Any:
    """This function will return what stands at a place of a value, None where the place is gone."""
    for step in place:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _amount_ground(doubt: DocumentDoubt, finding: Finding, told: DoubtValues) -> AnswerGround | None:
    if finding.kind == FindingKind.BUDGET_GROUP and told.form == "group_sum":
        columns: Place = ("stated",)
    elif finding.kind == FindingKind.BUDGET_ROW and told.form == "rate":
        columns = ("amounts",)
    elif finding.kind == FindingKind.BUDGET_ROW and told.form == "row_sum":
        columns = ("total", "stated")
    else:
        return None
    place = columns if told.form == "row_sum" else _column(doubt, finding, told, name=str(columns[0]))
    named = told.named
    printed = value_at(finding.value, place) if place else None
    if printed is None or Decimal(printed) != _figure(named["stated"]):
        return None
    stands, offered = (f"{named[name]} {named['unit']}".strip() for name in ("stated", "computed"))
    return AnswerGround(finding, "amount", place, stands, offered)


def _column(doubt: DocumentDoubt, finding: Finding, told: DoubtValues, *, name: str) -> Place:
    """The column whose amount the doubt names; where several have it, the one of the named period."""
    amounts = finding.value.get(name) or []
    stated = _figure(told.named["stated"])
    equal = [at for at, one in enumerate(amounts) if one is not None and Decimal(one) == stated]
    if len(equal) > 1:
        periods = ((doubt.reading.answer or {}).get("budget") or {}).get("periods") or []
        equal = [at for at in equal if at < len(periods) and periods[at] == told.named["column"]]
    return (name, equal[0]) if equal else ()


def _figure(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _year_ground(finding: Finding, told: DoubtValues) -> AnswerGround | None:
    if "year" not in told.named:
        return None
    pattern = year_in_text(told.named["year"])
    if not any(pattern.search(text) for _, text in texts_with_places(finding.value)):
        return None
    stands, offered = (f"năm {told.named[name]}" for name in ("year", "plan_year"))
    return AnswerGround(finding, "year", (), stands, offered)


def _task_ground(finding: Finding, told: DoubtValues) -> AnswerGround | None:
    value, named = finding.value, told.named
    timing = value.get("timing") or {}
    if told.form == "unread_timing" and timing.get("kind") == "unread":
        return AnswerGround(finding, "timing", ("timing",), str(timing.get("phrase") or ""))
    if told.form == "missing_timing" and not timing:
        return AnswerGround(finding, "timing", ("timing",))
    if told.form.startswith("unknown_lead") and not value.get("lead"):
        return AnswerGround(finding, "lead", ("lead",), offered=named.get("group", ""))
    if told.form == "duplicate_task" and value.get("label") == named["label"]:
        return AnswerGround(finding, "label", ("label",), named["label"])
    return None


def _row_ground(finding: Finding, told: DoubtValues) -> AnswerGround | None:
    amounts = finding.value.get("amounts") or []
    if finding.kind != FindingKind.BUDGET_ROW:
        return None
    if told.form == "missing_executor" and not finding.value.get("executor"):
        return AnswerGround(finding, "executor", ("executor",))
    if told.form == "missing_amount" and amounts == [None]:
        return AnswerGround(finding, "amount", ("amounts", 0))
    return None


def _sign_ground(told: DoubtValues, bearers: list[Finding]) -> AnswerGround | None:
    sign = told.named.get("sign", "")
    bearer = next((one for one in bearers if _bears(one, sign)), None)
    if bearer is None:
        return None
    usual = told.named.get("usual", "")
    is_sound = any(found.number == usual and not found.is_odd for found in find_signs(usual))
    return AnswerGround(bearer, "sign", ("number",), bearer.value["number"], usual if is_sound else "")


def _bears(finding: Finding, sign: str) -> bool:
    number = finding.value.get("number") or ""
    return bool(number) and sign_key(number) == sign_key(sign)


def _blank_ground(told: DoubtValues, bearers: list[Finding]) -> AnswerGround | None:
    """The paper itself, where it has no number yet and the blank one is of its kind."""
    for heading in (one for one in bearers if one.kind == FindingKind.HEADING):
        own, named = (folded_form(kind or "") for kind in (heading.value.get("kind"), told.named.get("kind")))
        if not heading.value.get("number") and (not own or not named or own == named):
            return AnswerGround(heading, "number", ("number",), told.named.get("blank", ""))
    return None


def _blank_in_text(finding: Finding | None, told: DoubtValues) -> AnswerGround | None:
    """Another paper whose number was left blank, where a finding names it in its text."""
    blank = told.named.get("blank", "")
    if finding is None or finding.state in GONE or not blank:
        return None
    holding = [place for place, text in texts_with_places(finding.value) if blank in " ".join(text.split())]
    return AnswerGround(finding, "blank", holding[0], blank) if holding else None
