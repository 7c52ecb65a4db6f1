"""Answers to a doubt as choices with the values written out, and one field for another value."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from haidang.documents.enums import DoubtAnswer
from haidang.documents.models import DocumentDoubt
from haidang.documents.queries.doubt_grounds import AnswerGround, answers_with_ground
from haidang.engines.reading.doubt_values import DoubtValues, doubt_values

LONGEST_NOTE = 1000
EMPTY_CELLS = ("timing", "executor", "lead")
OFFERED_WORDS = {
    "sum_differs": _("As the lines add up"),
    "rate_differs": _("As the yearly rate makes"),
    "words_differ": _("As the words say"),
    "stale_year": _("The year of the plan"),
    "odd_sign": _("As it is usually written"),
    "unknown_lead": _("The heading above"),
}
TYPED_WORDS = {
    "amount": _("Another figure"),
    "year": _("Another year, or other words"),
    "sign": _("Another sign"),
    "number": _("Number of the paper"),
    "blank": _("Number of the paper"),
    "label": _("Another number"),
    "timing": _("Timing in other words"),
    "lead": _("Another lead"),
    "executor": _("Carried out by"),
}
HINTS = {
    "label": _("not used in this paper yet"),
    "lead": _("several are parted by a semicolon"),
    "number": _("number and sign, with the day if it is blank too"),
}
EXAMPLES = {
    "amount": "4,907",
    "year": "2024",
    "sign": "34-NQ/TW",
    "number": "74/KH-UBND ngày 07/3/2024",
    "blank": "74/TB-UBND",
    "label": "I.6a",
    "timing": "Quý III/2026; trước 20/6/2026",
    "lead": "Sở Ngoại vụ; Sở Du lịch",
    "executor": "Sở Tài chính",
}


class DoubtAnswerForm(forms.Form):
    """The answers that suit one doubt. What was typed without a choice is another value."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    finding_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Answer"), required=False, widget=forms.RadioSelect)
    note = forms.CharField(label=_("What holds"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, data: Any = None, *, doubt: DocumentDoubt, ground: AnswerGround | None) -> None:
        self.doubt, self.ground = doubt, ground
        self.offered = answers_with_ground(doubt, ground)
        told = doubt_values(doubt.code, doubt.message)
        initial = {"version": doubt.version, "finding_version": ground.finding.version if ground else None}
        super().__init__(data, initial=initial, auto_id=f"nv-{doubt.pk}-%s", use_required_attribute=False)
        self.fields["answer"].choices = [(one, self._words(one, told)) for one in self.offered]  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["class"] = "in in-s"
        if ground:
            self.fields["note"].help_text = _hint(ground.holds)

    @property
    def only_answer(self) -> str:
        """The one answer there is, which needs a button and no choice; "" where there are several."""
        return self.offered[0] if len(self.offered) == 1 else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        answer, note = cleaned.get("answer") or "", (cleaned.get("note") or "").strip()
        if not answer and note and DoubtAnswer.TYPED in self.offered:
            cleaned["answer"] = DoubtAnswer.TYPED
        elif not answer:
            self.add_error("answer", _("Choose one of the answers."))
        elif answer == DoubtAnswer.TYPED and not note:
            self.add_error("note", _("Type the value that holds."))
        elif answer != DoubtAnswer.TYPED and note:
            self.add_error("note", _("Choose the last answer for this value, or empty the field."))
        return cleaned

    def _words(self, answer: str, told: DoubtValues) -> Any:
        if answer == DoubtAnswer.TYPED and self.ground:
            return TYPED_WORDS[self.ground.holds]
        if answer == DoubtAnswer.COMPUTED:
            return _with_value(OFFERED_WORDS[self.doubt.code], self._offered_value(told))
        if answer == DoubtAnswer.AGREED:
            return _("A slip of the paper; nothing was taken from it")
        if self.ground and self.ground.holds in EMPTY_CELLS and not self.ground.stands:
            return _("Leave it empty, as in the paper")
        return _with_value(_("Keep as printed"), self._printed_value(told))

    def _offered_value(self, told: DoubtValues) -> str:
        return self.ground.offered if self.ground else _amount(told, "computed")

    def _printed_value(self, told: DoubtValues) -> str:
        return self.ground.stands if self.ground else _amount(told, "stated")


def _amount(told: DoubtValues, name: str) -> str:
    return f"{told.named[name]} {told.named['unit']}".strip() if name in told.named else ""


def _hint(holds: str) -> Any:
    example = format_html('{} <span lang="vi">{}</span>', _("for example"), EXAMPLES[holds])
    return format_html("{}; {}", HINTS[holds], example) if holds in HINTS else example


def _with_value(words: Any, value: str) -> Any:
    """The words of a choice and the value of the paper, which is Vietnamese on a page of any language."""
    if not value:
        return words
    return format_html('{}: <b lang="vi">{}</b>', words, value)
