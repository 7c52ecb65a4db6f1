"""The course of a programme as a drawing: phases as bands, work as bars with its rounds; and in order of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from haidang.engines.vietnamese.dates import written_day
from haidang.programme.enums import ItemKind, TimingKind
from haidang.programme.models import Item, Programme, Target
from haidang.programme.queries.board import BoardGroup, ItemRow
from haidang.programme.queries.filters import held_on, items_on
from haidang.programme.queries.timeline import Column, Timeline, place_of
from haidang.programme.registry import ItemRound, item_rounds

# As many rows as the board writes at all (queries/board.py): a drawing of a year is looked at whole.
ROWS_DRAWN_AT_ONCE = 80
# Words beside a mark are set to its left from here on, so that they do not leave the drawing.
WORDS_TURN_AT = 70
# So near to an edge a sign would be cut off: half of its width.
EDGE = 1.3
NEXT_DAY = date.resolution

_LOOKS: dict[str, str] = {
    TimingKind.WINDOW: "win",
    TimingKind.ANY_OF: "any",
    TimingKind.CONTINUOUS: "con",
    TimingKind.RECURRING: "rec",
    TimingKind.RECURRING_OR_AD_HOC: "rec",
    TimingKind.BY_DATE: "due",
}
_WHOLE_TIME = {TimingKind.CONTINUOUS, TimingKind.RECURRING, TimingKind.RECURRING_OR_AD_HOC}
_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of time; `start` and `width` are shares of the drawing as SVG writes them: "12.5%"."""

    start: str
    width: str
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A day in the drawing, with the words beside it, which stand left of it near the right edge."""

    at: str
    words: str = ""
    shape: str = "due"
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """How the rounds of an item went by a day: of those due how many were answered by all, late ones, the next."""

    due: int
    answered: int
    late: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An item with what is drawn of it and what is said of it."""

    row: ItemRow
    group: BoardGroup
    bars: tuple[Bar, ...]
    dues: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    rounds: tuple[ItemRound, ...]
    counts: RoundCounts
    days: _Days | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class TimelineGroup:
    """A heading of the paper with the rows drawn under it."""

    group: BoardGroup
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase that the plan names, with how many targets it has; every other band is tinted."""

    first_year: int
    last_year: int
    targets: int
    bar: Bar


@dataclass(frozen=True, slots=True)
class Stretch:
    """Work that begins in one column, in the order of time."""

    label: str
    is_now: bool
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """A report duty with a day, and where it stands in the drawing."""

    item: Item
    mark: Mark


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under all rows: where columns end, and where the day that is looked at stands, None outside."""

    lines: tuple[str, ...]
    now: Mark | None


def drawn_groups(
    groups: Iterable[BoardGroup], timeline: Timeline, *, account: Any, on: date
) -> list[TimelineGroup]:
    """This function will draw the rows of groups, with the rounds an account may see; one query for the rounds."""
    groups = list(groups)
    rounds = item_rounds([row.item.pk for group in groups for row in group.rows], account, on)
    return [
        TimelineGroup(
            group,
            tuple(_drawn(row, group, timeline, rounds.get(row.item.pk, ()), on=on) for row in group.rows),
        )
        for group in groups
    ]


def drawn_phases(programme: Programme, timeline: Timeline, *, on: date) -> list[Phase]:
    """This function will return the phases that the targets of a programme name, in the order of time; one query."""
    held = Item.objects.without_tree_fields().filter(held_on(on), programme=programme, kind=ItemKind.GOAL)
    named = (
        Target.objects.filter(item__in=held.values("pk"), phase_from__isnull=False, phase_to__isnull=False)
        .values_list("phase_from", "phase_to")
        .annotate(targets=Count("pk"))
        .order_by("phase_from", "phase_to")
    )
    return [
        Phase(
            first.year,
            last.year,
            targets,
            _bar((first, last), timeline.columns, "tint" if number % 2 else "plain"),
        )
        for number, (first, last, targets) in enumerate(named)
        if first and last
    ]


def drawn_reports(programme: Programme, timeline: Timeline, *, on: date) -> list[DrawnReport]:
    """This function will place the report duties that have a day, in the order of their days; one query."""
    dated = items_on(on).filter(programme=programme, kind=ItemKind.REPORT_REGIME, due_on__isnull=False)
    return [
        DrawnReport(item, _mark(item.due_on, timeline.columns))
        for item in dated.order_by("due_on", "id")
        if item.due_on and _is_inside(item.due_on, timeline.columns)
    ]


def drawn_ground(timeline: Timeline, *, on: date) -> Ground:
    """This function will place the ends of columns and the day that is looked at."""
    ends = (_share(place_of(one.first_day, timeline.columns)) for one in timeline.columns)
    if timeline.now_column is None:
        return Ground(tuple(ends), None)
    place = place_of(on, timeline.columns)
    now = Mark(_share(place), _short_day(on, timeline.columns), is_turned=place > WORDS_TURN_AT)
    return Ground(tuple(ends), now)


def rows_by_time(groups: Iterable[TimelineGroup], timeline: Timeline) -> list[Stretch]:
    """Arrange drawn rows by the column they begin in, then by their days.

    This function will put work of the whole time first and what has no days last; the words of a stretch say so.
    """
    rows = [row for group in groups for row in group.rows]
    found = [Stretch(_("The whole time"), False, tuple(row for row in rows if row.is_whole))]
    dated = sorted(((row.days, row) for row in rows if row.days and not row.is_whole), key=lambda one: one[0])
    for number, column in enumerate(timeline.columns):
        is_first, is_last = number == 0, number == len(timeline.columns) - 1
        inside = tuple(
            row
            for (first, _last), row in dated
            if (is_first or first >= column.first_day) and (is_last or first <= column.last_day)
        )
        found.append(Stretch(column.label, number == timeline.now_column, inside))
    found.append(Stretch(_("No days named"), False, tuple(row for row in rows if not row.days)))
    return [one for one in found if one.rows or one.is_now]


def _drawn(
    row: ItemRow, group: BoardGroup, timeline: Timeline, rounds: tuple[ItemRound, ...], *, on: date
) -> TimelineRow:
    columns = timeline.columns
    days = _planned_days(row.item, columns)
    return TimelineRow(
        row=row,
        group=group,
        bars=tuple(_bars(row.item, days, columns)),
        dues=tuple(_dues(row.item, columns)),
        marks=tuple(
            _mark(one.due_on, columns, shape=one.shape) for one in rounds if _is_inside(one.due_on, columns)
        ),
        rounds=rounds,
        counts=_counts(rounds, on=on),
        days=(days[0][0], max(last for _first, last in days)) if days else None,
        is_whole=any(one[0] <= columns[0].first_day and one[1] >= columns[-1].last_day for one in days),
    )


def _planned_days(item: Item, columns: tuple[Column, ...]) -> list[_Days]:
    """The stretches of an item that touch the drawing; a due day is a stretch of one day."""
    spans = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in item.timing_spans]
    if item.timing_kind == TimingKind.BY_DATE and item.due_on and not spans:
        spans = [(item.due_on, item.due_on)]
    whole = (columns[0].first_day, columns[-1].last_day)
    inside = [one for one in sorted(spans) if one[0] <= whole[1] and one[1] >= whole[0]]
    if item.timing_kind in _WHOLE_TIME and not spans:
        return [whole]
    return inside if item.timing_kind in _LOOKS else []


def _bars(item: Item, days: list[_Days], columns: tuple[Column, ...]) -> Iterator[Bar]:
    if days and item.timing_kind == TimingKind.BY_DATE:
        # The paper names the end alone, or days; a thin line leads up to the last of them.
        first = days[0][0] if days[0][0] < days[0][1] else columns[0].first_day
        yield _bar((first, max(last for _first, last in days)), columns, "due")
        return
    for span in days:
        yield _bar(span, columns, _LOOKS[item.timing_kind])


def _dues(item: Item, columns: tuple[Column, ...]) -> Iterator[Mark]:
    if item.timing_kind != TimingKind.BY_DATE or not item.due_on:
        return
    named = [date.fromisoformat(last) for _first, last in item.timing_spans] or [item.due_on]
    inside = [day for day in named if _is_inside(day, columns)]
    for day in inside:
        said = _short_day(day, columns)
        said = _("before %(day)s") % {"day": said} if item.is_strict else said
        yield _mark(day, columns, said if len(inside) == 1 else "")


def _counts(rounds: tuple[ItemRound, ...], *, on: date) -> RoundCounts:
    due = [one for one in rounds if one.due_on <= on]
    return RoundCounts(
        due=len(due),
        answered=sum(one.answered == one.asked for one in due),
        late=sum(one.late > 0 for one in rounds),
        next_on=min((one.due_on for one in rounds if one.due_on > on), default=None),
    )


def _bar(days: _Days, columns: tuple[Column, ...], look: str) -> Bar:
    start = place_of(days[0], columns)
    end = place_of(days[1] + NEXT_DAY, columns)
    return Bar(_share(start), _share(max(end - start, 0)), look)


def _mark(day: date, columns: tuple[Column, ...], words: str = "", *, shape: str = "due") -> Mark:
    place = min(max(place_of(day, columns), EDGE), 100 - EDGE)
    return Mark(_share(place), words, shape, place > WORDS_TURN_AT)


def _short_day(day: date, columns: tuple[Column, ...]) -> str:
    """The year is left out where the drawing has only one."""
    written = written_day(day)
    return (
        written.removesuffix(f"/{day.year}")
        if columns[0].first_day.year == columns[-1].last_day.year
        else written
    )


def _is_inside(day: date, columns: tuple[Column, ...]) -> bool:
    return columns[0].first_day <= day <= columns[-1].last_day


def _share(place: float) -> str:
    return f"{place:.2f}%"
