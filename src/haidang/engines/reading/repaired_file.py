"""The repaired lines of a file, without reading what they say; inside the limited child."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from haidang.engines.reading.errors import SecretMarked
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.open_paper import open_as_it_is
from haidang.engines.reading.opening.opened import Report
from haidang.engines.reading.opening.secrecy import bears_secret_mark
from haidang.engines.vietnamese.repair.kinds import tell_text_kind
from haidang.engines.vietnamese.repair.repair_text import RepairedToken
from haidang.engines.vietnamese.repair.whole_text import repair_text


def repaired_file(path: Path, *, name: str, is_quick: bool, limits: Limits, report: Report) -> dict[str, Any]:
    """Give the kind of a file's text and for each of its lines the raw form, the repaired text and the tokens.

    This function will raise Refused as opening the paper does, and SecretMarked for a mark that stands in the file
    or that only the repaired text shows.
    """
    opened = open_as_it_is(path, name=name, limits=limits, report=report)
    raws = [line.raw for line in opened.lines]
    kind = tell_text_kind("\n".join(raws))
    repaired = repair_text(raws, kind=kind, is_quick=is_quick)
    if bears_secret_mark([line.text for line in repaired.lines]):
        raise SecretMarked
    lines = [
        {"number": line.number, "raw": line.raw, "text": line.text, "tokens": _told(line.tokens)}
        for line in repaired.lines
    ]
    is_changed = any(line.raw != line.text for line in repaired.lines)
    return {"kind": kind.value, "is_changed": is_changed, "lines": lines}


def _told(tokens: Sequence[RepairedToken]) -> list[dict[str, Any]]:
    return [
        {
            "raw": token.raw,
            "text": token.text,
            "confidence": round(token.confidence, 4),
            "alternatives": [text for text, _confidence in token.alternatives],
        }
        for token in tokens
    ]
