"""The data files of the register, as rows: bodies, acts and duties with their sources."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import groupby

from haidang.agencies.enums import AgencyKind, SuccessionKind
from haidang.engines.vietnamese.forms import folded_form

_CHECKED = "CHECKED"
_LEVEL_CHANGED_ON = date(2025, 7, 1)  # districts end, communes of the new division begin


@dataclass(frozen=True, slots=True)
class AgencyRow:
    code: str
    name: str
    kind: str
    parent: str
    valid_from: date | None
    names: tuple[str, ...]
    is_verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class ActRow:
    effective_on: date
    kind: SuccessionKind
    predecessors: tuple[str, ...]
    heirs: tuple[str, ...]
    legal_basis: str
    is_verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    name: str
    holder: str
    valid_from: date | None
    taken_from: str
    legal_basis: str
    is_verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """Bodies with the acts and duties among them; a parent stands before its children."""

    agencies: tuple[AgencyRow, ...]
    acts: tuple[ActRow, ...] = ()
    duties: tuple[DutyRow, ...] = ()


def general_table() -> RegisterTable:
    """This function will return provinces and cities, the bodies of the papers, and what became of them."""
    return RegisterTable(
        agencies=(*_rows("provinces.csv", _agency_row), *_rows("departments.csv", _agency_row)),
        acts=(*_rows("province_acts.csv", _act_row), *_rows("department_acts.csv", _act_row)),
        duties=tuple(_rows("duties.csv", _duty_row)),
    )


def commune_table(province: str) -> RegisterTable:
    """This function will return the communes of a province and the districts that stood on its ground.

    `province` is the code of statistics, "01" for Hà Nội.
    """
    communes = [row for given, row in _rows("communes.csv", _commune_row) if given == province]
    codes = {row.code for row in communes}
    districts = [pair for pair in _rows("districts.csv", _district_rows) if set(pair[1].heirs) <= codes]
    return RegisterTable(
        agencies=(*communes, *(agency for agency, _act in districts)),
        acts=tuple(act for _agency, act in districts),
    )


def province_codes() -> list[str]:
    """This function will return the codes of statistics of all provinces that have communes, in order."""
    return [
        code
        for code, _rows_of in groupby(sorted(given for given, _row in _rows("communes.csv", _commune_row)))
    ]


def province_code_named(text: str) -> str:
    """This function will find the code of a province by its code or its name with or without marks; "" for none."""
    wanted = folded_form(text)
    named = {
        folded_form(name): row.code.removeprefix("tinh-")
        for row in _rows("provinces.csv", _agency_row)
        for name in (row.name, *row.names)
        if not row.code.endswith("-cu")
    }
    return text if text in province_codes() else named.get(wanted, "")


def _rows[Row](name: str, form: Callable[[dict[str, str], str], Row]) -> Iterator[Row]:
    """Every row of a file, with the source that its first line names."""
    with files("haidang.agencies").joinpath("data", name).open(encoding="utf-8") as opened:
        source = opened.readline().removeprefix("#").strip()
        for row in csv.DictReader(opened):
            yield form(row, source)


def _agency_row(row: dict[str, str], source: str) -> AgencyRow:
    return AgencyRow(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        parent=row["parent"],
        valid_from=_day(row["valid_from"]),
        names=_parts(row["names"]),
        is_verified=row["mark"] == _CHECKED,
        source=row["source"] or source,
    )


def _act_row(row: dict[str, str], source: str) -> ActRow:
    return ActRow(
        effective_on=date.fromisoformat(row["effective_on"]),
        kind=SuccessionKind(row["kind"]),
        predecessors=_parts(row["predecessors"]),
        heirs=_parts(row["heirs"]),
        legal_basis=row["legal_basis"],
        is_verified=row["mark"] == _CHECKED,
        source=row["source"] or source,
    )


def _duty_row(row: dict[str, str], source: str) -> DutyRow:
    return DutyRow(
        name=row["name"],
        holder=row["holder"],
        valid_from=_day(row["valid_from"]),
        taken_from=row["taken_from"],
        legal_basis=row["legal_basis"],
        is_verified=row["mark"] == _CHECKED,
        source=row["source"] or source,
    )


def _commune_row(row: dict[str, str], source: str) -> tuple[str, AgencyRow]:
    agency = AgencyRow(
        code=f"xa-{row['code']}",
        name=row["name"],
        kind=AgencyKind.COMMUNE,
        parent=f"tinh-{row['province']}",
        valid_from=_LEVEL_CHANGED_ON,
        names=(_committee_of(row["name"]),),
        is_verified=True,
        source=source,
    )
    return row["province"], agency


def _district_rows(row: dict[str, str], source: str) -> tuple[AgencyRow, ActRow]:
    """A district, and the act that leads to the communes on its ground: one commune replaces, several share."""
    agency = AgencyRow(
        code=f"huyen-{row['code']}",
        name=row["name"],
        kind=AgencyKind.DISTRICT,
        parent=row["parent"],
        valid_from=None,
        names=(_committee_of(row["name"]),),
        is_verified=True,
        source=source,
    )
    heirs = tuple(f"xa-{code}" for code in _parts(row["communes"]))
    act = ActRow(
        effective_on=_LEVEL_CHANGED_ON,
        kind=SuccessionKind.SPLIT if len(heirs) > 1 else SuccessionKind.REPLACE,
        predecessors=(agency.code,),
        heirs=heirs,
        legal_basis=row["legal_basis"],
        is_verified=False,
        source=source,
    )
    return agency, act


def _committee_of(name: str) -> str:
    """The unit's name with its first letter small: "Ủy ban nhân dân phường Ba Đình"."""
    return f"Ủy ban nhân dân {name[:1].lower()}{name[1:]}"


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part for part in written.split(";") if part)
