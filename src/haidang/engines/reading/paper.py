"""What every reader of a paper works on: lines with their places, and tables with their cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

PaperKind = Literal["text", "docx", "pdf", "scan", "image"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points (1/72 inch), origin at the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a line that was repaired or recognised.

    `start` and `end` are its place in the line's `raw`; `text` is what it was read as, `raw` what stands there;
    `confidence` is 0 to 1; `alternatives` are other readings with their confidence, the likeliest first; `box` is
    its place on the page where it was recognised on a picture.
    """

    raw: str
    text: str
    start: int
    end: int
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageNote:
    """What a person has to know about a page that was recognised; `reason` is a Vietnamese sentence.

    `lines` are where to look, where that is less than the whole page.
    """

    page: int
    code: str
    reason: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paper.

    `number` counts all lines of the paper from 1 and is what findings cite. In a text file it is the
    line number of the file (empty lines count and are kept). `raw` is the line as the file has it;
    `text` is the same in NFC with white space folded and typesetting marks (Markdown `#`, `**`, HTML
    `<b>`) taken off; in a damaged paper it is the repaired line. `tokens` are filled where the line was repaired
    or recognised on a picture, and say how sure each word is. Exactly one kind of place is filled: nothing more for
    text; `page` and `number_on_page` (from 1) for paged files; `paragraph` (from 1, body paragraphs
    in reading order) or `table` and `row` (both from 1) for DOCX.
    """

    number: int
    raw: str
    text: str
    page: int | None = None
    number_on_page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    is_bold: bool = False
    is_centred: bool = False
    heading_level: int | None = None
    is_furniture: bool = False  # running header, footer or page number: kept, never content
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its paragraphs (joined over line breaks) and the lines they stand on."""

    paragraphs: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    spans_columns: int = 1
    is_continuation: bool = False  # covered by a merged cell above or to the left

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. `cells` has one entry for each column of the table."""

    cells: tuple[Cell, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(sorted({number for cell in self.cells for number in cell.lines}))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the paper draws it; one that runs over pages may still be several of these.

    Found by `opening` where the file has real tables (DOCX, PDF with ruling lines or aligned columns,
    tab-separated text), and by `linear_tables` where a table was flattened into lines.
    """

    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(sorted({number for row in self.rows for number in row.lines}))


@dataclass(frozen=True, slots=True)
class PageSize:
    number: int
    width: float  # points
    height: float  # points
    turned: int = 0  # degrees clockwise by which the picture in the file had to be turned to stand upright
    skew: float = (
        0.0  # degrees by which it was turned after that, counterclockwise, so that its lines lie level
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """One opened paper. `lines[i].number == i + 1` always holds."""

    name: str
    sha256: str
    kind: PaperKind
    lines: tuple[Line, ...]
    tables: tuple[Table, ...] = ()
    pages: tuple[PageSize, ...] = ()
    text_kind: str = "clean"  # what the letters were before they were mended (repair.kinds.TextKind)
    is_damaged: bool = False
    notes: tuple[PageNote, ...] = ()  # what recognising the pages has to tell
    hidden: tuple[Line, ...] = field(default=())  # text a reader cannot see: reported, never content

    def line(self, number: int) -> Line:
        return self.lines[number - 1]

    def content_lines(self) -> Iterator[Line]:
        """This function will yield the lines that carry words: neither empty nor page furniture."""
        return (line for line in self.lines if line.text and not line.is_furniture)
