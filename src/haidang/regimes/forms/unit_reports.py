"""What a unit enters under one section of its report, and what its reader remarks."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import ChosenRowsField, FormWithoutSecrets, SmallDayField
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION, Narrative, ReportRound, Section
from haidang.regimes.queries.given import RemarkMade, SectionGiven, StatedFigure
from haidang.regimes.queries.unit_reports import (
    FigureRow,
    SectionRow,
    UnitReport,
    mark_of_value,
    number_sent,
    version_to_show,
)
from haidang.reports.forms.fields import ACCEPTED_FILES, EvidenceField, FigureField
from haidang.reports.models import Evidence, Submission
from haidang.reports.validators import DRAFT_KEPT

# The form on the page that fields at other places of it belong to.
DECISION = "quyet-dinh"
LONGEST_REASON = 500
LONGEST_REMARK = 2_000
FEWEST_ROWS, MOST_ROWS = 4, 14
CHARACTERS_A_ROW = 90


class SectionForm(FormWithoutSecrets):
    """One section: its words, or "nothing happened", and its figures."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    text = forms.CharField(
        label=_("Text of the section"), required=False, max_length=MOST_CHARACTERS_OF_SECTION
    )
    is_nil = forms.BooleanField(label=_("Nothing happened in this section"), required=False)

    def __init__(self, data: Any = None, *, row: SectionRow, version: int, after: int = 0) -> None:
        narrative = row.narrative
        written = {"text": narrative.text, "is_nil": narrative.is_nil} if narrative else {}
        super().__init__(
            data,
            initial={"version": version, "after": after} | written,
            prefix=f"p{row.section.pk}",
            auto_id=f"id_{row.section.pk}_%s",
        )
        self.row = row
        # What somebody else wrote meanwhile, shown beside what was typed.
        self.stands: Narrative | None = None
        rows = min(max(len(str(written.get("text", ""))) // CHARACTERS_A_ROW, FEWEST_ROWS), MOST_ROWS)
        self.fields["text"].widget = forms.Textarea(attrs={"rows": rows})
        for figure in row.figures:
            self._add_figure(figure)

    def clean(self) -> Any:
        given = super().clean()
        if given.get("is_nil") and str(given.get("text") or "").strip():
            self.add_error(
                "is_nil",
                _("There is a text in this section. Take it out first, or leave the tick out."),
            )
        return given

    def show_refused(self, refused: "SectionForm") -> None:
        """This function will show on the row as it is now what was said of the form as it was sent."""
        self._errors = refused.errors
        self.cleaned_data = getattr(refused, "cleaned_data", {})

    @property
    def figures(self) -> list[tuple[FigureRow, Any, Any, Any]]:
        """Each figure with the fields of what is stated, why, and what was seen."""
        return [
            (one, self[f"stated_{key}"], self[f"reason_{key}"], self[f"seen_{key}"])
            for one in self.row.figures
            for key in (one.asked.measure_id,)
        ]

    def given(self) -> SectionGiven:
        """This function will return what was entered, for the operation that keeps it."""
        held = self.cleaned_data
        figures = [
            StatedFigure(
                one.asked.measure,
                one.drawn,
                held[f"stated_{one.asked.measure_id}"],
                held[f"reason_{one.asked.measure_id}"],
                seen=held[f"seen_{one.asked.measure_id}"],
            )
            for one in self.row.figures
        ]
        return SectionGiven(
            self.row.section, held["text"], held["is_nil"], held["version"], figures, held["after"]
        )

    def _add_figure(self, row: FigureRow) -> None:
        measure = row.asked.measure
        key, name = measure.pk, measure.name
        label = _("%(name)s: stated by the unit") % {"name": name}
        stated = FigureField(label=label, decimals=measure.decimals)
        stated.initial = row.value.stated if row.value else None
        stated.widget.attrs |= {"class": "in-s", "size": 10}
        small = forms.TextInput(attrs={"class": "in-s"})
        label = _("%(name)s: why it differs") % {"name": name}
        reason = forms.CharField(label=label, required=False, max_length=LONGEST_REASON, widget=small)
        reason.initial = row.value.reason if row.value else ""
        seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
        seen.initial = mark_of_value(row.value)
        self.fields |= {f"stated_{key}": stated, f"reason_{key}": reason, f"seen_{key}": seen}


class FilesForm(FormWithoutSecrets):
    """Files that go with a report."""

    files = EvidenceField(label=_("Files and photos of the report"), shown_as={"accept": ACCEPTED_FILES})  # type: ignore[assignment]
    drop = ChosenRowsField(queryset=Evidence.objects.none(), required=False)

    def __init__(self, *arguments: Any, draft: Submission | None) -> None:
        super().__init__(*arguments)
        self.draft = draft
        held = draft.evidence.exclude(file=None).order_by("id") if draft else Evidence.objects.none()
        self.fields["drop"].queryset = held  # type: ignore[attr-defined]

    @property
    def kept_until(self) -> date | None:
        """The day on which files that wait in the draft go."""
        return timezone.localdate(self.draft.saved_at + DRAFT_KEPT) if self.draft else None

    def _typed(self) -> list[str]:
        return [one.name for one in self.fields["files"].taken]  # type: ignore[attr-defined]


class SignForm(FormWithoutSecrets):
    """Sign and send, or give back with the reason."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    reason = forms.CharField(
        label=_("Why it is given back, if it is"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def fresh_sign_form(version: int, seen: str) -> SignForm:
    """This function will make the form of one signing; the same form sent again sends nothing twice."""
    return SignForm(initial={"version": version, "key": uuid.uuid4().hex, "seen": seen})


class RemarksForm(FormWithoutSecrets):
    """Remarks of a reader, one for each place of a report and one for the whole."""

    whole = forms.CharField(label=_("Remark on the whole report"), required=False, max_length=LONGEST_REMARK)

    def __init__(self, data: Any = None, *, report: UnitReport) -> None:
        super().__init__(data)
        self.report = report
        self.fields["whole"].widget = forms.Textarea(attrs={"rows": 2})
        for section in report.sections:
            self._add(f"section_{section.section.pk}", str(section.section))
            for figure in section.figures:
                self._add(f"measure_{figure.asked.measure_id}", figure.asked.measure.name)

    def at_section(self, row: SectionRow) -> Any:
        return self[f"section_{row.section.pk}"]

    def at_figure(self, row: FigureRow) -> Any:
        return self[f"measure_{row.asked.measure_id}"]

    def remarks(self) -> list[RemarkMade]:
        """This function will return what was remarked, each with its place, in the order of the report."""
        return [one for one in self._all() if one.text.strip()]

    def _all(self) -> Iterable[RemarkMade]:
        held = self.cleaned_data
        for row in self.report.sections:
            yield RemarkMade(held[f"section_{row.section.pk}"], row.section)
            for figure in row.figures:
                measure = figure.asked.measure
                yield RemarkMade(held[f"measure_{measure.pk}"], row.section, measure)
        yield RemarkMade(held["whole"])

    def _add(self, name: str, place: str) -> None:
        self.fields[name] = forms.CharField(
            label=_("Remark on “%(place)s”") % {"place": place},
            required=False,
            max_length=LONGEST_REMARK,
            widget=forms.TextInput(attrs={"form": DECISION, "class": "in"}),
        )


class LateReportForm(FormWithoutSecrets):
    """Why a report that came after its round was closed counts all the same."""

    why_it_counts = forms.CharField(
        label=_("Why this late report counts"),
        help_text=_(
            "It came after the round was closed and counts nowhere until you accept it with a reason."
        ),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.TextInput(attrs={"class": "in"}),
    )


def words_why_it_counts(data: Any) -> str:
    """This function will return the words with which a report is accepted, "" for none."""
    form = LateReportForm(data)
    return form.cleaned_data["why_it_counts"] if form.is_valid() else ""


class OneQuestionForm(FormWithoutSecrets):
    """One thing asked about a report, by a day."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What you ask the unit"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    section = forms.ModelChoiceField(
        label=_("About which section"), queryset=Section.objects.none(), required=False
    )
    due_on = SmallDayField(label=_("Answer by"))

    def __init__(self, *arguments: Any, report_round: ReportRound, **given: Any) -> None:
        super().__init__(*arguments, **given)
        section = self.fields["section"]
        section.queryset = report_round.form.sections.order_by("order")  # type: ignore[attr-defined]
        section.empty_label = _("the whole report")  # type: ignore[attr-defined]


def fresh_question_form(due_on: date, report_round: ReportRound) -> OneQuestionForm:
    """This function will make the form of one question, so that the same form sent again asks once."""
    first = {"key": uuid.uuid4().hex, "due_on": due_on}
    return OneQuestionForm(initial=first, report_round=report_round)


def section_forms(report: UnitReport, *, draft: Submission | None) -> Sequence[SectionForm]:
    """This function will make the form of every section that is written by people."""
    after = number_sent(report.obligation)
    return [
        SectionForm(row=row, version=version_to_show(row.narrative, draft=draft), after=after)
        for row in report.sections
    ]
