"""A scheme as an officer enters it: which months, by when units score, groups; and the steps of its way."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.forms.meant import AgencyLinesField
from haidang.engines.reckoning.periods import Period, half_period, quarter_period, year_period
from haidang.engines.vietnamese.dates import FIRST_YEAR, LAST_YEAR
from haidang.foundation.forms import DayField, FormWithoutSecrets
from haidang.oversight.queries.facts import GroupFacts, SchemeFacts
from haidang.regimes.forms.regimes import OneAgencyField

MOST_GROUPS = 12
_EMPTY_GROUPS = 2
_PARTS: dict[str, Any] = {
    "year": year_period,
    "half-1": lambda year: half_period(year, 1),
    "half-2": lambda year: half_period(year, 2),
    **{f"quarter-{at}": (lambda year, at=at: quarter_period(year, at)) for at in (1, 2, 3, 4)},
}
_PART_NAMES = [
    ("year", _("the whole year")),
    ("half-1", _("the first six months")),
    ("half-2", _("the last six months")),
    ("quarter-1", _("the first quarter")),
    ("quarter-2", _("the second quarter")),
    ("quarter-3", _("the third quarter")),
    ("quarter-4", _("the fourth quarter")),
]


class SchemeForm(FormWithoutSecrets):
    """One scheme: its name, the months it judges, the day by which units score themselves."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name of the scheme"), max_length=300)
    year = forms.IntegerField(label=_("Year judged"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    part = forms.ChoiceField(label=_("Part of the year judged"), choices=_PART_NAMES)
    self_due_on = DayField(label=_("Units score themselves by"))
    basis = forms.CharField(label=_("Which paper it stands on"), max_length=500, required=False)
    guidance = forms.CharField(
        label=_("What units should know"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def span(self) -> Period:
        return _PARTS[self.cleaned_data["part"]](self.cleaned_data["year"])


class GroupForm(FormWithoutSecrets):
    """One group; none in a row without a name."""

    name = forms.CharField(label=_("Name of the group"), required=False, max_length=200)
    kinds = forms.MultipleChoiceField(
        label=_("All units of these kinds"),
        choices=[one for one in AgencyKind.choices if one[0] != AgencyKind.GROUP],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    under = OneAgencyField(label=_("Only those right under this body"))
    named = AgencyLinesField(label=_("And these units, one on a line"), required=False)

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        shown: dict[str, Any] = self.fields
        shown["under"].on = shown["named"].on = on

    def clean(self) -> Any:
        given = super().clean()
        has_units = given.get("kinds") or given.get("under") or given.get("named")
        if given.get("name") and not has_units and not self.errors:
            raise ValidationError(_("Say which units stand in the group: tick a kind or name units."))
        if has_units and not given.get("name"):
            self.add_error("name", _("Give the group a name."))
        return given

    @property
    def facts(self) -> GroupFacts | None:
        given = self.cleaned_data
        if not given["name"]:
            return None
        return GroupFacts(given["name"], tuple(given["kinds"]), given["under"], tuple(given["named"]))


class SchemeEntry:
    """A scheme with its groups on screen, two empty rows below those there are."""

    def __init__(
        self, data: Any = None, *, on: date, facts: SchemeFacts | None = None, version: int = 0
    ) -> None:
        self.form = SchemeForm(data, initial=_initial(facts, version, on))
        groups = [_initial_group(one) for one in facts.groups] if facts else []
        count = min(_rows_sent(data) if data is not None else len(groups) + _EMPTY_GROUPS, MOST_GROUPS)
        self.groups = [
            GroupForm(data, prefix=f"g{at}", initial=groups[at] if at < len(groups) else {}, on=on)
            for at in range(count)
        ]

    def is_valid(self) -> bool:
        checked = [one.is_valid() for one in (self.form, *self.groups)]
        if all(checked) and not any(one.facts for one in self.groups):
            self.form.add_error(None, _("Make at least one group of units."))
            return False
        return all(checked)

    def facts(self) -> SchemeFacts:
        given, span = self.form.cleaned_data, self.form.span
        return SchemeFacts(
            given["name"],
            span.first,
            span.last,
            given["self_due_on"],
            given["basis"],
            given["guidance"],
            [told for one in self.groups if (told := one.facts)],
        )


class StepForm(FormWithoutSecrets):
    """A step of a scheme, on the version that was on screen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class TellForm(StepForm):
    """Checked scores are told to units, which may appeal until a day."""

    appeals_until = DayField(label=_("Appeals are taken until"))

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on

    def clean_appeals_until(self) -> date:
        day: date = self.cleaned_data["appeals_until"]
        if day < self.on:
            raise ValidationError(_("This day is past. Give units time to appeal."))
        return day


class PublishForm(StepForm):
    """The ranking on screen is published under a number."""

    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Number of the announcement"),
        max_length=80,
        help_text=_("For example 12/TB-BCĐ. After publishing nothing changes any more."),
    )


def _initial(facts: SchemeFacts | None, version: int, on: date) -> dict[str, Any]:
    if facts is None:
        return {"year": on.year, "part": "year"}
    span = Period(facts.first_month, facts.last_month)
    part = next((name for name, make in _PARTS.items() if make(span.first_year) == span), "year")
    return {
        "version": version,
        "name": facts.name,
        "year": span.first_year,
        "part": part,
        "self_due_on": facts.self_due_on,
        "basis": facts.basis,
        "guidance": facts.guidance,
    }


def _initial_group(facts: GroupFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "kinds": list(facts.kinds),
        "under": facts.under.name if facts.under else "",
        "named": "\n".join(f"{one.name} ({one.code})" for one in facts.named),
    }


def _rows_sent(data: Any) -> int:
    return max((at + 1 for at in range(MOST_GROUPS) if f"g{at}-name" in data), default=0)
