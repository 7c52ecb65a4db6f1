"""What editors enter of a consolidated report: pieces of a section, and what stands on it when it is issued."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from haidang.engines.drafting.signing_lines import (
    SigningDoubt,
    bears_scholars_title,
    doubts_of_signing,
    signing_lines,
)
from haidang.engines.vietnamese.dates import written_day
from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.regimes.models import MOST_CHARACTERS_OF_SECTION, Consolidation, Pick
from haidang.regimes.queries.consolidation_heads import PaperHead
from haidang.regimes.queries.consolidation_texts import IssueFacts, PickFacts
from haidang.reports.models import Obligation

MOST_PIECES = 500
LAST_PLACE = 9_999
_LONE_DIGIT = re.compile(r"^([1-9])\s*/")


class OwedField(forms.ModelChoiceField):
    """One of several reports that a body owes."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(body)s: %(title)s, last day %(day)s") % {
            "body": obj.agency.name,
            "title": obj.title,
            "day": written_day(obj.due_on),
        }


class AnsweredForm(forms.Form):
    """Which of the reports that are owed to the level above a consolidated report answers."""

    owed = OwedField(
        label=_("Which report it answers"),
        queryset=Obligation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, data: Any = None, *, owed: Sequence[Obligation], may_be_none: bool = False) -> None:
        super().__init__(data)
        known = Obligation.objects.filter(pk__in=[one.pk for one in owed])
        field: Any = self.fields["owed"]
        if may_be_none:
            field.required, field.empty_label = False, _("none of these")
        field.queryset = known.select_related("agency").order_by("id")

    @staticmethod
    def is_sent(data: Any) -> bool:
        """This function will tell whether the page of the choice was sent, not the button that leads to it."""
        return "choose" in data

    def clean(self) -> Any:
        given = super().clean()
        if "owed" not in self.data and "owed" not in self.errors:
            self.add_error("owed", self.fields["owed"].error_messages["required"])
        return given

    def chosen(self) -> Obligation | None:
        """This function will return the report that was chosen, None for none of them."""
        chosen: Obligation | None = self.cleaned_data["owed"]
        return chosen


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


SIGNING_DOUBTS: dict[SigningDoubt, Any] = {
    "nothing": _("Write the lines above the signature, or enter the post and let them be made."),
    "lower_case": _("Lines above the signature are written in capitals."),
    "unknown_prefix": _("Begin a line with TM., KT., TL., TUQ. or Q., or with the post itself."),
    "deputy_alone": _("A deputy signs for the head: write “KT.” and the head’s post on the line above."),
    "post_missing": _("Below “TM.”, “KT.”, “TL.” or “TUQ.” stands the post of who signs."),
    "needs_body": _("“TM.” is for a body that decides together, not for one under a single head."),
    "party_prefix": _("T/M, K/T and T/L are for papers of the Party; write TM., KT. or TL. here."),
}


def _lines_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


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


def name_sources(formset: BaseFormSet, picks: Iterable[Pick]) -> None:
    """This function will say with each piece of a form which unit it is from."""
    names = {str(one.narrative_id): one.narrative.submission.agency.name for one in picks if one.narrative}
    for form in formset:
        form.source = names.get(str(form["narrative_id"].value()), "")


class IssueForm(FormWithoutSecrets):
    """What stands on a report when it is issued, in the order of the paper."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    superior = forms.CharField(label=_("Body above it in the letterhead"), required=False, max_length=300)
    issuer = forms.CharField(label=_("Body that issues, in the letterhead"), max_length=300)
    number = forms.CharField(
        label=_("Number and sign of the report"), max_length=80, help_text=_("As in 125/BC-UBND.")
    )
    place = forms.CharField(label=_("Place in the letterhead"), max_length=120)
    dated_on = SmallDayField(label=_("Dated"))
    addressees = _lines_field(_("Addressees (“Kính gửi”)"))
    citations = _lines_field(_("Legal bases"), _("One on each line, as the paper prints it: “Căn cứ …;”."))
    has_charts = forms.BooleanField(
        label=_("With charts of the first figures of each section"), required=False
    )
    signer_post = forms.CharField(
        label=_("Post of the signer"),
        required=False,
        max_length=120,
        help_text=_("As in Phó Chủ tịch. The lines below are made from it and the body."),
    )
    authority = forms.CharField(
        label=_("Authority of the signer"),
        required=False,
        max_length=300,
        help_text=_("One line for each line on the paper."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signer = forms.CharField(label=_("Name of the signer"), max_length=200)
    recipients = _lines_field(_("Recipients (“Nơi nhận”)"), _("One on each line."))

    def clean_number(self) -> str:
        """This function will put a nought before a number below ten, as Decree 30/2020 wants it."""
        number: str = self.cleaned_data["number"]
        return _LONE_DIGIT.sub(r"0\1/", number)

    def clean_signer(self) -> str:
        """This function will refuse a scholar's title before the name."""
        signer: str = self.cleaned_data["signer"]
        if bears_scholars_title(signer):
            raise forms.ValidationError(_("Titles of scholars do not stand before the name of who signs."))
        return signer

    @property
    def wants_lines(self) -> bool:
        """Whether the lines of authority are to be made from the post, and looked at before anything is issued."""
        return "propose" in self.data or not str(self.data.get("authority", "")).strip()

    def clean(self) -> dict[str, Any]:
        """This function will say which line above the signature is not as Decree 30/2020 wants it."""
        given = super().clean() or self.cleaned_data
        if not self.wants_lines and "authority" in given:
            lines = tuple(filter(None, map(str.strip, given["authority"].splitlines())))
            for doubt in doubts_of_signing(lines):
                self.add_error("authority", SIGNING_DOUBTS[doubt])
        return given

    def proposed_lines(self) -> str:
        """This function will make the lines of authority from body and post. Raises UnknownSigner."""
        return "\n".join(
            signing_lines(str(self.data.get("issuer", "")), str(self.data.get("signer_post", "")))
        )

    def facts(self) -> IssueFacts:
        """This function will return what was entered."""
        left_out = {"version", "signer_post"}
        return IssueFacts(
            **{name: value for name, value in self.cleaned_data.items() if name not in left_out}
        )


def issue_values(consolidation: Consolidation, head: PaperHead) -> dict[str, Any]:
    """This function will return what stands on a report already, and what is proposed where nothing does."""
    kept = ("version", "number", "dated_on", "place", "authority", "signer", "has_charts")
    around = {name: getattr(consolidation, name) or value for name, value in asdict(head).items()}
    return {name: getattr(consolidation, name) for name in kept} | around
