"""Forms of foundation: a table as a workbook, and what is decided about it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.foundation.queries.filters import keeps_filters, saved_filters_of

MOST_FILTERS = 20


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


class SavedFilterForm(forms.Form):
    """A filter of a list and the name under which its person will find it again."""

    place = forms.CharField(
        max_length=200, error_messages={"required": _("Filters of this list are not kept.")}
    )
    name = forms.CharField(
        label=_("Name of the filter"),
        max_length=60,
        error_messages={
            "required": _("The filter was not kept: give it a name."),
            "max_length": _("The filter was not kept: a name has at most 60 letters."),
        },
    )
    query = forms.CharField(
        max_length=1_000,
        error_messages={
            "required": _("Nothing is filtered here: filter first, then keep the filter."),
            "max_length": _("The filter was not kept: it is too long."),
        },
    )

    def __init__(self, *arguments: Any, account: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.account = account

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"]
        if not keeps_filters(place):
            raise ValidationError(_("Filters of this list are not kept."))
        return place

    def clean(self) -> Any:
        given = super().clean() or {}
        own = saved_filters_of(self.account).filter(place=given.get("place", ""))
        if own.exclude(name=given.get("name", "")).count() >= MOST_FILTERS:
            raise ValidationError(
                _("The filter was not kept: a list has at most %(most)d. Remove one first."),
                params={"most": MOST_FILTERS},
            )
        return given
