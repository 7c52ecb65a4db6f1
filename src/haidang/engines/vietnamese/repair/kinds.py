"""What kind of text is this: clean Vietnamese, damaged, without diacritics, in an old encoding, or not Vietnamese."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, decode_legacy_text
from haidang.engines.vietnamese.repair.legacy_lines import find_legacy_encoding, old_lines_of
from haidang.engines.vietnamese.repair.misreading import measure_misreading
from haidang.engines.vietnamese.repair.word_signs import WordSign, signs_of_line


class TextKind(StrEnum):
    """The kinds of text that repair tells apart."""

    CLEAN = "clean"
    DAMAGED = "damaged"
    UNMARKED = "unmarked"
    TCVN3 = "tcvn3"
    VNI = "vni"
    VPS = "vps"
    VISCII = "viscii"
    FOREIGN = "foreign"


# Measured on the tuning half of `evaluation/repair/kind_samples.py`. The letters of Vietnamese words cost 5 to 9 nats
# a word (lists of foreign names the most), those of other languages more than 9.4 or, with words in small letters that
# are no syllables counted on top, more than 10.5; damage makes such words too, but with marks that no syllable has.
_FOREIGN_FROM, _FOREIGN_WITH_WORDS_FROM, _WEIGHT_OF_FOREIGN_WORDS = 9.3, 10.5, 5.0
_MARKED_IN_FOREIGN, _BROKEN_IN_FOREIGN, _STRANGE_IN_FOREIGN_LINE = 0.25, 0.1, 0.1
# Of right words at least a third bear marks.
_MARKED_WHERE_LOST, _BROKEN_WHERE_LOST = 0.04, 0.02
_FEWEST_ODD = 1.5
# Sound texts are hardly ever likelier with misread words by more than this, nor texts with a fifth of them by less; a
# long one with a slip on each page is, but the slips are few.
_EVIDENCE_OF_DAMAGE, _MISREAD_FROM = 9.0, 0.06
_NOT_DECODED_FROM = 0.25
# A block that is damaged for sure in a text that is not: half of what damaged pages show at least.
_WORDS_OF_BLOCK, _DAMAGED_BLOCK_FROM, _BROKEN_IN_BLOCK = 40, 0.25, 0.04
# A name or a term comes up again and again, and so does a word that is always misread: each counts by its root.
_REPEATED = 0.5


@dataclass(frozen=True, slots=True)
class _Shares:
    """What the words of a text are: the mean cost of their letters, and shares of marked, broken and other words."""

    words: int
    cost: float
    marked: float
    broken: float
    broken_syllables: float
    foreign: float
    odd: float
    odd_words: float


def tell_text_kind(text: str) -> TextKind:
    """Tell what kind of text this is.

    This function will go by what its words are, as they stand and as each old encoding would have them. Lines in
    another language count only where there are no others. A text without words is clean: there is nothing to repair.
    """
    lines = text.split("\n")
    encoding = find_legacy_encoding(lines)
    if encoding is not None and _is_sound_when_decoded(old_lines_of(lines), encoding):
        return TextKind(encoding.value)
    return _kind_of([signs for line in lines if (signs := signs_of_line(line))])


def _is_sound_when_decoded(lines: Sequence[str], encoding: LegacyEncoding) -> bool:
    """Some misread words have letters that an old encoding makes right by chance; the others stay odd."""
    return (
        _shares_of(signs_of_line(decode_legacy_text(line, encoding)) for line in lines).odd
        < _NOT_DECODED_FROM
    )


def _kind_of(lines: Sequence[list[WordSign]]) -> TextKind:
    everything = _shares_of(lines)
    if not everything.words:
        return TextKind.CLEAN
    if _is_foreign(everything):
        return TextKind.FOREIGN
    vietnamese = [line for line in lines if not _is_foreign_line(line)] or lines
    if _has_lost_its_marks(_shares_of(vietnamese)):
        return TextKind.UNMARKED
    is_damaged = _is_misread(vietnamese) or _has_damaged_block(vietnamese)
    return TextKind.DAMAGED if is_damaged else TextKind.CLEAN


def _has_lost_its_marks(shares: _Shares) -> bool:
    is_plain = shares.marked < _MARKED_WHERE_LOST and shares.broken < _BROKEN_WHERE_LOST
    return is_plain and shares.odd_words >= _FEWEST_ODD


def _is_misread(lines: Sequence[list[WordSign]]) -> bool:
    found = measure_misreading([sign.word for sign in line] for line in lines)
    return found.evidence >= _EVIDENCE_OF_DAMAGE and found.share >= _MISREAD_FROM


def _has_damaged_block(lines: Sequence[list[WordSign]]) -> bool:
    """One damaged page among typed ones: odd words everywhere, and marks that no keyboard makes."""
    return any(
        shares.odd >= _DAMAGED_BLOCK_FROM and shares.broken >= _BROKEN_IN_BLOCK
        for shares in map(_shares_of, _blocks_of(lines))
    )


def _blocks_of(lines: Sequence[list[WordSign]]) -> Iterator[list[list[WordSign]]]:
    block: list[list[WordSign]] = []
    for line in lines:
        block.append(line)
        if sum(map(len, block)) >= _WORDS_OF_BLOCK:
            yield block
            block = []


def _is_foreign(shares: _Shares) -> bool:
    if shares.marked >= _MARKED_IN_FOREIGN:
        return False
    with_words = shares.cost + _WEIGHT_OF_FOREIGN_WORDS * shares.foreign
    return shares.cost >= _FOREIGN_FROM or (
        with_words >= _FOREIGN_WITH_WORDS_FROM and shares.broken_syllables < _BROKEN_IN_FOREIGN
    )


def _is_foreign_line(line: list[WordSign]) -> bool:
    shares = _shares_of([line])
    return _is_foreign(shares) and shares.marked + shares.broken < _STRANGE_IN_FOREIGN_LINE


def _shares_of(lines: Iterable[list[WordSign]]) -> _Shares:
    signs = [sign for line in lines for sign in line]
    total = max(len(signs), 1)
    forms = {form: count**_REPEATED for form, count in Counter(sign.word.lower() for sign in signs).items()}
    oddness = {sign.word.lower(): sign.oddness for sign in signs}
    odd_words = sum(oddness[form] * weight for form, weight in forms.items())
    return _Shares(
        words=len(signs),
        cost=sum(sign.cost for sign in signs) / total,
        marked=sum(sign.is_marked for sign in signs) / total,
        broken=sum(sign.is_broken for sign in signs) / total,
        broken_syllables=sum(sign.is_broken and sign.is_syllable for sign in signs) / total,
        foreign=sum(not sign.is_syllable and sign.word.islower() for sign in signs) / total,
        odd=odd_words / max(sum(forms.values()), 1.0),
        odd_words=odd_words,
    )
