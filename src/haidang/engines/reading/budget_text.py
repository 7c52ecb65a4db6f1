"""A budget that stands in sentences: "Tổng kinh phí: 12.500 triệu đồng, trong đó: ngân sách tỉnh 9.000 triệu đồng"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from haidang.engines.reading.budget_doubts import dong_in_unit
from haidang.engines.reading.findings import BudgetFound, BudgetGroupFound, BudgetRowFound
from haidang.engines.reading.paper import Paper
from haidang.engines.reading.running_text import (
    PARAGRAPH_OPENING,
    RunningText,
    content_paragraphs,
    folded_letters,
    without_bullet,
)
from haidang.engines.reading.section_ranges import without_label
from haidang.engines.reckoning.sums import column_sums
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number

_AMOUNT = r"(?P<amount>\d[\d.,]*)\s*(?P<unit>(?:ty|trieu|nghin|ngan)?\s*dong)\b"
_TOTAL = re.compile(
    r"\b(?:tong (?:so |muc |du toan |nhu cau )?(?:kinh phi|von|dau tu|muc dau tu)|(?:du toan |nhu cau )?kinh phi)"
    rf"(?P<about>[^.;:\d]{{0,80}}?)(?:\s*:|\s+la|\s+khoang|\s+du kien)+\s+(?:khoang\s+|du kien\s+)?{_AMOUNT}"
)
_PART = re.compile(_AMOUNT)
_SPENT = re.compile(r"\b(?:da|duoc cap|nam truoc|quyet toan|thuc hien nam)\b")
_PARTS_FOLLOW = re.compile(
    r"^\W*(?:\([^)]*\)\W*)?(?:trong do|bao gom|gom|cu the|tu cac nguon|tu nguon|chia ra)\b"
)
_IN_WORDS = re.compile(r"bang chu\s*:?\s*(?P<words>[^)\n]{5,200})")
_LINKING = re.compile(r"(?:^|\s)(?:là|khoảng|dự kiến|:|từ|với số tiền|số tiền)+\s*$")
_LEADING = re.compile(
    r"^(?:\([^)]*\)[\s,]*|và\s+|trong đó\s*:?\s*|gồm\s*:?\s*|bao gồm\s*:?\s*|cụ thể\s*:?\s*)+", re.IGNORECASE
)
_TEXT_CONFIDENCE = 0.85
_COLUMN = "Kinh phí"


def read_text_budget(paper: Paper) -> BudgetFound | None:
    """Read the first total that sentences of a paper state, with the parts behind it or in the bullets below it.

    This function will give amounts in the unit of the total; parts in another unit are made into it. What has been
    spent ("Tổng kinh phí đã thực hiện ...") is no budget.
    """
    paragraphs = content_paragraphs(paper)
    for place, paragraph in enumerate(paragraphs):
        folded = folded_letters(paragraph.words)
        total = next((one for one in _TOTAL.finditer(folded) if not _is_spent(folded, one)), None)
        stated = _value(total) if total else None
        if total is not None and stated is not None:
            return _budget_of(paragraph, total, stated, paragraphs[place + 1 :])
    return None


def _is_spent(folded: str, total: re.Match[str]) -> bool:
    return bool(
        _SPENT.search(total["about"]) or _SPENT.search(folded[max(0, total.start() - 30) : total.start()])
    )


def _value(amount: re.Match[str]) -> Decimal | None:
    try:
        return read_number(amount["amount"].rstrip(".,"))
    except VietnameseError:
        return None


def _budget_of(
    paragraph: RunningText, total: re.Match[str], stated: Decimal, below: Sequence[RunningText]
) -> BudgetFound:
    words = paragraph.words
    unit = " ".join(words[total.start("unit") : total.end("unit")].lower().split())
    rows = list(_rows_in(words[total.end() :], paragraph, unit))
    if not rows and (words.rstrip().endswith((":", "đó")) or _opens_parts(words[total.end() :])):
        rows = list(_rows_below(below, unit))
    computed = column_sums([row.amounts for row in rows]) if rows else ()
    lines = (
        *paragraph.lines,
        *(number for row in rows for number in row.lines if number not in paragraph.lines),
    )
    spoken = _IN_WORDS.search(folded_letters(words))
    group = BudgetGroupFound("", "", None, (None,), computed, tuple(rows), lines)
    return BudgetFound(
        unit=unit,
        periods=(_COLUMN,),
        groups=(group,) if rows else (),
        stated=(stated,),
        computed=computed,
        grand_stated=stated,
        grand_computed=computed[0] if computed else None,
        in_words=words[spoken.start("words") : spoken.end("words")].strip(" ./") if spoken else None,
        lines=lines,
        confidence=_TEXT_CONFIDENCE,
    )


def _opens_parts(text: str) -> bool:
    return bool(_PARTS_FOLLOW.match(folded_letters(text)))


def _rows_in(text: str, paragraph: RunningText, unit: str) -> Iterator[BudgetRowFound]:
    """The parts in the same sentence: "trong đó: A 9.000 triệu đồng; B 3.500 triệu đồng"."""
    if _opens_parts(text):
        yield from _parts_of(text, paragraph, unit)


def _rows_below(below: Sequence[RunningText], unit: str) -> Iterator[BudgetRowFound]:
    """Bullets with an amount each; the first paragraph of another kind ends them."""
    for paragraph in below:
        rows = list(_parts_of(without_label(without_bullet(paragraph.words)), paragraph, unit))
        if not rows or not PARAGRAPH_OPENING.match(paragraph.text):
            return
        yield rows[0]


def _parts_of(text: str, paragraph: RunningText, unit: str) -> Iterator[BudgetRowFound]:
    folded, start = folded_letters(text), 0
    for part in _PART.finditer(folded):
        name = _LINKING.sub("", _LEADING.sub("", text[start : part.start()].strip(" ,;.:-–"))).strip(" ,;:-–")
        value, start = _value(part), part.end()
        if value is None or not name:
            continue
        amount = (
            value * dong_in_unit(text[part.start("unit") : part.end("unit")].lower()) / dong_in_unit(unit)
        )
        yield BudgetRowFound("", name, (amount,), None, None, paragraph.lines, confidence=_TEXT_CONFIDENCE)
