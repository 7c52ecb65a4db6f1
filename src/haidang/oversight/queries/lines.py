"""Lines of a score sheet: each criterion with its points, how they were reckoned, and what they stand on.

A line holds texts and plain numbers only, so that what is frozen is read back as it was shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from haidang.engines.reckoning.emulation import (
    counted_points,
    linear_points,
    rounded_points,
    step_points,
    total_points,
)
from haidang.oversight.enums import CriterionKind, LineState
from haidang.oversight.models import Criterion, Score
from haidang.oversight.queries.drawn import Drawn, DrawnBy
from haidang.oversight.queries.facts import grades_of, steps_of

_MOST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one sheet. Numbers are texts ("" for none); `rows` are [obligation, title, counted as, number,
    last day].

    `steps` are those of the criterion; `own` is the grade or the number of times that the unit gave.
    """

    criterion: int
    part: str
    title: str
    guidance: str
    kind: str
    most: str
    state: str
    points: str = ""
    drawn_from: str = ""
    indicator: int = 0
    indicator_name: str = ""
    unit: str = ""
    formula: str = ""
    above: str = ""
    below: str = ""
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    periods: Sequence[str] = ()
    is_estimate: bool = False
    none_at: str = ""
    full_at: str = ""
    steps: Sequence[Sequence[str]] = ()
    lower_is_better: bool = False
    each: str = ""
    reckoned: str = ""
    own: str = ""
    self_points: str = ""
    note: str = ""
    reason: str = ""
    proof: str = ""
    rows: Sequence[Sequence[Any]] = field(default=())

    @property
    def earned(self) -> Decimal:
        """The points; nothing for what is not settled yet."""
        return Decimal(self.points or 0)

    @property
    def is_drawn(self) -> bool:
        return bool(self.drawn_from)

    @property
    def is_settled(self) -> bool:
        return self.state != LineState.UNSETTLED

    @property
    def usual(self) -> str:
        """The points that stand unless the standing body gives others."""
        if self.state != LineState.CHECKED:
            return self.points
        return self.reckoned if self.is_drawn else self.self_points


@dataclass(frozen=True, slots=True)
class Judged:
    """What one line is made of: the criterion, how it is drawn, the figure, what was said by hand."""

    criterion: Criterion
    by: DrawnBy | None = None
    drawn: Drawn | None = None
    score: Score | None = None
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class RowWords:
    """What rows are called: title and due day of obligations by their key, and what was counted by its code."""

    titles: Mapping[int, tuple[str, str]]
    names: Mapping[str, str]


def line_of(judged: Judged) -> Line:
    """This function will reckon one line of a sheet from the figures and words of now, without its rows."""
    criterion, score = judged.criterion, judged.score
    reckoned = reckoned_points(criterion, judged.by, judged.drawn) if criterion.drawn_from else None
    state, points = _standing(judged, reckoned)
    return Line(
        criterion.pk,
        criterion.part,
        criterion.title,
        criterion.guidance,
        criterion.kind,
        _written(criterion.most),
        state,
        _written(points),
        none_at=_written(criterion.none_at),
        full_at=_written(criterion.full_at),
        steps=criterion.steps,
        each=_written(criterion.each),
        reckoned=_written(reckoned),
        own=_own_words(criterion, score, is_sent=judged.is_sent),
        self_points=_written(score.self_points) if score and judged.is_sent else "",
        note=score.note if score and judged.is_sent else "",
        reason=score.reason if score else "",
        proof=score.proof if score else "",
        **_drawn_parts(judged),
    )


def reckoned_points(criterion: Criterion, by: DrawnBy | None, drawn: Drawn | None) -> Decimal | None:
    """This function will reckon the points of a figure; None without one where the table says nothing of it."""
    value = drawn.value_in(by.unit) if drawn and by else None
    if value is None or by is None:
        return criterion.empty_points
    if criterion.kind == CriterionKind.STEPS:
        return step_points(value, steps_of(criterion), lower_is_better=by.lower_is_better)
    return linear_points(
        value,
        none_at=criterion.none_at or Decimal(0),
        full_at=Decimal(100) if criterion.full_at is None else criterion.full_at,
        most=criterion.most,
    )


def self_points_of(criterion: Criterion, *, grade: int | None, times: int | None) -> Decimal | None:
    """This function will return what a unit's own grade or number of times comes to; a deduction is below nought."""
    if criterion.kind == CriterionKind.GRADED:
        grades = grades_of(criterion)
        return rounded_points(grades[grade].points) if grade is not None and grade < len(grades) else None
    if times is None or criterion.each is None:
        return None
    points = counted_points(times, each=criterion.each, most=criterion.most)
    return -points if points and criterion.kind == CriterionKind.DEDUCTION else points


def bounds_of(criterion: Criterion) -> tuple[Decimal, Decimal]:
    """This function will return the least and the most points of a criterion."""
    if criterion.kind == CriterionKind.DEDUCTION:
        return -criterion.most, Decimal(0)
    return Decimal(0), criterion.most


def total_of(lines: Iterable[Line]) -> Decimal:
    """This function will add up the lines of a sheet."""
    return total_points(one.earned for one in lines)


def most_of(criteria: Iterable[Criterion]) -> Decimal:
    """This function will return the points a unit can get without bonuses."""
    plain = (CriterionKind.SHARE, CriterionKind.STEPS, CriterionKind.GRADED)
    return total_points(one.most for one in criteria if one.kind in plain)


def with_rows(line: Line, drawn: Drawn | None, told: RowWords) -> dict[str, Any]:
    """This function will return a line as it is frozen, with every row its figure stands on."""
    rows = [
        [
            one.obligation,
            told.titles[one.obligation][0][:_MOST_TITLE],
            told.names.get(one.name, one.name),
            _written(one.number),
            told.titles[one.obligation][1],
        ]
        for one in (drawn.rows if drawn else ())
    ]
    kept = asdict(line) | {"rows": rows, "periods": list(line.periods)}
    return kept | {"steps": [list(one) for one in line.steps]}


def frozen_lines(frozen: Mapping[str, Any]) -> list[Line]:
    """This function will return the lines of a sheet as they were when they were frozen; none of one not judged."""
    return [Line(**one) for one in frozen.get("lines", ())]


def _standing(judged: Judged, reckoned: Decimal | None) -> tuple[LineState, Decimal | None]:
    """Whose points stand: those set by hand, else those reckoned, else those of the unit."""
    criterion, score = judged.criterion, judged.score
    if score is not None and score.checked_points is not None:
        return LineState.CHECKED, score.checked_points
    if criterion.drawn_from:
        if reckoned is None:
            return LineState.UNSETTLED, None
        has_figure = judged.drawn is not None and judged.drawn.denominator != 0
        return (LineState.DRAWN if has_figure else LineState.EMPTY), rounded_points(reckoned)
    if score is not None and judged.is_sent and score.self_points is not None:
        return LineState.SELF, score.self_points
    is_counted = criterion.kind != CriterionKind.GRADED and judged.is_sent
    return (LineState.SELF if is_counted else LineState.NOT_SENT), rounded_points(Decimal(0))


def _drawn_parts(judged: Judged) -> dict[str, Any]:
    criterion, by, drawn = judged.criterion, judged.by, judged.drawn
    if by is None:
        return {}
    told: dict[str, Any] = {
        "drawn_from": criterion.drawn_from,
        "indicator": criterion.indicator_id or 0,
        "indicator_name": criterion.indicator.name if criterion.indicator else "",
        "unit": by.unit,
        "formula": by.formula,
        "above": by.above,
        "below": by.below,
        "lower_is_better": by.lower_is_better,
    }
    if drawn is None:
        return told
    return told | {
        "numerator": _written(drawn.numerator),
        "denominator": _written(drawn.denominator),
        "value": _written(_shown(drawn.value_in(by.unit))),
        "periods": drawn.periods,
        "is_estimate": drawn.is_estimate,
    }


def _own_words(criterion: Criterion, score: Score | None, *, is_sent: bool) -> str:
    if score is None or not is_sent:
        return ""
    if criterion.kind == CriterionKind.GRADED:
        grades = grades_of(criterion)
        return grades[score.grade].name if score.grade is not None and score.grade < len(grades) else ""
    return "" if score.times is None else str(score.times)


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded_points(value)


def _written(number: Decimal | None) -> str:
    """A number without idle zeros, the same on every database."""
    if number is None:
        return ""
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
