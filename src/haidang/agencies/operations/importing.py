"""Rows of the register that came in a workbook: agencies and names entered, unverified facts corrected."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from haidang.agencies.enums import NameKind
from haidang.agencies.models import Agency
from haidang.agencies.operations.correcting import correct_agency
from haidang.agencies.operations.naming import add_agency_name, create_agency
from haidang.agencies.queries.bodies import BodyNames

_FACTS = ("kind", "valid_from", "valid_to", "source")


@transaction.atomic
def import_agencies(*, rows: Iterable[tuple[str, Mapping[str, Any]]], on: date, imported_by: Any) -> None:
    """Save checked rows of the register: a code with its values, or "" with the values of a new agency.

    This function will leave new agencies unverified where the row names no source. One entry of the log for each.
    """
    bodies = BodyNames(on=on)
    for code, values in rows:
        if code:
            _change(Agency.objects.without_tree_fields().get(code=code), values, imported_by)
        else:
            _create(values, bodies, imported_by)


def _create(values: Mapping[str, Any], bodies: BodyNames, by: Any) -> None:
    agency = create_agency(
        name=values["name"],
        kind=values["kind"],
        parent=bodies.named(values["parent"]) if values["parent"] else None,
        valid_from=values["valid_from"],
        source=values["source"],
        is_verified=bool(values["source"]),
        created_by=by,
    )
    _add_names(agency, values["others"], by)


def _change(agency: Agency, values: Mapping[str, Any], by: Any) -> None:
    if any(getattr(agency, name) != values[name] for name in _FACTS):
        facts = {name: values[name] for name in _FACTS}
        correct_agency(agency=agency, corrected_by=by, is_verified=False, **facts)
    known = set(agency.names.values_list("text", flat=True))
    _add_names(agency, [text for text in values["others"] if text not in known], by)


def _add_names(agency: Agency, texts: Iterable[str], by: Any) -> None:
    for text in texts:
        kind = NameKind.ABBREVIATION if " " not in text else NameKind.ALIAS
        add_agency_name(agency=agency, text=text, kind=kind, added_by=by)
