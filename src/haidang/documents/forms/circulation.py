"""Forms of papers that agencies are to read: to whom, until when, and the agency's answer."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import body_of_register
from haidang.documents.queries.circulations import agencies_meant
from haidang.foundation.forms import DayField, FormWithoutSecrets

MOST_STAFF = 1_000_000


class CirculationForm(FormWithoutSecrets):
    kinds = forms.MultipleChoiceField(
        label=_("All agencies of these kinds"),
        choices=AgencyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    above: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Only those that belong to"), queryset=Agency.objects.none(), required=False
    )
    names = forms.CharField(
        label=_("Further agencies"),
        widget=forms.Textarea(attrs={"rows": 4}),
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

    def __init__(self, *args: Any, bodies: Any, today: date, **options: Any) -> None:
        options.setdefault("initial", {"token": uuid4()})
        super().__init__(*args, **options)
        self.today = today
        above: Any = self.fields["above"]
        above.queryset, above.empty_label = bodies, _("any body")

    def clean_until(self) -> date | None:
        until = self.cleaned_data["until"]
        if until and until < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return until

    def clean_names(self) -> list[Agency]:
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        found = []
        for line in lines:
            try:
                found.append(body_of_register(line, on=self.today))
            except AgenciesError as refused:
                self.add_error("names", refused.message)
        return found

    def agencies(self) -> list[Agency]:
        """This function will return the agencies meant, each once."""
        given = self.cleaned_data
        of_kinds = agencies_meant(given["kinds"], given["above"], on=self.today)
        return list({agency.pk: agency for agency in (*of_kinds, *given["names"])}.values())


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
