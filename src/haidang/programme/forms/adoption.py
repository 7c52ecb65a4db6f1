"""What a person decides when a reading is adopted or compared: names, differences."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.foundation.forms import FormWithoutSecrets
from haidang.programme.forms.fields import SMALL, _other_agency
from haidang.programme.forms.filters import _offer
from haidang.programme.queries.names import NameRow

NEW_AGENCY = "new:"


KNOWN_AGENCY = "agency:"


class NamesForm(FormWithoutSecrets):
    """What a person decides about each printed name that is not certain."""

    def __init__(self, data: Any, *, rows: Iterable[NameRow], **options: Any) -> None:
        super().__init__(data, **options)
        self.rows = [row for row in rows if row.standing != "exact"]
        for number, row in enumerate(self.rows):
            self.fields[f"ten_{number}"] = forms.CharField(widget=forms.HiddenInput, initial=row.printed)
            self.fields[f"chon_{number}"] = _choice_of_name(row)
            self.fields[f"khac_{number}"] = _other_agency()

    def named_fields(self):
        """This function will yield each undecided name with its fields, for the page."""
        for number, row in enumerate(self.rows):
            yield row, self[f"ten_{number}"], self[f"chon_{number}"], self[f"khac_{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number, row in enumerate(self.rows):
            if cleaned.get(f"ten_{number}") not in {None, row.printed}:
                self.add_error(None, _("The findings have changed meanwhile. Look at the names again."))
            if self.must_decide(row) and not self._is_decided(cleaned, number):
                self.add_error(f"chon_{number}", _("Choose what “%(name)s” is.") % {"name": row.printed})
        return cleaned

    def must_decide(self, row: NameRow) -> bool:
        """This function will tell whether a name has to be settled for what the form asks."""
        return True

    def _is_decided(self, cleaned: dict[str, Any], number: int) -> bool:
        return bool(cleaned.get(f"chon_{number}") or cleaned.get(f"khac_{number}"))

    def decided(self) -> dict[str, tuple[Agency | None, str | None]]:
        """This function will return for each printed name the agency chosen, or the kind of the new one."""
        return {
            row.printed: self._decision(number)
            for number, row in enumerate(self.rows)
            if self._is_decided(self.cleaned_data, number)
        }

    def _decision(self, number: int) -> tuple[Agency | None, str | None]:
        chosen, other = self.cleaned_data[f"chon_{number}"], self.cleaned_data[f"khac_{number}"]
        if other:
            return other, None
        if chosen.startswith(NEW_AGENCY):
            return None, chosen.removeprefix(NEW_AGENCY)
        known = {str(one.agency.pk): one.agency for one in self.rows[number].proposals}
        return known[chosen.removeprefix(KNOWN_AGENCY)], None


class AdoptionForm(NamesForm):
    """What a person decides before adopting: the programme's years and each name that is not certain."""

    tu_nam = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    den_nam = forms.IntegerField(label=_("Last year"), min_value=1990, max_value=2100)

    diem = forms.BooleanField(
        label=_("The points of the paper become items of the programme"), required=False
    )

    def __init__(
        self, data: Any, *, rows: Iterable[NameRow], years: tuple[int, int], suggests_points: bool = False
    ) -> None:
        initial = {"tu_nam": years[0], "den_nam": years[1], "diem": suggests_points}
        super().__init__(data, rows=rows, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("tu_nam") and cleaned.get("den_nam") and cleaned["den_nam"] < cleaned["tu_nam"]:
            self.add_error("den_nam", _("The last year lies before the first."))
        return cleaned


class ChosenDifferencesForm(FormWithoutSecrets):
    """Which open differences a person means, and why they are left when they are."""

    lay = forms.MultipleChoiceField(
        label=_("Differences"), error_messages={"required": _("Choose at least one difference.")}
    )
    ly_do = forms.CharField(label=_("Reason for leaving"), required=False, max_length=1000)

    def __init__(self, data: Any, *, keys: Iterable[str]) -> None:
        super().__init__(data)
        _offer(self, "lay", [(key, key) for key in keys])


class DifferenceForm(NamesForm):
    """Which differences a person takes over, and the names in them that are not certain."""

    lay = forms.MultipleChoiceField(
        label=_("Differences"), error_messages={"required": _("Choose at least one difference to take over.")}
    )

    def __init__(self, data: Any, *, rows: Iterable[NameRow], names: Mapping[str, Iterable[str]]) -> None:
        super().__init__(data, rows=rows)
        self.names = names
        _offer(self, "lay", [(key, key) for key in names])

    def must_decide(self, row: NameRow) -> bool:
        """This function will ask only for the names of the differences that were chosen."""
        chosen = self.cleaned_data.get("lay") or []
        return any(row.key in self.names[key] for key in chosen)


def _choice_of_name(row: NameRow) -> forms.ChoiceField:
    known = [
        (
            f"{KNOWN_AGENCY}{one.agency.pk}",
            _("%(name)s (%(score)d/100 alike)") % {"name": one.agency.name, "score": round(one.score * 100)},
        )
        for one in row.proposals
    ]
    new = [(f"{NEW_AGENCY}{kind}", label) for kind, label in AgencyKind.choices]
    choices = [
        ("", _("Choose")),
        *([(_("Agencies in the register"), known)] if known else []),
        (_("Create a new one"), new),
    ]
    initial = "" if row.standing == "ambiguous" else f"{NEW_AGENCY}{row.guessed_kind}"
    return forms.ChoiceField(
        label=row.printed, choices=choices, initial=initial, required=False, widget=forms.Select(attrs=SMALL)
    )
