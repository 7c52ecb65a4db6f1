"""Score sheets of a scheme with their lines, totals and places; what is frozen when they are published."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.emulation import Rank, Standing, ranks_within_groups
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import written_day
from haidang.oversight.enums import SchemeState
from haidang.oversight.models import Appeal, Criterion, EmulationGroup, EmulationScheme, Score, ScoreSheet
from haidang.oversight.queries.drawn import Drawn, DrawnBy, Within, drawn_by, drawn_figures, names_for
from haidang.oversight.queries.heirs import Followed, followed_by, units_with_followed
from haidang.oversight.queries.lines import (
    Judged,
    Line,
    RowWords,
    frozen_lines,
    line_of,
    total_of,
    with_rows,
)
from haidang.reports.enums import EvidenceCheck, SubmissionState
from haidang.reports.models import Evidence, Obligation

ROWS_AT_ONCE, PLACES_AT_ONCE = 2_000, 20


@dataclass(frozen=True, slots=True)
class JudgedSheet:
    """A sheet with its lines and their total; `rank` where all sheets of the scheme were judged."""

    sheet: ScoreSheet
    lines: tuple[Line, ...]
    total: Decimal
    rank: Rank | None = None

    @property
    def unsettled(self) -> list[Line]:
        """Lines that have no points yet."""
        return [one for one in self.lines if not one.is_settled]


@dataclass(frozen=True, slots=True)
class GroupRanking:
    """A group with its sheets, the best first."""

    group: EmulationGroup
    rows: tuple[JudgedSheet, ...]

    @property
    def first(self) -> tuple[JudgedSheet, ...]:
        """The places that a page shows at once."""
        return self.rows[:PLACES_AT_ONCE]

    @property
    def others(self) -> tuple[JudgedSheet, ...]:
        """The places below these, folded away."""
        return self.rows[PLACES_AT_ONCE:]


@dataclass(frozen=True, slots=True)
class SheetToFreeze:
    """A sheet with all it says, its total and its place."""

    sheet: ScoreSheet
    total: Decimal
    place: int
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SchemeCounts:
    """How far a scheme has come: so many of so many sheets sent and checked, appeals that wait."""

    units: int
    sent: int
    checked: int
    appeals: int
    appeals_answered: int


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """What the lines of all sheets of a scheme are reckoned from."""

    criteria: Sequence[Criterion]
    by: Mapping[int, DrawnBy]
    figures: Mapping[int, Mapping[int, Drawn]]
    scores: Mapping[tuple[int, int], Score]
    names: Mapping[str, str]
    followed: Mapping[int, Sequence[Followed]]

    @property
    def row_words(self) -> RowWords:
        """What the rows behind all figures are called, with one query."""
        return RowWords(_titles(self.figures), self.names)


def schemes_open_to(*, sees_all: bool) -> QuerySet[EmulationScheme]:
    """This function will return the schemes a person may see, the newest span first."""
    found = EmulationScheme.objects.order_by("-last_month", "-id")
    return found if sees_all else found.exclude(state=SchemeState.DRAFT)


def criteria_of(scheme: EmulationScheme) -> list[Criterion]:
    """This function will return the criteria in their order, each with its indicator."""
    return list(scheme.criteria.select_related("indicator").order_by("order"))


def sheets_of(scheme: EmulationScheme) -> QuerySet[ScoreSheet]:
    """This function will return the sheets that are judged, by group and name of the unit."""
    found = ScoreSheet.objects.filter(scheme=scheme, closed_on=None)
    found = found.select_related("agency", "heir", "group", "obligation", "scheme")
    return found.order_by("group__order", "agency__name", "id")


def own_sheets(scheme: EmulationScheme, reach: Reach) -> list[ScoreSheet]:
    """This function will return the sheets of the units within reach, or that answer for them; none for who reaches
    all.
    """
    if reach.is_everywhere:
        return []
    held = Q(agency__in=reach.agencies) | Q(heir__in=reach.agencies)
    return list(sheets_of(scheme).filter(held))


def is_owed(sheet: ScoreSheet) -> bool:
    """This function will tell whether the self-score is still owed, so that evidence can be sent with it."""
    return sheet.obligation is not None and sheet.obligation.waived_on is None


def span_of(scheme: EmulationScheme) -> Period:
    """This function will return the months a scheme judges."""
    return Period(scheme.first_month, scheme.last_month)


def judged_sheets(scheme: EmulationScheme, sheets: Iterable[ScoreSheet], *, on: date) -> list[JudgedSheet]:
    """This function will return sheets with their lines, frozen or of now, with a fixed number of queries."""
    rows = list(sheets)
    if scheme.state == SchemeState.PUBLISHED:
        told = [(one, tuple(frozen_lines(one.frozen))) for one in rows]
    else:
        reckoning = _reckoning(scheme, rows, on=on)
        told = [(one, _lines(one, reckoning)) for one in rows]
    return [JudgedSheet(one, lines, total_of(lines)) for one, lines in told]


def ranking_of(scheme: EmulationScheme, *, on: date) -> list[GroupRanking]:
    """This function will return the groups of a scheme with their units, the best first, ties by name."""
    judged = judged_sheets(scheme, sheets_of(scheme), on=on)
    groups: dict[int, list[JudgedSheet]] = {}
    for one in _ranked(judged):
        groups.setdefault(one.sheet.group_id, []).append(one)
    return [GroupRanking(rows[0].sheet.group, tuple(sorted(rows, key=_by_place))) for rows in groups.values()]


def sheets_to_freeze(scheme: EmulationScheme, *, on: date) -> list[SheetToFreeze]:
    """This function will return all that publishing freezes: each line with every row its figure stands on."""
    rows = list(sheets_of(scheme))
    reckoning = _reckoning(scheme, rows, on=on)
    words = reckoning.row_words
    judged = [JudgedSheet(one, lines, total_of(lines)) for one in rows for lines in [_lines(one, reckoning)]]
    return [_to_freeze(one, reckoning, words) for one in _ranked(judged)]


def digest_of(told: Iterable[tuple[int, dict[str, Any]]]) -> str:
    """This function will return the SHA-256 of what sheets say, by the key of their unit."""
    text = json.dumps(sorted(told, key=lambda one: one[0]), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of_ranking(ranking: Iterable[GroupRanking]) -> str:
    """This function will return a mark of all points and places on screen: other scores have another one."""
    told = [
        (one.sheet.agency_id, {"points": [line.points for line in one.lines], "state": one.sheet.version})
        for group in ranking
        for one in group.rows
    ]
    return digest_of(told)


def is_as_published(scheme: EmulationScheme) -> bool:
    """This function will tell whether the frozen sheets still say what was published."""
    told = scheme.sheets.filter(closed_on=None).values_list("agency", "frozen")
    return digest_of(told) == scheme.digest


def line_with_rows(sheet: ScoreSheet, criterion: int, *, on: date) -> Line | None:
    """This function will return one line of a sheet with every row its figure stands on, None for no such line."""
    if sheet.scheme.state == SchemeState.PUBLISHED:
        return next((one for one in frozen_lines(sheet.frozen) if one.criterion == criterion), None)
    reckoning = _reckoning(sheet.scheme, [sheet], on=on)
    line = next((one for one in _lines(sheet, reckoning) if one.criterion == criterion), None)
    if line is None:
        return None
    drawn = reckoning.figures.get(criterion, {}).get(sheet.agency_id)
    return Line(**with_rows(line, drawn, reckoning.row_words))


def followed_in(sheet: ScoreSheet) -> list[Followed]:
    """This function will return the bodies that the unit of a sheet follows within the span, frozen or of now."""
    if sheet.scheme.state == SchemeState.PUBLISHED:
        return [Followed(**one) for one in sheet.frozen.get("followed", ())]
    return list(followed_by(sheet.scheme, [sheet.agency_id]).get(sheet.agency_id, ()))


def appeals_of(sheet: ScoreSheet) -> list[Appeal]:
    """This function will return the appeals of a unit, the oldest first."""
    found = Appeal.objects.filter(sheet=sheet).select_related("criterion", "raised_by", "answered_by")
    return list(found.order_by("id"))


def open_appeals(scheme: EmulationScheme) -> list[Appeal]:
    """This function will return the appeals of a scheme that wait for an answer, the oldest first."""
    found = Appeal.objects.filter(sheet__scheme=scheme, answered_at=None)
    return list(found.select_related("criterion", "sheet__agency").order_by("id"))


def evidence_of(sheet: ScoreSheet) -> list[Evidence]:
    """This function will return what a unit sent with its self-scores: files that were looked through, and links."""
    found = Evidence.objects.filter(submission__obligation=sheet.obligation_id)
    sent = found.exclude(submission__state=SubmissionState.DRAFT)
    return list(sent.filter(check_state=EvidenceCheck.CLEAR).order_by("id"))


def counts_of(scheme: EmulationScheme) -> SchemeCounts:
    """This function will count with two queries how far a scheme has come."""
    sheets = ScoreSheet.objects.filter(scheme=scheme, closed_on=None).aggregate(
        units=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        checked=Count("pk", filter=Q(checked_at__isnull=False)),
    )
    appeals = Appeal.objects.filter(sheet__scheme=scheme).aggregate(
        appeals=Count("pk"), appeals_answered=Count("pk", filter=Q(answered_at__isnull=False))
    )
    return SchemeCounts(**sheets, **appeals)


def _reckoning(scheme: EmulationScheme, sheets: Sequence[ScoreSheet], *, on: date) -> _Reckoning:
    criteria = criteria_of(scheme)
    known = names_for(criteria)
    followed = followed_by(scheme, [one.agency_id for one in sheets])
    within = Within(units_with_followed([one.agency_id for one in sheets], followed), span_of(scheme), on)
    scores = Score.objects.filter(sheet__in=[one.pk for one in sheets])
    return _Reckoning(
        criteria,
        {one.pk: drawn_by(one, known) for one in criteria if one.drawn_from},
        drawn_figures(criteria, within),
        {(one.sheet_id, one.criterion_id): one for one in scores},
        {code: one.label for code, one in known.items()},
        followed,
    )


def _lines(sheet: ScoreSheet, reckoning: _Reckoning) -> tuple[Line, ...]:
    return tuple(
        line_of(
            Judged(
                one,
                reckoning.by.get(one.pk),
                reckoning.figures.get(one.pk, {}).get(sheet.agency_id),
                reckoning.scores.get((sheet.pk, one.pk)),
                is_sent=sheet.sent_at is not None,
            )
        )
        for one in reckoning.criteria
    )


def _ranked(judged: Sequence[JudgedSheet]) -> list[JudgedSheet]:
    ranks = ranks_within_groups([Standing(one.sheet.pk, one.sheet.group_id, one.total) for one in judged])
    return [
        JudgedSheet(one.sheet, one.lines, one.total, rank) for one, rank in zip(judged, ranks, strict=True)
    ]


def _by_place(one: JudgedSheet) -> tuple[int, str, int]:
    return one.rank.place if one.rank else 0, one.sheet.agency.name, one.sheet.pk


def _to_freeze(one: JudgedSheet, reckoning: _Reckoning, words: RowWords) -> SheetToFreeze:
    unit = one.sheet.agency_id
    place = one.rank.place if one.rank else 0
    told = {
        "unit": one.sheet.agency.name,
        "group": one.sheet.group.name,
        "total": str(one.total),
        "place": place,
        "followed": [asdict(one) for one in reckoning.followed.get(unit, ())],
        "lines": [
            with_rows(line, reckoning.figures.get(line.criterion, {}).get(unit), words) for line in one.lines
        ],
    }
    return SheetToFreeze(one.sheet, one.total, place, told)


def _titles(figures: Mapping[int, Mapping[int, Drawn]]) -> dict[int, tuple[str, str]]:
    keys = {row.obligation for drawn in figures.values() for one in drawn.values() for row in one.rows}
    ordered = sorted(keys)
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        some = Obligation.objects.filter(pk__in=ordered[start : start + ROWS_AT_ONCE])
        found |= {
            pk: (title, written_day(due)) for pk, title, due in some.values_list("pk", "title", "due_on")
        }
    return found
