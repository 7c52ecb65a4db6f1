"""The plain data that an official paper is written from; the order is that of Decree 30/2020."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from haidang.engines.drafting.charts import Chart


@dataclass(frozen=True)
class Letterhead:
    """The head of the first page.

    `number` is the whole sign ("15/KH-UBND"); one that begins with the stroke leaves room for the
    number. Without a date the day and month are left open and `year` is printed. A body with a long name stands on
    lines of its own ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI ĐĂNG").
    """

    issuer: str
    number: str
    place: str
    superior: str | None = None
    dated: date | None = None
    year: int | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Heading:
    """A heading of the body, with its own number; level 1 is the highest."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, set flush on both sides with its first line indented."""

    text: str


@dataclass(frozen=True)
class CentredLine:
    """A line by itself in the middle, as "QUYẾT ĐỊNH:" is."""

    text: str


@dataclass(frozen=True)
class TableGroup:
    """A heading row and the rows below it.

    `cells` are the heading row's own cells after the title, as sums of a budget are; without them
    the title takes the whole width. Without label and title the rows stand without a heading.
    """

    label: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskTable:
    """A table of tasks or of a budget: its columns, groups of rows and rows of totals."""

    title: tuple[str, ...]
    columns: tuple[str, ...]
    groups: tuple[TableGroup, ...]
    note: str | None = None
    landscape: bool = False
    totals: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ChartPicture:
    """A chart in the body, drawn over the width of the page."""

    chart: Chart


type Block = Heading | Paragraph | CentredLine | TaskTable | ChartPicture


@dataclass(frozen=True)
class TraceMark:
    """What leads from the print back to the rows: an address as a QR code, and a line of words before it."""

    address: str
    words: str = "Số liệu của văn bản này tra được tại:"


@dataclass(frozen=True)
class SignatureBlock:
    """Who signs: lines of authority ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") and the name."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Appendix:
    """What follows the signed paper on pages of its own."""

    title: tuple[str, ...]
    body: tuple[Block, ...]
    note: str | None = None
    landscape: bool = False


@dataclass(frozen=True)
class OfficialPaper:
    """A whole paper. `kind` and `title` are missing in an official letter, which has addressees."""

    letterhead: Letterhead
    body: tuple[Block, ...]
    signature: SignatureBlock
    kind: str | None = None
    title: str | None = None
    addressees: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = field(default=())
    trace: TraceMark | None = None
