"""What formulas may name, and formulas as they are read."""

from haidang.engines.reckoning.formulas import (
    BadFormula,
    Formula,
    Known,
    check_formula,
    parse_formula,
)
from haidang.indicators.enums import CountedWork
from haidang.indicators.errors import FormulaRefused
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import Measure

_UNIT_OF_WORK = "việc"
_WORK = {one.value for one in CountedWork}


def known_names() -> dict[str, Known]:
    """This function will tell with one query all that a formula may name: measures by code, and counted work."""
    measures = Measure.objects.filter(numerator=None).exclude(code__in=_WORK).order_by("code")
    known = {
        code: Known(name, unit, adds_up=rule == AddingUp.SUM)
        for code, name, unit, rule in measures.values_list("code", "name", "unit", "over_units")
    }
    return known | {one.value: Known(str(one.label), _UNIT_OF_WORK) for one in CountedWork}


def checked_formula(text: str) -> Formula:
    """This function will read a formula and check it against what is known. Raises FormulaRefused."""
    try:
        formula = parse_formula(text)
        check_formula(formula, known_names())
    except BadFormula as refusal:
        raise FormulaRefused(refusal) from refusal
    return formula


def work_named(formula: Formula) -> list[CountedWork]:
    """This function will return the counts of obligations that a formula names."""
    return [CountedWork(name) for name in formula.names if name in _WORK]


def measures_named(formula: Formula) -> tuple[str, ...]:
    """This function will return the codes of measures that a formula names."""
    return tuple(name for name in formula.names if name not in _WORK)
