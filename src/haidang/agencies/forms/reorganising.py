"""Reorganisations: who takes over, which acts of a day, duplicates, undoing."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidang.agencies.enums import AgencyKind, SuccessionKind
from haidang.agencies.errors import AgenciesError, AgencyAmbiguous, NotAliveThatDay
from haidang.agencies.models import Agency, Succession
from haidang.agencies.queries import (
    Body,
    PlannedAct,
    PlannedChange,
    body_of,
    body_of_any_day,
    is_alive_on,
)
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import normal_form
from haidang.foundation.forms import ChosenRowsField, DayField, FormWithoutSecrets

MOST_CHARACTERS_OF_NAME = 300


_TOO_LONG = _("A name has at most %(most)s characters.")


class TakersForm(FormWithoutSecrets):
    """Who besides the heirs may take over what is open."""

    default_taker = forms.CharField(
        label=_("Takes open work by default"),
        max_length=420,
        required=False,
        help_text=_("Empty: the body that follows. A body that holds the duty comes first in any case."),
    )
    others = forms.CharField(
        label=_("Other bodies that may take something over"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One body a line; they can then be chosen for duties and for single rows."),
    )

    def bodies(self, field: str, *, on: date) -> tuple[Agency, ...]:
        """This function will return the bodies that a field names, each once; what it cannot read is its error."""
        lines = [line.strip() for line in self.cleaned_data.get(field, "").splitlines() if line.strip()]
        found: dict[int, Agency] = {}
        for line in lines:
            try:
                body = body_of_any_day(line, on=on)
            except AgencyAmbiguous as several:
                codes = "; ".join(f"{one.name} ({one.code})" for one in several.candidates)
                self.add_error(field, f"{several.message} {codes}")
            except AgenciesError as refused:
                self.add_error(field, refused.message)
            else:
                found[body.pk] = body
        return tuple(found.values())

    def takers(self, *, on: date) -> dict:
        """This function will return `others` and `default_taker` as a planned change takes them."""
        alive = {name: self.bodies(name, on=on) for name in ("default_taker", "others")}
        for name, bodies in alive.items():
            for body in bodies:
                if not is_alive_on(body, on):
                    self.add_error(name, NotAliveThatDay(body.name, written_day(on)).message)
        return {"others": alive["others"], "default_taker": next(iter(alive["default_taker"]), None)}


class ReorganisationForm(TakersForm):
    kind = forms.ChoiceField(label=_("Kind of act"), choices=SuccessionKind)
    effective_on = DayField(label=_("Takes effect on"))
    predecessors = forms.CharField(
        label=_("Bodies that end or give up a part"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One body a line, by its name or code in the register"),
    )
    heirs = forms.CharField(
        label=_("Followed by these bodies of the register"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One body a line. A body that keeps a part in a split stands here too."),
    )
    founded = forms.CharField(
        label=_("Followed by these bodies, founded by the act"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("One official name a line"),
    )
    founded_kind = forms.ChoiceField(
        label=_("Kind of the founded bodies"),
        choices=[("", _("as the first that ends")), *AgencyKind.choices],
        required=False,
    )
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = [
        "kind",
        "effective_on",
        "predecessors",
        "heirs",
        "founded",
        "founded_kind",
        "legal_basis",
        "source",
        "default_taker",
        "others",
    ]

    def clean(self) -> dict:
        given = self.cleaned_data
        if day := given.get("effective_on"):
            ending = self.bodies("predecessors", on=day - timedelta(days=1))
            heirs = [body_of(one) for one in self.bodies("heirs", on=day)]
            act = PlannedAct(given.get("kind", ""), ending, (*heirs, *self._founded(ending, day)))
            takers = self.takers(on=day)
            given["change"] = PlannedChange(
                effective_on=day,
                acts=(act,),
                legal_basis=given.get("legal_basis", ""),
                source=given.get("source", ""),
                **takers,
            )
        return given

    def _founded(self, ending: tuple[Agency, ...], day: date) -> list[Body]:
        given = self.cleaned_data
        lines = [line.strip() for line in given.get("founded", "").splitlines() if line.strip()]
        kind = given.get("founded_kind") or (ending[0].kind if ending else AgencyKind.OTHER)
        names = list(dict.fromkeys(normal_form(line) for line in lines))
        bearers = Agency.objects.without_tree_fields().alive_on(day).filter(name__in=names)
        for taken in bearers.exclude(pk__in=[one.pk for one in ending]).order_by("pk"):
            told = _("“%(name)s” is in the register already: name it among the bodies of the register.")
            self.add_error("founded", told % {"name": taken.name})
        if any(len(name) > MOST_CHARACTERS_OF_NAME for name in names):
            self.add_error("founded", _TOO_LONG % {"most": MOST_CHARACTERS_OF_NAME})
        return [Body(ref=f"n{place}", name=name, kind=kind) for place, name in enumerate(names)]


class ChosenActsForm(TakersForm):
    """Acts of the register to carry out, and who else may take something over."""

    viec: ChosenRowsField = ChosenRowsField(
        label=_("Acts"),
        queryset=Succession.objects.none(),
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": _("Choose at least one act."),
            "invalid_choice": _("There is no such act."),
        },
    )

    def __init__(self, *args, acts, **options) -> None:
        super().__init__(*args, **options)
        self.fields["viec"].queryset = acts  # type: ignore[attr-defined]


class SameBodyForm(FormWithoutSecrets):
    kept = forms.CharField(
        label=_("The entry that is kept"),
        max_length=420,
        help_text=_("Its code in the register, or a name that no other entry bears"),
    )
    reason = forms.CharField(
        label=_("How do you know that it is one body?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )

    def clean_kept(self) -> Agency:
        try:
            return body_of_any_day(self.cleaned_data["kept"], on=timezone.localdate())
        except AgenciesError as refused:
            raise forms.ValidationError(refused.message)


class ActsOfDayForm(forms.Form):
    ngay = DayField(label=_("Day of the act"), required=False)


class UndoForm(FormWithoutSecrets):
    reason = forms.CharField(
        label=_("Why is it undone?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("It stays on record beside the act, for example: the resolution was corrected."),
    )
