"""What a person looks for in the register, and what is written about one agency."""

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind, NameKind, RegisterGap
from haidang.agencies.models import Agency
from haidang.foundation.forms import DayField, FormWithoutSecrets


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


class AgencyForm(FormWithoutSecrets):
    name = forms.CharField(label=_("Official name"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind)
    valid_from = DayField(label=_("Exists since"), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("The decision or list that the name was taken from"),
    )


class AgencyNameForm(FormWithoutSecrets):
    text = forms.CharField(label=_("Name or abbreviation"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (NameKind.ABBREVIATION, NameKind.ALIAS)],
    )
    valid_from = DayField(label=_("Used since"), required=False)


class RenameForm(FormWithoutSecrets):
    name = forms.CharField(label=_("New official name"), max_length=300)
    on = DayField(label=_("From"))
