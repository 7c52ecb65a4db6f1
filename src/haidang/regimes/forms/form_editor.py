"""The form of a regime on screen: sections in order with their figures; added, moved and taken away without script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import FormWithoutSecrets
from haidang.foundation.row_editor import EditedRow, RowEditor, words_sent
from haidang.regimes.enums import SectionKind
from haidang.regimes.forms.regimes import MeasureChoiceField
from haidang.regimes.models import Measure
from haidang.regimes.queries.asked import FigureAsked, SectionAsked

MOST_SECTIONS, MOST_FIGURES = 40, 100
_EMPTY_FIGURES = 3
SMALL = {"class": "in-s"}
MORE_FIGURES = "them-so"  # a button of the editor beside the usual ones


class FigureRowForm(FormWithoutSecrets):
    """One figure that a section asks for; none in a row without a measure."""

    order = forms.IntegerField(
        label=_("Order"),
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.NumberInput(attrs={"class": "in-s w-name"}),
    )
    measure = MeasureChoiceField(
        label=_("Measure"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("choose a measure"),
        widget=forms.Select(attrs=SMALL),
    )
    group = forms.CharField(
        label=_("Heading above it"), required=False, max_length=200, widget=forms.TextInput(attrs=SMALL)
    )
    is_required = forms.BooleanField(label=_("has to be filled in"), required=False)

    def __init__(self, *arguments: Any, measures: QuerySet[Measure], **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        shown["measure"].queryset = measures

    @property
    def asked(self) -> FigureAsked | None:
        given = self.cleaned_data
        if given["measure"] is None:
            return None
        return FigureAsked(given["measure"], given["group"], given["is_required"])


class SectionForm(FormWithoutSecrets):
    """One section of the outline."""

    label = forms.CharField(
        label=_("Number of the section"), required=False, max_length=20, widget=forms.TextInput(attrs=SMALL)
    )
    title = forms.CharField(label=_("Heading of the section"), max_length=300)
    kind = forms.ChoiceField(label=_("What stands in it"), choices=SectionKind.choices)
    guidance = forms.CharField(
        label=_("What to write"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_required = forms.BooleanField(label=_("has to be filled in"), required=False)


class SectionRow(EditedRow):
    """A section on screen with the rows of its figures."""

    def __init__(
        self, data: Any, *, place: int, initial: dict[str, Any], measures: QuerySet[Measure]
    ) -> None:
        super().__init__(place)
        prefix = f"p{place}"
        self.form = SectionForm(data, prefix=prefix, initial=initial)
        self.figures = [
            FigureRowForm(data, prefix=f"{prefix}-s{number}", initial=one, measures=measures)
            for number, one in enumerate(initial["figures"])
        ]
        self.forms = (self.form, *self.figures)

    @property
    def count_figures(self) -> int:
        """How many figures it asks for, the empty rows below left out."""
        return sum(bool(one["measure"].value()) for one in self.figures)

    def is_valid(self) -> bool:
        is_whole = super().is_valid()
        if is_whole and self._asks_twice():
            self.form.add_error(None, _("A figure stands in this section twice. Keep it once."))
        return is_whole and not self.form.errors

    @property
    def asked(self) -> SectionAsked:
        given = self.form.cleaned_data
        is_of_figures = given["kind"] == SectionKind.FIGURES
        return SectionAsked(
            given["label"],
            given["title"],
            SectionKind(given["kind"]),
            given["guidance"],
            given["is_required"],
            tuple(self._figures()) if is_of_figures else (),
        )

    def _figures(self) -> list[FigureAsked]:
        numbered = sorted(
            self.figures, key=lambda one: (one.cleaned_data["order"] is None, one.cleaned_data["order"] or 0)
        )
        return [asked for one in numbered if (asked := one.asked)]

    def _asks_twice(self) -> bool:
        keys = [one.measure.pk for one in self._figures()]
        return len(set(keys)) != len(keys)


class FormEditor(RowEditor[SectionRow]):
    """All sections on screen."""

    most = MOST_SECTIONS
    acts = (*RowEditor.acts, MORE_FIGURES)

    def __init__(self, data: Any = None, *, sections: Sequence[SectionAsked], measures: Any) -> None:
        self.is_secret = False
        self.measures = measures
        super().__init__(data, (_initial_of(one) for one in sections))

    @property
    def seen(self) -> int:
        """The key of the form that was on screen."""
        return self.key_sent("mau")

    def sections(self) -> list[SectionAsked]:
        return [one.asked for one in self.rows]

    def row_of(self, data: Any, *, place: int, initial: dict[str, Any]) -> SectionRow:
        return SectionRow(data, place=place, initial=initial, measures=self.measures)

    def row_sent(self, data: Any, prefix: str) -> dict[str, Any]:
        return _section_sent(data, prefix)

    def new_row(self, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
        kind = SectionKind.NARRATIVE
        return {"label": "", "title": "", "kind": kind, "guidance": "", "is_required": True, "figures": []}

    def rearranged(self, shown: list[dict[str, Any]], act: str, place: int) -> list[dict[str, Any]]:
        if act != MORE_FIGURES:
            return super().rearranged(shown, act, place)
        if place >= len(shown):
            return shown
        rows, had = list(shown), shown[place]["figures"]
        figures = [*had, *_empty_figures(len(had))]
        rows[place] = rows[place] | {"figures": figures, "kind": SectionKind.FIGURES}
        return rows


def _initial_of(asked: SectionAsked) -> dict[str, Any]:
    figures = [
        {"order": number, "measure": one.measure.pk, "group": one.group, "is_required": one.is_required}
        for number, one in enumerate(asked.figures, start=1)
    ]
    return {
        "label": asked.label,
        "title": asked.title,
        "kind": asked.kind,
        "guidance": asked.guidance,
        "is_required": asked.is_required,
        "figures": [*figures, *_empty_figures(len(figures))] if asked.kind == SectionKind.FIGURES else [],
    }


def _empty_figures(after: int) -> list[dict[str, Any]]:
    room = max(MOST_FIGURES - after, 0)
    return [
        {"order": after + number, "is_required": True} for number in range(1, min(_EMPTY_FIGURES, room) + 1)
    ]


def _section_sent(data: Any, prefix: str) -> dict[str, Any]:
    rows = [number for number in range(MOST_FIGURES) if f"{prefix}-s{number}-measure" in data]
    figures = [words_sent(data, f"{prefix}-s{number}", FigureRowForm.base_fields) for number in rows]
    return words_sent(data, prefix, SectionForm.base_fields) | {"figures": figures}
