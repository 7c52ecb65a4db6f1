"""What one damaged token may have been: syllables, words of other languages, numbers, signs, or itself."""

import re
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import Protocol

from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repair.channel import Channel
from haidang.engines.vietnamese.repair.figures import (
    mended_number,
    mended_quarter,
    mended_roman,
    number_cost,
)
from haidang.engines.vietnamese.repair.language_model import (
    NUMBER,
    SIGN,
    SPECIAL_WORDS,
    UNKNOWN,
    LanguageModel,
)
from haidang.engines.vietnamese.repair.parts import Capitals, write_with
from haidang.engines.vietnamese.repair.sign_tokens import mended_codes, mended_sign, sign_sureness
from haidang.engines.vietnamese.repair.tokens import Token, is_protected, looks_coded

# The costs below are negative logarithms, set by hand and checked leaving one paper out.
_MOST = 32
_REACH = 13.0
_MARK_COSTS = {
    "": 0.15,
    ",": 2.6,
    ".": 3.2,
    ";": 4.0,
    ":": 4.5,
    ")": 5.0,
    "”": 5.5,
    '"': 5.5,
    "...": 6.0,
    "?": 8.0,
}
_ODD_MARK = 6.5
# What a word the model does not know costs by letter: small letters, a name, a code in capitals; alone, a letter.
_UNKNOWN_BY_LETTER = {"small": 4.0, "mixed": 4.0, "first": 3.5, "all": 2.8, "one": 7.0, "none": 7.0}
_UNKNOWN_AT_ALL = 1.0
_KEPT_ODD = 5.0
# What a run that nothing explains is worth: small letters are no word, a capital may begin a name, codes have many.
_KEPT_SURENESS = {"small": 0.4, "first": 0.8, "mixed": 0.8}
_SURENESS_OF_REST = 0.95
_MARK_INSIDE = 3.5
_LABEL_NUMBER = 0.3
_ROMAN_UNKNOWN = 2.0
_ROMAN_MEANT = 4.0
_ONES = re.compile("1{2,3}")
_LETTER_ALONE = 7.0
_DD_IN_CODE = 2.5
# How much the habit of a syllable to stand with a capital counts (Đông, Bộ do, động does not).
_HABIT_WEIGHT = 1.0
_MEND = 2.5
_WRONG_CAPITALS = 5.0
_ALL_CAPITALS = 8.5
_LABEL_MARKS = {".", ")"}
_MARKS_INSIDE = re.compile(r"[^\w&€¢@]")
_PLAIN_MARKS = ",.;:)”"
_LOOKS_LIKE_CAPITAL = frozenset("CEIKOPSUVWXZ")

# How dear it is that a word written one way shows letters of another kind.
_CAPITALS_COST: dict[str, dict[Capitals, float]] = {
    "small": {Capitals.NONE: 0.0, Capitals.FIRST: 5.5},
    "none": {Capitals.NONE: 0.3, Capitals.FIRST: 2.5, Capitals.ALL: 4.0},
    "one": {Capitals.FIRST: 0.3, Capitals.ALL: 2.0, Capitals.NONE: 4.0},
    "first": {Capitals.FIRST: 0.0, Capitals.NONE: 5.0},
    "all": {Capitals.ALL: 7.0, Capitals.FIRST: 2.5},
    "mixed": {Capitals.NONE: 1.5, Capitals.FIRST: 1.5, Capitals.ALL: 4.0},
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a token may have been: its number in the language model, its text, its cost.

    `sureness` (0 to 1) is what it is worth even where nothing else comes into question.
    """

    word: int
    text: str
    cost: float
    sureness: float = 1.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a token stands.

    In a line of capitals or beside words in them, behind the word for quarter, at the head of a line or filling it
    alone, inside a sentence.
    """

    in_capitals: bool
    near_capitals: bool
    after_quarter: bool
    opens_line: bool
    fills_line: bool
    is_inside: bool


class TokenReader(Protocol):
    """What the search asks: the readings of a token where it stands."""

    def readings_of(self, token: Token, setting: Setting) -> list[Reading]:
        """The readings of a token, cheapest first."""
        ...


def letters_shown(core: str) -> str:
    """Tell what a run shows of capitals: small, first, all, one, mixed, or none where it has no letters."""
    letters = [letter for letter in core if letter.isalpha()]
    if not letters:
        return "none"
    capitals = sum(letter.isupper() for letter in letters)
    if capitals == 0:
        return "small"
    if capitals == len(letters):
        return "one" if capitals == 1 else "all"
    return "first" if capitals == 1 and letters[0].isupper() else "mixed"


class Reader:
    """Works out the readings of tokens, each form once."""

    def __init__(self, model: LanguageModel, channel: Channel) -> None:
        self._model, self._channel = model, channel
        self._habits = {
            Capitals.FIRST: [-_HABIT_WEIGHT * log(share) for share in model.capital_shares],
            Capitals.NONE: [-_HABIT_WEIGHT * log(1 - share) for share in model.capital_shares],
        }
        self._known: dict[tuple[str, Setting], list[Reading]] = {}
        self._foreign: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(model.words[len(SPECIAL_WORDS) :], len(SPECIAL_WORDS)):
            if not model.syllables[number]:
                self._foreign[folded_form(word)].append(number)

    def readings_of(self, token: Token, setting: Setting) -> list[Reading]:
        """The readings of a token where it stands, cheapest first."""
        key = (token.raw, setting)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._work_out(token, setting)
        return known

    def _work_out(self, token: Token, setting: Setting) -> list[Reading]:
        if is_protected(token.raw):
            return [Reading(UNKNOWN, token.raw, 0.0)]
        if looks_coded(token.core):
            sign = mended_sign(token.core)
            return [Reading(SIGN, token.before + sign + token.after, 0.0, sign_sureness(sign))]
        readings = [self._kept(token), *self._numbers(token, setting), *self._foreign_words(token)]
        readings += self._romans(token, setting) + self._quarters(token, setting)
        readings += _list_letters(token) if setting.opens_line else []
        readings += self._syllables(token, setting)
        return self._likeliest(readings)

    def _kept(self, token: Token) -> Reading:
        core = token.core
        cost = _UNKNOWN_AT_ALL + _UNKNOWN_BY_LETTER[letters_shown(core)] * len(core)
        cost += _KEPT_ODD * sum(not (letter.isascii() and letter.isalpha()) for letter in core)
        text = token.before + mended_codes(core) + token.after if core.isupper() else token.raw
        sureness = _KEPT_SURENESS.get(letters_shown(core), _SURENESS_OF_REST)
        return Reading(UNKNOWN, text, cost + _mark_cost(token.after), sureness)

    def _numbers(self, token: Token, setting: Setting) -> list[Reading]:
        number, mends = mended_number(token.core)
        if not number:
            return []
        is_label = _is_label(token, setting) and len(number) < 3
        cost = _LABEL_NUMBER if is_label else number_cost(number) + _mark_cost(token.after)
        cost += _ROMAN_MEANT if setting.in_capitals and _ONES.fullmatch(number) else 0.0
        cost += _MEND * mends
        return [Reading(NUMBER, token.before + number + token.after, cost)]

    def _romans(self, token: Token, setting: Setting) -> list[Reading]:
        roman = mended_roman(token.core)
        is_heading = setting.in_capitals and setting.opens_line
        if not roman or not (is_heading or set(token.core) & set("IVX")):
            return []
        slips = sum(letter not in "IVX" for letter in token.core)
        cost = 0.5 + (0.5 if is_heading else _MEND) * slips
        cost += 0.0 if _is_label(token, setting) else _mark_cost(token.after)
        return [self._roman_reading(token, roman, "", cost)]

    def _quarters(self, token: Token, setting: Setting) -> list[Reading]:
        """Quarters of a year: "III/2026" anywhere, "I11" or "11/2026" behind the word for quarter."""
        quarter, year = mended_quarter(token.core, is_expected=setting.after_quarter)
        if not quarter:
            return []
        return [self._roman_reading(token, quarter, year, 0.3 + _mark_cost(token.after))]

    def _roman_reading(self, token: Token, roman: str, year: str, cost: float) -> Reading:
        known = self._model.ids.get(roman.lower(), UNKNOWN)
        cost += _ROMAN_UNKNOWN if known == UNKNOWN else 0.0
        return Reading(known, token.before + roman + year + token.after, cost)

    def _foreign_words(self, token: Token) -> list[Reading]:
        readings = []
        for core, slips in _code_variants(token.core):
            for number in self._foreign.get(folded_form(core), ()):
                word = self._model.words[number]
                cost = slips + 0.1 + 0.7 * sum(not letter.isascii() for letter in word)
                if letters_shown(token.core) == "small" and letters_shown(word) != "small":
                    cost += _WRONG_CAPITALS
                if len(core) == 1 and not token.after.startswith((".", ")")):
                    cost += _LETTER_ALONE
                text = token.before + _cased_like(token.core, word) + token.after
                readings.append(Reading(number, text, cost + _mark_cost(token.after)))
        return readings

    def _syllables(self, token: Token, setting: Setting) -> list[Reading]:
        readings = []
        for taken in range(min(len(token.after), 2) + 1):
            core, after = token.core + token.after[:taken], token.after[taken:]
            if any(mark in _PLAIN_MARKS for mark in token.after[:taken]):
                continue
            readings += self._syllables_of(token.before, core, after, setting)
        return readings + self._without_marks(token, setting)

    def _likeliest(self, readings: list[Reading]) -> list[Reading]:
        """The readings within reach by their own costs and those of their words alone; the cheapest of a word."""
        costs = self._model.word_costs
        best: dict[tuple[int, str], Reading] = {}
        for reading in sorted(readings, key=lambda one: one.cost):
            best.setdefault((reading.word, reading.text if reading.word <= SIGN else ""), reading)
        ranked = sorted(best.values(), key=lambda one: one.cost + costs[one.word])
        limit = ranked[0].cost + costs[ranked[0].word] + _REACH
        return [one for one in ranked[:_MOST] if one.cost + costs[one.word] <= limit]

    def _without_marks(self, token: Token, setting: Setting) -> list[Reading]:
        """Specks inside a word are read as marks: "hu:é’ng" is "hướng"."""
        plain = _MARKS_INSIDE.sub("", token.core)
        if plain == token.core or not plain:
            return []
        cost = _MARK_INSIDE * (len(token.core) - len(plain)) ** 0.5
        found = self._syllables_of(token.before, plain, token.after, setting)
        return [Reading(one.word, one.text, one.cost + cost) for one in found]

    def _syllables_of(self, before: str, core: str, after: str, setting: Setting) -> list[Reading]:
        marks, words, readings = _mark_cost(after), self._model.words, []
        for capitals, cost in _ways_of_capitals(core, setting):
            habits = self._habits.get(capitals) if setting.is_inside else None
            shown = core.capitalize() if capitals is Capitals.FIRST and core.isupper() else core
            for channel_cost, word in self._channel.syllables_for(shown, capitals):
                total = marks + cost + channel_cost + (habits[word] if habits else 0.0)
                readings.append(Reading(word, before + write_with(capitals, words[word]) + after, total))
        return readings


def _ways_of_capitals(core: str, setting: Setting) -> list[tuple[Capitals, float]]:
    shown = letters_shown(core)
    costs = dict(_CAPITALS_COST[shown])
    if setting.near_capitals and shown != "small":
        first = 3.0 if setting.in_capitals else 1.0
        costs = {Capitals.ALL: 0.0, **({Capitals.FIRST: first} if shown != "all" else {})}
    elif shown == "all":
        costs = {Capitals.ALL: _ALL_CAPITALS, Capitals.FIRST: 2.5 * (len(core) - 1)}
    elif shown == "first" and core[0] == "I":
        costs[Capitals.NONE] = 1.0
    elif shown == "first" and core[:1] not in _LOOKS_LIKE_CAPITAL:
        del costs[Capitals.NONE]
    elif shown == "small":
        del costs[Capitals.FIRST]
    return list(costs.items())


def _code_variants(core: str) -> list[tuple[str, float]]:
    """A code in capitals as it is, and with one P or B taken for the Đ that English models read so."""
    if not core.isupper() or len(core) < 2:
        return [(core, 0.0)]
    places = [place for place, letter in enumerate(core) if letter in "PB"]
    return [(core, 0.0)] + [(core[:place] + "D" + core[place + 1 :], _DD_IN_CODE) for place in places]


def _cased_like(core: str, word: str) -> str:
    """Words of other languages keep their usual capitals unless the token shows more."""
    shown = letters_shown(core)
    if shown in {"all", "one"}:
        return word if letters_shown(word) == "mixed" and not core.isupper() else word.upper()
    if shown == "first":
        return write_with(Capitals.FIRST, word)
    return word


def _is_label(token: Token, setting: Setting) -> bool:
    """A number that labels a line, fills it alone or stands in brackets."""
    is_bracketed = token.before.endswith("(") and token.after.startswith(")")
    opens = setting.opens_line and token.after[:1] in _LABEL_MARKS
    return is_bracketed or opens or (setting.fills_line and not token.after)


def _list_letters(token: Token) -> list[Reading]:
    """Letters that label points: "¢)" at the head of a line is "c)"."""
    letter = _LABELS.get(token.core)
    if letter is None or not token.after.startswith(")"):
        return []
    return [Reading(UNKNOWN, token.before + letter + token.after, 0.0)]


_LABELS = {"¢": "c", "€": "e", "é": "e"} | {letter: letter for letter in "abcdeghiklmn"}


def _mark_cost(marks: str) -> float:
    return _MARK_COSTS.get(marks) or _ODD_MARK + 1.0 * len(marks)
