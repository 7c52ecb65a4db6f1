"""A unit's report as a file: the workbook that comes back, and what of it is taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.foundation.forms import UploadTableForm

LONGEST_MARK = 64


class WorkbookForm(UploadTableForm):
    """The workbook of a unit's report, filled in."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.fields["file"].help_text = _(
            "The workbook of this report, filled in. First you see what would change; nothing is saved before that."
        )


class TakeWorkbookForm(forms.Form):
    """Which workbook is taken, as what it was shown, and whose words hold where somebody else wrote meanwhile."""

    lan = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_MARK, required=False)

    def __init__(self, data: Any = None, *, plan: Any, held: Any) -> None:
        super().__init__(data, initial={"lan": held.pk, "seen": plan.fingerprint})
        self.disputed = plan.of_kind("outdated")
        for row in self.disputed:
            self.fields[f"chon_{row.key}"] = forms.ChoiceField(
                label=row.name,
                choices=[
                    ("man-hinh", _("Keep what stands on screen")),
                    ("tep", _("Take what the file says")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which of the two holds.")},
            )

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by key of the place."""
        return {row.key: self.cleaned_data.get(f"chon_{row.key}", "") for row in self.disputed}

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each place that somebody else changed meanwhile, with the field of the choice."""
        return [(row, self[f"chon_{row.key}"]) for row in self.disputed]
