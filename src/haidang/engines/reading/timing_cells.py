"""What a cell that says when looks like."""

import re
from functools import lru_cache

from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import read_timing
from haidang.engines.vietnamese.forms import folded_form

_ANY_YEAR = 2024  # only whether a phrase can be read is asked here, never which days it means
_OPENING_LENGTH = 24  # letters that show how a phrase opens
_MOST_TIMING_WORDS = 20
_OPENINGS = re.compile(
    r"(?:ca nam|quy\b|thang|nam \d|trong nam|trong quy|trong thang|thuong xuyen|dinh ky|dot xuat|hang|truoc|"
    r"cham nhat|den het|khi|tu thang|tu ngay|giai doan|\d{1,2} thang|\d{1,2}[/-]\d|ngay|dau nam|cuoi nam|theo|"
    r"tu nay|tu \d|tu dau|tu quy|tu nam|bat dau|ke tu|nua (?:dau|cuoi)|giua (?:thang|quy)|"
    r"dau (?:thang|quy)|cuoi (?:thang|quy)|"
    r"(?:thuong|trung|ha) tuan|tuan \w+ thang|lien tuc|suot|quanh nam|toan nam|khong qua|muon nhat|"
    r"het (?:thang|quy|nam)|"
    r"sang|chieu|q\d|t\d|"
    r"hoan thanh|moi|xong|\d{4}|\d+ lan|sau|du kien|6 thang|dip)"
)
# When another paper says so, or so long after something: no days, but nothing else than a timing.
_UNDATED = re.compile(
    r"(?:(?:thuc hien |trien khai )?theo (?:ke hoach|chuong trinh|lo trinh|tien do|huong dan|chi dao|quy dinh|"
    r"thoi gian|tung (?:nam|quy|thang|giai doan|dot)|phan ky|phe duyet)|(?:ngay )?sau khi|"
    r"trong (?:vong|thoi han) \d|sau \d|(?:trong )?nam hoc|co ke hoach rieng|dip |truoc, trong va sau|thuc hien ngay)\b"
)


def could_begin_timing(text: str) -> bool:
    """This function will tell whether words may open a phrase of time: "Cả năm", "Quý III", "Trước ngày"."""
    return _opens_timing(text[:_OPENING_LENGTH])


@lru_cache(maxsize=50_000)
def _opens_timing(opening: str) -> bool:
    return bool(_OPENINGS.match(folded_form(opening)))


@lru_cache(maxsize=20_000)
def is_readable_timing(text: str) -> bool:
    """This function will tell whether a whole phrase of time can be read."""
    if not could_begin_timing(text) or len(text.split()) > _MOST_TIMING_WORDS:
        return False
    try:
        read_timing(text.strip(" .;,"), _ANY_YEAR)
    except UnreadableTiming:
        return False
    return True


@lru_cache(maxsize=20_000)
def is_undated_timing(text: str) -> bool:
    """This function will tell whether a phrase says when without naming days: "Theo kế hoạch của Bộ"."""
    return bool(_UNDATED.match(folded_form(text))) and len(text.split()) <= _MOST_TIMING_WORDS
