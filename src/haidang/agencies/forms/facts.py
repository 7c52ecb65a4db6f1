"""Facts of the register that a person confirms or corrects, and duties written by hand."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.queries import (
    body_of_any_day,
    body_of_register,
)
from haidang.foundation.forms import DayField, FormWithoutSecrets


class FactForm(FormWithoutSecrets):
    """What every fact of the register has: where it was checked, and that it was; refused when it changed meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    is_verified = forms.BooleanField(label=_("I compared this with the source"), required=False)

    def __init__(self, *args, facts: dict, **options) -> None:
        told = repr(sorted((name, str(value)) for name, value in facts.items()))
        self.now = hashlib.sha256(told.encode()).hexdigest()
        options["initial"] = facts | {"seen": self.now}
        super().__init__(*args, **options)

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self.now:
            told = _("Somebody corrected this meanwhile. Open the page again, look, and then correct.")
            self.add_error(None, told)
        return self.now

    def corrected(self) -> dict:
        """This function will return what the person corrected, without what only the form needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AgencyFactForm(FactForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind)
    valid_from = DayField(label=_("Exists since"), required=False)
    valid_to = DayField(label=_("Until (not included)"), required=False)
    field_order = ["kind", "valid_from", "valid_to", "source", "is_verified"]

    def clean(self) -> dict:
        given = self.cleaned_data
        starts, ends = given.get("valid_from"), given.get("valid_to")
        if starts and ends and ends <= starts:
            self.add_error("valid_to", _("The last day must come after the first one."))
        return given


class SuccessionFactForm(FactForm):
    effective_on = DayField(label=_("Takes effect on"))
    heirs = forms.CharField(
        label=_("Followed by"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One body a line, by its name or code in the register"),
    )
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    field_order = ["effective_on", "heirs", "legal_basis", "source", "is_verified"]

    def clean(self) -> dict:
        given = self.cleaned_data
        lines = [line.strip() for line in given.get("heirs", "").splitlines() if line.strip()]
        if given.get("effective_on"):
            try:
                given["heirs"] = [body_of_register(line, on=given["effective_on"]) for line in lines]
            except AgenciesError as refused:
                self.add_error("heirs", refused.message)
        return given


class DutyFactForm(FactForm):
    name = forms.CharField(label=_("Duty"), max_length=300)
    holder = forms.CharField(label=_("Held by"), max_length=300)
    valid_from = DayField(label=_("From"), required=False)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    field_order = ["name", "holder", "valid_from", "legal_basis", "source", "is_verified"]

    def __init__(self, *args, on, **options) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("holder"):
            try:
                given["holder"] = body_of_register(given["holder"], on=given.get("valid_from") or self.on)
            except AgenciesError as refused:
                self.add_error("holder", refused.message)
        return given


class NewDutyForm(FormWithoutSecrets):
    name = forms.CharField(
        label=_("Duty"),
        max_length=300,
        help_text=_("What it is about stands after “về”, in parts between commas: work is recognised by it."),
    )
    valid_from = DayField(label=_("From"), required=False)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


class DutyPassedForm(FormWithoutSecrets):
    """To whom a duty goes, and since when."""

    holder = forms.CharField(
        label=_("Held by"), max_length=420, help_text=_("Its name or code in the register")
    )
    on = DayField(label=_("From"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("holder") and given.get("on"):
            try:
                given["holder"] = body_of_any_day(given["holder"], on=given["on"])
            except AgenciesError as refused:
                self.add_error("holder", refused.message)
        return given
