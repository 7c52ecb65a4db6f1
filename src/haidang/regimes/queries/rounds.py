"""Rounds of reports as a list: of how many units each was asked, and how many have answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from haidang.regimes.models import ReportRound
from haidang.regimes.queries.restricted import rounds_open_to
from haidang.regimes.queries.round_page import sent_after_closing
from haidang.reports.enums import SubmissionState
from haidang.reports.queries.standing import obligations_open_to

_ANSWERED = (SubmissionState.SENT, SubmissionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round with its share: units that have answered of those asked, waived ones left out."""

    report_round: ReportRound
    answered: int
    asked: int


def rounds_listed(account: Any) -> QuerySet[ReportRound]:
    """This function will return the rounds an account may see, the latest due day first."""
    return rounds_open_to(account).select_related("regime").order_by("-due_on", "-id")


def round_lines(rounds: Sequence[ReportRound], account: Any) -> list[RoundLine]:
    """This function will count with one query what an account may see of the rounds of a page."""
    owed = obligations_open_to(account).filter(
        what__in={one.what for one in rounds},
        occurrence__in={one.occurrence for one in rounds},
        waived_on=None,
    )
    late = Q(pk__in=[])
    for one in rounds:
        late |= Q(what=one.what, occurrence=one.occurrence, fate=SubmissionState.SENT) & sent_after_closing(
            one
        )
    counted = (
        owed.order_by()
        .values_list("what", "occurrence")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=Q(fate__in=_ANSWERED) & ~late))
    )
    shares = {(what, occurrence): (answered, asked) for what, occurrence, asked, answered in counted}
    return [RoundLine(one, *shares.get((one.what, one.occurrence), (0, 0))) for one in rounds]
