"""Links between plans, plans asked of units, matches of items."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named
from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.programme.enums import CoverageGap, MatchState, UnitScope
from haidang.programme.forms.fields import SMALL
from haidang.programme.forms.filters import _offer
from haidang.programme.models import Programme
from haidang.programme.queries.coverage_gaps import GapFilter

# More units than these are looked for by the words of their names; a list of thousands is slow and nobody reads it.
MOST_UNITS_OFFERED = 200


class LinkForm(FormWithoutSecrets):
    """Which programme stands above or below, and whether it does; `version` is what the page showed."""

    phia = forms.ChoiceField(choices=[("tren", ""), ("duoi", "")])
    chuong_trinh = forms.TypedChoiceField(
        label=_("Programme"), coerce=int, error_messages={"required": _("Choose a programme.")}
    )
    trang_thai = forms.ChoiceField(choices=MatchState.choices, initial=MatchState.CONFIRMED)
    phien_ban = forms.IntegerField(min_value=0, initial=0)

    def __init__(self, data: Any, *, programmes: Iterable[Programme]) -> None:
        super().__init__(data)
        self.programmes = {one.pk: one for one in programmes}
        named = [(one.pk, f"{one.title[:110]} ({one.first_year})") for one in self.programmes.values()]
        _offer(self, "chuong_trinh", named)

    def chosen(self) -> Programme:
        """This function will return the programme that was chosen."""
        return self.programmes[self.cleaned_data["chuong_trinh"]]


class CallForm(FormWithoutSecrets):
    """Which units have to make a plan, and by when."""

    pham_vi = forms.ChoiceField(
        label=_("Units asked"), choices=UnitScope.choices, widget=forms.Select(attrs=SMALL)
    )
    thuoc = forms.CharField(
        label=_("Only those under"),
        required=False,
        max_length=300,
        help_text=_("Leave empty for all in the register."),
        widget=forms.TextInput(attrs=SMALL),
    )
    han = SmallDayField(label=_("Plan due on"))

    def __init__(self, data: Any, *, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.on = on

    def clean_thuoc(self) -> Agency | None:
        name = self.cleaned_data["thuoc"].strip()
        if not name:
            return None
        try:
            return agency_named(name, on=self.on)
        except AgenciesError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class ChosenMatchesForm(forms.Form):
    """Which matches a person means, each with the version the page showed ("12:1"), and what is said of them.

    `mot` is the button of a single match ("12:1:confirmed"); `single` is what it says.
    """

    khop = forms.TypedMultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": _("The list has changed meanwhile. Look at what holds now.")},
    )
    la = forms.ChoiceField(choices=[(MatchState.CONFIRMED, ""), (MatchState.REFUSED, "")], required=False)
    mot = forms.RegexField(r"^\d+:\d+:(confirmed|refused)$", required=False)
    tu_diem = forms.IntegerField(label=_("Likeness"), min_value=1, max_value=100, required=False)

    def __init__(self, data: Any, *, keys: Iterable[int]) -> None:
        super().__init__(data)
        known = {str(key) for key in keys}
        given = [value for value in data.getlist("khop") if value.partition(":")[0] in known]
        _offer(self, "khop", [(value, value) for value in given if value.partition(":")[2].isdecimal()])

    @property
    def single(self) -> tuple[dict[int, int], MatchState] | None:
        """The one match whose own button was pressed, None when it was another button."""
        if not self.cleaned_data["mot"]:
            return None
        key, version, state = self.cleaned_data["mot"].split(":")
        return {int(key): int(version)}, MatchState(state)

    def chosen(self) -> dict[int, int]:
        """This function will return the matches that were ticked, with the versions that were shown."""
        pairs = (value.split(":") for value in self.cleaned_data["khop"])
        return {int(key): int(version) for key, version in pairs}


class HandMatchForm(FormWithoutSecrets):
    """Two items that a person says match."""

    tren = forms.TypedChoiceField(
        label=_("Item above"), coerce=int, error_messages={"required": _("Choose an item above.")}
    )
    duoi = forms.TypedChoiceField(
        label=_("Item below"), coerce=int, error_messages={"required": _("Choose an item below.")}
    )

    def __init__(
        self, data: Any, *, above: Iterable[tuple[int, str]], below: Iterable[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        for name, choices in (("tren", above), ("duoi", below)):
            offered: list[tuple[Any, Any]] = [("", _("Choose")), *choices]
            _offer(self, name, offered)
            self.fields[name].widget.attrs |= SMALL


class GapForm(forms.Form):
    """What is looked for among the gaps. A value that is no choice asks for nothing."""

    q = forms.CharField(
        label=_("Search"), required=False, widget=forms.TextInput(attrs=SMALL | {"type": "search"})
    )
    loai = forms.ChoiceField(label=_("What is missing"), required=False, widget=forms.Select(attrs=SMALL))
    don_vi = forms.ChoiceField(label=_("Unit"), required=False, widget=forms.Select(attrs=SMALL))

    def __init__(self, data: Any, *, units: Iterable[Agency]) -> None:
        super().__init__(data)
        _offer(self, "loai", [("", _("Everything")), *CoverageGap.choices])
        offered = list(units)
        self.offers_units = len(offered) <= MOST_UNITS_OFFERED
        named = [(str(one.pk), one.name) for one in offered] if self.offers_units else []
        _offer(self, "don_vi", [("", _("All units")), *named])

    def asked(self) -> GapFilter:
        """This function will return what is asked for."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        unit = int(given["don_vi"]) if "don_vi" in given else None
        return GapFilter(given.get("loai", ""), given.get("q", ""), unit)
