"""Which papers a paper cites: one entry for each different one, with all the places."""

import re
from collections.abc import Sequence
from itertools import pairwise

from haidang.engines.reading.citation_words import Mention, find_law_mentions, read_sign_mention
from haidang.engines.reading.findings import CitationFound, HeadingFound
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.running_text import (
    PARAGRAPH_OPENING,
    RunningText,
    begins_paragraph,
    folded_letters,
    join_lines,
)
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.signs import SignFound, find_signs, sign_key

# "Căn cứ" opens its line; OCR makes "Cian ctr", "Can cir" of it (seed 000 lines 3 and 7).
_BASIS = re.compile(r"^\W*c\w{1,3}n c(?:u|tr|ir|ur|w|ti)\b")
_MORE_BASES = re.compile(
    r"^\W*(?:luat|bo luat|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|chi thi|ket luan|ke hoach|cong van|"
    r"chuong trinh|huong dan|thong bao|van ban|quy che|quy dinh)\b"
)
_MENDED_CONFIDENCE, _ODD_CONFIDENCE = 0.85, 0.9


def read_citations(paper: Paper, heading: HeadingFound) -> tuple[CitationFound, ...]:
    """Find the papers that a paper cites, in the order in which they are first named.

    This function will take all mentions of one sign together: a date, an issuing body or a title printed at one
    place counts for all. `lines` are the lines of the signs. The paper's own number is no citation.
    """
    lines = list(paper.content_lines())
    running = join_lines(lines)
    bases = _basis_lines(lines)
    signs = [sign for sign in find_signs(running.text) if not _is_own(sign, heading)]
    by_paper: dict[str, list[Mention]] = {}
    for mention in sorted(_mentions(running, signs), key=lambda one: one.start):
        by_paper.setdefault(_paper_key(mention), []).append(mention)
    odd = {sign_key(sign.number) for sign in signs if sign.is_odd}
    mended = {sign_key(sign.number) for sign in signs if sign.is_mended}
    return tuple(
        _citation_of(running, mentions, bases, _confidence(key, odd, mended))
        for key, mentions in by_paper.items()
    )


def _is_own(sign: SignFound, heading: HeadingFound) -> bool:
    return heading.number is not None and sign_key(sign.number) == sign_key(heading.number)


def _mentions(running: RunningText, signs: Sequence[SignFound]) -> list[Mention]:
    starts = [sign.start for sign in signs] + [len(running.text)]
    by_sign = [
        read_sign_mention(running, sign, next_start)
        for sign, (_, next_start) in zip(signs, pairwise(starts), strict=True)
    ]
    return by_sign + find_law_mentions(running)


def _paper_key(mention: Mention) -> str:
    if mention.number is None:
        return f"{folded_form(mention.title or '')} {mention.dated}"
    return sign_key(mention.number)


def _confidence(key: str, odd: set[str], mended: set[str]) -> float:
    return _MENDED_CONFIDENCE if key in mended else _ODD_CONFIDENCE if key in odd else 1.0


def _citation_of(
    running: RunningText, mentions: Sequence[Mention], bases: frozenset[int], confidence: float
) -> CitationFound:
    lines = sorted({n for one in mentions for n in running.lines_between(one.start, one.end)})
    return CitationFound(
        kind=max((one.kind for one in mentions), key=len),
        number=mentions[0].number,
        dated=next((one.dated for one in mentions if one.dated), None),
        issuer=_best_issuer(mentions),
        title=_best_title(mentions),
        basis=any(number in bases for number in lines),
        lines=tuple(lines),
        confidence=confidence,
    )


def _best_issuer(mentions: Sequence[Mention]) -> str | None:
    """The fullest name: "UBND thành phố Hà Nội" says more than "UBND"."""
    return max((one.issuer for one in mentions if one.issuer), key=len, default=None)


def _best_title(mentions: Sequence[Mention]) -> str | None:
    """A title that its sentence ends is surer than one that was cut; of several the shortest holds least else."""
    firm = [one.title for one in mentions if one.title and one.is_title_firm]
    loose = [one.title for one in mentions if one.title]
    return min(firm or loose, key=len, default=None)


def _basis_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines under "Căn cứ": from its line to the next paragraph that is no further basis."""
    found: set[int] = set()
    is_basis = False
    for index, line in enumerate(lines):
        folded = folded_letters(line.text)
        if _BASIS.match(folded):
            is_basis = not _is_running_phrase(folded)
        elif is_basis and index and begins_paragraph(lines[index - 1], line):
            is_basis = _goes_on_listing(line.text, folded)
        if is_basis:
            found.add(line.number)
    return frozenset(found)


def _is_running_phrase(folded: str) -> bool:
    """ "Căn cứ Kế hoạch này, các đơn vị ..." and "Căn cứ chức năng, nhiệm vụ" cite nothing."""
    return bool(re.match(r"^\W*\w+ \w+ (?:chuc nang|ke hoach nay|vao|tinh hinh)", folded))


def _goes_on_listing(text: str, folded: str) -> bool:
    bare = PARAGRAPH_OPENING.sub("", folded, count=1) if PARAGRAPH_OPENING.match(text) else folded
    return bool(_MORE_BASES.match(bare))
