"""The group rows of a task table, one level or several: "I. ...", then "1. ...", then the tasks "1.1", "1.2"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from haidang.engines.reading.findings import Lines
from haidang.engines.reading.paper import Row

type GroupStyle = Literal["letter", "roman", "number", "none"]

_GROUP_LABEL = re.compile(r"(?:(?P<roman>[IVXL]{1,7})|(?P<letter>[A-HĐ]))[.)]?")
_GROUP_OPENING = re.compile(r"(?P<label>[IVXL]{1,7}|[A-HĐ])[.)]\s+(?P<title>\S.*)")
_NUMBER_OPENING = re.compile(r"(?P<label>\d{1,2})[.)]\s+(?P<title>\S.*)")
_UNDER_NUMBER = re.compile(r"[a-zđ]|[-–+]")
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class RowGroup:
    """One group row: its label ("" where it has none), its title, the style of its label."""

    label: str
    title: str
    lines: Lines
    style: GroupStyle


def group_in_row(row: Row) -> RowGroup | None:
    """This function will read a row with a Roman number or a capital letter, or one text over all the columns."""
    filled = [cell for cell in row.cells if cell.text and not cell.is_continuation]
    if not filled or len(filled) > 2:
        return None
    if len(filled) == 2:
        label = _GROUP_LABEL.fullmatch(filled[0].text.strip())
        return _labelled(label[0], filled[1].text, row) if label else None
    text = filled[0].text
    if opening := _GROUP_OPENING.fullmatch(text):
        return _labelled(opening["label"], opening["title"], row)
    if filled[0].spans_columns < len(row.cells) - 1 or len(row.cells) < _FEWEST_COLUMNS:
        return None
    if number := _NUMBER_OPENING.fullmatch(text):
        return RowGroup(number["label"], number["title"], row.lines, "number")
    return RowGroup("", text, row.lines, "none")


def numbered_group(row: Row, number: str, below: str) -> RowGroup | None:
    """This function will read a row "1" with a title only, above a row "1.1" or "a", or drawn over the columns."""
    filled = [cell for cell in row.cells if cell.text and not cell.is_continuation]
    if len(filled) != 2 or not number or filled[0].text.strip(" .)") != number:
        return None
    is_wide = filled[1].spans_columns >= len(row.cells) - 1 and len(row.cells) >= _FEWEST_COLUMNS
    if not is_wide and not below.startswith(f"{number}.") and not _UNDER_NUMBER.fullmatch(below):
        return None
    return RowGroup(number, filled[1].text, row.lines, "number")


def groups_with(groups: Sequence[RowGroup], found: RowGroup) -> tuple[RowGroup, ...]:
    """This function will put a group under those above it: beside the last one of its own style, else below."""
    if found.style == "none":
        return (found,)
    kept = [group for group in groups if group.style != "none"]
    styles = [group.style for group in kept]
    return (*kept[: styles.index(found.style) if found.style in styles else None], found)


def groups_over(groups: Sequence[RowGroup], number: str, before: str) -> tuple[RowGroup, ...]:
    """This function will leave a numbered group where a row counts on beside it: "2" behind "1.1", "1.2" of group "1".

    `before` is the number of the task before it under the same group; plain ones count under the group itself.
    """
    if not groups or groups[-1].style != "number" or before.isdigit():
        return tuple(groups)
    label = groups[-1].label
    # A misread label ("VỊ" for "VI") counts nothing.
    is_beside = number.isdigit() and label.isdigit() and int(number) == int(label) + 1
    return tuple(groups[:-1] if is_beside else groups)


def label_under(groups: Sequence[RowGroup], number: str) -> str:
    """This function will make the label of a task: "II" and "3" are "II.3", "II", "1" and "1.2" are "II.1.2"."""
    labels = [group.label for group in groups if group.label]
    if labels and number.startswith(f"{labels[-1]}."):
        labels.pop()
    return ".".join(part for part in (*labels, number) if part)


def _labelled(label: str, title: str, row: Row) -> RowGroup:
    found = _GROUP_LABEL.fullmatch(label)
    style: GroupStyle = "roman" if found and found["roman"] else "letter"
    return RowGroup(label.strip(".)"), title, row.lines, style)
