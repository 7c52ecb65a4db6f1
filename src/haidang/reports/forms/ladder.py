"""The ladder of reminders of a programme: a row for each step, a box for each role."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.engines.reckoning.reminder_ladder import LadderStep
from haidang.reports.enums import ReminderRole
from haidang.reports.queries.ladders import Ladder

MOST_DAYS = 30
_EMPTY_ROWS = 2
_MOST_ROWS = 2 * MOST_DAYS  # as many as there are days to remind on
BEFORE, AFTER = "truoc", "sau"


class StepForm(forms.Form):
    """One step: how many working days before or after the due day, who is told, whether it waits for no digest."""

    days = forms.IntegerField(
        label=_("Working days"),
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        widget=forms.NumberInput(attrs={"class": "in-s w-date"}),
        error_messages={
            "invalid": _("Write the days as a number, for example 7."),
            "min_value": _("Write the days as a number, for example 7."),
            "max_value": _("A reminder goes at most 30 working days before or after the due day."),
        },
    )
    side = forms.ChoiceField(
        label=_("Before or after"),
        required=False,
        choices=[(BEFORE, _("before the due day")), (AFTER, _("after the due day"))],
        widget=forms.Select(attrs={"class": "in-s"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("Who is told"),
        required=False,
        choices=ReminderRole.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    is_urgent = forms.BooleanField(label=_("at once, by an e-mail of its own"), required=False)

    def clean(self) -> Any:
        given = super().clean() or {}
        if given.get("days") and not given.get("roles"):
            self.add_error("roles", _("Say who is told, or empty the days to leave this reminder out."))
        return given

    @property
    def step(self) -> LadderStep | None:
        """The step of a row in order; None for a row without days."""
        given = self.cleaned_data
        if not given["days"]:
            return None
        days = given["days"] if given["side"] == AFTER else -given["days"]
        return LadderStep(days, tuple(given["roles"]), given["is_urgent"])


class LadderForm:
    """All rows of a ladder with the version that was shown; as many as there are, and two empty ones."""

    def __init__(self, data: Any = None, *, ladder: Ladder) -> None:
        self.given = data
        self.error = ""
        shown = [*ladder.steps, *[None] * _EMPTY_ROWS]
        steps = shown if data is None else [None] * (_rows_sent(data) or len(shown))
        self.rows = [
            StepForm(data, prefix=f"b{number}", initial=_initial_of(step))
            for number, step in enumerate(steps)
        ]
        self.version = ladder.version

    @property
    def wanted_version(self) -> int:
        given = self.given.get("phien_ban", "")
        return int(given) if given.isdecimal() else 0

    def is_valid(self) -> bool:
        """This method will say in `error` what is wrong with the whole: a day twice, or no reminder left."""
        checked = [row.is_valid() for row in self.rows]  # every row tells its own faults
        if not all(checked):
            return False
        try:
            self._check_whole(list(self.steps()))
        except ValidationError as refusal:
            self.error = refusal.messages[0]
        return not self.error

    def steps(self) -> Iterator[LadderStep]:
        return (step for row in self.rows if (step := row.step))

    def _check_whole(self, steps: list[LadderStep]) -> None:
        days = [step.days for step in steps]
        if len(set(days)) != len(days):
            raise ValidationError(
                _("Two reminders stand on the same day: put them into one row, or change the days of one.")
            )
        if not steps:
            raise ValidationError(_("No reminder is left: keep at least one, or go back to the usual ones."))


def _initial_of(step: LadderStep | None) -> dict[str, Any]:
    if step is None:
        return {"side": AFTER}
    return {
        "days": abs(step.days),
        "side": AFTER if step.days > 0 else BEFORE,
        "roles": list(step.roles),
        "is_urgent": step.is_urgent,
    }


def _rows_sent(data: Any) -> int:
    return sum(f"b{number}-days" in data for number in range(_MOST_ROWS))
