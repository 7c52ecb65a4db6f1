"""An issued report as data: a workbook with its totals and rows, JSON for exchange, an edXML envelope."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from django.utils import timezone
from pypdf import PdfReader

from haidang.engines.drafting.edxml import (
    AnsweredPaper,
    Attachment,
    Business,
    Dispatch,
    Message,
    Organ,
    write_edxml,
)
from haidang.engines.drafting.exchanged_report import seal_report
from haidang.foundation.exports import height_of_row
from haidang.regimes.enums import CONTENT_TYPES, IssuedKind, SendingWay
from haidang.regimes.exports.consolidated import (
    appendix_titles,
    consolidated_pdf,
    figure_words,
    issuer_of,
    lines_of,
    recipients_of,
    told_words,
)
from haidang.regimes.models import Consolidation, IssuedFigure
from haidang.regimes.queries.consolidation_content import Gathered, ReportContent, content_digest, frozen_form
from haidang.regimes.queries.consolidation_heads import issuing_agency

FILE_NAME = "bao-cao-tong-hop"
# The list of papers of Decree 30/2020 in its order, in which an official letter is the 18th, as a sample of the
# exchange has it. That a report has its place there as its code is inferred, not seen in a message.
_TYPE_CODE, _TYPE_NAME = 14, "Báo cáo"
_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
_LETTERS = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
# Widths of columns that one page still shows in letters to be read.
_WIDEST_PAGE = 240
_WHOLE, _PARTS = {"num_format": "#,##0"}, {"num_format": "#,##0.####"}


def other_files(
    consolidation: Consolidation, gathered: Gathered, docx: bytes, site: str = ""
) -> Iterator[tuple[IssuedKind, bytes]]:
    """This function will yield one after the other what an issued report can be had in besides the DOCX."""
    pdf = consolidated_pdf(consolidation, gathered, site)
    yield IssuedKind.PDF, pdf
    yield IssuedKind.XLSX, consolidated_workbook(consolidation, gathered)
    data = consolidated_data(consolidation, gathered)
    yield IssuedKind.JSON, data
    files = {IssuedKind.PDF: pdf, IssuedKind.DOCX: docx, IssuedKind.JSON: data}
    yield IssuedKind.EDXML, consolidated_envelope(consolidation, gathered.content, files)


def consolidated_workbook(consolidation: Consolidation, gathered: Gathered) -> bytes:
    """This function will write the figures, those of every unit, what changed and what each number stood on."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        day = consolidation.dated_on or consolidation.report_round.closes_on
        book.set_properties({"created": datetime.combine(day, time()), "title": gathered.content.title})
        for name, widths, rows in _sheets(consolidation, gathered):
            _write_sheet(book, name, widths, rows)
    return buffer.getvalue()


def consolidated_data(consolidation: Consolidation, gathered: Gathered) -> bytes:
    """This function will write all that a report says as sealed JSON, its figures with both numbers of a ratio."""
    content = gathered.content
    frozen = frozen_form(content, gathered.inputs)
    report_round, issuer = consolidation.report_round, issuing_agency(consolidation)
    owed = consolidation.obligation
    return seal_report(
        {
            "sender": {"code": issuer.code if issuer else "", "name": issuer_of(consolidation)},
            "receiver": owed.owed_to.name if owed is not None and owed.owed_to is not None else "",
            "report": {
                "number": consolidation.number,
                "dated_on": consolidation.dated_on.isoformat() if consolidation.dated_on else "",
                "place": consolidation.place,
                "title": content.title,
                "edition": consolidation.edition,
                "regime": report_round.regime.code,
                "first_month": _month(report_round.first_month),
                "last_month": _month(report_round.last_month),
                "closes_on": content.closes_on.isoformat(),
                "is_estimate": content.is_estimate,
                "authority": list(lines_of(consolidation.authority)),
                "signer": consolidation.signer,
            },
            "figures": [_figure_told(one) for one in gathered.figures],
            "sections": frozen["sections"],
            "units": frozen["units"],
            "updates": frozen["updates"],
            "missing": frozen["missing"],
            "content_digest": content_digest(frozen, gathered.figures),
        }
    )


def consolidated_envelope(
    consolidation: Consolidation, content: ReportContent, files: dict[IssuedKind, bytes]
) -> bytes:
    """This function will put the paper and its data into an edXML envelope; bodies bear their codes of the register."""
    issuer = issuing_agency(consolidation)
    number, _stroke, notation = consolidation.number.partition("/")
    owed = consolidation.obligation
    receiver = owed.owed_to if owed is not None else None
    lines = lines_of(consolidation.authority)
    day = consolidation.dated_on or content.closes_on
    return write_edxml(
        Message(
            sender=Organ(issuer.code if issuer else "", issuer_of(consolidation), consolidation.superior),
            recipients=(Organ(receiver.code, receiver.name),) if receiver else (),
            number=number,
            notation=notation,
            place=consolidation.place,
            issued_on=day,
            subject=content.title,
            content=content.title,
            type_code=_TYPE_CODE,
            type_name=_TYPE_NAME,
            competence=lines[0] if len(lines) > 1 else "",
            position=lines[-1] if lines else "",
            signer=consolidation.signer,
            to_places=recipients_of(consolidation),
            sphere=_sphere(consolidation),
            pages=_pages_of(files),
            appendices=tuple(" ".join(one) for one in appendix_titles(content)),
            answers=_papers_answered(consolidation),
            dispatch=_dispatch(consolidation),
            sent_at=timezone.make_aware(datetime.combine(day, time())),
            attachments=tuple(
                Attachment(f"{FILE_NAME}.{kind}", CONTENT_TYPES[kind], data, content.title)
                for kind, data in files.items()
            ),
        )
    )


def _pages_of(files: dict[IssuedKind, bytes]) -> int:
    """How many pages the paper has, 0 where it goes without its PDF."""
    pdf = files.get(IssuedKind.PDF)
    return len(PdfReader(BytesIO(pdf)).pages) if pdf else 0


def _sphere(consolidation: Consolidation) -> str:
    """The programme that the report is made for, as the sphere of the paper."""
    programme = consolidation.report_round.regime.programme
    return programme.title if programme is not None else ""


def _papers_answered(consolidation: Consolidation) -> tuple[AnsweredPaper, ...]:
    """The paper that has the report be made, where its number and day are known."""
    asked_by = consolidation.report_round.regime.document
    if asked_by is None or not asked_by.number or asked_by.issued_on is None:
        return ()
    code = asked_by.issuer.code if asked_by.issuer is not None else ""
    return (AnsweredPaper(code, asked_by.number, asked_by.issued_on),)


def _dispatch(consolidation: Consolidation) -> Dispatch:
    """A later edition takes the place of the one before it."""
    person = consolidation.asked_by or consolidation.begun_by
    before = consolidation.report_round.consolidations.filter(edition__lt=consolidation.edition)
    replaced = before.order_by("-edition").values_list("number", flat=True).first()
    return Dispatch(
        business=Business.REPLACE if replaced else Business.NEW,
        reason=f"Thay báo cáo số {replaced}" if replaced else "",
        department=issuer_of(consolidation),
        staff=person.full_name,
        is_also_on_paper=consolidation.report_round.regime.way == SendingWay.PAPER,
    )


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _figure_told(figure: IssuedFigure) -> dict[str, Any]:
    names = ("key", "label", "unit", "how", "given", "asked", "has_estimates", "stood_on")
    numbers = ("number", "numerator", "denominator")
    return {name: getattr(figure, name) for name in names} | {
        name: None if getattr(figure, name) is None else f"{getattr(figure, name):f}" for name in numbers
    }


type _Cell = str | int | Decimal | None
type _Rows = Iterator[Sequence[_Cell]]


def _sheets(consolidation: Consolidation, gathered: Gathered) -> Iterator[tuple[str, tuple[int, ...], _Rows]]:
    content = gathered.content
    yield "Số liệu", (6, 50, 14, 16, 14, 14, 12, 12, 12, 26), _figure_rows(gathered)
    yield "Đơn vị", (6, 44, 26, *(12 for _one in content.units.columns)), _unit_rows(content)
    if content.updates:
        yield "Số cập nhật", (40, 50, 14, 18, 18, 14, 60), _update_rows(content)
    yield "Nội dung", (60, 30, 100, 40), _text_rows(content)
    yield "Nguồn số liệu", (30, 44, 16, 16, 12, 12), _source_rows(gathered)


def _figure_rows(gathered: Gathered) -> _Rows:
    yield (
        "STT", "Số liệu", "Đơn vị tính", "Kết quả", "Tử số", "Mẫu số", "Có số liệu", "Số đơn vị", "Ước",
        "Ghi trong văn bản",
    )  # fmt: skip
    said = {one.key: one for section in gathered.content.sections for one in section.figures}
    for number, one in enumerate((one for one in gathered.figures if one.key in said), 1):
        yield (
            number,
            one.label,
            one.unit,
            one.number,
            one.numerator,
            one.denominator,
            one.given,
            one.asked,
            "ước" if one.has_estimates else "",
            figure_words(said[one.key]),
        )


def _unit_rows(content: ReportContent) -> _Rows:
    units = content.units
    yield "STT", "Đơn vị", "Nhóm", *units.columns
    for number, row in enumerate(units.rows, 1):
        yield number, row.name, row.group, *row.numbers
    yield "", "Toàn bộ", "", *units.totals


def _update_rows(content: ReportContent) -> _Rows:
    yield "Báo cáo", "Số liệu", "Đơn vị tính", "Số đã báo cáo", "Số cập nhật", "Chênh lệch", "Lý do"
    for one in content.updates:
        reported, updated = (
            told.number if told.numerator is None else told_words(told)
            for told in (one.reported, one.updated)
        )
        report = f"{one.report}: {one.title}"
        yield report, one.label, one.unit, reported, updated, one.difference, one.why


def _text_rows(content: ReportContent) -> _Rows:
    yield "Phần", "Đề mục", "Nội dung", "Nguồn"
    for section in content.sections:
        for piece in (*section.pieces, *section.tickets):
            yield f"{section.label} {section.title}".strip(), piece.heading, piece.text, piece.source


def _source_rows(gathered: Gathered) -> _Rows:
    yield "Số liệu", "Đơn vị", "Số", "Mẫu số", "Bản báo cáo", "Ước"
    for figure in gathered.figures:
        for row in figure.stood_on:
            of = Decimal(row["of"]) if row["of"] else None
            estimate = "ước" if row["is_estimate"] else ""
            yield figure.key, row["name"], Decimal(row["number"]), of, row["version"], estimate


def _write_sheet(book: Any, name: str, widths: Sequence[int], rows: _Rows) -> None:
    """One sheet for the screen that also prints to be read: its heads and first columns on every page."""
    sheet = book.add_worksheet(name)
    body, bold = book.add_format(_LETTERS), book.add_format(_LETTERS | {"bold": True, "align": "center"})
    whole, parts = book.add_format(_LETTERS | _WHOLE), book.add_format(_LETTERS | _PARTS)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for place, row in enumerate(rows):
        _make_room(sheet, place, row, widths)
        for at, value in enumerate(row):
            if isinstance(value, Decimal | int):
                sheet.write_number(place, at, value, whole if value == int(value) else parts)
            elif value:
                sheet.write_string(place, at, value, body if place else bold)
            else:
                sheet.write_blank(place, at, None, body)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(ceil(sum(widths) / _WIDEST_PAGE), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)


def _make_room(sheet: Any, place: int, row: Sequence[_Cell], widths: Sequence[int]) -> None:
    """A row whose words do not fit on one line of their columns is made as high as they are."""
    told = [(one, width) for one, width in zip(row, widths, strict=True) if isinstance(one, str)]
    if any(len(one) > width for one, width in told):
        sheet.set_row(place, height_of_row(*zip(*told, strict=True)))
