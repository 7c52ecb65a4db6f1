"""A round is opened by hand: of which regime and period; or out of turn, for chosen agencies."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.forms.meant import AgencyLinesField
from haidang.foundation.forms import SmallDayField
from haidang.regimes.models import Regime
from haidang.regimes.queries.opening import RoundAsked
from haidang.reports.forms.asked import AgenciesAskedForm


class RegimeForm(forms.Form):
    """Of which regime a round is to be opened."""

    che_do = forms.ModelChoiceField(label=_("Report regime"), queryset=Regime.objects.none())

    def __init__(self, *arguments: Any, regimes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field: Any = self.fields["che_do"]
        field.queryset = regimes


class RoundOnDemandForm(AgenciesAskedForm):
    """A report out of turn: by which form, of which days, from whom, until when."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    regime = forms.ModelChoiceField(label=_("By the form of this regime"), queryset=Regime.objects.none())
    title = forms.CharField(label=_("What the report is about"), max_length=300)
    text = forms.CharField(
        label=_("What the units should know"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opens_on = SmallDayField(label=_("First day of the data"))
    closes_on = SmallDayField(label=_("Last day of the data"))
    due_on = SmallDayField(label=_("Last day"))
    agencies = AgencyLinesField(label=_("Agencies by name"), required=False, help_text=_("One on each line."))

    lines: ClassVar[str] = "agencies"
    field_order = (
        "key", "regime", "title", "text", "opens_on", "closes_on", "due_on", "kinds", "above", "agencies", "left_out",
    )  # fmt: skip

    def __init__(self, *arguments: Any, regimes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        fields: dict[str, Any] = self.fields
        fields["key"].initial = uuid.uuid4().hex
        fields["regime"].queryset = regimes

    def day_meant(self, given: dict[str, Any]) -> date:
        """This function will ask whoever exists when the report is due."""
        due_on: date = given["due_on"]
        return due_on

    def round_asked(self) -> RoundAsked:
        """This function will return what is asked for."""
        given = self.cleaned_data
        return RoundAsked(
            given["title"], given["text"], given["opens_on"], given["closes_on"], given["due_on"]
        )
