"""Fields that answers and requests share: figures, files, links, and bodies by their name."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import body_of_register
from haidang.reports.errors import EvidenceRefused, UnreadableAnswer
from haidang.reports.queries.answer_words import figure_as_written, read_figure, read_links
from haidang.reports.validators import TakenFile, take_file

ACCEPTED_FILES = "image/*,.pdf,.docx,.xlsx,.pptx"


SMALL = {"class": "in-s"}


class SmallTextField(forms.CharField):
    """A few words in a row of small fields; none of them narrows nothing."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=200, widget=forms.TextInput(attrs=SMALL))


class SmallChoiceField(forms.ChoiceField):
    """One of the choices in a row of small fields, or all of them."""

    def __init__(self, *, label: Any, choices: Any) -> None:
        of_all = [("", _("all")), *choices]
        super().__init__(label=label, required=False, choices=of_all, widget=forms.Select(attrs=SMALL))


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FigureField(forms.CharField):
    """A figure as people here write it, "1.234,5", of what may have so many decimals; a number, None when empty."""

    def __init__(self, *, label: Any, decimals: int = 0) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(label=label, required=False, widget=widget, max_length=40)
        self.decimals = decimals

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read_figure(text, decimals=self.decimals)
        except UnreadableAnswer as refusal:
            raise ValidationError(refusal.message) from refusal

    def run_validators(self, value: Any) -> None:
        return None

    def prepare_value(self, value: Any) -> Any:
        return figure_as_written(value, decimals=self.decimals) if isinstance(value, Decimal) else value


class EvidenceField(forms.FileField):
    """Files and photos; each that is refused is told with its name, the others are taken."""

    def __init__(self, *, shown_as: dict[str, Any], **options: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"multiple": True} | shown_as), required=False, **options)
        self.taken: list[TakenFile] = []

    def clean(self, data: Any, initial: Any = None) -> list[TakenFile]:
        self.taken, refused = [], []
        for upload in data if isinstance(data, list | tuple) else [data]:
            try:
                self.taken += [take_file(upload)] if upload else []
            except EvidenceRefused as refusal:
                refused.append(refusal.message)
        if refused:
            raise ValidationError(refused)
        return self.taken


class LinksField(forms.CharField):
    """Links, one on a line: the address, then the title and the day where they are known, in any order."""

    def to_python(self, value: Any) -> Any:
        try:
            return list(read_links(str(value or "")))
        except UnreadableAnswer as refusal:
            raise ValidationError(refusal.message) from refusal

    def validate(self, value: Any) -> None:
        return None

    def run_validators(self, value: Any) -> None:
        return None


def agency_in_register(text: str, *, on: date) -> Agency:
    try:
        return body_of_register(text, on=on)
    except AgenciesError as refusal:
        raise ValidationError(refusal.message)
