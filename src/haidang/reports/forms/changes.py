"""Extend, waive, hand over: always with a reason."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.reports.forms.fields import agency_in_register
from haidang.reports.queries.answer_words import LONGEST_TITLE

LONGEST_REASON = 1_000


class ChangeForm(FormWithoutSecrets):
    """Why something is extended, waived or handed over, and by which paper."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    paper = forms.CharField(
        label=_("Paper"), required=False, max_length=LONGEST_TITLE, help_text=_("Number and day, if any.")
    )


class ExtendForm(ChangeForm):
    due_on = SmallDayField(label=_("New last day"))
    field_order = ["due_on", "reason", "paper"]


class HandOverForm(ChangeForm):
    agency = forms.CharField(label=_("New holder"), max_length=LONGEST_TITLE)
    field_order = ["agency", "reason", "paper"]

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on

    def clean_agency(self) -> Agency:
        return agency_in_register(self.cleaned_data["agency"], on=self.on)
