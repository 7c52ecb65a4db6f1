"""Reports of the demo that come otherwise than by screen: as a workbook, from a paper, as an exchanged file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from haidang.agencies.models import Account
from haidang.documents.operations.opening import open_upload
from haidang.engines.drafting.exchanged_report import seal_report
from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Block,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)
from haidang.foundation.operations import drop_import
from haidang.foundation.tables.entry_book import HEAD_ROW
from haidang.foundation.tables.plan import KEY
from haidang.foundation.tables.workbook import XLSX, kept_sheets, read_upload, sheets_as_kept
from haidang.regimes.enums import CONTENT_TYPES, IssuedKind
from haidang.regimes.forms.paper_proposals import ProposalsForm
from haidang.regimes.models import ReportRound
from haidang.regimes.operations.filling import keep_places
from haidang.regimes.operations.receiving import receive_report
from haidang.regimes.operations.workbooks import hold_workbook, take_from_paper, take_workbook
from haidang.regimes.queries.drawn import tasks_of
from haidang.regimes.queries.exchanged import report_came
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.paper_proposals import paper_proposals
from haidang.regimes.queries.unit_reports import shared_draft, unit_report
from haidang.regimes.tables.book import report_workbook
from haidang.regimes.tables.places import FIGURE_COLUMNS, FIGURE_SHEET, SECTION_COLUMNS, SECTION_SHEET
from haidang.regimes.tables.plan import WorkbookPlan, plan_workbook
from haidang.reports.models import Obligation, Submission

WORKBOOK, PAPER, EXCHANGED = "workbook", "paper", "exchanged"

type Given = Sequence[SectionGiven | StatedFigure]


@dataclass(frozen=True, slots=True)
class ToReport:
    """What one unit is about to report, by whom and when."""

    obligation: Obligation
    report_round: ReportRound
    given: Given
    author: Account
    at: datetime


def report_by_workbook(one: ToReport) -> None:
    """Take the workbook of a report along, fill it in, send it back and take it over.

    This function will drop a workbook that is refused, as its unit would, and keep the same on screen.
    """
    upload = SimpleUploadedFile("bao-cao.xlsx", _filled_in(one), XLSX)
    sheets = read_upload(upload)
    held = hold_workbook(
        obligation=one.obligation,
        file_name=str(upload.name),
        sheets=sheets_as_kept(sheets),
        sent_by=one.author,
    )
    plan = _plan(one, kept_sheets(held.sheets))
    if plan.bad:
        drop_import(held=held)
        _keep_on_screen(one, one.given)
        return
    take_workbook(
        obligation=one.obligation,
        held=held,
        seen=plan.fingerprint,
        plan=lambda: plan,
        taken_by=one.author,
        at=one.at,
    )


def report_from_paper(one: ToReport) -> None:
    """Read a report that exists as a DOCX, take the first proposal for each place, and complete it on screen.

    This function will keep all on screen where nothing of the paper can be taken.
    """
    name = "bao-cao-da-ky.docx"
    paper = open_upload(SimpleUploadedFile(name, _written(one), CONTENT_TYPES[IssuedKind.DOCX]))
    report = unit_report(one.obligation, one.report_round, shared_draft(one.obligation))
    found = paper_proposals(report, paper)
    shown = ProposalsForm(report=report, draft=None, found=found, paper_name=name)
    data = {field: shown[field].value() or "" for field in shown.fields}
    form = ProposalsForm(data | {f"lay_{key}": "0" for key in found}, report=report, draft=None)
    taken = form.given() if form.is_valid() else []
    if taken:
        take_from_paper(obligation=one.obligation, given=taken, taken_by=one.author, at=one.at)
    places = {_place_of(given) for given in taken}
    _keep_on_screen(one, [given for given in one.given if _place_of(given) not in places])


def receive_from_elsewhere(one: ToReport) -> Submission:
    """This function will take the report of a body that works with another installation from the file it sent."""
    came = report_came(one.report_round, _sealed(one))
    return receive_report(
        report_round=one.report_round, came=came, received_by=one.author, at=one.at
    ).submission


def _plan(one: ToReport, sheets: Any) -> WorkbookPlan:
    draft = shared_draft(one.obligation)
    report = unit_report(one.obligation, one.report_round, draft)
    return plan_workbook(report, sheets, draft=draft, own_marks={})


def _keep_on_screen(one: ToReport, given: Given) -> None:
    if given:
        keep_places(obligation=one.obligation, given=given, written_by=one.author, at=one.at)


def _place_of(given: SectionGiven | StatedFigure) -> str:
    return f"P{given.section.pk}" if isinstance(given, SectionGiven) else f"S{given.measure.pk}"


def _filled_in(one: ToReport) -> bytes:
    """The workbook as it is downloaded, with what the unit has to say typed into its open cells."""
    owed, draft = one.obligation, shared_draft(one.obligation)
    report = unit_report(owed, one.report_round, draft)
    tasks = tasks_of([owed.agency_id], owed.opens_on, owed.closes_on)
    book = load_workbook(BytesIO(report_workbook(report, draft=draft, tasks=tasks)))
    headings = {column.name: str(column.heading) for column in (*SECTION_COLUMNS, *FIGURE_COLUMNS, KEY)}
    said = {_place_of(given): _typed(given) for given in one.given}
    for title in (SECTION_SHEET, FIGURE_SHEET):
        if str(title) in book.sheetnames:
            _type_into(book[str(title)], headings, said)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _typed(given: SectionGiven | StatedFigure) -> dict[str, Any]:
    if isinstance(given, SectionGiven):
        return {"text": given.text, "nil": "x" if given.is_nil else None}
    return {"stated": given.stated, "reason": given.reason or None}


def _type_into(sheet: Any, headings: dict[str, str], said: dict[str, dict[str, Any]]) -> None:
    columns = {cell.value: cell.column for cell in sheet[HEAD_ROW]}
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        key = sheet.cell(row, columns[headings[KEY.name]]).value
        for name, value in said.get(key, {}).items():
            if value is not None:
                sheet.cell(row, columns[headings[name]]).value = value


def _written(one: ToReport) -> bytes:
    """The report as the unit has it on paper: its words under the headings of the form, its figures in a table."""
    words: list[Block] = []
    for given in one.given:
        if isinstance(given, SectionGiven) and given.text:
            words += [Heading(f"{given.section.label}. {given.section.title}"), Paragraph(given.text)]
    figures = [given for given in one.given if isinstance(given, StatedFigure) and given.number is not None]
    rows = tuple(
        (str(place), given.measure.name, f"{given.number:f}".rstrip("0").rstrip(".").replace(".", ","))
        for place, given in enumerate(figures, 1)
    )
    table = TaskTable((), ("TT", "Nội dung", "Kỳ này"), (TableGroup("", "", rows),))
    paper = OfficialPaper(
        letterhead=Letterhead(one.obligation.agency.name.upper(), "/BC", "Hà Nội", year=one.at.year),
        kind="BÁO CÁO",
        title="Kết quả công tác thông tin đối ngoại (ví dụ)",
        body=(*words, table),
        signature=SignatureBlock(("THỦ TRƯỞNG CƠ QUAN",), "Không có chữ ký: văn bản ví dụ"),
    )
    return draft_paper(paper)


def _sealed(one: ToReport) -> bytes:
    """The data that another installation would have sent of the same report."""
    agency, report_round = one.obligation.agency, one.report_round
    months = (report_round.first_month, report_round.last_month)
    first, last = (f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months)
    return seal_report(
        {
            "sender": {"code": agency.code, "name": agency.name},
            "report": {"number": f"{one.obligation.pk}/BC-VD", "first_month": first, "last_month": last},
            "figures": [
                _figure_told(given)
                for given in one.given
                if isinstance(given, StatedFigure) and given.measure.numerator_id is None
            ],
            "sections": [
                {"title": given.section.title, "pieces": [{"text": given.text}], "tickets": []}
                for given in one.given
                if isinstance(given, SectionGiven) and given.text
            ],
        }
    )


def _figure_told(given: StatedFigure) -> dict[str, Any]:
    measure, number = given.measure, given.number
    return {
        "key": measure.code,
        "label": measure.name,
        "unit": measure.unit,
        "how": measure.over_units,
        "number": None if number is None else f"{number:f}",
        "numerator": None,
        "denominator": None,
        "has_estimates": False,
    }
