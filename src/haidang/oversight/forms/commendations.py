"""A list of commendations as an officer enters it: units, forms and achievements, one unit on a line."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.queries.register import body_of_register
from haidang.foundation.forms import FormWithoutSecrets
from haidang.oversight.queries.commendations import CommendationFacts, ListFacts

MOST_ROWS = 500
_BAR = "|"


class RowsField(forms.CharField):
    """Units, one on a line: name or code, form of commendation, achievement; each line that is wrong is told."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 10}), max_length=200_000, **options)
        self.on = date.min

    def clean(self, value: Any) -> Any:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_ROWS:
            raise ValidationError(_("At most 500 units stand in one list."))
        found: dict[int, CommendationFacts] = {}
        wrong: list[Any] = []
        for number, line in enumerate(lines, start=1):
            try:
                one = self._read(line)
            except (AgenciesError, ValidationError) as refused:
                message = refused.message
                wrong.append(_("Line %(number)s: %(message)s") % {"number": number, "message": message})
                continue
            if one.agency.pk in found:
                wrong.append(
                    _("Line %(number)s: %(message)s")
                    % {"number": number, "message": _("the unit stands in the list already.")}
                )
            found[one.agency.pk] = one
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())

    def _read(self, line: str) -> CommendationFacts:
        cells = [one.strip() for one in line.split(_BAR, 2)]
        if len(cells) < 3 or not all(cells):
            raise ValidationError(_("write “unit | form of commendation | achievement”."))
        if len(cells[1]) > 200 or len(cells[2]) > 1_000:
            raise ValidationError(_("the form has at most 200 letters, the achievement at most 1.000."))
        agency = body_of_register(cells[0], on=self.on)
        return CommendationFacts(agency, cells[1], cells[2])


class ListForm(FormWithoutSecrets):
    """One list: title, to whom it goes, why, and its units."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Title of the list"), max_length=300)
    addressee = forms.CharField(label=_("Sent to"), max_length=300)
    basis = forms.CharField(label=_("On which basis"), max_length=500, required=False)
    reason = forms.CharField(
        label=_("Why these units"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rows = RowsField(
        label=_("Units proposed, one on a line"),
        help_text=_("Unit | form of commendation | achievement. Only units: no person stands in a list."),
    )

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        shown["rows"].on = on

    def facts(self) -> ListFacts:
        given = self.cleaned_data
        return ListFacts(given["title"], given["addressee"], given["basis"], given["reason"], given["rows"])
