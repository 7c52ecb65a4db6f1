"""Which units stand in which group of a scheme."""

from collections.abc import Iterable

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries.register import agencies_meant
from haidang.engines.reckoning.calendars import CIVIL
from haidang.engines.reckoning.periods import Period
from haidang.oversight.models import EmulationGroup, EmulationScheme


def units_by_group(scheme: EmulationScheme) -> dict[EmulationGroup, list[Agency]]:
    """This function will return the units of each group on the last day of the span; each stands in one group.

    A unit that is named goes to where it is named; else the first group that means its kind has it.
    """
    groups = list(scheme.groups.select_related("under").order_by("order"))
    last_day = CIVIL.closes_on(Period(scheme.first_month, scheme.last_month))
    taken: set[int] = set()
    found: dict[EmulationGroup, list[Agency]] = {}
    for group in groups:
        named = (
            Agency.objects.without_tree_fields().alive_on(last_day).filter(pk__in=group.named.values("pk"))
        )
        found[group] = _not_taken(named.order_by("name", "id"), taken)
    for group in groups:
        meant = agencies_meant(group.kinds, group.under, on=last_day).exclude(kind=AgencyKind.GROUP)
        found[group] += _not_taken(meant, taken)
    return {group: sorted(units, key=lambda one: (one.name, one.pk)) for group, units in found.items()}


def _not_taken(units: Iterable[Agency], taken: set[int]) -> list[Agency]:
    chosen = [one for one in units if one.pk not in taken]
    taken |= {one.pk for one in chosen}
    return chosen
