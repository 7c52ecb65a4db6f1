"""Acts in the register, which of them were carried out, what that moved, and what stands in the way of undoing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from haidang.agencies.models import Agency, AgencyName, Handover, Reorganisation, Succession
from haidang.agencies.queries.preview import UNITS
from haidang.agencies.registry import Memo, open_work

# Kinds of what a reorganisation did to bodies themselves; all other kinds are those of the registry.
ENDED, FOUNDED, ACT = "ended", "founded", "act"


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of the register, with what its predecessors still hold today."""

    act: Succession
    predecessors: tuple[Agency, ...]
    heirs: tuple[Agency, ...]
    still_open: int


@dataclass(frozen=True, slots=True)
class HandoverGroup:
    """What one reorganisation did to one kind of thing."""

    kind: str
    label: Any
    rows: tuple[Handover, ...]


def acts_known(words: Sequence[int] = (), *, day: date | None = None) -> QuerySet[Succession]:
    """This function will return the acts of the register, latest first: those of a day, those of some bodies."""
    acts = Succession.objects.prefetch_related("predecessors", "heirs")
    if day:
        acts = acts.filter(effective_on=day)
    if words:
        acts = acts.filter(Q(predecessors__in=words) | Q(heirs__in=words)).distinct()
    return acts.order_by("-effective_on", "-pk")


def act_rows(acts: Sequence[Succession], *, today: date | None) -> list[ActRow]:
    """Tell of each act which bodies stand on its sides, and how much its ended ones hold today.

    This function will count nothing without a day: not everybody may know. Queries do not grow with the acts.
    """
    counts = _rows_still_held(_ended_by(acts, today), today) if today else {}
    return [
        ActRow(
            act=act,
            predecessors=_by_name(act.predecessors.all()),
            heirs=_by_name(act.heirs.all()),
            still_open=sum(counts.get(one.pk, 0) for one in act.predecessors.all()),
        )
        for act in acts
    ]


def _ended_by(acts: Sequence[Succession], today: date) -> set[int]:
    bodies = (one for act in acts for one in act.predecessors.all())
    return {one.pk for one in bodies if one.valid_to and one.valid_to <= today}


def reorganisations_done() -> QuerySet[Reorganisation]:
    """This function will return what was carried out, latest first, also what was undone."""
    done = Reorganisation.objects.select_related("carried_out_by", "undone_by")
    return done.order_by("-carried_out_at", "-pk")


def handover_groups(reorganisation: Reorganisation) -> list[HandoverGroup]:
    """This function will return what a reorganisation did, by kind, in the order in which it was done."""
    rows: dict[str, list[Handover]] = {}
    for row in reorganisation.handovers.order_by("pk"):
        rows.setdefault(row.kind, []).append(row)
    labels = {ENDED: _("Bodies that ended"), FOUNDED: _("Bodies that were founded")}
    labels |= {work.kind: work.label for work in open_work}
    return [HandoverGroup(kind, label, tuple(rows[kind])) for kind, label in labels.items() if kind in rows]


def places_before(unit: Agency) -> list[Handover]:
    """This function will return the moves of a unit from one body to another that hold, oldest first."""
    moves = Handover.objects.filter(kind=UNITS, row_key=unit.pk, reorganisation__undone_at=None)
    return list(moves.select_related("reorganisation").order_by("reorganisation__effective_on", "pk"))


def undo_hindrances(reorganisation: Reorganisation) -> list[str]:
    """This function will tell what was built on a reorganisation since, so that it cannot be undone; [] for nothing."""
    memos = memos_by_kind(reorganisation)
    told = [hint for work in open_work if work.kind in memos for hint in work.hindrances(memos[work.kind])]
    told += _ended_otherwise(memos.get(ENDED, {}))
    told += _acts_used_again(reorganisation, memos.get(ACT, {}))
    return told + _founded_in_use(memos)


def memos_by_kind(reorganisation: Reorganisation) -> dict[str, dict[int, Memo]]:
    """This function will return what it takes to give every row back, by kind and key."""
    memos: dict[str, dict[int, Memo]] = {}
    for kind, key, memo in reorganisation.handovers.order_by("pk").values_list("kind", "row_key", "memo"):
        memos.setdefault(kind, {})[key] = memo
    return memos


def _rows_still_held(agencies: set[int], today: date) -> dict[int, int]:
    counts: dict[int, int] = {}
    for work in open_work:
        for row in work.rows_held(agencies, today):
            counts[row.holder_id] = counts.get(row.holder_id, 0) + 1
    return counts


def _ended_otherwise(memos: Mapping[int, Memo]) -> list[str]:
    bodies = Agency.objects.without_tree_fields().in_bulk(list(memos))
    return [
        _("The last day of “%(name)s” was corrected since.") % {"name": bodies[key].name}
        for key, memo in memos.items()
        if str(bodies[key].valid_to) != memo["day"]
    ]


def _acts_used_again(reorganisation: Reorganisation, memos: Mapping[int, Memo]) -> list[str]:
    again = Reorganisation.objects.filter(acts__in=list(memos), undone_at=None).exclude(pk=reorganisation.pk)
    told = [
        _("Work was moved by the same act again (%(told)s): undo that first.") % {"told": other.told}
        for other in again.distinct().order_by("pk")
    ]
    for act in Succession.objects.filter(pk__in=list(memos)).prefetch_related("heirs"):
        memo = memos[act.pk]
        if (str(act.effective_on), sorted(heir.pk for heir in act.heirs.all())) != (
            memo["day"],
            memo["heirs"],
        ):
            told.append(_("The act itself was corrected since."))
    return told


def _founded_in_use(memos: Mapping[str, Mapping[int, Memo]]) -> list[str]:
    """A body that the act founded goes with it, unless anything but the act's own rows stands on it."""
    founded = memos.get(FOUNDED, {})
    return [
        _("“%(name)s”, founded by this act, is used since: %(what)s.")
        % {"name": body.name, "what": ", ".join(used)}
        for body in Agency.objects.without_tree_fields().filter(pk__in=list(founded)).order_by("pk")
        if (used := _uses_of(body, memos))
    ]


def _uses_of(body: Agency, memos: Mapping[str, Mapping[int, Memo]]) -> list[str]:
    own: dict[str, list[int]] = {}
    for work in open_work:
        own.setdefault(work.model, []).extend(_made_by(memos.get(work.kind, {})))
    uses = []
    for relation in Agency._meta.related_objects:
        model = relation.related_model
        rows = model._base_manager.filter(**{relation.field.name: body})
        if model is AgencyName:
            continue
        if model is Succession:
            rows = rows.exclude(pk__in=list(memos.get(ACT, {})))
        if rows.exclude(pk__in=own.get(model._meta.label_lower, [])).exists():
            uses.append(str(model._meta.verbose_name))
    return uses


def _made_by(memos: Mapping[int, Memo]) -> list[int]:
    return [key for memo in memos.values() for key in memo["made"]]


def _by_name(agencies) -> tuple[Agency, ...]:
    return tuple(sorted(agencies, key=lambda one: (one.name, one.pk)))
