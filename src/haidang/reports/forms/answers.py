"""What a unit answers to an obligation, and what the officer says to the answer."""

import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidang.agencies.models import Agency
from haidang.foundation.forms import ChosenRowsField, FormWithoutSecrets, SmallDayField
from haidang.reports.enums import (
    EvidenceKind,
    ProductKind,
    ProductLanguage,
    SubmissionState,
    WorkProgress,
)
from haidang.reports.forms.changes import LONGEST_REASON
from haidang.reports.forms.fields import ACCEPTED_FILES, EvidenceField, FigureField, LinksField
from haidang.reports.models import MOST_CHARACTERS_OF_SENTENCE, Evidence, Obligation, Submission
from haidang.reports.queries.answer_words import link_as_written
from haidang.reports.queries.answers import Answer, Product
from haidang.reports.validators import DRAFT_KEPT, MOST_FILES, TakenFile

PRODUCT_ROWS = 3


MOST_PRODUCTS = 1_000_000


class AnswerForm(FormWithoutSecrets):
    """What a person says about an obligation: one sentence and a photo are enough."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    progress = forms.ChoiceField(
        label=_("State of the work"), choices=WorkProgress, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=_("Main result"),
        required=False,
        max_length=MOST_CHARACTERS_OF_SENTENCE,
        help_text=_("One or two sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    figure = FigureField(label=_("Figure, if there is one"))
    unit = forms.CharField(label=_("Unit of the figure"), required=False, max_length=80)
    photo = EvidenceField(label=_("Take a photo"), shown_as={"accept": "image/*", "capture": "environment"})
    files = EvidenceField(label=_("Files and photos that are there"), shown_as={"accept": ACCEPTED_FILES})  # type: ignore[assignment]
    links = LinksField(
        label=_("Links"),
        required=False,
        help_text=_("One on each line: the address, then the title and the day."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    drop = ChosenRowsField(queryset=Evidence.objects.none(), required=False)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        obligation: Obligation,
        draft: Submission | None,
        refused_as: "AnswerForm | None" = None,
    ) -> None:
        """This function will show a form again as it was refused (`refused_as`), on the row as it is now."""
        if refused_as is not None:
            data = data.copy()
            data["version"] = str(obligation.version)
            data.setlist("drop", [])
        super().__init__(data, files, initial=_as_written(obligation, draft))
        self.obligation, self.draft = obligation, draft
        held = draft.evidence.exclude(file=None) if draft else Evidence.objects.none()
        self.fields["drop"].queryset = held  # type: ignore[attr-defined]
        for number in range(PRODUCT_ROWS):
            _add_product_row(self, number)
        if refused_as is not None:
            self._errors, self.cleaned_data = refused_as.errors, refused_as.cleaned_data

    def clean(self) -> Any:
        """Of too many files the first are taken and the others named."""
        given = super().clean() or {}
        dropped = [one.pk for one in given.get("drop") or ()]
        room = max(MOST_FILES - self.fields["drop"].queryset.exclude(pk__in=dropped).count(), 0)  # type: ignore[attr-defined]
        left_out = self._taken()[room:]
        if left_out:
            for name in ("files", "photo"):
                held = self.fields[name].taken  # type: ignore[attr-defined]
                self.fields[name].taken = [one for one in held if one not in left_out]  # type: ignore[attr-defined]
            names = ", ".join(one.name for one in left_out)
            raise ValidationError(
                _(
                    "At most %(most)d files are taken. The first are kept with your draft; left out: %(names)s."
                ),
                params={"most": MOST_FILES, "names": names},
            )
        return given

    def _typed(self) -> list[str]:
        """What files are called is shown to others too, and the title of a link stands after its address."""
        named = [PurePath(one.name).stem for one in self._taken() if not one.name.isascii()]
        titles = [link.title for link in self.cleaned_data.get("links") or []]
        return [*super()._typed(), *titles, *named]

    @property
    def product_rows(self) -> list[list[Any]]:
        return [
            [self[f"{name}_{number}"] for name in ("product", "number", "language", "topic")]
            for number in range(PRODUCT_ROWS)
        ]

    @property
    def kept_until(self) -> date | None:
        """The day on which files that wait in the draft go."""
        return timezone.localdate(self.draft.saved_at + DRAFT_KEPT) if self.draft else None

    def answer(self, *, is_nil: bool) -> Answer:
        """This function will return what can be taken of what was entered; of a wrong field nothing is taken."""
        given = self.cleaned_data
        return Answer(
            progress=given.get("progress") or "",
            text=given.get("text") or "",
            figure=given.get("figure"),
            unit=given.get("unit") or "",
            is_nil=is_nil,
            links=tuple(given.get("links") or ()),
            products=tuple(self._products()),
            files=self._taken(),
            dropped_evidence=tuple(one.pk for one in given.get("drop") or ()),
        )

    def _taken(self) -> list[TakenFile]:
        return [*self.fields["photo"].taken, *self.fields["files"].taken]  # type: ignore[attr-defined]

    def _products(self) -> Iterable[Product]:
        for number in range(PRODUCT_ROWS):
            given = {
                name: self.cleaned_data.get(f"{name}_{number}")
                for name in ("product", "number", "language", "topic")
            }
            if given["product"] and given["number"]:
                yield Product(
                    given["product"], given["number"], given["language"] or "", given["topic"] or ""
                )


class DecisionForm(FormWithoutSecrets):
    """Accept a version, or return it with the reason."""

    reason = forms.CharField(
        label=_("Reason, when it is returned"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PartsForm(forms.Form):
    """Ask the partners for their part by a day."""

    due_on = SmallDayField(label=_("Last day for the partners"))
    partners = ChosenRowsField(
        label=_("Partners"), queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, partners: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["partners"].queryset = partners  # type: ignore[attr-defined]
        self.fields["partners"].initial = [one.pk for one in partners]


def _as_written(obligation: Obligation, draft: Submission | None) -> dict[str, Any]:
    """The draft as the fields show it; without one what was returned, or how far the work was last time."""
    fresh = {"version": obligation.version, "key": uuid.uuid4().hex}
    last = draft or obligation.standing
    if last is None:
        return fresh | {"progress": WorkProgress.IN_PROGRESS}
    if draft is None and last.state != SubmissionState.RETURNED:
        return fresh | {"progress": last.progress or WorkProgress.IN_PROGRESS}
    written = {"progress": last.progress, "text": last.text, "figure": last.figure, "unit": last.unit}
    links = "\n".join(
        link_as_written(one) for one in last.evidence.filter(kind=EvidenceKind.LINK).order_by("id")
    )
    return fresh | written | {"links": links} | _products_as_written(last)


def _products_as_written(submission: Submission) -> dict[str, Any]:
    return {
        f"{name}_{number}": value
        for number, one in enumerate(submission.products.order_by("id")[:PRODUCT_ROWS])
        for name, value in (
            ("product", one.kind), ("number", one.number), ("language", one.language), ("topic", one.topic)
        )
    }  # fmt: skip


def _add_product_row(form: forms.Form, number: int) -> None:
    form.fields[f"number_{number}"] = forms.IntegerField(
        label=_("How many"), required=False, min_value=1, max_value=MOST_PRODUCTS
    )
    form.fields[f"product_{number}"] = forms.ChoiceField(
        label=_("Product"), required=False, choices=[("", "–"), *ProductKind.choices]
    )
    form.fields[f"language_{number}"] = forms.ChoiceField(
        label=_("In which language"), required=False, choices=[("", "–"), *ProductLanguage.choices]
    )
    form.fields[f"topic_{number}"] = forms.CharField(label=_("About"), required=False, max_length=200)
