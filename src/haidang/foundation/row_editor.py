"""Rows of a long form that are added, moved and taken away without script; one form keeps them all."""

from collections.abc import Iterable, Sequence
from typing import Any

# What the buttons of an editor are called, with the place of a row after them.
ADD, UP, DOWN, TAKE_AWAY = "them", "len", "xuong", "bo"
# So many rows are shown open; of more, only those that are new, moved or to be corrected.
_MOST_OPEN = 3
_LONGEST_KEY = 18


class EditedRow:
    """One row on screen: its place, its forms, whether it is shown open."""

    forms: Sequence[Any] = ()

    def __init__(self, place: int) -> None:
        self.place = place
        self.is_open = True

    @property
    def title(self) -> str:
        """What the row is called, as typed so far."""
        return str(self.forms[0]["title"].value() or "")

    @property
    def errors(self) -> list[Any]:
        """What is wrong in the row, nothing before it was sent to be kept."""
        return [error for form in self.forms for errors in form.errors.values() for error in errors]

    def is_valid(self) -> bool:
        checked = [one.is_valid() for one in self.forms]
        return all(checked)


class RowEditor[Row: EditedRow]:
    """All rows on screen. A button of the editor changes the order and saves nothing; typed words stay."""

    most = 0
    acts: tuple[str, ...] = (ADD, UP, DOWN, TAKE_AWAY)

    def __init__(self, data: Any, stands: Iterable[dict[str, Any]]) -> None:
        self.given = data
        shown = list(stands) if data is None else self._sent(data)
        self.act = _act_in(data, self.acts) if data is not None else None
        if self.act is not None:
            shown = self.rearranged(shown, *self.act)
        bound = data if self.act is None else None
        self.rows = [self.row_of(bound, place=place, initial=one) for place, one in enumerate(shown)]
        touched = _place_touched(self.act, len(shown))
        for row in self.rows:
            row.is_open = len(self.rows) <= _MOST_OPEN or row.place == touched or not row.title

    @property
    def is_to_be_kept(self) -> bool:
        """Whether the rows were sent to be kept, not only rearranged."""
        return self.given is not None and self.act is None

    @property
    def faults(self) -> list[str]:
        """What is wrong, each with the number of its row."""
        return [f"{row.place + 1}. {row.title}: {error}" for row in self.rows for error in row.errors]

    def is_valid(self) -> bool:
        checked = [one.is_valid() for one in self.rows]
        for row in self.rows:
            row.is_open = row.is_open or bool(row.errors)
        return all(checked)

    def key_sent(self, name: str) -> int:
        """This function will return the number that was on screen under a name, 0 for none."""
        given = str(self.given.get(name, "")) if self.given is not None else ""
        return int(given) if given.isdecimal() and len(given) < _LONGEST_KEY else 0

    def row_of(self, data: Any, *, place: int, initial: dict[str, Any]) -> Row:
        """This function will make a row of what stands in it, bound where it is to be kept."""
        raise NotImplementedError

    def row_sent(self, data: Any, prefix: str) -> dict[str, Any]:
        """This function will return what was typed in one row."""
        raise NotImplementedError

    def new_row(self, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """This function will return what stands in a row that is added."""
        raise NotImplementedError

    def rearranged(self, shown: list[dict[str, Any]], act: str, place: int) -> list[dict[str, Any]]:
        """This function will return the rows after a button was pressed."""
        rows = list(shown)
        if act == ADD:
            return [*rows, self.new_row(rows)][: self.most]
        if place >= len(rows):
            return rows
        if act == TAKE_AWAY:
            del rows[place]
            return rows
        other = place - 1 if act == UP else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        return rows

    def _sent(self, data: Any) -> list[dict[str, Any]]:
        prefixes = [f"p{place}" for place in range(self.most) if f"p{place}-title" in data]
        return [self.row_sent(data, one) for one in prefixes]


def words_sent(data: Any, prefix: str, names: Iterable[str]) -> dict[str, Any]:
    """This function will return what was typed under some names of a row."""
    return {name: data.get(f"{prefix}-{name}", "") for name in names}


def _act_in(data: Any, acts: Iterable[str]) -> tuple[str, int] | None:
    for name in acts:
        if name in data:
            given = str(data[name])
            return name, int(given) if given.isdecimal() and len(given) < 4 else 0
    return None


def _place_touched(act: tuple[str, int] | None, count: int) -> int | None:
    """The row that a button has just moved or changed."""
    if act is None or act[0] == TAKE_AWAY:
        return None
    name, place = act
    moved = {ADD: count - 1, UP: place - 1, DOWN: place + 1}
    return moved.get(name, place)
