"""What people enter about obligations. Days as dd/mm/yyyy, figures with a comma, links one on a line."""

import re
import uuid
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import body_of_register
from haidang.documents.operations.screening import is_secret_text
from haidang.engines.vietnamese.dates import read_date
from haidang.engines.vietnamese.errors import VietnameseError
from haidang.engines.vietnamese.numbers import read_number
from haidang.programme.forms import DayField
from haidang.programme.models import Programme
from haidang.reports.enums import (
    EvidenceKind,
    ObligationKind,
    ProductKind,
    ProductLanguage,
    StandingFilter,
    SubmissionState,
    WorkProgress,
)
from haidang.reports.errors import EvidenceRefused, SecretText
from haidang.reports.models import MOST_CHARACTERS_OF_SENTENCE, Evidence, Obligation, Submission
from haidang.reports.queries.answers import Answer, Link, Product
from haidang.reports.queries.standing import ObligationFilter
from haidang.reports.validators import TakenFile, take_file

ACCEPTED_FILES = "image/*,.pdf,.docx,.xlsx,.pptx"
PRODUCT_ROWS = 3
MOST_PRODUCTS = 1_000_000
MOST_LINKS = 20
LONGEST_TITLE = 300
LONGEST_REASON = 1_000
LARGEST_FIGURE = Decimal(10) ** 13
SMALL = {"class": "in-s"}
_URL = re.compile(r"https?://\S+")
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
_is_address = URLValidator(schemes=["http", "https"])


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FigureField(forms.CharField):
    """A figure as people here write it, "1.234,5"; a number, None when empty."""

    def __init__(self, *, label: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(label=label, required=False, widget=widget, max_length=40)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            figure = Decimal(read_number(text))
        except VietnameseError:
            raise ValidationError(_("Write the figure in digits, for example 1.234,5."))
        if abs(figure) >= LARGEST_FIGURE:
            raise ValidationError(_("This figure is too large. Write it in a larger unit."))
        return round(figure, 4)

    def run_validators(self, value: Any) -> None:
        return None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class EvidenceField(forms.FileField):
    """Files and photos; each that is refused is told with its name, the others are taken."""

    def __init__(self, *, shown_as: dict[str, Any], **options: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"multiple": True} | shown_as), required=False, **options)
        self.taken: list[TakenFile] = []

    def clean(self, data: Any, initial: Any = None) -> list[TakenFile]:
        self.taken, refused = [], []
        for upload in data if isinstance(data, list | tuple) else [data]:
            try:
                self.taken += [take_file(upload)] if upload else []
            except EvidenceRefused as refusal:
                refused.append(refusal.message)
        if refused:
            raise ValidationError(refused)
        return self.taken


class LinksField(forms.CharField):
    """Links, one on a line: the address, then the title and the day where they are known, in any order."""

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise ValidationError(_("At most %(most)d links."), params={"most": MOST_LINKS})
        return [_link_of(line) for line in lines]

    def validate(self, value: Any) -> None:
        return None

    def run_validators(self, value: Any) -> None:
        return None


class AnswerForm(forms.Form):
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
    drop = forms.ModelMultipleChoiceField(queryset=Evidence.objects.none(), required=False)

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
        self.is_secret = False
        held = draft.evidence.exclude(file=None) if draft else Evidence.objects.none()
        self.fields["drop"].queryset = held  # type: ignore[attr-defined]
        for number in range(PRODUCT_ROWS):
            _add_product_row(self, number)
        if refused_as is not None:
            self._errors, self.cleaned_data = refused_as.errors, refused_as.cleaned_data

    def clean(self) -> Any:
        given = super().clean() or {}
        typed = [given.get("text") or "", *(link.title for link in given.get("links") or [])]
        if is_secret_text(typed):
            self.is_secret = True
            raise ValidationError(SecretText().message)
        return given

    @property
    def product_rows(self) -> list[list[Any]]:
        return [
            [self[f"{name}_{number}"] for name in ("product", "number", "language", "topic")]
            for number in range(PRODUCT_ROWS)
        ]

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
            files=[
                one
                for name in ("photo", "files")
                for one in self.fields[name].taken  # type: ignore[attr-defined]
            ],
            dropped_evidence=tuple(one.pk for one in given.get("drop") or ()),
        )

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


class DecisionForm(forms.Form):
    """Accept a version, or return it with the reason."""

    reason = forms.CharField(
        label=_("Reason, when it is returned"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ChangeForm(forms.Form):
    """Why something is extended, waived or handed over, and by which paper."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    paper = forms.CharField(
        label=_("Paper"), required=False, max_length=LONGEST_TITLE, help_text=_("Number and day, if any.")
    )


class ExtendForm(ChangeForm):
    due_on = DayField(label=_("New last day"))
    field_order = ["due_on", "reason", "paper"]


class HandOverForm(ChangeForm):
    agency = forms.CharField(label=_("New holder"), max_length=LONGEST_TITLE)
    field_order = ["agency", "reason", "paper"]

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on

    def clean_agency(self) -> Agency:
        return agency_in_register(self.cleaned_data["agency"], on=self.on)


class PartsForm(forms.Form):
    """Ask the partners for their part by a day."""

    due_on = DayField(label=_("Last day for the partners"))
    partners = forms.ModelMultipleChoiceField(
        label=_("Partners"), queryset=Agency.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, partners: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["partners"].queryset = partners  # type: ignore[attr-defined]
        self.fields["partners"].initial = [one.pk for one in partners]


class SpanForm(forms.Form):
    """Of which programme, and due between which days, rounds are to be opened."""

    chuong_trinh = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none())
    tu = DayField(label=_("Due from"))
    den = DayField(label=_("Due until"))

    def __init__(self, *arguments: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["chuong_trinh"]
        field.queryset = programmes  # type: ignore[attr-defined]

    def clean(self) -> Any:
        given = super().clean() or {}
        first, last, programme = given.get("tu"), given.get("den"), given.get("chuong_trinh")
        if first and last and last < first:
            self.add_error("den", _("The last day comes before the first."))
        elif first and last and programme and (last.year < programme.first_year):
            self.add_error(
                "den",
                ValidationError(
                    _("The programme begins in %(year)d: nothing of it is due before."),
                    params={"year": programme.first_year},
                ),
            )
        return given


class OwingRulesForm(forms.Form):
    """By which rules the words of a programme become obligations."""

    evidence_months = forms.TypedChoiceField(
        label=_("Tasks all the year give evidence"),
        coerce=int,
        choices=[
            (1, _("every month")),
            (3, _("every quarter")),
            (6, _("every half-year")),
            (12, _("once a year")),
        ],
    )
    days_after_close = forms.IntegerField(label=_("Working days after data close"), min_value=1, max_value=60)
    calendar = forms.ChoiceField(
        label=_("Data close"),
        choices=[
            ("civil", _("on the last day of the month")),
            ("decree_09_2019", _("on the 14th (Decree 09/2019)")),
        ],
    )


class RequestForm(forms.Form):
    """Something asked of chosen agencies by a day."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    title = forms.CharField(label=_("What is requested"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("What it should say"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (kind.value, kind.label)
            for kind in (
                ObligationKind.REQUEST,
                ObligationKind.REPORT,
                ObligationKind.PLAN,
                ObligationKind.ANSWER,
            )
        ],
    )
    due_on = DayField(label=_("Last day"))
    agencies = forms.CharField(
        label=_("Agencies"), help_text=_("One on each line."), widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *arguments: Any, on: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.on = on
        self.fields["key"].initial = uuid.uuid4().hex

    def clean_agencies(self) -> list[Agency]:
        lines = [line.strip() for line in self.cleaned_data["agencies"].splitlines() if line.strip()]
        found: dict[int, Agency] = {}
        wrong: list[Any] = []
        for line in dict.fromkeys(lines):
            try:
                agency = agency_in_register(line, on=self.on)
                found[agency.pk] = agency
            except ValidationError as refusal:
                wrong += refusal.messages
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())

    def clean(self) -> Any:
        given = super().clean() or {}
        if is_secret_text([given.get("title") or "", given.get("text") or ""]):
            raise ValidationError(SecretText().message)
        return given


class ObligationsForm(forms.Form):
    """What a person looks for among obligations. A value that is no choice asks for nothing."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs=SMALL)
    )
    tinh_trang = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[("", _("all")), *StandingFilter.choices],
        widget=forms.Select(attrs=SMALL),
    )
    chuong_trinh = forms.ModelChoiceField(
        label=_("Programme"),
        required=False,
        queryset=Programme.objects.none(),
        empty_label=_("all programmes"),
        widget=forms.Select(attrs=SMALL),
    )
    don_vi = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tu = DayField(label=_("Due from"), required=False)
    den = DayField(label=_("Due until"), required=False)

    def __init__(self, *arguments: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["chuong_trinh"].queryset = programmes  # type: ignore[attr-defined]

    def asked(self) -> ObligationFilter:
        """This function will return what is asked for."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        programme = given.get("chuong_trinh")
        return ObligationFilter(
            words=given.get("q") or "",
            agency_id=given.get("don_vi"),
            programme_id=programme.pk if programme else None,
            standing=given.get("tinh_trang") or "",
            due_from=given.get("tu"),
            due_to=given.get("den"),
        )


class SheetForm(forms.Form):
    """Of which programme, and as of which day, leaders want their sheet."""

    chuong_trinh = forms.ModelChoiceField(
        label=_("Programme"),
        required=False,
        queryset=Programme.objects.none(),
        empty_label=_("all programmes"),
        widget=forms.Select(attrs=SMALL),
    )
    ngay = DayField(label=_("As of the day"), required=False)

    def __init__(self, *arguments: Any, programmes: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.today = today
        self.fields["chuong_trinh"].queryset = programmes  # type: ignore[attr-defined]

    def clean_ngay(self) -> date | None:
        day: date | None = self.cleaned_data["ngay"]
        if day and day > self.today:
            raise ValidationError(_("This day has not come yet: choose today or an earlier day."))
        return day

    def asked(self) -> tuple[Programme | None, date]:
        """This function will return the programme asked for, none for all, and the day, else today."""
        self.is_valid()
        given = self.cleaned_data if self.is_bound else {}
        return given.get("chuong_trinh"), given.get("ngay") or self.today


def _as_written(obligation: Obligation, draft: Submission | None) -> dict[str, Any]:
    """The draft as the fields show it; without one what was returned, or how far the work was last time."""
    fresh = {"version": obligation.version, "key": uuid.uuid4().hex}
    last = draft or obligation.standing
    if last is None:
        return fresh | {"progress": WorkProgress.IN_PROGRESS}
    if draft is None and last.state != SubmissionState.RETURNED:
        return fresh | {"progress": last.progress or WorkProgress.IN_PROGRESS}
    written = {"progress": last.progress, "text": last.text, "figure": last.figure, "unit": last.unit}
    links = "\n".join(_line_of(one) for one in last.evidence.filter(kind=EvidenceKind.LINK).order_by("id"))
    return fresh | written | {"links": links} | _products_as_written(last)


def _line_of(link: Evidence) -> str:
    day = f"{link.dated_on:%d/%m/%Y}" if link.dated_on else ""
    return " ".join(part for part in (link.url, link.title, day) if part)


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


def _link_of(line: str) -> Link:
    found = _URL.search(line)
    if found is None:
        raise ValidationError(_("“%(line)s” has no address: begin with https://"), params={"line": line[:80]})
    address = found.group().rstrip(",;")
    try:
        _is_address(address)
    except ValidationError:
        raise ValidationError(_("“%(line)s” is no address of a page."), params={"line": address[:80]})
    rest = line.replace(found.group(), " ")
    day = _DAY.search(rest)
    title = " ".join((rest.replace(day.group(), " ") if day else rest).split()).strip("|-–,; ")
    return Link(address, title[:LONGEST_TITLE], _day_of(day.group()) if day else None)


def _day_of(text: str) -> date:
    try:
        return read_date(text)
    except VietnameseError:
        raise ValidationError(_("There is no day %(day)s. Write it as dd/mm/yyyy."), params={"day": text})


def agency_in_register(text: str, *, on: date) -> Agency:
    try:
        return body_of_register(text, on=on)
    except AgenciesError as refusal:
        raise ValidationError(refusal.message)
