"""Columns of a table: their headings, how a value is written into a cell and how a cell is read back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from haidang.engines.reading.sheet_cells import SheetCell
from haidang.engines.vietnamese.dates import read_date, written_day
from haidang.engines.vietnamese.errors import UnreadableDate, UnreadableNumber
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.engines.vietnamese.money import read_dong, whole_amount
from haidang.foundation.counts import ShownCount

LANGUAGES = ("vi", "en")
MOST_LETTERS_OF_CELL = 32_767  # what the format can hold; the writer leaves a longer text out without a word
_GOES_ON = " […]"
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOST_VND = 10**15  # a thousand times a thousand billion: more than any budget here, less than a column holds
_DAY_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


class CellRefused(Exception):
    """A cell that cannot be read; `message` says why and what to write."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `read` raises CellRefused; an empty cell is `empty` and is not given to `read`.

    A fixed column is written for people and not read, one for new rows is read in those alone; a needed one must
    have a heading in the file, and a filled one a value in every row.
    """

    name: str
    heading: Any
    read: Callable[[SheetCell], Any]
    write: Callable[[Any], str | int | date | None] = lambda value: value
    width: int = 18
    empty: Any = ""
    is_fixed: bool = False
    is_for_new: bool = False
    is_needed: bool = False
    is_filled: bool = False
    choices: tuple[str, ...] = ()


def text_column(name: str, heading: Any, *, most: int = 20_000, **more: Any) -> Column:
    """This function will describe a column of words; a number or a day is taken as people write it."""

    def read(cell: SheetCell) -> str:
        text = as_compared(cell_text(cell))
        if len(text) > most:
            raise CellRefused(
                _("The text has %(length)s letters; at most %(most)s fit here.") % _sizes(text, most)
            )
        return text

    return Column(name, heading, read, **more)


def lines_column(name: str, heading: Any, **more: Any) -> Column:
    """This function will describe a column with one entry a line, a tuple of texts."""

    def read(cell: SheetCell) -> tuple[str, ...]:
        return tuple(" ".join(line.split()) for line in cell_text(cell).splitlines() if line.strip())

    return Column(name, heading, read, "\n".join, empty=(), **more)


def number_column(
    name: str, heading: Any, *, least: int, most: int, empty: Any = None, **more: Any
) -> Column:
    """This function will describe a column of whole numbers within bounds, both included."""

    def read(cell: SheetCell) -> int:
        text = cell_text(cell).strip()
        if not text.isdecimal() or len(text) > 9 or not least <= int(text) <= most:
            raise CellRefused(
                _("“%(text)s” is no whole number from %(least)d to %(most)d.")
                % {"text": text, "least": least, "most": most}
            )
        return int(text)

    return Column(name, heading, read, empty=empty, **more)


def money_column(name: str, heading: Any, **more: Any) -> Column:
    """This function will describe a column of amounts in whole đồng, as numbers or as text with marks."""
    return Column(name, heading, _read_money, empty=None, **({"width": 18} | more))


def day_column(name: str, heading: Any, **more: Any) -> Column:
    """This function will describe a column of days: real days, or text as 20/6/2026."""
    return Column(name, heading, _read_day, empty=None, **({"width": 13} | more))


def choice_column(name: str, heading: Any, choices: type[TextChoices], **more: Any) -> Column:
    """This function will describe a column of a choice, written by its words in either language."""

    def read(cell: SheetCell) -> str:
        wanted = folded_form(cell_text(cell))
        found = next((one for one in choices if wanted in words_of_choice(one)), None)
        if found is None:
            told = {"text": cell_text(cell), "choices": "; ".join(str(one.label) for one in choices)}
            raise CellRefused(_("“%(text)s” is none of: %(choices)s.") % told)
        return found.value

    return Column(
        name,
        heading,
        read,
        lambda value: str(choices(value).label) if value else "",
        choices=tuple(str(one.label) for one in choices),
        **more,
    )


def cell_text(cell: SheetCell) -> str:
    """This function will give what a cell says as people would type it. Raises CellRefused for errors of formulas."""
    if cell.kind == "not_reckoned":
        raise CellRefused(
            _("The formula has no saved result. Open the file in Excel, save it, or paste the value itself.")
        )
    if cell.kind == "error":
        raise CellRefused(_("The cell holds the error %(error)s. Correct it first.") % {"error": cell.text})
    if cell.kind == "day":
        day = date.fromisoformat(cell.text)
        return written_day(day)
    return "\n".join(normal_form(line) for line in cell.text.splitlines())


def as_compared(text: str) -> str:
    """This function will write words as a cell gives them back: one form of letters, single spaces."""
    return "\n".join(" ".join(line.split()) for line in map(normal_form, text.splitlines())).strip()


def fitting_text(text: str) -> str:
    """This function will cut a text that no cell can hold, with a sign that it goes on."""
    return (
        text if len(text) <= MOST_LETTERS_OF_CELL else text[: MOST_LETTERS_OF_CELL - len(_GOES_ON)] + _GOES_ON
    )


def heading_keys(column: Column) -> set[str]:
    """This function will give the heading of a column in every language, as it is compared."""
    keys = set()
    for language in LANGUAGES:
        with override(language):
            keys.add(heading_key(str(column.heading)))
    return keys


def heading_key(text: str) -> str:
    """This function will give a heading without marks, stars and capitals."""
    return folded_form(text).replace("*", "").strip(" .:")


def _sizes(text: str, most: int) -> dict[str, int]:
    return {"length": ShownCount(len(text)), "most": ShownCount(most)}


def words_of_choice(choice: Any) -> set[str]:
    """This function will give the words of a choice in every language, as they are compared."""
    words = {folded_form(choice.value)}
    for language in LANGUAGES:
        with override(language):
            words.add(folded_form(str(choice.label)))
    return words


def _read_money(cell: SheetCell) -> int:
    text = cell_text(cell)
    try:
        amount = whole_amount(Decimal(cell.text)) if cell.kind == "number" else read_dong(text)
        if abs(amount) <= _MOST_VND:
            return amount
    except UnreadableNumber:
        pass
    raise CellRefused(
        _("“%(text)s” is no amount in whole đồng. Write 1.200.000 or 300 triệu; a lone comma is not clear.")
        % {"text": text}
    )


def _read_day(cell: SheetCell) -> date:
    text = cell_text(cell).strip()
    try:
        if match := _ISO_DAY.fullmatch(text):
            return date(*map(int, match.groups()))
        if cell.kind != "number":
            return read_date(text)
    except (UnreadableDate, ValueError):
        if _DAY_LIKE.search(text) or _ISO_DAY.search(text):
            raise CellRefused(_("“%(text)s” is no day of the calendar.") % {"text": text}) from None
    raise CellRefused(_("“%(text)s” is no day. Write it as 20/6/2026.") % {"text": text})
