"""Which words of a repaired or recognised paper a person should look at: those the machine is least sure of."""

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from haidang.documents.models import DocumentReading, UncertainWord

# On papers never looked at, the least certain 2 % of words held most of the errors.
SHARE_OF_WORDS = 0.02
# More likely wrong than right: to be seen however many there are. Above the other bound nothing is asked.
DOUBTFUL_CONFIDENCE, CERTAIN_CONFIDENCE = 0.5, 0.98
MOST_WORDS, MOST_ALTERNATIVES = 1_000, 5


def least_certain_words(reading: DocumentReading, lines: Iterable[Mapping[str, Any]]) -> list[UncertainWord]:
    """Choose the words of a reading that are worth a look, the least certain first; nothing is saved.

    This function will take the least certain 2 % of all words, and more where more are under 0.5; none over 0.98
    and at most 1,000. A word whose place in the line cannot be told is left out.
    """
    words = [word for line in lines for word in _words_of_line(line)]
    words.sort(key=lambda word: (word.confidence, word.line_number, word.start))
    doubtful = sum(word.confidence < DOUBTFUL_CONFIDENCE for word in words)
    wanted = min(max(math.ceil(len(words) * SHARE_OF_WORDS), doubtful), MOST_WORDS)
    chosen = [word for word in words[:wanted] if word.confidence <= CERTAIN_CONFIDENCE]
    for word, order in zip(chosen, count(1), strict=False):
        word.reading, word.order = reading, order
    return chosen


def _words_of_line(line: Mapping[str, Any]) -> Iterator[UncertainWord]:
    """The tokens of a line with letters or figures, each with its place in the line's text."""
    text, behind = line.get("text") or "", 0
    for token in sorted(line.get("tokens") or [], key=lambda one: one["start"]):
        start = text.find(token["text"], behind)
        if start < 0:
            continue
        behind = start + len(token["text"])
        if any(letter.isalnum() for letter in token["text"]):
            yield UncertainWord(
                line_number=line["number"],
                start=start,
                end=behind,
                raw=token.get("raw") or "",
                text=token["text"],
                confidence=min(1.0, max(0.0, float(token["confidence"]))),
                alternatives=_alternatives(token),
            )


def _alternatives(token: Mapping[str, Any]) -> list[list[Any]]:
    others = {str(text): float(confidence) for text, confidence in token.get("alternatives") or []}
    others.pop(token["text"], None)
    ranked = sorted(others.items(), key=lambda pair: -pair[1])
    return [[text, confidence] for text, confidence in ranked[:MOST_ALTERNATIVES] if text.strip()]
