"""What is known of laws: entered, corrected, confirmed, taken out by people; loaded once from the data file."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from haidang.documents.errors import LawChangedMeanwhile, LawSourceMissing
from haidang.documents.models import LawChange
from haidang.engines.vietnamese.signs import sign_key
from haidang.foundation.operations import record_event

LAW_FIELDS = (
    "law_kind",
    "number",
    "issued_on",
    "title",
    "change",
    "effective_on",
    "by_name",
    "by_number",
    "by_issued_on",
    "note",
    "source",
    "is_verified",
)
_DAYS = {"issued_on", "effective_on", "by_issued_on"}
CHECKED = "CHECKED"


@transaction.atomic
def add_law_change(*, added_by: Any, **fields: Any) -> LawChange:
    """This function will enter what happened to a law, once. Raises LawSourceMissing."""
    _require_source(fields)
    same = {name: fields[name] for name in LAW_FIELDS if name not in {"source", "is_verified", "note"}}
    known = LawChange.objects.filter(ended_at=None, **same).first()
    if known:
        return known
    row = _with_keys(LawChange(**{name: fields[name] for name in LAW_FIELDS}))
    row.save()
    record_event(actor=added_by, act="documents.add_law_change", subject=row, after=_record(row))
    return row


@transaction.atomic
def correct_law_change(*, row: LawChange, version: int, corrected_by: Any, **fields: Any) -> LawChange:
    """This function will correct or confirm what is known of a law. Raises LawChangedMeanwhile, LawSourceMissing."""
    _require_source(fields)
    kept = LawChange.objects.select_for_update().get(pk=row.pk)
    if all(getattr(kept, name) == fields[name] for name in LAW_FIELDS) and kept.ended_at is None:
        return kept
    if kept.version != version or kept.ended_at is not None:
        raise LawChangedMeanwhile
    before = _record(kept)
    for name in LAW_FIELDS:
        setattr(kept, name, fields[name])
    kept.version += 1
    _with_keys(kept).save()
    record_event(
        actor=corrected_by,
        act="documents.correct_law_change",
        subject=kept,
        before=before,
        after=_record(kept),
    )
    return kept


@transaction.atomic
def take_out_law_change(*, row: LawChange, version: int, taken_by: Any, at: datetime) -> None:
    """This function will let something known of a law count no more; one taken out already stays so."""
    kept = LawChange.objects.select_for_update().get(pk=row.pk)
    if kept.ended_at is not None:
        return
    if kept.version != version:
        raise LawChangedMeanwhile
    kept.ended_at, kept.version = at, version + 1
    kept.save()
    record_event(actor=taken_by, act="documents.take_out_law_change", subject=kept, before=_record(kept))


@transaction.atomic
def load_law_changes(*, loaded_by: Any = None) -> int:
    """Load the data file of laws, and return how many rows are new.

    This function will leave alone what is there, as people corrected it or took it out: a second run writes nothing.
    A row is the same by its law, what happened, and the day of the law.
    """
    there = set(LawChange.objects.values_list("number_key", "issued_on", "change", "by_number_key"))
    rows = [row for row in map(_with_keys, _rows_of_file()) if _key(row) not in there]
    LawChange.objects.bulk_create(rows)
    if rows:
        first = LawChange.objects.order_by("-pk").first()
        assert first is not None
        record_event(
            actor=loaded_by, act="documents.load_law_changes", subject=first, after={"count": len(rows)}
        )
    return len(rows)


def _rows_of_file() -> Iterator[LawChange]:
    text = files("haidang.documents").joinpath("data", "law_changes.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()[1:]):
        values: dict[str, Any] = {name: row[name] for name in LAW_FIELDS if name != "is_verified"}
        values |= {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
        yield LawChange(**values, is_verified=row["mark"] == CHECKED)


def _key(row: LawChange) -> tuple[Any, ...]:
    return row.number_key, row.issued_on, row.change, row.by_number_key


def _with_keys(row: LawChange) -> LawChange:
    row.number_key, row.by_number_key = sign_key(row.number)[:80], sign_key(row.by_number)[:80]
    return row


def _require_source(fields: Mapping[str, Any]) -> None:
    if fields["is_verified"] and not fields["source"].strip():
        raise LawSourceMissing


def _record(row: LawChange) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in LAW_FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
