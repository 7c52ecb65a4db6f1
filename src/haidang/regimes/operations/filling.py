"""A unit's report is filled in: several people write one draft, each section and figure is kept by itself."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from haidang.agencies.models import Account
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.errors import (
    FigureNeedsReason,
    NarrativeChangedMeanwhile,
    NoSuchPlace,
)
from haidang.regimes.models import FormFigure, Measure, MeasureValue, Narrative, Section
from haidang.regimes.queries.unit_reports import rounds_of, shared_draft
from haidang.reports.enums import SubmissionKind
from haidang.reports.models import Obligation, Submission


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a unit enters it: what was drawn for it, what the unit puts beside it and why."""

    measure: Measure
    drawn: Decimal | None
    stated: Decimal | None
    reason: str = ""

    @property
    def number(self) -> Decimal | None:
        """The figure that holds."""
        return self.drawn if self.stated is None else self.stated

    @property
    def differs(self) -> bool:
        """Whether the unit states something else than what was drawn."""
        return self.stated is not None and self.drawn is not None and self.stated != self.drawn


@transaction.atomic
def open_draft(*, obligation: Obligation, author: Account) -> Submission:
    """This function will return the one draft of a unit's report, begun by whoever comes first.

    After a version was returned or accepted, the new draft begins with what that version says.
    """
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    if draft := shared_draft(obligation):
        return draft
    kind = SubmissionKind.ESTIMATE if obligation.is_estimate else SubmissionKind.REPORT
    draft = Submission.objects.create(
        obligation=obligation, agency_id=obligation.agency_id, author=author, kind=kind
    )
    if obligation.standing is not None:
        _copy(obligation.standing, draft)
    record_event(actor=author, act="regimes.open_draft", subject=obligation)
    return draft


@transaction.atomic
def keep_narrative(
    *,
    draft: Submission,
    section: Section,
    text: str,
    is_nil: bool,
    version: int,
    written_by: Account,
    at: datetime,
) -> Narrative:
    """Keep what stands under one section; `version` is what the page showed, 0 where nothing was written yet.

    This function will change nothing where the same stands already. Raises NarrativeChangedMeanwhile with what
    somebody else wrote, and NoSuchPlace for a section of another form.
    """
    _refuse_other_form(draft, section)
    text = "" if is_nil else text.strip()
    known = Narrative.objects.select_related("written_by").filter(submission=draft, section=section).first()
    if known is not None and (known.text, known.is_nil) == (text, is_nil):
        return known
    written = {
        "text": text,
        "folded_text": folded_form(text),
        "is_nil": is_nil,
        "is_filled": is_nil or bool(text),
        "written_by": written_by,
        "written_at": at,
    }
    if known is None and version == 0:
        made, is_new = Narrative.objects.get_or_create(submission=draft, section=section, defaults=written)
        if not is_new:
            raise NarrativeChangedMeanwhile(made)
        return made
    rows = Narrative.objects.filter(submission=draft, section=section, version=version)
    if known is None or not rows.update(version=F("version") + 1, **written):
        raise NarrativeChangedMeanwhile(known)
    known.refresh_from_db()
    return known


@transaction.atomic
def keep_figure(*, draft: Submission, figure: StatedFigure) -> MeasureValue | None:
    """Keep one figure of a report; without a number it is taken out again.

    This function will raise FigureNeedsReason for a stated figure that differs from the drawn one without a word, and
    NoSuchPlace for a measure the form does not ask for.
    """
    asked = FormFigure.objects.filter(
        section__form__rounds__in=rounds_of(draft.obligation), measure=figure.measure
    )
    if not asked.exists():
        raise NoSuchPlace(figure.measure.name)
    number = figure.number
    if number is None:
        MeasureValue.objects.filter(submission=draft, measure=figure.measure).delete()
        return None
    if figure.differs and not figure.reason.strip():
        raise FigureNeedsReason(figure.measure.name)
    obligation = draft.obligation
    kept, _is_new = MeasureValue.objects.update_or_create(
        submission=draft,
        measure=figure.measure,
        defaults={
            "agency_id": draft.agency_id,
            "first_month": obligation.first_month,
            "last_month": obligation.last_month,
            "is_estimate": obligation.is_estimate,
            "drawn": figure.drawn,
            "stated": figure.stated,
            "number": number,
            "reason": figure.reason.strip() if figure.differs else "",
        },
    )
    return kept


def _refuse_other_form(draft: Submission, section: Section) -> None:
    if not rounds_of(draft.obligation).filter(form=section.form_id).exists():
        raise NoSuchPlace(str(section))


def _copy(version: Submission, draft: Submission) -> None:
    """A new draft begins with the words and figures of the version before it."""
    narratives = list(version.narratives.exclude(text="", is_nil=False))
    for one in narratives:
        one.pk, one.submission, one.version = None, draft, 1
    values = list(version.values.all())
    for value in values:
        value.pk, value.submission, value.counts = None, draft, False
    Narrative.objects.bulk_create(narratives)
    MeasureValue.objects.bulk_create(values)
