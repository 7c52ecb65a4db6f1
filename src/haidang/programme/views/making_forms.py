"""What a person types into a plan that is being made."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.errors import AgenciesError, AgencyUnknown
from haidang.agencies.models import Agency
from haidang.agencies.queries import Reach, agency_named
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint
from haidang.engines.reckoning.errors import UnreadableTiming
from haidang.engines.reckoning.timing import read_timing
from haidang.engines.vietnamese.forms import normal_form
from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.programme.enums import ReportPeriod
from haidang.programme.models import PlanDraft, Programme
from haidang.programme.queries.making import DraftHead
from haidang.programme.queries.names import guessed_kind, name_key
from haidang.programme.registry import ItemStanding

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_LINES = 60
LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 2_000, 20_000, 300
MOST_VND = 10**15
# What stands before a typed line and is put there by the paper itself: "- ", "+ ", "(1) ", "a) ".
_BULLET = re.compile(r"^(?:(?:[-–—+*•]|\(\d{1,2}\)|[a-zđ]\)|\d{1,2}[.)])\s+)+")
_EDGE = " .;:,"
_SIGN = re.compile(r"[A-ZĐ]{2,}[A-Za-zĐđÀ-ỹ&-]*")


class LinesField(forms.CharField):
    """Lines of text, each for itself; none is needed."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=False, max_length=LONGEST_TEXT, widget=widget, **options)


class FormMark(FormWithoutSecrets):
    """What every form about a plan carries: the version that was seen, and a mark that makes it count once."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    token = forms.RegexField(r"^[0-9a-z:-]{8,60}$", widget=forms.HiddenInput)


class StartForm(FormWithoutSecrets):
    """Whose plan it is to be, of which years, and from what it is begun."""

    token = forms.RegexField(r"^[0-9a-z:-]{8,40}$", widget=forms.HiddenInput)
    owner = forms.CharField(
        label=_("Agency whose plan it is"), max_length=LONGEST_NAME, help_text=_("As the register calls it.")
    )
    first_year = forms.IntegerField(
        label=_("First year of the plan"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    last_year = forms.IntegerField(
        label=_("Last year of the plan"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text=_("Leave it empty for a plan of one year."),
    )
    source = forms.ModelChoiceField(
        label=_("Begin from"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("the official outline, empty"),
        help_text=_("A programme is copied with its words; the years of its timings move on."),
    )

    def __init__(self, data: Any, *, reach: Reach, programmes: Any, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.reach, self.on = reach, on
        source = self.fields["source"]
        if isinstance(source, forms.ModelChoiceField):
            source.queryset = programmes

    def clean_owner(self) -> Agency:
        try:
            agency = agency_named(self.cleaned_data["owner"], on=self.on)
        except AgenciesError as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        if not self.reach.covers(agency.pk):
            raise forms.ValidationError(
                _("You do not write for “%(name)s”. Choose your own agency or a unit below it."),
                params={"name": agency.name},
            )
        return agency

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_years(self, cleaned)
        return cleaned


class HeadForm(FormMark):
    """What stands at the top and at the foot of the paper, and how tasks are printed."""

    title = forms.CharField(
        label=_("Title of the plan"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2})
    )
    first_year = StartForm.base_fields["first_year"]
    last_year = StartForm.base_fields["last_year"]
    is_tabled = forms.TypedChoiceField(
        label=_("How tasks are printed"),
        choices=[
            ("1", _("a table in an appendix on its side")),
            ("", _("one after the other, in the body")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    superior = forms.CharField(label=_("Body above the issuing agency"), max_length=200, required=False)
    place = forms.CharField(
        label=_("Place name of the plan"), max_length=100, help_text=_("As before the day: Hà Nội.")
    )
    sign = forms.CharField(
        label=_("Sign behind the number"), max_length=60, help_text=_("As in “15/KH-SVHTT”: KH-SVHTT.")
    )
    authority = forms.CharField(
        label=_("Authority of the signer"),
        max_length=400,
        required=False,
        help_text=_("One a line: KT. GIÁM ĐỐC, then PHÓ GIÁM ĐỐC."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    signer = forms.CharField(label=_("Name of the signer"), max_length=120, required=False)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_sign(self) -> str:
        sign = self.cleaned_data["sign"].strip().lstrip("/")
        if not _SIGN.fullmatch(sign):
            raise forms.ValidationError(_("A sign has letters and strokes only: KH-UBND, KH-SVHTT."))
        return sign

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_years(self, cleaned)
        return cleaned

    def head(self) -> DraftHead:
        """This function will return the head as it was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "token"}}
        return DraftHead(**given | {"last_year": given["last_year"] or given["first_year"]})


class PointForm(FormMark):
    """One point of a plan; each kind has the fields that `FIELDS_OF` names."""

    title = forms.CharField(
        label=_("Words of the point"), max_length=LONGEST_TITLE, widget=forms.Textarea(attrs={"rows": 2})
    )
    content = LinesField(
        label=_("Paragraphs"), help_text=_("One a line, without bullets: the paper sets them."), rows=4
    )
    lead = LinesField(
        label=_("Bodies that lead"), help_text=_("One a line, as the register calls them."), rows=2
    )
    partners = LinesField(
        label=_("Take part"), help_text=_("One a line, as the register calls them."), rows=3
    )
    timing = forms.CharField(
        label=_("Timing of the point"),
        required=False,
        max_length=200,
        help_text=_("As papers write it: Quý III/2026, trước ngày 20/6/2026, thường xuyên."),
    )
    product = forms.CharField(label=_("Product of the point"), required=False, max_length=LONGEST_TITLE)
    period = forms.ChoiceField(label=_("How often it is owed"), choices=ReportPeriod.choices)
    due = SmallDayField(label=_("Due day of the report"), required=False)
    strict = forms.BooleanField(label=_("before that day, not on it"), required=False)
    owed_by = forms.CharField(label=_("Who owes it"), max_length=LONGEST_NAME)
    owed_to = forms.CharField(label=_("To whom"), max_length=LONGEST_NAME, required=False)
    amount = forms.CharField(label=_("Amount in đồng"), max_length=30)
    executor = forms.CharField(label=_("Who carries it out"), max_length=LONGEST_NAME, required=False)
    source = forms.CharField(label=_("Where the money is from"), max_length=LONGEST_NAME, required=False)

    FIELDS_OF: Mapping[str, tuple[str, ...]] = {
        "basis": ("title",),
        "section": ("title", "content"),
        "task": ("title", "content", "lead", "partners", "timing", "product"),
        "subtask": ("title", "partners"),
        "report": ("title", "period", "due", "strict", "owed_by", "owed_to"),
        "recipient": ("title",),
        "group": ("title",),
        "money": ("title", "amount", "executor", "source"),
    }
    _DETAILS = ("period", "due", "strict", "owed_by", "owed_to", "amount", "executor", "source")

    def __init__(self, data: Any, *, kind: str, draft: PlanDraft, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.kind, self.draft, self.on = kind, draft, on
        wanted = ("version", "token", *self.FIELDS_OF[kind])
        for name in [one for one in self.fields if one not in wanted]:
            del self.fields[name]
        self.known: dict[str, int | None] = {}

    def clean_title(self) -> str:
        title = one_line(_BULLET.sub("", self.cleaned_data["title"].strip())).rstrip(_EDGE)
        if not any(letter.isalnum() for letter in title):
            raise forms.ValidationError(_("Write at least one word."))
        return title

    def clean_content(self) -> tuple[str, ...]:
        return tuple(_BULLET.sub("", line) for line in lines_of(self.cleaned_data["content"]))

    def clean_product(self) -> str:
        return one_line(self.cleaned_data["product"]).rstrip(_EDGE)

    def clean_timing(self) -> str:
        phrase = one_line(self.cleaned_data["timing"]).rstrip(_EDGE)
        if not phrase or phrase == self.initial.get("timing"):
            return phrase
        try:
            read_timing(phrase, self.draft.first_year, self.draft.last_year)
        except UnreadableTiming as unread:
            raise forms.ValidationError(
                _("“%(phrase)s” is not a time that can be placed in a calendar. Write it as papers do."),
                params={"phrase": phrase},
            ) from unread
        return phrase

    def clean_lead(self) -> tuple[PlanBody, ...]:
        return self._bodies("lead")

    def clean_partners(self) -> tuple[PlanBody, ...]:
        return self._bodies("partners")

    def clean_owed_by(self) -> str:
        return self._body(one_line(self.cleaned_data["owed_by"])).name

    def clean_due(self) -> date | None:
        due = self.cleaned_data["due"]
        if due and not self.draft.first_year <= due.year <= self.draft.last_year + 1:
            raise forms.ValidationError(_("The day lies outside the years of the plan."))
        return due

    def clean_amount(self) -> int:
        digits = re.sub(r"[\s.,]", "", self.cleaned_data["amount"]).removesuffix("đồng").removesuffix("đ")
        if not digits.isdecimal() or int(digits) > MOST_VND:
            raise forms.ValidationError(_("Write whole đồng, as in 300.000.000."))
        return int(digits)

    def point(self, *, before: PlanPoint | None = None) -> PlanPoint:
        """This function will return the point as it was typed; what the form does not ask stays as it was."""
        given = self.cleaned_data
        details = dict(before.details) if before else {}
        for name in self._DETAILS:
            if name in given:
                details[name] = _told(given[name])
        return PlanPoint(
            key=before.key if before else 0,
            kind=self.kind,  # type: ignore[arg-type]
            title=given["title"],
            content=given.get("content", ()),
            product=given.get("product", ""),
            timing=given.get("timing", ""),
            lead=given.get("lead", ()),
            partners=given.get("partners", ()),
            details={name: value for name, value in details.items() if value},
        )

    def _bodies(self, field: str) -> tuple[PlanBody, ...]:
        names = lines_of(self.cleaned_data[field])
        return tuple({name_key(name): self._body(name) for name in names}.values())

    def _body(self, name: str) -> PlanBody:
        """A body of the register, or a name for many ("Các sở, ban, ngành"), which issuing puts into the register."""
        plain = _BULLET.sub("", name).strip(" .;,")
        try:
            return PlanBody(plain, agency_named(plain, on=self.on).pk)
        except AgencyUnknown as refusal:
            if guessed_kind(plain) == AgencyKind.GROUP:
                return PlanBody(plain)
            raise forms.ValidationError(refusal.message) from refusal
        except AgenciesError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class IssueForm(FormMark):
    """The number and the day that an approved plan gets."""

    number = forms.IntegerField(label=_("Number of the plan"), min_value=1, max_value=99_999)
    issued_on = SmallDayField(label=_("Day of issue"))

    def __init__(self, data: Any, *, draft: PlanDraft, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.draft, self.today = draft, today

    def clean_issued_on(self) -> date:
        day = self.cleaned_data["issued_on"]
        if day > self.today:
            raise forms.ValidationError(_("The day of issue lies in the future."))
        return day


class TakeForm(FormMark):
    """Which tasks of another programme are taken over, and below which part."""

    tasks = forms.MultipleChoiceField(
        label=_("Tasks to take over"), error_messages={"required": _("Choose at least one task.")}
    )
    below = forms.ChoiceField(label=_("Put them below"))

    def __init__(
        self, data: Any, *, tasks: Any, parts: Any, standings: Mapping[str, ItemStanding], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.rows = [(value, words, standings.get(value)) for value, words in tasks]
        self.has_standings = bool(standings)
        for name, choices in (("tasks", tasks), ("below", parts)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


def check_years(form: forms.Form, cleaned: dict[str, Any]) -> None:
    """This function will add an error where the last year lies before the first."""
    if (
        cleaned.get("first_year")
        and cleaned.get("last_year")
        and cleaned["last_year"] < cleaned["first_year"]
    ):
        form.add_error("last_year", _("The last year lies before the first."))


def one_line(text: str) -> str:
    """This function will fold line ends and blanks of a text into single blanks."""
    return " ".join(normal_form(text).split())


def lines_of(text: str) -> list[str]:
    """This function will return the lines of a text that say something."""
    found = [one_line(line) for line in text.splitlines()]
    kept = [line for line in found if line]
    if len(kept) > MOST_LINES:
        raise forms.ValidationError(_("At most %(most)d lines."), params={"most": MOST_LINES})
    return kept


def point_as_written(point: PlanPoint) -> dict[str, Any]:
    """This function will write a point as the fields of its form show it."""
    told: dict[str, Any] = dict(point.details)
    if point.kind == "report":
        told["due"] = date.fromisoformat(told["due"]) if told.get("due") else None
        told["strict"] = bool(told.get("strict"))
    if point.kind == "money":
        told["amount"] = f"{int(told['amount']):,}".replace(",", ".")
    return told | {
        "title": point.title,
        "content": "\n".join(point.content),
        "lead": "\n".join(one.name for one in point.lead),
        "partners": "\n".join(one.name for one in point.partners),
        "timing": point.timing,
        "product": point.product,
    }


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, date) else str(value or "")
