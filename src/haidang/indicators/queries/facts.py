"""Indicators and targets as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from haidang.agencies.models import Agency
from haidang.documents.models import Document
from haidang.indicators.enums import Comparison, TargetScope
from haidang.indicators.models import Indicator
from haidang.programme.models import Target


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator as an officer enters it."""

    code: str
    name: str
    formula: str
    unit: str
    decimals: int = 1
    direction: str = "up"
    kinds: Sequence[str] = ()
    given_by: str = ""
    definition: str = ""
    source: str = ""
    parent: Indicator | None = None
    is_growth: bool = False


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target as an officer enters it; months include both ends."""

    value: Decimal
    first_month: int
    last_month: int
    scope: TargetScope = TargetScope.ALL
    kind: str = ""
    agency: Agency | None = None
    comparison: Comparison = Comparison.AT_LEAST
    read_from: Target | None = None
    basis: str = ""
    stated: "StatedInPaper | None" = None


@dataclass(frozen=True, slots=True)
class StatedInPaper:
    """Where a paper states a target: its lines as pairs of first and last, its words, the mark of the proposal."""

    paper: Document
    lines: Sequence[Sequence[int]]
    words: str
    key: str = ""
