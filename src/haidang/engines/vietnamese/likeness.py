"""How alike two points of different plans are: rare words and word pairs that both have.

A point of guidance and the task that carries it out seldom have a sentence in common, but the few words that tell
them from their neighbours. So a word weighs by its rarity within both papers; bodies, places, dates and the words
of every plan ("tiếp tục đẩy mạnh ...") are left out. The heading of a point is what all of it is about: an item that
has most of its words carries the point out, also where the paragraphs under it say other things.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.engines.vietnamese.lexicon import body_names, name_abbreviations, office_words, province_names

# Measured by evaluation/coverage on pairs checked by hand: from here on more than four of five proposals are right,
# also where pairs that could be judged either way count as wrong.
LEAST_SCORE = 0.22
# From here on a proposal is worth a look where a point would otherwise have none; more of them could be judged
# either way.
WEAK_SCORE = 0.18

# Weight at which the words of a point's heading that an item below has count half: some four rare pairs. "Quảng bá
# hình ảnh tỉnh, thành phố" names what all of its paragraphs are about, and one pair of it alone proves little.
_HALF_PROOF_OF_HEADING = 12.0
# An item with this share of a heading names the whole of it, and stays proposed also where it fits another point more.
_WHOLE_HEADING = 0.9

# An item below that fits one point well is seldom meant for another that it fits much less: a pair counts from this
# share of the item's best score on. Measured by evaluation/coverage: any share from 0.77 to 0.90 gives the same pairs.
LEAST_SHARE_OF_BEST = 0.8

# A syllable says less than a pair, which is mostly a word: "báo" beside "báo chí".
_SYLLABLE_WEIGHT = 0.4
# Shared weight at which a likeness counts half: one pair of words in common proves little, however short the texts.
_HALF_PROOF = 80.0
_MOST_WORDS_TOLD = 4
_LONGEST_PHRASE = 7

_HEADS = (
    "Ủy ban nhân dân|Ủy ban|UBND|HĐND|Hội đồng nhân dân|Ban Tuyên giáo|Ban Chỉ đạo|Ban Thường vụ|Sở|Bộ|Cục|Văn phòng|"
    "Phòng|Thành ủy|Tỉnh ủy|Công an|Thủ tướng|Chính phủ|Viện|Liên hiệp"
)
_NAMED_BODY = re.compile(rf"\b(?:{_HEADS})(?:\s+(?:(?:và|của)\s+)?[A-ZĐÀ-Ỹ]\w*|,\s+(?=[A-ZĐ]))*\b")
_WITH_FIGURES = re.compile(r"\b\d+[\w/.–-]*")
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class ItemText:
    """A point of a plan: its key there, and its text in parts (title, then each dash or sub-task)."""

    key: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LikenessProposal:
    """An item below that may carry out one above, with a score from 0 to below 1 and the words that speak for it."""

    above: str
    below: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Features:
    """Words and word pairs of one text, folded, each with its weight, and the length of them all as a vector."""

    weights: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True)
class _Scored:
    """A pair with its score, and the share of the heading above that the item below has."""

    proposal: LikenessProposal
    heading: float


def propose_matches(
    above: Sequence[ItemText], below: Sequence[ItemText], *, least: float = LEAST_SCORE
) -> tuple[LikenessProposal, ...]:
    """Propose which items below carry out which above, best first; equal scores keep the order of the plans.

    This function will give every pair that scores at least `least` and comes near the best that its item below
    reaches, so that an item may carry out several and be carried out by several. It decides nothing: a person
    confirms. Damaged text should be repaired first, but marks do not count.
    """
    words = {(side, one.key): _words_of(one) for side, items in enumerate((above, below)) for one in items}
    rarity = _rarity_of(words.values())
    parts = {where: [_weighed(part, rarity) for part in found] for where, found in words.items()}
    scored = [
        _proposal(one.key, other.key, _scored_pair(parts[0, one.key], parts[1, other.key]))
        for one in above
        for other in below
    ]
    surfaces = _surfaces(above, below)
    near = [one.proposal for one in _near_the_best(scored) if one.proposal.score >= least]
    return tuple(sorted((_with_surfaces(one, surfaces) for one in near), key=lambda one: -one.score))


def _near_the_best(scored: Sequence[_Scored]) -> Iterator[_Scored]:
    best: dict[str, float] = {}
    for one in scored:
        best[one.proposal.below] = max(one.proposal.score, best.get(one.proposal.below, 0.0))
    return (
        one
        for one in scored
        if one.heading >= _WHOLE_HEADING
        or one.proposal.score >= LEAST_SHARE_OF_BEST * best[one.proposal.below]
    )


def text_likeness(one: str, other: str, neighbours: Iterable[str] = ()) -> float:
    """Score two texts, 0 to below 1; `neighbours` are the other texts of both papers, which tell what is rare."""
    texts = [ItemText(str(number), (text,)) for number, text in enumerate((one, other, *neighbours))]
    rarity = _rarity_of([_words_of(text) for text in texts])
    first, second = (_weighed(_words_of(text)[0], rarity) for text in texts[:2])
    return _likeness(first, second)[0]


def _words_of(item: ItemText) -> list[frozenset[str]]:
    """The words of every part of an item, then those of the whole."""
    parts = [frozenset(_features_of(part)) for part in item.parts]
    return [*parts, frozenset().union(*parts)]


def _features_of(text: str) -> Iterator[str]:
    for run in _runs_of(text):
        yield from (syllable for syllable in run if len(syllable) > 1)
        yield from (" ".join(pair) for pair in pairwise(run))


def _runs_of(text: str) -> list[list[str]]:
    """The folded syllables of a text, parted where something was left out or a mark of punctuation stands."""
    bare = _NAMED_BODY.sub(" . ", _known_names().sub(" . ", normal_form(text)))
    written = _PIECE.findall(_WITH_FIGURES.sub(" . ", bare).lower())
    pieces = [folded_form(piece) for piece in written]
    left_out = _places_of_office_words(pieces) | _places_of_links(written, pieces)
    runs: list[list[str]] = [[]]
    for place, piece in enumerate(pieces):
        if place in left_out or not piece.isalpha():
            runs.append([])
        else:
            runs[-1].append(piece)
    return [run for run in runs if run]


def _places_of_links(written: Sequence[str], folded: Sequence[str]) -> set[int]:
    """Where "từ", "do", "năm" stand; not "tư", "đồ", "Nam", unless the whole text is written without marks."""
    links = office_words()["link"] if written != folded else _folded_words("link")
    return {place for place, piece in enumerate(written) if piece in links}


def _places_of_office_words(pieces: Sequence[str]) -> set[int]:
    found, place = set(), 0
    while place < len(pieces) - 1:
        is_one = f"{pieces[place]} {pieces[place + 1]}" in _folded_words("office")
        found |= {place, place + 1} if is_one else set()
        place += 2 if is_one else 1
    return found


@cache
def _folded_words(kind: str) -> frozenset[str]:
    return frozenset(folded_form(word) for word in office_words()[kind])


@cache
def _known_names() -> re.Pattern[str]:
    names = {*body_names(), *province_names(), *name_abbreviations()}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")


def _rarity_of(items: Iterable[Sequence[frozenset[str]]]) -> dict[str, float]:
    """How rare each word is among all items of both papers: the logarithm of one in how many has it."""
    wholes = [parts[-1] for parts in items]
    having = Counter(word for whole in wholes for word in whole)
    return {word: math.log((len(wholes) + 1) / count) for word, count in having.items()}


def _weighed(words: frozenset[str], rarity: Mapping[str, float]) -> _Features:
    weights = {word: rarity[word] * (1.0 if " " in word else _SYLLABLE_WEIGHT) for word in words}
    return _Features(weights, math.sqrt(sum(weight**2 for weight in weights.values())))


def _best_likeness(above: Sequence[_Features], below: Sequence[_Features]) -> tuple[float, list[str]]:
    """The likeness of the two parts that are most alike, the wholes among them."""
    return max((_likeness(one, other) for one in above for other in below), key=lambda scored: scored[0])


def _scored_pair(above: Sequence[_Features], below: Sequence[_Features]) -> tuple[float, list[str], float]:
    """How alike two items are: by the parts most alike, or by how much of the point's heading the item below has."""
    score, words = _best_likeness(above, below)
    named, heading_words, share = _named_heading(above[0], below[-1])
    return (named, heading_words, share) if named > score else (score, words, share)


def _named_heading(heading: _Features, below: _Features) -> tuple[float, list[str], float]:
    """The share of a heading's weight that the whole of an item has, weighed down where it is little in all."""
    shared = {word: heading.weights[word] for word in heading.weights.keys() & below.weights.keys()}
    proof = sum(shared.values())
    if not proof:
        return 0.0, [], 0.0
    share = proof / sum(heading.weights.values())
    words = sorted(shared, key=lambda word: (-shared[word], word))
    return share * proof / (proof + _HALF_PROOF_OF_HEADING), words, share


def _likeness(one: _Features, other: _Features) -> tuple[float, list[str]]:
    shared = {
        word: one.weights[word] * other.weights[word] for word in one.weights.keys() & other.weights.keys()
    }
    proof = sum(shared.values())
    if not proof:
        return 0.0, []
    cosine = proof / (one.length * other.length)
    # The root only spreads the scores over 0..1; it changes no order.
    score = math.sqrt(min(cosine, 1.0) * proof / (proof + _HALF_PROOF))
    return score, sorted(shared, key=lambda word: (-shared[word], word))


def _proposal(above: str, below: str, scored: tuple[float, list[str], float]) -> _Scored:
    score, words, heading = scored
    return _Scored(LikenessProposal(above, below, round(score, 4), tuple(words)), heading)


def _surfaces(*papers: Iterable[ItemText]) -> dict[str, str]:
    """How each folded word is written: as it first stands in the papers given, the one below last."""
    texts = (part for paper in papers for item in paper for part in item.parts)
    pieces = (
        [piece for piece in _PIECE.findall(normal_form(text).lower()) if piece.isalpha()] for text in texts
    )
    surfaces: dict[str, str] = {}
    for written in pieces:
        for one in written:
            surfaces[folded_form(one)] = one
        for pair in pairwise(written):
            surfaces[folded_form(" ".join(pair))] = " ".join(pair)
    return surfaces


def _with_surfaces(proposal: LikenessProposal, surfaces: Mapping[str, str]) -> LikenessProposal:
    """Tell phrases rather than syllables, written with their marks."""
    pairs = [surfaces.get(word, word) for word in proposal.words if " " in word]
    told = _phrases_of(pairs) or [surfaces.get(word, word) for word in proposal.words]
    return replace(proposal, words=tuple(told[:_MOST_WORDS_TOLD]))


def _phrases_of(pairs: Sequence[str]) -> list[str]:
    """Join pairs that go on in each other: "dư luận", "luận báo", "báo chí" are "dư luận báo chí"."""
    parted = [pair.split(" ") for pair in pairs]
    following = dict(reversed(parted))
    seconds = {second for _, second in parted}
    openings = [pair for pair in parted if pair[0] not in seconds] or parted[:1]
    return [" ".join(_phrase_from(opening, following)) for opening in openings]


def _phrase_from(opening: Sequence[str], following: Mapping[str, str]) -> list[str]:
    phrase = list(opening)
    while len(phrase) < _LONGEST_PHRASE and (after := following.get(phrase[-1])) and after not in phrase:
        phrase.append(after)
    return phrase
