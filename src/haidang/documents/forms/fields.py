"""Fields in the wording of the papers: days as dd/mm/yyyy, lists one entry a line, amounts with a comma."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.engines.vietnamese.dates import read_date, written_day
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number
from haidang.foundation.forms import DayField, is_written_day, refuse_far_year

LONGEST_TEXT = 20_000


class PlainField(forms.CharField):
    """Text of one paragraph; an empty one is None, as in the answer of the reading engine."""

    def __init__(self, *, label: Any, rows: int = 0, required: bool = False, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(label=label, required=required, widget=widget, max_length=LONGEST_TEXT, **options)

    def to_python(self, value: Any) -> Any:
        return " ".join(str(value or "").split()) or None


class LinesField(forms.CharField):
    """A list, one entry a line."""

    def __init__(self, *, label: Any, rows: int = 2, required: bool = False) -> None:
        super().__init__(
            label=label,
            required=required,
            widget=forms.Textarea(attrs={"rows": rows}),
            max_length=LONGEST_TEXT,
            help_text=_("One on each line."),
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))


class IsoDayField(forms.CharField):
    """A day as people here write it; kept as an ISO date, None when empty."""

    def __init__(self, *, label: Any, required: bool = False) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"})
        super().__init__(label=label, required=required, widget=widget, max_length=60)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return self._read(text)
        return refuse_far_year(day).isoformat()

    def prepare_value(self, value: Any) -> Any:
        try:
            return written_day(date.fromisoformat(str(value)))
        except ValueError:
            return value or ""

    def run_validators(self, value: Any) -> None:
        return None

    def _read(self, text: str) -> str:
        if is_written_day(text):
            return DayField().clean(text).isoformat()
        try:
            return read_date(text).isoformat()
        except VietnameseError:
            raise forms.ValidationError(_("Write the day as dd/mm/yyyy, for example 20/6/2026."))


class AmountField(forms.CharField):
    """An amount as a decimal string with a point, None when empty; shown and typed with a comma."""

    def __init__(self, *, label: Any, required: bool = False) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(label=label, required=required, widget=widget, max_length=60)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return _plain(Decimal(read_number(text)))
        except VietnameseError:
            raise forms.ValidationError(_("Write the amount in figures, for example 4,907."))

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if value is not None else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != str(data or "").strip()

    def run_validators(self, value: Any) -> None:
        return None


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
