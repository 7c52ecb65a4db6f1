"""How lines of score sheets are told in words, on pages and in files."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from haidang.engines.reckoning.periods import Period
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.oversight.enums import CriterionKind, DrawnFrom, LineState
from haidang.oversight.models import EmulationScheme
from haidang.oversight.queries.lines import Line

_LOOKS = {
    LineState.DRAWN: ("done", "done"),
    LineState.EMPTY: ("nil", "nil"),
    LineState.SELF: ("sent", "sent"),
    LineState.NOT_SENT: ("late", "late"),
    LineState.CHECKED: ("done", "done"),
    LineState.UNSETTLED: ("soon", "soon"),
}


def points(number: Any) -> str:
    """This function will write points without idle zeros: "87,5"; "–" for none."""
    return "–" if number in ("", None) else shown_figure(Decimal(number))


def figure_words(line: Line) -> str:
    """This function will write the figure of a line: "17/20 (85 %)"; "" for none."""
    if not line.numerator:
        return ""
    counted = points(line.numerator)
    if not line.denominator:
        return f"{counted} {line.unit}"
    value = f" ({points(line.value)} {line.unit})" if line.value else ""
    return f"{counted}/{points(line.denominator)}{value}"


def rule_words(line: Line) -> str:
    """This function will tell how the points of a line come about."""
    match line.kind:
        case CriterionKind.SHARE:
            told = {
                "none": _value(line.none_at, line),
                "full": _value(line.full_at, line),
                "most": points(line.most),
            }
            return _("in proportion: 0 points at %(none)s, %(most)s points at %(full)s") % told
        case CriterionKind.STEPS:
            return "; ".join(_step(one, line) for one in line.steps)
        case CriterionKind.GRADED:
            return "; ".join(
                _("%(grade)s: %(points)s points") % {"grade": one[0], "points": points(one[1])}
                for one in line.steps
            )
        case CriterionKind.BONUS:
            return _("%(each)s points each time, at most %(most)s") % _each(line)
        case _:
            return _("%(each)s points taken off each time, at most %(most)s") % _each(line)


def own_words(line: Line) -> str:
    """This function will tell what the unit gave itself: its grade or how many times."""
    if line.kind == CriterionKind.GRADED or not line.own:
        return line.own
    return _("%(count)s times") % {"count": ShownCount(int(line.own))}


def source_words(line: Line) -> str:
    """This function will tell what a figure is reckoned from."""
    if line.drawn_from == DrawnFrom.INDICATOR:
        return line.indicator_name
    return str(DrawnFrom(line.drawn_from).label) if line.drawn_from else ""


def state_words(line: Line) -> str:
    """This function will tell whose points stand in a line."""
    return str(LineState(line.state).label)


def state_look(line: Line) -> str:
    """This function will name the look of a line."""
    return _LOOKS[LineState(line.state)][0]


def span_words(scheme: EmulationScheme) -> str:
    """This function will name the months a scheme judges."""
    return Period(scheme.first_month, scheme.last_month).label


def row_counts(number: str, line: Line) -> str:
    """This function will tell how much a row counts: of work whether it counts, of a report its figure."""
    if line.drawn_from == DrawnFrom.INDICATOR:
        return points(number)
    return _("counts") if number == "1" else _("does not count")


def _value(number: str, line: Line) -> str:
    return f"{points(number)} {line.unit}".strip()


def _step(step: Any, line: Line) -> str:
    told = {"at": _value(step[0], line), "points": points(step[1])}
    if line.lower_is_better:
        return _("down to %(at)s: %(points)s points") % told
    return _("from %(at)s on: %(points)s points") % told


def _each(line: Line) -> dict[str, str]:
    return {"each": points(line.each), "most": points(line.most)}
