"""Targets that the papers of a programme state, each with its lines, as proposals that an officer decides about.

Nothing is taken by itself: where a sentence leaves open whether at least or exactly, by when, or which indicator is
meant, the proposal says so.
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from haidang.documents.enums import FindingKind, FindingState, ReadingState
from haidang.documents.models import DocumentReading, Finding
from haidang.documents.queries.stated_aims import StatedAim, aim_of, aims_in_words
from haidang.engines.vietnamese.forms import folded_form, folded_word
from haidang.indicators.enums import Comparison
from haidang.indicators.models import Indicator, IndicatorTarget, LeftProposal
from haidang.programme.enums import ItemKind
from haidang.programme.models import BudgetLine, Item, Programme, Target

PERCENT = "%"
# Share of an indicator's name, by the rarity of its words, that a sentence has to have; and what comes near the best.
LEAST_FIT = 0.5
_NEAR_BEST = 0.7
_PAIR_WEIGHT = 2.0
# Words that every name of an indicator may have: they tell none from another.
_LINKS = frozenset({
    "da", "so", "cua", "cac", "co", "qua", "trong", "do", "va", "ve", "duoc", "thuoc", "tren", "ra", "hop", "bang",
    "lan", "muc", "hoi", "nghi", "to", "chuc", "don", "vi",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_BY_YEAR = re.compile(r"\b(?:den|vao|trong|het|cuoi)(?:\s+(?:het|cuoi))?\s+nam\s+(20\d\d)\b")
_YEAR_STATED = re.compile(r"\b(?:nam|giai doan)\s+20\d\d\b")
_COMPARISONS = {
    ">": Comparison.AT_LEAST,
    ">=": Comparison.AT_LEAST,
    "<": Comparison.AT_MOST,
    "<=": Comparison.AT_MOST,
}
_LONGEST_WORDS = 600


class Doubt(StrEnum):
    """Why a proposal has to be looked at before it is taken."""

    COMPARISON = "comparison"
    RATE = "rate"
    YEARS = "years"
    NO_INDICATOR = "no_indicator"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class TargetProposal:
    """One aim with its place in the paper, as it would be set; `others` are indicators that fit nearly as well."""

    key: str
    row: Item | BudgetLine
    lines: tuple
    words: str
    aim: str
    value: Decimal
    unit: str
    comparison: Comparison
    first_year: int
    last_year: int
    indicator: Indicator | None = None
    others: tuple[Indicator, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    read_from: Target | None = None


@dataclass(frozen=True, slots=True)
class ProposalBoard:
    """The aims of a programme: those to decide about, those followed, and those left out with the reason."""

    waiting: tuple[TargetProposal, ...]
    followed: tuple[tuple[TargetProposal, IndicatorTarget], ...]
    left: tuple[tuple[TargetProposal, LeftProposal], ...]


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """Aims that the latest reading of a paper found and nobody has decided about: they are not in the programme."""

    reading: int
    number: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """A sentence with a number to be reached, before an indicator is looked for."""

    row: Item | BudgetLine
    words: str
    aim: StatedAim
    first_year: int
    last_year: int
    doubts: tuple[Doubt, ...]
    read_from: Target | None = None


def proposal_board(programme: Programme) -> ProposalBoard:
    """This function will gather all aims of a programme by what was decided, with a fixed number of queries."""
    proposals = proposals_of(programme)
    targets = IndicatorTarget.objects.filter(ended_at=None, paper=programme.document_id).select_related(
        "indicator"
    )
    by_key = {one.proposal_key: one for one in targets if one.proposal_key}
    left = {
        one.key: one for one in LeftProposal.objects.filter(programme=programme).select_related("left_by")
    }
    return ProposalBoard(
        tuple(one for one in proposals if one.key not in by_key and one.key not in left),
        tuple((one, by_key[one.key]) for one in proposals if one.key in by_key),
        tuple((one, left[one.key]) for one in proposals if one.key in left and one.key not in by_key),
    )


def not_reviewed(programme: Programme) -> NotReviewed | None:
    """This function will tell with two queries which aims of a programme's paper wait in its review; None for none."""
    read = DocumentReading.objects.filter(document=programme.document_id, state=ReadingState.READ)
    latest = read.order_by("-id").values_list("pk", flat=True).first()
    waiting = Finding.objects.filter(
        reading=latest, kind=FindingKind.TARGET, state=FindingState.PROPOSED
    ).count()
    return NotReviewed(latest, waiting) if latest and waiting else None


def proposals_of(programme: Programme) -> list[TargetProposal]:
    """This function will return the aims that the paper of a programme states, in its order, each once."""
    indicators = list(Indicator.objects.filter(ended_at=None).order_by("order", "code"))
    names = _IndicatorNames(indicators)
    found: dict[str, TargetProposal] = {}
    for one in _stated_in(programme):
        proposal = _proposal(one, names)
        found.setdefault(proposal.key, proposal)
    return sorted(found.values(), key=lambda one: (_first_line(one.lines), one.key))


def proposal_named(programme: Programme, key: str) -> TargetProposal | None:
    """This function will return the aim of a programme that bears a mark; None where there is none."""
    return next((one for one in proposals_of(programme) if one.key == key), None)


def _stated_in(programme: Programme) -> Iterator[_Stated]:
    targets = Target.objects.filter(item__programme=programme, item__ended_at=None).select_related("item")
    for target in targets.order_by("id"):
        yield _of_target(target, programme)
    items = Item.objects.without_tree_fields().filter(programme=programme, ended_at=None, target=None)
    left_out = [ItemKind.SECTION, ItemKind.ANNIVERSARY]
    for item in items.exclude(kind__in=left_out).order_by("position", "id"):
        for words in (item.title, *item.content, item.product):
            yield from _of_words(item, words, programme, (item.due_on, item.ends_on))
    for line in BudgetLine.objects.filter(programme=programme, ended_at=None).order_by("order", "id"):
        yield from _of_words(line, line.text, programme, ())


def _of_target(target: Target, programme: Programme) -> _Stated:
    first, last = programme.first_year, programme.last_year
    doubts: tuple[Doubt, ...] = ()
    if target.phase_from and target.phase_to:
        first, last = target.phase_from.year, target.phase_to.year
    if target.due_on:
        last = target.due_on.year
        first = min(first, last)
    elif not target.phase_to:
        doubts = (Doubt.YEARS,)
    doubts += () if target.comparison in _COMPARISONS else (Doubt.COMPARISON,)
    words = target.item.title if len(target.item.title) > len(target.subject) else target.subject
    aim = aim_of("", value=target.value, unit=target.unit, comparison=target.comparison)
    return _Stated(target.item, words, aim, first, last, doubts, target)


def _of_words(
    row: Item | BudgetLine, words: str, programme: Programme, days: Iterable[date | None]
) -> Iterator[_Stated]:
    for aim in aims_in_words(words or ""):
        folded = folded_form(words)
        by_year = _BY_YEAR.search(folded)
        day = next((one for one in days if one), None)
        first, last = programme.first_year, programme.last_year
        doubts = tuple(Doubt(one) for one in aim.doubts)
        if by_year:
            last = int(by_year[1])
        elif day is not None:
            last = day.year
        elif not _YEAR_STATED.search(folded) and first != last:
            doubts += (Doubt.YEARS,)
        yield _Stated(row, words, aim, min(first, last), last, doubts)


def _proposal(one: _Stated, names: "_IndicatorNames") -> TargetProposal:
    fitting = names.fitting(one.words, one.aim.unit)
    doubts = one.doubts
    if not fitting:
        doubts += (Doubt.NO_INDICATOR,)
    elif len(fitting) > 1:
        doubts += (Doubt.SEVERAL,)
    lines = tuple(tuple(span) for span in one.row.lines)
    told = f"{one.aim.value.normalize():f}|{one.aim.unit}|{one.aim.text}|{folded_form(one.words)}|{lines}"
    return TargetProposal(
        key=hashlib.sha256(told.encode()).hexdigest()[:24],
        row=one.row,
        lines=lines,
        words=" ".join(one.words.split())[:_LONGEST_WORDS],
        aim=one.aim.text,
        value=one.aim.value,
        unit=one.aim.unit,
        comparison=_COMPARISONS.get(one.aim.comparison, Comparison.AT_LEAST),
        first_year=one.first_year,
        last_year=one.last_year,
        indicator=fitting[0] if fitting else None,
        others=tuple(fitting[1:]),
        doubts=doubts,
        read_from=one.read_from,
    )


class _IndicatorNames:
    """Which indicators a sentence may mean: those whose name it has nearly all of, rare words and pairs first."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._words = {one: _features(one.name) for one in indicators}
        having = Counter(word for words in self._words.values() for word in words)
        self._weights: Mapping[str, float] = {
            word: math.log((len(indicators) + 1) / count) * (_PAIR_WEIGHT if " " in word else 1.0)
            for word, count in having.items()
        }

    def fitting(self, sentence: str, unit: str) -> list[Indicator]:
        """This function will return the best one first, then those that come near it; shares fit shares alone."""
        has = _features(sentence)
        scored = [
            (self._share(words, has), one)
            for one, words in self._words.items()
            if (one.unit == PERCENT) == (unit == PERCENT)
        ]
        best = max((score for score, _one in scored), default=0.0)
        kept = [one for one in scored if one[0] >= max(LEAST_FIT, best * _NEAR_BEST)]
        return [one for _score, one in sorted(kept, key=lambda one: (-one[0], one[1].code))]

    def _share(self, words: frozenset[str], has: frozenset[str]) -> float:
        whole = sum(self._weights[word] for word in words)
        return sum(self._weights[word] for word in words & has) / whole if whole else 0.0


def _features(text: str) -> frozenset[str]:
    found: set[str] = set()
    for piece in re.split(r"[.,;:()“”\"]", text):
        words = [folded_word(one) for one in _WORD.findall(piece)]
        found |= {one for one in words if len(one) > 1 and one not in _LINKS}
        found |= {" ".join(pair) for pair in pairwise(words) if not _LINKS & set(pair)}
    return frozenset(found)


def _first_line(lines: Sequence[Any]) -> int:
    return int(lines[0][0]) if lines else 0
