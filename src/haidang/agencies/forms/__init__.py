"""Forms of accounts, posts and agencies: they check and clean, they never save."""

import hashlib
import re
from datetime import date, timedelta

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind, NameKind, RegisterGap, Role, SuccessionKind
from haidang.agencies.errors import AgenciesError, AgencyAmbiguous, NotAliveThatDay
from haidang.agencies.models import Agency, Succession
from haidang.agencies.queries import (
    Body,
    PlannedAct,
    PlannedChange,
    body_of,
    body_of_any_day,
    body_of_register,
    is_alive_on,
)
from haidang.engines.vietnamese.forms import normal_form

MOST_CHARACTERS_OF_NAME = 300

LOGIN_FORM = RegexValidator(
    r"^[a-z][a-z0-9._-]{2,}$",
    _("Use at least three small letters without marks, digits, dots or hyphens; begin with a letter."),
)


_WRITTEN_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}$")
_NO_SUCH_DAY = _("The calendar has no day %(day)s. Check day and month.")


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy: the browser's own date field follows the browser's language, not the person's."""

    def __init__(self, **options) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        messages = {"invalid": _("Write the day as 15/6/2026.")}
        super().__init__(input_formats=["%d/%m/%Y"], widget=widget, error_messages=messages, **options)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except forms.ValidationError:
            if _WRITTEN_DAY.match(str(value).strip()):
                raise forms.ValidationError(_NO_SUCH_DAY, params={"day": str(value).strip()})
            raise


class LogInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _(
            "The login or the password is wrong. Check both; capital letters count in the password."
        ),
        "inactive": _("This account is shut. Ask an administrator."),
    }


class NewPasswordForm(forms.Form):
    current = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters, not a common password, not like your name."),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, account, **options) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_current(self) -> str:
        if not self.account.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError(_("This is not the present password."))
        return self.cleaned_data["current"]

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if self.account.check_password(password):
            raise forms.ValidationError(_("The new password must differ from the present one."))
        password_validation.validate_password(password, self.account)
        return password

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return given


class AccountForm(forms.Form):
    full_name = forms.CharField(label=_("Full name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)


class NewAccountForm(AccountForm):
    username = forms.CharField(
        label=_("Login"),
        max_length=80,
        validators=[LOGIN_FORM],
        help_text=_("Small letters without marks, for example: nguyenthuha"),
    )
    field_order = ["username", "full_name", "email"]


class PostForm(forms.Form):
    agency: forms.ModelChoiceField = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("choose a role")), *Role.choices])
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until (not included)"), required=False)

    def __init__(self, *args, agencies, **options) -> None:
        super().__init__(*args, **options)
        self.fields["agency"] = forms.ModelChoiceField(
            label=_("Agency"), queryset=agencies, empty_label=_("choose an agency")
        )

    def clean(self) -> dict:
        given = self.cleaned_data
        starts, ends = given.get("valid_from"), given.get("valid_to")
        if starts and ends and ends <= starts:
            self.add_error("valid_to", _("The last day must come after the first one."))
        return given


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Search by name"), max_length=200, required=False)


class DayOfRegisterForm(forms.Form):
    on = DayField(required=False)


class RegisterForm(SearchForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("any kind")), *AgencyKind.choices], required=False
    )
    parent: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Belongs to"), queryset=Agency.objects.none(), required=False
    )
    on = DayField(label=_("Exists on"), required=False)
    gap = forms.ChoiceField(label=_("Only"), choices=[("", _("all")), *RegisterGap.choices], required=False)

    def __init__(self, *args, parents, **options) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = forms.ModelChoiceField(
            label=_("Belongs to"), queryset=parents, empty_label=_("any body"), required=False
        )


class WhoNowForm(forms.Form):
    name = forms.CharField(label=_("Name, old name or abbreviation"), max_length=300)
    day = DayField(label=_("On the day"), required=False)


class FactForm(forms.Form):
    """What every fact of the register has: where it was checked, and that it was; refused when it changed meanwhile."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    is_verified = forms.BooleanField(label=_("I compared this with the source"), required=False)

    def __init__(self, *args, facts: dict, **options) -> None:
        told = repr(sorted((name, str(value)) for name, value in facts.items()))
        self.now = hashlib.sha256(told.encode()).hexdigest()
        options["initial"] = facts | {"seen": self.now}
        super().__init__(*args, **options)

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self.now:
            told = _("Somebody corrected this meanwhile. Open the page again, look, and then correct.")
            self.add_error(None, told)
        return self.now

    def corrected(self) -> dict:
        """This function will return what the person corrected, without what only the form needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AgencyFactForm(FactForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind)
    valid_from = DayField(label=_("Exists since"), required=False)
    valid_to = DayField(label=_("Until (not included)"), required=False)
    field_order = ["kind", "valid_from", "valid_to", "source", "is_verified"]

    def clean(self) -> dict:
        given = self.cleaned_data
        starts, ends = given.get("valid_from"), given.get("valid_to")
        if starts and ends and ends <= starts:
            self.add_error("valid_to", _("The last day must come after the first one."))
        return given


class SuccessionFactForm(FactForm):
    effective_on = DayField(label=_("Takes effect on"))
    heirs = forms.CharField(
        label=_("Followed by"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One body a line, by its name or code in the register"),
    )
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    field_order = ["effective_on", "heirs", "legal_basis", "source", "is_verified"]

    def clean(self) -> dict:
        given = self.cleaned_data
        lines = [line.strip() for line in given.get("heirs", "").splitlines() if line.strip()]
        if given.get("effective_on"):
            try:
                given["heirs"] = [body_of_register(line, on=given["effective_on"]) for line in lines]
            except AgenciesError as refused:
                self.add_error("heirs", refused.message)
        return given


class DutyFactForm(FactForm):
    name = forms.CharField(label=_("Duty"), max_length=300)
    holder = forms.CharField(label=_("Held by"), max_length=300)
    valid_from = DayField(label=_("From"), required=False)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    field_order = ["name", "holder", "valid_from", "legal_basis", "source", "is_verified"]

    def __init__(self, *args, on, **options) -> None:
        super().__init__(*args, **options)
        self.on = on

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("holder"):
            try:
                given["holder"] = body_of_register(given["holder"], on=given.get("valid_from") or self.on)
            except AgenciesError as refused:
                self.add_error("holder", refused.message)
        return given


_TOO_LONG = _("A name has at most %(most)s characters.")


class NewDutyForm(forms.Form):
    name = forms.CharField(
        label=_("Duty"),
        max_length=300,
        help_text=_("What it is about stands after “về”, in parts between commas: work is recognised by it."),
    )
    valid_from = DayField(label=_("From"), required=False)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


class DutyPassedForm(forms.Form):
    """To whom a duty goes, and since when."""

    holder = forms.CharField(
        label=_("Held by"), max_length=420, help_text=_("Its name or code in the register")
    )
    on = DayField(label=_("From"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("holder") and given.get("on"):
            try:
                given["holder"] = body_of_any_day(given["holder"], on=given["on"])
            except AgenciesError as refused:
                self.add_error("holder", refused.message)
        return given


class TakersForm(forms.Form):
    """Who besides the heirs may take over what is open."""

    default_taker = forms.CharField(
        label=_("Takes open work by default"),
        max_length=420,
        required=False,
        help_text=_("Empty: the body that follows. A body that holds the duty comes first in any case."),
    )
    others = forms.CharField(
        label=_("Other bodies that may take something over"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One body a line; they can then be chosen for duties and for single rows."),
    )

    def bodies(self, field: str, *, on: date) -> tuple[Agency, ...]:
        """This function will return the bodies that a field names, each once; what it cannot read is its error."""
        lines = [line.strip() for line in self.cleaned_data.get(field, "").splitlines() if line.strip()]
        found: dict[int, Agency] = {}
        for line in lines:
            try:
                body = body_of_any_day(line, on=on)
            except AgencyAmbiguous as several:
                codes = "; ".join(f"{one.name} ({one.code})" for one in several.candidates)
                self.add_error(field, f"{several.message} {codes}")
            except AgenciesError as refused:
                self.add_error(field, refused.message)
            else:
                found[body.pk] = body
        return tuple(found.values())

    def takers(self, *, on: date) -> dict:
        """This function will return `others` and `default_taker` as a planned change takes them."""
        alive = {name: self.bodies(name, on=on) for name in ("default_taker", "others")}
        for name, bodies in alive.items():
            for body in bodies:
                if not is_alive_on(body, on):
                    self.add_error(name, NotAliveThatDay(body.name, f"{on:%d/%m/%Y}").message)
        return {"others": alive["others"], "default_taker": next(iter(alive["default_taker"]), None)}


class ReorganisationForm(TakersForm):
    kind = forms.ChoiceField(label=_("Kind of act"), choices=SuccessionKind)
    effective_on = DayField(label=_("Takes effect on"))
    predecessors = forms.CharField(
        label=_("Bodies that end or give up a part"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One body a line, by its name or code in the register"),
    )
    heirs = forms.CharField(
        label=_("Followed by these bodies of the register"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One body a line. A body that keeps a part in a split stands here too."),
    )
    founded = forms.CharField(
        label=_("Followed by these bodies, founded by the act"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One official name a line"),
    )
    founded_kind = forms.ChoiceField(
        label=_("Kind of the founded bodies"),
        choices=[("", _("as the first that ends")), *AgencyKind.choices],
        required=False,
    )
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = [
        "kind",
        "effective_on",
        "predecessors",
        "heirs",
        "founded",
        "founded_kind",
        "legal_basis",
        "source",
        "default_taker",
        "others",
    ]

    def clean(self) -> dict:
        given = self.cleaned_data
        if day := given.get("effective_on"):
            ending = self.bodies("predecessors", on=day - timedelta(days=1))
            heirs = [body_of(one) for one in self.bodies("heirs", on=day)]
            act = PlannedAct(given.get("kind", ""), ending, (*heirs, *self._founded(ending, day)))
            takers = self.takers(on=day)
            given["change"] = PlannedChange(
                effective_on=day,
                acts=(act,),
                legal_basis=given.get("legal_basis", ""),
                source=given.get("source", ""),
                **takers,
            )
        return given

    def _founded(self, ending: tuple[Agency, ...], day: date) -> list[Body]:
        given = self.cleaned_data
        lines = [line.strip() for line in given.get("founded", "").splitlines() if line.strip()]
        kind = given.get("founded_kind") or (ending[0].kind if ending else AgencyKind.OTHER)
        names = list(dict.fromkeys(normal_form(line) for line in lines))
        bearers = Agency.objects.without_tree_fields().alive_on(day).filter(name__in=names)
        for taken in bearers.exclude(pk__in=[one.pk for one in ending]).order_by("pk"):
            told = _("“%(name)s” is in the register already: name it among the bodies of the register.")
            self.add_error("founded", told % {"name": taken.name})
        if any(len(name) > MOST_CHARACTERS_OF_NAME for name in names):
            self.add_error("founded", _TOO_LONG % {"most": MOST_CHARACTERS_OF_NAME})
        return [Body(ref=f"n{place}", name=name, kind=kind) for place, name in enumerate(names)]


class ChosenActsForm(TakersForm):
    """Acts of the register to carry out, and who else may take something over."""

    viec: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=_("Acts"),
        queryset=Succession.objects.none(),
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": _("Choose at least one act."),
            "invalid_choice": _("There is no such act."),
        },
    )

    def __init__(self, *args, acts, **options) -> None:
        super().__init__(*args, **options)
        self.fields["viec"].queryset = acts  # type: ignore[attr-defined]


class SameBodyForm(forms.Form):
    kept = forms.CharField(
        label=_("The entry that is kept"),
        max_length=420,
        help_text=_("Its code in the register, or a name that no other entry bears"),
    )
    reason = forms.CharField(
        label=_("How do you know that it is one body?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )

    def clean_kept(self) -> Agency:
        try:
            return body_of_any_day(self.cleaned_data["kept"], on=timezone.localdate())
        except AgenciesError as refused:
            raise forms.ValidationError(refused.message)


class ActsOfDayForm(forms.Form):
    ngay = DayField(label=_("Day of the act"), required=False)


class UndoForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it undone?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("It stays on record beside the act, for example: the resolution was corrected."),
    )


class AgencyForm(forms.Form):
    name = forms.CharField(label=_("Official name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind)
    valid_from = DayField(label=_("Exists since"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("The decision or list that the name was taken from"),
    )


class AgencyNameForm(forms.Form):
    text = forms.CharField(label=_("Name or abbreviation"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (NameKind.ABBREVIATION, NameKind.ALIAS)],
    )
    valid_from = DayField(label=_("Used since"), required=False)


class RenameForm(forms.Form):
    name = forms.CharField(label=_("New official name"), max_length=300)
    on = DayField(label=_("From"))
