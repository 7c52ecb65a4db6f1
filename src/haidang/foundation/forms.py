"""Forms of foundation: a table as a workbook, and what is decided about it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadTableForm(forms.Form):
    """A workbook that is to be taken over."""

    file = forms.FileField(
        label=_("Excel file (.xlsx)"),
        help_text=_("The table as it was exported here, filled in. Nothing is saved before you say so."),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class DecisionForm(forms.Form):
    """What a person decides about a held workbook, and which plan was shown."""

    lan = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    takes_good_rows = forms.BooleanField(
        label=_("Save the good rows and leave the others out"), required=False
    )
