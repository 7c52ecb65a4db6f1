"""Which products a person wants counted."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.forms import SmallDayField
from haidang.reports.enums import ProductKind, ProductLanguage
from haidang.reports.forms.fields import SMALL, SmallChoiceField, SmallTextField
from haidang.reports.queries.products import ProductsAsked


class ProductsForm(forms.Form):
    """A period, an agency, a kind, a language, a word of the topic. What cannot be read narrows nothing and is told."""

    tu = SmallDayField(label=_("Data from"), required=False)
    den = SmallDayField(label=_("Data until"), required=False)
    don_vi = forms.ModelChoiceField(
        label=_("Agency"),
        required=False,
        queryset=Agency.objects.none(),
        empty_label=_("all agencies"),
        widget=forms.Select(attrs=SMALL),
    )
    loai = SmallChoiceField(label=_("Product"), choices=ProductKind.choices)
    ngon_ngu = SmallChoiceField(label=_("In which language"), choices=ProductLanguage.choices)
    chu_de = SmallTextField(label=_("About"))

    def __init__(self, *arguments: Any, agencies: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["don_vi"].queryset = agencies  # type: ignore[attr-defined]

    def clean(self) -> Any:
        given = super().clean() or {}
        first, last = given.get("tu"), given.get("den")
        if first and last and last < first:
            raise ValidationError(_("The last day is before the first one."))
        return given

    def asked(self) -> ProductsAsked:
        """This function will return what is asked for."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        agency = given.get("don_vi")
        return ProductsAsked(
            first=given.get("tu"),
            last=given.get("den"),
            agency_id=agency.pk if agency else None,
            kind=given.get("loai") or "",
            language=given.get("ngon_ngu") or "",
            words=given.get("chu_de") or "",
        )

    def told(self) -> str:
        """This function will say in words what is filtered, "" for nothing."""
        shown = [(field.label, self._written(name)) for name, field in self.fields.items()]
        return "; ".join(f"{label}: {value}" for label, value in shown if value)

    def _written(self, name: str) -> str:
        value = self.cleaned_data.get(name) if self.is_bound else None
        if isinstance(value, date):
            return written_day(value)
        choices = getattr(self.fields[name], "choices", ())
        if name in {"loai", "ngon_ngu"} and value:
            return str(dict(choices)[value])
        return str(value or "")
