"""The chain of the log: what an entry's digests are made of, and where the chain does not hold.

Every entry keeps the digest of its own content and a digest over that one and the entry before. The content has a
salt, so that the digest of an entry whose words were forgotten does not let anybody guess them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from haidang.foundation.models import Event, LogChain

FIRST_DIGEST = "0" * 64
FORGOTTEN = "foundation.forgotten"
FORGET_ENTRIES = "foundation.forget_entries"
_ROWS_AT_ONCE = 1_000


def content_digest(event: Event) -> str:
    """This function will give the SHA-256 of what an entry says and of its salt, the same on every database."""
    said = {
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "acting_for": event.acting_for,
        "act": event.act,
        "subject": [event.subject_kind, event.subject_id, event.subject_name],
        "before": _plain(event.before),
        "after": _plain(event.after),
        "salt": event.salt,
    }
    return _sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def chained_digest(previous: str, content: str) -> str:
    """This function will give the digest that ties an entry's content to the entry before."""
    return _sha256(previous + content)


def _plain(value: Any) -> Any:
    """A value as every database gives it back: keys are words, whole numbers have no point."""
    return _without_points(json.loads(json.dumps(value, cls=DjangoJSONEncoder)))


def _without_points(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_points(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_without_points(inside) for inside in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


class BreakKind(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    PUT_IN = "put_in"
    LOOSE = "loose"
    EMPTIED = "emptied"


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the entries from one number to another, and what was done to them."""

    kind: BreakKind
    first: int
    last: int
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """How long the chain was at a moment and what its last digest said: what an operator keeps elsewhere."""

    number: int
    digest: str


def mark_of_log() -> Mark:
    """This function will return the mark of the log as its head has it now; number 0 before the first entry."""
    head = LogChain.objects.filter(pk=LogChain.ONLY).first()
    return Mark(head.length, head.digest) if head else Mark(0, FIRST_DIGEST)


def breaks_of_chain(*kept_marks: Mark) -> Iterator[Break]:
    """Walk the log from its first entry and yield every place where its chain does not hold.

    This function will hold one entry and the stretches of forgotten ones in memory, however long the log is.
    Entries written meanwhile are let be. `kept_marks` are marks printed earlier: the chain must still pass them.
    """
    before = mark_of_log()
    walk = _Walk(_forgotten_stretches(), (*kept_marks, before))
    rows = Event.objects.exclude(number=None).order_by("number")
    for event in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        yield from walk.pass_entry(event)
    yield from walk.end_at(mark_of_log())
    for event in Event.objects.filter(number=None).order_by("id").iterator(chunk_size=_ROWS_AT_ONCE):
        yield Break(BreakKind.PUT_IN, 0, 0, event.pk)


class _Walk:
    """What is remembered from entry to entry."""

    def __init__(self, forgotten: list[tuple[int, int]], marks: Iterable[Mark]) -> None:
        self.forgotten = forgotten
        self.marks = [mark for mark in marks if mark.number]
        self.number = 0
        self.digest = self.digest_before = FIRST_DIGEST

    def pass_entry(self, event: Event) -> Iterator[Break]:
        number = event.number or 0
        if number <= self.number:
            yield Break(BreakKind.PUT_IN, number, number, event.pk)
            return
        if number > self.number + 1:
            yield Break(BreakKind.REMOVED, self.number + 1, number - 1)
        elif event.previous != self.digest:
            yield self._loose_end(number, event)
        yield from self._faults_of(event, number)
        self.number, self.digest_before, self.digest = number, self.digest, event.digest

    def _loose_end(self, number: int, event: Event) -> Break:
        """An entry that does not follow the one before: that one was put in, or something is missing between."""
        if event.previous == self.digest_before and number > 1:
            return Break(BreakKind.PUT_IN, number - 1, number - 1)
        return Break(BreakKind.LOOSE, number - 1, number)

    def _faults_of(self, event: Event, number: int) -> Iterator[Break]:
        is_forgotten = event.act == FORGOTTEN
        content = event.content_digest if is_forgotten else content_digest(event)
        is_whole = content == event.content_digest and chained_digest(event.previous, content) == event.digest
        is_as_marked = all(mark.digest == event.digest for mark in self.marks if mark.number == number)
        if not (is_whole and is_as_marked):
            yield Break(BreakKind.CHANGED, number, number, event.pk)
        elif is_forgotten and not _lies_in(number, self.forgotten):
            yield Break(BreakKind.EMPTIED, number, number, event.pk)

    def end_at(self, head: Mark) -> Iterator[Break]:
        longest = max((mark.number for mark in self.marks), default=0)
        if self.number < longest:
            yield Break(BreakKind.REMOVED, self.number + 1, longest)
        elif self.number > head.number:
            yield Break(BreakKind.PUT_IN, head.number + 1, self.number)


def _forgotten_stretches() -> list[tuple[int, int]]:
    """The numbers that the log itself says were forgotten, as stretches with both ends."""
    acts = Event.objects.filter(act=FORGET_ENTRIES, after__has_key="numbers").order_by("id")
    said = acts.values_list("after__numbers", flat=True).iterator(chunk_size=_ROWS_AT_ONCE)
    return [(first, last) for stretches in said for first, last in stretches]


def stretches_of(numbers: Iterable[int]) -> list[list[int]]:
    """This function will write numbers as stretches, each by its first and last: 1, 2, 3, 7 is [[1, 3], [7, 7]]."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return stretches


def _lies_in(number: int, stretches: list[tuple[int, int]]) -> bool:
    return any(first <= number <= last for first, last in stretches)
