"""What people enter in a unit's report, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from haidang.regimes.models import Measure, Section


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as a unit enters it: what was drawn for it, what the unit puts beside it and why.

    `seen` is the mark of what the page showed for it, None where nobody looked at a page.
    """

    measure: Measure
    drawn: Decimal | None
    stated: Decimal | None
    reason: str = ""
    seen: str | None = None

    @property
    def number(self) -> Decimal | None:
        """The figure that holds."""
        return self.drawn if self.stated is None else self.stated

    @property
    def differs(self) -> bool:
        """Whether the unit states something else than what was drawn."""
        return self.stated is not None and self.drawn is not None and self.stated != self.drawn


@dataclass(frozen=True, slots=True)
class SectionGiven:
    """What stands under one section as somebody saves it; `version` is what the page showed, 0 for nothing yet.

    `after` is the number of the version that had been sent when the page was shown, 0 for none; None does not ask.
    """

    section: Section
    text: str = ""
    is_nil: bool = False
    version: int = 0
    figures: Sequence[StatedFigure] = ()
    after: int | None = None


@dataclass(frozen=True, slots=True)
class RemarkMade:
    """What a reader says of a section or a figure; without both, of the whole report."""

    text: str
    section: Section | None = None
    measure: Measure | None = None
