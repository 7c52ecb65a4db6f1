"""The head of a paper: body, number, place and date, kind and title, in one column or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from haidang.engines.reading.findings import Lines
from haidang.engines.reading.letterhead_words import (
    ISSUER_OPENING,
    PARTY_COMMITTEE,
    SUPERIOR_PART,
    TERRITORY,
    cased_as_in,
    is_capitals,
    is_motto_line,
    kind_of_line,
    opens_body,
    without_mottoes,
)
from haidang.engines.reading.paper import Line, Paper
from haidang.engines.reading.printed_gaps import gapped_words
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.vietnamese.dates import find_dates
from haidang.engines.vietnamese.signs import find_blank_signs, find_signs

# A letterhead with its title has hardly more lines; what follows is the paper itself.
_MOST_HEAD_LINES = 40
_MOST_TITLE_LINES = 6
_LONGEST_TITLE = 400
_DATE_OPENING = re.compile(r"\b(?:ng[a-z]y)\b[\s.…_]{0,20}(?:\d|th[a-z]{1,2}ng\b)")
_COLUMN_GAP = re.compile(r"\t+|\s{3,}")
# A gap that waits for a number or a day parts no columns: "Số:      /KH-UBND", "ngày     tháng     năm".
_LEFT_BLANK = re.compile(
    r"(?<=[:.…])\s{3,}(?=/)|\s{3,}(?=(?:tháng|năm)\b)|(?<=tháng)\s{3,}(?=\d)|(?<=ngày)\s{3,}(?=\d)"
)
_BLANK_DATE = re.compile(r"\bng[a-z]y[\s.…_]{1,20}th[a-z]{1,2}ng\b")
_NUMBER_LABEL = re.compile(r"^\W*s[o06]?\s*[:.]?\s*\d?")
_SUBJECT = re.compile(r"\bv\s*/\s*v\s*:?\s*")
_ADDRESSED = re.compile(r"^\W*kinh\s+g[a-z]{1,2}i")
_ATTACHED = re.compile(r"^\(\s*(?:kem theo|ban hanh kem|dinh kem)")
_RULE = re.compile(r"^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the first sentence. `last_line` is the last line of the head."""

    kind: str | None
    number: str | None
    issuer: str | None
    place: str | None
    dated: date | None
    title: str | None
    field_lines: dict[str, Lines]


@dataclass(frozen=True, slots=True)
class _Found:
    """One field of the head with its lines; `text` is None where the paper has it blank."""

    text: str | None
    lines: Lines


_NOTHING = _Found(None, ())


def read_letterhead(paper: Paper) -> Letterhead:
    """Read the head of a paper.

    This function will take two columns printed as one line apart ("UBND TỈNH X CỘNG HÒA ..."), and leave null
    what is blank or missing. Real cases: seed 001 lines 1-8, seed 003 lines 3-12; seed 002 has no letterhead.
    """
    head = [piece for line in _head_lines(paper) for piece in _columns_of(line)]
    number, place, issued = _read_number(head), _read_place(head), _read_issue_date(head)
    kind, title = _read_kind(head), _read_title(paper, head)
    issuer = _read_issuer(paper, head)
    fields = {
        "kind": kind, "number": number, "issuer": issuer, "place": place, "date": issued[1], "title": title
    }  # fmt: skip
    return Letterhead(
        kind=kind.text or _kind_by_sign(head, title),
        number=number.text,
        issuer=issuer.text,
        place=place.text,
        dated=issued[0],
        title=title.text,
        field_lines={name: found.lines for name, found in fields.items() if found.lines},
    )


def _head_lines(paper: Paper) -> list[Line]:
    """The lines before the first one that belongs to the body, the title among them."""
    head: list[Line] = []
    for line in paper.content_lines():
        if len(head) >= _MOST_HEAD_LINES or (_is_body(line) and not _may_be_title(head, line)):
            break
        head.append(line)
    return head


def _columns_of(line: Line) -> list[Line]:
    """The columns of a line that a wide gap parts as it was printed."""
    printed = _LEFT_BLANK.sub(" ", gapped_words(line).strip())
    pieces = [" ".join(piece.split()) for piece in _COLUMN_GAP.split(printed)]
    kept = [piece for piece in pieces if piece]
    if len(kept) < 2 or " ".join(kept) != line.text:
        return [line]
    return [replace(line, text=piece) for piece in kept]


def _is_body(line: Line) -> bool:
    return opens_body(line.text) and not _is_own_number(line.text)


def _may_be_title(head: Sequence[Line], line: Line) -> bool:
    """Right under the kind "Triển khai công tác ..." is a title, further down it opens the body."""
    is_basis = re.match(r"\W*can c|\W*kinh g|\W*i\.", folded_letters(line.text))
    return bool(head) and kind_of_line(head[-1].text) is not None and not is_basis


def _is_own_number(text: str) -> bool:
    return bool(_NUMBER_LABEL.match(folded_letters(text))) and bool(
        find_signs(text) or find_blank_signs(text)
    )


def _read_number(head: Sequence[Line]) -> _Found:
    """A letter's number may stand on a line of its own without "Số"; a cited number never opens its line."""
    for line in head:
        signs = find_signs(line.text)
        opening = folded_letters(line.text)[: signs[0].start] if signs else ""
        if signs and (_NUMBER_LABEL.match(opening + "0") or not opening.strip(" _.-:")):
            return _Found(signs[0].number, (line.number,))
        if find_blank_signs(line.text) and not _ATTACHED.match(folded_letters(line.text)):
            return _Found(None, (line.number,))
    return _NOTHING


def _read_place(head: Sequence[Line]) -> _Found:
    for line in head:
        place = _place_before_date(line.text)
        if place:
            return _Found(place, (line.number,))
    return _NOTHING


def _place_before_date(text: str) -> str | None:
    """The words between the number (or the mottoes) and the date: "14/KH-STTTT Hải Phòng, ngày 18 tháng ..."."""
    opening = _DATE_OPENING.search(folded_letters(text))
    if opening is None:
        return None
    before = text[: opening.start()]
    starts = [sign.end for sign in find_signs(before)] + [blank.end for blank in find_blank_signs(before)]
    place = before[max(starts, default=0) :].strip(" ,.-–|_\t")
    place = re.split(r"\s{3,}|\t|\|", place)[-1].strip()
    is_name = place[:1].isupper() and len(place.split()) <= 6 and not find_dates(place)
    return place if is_name else None


def _read_issue_date(head: Sequence[Line]) -> tuple[date | None, _Found]:
    for line in head:
        if _place_before_date(line.text) is None:
            continue
        dates = find_dates(line.text)
        return (dates[-1].date, _Found(dates[-1].text, (line.number,))) if dates else (None, _NOTHING)
    return None, _NOTHING


def _read_kind(head: Sequence[Line]) -> _Found:
    for line in head:
        kind = kind_of_line(line.text)
        if kind is not None:
            return _Found(kind, (line.number,))
    return _NOTHING


def _kind_by_sign(head: Sequence[Line], title: _Found) -> str | None:
    """A letter has no kind printed: its number has no type, or it says V/v and Kính gửi."""
    own = next((find_signs(line.text) for line in head if _is_own_number(line.text)), [])
    if own:
        return own[0].kind
    is_letter = any(_SUBJECT.search(folded_letters(line.text)) for line in head)
    return "Công văn" if is_letter and title.text else None


def _read_title(paper: Paper, head: Sequence[Line]) -> _Found:
    for index, line in enumerate(head):
        if kind_of_line(line.text) is not None:
            return _join_title(paper, head[index + 1 :], "")
        subject = _SUBJECT.search(folded_letters(line.text))
        if subject:
            return _join_title(paper, head[index:], line.text[: subject.end()])
    return _untitled(head)


def _untitled(head: Sequence[Line]) -> _Found:
    """Where the head was cut off before the title, what is left of it opens the paper (seed 000 line 1)."""
    plain = [line for line in head if not _is_own_number(line.text) and not _RULE.match(line.text)]
    is_all_title = len(plain) == len(head) and 0 < len(plain) <= _MOST_TITLE_LINES
    has_letterhead = any(is_capitals(line.text) or _place_before_date(line.text) for line in plain)
    if not is_all_title or has_letterhead:
        return _NOTHING
    return _Found(" ".join(line.text for line in plain), tuple(line.number for line in plain))


def _join_title(paper: Paper, lines: Sequence[Line], opening: str) -> _Found:
    taken: list[Line] = []
    for line in lines:
        if taken and _ends_title(paper, taken[-1], line):
            break
        if not taken and (_RULE.match(line.text) or _is_own_number(line.text)):
            continue
        if _is_no_title(line.text):
            break
        taken.append(line)
        if len(taken) == _MOST_TITLE_LINES:
            break
    text = " ".join(" ".join(_title_words(line.text) for line in taken)[len(opening) :].split())
    return _Found(text, tuple(line.number for line in taken)) if text else _NOTHING


def _title_words(text: str) -> str:
    """The left column alone where mottoes or the date stand to the right of it."""
    text = without_mottoes(text) if is_motto_line(text) else text
    opening = _DATE_OPENING.search(folded_letters(text))
    place = _place_before_date(text)
    is_dated = bool(find_dates(text) or _BLANK_DATE.search(folded_letters(text)))
    if opening is None or place is None or not is_dated or _SUBJECT.search(folded_letters(place)):
        return text
    return text[: text.index(place)] if not text.startswith(place) else ""


def _ends_title(paper: Paper, before: Line, line: Line) -> bool:
    is_apart = line.number - before.number > 1 and not _is_double_spaced(paper)
    goes_on = line.text[:1].islower() or (is_capitals(before.text) == is_capitals(line.text) and line.is_bold)
    is_set_off = before.is_bold and before.is_centred and not (line.is_bold or line.is_centred)
    if paper.kind == "docx" and is_set_off:
        return True
    return _RULE.match(line.text) is not None or (is_apart and paper.kind == "text" and not goes_on)


def _is_no_title(text: str) -> bool:
    folded = folded_letters(text)
    is_authority = is_capitals(text) and bool(ISSUER_OPENING.match(folded))
    return (
        is_authority
        or bool(_ATTACHED.match(folded) or _ADDRESSED.match(folded) or _is_own_number(text))
        or len(text) > _LONGEST_TITLE
    )


def _is_double_spaced(paper: Paper) -> bool:
    """Whether an empty line follows nearly every line, as in seed 002."""
    filled = [line for line in paper.lines[:200] if line.text]
    followed = [
        line for line in filled if line.number < len(paper.lines) and not paper.lines[line.number].text
    ]
    return len(followed) * 10 >= len(filled) * 8


def _read_issuer(paper: Paper, head: Sequence[Line]) -> _Found:
    """The body whose letterhead it is; an office under a province's committee takes the province's name."""
    names = _letterhead_names(head) or _authority_names(head)
    if not names:
        return _issuer_in_first_sentence(paper, head)
    own = names[-1]
    text = own[0]
    superior = SUPERIOR_PART.search(folded_letters(names[0][0])) if len(names) > 1 else None
    if superior and not TERRITORY.search(folded_letters(text)):
        place = cased_as_in(paper, names[0][0][superior.start() :])
        joint = place if PARTY_COMMITTEE.match(folded_letters(place)) else f"{place[:1].lower()}{place[1:]}"
        return _Found(f"{cased_as_in(paper, text)} {joint}", own[1])
    return _Found(cased_as_in(paper, text), own[1])


def _letterhead_names(head: Sequence[Line]) -> list[tuple[str, Lines]]:
    """Names of bodies above the number, in capitals, a territory on its own line joined to its body."""
    names: list[tuple[str, Lines]] = []
    for line in head:
        text = without_mottoes(line.text)
        if _is_own_number(line.text) or kind_of_line(line.text) is not None:
            break
        if not text or not is_capitals(text) or _place_before_date(line.text):
            continue
        opens = ISSUER_OPENING.match(folded_letters(text))
        if opens or not names:
            names.append((text, (line.number,)))
        else:
            names[-1] = (f"{names[-1][0]} {text}", (*names[-1][1], line.number))
    return [name for name in names if ISSUER_OPENING.match(folded_letters(name[0]))]


def _authority_names(head: Sequence[Line]) -> list[tuple[str, Lines]]:
    """The body that decides, in capitals below the title: "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI" (seed 003)."""
    names: list[tuple[str, Lines]] = [
        (re.sub(r"^(?:GIÁM ĐỐC|CHỦ TỊCH)\s+(?=\S)", "", line.text), (line.number,))
        for line in head
        if is_capitals(line.text) and ISSUER_OPENING.match(folded_letters(line.text))
    ]
    return names[-1:]


_FIRST_SENTENCE = re.compile(
    r"^\W*(?P<body>(?:uy ban|ubnd|so|bo|ban|hoi dong|van phong|trung tam|cuc|phong|s[^\s\d]|s6)\s[^.;:]{2,90}?)\s+"
    r"(?:ban h[a-z]nh|x[a-z]y d[a-z]ng|phe duyet|de nghi|thong bao|to chuc)\b",
)


def _issuer_in_first_sentence(paper: Paper, head: Sequence[Line]) -> _Found:
    """ "Ủy ban nhân dân thành phố Hà Nội ban hành Kế hoạch ...", seed 002 line 19, where no letterhead is left."""
    content = list(paper.content_lines())[len(head) :][:_MOST_HEAD_LINES]
    for index, line in enumerate(content):
        text = " ".join(one.text for one in content[index : index + 2])
        match = _FIRST_SENTENCE.match(folded_letters(text))
        if match:
            return _Found(text[match.start("body") : match.end("body")].strip(), (line.number,))
    return _NOTHING
