"""Law of the day: how a cited paper stands on a day, and what stands in its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from haidang.documents.enums import LawChangeKind, LawState, RelationKind
from haidang.documents.models import Document, DocumentRelation, LawChange
from haidang.engines.vietnamese.forms import folded_form

# Successors of successors are followed this far; longer lines of laws are not known, rings would be mistakes.
MOST_STEPS = 6
_FATE = {
    LawChangeKind.IN_FORCE: LawState.IN_FORCE,
    LawChangeKind.AMENDED: LawState.AMENDED,
    LawChangeKind.REPLACED: LawState.REPLACED,
    LawChangeKind.ENDED: LawState.ENDED,
}


@dataclass(frozen=True, slots=True)
class LawStep:
    """One thing that happened to a law by the day: from the register of laws, or said by a paper that was read.

    `by` names the paper that did it, `by_paper` is that paper where the register of papers has it.
    """

    change: LawChangeKind
    effective_on: date | None
    by: str
    by_key: str
    by_paper: Document | None
    note: str
    source: str
    is_verified: bool
    row: LawChange | None = None


@dataclass(frozen=True, slots=True)
class LawStanding:
    """How a paper stands on a day, with every step that made it so; `later` are steps still to come."""

    state: LawState
    steps: tuple[LawStep, ...]
    later: tuple[LawStep, ...]
    heirs: tuple[LawStep, ...]

    @property
    def is_verified(self) -> bool:
        """Whether a person or a source named in the data stands behind every step."""
        return all(step.is_verified for step in (*self.steps, *self.heirs))

    @property
    def is_out_of_date(self) -> bool:
        """Whether whoever cites the paper should look: it was amended, replaced or ended."""
        return self.state in {LawState.AMENDED, LawState.REPLACED, LawState.ENDED}


def law_changes(words: str = "", *, is_unverified: bool = False) -> QuerySet[LawChange]:
    """This function will return what the register of laws holds, by law and day; filtered by words and marks."""
    found = LawChange.objects.filter(ended_at=None)
    if is_unverified:
        found = found.filter(is_verified=False)
    rows = found.order_by("number_key", "issued_on", "effective_on", "pk")
    fitting = [one.pk for one in rows if _says(one, words)] if words.strip() else None
    return rows if fitting is None else rows.filter(pk__in=fitting)


def laws_standing(papers: Iterable[Document], *, on: date) -> dict[int, LawStanding]:
    """Tell how papers stand on a day, with three queries however many they are.

    This function will match a paper by its sign and its day; one cited without its day is matched by a sign that
    is given out only once. What papers in the register say of each other ("thay thế", "sửa đổi") counts beside the
    register of laws, from the day of the paper that says it.
    """
    papers = list(papers)
    known = _known_changes()
    by_paper = _papers_by_key(known, papers)
    said = _said_by_papers(papers)
    return {
        paper.pk: _standing(
            [*_steps_of(paper.number_key, paper.issued_on, known, by_paper), *said.get(paper.pk, ())],
            on=on,
            known=known,
            by_paper=by_paper,
        )
        for paper in papers
    }


def _standing(
    steps: list[LawStep],
    *,
    on: date,
    known: Mapping[str, list[LawChange]],
    by_paper: Mapping[str, Document],
) -> LawStanding:
    steps = sorted(steps, key=lambda step: (step.effective_on or date.min, step.change))
    happened = [step for step in steps if step.effective_on is None or step.effective_on <= on]
    later = [step for step in steps if step not in happened]
    return LawStanding(
        _state(happened, later), tuple(happened), tuple(later), tuple(_heirs(happened, on, known, by_paper))
    )


def _state(happened: list[LawStep], later: list[LawStep]) -> LawState:
    changes = {step.change for step in happened}
    for change in (LawChangeKind.REPLACED, LawChangeKind.ENDED, LawChangeKind.AMENDED):
        if change in changes:
            return _FATE[change]
    if any(step.change == LawChangeKind.IN_FORCE for step in later):
        return LawState.NOT_YET
    return LawState.IN_FORCE if changes else LawState.UNKNOWN


def _heirs(
    happened: list[LawStep],
    on: date,
    known: Mapping[str, list[LawChange]],
    by_paper: Mapping[str, Document],
) -> Iterable[LawStep]:
    """What replaced the paper that replaced this one, and so on until the day."""
    seen: set[str] = set()
    keys = [step.by_key for step in happened if step.change == LawChangeKind.REPLACED and step.by_key]
    for _step in range(MOST_STEPS):
        if not keys or keys[0] in seen:
            return
        seen.add(keys[0])
        next_ones = [
            step
            for step in _steps_of(keys[0], None, known, by_paper)
            if step.change in {LawChangeKind.REPLACED, LawChangeKind.ENDED}
            and (step.effective_on is None or step.effective_on <= on)
        ]
        yield from next_ones
        keys = [step.by_key for step in next_ones if step.by_key]


def _known_changes() -> dict[str, list[LawChange]]:
    """The whole register of laws by sign: a few hundred rows at most."""
    known: dict[str, list[LawChange]] = {}
    for row in LawChange.objects.filter(ended_at=None).order_by("pk"):
        known.setdefault(row.number_key, []).append(row)
    return known


def _steps_of(
    key: str, issued_on: date | None, known: Mapping[str, list[LawChange]], by_paper: Mapping[str, Document]
) -> list[LawStep]:
    rows = known.get(key, []) if key else []
    days = {row.issued_on for row in rows if row.issued_on}
    if issued_on:
        rows = [row for row in rows if row.issued_on in {issued_on, None}]
    elif len(days) > 1:
        return []
    return [_step(row, by_paper) for row in rows]


def _step(row: LawChange, by_paper: Mapping[str, Document]) -> LawStep:
    by = " ".join(part for part in (row.by_name, row.by_number) if part)
    paper = by_paper.get(row.by_number_key) if row.by_number_key else None
    return LawStep(
        LawChangeKind(row.change),
        row.effective_on,
        by,
        row.by_number_key,
        paper,
        row.note,
        row.source,
        row.is_verified,
        row,
    )


def _papers_by_key(known: Mapping[str, list[LawChange]], papers: list[Document]) -> dict[str, Document]:
    """The papers of the register that did something to another, by sign."""
    keys = {row.by_number_key for rows in known.values() for row in rows if row.by_number_key}
    found = Document.objects.filter(Q(number_key__in=keys)).only(
        "pk", "kind", "number", "title", "number_key"
    )
    return {one.number_key: one for one in found.order_by("-pk")} if papers else {}


def _said_by_papers(papers: list[Document]) -> dict[int, list[LawStep]]:
    """What papers that were read say of these: amended or replaced by them."""
    kinds = {
        RelationKind.AMENDS: LawChangeKind.AMENDED,
        RelationKind.REPLACES: LawChangeKind.REPLACED,
    }
    relations = DocumentRelation.objects.filter(target__in=[one.pk for one in papers], kind__in=kinds)
    said: dict[int, list[LawStep]] = {}
    for one in relations.select_related("source").order_by("pk"):
        step = LawStep(
            kinds[RelationKind(one.kind)],
            one.source.issued_on,
            str(one.source),
            one.source.number_key,
            one.source,
            "",
            str(one.source),
            is_verified=True,
        )
        said.setdefault(one.target_id, []).append(step)
    return said


def _says(row: LawChange, words: str) -> bool:
    said = folded_form(
        " ".join([row.law_kind, row.number, row.title, row.by_name, row.by_number, row.note, row.source])
    )
    return all(word in said for word in folded_form(words).split())
