"""The consolidated reports of the demo: pieces of units chosen by group, figures totalled, issued and sent up."""

from datetime import date, datetime, time
from itertools import groupby

from django.db import transaction
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
from haidang.regimes.work import issue_waiting_report
from haidang.reports.enums import SubmissionState
from haidang.reports.operations.answering import accept_submission

_MOST_PIECES_OF_KIND = 3
_OWN_WORDS = "Nhìn chung, các đơn vị bám sát kế hoạch năm; kết quả tiêu biểu của từng khối như sau (ví dụ)."
_PLACE, _AUTHORITY = "Hà Nội", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
_SIGNER = "Không có chữ ký: văn bản ví dụ"


@transaction.atomic
def begin_report(report_round: ReportRound, *, officer: Account, at: datetime) -> None:
    """This function will begin the report of a round that has none, and choose pieces for its first section."""
    if not report_round.consolidations.exists():
        begun = begin_consolidation(report_round=report_round, begun_by=officer)
        for section in _narrative_sections(report_round)[:1]:
            _choose(begun, section, officer, at)


def issue_report(report_round: ReportRound, *, edition: int, officer: Account, on: date) -> None:
    """This function will issue an edition of a round's report on a day and have it accepted above.

    What an earlier run did of it stays. An edition after the first begins with the pieces of the last.
    """
    at = timezone.make_aware(datetime.combine(on, time(15)))
    made = report_round.consolidations.filter(edition=edition).first() or _begun(report_round, officer, at)
    if made.state == ConsolidationState.DRAFT:
        facts = IssueFacts(f"{900 + made.pk}/BC-VD", on, _PLACE, _AUTHORITY, _SIGNER)
        ask_to_issue(consolidation=made, version=made.version, facts=facts, asked_by=officer)
    while issue_waiting_report(at=at):
        continue
    issued = Consolidation.objects.select_related("submission").get(
        pk=made.pk, state=ConsolidationState.ISSUED
    )
    if issued.submission is not None and issued.submission.state == SubmissionState.SENT:
        accept_submission(submission=issued.submission, decided_by=officer, on=on)


@transaction.atomic
def _begun(report_round: ReportRound, officer: Account, at: datetime) -> Consolidation:
    begun = begin_consolidation(report_round=report_round, begun_by=officer)
    if begun.edition == 1:
        for section in _narrative_sections(report_round):
            _choose(begun, section, officer, at)
    begun.refresh_from_db()
    return begun


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
