"""What a form asks for, as an officer enters it."""

from dataclasses import dataclass, field

from haidang.regimes.enums import SectionKind
from haidang.regimes.models import Measure, RegimeForm


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """One figure that a section asks for."""

    measure: Measure
    group: str = ""
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class SectionAsked:
    """One section of a form as an officer enters it."""

    label: str
    title: str
    kind: SectionKind = SectionKind.NARRATIVE
    guidance: str = ""
    is_required: bool = True
    figures: tuple[FigureAsked, ...] = field(default=())


def sections_of(form: RegimeForm) -> list[SectionAsked]:
    """This function will return a form as an officer entered it."""
    sections = form.sections.prefetch_related("figures__measure").order_by("order")
    return [
        SectionAsked(
            one.label,
            one.title,
            SectionKind(one.kind),
            one.guidance,
            one.is_required,
            tuple(
                FigureAsked(figure.measure, figure.group, figure.is_required)
                for figure in sorted(one.figures.all(), key=lambda figure: figure.order)
            ),
        )
        for one in sections
    ]
