"""The words around a document sign: kind before it, date, issuing body and title after it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from haidang.engines.reading.running_text import RunningText, folded_letters
from haidang.engines.vietnamese.dates import find_dates
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.lexicon import document_types
from haidang.engines.vietnamese.signs import SignFound, find_signs

_MORE_KINDS = ("Chương trình hành động", "Thông báo kết luận", "Bộ luật", "Hiến pháp", "Văn bản", "Công điện")
# "của" and "về" with what OCR makes of them: "ciia", "caa", "ctua", "cia"; "vé", "v€" (seeds 000, 001, 004).
_OF = r"(?:c[uitla]{1,3}a|do)"
_ABOUT = r"(?:v[e€@&]|v/v)"
_TITLE_VERB = (
    r"(?:phe\S*\s+duyet|ban\s+h\Snh|h\S{1,2}ng\s+d\S{1,2}n|quy\s+dinh|th\S[ce]\s+h\S{1,2}n|trien\s+khai|cong\s+bo|"
    r"tang\s+c\S{1,2}ng|quan\s+l\S|sua\s+doi|bo\s+sung|thanh\s+lap|kien\s+toan|xay\s+dung|dieu\s+chinh)"
)
_ISSUER = re.compile(rf"\s*,?\s*{_OF}\s+(?P<issuer>\S.*)", re.DOTALL)
_AFTER_ISSUER = re.compile(
    rf"\s+(?:{_ABOUT}\s|{_TITLE_VERB}\b|ng[a-z]y\s|trong\s|tai\s|den\s|nam\s|cho\s|\()|[,;.:()“”\"/]",
    re.DOTALL,
)
_TITLE_OPENING = re.compile(
    rf"[\s,]*(?:\((?:kho\S|sau day)[^()]*\)\s*)?(?:{_ABOUT}\s+(?:vi\Sc\s+)?|(?={_TITLE_VERB}))", re.DOTALL
)
_TITLE_END = re.compile(
    r"[;:()]|\.(?=\s|$)|\./|,\s+(?:cu the|trong do|nham|tap trung|gan voi|qua do|dong thoi|bao gom|gom)\b"
    r"|\s+va (?:cac|nghi quyet|quyet dinh|chi thi|ket luan|ke hoach|thong tu|nghi dinh)\s"
    r"|,\s+(?:uy ban|ubnd|so|bo|ban|van phong|hoi dong|cuc|phong|trung tam)\s[^;.]{2,90}?\s"
    r"(?:de nghi|xay dung|ban hanh|thong bao|yeu cau|bao cao|to chuc)\b",
)
_QUOTED_TITLE = re.compile(r"“[^”]{5,300}”")
_LAW = re.compile(
    r"\b(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<title>[^,;.:()]{3,90}?)\s*,?\s+(?:được [^,;.]{3,60} )?(?=ngày\s+\d)"
)
_NUMBER_WORD = re.compile(r"\s*\bs\S{0,2}\s*:?\s*$")
_ISSUER_BETWEEN = re.compile(rf"\s+{_OF}\s+(?P<issuer>[^;.,:\d]{{3,60}}?)\s+s[o6]\s*:?\s*$")
_PROPOSER = re.compile(rf"\b{_OF}\s+(?P<issuer>[^;.:\d]{{3,90}}?)\s+tai\s*$")
_ALIKE = 84  # of 100: one slip in six letters
_LAW_NAMED = re.compile(r"\b(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+(?P<title>[^,;.:()]{2,90}?)\s+số\s*$")
_NEXT_PART = re.compile(r"[IVX]{1,5}\s?[-–.]\s*(?P<word>[^\W\d]{2,})")
_MOST_LINES_OF_CITATION = 12
_FARTHEST_DATE = 90  # letters between a sign and its date, where the issuing body stands in between
_LONGEST_ISSUER_WORDS = 14
_LONGEST_TITLE = 420
_REACH_BEFORE = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a paper is cited. A firm title ends where the sentence lets it end."""

    kind: str
    number: str | None
    dated: date | None
    issuer: str | None
    title: str | None
    is_title_firm: bool
    start: int
    end: int


def read_sign_mention(running: RunningText, sign: SignFound, next_start: int) -> Mention:
    """Read what the words around a sign say of the paper.

    This function will look no further than `next_start`, where the next sign begins.
    """
    text = running.text
    paragraph_end = _paragraph_end(running, sign.end)
    limit = min(_words_before_kind(text, next_start), sign.end + 700, paragraph_end)
    kind, issuer_before = _kind_before(text, sign)
    dated, after_date = _date_after(text, sign.end, limit)
    issuer, after_issuer = _issuer_after(running, after_date, limit)
    if dated is None:
        dated, after_issuer = _date_after(text, after_issuer, limit)
    title, is_firm = _title_after(running, after_issuer, next_start, paragraph_end)
    named = _LAW_NAMED.search(text[max(0, sign.start - _REACH_BEFORE) : sign.start])
    if title is None and named:
        kind, title, is_firm = named["kind"], " ".join(named["title"].split()), True
    return Mention(kind, sign.number, dated, issuer or issuer_before, title, is_firm, sign.start, sign.end)


def _paragraph_end(running: RunningText, start: int) -> int:
    """Where the next line with a Roman label in front of capitals begins: "I- MỤC ĐÍCH" goes on with no citation."""
    text = running.text
    following = running.starts[bisect_right(running.starts, start) :][:_MOST_LINES_OF_CITATION]
    parts = (_NEXT_PART.match(text, begin) for begin in following)
    return next((part.start() for part in parts if part and part["word"].isupper()), len(text))


def find_law_mentions(running: RunningText) -> list[Mention]:
    """Find laws cited by name and date, without a sign: "Luật Tổ chức HĐND-UBND ngày 26/11/2003" (seed 003)."""
    mentions = []
    for match in _LAW.finditer(running.text):
        dates = [
            found for found in find_dates(running.text[match.end() : match.end() + 40]) if found.start == 0
        ]
        if dates and not find_signs(match.group()):
            title = running.words_between(match.start("title"), match.end("title"))
            end = match.end() + dates[0].end
            mentions.append(
                Mention(match["kind"], None, dates[0].date, None, title, True, match.start(), end)
            )
    return mentions


@cache
def _folded_kinds() -> dict[str, str]:
    names = {*document_types().values(), *_MORE_KINDS}
    return {folded_form(name): name for name in sorted(names, key=lambda name: (-len(name), name))}


def _kind_ending(before: str) -> tuple[int, str] | None:
    """The kind that the words right before a number name, and where it begins; slips of OCR allowed for."""
    folded = _NUMBER_WORD.sub("", folded_letters(before)).rstrip()
    words = list(re.finditer(r"\S+", folded))
    for plain, name in _folded_kinds().items():
        last = words[-len(plain.split()) :]
        if len(last) != len(plain.split()):
            continue
        spoken = " ".join(word.group() for word in last)
        if fuzz.ratio(spoken.lstrip('(“"‘'), plain) >= _ALIKE:
            return last[0].start(), name
    return None


def _words_before_kind(text: str, next_start: int) -> int:
    """Where the words of the next citation begin: "..., Nghị quyết số" goes with the next sign."""
    opening = max(0, next_start - _REACH_BEFORE)
    ending = _kind_ending(text[opening:next_start])
    if ending is None:
        return next_start
    joint = re.search(r"(?:[,;]|\s+v\S)?\s*$", folded_letters(text[opening : opening + ending[0]]))
    return opening + (joint.start() if joint else ending[0])


def _kind_before(text: str, sign: SignFound) -> tuple[str, str | None]:
    """The kind as printed, and a body printed before the number.

    Seed 003 has both shapes: "Thông báo kết luận của Thường trực Thành ủy số 521-TB/TU" (line 28) and
    "đề nghị của Giám đốc Sở ... tại Tờ trình số 782/TTr-STTTT" (line 30).
    """
    before = text[max(0, sign.start - _REACH_BEFORE) : sign.start]
    between = _ISSUER_BETWEEN.search(folded_letters(before))
    ending = _kind_ending(before[: between.start()] if between else before)
    if between and ending and _fits_sign(ending[1], sign):
        name = before[between.start("issuer") : between.end("issuer")]
        stop = _AFTER_ISSUER.search(folded_letters(name))
        return ending[1], " ".join(name[: stop.start() if stop else None].split())
    ending = _kind_ending(before)
    if ending is None or not _fits_sign(ending[1], sign):
        return sign.kind, None
    proposer = _PROPOSER.search(folded_letters(before[: ending[0]]))
    name = before[proposer.start("issuer") : proposer.end("issuer")] if proposer else ""
    return ending[1], " ".join(name.split()) or None


def _fits_sign(kind: str, sign: SignFound) -> bool:
    """A letter's sign tells no type, so that the words may ("Hướng dẫn số 1074/BTTTT-TTĐN")."""
    return sign.kind == "Công văn" or folded_form(sign.kind) in folded_form(kind)


def _date_after(text: str, start: int, limit: int) -> tuple[date | None, int]:
    found = find_dates(text[start : min(limit, start + _FARTHEST_DATE)])
    if found and not re.sub(r"[\s,]|ng.y", "", folded_letters(text[start : start + found[0].start])):
        return found[0].date, start + found[0].end
    return None, start


def _issuer_after(running: RunningText, start: int, limit: int) -> tuple[str | None, int]:
    folded = folded_letters(running.text[start:limit])
    match = _ISSUER.match(folded)
    if match is None:
        return None, start
    opening = match.start("issuer")
    stop = _AFTER_ISSUER.search(folded, opening)
    end = stop.start() if stop else len(folded)
    words = running.words_between(start + opening, start + end)
    if len(words.split()) > _LONGEST_ISSUER_WORDS:
        return None, start
    return words.strip(" ,") or None, start + end


def _title_after(running: RunningText, start: int, next_start: int, limit: int) -> tuple[str | None, bool]:
    """A title that names a further paper ends with that paper's sign."""
    text = running.text
    folded = folded_letters(text[start : min(limit, start + _LONGEST_TITLE)])
    opening = _TITLE_OPENING.match(folded)
    if opening is None:
        return None, False
    stop = _TITLE_END.search(folded, opening.end())
    end = start + (stop.start() if stop else len(folded))
    is_firm = stop is not None
    further = find_signs(text[next_start : next_start + 60]) if next_start < end else []
    if further:
        listed = _words_before_kind(text, next_start)
        is_new_citation = text[listed : listed + 1] in ",;" or folded_letters(
            text[listed : listed + 4]
        ).startswith(" v")
        end = listed if is_new_citation else next_start + further[0].end
        is_firm = True
    quoted = _QUOTED_TITLE.match(text, start + opening.end())
    end = min(end, quoted.end()) if quoted else end
    return running.words_between(start + opening.end(), end).strip(' ,”“"') or None, is_firm
