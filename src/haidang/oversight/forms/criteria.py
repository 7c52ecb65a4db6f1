"""The table of criteria on screen: added, moved and taken away without script; one form keeps all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.engines.reckoning.emulation import Step
from haidang.foundation.forms import FormWithoutSecrets
from haidang.foundation.row_editor import EditedRow, RowEditor, words_sent
from haidang.oversight.enums import CriterionKind, DrawnFrom
from haidang.oversight.queries.facts import CriterionFacts, Grade
from haidang.reports.errors import UnreadableAnswer
from haidang.reports.forms.fields import FigureField
from haidang.reports.queries.answer_words import figure_as_written, read_figure

MOST_CRITERIA, MOST_STEPS, MOST_POINTS = 60, 12, Decimal(1_000)
_BAR = "|"
_DRAWN = (CriterionKind.SHARE, CriterionKind.STEPS)
_COUNTED = (CriterionKind.BONUS, CriterionKind.DEDUCTION)


class PointsField(FigureField):
    """Points as people write them, "7,5", from nought up; None when empty."""

    def to_python(self, value: Any) -> Any:
        points = super().to_python(value)
        if points is not None and not 0 <= points <= MOST_POINTS:
            raise ValidationError(_("Points lie between 0 and 1.000."))
        return None if points is None else points.quantize(Decimal("0.01"))


class CriterionForm(FormWithoutSecrets):
    """One criterion: what it is, how its points come about, from which figure or by which grades."""

    part = forms.CharField(label=_("Part of the table of criteria"), required=False, max_length=200)
    title = forms.CharField(label=_("What is judged"), max_length=300)
    guidance = forms.CharField(
        label=_("How it is scored"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(label=_("How points come about"), choices=CriterionKind)
    most = PointsField(label=_("Most points"))
    source = forms.ChoiceField(label=_("Reckoned from"), required=False)
    none_at = FigureField(label=_("No points at (proportion; 0 if empty)"))
    full_at = FigureField(label=_("Full points at (proportion; 100 if empty)"))
    steps = forms.CharField(
        label=_("Steps or grades, one on a line"),
        required=False,
        max_length=4_000,
        help_text=_("Steps: “90 | 10” (from 90 on, 10 points). Grades: “Good | 10 | what it takes”."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    each = PointsField(label=_("Points each time (bonus, deduction)"))
    empty_points = PointsField(label=_("Points where there is no figure; empty: a person settles it"))

    def __init__(self, *arguments: Any, sources: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        shown["source"].choices = [("", _("nothing: scored by hand")), *sources]
        shown["most"].required = True

    def clean(self) -> Any:
        given = super().clean()
        kind = given.get("kind")
        if kind in _DRAWN and not given.get("source") and "source" not in self.errors:
            self.add_error("source", _("Choose the figure that the points are reckoned from."))
        if kind in _COUNTED and given.get("each") is None and "each" not in self.errors:
            self.add_error("each", _("Write how many points one time gives or takes."))
        if given.get("most") is None and "most" not in self.errors:
            self.add_error("most", _("Write the most points of the criterion."))
        if kind in (CriterionKind.STEPS, CriterionKind.GRADED):
            self._read_steps(given, kind)
        return given

    def _read_steps(self, given: dict[str, Any], kind: str) -> None:
        lines = [line for line in str(given.get("steps", "")).splitlines() if line.strip()]
        try:
            if not lines or len(lines) > MOST_STEPS:
                raise UnreadableAnswer(_("Write 1 to 12 lines."))
            read = grade_of_line if kind == CriterionKind.GRADED else step_of_line
            given["read"] = [read(line) for line in lines]
        except UnreadableAnswer as refusal:
            self.add_error("steps", refusal.message)

    def facts(self, indicators: dict[str, Any]) -> CriterionFacts:
        """This function will return the criterion of a form in order; `indicators` by what the source names."""
        given = self.cleaned_data
        kind = given["kind"]
        source = given["source"] if kind in _DRAWN else ""
        indicator = indicators.get(source)
        read = tuple(given.get("read", ()))
        return CriterionFacts(
            given["title"],
            kind,
            given["most"],
            given["part"],
            given["guidance"],
            DrawnFrom.INDICATOR if indicator else source,
            indicator,
            given["none_at"] if kind == CriterionKind.SHARE else None,
            given["full_at"] if kind == CriterionKind.SHARE else None,
            read if kind == CriterionKind.STEPS else (),
            read if kind == CriterionKind.GRADED else (),
            given["each"] if kind in _COUNTED else None,
            given["empty_points"] if kind in _DRAWN else None,
        )


class CriterionRow(EditedRow):
    """One criterion on screen."""

    def __init__(
        self, data: Any, *, place: int, initial: dict[str, Any], sources: Sequence[tuple[str, Any]]
    ) -> None:
        super().__init__(place)
        self.form = CriterionForm(data, prefix=f"p{place}", initial=initial, sources=sources)
        self.forms = (self.form,)


class CriteriaEditor(RowEditor[CriterionRow]):
    """All criteria on screen."""

    most = MOST_CRITERIA

    def __init__(
        self, data: Any = None, *, criteria: Sequence[CriterionFacts], indicators: Sequence[Any]
    ) -> None:
        self.indicators = {f"indicator:{one.pk}": one for one in indicators}
        self.sources = self._sources()
        super().__init__(data, (_initial_of(one) for one in criteria))

    @property
    def version(self) -> int:
        """The version of the scheme that was on screen."""
        return self.key_sent("version")

    def criteria(self) -> list[CriterionFacts]:
        return [one.form.facts(self.indicators) for one in self.rows]

    def row_of(self, data: Any, *, place: int, initial: dict[str, Any]) -> CriterionRow:
        return CriterionRow(data, place=place, initial=initial, sources=self.sources)

    def row_sent(self, data: Any, prefix: str) -> dict[str, Any]:
        return words_sent(data, prefix, CriterionForm.base_fields)

    def new_row(self, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        return {"part": rows[-1]["part"] if rows else "", "kind": CriterionKind.GRADED}

    def _sources(self) -> list[tuple[str, Any]]:
        works = [(one.value, one.label) for one in DrawnFrom if one != DrawnFrom.INDICATOR]
        return [*works, *((key, f"{one.name} ({one.unit})") for key, one in self.indicators.items())]


def step_of_line(line: str) -> Step:
    """This function will read "90 | 10". Raises UnreadableAnswer."""
    cells = [one.strip() for one in line.split(_BAR)]
    if len(cells) != 2:
        raise UnreadableAnswer(_("A step is written “90 | 10”: %(line)s") % {"line": line.strip()[:60]})
    return Step(read_figure(cells[0]), read_figure(cells[1]))


def grade_of_line(line: str) -> Grade:
    """This function will read "Good | 10 | what it takes". Raises UnreadableAnswer."""
    cells = [one.strip() for one in line.split(_BAR, 2)]
    if len(cells) < 2 or not cells[0]:
        raise UnreadableAnswer(
            _("A grade is written “Good | 10 | what it takes”: %(line)s") % {"line": line.strip()[:60]}
        )
    return Grade(cells[0], read_figure(cells[1]), cells[2] if len(cells) > 2 else "")


def _initial_of(facts: CriterionFacts) -> dict[str, Any]:
    lines = [[figure_as_written(one.at), figure_as_written(one.points)] for one in facts.steps]
    lines += [[one.name, figure_as_written(one.points), one.words] for one in facts.grades]
    source = f"indicator:{facts.indicator.pk}" if facts.indicator else facts.drawn_from
    told = {
        name: getattr(facts, name) for name in CriterionForm.base_fields if name not in {"source", "steps"}
    }
    return told | {"source": source, "steps": "\n".join(f" {_BAR} ".join(filter(None, one)) for one in lines)}
