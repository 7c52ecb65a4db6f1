"""A day as people here write it."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

_WRITTEN_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}$")


_NO_SUCH_DAY = _("The calendar has no day %(day)s. Check day and month.")


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy: the browser's own date field follows the browser's language, not the person's."""

    def __init__(self, **options) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        messages = {"invalid": _("Write the day as 15/6/2026.")}
        super().__init__(input_formats=["%d/%m/%Y"], widget=widget, error_messages=messages, **options)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError:
            if _WRITTEN_DAY.match(str(value).strip()):
                raise forms.ValidationError(_NO_SUCH_DAY, params={"day": str(value).strip()})
            raise
