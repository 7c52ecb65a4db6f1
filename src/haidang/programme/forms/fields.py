"""Fields that forms of programmes share: days, and agencies by their name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


SMALL = {"class": "in-s"}


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "size": 10, "class": "in-s w-date"}
        )
        super().__init__(input_formats=DAY_FORMATS, widget=widget, **options)


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
