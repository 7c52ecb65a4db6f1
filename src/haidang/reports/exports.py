"""Minutes of a briefing as an official paper, to be numbered and signed; what is owed as a workbook."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Block,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
)
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount
from haidang.foundation.exports import ListColumn, list_workbook
from haidang.reports.enums import ProductKind, StandingFilter
from haidang.reports.models import AgendaPoint, Briefing, ProductCount
from haidang.reports.queries.briefings import ConclusionRow, point_words
from haidang.reports.queries.products import TopicFigure
from haidang.reports.queries.standing import ObligationRow

_KIND, _NUMBER, _PLACE = "BIÊN BẢN", "/BB", "..."


def minutes_docx(
    briefing: Briefing, *, issuer: str, agenda: Iterable[AgendaPoint], conclusions: Sequence[ConclusionRow]
) -> bytes:
    """This function will write minutes; the place, the number and the name of who signs are left open."""
    invited = [agency.name for agency in briefing.invited.order_by("name", "id")]
    body: list[Block] = [
        Paragraph(f"Thời gian, địa điểm: ngày {written_day(briefing.held_on)}. {briefing.place}".strip()),
        Paragraph(f"Thành phần được mời: {'; '.join(invited)}."),
        Heading("I. Nội dung"),
        *(Paragraph(f"{number}. {_words_of(point)}") for number, point in enumerate(agenda, 1)),
        Heading("II. Diễn biến"),
        *(Paragraph(line) for line in briefing.minutes.splitlines() if line.strip()),
        Heading("III. Kết luận"),
        *(Paragraph(f"{row.conclusion.number}. {_conclusion_words(row)}") for row in conclusions),
    ]
    paper = OfficialPaper(
        letterhead=Letterhead(issuer=issuer.upper(), number=_NUMBER, place=_PLACE, dated=briefing.held_on),
        kind=_KIND,
        title=briefing.title,
        body=tuple(body),
        signature=SignatureBlock(("CHỦ TRÌ",), ""),
    )
    return draft_paper(paper)


def obligations_workbook(rows: Sequence[ObligationRow], *, count: int, on: date) -> bytes:
    """This function will write what is owed in the order of the list, with the answer that counts."""
    columns = (
        ListColumn(_("Work"), 60),
        ListColumn(_("Agency that owes it"), 32),
        ListColumn(_("Programme"), 40),
        ListColumn(_("Last day"), 14),
        ListColumn(_("How it stands"), 20),
        ListColumn(_("Sent on"), 14),
        ListColumn(_("Answer that counts"), 60),
    )
    title = _("What is owed on %(day)s: %(shown)s/%(count)s")
    said = title % {"day": written_day(on), "shown": ShownCount(len(rows)), "count": ShownCount(count)}
    return list_workbook(said, columns, [_cells(row) for row in rows], on=on)


def products_workbook(
    figures: Iterable[TopicFigure], *, filters: str, language_words: Callable[[str], str], on: date
) -> bytes:
    """This function will write counts by kind, language and topic; the title says what was filtered."""
    columns = (
        ListColumn(_("Product"), 24),
        ListColumn(_("In which language"), 24),
        ListColumn(_("About"), 44),
        ListColumn(_("In all"), 12),
        ListColumn(_("Of them accepted"), 16),
    )
    rows = [
        (str(ProductKind(one.kind).label), language_words(one.language), one.topic, one.number, one.accepted)
        for one in figures
    ]
    return list_workbook(_titled(_("Products counted on %(day)s"), filters, on), columns, rows, on=on)


def product_rows_workbook(
    counts: Sequence[ProductCount], *, filters: str, language_words: Callable[[str], str], on: date
) -> bytes:
    """This function will write the rows behind counts, with the answers they come from."""
    columns = (
        ListColumn(_("Work"), 60),
        ListColumn(_("Agency"), 32),
        ListColumn(_("Data until"), 14),
        ListColumn(_("Product"), 24),
        ListColumn(_("In which language"), 24),
        ListColumn(_("About"), 44),
        ListColumn(_("How many"), 12),
        ListColumn(_("State of the answer"), 20),
    )
    title = _titled(_("Answers with products, on %(day)s"), filters, on)
    return list_workbook(title, columns, [_product_cells(one, language_words) for one in counts], on=on)


def _product_cells(one: ProductCount, language_words: Callable[[str], str]) -> tuple[object, ...]:
    owed = one.submission.obligation
    return (
        owed.title,
        owed.agency.name,
        written_day(owed.closes_on),
        str(ProductKind(one.kind).label),
        language_words(one.language),
        one.topic,
        one.number,
        str(one.submission.get_state_display()),
    )


def _titled(words: str, filters: str, on: date) -> str:
    title = words % {"day": written_day(on)}
    return f"{title} ({filters})" if filters else title


def _cells(row: ObligationRow) -> tuple[str, ...]:
    one, answer = row.obligation, row.obligation.standing
    code = StandingFilter.TO_DECIDE if row.state.code == "submitted_late" else row.state.code
    return (
        one.title,
        one.agency.name,
        str(one.programme) if one.programme else "",
        written_day(one.due_on),
        str(StandingFilter(code).label),
        written_day(answer.sent_on) if answer and answer.sent_on else "",
        answer.text if answer else "",
    )


def _words_of(point: AgendaPoint) -> str:
    whose = f"Khó khăn, kiến nghị của {point.ticket.agency.name}" if point.ticket else ""
    return ": ".join(part for part in (whose, point_words(point)) if part)


def _conclusion_words(row: ConclusionRow) -> str:
    if not row.owed:
        return row.conclusion.text
    names = ", ".join(one.obligation.agency.name for one in row.owed)
    due = max(one.obligation.due_on for one in row.owed)
    return f"{row.conclusion.text} ({names}; hạn {written_day(due)})"
