"""Regimes are made and changed, and the form that their units fill in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.regime_rules import DueAfterClose
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.regimes.enums import DueKind
from haidang.regimes.errors import (
    DutyHasRegime,
    FormChangedMeanwhile,
    FormIsEmpty,
    NoLevel,
    RegimeChangedMeanwhile,
    RegimeCodeTaken,
)
from haidang.regimes.models import (
    FormFigure,
    Level,
    Regime,
    RegimeForm,
    RegimeUnit,
    ReportRound,
    Section,
)
from haidang.regimes.queries.asked import FigureAsked, SectionAsked, sections_of
from haidang.regimes.queries.regimes import LevelFacts, RegimeFacts

__all__ = [
    "FigureAsked",
    "SectionAsked",
    "add_regime",
    "change_regime",
    "sections_of",
    "set_form",
    "set_in_use",
]


@transaction.atomic
def add_regime(*, facts: RegimeFacts, made_by: Account) -> Regime:
    """This function will make a regime. Raises RegimeCodeTaken, DutyHasRegime and NoLevel."""
    _refuse_unfit(facts)
    made_before = Regime.objects.filter(item=facts.item).order_by("id").first() if facts.item else None
    if made_before is not None:
        raise DutyHasRegime(made_before)
    if Regime.objects.filter(code=facts.code).exists():
        raise RegimeCodeTaken(facts.code)
    regime = Regime.objects.create(made_by=made_by, **_fields_of(facts))
    _write_parts(regime, facts)
    record_event(actor=made_by, act="regimes.add_regime", subject=regime, after=regime_record(facts))
    return regime


@transaction.atomic
def change_regime(*, regime: Regime, version: int, facts: RegimeFacts, changed_by: Account) -> Regime:
    """Change a regime; rounds that are open keep their days and units.

    This function will raise RegimeChangedMeanwhile, RegimeCodeTaken and NoLevel.
    """
    _refuse_unfit(facts)
    if Regime.objects.filter(code=facts.code).exclude(pk=regime.pk).exists():
        raise RegimeCodeTaken(facts.code)
    claimed = Regime.objects.filter(pk=regime.pk, version=version)
    if not claimed.update(version=version + 1, **_fields_of(facts)):
        raise RegimeChangedMeanwhile
    _write_parts(regime, facts)
    regime.refresh_from_db()
    record_event(actor=changed_by, act="regimes.change_regime", subject=regime, after=regime_record(facts))
    return regime


@transaction.atomic
def set_in_use(*, regime: Regime, version: int, is_active: bool, set_by: Account) -> Regime:
    """This function will end a regime or take it up again; open rounds stay. Raises RegimeChangedMeanwhile."""
    if regime.is_active == is_active:
        return regime
    if not Regime.objects.filter(pk=regime.pk, version=version).update(
        is_active=is_active, version=version + 1
    ):
        raise RegimeChangedMeanwhile
    regime.refresh_from_db()
    act = "regimes.take_up_regime" if is_active else "regimes.end_regime"
    record_event(actor=set_by, act=act, subject=regime)
    return regime


@transaction.atomic
def set_form(
    *,
    regime: Regime,
    sections: Sequence[SectionAsked],
    made_by: Account,
    at: datetime,
    seen: int | None = None,
) -> RegimeForm:
    """Set what the units fill in. A form that a round was opened with stays; else the last one is replaced.

    This function will do nothing where the form asks for the same already. `seen` is the key of the form that was on
    screen, 0 for none; without it nothing is compared. Raises FormIsEmpty and FormChangedMeanwhile.
    """
    if not sections:
        raise FormIsEmpty
    Regime.objects.select_for_update().get(pk=regime.pk)
    last = regime.forms.order_by("-number").first()
    if last is not None and sections_of(last) == list(sections):
        return last
    if seen is not None and seen != (last.pk if last else 0):
        raise FormChangedMeanwhile
    number = last.number + 1 if last else 1
    if last is not None and not ReportRound.objects.filter(form=last).exists():
        number = last.number
        last.delete()
    form = RegimeForm.objects.create(regime=regime, number=number, made_by=made_by, made_at=at)
    for order, asked in enumerate(sections):
        _write_section(form, order, asked)
    record_event(
        actor=made_by,
        act="regimes.set_form",
        subject=regime,
        after={"version": number, "sections": [f"{one.label} {one.title}".strip() for one in sections]},
    )
    return form


def regime_record(facts: RegimeFacts) -> dict[str, Any]:
    """This function will say of a regime what the log keeps."""
    return {
        "name": facts.name,
        "period": str(facts.period),
        "calendar": facts.calendar,
        "kinds": list(facts.kinds),
        "levels": [one.name for one in facts.levels],
    }


def _refuse_unfit(facts: RegimeFacts) -> None:
    if not facts.levels:
        raise NoLevel


def _fields_of(facts: RegimeFacts) -> dict[str, Any]:
    return {
        "code": facts.code,
        "name": facts.name,
        "folded_name": folded_form(facts.name),
        "period": facts.period,
        "calendar": facts.calendar,
        "basis": facts.basis,
        "programme": facts.programme,
        "item": facts.item,
        "document": facts.document,
        "way": facts.way,
        "kinds": list(facts.kinds),
        "under": facts.under,
        "opens_before": facts.opens_before,
        "is_restricted": facts.is_restricted,
    }


def _write_parts(regime: Regime, facts: RegimeFacts) -> None:
    regime.units.all().delete()
    RegimeUnit.objects.bulk_create(
        [*_units(regime, facts.named, False), *_units(regime, facts.left_out, True)]
    )
    regime.levels.all().delete()
    Level.objects.bulk_create(_level(regime, order, one) for order, one in enumerate(facts.levels))


def _units(regime: Regime, agencies: Sequence[Agency], is_left_out: bool) -> list[RegimeUnit]:
    return [RegimeUnit(regime=regime, agency=one, is_left_out=is_left_out) for one in agencies]


def _level(regime: Regime, order: int, facts: LevelFacts) -> Level:
    level = Level(
        regime=regime,
        order=order,
        name=facts.name,
        reporter=facts.reporter if order else None,
        receiver=facts.receiver,
        consolidation_days=facts.consolidation_days,
    )
    if isinstance(facts.due, DueAfterClose):
        level.due_kind, level.working_days = DueKind.AFTER_CLOSE, facts.due.working_days
    else:
        level.due_kind, level.day = DueKind.ON_DAY, facts.due.day
        level.months_later, level.is_strict = facts.due.months_later, facts.due.is_strict
    return level


def _write_section(form: RegimeForm, order: int, asked: SectionAsked) -> None:
    section = Section.objects.create(
        form=form,
        order=order,
        label=asked.label,
        title=asked.title,
        guidance=asked.guidance,
        kind=asked.kind,
        is_required=asked.is_required,
    )
    FormFigure.objects.bulk_create(
        FormFigure(
            section=section, order=place, measure=one.measure, group=one.group, is_required=one.is_required
        )
        for place, one in enumerate(asked.figures)
    )
