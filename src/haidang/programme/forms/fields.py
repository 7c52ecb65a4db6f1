"""Fields that forms of programmes share: agencies by their name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency

SMALL = {"class": "in-s"}


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class AgencyByNameField(forms.CharField):
    """An agency written by its name, as the register has it."""

    def clean(self, value: Any) -> Agency | None:
        name = super().clean(value)
        if not name:
            return None
        found = list(Agency.objects.without_tree_fields().filter(name=name, valid_to=None).order_by("id")[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No agency is called “%(name)s”.") % {"name": name})
        return found[0]


def _other_agency() -> AgencyByNameField:
    widget = forms.TextInput(attrs=SMALL | {"list": "agency-names", "autocomplete": "off"})
    return AgencyByNameField(label=_("or an agency of the register"), required=False, widget=widget)
