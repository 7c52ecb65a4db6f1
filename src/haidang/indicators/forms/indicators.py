"""What officers enter about indicators and targets."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.queries import body_of_register
from haidang.engines.reckoning.formulas import MOST_CHARACTERS
from haidang.engines.vietnamese.dates import FIRST_YEAR, LAST_YEAR
from haidang.foundation.forms import FormWithoutSecrets
from haidang.indicators.enums import Comparison, TargetScope
from haidang.indicators.models import MOST_DECIMALS, Indicator
from haidang.indicators.queries.facts import IndicatorFacts, StatedInPaper, TargetFacts
from haidang.indicators.queries.series import PERCENT
from haidang.indicators.queries.targets import targets_on_offer
from haidang.programme.models import Target
from haidang.regimes.enums import Direction
from haidang.reports.forms.fields import FigureField

_MOST_DIGITS_OF_VALUE = 14


class IndicatorForm(FormWithoutSecrets):
    """One indicator: what it is called, its formula, and where it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name of the indicator"), max_length=300)
    code = forms.SlugField(
        label=_("Code of the indicator"), max_length=60, help_text=_("Small letters without marks, 0-9, -.")
    )
    formula = forms.CharField(
        label=_("Formula over codes"),
        max_length=MOST_CHARACTERS,
        help_text=_("Codes with + - and one / between sums, for example tap-huan / can-bo."),
    )
    unit = forms.CharField(
        label=_("Unit of the indicator"), max_length=80, help_text=_("With % a ratio is shown of a hundred.")
    )
    decimals = forms.IntegerField(
        label=_("Decimal places shown"), min_value=0, max_value=MOST_DECIMALS, initial=1
    )
    is_growth = forms.BooleanField(
        label=_("Growth: by how many % it has changed since the same period of last year"), required=False
    )
    direction = forms.ChoiceField(label=_("What is better"), choices=Direction, initial=Direction.UP)
    kinds = forms.MultipleChoiceField(
        label=_("About which agencies"),
        choices=AgencyKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all that gave figures."),
    )
    given_by = forms.CharField(label=_("Given by whom"), max_length=300, required=False)
    definition = forms.CharField(
        label=_("What counts, and what does not"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(label=_("From which paper"), max_length=500, required=False)
    parent = forms.ModelChoiceField(
        label=_("Stands under"),
        queryset=Indicator.objects.none(),
        required=False,
        empty_label=_("nothing: it stands on top"),
    )

    def __init__(self, *arguments: Any, own: Indicator | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        parent: Any = self.fields["parent"]
        parent.queryset = (
            Indicator.objects.filter(ended_at=None).exclude(pk=own.pk if own else 0).order_by("name", "id")
        )
        parent.label_from_instance = lambda one: one.name

    def clean(self) -> Any:
        given = super().clean()
        if given.get("is_growth") and given.get("unit") not in (None, PERCENT):
            self.add_error("unit", _("Growth is told in %. Write % here."))
        return given

    def facts(self) -> IndicatorFacts:
        """This function will return the indicator as it was entered."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return IndicatorFacts(**given)


class TargetForm(FormWithoutSecrets):
    """What an indicator is to reach."""

    read_from = forms.ModelChoiceField(
        label=_("Read from a paper"),
        queryset=targets_on_offer().none(),
        required=False,
        empty_label=_("not from a paper that was read here"),
    )
    comparison = forms.ChoiceField(label=_("Has to be"), choices=Comparison, initial=Comparison.AT_LEAST)
    value = FigureField(label=_("Value to be reached"))
    first_year = forms.IntegerField(label=_("From the year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(label=_("To the year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    scope = forms.ChoiceField(label=_("Holds for"), choices=TargetScope, initial=TargetScope.ALL)
    kind = forms.ChoiceField(
        label=_("Kind of units"), choices=[("", _("no kind chosen")), *AgencyKind.choices], required=False
    )
    agency = forms.CharField(label=_("Unit it holds for"), max_length=300, required=False)
    basis = forms.CharField(label=_("By which paper and point"), max_length=500, required=False)

    def __init__(self, *arguments: Any, on: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on
        offered: Any = self.fields["read_from"]
        offered.queryset = targets_on_offer()
        offered.label_from_instance = _offer_words

    def clean(self) -> Any:
        given = super().clean()
        if given.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Write the value to be reached, for example 20 or 99,5."))
        elif given.get("value") is not None and abs(given["value"]) >= 10**_MOST_DIGITS_OF_VALUE:
            self.add_error("value", _("The value has too many digits. Check it."))
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year lies before the first. Check both."))
        self._clean_scope(given)
        return given

    def _clean_scope(self, given: dict[str, Any]) -> None:
        scope, name = given.get("scope"), given.get("agency") or ""
        given["agency"] = None
        if scope != TargetScope.KIND:
            given["kind"] = ""
        elif not given.get("kind"):
            self.add_error("kind", _("Choose for which kind of units the target holds."))
        if scope != TargetScope.AGENCY:
            return
        try:
            given["agency"] = body_of_register(name, on=self.on)
        except AgenciesError as refusal:
            self.add_error("agency", ValidationError(refusal.message))

    def facts(self) -> TargetFacts:
        """This function will return the target as it was entered."""
        given = self.cleaned_data
        return TargetFacts(
            value=given["value"],
            first_month=given["first_year"] * 12,
            last_month=given["last_year"] * 12 + 11,
            scope=TargetScope(given["scope"]),
            kind=given["kind"],
            agency=given["agency"],
            comparison=Comparison(given["comparison"]),
            read_from=given["read_from"],
            basis=given["basis"],
        )


class StatedTargetForm(TargetForm):
    """A target that a paper states, for the indicator it means; its basis is the paper."""

    indicator = forms.ModelChoiceField(
        label=_("For which indicator"),
        queryset=Indicator.objects.none(),
        empty_label=_("choose the indicator"),
    )
    field_order = ("indicator", "comparison", "value", "first_year", "last_year", "scope", "kind", "agency")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        del self.fields["read_from"], self.fields["basis"]
        indicator: Any = self.fields["indicator"]
        indicator.queryset = Indicator.objects.filter(ended_at=None).order_by("name", "id")
        indicator.label_from_instance = lambda one: f"{one.name} ({one.unit})"

    def stated_facts(self, stated: StatedInPaper, read_from: Target | None) -> TargetFacts:
        """This function will return the target as it was entered, with its place in the paper."""
        self.cleaned_data |= {"read_from": read_from, "basis": ""}
        return replace(self.facts(), stated=stated)


class ReasonForm(FormWithoutSecrets):
    """Why a target of a paper is left out."""

    reason = forms.CharField(
        label=_("Why it is left out"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class NoteForm(FormWithoutSecrets):
    """What is said beside an indicator in the return."""

    text = forms.CharField(
        label=_("Note in the return"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _offer_words(target: Any) -> str:
    return f"{target.comparison} {target.value.normalize():f} {target.unit}: {target.subject}"[:160]
