"""Forms of the desk: what to look for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Account
from haidang.foundation import registry
from haidang.foundation.forms import DayField


def _choices_of_acts() -> list:
    return [("", _("any act")), *sorted(registry.act_names.items(), key=lambda one: str(one[1]))]


class LogForm(forms.Form):
    actor = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Account.objects.order_by("full_name", "id"),
        required=False,
        empty_label=_("anybody"),
    )
    act = forms.ChoiceField(label=_("Act"), choices=_choices_of_acts, required=False)
    words = forms.CharField(label=_("Subject contains"), max_length=200, required=False)
    day = DayField(label=_("Day"), required=False)
    number = forms.IntegerField(label=_("Entry number"), min_value=1, max_value=10**15, required=False)


class EverywhereForm(forms.Form):
    q = forms.CharField(label=_("Words, with or without marks"), max_length=200, required=False)
