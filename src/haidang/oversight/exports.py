"""Files of emulation: the proposal of commendations as an official paper and a workbook, the ranking as a workbook."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from haidang.engines.drafting.official_paper import draft_paper
from haidang.engines.drafting.paper_parts import (
    Letterhead,
    OfficialPaper,
    Paragraph,
    SignatureBlock,
    TableGroup,
    TaskTable,
)
from haidang.foundation.exports import ListColumn, list_workbook
from haidang.oversight.models import Commendation, CommendationList, EmulationScheme
from haidang.oversight.queries.sheets import GroupRanking
from haidang.oversight.queries.words import points

_KIND, _NUMBER, _ISSUER, _PLACE = "TỜ TRÌNH", "/TTr", "CƠ QUAN THƯỜNG TRỰC", "..."
_HEADINGS = ("STT", "Tập thể được đề nghị", "Hình thức đề nghị", "Thành tích")
_WIDTHS = (8, 44, 34, 70)


def list_docx(proposed: CommendationList, rows: Sequence[Commendation]) -> bytes:
    """This function will write a proposal; its issuing body, number and the name of who signs are left open."""
    table = TaskTable(
        title=("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",),
        columns=_HEADINGS,
        groups=(TableGroup("", "", tuple(_cells(at, one) for at, one in enumerate(rows, start=1))),),
    )
    told = [one for one in (proposed.reason.strip(), _asked(proposed, len(rows))) if one]
    paper = OfficialPaper(
        letterhead=Letterhead(issuer=_ISSUER, number=_NUMBER, place=_PLACE, dated=proposed.made_on),
        kind=_KIND,
        title=proposed.title,
        addressees=(proposed.addressee,),
        citations=(f"Căn cứ {proposed.basis};",) if proposed.basis else (),
        body=(*(Paragraph(one) for one in told), table),
        signature=SignatureBlock(("THỦ TRƯỞNG CƠ QUAN",), ""),
        recipients=("Như trên", "Lưu: VT"),
    )
    return draft_paper(paper)


def list_xlsx(proposed: CommendationList, rows: Sequence[Commendation]) -> bytes:
    """This function will write the same units as a workbook of one sheet."""
    columns = [ListColumn(one, width) for one, width in zip(_HEADINGS, _WIDTHS, strict=True)]
    cells = [(at, *_cells(at, one)[1:]) for at, one in enumerate(rows, start=1)]
    return list_workbook(proposed.title, columns, cells, on=proposed.made_on)


def ranking_xlsx(scheme: EmulationScheme, ranking: Sequence[GroupRanking], *, on: date) -> bytes:
    """This function will write the ranking with the points of every criterion."""
    lines = ranking[0].rows[0].lines if ranking else ()
    columns = [
        ListColumn(_("Group of emulation"), 24),
        ListColumn(_("Place in the group"), 12),
        ListColumn(_("Unit ranked"), 40),
        ListColumn(_("Points in all"), 12),
        *(ListColumn(f"{one.title} ({points(one.most)})", 18) for one in lines),
    ]
    rows = [
        (
            group.group.name,
            f"{one.rank.place}/{one.rank.of}" if one.rank else "",
            one.sheet.agency.name,
            points(one.total),
            *(points(line.points) for line in one.lines),
        )
        for group in ranking
        for one in group.rows
    ]
    return list_workbook(scheme.name, columns, rows, on=on)


def _asked(proposed: CommendationList, count: int) -> str:
    return (
        f"Cơ quan thường trực kính đề nghị {proposed.addressee} xem xét, khen thưởng {count} tập thể "
        "có tên trong danh sách dưới đây."
    )


def _cells(at: int, one: Commendation) -> tuple[str, ...]:
    return str(at), one.agency.name, one.award, one.merit
