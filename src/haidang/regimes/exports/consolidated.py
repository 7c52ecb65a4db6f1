"""A consolidated report as an official paper; the words are those of papers, so they are Vietnamese in any language."""

from collections.abc import Iterator

from django.utils import translation

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Appendix,
    Block,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.regimes.models import Consolidation
from haidang.regimes.queries.consolidation_content import (
    FigureSaid,
    Gathered,
    PieceSaid,
    ReportContent,
    SectionSaid,
)

KIND = "BÁO CÁO"
_FILED = "Lưu: VT"
_COLUMNS = ("STT", "Số liệu", "Đơn vị tính", "Kết quả", "Số đơn vị có số liệu")
_MOST_UPRIGHT_COLUMNS = 6


def consolidated_docx(consolidation: Consolidation, gathered: Gathered) -> bytes:
    """This function will write a consolidated report as an official paper, the figures of all units in an appendix."""
    with translation.override("vi"):
        return draft_paper(consolidated_paper(consolidation, gathered.content))


def consolidated_paper(consolidation: Consolidation, content: ReportContent) -> OfficialPaper:
    """This function will lay a consolidated report out as an official paper."""
    body = [block for section in content.sections for block in _section_blocks(section)]
    return OfficialPaper(
        letterhead=Letterhead(
            issuer=issuer_of(consolidation).upper(),
            number=consolidation.number,
            place=consolidation.place,
            dated=consolidation.dated_on,
        ),
        kind=KIND,
        title=content.title,
        body=(Paragraph(opening_words(content)), *body),
        signature=SignatureBlock(
            tuple(line.strip() for line in consolidation.authority.splitlines() if line.strip()) or ("",),
            consolidation.signer,
        ),
        recipients=(*_receivers(consolidation), _FILED),
        appendices=(_units_appendix(content),) if content.units.columns else (),
    )


def issuer_of(consolidation: Consolidation) -> str:
    """This function will name the body that issues: who owes the report, else the agency of who began it."""
    if consolidation.obligation is not None:
        return consolidation.obligation.agency.name
    post = consolidation.begun_by.posts.select_related("agency").order_by("id").first()
    return post.agency.name if post else ""


def opening_words(content: ReportContent) -> str:
    """This function will say how many of how many units have reported, who has not, and mark estimates."""
    total = content.reported.total.total
    said = [
        f"Đến hết ngày {written_day(content.closes_on)}, {ShownCount(total.given)}/{ShownCount(total.asked)} "
        "đơn vị đã gửi báo cáo"
    ]
    if content.nil:
        said.append(f"trong đó {ShownCount(content.nil)} đơn vị báo không phát sinh")
    words = ", ".join(said) + "."
    if content.missing:
        words += f" Chưa báo cáo: {'; '.join(content.missing)}."
    if content.is_estimate:
        words += " Số liệu là ước thực hiện."
    return words


def figure_words(said: FigureSaid) -> str:
    """This function will write a figure: a number with its unit, a ratio with both numbers, a dash for none."""
    if said.total.ratio is not None:
        ratio = said.total.ratio
        share = f" ({shown_figure(round(ratio.share * 100, 1))}%)" if ratio.share is not None else ""
        return f"{shown_figure(ratio.numerator)}/{shown_figure(ratio.denominator)}{share}"
    number = said.total.number
    return "–" if number is None else shown_figure(number)


def _section_blocks(section: SectionSaid) -> Iterator[Block]:
    label = f"{section.label.rstrip('.')}. " if section.label else ""
    yield Heading(f"{label}{section.title}")
    yield from _piece_blocks(section.pieces)
    if section.figures:
        yield TaskTable((), _COLUMNS, tuple(_figure_groups(section.figures)))
    yield from _piece_blocks(section.tickets)


def _piece_blocks(pieces: tuple[PieceSaid, ...]) -> Iterator[Block]:
    heading = ""
    for one in pieces:
        if one.heading and one.heading != heading:
            yield Heading(one.heading, 2)
        heading = one.heading or heading
        lines = [line.strip() for line in one.text.splitlines() if line.strip()]
        for place, line in enumerate(lines, 1):
            source = f" ({one.source})" if one.source and place == len(lines) else ""
            yield Paragraph(f"{line}{source}")


def _figure_groups(figures: tuple[FigureSaid, ...]) -> Iterator[TableGroup]:
    rows: list[tuple[str, ...]] = []
    group = figures[0].group
    for number, one in enumerate(figures, 1):
        if one.group != group:
            yield TableGroup("", group, tuple(rows))
            rows, group = [], one.group
        total = one.total.total
        words = f"{figure_words(one)}{' (ước)' if total.has_estimates else ''}"
        rows.append(
            (str(number), one.label, one.unit, words, f"{ShownCount(total.given)}/{ShownCount(total.asked)}")
        )
    yield TableGroup("", group, tuple(rows))


def _units_appendix(content: ReportContent) -> Appendix:
    columns = ("STT", "Đơn vị", *content.units.columns)
    rows = tuple(
        (str(number), name, *("chưa có số liệu" if one is None else shown_figure(one) for one in numbers))
        for number, (name, numbers) in enumerate(content.units.rows, 1)
    )
    table = TaskTable((), columns, (TableGroup("", "", rows),))
    return Appendix(
        ("PHỤ LỤC", "Số liệu của các đơn vị"), (table,), landscape=len(columns) > _MOST_UPRIGHT_COLUMNS
    )


def _receivers(consolidation: Consolidation) -> tuple[str, ...]:
    owed = consolidation.obligation
    return (owed.owed_to.name,) if owed is not None and owed.owed_to is not None else ()
