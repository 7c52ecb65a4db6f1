"""Bodies that a unit follows within the months judged: whose work counts for it, and whose for nobody."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from haidang.agencies.enums import SuccessionKind
from haidang.agencies.models import Succession
from haidang.engines.reckoning.calendars import CIVIL
from haidang.engines.reckoning.periods import Period
from haidang.engines.vietnamese.dates import written_day
from haidang.oversight.models import EmulationScheme, ScoreSheet

# Acts with one heir, which goes on with all that the bodies before it did; a split has several.
_WHOLE = (SuccessionKind.RENAME, SuccessionKind.MERGE, SuccessionKind.REPLACE)


@dataclass(frozen=True, slots=True)
class Followed:
    """A body that ended within the span: until which day, and whether its work counts for the unit that follows it."""

    agency: int
    name: str
    until: str
    counts: bool


def followed_by(scheme: EmulationScheme, units: Collection[int]) -> dict[int, list[Followed]]:
    """This function will return the bodies that each unit follows, through all acts of the span; a fixed number of
    queries. A body that has a sheet of its own in the scheme counts for itself.
    """
    first, last = CIVIL.bounds_of(Period(scheme.first_month, scheme.last_month))
    acts = Succession.objects.filter(effective_on__range=(first, last)).order_by("effective_on", "pk")
    before: dict[int, list[Followed]] = defaultdict(list)
    judged: set[int] | None = None
    for act in acts.prefetch_related("predecessors", "heirs"):
        if judged is None:
            own = ScoreSheet.objects.filter(scheme=scheme, closed_on=None)
            judged = set(own.values_list("agency", flat=True))
        predecessors, heirs = list(act.predecessors.all()), {one.pk for one in act.heirs.all()}
        ended = [one for one in predecessors if one.pk not in heirs | judged]
        for heir in heirs:
            before[heir] += [
                Followed(one.pk, one.name, written_day(act.effective_on), act.kind in _WHOLE)
                for one in sorted(ended, key=lambda one: (one.name, one.pk))
            ]
    return {unit: told for unit in units if (told := _all_before(unit, before))}


def units_with_followed(units: Collection[int], followed: Mapping[int, Sequence[Followed]]) -> dict[int, int]:
    """This function will return for which unit the work of each body counts, that of the units themselves too."""
    counted = {one.agency: unit for unit, told in followed.items() for one in told if one.counts}
    return counted | {unit: unit for unit in units}


def _all_before(unit: int, before: Mapping[int, Sequence[Followed]]) -> list[Followed]:
    """The bodies before a unit, those before them too; behind a split nothing counts any more."""
    found: dict[int, Followed] = {}
    frontier = [(one, True) for one in before.get(unit, ())]
    while frontier:
        one, counts = frontier.pop(0)
        if one.agency in found or one.agency == unit:
            continue
        kept = Followed(one.agency, one.name, one.until, one.counts and counts)
        found[one.agency] = kept
        frontier += [(other, kept.counts) for other in before.get(one.agency, ())]
    return list(found.values())
