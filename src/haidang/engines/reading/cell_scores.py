"""How well words fit the column they would stand in. Higher is better.

The weights were settled on seed 002 and on the samples of the tests: `evaluation/reading` notices a change.
"""

import re
from collections import Counter
from functools import lru_cache

from haidang.engines.reading.bodies import is_head_alone, looks_like_body
from haidang.engines.reading.column_roles import ColumnRole
from haidang.engines.reading.timing_cells import could_begin_timing, is_readable_timing, is_undated_timing
from haidang.engines.vietnamese.agencies import agency_key, match_agency

SAME_BODY_SCORE = 0.95  # as agencies.match_agency scores two names of one body that differ by a place only
_MOST_WORDS: dict[ColumnRole, int] = {
    "timing": 20,
    "lead": 30,
    "person": 20,
    "money": 12,
    "note": 60,
    "source": 30,
}
_MOST_WORDS_ELSE = 2_000
_ANY_WORD = ""
_SMALL_CODES = {"tp"}  # codes that are not all capitals
_EDGE = " .,;:"
_OPEN_END = re.compile(r"(?:,|–|-|\b(?:và|của|các|với|cho|về|tại|trên|theo|do|từ|đến|thuộc|hoặc|là))$")
_GROUP_END = re.compile(r"(?:liên quan|thành viên|đoàn thể|địa phương|thị xã|đặc khu)\W*$")
_LOWER_PLACE = re.compile(
    r"(?:thành phố|tỉnh|quận|huyện|thị xã)\s+[A-ZĐÀ-Ỹ]"
)  # "... thành phố Hà Nội" goes on a name
_TWO_BODIES = re.compile(
    r"\w (?:Các|Những) "
)  # a group of bodies begins in upper case only where a cell begins
_DUTY_LABEL = re.compile(r"\W*(?:chủ trì|phối hợp)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:Đ/c|Đồng chí|đồng chí|Ông|Bà|Các đồng chí|Trưởng|Phó|Giám đốc|Chủ tịch|Bí thư|Chánh)\b"
)
_MOSTLY_NAMES = 0.8
_FEWEST_REMARK_WORDS = 3
_LIKE_PRODUCT = re.compile(
    r"(?:\d|Báo cáo|Kế hoạch|Quyết định|Văn bản|Tờ trình|Hội nghị|Hội thảo|Tin|Bài|Công văn|Đề án|Chương trình|"
    r"Chuyên|Danh sách|Hồ sơ|Nghị quyết|Chỉ thị|Thông báo|Bản|Sổ|Video|Phim|Ấn phẩm|Lớp|Cuộc|Đoàn|Biên bản|"
    r"Dữ liệu|Cơ sở dữ liệu)"
)
_MONEY = re.compile(r"[\d.,\s]+(?:triệu|tỷ|đồng|nghìn|trđ)?.*", re.IGNORECASE)


class KnownLeads:
    """Bodies that lead elsewhere in the table, with how often they do, and the group the row stands under."""

    def __init__(self, names: Counter[str], group: str) -> None:
        self._count: Counter[str] = Counter()
        for name, count in names.items():
            self._count[_key_of(name)] += count
        often_seen = [name for name in names if self._count[_key_of(name)] > 1]
        self._last_words = {_ANY_WORD, *map(_last_word, often_seen)} if often_seen else set()
        self._group = group

    def weight(self, name: str) -> float:
        """This function will return 0 for a body never seen and up to 4 for one that leads often."""
        return max(self._weight_of_seen(name), _group_weight(name, self._group))

    def _weight_of_seen(self, name: str) -> float:
        if _last_word(name) not in self._last_words:
            return 0.0
        often = self._count[_key_of(name)]
        return min(3.0, 0.5 * often) if often > 1 else 0.0


def _last_word(name: str) -> str:
    """A quick sign that two names differ; an abbreviation may stand for any word."""
    word = name[name.rfind(" ") + 1 :].strip(_EDGE)
    is_whole = word.isalpha() and word[1:].islower() and word.lower() not in _SMALL_CODES
    return word.lower() if is_whole else _ANY_WORD


@lru_cache(maxsize=20_000)
def _key_of(name: str) -> str:
    return agency_key(name)


@lru_cache(maxsize=20_000)
def _group_weight(name: str, group: str) -> float:
    """Groups are mostly named after the body that leads, its place left out or not."""
    if not group or not looks_like_body(name) or len(name.split()) > 2 * len(group.split()) + 4:
        return 0.0
    matches = match_agency(name, [group])
    return 4.0 if matches and matches[0].score >= SAME_BODY_SCORE else 0.0


def fits_column(role: ColumnRole, words: int) -> bool:
    """This function will tell whether a cell of this column can hold so many words."""
    return words <= _MOST_WORDS.get(role, _MOST_WORDS_ELSE)


def score_cell(role: ColumnRole, text: str) -> float:
    """This function will score the words of one cell, "" for an empty one."""
    return _score_words(role, text) if text else _EMPTY[role]


_EMPTY: dict[ColumnRole, float] = {
    "number": 0.0, "content": -12.0, "timing": -3.0, "lead": -4.0, "partners": -2.0, "product": -1.5, "money": -0.2,
    "source": -0.2, "note": 0.0, "other": -0.5, "bodies": -4.0, "person": -1.5,
}  # fmt: skip


@lru_cache(maxsize=50_000)
def _score_words(role: ColumnRole, text: str) -> float:
    scores = {
        "content": _score_content, "timing": _score_timing, "lead": _score_lead, "partners": _score_partners,
        "product": _score_product, "money": _score_money, "bodies": _score_bodies, "person": _score_person,
        "note": _score_note,
    }  # fmt: skip
    return scores.get(role, _score_other)(text)


def _score_timing(text: str) -> float:
    if is_readable_timing(text):
        return 6.0
    if is_undated_timing(text):
        return 4.0 - 0.1 * len(text.split()) - _faults(text)
    return -2.0 if could_begin_timing(text) else -9.0


def _score_lead(text: str) -> float:
    score = 3.0 if looks_like_body(text) and text[0].isupper() else 0.5 if looks_like_body(text) else -4.0
    return score - _faults_of_list(text) - 0.04 * len(text.split()) - (3.0 if _holds_timing(text) else 0.0)


def _score_partners(text: str) -> float:
    score = 3.0 if looks_like_body(text) or text.startswith("(") else -3.5
    score -= 2.0 if _LOWER_PLACE.match(text) else 0.0
    score += 1.0 if _GROUP_END.search(text) else 0.0
    score -= 2.0 if _TWO_BODIES.search(text) else 0.0
    return score - _faults(text) - (3.0 if _holds_timing(text) else 0.0) - 0.01 * len(text.split())


def _score_bodies(text: str) -> float:
    """Lead and partners in one cell, with or without labels: "Chủ trì: Sở X; phối hợp: Sở Y"."""
    score = 3.0 if looks_like_body(text) or _DUTY_LABEL.match(text) else -4.0
    score += 1.0 if _GROUP_END.search(text) else 0.0
    return score - _faults_of_list(text) - (3.0 if _holds_timing(text) else 0.0) - 0.02 * len(text.split())


def _score_person(text: str) -> float:
    """One or more names of people, in capitals word by word; some plans put a body there."""
    if looks_like_body(text):
        return 1.0 - _faults_of_list(text)
    words = [word for word in text.split() if word[0].isalpha()]
    names = sum(1 for word in words if word[0].isupper())
    score = 3.0 if words and (_PERSON.match(text) or names >= _MOSTLY_NAMES * len(words)) else -3.0
    return score - _faults(text) - (3.0 if _holds_timing(text) else 0.0) - 0.05 * len(text.split())


def _score_note(text: str) -> float:
    """A remark stands last and begins as a sentence does; most rows have none."""
    score = -0.5 if text[0].isupper() or text[0] in "(*" else -3.0
    is_remark = score > -1 and len(text.split()) >= _FEWEST_REMARK_WORDS and not _LIKE_PRODUCT.match(text)
    score += 1.0 if is_remark and not is_readable_timing(text) and not looks_like_body(text) else 0.0
    return score - _faults(text) - 0.05 * len(text.split())


def _score_content(text: str) -> float:
    score = 2.0 if text[0].isupper() or text[0] in '“"-(' else -2.0
    score += 1.5 if text.rstrip()[-1] in ".…;!?" else 0.0
    score -= 4.0 if is_readable_timing(text) else 0.0
    return (
        score
        - _faults(text)
        - (1.0 if _GROUP_END.search(text) else 0.0)
        - (1.5 if len(text.split()) < 3 else 0.0)
    )


def _score_product(text: str) -> float:
    score = 1.5 if text[0].isupper() or text[0].isdigit() else -2.0
    score -= 1.0 if looks_like_body(text) else 0.0
    return score - _faults(text) - (4.0 if is_readable_timing(text) else 0.0) - 0.02 * len(text.split())


def _score_money(text: str) -> float:
    return 3.0 if _MONEY.fullmatch(text) and any(sign.isdigit() for sign in text) else -3.0


def _score_other(text: str) -> float:
    return -_faults(text) - 0.05 * len(text.split())


def _faults_of_list(text: str) -> float:
    """Faults, and what no list of bodies is: the first word of a name alone, a list that announces one more."""
    return _faults(text) + (4.0 if is_head_alone(text) else 0.0) + (2.0 if text.endswith(";") else 0.0)


def _faults(text: str) -> float:
    """What no cell should show: an end in the middle of a phrase, a beginning in the middle of a sentence."""
    faults = 3.0 if _OPEN_END.search(text.rstrip()) else 0.0
    faults += 2.0 if text.count("(") != text.count(")") and "(" in text + ")" else 0.0
    faults += 2.0 if text.count("“") != text.count("”") else 0.0
    return faults + (1.0 if text[0].islower() and not looks_like_body(text) else 0.0)


@lru_cache(maxsize=20_000)
def _holds_timing(text: str) -> bool:
    words = text.split()
    return any(
        words[place][0].isupper()
        and could_begin_timing(" ".join(words[place : place + 3]))
        and _reads_some(words, place)
        for place in range(len(words))
    )


def _reads_some(words: list[str], place: int) -> bool:
    return any(
        is_readable_timing(" ".join(words[place:stop]))
        for stop in range(place + 1, min(place + 6, len(words)) + 1)
    )
