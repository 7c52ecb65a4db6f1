"""The standing body asks one thing about a report that was sent; the question stays with the report."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from haidang.agencies.models import Account
from haidang.foundation.operations import record_event
from haidang.regimes.errors import NoSuchPlace
from haidang.regimes.models import ReportQuestion, Section
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.opening import Asked, ask_agencies

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What is asked of which place, of the whole report without one, and by which day the unit answers."""

    text: str
    due_on: date
    section: Section | None = None


@transaction.atomic
def ask_about_report(
    *, submission: Submission, question: QuestionFacts, asked_by: Account, key: str, today: date
) -> ReportQuestion:
    """Ask the unit of a report one thing, as a request with a day of its own.

    This function will give back what was asked before under the same key (a form sent twice). Raises NoSuchPlace for a
    section of another form, and what `ask_agencies` raises.
    """
    owed = submission.obligation
    _refuse_other_form(owed, question.section)
    asked = Asked(
        (_("Question about: %(title)s") % {"title": owed.title})[:LONGEST_TITLE],
        question.text,
        question.due_on,
        programme=owed.programme,
        item=owed.item,
    )
    ask_agencies(asked=asked, agencies=[owed.agency], asked_by=asked_by, key=key, today=today)
    request = Obligation.objects.get(what=f"request:{key}", agency=owed.agency_id)
    made, is_new = ReportQuestion.objects.get_or_create(
        request=request, defaults={"submission": submission, "section": question.section}
    )
    if is_new:
        record_event(
            actor=asked_by,
            act="regimes.ask_about_report",
            subject=owed,
            after={"version": submission.number, "text": question.text, "due": question.due_on.isoformat()}
            | ({"section": str(question.section)} if question.section else {}),
        )
    return made


def _refuse_other_form(owed: Obligation, section: Section | None) -> None:
    if (
        section is not None
        and not section.form.rounds.filter(what=owed.what, occurrence=owed.occurrence).exists()
    ):
        raise NoSuchPlace(str(section))
