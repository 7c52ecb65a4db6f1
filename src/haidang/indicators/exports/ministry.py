"""The return of indicators to the ministry as an official paper and as a workbook."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Appendix,
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.exports import ListColumn, list_workbook
from haidang.indicators.queries.ministry import ReturnHead, ReturnLine
from haidang.indicators.queries.words import aim, changed, counted, measured, state_words, until_year
from haidang.regimes.exports.consolidated import body_lines
from haidang.regimes.queries.consolidation_heads import FILED

_KIND, _SIGN, _OPEN_PLACE = "BÁO CÁO", "/BC", "..."
_ESTIMATE = "ước thực hiện"
_HEADINGS = (
    "STT",
    "Chỉ tiêu",
    "Kỳ số liệu",
    "Thực hiện",
    "Tử số/mẫu số",
    "Mục tiêu",
    "Đánh giá",
    "So kỳ trước",
    "So cùng kỳ",
    "Ghi chú",
)
_WIDTHS = (8, 44, 20, 16, 18, 22, 16, 14, 14, 40)


def return_docx(lines: Sequence[ReturnLine], period: Period, *, head: ReturnHead, on: date) -> bytes:
    """This function will write the return; the number and the name of who signs are left open."""
    with override("vi"):
        rows = tuple(_cells(one) for one in lines)
    table = TaskTable(title=(), columns=_HEADINGS, groups=(TableGroup("", "", rows),))
    paper = OfficialPaper(
        letterhead=Letterhead(
            issuer=body_lines(head.issuer.upper()),
            superior=body_lines(head.superior.upper()) or None,
            number=f"{_SIGN}-{head.abbreviation}" if head.abbreviation else _SIGN,
            place=head.place or _OPEN_PLACE,
            dated=on,
        ),
        kind=_KIND,
        title=f"Kết quả thực hiện chỉ tiêu thông tin đối ngoại {period.label}",
        body=(
            Paragraph(
                f"Thực hiện chế độ báo cáo chỉ tiêu thông tin đối ngoại, {head.issuer} báo cáo kết quả đến hết ngày "
                f"{written_day(on)}, tính từ báo cáo đã được duyệt của các đơn vị và việc đã ghi trong phần mềm. "
                "Tỷ lệ tính bằng tổng tử số chia tổng mẫu số, không lấy trung bình các tỷ lệ. "
                "Số liệu từng chỉ tiêu ở Phụ lục kèm theo."
            ),
        ),
        signature=SignatureBlock(("THỦ TRƯỞNG CƠ QUAN",), ""),
        recipients=(FILED,),
        appendices=(Appendix(("PHỤ LỤC", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"), (table,), landscape=True),),
    )
    return draft_paper(paper)


def return_workbook(lines: Sequence[ReturnLine], period: Period, *, on: date) -> bytes:
    """This function will write the same lines as a workbook of one sheet."""
    columns = [ListColumn(one, width) for one, width in zip(_HEADINGS, _WIDTHS, strict=True)]
    title = _("Indicators of %(period)s") % {"period": period.label}
    return list_workbook(title, columns, [_cells(one) for one in lines], on=on)


def _cells(line: ReturnLine) -> tuple[str, ...]:
    row, indicator = line.row, line.row.indicator
    if row.now is None:
        return (line.number, indicator.name, "", state_words(""), "", *_aim_of(line), "", "", line.note)
    parts = counted(row.now.numerator)
    if row.now.denominator is not None:
        parts = f"{parts}/{counted(row.now.denominator)}"
    spoken = f"{row.now.period.label} ({_ESTIMATE})" if row.now.is_estimate else row.now.period.label
    return (
        line.number,
        indicator.name,
        spoken,
        measured(row.value, indicator),
        parts,
        *_aim_of(line),
        changed(row.from_before, indicator) if row.from_before else "",
        changed(row.from_last_year, indicator) if row.from_last_year else "",
        line.note,
    )


def _aim_of(line: ReturnLine) -> tuple[str, str]:
    verdict = line.row.verdict
    if verdict is None:
        return "", ""
    target = verdict.target
    return f"{aim(target, line.row.indicator)} ({until_year(target)})", state_words(verdict.state)
