"""Targets that the papers of a programme state, each with its lines, as proposals that an officer decides about.

Nothing is taken by itself: where a sentence leaves open whether at least or exactly, by when, or which indicator is
meant, the proposal says so.
"""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from haidang.documents.enums import FindingKind, FindingState, ReadingState
from haidang.documents.models import DocumentReading, Finding
from haidang.documents.queries.stated_aims import StatedAim, aim_of, aims_in_words
from haidang.engines.reckoning.formulas import Known, parse_formula, written_formula
from haidang.engines.vietnamese.forms import folded_form, folded_word
from haidang.indicators.enums import Comparison
from haidang.indicators.models import Indicator, IndicatorTarget, LeftProposal
from haidang.indicators.queries.names import known_names
from haidang.indicators.queries.series import PERCENT
from haidang.programme.enums import ItemKind
from haidang.programme.models import BudgetLine, Item, Programme, Target

# Share of an indicator's name, by the rarity of its words, that a sentence has to have; and what comes near the best.
LEAST_FIT = 0.5
_NEAR_BEST = 0.7
_PAIR_WEIGHT = 2.0
# Who or what a share is of, by the words that begin its name; a share of people is none of bodies.
_POPULATIONS = {
    "people": "can bo|lanh dao|bien tap vien|phong vien|cong chuc|vien chuc|nhan su|hoc vien|nguoi",
    "bodies": "don vi|co quan|to chuc|so|ban|nganh|uy ban|quan|huyen|thi xa|xa|phuong|dia phuong",
    "portals": "cong|trang",
}
# "Thuộc diện tập huấn": that they are to be counted, not who they are.
_TO_BE_COUNTED = "thuộc diện"
_POPULATION = re.compile(
    r"\W*(?:(?:cac|nhung|toan bo|tong so|so luong|doi ngu)\s+)*(?:"
    + "|".join(rf"(?P<{kind}>(?:{words})\b)" for kind, words in _POPULATIONS.items())
    + ")"
)
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
    """A sentence with a number to be reached, without its indicator yet; `subject` begins with whom it is of."""

    row: Item | BudgetLine
    words: str
    subject: str
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
    names = _IndicatorNames(indicators, known_names())
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
    return _Stated(target.item, words, target.subject, aim, first, last, doubts, target)


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
        yield _Stated(row, words, words.partition(aim.text)[2], aim, min(first, last), last, doubts)


def _proposal(one: _Stated, names: "_IndicatorNames") -> TargetProposal:
    fitting = names.fitting(one)
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


@dataclass(frozen=True, slots=True)
class _Named:
    """An indicator in words: its whole name, what it says of whom, whom it is of, and of which sort these are.

    Whom it is of stands in its name before "đã" and in what its formula divides by.
    """

    name: frozenset[str]
    said: frozenset[str]
    whom: frozenset[str]
    kind: str


class _IndicatorNames:
    """Which indicators a sentence may mean: those whose name it has nearly all of, rare words and pairs first.

    One that says the same of the same sort, people, bodies or portals, may be meant too. Of these the one goes first
    that the subject of the sentence has most of what sets its population apart: "cán bộ phụ trách các cổng, trang được
    tập huấn về thông tin đối ngoại" are the editors of portals, though the name of all officials has more of the words.
    """

    def __init__(self, indicators: Sequence[Indicator], known: Mapping[str, Known]) -> None:
        self._named = {one: _named(one, known) for one in indicators}
        told = [one.name for one in self._named.values()]
        self._weights = _weights_of(told, len(told) + 1)
        of_kind: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for one in self._named.values():
            of_kind[one.kind].add(one.whom)
        # What all populations of a sort have in common sets none apart.
        self._setting_apart = {kind: _weights_of(of_whom, len(of_whom)) for kind, of_whom in of_kind.items()}

    def fitting(self, stated: _Stated) -> list[Indicator]:
        """This function will return the best one first, then those that come near it; shares fit shares alone."""
        sentence, subject = _features(stated.words), _features(stated.subject)
        kind = _kind_of(stated.subject)
        scored = {
            one: _share(named.name, sentence, self._weights)
            for one, named in self._named.items()
            if (one.unit == PERCENT) == (stated.aim.unit == PERCENT)
            and (not kind or named.kind in ("", kind))
        }
        least = max(LEAST_FIT, max(scored.values(), default=0.0) * _NEAR_BEST)
        evidence = {one: self._evidence(self._named[one], kind, subject) for one in scored}
        kept = [
            one
            for one, score in scored.items()
            if score >= least or (evidence[one] > 0 and self._says_the_same(one, sentence))
        ]
        return sorted(kept, key=lambda one: (-evidence[one], -scored[one], one.code))

    def _says_the_same(self, indicator: Indicator, sentence: frozenset[str]) -> bool:
        return _share(self._named[indicator].said, sentence, self._weights) >= LEAST_FIT

    def _evidence(self, named: _Named, kind: str, subject: frozenset[str]) -> float:
        if not kind or named.kind != kind:
            return 0.0
        return sum(self._setting_apart[kind][word] for word in named.whom & subject)


def _named(indicator: Indicator, known: Mapping[str, Known]) -> _Named:
    population = written_formula(parse_formula(indicator.formula), known)[1]
    before, is_split, after = indicator.name.partition(" đã ")
    of_whom = _features(before) if is_split else frozenset()
    # A name that does not say of whom says all of it together, and is matched as a whole alone.
    said = _features(after) if of_whom else frozenset()
    whom = _features(population.replace(_TO_BE_COUNTED, ";"))
    return _Named(_features(indicator.name), said, (of_whom | whom) - said, _kind_of(population))


def _weights_of(told: Collection[frozenset[str]], number: int) -> Mapping[str, float]:
    """A word weighs the more, the fewer of a number have it; two in a row weigh twice."""
    having = Counter(word for words in told for word in words)
    return {
        word: math.log(number / count) * (_PAIR_WEIGHT if " " in word else 1.0)
        for word, count in having.items()
    }


def _share(words: frozenset[str], has: frozenset[str], weights: Mapping[str, float]) -> float:
    whole = sum(weights[word] for word in words)
    return sum(weights[word] for word in words & has) / whole if whole else 0.0


def _kind_of(words: str) -> str:
    """What a share is of, by the words it begins with; "" where they do not tell."""
    found = _POPULATION.match(folded_form(words))
    return (found.lastgroup or "") if found else ""


def _features(text: str) -> frozenset[str]:
    found: set[str] = set()
    for piece in re.split(r"[.,;:()“”\"]", text):
        words = [folded_word(one) for one in _WORD.findall(piece)]
        found |= {one for one in words if len(one) > 1 and one not in _LINKS}
        found |= {" ".join(pair) for pair in pairwise(words) if not _LINKS & set(pair)}
    return frozenset(found)


def _first_line(lines: Sequence[Any]) -> int:
    return int(lines[0][0]) if lines else 0
