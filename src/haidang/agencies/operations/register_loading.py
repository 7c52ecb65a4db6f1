"""Loads the register's data files: what is not there yet is written, what is there stays as people left it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from haidang.agencies.enums import AgencyKind, NameKind
from haidang.agencies.models import Agency, AgencyName, Duty, Succession
from haidang.agencies.operations.register_tables import (
    ActRow,
    AgencyRow,
    DutyRow,
    RegisterTable,
    commune_table,
    general_table,
)
from haidang.agencies.operations.succession import check_sides
from haidang.engines.vietnamese.agencies import agency_key
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.foundation.operations import record_event

_ROWS_AT_ONCE = 500


@transaction.atomic
def load_register(*, provinces: Iterable[str] = (), home: str = "", loaded_by: Any = None) -> int:
    """Load provinces, departments and what became of them, and the communes and districts of some provinces.

    This function will return how many agencies are new; a second run writes nothing. `provinces` and `home` are
    codes of statistics; the bodies of `home` also get the names that its own papers print, without the place. One
    entry of the log tells of the whole load.
    """
    tables = [general_table(), *(commune_table(code) for code in provinces)]
    new = sum(_load_table(table) for table in tables)
    if home:
        _write_home_names(Agency.objects.get(code=f"tinh-{home}"))
    if new:
        root = Agency.objects.get(code=tables[0].agencies[0].code)
        record_event(actor=loaded_by, act="agencies.load_register", subject=root, after={"count": new})
    return new


def _load_table(table: RegisterTable) -> int:
    """Parents stand before their children, so those are looked up when it is their turn."""
    known = _known([row.code for row in table.agencies] + [row.parent for row in table.agencies])
    ends = _ends_of(table.acts)
    missing = [row for row in table.agencies if row.code not in known]
    for rows in _by_depth(missing, set(known)):
        made = Agency.objects.bulk_create(
            [_agency(row, known, ends.get(row.code)) for row in rows], batch_size=_ROWS_AT_ONCE
        )
        known |= {agency.code: agency for agency in made}
    _write_names(missing, known)
    _write_acts(table.acts, known)
    _write_duties(table.duties, known)
    return len(missing)


def _known(codes: Iterable[str]) -> dict[str, Agency]:
    found: dict[str, Agency] = {}
    wanted = sorted({code for code in codes if code})
    for start in range(0, len(wanted), _ROWS_AT_ONCE):
        batch = Agency.objects.without_tree_fields().filter(code__in=wanted[start : start + _ROWS_AT_ONCE])
        found |= {agency.code: agency for agency in batch}
    return found


def _ends_of(acts: Iterable[ActRow]) -> dict[str, date]:
    return {code: act.effective_on for act in acts for code in act.predecessors if code not in act.heirs}


def _by_depth(rows: list[AgencyRow], known: set[str]) -> Iterable[list[AgencyRow]]:
    """Rows whose parents are known first, then those under them: a parent needs its key before its children."""
    while rows:
        ready = [row for row in rows if not row.parent or row.parent in known]
        if not ready:
            raise ValueError(f"no parent in the register: {rows[0].parent}")
        yield ready
        known |= {row.code for row in ready}
        rows = [row for row in rows if row.code not in known]


def _agency(row: AgencyRow, known: dict[str, Agency], ends_on: date | None) -> Agency:
    return Agency(
        code=row.code,
        kind=row.kind,
        name=normal_form(row.name),
        folded_name=folded_form(row.name),
        parent=known[row.parent] if row.parent else None,
        valid_from=row.valid_from,
        valid_to=ends_on,
        source=row.source,
        is_verified=row.is_verified,
    )


def _write_names(rows: Iterable[AgencyRow], known: dict[str, Agency]) -> None:
    names = [
        AgencyName(
            agency=known[row.code],
            kind=NameKind.OFFICIAL if text == row.name else NameKind.ALIAS,
            text=normal_form(text),
            key=agency_key(text),
            folded_text=folded_form(text),
            valid_from=row.valid_from if text == row.name else None,
        )
        for row in rows
        for text in (row.name, *row.names)
    ]
    AgencyName.objects.bulk_create(names, batch_size=_ROWS_AT_ONCE)


def _write_home_names(home: Agency) -> None:
    """ "Sở Du lịch" and "Sở Du lịch Thành phố" for "Sở Du lịch thành phố Hà Nội", as papers of the place print it."""
    level = next(level for level in _LEVELS if home.name.startswith(f"{level} "))
    place = home.name.removeprefix(f"{level} ")
    at_home = Agency.objects.without_tree_fields().filter(Q(parent=home) | Q(parent__parent=home))
    bodies = at_home.exclude(kind__in=_TERRITORIES)
    known = set(AgencyName.objects.filter(agency__in=bodies).values_list("agency_id", "text"))
    names = [
        AgencyName(
            agency=body, kind=NameKind.ALIAS, text=text, key=agency_key(text), folded_text=folded_form(text)
        )
        for body in bodies.order_by("pk")
        for text in _home_names(body.name, level, place)
        if (body.pk, text) not in known
    ]
    AgencyName.objects.bulk_create(names, batch_size=_ROWS_AT_ONCE)


_TERRITORIES = (AgencyKind.PROVINCE, AgencyKind.DISTRICT, AgencyKind.COMMUNE)
_LEVELS = ("Thành phố", "Tỉnh")
_LEAST_SYLLABLES = 3  # "Công an" and "Thanh tra" alone name no body of the city


def _home_names(name: str, level: str, place: str) -> list[str]:
    body = name.removesuffix(f" {place}").removesuffix(f" {level.lower()}")
    if body == name:
        return []
    bare = [body] if len(body.split()) >= _LEAST_SYLLABLES else []
    return [*bare, f"{body} {level}"]


def _write_acts(rows: Iterable[ActRow], known: dict[str, Agency]) -> None:
    """An act is there already when one of its bodies has an act of that day."""
    rows = list(rows)
    days = {row.effective_on for row in rows}
    written = set(
        Succession.objects.filter(effective_on__in=days).values_list("effective_on", "predecessors__code")
    )
    new = [row for row in rows if not any((row.effective_on, code) in written for code in row.predecessors)]
    for row in new:
        check_sides(row.kind, _bodies(row.predecessors, known), _bodies(row.heirs, known))
    acts = Succession.objects.bulk_create([_act(row) for row in new], batch_size=_ROWS_AT_ONCE)
    before, after = Succession.predecessors.through, Succession.heirs.through
    pairs = list(zip(acts, new, strict=True))
    before.objects.bulk_create(
        [
            before(succession=act, agency=body)
            for act, row in pairs
            for body in _bodies(row.predecessors, known)
        ],
        batch_size=_ROWS_AT_ONCE,
    )
    after.objects.bulk_create(
        [after(succession=act, agency=body) for act, row in pairs for body in _bodies(row.heirs, known)],
        batch_size=_ROWS_AT_ONCE,
    )


def _act(row: ActRow) -> Succession:
    return Succession(
        effective_on=row.effective_on,
        kind=row.kind,
        legal_basis=row.legal_basis,
        source=row.source,
        is_verified=row.is_verified,
    )


def _bodies(codes: Iterable[str], known: dict[str, Agency]) -> list[Agency]:
    return [known[code] for code in codes]


def _write_duties(rows: Iterable[DutyRow], known: dict[str, Agency]) -> None:
    """A duty that was taken over stands after the one before it, and ends that one on its own first day."""
    for row in rows:
        holder = known[row.holder]
        if Duty.objects.filter(holder=holder, name=row.name).exists():
            continue
        before = None
        if row.taken_from:
            before = Duty.objects.get(holder=known[row.taken_from], name=row.name)
            before.valid_to = row.valid_from
            before.save(update_fields=["valid_to"])
        Duty.objects.create(
            name=row.name,
            holder=holder,
            taken_over=before,
            valid_from=row.valid_from,
            legal_basis=row.legal_basis,
            source=row.source,
            is_verified=row.is_verified,
        )
