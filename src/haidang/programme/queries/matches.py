"""The matches between two programmes, as a person decides about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from haidang.engines.vietnamese.likeness import LEAST_SCORE
from haidang.programme.enums import MatchState
from haidang.programme.models import ItemMatch, ProgrammeLink
from haidang.programme.queries.levels import standing_matches
from haidang.programme.queries.points import Point, programme_points

PERCENT = 100
# From here on a proposal was right on every pair checked by hand (evaluation/coverage); what a person confirms at
# once above a score starts from here.
SURE_PERCENT = 50


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One match with both items; `percent` is its score in hundredths, None for one made by hand."""

    match: ItemMatch
    below: Point
    percent: int | None
    is_weak: bool


@dataclass(frozen=True, slots=True)
class PointMatches:
    """A point above with what may carry it out below, best first."""

    point: Point
    rows: tuple[MatchRow, ...]

    @property
    def confirmed(self) -> int:
        return sum(row.match.state == MatchState.CONFIRMED for row in self.rows)


@dataclass(frozen=True, slots=True)
class MatchBoard:
    """Everything about the matches of two programmes: points above with rows, and all items below to choose from."""

    points: tuple[PointMatches, ...]
    below: tuple[Point, ...]
    unmatched: tuple[Point, ...]
    waiting: int

    @property
    def above(self) -> tuple[Point, ...]:
        return tuple(one.point for one in self.points)


def match_board(link: ProgrammeLink, *, on: date) -> MatchBoard:
    """This function will gather the matches of a link under the points above, with a fixed number of queries."""
    above, below = programme_points(link.above, on=on), programme_points(link.below, on=on)
    by_below = {one.item.pk: one for one in below.points}
    rows: dict[int, list[MatchRow]] = {}
    for match in link_matches(link):
        if match.below_id in by_below:
            rows.setdefault(match.above_id, []).append(_row(match, by_below[match.below_id]))
    found = [row for many in rows.values() for row in many]
    confirmed = {row.match.below_id for row in found if row.match.state == MatchState.CONFIRMED}
    return MatchBoard(
        points=tuple(PointMatches(one, tuple(rows.get(one.item.pk, ()))) for one in above.points),
        below=below.points,
        unmatched=tuple(one for one in below.points if one.is_leaf and one.item.pk not in confirmed),
        waiting=sum(row.match.state == MatchState.PROPOSED for row in found),
    )


def link_matches(link: ProgrammeLink) -> Iterable[ItemMatch]:
    """This function will return the standing matches of a link: by hand first, then the likest."""
    matches = standing_matches().filter(link=link).select_related("decided_by")
    return sorted(matches, key=lambda one: (one.score is not None, -(one.score or 0), one.pk))


def proposals_from(link: ProgrammeLink, *, least: int) -> dict[int, int]:
    """This function will return the proposals from a score (in hundredths) on that nobody decided, with versions."""
    proposed = standing_matches().filter(link=link, state=MatchState.PROPOSED, score__gte=least / PERCENT)
    return dict(proposed.values_list("pk", "version"))


def _row(match: ItemMatch, below: Point) -> MatchRow:
    percent = None if match.score is None else round(match.score * PERCENT)
    return MatchRow(match, below, percent, match.score is not None and match.score < LEAST_SCORE)
