"""The report of a body that works with another installation is taken from the file it exchanged."""

from datetime import datetime

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION, MeasureValue, Narrative, ReportRound
from haidang.regimes.queries.exchanged import ReportCame
from haidang.regimes.queries.report_ways import FILLED_IN
from haidang.reports.enums import EvidenceKind
from haidang.reports.operations.answering import Sent, send_submission
from haidang.reports.queries.answers import Answer
from haidang.reports.validators import MOST_BYTES, TakenFile

_TAKEN_TYPES = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


@transaction.atomic
def receive_report(
    *, report_round: ReportRound, came: ReportCame, received_by: Account, at: datetime
) -> Sent:
    """Take a report that came from another installation as the answer of its sender; it waits to be accepted.

    This function will do nothing for a file that was taken before. Its paper is kept with it and looked through for
    secret marks like any evidence.
    """
    sent = send_submission(
        obligation=came.obligation,
        version=came.obligation.version,
        author=received_by,
        answer=Answer(text=f"{came.number}: {report_round.title}", files=_files_of(came)),
        key=f"exchange-{came.digest[:40]}",
        at=at,
    )
    if not sent.is_new:
        return sent
    MeasureValue.objects.bulk_create(
        MeasureValue(
            submission=sent.submission,
            agency_id=came.obligation.agency_id,
            measure=one.measure,
            first_month=report_round.first_month,
            last_month=report_round.last_month,
            is_estimate=one.is_estimate,
            stated=one.number,
            number=one.number,
            numerator=one.numerator,
            denominator=one.denominator,
        )
        for one in came.figures
    )
    Narrative.objects.bulk_create(
        Narrative(
            submission=sent.submission,
            section=section,
            text=text[:MOST_CHARACTERS_OF_SECTION],
            folded_text=folded_form(text[:MOST_CHARACTERS_OF_SECTION]),
            is_filled=True,
            written_by=received_by,
            written_at=at,
        )
        for section, text in came.texts
    )
    record_event(
        actor=received_by,
        act="regimes.receive_report",
        subject=came.obligation,
        after={
            "number": came.number,
            "digest": came.digest,
            "not_asked_figures": list(came.left_out),
            FILLED_IN: sent.submission.pk,
        },
    )
    return sent


def _files_of(came: ReportCame) -> tuple[TakenFile, ...]:
    """The paper that came with the data, of the types and size that evidence may have."""
    return tuple(
        TakenFile(one.name, one.content, one.content_type, EvidenceKind.FILE)
        for one in came.files
        if one.content_type in _TAKEN_TYPES and len(one.content) <= MOST_BYTES
    )
