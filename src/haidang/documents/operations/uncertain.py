"""Which words of a repaired or recognised paper a person should look at: those the machine is least sure of."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from haidang.documents.models import DocumentReading, UncertainWord

# On papers never looked at, the least certain 2 % of words held most of the errors.
SHARE_OF_WORDS = 0.02
# More likely wrong than right: to be seen however many there are. Above the other bound nothing is asked.
DOUBTFUL_CONFIDENCE, CERTAIN_CONFIDENCE = 0.5, 0.98
MOST_WORDS, MOST_ALTERNATIVES = 1_000, 5
# Places equal to a listed word; a paper of 300 pages holds fewer of all but its commonest words.
MOST_EQUALS = 5_000
LEAST_SHARE = 0.01  # of a reading that is worth offering
_LETTERS_TO_LETTERS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def least_certain_words(reading: DocumentReading, lines: Iterable[Mapping[str, Any]]) -> list[UncertainWord]:
    """Choose the words of a reading that are worth a look, the least certain first; nothing is saved.

    This function will take the least certain 2 % of all words, and more where more are under 0.5; none over 0.98
    and at most 1,000. Behind them come, not listed, the places where one of them was read in the same way from the
    same letters. A word whose place in the line cannot be told is left out.
    """
    words = [word for line in lines for word in _words_of_line(line)]
    words.sort(key=lambda word: (word.confidence, word.line_number, word.start))
    doubtful = sum(word.confidence < DOUBTFUL_CONFIDENCE for word in words)
    wanted = min(max(math.ceil(len(words) * SHARE_OF_WORDS), doubtful), MOST_WORDS)
    chosen = [word for word in words[:wanted] if word.confidence <= CERTAIN_CONFIDENCE]
    forms = {_form_of(word) for word in chosen}
    equal = [word for word in words[len(chosen) :] if _form_of(word) in forms][:MOST_EQUALS]
    for word, order in zip([*chosen, *equal], count(1), strict=False):
        word.reading, word.order, word.is_listed = reading, order, order <= len(chosen)
    return [*chosen, *equal]


def _form_of(word: UncertainWord) -> tuple[str, str]:
    return word.raw, word.text


def _words_of_line(line: Mapping[str, Any]) -> Iterator[UncertainWord]:
    """The tokens of a line with letters or figures, each with its place in the line's text."""
    text, behind = line.get("text") or "", 0
    for token in sorted(line.get("tokens") or [], key=lambda one: one["start"]):
        start = text.find(token["text"], behind)
        if start < 0:
            continue
        behind = start + len(token["text"])
        bare = _bare(token["text"])
        if bare:
            first = start + token["text"].index(bare)
            yield UncertainWord(
                line_number=line["number"],
                start=first,
                end=first + len(bare),
                raw=_bare(token.get("raw") or "") or token.get("raw") or "",
                text=bare,
                confidence=min(1.0, max(0.0, float(token["confidence"]))),
                alternatives=_alternatives(token, bare),
                box=token.get("box"),
            )


def _bare(token: str) -> str:
    """A token without the signs around it: nobody should have to type the comma behind a word again."""
    found = _LETTERS_TO_LETTERS.search(token)
    return found[0] if found else ""


def _alternatives(token: Mapping[str, Any], bare: str) -> list[list[Any]]:
    others: dict[str, float] = {}
    for text, confidence in token.get("alternatives") or []:
        other = _bare(str(text))
        others[other] = max(others.get(other, 0.0), float(confidence))
    ranked = sorted(others.items(), key=lambda pair: -pair[1])
    told = [[text, share] for text, share in ranked if text not in ("", bare) and share >= LEAST_SHARE]
    return told[:MOST_ALTERNATIVES]
