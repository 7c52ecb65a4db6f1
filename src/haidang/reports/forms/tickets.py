"""What people enter about obstacles and proposals."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import body_of_register
from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.reports.enums import TicketFilter, TicketKind
from haidang.reports.forms.fields import SmallChoiceField, SmallTextField
from haidang.reports.models import MOST_CHARACTERS_OF_SENTENCE
from haidang.reports.queries.tickets import TicketAsked

LONGEST_NAME = 300


class SpokenForm(FormWithoutSecrets):
    """A form whose text is read by others: it takes no state secrets. Several stand on one page."""

    ids = "id_%s"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.auto_id = self.ids


class RaiseForm(SpokenForm):
    """What a unit raises: one sentence is enough."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    agency = forms.ModelChoiceField(label=_("For the unit"), queryset=Agency.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("Kind of what you raise"),
        choices=TicketKind,
        widget=forms.RadioSelect,
        initial=TicketKind.OBSTACLE,
    )
    text = forms.CharField(
        label=_("What holds you up, or what you propose"),
        max_length=MOST_CHARACTERS_OF_SENTENCE,
        help_text=_("What it is about, and what you ask to be done."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    addressee = forms.CharField(
        label=_("Who should answer"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Left empty: the standing body. A higher body is written with its full name."),
    )
    due_on = SmallDayField(label=_("Answer wanted by"))

    def __init__(self, *arguments: Any, agencies: Any, on: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on
        field: Any = self.fields["agency"]
        field.queryset = agencies
        self.fields["key"].initial = uuid.uuid4().hex
        if len(agencies) == 1:
            field.widget = forms.HiddenInput()
            field.initial = agencies[0].pk

    def clean(self) -> Any:
        given = super().clean()
        name, kind = given.get("addressee") or "", given.get("kind")
        given["addressee"], given["addressee_name"] = None, ""
        if kind == TicketKind.HIGHER and not name:
            self.add_error("addressee", _("Write which higher body the proposal goes to."))
        elif name:
            body = body_or_name(name, on=self.on, is_name_enough=kind == TicketKind.HIGHER)
            if isinstance(body, ValidationError):
                self.add_error("addressee", body)
            elif isinstance(body, Agency):
                given["addressee"] = body
            else:
                given["addressee_name"] = body
        return given


class TicketAnswerForm(SpokenForm):
    """What the other side says, and by which paper."""

    ids = "answer_%s"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(
        label=_("Answer to the unit"),
        max_length=MOST_CHARACTERS_OF_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    paper = forms.CharField(
        label=_("By the paper"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Number and day, if any."),
    )


class ForwardForm(SpokenForm):
    """To which other body a ticket goes, until when, and why."""

    ids = "forward_%s"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    addressee = forms.CharField(
        label=_("Forward to"),
        max_length=LONGEST_NAME,
        help_text=_("A body of the register, or the full name of a higher body."),
    )
    due_on = SmallDayField(label=_("Answer wanted by"))
    reason = forms.CharField(
        label=_("Why to this body"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *arguments: Any, on: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on

    def clean(self) -> Any:
        given = super().clean()
        if name := given.get("addressee"):
            given["addressee"] = body_or_name(name, on=self.on, is_name_enough=True)
        return given


class SettleForm(SpokenForm):
    """A word of the unit: why it asks again, how it is settled, why it is withdrawn."""

    ids = "settle_%s"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(
        label=_("A word on it"),
        required=False,
        max_length=MOST_CHARACTERS_OF_SENTENCE,
        help_text=_("Needed when you ask again."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TicketsForm(forms.Form):
    """What a person looks for among tickets. A value that is no choice asks for nothing."""

    q = SmallTextField(label=_("Search"))
    loai = SmallChoiceField(label=_("Kind"), choices=TicketKind.choices)
    tinh_trang = SmallChoiceField(label=_("How it stands"), choices=TicketFilter.choices)
    don_vi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tu = SmallDayField(label=_("Raised from"), required=False)
    den = SmallDayField(label=_("Raised until"), required=False)

    def asked(self) -> TicketAsked:
        """This function will return what is asked for."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return TicketAsked(
            words=given.get("q") or "",
            kind=given.get("loai") or "",
            standing=given.get("tinh_trang") or "",
            agency_id=given.get("don_vi"),
            raised_from=given.get("tu"),
            raised_to=given.get("den"),
        )


def body_or_name(text: str, *, on: Any, is_name_enough: bool) -> Agency | str | ValidationError:
    """This function will return a body of the register, else the name as written where that is enough."""
    try:
        return body_of_register(text.strip(), on=on)
    except AgenciesError as refusal:
        return text.strip() if is_name_enough else ValidationError(refusal.message)
