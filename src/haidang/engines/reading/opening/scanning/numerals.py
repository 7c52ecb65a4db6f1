"""Roman numerals that the recogniser took for letters ("IH", "VỊ", "VINH"): told by what must stand in their place.

A numeral is read where the words before it ask for one ("Quý IH/2026") or where the rows above count on to it.
"""

import re
from collections.abc import Sequence

from haidang.engines.reading.exchanged_words import exchanged_word
from haidang.engines.reading.paper import Token
from haidang.engines.vietnamese.repair.figures import is_roman_numeral

_NUMERAL = re.compile(r"(\W*)([VXIHNMUÌÍỊỈl1|!\]\[itjíìịỉ]{1,6})([/.,:;)–-].*)?")
_FOURTH_QUARTER = re.compile(r"TV(?=$|[/.,:;)–-])")
_BARS = re.compile(r"[^VX]+")
_TWO_BARS = str.maketrans(
    {"H": "II", "N": "II", "Ì": "I", "Í": "I", "Ị": "I", "Ỉ": "I", "l": "I", "1": "I", "|": "I"}
)
_BEFORE_NUMERAL = frozenset({"quý", "khóa", "khoá", "thứ", "phần", "chương", "lục"})
_FEWEST_WITH_V = 4
_LONGEST_NUMBER = 2  # signs of a row's number that was misread
_SURE = 0.9  # of a numeral that is one: it is believed against the rows above
_COUNTED = 0.7  # how sure a numeral is that was read from its place


def with_numerals(run: Sequence[Token]) -> list[Token]:
    """This function will read numerals behind words that ask for one; one whose bars cannot be counted stays."""
    read: list[Token] = []
    for token in run:
        before = read[-1].text.lower() if read else ""
        token = _fourth_quarter(token) if before == "quý" else token
        read.append(_numeral_behind(token) if before in _BEFORE_NUMERAL else token)
    return read


class LabelCounter:
    """Follows the Roman numerals that count the groups of a table, row by row."""

    def __init__(self) -> None:
        self._last = 0
        self._count = 0  # the number of the row above, 0 below a heading

    def label_in(self, token: Token, below: Sequence[str] = ()) -> Token:
        """This function will give the label of a row as it was meant, when it looks like the next numeral.

        `below` are the labels of the rows that follow. Ones are a numeral where the row below begins to count: "1"
        above "1" is "I", and "11" is "II". A sign between the rows 4 and 6 is "5", and one between the groups IV
        and VI is "V".
        """
        following = below[0] if below else ""
        counted = self._number_of(token, following) or self._numeral_between(token, below)
        return exchanged_word(token, counted, _COUNTED) if counted else self._numeral_in(token, following)

    def _number_of(self, token: Token, following: str) -> str:
        """The number of a row whose sign is none, where the next one is seen in it or left out; "" elsewhere."""
        number = token.text.strip(" .")
        above, self._count = self._count, int(number) if number.isdecimal() else 0
        if not above or self._count or len(number) > _LONGEST_NUMBER:
            return ""
        is_seen = token.confidence < _SURE and _is_seen_in(token, str(above + 1))
        if not is_seen and following != str(above + 2):
            return ""
        self._count = above + 1
        return str(self._count)

    def _numeral_between(self, token: Token, below: Sequence[str]) -> str:
        """The numeral of a group that was read as none, where the groups above and below leave one out."""
        is_doubtful = token.confidence < _SURE and len(token.text) <= _LONGEST_NUMBER
        if not is_doubtful or not self._last or below[:1] != ["1"] or self._last + 2 >= len(_NUMERALS):
            return ""
        next_group = next((label for label in below if is_roman_numeral(label)), "")
        if is_roman_numeral(token.text) or next_group != _NUMERALS[self._last + 2]:
            return ""
        self._last += 1
        return _NUMERALS[self._last]

    def _numeral_in(self, token: Token, following: str) -> Token:
        head, body, rest = _parts(token.text)
        if set(body) == {"1"} and following == "1" and self._last + 1 == len(body) < _FEWEST_WITH_V:
            self._last += 1
            return exchanged_word(token, f"{head}{'I' * len(body)}{rest}", _COUNTED)
        if is_roman_numeral(body) and token.confidence >= _SURE:
            self._last = _NUMERALS.index(body)
            return token
        meant = _NUMERALS[self._last + 1] if self._last + 1 < len(_NUMERALS) else ""
        if not meant or not body or body.isdigit() or _outline(body) != _outline(meant):
            self._last = _NUMERALS.index(body) if is_roman_numeral(body) else self._last
            return token
        self._last += 1
        return exchanged_word(token, f"{head}{meant}{rest}", _COUNTED)


def _is_seen_in(token: Token, label: str) -> bool:
    return any(text.strip(" .") == label for text, _ in token.alternatives)


def _fourth_quarter(token: Token) -> Token:
    """A "T" begins no numeral, but is what the first bar of "IV" is read as."""
    return exchanged_word(token, _FOURTH_QUARTER.sub("IV", token.text, count=1), _COUNTED)


def _numeral_behind(token: Token) -> Token:
    head, body, rest = _parts(token.text)
    meant = body.translate(_TWO_BARS)
    if is_roman_numeral(body) or not is_roman_numeral(meant):
        return token
    return exchanged_word(token, f"{head}{meant}{rest}", _COUNTED)


def _parts(text: str) -> tuple[str, str, str]:
    found = _NUMERAL.fullmatch(text)
    return (found[1], found[2], found[3] or "") if found else (text, "", "")


def _outline(body: str) -> str:
    """A numeral by its V and X alone, its bars as one: their count is what the recogniser gets wrong."""
    return _BARS.sub("I", body)


def _numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


_NUMERALS = [_numeral(value) for value in range(40)]
