"""The foot of a paper: who signed, in what post and on whose behalf."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from haidang.engines.reading.findings import SignerFound
from haidang.engines.reading.letterhead_words import is_capitals
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.printed_gaps import gapped_words
from haidang.engines.reading.recipients import opens_recipients
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.vietnamese.forms import folded_form

POSTS = (
    "Phó Chủ tịch Thường trực",
    "Phó Chủ tịch",
    "Chủ tịch",
    "Phó Giám đốc",
    "Giám đốc",
    "Phó Tổng Giám đốc",
    "Tổng Giám đốc",
    "Thứ trưởng",
    "Bộ trưởng",
    "Phó Thủ tướng",
    "Thủ tướng",
    "Phó Bí thư Thường trực",
    "Phó Bí thư",
    "Bí thư",
    "Phó Chánh Văn phòng",
    "Chánh Văn phòng",
    "Phó Trưởng ban",
    "Trưởng ban",
    "Phó Cục trưởng",
    "Cục trưởng",
    "Phó Viện trưởng",
    "Viện trưởng",
    "Phó Trưởng phòng",
    "Trưởng phòng",
    "Chánh Thanh tra",
    "Tổng Biên tập",
    "Hiệu trưởng",
)
_ON_BEHALF = re.compile(
    r"\b(?P<form>TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*\.?\s+(?P<whom>[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ ,-]{3,60})"
)
_COLUMN_GAP = re.compile(r"\t+|\s{3,}|\|")
_NAME = re.compile(r"^(?:(?:TS|ThS|PGS|GS)\.?\s*)*[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?: [A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4}$")
_ALIKE = 85
_MOST_LINES_ABOVE_NAME = 4  # of words: body, deputy's form, post


def read_signer(paper: Paper) -> tuple[SignerFound | None, tuple[int, ...]]:
    """Find who signed.

    This function will look around the list of recipients and after it, in two columns too, and give for every
    part that is missing null. Seed 001 lines 367-381, seed 002 lines 694-708.
    """
    foot = _foot_pieces(paper)
    post_at = next((index for index, (text, _) in enumerate(foot) if _post_of(text)), None)
    behalf = next(((match, line) for text, line in foot if (match := _ON_BEHALF.search(text))), None)
    name = _name_after(foot, post_at)
    if name and post_at is None:
        foot = _fuller_foot(paper, name[0]) or foot
        post_at = next((index for index, (text, _) in enumerate(foot) if _post_of(text)), None)
        behalf = next(((match, line) for text, line in foot if (match := _ON_BEHALF.search(text))), behalf)
    if name is None and post_at is None and behalf is None:
        return None, ()
    numbers = {number for number in (name and name[1], behalf and behalf[1]) if number}
    numbers |= {foot[post_at][1]} if post_at is not None else set()
    signer = SignerFound(
        name=name[0] if name else None,
        title=_post_of(foot[post_at][0]) if post_at is not None else None,
        on_behalf=_written_behalf(behalf[0]) if behalf else None,
    )
    return signer, tuple(sorted(numbers))


def _fuller_foot(paper: Paper, name: str) -> list[tuple[str, int]]:
    """A paper with an attachment is signed twice; the post may stand at one place only (seed 003 lines 57, 447)."""
    content = list(paper.content_lines())
    signed = [index for index, line in enumerate(content) if line.text.strip(" .*") == name]
    blocks = [content[max(0, index - _MOST_LINES_ABOVE_NAME) : index] for index in signed]
    pieces = [[(piece, line.number) for line in block for piece in _columns(line)] for block in blocks]
    return next((block for block in pieces if any(_post_of(text) for text, _ in block)), [])


def _written_behalf(match: re.Match[str]) -> str:
    form = match["form"].replace("/", "")
    return f"{form}. {' '.join(match['whom'].split())}"


def _foot_pieces(paper: Paper) -> list[tuple[str, int]]:
    """The columns of the lines around the first list of recipients, right after the end of the paper."""
    content = list(paper.content_lines())
    opening = next((i for i, line in enumerate(content) if opens_recipients(line.text)), None)
    if opening is None:
        closing = [i for i, line in enumerate(content) if "./." in line.text]
        opening = closing[-1] + 1 if closing else len(content)
    lines = content[max(0, opening - 4) : opening + 40]
    return [(piece, line.number) for line in lines for piece in _columns(line)]


def _columns(line: Line) -> list[str]:
    """The columns of one line, parted by the gap between them as it was printed."""
    pieces = [" ".join(piece.replace("*", " ").split()) for piece in _COLUMN_GAP.split(gapped_words(line))]
    kept = [piece for piece in pieces if piece]
    if len(kept) == 1 and opens_recipients(kept[0]):
        rest = re.split(r":", kept[0], maxsplit=1)
        kept = [rest[0], rest[-1].strip()] if len(rest) > 1 else kept
    return kept or [line.text]


def _post_of(text: str) -> str | None:
    """The post that a line in capitals names, known through a slip of OCR ("GIAM POC")."""
    bare = folded_form(_ON_BEHALF.sub("", text)).strip(" .,;:*\"'“”")
    if not is_capitals(text) or not bare or _ON_BEHALF.match(text):
        return None
    best = max(POSTS, key=lambda post: fuzz.ratio(bare, folded_form(post)))
    return best if fuzz.ratio(bare, folded_form(best)) >= _ALIKE else None


def _name_after(foot: Sequence[tuple[str, int]], post_at: int | None) -> tuple[str, int] | None:
    start = 0 if post_at is None else post_at + 1
    opening = next((i for i, (text, _) in enumerate(foot) if opens_recipients(text)), None)
    if post_at is None and opening is None:
        return None  # without a post or a list of recipients nothing shows that a name signs
    pieces = foot[start:] if post_at is not None else foot[opening:]
    named = [(text, number) for text, number in pieces if _is_name(text)]
    return named[0] if named else None


def _is_name(text: str) -> bool:
    bare = text.strip(" .*")
    folded = folded_letters(bare)
    return bool(_NAME.match(bare)) and not re.match(r"(?:ha noi|noi nhan|thanh pho|tinh|so|bo|ban)\b", folded)
