"""Signing in, accounts and posts."""

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import Role
from haidang.agencies.models import Agency
from haidang.foundation.forms import DayField

LOGIN_FORM = RegexValidator(
    r"^[a-z][a-z0-9._-]{2,}$",
    _("Use at least three small letters without marks, digits, dots or hyphens; begin with a letter."),
)


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
