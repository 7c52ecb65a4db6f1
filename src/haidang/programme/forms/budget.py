"""What people enter about money: amounts, lines made by hand, corrections, proposals."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency
from haidang.agencies.queries import agency_named
from haidang.engines.vietnamese.errors import UnreadableNumber
from haidang.engines.vietnamese.money import read_dong, written_dong
from haidang.foundation.counts import ShownCount
from haidang.foundation.forms import FormWithoutSecrets, SmallDayField
from haidang.programme.enums import BudgetEntryKind
from haidang.programme.models import BudgetLine, Item
from haidang.programme.queries.budget_totals import CUTS

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_VND = (
    10**15
)  # a thousand times a thousand billion: more than any budget here, less than the column holds
_QUARTERS = [(0, _("whole year")), *((number, f"{number}") for number in range(1, 5))]


class MoneyField(forms.CharField):
    """An amount in whole đồng as people type it: 1.200.000, 300 triệu, 1,5 tỷ."""

    def __init__(self, *, least: int = 0, **options: Any) -> None:
        self.least = least
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            amount = read_dong(text)
        except UnreadableNumber as unread:
            raise forms.ValidationError(
                _("“%(text)s” is no amount in whole đồng. Write 1.200.000, 300 triệu or 1,5 tỷ."),
                params={"text": text},
            ) from unread
        if not self.least <= amount <= _MOST_VND:
            raise forms.ValidationError(
                _("The amount must lie between %(least)s and %(most)s đồng."),
                params={"least": ShownCount(self.least), "most": ShownCount(_MOST_VND)},
            )
        return amount

    def prepare_value(self, value: Any) -> Any:
        return written_dong(value) if isinstance(value, int) else value

    def run_validators(self, value: Any) -> None:
        return None


class BodyField(forms.CharField):
    """One body as the register calls it on a day; None when empty. Its form sets `on`."""

    on: date

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=300,
            widget=forms.TextInput(attrs={"list": "agency-names", "autocomplete": "off"}),
            **options,
        )

    def clean(self, value: Any) -> Agency | None:
        name = super().clean(value)
        if not name:
            return None
        try:
            return agency_named(name, on=self.on)
        except AgenciesError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class TokenForm(FormWithoutSecrets):
    """A form that is safe to send twice: what it makes carries its token."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, initial={"token": uuid4(), **(initial or {})}, **options)


class EntryForm(TokenForm):
    """One amount of a budget line."""

    kind = forms.ChoiceField(label=_("Kind of amount"))
    amount_vnd = MoneyField(label=_("Amount, đồng"), help_text=_("1.200.000, 300 triệu or 1,5 tỷ"))
    year = forms.IntegerField(label=_("Budget year"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)
    quarter = forms.TypedChoiceField(label=_("Quarter"), choices=_QUARTERS, coerce=int, initial=0)
    source = forms.CharField(label=_("Source of money"), max_length=300, required=False)
    executor = BodyField(label=_("Executing body"), required=False)
    dated_on = SmallDayField(label=_("Day of the paper"))
    paper_words = forms.CharField(
        label=_("Paper"), max_length=300, required=False, help_text=_("Its number, or in words")
    )

    def __init__(self, data: Any, *, kinds: Iterable[BudgetEntryKind], line: BudgetLine, today: date) -> None:
        executor = line.executor.name if line.executor else ""
        initial = {"year": today.year, "dated_on": today, "source": line.source, "executor": executor}
        super().__init__(data, initial=initial)
        self.line, self.today = line, today
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(one.value, one.label) for one in kinds]
        # The body is looked for on the day of the paper; a wrong day says so at its own field.
        executor_field = self.fields["executor"]
        if isinstance(executor_field, BodyField):
            executor_field.on = self._day_of_paper()

    def _day_of_paper(self) -> date:
        try:
            return (
                self.fields["dated_on"].clean(self.data.get("dated_on", "")) if self.is_bound else self.today
            )
        except forms.ValidationError:
            return self.today

    def facts(self) -> dict[str, Any]:
        """This function will give what was entered, without what only the form needs."""
        return {name: value for name, value in self.cleaned_data.items() if name != "token"}


class CorrectionForm(TokenForm):
    """The right amount of an entry, and why it was wrong."""

    seen_vnd = forms.IntegerField(widget=forms.HiddenInput)
    right_vnd = MoneyField(label=_("Right amount, đồng"), help_text=_("0 takes the entry back."))
    reason = forms.CharField(label=_("Reason of the correction"), max_length=500)


class BudgetLineForm(FormWithoutSecrets):
    """A line of a budget made by hand."""

    text = forms.CharField(
        label=_("Content of the line"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    label = forms.CharField(label=_("Number of the line"), max_length=60, required=False)
    group = forms.CharField(
        label=_("Group of lines"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"list": "group-names", "autocomplete": "off"}),
    )
    source = forms.CharField(label=_("Source of money"), max_length=300, required=False)
    executor = BodyField(label=_("Executing body"), required=False)
    item: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Task that it pays for"), queryset=Item.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, data: Any, *, items: Any, on: date) -> None:
        super().__init__(data)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        executor = self.fields["executor"]
        if isinstance(executor, BodyField):
            executor.on = on


class CutForm(forms.Form):
    """How the entries of all programmes are cut."""

    nam = forms.TypedChoiceField(label=_("Budget year"), required=False, coerce=int, empty_value=None)
    theo = forms.ChoiceField(label=_("Cut by"), required=False, choices=list(CUTS.items()))
    va = forms.ChoiceField(label=_("and by"), required=False, choices=[("", "—"), *CUTS.items()])

    def __init__(self, data: Any, *, years: Iterable[int]) -> None:
        super().__init__(data)
        year = self.fields["nam"]
        if isinstance(year, forms.ChoiceField):
            year.choices = [("", _("all years")), *((str(one), str(one)) for one in years)]
        self.is_valid()

    def cuts(self) -> list[str]:
        """This function will give the cuts that were asked for, each once; by programme without any."""
        first = self.cleaned_data.get("theo") or "chuong-trinh"
        second = self.cleaned_data.get("va")
        return [first, second] if second and second != first else [first]

    def year(self) -> int | None:
        return self.cleaned_data.get("nam")


class ProposalYearForm(forms.Form):
    """For whom and for which year a proposal is begun."""

    agency: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Unit that proposes"), queryset=Agency.objects.none()
    )
    year = forms.IntegerField(label=_("Budget year"), min_value=_FIRST_YEAR, max_value=_LAST_YEAR)

    def __init__(self, data: Any, *, agencies: Any, year: int) -> None:
        super().__init__(data, initial={"year": year})
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if data is None and len(first := list(agencies[:2])) == 1:
            self.initial["agency"] = first[0]


class ProposalLineForm(TokenForm):
    """One line of a proposal."""

    text = forms.CharField(
        label=_("What the money is for"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    amount_vnd = MoneyField(least=1, label=_("Amount, đồng"), help_text=_("1.200.000, 300 triệu or 1,5 tỷ"))
    basis = forms.CharField(
        label=_("How it is reckoned"),
        max_length=500,
        required=False,
        help_text=_("For example: 4 quarters x 25 million"),
    )
    group = forms.CharField(label=_("Group of expenses"), max_length=300, required=False)
    source = forms.CharField(label=_("Source of money"), max_length=300, required=False)
    line: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Line of a programme's budget"),
        queryset=BudgetLine.objects.none(),
        required=False,
        empty_label=_("none of them"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, lines: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        """This function will give what was entered, without what only the form needs."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"token", "version"}}


class ProposalReturnForm(FormWithoutSecrets):
    """Why a proposal is sent back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("What has to be changed"), max_length=500)
