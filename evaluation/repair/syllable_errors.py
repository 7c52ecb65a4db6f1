"""Syllable errors of a repaired text against its gold, as `gold/README.md` compares words."""

from dataclasses import dataclass

from haidang.engines.vietnamese.forms import normal_form

_EDGE = " \t.,;:!?…\"'“”‘’«»()[]{}-–—*•+/\\|_~&"


@dataclass(frozen=True, slots=True)
class LineScore:
    """Errors of a line over its gold words."""

    errors: int
    words: int


def compared_words(text: str) -> list[str]:
    """The words that count: NFC, hòa = hoà, edge punctuation stripped; upper and lower case count."""
    words = (normal_form(word).strip(_EDGE) for word in text.split())
    return [word for word in words if word]


def score_line(answer: str, gold: str) -> LineScore:
    """Count the fewest changes (insert, drop, replace) that make the answer's words the gold's."""
    said, meant = compared_words(answer), compared_words(gold)
    row = list(range(len(meant) + 1))
    for number, word in enumerate(said, 1):
        before, row = row, [number]
        for place, right in enumerate(meant, 1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (word != right)))
    return LineScore(row[-1], len(meant))
