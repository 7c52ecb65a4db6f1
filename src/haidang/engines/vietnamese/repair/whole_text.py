"""One door for repair: a whole text, whatever is wrong with it, comes out line for line."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from haidang.engines.vietnamese.repair.kinds import TextKind, tell_text_kind
from haidang.engines.vietnamese.repair.legacy_encodings import LegacyEncoding, decode_legacy_text
from haidang.engines.vietnamese.repair.repair_model import shipped_model
from haidang.engines.vietnamese.repair.repair_text import RepairedLine, repair_lines
from haidang.engines.vietnamese.repair.unmarked import UnmarkedReader

_OLD_ENCODINGS = frozenset(one.value for one in LegacyEncoding)
_PASSES_OF_BEST, _PASSES_OF_QUICK = 2, 1


@dataclass(frozen=True, slots=True)
class RepairedText:
    """What kind of text it was, and its lines, as many as there were."""

    kind: TextKind
    lines: tuple[RepairedLine, ...]


def repair_text(
    lines: Sequence[str], *, kind: TextKind | None = None, is_quick: bool = False
) -> RepairedText:
    """Repair the lines of a text according to its kind, which is told from the lines where it is not given.

    This function will give sound and foreign lines back as they are, letter for letter, without tokens; texts in an
    old encoding are decoded without doubt and have no tokens either. The quick way reads the text once, the best way
    lets the phrases that it repeats help each other.
    """
    kind = kind or tell_text_kind("\n".join(lines))
    if kind in (TextKind.CLEAN, TextKind.FOREIGN):
        return RepairedText(kind, tuple(_kept(number, line, line) for number, line in enumerate(lines, 1)))
    if kind.value in _OLD_ENCODINGS:
        encoding = LegacyEncoding(kind.value)
        decoded = (
            _kept(number, line, decode_legacy_text(line, encoding)) for number, line in enumerate(lines, 1)
        )
        return RepairedText(kind, tuple(decoded))
    model = shipped_model()
    marked = model.quick_reader if is_quick else model.reader
    reader = _unmarked_reader() if kind is TextKind.UNMARKED else marked
    passes = _PASSES_OF_QUICK if is_quick else _PASSES_OF_BEST
    return RepairedText(kind, tuple(repair_lines(list(lines), model.language, reader, passes=passes)))


@cache
def _unmarked_reader() -> UnmarkedReader:
    return UnmarkedReader(shipped_model().language)


def _kept(number: int, raw: str, text: str) -> RepairedLine:
    return RepairedLine(number, raw, text, ())
