"""What people enter about laws, and what they look for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.documents.enums import LawChangeKind
from haidang.documents.forms.fields import IsoDayField
from haidang.foundation.forms import FormWithoutSecrets


class LawChangeForm(FormWithoutSecrets):
    """What happened to a law. A day that is not known is left empty."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)
    law_kind = forms.CharField(label=_("Kind of the law"), max_length=80, required=False)
    number = forms.CharField(label=_("Number of the law"), max_length=80)
    issued_on = IsoDayField(label=_("Issued on"))
    title = forms.CharField(label=_("What the law is about"), max_length=500, required=False)
    change = forms.ChoiceField(label=_("What happened to it"), choices=LawChangeKind.choices)
    effective_on = IsoDayField(label=_("Takes effect on"))
    by_name = forms.CharField(
        label=_("By which paper"),
        max_length=300,
        required=False,
        help_text=_("Kind and name; the number below. For one that was amended or replaced."),
    )
    by_number = forms.CharField(label=_("Number of that paper"), max_length=80, required=False)
    by_issued_on = IsoDayField(label=_("That paper issued on"))
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    is_verified = forms.BooleanField(label=_("I have checked this in the source named"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("issued_on", "effective_on", "by_issued_on"):
            cleaned[name] = date.fromisoformat(cleaned[name]) if cleaned.get(name) else None
        names_other = cleaned.get("by_name") or cleaned.get("by_number")
        if cleaned.get("change") == LawChangeKind.IN_FORCE and names_other:
            self.add_error("by_name", _("A law takes effect by itself. Leave the other paper empty."))
        if cleaned.get("change") in {LawChangeKind.AMENDED, LawChangeKind.REPLACED} and not names_other:
            self.add_error("by_name", _("Name the paper that amends or replaces this one."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """This function will return what was entered, without the version of the page."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class LawFilterForm(forms.Form):
    """What is looked for among the laws, and on which day they are looked at."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    ngay = IsoDayField(label=_("As of"))
    chua = forms.BooleanField(label=_("Only what nobody has verified"), required=False)
