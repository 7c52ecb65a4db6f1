"""Indicators are made, changed and ended; targets are set and withdrawn."""

from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Any

from django.db import transaction

from haidang.agencies.models import Account
from haidang.engines.vietnamese.forms import folded_form
from haidang.foundation.operations import record_event
from haidang.indicators.errors import IndicatorChangedMeanwhile, IndicatorCodeTaken, UnderItself
from haidang.indicators.models import Indicator, IndicatorTarget, LeftProposal
from haidang.indicators.queries.facts import IndicatorFacts, StatedInPaper, TargetFacts
from haidang.indicators.queries.names import checked_formula
from haidang.programme.models import Programme


@transaction.atomic
def add_indicator(*, facts: IndicatorFacts, made_by: Account) -> Indicator:
    """This function will make an indicator at the end of its place. Raises IndicatorCodeTaken and FormulaRefused."""
    checked_formula(facts.formula)
    if Indicator.objects.filter(code=facts.code).exists():
        raise IndicatorCodeTaken(facts.code)
    order = Indicator.objects.filter(parent=facts.parent).count() + 1
    indicator = Indicator.objects.create(made_by=made_by, order=order, **_fields_of(facts))
    record_event(
        actor=made_by, act="indicators.add_indicator", subject=indicator, after=_record(_fields_of(facts))
    )
    return indicator


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, version: int, facts: IndicatorFacts, changed_by: Account
) -> Indicator:
    """Change an indicator; its figures follow the new formula at once, also those of past periods.

    This function will raise IndicatorChangedMeanwhile, IndicatorCodeTaken, FormulaRefused and UnderItself, and write
    nothing where all is as it was.
    """
    checked_formula(facts.formula)
    _refuse_circle(indicator, facts.parent)
    if Indicator.objects.filter(code=facts.code).exclude(pk=indicator.pk).exists():
        raise IndicatorCodeTaken(facts.code)
    fields = _fields_of(facts)
    before = {name: getattr(indicator, name) for name in fields}
    if before == fields:
        return indicator
    claimed = Indicator.objects.filter(pk=indicator.pk, version=version)
    if not claimed.update(version=version + 1, **fields):
        raise IndicatorChangedMeanwhile
    indicator.refresh_from_db()
    changed = {name for name, value in fields.items() if before[name] != value}
    record_event(
        actor=changed_by,
        act="indicators.change_indicator",
        subject=indicator,
        before=_record({name: before[name] for name in changed}),
        after=_record({name: fields[name] for name in changed}),
    )
    return indicator


@transaction.atomic
def end_indicator(*, indicator: Indicator, ended_by: Account, at: datetime) -> Indicator:
    """This function will take an indicator out of the tree; a second time it changes nothing."""
    if Indicator.objects.filter(pk=indicator.pk, ended_at=None).update(ended_at=at):
        record_event(actor=ended_by, act="indicators.end_indicator", subject=indicator)
    return indicator


@transaction.atomic
def set_target(*, indicator: Indicator, facts: TargetFacts, set_by: Account, at: datetime) -> IndicatorTarget:
    """This function will set a target; one that stands already with the same words is returned as it is."""
    fields = _target_fields(facts)
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    same = IndicatorTarget.objects.filter(indicator=indicator, ended_at=None, **fields).order_by("id").first()
    if same is not None:
        return same
    target = IndicatorTarget.objects.create(indicator=indicator, made_by=set_by, made_at=at, **fields)
    record_event(actor=set_by, act="indicators.set_target", subject=target, after=_record(fields))
    return target


@transaction.atomic
def withdraw_target(*, target: IndicatorTarget, withdrawn_by: Account, at: datetime) -> IndicatorTarget:
    """This function will withdraw a target, which stays in the log; a second time it changes nothing."""
    if IndicatorTarget.objects.filter(pk=target.pk, ended_at=None).update(ended_at=at):
        record_event(actor=withdrawn_by, act="indicators.withdraw_target", subject=target)
    return target


@transaction.atomic
def leave_proposal(
    *, programme: Programme, key: str, reason: str, left_by: Account, at: datetime
) -> LeftProposal:
    """This function will leave out an aim that a paper states, with the reason; a second time it changes nothing."""
    left, is_new = LeftProposal.objects.get_or_create(
        programme=programme, key=key, defaults={"reason": reason, "left_by": left_by, "left_at": at}
    )
    if is_new:
        record_event(
            actor=left_by,
            act="indicators.leave_proposal",
            subject=programme,
            after={"proposal": key, "reason": reason},
        )
    return left


@transaction.atomic
def take_up_proposal(*, programme: Programme, key: str, taken_up_by: Account) -> int:
    """This function will put an aim that was left out back among those to decide about, and tell how many rows."""
    count, _rows = LeftProposal.objects.filter(programme=programme, key=key).delete()
    if count:
        record_event(
            actor=taken_up_by, act="indicators.take_up_proposal", subject=programme, after={"proposal": key}
        )
    return count


def _target_fields(facts: TargetFacts) -> dict[str, Any]:
    """The columns of a target. One that was read as a target of a programme stands on the lines of its item."""
    stated = facts.stated
    if stated is None and facts.read_from is not None:
        item = facts.read_from.item
        stated = StatedInPaper(item.programme.document, item.lines, item.title)
    plain = {one.name: getattr(facts, one.name) for one in dataclass_fields(facts) if one.name != "stated"}
    return plain | {
        "paper": stated.paper if stated else None,
        "lines": [list(span) for span in stated.lines] if stated else [],
        "words": stated.words if stated else "",
        "proposal_key": stated.key if stated else "",
    }


def _fields_of(facts: IndicatorFacts) -> dict[str, Any]:
    return {
        "code": facts.code,
        "name": facts.name,
        "folded_name": folded_form(facts.name),
        "formula": facts.formula.strip(),
        "unit": facts.unit,
        "decimals": facts.decimals,
        "direction": facts.direction,
        "kinds": sorted(facts.kinds),
        "given_by": facts.given_by,
        "definition": facts.definition,
        "source": facts.source,
        "parent": facts.parent,
        "is_growth": facts.is_growth,
    }


def _refuse_circle(indicator: Indicator, parent: Indicator | None) -> None:
    seen: set[int] = set()
    while parent is not None and parent.pk not in seen:
        if parent.pk == indicator.pk:
            raise UnderItself
        seen.add(parent.pk)
        parent = parent.parent


def _record(fields: dict[str, Any]) -> dict[str, Any]:
    """Facts as the log keeps them: rows by their words, numbers as they are written."""
    plain = (str, int, list, type(None))
    left_out = {"folded_name"}
    return {
        name: value if isinstance(value, plain) else str(value)
        for name, value in fields.items()
        if name not in left_out
    }
