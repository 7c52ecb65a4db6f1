"""Figures of a table that a narrative names with another number: by their whole names, or by names shortened."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from haidang.engines.vietnamese.forms import folded_word

# One or two syllables ("đơn vị", "cán bộ") are of many things; three of a name are seldom of another one.
FEWEST_OF_SHORT_NAME = 3
_MOST_WORDS_BEFORE = 5
_MOST_TOKENS_OF_NAME = 60

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_TOKEN = re.compile(rf"{_NUMBER}|[^\W\d_]+|[^\w\s]")
_SENTENCE_ENDS = frozenset(".;!?:")
# Words that stand before a name and say nothing of it.
_COUNTING_WORDS = (("tong", "so"), ("so", "luong"), ("so",))
# Before a number: it is of a plan, of another time, of a part, or rounded, so that it says nothing of the table's.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(ke hoach|du kien|phan dau|muc tieu|chi tieu|se|binh quan|trung binh|so voi|cung ky|trong do|trong so"
    r"|(moi|hang) (ngay|tuan|thang|quy|nam|don vi)|(ky|quy|nam|thang) truoc)\b"
    r"|\b(hon|khoang|gan|tren|duoi|toi thieu|toi da|it nhat|them|tu|den|tang|giam|gom|rieng)$"
)
# What may follow a shortened name: it ends there, or the sentence goes on with something of its own.
_GOES_ON = (("trong", "ky"), ("trong", "quy"), ("trong", "thang"), ("trong", "nam"), ("va",))
_OPENS_PARTS = (("trong", "do"), ("gom",), ("bao", "gom"), ("trong", "so"))


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A figure of the table, by its name."""

    name: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """A narrative names a figure of the table with another number; `words` are the ones of the narrative."""

    figure: TableFigure
    told: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number with the name of a figure right behind it."""

    told: ToldOtherwise
    is_short: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """The name of a figure in folded words, and how few of them still name it."""

    figure: TableFigure
    words: tuple[str, ...]
    fewest: int


def told_otherwise(text: str, figures: Iterable[TableFigure]) -> list[ToldOtherwise]:
    """Find where a narrative names a figure of the table with another number.

    This function will look only for a number right before the name of a figure, whole ("15 tin, bài bằng tiếng nước
    ngoài") or shortened where no other figure is meant ("15 tin bài"). It keeps silent about numbers of a plan, of
    another time or of a part, about a figure that is also named with the number of the table, or in parts that add up
    to it, and about a shortened name where the number of the table stands elsewhere in the text.
    """
    names = [name for one in figures if (name := _name_of(one)) is not None]
    pieces = list(_TOKEN.finditer(text))
    tokens = [folded_word(one[0]) for one in pieces]
    found: defaultdict[TableFigure, list[_Mention]] = defaultdict(list)
    for place, token in enumerate(tokens):
        if re.fullmatch(_NUMBER, token) and not _is_of_something_else(tokens, place):
            mention = _mention_at(pieces, tokens, place, names)
            if mention is not None:
                found[mention.told.figure].append(mention)
    numbers = {_value(one) for one in tokens if re.fullmatch(_NUMBER, one)}
    return [one for figure, mentions in found.items() for one in _wrong_ones(figure, mentions, numbers)]


def _wrong_ones(
    figure: TableFigure, mentions: Sequence[_Mention], numbers: set[Decimal]
) -> Iterable[ToldOtherwise]:
    told = [one.told.told for one in mentions]
    if figure.number in told or sum(told) == figure.number:
        return
    is_clear = len(mentions) == 1 and figure.number not in numbers
    yield from (one.told for one in mentions if is_clear or not one.is_short)


def _mention_at(
    pieces: Sequence[re.Match[str]], tokens: Sequence[str], place: int, names: Sequence[_Name]
) -> _Mention | None:
    """What is named right behind a number: the figure with most words in common, none where several have them."""
    places = _words_behind(tokens, place)
    words = [tokens[at] for at in places]
    common = [(_count_in_common(one.words, words), one) for one in names]
    longest = max((count for count, _one in common), default=0)
    meant = [one for count, one in common if count == longest]
    whole = [one for one in meant if len(one.words) == longest]
    if not longest or (not whole and len(meant) > 1):
        return None
    name, last = (whole or meant)[0], places[longest - 1]
    if not whole and (longest < name.fewest or not _may_end(tokens, last + 1)):
        return None
    said = pieces[place].string[pieces[place].start() : pieces[last].end()]
    return _Mention(ToldOtherwise(name.figure, _value(tokens[place]), said), is_short=not whole)


def _words_behind(tokens: Sequence[str], place: int) -> list[int]:
    """The places of the words right behind a number; commas between them do not count."""
    places: list[int] = []
    for at in range(place + 1, min(len(tokens), place + _MOST_TOKENS_OF_NAME)):
        if tokens[at].isalnum():
            places.append(at)
        elif tokens[at] != "," or not places:
            break
    return places


def _name_of(figure: TableFigure) -> _Name | None:
    tokens = [folded_word(one) for one in _TOKEN.findall(figure.name)]
    words = [one for one in tokens if one.isalnum()]
    for counting in _COUNTING_WORDS:
        if tuple(words[: len(counting)]) == counting and len(words) > len(counting) + 1:
            words = words[len(counting) :]
            break
    if not words:
        return None
    # Two things named together ("tin, bài") are as good as a longer name.
    listed = tokens.index(",") + 1 if "," in tokens else FEWEST_OF_SHORT_NAME
    return _Name(figure, tuple(words), max(2, min(FEWEST_OF_SHORT_NAME, listed)))


def _count_in_common(name: Sequence[str], words: Sequence[str]) -> int:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(name, words, strict=False))
    return sum(1 for _pair in same)


def _may_end(tokens: Sequence[str], place: int) -> bool:
    """Whether a shortened name may end before this place, rather than go on into the name of something else."""
    if place >= len(tokens):
        return True
    following = tuple(tokens[place : place + 4])
    is_cut = not following[0].isalnum()
    if is_cut:
        behind = following[1:]
        return following[0] in ",.;!?)" and not any(behind[: len(one)] == one for one in _OPENS_PARTS)
    return any(following[: len(one)] == one for one in _GOES_ON)


def _is_of_something_else(tokens: Sequence[str], place: int) -> bool:
    """Whether words before a number, in its own part of the sentence, say that it is not of what was done."""
    before: list[str] = []
    for token in reversed(tokens[max(0, place - _MOST_WORDS_BEFORE) : place]):
        if token in _SENTENCE_ENDS or token == ",":
            break
        before.insert(0, token)
    return _OF_SOMETHING_ELSE.search(" ".join(before)) is not None


def _value(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))
