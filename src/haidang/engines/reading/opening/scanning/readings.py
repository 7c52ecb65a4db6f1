"""Two readings of the same segments -> one: where they differ the surer word stands and the other is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from haidang.engines.reading.opening.scanning.recognition import ReadWord
from haidang.engines.reading.opening.scanning.scanned_page import WordReading

_DOUBTFUL = 0.93  # 7 words in 100 are less sure; they hold four fifths of the errors (24 pages, 2026)
_MOST_ALTERNATIVES = 4
# Two readers that agree are surer than either; that they differ is a doubt of its own.
_DISAGREEMENT = 0.9


def doubtful_segments(words: Iterable[ReadWord]) -> set[int]:
    """This function will name the segments in which some word is not sure."""
    return {word.segment for word in words if word.confidence < _DOUBTFUL}


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
