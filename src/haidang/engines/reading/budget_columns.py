"""What the columns of a budget table hold: labels, words, amounts of periods, totals, executors, sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from haidang.engines.reading.findings import Lines
from haidang.engines.reading.paper import Cell, Row, Table
from haidang.engines.reading.running_text import folded_letters
from haidang.engines.vietnamese.errors import UnreadableNumber
from haidang.engines.vietnamese.numbers import read_number

_UNIT = re.compile(r"(?:ty|trieu|nghin|ngan|tram trieu)\s+dong|\bdong\b|\bvnd\b")
_MONEY = re.compile(
    r"kinh phi|du toan|thanh tien|so tien|nhu cau von|nguon von|muc chi|tong von|giai doan|\bdong\b|ngan sach"
)
_ROLES = (
    ("label", re.compile(r"^(?:stt|tt|so tt|so thu tu|so\s*$)")),
    (
        "executor",
        re.compile(r"don vi (?:thuc hien|chu tri|phu trach)|co quan|chu tri|phu trach|noi thuc hien"),
    ),
    ("source", re.compile(r"nguon")),
    (
        "skipped",
        re.compile(r"ghi chu|so luong|don vi tinh\s*$|^dvt$|don gia|phoi hop|thoi gian|tien do|can cu"),
    ),
    (
        "text",
        re.compile(r"noi dung|hang muc|nhiem vu|dien giai|cong viec|hoat dong|ten (?:de|du) an|danh muc"),
    ),
)
_TOTAL = re.compile(r"^(?:tong|cong|tong cong|tong so|tong kinh phi|tong von)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"-?\d[\d.,\s\u00a0]*$")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?")
# A table of budgets has at least so many rows with an amount.
_FEWEST_AMOUNTS = 2


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One row of a budget table, its cells by what they hold."""

    label: str
    text: str
    amounts: tuple[Decimal | None, ...]
    total: Decimal | None
    executor: str | None
    source: str | None
    lines: Lines
    is_whole_group: bool = False


@dataclass(frozen=True, slots=True)
class BudgetColumns:
    """Where things stand: column numbers, and for amounts the name of each one's period."""

    label: int | None
    text: int
    executor: int | None
    source: int | None
    total: int | None
    amounts: tuple[int, ...]
    periods: tuple[str, ...]
    unit: str | None


def count_header_rows(table: Table) -> int:
    """This function will count the rows above the first one that is labelled or holds an amount."""
    for index, row in enumerate(table.rows):
        labelled = index > 0 and row.cells and is_row_label(row.cells[0].text)
        if labelled or (index > 0 and _amount_cells(row)):
            return index
    return 0


def is_row_label(text: str) -> bool:
    """Tell whether a cell is a row's number: Roman, Arabic, a letter."""
    return bool(
        re.fullmatch(r"[IVXL]{1,6}\.?|[A-HĐ]\.?|\d{1,3}(?:\.\d{1,2}){0,3}\.?|[a-hđ][).]?", text.strip())
    )


def read_columns(table: Table, *, unit_above: str | None = None) -> BudgetColumns | None:
    """Tell the columns of a budget table by their headings; null for a table of something else.

    Money is named in the headings ("Kinh phí 2026") or by a unit printed above the table ("Đơn vị tính:
    triệu đồng") whose columns are years or a total. This function will take the lowest heading with a year
    for an amount's period (seed 003 lines 462-463), one column of amounts for a table without periods, and a
    "Tổng" beside periods for the total of a row.
    """
    header = table.rows[: count_header_rows(table)]
    headings = _column_headings(header)
    joined = folded_letters(" ".join(headings))
    roles = [_role_of(heading) for heading in headings]
    numeric = _numeric_columns(table, len(header), roles)
    is_money = bool(_MONEY.search(joined)) or bool(unit_above) and _counts_by_periods(headings, numeric)
    if not header or not numeric or not is_money or "text" not in roles:
        return None
    total = next((i for i in numeric if _TOTAL.match(folded_letters(headings[i]).strip())), None)
    amounts = tuple(i for i in numeric if i != total or len(numeric) == 1)
    return BudgetColumns(
        label=_place_of(roles, "label"),
        text=roles.index("text"),
        executor=_place_of(roles, "executor"),
        source=_place_of(roles, "source"),
        total=total if len(numeric) > 1 else None,
        amounts=amounts,
        periods=tuple(_period_name(header, headings, column) for column in amounts),
        unit=find_unit(" ".join(headings)),
    )


def _counts_by_periods(headings: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether every column of figures is headed by a year, a stage or a total."""
    named = [folded_letters(headings[column]).strip() for column in columns]
    return all(_YEAR.search(name) or _TOTAL.match(name) for name in named)


def find_unit(text: str) -> str | None:
    """This function will find the unit that words name: "(Đơn vị tính: Tỷ đồng)" is "tỷ đồng"."""
    match = _UNIT.search(folded_letters(text))
    return " ".join(text[match.start() : match.end()].lower().split()) if match else None


def read_row(row: Row, columns: BudgetColumns, *, dot_is_decimal: bool) -> BudgetRow:
    """This function will read one row; a cell that holds no amount, or none that can be read, is null."""
    return BudgetRow(
        label=_words_at(row, columns.label).strip(" ."),
        text=_words_at(row, columns.text),
        amounts=tuple(
            read_amount(_words_at(row, at), dot_is_decimal=dot_is_decimal) for at in columns.amounts
        ),
        total=read_amount(_words_at(row, columns.total), dot_is_decimal=dot_is_decimal),
        executor=_words_at(row, columns.executor) or None,
        source=_words_at(row, columns.source) or None,
        lines=row.lines,
    )


def read_amount(text: str, *, dot_is_decimal: bool) -> Decimal | None:
    """This function will read an amount; a dot before three figures parts thousands unless told otherwise."""
    figures = text.strip(" *_")
    if not _AMOUNT.match(figures):
        return None
    if dot_is_decimal and re.fullmatch(r"-?\d+\.\d+", figures):
        return Decimal(figures)
    try:
        return read_number(figures)
    except UnreadableNumber:
        return None


def uses_decimal_dots(table: Table, columns: BudgetColumns) -> bool:
    """Tell whether dots begin decimals: amounts in tỷ with dots and never a comma ("61.082" tỷ đồng)."""
    texts = [_words_at(row, at) for row in table.rows for at in columns.amounts]
    return (columns.unit or "").startswith("tỷ") and not any("," in text for text in texts)


def _column_headings(header: Sequence[Row]) -> list[str]:
    width = max((len(row.cells) for row in header), default=0)
    return [" ".join(_spanned_texts(header, column)).strip() for column in range(width)]


def _spanned_texts(header: Sequence[Row], column: int) -> list[str]:
    """The headings over a column; a merged heading counts for each column below it."""
    texts = []
    for row in header:
        text = _words_at(row, column)
        left = column
        while (
            not text and left > 0 and row is header[0] and len(header) > 1 and _words_at(header[-1], column)
        ):
            left -= 1
            text = _words_at(row, left)
        if text and text not in texts:
            texts.append(text)
    return texts


def _role_of(heading: str) -> str:
    folded = " ".join(folded_letters(heading).split())
    return next((role for role, pattern in _ROLES if pattern.search(folded)), "other")


def _place_of(roles: Sequence[str], role: str) -> int | None:
    return roles.index(role) if role in roles else None


def _numeric_columns(table: Table, header_rows: int, roles: Sequence[str]) -> list[int]:
    """Columns not named otherwise in which amounts stand."""
    body = table.rows[header_rows:]
    return [
        column
        for column, role in enumerate(roles)
        if role == "other"
        and sum(read_amount(_words_at(row, column), dot_is_decimal=False) is not None for row in body)
        >= min(_FEWEST_AMOUNTS, len(body))
    ]


def _amount_cells(row: Row) -> int:
    return sum(
        bool(_AMOUNT.match(cell.text.strip())) and not _YEAR.fullmatch(cell.text.strip())
        for cell in row.cells
    )


def _period_name(header: Sequence[Row], headings: Sequence[str], column: int) -> str:
    lowest = next((text for row in reversed(header) if (text := _words_at(row, column))), headings[column])
    period = _PERIOD.search(lowest) or _PERIOD.search(headings[column])
    if period:
        return re.sub(r"\s*[-–]\s*", "-", period.group())
    return re.sub(r"\s*\([^()]*\)\s*", " ", lowest).strip()


def _words_at(row: Row, column: int | None) -> str:
    if column is None or column >= len(row.cells):
        return ""
    cell: Cell = row.cells[column]
    return "" if cell.is_continuation else " ".join(cell.text.split())
