"""What a person says about one uncertain word: it stands as read, it is another reading, or what they typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.documents.models import UncertainWord

LONGEST_WORD = 200


class WordForm(forms.Form):
    """A field that holds the word as it was read; buttons beside it keep that, delete it or take another reading."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("What stands in the paper"), required=False)
    choice = forms.CharField(required=False)
    keep = forms.BooleanField(required=False)
    delete = forms.BooleanField(required=False)
    everywhere = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, word: UncertainWord) -> None:
        self.word = word
        super().__init__(
            data,
            initial={"version": word.version, "text": word.text},
            auto_id=f"tu-{word.pk}-%s",
            use_required_attribute=False,
        )
        self.fields["text"].widget.attrs |= {
            "class": "in",
            "lang": "vi",
            "autocapitalize": "off",
            "autocomplete": "off",
            "spellcheck": "false",
            "maxlength": LONGEST_WORD,
            "data-word": True,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen, typed = cleaned.get("choice") or "", " ".join((cleaned.get("text") or "").split())
        is_as_read = cleaned.get("keep") or cleaned.get("delete")
        text = self.word.text if is_as_read else chosen or typed
        if chosen and chosen not in [other for other, _share in self.word.alternatives]:
            self.add_error("text", _("That is none of the readings on offer; type the word instead."))
        elif not text:
            self.add_error("text", _("Type the word that stands in the paper."))
        elif len(text) > LONGEST_WORD:
            self.add_error("text", _("A word has at most %(most)s letters.") % {"most": LONGEST_WORD})
        cleaned["text"] = text
        return cleaned
