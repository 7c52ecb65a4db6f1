"""A consolidated report as an official paper; the words are those of papers, so they are Vietnamese in any language."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import batched, groupby

from django.urls import reverse
from django.utils import translation

from haidang.engines.drafting.charts import Chart, ChartKind, Series
from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Appendix,
    Block,
    ChartPicture,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
    TraceMark,
)
from haidang.engines.drafting.paper_pdf import draft_pdf
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.counts import ShownCount, shown_figure
from haidang.regimes.models import Consolidation
from haidang.regimes.queries.consolidation_charts import ChartSaid
from haidang.regimes.queries.consolidation_content import (
    FigureSaid,
    Gathered,
    PieceSaid,
    ReportContent,
    SectionSaid,
    UnitRow,
    UnitsTable,
)
from haidang.regimes.queries.consolidation_heads import FILED, proposed_head
from haidang.regimes.queries.consolidation_updates import ToldFigure, UpdateSaid

KIND = "BÁO CÁO"
_COMMITTEE = "ỦY BAN NHÂN DÂN"
_OFTEN = "(?:(?:hằng|hàng) )?(?:tháng|quý|6 tháng|9 tháng|năm)"
_HOW_OFTEN = re.compile(f"^{_OFTEN} về (?:việc )?| {_OFTEN}$", re.IGNORECASE)
# As a round names its period: "quý III/2026", "6 tháng đầu năm 2026", "năm 2026".
_PERIOD = re.compile(r"(?:quý [IVX]+|[69] tháng(?: đầu| cuối)? năm|tháng \d+|năm)[ /]\d{4}")
NOT_GIVEN = "–"
_COLUMNS = ("STT", "Số liệu", "Đơn vị tính", "Kết quả", "Số đơn vị có số liệu")
_UPDATE_COLUMNS = ("Số liệu", "Số đã báo cáo", "Số cập nhật", "Chênh lệch", "Lý do")
_MOST_UPRIGHT_COLUMNS = 5
# So many figures stand beside number and name on a sheet on its side, with room for "1.234.567".
_MOST_WIDE_COLUMNS = 9
_MOST_BARS_OF_PERIODS = 3
# More units that have not reported are named in an appendix.
_MOST_NAMED = 30


def consolidated_docx(consolidation: Consolidation, gathered: Gathered, site: str = "") -> bytes:
    """Write a consolidated report as an official paper, the figures of all units in appendices.

    This function will print a code that leads to the numbers of the report where the address of the site is given.
    """
    with translation.override("vi"):
        return draft_paper(consolidated_paper(consolidation, gathered.content, site))


def consolidated_pdf(consolidation: Consolidation, gathered: Gathered, site: str = "") -> bytes:
    """This function will write the same paper as PDF."""
    with translation.override("vi"):
        return draft_pdf(consolidated_paper(consolidation, gathered.content, site))


def consolidated_paper(consolidation: Consolidation, content: ReportContent, site: str = "") -> OfficialPaper:
    """This function will lay a consolidated report out as an official paper."""
    body = [block for section in content.sections for block in _section_blocks(section)]
    return OfficialPaper(
        letterhead=Letterhead(
            issuer=body_lines(issuer_of(consolidation).upper()),
            number=consolidation.number,
            place=consolidation.place,
            superior=body_lines(consolidation.superior.upper()) or None,
            dated=consolidation.dated_on,
        ),
        kind=KIND,
        title=title_below_kind(content.title),
        addressees=lines_of(consolidation.addressees),
        citations=_citations(consolidation),
        body=(
            Paragraph(opening_words(content)),
            *body,
            *_update_blocks(content.updates),
            Paragraph(_closing_words(consolidation, content)),
        ),
        signature=SignatureBlock(lines_of(consolidation.authority) or ("",), consolidation.signer),
        recipients=recipients_of(consolidation),
        appendices=tuple(_appendices(content)),
        trace=TraceMark(trace_address(consolidation, site)) if site else None,
    )


def trace_address(consolidation: Consolidation, site: str) -> str:
    """This function will return the address under which the numbers of an issued report lead to their rows."""
    return f"{site}{reverse('regimes:issued_report', args=[consolidation.token])}"


def issuer_of(consolidation: Consolidation) -> str:
    """This function will name the body that issues: as entered, else as it is proposed."""
    return consolidation.issuer or proposed_head(consolidation).issuer


def title_below_kind(title: str) -> str:
    """This function will return the title as it stands below "BÁO CÁO", which says the kind already.

    The period is said once, as papers have it: "Công tác thông tin đối ngoại 6 tháng đầu năm 2026", not "6 tháng về
    công tác thông tin đối ngoại, 6 tháng đầu năm 2026".
    """
    rest = title.strip()
    if rest.casefold().startswith(f"{KIND.casefold()} "):
        rest = rest[len(KIND) :].strip()
    name, _, period = rest.rpartition(", ")
    if name and _PERIOD.fullmatch(period):
        rest = f"{_HOW_OFTEN.sub('', name)} {period}"
    return f"{rest[:1].upper()}{rest[1:]}"


def body_lines(name: str) -> str:
    """This function will put the place of a people's committee on a line of its own, as letterheads have it."""
    if name.startswith(f"{_COMMITTEE} "):
        return f"{_COMMITTEE}\n{name[len(_COMMITTEE) :].strip()}"
    return name


def _citations(consolidation: Consolidation) -> tuple[str, ...]:
    """Each ends in ";", the last in "." (Decree 30/2020/NĐ-CP, Annex I)."""
    lines = [line.rstrip(".; ") for line in lines_of(consolidation.citations)]
    return tuple(f"{line}{'.' if place == len(lines) else ';'}" for place, line in enumerate(lines, 1))


def _closing_words(consolidation: Consolidation, content: ReportContent) -> str:
    title = title_below_kind(content.title)
    said = f"Trên đây là báo cáo {title[:1].lower()}{title[1:]}"
    addressees = lines_of(consolidation.addressees)
    if addressees:
        return f"{said}, {issuer_of(consolidation)} kính gửi {'; '.join(addressees)}./."
    return f"{said} của {issuer_of(consolidation)}./." if issuer_of(consolidation) else f"{said}./."


def lines_of(text: str) -> tuple[str, ...]:
    """This function will return the lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


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
    if len(content.missing) > _MOST_NAMED:
        words += f" {ShownCount(len(content.missing))} đơn vị chưa báo cáo, nêu tên ở phụ lục cuối."
    elif content.missing:
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
    yield from (ChartPicture(_chart(one)) for one in section.charts)
    yield from _ticket_blocks(section.tickets)
    if not (section.pieces or section.figures or section.tickets):
        yield Paragraph("Không có nội dung báo cáo.")


def _piece_blocks(pieces: tuple[PieceSaid, ...]) -> Iterator[Block]:
    heading = ""
    for one in pieces:
        if one.heading and one.heading != heading:
            yield Heading(one.heading, 2)
        heading = one.heading or heading
        lines = lines_of(one.text)
        for place, line in enumerate(lines, 1):
            source = f" ({one.source})" if one.source and place == len(lines) else ""
            yield Paragraph(f"{line}{source}")


def _ticket_blocks(tickets: tuple[PieceSaid, ...]) -> Iterator[Block]:
    """Obstacles and proposals of one kind stand together, each with who raised it."""
    for kind, said in groupby(sorted(tickets, key=lambda one: one.heading), key=lambda one: one.heading):
        yield Heading(kind.capitalize(), 2)
        yield from (
            Paragraph(f"- {one.source}: {' '.join(one.text.split())}" if one.source else f"- {one.text}")
            for one in said
        )


def _chart(said: ChartSaid) -> Chart:
    is_line = said.title.endswith("các kỳ") and len(said.labels) > _MOST_BARS_OF_PERIODS
    kind: ChartKind = "lines" if is_line else "bars"
    return Chart(kind, said.title, said.labels, (Series("Kết quả", said.numbers),), said.unit, said.estimated)


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


def _update_blocks(updates: tuple[UpdateSaid, ...]) -> Iterator[Block]:
    """What earlier reports said and what it comes to now, report by report."""
    if not updates:
        return
    yield Heading("Số đã báo cáo, số cập nhật")
    yield Paragraph(
        "Các số liệu sau đây của báo cáo đã ban hành có thay đổi, nay báo cáo lại số cập nhật cùng lý do."
    )
    groups = [
        TableGroup("", f"Báo cáo số {report}: {title}", tuple(_update_row(one) for one in said))
        for (report, title), said in groupby(updates, key=lambda one: (one.report, one.title))
    ]
    yield TaskTable((), _UPDATE_COLUMNS, tuple(groups))


def _update_row(update: UpdateSaid) -> tuple[str, ...]:
    change = update.difference
    is_ratio = update.updated.numerator is not None or update.reported.numerator is not None
    if change is not None and is_ratio:
        change = round(change * 100, 1)
    signed = "" if change is None else f"{'+' if change > 0 else ''}{shown_figure(change)}"
    return (
        f"{update.label} ({update.unit})",
        told_words(update.reported),
        told_words(update.updated),
        f"{signed} điểm %" if signed and is_ratio else signed,
        update.why,
    )


def told_words(told: ToldFigure) -> str:
    """This function will write a figure that was told: a ratio with both numbers, a dash for none."""
    if told.numerator is not None and told.denominator is not None:
        share = told.numerator * 100 / told.denominator if told.denominator else None
        percent = f" ({shown_figure(round(share, 1))}%)" if share is not None else ""
        return f"{shown_figure(told.numerator)}/{shown_figure(told.denominator)}{percent}"
    return NOT_GIVEN if told.number is None else shown_figure(told.number)


def appendix_titles(content: ReportContent) -> list[tuple[str, str]]:
    """This function will name the appendices of a report in their order, each in two lines."""
    names = ["SỐ LIỆU CỦA CÁC ĐƠN VỊ" for _part in _parts_of_columns(content)]
    if len(content.missing) > _MOST_NAMED:
        names.append("CÁC ĐƠN VỊ CHƯA BÁO CÁO")
    return [(_appendix_name(number, len(names)), name) for number, name in enumerate(names, 1)]


def _parts_of_columns(content: ReportContent) -> list[tuple[int, ...]]:
    return list(batched(range(len(content.units.columns)), _MOST_WIDE_COLUMNS))


def _appendices(content: ReportContent) -> Iterator[Appendix]:
    """The figures of all units; more columns than a sheet holds go on in the next appendix. Then who is missing."""
    parts, titles = _parts_of_columns(content), appendix_titles(content)
    for title, part in zip(titles, parts, strict=False):
        yield Appendix(
            title,
            (_units_part(content.units, part),),
            note=f"({NOT_GIVEN}: chưa có số liệu)",
            landscape=len(part) + 2 > _MOST_UPRIGHT_COLUMNS,
        )
    if len(titles) > len(parts):
        rows = tuple((str(number), name) for number, name in enumerate(content.missing, 1))
        table = TaskTable((), ("STT", "Đơn vị"), (TableGroup("", "", rows),))
        yield Appendix(titles[-1], (table,))


def _appendix_name(number: int, count: int) -> str:
    if count == 1:
        return "PHỤ LỤC"
    return f"PHỤ LỤC {_ROMAN[number - 1] if number <= len(_ROMAN) else number}"


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _units_part(units: UnitsTable, part: tuple[int, ...]) -> TaskTable:
    counted = enumerate(units.rows, 1)
    groups = tuple(
        TableGroup("", group, tuple(_unit_row(number, row, part) for number, row in rows))
        for group, rows in groupby(counted, key=lambda one: one[1].group)
    )
    if len(groups) == 1:
        groups = (TableGroup("", "", groups[0].rows),)
    totals = ("", "Toàn bộ", *(_cell(units.totals[place]) for place in part))
    columns = ("STT", "Đơn vị", *(units.columns[place] for place in part))
    return TaskTable((), columns, groups, totals=(totals,))


def _unit_row(number: int, row: UnitRow, part: tuple[int, ...]) -> tuple[str, ...]:
    return (str(number), row.name, *(_cell(row.numbers[place]) for place in part))


def _cell(number: Decimal | None) -> str:
    return NOT_GIVEN if number is None else shown_figure(number)


def recipients_of(consolidation: Consolidation) -> tuple[str, ...]:
    """As entered; without a line that says where the paper is filed, that one is added."""
    lines = tuple(line.lstrip("- ").rstrip(".; ") for line in lines_of(consolidation.recipients))
    return lines if any(line.startswith("Lưu") for line in lines) else (*lines, FILED)
