"""Two readings of the same segments -> one: where they differ the surer word stands and the other is kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import WordReading

_DOUBTFUL = 0.93  # 7 words in 100 are less sure; they hold four fifths of the errors (24 pages, 2026)
_MOST_ALTERNATIVES = 4
_VERY_DOUBTFUL = 0.72  # after two readings: 1 word in 150; they hold half of what is still wrong
_SAME_INK = 0.7  # of the wider of two words that both cover
_FEWEST_VOTES = 2
_OUTVOTED = 0.85  # how sure a word may be at most that further readings put in the place of another
# Two readers that agree are surer than either; that they differ is a doubt of its own.
_DISAGREEMENT = 0.9


def doubtful_segments(words: Iterable[ReadWord]) -> set[int]:
    """This function will name the segments in which some word is not sure."""
    return {word.segment for word in words if word.confidence < _DOUBTFUL}


def very_doubtful_segments(words: Iterable[ReadWord]) -> set[int]:
    """This function will name the segments in which two readings left a word in great doubt."""
    return {word.segment for word in words if word.confidence < _VERY_DOUBTFUL}


def vote_again(words: Sequence[ReadWord], further: Sequence[Sequence[ReadWord]]) -> list[ReadWord]:
    """This function will let further readings speak where a word is in great doubt.

    What most of them say, at least two, stands; what one says is an alternative.
    """
    others = [_by_segment(reading) for reading in further]
    return [
        _voted(word, [_at_place_of(word, reading.get(word.segment, [])) for reading in others])
        if word.confidence < _VERY_DOUBTFUL
        else word
        for word in words
    ]


def _at_place_of(word: ReadWord, words: Sequence[ReadWord]) -> ReadWord | None:
    """The one word of another reading with the same ink; None where that reading parts the words otherwise."""
    there = [each for each in words if each.left < word.right and each.right > word.left]
    if len(there) != 1:
        return None
    shared = min(there[0].right, word.right) - max(there[0].left, word.left)
    is_same = shared > _SAME_INK * max(there[0].right - there[0].left, word.right - word.left)
    return there[0] if is_same else None


def _voted(word: ReadWord, votes: Iterable[ReadWord | None]) -> ReadWord:
    given = [vote for vote in votes if vote is not None]
    for vote in given:
        word = _with_those_of(with_alternative(word, vote.text, vote.confidence), vote)
    texts = Counter(vote.text for vote in given).most_common(2)
    if not texts or texts[0][1] < _FEWEST_VOTES:
        return word
    text = texts[0][0]
    confidence = max(vote.confidence for vote in given if vote.text == text)
    if text == word.text:
        return replace(word, confidence=max(word.confidence, confidence))
    others = tuple(each for each in word.alternatives if each.text != text)
    agreed = replace(word, text=text, confidence=min(confidence, _OUTVOTED), alternatives=others)
    return with_alternative(agreed, word.text, word.confidence)


def merge_readings(first: Sequence[ReadWord], second: Sequence[ReadWord]) -> list[ReadWord]:
    """This function will merge a second reading of some segments into the first."""
    again = _by_segment(second)
    merged: list[ReadWord] = []
    for segment, words in _by_segment(first).items():
        merged += _merged(words, again[segment]) if segment in again else words
    merged += [
        word
        for segment, words in again.items()
        if segment not in {w.segment for w in first}
        for word in words
    ]
    return merged


def _by_segment(words: Iterable[ReadWord]) -> dict[int, list[ReadWord]]:
    groups: dict[int, list[ReadWord]] = {}
    for word in words:
        groups.setdefault(word.segment, []).append(word)
    return groups


def _merged(first: Sequence[ReadWord], second: Sequence[ReadWord]) -> list[ReadWord]:
    merged: list[ReadWord] = []
    done_ours = done_theirs = 0
    matches = Levenshtein.editops(
        [word.text for word in first], [word.text for word in second]
    ).as_matching_blocks()
    for match in matches:
        merged += _chosen(first[done_ours : match.a], second[done_theirs : match.b])
        done_ours, done_theirs = match.a + match.size, match.b + match.size
        same = zip(first[match.a : done_ours], second[match.b : done_theirs], strict=True)
        merged += [_agreed(one, other) for one, other in same]
    return merged


def _chosen(ours: Sequence[ReadWord], theirs: Sequence[ReadWord]) -> list[ReadWord]:
    if len(ours) == len(theirs):
        return [_surer(one, other) for one, other in zip(ours, theirs, strict=True)]
    return _surer_run(ours, theirs)


def _agreed(one: ReadWord, other: ReadWord) -> ReadWord:
    return _with_those_of(replace(one, confidence=max(one.confidence, other.confidence)), other)


def _surer(one: ReadWord, other: ReadWord) -> ReadWord:
    best, rest = (one, other) if one.confidence >= other.confidence else (other, one)
    lowered = replace(best, confidence=best.confidence * _DISAGREEMENT)
    return _with_those_of(with_alternative(lowered, rest.text, rest.confidence), rest)


def _with_those_of(word: ReadWord, other: ReadWord) -> ReadWord:
    for reading in other.alternatives:
        word = with_alternative(word, reading.text, reading.confidence)
    return word


def with_alternative(word: ReadWord, text: str, confidence: float) -> ReadWord:
    """This function will add another reading to a word, the likeliest first, none twice."""
    if text == word.text:
        return word
    likeliest = {each.text: each.confidence for each in word.alternatives}
    likeliest[text] = max(round(confidence, 4), likeliest.get(text, 0.0))
    ordered = sorted(likeliest.items(), key=lambda each: -each[1])[:_MOST_ALTERNATIVES]
    return replace(word, alternatives=tuple(WordReading(*each) for each in ordered))


def _surer_run(ours: Sequence[ReadWord], theirs: Sequence[ReadWord]) -> list[ReadWord]:
    """Readers that part words differently: the surer run stands; a run that only one of them saw is doubtful."""
    best, rest = (ours, theirs) if _mean(ours) >= _mean(theirs) else (theirs, ours)
    other = " ".join(word.text for word in rest)
    lowered = [replace(word, confidence=word.confidence * _DISAGREEMENT) for word in best]
    if other and lowered:
        lowered[0] = with_alternative(lowered[0], other, _mean(rest))
    return lowered


def _mean(words: Sequence[ReadWord]) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0
