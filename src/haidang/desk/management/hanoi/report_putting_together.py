"""The consolidated reports of the demo: pieces of units chosen by group, figures totalled, issued and sent up."""

from datetime import date, datetime, time
from itertools import groupby

from django.utils import timezone

from haidang.agencies.models import Account
from haidang.regimes.enums import ConsolidationState, SectionKind
from haidang.regimes.models import Consolidation, Narrative, ReportRound, Section
from haidang.regimes.operations.consolidation import (
    ask_to_issue,
    begin_consolidation,
    keep_part,
)
from haidang.regimes.queries.consolidation_texts import IssueFacts, PickFacts, narratives_under
from haidang.regimes.queries.round_phases import owed_above
from haidang.regimes.work import issue_waiting_report
from haidang.reports.operations.answering import accept_submission

_MOST_PIECES_OF_KIND = 3
_OWN_WORDS = "Nhìn chung, các đơn vị bám sát kế hoạch năm; kết quả tiêu biểu của từng khối như sau (ví dụ)."
_PLACE, _AUTHORITY = "Hà Nội", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
_SIGNER = "Không có chữ ký: văn bản ví dụ"


def begin_report(report_round: ReportRound, *, officer: Account, at: datetime) -> Consolidation:
    """This function will begin the report of a round and choose pieces for its first section."""
    begun = begin_consolidation(report_round=report_round, begun_by=officer)
    for section in _narrative_sections(report_round)[:1]:
        _choose(begun, section, officer, at)
    return begun


def issue_report(report_round: ReportRound, *, officer: Account, today: date, on: date | None = None) -> bool:
    """Issue the report of a round on the day it is due above, else on a given day, and have it accepted there.

    This function will tell whether that day has come. An edition after the first begins with the pieces of the last.
    """
    above = owed_above(report_round)
    day = on or (above[0].due_on if above else None)
    if day is None or day > today:
        return False
    at = timezone.make_aware(datetime.combine(day, time(15)))
    begun = begin_consolidation(report_round=report_round, begun_by=officer)
    if begun.edition == 1:
        for section in _narrative_sections(report_round):
            _choose(begun, section, officer, at)
    number = f"{900 + begun.pk}/BC-VD"
    facts = IssueFacts(number, day, _PLACE, _AUTHORITY, _SIGNER)
    begun.refresh_from_db()
    ask_to_issue(consolidation=begun, version=begun.version, facts=facts, asked_by=officer)
    while issue_waiting_report(at=at):
        continue
    issued = Consolidation.objects.select_related("submission").get(
        pk=begun.pk, state=ConsolidationState.ISSUED
    )
    if issued.submission is not None:
        accept_submission(submission=issued.submission, decided_by=officer, on=day)
    return True


def _narrative_sections(report_round: ReportRound) -> list[Section]:
    return list(report_round.form.sections.filter(kind=SectionKind.NARRATIVE).order_by("order"))


def _choose(begun: Consolidation, section: Section, officer: Account, at: datetime) -> None:
    """A few units of each kind, the first two sentences of each; the standing body's own words come first."""
    told = narratives_under(begun.report_round, section).order_by("submission__agency__kind", "pk")
    pieces = [PickFacts(_OWN_WORDS, is_source_named=False)]
    for _kind, group in groupby(told, key=lambda one: one.submission.agency.kind):
        pieces += [_piece(one) for one in list(group)[:_MOST_PIECES_OF_KIND]]
    keep_part(consolidation=begun, section=section, version=0, picks=pieces, edited_by=officer, at=at)


def _piece(one: Narrative) -> PickFacts:
    heading = f"Khối {one.submission.agency.get_kind_display().lower()}"
    return PickFacts(". ".join(one.text.split(". ")[:2]).rstrip(".") + ".", heading, narrative_id=one.pk)
