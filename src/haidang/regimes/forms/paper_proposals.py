"""What is taken of an existing report: the paper itself, then each proposal beside what stands in the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.engines.reckoning.paper_proposals import MOST_PROPOSED
from haidang.foundation.forms import FormWithoutSecrets
from haidang.regimes.forms.unit_reports import LONGEST_REASON
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.paper_proposals import LONGEST_PLACE, Proposed
from haidang.regimes.queries.unit_reports import (
    FigureRow,
    SectionRow,
    UnitReport,
    mark_of_value,
    version_to_show,
)
from haidang.reports.forms.fields import FigureField
from haidang.reports.models import Submission

FEWEST_ROWS, MOST_ROWS, CHARACTERS_A_ROW = 4, 14, 90
KEEP = ""


class PaperForm(forms.Form):
    """An existing report of the unit."""

    file = forms.FileField(
        label=_("Report that exists already (DOCX, PDF)"),
        help_text=_("It is read once and not kept. What is found is proposed; you tick what is to be taken."),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """A section or a figure with what stands there now, and the fields of what is proposed."""

    key: str
    name: str
    stands: Any
    row: SectionRow | FigureRow
    is_figure: bool


class ProposalsForm(FormWithoutSecrets):
    """For each place of a report: keep what stands there, or take one of the proposals, which can be mended first."""

    paper_name = forms.CharField(max_length=200, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        report: UnitReport,
        draft: Submission | None,
        found: Mapping[str, Sequence[Proposed]] | None = None,
        paper_name: str = "",
    ) -> None:
        super().__init__(data, initial={"paper_name": paper_name})
        self.places: list[ProposedPlace] = []
        for section in report.sections:
            self._add_section(section, draft, self._proposed(f"P{section.section.pk}", data, found))
            for figure in section.figures:
                key = f"S{figure.asked.measure_id}"
                if not any(place.key == key for place in self.places):
                    self._add_figure(figure, self._proposed(key, data, found), paper_name)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each place with the bound fields that its page shows."""
        return [
            {
                "place": place,
                "choice": self[f"lay_{place.key}"],
                "options": [
                    (radio, self[f"chu_{place.key}_{at}"], self[f"noi_{place.key}_{at}"])
                    for at, radio in enumerate(list(self[f"lay_{place.key}"])[1:])
                ],
                "keep": next(iter(self[f"lay_{place.key}"])),
                "seen": self[f"thay_{place.key}"],
                "reason": self[f"ly_do_{place.key}"] if f"ly_do_{place.key}" in self.fields else None,
            }
            for place in self.places
        ]

    def clean(self) -> Any:
        given = super().clean()
        chosen = [place for place in self.places if given.get(f"lay_{place.key}")]
        for place in chosen:
            name = f"chu_{place.key}_{given[f'lay_{place.key}']}"
            if name not in self.errors and given.get(name) in (None, ""):
                self.add_error(name, _("There is nothing to take here. Fill it in, or keep what stands."))
        if not chosen and not self.errors:
            self.add_error(None, _("Tick at least one proposal, or go back to the report."))
        return given

    def given(self) -> list[SectionGiven | StatedFigure]:
        """This function will return what was ticked, for the operation that keeps it."""
        held = self.cleaned_data
        found: list[SectionGiven | StatedFigure] = []
        for place in self.places:
            choice = held[f"lay_{place.key}"]
            if not choice:
                continue
            value, seen = held[f"chu_{place.key}_{choice}"], held[f"thay_{place.key}"]
            if isinstance(place.row, SectionRow):
                version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
                found.append(SectionGiven(place.row.section, value, version=version))
            else:
                reason = held.get(f"ly_do_{place.key}", "")
                measure, drawn = place.row.asked.measure, place.row.drawn
                found.append(StatedFigure(measure, drawn, value, reason, seen=seen))
        return found

    def _proposed(
        self, key: str, data: Any, found: Mapping[str, Sequence[Proposed]] | None
    ) -> Sequence[Proposed]:
        if found is not None:
            return found.get(key, ())[:MOST_PROPOSED]
        sent = data or {}
        return [
            Proposed(sent.get(f"chu_{key}_{at}", ""), sent.get(f"noi_{key}_{at}", ""))
            for at in range(MOST_PROPOSED)
            if f"chu_{key}_{at}" in sent
        ]

    def _add_section(self, row: SectionRow, draft: Submission | None, proposed: Sequence[Proposed]) -> None:
        if not proposed:
            return
        place = ProposedPlace(f"P{row.section.pk}", str(row.section), row.narrative, row, is_figure=False)
        self._add_place(place, proposed, str(version_to_show(row.narrative, draft=draft)))
        for at, one in enumerate(proposed):
            rows = min(max(len(one.text) // CHARACTERS_A_ROW, FEWEST_ROWS), MOST_ROWS)
            self.fields[f"chu_{place.key}_{at}"] = forms.CharField(
                label=_("Text that the paper has for “%(name)s”") % {"name": place.name},
                required=False,
                max_length=MOST_CHARACTERS_OF_SECTION,
                initial=one.text,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    def _add_figure(self, row: FigureRow, proposed: Sequence[Proposed], paper_name: str) -> None:
        if not proposed:
            return
        measure = row.asked.measure
        place = ProposedPlace(f"S{measure.pk}", measure.name, row.value, row, is_figure=True)
        self._add_place(place, proposed, mark_of_value(row.value))
        for at, one in enumerate(proposed):
            label = _("Figure that the paper has for “%(name)s”") % {"name": place.name}
            field = FigureField(label=label, decimals=measure.decimals)
            field.initial = one.text
            field.widget.attrs |= {"class": "in-s", "size": 10}
            self.fields[f"chu_{place.key}_{at}"] = field
        if row.drawn is not None:
            self.fields[f"ly_do_{place.key}"] = forms.CharField(
                label=_("Why it differs from recorded work"),
                required=False,
                max_length=LONGEST_REASON,
                initial=_("as in the paper “%(name)s”") % {"name": paper_name},
                widget=forms.TextInput(attrs={"class": "in"}),
            )

    def _add_place(self, place: ProposedPlace, proposed: Sequence[Proposed], seen: str) -> None:
        self.places.append(place)
        choices = [(KEEP, _("Keep what stands in the report"))]
        choices += [(str(at), _("Take this")) for at in range(len(proposed))]
        self.fields[f"lay_{place.key}"] = forms.ChoiceField(
            label=place.name, required=False, choices=choices, widget=forms.RadioSelect, initial=KEEP
        )
        self.fields[f"thay_{place.key}"] = forms.CharField(
            required=False, max_length=40, initial=seen, widget=forms.HiddenInput
        )
        for at, one in enumerate(proposed):
            self.fields[f"noi_{place.key}_{at}"] = forms.CharField(
                required=False,
                max_length=2 * LONGEST_PLACE,
                initial=one.place[: 2 * LONGEST_PLACE],
                widget=forms.HiddenInput,
            )
