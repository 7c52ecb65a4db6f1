"""What a person looks for in a round, and the words of closing, opening again and chasing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.foundation.forms import FormWithoutSecrets
from haidang.regimes.enums import UnitFilter
from haidang.regimes.models import MOST_CHARACTERS_OF_CHASE
from haidang.regimes.queries.round_page import UnitsAsked
from haidang.reports.forms.fields import SmallChoiceField, SmallTextField


class UnitsForm(forms.Form):
    """What a person looks for among the units of a round. A value that is no choice asks for nothing."""

    q = SmallTextField(label=_("Name of the unit"))
    loai = SmallChoiceField(label=_("Kind of unit"), choices=AgencyKind.choices)
    tinh_trang = SmallChoiceField(label=_("How it stands"), choices=UnitFilter.choices)

    def asked(self) -> UnitsAsked:
        """This function will return what is asked for."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return UnitsAsked(given.get("q") or "", given.get("loai") or "", given.get("tinh_trang") or "")


class CloseRoundForm(forms.Form):
    """Which state of the round the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReopenRoundForm(FormWithoutSecrets):
    """Why a closed round is opened again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why it is opened again"), max_length=500, required=False)


class ChaseForm(FormWithoutSecrets):
    """What is written to whoever is chased."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What you add in your own words"),
        required=False,
        max_length=MOST_CHARACTERS_OF_CHASE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def words(self) -> dict[str, Any]:
        """This function will return the text and the key of this sending."""
        return {"text": self.cleaned_data["text"], "key": self.cleaned_data["key"]}
