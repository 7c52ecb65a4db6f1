"""Scores as units and the standing body enter them, appeals and their answers."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import FormWithoutSecrets
from haidang.oversight.enums import CriterionKind
from haidang.oversight.models import Criterion, Score
from haidang.oversight.queries.facts import CheckedScore, Grade, OwnScore, grades_of
from haidang.oversight.queries.lines import Line
from haidang.reports.forms.fields import ACCEPTED_FILES, EvidenceField, FigureField, LinksField
from haidang.reports.queries.answer_words import figure_as_written
from haidang.reports.queries.answers import Answer

MOST_TIMES = 1_000
LONGEST_NOTE = 1_000
_NOTE = {"rows": 2}


class OwnScoreForm(FormWithoutSecrets):
    """A unit scores itself: a grade or a number of times for each criterion scored by hand, a note for any."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    files = EvidenceField(label=_("Files and photos that show it"), shown_as={"accept": ACCEPTED_FILES})  # type: ignore[assignment]
    links = LinksField(
        label=_("Links that show it"),
        required=False,
        help_text=_("One on each line: the address, then the title and the day."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        criteria: Sequence[Criterion],
        scores: Mapping[int, Score],
        version: int,
    ) -> None:
        super().__init__(data, files, initial={"version": version})
        self.criteria = criteria
        for one in criteria:
            self._add(one, scores.get(one.pk))

    def own_scores(self) -> dict[int, OwnScore]:
        """This function will return what was said of each criterion."""
        return {one.pk: self._own(one) for one in self.criteria}

    def answer(self) -> Answer:
        """This function will return the evidence that came with the scores."""
        given = self.cleaned_data
        return Answer(links=tuple(given.get("links") or ()), files=given.get("files") or ())

    def take_no_evidence(self) -> None:
        """This function will ask for no files and links where nothing is owed that they could be kept with."""
        del self.fields["files"], self.fields["links"]

    def line_fields(self, line: Line) -> list[Any]:
        """This function will return the fields of one line, in order."""
        names = [f"c{line.criterion}-{one}" for one in ("grade", "times", "note")]
        return [self[name] for name in names if name in self.fields]

    def _typed(self) -> list[str]:
        named = [PurePath(one.name).stem for one in self.cleaned_data.get("files") or []]
        titles = [link.title for link in self.cleaned_data.get("links") or []]
        return [*super()._typed(), *titles, *named]

    def _add(self, criterion: Criterion, score: Score | None) -> None:
        name = f"c{criterion.pk}"
        if criterion.kind == CriterionKind.GRADED:
            choices = [(str(at), _graded(one)) for at, one in enumerate(grades_of(criterion))]
            self.fields[f"{name}-grade"] = forms.TypedChoiceField(
                label=_("Own grade"),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                initial=score.grade if score else None,
            )
        elif criterion.kind in (CriterionKind.BONUS, CriterionKind.DEDUCTION):
            self.fields[f"{name}-times"] = forms.IntegerField(
                label=_("How many times"),
                min_value=0,
                max_value=MOST_TIMES,
                required=False,
                initial=score.times if score else None,
            )
        self.fields[f"{name}-note"] = forms.CharField(
            label=_("What shows it"),
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs=_NOTE),
            initial=score.note if score else "",
        )

    def _own(self, criterion: Criterion) -> OwnScore:
        given = self.cleaned_data
        name = f"c{criterion.pk}"
        return OwnScore(given.get(f"{name}-grade"), given.get(f"{name}-times"), given[f"{name}-note"].strip())


class CheckForm(FormWithoutSecrets):
    """The standing body checks a sheet: points of each line, a reason where they differ, what shows it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, lines: Sequence[Line], version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.lines = lines
        for one in lines:
            name = f"c{one.criterion}"
            self.fields[f"{name}-points"] = FigureField(label=_("Checked points"))
            self.fields[f"{name}-points"].initial = one.points.replace(".", ",")
            self.fields[f"{name}-reason"] = forms.CharField(
                label=_("Why the points differ"),
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs=_NOTE),
                initial=one.reason,
            )
            self.fields[f"{name}-proof"] = forms.CharField(
                label=_("What shows the difference"),
                required=False,
                max_length=LONGEST_NOTE,
                initial=one.proof,
            )

    def checked(self) -> dict[int, CheckedScore]:
        """This function will return what was said of each line."""
        given = self.cleaned_data
        return {
            one.criterion: CheckedScore(
                given[f"c{one.criterion}-points"],
                given[f"c{one.criterion}-reason"],
                given[f"c{one.criterion}-proof"],
            )
            for one in self.lines
        }

    def line_fields(self, line: Line) -> list[Any]:
        """This function will return the fields of one line, in order."""
        return [self[f"c{line.criterion}-{one}"] for one in ("points", "reason", "proof")]


class AppealForm(FormWithoutSecrets):
    """A unit asks to look again at one criterion."""

    criterion = forms.TypedChoiceField(label=_("Criterion appealed against"), coerce=int)
    text = forms.CharField(
        label=_("What is asked, and why"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *arguments: Any, lines: Sequence[Line], **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        shown["criterion"].choices = [("", "–"), *((one.criterion, one.title) for one in lines)]


class AnswerForm(FormWithoutSecrets):
    """An appeal is upheld with new points, or not; either way with the reason."""

    is_upheld = forms.TypedChoiceField(
        label=_("Decision on the appeal"),
        choices=[("yes", _("upheld: the points change")), ("no", _("not upheld: the points stay"))],
        coerce=lambda one: one == "yes",
        widget=forms.RadioSelect,
    )
    points = FigureField(label=_("New points, if upheld"))
    answer = forms.CharField(
        label=_("Reason told to the unit"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> Any:
        given = super().clean()
        if given.get("is_upheld") and given.get("points") is None and "points" not in self.errors:
            self.add_error("points", ValidationError(_("Write the new points.")))
        return given


def _graded(grade: Grade) -> str:
    words = _("%(grade)s: %(points)s points") % {
        "grade": grade.name,
        "points": figure_as_written(grade.points),
    }
    return f"{words} ({grade.words})" if grade.words else str(words)
