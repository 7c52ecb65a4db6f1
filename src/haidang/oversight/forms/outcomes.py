"""The outcome of a violation as an officer enters it, and why one is withdrawn."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import DayField, FormWithoutSecrets
from haidang.oversight.queries.outcomes import OutcomeFacts
from haidang.regimes.forms.regimes import OneAgencyField


class OutcomeForm(FormWithoutSecrets):
    """One outcome: unit, day, which rule, what followed, which paper."""

    agency = OneAgencyField(label=_("Unit concerned"))
    concluded_on = DayField(label=_("Day of the conclusion"))
    matter = forms.CharField(
        label=_("Which rule was broken"),
        help_text=_("The rule and the matter only. Name no person: this list is about units."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.CharField(label=_("Form of handling"), max_length=300)
    paper = forms.CharField(label=_("Number and sign of the paper of the conclusion"), max_length=200)

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        shown["agency"].on, shown["agency"].required = on, True
        self.on = on

    def clean_concluded_on(self) -> date:
        day: date = self.cleaned_data["concluded_on"]
        if day > self.on:
            raise ValidationError(
                _("The day of the conclusion is still to come. Record it when it is concluded.")
            )
        return day

    def facts(self) -> OutcomeFacts:
        return OutcomeFacts(**self.cleaned_data)


class WithdrawalForm(FormWithoutSecrets):
    """Why an outcome is withdrawn."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )
