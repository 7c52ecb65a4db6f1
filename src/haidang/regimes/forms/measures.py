"""A measure as an officer enters it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import FormWithoutSecrets
from haidang.regimes.enums import AddingUp, Direction
from haidang.regimes.forms.regimes import CodeField, MeasureChoiceField
from haidang.regimes.models import MOST_DECIMALS, Measure
from haidang.regimes.queries.measures import MeasureFacts, measures_in_use
from haidang.regimes.registry import figure_sources


class MeasureForm(FormWithoutSecrets):
    """What is measured, how it adds up, and where it comes from: stated, drawn, or a ratio of two others."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**9)
    name = forms.CharField(label=_("Name of the measure"), max_length=300)
    code = CodeField()
    unit = forms.CharField(
        label=_("Unit of count"), max_length=80, help_text=_("For example: articles, people, %.")
    )
    decimals = forms.IntegerField(label=_("Decimal places"), min_value=0, max_value=MOST_DECIMALS, initial=0)
    over_units = forms.ChoiceField(
        label=_("Figures of several units"),
        choices=[one for one in AddingUp.choices if one[0] != AddingUp.LAST],
        help_text=_("What the figure of the city is, from those of its units."),
    )
    over_time = forms.ChoiceField(
        label=_("Figures of several periods"),
        choices=AddingUp.choices,
        help_text=_("What the figure of the year is, from those of its quarters."),
    )
    direction = forms.ChoiceField(
        label=_("What is better"), choices=Direction.choices, initial=Direction.NEITHER
    )
    definition = forms.CharField(
        label=_("What counts and what does not"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    population = forms.CharField(
        label=_("Of whom or what it counts"),
        required=False,
        max_length=300,
        help_text=_("For example: officers of division level and above in departments and districts."),
    )
    given_by = forms.CharField(label=_("Given by whom"), required=False, max_length=300)
    source = forms.CharField(label=_("Paper it comes from"), required=False, max_length=500)
    drawn_by = forms.ChoiceField(
        label=_("Drawn from recorded work"),
        required=False,
        help_text=_("The report then opens filled with this figure; the unit may correct it with a reason."),
    )
    numerator = MeasureChoiceField(
        label=_("A ratio: so many of these"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("no ratio"),
    )
    denominator = MeasureChoiceField(
        label=_("A ratio: out of so many of these"),
        queryset=Measure.objects.none(),
        required=False,
        empty_label=_("no ratio"),
        help_text=_("A ratio has no figures of its own: both numbers are added up, never the percentages."),
    )

    def __init__(self, *arguments: Any, measure: Measure | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        drawn = [(one.key, one.label) for one in figure_sources.values()]
        shown["drawn_by"].choices = [("", _("the unit states it")), *drawn]
        parts = measures_in_use().filter(numerator=None).exclude(pk=measure.pk if measure else 0)
        shown["numerator"].queryset = shown["denominator"].queryset = parts

    def clean(self) -> Any:
        given = super().clean()
        numerator, denominator = given.get("numerator"), given.get("denominator")
        if bool(numerator) != bool(denominator):
            self.add_error(
                "denominator" if numerator else "numerator",
                _("A ratio needs both measures. Choose this one too."),
            )
        elif numerator and numerator == denominator:
            self.add_error("denominator", _("A ratio is of two measures. Choose another one here."))
        if numerator and given.get("drawn_by"):
            self.add_error("drawn_by", _("A ratio is reckoned from its two measures: leave this empty."))
        return given

    @property
    def facts(self) -> MeasureFacts:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return MeasureFacts(**given)
