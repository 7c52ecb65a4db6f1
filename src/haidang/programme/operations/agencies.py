"""Settle which agency each printed name of a paper means, creating what is new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from haidang.agencies.enums import NameKind
from haidang.agencies.models import Account, Agency
from haidang.agencies.operations import add_agency_name, create_agency
from haidang.documents.models import Finding
from haidang.engines.vietnamese.agencies import agency_key
from haidang.programme.errors import AgencyUndecided
from haidang.programme.queries.names import NameRow, name_key, names_to_match


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """What a person chose for a printed name: an agency that exists, or a new one of this kind."""

    agency: Agency | None = None
    kind: str | None = None


def settle_agencies(
    findings: Iterable[Finding],
    *,
    choices: Mapping[str, AgencyChoice],
    on: date,
    settled_by: Account,
    source: str,
) -> dict[str, Agency]:
    """Give every printed name of the findings its agency.

    This function will take what was chosen first (`choices` by printed name), then exact matches; a name
    nobody knows becomes a new, unverified agency, one for all spellings of it ("UBND", "Ủy ban nhân dân"). A chosen
    agency keeps the printed name as an alias. Raises AgencyUndecided for a name that fits several agencies and was
    not chosen.
    """
    chosen = {name_key(printed): choice for printed, choice in choices.items()}
    settled: dict[str, Agency] = {}
    made: dict[str, Agency] = {}
    for row in names_to_match(findings, on=on):
        choice = chosen.get(row.key)
        known = made.get(agency_key(row.printed)) if choice is None else None
        settled[row.key] = known or _settle_name(row, choice, on=on, settled_by=settled_by, source=source)
        if row.agency is None and (choice is None or choice.agency is None):
            made[agency_key(row.printed)] = settled[row.key]
    return settled


def _settle_name(
    row: NameRow, choice: AgencyChoice | None, *, on: date, settled_by: Account, source: str
) -> Agency:
    if choice and choice.agency:
        return _remember_choice(row, choice.agency, settled_by=settled_by)
    if row.agency:
        return row.agency
    if row.standing == "ambiguous" and not choice:
        raise AgencyUndecided(row.printed)
    kind = (choice.kind if choice else None) or row.guessed_kind
    return create_agency(name=row.printed, kind=kind, created_by=settled_by, source=source, is_verified=False)


def _remember_choice(row: NameRow, agency: Agency, *, settled_by: Account) -> Agency:
    if row.agency != agency and name_key(agency.name) != row.key:
        add_agency_name(agency=agency, text=row.printed, kind=NameKind.ALIAS, added_by=settled_by)
    return agency
