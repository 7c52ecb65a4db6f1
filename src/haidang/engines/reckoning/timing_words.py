"""The words of timings without dates: always, on demand, how often, before and until."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


def any_of(*choices: str) -> str:
    """A pattern that matches any of the given patterns."""
    return "(?:" + "|".join(choices) + ")"


DOING = any_of(
    "thoi gian", "thoi han", "thuc hien", "hoan thanh", "hoan thien", "xong", "to chuc", "trien khai",
    "du kien", "ban hanh", "trinh", "gui", "bao cao", "duy tri", "ky niem",
)  # fmt: skip

_WITHIN = r"(?:,? (?:(?:trong|ca|suot|hang) )*(?:nam(?: \d{4})?|giai doan(?: \d{4} ?- ?\d{4})?))?"
_ALL_YEAR = r"(?:trong )?(?:ca|suot|toan|quanh) nam(?: \d{4})?"
_STEADY = any_of("thuong xuyen", "lien tuc", "thuong ky")
_ALWAYS = re.compile(
    any_of(
        _ALL_YEAR,
        r"(?:trong )?(?:ca|suot|toan) giai doan(?: \d{4} ?- ?\d{4})?",
        rf"(?:{DOING} )?{_STEADY}(?:,?(?: va)? {_STEADY})?{_WITHIN}",
        rf"(?:{_ALL_YEAR}|hang ngay)(?:,| va| -)? {_STEADY}",
    )
)

_CALLS = any_of(
    "dot xuat", "bat thuong", "yeu cau", "phat sinh", "de nghi", "nhu cau", "tinh hinh", "tinh huong",
    "vu viec", "su viec",
)  # fmt: skip
_CALLERS = any_of(
    "co", "khi", "theo", "neu", "va", "hoac", "cua", "thuc te", "nhiem vu", "chi dao", "cap tren",
    "cap co tham quyen", "co quan co tham quyen", "lanh dao", "thanh pho", "tinh", "ubnd", "bo", "trung uong",
)  # fmt: skip
_DEMAND = re.compile(rf"(?:{DOING} )?(?:khi|theo|neu|{_CALLS})(?:[ ,(]+(?:{_CALLS}|{_CALLERS})\)?)*")

_LEAD = re.compile(rf"^(?:(?:{DOING}|trong|vao|khoang|nhan dip|dip) )+")
_AT_LATEST = "(?:cham|muon) nhat(?: la| den| vao| trong| truoc)*"
_NOT_LATER = any_of(
    _AT_LATEST, "(?:(?:ke )?tu nay )?(?:cho )?den(?: het| cuoi(?= nam))?", "het", "khong (?:qua|muon hon)"
)
_LIMIT = re.compile(rf"^(?:{DOING} )*(?P<word>truoc(?: thoi diem)?|{_NOT_LATER})(?: la| vao)? (?P<rest>.+)$")
_LIMIT_AGAIN = re.compile(rf"(,|;| va) (?:truoc|{_NOT_LATER})(?: ngay)? (?=\d)")
_WEEKDAY = any_of("thu (?:hai|ba|tu|nam|sau|bay|[2-7])", "chu nhat")
_CLOCK = any_of(r"\d{1,2} ?(?:gio|h|g|:) ?(?:\d{2})?(?: phut)?,?", "(?:buoi )?(?:sang|trua|chieu|toi)")
_HOUR = re.compile(r"^\d{1,2} ?(?:gio|h|g|:) ?(?:\d{2})?(?: phut)?,? (?=ngay|\d)")
FROM_THEN_ON = re.compile(
    r"(?:bat dau )?(?:ke )?tu (?P<start>(?:(?! den | toi ).)+?)(?: tro di)?"
    r"|(?P<year>.*\d{4}),?(?: va)? (?:cac|nhung) nam (?:tiep theo|sau|ke tiep)"
)
UNTIL = re.compile(r"(?P<window>[^,;()]+?)(?:[,;] | ?\()(?P<limit>[^()]+)\)?")
_YEARLY = re.compile(r"^(?P<rest>.+?),? (?:hang|moi|tung) nam$")
_EDGES = ' .;,:-*+•"“”'
_SLIPS = (
    (re.compile(r"^\d{1,2} (?:ngay|buoi|dem|tuan)(?: (?=\()|[,:] )"), ""),
    (re.compile(r"^\((.*)\)$"), r"\1"),
    (
        re.compile(
            r"^(?:dinh ky )?((?:hang|moi) nam),? \(?((?:xong |hoan thanh )?(?:truoc|cham nhat|den het) .+?)\)?$"
        ),
        r"\2 \1",
    ),
    (re.compile(r"\b(tuan|thang|quy)/(?=(?:thang|quy|6 thang|nam)\b)"), r"\1, "),
    (re.compile(r"(?<![/\d])\b(?:dot|lan|ky) (?:\d|[iv]{1,3}): "), ""),
    (re.compile(r"\b(quy [ivlh|!1-4]{1,4}|thang \d{1,2}) - (?=\d{4}$)"), r"\1/"),
    (re.compile(r",? \(?du kien\)?$"), ""),
    (re.compile(r"\b0(?=\d (?:thang|lan|so|ky|nam|quy|tuan)\b)"), ""),
    (re.compile(rf"^({DOING}): "), r"\1 "),
    (re.compile(r"^ngay (?=trong )"), ""),
    (re.compile(r"^giai doan [1-9ivx]{1,4} ?[:(] ?(?=(?:nam )?\d{4})"), "giai doan "),
    (re.compile(r"\b(thang \d{1,2}|quy [ivlh|!1-4]{1,4}), (?=nam \d{4}$)"), r"\1 "),
    (re.compile(rf"^(tu )?{_CLOCK} ?(?:{_WEEKDAY},? )?(?=ngay \d|\d{{1,2}}[/-])"), r"\1"),
    (re.compile(rf"^(?:vao )?{_WEEKDAY},? (?=ngay \d|\d{{1,2}}[/-])"), ""),
    (re.compile(r"\bqui\b"), "quy"),
    (re.compile(r"\s*/\s*"), "/"),
    (re.compile(r"(?<=\d)o(?=\d)|(?<=\d)o\b"), "0"),
    (re.compile(r"\bthang\s+[l|!](?=\b|\W|$)"), "thang 1"),
    (re.compile(r"\b(nam|thang|quy|ngay)(?=\d)"), r"\1 "),
    (re.compile(r"\bq\.?\s?(?=[1-4ivl]{1,3}\b)"), "quy "),
    (re.compile(r"\bt(?=\d{1,2}/\d{4})"), "thang "),
)
# Words that OCR or typing may bend by one letter and that nothing else of this grammar resembles.
# "tháng" is not among them: "thành" is one letter away.
_KNOWN_WORDS = ("thuong", "xuyen", "trong", "truoc", "trung")


@dataclass(frozen=True)
class Limit:
    """The words after "trước" or "chậm nhất", and whether the day itself is too late."""

    rest: str
    strict: bool


def fold_phrase(phrase: str) -> str:
    """Write a phrase without accents, case, line breaks and edge punctuation, slips of letters mended."""
    bare = unicodedata.normalize("NFD", phrase.casefold().replace("đ", "d").replace("ð", "d"))
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    dashed = re.sub(r"[‐-―−~]", "-", letters)
    spaced = re.sub(r"\s+", " ", dashed).strip(_EDGES)
    for slip, mended in _SLIPS:
        spaced = slip.sub(mended, spaced).strip(_EDGES)
    return " ".join(_mend_word(word) for word in spaced.split(" "))


def _mend_word(word: str) -> str:
    core = word.rstrip(",;.")
    if not core.isascii() or not core.isalpha() or core in _KNOWN_WORDS or len(core) < 4:
        return word
    near = [known for known in _KNOWN_WORDS if _differs_by_one(core, known)]
    return near[0] + word[len(core) :] if len(near) == 1 else word


def _differs_by_one(word: str, known: str) -> bool:
    return len(word) == len(known) and sum(a != b for a, b in zip(word, known, strict=True)) == 1


def says_always(folded: str) -> bool:
    """Whether the words mean the whole time of the plan ("Cả năm", "Thường xuyên")."""
    return _ALWAYS.fullmatch(folded) is not None


def printed_years(folded: str) -> tuple[int, int] | None:
    """First and last of the years written out in a phrase ("Cả năm 2026"); None where none is."""
    years = [int(year) for year in re.findall(r"\b(?:19|20|21)\d\d\b", folded)]
    return (min(years), max(years)) if years else None


def says_on_demand(folded: str) -> bool:
    """Whether the words mean only when something calls for it ("khi có yêu cầu", "Đột xuất")."""
    return _DEMAND.fullmatch(folded) is not None and re.search(_CALLS, folded) is not None


def halves_of(folded: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a phrase in two at "hoặc", "và", a comma or a semicolon; both orders."""
    for cut in re.finditer(r" (?:hoac|va|hay|/)(?: khi)?(?= )|[,;/]| (?=dot xuat|khi co)| \(", folded):
        first, second = folded[: cut.start()].strip(" ,;("), folded[cut.end() :].strip(" ,;()")
        yield first, second
        yield second, first
        if cut.group().endswith("khi"):
            yield first, f"khi {second}"


def split_limit(folded: str) -> Limit | None:
    """Cut "trước", "chậm nhất", "đến hết" and their like from the words of the day."""
    match = _LIMIT.match(folded)
    if match is None:
        return None
    rest = _HOUR.sub("", match["rest"])
    # "Trước 17 giờ ngày 20/6": the day itself is still in time.
    strict = "truoc" in match["word"] and rest == match["rest"]
    return Limit(rest, strict)


def without_repeated_limits(folded: str) -> str:
    """Say a limit once for all the days of a list: "trước ngày 10/6 và trước ngày 10/12"."""
    return _LIMIT_AGAIN.sub(r"\1 ", folded)


def split_yearly(folded: str) -> tuple[str, bool]:
    """Cut "hằng năm" from the end; the flag says whether it was there."""
    match = _YEARLY.match(folded)
    return (match["rest"], True) if match else (folded, False)


def strip_lead(folded: str) -> str:
    """Leave out words that say only that something is to be done ("Hoàn thành trong ...")."""
    return _LEAD.sub("", folded)
