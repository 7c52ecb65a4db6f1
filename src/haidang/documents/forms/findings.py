"""A form for every kind of finding: its fields from the value, and the value from its fields.

A field that was not changed leaves its part of the value as it is, to the letter.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.documents.enums import FindingKind
from haidang.documents.forms.fields import AmountField, IsoDayField, LinesField, PlainField
from haidang.documents.rules import timing_value
from haidang.engines.vietnamese.dates import written_day

Value = dict[str, Any]

COMPARISONS = [("=", "="), (">=", "≥"), ("<=", "≤"), (">", ">"), ("<", "<")]
PERIODS = [
    ("day", _("every day")),
    ("week", _("every week")),
    ("month", _("every month")),
    ("quarter", _("every quarter")),
    ("half_year", _("every half-year")),
    ("year", _("every year")),
    ("periodic", _("periodic")),
    ("ad_hoc", _("when asked")),
]
STRICTNESS = [("", _("not said")), ("true", _("before that day")), ("false", _("on that day at the latest"))]
STRICT_WORDS: dict[Any, str] = {None: "", True: "true", False: "false"}
AS_READ = "as_read"


class FindingForm(forms.Form):
    """The fields of one finding. Fields named like keys of the value need no more than their declaration."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        value: Value,
        version: int,
        years: tuple[int, int],
        periods: tuple[str, ...] = (),
    ) -> None:
        self.value, self.plan_years, self.periods = value, years, periods
        super().__init__(
            data, initial={**value, "version": version}, auto_id="f-%s", use_required_attribute=False
        )
        self.add_fields()

    def add_fields(self) -> None:
        """Fields whose number depends on the value."""

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.is_hidden]

    def new_value(self) -> Value:
        """This function will return the value as typed; the same value when nothing was changed."""
        changed = {name for name in self.changed_data if name in self.fields and name != "version"}
        return {**self.value, **self.changed_parts(changed)} if changed else self.value

    def changed_parts(self, changed: set[str]) -> Value:
        return {name: self.cleaned_data[name] for name in changed}


class HeadingForm(FindingForm):
    kind = PlainField(label=_("Kind of paper"))
    number = PlainField(label=_("Number"))
    date = IsoDayField(label=_("Day of issue"))
    issuer = PlainField(label=_("Issued by"))
    title = PlainField(label=_("Title of the paper"), rows=2)


class TaskForm(FindingForm):
    title = PlainField(label=_("Task"), rows=3, required=True)
    content = LinesField(label=_("Content, scale"), rows=3)
    lead = LinesField(label=_("Lead"))
    partners = LinesField(label=_("Partners"))
    phrase = PlainField(label=_("Timing"), help_text=_("As in the paper; it is read again when changed."))
    product = PlainField(label=_("Product"))
    quantity = PlainField(label=_("Quantity"))

    def add_fields(self) -> None:
        timing = self.value.get("timing") or {}
        self.initial["phrase"] = timing.get("phrase")
        if timing.get("kind") == "any_of":
            self._add_choice(timing["spans"])
        for position, subtask in enumerate(self.value.get("subtasks") or []):
            self._add_subtask(position, subtask)

    def _add_choice(self, spans: list[list[str]]) -> None:
        choices: list[tuple[str, Any]] = [
            (AS_READ, _("One of these, as printed; the last day is the deadline"))
        ]
        choices += [
            (str(position), _("From %(first)s to %(last)s") % {"first": _day(span[0]), "last": _day(span[1])})
            for position, span in enumerate(spans)
        ]
        self.fields["span"] = forms.ChoiceField(
            label=_("Which of them"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=AS_READ,
            required=False,
        )

    def _add_subtask(self, position: int, subtask: Mapping[str, Any]) -> None:
        label = subtask.get("label") or str(position + 1)
        self.fields[f"sub_{position}"] = PlainField(
            label=_("Sub-task %(label)s") % {"label": label}, rows=2, initial=subtask["text"]
        )
        self.fields[f"sub_{position}_partners"] = LinesField(
            label=_("Partners of sub-task %(label)s") % {"label": label}
        )
        self.initial[f"sub_{position}_partners"] = list(subtask.get("partners") or [])

    def changed_parts(self, changed: set[str]) -> Value:
        own = {name for name in changed if name in self.value}
        parts = super().changed_parts(own)
        if "phrase" in changed:
            parts["timing"] = timing_value(self.cleaned_data["phrase"], self.plan_years)
        elif "span" in changed:
            parts["timing"] = self._chosen_timing()
        if any(name.startswith("sub_") for name in changed):
            parts["subtasks"] = self._subtasks()
        return parts

    def _chosen_timing(self) -> Value:
        timing = self.value["timing"]
        return {**timing, "kind": "window", "spans": [timing["spans"][int(self.cleaned_data["span"])]]}

    def _subtasks(self) -> list[Value]:
        rows = [
            {
                **subtask,
                "text": self.cleaned_data[f"sub_{position}"],
                "partners": self.cleaned_data[f"sub_{position}_partners"],
            }
            for position, subtask in enumerate(self.value["subtasks"])
        ]
        return [row for row in rows if row["text"]]


class TargetForm(FindingForm):
    text = PlainField(label=_("As the paper says it"), rows=3, required=True)
    subject = PlainField(label=_("What is measured"), rows=2, required=True)
    comparison = forms.ChoiceField(label=_("Comparison"), choices=COMPARISONS)
    amount = AmountField(label=_("Value"), required=True)
    unit = PlainField(label=_("Unit"))
    due = IsoDayField(label=_("Due"))
    phase_first = IsoDayField(label=_("Phase from"))
    phase_last = IsoDayField(label=_("Phase to"))

    def add_fields(self) -> None:
        phase = self.value.get("phase") or [None, None]
        self.initial.update(
            {
                "amount": self.value.get("value"),
                "phase_first": phase[0],
                "phase_last": phase[1],
            }
        )

    def clean(self) -> Value:
        cleaned = super().clean() or {}
        if bool(cleaned.get("phase_first")) != bool(cleaned.get("phase_last")):
            self.add_error("phase_last", _("A phase has a first and a last day."))
        return cleaned

    def changed_parts(self, changed: set[str]) -> Value:
        parts = super().changed_parts({name for name in changed if name in self.value})
        if "amount" in changed:
            parts["value"] = self.cleaned_data["amount"]
        if changed & {"phase_first", "phase_last"}:
            first, last = self.cleaned_data["phase_first"], self.cleaned_data["phase_last"]
            parts["phase"] = [first, last] if first else None
        return parts


class DutyForm(FindingForm):
    """Duties of a body, and requests to one: the text of every item."""

    agency = PlainField(label=_("Body"), required=True)

    def add_fields(self) -> None:
        for position, item in enumerate(self.value.get("items") or []):
            self.fields[f"item_{position}"] = PlainField(
                label=_("Point %(number)s") % {"number": position + 1}, rows=2, initial=item["text"]
            )

    def changed_parts(self, changed: set[str]) -> Value:
        parts = super().changed_parts(changed & {"agency"})
        if changed - {"agency"}:
            items = [
                {**item, "text": self.cleaned_data[f"item_{position}"]}
                for position, item in enumerate(self.value["items"])
            ]
            parts["items"] = [item for item in items if item["text"]]
        return parts


class ReportForm(FindingForm):
    name = PlainField(label=_("Report"), required=True)
    period = forms.ChoiceField(label=_("How often"), choices=PERIODS)
    due = IsoDayField(label=_("Due"))
    strictness = forms.ChoiceField(label=_("In time means"), choices=STRICTNESS, required=False)
    owed_by = PlainField(label=_("Owed by"))
    owed_to = PlainField(label=_("Owed to"))

    def add_fields(self) -> None:
        self.initial["strictness"] = STRICT_WORDS[self.value.get("strict")]

    def changed_parts(self, changed: set[str]) -> Value:
        parts = super().changed_parts(changed - {"strictness"})
        if "strictness" in changed:
            parts["strict"] = {"true": True, "false": False}.get(self.cleaned_data["strictness"])
        return parts


class CitationForm(FindingForm):
    kind = PlainField(label=_("Kind of paper"))
    number = PlainField(label=_("Number"))
    date = IsoDayField(label=_("Day of issue"))
    issuer = PlainField(label=_("Issued by"))
    title = PlainField(label=_("Title of the paper"), rows=2)
    basis = forms.BooleanField(label=_("It is a legal basis (“Căn cứ”)"), required=False)


class AmountsForm(FindingForm):
    """What groups and lines of a budget share: one amount for every period of the table."""

    amounts_key = "amounts"

    def add_fields(self) -> None:
        amounts = self.value.get(self.amounts_key) or [None] * len(self.periods)
        for position, amount in enumerate(amounts):
            period = self.periods[position] if position < len(self.periods) else str(position + 1)
            self.fields[f"amount_{position}"] = AmountField(label=_("Amount %(period)s") % {"period": period})
            self.initial[f"amount_{position}"] = amount

    def changed_parts(self, changed: set[str]) -> Value:
        parts = super().changed_parts({name for name in changed if not name.startswith("amount_")})
        if any(name.startswith("amount_") for name in changed):
            names = [name for name in self.fields if name.startswith("amount_")]
            parts[self.amounts_key] = [self.cleaned_data[name] for name in names]
        return parts


class BudgetGroupForm(AmountsForm):
    amounts_key = "stated"
    title = PlainField(label=_("Group"), rows=2, required=True)
    executor = PlainField(label=_("Carried out by"))


class BudgetRowForm(AmountsForm):
    text = PlainField(label=_("What the money is for"), rows=3, required=True)
    executor = PlainField(label=_("Carried out by"))
    source = PlainField(label=_("Source of money"))


class AddresseeForm(FindingForm):
    name = PlainField(label=_("Addressee"), required=True)
    kind = PlainField(label=_("Kind of body"))


class AnniversaryForm(FindingForm):
    title = PlainField(label=_("Anniversary"), rows=2, required=True)
    date = IsoDayField(label=_("Day"))
    years = forms.IntegerField(label=_("Years"), min_value=1, max_value=5000, required=False)


FORMS: dict[str, type[FindingForm]] = {
    FindingKind.HEADING: HeadingForm,
    FindingKind.TASK: TaskForm,
    FindingKind.TARGET: TargetForm,
    FindingKind.DUTY: DutyForm,
    FindingKind.REQUEST: DutyForm,
    FindingKind.REPORT: ReportForm,
    FindingKind.CITATION: CitationForm,
    FindingKind.BUDGET_GROUP: BudgetGroupForm,
    FindingKind.BUDGET_ROW: BudgetRowForm,
    FindingKind.ADDRESSEE: AddresseeForm,
    FindingKind.ANNIVERSARY: AnniversaryForm,
}


def _day(iso: str) -> str:
    return written_day(date.fromisoformat(iso))
