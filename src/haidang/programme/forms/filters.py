"""The day and the items a person looks for in a programme."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.foundation.forms import SmallDayField
from haidang.programme.enums import AssignmentRole, ItemKind, TimingKind
from haidang.programme.forms.fields import SMALL
from haidang.programme.models import Programme
from haidang.programme.queries.filter_words import period_words
from haidang.programme.queries.filters import NO_LEAD, UNSURE_LEAD, ItemFilter

QUARTERS, MONTHS = 4, 12


class DayForm(forms.Form):
    """The day on which a programme is looked at."""

    ngay = SmallDayField(label=_("As of"), required=False)

    def asked_day(self, *, today: date) -> date:
        """This function will return the day asked for, today without one."""
        return (self.is_valid() and self.cleaned_data["ngay"]) or today


class FilterForm(forms.Form):
    """What a person looks for in a programme. A value that is no choice asks for nothing."""

    q = forms.CharField(
        label=_("Search"), required=False, widget=forms.TextInput(attrs=SMALL | {"type": "search"})
    )
    co_quan = forms.ChoiceField(label=_("Agency"), required=False, widget=forms.Select(attrs=SMALL))
    vai = forms.ChoiceField(label=_("Part"), required=False, widget=forms.Select(attrs=SMALL))
    tien_do = forms.ChoiceField(label=_("Timing"), required=False, widget=forms.Select(attrs=SMALL))
    thang = forms.ChoiceField(label=_("Month or quarter"), required=False, widget=forms.Select(attrs=SMALL))
    loai = forms.ChoiceField(label=_("Kind"), required=False, widget=forms.Select(attrs=SMALL))
    thieu = forms.ChoiceField(required=False, choices=[("", ""), (NO_LEAD, ""), (UNSURE_LEAD, "")])
    nhom = forms.IntegerField(required=False)

    def __init__(
        self, data: Any, *, programme: Programme, agencies: Iterable[Agency], kinds: Iterable[str]
    ) -> None:
        super().__init__(data)
        self.kinds = list(kinds)
        named = [(str(one.pk), one.name) for one in agencies]
        _offer(self, "co_quan", [("", _("All agencies")), *named])
        parts = [(part.value, part.label) for part in (AssignmentRole.LEAD, AssignmentRole.PARTNER)]
        _offer(self, "vai", [("", _("Any part")), *parts])
        _offer(self, "tien_do", [("", _("Any timing")), *TimingKind.choices])
        _offer(self, "thang", [("", _("The whole time")), *_period_choices(programme)])
        _offer(self, "loai", [(kind, ItemKind(kind).label) for kind in self.kinds])

    def asked(self) -> ItemFilter:
        """This function will return what is asked for."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return ItemFilter(
            words=given.get("q", ""),
            agency_id=int(given["co_quan"]) if "co_quan" in given else None,
            part=given.get("vai", ""),
            timing=given.get("tien_do", ""),
            period=given.get("thang", ""),
            kind=given.get("loai") or self.kinds[0],
            gap=given.get("thieu", ""),
            group_id=given.get("nhom"),
        )


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def _period_choices(programme: Programme):
    for year in range(programme.first_year, programme.last_year + 1):
        for number in range(1, QUARTERS + 1):
            yield f"{year}-Q{number}", period_words(f"{year}-Q{number}")
        for number in range(1, MONTHS + 1):
            yield f"{year}-{number:02d}", period_words(f"{year}-{number:02d}")
