"""What can keep an indicator or a target from being kept."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from haidang.engines.reckoning.formulas import BadFormula

_REASONS: dict[str, Any] = {
    "empty": _("The formula is empty. Write what is counted, for example “tap-huan / can-bo”."),
    "too_long": _("The formula is too long. Split it into two indicators."),
    "sign": _(
        "The formula has a sign that is not known at place %(place)s. "
        "Codes have small letters without marks; + - * / and brackets join them."
    ),
    "end": _("The formula stops half-way. Write what follows the last sign."),
    "unexpected": _("The sign at place %(place)s of the formula is out of place."),
    "brackets": _("A bracket of the formula is not closed (place %(place)s)."),
    "number_alone": _(
        "A number by itself counts nothing: put it before a code with a *, for example “1000 * so-vu / dan-so”."
    ),
    "product": _("Two counts cannot be multiplied (place %(place)s): the product has no true total."),
    "second_line": _(
        "Only one stroke may stand between counts (place %(place)s). "
        "Put the sums above and below it in brackets."
    ),
    "zero": _("The formula divides by zero at place %(place)s."),
    "nothing": _("The parts of the formula cancel each other out."),
    "number": _("The number at place %(place)s of the formula has too many digits."),
    "unknown": _("No measure has the code: %(names)s. Choose from the list below the formula."),
    "not_added_up": _("Figures of %(names)s do not add up over units, so that a formula has no true total."),
    "unlike": _("%(names)s are in unlike units and cannot be added."),
}


class IndicatorsError(Exception):
    """Root of what this app refuses; `message` is told to the person."""

    @property
    def message(self) -> str:
        return str(self)


class FormulaRefused(IndicatorsError):
    """A formula that has no true total."""

    def __init__(self, refusal: BadFormula) -> None:
        super().__init__(refusal)
        self.refusal = refusal

    def __str__(self) -> str:
        places = {"place": self.refusal.place, "names": ", ".join(self.refusal.names)}
        return str(_REASONS[self.refusal.reason]) % places


class IndicatorCodeTaken(IndicatorsError):
    """Another indicator has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(_("Another indicator has the code “%(code)s”. Choose another one.")) % {"code": self.code}


class IndicatorChangedMeanwhile(IndicatorsError):
    """Someone else changed the indicator after it was opened on screen."""

    def __str__(self) -> str:
        return str(
            _(
                "Someone else has changed this indicator meanwhile; what holds now is shown above. "
                "Save again if you still want your text."
            )
        )


class UnderItself(IndicatorsError):
    """An indicator was to stand under itself or one of its own parts."""

    def __str__(self) -> str:
        return str(_("An indicator cannot stand under itself. Choose another one above it."))
