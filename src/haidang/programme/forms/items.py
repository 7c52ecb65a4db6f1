"""One item of a programme, corrected by hand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import Timing, read_timing
from haidang.foundation.forms import FormWithoutSecrets
from haidang.programme.forms.fields import _lines_of
from haidang.programme.models import Programme
from haidang.programme.queries.names import name_key


class ItemForm(FormWithoutSecrets):
    """An item as a person wants it. Bodies are written one a line, as the register calls them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title of the item"), widget=forms.Textarea(attrs={"rows": 3}))
    content = forms.CharField(label=_("Content"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    product = forms.CharField(label=_("Product"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    timing = forms.CharField(
        label=_("Planned time"),
        required=False,
        help_text=_("As papers write it: Quý III/2026, trước ngày 20/6/2026."),
    )
    leads = forms.CharField(
        label=_("Lead agencies"),
        required=False,
        help_text=_("One a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    partners = forms.CharField(
        label=_("Partner agencies"),
        required=False,
        help_text=_("One a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any, *, programme: Programme, on: date, held: Iterable[Agency], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.programme, self.on = programme, on
        self.held = {name_key(agency.name): agency for agency in held}

    def clean_content(self) -> tuple[str, ...]:
        return tuple(_lines_of(self.cleaned_data["content"]))

    def clean_timing(self) -> Timing | None:
        """This function will return the time that was written, None when it was left as it is."""
        phrase = self.cleaned_data["timing"]
        if phrase == self.initial.get("timing", ""):
            return None
        if not phrase:
            return Timing("", "")
        try:
            return read_timing(phrase, self.programme.first_year, self.programme.last_year)
        except UnreadableTiming as unread:
            raise forms.ValidationError(
                _("“%(phrase)s” is not a time that can be placed in a calendar. Write it as papers do."),
                params={"phrase": phrase},
            ) from unread

    def clean_leads(self) -> list[Agency]:
        return self._agencies("leads")

    def clean_partners(self) -> list[Agency]:
        return self._agencies("partners")

    def _agencies(self, field: str) -> list[Agency]:
        found: dict[int, Agency] = {}
        for name in _lines_of(self.cleaned_data[field]):
            try:
                agency = self.held.get(name_key(name)) or agency_named(name, on=self.on)
            except AgenciesError as refusal:
                raise forms.ValidationError(refusal.message) from refusal
            found[agency.pk] = agency
        return list(found.values())
