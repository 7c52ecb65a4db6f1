"""What opens obligations: a span of days, the rules of a programme, a request."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.forms.meant import AgencyLinesField
from haidang.agencies.models import Agency
from haidang.agencies.queries import is_alive_on
from haidang.foundation.forms import SmallDayField
from haidang.programme.models import Programme
from haidang.reports.enums import (
    ObligationKind,
)
from haidang.reports.errors import UnfitDay
from haidang.reports.forms.asked import AgenciesAskedForm
from haidang.reports.queries.answer_words import LONGEST_TITLE


class SpanForm(forms.Form):
    """Of which programme, and due between which days, rounds are to be opened."""

    chuong_trinh = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())
    tu = SmallDayField(label=_("Due from"))
    den = SmallDayField(label=_("Due until"))

    def __init__(self, *arguments: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["chuong_trinh"]
        field.queryset = programmes  # type: ignore[attr-defined]

    def clean(self) -> Any:
        given = super().clean() or {}
        first, last, programme = given.get("tu"), given.get("den"), given.get("chuong_trinh")
        if first and last and last < first:
            self.add_error("den", _("The last day comes before the first."))
        elif first and last and programme and (last.year < programme.first_year):
            self.add_error(
                "den",
                ValidationError(
                    _("The programme begins in %(year)d: nothing of it is due before."),
                    params={"year": programme.first_year},
                ),
            )
        return given


class PlanDutyForm(forms.Form):
    """Which plan duty of a paper is opened, and by which day the plans are due."""

    dong = forms.RegexField(r"^\d{1,9}$")
    han = SmallDayField(
        label=_("Plan due on"),
        error_messages={"required": _("Enter the day by which the plans are due: the paper names none.")},
    )

    @property
    def fault(self) -> str:
        """The first thing that is wrong, in words."""
        return str(next(messages[0] for messages in self.errors.values()))


class OwingRulesForm(forms.Form):
    """By which rules the words of a programme become obligations."""

    evidence_months = forms.TypedChoiceField(
        label=_("Tasks all the year give evidence"),
        coerce=int,
        choices=[
            (1, _("every month")),
            (3, _("every quarter")),
            (6, _("every half-year")),
            (12, _("once a year")),
        ],
    )
    days_after_close = forms.IntegerField(label=_("Working days after data close"), min_value=1, max_value=60)
    calendar = forms.ChoiceField(
        label=_("Data close"),
        choices=[
            ("civil", _("on the last day of the month")),
            ("decree_09_2019", _("on the 14th (Decree 09/2019)")),
        ],
    )


class RequestForm(AgenciesAskedForm):
    """Something asked of chosen agencies by a day."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    title = forms.CharField(label=_("What is requested"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("What it should say"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (kind.value, kind.label)
            for kind in (
                ObligationKind.REQUEST,
                ObligationKind.REPORT,
                ObligationKind.PLAN,
                ObligationKind.ANSWER,
            )
        ],
    )
    due_on = SmallDayField(label=_("Last day"))
    agencies = AgencyLinesField(label=_("Agencies by name"), required=False, help_text=_("One on each line."))

    lines: ClassVar[str] = "agencies"
    field_order = (
        "key",
        "title",
        "text",
        "kind",
        "due_on",
        "kinds",
        "above",
        "agencies",
        "left_out",
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["key"].initial = uuid.uuid4().hex

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.on:
            raise ValidationError(UnfitDay(due_on, self.on).message)
        return due_on

    def day_meant(self, given: dict[str, Any]) -> date:
        """This function will ask whoever exists when the answer is due."""
        due_on: date = given["due_on"]
        return due_on

    def chosen_agencies(self) -> list[Agency]:
        """This function will return whom the request goes to: a body that ends before the last day is not asked."""
        return [one for one in super().chosen_agencies() if is_alive_on(one, self.cleaned_data["due_on"])]
