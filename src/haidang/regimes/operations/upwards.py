"""An issued report answers the own obligation of the body that issues it, with its figures, words and files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.models import StoredFile
from haidang.regimes.enums import IssuedKind
from haidang.regimes.models import Consolidation, IssuedFigure, MeasureValue, Narrative, Section
from haidang.regimes.queries.consolidation_content import ReportContent, SectionSaid
from haidang.regimes.queries.unit_reports import rounds_of
from haidang.reports.enums import EvidenceKind
from haidang.reports.models import Evidence, Obligation, Submission
from haidang.reports.operations.answering import send_submission
from haidang.reports.queries.answers import Answer

# What the level above opens: the paper and its data. The envelope holds both again, the workbook is made of the data.
_FILES_SENT = (IssuedKind.DOCX, IssuedKind.PDF, IssuedKind.JSON)


@transaction.atomic
def answer_upwards(
    *,
    issued: Consolidation,
    content: ReportContent,
    figures: Sequence[IssuedFigure],
    files: Mapping[IssuedKind, StoredFile],
    at: datetime,
) -> Submission | None:
    """Answer what the body owes to the level above; a later edition is its next version.

    This function will send each figure as it was added up, a ratio with both its numbers, and return None where the
    body owes nothing.
    """
    if issued.obligation_id is None or issued.asked_by is None:
        return None
    owed = Obligation.objects.select_related("agency").get(pk=issued.obligation_id)
    sent = send_submission(
        obligation=owed,
        version=owed.version,
        author=issued.asked_by,
        answer=Answer(text=f"{issued.number}: {issued.report_round.title}"),
        key=f"consolidation-{issued.pk}",
        at=at,
    )
    if sent.is_new:
        MeasureValue.objects.bulk_create(_values(sent.submission, owed, figures))
        Narrative.objects.bulk_create(_narratives(sent.submission, issued, content, at=at))
        Evidence.objects.bulk_create(_files(sent.submission, files))
    return sent.submission


def _values(
    submission: Submission, owed: Obligation, figures: Iterable[IssuedFigure]
) -> Iterator[MeasureValue]:
    for one in figures:
        if one.measure is None or one.number is None:
            continue
        yield MeasureValue(
            submission=submission,
            agency_id=owed.agency_id,
            measure=one.measure,
            first_month=owed.first_month,
            last_month=owed.last_month,
            is_estimate=one.has_estimates,
            drawn=one.number,
            number=one.number,
            numerator=one.numerator,
            denominator=one.denominator,
        )


def _narratives(
    submission: Submission, issued: Consolidation, content: ReportContent, *, at: datetime
) -> Iterator[Narrative]:
    """Under the sections of the form above that bear the same title; the paper has all of it."""
    asked = Section.objects.filter(form__rounds__in=rounds_of(submission.obligation)).distinct()
    by_title = {folded_form(one.title): one for one in asked.order_by("-order")}
    for said in content.sections:
        section, text = by_title.pop(folded_form(said.title), None), words_of_section(said)
        if section is not None and text:
            yield Narrative(
                submission=submission,
                section=section,
                text=text,
                folded_text=folded_form(text),
                is_filled=True,
                written_by=issued.asked_by,
                written_at=at,
            )


def words_of_section(said: SectionSaid) -> str:
    """This function will return all that stands in words under a section of a report."""
    return "\n".join(one.text.strip() for one in (*said.pieces, *said.tickets) if one.text.strip())


def _files(submission: Submission, files: Mapping[IssuedKind, StoredFile]) -> Iterator[Evidence]:
    for kind in _FILES_SENT:
        if kind in files:
            title: Any = files[kind].original_name
            yield Evidence(submission=submission, kind=EvidenceKind.FILE, file=files[kind], title=title)
