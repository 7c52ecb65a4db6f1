"""Which agencies an officer means: all of a kind or under a body, some left out, others by their names."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agencies_meant, agencies_with_units, body_of_register, kinds_on
from haidang.foundation.forms import FormWithoutSecrets

# The names of all communes of the country, with their codes.
LONGEST_LIST = 300_000


class AgencyLinesField(forms.CharField):
    """Agencies of the register, one on a line; each line that is none is told."""

    def __init__(self, *, on: Any = None, **options: Any) -> None:
        usual: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 4}), "max_length": LONGEST_LIST}
        super().__init__(**(usual | options))
        self.on = on

    def clean(self, value: Any) -> Any:
        found: dict[int, Agency] = {}
        wrong: list[str] = []
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for line in dict.fromkeys(lines):
            try:
                agency = body_of_register(line, on=self.on)
                found[agency.pk] = agency
            except AgenciesError as refused:
                wrong.append(refused.message)
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())


class AgenciesMeantForm(FormWithoutSecrets):
    """A form for agencies by kind and by body above, beside those named in `lines`; `left_out` takes some away."""

    lines: ClassVar[str] = "names"

    kinds = forms.MultipleChoiceField(
        label=_("All agencies of these kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    above: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Only those that belong to"), queryset=Agency.objects.none(), required=False
    )
    left_out = AgencyLinesField(
        label=_("Except these agencies"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One agency a line, by its name, abbreviation or code"),
    )

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on
        fields: dict[str, Any] = self.fields
        fields["kinds"].choices = [
            (kind, f"{AgencyKind(kind).label} ({count})") for kind, count in kinds_on(on)
        ]
        fields["above"].queryset, fields["above"].empty_label = agencies_with_units(on=on), _("any body")
        fields["left_out"].on = fields[self.lines].on = on

    def clean(self) -> Any:
        given = super().clean()
        if not self.errors:
            self._refuse_needless(given)
        return given

    def chosen_agencies(self) -> list[Agency]:
        """This function will return the agencies meant, each once."""
        left_out = {agency.pk for agency in self.cleaned_data["left_out"]}
        return [agency for agency in self._chosen(self.cleaned_data) if agency.pk not in left_out]

    def day_meant(self, given: dict[str, Any]) -> date:
        """This function will tell on which day the agencies of a kind are to exist."""
        return self.on

    def _chosen(self, given: dict[str, Any]) -> list[Agency]:
        of_kinds = agencies_meant(given["kinds"], given["above"], on=self.day_meant(given))
        return list({agency.pk: agency for agency in (*of_kinds, *given[self.lines])}.values())

    def _refuse_needless(self, given: dict[str, Any]) -> None:
        """An exception that takes nobody away is a slip: the person believes that somebody is left out."""
        chosen = {agency.pk for agency in self._chosen(given)} if given["left_out"] else set()
        for agency in given["left_out"]:
            if agency.pk not in chosen:
                text = _("%(agency)s is not among those chosen: take this line away, or check the choice.")
                self.add_error("left_out", ValidationError(text, params={"agency": agency}))
