"""Two entries of the register that are one body: what stands on each, and what hinders taking a merger back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from haidang.agencies.errors import NotTheSameBody
from haidang.agencies.models import Agency, AgencyName, DuplicateEntry, Succession


@dataclass(frozen=True, slots=True)
class Place:
    """One column in which a table of any app names an agency."""

    model: type[Model]
    column: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.model._meta.label_lower}.{self.column}"

    def rows_of(self, agency: Agency) -> Any:
        """This function will return the rows that name an agency here."""
        return self.model._base_manager.filter(**{self.column: agency.pk})


@dataclass(frozen=True, slots=True)
class Use:
    """How many rows of one place name an entry."""

    label: str
    count: int


def agency_places() -> Iterator[Place]:
    """This function will name every column of every app that points to an agency, but for names and mergers."""
    for relation in Agency._meta.related_objects:
        if relation.related_model in {AgencyName, DuplicateEntry}:
            continue
        if relation.many_to_many:
            column = f"{relation.field.m2m_reverse_field_name()}_id"  # type: ignore[attr-defined]
            yield Place(relation.through, column, str(relation.related_model._meta.verbose_name))
        else:
            label = str(relation.related_model._meta.verbose_name)
            yield Place(relation.related_model, relation.field.attname, label)


def uses_of_entry(entry: Agency) -> list[Use]:
    """This function will count what names an entry of the register, by kind, its names included."""
    uses = [Use(str(AgencyName._meta.verbose_name), entry.names.count())]
    for place in agency_places():
        if count := place.rows_of(entry).count():
            uses.append(Use(place.label, count))
    return uses


def check_same_body(duplicate: Agency, kept: Agency) -> None:
    """This function will refuse two entries that an act, their order or an earlier merger tells apart."""
    told_apart = (
        duplicate.pk == kept.pk
        or duplicate.same_as_id
        or kept.same_as_id
        or duplicate.pk in _above(kept)
        or kept.pk in _above(duplicate)
        or _is_told_apart_by_act(duplicate, kept)
    )
    if told_apart:
        raise NotTheSameBody(duplicate.name, kept.name)


def merger_of(entry: Agency) -> DuplicateEntry | None:
    """This function will return the merger by which an entry stands for another one now."""
    mergers = DuplicateEntry.objects.filter(duplicate=entry, undone_at=None)
    return mergers.select_related("kept", "merged_by").first()


def mergers_into(entry: Agency) -> list[DuplicateEntry]:
    """This function will return the mergers that put other entries under this one and hold now."""
    mergers = DuplicateEntry.objects.filter(kept=entry, undone_at=None)
    return list(mergers.select_related("duplicate").order_by("merged_at", "pk"))


def merger_hindrances(merger: DuplicateEntry) -> list[str]:
    """This function will tell which moved rows no longer stand where the merger put them; [] for none."""
    places = {place.key: place for place in agency_places()}
    told = []
    for key, rows in merger.moved.items():
        place = places.get(key)
        if place is None or place.rows_of(merger.kept).filter(pk__in=rows).count() != len(rows):
            label = place.label if place else key
            told.append(_("Some rows (%(what)s) were changed since.") % {"what": label})
    moved = [row["id"] for row in merger.names if not row["is_dropped"]]
    if AgencyName.objects.filter(agency=merger.kept, pk__in=moved).count() != len(moved):
        told.append(_("Some names were changed since."))
    return told


def _above(entry: Agency) -> set[int]:
    """The bodies over an entry, whether they exist still or not."""
    above: set[int] = set()
    parent = entry.parent_id
    while parent and parent not in above:
        above.add(parent)
        parent = Agency.objects.without_tree_fields().values_list("parent_id", flat=True).get(pk=parent)
    return above


def _is_told_apart_by_act(one: Agency, other: Agency) -> bool:
    """An act in which both stand, on one side or on the two, knows them as two bodies."""
    sides = [{"predecessors": one}, {"heirs": one}]
    others = [{"predecessors": other}, {"heirs": other}]
    return any(
        Succession.objects.filter(**side).filter(**other_side).exists()
        for side in sides
        for other_side in others
    )
