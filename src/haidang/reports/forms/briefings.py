"""What people enter about briefings. Agencies and points of an agenda stand one on a line."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.forms.meant import AgencyLinesField
from haidang.agencies.models import Agency
from haidang.foundation.forms import ChosenRowsField, FormWithoutSecrets, SmallDayField
from haidang.reports.enums import BriefingKind
from haidang.reports.forms.asked import AgenciesAskedForm
from haidang.reports.models import MOST_CHARACTERS_OF_SENTENCE, Briefing, Ticket
from haidang.reports.queries.answer_words import LONGEST_TITLE
from haidang.reports.queries.briefings import Planned

MOST_POINTS = 60
LONGEST_MINUTES = 60_000


class PointsField(forms.CharField):
    """Points of an agenda, one on a line."""

    def clean(self, value: Any) -> Any:
        points = _lines(super().clean(value))
        if len(points) > MOST_POINTS:
            raise ValidationError(_("At most %(most)d points."), params={"most": MOST_POINTS})
        return points


class RecordForm(FormWithoutSecrets):
    """A form whose text is read by others: it takes no state secrets."""


class BriefingForm(AgenciesAskedForm):
    """When a briefing is held, who is invited, and what is spoken of."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(label=_("Name of the briefing"), max_length=LONGEST_TITLE)
    kind = forms.ChoiceField(label=_("Kind of briefing"), choices=BriefingKind)
    held_on = SmallDayField(label=_("Day of the briefing"))
    place = forms.CharField(label=_("Hour and place"), required=False, max_length=LONGEST_TITLE)
    invited = AgencyLinesField(label=_("Agencies invited"), required=False, help_text=_("One on each line."))
    agenda = PointsField(
        label=_("What will be spoken of"),
        required=False,
        max_length=20_000,
        help_text=_("One point on each line."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    tickets = ChosenRowsField(
        label=_("Obstacles and proposals that wait"),
        required=False,
        queryset=Ticket.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    lines: ClassVar[str] = "invited"
    field_order = (
        "key",
        "version",
        "title",
        "kind",
        "held_on",
        "place",
        "kinds",
        "above",
        "invited",
        "left_out",
    )

    def __init__(self, *arguments: Any, tickets: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        fields: dict[str, Any] = self.fields
        fields["tickets"].queryset = tickets
        fields["tickets"].label_from_instance = lambda one: f"{one.agency}: {one.text[:140]}"
        fields["key"].initial = uuid.uuid4().hex
        fields["version"].initial = 1
        if not tickets:
            del fields["tickets"]

    def planned(self) -> Planned:
        """This function will return what was entered."""
        names = ("kind", "title", "held_on", "place", "agenda")
        given = {name: self.cleaned_data[name] for name in names}
        tickets = list(self.cleaned_data.get("tickets") or ())
        return Planned(**given, invited=self.chosen_agencies(), tickets=tickets)


class MinutesForm(RecordForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    minutes = forms.CharField(
        label=_("Minutes"),
        required=False,
        max_length=LONGEST_MINUTES,
        help_text=_("Who spoke of what, in short."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class GivingForm(RecordForm):
    """To which agencies a conclusion is given, and until when."""

    agencies = AgencyLinesField(label=_("Given to"), help_text=_("One agency on each line."))
    due_on = SmallDayField(label=_("Done by"))

    def __init__(self, *arguments: Any, on: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        fields: dict[str, Any] = self.fields
        fields["agencies"].on = on


class ConclusionForm(GivingForm):
    """A conclusion; with agencies and a day it becomes a request at once."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What was concluded"),
        max_length=MOST_CHARACTERS_OF_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["key", "text", "agencies", "due_on"]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.auto_id = "conclusion_%s"
        self.fields["key"].initial = uuid.uuid4().hex
        for name in ("agencies", "due_on"):
            self.fields[name].required = False

    def clean(self) -> Any:
        given = super().clean()
        named, due = given.get("agencies"), given.get("due_on")
        if named and not due and "due_on" not in self.errors:
            self.add_error("due_on", _("Say by which day these agencies do it."))
        if due and not named and "agencies" not in self.errors:
            self.add_error("agencies", _("Say which agencies do it by this day."))
        return given


def as_written(briefing: Briefing) -> dict[str, Any]:
    """This function will write a briefing as the fields of its form show it."""
    points = briefing.agenda.order_by("number")
    return {
        "version": briefing.version,
        "title": briefing.title,
        "kind": briefing.kind,
        "held_on": briefing.held_on,
        "place": briefing.place,
        "invited": "\n".join(_as_line(one) for one in briefing.invited.order_by("name", "id")),
        "agenda": "\n".join(point.text for point in points if not point.ticket_id),
        "tickets": [point.ticket_id for point in points if point.ticket_id],
    }


def _as_line(agency: Agency) -> str:
    return f"{agency.name} ({agency.code})" if agency.code else agency.name


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
