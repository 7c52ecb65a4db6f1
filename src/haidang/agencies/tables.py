"""The register of agencies as a table that goes out as a workbook and comes back."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidang.agencies.enums import AgencyKind, NameKind
from haidang.agencies.errors import AgenciesError
from haidang.agencies.models import Agency, AgencyName
from haidang.agencies.queries.bodies import BodyNames
from haidang.engines.vietnamese.dates import written_day
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.foundation.tables.columns import (
    CellRefused,
    Column,
    cell_text,
    choice_column,
    day_column,
    lines_column,
    text_column,
)
from haidang.foundation.tables.plan import CellNote, SheetTable, TableRow

_LETTERS_OF_VERSION = 8
# What the papers of an act change, and no table: the operations of the register ask for a day and a legal basis.
_BY_ACT = {
    "name": gettext_lazy("The official name changes by an act with its day: use the agency's page."),
    "parent": gettext_lazy("What a body belongs to changes by a reorganisation, not by a table."),
}
_FACTS = ("kind", "valid_from", "valid_to", "source")


def register_table(agencies: QuerySet[Agency], *, on: date) -> SheetTable:
    """This function will describe some agencies of the register as a table; three queries, whatever their number."""
    names = Prefetch("names", AgencyName.objects.filter(valid_to=None).order_by("kind", "text", "id"))
    found = list(agencies.select_related("parent").prefetch_related(None).prefetch_related(names))
    verified = {agency.code for agency in found if agency.is_verified}
    names_there = {normal_form(agency.name) for agency in found}
    bodies = BodyNames(on=on)

    def check(row: TableRow | None, values: Mapping[str, Any]) -> Sequence[CellNote]:
        if row is None:
            return _notes_on_new(values, is_known=normal_form(values["name"]).strip() in names_there)
        return _notes_on_known(row, values, is_verified=row.key in verified)

    return SheetTable(
        title=_("Register of agencies on %(day)s") % {"day": written_day(on)},
        sheet_name=_("Agencies"),
        columns=_columns(bodies, {_named_with_code(one.parent) for one in found if one.parent}),
        rows=tuple(_row(agency) for agency in found),
        name_of=lambda values: str(values.get("name", "")),
        check=check,
        distinct=lambda values: folded_form(values["name"]),
    )


def _columns(bodies: BodyNames, parents: set[str]) -> tuple[Column, ...]:
    def read_parent(cell: Any) -> str:
        """A parent that has ended is still what its units stand under in the register."""
        text = cell_text(cell).strip()
        if text in parents:
            return text
        try:
            agency = bodies.named(text)
        except AgenciesError as refused:
            raise CellRefused(refused.message) from refused
        return _named_with_code(agency)

    return (
        text_column(
            "name", gettext_lazy("Official name"), most=300, width=44, is_needed=True, is_filled=True
        ),
        choice_column("kind", gettext_lazy("Kind"), AgencyKind, width=20, is_needed=True, is_filled=True),
        Column("parent", gettext_lazy("Belongs to"), read_parent, width=44),
        lines_column("others", gettext_lazy("Abbreviations and other names, one a line"), width=30),
        day_column("valid_from", gettext_lazy("Exists since")),
        day_column("valid_to", gettext_lazy("Until (not included)")),
        text_column("source", gettext_lazy("Source"), most=300, width=40),
    )


def _row(agency: Agency) -> TableRow:
    others = tuple(name.text for name in agency.names.all() if name.kind != NameKind.OFFICIAL)
    values = {
        "name": agency.name,
        "kind": agency.kind,
        "parent": _named_with_code(agency.parent) if agency.parent else "",
        "others": others,
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "source": agency.source,
    }
    version = hashlib.sha256(repr(values).encode()).hexdigest()[:_LETTERS_OF_VERSION]
    return TableRow(agency.code, version, values)


def _named_with_code(agency: Agency) -> str:
    return f"{agency.name} ({agency.code})"


def _notes_on_new(values: Mapping[str, Any], *, is_known: bool) -> list[CellNote]:
    notes = _notes_on_days(values)
    if values["valid_to"]:
        notes.append(CellNote(_("A body that has ended is entered by its act of reorganisation.")))
    if is_known:
        notes.append(CellNote(_("A body of this name exists already. Use its row, with its code.")))
    return notes


def _notes_on_known(row: TableRow, values: Mapping[str, Any], *, is_verified: bool) -> list[CellNote]:
    notes = [CellNote(str(why)) for name, why in _BY_ACT.items() if values[name] != row.values[name]]
    gone = [text for text in row.values["others"] if text not in values["others"]]
    if gone:
        told = _("A name is ended on the agency's page, not by a table: %(names)s.")
        notes.append(CellNote(told % {"names": "; ".join(gone)}))
    if is_verified and any(values[name] != row.values[name] for name in _FACTS):
        notes.append(CellNote(_("This was compared with its source and stands. Only names can be added.")))
    return notes + _notes_on_days(values)


def _notes_on_days(values: Mapping[str, Any]) -> list[CellNote]:
    starts, ends = values["valid_from"], values["valid_to"]
    if starts and ends and ends <= starts:
        return [CellNote(_("The last day must come after the first one."))]
    return []
