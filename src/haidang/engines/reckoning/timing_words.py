"""The words of timings without dates: always, on demand, how often, before and until."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ALWAYS = re.compile(
    r"(?:(?:trong )?(?:ca|suot|toan) nam(?: \d{4})?|thuong xuyen|lien tuc|thuong ky|ca giai doan"
    r"|(?:thuc hien |duy tri )?(?:thuong xuyen|lien tuc)(?:,? (?:va )?(?:lien tuc|thuong xuyen))?"
    r"(?:,? (?:trong |ca |suot |hang )(?:ca )?nam(?: \d{4})?)?"
    r"|(?:ca nam|hang ngay)(?:,| va)? thuong xuyen)"
)
_DEMAND = re.compile(
    r"(?:bao cao |thuc hien )?(?:khi|theo|neu|dot xuat|bat thuong)(?:[ ,(]+(?:co|khi|theo|yeu cau|phat sinh|de nghi"
    r"|nhu cau|thuc te|tinh hinh|tinh huong|vu viec|su viec|dot xuat|va|hoac|cua|cap tren|cap co tham quyen"
    r"|co quan co tham quyen|nhiem vu|chi dao)\)?)*"
)
_DEMAND_NEEDS = re.compile(
    r"dot xuat|bat thuong|yeu cau|phat sinh|de nghi|nhu cau|tinh hinh|tinh huong|vu viec|su viec"
)
_UNIT = r"(?:ngay|tuan|thang|quy|nam|6 thang|nua nam)"
_OFTEN = re.compile(
    rf"(?:dinh ky|(?:bao cao |to chuc |thuc hien )?(?:dinh ky,? )?(?:"
    rf"(?:hang|moi|tung|theo) {_UNIT}(?: (?:mot|\d{{1,2}}) (?:lan|so|ky|dot|cuoc|buoi|ban tin))?(?: trong nam)?"
    rf"|(?P<count>\d{{1,3}}) (?:lan|so|ky|dot|cuoc|buoi|bai)(?: ?/ ?(?:1 )?| moi | trong | hang | mot )(?P<of>{_UNIT})"
    rf"|(?P<gap>\d{{1,2}})? ?(?P<step>ngay|tuan|thang|quy|nam) ?(?:/ ?|mot |)(?:1 )?lan"
    rf"|(?P<issues>\d{{1,3}}) so(?:/nam)?"
    rf"|(?:\d{{1,2}} )?(?:lan|so)/(?P<each>{_UNIT})))"
    rf"|dinh ky (?:6 thang|quy|thang|nam|tuan|ngay)(?:(?:,| va) (?:tong ket )?(?:ca |hang )?nam)?"
)
_UNIT_NAMES = {
    "ngay": "day", "tuan": "week", "thang": "month", "quy": "quarter",
    "6 thang": "half_year", "nua nam": "half_year", "nam": "year",
}  # fmt: skip
_STEP_NAMES = {
    (1, "ngay"): "day", (7, "ngay"): "week", (1, "tuan"): "week", (1, "thang"): "month", (3, "thang"): "quarter",
    (1, "quy"): "quarter", (6, "thang"): "half_year", (2, "quy"): "half_year", (12, "thang"): "year", (1, "nam"): "year",
}  # fmt: skip
_COUNTS_A_YEAR = {1: "year", 2: "half_year", 4: "quarter", 12: "month", 52: "week", 365: "day"}
_YEARLY_COUNTS = {"ngay": 365, "tuan": 52, "thang": 12, "quy": 4, "6 thang": 2, "nua nam": 2, "nam": 1}
_LEAD = re.compile(
    r"^(?:(?:thoi gian|thuc hien|hoan thanh|hoan thien|xong|to chuc|trien khai|du kien|ban hanh|trinh|bao cao"
    r"|trong|vao|khoang|tai|luc|ngay trong) )+"
)
_LIMIT = re.compile(
    r"^(?:(?:thoi gian|thoi han|thuc hien|hoan thanh|hoan thien|xong|gui|trinh|ban hanh|bao cao|du kien|trien khai) )*"
    r"(?P<word>truoc(?: thoi diem)?|(?:cham nhat|muon nhat)(?: la| den| vao| trong| truoc)*|den(?: het)?|het|khong qua|khong muon hon)"
    r"(?: la| vao)? (?P<rest>.+)$"
)
_YEARLY = re.compile(r"^(?P<rest>.+?),? (?:hang|moi|tung) nam$")
# Words that OCR or typing may bend by one letter and that nothing else of this grammar resembles.
# "tháng" is not among them: "thành" is one letter away.
_KNOWN_WORDS = ("thuong", "xuyen", "trong", "truoc")


@dataclass(frozen=True)
class Limit:
    """The words after "trước" or "chậm nhất", and whether the day itself is too late."""

    rest: str
    strict: bool


def fold_phrase(phrase: str) -> str:
    """Write a phrase without accents, case, line breaks and edge punctuation, slips of letters mended."""
    bare = unicodedata.normalize("NFD", phrase.casefold().replace("đ", "d").replace("ð", "d"))
    letters = "".join(mark for mark in bare if not unicodedata.combining(mark))
    plain = re.sub(r"[‐-―−~]", "-", letters)
    spaced = re.sub(r"\s+", " ", re.sub(r"\s*/\s*", "/", plain)).strip(" .;,:-*+•()")
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


def printed_year(folded: str) -> int | None:
    """The year written out in a phrase ("Cả năm 2026"), if one is."""
    match = re.search(r"\b(?:19|20|21)\d\d\b", folded)
    return int(match.group()) if match else None


def says_on_demand(folded: str) -> bool:
    """Whether the words mean only when something calls for it ("khi có yêu cầu", "Đột xuất")."""
    return _DEMAND.fullmatch(folded) is not None and _DEMAND_NEEDS.search(folded) is not None


def says_how_often(folded: str) -> bool:
    """Whether the words mean again and again ("Hằng quý", "6 tháng/lần", "Định kỳ")."""
    return _OFTEN.fullmatch(folded) is not None


def read_frequency(folded: str) -> str | None:
    """Name the interval of a recurring timing; None where it is not stated or has no name of its own."""
    match = _OFTEN.fullmatch(folded)
    if match is None:
        return None
    if match["issues"]:
        return _COUNTS_A_YEAR.get(int(match["issues"]))
    if match["step"]:
        return _STEP_NAMES.get((int(match["gap"] or 1), match["step"]))
    if match["count"]:
        return _COUNTS_A_YEAR.get(int(match["count"]) * _YEARLY_COUNTS[match["of"]])
    return _named_unit(folded)


def _named_unit(folded: str) -> str | None:
    unit = re.search(rf"(?:hang|moi|tung|theo|dinh ky) ({_UNIT})\b", folded)
    return _UNIT_NAMES[unit[1]] if unit else None


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
    strict = match["word"].startswith("truoc") or match["word"].endswith("truoc")
    return Limit(match["rest"], strict)


def split_yearly(folded: str) -> tuple[str, bool]:
    """Cut "hằng năm" from the end; the flag says whether it was there."""
    match = _YEARLY.match(folded)
    return (match["rest"], True) if match else (folded, False)


def strip_lead(folded: str) -> str:
    """Leave out words that say only that something is to be done ("Hoàn thành trong ...")."""
    return _LEAD.sub("", folded)
