"""The file of an issued report from another installation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.engines.drafting.exchanged_report import MOST_BYTES


class ExchangeForm(forms.Form):
    """One file: the data, or the envelope that holds them."""

    file = forms.FileField(
        label=_("File of the issued report (JSON or edXML)"),
        help_text=_(
            "As its sender downloaded it. Sender, period, form and seal are checked before anything is kept."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,.xml,.edxml"}),
    )

    def clean_file(self) -> object:
        """This function will refuse a file that is too large before it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            most = MOST_BYTES // (1024 * 1024)
            raise forms.ValidationError(
                _("The file is over %(most)d MB. Ask the sender for the JSON file alone."),
                params={"most": most},
            )
        return upload

    def content(self) -> bytes:
        """This function will return what the file holds."""
        content: bytes = self.cleaned_data["file"].read()
        return content
