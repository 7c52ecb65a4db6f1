"""Change who has which part in an item: rows are closed and opened, never rewritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from haidang.agencies.models import Agency
from haidang.programme.models import Assignment, Item

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class WantedPart:
    """A part an agency is to have from now on."""

    agency: Agency
    printed_name: str
    role: str
    scope: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        return self.agency.pk, self.role, self.scope


def change_assignments(item: Item, wanted: Iterable[WantedPart], *, on: date) -> list[Assignment]:
    """Close the open assignments that are no longer wanted and open the new ones, both on a day.

    This function will leave alone what stays, and return all that hold afterwards. An assignment closed on the
    day it was opened never held, and is taken out.
    """
    parts = {part.key: part for part in wanted}
    held = list(Assignment.objects.filter(item=item, valid_to=None).order_by("order", "id"))
    kept = [one for one in held if (one.agency_id, one.role, one.scope) in parts]
    _close(({one.pk for one in held} - {one.pk for one in kept}), on=on)
    known = {(one.agency_id, one.role, one.scope) for one in kept}
    opened = [
        Assignment(
            item=item,
            agency=part.agency,
            role=part.role,
            printed_name=part.printed_name[:LONGEST_NAME],
            scope=part.scope,
            order=order,
            valid_from=on,
        )
        for order, (key, part) in enumerate(parts.items())
        if key not in known
    ]
    return kept + Assignment.objects.bulk_create(opened)


def _close(ids: set[int], *, on: date) -> None:
    closing = Assignment.objects.filter(pk__in=ids)
    closing.filter(valid_from__gte=on).delete()
    closing.update(valid_to=on)
