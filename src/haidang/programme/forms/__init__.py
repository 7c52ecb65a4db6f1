"""What people ask of programmes, and what they enter about items."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import Timing, read_timing
from haidang.programme.enums import AssignmentRole, CoverageGap, ItemKind, MatchState, TimingKind, UnitScope
from haidang.programme.models import Programme
from haidang.programme.queries.coverage_gaps import GapFilter
from haidang.programme.queries.filter_words import period_words
from haidang.programme.queries.filters import NO_LEAD, UNSURE_LEAD, ItemFilter
from haidang.programme.queries.names import NameRow, name_key

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
SMALL = {"class": "in-s"}
NEW_AGENCY = "new:"
KNOWN_AGENCY = "agency:"
QUARTERS, MONTHS = 4, 12
# More units than these are looked for by the words of their names; a list of thousands is slow and nobody reads it.
MOST_UNITS_OFFERED = 200


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "size": 10, "class": "in-s w-date"}
        )
        super().__init__(input_formats=DAY_FORMATS, widget=widget, **options)


class DayForm(forms.Form):
    """The day on which a programme is looked at."""

    ngay = DayField(label=_("As of"), required=False)

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


class NamesForm(forms.Form):
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


class ChosenDifferencesForm(forms.Form):
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


class ItemForm(forms.Form):
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


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class AgencyByNameField(forms.CharField):
    """An agency written by its name, as the register has it."""

    def clean(self, value: Any) -> Agency | None:
        name = super().clean(value)
        if not name:
            return None
        found = list(Agency.objects.without_tree_fields().filter(name=name, valid_to=None).order_by("id")[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No agency is called “%(name)s”.") % {"name": name})
        return found[0]


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


def _other_agency() -> AgencyByNameField:
    widget = forms.TextInput(attrs=SMALL | {"list": "agency-names", "autocomplete": "off"})
    return AgencyByNameField(label=_("or an agency of the register"), required=False, widget=widget)


class LinkForm(forms.Form):
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


class CallForm(forms.Form):
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
    han = DayField(label=_("Plan due on"))

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


class HandMatchForm(forms.Form):
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
