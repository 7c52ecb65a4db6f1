"""Forms of people, their seats and delegations: they check and clean, they never save."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import SeatKind, SeatPlace
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Account, Agency, Post
from haidang.agencies.queries import (
    account_called,
    accounts_called,
    agencies_matching,
    body_of_register,
    people_named,
)
from haidang.foundation.forms import DayField, FormWithoutSecrets

MOST_NAMESAKES = 5
PHONE_FORM = RegexValidator(
    r"^[0-9+(). /-]{6,40}$", _("Write the office telephone in digits, for example: 024 3825 3536.")
)


class DirectoryForm(forms.Form):
    q = forms.CharField(label=_("Name of the person or body"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of seat"), choices=[("", _("any seat")), *SeatKind.choices], required=False
    )
    agency = forms.CharField(label=_("Agency, by name or code"), max_length=400, required=False)
    on = DayField(label=_("On the day"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_on = on

    def clean_agency(self) -> Agency | None:
        words = self.cleaned_data["agency"].strip()
        if not words:
            return None
        try:
            return body_of_register(words, on=self.asked_on)
        except AgenciesError as refused:
            like = list(agencies_matching(words, on=self.asked_on)[:2])
            if len(like) != 1:
                raise forms.ValidationError(refused.message)
            return like[0]


class DayOfDirectoryForm(forms.Form):
    on = DayField(label=_("On the day"), required=False)


class ContactForm(FormWithoutSecrets):
    phone = forms.CharField(
        label=_("Office telephone"), max_length=40, required=False, validators=[PHONE_FORM]
    )
    email = forms.EmailField(label=_("Office e-mail"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


NEW_PERSON = "new"


class NamedForm(FormWithoutSecrets):
    """A form with the name of a person; one that the directory knows already is asked about: who of them, or new."""

    name = forms.CharField(label=_("Full name"), max_length=200, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.namesakes = {str(person.pk): person for person in self._people_named()}
        if self.namesakes:
            choices = [(key, _described(person)) for key, person in self.namesakes.items()]
            who = forms.ChoiceField(
                label=_("The directory knows this name. Who is it?"),
                choices=[*choices, (NEW_PERSON, _("another person of the same name"))],
                widget=forms.RadioSelect,
            )
            self.fields = {"name": self.fields["name"], "who": who} | self.fields

    def _people_named(self) -> list[Any]:
        """People of the name as it was sent; what nobody can be called (NUL) is told by the field itself."""
        name = str(self.data.get(self.add_prefix("name"), "")).strip() if self.is_bound else ""
        return list(people_named(name)[:MOST_NAMESAKES]) if name and name.isprintable() else []

    def holder(self) -> Any:
        """This function will return who is meant: a known person, a new name, or None without a name."""
        known = self.namesakes.get(self.cleaned_data.get("who", ""))
        return known or self.cleaned_data.get("name") or None

    def details(self) -> dict[str, Any]:
        """This function will return what was written beside the name."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"name", "who"}}


def _described(person: Any) -> str:
    seats = [f"{seat.title or seat.get_kind_display()}, {seat.agency}" for seat in person.seats.all()[:1]]
    return ": ".join([person.full_name, *seats])


class SeatForm(NamedForm):
    kind = forms.ChoiceField(label=_("Seat"), choices=[("", _("choose a seat")), *SeatKind.choices])
    place = forms.ChoiceField(
        label=_("Place in the steering committee"),
        choices=SeatPlace.choices,
        initial=SeatPlace.MEMBER,
        required=False,
        help_text=_("Only for the steering committee"),
    )
    agency = forms.CharField(
        label=_("Body that the person comes from"),
        max_length=400,
        help_text=_("Its name, abbreviation or code in the register"),
    )
    title = forms.CharField(
        label=_("Position there"),
        max_length=200,
        required=False,
        help_text=_("For example: Phó Giám đốc"),
    )
    valid_from = DayField(label=_("From"))
    phone = forms.CharField(
        label=_("Office telephone"), max_length=40, required=False, validators=[PHONE_FORM]
    )
    email = forms.EmailField(label=_("Office e-mail"), required=False)
    source = forms.CharField(
        label=_("Paper or consent"),
        max_length=300,
        help_text=_(
            "The decision that names the person, or how the person agreed to be listed. "
            "Only officials and people who agreed; no journalists, no citizens."
        ),
    )

    def __init__(self, *args: Any, person: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        if person:
            del self.fields["name"]

    def clean(self) -> dict:
        given = self.cleaned_data
        self._check_name(given)
        if given.get("agency") and given.get("valid_from"):
            try:
                given["agency"] = body_of_register(given["agency"], on=given["valid_from"])
            except AgenciesError as refused:
                self.add_error("agency", refused.message)
        return given

    def _check_name(self, given: dict) -> None:
        if not self.person and not given.get("name") and "name" not in self.errors:
            self._check_post(given)

    def _check_post(self, given: dict) -> None:
        if given.get("kind") != SeatKind.STEERING:
            self.add_error(
                "name", _("Write the person's name; only a seat of the committee may wait for one.")
            )
        elif not given.get("title"):
            self.add_error("title", _("Without a name, write the position to which the seat belongs."))

    def holder(self) -> Any:
        return self.person or super().holder()


class EndSeatForm(FormWithoutSecrets):
    on = DayField(label=_("From this day on no longer held"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class PassSeatForm(NamedForm):
    title = forms.CharField(label=_("Position there"), max_length=200, required=False)
    on = DayField(label=_("From"))
    phone = forms.CharField(
        label=_("Office telephone"), max_length=40, required=False, validators=[PHONE_FORM]
    )
    email = forms.EmailField(label=_("Office e-mail"), required=False)
    source = forms.CharField(label=_("Paper or consent"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = True


class PersonForm(FormWithoutSecrets):
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    login = forms.CharField(
        label=_("Login"),
        max_length=80,
        required=False,
        help_text=_("When the person has an account; leave empty otherwise"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_login(self) -> Account | None:
        login = self.cleaned_data["login"]
        account = account_called(login) if login else None
        if login and account is None:
            raise forms.ValidationError(_("No account has this login."))
        return account


class DelegationForm(FormWithoutSecrets):
    post: forms.ModelChoiceField = forms.ModelChoiceField(label=_("My post"), queryset=Post.objects.none())
    delegate = forms.CharField(
        label=_("Who acts for me"), max_length=200, help_text=_("The login, or the full name")
    )
    valid_from = DayField(label=_("From"))
    last_day = DayField(label=_("Until the end of"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, posts: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        choice: Any = self.fields["post"]
        choice.queryset, choice.empty_label = posts, None
        choice.label_from_instance = lambda post: f"{post.get_role_display()}, {post.agency}"

    def clean_delegate(self) -> Account:
        found = accounts_called(self.cleaned_data["delegate"])
        if not found:
            raise forms.ValidationError(_("No open account has this login or this full name."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several accounts have this name. Write the login."))
        return found[0]

    def clean(self) -> dict:
        given = self.cleaned_data
        first, last = given.get("valid_from"), given.get("last_day")
        if first and first < self.today:
            self.add_error("valid_from", _("The first day cannot lie in the past."))
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not come before the first one."))
        return given

    def given(self) -> dict[str, Any]:
        """This function will return what was given; a delegation holds until the day after its last one."""
        given = dict(self.cleaned_data)
        last = given.pop("last_day")
        return given | {"valid_to": last + timedelta(days=1)}


class LeavingForm(FormWithoutSecrets):
    on = DayField(label=_("From this day on the post is not held"))
