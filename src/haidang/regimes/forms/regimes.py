"""A regime as an officer enters it: who reports, how often, and the levels with their due days."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.forms.meant import AgencyLinesField
from haidang.agencies.models import Agency
from haidang.engines.reckoning.regime_rules import DueAfterClose, DueOnDay
from haidang.foundation.forms import FormWithoutSecrets
from haidang.regimes.enums import DueKind, RegimePeriod, SendingWay
from haidang.regimes.models import Level, Regime
from haidang.regimes.models.regimes import MOST_LEVELS
from haidang.regimes.queries.read_duties import DutyRead
from haidang.regimes.queries.regime_list import named_in
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts
from haidang.reports.forms.asked import AgenciesAskedForm
from haidang.reports.forms.fields import agency_in_register

MOST_DAYS_BEFORE = 90
_BEFORE = -1
CODE_HINT = _("Small letters without marks, digits and hyphens, for example bao-cao-quy.")
_DAY_WANTED = _("Write the day of the month, from 1 to 31.")
_WORKING_DAYS_WANTED = _("Write how many working days after data close, at least 1.")
CALENDARS = [
    ("civil", _("on the last day of the month")),
    ("decree_09_2019", _("on the 14th (Decree 09/2019)")),
]


class CodeField(forms.SlugField):
    """A short code for tables and addresses."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Code of the entry"),
            max_length=60,
            help_text=CODE_HINT,
            error_messages={
                "invalid": _("Write the code in small letters without marks, digits and hyphens.")
            },
        )


class OneAgencyField(forms.CharField):
    """One agency of the register by its name, abbreviation or code; none where it stays empty."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False, max_length=300)
        self.on: date | None = None

    def clean(self, value: Any) -> Agency | None:
        text = super().clean(value).strip()
        return agency_in_register(text, on=self.on) if text and self.on else None


class MeasureChoiceField(forms.ModelChoiceField):
    """A measure by its name and unit."""

    def label_from_instance(self, measure: Any) -> str:
        return f"{measure.name} ({measure.unit})"


class LevelForm(FormWithoutSecrets):
    """One level: its due rule, and above the units who consolidates for whom in how many working days."""

    name = forms.CharField(label=_("Name of the level"), required=False, max_length=200)
    due_kind = forms.ChoiceField(label=_("Due day"), choices=DueKind.choices, required=False)
    working_days = forms.IntegerField(
        label=_("Working days after data close"), required=False, min_value=1, max_value=60
    )
    day = forms.IntegerField(label=_("Day of the month"), required=False, min_value=1, max_value=31)
    months_later = forms.TypedChoiceField(
        label=_("Of which month"),
        required=False,
        coerce=int,
        initial=0,
        choices=[
            (_BEFORE * 2, _("two months before the last month of the period")),
            (_BEFORE, _("the month before the last month of the period")),
            (0, _("the last month of the period")),
            (1, _("the month after the period")),
            (2, _("the second month after the period")),
            (3, _("the third month after the period")),
        ],
    )
    is_strict = forms.BooleanField(label=_("before that day, not on it"), required=False)
    reporter = OneAgencyField(label=_("Who consolidates and sends"))
    consolidation_days = forms.IntegerField(
        label=_("Working days to put it together"), required=False, min_value=0, max_value=60
    )
    receiver = OneAgencyField(label=_("To whom it is sent"))

    def __init__(self, *arguments: Any, on: date, is_of_units: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.is_of_units = is_of_units
        shown: dict[str, Any] = self.fields
        shown["reporter"].on = shown["receiver"].on = on
        if is_of_units:
            del shown["reporter"], shown["consolidation_days"]
            shown["name"].required = True

    def clean(self) -> Any:
        given = super().clean()
        if not given.get("name"):
            return given
        on_day = given.get("due_kind") == DueKind.ON_DAY
        wanted = "day" if on_day else "working_days"
        if not given.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, _DAY_WANTED if on_day else _WORKING_DAYS_WANTED)
        return given

    @property
    def facts(self) -> LevelFacts | None:
        """The level of a form in order; None for one without a name."""
        given = self.cleaned_data
        if not given["name"]:
            return None
        on_day = given["due_kind"] == DueKind.ON_DAY
        due = (
            DueOnDay(given["day"], given["months_later"] or 0, given["is_strict"])
            if on_day
            else DueAfterClose(given["working_days"])
        )
        reporter, days = given.get("reporter"), given.get("consolidation_days")
        return LevelFacts(given["name"], due, reporter, given["receiver"], days or 0)


class RegimeEntryForm(AgenciesAskedForm):
    """What a regime is; its levels are forms of their own in `levels`."""

    lines: ClassVar[str] = "named"

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10**9)
    name = forms.CharField(label=_("Name of the report"), max_length=300)
    code = CodeField()
    basis = forms.CharField(
        label=_("Basis"),
        required=False,
        max_length=500,
        help_text=_("The paper that asks for the report, with its number and article."),
    )
    period = forms.ChoiceField(label=_("How often"), choices=[("", "---------"), *RegimePeriod.choices])
    calendar = forms.ChoiceField(label=_("Data close"), choices=CALENDARS)
    opens_before = forms.IntegerField(
        label=_("Opens by itself so many days before data close"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS_BEFORE,
        help_text=_("Leave it empty where an officer opens each round."),
    )
    way = forms.ChoiceField(label=_("How it is handed in"), choices=SendingWay.choices)
    is_restricted = forms.BooleanField(
        label=_("Restricted report"),
        required=False,
        help_text=_(
            "Only the units that report, officers and leaders see the regime, its rounds and reports. "
            "State secrets and files about a person are never entered here."
        ),
    )
    named = AgencyLinesField(label=_("Agencies by name"), required=False, help_text=_("One on each line."))

    field_order = (
        "version",
        "name",
        "code",
        "basis",
        "period",
        "calendar",
        "opens_before",
        "way",
        "is_restricted",
        "kinds",
        "above",
        "named",
        "left_out",
    )

    def __init__(self, data: Any = None, *, on: date, levels: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(data, on=on, **options)
        self._keep_kinds()
        shown = [*levels, *[{}] * MOST_LEVELS][: _levels_sent(data) or len(levels) + 1]
        self.levels = [
            LevelForm(data, prefix=f"c{order}", initial=one, on=on, is_of_units=order == 0)
            for order, one in enumerate(shown)
        ]

    def _keep_kinds(self) -> None:
        """A kind that a regime has stays to be chosen, though no agency is of it on the day."""
        field: Any = self.fields["kinds"]
        known = [kind for kind, _label in field.choices]
        kept = [kind for kind in self.initial.get("kinds", ()) if kind not in known]
        field.choices = [*field.choices, *[(kind, f"{AgencyKind(kind).label} (0)") for kind in kept]]

    def is_valid(self) -> bool:
        """This method will have every level tell its own faults too."""
        checked = [one.is_valid() for one in self.levels]
        return super().is_valid() and all(checked)

    def facts(self, kept: Regime | None = None, duty: DutyRead | None = None) -> RegimeFacts:
        """This function will return the regime as entered; what it was read from stays, or comes from the duty."""
        given = self.cleaned_data
        item = duty.item if duty else kept.item if kept else None
        source: Any = duty.item.programme if duty else None
        return RegimeFacts(
            code=given["code"],
            name=given["name"],
            period=RegimePeriod(given["period"]),
            levels=tuple(one.facts for one in self.levels if one.facts is not None),
            calendar=given["calendar"],
            basis=given["basis"],
            programme=source or (kept.programme if kept else None),
            item=item,
            document=source.document if source else kept.document if kept else None,
            way=SendingWay(given["way"]),
            kinds=tuple(given["kinds"]),
            under=given["above"],
            named=given["named"],
            left_out=given["left_out"],
            opens_before=given["opens_before"],
            is_restricted=given["is_restricted"],
        )


class InUseForm(forms.Form):
    """Whether something is in use from now on, and the version that was on screen."""

    version = forms.IntegerField(min_value=1, max_value=10**9)
    is_active = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda given: given == "1")


def on_version(form: forms.Form, version: int) -> None:
    """This function will have a form that came too late be sent again over what holds now."""
    data: Any = form.data
    again = data.copy()
    again["version"] = str(version)
    form.data = again


def initial_of_regime(regime: Regime, levels: list[Level]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """This function will return a stored regime, and its levels, as the form shows them."""
    shown = {
        "version": regime.version,
        "name": regime.name,
        "code": regime.code,
        "basis": regime.basis,
        "period": regime.period,
        "calendar": regime.calendar,
        "opens_before": regime.opens_before,
        "is_restricted": regime.is_restricted,
        "way": regime.way,
        "kinds": regime.kinds,
        "above": regime.under_id,
        "named": _lines_of(named_in(regime, left_out=False)),
        "left_out": _lines_of(named_in(regime, left_out=True)),
    }
    return shown, [_initial_of_level(one) for one in levels]


def initial_of_duty(duty: DutyRead, code: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """This function will return what was read of a report duty as the form shows it."""
    shown = {
        "name": duty.name,
        "code": code,
        "basis": duty.basis,
        "period": duty.period or "",
        "calendar": "decree_09_2019",
        "opens_before": 10,
        "way": SendingWay.SCREEN,
        "named": _lines_of(duty.agencies),
    }
    return shown, [_initial_of_facts(duty.level)]


def _levels_sent(data: Any) -> int:
    sent = [order for order in range(MOST_LEVELS) if f"c{order}-name" in (data or {})]
    return max(sent, default=-1) + 1


def _lines_of(agencies: Any) -> str:
    return "\n".join(_line_of(one) for one in agencies)


def _line_of(agency: Agency | None) -> str:
    return f"{agency.name} ({agency.code})" if agency else ""


def _initial_of_level(level: Level) -> dict[str, Any]:
    return {
        "name": level.name,
        "due_kind": level.due_kind,
        "working_days": level.working_days,
        "day": level.day,
        "months_later": level.months_later,
        "is_strict": level.is_strict,
        "reporter": _line_of(level.reporter),
        "receiver": _line_of(level.receiver),
        "consolidation_days": level.consolidation_days,
    }


def _initial_of_facts(level: LevelFacts) -> dict[str, Any]:
    if isinstance(level.due, DueAfterClose):
        return {"name": level.name, "due_kind": DueKind.AFTER_CLOSE, "working_days": level.due.working_days}
    return {
        "name": level.name,
        "due_kind": DueKind.ON_DAY,
        "working_days": 5,
        "day": level.due.day,
        "months_later": level.due.months_later,
        "is_strict": level.due.is_strict,
    }
