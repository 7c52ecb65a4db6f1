"""Says that two entries of the register are one body, and takes that back: acts of their own."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from haidang.agencies.enums import NameKind
from haidang.agencies.errors import HeldByBoth, UndoHindered
from haidang.agencies.models import Agency, AgencyName, DuplicateEntry
from haidang.agencies.queries.duplicates import (
    Place,
    agency_places,
    check_same_body,
    merger_hindrances,
    merger_of,
)
from haidang.agencies.registry import moving_heard
from haidang.foundation.operations import record_event


@transaction.atomic
def merge_duplicate(*, duplicate: Agency, kept: Agency, reason: str, merged_by: Any) -> DuplicateEntry:
    """Put everything that stands on a duplicate entry under the one that is kept, in every app.

    This function will leave the duplicate in the register, out of every list, with its code; its names lead to the
    kept entry from now on. Saying the same again changes nothing. Raises NotTheSameBody, or HeldByBoth where the two
    stand in one place.
    """
    _lock(duplicate, kept)
    known = merger_of(duplicate)
    if known and known.kept_id == kept.pk:
        return known
    duplicate.refresh_from_db(fields=["same_as"])
    check_same_body(duplicate, kept)
    with moving_heard((duplicate, kept)):
        moved = {place.key: keys for place in agency_places() if (keys := _move(place, duplicate, kept))}
    names = [_move_name(name, kept) for name in duplicate.names.order_by("pk")]
    duplicate.same_as = kept
    duplicate.save(update_fields=["same_as"])
    merger = DuplicateEntry.objects.create(
        duplicate=duplicate, kept=kept, reason=reason, moved=moved, names=names, merged_by=merged_by
    )
    _tell(merger, "agencies.merge_duplicate", merged_by, reason)
    return merger


@transaction.atomic
def undo_duplicate(*, merger: DuplicateEntry, reason: str, undone_by: Any) -> DuplicateEntry:
    """This function will give a duplicate entry back what stood on it. A second call changes nothing.

    What was written for the kept entry since stays with that. Raises UndoHindered.
    """
    done = DuplicateEntry.objects.select_for_update().get(pk=merger.pk)
    if done.undone_at:
        return done
    if hindrances := merger_hindrances(done):
        raise UndoHindered(hindrances)
    Agency.objects.filter(pk=done.duplicate_id).update(same_as=None)
    places = {place.key: place for place in agency_places()}
    with moving_heard((done.duplicate, done.kept)):
        for key, rows in done.moved.items():
            place = places[key]
            place.model._base_manager.filter(pk__in=rows).update(**{place.column: done.duplicate_id})
    for row in done.names:
        _give_name_back(row, done.duplicate)
    done.undone_by, done.undone_at, done.undo_reason = undone_by, timezone.now(), reason
    done.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    _tell(done, "agencies.undo_duplicate", undone_by, reason)
    return done


def _lock(duplicate: Agency, kept: Agency) -> None:
    keys = [duplicate.pk, kept.pk]
    list(Agency.objects.without_tree_fields().filter(pk__in=keys).order_by("pk").select_for_update())


def _move(place: Place, duplicate: Agency, kept: Agency) -> list[int]:
    keys = list(place.rows_of(duplicate).order_by("pk").values_list("pk", flat=True))
    try:
        with transaction.atomic():
            place.model._base_manager.filter(pk__in=keys).update(**{place.column: kept.pk})
    except IntegrityError:
        raise HeldByBoth(place.label)
    return keys


def _move_name(name: AgencyName, kept: Agency) -> dict[str, Any]:
    """A name that the kept entry bears already is not borne twice; an official one becomes another name."""
    is_dropped = AgencyName.objects.filter(agency=kept, text=name.text).exists()
    memo = {
        "id": name.pk,
        "kind": name.kind,
        "text": name.text,
        "key": name.key,
        "folded_text": name.folded_text,
        "valid_from": name.valid_from.isoformat() if name.valid_from else None,
        "valid_to": name.valid_to.isoformat() if name.valid_to else None,
        "is_dropped": is_dropped,
    }
    if is_dropped:
        name.delete()
    else:
        name.agency = kept
        name.kind = NameKind.ALIAS if name.kind == NameKind.OFFICIAL else name.kind
        name.save(update_fields=["agency", "kind"])
    return memo


def _give_name_back(row: dict[str, Any], duplicate: Agency) -> None:
    written = {name: value for name, value in row.items() if name not in {"id", "is_dropped"}}
    if row["is_dropped"]:
        AgencyName.objects.create(pk=row["id"], agency=duplicate, **written)
    else:
        AgencyName.objects.filter(pk=row["id"]).update(agency=duplicate, kind=row["kind"])


def _tell(merger: DuplicateEntry, act: str, by: Any, reason: str) -> None:
    facts = {"reason": reason, "count": sum(len(rows) for rows in merger.moved.values()) + len(merger.names)}
    record_event(actor=by, act=act, subject=merger.duplicate, after={"agency": merger.kept.name} | facts)
    record_event(actor=by, act=act, subject=merger.kept, after={"agency": merger.duplicate.name} | facts)
