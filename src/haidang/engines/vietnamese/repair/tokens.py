"""The tokens of a damaged line with their places: what stands between spaces, parted at inner marks."""

import re
from dataclasses import dataclass

_CHUNK = re.compile(r"\S+")
# Marks that part two words written together: "tế-xã", "đoàn...Đồng", "cấp‘xã"; behind u and o they may be a hook,
# which makes "nước" of "nu’éc".
_INNER = re.compile(
    r"(?<=[^\W\d_]{2})(?:[-–—/]|\.{2,}|…|[,;:“”()\[\]|.]|(?<![uo])[‘’])+(?=[^\W\d_]{2})|(?<=^S.):(?=\d)",
    re.IGNORECASE,
)
_PROTECTED = re.compile(r"\w@[\w-]+\.[a-z]|://|www\.|\.(?:vn|com|org|net|gov|edu)\b", re.IGNORECASE)
_CODED = re.compile(r"^\W*(?:[\dIlOo]+[A-Za-z]?[/-].*[A-ZĐ]{2}|[A-ZĐ][A-Za-zĐđ]{1,5}[-/][A-ZĐ])")
# "b/c" (báo cáo), "đ/c" (đồng chí), "V/v" (về việc).
_SHORTENED = re.compile(r"^\W*[^\W\d_]/[^\W\d_]\W*$")
_LEADING = re.compile(r"^(?:[^\w&€¢@|$]|_)*")
_TRAILING = re.compile(r"(?:[^\w&€¢@|]|_)*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of characters of a line: `line[start:end] == raw`; `core` is what its marks at both ends leave."""

    raw: str
    line: int
    start: int
    end: int
    before: str
    core: str
    after: str


def split_line(line: str, number: int) -> list[Token]:
    """Part a line into tokens; everything but spaces belongs to one of them."""
    return [
        _token(chunk.group()[first:last], number, chunk.start() + first)
        for chunk in _CHUNK.finditer(line)
        for first, last in _pieces(chunk.group())
    ]


def is_protected(text: str) -> bool:
    """Tell whether a run is an address of mail or of the web, which is never repaired."""
    return bool(_PROTECTED.search(text)) or bool(_SHORTENED.match(text))


def looks_coded(text: str) -> bool:
    """Tell whether a run looks like a document sign or a part of one ("16/2020/QD-UBND", "NQ/TW")."""
    return bool(_CODED.match(text))


def _pieces(chunk: str) -> list[tuple[int, int]]:
    if is_protected(chunk) or looks_coded(chunk) or _SHORTENED.match(chunk):
        return [(0, len(chunk))]
    cuts = [match.end() for match in _INNER.finditer(chunk)]
    return list(zip([0, *cuts], [*cuts, len(chunk)], strict=True))


def _token(raw: str, line: int, start: int) -> Token:
    leading = _LEADING.match(raw)
    before = leading.group() if leading else ""
    if before == raw:
        return Token(raw, line, start, start + len(raw), raw, "", "")
    trailing = _TRAILING.search(raw, len(before))
    after = trailing.group() if trailing else ""
    core = raw[len(before) : len(raw) - len(after)]
    return Token(raw, line, start, start + len(raw), before, core, after)
