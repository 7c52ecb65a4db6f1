"""Names of bodies: the same body under its full name, its abbreviations and small differences of writing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.engines.vietnamese.lexicon import agency_abbreviations, name_abbreviations, province_names

# Scores that callers decide by. Measured on the 55 bodies named in the answers for the seed papers: a slip of
# typing lies above 0.88, the nearest other body ("Bộ" for "Sở Thông tin và Truyền thông") at 0.74.
EXACT_SCORE = 1.0
PLACE_NAMED_SCORE = 0.97  # "... thành phố" beside "... thành phố Hà Nội"
PLACE_LEFT_OUT_SCORE = 0.95  # "Sở Du lịch" beside "Sở Du lịch thành phố Hà Nội"
MARKS_LOST_SCORE = 0.93  # "So Ngoai vu": typed without marks, or damaged
LIKELY_SCORE = 0.88  # below this a person has to choose
LEAST_SCORE = 0.6  # below this nothing is proposed

_FUZZY_CEILING = 0.94
_OTHER_WORDS_CEILING = 0.8
_OTHER_PLACE_SCORE = 0.7
# Two words this alike are one word with a slip; "nội" and "ngoại" are not.
_SAME_WORD_RATIO = 74
# Every name of a register of the whole country: 4,165 bodies bear 8,387.
_NAMES_KEPT = 32_768


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """A candidate's name as given, and how surely it is the body asked for: 0..1, 1 only for the same key."""

    name: str
    score: float


@lru_cache(maxsize=_NAMES_KEPT)
def agency_key(name: str) -> str:
    """The form in which names of one body are the same.

    This function will write abbreviations out, drop "và", "&", dashes, commas and letter case:
    "Trung tâm Thông tin - Truyền thông" and "TT Thông tin và Truyền thông" have one key, as have
    "UBND TP Hà Nội" and "Ủy ban nhân dân thành phố Hà Nội".
    """
    joined = _JOINED_CAPITALS.sub(_joined_code, normal_form(name))
    words = [_word_written_out(word) for word in _BETWEEN_WORDS.split(joined)]
    plain = normal_form(" ".join(words).lower())
    return " ".join(word for word in _opening_written_out(plain).split() if word != "và")


def match_agency(name: str, candidates: Iterable[str]) -> list[AgencyMatch]:
    """Propose which of the candidates a name means, best first.

    This function will leave out what scores under LEAST_SCORE. Two close scores mean that the name is
    ambiguous; it never chooses. The same score keeps the order of the alphabet.
    """
    key = agency_key(name)
    scored = [AgencyMatch(candidate, _score_keys(key, agency_key(candidate))) for candidate in candidates]
    return sorted(
        (match for match in scored if match.score >= LEAST_SCORE),
        key=lambda match: (-match.score, match.name),
    )


# "GD&ĐT", "GD - ĐT", "VH,TT&DL", "TT và TT" are one abbreviation where the letters together are known as one.
_JOINED_CAPITALS = re.compile(r"\b[A-ZĐ]{2,8}(?:(?:\s?(?:&|-|–|và)\s?|,)[A-ZĐ]{2,8}\b){1,4}")
_BETWEEN_WORDS = re.compile(r"[\s,;.:()&/\"“”–—-]+")
_NOTE_IN_NAME = re.compile(r" ?\(.*?\)| ?/.*")
_OPENING_ABBREVIATION = "tt "  # "TT Thông tin", where no other TT can stand
# "Tỉnh ủy", "Xã hội" name no place.
_LEVEL = r"thành phố|tỉnh(?! ủy)|quận(?! ủy)|huyện(?! ủy)|thị xã(?! ủy)|thị trấn|phường|xã(?! hội)|đặc khu"
_LEVELS_OF_PROVINCES = {"", "thành phố", "tỉnh"}


@dataclass(frozen=True, slots=True)
class _Place:
    """What a name says of the place: level ("thành phố", or nothing before a bare "Hà Nội") and name."""

    level: str
    name: str


@cache
def _written_out() -> dict[str, str]:
    """Codes with names; a name may hold a code of its own ("Văn phòng UBND")."""
    bodies = {code: _NOTE_IN_NAME.sub("", name) for code, name in agency_abbreviations().items()}
    codes = {code: name for code, name in bodies.items() if len(code) > 2} | name_abbreviations()
    return {code: " ".join(codes.get(word, word) for word in name.split()) for code, name in codes.items()}


def _joined_code(match: re.Match[str]) -> str:
    code = re.sub("[^A-ZĐ]", "", match.group())
    return code if code in _written_out() else match.group()


def _word_written_out(word: str) -> str:
    code = "TP" if word in {"Tp", "tp"} else word
    return _written_out().get(code, word)


def _opening_written_out(plain: str) -> str:
    if plain.startswith(_OPENING_ABBREVIATION):
        return "trung tâm " + plain.removeprefix(_OPENING_ABBREVIATION)
    return plain


def _score_keys(first: str, second: str) -> float:
    if first == second:
        return EXACT_SCORE if first else 0.0
    same_body = [
        _score_places(first_place, second_place)
        for first_body, first_place in _readings(first)
        for second_body, second_place in _readings(second)
        if first_body == second_body
    ]
    if same_body:
        return max(same_body)
    if _folded_key(first) == _folded_key(second):
        return MARKS_LOST_SCORE
    ceiling = _FUZZY_CEILING if _has_same_words(first, second) else _OTHER_WORDS_CEILING
    return round(fuzz.ratio(first, second) / 100 * ceiling, 3)


@lru_cache(maxsize=_NAMES_KEPT)
def _folded_key(key: str) -> str:
    return folded_form(key)


_PLACE_WITH_LEVEL = re.compile(rf" (?P<level>{_LEVEL})(?: (?P<name>.*))?$")


@cache
def _bare_province() -> re.Pattern[str]:
    return re.compile(f" ({'|'.join(sorted(re.escape(agency_key(name)) for name in province_names()))})$")


def _readings(key: str) -> list[tuple[str, _Place]]:
    """A key as body and place; an end that could be a bare province is read both ways ("Ủy ban Hòa bình")."""
    leveled = _PLACE_WITH_LEVEL.search(key)
    if leveled:
        return [(key[: leveled.start()], _Place(leveled["level"], leveled["name"] or ""))]
    whole = [(key, _Place("", ""))]
    province = _bare_province().search(key)
    return [*whole, (key[: province.start()], _Place("", province[1]))] if province else whole


def _score_places(first: _Place, second: _Place) -> float:
    """The same body of two places: close while one of them leaves open what the other says."""
    if _Place("", "") in (first, second):
        return PLACE_LEFT_OUT_SCORE
    if _is_same_level(first.level, second.level) and _agree(first.name, second.name):
        return PLACE_NAMED_SCORE
    return _OTHER_PLACE_SCORE


def _is_same_level(first: str, second: str) -> bool:
    return first == second or ("" in (first, second) and {first, second} <= _LEVELS_OF_PROVINCES)


def _agree(first: str, second: str) -> bool:
    return first == second or "" in (first, second)


def _has_same_words(first: str, second: str) -> bool:
    """Whether the names differ by slips inside words only, not by a word more, less or other."""
    first_words, second_words = first.split(), second.split()
    return len(first_words) == len(second_words) and all(
        _is_same_word(one, other) for one, other in zip(first_words, second_words, strict=True)
    )


def _is_same_word(one: str, other: str) -> bool:
    """Of short words half the letters may differ when only the mark does ("sở", "sỡ"), not "bộ" and "sở"."""
    if fuzz.ratio(one, other) >= _SAME_WORD_RATIO:
        return True
    return folded_form(one) == folded_form(other)
