"""Targets of a project by its phases: what a later phase carries on from an earlier one, and where it says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from haidang.documents.models import DocumentLine
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item, Programme
from haidang.programme.queries.programmes import items_of_kind
from haidang.programme.queries.sections import first_line_of

# "Tiếp tục duy trì những mục tiêu đạt được trong giai đoạn 2013 -2015", "giữ vững các chỉ tiêu của giai đoạn trước"
_CARRIES_ON = re.compile(
    r"\b(?:duy tri|giu vung|bao dam)\b.{0,40}?\b(?:muc tieu|chi tieu|ket qua)\b(?P<rest>.{0,80})"
)
_YEARS = re.compile(r"\bgiai doan (?:tu )?(?P<first>\d{4})\s*(?:[-–]|den)\s*(?P<last>\d{4})")
_ALL_BEFORE = re.compile(r"\b(?:cac|nhung) giai doan truoc\b")
# A heading and its opening sentence stand at most so many lines above the first target of their phase.
FURTHEST_SENTENCE = 20

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CarryingSentence:
    """Where the paper says that targets of earlier phases still hold."""

    text: str
    lines: list[list[int]]


@dataclass(frozen=True, slots=True)
class CarriedTarget:
    """A target of an earlier phase that still holds in this one. `renewed_by` is one of this phase on the same."""

    item: Item
    years: Years
    sentence: CarryingSentence
    renewed_by: Item | None


@dataclass(frozen=True, slots=True)
class TargetPhase:
    """The targets of one phase, and those it carries on; `years` is None for targets outside any phase."""

    years: Years | None
    items: tuple[Item, ...]
    carried: tuple[CarriedTarget, ...]


def target_phases(programme: Programme, *, on: date) -> list[TargetPhase]:
    """Group the targets of a programme by phase, in the order of time, with those that are carried on.

    This function will follow only what the paper says: a sentence between the targets of two phases that earlier
    targets are kept up. Which phase it names holds; without a name it is the phase before. A carried target keeps
    its value. One query more than the targets need, where there are several phases.
    """
    items = list(items_of_kind(programme, [ItemKind.GOAL], on=on))
    by_years: dict[Years | None, list[Item]] = {}
    for item in items:
        by_years.setdefault(_years_of(item), []).append(item)
    phases = sorted(years for years in by_years if years)
    sentences = _sentences(programme, by_years, phases) if len(phases) > 1 else {}
    found = []
    for years in (None, *phases):
        if years in by_years:
            own = by_years[years]
            carried = tuple(_carried(sentences[years], years, phases, by_years)) if years in sentences else ()
            found.append(TargetPhase(years, tuple(own), carried))
    return found


def _years_of(item: Item) -> Years | None:
    target = item.target
    return (target.phase_from.year, target.phase_to.year) if target.phase_from and target.phase_to else None


def _carried(
    sentence: CarryingSentence,
    years: Years,
    phases: Sequence[Years],
    by_years: dict[Years | None, list[Item]],
) -> Iterator[CarriedTarget]:
    own = by_years[years]
    for earlier in _phases_meant(sentence.text, years, phases):
        for item in by_years[earlier]:
            yield CarriedTarget(item, earlier, sentence, _renewing(item, own))


def _phases_meant(text: str, years: Years, phases: Sequence[Years]) -> list[Years]:
    before = [one for one in phases if one < years]
    folded = folded_form(text)
    if named := _YEARS.search(folded):
        meant = int(named["first"]), int(named["last"])
        return [one for one in before if meant[0] <= one[0] and one[1] <= meant[1]]
    return before if _ALL_BEFORE.search(folded) else before[-1:]


def _renewing(item: Item, own: Iterable[Item]) -> Item | None:
    """A target of the later phase that counts the same thing of the same bodies."""
    same = [
        one
        for one in own
        if one.target.unit == item.target.unit
        and folded_form(one.target.subject) == folded_form(item.target.subject)
    ]
    return same[0] if same else None


def _sentences(
    programme: Programme, by_years: dict[Years | None, list[Item]], phases: Sequence[Years]
) -> dict[Years, CarryingSentence]:
    """For each phase the sentence above its first target, below the last target of the phase before it."""
    spans = {years: _span_above(by_years, phases, at) for at, years in enumerate(phases) if at}
    lowest, highest = min(low for low, _high in spans.values()), max(high for _low, high in spans.values())
    rows = DocumentLine.objects.filter(
        reading=programme.reading_id, number__gte=lowest, number__lte=highest, is_furniture=False
    )
    lines = [
        (number, text)
        for number, text in rows.order_by("number").values_list("number", "text")
        if text.strip()
    ]
    found = {years: _sentence_in(lines, span) for years, span in spans.items()}
    return {years: sentence for years, sentence in found.items() if sentence}


def _span_above(
    by_years: dict[Years | None, list[Item]], phases: Sequence[Years], at: int
) -> tuple[int, int]:
    first = min((first_line_of(item.lines) for item in by_years[phases[at]]), default=0)
    before = max(
        (first_line_of(item.lines) for item in by_years[phases[at - 1]] if first_line_of(item.lines) < first),
        default=0,
    )
    return max(before + 1, first - FURTHEST_SENTENCE), first


def _sentence_in(lines: Sequence[tuple[int, str]], span: tuple[int, int]) -> CarryingSentence | None:
    """A sentence may run on to the next line of the paper; the line it begins on is the one that is cited."""
    own = [(number, text) for number, text in lines if span[0] <= number <= span[1]]
    for at, (number, text) in enumerate(own):
        following = own[at + 1] if at + 1 < len(own) else (number, "")
        match = _CARRIES_ON.search(folded_form(f"{text} {following[1]}"))
        if match and match.start() < len(folded_form(text)):
            runs_on = match.end("rest") > len(folded_form(text)) and not text.rstrip().endswith(
                (":", ".", ";")
            )
            last = following[0] if runs_on else number
            return CarryingSentence(f"{text} {following[1]}" if runs_on else text, [[number, last]])
    return None
