"""Forms of papers that agencies are to read: to whom, until when, and the agency's answer."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.forms.meant import AgenciesMeantForm, AgencyLinesField
from haidang.foundation.forms import DayField, FormWithoutSecrets

MOST_STAFF = 1_000_000


class CirculationForm(AgenciesMeantForm):
    field_order = (
        "kinds",
        "above",
        "names",
        "left_out",
    )

    names = AgencyLinesField(
        label=_("Further agencies"),
        required=False,
        help_text=_("One agency a line, by its name, abbreviation or code"),
    )
    note = forms.CharField(
        label=_("What is asked"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: make it known to all staff"),
    )
    until = DayField(label=_("To be read until"), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"token": uuid4()})
        super().__init__(*args, **options)

    def clean_until(self) -> date | None:
        until = self.cleaned_data["until"]
        if until and until < self.on:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return until


class ReceiptForm(FormWithoutSecrets):
    staff_informed = forms.IntegerField(
        label=_("Number of staff informed"),
        required=False,
        min_value=0,
        max_value=MOST_STAFF,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("May stay empty"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
