"""Formulas of indicators: sums of what was counted, or one such sum over another.

A formula names what it counts: "tin-anh + tin-trung", "dao_tao / can_bo", "(a + 2 * b) / (c - d)". A hyphen inside a
name belongs to it; a minus stands between spaces. Nothing is ever run: the text is cut into signs and read by the four
rules below. Only what adds up over units is taken, so that the whole is always the numerators over the denominators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from haidang.engines.reckoning.errors import ReckoningError
from haidang.engines.reckoning.measures import Ratio

MOST_CHARACTERS = 300
MOST_BRACKETS = 20
# Coefficients are written by people: "1000", "0.5". More digits than these are a slip of typing.
_MOST_DIGITS = 9
_SIGN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*)|(?P<mark>[-+*/()]))"
)


class BadFormula(ReckoningError):
    """A formula that was not understood or has no true total; `place` is the character, from 1."""

    def __init__(self, reason: str, *, place: int = 0, names: tuple[str, ...] = ()) -> None:
        super().__init__(reason, place, names)
        self.reason = reason
        self.place = place
        self.names = names


@dataclass(frozen=True, slots=True)
class Term:
    """So many times what stands under a name."""

    times: Decimal
    name: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of terms, over another where it is a ratio. Each name stands once in each sum, in order of first use."""

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()

    @property
    def is_ratio(self) -> bool:
        """Whether it is so much of so much."""
        return bool(self.denominator)

    @property
    def names(self) -> tuple[str, ...]:
        """What it counts, each once."""
        return tuple(dict.fromkeys(term.name for term in (*self.numerator, *self.denominator)))


@dataclass(frozen=True, slots=True)
class Known:
    """What a name of a formula stands for: in which unit, and whether it adds up over units."""

    label: str
    unit: str
    adds_up: bool = True


def parse_formula(text: str) -> Formula:
    """Read a formula as people write it.

    This function will raise BadFormula, and nothing else, for any text that is no formula. Its reasons: "empty",
    "too_long", "sign" (a character it does not know), "end" (it stops half-way), "unexpected", "brackets",
    "number_alone" (nothing was counted), "product" (two counts multiplied have no total), "second_line" (more than one
    stroke between counts), "zero" (division by zero), "nothing" (all terms cancel out), "number" (too many digits).
    """
    if len(text) > MOST_CHARACTERS:
        raise BadFormula("too_long")
    if not text.strip():
        raise BadFormula("empty")
    reader = _Reader(tuple(_signs(text)))
    value = reader.read_sum(depth=0)
    reader.expect_end()
    if not value.has_names:
        raise BadFormula("number_alone")
    return Formula(_terms(value.above), _terms(value.below) if value.below is not None else ())


def check_formula(formula: Formula, known: Mapping[str, Known]) -> None:
    """Check that every name is known and adds up over units, and that only like units are added.

    This function will raise BadFormula with the names: "unknown", "not_added_up", "unlike".
    """
    if unknown := tuple(name for name in formula.names if name not in known):
        raise BadFormula("unknown", names=unknown)
    if fixed := tuple(name for name in formula.names if not known[name].adds_up):
        raise BadFormula("not_added_up", names=fixed)
    for terms in (formula.numerator, formula.denominator):
        first = terms[0].name if terms else ""
        for term in terms[1:]:
            if known[term.name].unit != known[first].unit:
                raise BadFormula("unlike", names=(first, term.name))


def reckon_formula(formula: Formula, figures: Mapping[str, Decimal]) -> Ratio | None:
    """Reckon a formula of figures by name; a sum is taken over one.

    This function will return None where a figure is missing: a part is not the whole.
    """
    if any(name not in figures for name in formula.names):
        return None
    below = _sum_of(formula.denominator, figures) if formula.is_ratio else Decimal(1)
    return Ratio(_sum_of(formula.numerator, figures), below)


def written_formula(formula: Formula, known: Mapping[str, Known]) -> tuple[str, str]:
    """This function will return both sums in the words of what they count; the second is empty without one."""
    return _words(formula.numerator, known), _words(formula.denominator, known)


def _words(terms: tuple[Term, ...], known: Mapping[str, Known]) -> str:
    said: list[str] = []
    for term in terms:
        label = known[term.name].label if term.name in known else term.name
        sign = "- " if term.times < 0 else "+ " if said else ""
        times = "" if abs(term.times) == 1 else f"{abs(term.times).normalize():f} x "
        said.append(f"{sign}{times}{label}")
    return " ".join(said)


def _sum_of(terms: tuple[Term, ...], figures: Mapping[str, Decimal]) -> Decimal:
    return sum((term.times * figures[term.name] for term in terms), Decimal(0))


type _Sum = dict[str, Decimal]
# The name of what is a number alone.
_NUMBER = ""


@dataclass(frozen=True, slots=True)
class _Value:
    """What has been read so far: a sum, or one over another."""

    above: _Sum
    below: _Sum | None = None

    @property
    def has_names(self) -> bool:
        return self.below is not None or any(self.above)

    @property
    def number(self) -> Decimal:
        return self.above.get(_NUMBER, Decimal(0))

    def times(self, factor: Decimal) -> _Value:
        return _Value({name: one * factor for name, one in self.above.items()}, self.below)


@dataclass(frozen=True, slots=True)
class _Sign:
    kind: str
    text: str
    place: int


def _signs(text: str) -> Iterator[_Sign]:
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _SIGN.match(text, at)
        if found is None or found.lastgroup is None:
            raise BadFormula("sign", place=at + 1)
        kind = found.lastgroup
        yield _Sign(kind, found[kind], found.start(kind) + 1)
        at = found.end()


class _Reader:
    """Reads signs from left to right: a sum of products of parts; a part is a number, a name or a sum in brackets."""

    def __init__(self, signs: tuple[_Sign, ...]) -> None:
        self._signs = signs
        self._at = 0

    def expect_end(self) -> None:
        if self._at < len(self._signs):
            raise BadFormula("unexpected", place=self._signs[self._at].place)

    def read_sum(self, depth: int) -> _Value:
        value = self._read_product(depth)
        while mark := self._take("+", "-"):
            other = self._read_product(depth)
            value = _added(value, other.times(Decimal(1 if mark.text == "+" else -1)), mark.place)
        return value

    def _read_product(self, depth: int) -> _Value:
        value = self._read_part(depth)
        while mark := self._take("*", "/"):
            other = self._read_part(depth)
            value = (_multiplied if mark.text == "*" else _divided)(value, other, mark.place)
        return value

    def _read_part(self, depth: int) -> _Value:
        if mark := self._take("("):
            if depth >= MOST_BRACKETS:
                raise BadFormula("brackets", place=mark.place)
            value = self.read_sum(depth + 1)
            if not self._take(")"):
                raise BadFormula("brackets", place=mark.place)
            return value
        if self._at >= len(self._signs):
            raise BadFormula("end")
        sign = self._signs[self._at]
        if sign.kind == "mark":
            raise BadFormula("unexpected", place=sign.place)
        self._at += 1
        if sign.kind == "name":
            return _Value({sign.text: Decimal(1)})
        if len(sign.text) > _MOST_DIGITS:
            raise BadFormula("number", place=sign.place)
        return _Value({_NUMBER: Decimal(sign.text)})

    def _take(self, *marks: str) -> _Sign | None:
        if self._at < len(self._signs) and self._signs[self._at].text in marks:
            self._at += 1
            return self._signs[self._at - 1]
        return None


def _added(one: _Value, other: _Value, place: int) -> _Value:
    if one.below is not None or other.below is not None:
        raise BadFormula("second_line", place=place)
    if one.has_names != other.has_names:
        raise BadFormula("number_alone", place=place)
    summed = dict(one.above)
    for name, times in other.above.items():
        summed[name] = summed.get(name, Decimal(0)) + times
    return _Value(summed)


def _multiplied(one: _Value, other: _Value, place: int) -> _Value:
    if one.has_names and other.has_names:
        raise BadFormula("product", place=place)
    return one.times(other.number) if one.has_names else other.times(one.number)


def _divided(one: _Value, other: _Value, place: int) -> _Value:
    if other.has_names:
        if one.below is not None or other.below is not None:
            raise BadFormula("second_line", place=place)
        if not one.has_names:
            raise BadFormula("number_alone", place=place)
        return _Value(one.above, other.above)
    if not other.number:
        raise BadFormula("zero", place=place)
    return one.times(1 / other.number)


def _terms(found: _Sum) -> tuple[Term, ...]:
    terms = tuple(Term(times, name) for name, times in found.items() if times)
    if not terms:
        raise BadFormula("nothing")
    return terms
