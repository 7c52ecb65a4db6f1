"""Regimes as a list and one as a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.engines.reckoning.occurrences import Occurrence
from haidang.foundation.counts import ShownCount
from haidang.programme.models import Item
from haidang.regimes.enums import RoundState
from haidang.regimes.models import Regime, RegimeForm, ReportRound
from haidang.regimes.queries.asked import SectionAsked, sections_of
from haidang.regimes.queries.regime_days import PeriodDays, days_of_regime
from haidang.regimes.queries.regimes import levels_of, units_on
from haidang.regimes.queries.restricted import regimes_open_to, rounds_open_to

_MOST_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class RegimeLine:
    """One regime of the list with the report that is due next, and the rounds opened so far."""

    regime: Regime
    due_next: Occurrence | None
    rounds: int
    has_form: bool
    has_findings: bool


@dataclass(frozen=True, slots=True)
class RegimePage:
    """Everything the page of a regime shows. `held_by_rounds` are open rounds that keep an earlier form."""

    regime: Regime
    units: list[Agency]
    kinds: list[str]
    left_out: list[Agency]
    days: list[PeriodDays]
    form: RegimeForm | None
    sections: list[SectionAsked]
    rounds: list[ReportRound]
    held_by_rounds: list[ReportRound]


def regimes_listed(account: Any) -> QuerySet[Regime]:
    """This function will return the regimes an account may see, those in use first, by name."""
    return (
        regimes_open_to(account)
        .prefetch_related("levels")
        .annotate(round_count=Count("rounds", distinct=True), last_form=Max("forms__number"))
        .order_by("-is_active", "folded_name", "id")
    )


def regime_lines(regimes: Iterable[Regime], *, on: date) -> list[RegimeLine]:
    """This function will say of each regime of a page what the list shows."""
    return [_line(one, on) for one in regimes]


def regime_page(regime: Regime, account: Any, *, on: date) -> RegimePage:
    """Read with a fixed number of queries everything the page of a regime shows to an account.

    This function will name only the rounds whose pages the account may open.
    """
    form = regime.forms.order_by("-number").first()
    days = days_of_regime(regime, levels_of(regime), on=on)
    closes_on = days[1].report.closes_on if days else on
    of_regime = rounds_open_to(account).filter(regime=regime)
    rounds = list(of_regime.select_related("form").order_by("-due_on", "-id")[:_MOST_ROUNDS])
    return RegimePage(
        regime=regime,
        units=units_on(regime, on=closes_on),
        kinds=[str(AgencyKind(one).label) for one in regime.kinds],
        left_out=[one.agency for one in _named(regime) if one.is_left_out],
        days=days,
        form=form,
        sections=sections_of(form) if form else [],
        rounds=rounds,
        held_by_rounds=[
            one for one in rounds if one.state == RoundState.OPEN and one.form_id != form_key(form)
        ],
    )


def named_in(regime: Regime, *, left_out: bool) -> list[Agency]:
    """This function will return the agencies a regime names, or those it leaves out."""
    return [one.agency for one in _named(regime) if one.is_left_out == left_out]


def form_key(form: RegimeForm | None) -> int:
    """This function will return the key of a form, 0 where there is none."""
    return form.pk if form else 0


def last_form_of(regime: Regime) -> RegimeForm | None:
    """This function will return the form that the next round opens with."""
    return regime.forms.order_by("-number").first()


def rounds_on_form(form: RegimeForm | None) -> list[ReportRound]:
    """This function will return the open rounds that keep a form when it is changed."""
    if form is None:
        return []
    return list(form.rounds.filter(state=RoundState.OPEN).order_by("due_on", "id"))


def regime_of_duty(item: Item) -> Regime | None:
    """This function will return the regime that was made of a report duty."""
    return Regime.objects.filter(item=item).order_by("id").first()


def opening_words(regime: Regime) -> str:
    """This function will say when a round opens."""
    if regime.opens_before is None:
        return _("an officer opens it")
    return _("by itself, %(count)s days before data close") % {"count": ShownCount(regime.opens_before)}


def _named(regime: Regime) -> list:
    return list(regime.units.select_related("agency").order_by("agency__name", "id"))


def _line(regime: Regime, on: date) -> RegimeLine:
    levels = sorted(regime.levels.all(), key=lambda one: one.order)
    days = days_of_regime(regime, levels, on=on)
    to_come = [one for one in days if one.report.due_on >= on]
    return RegimeLine(
        regime=regime,
        due_next=to_come[0].report if to_come else None,
        rounds=getattr(regime, "round_count", 0),
        has_form=getattr(regime, "last_form", None) is not None,
        has_findings=any(found.code != "estimate" for one in to_come for _level, found in one.findings),
    )
