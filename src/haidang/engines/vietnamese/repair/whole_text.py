"""One door for repair: a whole text, whatever is wrong with it, comes out line for line."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from haidang.engines.vietnamese.repair.kinds import TextKind, tell_text_kind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding
from haidang.engines.vietnamese.repair.legacy_lines import decode_legacy_lines
from haidang.engines.vietnamese.repair.repair_model import shipped_model
from haidang.engines.vietnamese.repair.repair_text import RepairedLine, repair_lines
from haidang.engines.vietnamese.repair.search import NARROW, WIDE
from haidang.engines.vietnamese.repair.sound_lines import sound_lines_among
from haidang.engines.vietnamese.repair.unmarked import UnmarkedReader

_OLD_ENCODINGS = frozenset(one.value for one in LegacyEncoding)
# Passes over the text, and how many ways are followed.
_BEST, _QUICK = (2, WIDE), (1, NARROW)


@dataclass(frozen=True, slots=True)
class RepairedText:
    """What kind of text it was, and its lines, as many as there were."""

    kind: TextKind
    lines: tuple[RepairedLine, ...]


def repair_text(
    lines: Sequence[str], *, kind: TextKind | None = None, is_quick: bool = False
) -> RepairedText:
    """Repair the lines of a text according to its kind, which is told from the lines where it is not given.

    This function will give sound and foreign lines back as they are, letter for letter, without tokens, also where
    other lines of the text are damaged; lines in an old encoding are decoded without doubt and have no tokens either.
    The quick way reads the text once and follows fewer ways, the best way lets the phrases that it repeats help
    each other.
    """
    kind = kind or tell_text_kind("\n".join(lines))
    if kind in (TextKind.CLEAN, TextKind.FOREIGN):
        return RepairedText(kind, _with_texts(lines, lines))
    if kind.value in _OLD_ENCODINGS:
        return RepairedText(kind, _with_texts(lines, decode_legacy_lines(lines, LegacyEncoding(kind.value))))
    return RepairedText(kind, _repaired_by_model(lines, kind, is_quick=is_quick))


def _repaired_by_model(lines: Sequence[str], kind: TextKind, *, is_quick: bool) -> tuple[RepairedLine, ...]:
    """Sound lines end the paragraphs on both sides and are put back as they were.

    This function will count the places of tokens in the composed form (NFC) of a line.
    """
    sound = sound_lines_among(lines)
    unsound = [
        "" if is_sound else unicodedata.normalize("NFC", line)
        for line, is_sound in zip(lines, sound, strict=True)
    ]
    model = shipped_model()
    reader = _unmarked_reader() if kind is TextKind.UNMARKED else model.reader
    passes, beam = _QUICK if is_quick else _BEST
    repaired = repair_lines(unsound, model.language, reader, passes=passes, beam=beam)
    kept = _with_texts(lines, lines)
    return tuple(
        own if is_sound else replace(one, raw=own.raw)
        for own, one, is_sound in zip(kept, repaired, sound, strict=True)
    )


@cache
def _unmarked_reader() -> UnmarkedReader:
    return UnmarkedReader(shipped_model().language)


def _with_texts(lines: Sequence[str], texts: Sequence[str]) -> tuple[RepairedLine, ...]:
    return tuple(
        RepairedLine(number, line, text, ())
        for number, (line, text) in enumerate(zip(lines, texts, strict=True), 1)
    )
