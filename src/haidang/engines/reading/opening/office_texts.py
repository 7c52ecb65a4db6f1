"""Every text of an office file in which a secret mark may stand: cells, slides, notes, headers, boxes, properties."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from haidang.engines.reading.errors import refusal
from haidang.engines.reading.limits import Limits
from haidang.engines.reading.opening.office_package import Element, parse_part, read_xml_parts
from haidang.engines.reading.opening.xlsx import lines_of_sheet, open_workbook, streamed_elements
from haidang.engines.reading.sheet_cells import Sheet

# The words of cells are read by `open_workbook`; the others hold names of looks and places, no words of people.
_WITHOUT_WORDS = re.compile(
    r"\.rels$|^\[Content_Types\]|^xl/(?:worksheets/sheet|sharedStrings|styles|tables/|calcChain|workbook\.)"
    r"|/theme/|/(?:styles|settings|fontTable|numbering|webSettings|presProps|viewProps|tableStyles)[^/]*\.xml$",
    re.IGNORECASE,
)
_MAIN_PART = re.compile(r"^(?:word/document|ppt/slides/slide\d+)\.xml$")
_WORKSHEET = re.compile(r"^xl/(?:work|chart)sheets/[^/]+\.xml$")
_PROPERTIES = re.compile(r"^docProps/")
_PICTURE = re.compile(r"(?:^|/)media/[^/]+$")
_PICTURE_KINDS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_SMALLEST_PICTURE = 2_000  # bytes; a stamp alone may be small, a line or a bullet is smaller
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
# What stands between the words of a header of a sheet: &L, &"Arial,Bold", &14, &K00FF00.
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z&])')
_MOST_JOINED = 8  # TUYETMAT, one letter in each cell


def texts_of_office_file(content: bytes, kind: str, limits: Limits) -> Iterator[tuple[list[str], bool]]:
    """Give the lines of every place of a DOCX, XLSX or PPTX, and whether the place is a margin or a property.

    This function will give what is hidden too: hidden sheets and slides, notes, comments, deleted words. Raises
    Refused as `read_xml_parts` and `open_workbook` do, SecretMarked for marks among cells.
    """
    parts = read_xml_parts(content, limits)
    if kind == "xlsx":
        yield from _texts_of_workbook(open_workbook(content, "bang.xlsx", limits))
    for name, part in parts.items():
        if kind == "xlsx" and _WORKSHEET.search(name):
            yield _margin_lines(part), True
        if not _WITHOUT_WORDS.search(name):
            root = parse_part(part)
            lines = _property_lines(root) if _PROPERTIES.search(name) else list(_lines_of(root))
            yield lines, not _MAIN_PART.search(name)


def pictures_of_office_file(content: bytes) -> list[bytes]:
    """This function will give the pictures that are packed into an office file; bullets and lines are left out."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = sorted(name for name in package.namelist() if _PICTURE.search(name))
            files = [package.read(name) for name in names]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        raise refusal("damaged") from None
    return [one for one in files if one.startswith(_PICTURE_KINDS) and len(one) >= _SMALLEST_PICTURE]


def _texts_of_workbook(sheets: tuple[Sheet, ...]) -> Iterator[tuple[list[str], bool]]:
    yield [sheet.name for sheet in sheets], True
    for sheet in sheets:
        lines = lines_of_sheet(sheet)
        yield lines, False
        # A mark over cells side by side: "TỐI" beside "MẬT".
        for line in lines:
            if 0 < line.count(" | ") < _MOST_JOINED:
                yield [line.replace(" | ", " ")], False


def _margin_lines(part: bytes) -> list[str]:
    margins = ("".join(one.itertext()) for one in streamed_elements(part, *_MARGINS))
    return [line for text in margins for line in _MARGIN_CODE.sub("\n", text).splitlines() if line.strip()]


def _property_lines(root: Element) -> list[str]:
    """Values of the properties, those with a name of their own after it: "Độ mật: Mật"."""
    values = []
    for one in root.iter():
        text = "".join(one.itertext()).strip() if not len(one) else ""
        name = one.getparent().get("name") if one.getparent() is not None else None
        if text:
            values += [text, f"{name}: {text}"] if name else [text]
    return values


def _lines_of(root: Element) -> Iterator[str]:
    """Paragraphs, comments, watermarks, and what pictures and boxes are said to show."""
    for one in root.iter("{*}p", "{*}text", "{*}textpath", "{*}cNvPr", "{*}docPr"):
        name = one.tag.rpartition("}")[2]
        if name == "p":
            yield from _paragraph_text(one).split("\n")
        elif name == "text":
            yield from "".join(one.itertext()).split("\n")
        else:
            yield from filter(None, (one.get("string"), one.get("descr"), one.get("title")))


def _paragraph_text(paragraph: Element) -> str:
    pieces = paragraph.iter("{*}t", "{*}delText", "{*}br", "{*}tab")
    return "".join(_PIECES.get(one.tag.rpartition("}")[2], one.text or "") for one in pieces)


_PIECES = {"br": "\n", "tab": "\t"}
