"""Fields that answers and requests share: figures, files, links, and bodies by their name."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import body_of_register
from haidang.engines.vietnamese.dates import read_date
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number
from haidang.reports.errors import EvidenceRefused
from haidang.reports.queries.answers import Link
from haidang.reports.validators import TakenFile, take_file

ACCEPTED_FILES = "image/*,.pdf,.docx,.xlsx,.pptx"


MOST_LINKS = 20


LONGEST_TITLE = 300


LARGEST_FIGURE = Decimal(10) ** 13


SMALL = {"class": "in-s"}


_URL = re.compile(r"https?://\S+")


_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")


_is_address = URLValidator(schemes=["http", "https"])


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FigureField(forms.CharField):
    """A figure as people here write it, "1.234,5"; a number, None when empty."""

    def __init__(self, *, label: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(label=label, required=False, widget=widget, max_length=40)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            figure = Decimal(read_number(text))
        except VietnameseError:
            raise ValidationError(_("Write the figure in digits, for example 1.234,5."))
        if abs(figure) >= LARGEST_FIGURE:
            raise ValidationError(_("This figure is too large. Write it in a larger unit."))
        return round(figure, 4)

    def run_validators(self, value: Any) -> None:
        return None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


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
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("At most %(most)d links."), params={"most": MOST_LINKS})
        return [_link_of(line) for line in lines]

    def validate(self, value: Any) -> None:
        return None

    def run_validators(self, value: Any) -> None:
        return None


def _link_of(line: str) -> Link:
    found = _URL.search(line)
    if found is None:
        raise ValidationError(_("“%(line)s” has no address: begin with https://"), params={"line": line[:80]})
    address = found.group().rstrip(",;")
    try:
        _is_address(address)
    except ValidationError:
        raise ValidationError(_("“%(line)s” is no address of a page."), params={"line": address[:80]})
    rest = line.replace(found.group(), " ")
    day = _DAY.search(rest)
    title = " ".join((rest.replace(day.group(), " ") if day else rest).split()).strip("|-–,; ")
    return Link(address, title[:LONGEST_TITLE], _day_of(day.group()) if day else None)


def _day_of(text: str) -> date:
    try:
        return read_date(text)
    except VietnameseError:
        raise ValidationError(_("There is no day %(day)s. Write it as dd/mm/yyyy."), params={"day": text})


def agency_in_register(text: str, *, on: date) -> Agency:
    try:
        return body_of_register(text, on=on)
    except AgenciesError as refusal:
        raise ValidationError(refusal.message)
