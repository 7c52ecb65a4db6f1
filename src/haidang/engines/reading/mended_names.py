"""Names of bodies in a repaired text: what the closed list of such names settles better than single words can.

Repair chooses word by word; "So Ngoai vu" may become "Số Ngoại vụ". A name of which every word agrees but for its marks
is that name. What stood there (`raw`) stays, the reading given up is kept among the alternatives.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from haidang.engines.reading.exchanged_words import no_surer
from haidang.engines.reading.paper import Token
from haidang.engines.vietnamese.forms import compared_form, folded_form
from haidang.engines.vietnamese.lexicon import body_names, province_names

# Signs that an English model reads for Vietnamese letters, by the letter without marks.
_AS_LETTERS = str.maketrans({"0": "o", "6": "o", "@": "o", "&": "o", "¢": "o", "4": "a", "1": "l", "|": "l"})
_TWICE = re.compile("oo+")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?")
_RAW_EDGE = " .,;:!?\"'()“”‘’"
_BREAKS = (".", ";", ":", "!", "?", ")")
_PRINTED_CODE = re.compile(r"[A-ZĐ&]{2,10}")
# Words behind which "sở" is a department, and which no other capital S-word follows.
_CALENDAR = {
    "thang": ("tháng", r"\d{1,2}\b"),
    "ngay": ("ngày", r"\d{1,2}[/.-]\d"),
    "nam": ("năm", r"(?:19|20)\d\d\b"),
    "quy": ("quý", r"(?:I{1,3}|IV)\b|[1-4]/20|11{1,2}\b"),
}
_SAYS_OTHER = re.compile(
    r"(?:chiến|toàn|đại|quyết) thắng|(?:việt|miền|phía|hà|quảng) nam|(?:gây|ngân|công) quỹ"
)
_OWNERS = frozenset({"của", "thuộc", "đốc", "phòng", "đạo", "trực", "do", "gửi", "giao", "về", "đề", "nghị"})
_NO_DEPARTMENT_BEHIND = re.compile(r"\d|lượng\b|hiệu\b|thứ\b|liệu\b|điện\b|tay\b|sánh\b|kết\b")
_SURE_NAME, _SURE_PLACE, _SURE_HEAD = 0.9, 0.75, 0.55  # the last is below what is shown as doubtful
_SURE_WORD = 0.97  # of a repaired word: a short name does not overrule it
_OFTEN, _SHARE = 3, 0.6  # how often a paper has to print a name, and with what share, to mend its rare forms


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a token stands: line and place on it."""

    line: int
    at: int


type _Run = list[tuple[_Place, Token]]
type _Names = dict[str, list[tuple[str, ...]]]


def mend_names(lines: Sequence[Sequence[Token]]) -> list[tuple[Token, ...]]:
    """Settle the names of bodies and places in repaired lines; an empty line parts what stands around it.

    This function will answer as many lines of as many tokens. A short name, or a single "Sở", stays unsure.
    """
    mended = [list(line) for line in lines]
    for run in _runs(mended):
        for place, token in _mended_run(run):
            mended[place.line][place.at] = token
    for place, token in _own_names(mended):
        mended[place.line][place.at] = token
    return [tuple(line) for line in mended]


def _runs(lines: Sequence[Sequence[Token]]) -> Iterator[_Run]:
    run: _Run = []
    for number, line in enumerate(lines):
        if not line and run:
            yield run
            run = []
        run += [(_Place(number, at), token) for at, token in enumerate(line) if _CORE.search(token.text)]
    yield run


def _mended_run(run: _Run) -> Iterator[tuple[_Place, Token]]:
    at = 0
    while at < len(run):
        name = _name_at(run, at)
        if name is not None:
            yield from _named(run[at : at + len(name)], name)
            at += len(name)
            continue
        place, token = run[at]
        if _is_department_alone(run, at):
            yield place, _retold(token, "Sở", _SURE_HEAD)
        elif (word := _calendar_word(run, at)) is not None:
            yield place, _retold(token, _cased(token, word), _SURE_NAME)
        at += 1


def _calendar_word(run: _Run, at: int) -> str | None:
    """ "Thắng 7/2026", "Quy IV" and "nam 2026" name times; "chiến thắng 30/4" and "Việt Nam 2045" do not."""
    core, before = _core(run[at][1].text), _core(run[at - 1][1].text) if at else ""
    word, counted = _CALENDAR.get(folded_form(core), ("", ""))
    if not word or at + 1 == len(run) or compared_form(core) == word or core.isupper():
        return None
    is_other = _SAYS_OTHER.fullmatch(f"{before} {core}".lower()) or run[at][1].text.endswith((*_BREAKS, ","))
    return word if not is_other and re.match(counted, run[at + 1][1].text) else None


def _name_at(run: _Run, at: int) -> tuple[str, ...] | None:
    """The longest known name that begins here."""
    first = run[at][1]
    if not first.text[:1].isupper() and not first.raw[:1].isupper():
        return None
    candidates = [name for key in _readings_of(first) for name in _names_by_opening().get(key, ())]
    fitting = [name for name in candidates if _fits(run[at : at + len(name)], name)]
    return max(fitting, key=len, default=None)


def _fits(run: _Run, name: tuple[str, ...]) -> bool:
    if len(run) < len(name) or any(token.text.endswith(_BREAKS) for _, token in run[:-1]):
        return False
    words = list(zip((token for _, token in run), name, strict=True))
    if not all(_folded_word(word) in _readings_of(token) for token, word in words):
        return False
    if any(word[0].isupper() and not _core(token.text)[:1].isupper() for token, word in words[:2]):
        return False
    changed = [token for token, word in words if compared_form(_core(token.text)) != compared_form(word)]
    is_place = " ".join(name) in province_names()
    return not is_place or all(token.confidence < _SURE_WORD for token in changed)


@cache
def _folded_word(word: str) -> str:
    return folded_form(word)


@cache
def _names_by_opening() -> _Names:
    names: _Names = defaultdict(list)
    for name in sorted(body_names() | {place for place in province_names() if " " in place}):
        words = tuple(_CORE.search(word)[0] for word in name.split() if _CORE.search(word))  # type: ignore[index]
        names[folded_form(words[0])].append(words)
    return names


@lru_cache(maxsize=8192)
def _readings_of(token: Token) -> frozenset[str]:
    """What a token may be, without marks."""
    raw = _TWICE.sub("o", token.raw.strip(_RAW_EDGE).translate(_AS_LETTERS))
    texts = [_core(token.text), _core(raw), *(text for text, _ in token.alternatives)]
    return frozenset(folded_form(text) for text in texts if text)


def _core(text: str) -> str:
    found = _CORE.search(text)
    return found[0] if found else ""


def _named(run: _Run, name: tuple[str, ...]) -> Iterator[tuple[_Place, Token]]:
    is_capitals = all(_core(token.text).isupper() for _, token in run)
    sure = _SURE_NAME if len(name) > 2 else _SURE_PLACE
    for (place, token), word in zip(run, name, strict=True):
        if compared_form(_core(token.text)) != compared_form(word):
            yield place, _retold(token, word.upper() if is_capitals else _cased(token, word), sure)
        elif word[0].isupper() and not is_capitals and _core(token.text).isupper() and len(word) > 1:
            yield place, _retold(token, word, sure)


def _cased(token: Token, word: str) -> str:
    """The name's word with the capital that the paper prints ("Sở Công thương")."""
    is_capital = _core(token.text)[:1].isupper()
    return word[0].upper() + word[1:] if is_capital else word[0].lower() + word[1:]


def _retold(token: Token, core: str, sure: float) -> Token:
    before = _core(token.text)
    others = [(text, share) for text, share in token.alternatives if text != core]
    confidence = min(token.confidence, sure)
    return replace(
        token,
        text=token.text.replace(before, core, 1),
        confidence=confidence,
        alternatives=no_surer(((before, round(1 - sure, 2)), *others), confidence),
    )


def _is_department_alone(run: _Run, at: int) -> bool:
    """A capital "So" or "Sẽ" inside a sentence, behind a word that departments stand behind, or before a code."""
    token = run[at][1]
    if _core(token.text) == "Sở" or not token.text[:1].isupper() or not _may_be_department(token):
        return False
    before = run[at - 1][1].text if at else ""
    after = run[at + 1][1].text if at + 1 < len(run) else ""
    if _PRINTED_CODE.fullmatch(_core(after)) and not _core(before).isupper():
        return True
    is_owned = compared_form(before) in _OWNERS and not before.endswith(_BREAKS)
    return is_owned and not _NO_DEPARTMENT_BEHIND.match(after)


def _may_be_department(token: Token) -> bool:
    return "so" in _readings_of(token) and len(_core(token.text)) <= len("Số")


def _own_names(lines: Sequence[Sequence[Token]]) -> Iterator[tuple[_Place, Token]]:
    """Names of two words or more in capitals that a paper prints often mend the same ones read otherwise once."""
    pairs = list(_capital_pairs(lines))
    told: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for _, pair in pairs:
        told[_printed_letters(pair)][_words_of(pair)] += 1
    for places, pair in pairs:
        words = _words_of(pair)
        readings = told[_printed_letters(pair)]
        right, count = readings.most_common(1)[0]
        is_usual = count >= _OFTEN and count >= _SHARE * readings.total()
        if is_usual and words != right and min(token.confidence for token in pair) < _SURE_WORD:
            yield from (
                (place, _retold(token, word.upper() if _core(token.text).isupper() else word, _SURE_PLACE))
                for place, token, word in zip(places, pair, right, strict=True)
                if _core(token.text).title() != word
            )


def _words_of(pair: tuple[Token, Token]) -> tuple[str, str]:
    return (_core(pair[0].text).title(), _core(pair[1].text).title())


def _printed_letters(pair: tuple[Token, Token]) -> str:
    """What stands there, without marks: the same name is damaged in much the same way."""
    return folded_form(" ".join(token.raw.strip(_RAW_EDGE) for token in pair))


def _capital_pairs(
    lines: Sequence[Sequence[Token]],
) -> Iterator[tuple[tuple[_Place, _Place], tuple[Token, Token]]]:
    for run in _runs(lines):
        for (place, first), (other, second) in pairwise(run):
            if (
                _is_capitalised(first)
                and _is_capitalised(second)
                and not first.text.endswith((*_BREAKS, ","))
            ):
                yield (place, other), (first, second)


def _is_capitalised(token: Token) -> bool:
    core = _core(token.text)
    return core.istitle() or (core.isupper() and len(core) > 1)
