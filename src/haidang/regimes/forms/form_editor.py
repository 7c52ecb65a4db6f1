"""The form of a regime on screen: sections in order with their figures; added, moved and taken away without script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import FormWithoutSecrets
from haidang.regimes.enums import SectionKind
from haidang.regimes.forms.regimes import MeasureChoiceField
from haidang.regimes.models import Measure
from haidang.regimes.queries.asked import FigureAsked, SectionAsked

MOST_SECTIONS, MOST_FIGURES = 40, 100
_EMPTY_FIGURES = 3
SMALL = {"class": "in-s"}
# What the buttons of the editor are called: with the place of a section after them.
ADD, UP, DOWN, TAKE_AWAY, MORE_FIGURES = "them", "len", "xuong", "bo", "them-so"


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


class SectionRow:
    """A section on screen with the rows of its figures."""

    def __init__(
        self, data: Any, *, place: int, initial: dict[str, Any], measures: QuerySet[Measure]
    ) -> None:
        prefix = f"p{place}"
        self.place = place
        self.form = SectionForm(data, prefix=prefix, initial=initial)
        self.figures = [
            FigureRowForm(data, prefix=f"{prefix}-s{number}", initial=one, measures=measures)
            for number, one in enumerate(initial["figures"])
        ]

    @property
    def count_figures(self) -> int:
        return len(self.figures)

    def is_valid(self) -> bool:
        checked = [one.is_valid() for one in (self.form, *self.figures)]
        if all(checked) and self._asks_twice():
            self.form.add_error(None, _("A figure stands in this section twice. Keep it once."))
        return all(checked) and not self.form.errors

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


class FormEditor:
    """All sections on screen. A button of the editor changes the order and saves nothing; typed words stay."""

    def __init__(self, data: Any = None, *, sections: Sequence[SectionAsked], measures: Any) -> None:
        self.given = data
        self.is_secret = False
        shown = [_initial_of(one) for one in sections] if data is None else _sent(data)
        self.act = _act_in(data) if data is not None else None
        if self.act is not None:
            shown = _rearranged(shown, *self.act)
        bound = data if self.act is None else None
        self.rows = [
            SectionRow(bound, place=place, initial=one, measures=measures) for place, one in enumerate(shown)
        ]

    @property
    def seen(self) -> int:
        """The key of the form that was on screen."""
        given = str(self.given.get("mau", "")) if self.given is not None else ""
        return int(given) if given.isdecimal() and len(given) < 18 else 0

    @property
    def is_to_be_kept(self) -> bool:
        """Whether the form was sent to be kept, not only rearranged."""
        return self.given is not None and self.act is None

    def is_valid(self) -> bool:
        checked = [one.is_valid() for one in self.rows]
        return all(checked)

    @property
    def faults(self) -> list[str]:
        """What is wrong, each with the number of its section."""
        return [
            f"{place}. {row.form.data.get(f'p{row.place}-title', '')}: {error}"
            for place, row in enumerate(self.rows, start=1)
            for form in (row.form, *row.figures)
            for errors in form.errors.values()
            for error in errors
        ]

    def sections(self) -> list[SectionAsked]:
        return [one.asked for one in self.rows]


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


def _sent(data: Any) -> list[dict[str, Any]]:
    places = [place for place in range(MOST_SECTIONS) if f"p{place}-title" in data]
    return [_section_sent(data, f"p{place}") for place in places]


def _section_sent(data: Any, prefix: str) -> dict[str, Any]:
    rows = [number for number in range(MOST_FIGURES) if f"{prefix}-s{number}-measure" in data]
    figures = [
        {name: data.get(f"{prefix}-s{number}-{name}", "") for name in FigureRowForm.base_fields}
        for number in rows
    ]
    words = {name: data.get(f"{prefix}-{name}", "") for name in SectionForm.base_fields}
    return words | {"figures": figures}


def _act_in(data: Any) -> tuple[str, int] | None:
    for name in (ADD, UP, DOWN, TAKE_AWAY, MORE_FIGURES):
        if name in data:
            given = str(data[name])
            return name, int(given) if given.isdecimal() and len(given) < 4 else 0
    return None


def _rearranged(shown: list[dict[str, Any]], act: str, place: int) -> list[dict[str, Any]]:
    rows = list(shown)
    if act == ADD:
        kind = SectionKind.NARRATIVE
        added = {"label": "", "title": "", "kind": kind, "guidance": "", "is_required": True, "figures": []}
        return [*rows, added][:MOST_SECTIONS]
    if place >= len(rows):
        return rows
    if act == TAKE_AWAY:
        del rows[place]
    elif act == MORE_FIGURES:
        had = rows[place]["figures"]
        rows[place] = rows[place] | {
            "figures": [*had, *_empty_figures(len(had))],
            "kind": SectionKind.FIGURES,
        }
    else:
        other = place - 1 if act == UP else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
    return rows
