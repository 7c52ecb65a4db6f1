"""What an opener gives back before the paper is checked for secrecy and put together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from haidang.engines.reading.paper import Line, PageNote, PageSize, PaperKind, Table

# report(done, total, stage): how far a long opening has come; total is 0 while it is not known.
Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Opened:
    """Lines, tables and hidden text of a file.

    `mark_places` are texts in which a secret mark may stand beside the lines themselves: raw lines with
    their gaps, text boxes, headers, comments, names of watermarks. `pictured` are the pages that are one large
    picture, so that they could be recognised.
    """

    kind: PaperKind
    lines: Sequence[Line]
    tables: Sequence[Table] = ()
    pages: Sequence[PageSize] = ()
    hidden: Sequence[Line] = ()
    mark_places: Sequence[str] = field(default=())
    notes: Sequence[PageNote] = ()
    pictured: Sequence[int] = ()


def report_nothing(done: int, total: int, stage: str) -> None:
    """This function will take a report of progress and keep it to itself."""
