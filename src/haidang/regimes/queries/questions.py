"""What was asked about reports that were sent, with how the question stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from haidang.regimes.models import ReportQuestion
from haidang.reports.enums import ObligationKind, SubmissionState
from haidang.reports.models import Obligation
from haidang.reports.queries.standing import ObligationRow, obligation_rows, with_facts


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question with the request that asks it; `answer` is what the unit said, "" for nothing yet."""

    question: ReportQuestion
    row: ObligationRow

    @property
    def answer(self) -> str:
        standing = self.row.obligation.standing
        return standing.text if standing else ""

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to answer."""
        standing, waived_on = self.row.obligation.standing, self.row.obligation.waived_on
        return waived_on is None and (standing is None or standing.state == SubmissionState.RETURNED)


def questions_about(obligation: Obligation, *, on: date) -> list[QuestionRow]:
    """This function will return what was asked about any version of a report, in that order; the queries are fixed."""
    asked = ReportQuestion.objects.filter(submission__obligation=obligation)
    found = asked.select_related("section", "submission").order_by("id")
    questions: Mapping[int, ReportQuestion] = {one.request_id: one for one in found}
    if not questions:
        return []
    requests = with_facts(Obligation.objects.filter(pk__in=questions)).select_related("opened_by")
    rows = obligation_rows(requests.order_by("id"), on=on)
    return [QuestionRow(questions[one.obligation.pk], one) for one in rows]


def question_asked_by(request: Any) -> ReportQuestion | None:
    """This function will return the question that a request asks about a report, None for any other obligation."""
    if request.kind != ObligationKind.REQUEST:
        return None
    asked = ReportQuestion.objects.filter(request=request)
    return asked.select_related("section", "submission__obligation").first()
