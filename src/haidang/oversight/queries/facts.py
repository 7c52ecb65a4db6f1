"""Schemes, groups and criteria as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from haidang.agencies.models import Agency
from haidang.engines.reckoning.emulation import Step
from haidang.indicators.models import Indicator
from haidang.oversight.models import Criterion, EmulationGroup, EmulationScheme


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a graded criterion: what it is called, its points, what it takes."""

    name: str
    points: Decimal
    words: str = ""


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group as an officer enters it: kinds of agencies, under which body, and units named."""

    name: str
    kinds: Sequence[str] = ()
    under: Agency | None = None
    named: Sequence[Agency] = ()


@dataclass(frozen=True, slots=True)
class SchemeFacts:
    """A scheme as an officer enters it; months include both ends."""

    name: str
    first_month: int
    last_month: int
    self_due_on: date
    basis: str = ""
    guidance: str = ""
    groups: Sequence[GroupFacts] = field(default=())


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion as an officer enters it; `steps` of a figure, `grades` of one graded by words."""

    title: str
    kind: str
    most: Decimal
    part: str = ""
    guidance: str = ""
    drawn_from: str = ""
    indicator: Indicator | None = None
    none_at: Decimal | None = None
    full_at: Decimal | None = None
    steps: Sequence[Step] = ()
    grades: Sequence[Grade] = ()
    each: Decimal | None = None
    empty_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OwnScore:
    """What a unit says of one criterion: the grade or the number of times where it scores, and a note."""

    grade: int | None = None
    times: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckedScore:
    """What the standing body says of one criterion: points, why they differ, and what shows it."""

    points: Decimal | None
    reason: str = ""
    proof: str = ""


def steps_of(criterion: Criterion) -> tuple[Step, ...]:
    """This function will return the steps of a criterion reckoned from a figure."""
    return tuple(Step(Decimal(at), Decimal(points)) for at, points in criterion.steps)


def grades_of(criterion: Criterion) -> tuple[Grade, ...]:
    """This function will return the grades of a criterion graded by words."""
    return tuple(Grade(name, Decimal(points), words) for name, points, words in criterion.steps)


def criterion_facts(criterion: Criterion) -> CriterionFacts:
    """This function will return a criterion as it was entered."""
    is_graded = criterion.kind == "graded"
    return CriterionFacts(
        criterion.title,
        criterion.kind,
        criterion.most,
        criterion.part,
        criterion.guidance,
        criterion.drawn_from,
        criterion.indicator,
        criterion.none_at,
        criterion.full_at,
        () if is_graded else steps_of(criterion),
        grades_of(criterion) if is_graded else (),
        criterion.each,
        criterion.empty_points,
    )


def scheme_facts(scheme: EmulationScheme) -> SchemeFacts:
    """This function will return a scheme with its groups as they were entered."""
    return SchemeFacts(
        scheme.name,
        scheme.first_month,
        scheme.last_month,
        scheme.self_due_on,
        scheme.basis,
        scheme.guidance,
        [group_facts(one) for one in scheme.groups.select_related("under").order_by("order")],
    )


def group_facts(group: EmulationGroup) -> GroupFacts:
    """This function will return a group as it was entered."""
    named = group.named.without_tree_fields().order_by("name", "id")  # type: ignore[attr-defined]
    return GroupFacts(group.name, tuple(group.kinds), group.under, tuple(named))
