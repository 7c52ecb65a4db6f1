"""Who leads and who takes part, from the cells of a row: one column for each, or one for both."""

import re
from dataclasses import dataclass

from haidang.engines.reading.bodies import looks_like_body, split_bodies
from haidang.engines.reading.column_roles import ColumnRole
from haidang.engines.reading.paper import Cell, Row
from haidang.engines.reading.tables import WholeTable

_GOES_ON = re.compile(r"(?:\b(?:và|của|các|thuộc|cùng)|[-–])$")
_LEAD_LABEL = re.compile(r"^\W*(?:(?:cơ quan|đơn vị)\s+)?chủ trì(?:\s+thực hiện)?\s*[:,]?\s*", re.IGNORECASE)
_LEAD_REMARK = re.compile(r"\s*(?:\(\s*chủ trì\s*\)|(?<=\w)\s+chủ trì$)", re.IGNORECASE)
_PARTNER_REMARK = re.compile(r"\s*\(\s*phối hợp\s*\)", re.IGNORECASE)
# "Phối hợp:", "phối hợp với", behind a lead; the word inside a name has neither.
_PARTNER_LABEL = re.compile(
    r"\W*(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?(?:\s*(?:với\s*)?:|\s+với\b)\s*", re.IGNORECASE
)
_SLASH = re.compile(r"\s*/\s*")
_LABELLED_CONFIDENCE = 0.97
_SPLIT_CONFIDENCE = 0.75  # the first of several bodies leads: a custom, not a word of the paper


@dataclass(frozen=True, slots=True)
class RowDuty:
    """The bodies of one row. `confidence` tells how sure lead and partners are told apart."""

    lead: tuple[str, ...]
    partners: tuple[str, ...]
    confidence: float = 1.0


def read_row_duty(table: WholeTable, row: Row) -> RowDuty:
    """This function will read lead and partners of a row; people named in charge lead where no body does.

    Shapes: two columns; one column "Đơn vị chủ trì/phối hợp" with "Sở X/Sở Y" or "Chủ trì: Sở X; phối hợp: Sở Y".
    """
    lead, partners = _cell(table, row, "lead"), split_bodies(listed_bodies(_cell(table, row, "partners")))
    joint = _cell(table, row, "bodies")
    if joint.text:
        both = _parted_by_words(listed_bodies(joint)) or _parted_by_place(joint)
        return RowDuty(both.lead, (*both.partners, *partners), both.confidence)
    words = listed_bodies(lead)
    labelled = _parted_by_words(words)
    if labelled is not None:
        return RowDuty(labelled.lead, (*labelled.partners, *partners), labelled.confidence)
    return RowDuty(split_bodies(words) or split_bodies(_cell(table, row, "person").text), partners)


def has_lead_column(table: WholeTable) -> bool:
    """This function will tell whether a table has a column that says who leads."""
    return table.column_of("lead") is not None or table.column_of("bodies") is not None


def listed_bodies(cell: Cell) -> str:
    """This function will return the words of a cell as one list: a paragraph that begins as a body does is an item."""
    text = ""
    for paragraph in cell.paragraphs:
        is_item = paragraph[:1].isupper() and looks_like_body(paragraph) and not _GOES_ON.search(text)
        text += f"; {paragraph}" if text and is_item else f" {paragraph}"
    return text.strip()


def _cell(table: WholeTable, row: Row, role: ColumnRole) -> Cell:
    place = table.column_of(role)
    return row.cells[place] if place is not None and place < len(row.cells) else Cell()


def _parted_by_words(text: str) -> RowDuty | None:
    """ "Chủ trì: A; phối hợp: B", "A chủ trì, phối hợp với B", "A (chủ trì), B (phối hợp)"; None without such words."""
    label = _PARTNER_LABEL.search(text)
    if label is not None:
        lead, partners = text[: label.start()], text[label.end() :]
    elif mark := _LEAD_REMARK.search(text):
        lead, partners = text[: mark.start()], _PARTNER_REMARK.sub("", text[mark.end() :])
    elif _LEAD_LABEL.match(text):
        lead, partners = text, ""
    else:
        return None
    named = _LEAD_REMARK.sub("", _LEAD_LABEL.sub("", lead))
    return RowDuty(split_bodies(named), split_bodies(partners), _LABELLED_CONFIDENCE)


def _parted_by_place(cell: Cell) -> RowDuty:
    """The first body, or what stands before a slash or on the first line, leads."""
    halves = _SLASH.split(cell.text, maxsplit=1)
    if len(halves) > 1:
        return RowDuty(split_bodies(halves[0]), split_bodies(halves[1]), _LABELLED_CONFIDENCE)
    bodies = split_bodies(listed_bodies(cell))
    return RowDuty(bodies[:1], bodies[1:], _SPLIT_CONFIDENCE if bodies[1:] else 1.0)
