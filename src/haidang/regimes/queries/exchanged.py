"""A report from another installation, checked against the round it is to answer: sender, period, form, figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from haidang.engines.drafting.exchanged_report import (
    CarriedFile,
    DamagedReport,
    ExchangedReport,
    NotAnExchangedReport,
    open_exchanged,
)
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.registry import is_secret
from haidang.regimes.errors import ExchangeRefused
from haidang.regimes.models import Measure, ReportRound, Section
from haidang.regimes.queries.consolidation_content import RATIO
from haidang.regimes.queries.consolidation_figures import figures_of_form, owed_in_round
from haidang.reports.models import Obligation

_MOST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class FigureCame:
    """A figure of the file as it will stand in the answer."""

    measure: Measure
    number: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class ReportCame:
    """What a file answers with: to which obligation, its figures, its words by section, its files."""

    obligation: Obligation
    number: str
    digest: str
    figures: tuple[FigureCame, ...]
    texts: tuple[tuple[Section, str], ...]
    files: tuple[CarriedFile, ...]
    left_out: tuple[str, ...]


def report_came(report_round: ReportRound, content: bytes) -> ReportCame:
    """This function will read a file and check it against a round. Raises ExchangeRefused with what does not fit."""
    came = _opened(content)
    told = came.told
    try:
        report, sender = told["report"], told["sender"]
        _check_period(report_round, report)
        owed = _owed_by(report_round, str(sender.get("code", "")), str(sender["name"]))
        asked = {one.measure.code: one.measure for one in figures_of_form(report_round)}
        figures = tuple(_figures(told["figures"], asked))
        texts = tuple(_texts(report_round, told["sections"]))
        known = {one.measure.code for one in figures}
        left_out = tuple(
            str(one["label"]) for one in told["figures"] if one["label"] and one["key"] not in known
        )
        number = str(report["number"])
    except (KeyError, TypeError, AttributeError):
        raise ExchangeRefused("not_a_report") from None
    if not figures:
        raise ExchangeRefused("no_figure")
    if any(is_secret(text) for _section, text in texts):
        raise ExchangeRefused("secret")
    return ReportCame(owed, number, came.digest, figures, texts, came.files, left_out)


def _opened(content: bytes) -> ExchangedReport:
    try:
        return open_exchanged(content)
    except NotAnExchangedReport:
        raise ExchangeRefused("not_a_report") from None
    except DamagedReport:
        raise ExchangeRefused("damaged") from None


def _check_period(report_round: ReportRound, report: Mapping[str, Any]) -> None:
    months = [str(report[name]) for name in ("first_month", "last_month")]
    own = (report_round.first_month, report_round.last_month)
    if months != [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in own]:
        raise ExchangeRefused("period", " – ".join(months))


def _owed_by(report_round: ReportRound, code: str, name: str) -> Obligation:
    """By the name, as papers name bodies, and by the code where both installations keep the same register."""
    owed = list(owed_in_round(report_round).select_related("agency"))
    by_name = [one for one in owed if one.agency.folded_name == folded_form(name)]
    by_code = [one for one in owed if code and one.agency.code == code]
    found = {one.pk: one for one in (*by_name, *by_code)}
    if not found:
        raise ExchangeRefused("sender", name)
    if len(found) > 1:
        raise ExchangeRefused("two_senders", name)
    return next(iter(found.values()))


def _figures(told: Any, asked: Mapping[str, Measure]) -> Iterator[FigureCame]:
    for one in told:
        measure = asked.get(one["key"])
        if measure is None or one["number"] is None:
            continue
        how = RATIO if measure.numerator_id else measure.over_units
        if one["how"] != how or folded_form(str(one["unit"])) != folded_form(measure.unit):
            raise ExchangeRefused("measure", measure.name)
        numbers = [_number(one[name], measure) for name in ("number", "numerator", "denominator")]
        if numbers[0] is None or (measure.numerator_id and None in numbers):
            raise ExchangeRefused("number", measure.name)
        yield FigureCame(measure, numbers[0], numbers[1], numbers[2], bool(one["has_estimates"]))


def _number(text: Any, measure: Measure) -> Decimal | None:
    if text is None:
        return None
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        raise ExchangeRefused("number", measure.name) from None
    if not number.is_finite() or abs(number) > _MOST:
        raise ExchangeRefused("number", measure.name)
    return number.quantize(Decimal("0.0001"))


def _texts(report_round: ReportRound, told: Any) -> Iterator[tuple[Section, str]]:
    """Words under sections of the same title; the paper that came with the data has all of it."""
    sections = {folded_form(one.title): one for one in report_round.form.sections.order_by("-order")}
    for one in told:
        section = sections.pop(folded_form(str(one["title"])), None)
        said = [str(piece["text"]).strip() for piece in (*one["pieces"], *one["tickets"])]
        text = "\n".join(filter(None, said))
        if section is not None and text:
            yield section, text
