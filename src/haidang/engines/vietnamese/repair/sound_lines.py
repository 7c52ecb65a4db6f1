"""Which lines of a damaged text are sound: a paper may be put together from scanned pages and typed ones."""

from collections.abc import Sequence

from haidang.engines.vietnamese.repair.word_signs import WordSign, signs_of_line

# Where every word is damaged alike, no line of six words has half of them right with their marks and hardly any odd:
# of the lines of the damaged papers 000, 001 and 004 and of our damaged pages not one is taken for sound.
_FEWEST_WORDS, _MARKED_FROM, _ODD_AT_MOST = 6, 0.5, 0.06


def sound_lines_among(lines: Sequence[str]) -> list[bool]:
    """Tell for each line whether it is surely sound.

    This function will take a line of few words for sound only between others that are.
    """
    signs = [signs_of_line(line) for line in lines]
    sure = [_is_sound(of_line) if len(of_line) >= _FEWEST_WORDS else None for of_line in signs]
    before = _carried(sure)
    after = _carried(sure[::-1])[::-1]
    return [
        bool(left and right and _is_sound(of_line)) if own is None else own
        for own, left, right, of_line in zip(sure, before, after, signs, strict=True)
    ]


def _is_sound(signs: list[WordSign]) -> bool:
    marked = sum(sign.is_marked for sign in signs)
    odd = sum(max(sign.oddness, float(sign.is_broken)) for sign in signs)
    return bool(signs) and marked >= _MARKED_FROM * len(signs) and odd <= _ODD_AT_MOST * len(signs)


def _carried(verdicts: Sequence[bool | None]) -> list[bool]:
    """What the nearest line before each says that tells; nothing speaks for the first."""
    carried, last = [], False
    for one in verdicts:
        carried.append(last)
        last = last if one is None else one
    return carried
