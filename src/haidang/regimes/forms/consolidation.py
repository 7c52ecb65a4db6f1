"""What editors enter of a consolidated report: pieces of a section, and what stands on it when it is issued."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION
from haidang.regimes.queries.consolidation_texts import IssueFacts, PickFacts

MOST_PIECES = 500
LAST_PLACE = 9_999


class PieceForm(FormWithoutSecrets):
    """One piece of a section; an empty one is left out."""

    narrative_id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    text = forms.CharField(
        label=_("Text of the piece"),
        required=False,
        max_length=MOST_CHARACTERS_OF_SECTION,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    heading = forms.CharField(label=_("Heading above it"), required=False, max_length=200)
    order = forms.IntegerField(
        label=_("Place in the order"), required=False, min_value=1, max_value=LAST_PLACE
    )
    is_source_named = forms.BooleanField(label=_("Name the unit in brackets"), required=False)
    is_dropped = forms.BooleanField(label=_("Take this piece out"), required=False)


PieceFormSet = formset_factory(PieceForm, extra=1, max_num=MOST_PIECES, validate_max=True)


def pieces_of(formset: BaseFormSet) -> list[PickFacts]:
    """This function will return the pieces in the order their editor gave; without a number they keep their place."""
    kept: list[tuple[int, int, PickFacts]] = []
    for place, form in enumerate(formset, 1):
        given: dict[str, Any] = form.cleaned_data
        if not given.get("text") or given.get("is_dropped"):
            continue
        facts = PickFacts(
            given["text"], given["heading"], given["is_source_named"], given.get("narrative_id")
        )
        kept.append((given.get("order") or LAST_PLACE, place, facts))
    return [facts for _order, _place, facts in sorted(kept, key=lambda one: one[:2])]


def first_values(picks: list[PickFacts]) -> list[dict[str, Any]]:
    """This function will return pieces as the form shows them."""
    return [
        {
            "narrative_id": one.narrative_id,
            "text": one.text,
            "heading": one.heading,
            "order": number,
            "is_source_named": one.is_source_named,
        }
        for number, one in enumerate(picks, 1)
    ]


class IssueForm(FormWithoutSecrets):
    """What stands on a report when it is issued."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    number = forms.CharField(label=_("Number and sign of the report"), max_length=80)
    dated_on = SmallDayField(label=_("Dated"))
    place = forms.CharField(label=_("Place in the letterhead"), max_length=120)
    authority = forms.CharField(
        label=_("Authority of the signer"),
        max_length=300,
        help_text=_("One line for each line on the paper."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    signer = forms.CharField(label=_("Name of the signer"), max_length=200)

    def facts(self) -> IssueFacts:
        """This function will return what was entered."""
        return IssueFacts(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
