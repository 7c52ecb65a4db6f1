"""Measures as plain values, and as a register."""

from dataclasses import dataclass, fields
from typing import Any, Self

from django.db.models import Count, F, Q, QuerySet

from haidang.engines.vietnamese.forms import folded_form
from haidang.regimes.enums import AddingUp, Direction
from haidang.regimes.models import Measure, RegimeForm
from haidang.regimes.registry import figure_sources


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as an officer enters it."""

    code: str
    name: str
    unit: str
    decimals: int = 0
    over_units: AddingUp = AddingUp.SUM
    over_time: AddingUp = AddingUp.SUM
    direction: Direction = Direction.NEITHER
    definition: str = ""
    population: str = ""
    given_by: str = ""
    source: str = ""
    drawn_by: str = ""
    numerator: Measure | None = None
    denominator: Measure | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """This property will give what is stored of it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """This function will return a stored measure as an officer would enter it."""
        return cls(**{one.name: getattr(measure, one.name) for one in fields(cls)})


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure of the register: what it is drawn from, and in how many forms it is asked for."""

    measure: Measure
    drawn_from: Any
    forms: int


def measures_listed(searched: str = "") -> QuerySet[Measure]:
    """This function will return all measures, by name; those that ended come last."""
    found = Measure.objects.select_related("numerator", "denominator")
    if searched.strip():
        found = found.filter(folded_name__contains=folded_form(searched))
    return found.annotate(forms=Count("asked_in__section__form__regime", distinct=True)).order_by(
        F("ended_at").asc(nulls_first=True), "folded_name", "id"
    )


def measure_lines(measures: QuerySet[Measure]) -> list[MeasureLine]:
    """This function will say of each measure of a page what the register shows."""
    return [MeasureLine(one, _drawn_from(one), getattr(one, "forms", 0)) for one in measures]


def measures_in_use() -> QuerySet[Measure]:
    """This function will return the measures that a form may ask for, by name."""
    return Measure.objects.filter(ended_at=None).order_by("folded_name", "id")


def measures_for_form(form: RegimeForm | None) -> QuerySet[Measure]:
    """This function will return what a form may ask for: measures in use, and those it asks for already."""
    asked = Q(asked_in__section__form=form) if form else Q(pk=None)
    return (
        Measure.objects.filter(Q(ended_at=None) | asked, numerator=None)
        .distinct()
        .order_by("folded_name", "id")
    )


def _drawn_from(measure: Measure) -> Any:
    source = figure_sources.get(measure.drawn_by)
    return source.label if source else ""
