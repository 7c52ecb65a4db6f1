"""Handing in papers, searching the register, correcting what it says."""

import os
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from haidang.documents.enums import DocumentState, FindingKind, RelationKind
from haidang.documents.models import Document
from haidang.engines.reading.limits import limits_from_environment
from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import DayField

TOO_MANY = gettext_noop(
    "At most %(most)s files at once. Hand in the others after these, or ask the administrator to raise the limit "
    "by the setting HAIDANG_MOST_FILES."
)
TOO_LONG = gettext_noop(
    "The pasted text is longer than %(most)s letters. Hand it in as a file, or ask the administrator to raise the "
    "limit by the setting HAIDANG_MOST_PASTED_LETTERS."
)
TOO_LARGE = gettext_noop(
    "“%(name)s” is larger than %(most)s MB. Split the paper, or ask the administrator to raise the limit "
    "by the setting HAIDANG_LIMIT_FILE_MB."
)
# What the browser offers to choose, the camera of a phone with it; what is handed in is told by its content.
OFFERED_FILES = ".docx,.pdf,.txt,.png,.jpg,.jpeg,.tif,.tiff,image/png,image/jpeg,image/tiff"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; empty ones pass, because their refusal says what to do."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=FilesInput(attrs={"multiple": True, "accept": OFFERED_FILES}),
            allow_empty_file=True,
            max_length=None,
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files if file]


class UploadForm(forms.Form):
    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        required=False,
        help_text=_(
            "DOCX; PDF with text or scanned; pictures of pages as PNG, JPEG, TIFF; TXT, also in the old encodings "
            "TCVN3 (ABC), VNI, VPS, VISCII. Each file is one paper: pages of one paper go into one PDF or TIFF."
        ),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    name = forms.CharField(label=_("Name of the pasted text"), required=False, max_length=120)
    corrects = forms.ModelChoiceField(
        label=_("This is a corrected version of"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("no, it is a new paper"),
    )

    def __init__(self, *args: Any, papers: QuerySet[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        corrects = self.fields["corrects"]
        corrects.queryset = Document.objects.filter(pk__in=[paper.pk for paper in papers])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("files") and not (cleaned.get("text") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file or paste the text of a paper."))
        if len(cleaned.get("files") or []) > settings.MOST_FILES:
            self.add_error("files", _(TOO_MANY) % {"most": ShownCount(settings.MOST_FILES)})
        if len(cleaned.get("text") or "") > settings.MOST_PASTED_LETTERS:
            most = ShownCount(settings.MOST_PASTED_LETTERS)
            self.add_error("text", _(TOO_LONG) % {"most": most})
        self._refuse_large_files(cleaned.get("files") or [])
        return cleaned

    def _refuse_large_files(self, files: list[Any]) -> None:
        """A file beyond the limit is refused at the door: nothing of it is stored."""
        limits = limits_from_environment(os.environ)
        for file in files:
            if file.size > limits.file_bytes:
                self.add_error("files", _(TOO_LARGE) % {"name": file.name, "most": limits.file_mb})


class RegisterForm(forms.Form):
    """The search and filters of the register."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    issuer = forms.ChoiceField(label=_("Issued by"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *DocumentState.choices]
    )

    def __init__(
        self, *args: Any, kinds: list[str], issuers: list[str], years: list[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, choices in (("kind", kinds), ("issuer", issuers), ("year", years)):
            self.fields[name].choices = [("", _("all")), *((one, one) for one in choices)]  # type: ignore[attr-defined]


class DocumentForm(forms.Form):
    kind = forms.CharField(label=_("Kind of paper"), max_length=80, required=False)
    number = forms.CharField(label=_("Number"), max_length=80, required=False)
    issued_on = DayField(label=_("Day of issue"), required=False)
    issuer_name = forms.CharField(label=_("Issued by"), max_length=300, required=False)
    title = forms.CharField(
        label=_("Title of the paper"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is taken out"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class RelationForm(forms.Form):
    kind = forms.ChoiceField(label=_("This paper"), choices=RelationKind)
    target = forms.ModelChoiceField(label=_("Paper"), queryset=Document.objects.none())
    first_line = forms.IntegerField(label=_("From line"), required=False, min_value=1)
    last_line = forms.IntegerField(label=_("To line"), required=False, min_value=1)

    def __init__(self, *args: Any, papers: QuerySet[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["target"].queryset = papers  # type: ignore[attr-defined]

    def lines(self) -> list[list[int]]:
        """This function will return the lines typed, [] when there are none."""
        first = self.cleaned_data.get("first_line")
        return [[first, max(first, self.cleaned_data.get("last_line") or first)]] if first else []


class AddFindingForm(forms.Form):
    """Lines marked in the paper, or the first and the last one typed."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=[one for one in FindingKind.choices if one[0] != "heading"]
    )
    dong = forms.TypedMultipleChoiceField(required=False, coerce=int)
    first_line = forms.IntegerField(label=_("From line"), required=False, min_value=1)
    last_line = forms.IntegerField(label=_("To line"), required=False, min_value=1)

    def __init__(self, *args: Any, line_count: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.line_count = line_count
        marked = self.data.getlist("dong") if hasattr(self.data, "getlist") else []
        self.fields["dong"].choices = [(one, one) for one in marked if one.isdecimal()]  # type: ignore[attr-defined]

    def marked_lines(self) -> list[int]:
        first = self.cleaned_data.get("first_line")
        if not first:
            return self.cleaned_data["dong"]
        last = self.cleaned_data.get("last_line") or first
        return list(range(first, min(last, self.line_count) + 1))
