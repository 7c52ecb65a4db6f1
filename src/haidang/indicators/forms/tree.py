"""Which figures of the tree of indicators a person looks at."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.engines.reckoning.periods import Period
from haidang.indicators.queries.periods import key_of_period, period_of_key
from haidang.reports.forms.fields import SMALL, agency_in_register

_LATEST = ("", _("the latest figures"))


class TreeForm(forms.Form):
    """A period to look at, and one unit instead of all. A period that has no figures asks for the latest."""

    ky = forms.CharField(
        label=_("Period of the figure"), required=False, max_length=20, widget=forms.Select(attrs=SMALL)
    )
    don_vi = forms.CharField(
        label=_("One unit alone, by its name in the register"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=SMALL),
    )

    def __init__(self, data: Any, *, reach: Reach, on: date) -> None:
        super().__init__(data)
        self.reach, self.on = reach, on

    def clean_don_vi(self) -> Agency | None:
        name = self.cleaned_data["don_vi"]
        if not name:
            return None
        agency = agency_in_register(name, on=self.on)
        if not self.reach.covers(agency.pk):
            raise forms.ValidationError(_("Figures of this unit are not open to you. Leave the field empty."))
        return agency

    def agency(self) -> Agency | None:
        """This function will return the unit that is asked for, None for all or where the name fits none."""
        self.is_valid()
        return self.cleaned_data.get("don_vi") if self.is_bound else None

    def period_of(self, periods: Sequence[Period]) -> Period | None:
        """This function will offer the periods that have figures and return the chosen one, None for the latest."""
        choice: Any = self.fields["ky"].widget
        choice.choices = [_LATEST, *((key_of_period(one), one.label) for one in periods)]
        chosen = period_of_key(self.cleaned_data.get("ky", "")) if self.is_bound else None
        return chosen if chosen in periods else None
