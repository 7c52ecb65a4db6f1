"""The sheets of a workbook: every filled cell with what a person sees in it, nothing followed, nothing run."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from haidang.engines.reading.errors import SecretMarked, refusal
from haidang.engines.reading.limits import Limits, limit_refusal
from haidang.engines.reading.opening.kinds import require_workbook
from haidang.engines.reading.opening.office_package import Element, parse_part, read_xml_parts
from haidang.engines.reading.opening.secrecy import bears_secret_mark
from haidang.engines.reading.opening.xlsx_values import CellReader, plain_text
from haidang.engines.reading.sheet_cells import Area, Sheet, SheetCell

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MOST_MERGED = 20_000  # areas of one sheet; a table of people has a few
_MOST_HIDDEN = 1_000  # spans of hidden columns of one sheet


def open_workbook(content: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """This function will open a workbook: its sheets in order, with only their filled cells.

    Links to other files are not followed and macros are refused. Raises Refused, and SecretMarked for a workbook
    that bears a state-secret mark.
    """
    require_workbook(content, name)
    parts = read_xml_parts(content, limits)
    _check_kind(parts.get("[Content_Types].xml", b""))
    book = _part(parts, "xl/workbook.xml")
    strings = _shared_strings(parts.get("xl/sharedStrings.xml"), limits)
    reader = CellReader(strings, parts.get("xl/styles.xml"), counts_from_1904=_counts_from_1904(book))
    targets = _sheet_targets(parts)
    sheets = tuple(
        _sheet(each, _raw_part(parts, targets.get(_relation_of(each), "")), reader, limits)
        for each in book.iter("{*}sheet")
    )
    if any(bears_secret_mark(lines_of_sheet(sheet)) for sheet in sheets):
        raise SecretMarked
    return sheets


def _check_kind(types: bytes) -> None:
    lowered = types.lower()
    if b"macroenabled" in lowered or b"vbaproject" in lowered:
        raise refusal("macro")
    if b"spreadsheetml" not in lowered:
        raise refusal("not_workbook", what="tệp này")


def _raw_part(parts: dict[str, bytes], name: str) -> bytes:
    if name not in parts:
        raise refusal("damaged")
    return parts[name]


def _part(parts: dict[str, bytes], name: str) -> Element:
    return parse_part(_raw_part(parts, name))


def _counts_from_1904(book: Element) -> bool:
    return any(each.get("date1904") in {"1", "true"} for each in book.iter("{*}workbookPr"))


def _sheet_targets(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each relation of the workbook, by its key."""
    relations = _part(parts, "xl/_rels/workbook.xml.rels")
    return {
        str(each.get("Id")): posixpath.normpath(posixpath.join("/xl", str(each.get("Target", "")))).lstrip(
            "/"
        )
        for each in relations.iter("{*}Relationship")
        if each.get("TargetMode") != "External"
    }


def _relation_of(sheet: Element) -> str:
    return next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")


def _shared_strings(part: bytes | None, limits: Limits) -> list[str]:
    if part is None:
        return []
    found: list[str] = []
    letters = 0
    for element in streamed_elements(part, "si"):
        found.append(plain_text(element))
        letters += len(found[-1])
        if letters > limits.characters:
            raise limit_refusal("bomb", limits, "characters")
    return found


def streamed_elements(part: bytes, *names: str) -> Iterator[Element]:
    """This function will give elements one after the other as they end.

    Each is forgotten after its turn, so that a long part stays small. Raises Refused `damaged`.
    """
    wanted = [f"{{*}}{name}" for name in names]
    steps = etree.iterparse(
        BytesIO(part), events=("end",), tag=wanted, no_network=True, load_dtd=False, resolve_entities=False
    )
    try:
        for _event, element in steps:
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError):
        raise refusal("damaged") from None


def _sheet(entry: Element, part: bytes, reader: CellReader, limits: Limits) -> Sheet:
    cells: list[SheetCell] = []
    merged: list[Area] = []
    spans: list[range] = []
    last_row = hidden_rows = 0
    for element in streamed_elements(part, "col", "row", "mergeCell"):
        name = etree.QName(element).localname
        if name == "mergeCell":
            merged.append(_area(str(element.get("ref", ""))))
        elif name == "col":
            spans += _hidden_columns(element)
        else:
            last_row = _number(element.get("r"), last_row + 1, most=_LAST_ROW)
            found = list(_cells_of_row(element, last_row, reader))
            cells += found
            hidden_rows += bool(found) and element.get("hidden") in {"1", "true"}
        if len(cells) > limits.table_cells or len(merged) > _MOST_MERGED or len(spans) > _MOST_HIDDEN:
            raise limit_refusal("bomb", limits, "table_cells")
    return Sheet(
        name=str(entry.get("name", "")),
        is_hidden=entry.get("state", "visible") != "visible",
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        merged=tuple(merged),
        hidden_rows=hidden_rows,
        hidden_columns=_filled_columns_within(spans, cells),
    )


def _hidden_columns(element: Element) -> Iterator[range]:
    """The span of columns that an entry hides."""
    if element.get("hidden") in {"1", "true"}:
        first = _number(element.get("min"), 1, most=_LAST_COLUMN)
        yield range(first, _number(element.get("max"), first, most=_LAST_COLUMN) + 1)


def _filled_columns_within(spans: list[range], cells: list[SheetCell]) -> int:
    filled = {cell.column for cell in cells} if spans else set()
    return sum(any(column in span for span in spans) for column in filled)


def _cells_of_row(row: Element, number: int, reader: CellReader) -> Iterator[SheetCell]:
    last_column = 0
    for cell in row.iterchildren("{*}c"):
        column = _column_of(cell.get("r"), number, last_column + 1)
        last_column = column
        value = reader.read(cell)
        if value is not None:
            kind, text, is_formula = value
            yield SheetCell(
                number, column, kind, text, is_formula, kind == "number" and reader.is_percent(cell)
            )


def _number(text: str | None, otherwise: int, *, most: int) -> int:
    if text is None:
        return otherwise
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise refusal("damaged")
    return int(text)


def _column_of(place: str | None, row: int, otherwise: int) -> int:
    """The column of "AB12", which has to stand in its row; a cell without a place follows the one before it."""
    if place is None:
        return otherwise
    column, told_row = _place(place)
    if told_row != row:
        raise refusal("damaged")
    return column


def _place(text: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(text)
    if match is None:
        raise refusal("damaged")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > _LAST_COLUMN or int(match[2]) > _LAST_ROW:
        raise refusal("damaged")
    return column, int(match[2])


def _area(reference: str) -> Area:
    first, _colon, last = reference.partition(":")
    (left, top), (right, bottom) = _place(first), _place(last or first)
    return top, left, bottom, right


def lines_of_sheet(sheet: Sheet) -> list[str]:
    """This function will write the words of a sheet row by row, its cells parted by strokes."""
    rows: dict[int, list[str]] = {}
    for cell in sheet.cells:
        if cell.kind == "text":
            rows.setdefault(cell.row, []).extend(cell.text.split("\n"))
    return [" | ".join(texts) for texts in rows.values()]
