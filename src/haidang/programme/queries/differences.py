"""What a later reading of a paper says otherwise than its programme: everything added, removed, changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from rapidfuzz import fuzz, process

from haidang.documents.enums import FindingKind
from haidang.documents.models import DocumentReading, Finding
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import compared_form, folded_form
from haidang.programme.models import Item, LeftDifference, Programme
from haidang.programme.queries.difference_sides import (
    BUDGET_TOTAL,
    KINDS,
    Side,
    programme_sides,
    reading_sides,
)
from haidang.programme.queries.point_sides import (
    POINT,
    programme_point_sides,
    reading_point_sides,
    takes_points,
)

# The same number and six letters in ten alike is the same row reworded; with another number nearly all must be
# alike, since appendices repeat "Xây dựng và tham mưu UBND Thành phố ban hành Kế hoạch ..." many times.
LEAST_LIKENESS_SAME_LABEL = 60
LEAST_LIKENESS = 85
WHOLE = 100
DIGEST_LENGTH = 20
# There is one of each in a paper: they pair whatever they say.
_ONE_OF_A_KIND = {FindingKind.HEADING, BUDGET_TOTAL}
# Two signs that look alike ("15/2020/NĐ-CP", "72/2020/NĐ-CP") are two papers.
_NAMED_EXACTLY = {FindingKind.CITATION}
# The order of these means nothing: the same bodies named in another order are the same bodies.
_UNORDERED = {"lead", "partners"}

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field as the programme has it and as the later reading has it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `likeness` is 0 to 100 between the words of both; 0 where one side is missing."""

    key: str
    kind: str
    change: Change
    old: Side | None
    new: Side | None
    fields: tuple[FieldChange, ...]
    likeness: int

    @property
    def item(self) -> Item | None:
        return self.old.row if self.old and isinstance(self.old.row, Item) else None

    @property
    def finding(self) -> Finding | None:
        return self.new.finding if self.new else None


@dataclass(frozen=True, slots=True)
class SettledDifferences:
    """The differences of a reading: those still open, and those a person left as they are, with who and why."""

    open: tuple[Difference, ...]
    left: tuple[tuple[Difference, LeftDifference], ...]


def reading_difference(programme: Programme, reading: DocumentReading) -> list[Difference]:
    """Compare everything that holds in a programme with what was confirmed in a later reading.

    This function will pair rows of one kind with the same words first, then those with the same number and like
    words, then the most alike; what is left over was removed or added. Pairs that say the same are left out, and so
    is what stands against a finding that nobody has decided yet.
    """
    old, new = programme_sides(programme), reading_sides(reading)
    if takes_points(programme):
        old, new = old + programme_point_sides(programme), new + reading_point_sides(reading)
    found: list[Difference] = []
    for kind in (*KINDS, POINT):
        of_kind = _kind_differences(
            [one for one in old if one.kind == kind], [one for one in new if one.kind == kind], kind
        )
        found += sorted(of_kind, key=_place)
    return found


def settled_differences(programme: Programme, reading: DocumentReading) -> SettledDifferences:
    """This function will part the differences of a reading into those still open and those left as they are."""
    rows = LeftDifference.objects.filter(programme=programme).select_related("left_by")
    left = {row.key: row for row in rows}
    found = reading_difference(programme, reading)
    return SettledDifferences(
        open=tuple(one for one in found if one.key not in left),
        left=tuple((one, left[one.key]) for one in found if one.key in left),
    )


def _kind_differences(old: list[Side], new: list[Side], kind: str) -> Iterator[Difference]:
    pairs = paired_sides(old, new, kind)
    paired_old = {one.name for one, _other in pairs}
    paired_new = {other.name for _one, other in pairs}
    for one, other in pairs:
        is_taken = one.finding is not None and one.finding == other.finding
        if other.is_decided and not is_taken and (fields := tuple(field_changes(one, other))):
            yield _difference("changed", one, other, fields)
    if kind in _ONE_OF_A_KIND:
        return
    for one in old:
        if one.name not in paired_old and not _is_added_by_hand(one):
            yield _difference("removed", one, None)
    for other in new:
        if other.name not in paired_new and other.is_decided:
            yield _difference("added", None, other)


def _is_added_by_hand(side: Side) -> bool:
    """A task that came from no paper is not missing in one."""
    return isinstance(side.row, Item) and side.kind == FindingKind.TASK and side.finding is None


def _difference(
    change: Change, old: Side | None, new: Side | None, fields: tuple[FieldChange, ...] = ()
) -> Difference:
    side = new or old
    kind = side.kind if side else ""
    likeness = side_likeness(old, new) if old and new else 0
    return Difference(f"{kind}-{_digest(old, new)}", kind, change, old, new, fields, likeness)


def _digest(old: Side | None, new: Side | None) -> str:
    """The same words on both sides give the same key: what was left stays left until one of them changes."""
    said = repr([(one.name, sorted(one.texts.items())) if one else None for one in (old, new)])
    return sha256(said.encode()).hexdigest()[:DIGEST_LENGTH]


def _place(difference: Difference) -> tuple[int, int]:
    """The order of the later paper; what was removed stands where it stood."""
    if difference.new:
        return difference.new.order, 0
    return (difference.old.order if difference.old else 0), 1


def paired_sides(old: list[Side], new: list[Side], kind: str) -> list[tuple[Side, Side]]:
    """This function will pair rows of one kind: the same words, then the same number, then the most alike."""
    if kind in _ONE_OF_A_KIND:
        return list(zip(old[:1], new[:1], strict=False))
    rules = (_same_finding, _same_words) if kind in _NAMED_EXACTLY else _RULES
    pairs: list[tuple[Side, Side]] = []
    for rule in rules:
        paired = {one.name for one, _other in pairs}
        taken = {other.name for _one, other in pairs}
        open_old = [one for one in old if one.name not in paired]
        pairs += rule(open_old, [other for other in new if other.name not in taken])
    return pairs


def _same_finding(old: list[Side], new: list[Side]) -> list[tuple[Side, Side]]:
    """What was taken over already belongs together whatever people made of it afterwards."""
    by_finding = {other.finding.pk: other for other in new if other.finding}
    return [(one, by_finding[one.finding.pk]) for one in old if one.finding and one.finding.pk in by_finding]


def _same_words(old: list[Side], new: list[Side]) -> list[tuple[Side, Side]]:
    """The same words pair, those with the same number before others."""
    waiting: dict[str, list[Side]] = {}
    for other in new:
        waiting.setdefault(folded_form(other.title), []).append(other)
    pairs = []
    for one in old:
        fitting = waiting.get(folded_form(one.title), [])
        if fitting:
            best = min(fitting, key=lambda other: (other.label != one.label, other.order))
            fitting.remove(best)
            pairs.append((one, best))
    return pairs


def _same_label(old: list[Side], new: list[Side]) -> list[tuple[Side, Side]]:
    by_label = {other.label: other for other in reversed(new)}
    pairs = []
    for one in old:
        same = by_label.get(one.label) if one.label else None
        if same and side_likeness(one, same) >= LEAST_LIKENESS_SAME_LABEL:
            pairs.append((one, by_label.pop(one.label)))
    return pairs


def _most_alike(old: list[Side], new: list[Side]) -> list[tuple[Side, Side]]:
    texts = {other.name: folded_form(other.title) for other in new}
    scored = [
        (score, one, name)
        for one in old
        for _text, score, name in process.extract(
            folded_form(one.title), texts, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=3
        )
    ]
    waiting = {other.name: other for other in new}
    pairs: dict[str, tuple[Side, Side]] = {}
    for _score, one, name in sorted(scored, key=lambda found: (-found[0], found[1].order)):
        if one.name not in pairs and name in waiting:
            pairs[one.name] = (one, waiting.pop(name))
    return list(pairs.values())


_RULES = (_same_finding, _same_words, _same_label, _most_alike)


def side_likeness(one: Side, other: Side) -> int:
    """This function will tell how alike the titles of two rows are, 0 to 100."""
    return round(fuzz.ratio(folded_form(one.title), folded_form(other.title)))


def field_changes(one: Side, other: Side) -> Iterator[FieldChange]:
    """This function will list the fields in which two rows differ; marks, spaces and capitals do not count."""
    for name in other.texts:
        before, after = one.texts[name], other.texts[name]
        if _compared(name, before) != _compared(name, after):
            yield FieldChange(name, _joined(before), _joined(after))


def _compared(name: str, texts: list[str]) -> list[str]:
    compared = [compared_form(text) for text in texts]
    return sorted(compared) if name in _UNORDERED else compared


def _joined(texts: list[str]) -> str:
    return "; ".join(_shown(text) for text in texts if text)


def _shown(text: str) -> str:
    """Days are compared as 2026-03-10 and shown as 10/3/2026."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return written_day(day)
