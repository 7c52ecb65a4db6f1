"""Consolidated reports for tests, made as the screens make them."""

from datetime import date
from decimal import Decimal

from factories.agencies import make_person
from factories.regimes import TODAY, at_noon

from haidang.agencies.enums import Role
from haidang.agencies.models import Account
from haidang.regimes.models import Consolidation, MeasureValue, Narrative, ReportRound
from haidang.regimes.operations.consolidation import ask_to_issue, begin_consolidation, keep_part
from haidang.regimes.operations.filling import StatedFigure, keep_figure, keep_narrative, open_draft
from haidang.regimes.operations.sending import sign_and_send
from haidang.regimes.queries.consolidation_texts import IssueFacts, PickFacts
from haidang.regimes.work import issue_waiting_report
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import accept_submission

ISSUED = IssueFacts(
    "125/BC-UBND", date(2026, 6, 18), "Hà Nội", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Nguyễn Văn A"
)


def report_of(
    opened: ReportRound,
    name: str,
    text: str = "",
    numbers: tuple[int, ...] = (),
    accepted_by: Account | None = None,
) -> Submission:
    """This function will send what a unit reports: a text under the first section, figures in their order."""
    owed = Obligation.objects.select_related("agency", "standing").get(
        what=opened.what, occurrence=opened.occurrence, agency__name=name
    )
    author = Account.objects.filter(username=f"dm-{owed.pk}").first() or make_person(
        Role.FOCAL, f"dm-{owed.pk}", owed.agency
    )
    draft = open_draft(obligation=owed, author=author)
    section = opened.form.sections.get(order=0)
    known = Narrative.objects.filter(submission=draft, section=section).first()
    keep_narrative(
        draft=draft,
        section=section,
        text=text,
        is_nil=not text,
        version=known.version if known else 0,
        written_by=author,
        at=at_noon(),
    )
    for asked, number in zip(
        opened.form.sections.get(order=1).figures.order_by("order"), numbers, strict=False
    ):
        keep_figure(draft=draft, figure=StatedFigure(asked.measure, None, Decimal(number)))
    if not numbers:
        keep_narrative(
            draft=draft,
            section=opened.form.sections.get(order=1),
            text="",
            is_nil=True,
            version=0,
            written_by=author,
            at=at_noon(),
        )
    count = owed.submissions.count()
    sent = sign_and_send(
        obligation=owed, version=owed.version, signed_by=author, key=f"k{count}", at=at_noon()
    ).submission
    if accepted_by is not None:
        accept_submission(submission=sent, decided_by=accepted_by, on=TODAY)
    return sent


def begun(opened: ReportRound, officer: Account, *picks: PickFacts) -> Consolidation:
    """This function will begin a consolidated report with these pieces in its first section."""
    made = begin_consolidation(report_round=opened, begun_by=officer)
    if picks:
        keep_part(
            consolidation=made,
            section=opened.form.sections.get(order=0),
            version=0,
            picks=picks,
            edited_by=officer,
            at=at_noon(),
        )
    return made


def issued(made: Consolidation, officer: Account) -> Consolidation:
    """This function will issue a report as the page and the work loop do."""
    made.refresh_from_db()
    ask_to_issue(consolidation=made, version=made.version, facts=ISSUED, asked_by=officer)
    assert issue_waiting_report()
    made.refresh_from_db()
    return made


def values_of(opened: ReportRound) -> list[MeasureValue]:
    return list(MeasureValue.objects.filter(counts=True, submission__obligation__what=opened.what))
