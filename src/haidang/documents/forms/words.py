"""What a person says about one uncertain word: another reading of the machine, or the word as they see it."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from haidang.documents.models import UncertainWord

LONGEST_WORD = 200
TYPED = "typed"


class WordForm(forms.Form):
    """Readings that the machine held possible as choices, and a field; what was typed without a choice holds."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(label=_("What stands in the paper"), required=False, widget=forms.RadioSelect)
    typed = forms.CharField(label=_("Another word"), required=False, max_length=LONGEST_WORD)
    everywhere = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, word: UncertainWord) -> None:
        self.word = word
        super().__init__(
            data,
            initial={"version": word.version},
            auto_id=f"tu-{word.pk}-%s",
            use_required_attribute=False,
        )
        others = [(text, format_html('<b lang="vi">{}</b>', text)) for text, _share in word.alternatives]
        self.fields["choice"].choices = [*others, (TYPED, _("Another word"))]  # type: ignore[attr-defined]
        self.fields["typed"].widget.attrs |= {"class": "in in-s", "lang": "vi", "autocapitalize": "off"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        choice, typed = cleaned.get("choice") or "", " ".join((cleaned.get("typed") or "").split())
        if self.errors:
            return cleaned
        if not choice and not typed:
            self.add_error("choice", _("Choose a reading or type the word."))
        elif choice == TYPED and not typed:
            self.add_error("typed", _("Type the word that stands in the paper."))
        elif choice not in ("", TYPED) and typed:
            self.add_error("typed", _("Choose “Another word” for what you typed, or empty the field."))
        cleaned["text"] = typed or choice
        return cleaned
