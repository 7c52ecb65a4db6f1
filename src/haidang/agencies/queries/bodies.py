"""All names of a day at once, for files and forms that name many bodies."""

from datetime import date

from haidang.agencies.errors import AgencyAmbiguous, AgencyUnknown
from haidang.agencies.models import Agency
from haidang.agencies.queries.register import CODE_AFTER_NAME, names_on
from haidang.engines.vietnamese.agencies import agency_key


class BodyNames:
    """The bodies of a day by every name they have and by code, read once in two queries."""

    def __init__(self, *, on: date) -> None:
        agencies = Agency.objects.without_tree_fields().alive_on(on)
        self._agencies = {agency.pk: agency for agency in agencies}
        self._by_code = {agency.code: agency for agency in self._agencies.values()}
        self._by_key: dict[str, set[int]] = {}
        for key, agency_id in names_on(on).values_list("key", "agency_id"):
            self._by_key.setdefault(key, set()).add(agency_id)

    def named(self, text: str) -> Agency:
        """Read one body as a person writes it: "Phường Ba Đình (xa-00004)", a code, or a name.

        This function will raise AgencyUnknown, or AgencyAmbiguous with the candidates.
        """
        told = CODE_AFTER_NAME.search(text)
        coded = self._by_code.get(told[1] if told else text.strip())
        if coded is not None:
            return coded
        bearers = self._by_key.get(agency_key(text), set())
        if not bearers:
            raise AgencyUnknown(text)
        found = sorted((self._agencies[key] for key in bearers), key=lambda one: (one.name, one.pk))
        if len(found) > 1:
            raise AgencyAmbiguous(text, found)
        return found[0]


class BodiesByDay:
    """The bodies of any day by their names, each day read once."""

    def __init__(self) -> None:
        self._days: dict[date, BodyNames] = {}

    def named(self, text: str, *, on: date) -> Agency:
        """This function will read one body of a day as `BodyNames` does, and raise as it does."""
        if on not in self._days:
            self._days[on] = BodyNames(on=on)
        return self._days[on].named(text)
