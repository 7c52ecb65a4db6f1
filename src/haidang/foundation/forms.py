"""Forms of foundation: days, a table as a workbook, and what is decided about it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from haidang.engines.vietnamese.dates import FIRST_YEAR, LAST_YEAR, written_day
from haidang.foundation import registry
from haidang.foundation.errors import SECRET_TEXT
from haidang.foundation.queries.filters import keeps_filters, saved_filters_of

MOST_FILTERS = 20
DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
# Of a key that both databases can look for (64 bits).
_MOST_DIGITS_OF_KEY = 18
_WRITTEN_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}$")


class WrittenDayInput(forms.DateInput):
    """A field that shows its day as the pages write days."""

    def format_value(self, value: Any) -> str | None:
        return written_day(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy: the browser's own date field follows the browser's language, not the person's."""

    shown_as: ClassVar[dict[str, Any]] = {"inputmode": "numeric", "autocomplete": "off"}

    def __init__(self, **options: Any) -> None:
        widget = WrittenDayInput(attrs=self.shown_as)
        messages = {"invalid": _("Write the day as 15/6/2026.")} | options.pop("error_messages", {})
        super().__init__(input_formats=DAY_FORMATS, widget=widget, error_messages=messages, **options)

    def to_python(self, value: Any) -> date | None:
        try:
            day = super().to_python(value)
        except ValidationError:
            if is_written_day(value):
                message = _("The calendar has no day %(day)s. Check day and month.")
                raise ValidationError(message, params={"day": str(value).strip()})
            raise
        return day and refuse_far_year(day)


class SmallDayField(DayField):
    """The same in a row of small fields."""

    shown_as: ClassVar[dict[str, Any]] = DayField.shown_as | {"size": 10, "class": "in-s w-date"}


class ChosenRowsField(forms.ModelMultipleChoiceField):
    """Rows that were ticked; a number no database holds is a row that does not exist."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, code="invalid_choice", params={"value": ", ".join(value)})


def row_keys(texts: Iterable[str]) -> list[int]:
    """This function will take the keys of rows out of what was sent; what can be none is left out."""
    return [int(text) for text in texts if text.isdecimal() and len(text) <= _MOST_DIGITS_OF_KEY]


def is_written_day(text: Any) -> bool:
    """This function will tell whether a text has the shape of a day, be it in the calendar or not."""
    return _WRITTEN_DAY.match(str(text).strip()) is not None


def refuse_far_year(day: date) -> date:
    """This function will give back a day that a paper of administration may name; other years are slips of typing."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    message = _("The year %(year)s is not between %(first)s and %(last)s. Check the year.")
    raise ValidationError(message, params={"year": day.year, "first": FIRST_YEAR, "last": LAST_YEAR})


# Texts of Django's fields which its own Vietnamese catalogue leaves in English.
TEXTS_OF_DJANGO = (
    gettext_noop("- Select an option -"),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("Enter a complete value."),
    gettext_noop("Enter a valid domain name."),
)


class FormWithoutSecrets(forms.Form):
    """A form whose words others read: a text with a state-secret mark is refused, whatever else `clean` does."""

    is_secret = False

    def clean(self) -> Any:
        return super().clean() or {}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if any(registry.is_secret(text) for text in self._typed()):
            self.is_secret = True
            self.add_error(None, SECRET_TEXT)

    def _typed(self) -> list[str]:
        shown = [name for name, field in self.fields.items() if _is_free_text(field)]
        return [str(self[name].data or "") for name in shown]


def _is_free_text(field: forms.Field) -> bool:
    hidden = (forms.HiddenInput, forms.PasswordInput)
    return (
        isinstance(field, forms.CharField)
        and not isinstance(field, forms.RegexField)
        and not isinstance(field.widget, hidden)
    )


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


class SavedFilterForm(FormWithoutSecrets):
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
