"""What the agencies app writes: agencies, their names, accounts and posts."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from haidang.agencies.enums import NameKind
from haidang.agencies.errors import AgencyNameTaken
from haidang.agencies.models import Agency, AgencyName
from haidang.agencies.queries import agency_key
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.foundation.operations import record_event

MOST_CHARACTERS_OF_CODE = 110


@transaction.atomic
def create_agency(
    *,
    name: str,
    kind: str,
    created_by: Any,
    parent: Agency | None = None,
    valid_from: date | None = None,
    source: str = "",
    is_verified: bool = True,
) -> Agency:
    """This function will create an agency with its official name; `source` says where the name was taken from."""
    name = normal_form(name).strip()
    agency = Agency.objects.create(
        code=_free_code(name),
        kind=kind,
        name=name,
        folded_name=folded_form(name),
        parent=parent,
        valid_from=valid_from,
        source=source,
        is_verified=is_verified,
    )
    AgencyName.objects.create(
        agency=agency, kind=NameKind.OFFICIAL, text=name, key=agency_key(name), valid_from=valid_from
    )
    record_event(actor=created_by, act="agencies.create_agency", subject=agency, after={"name": name, "kind": kind})
    return agency


@transaction.atomic
def add_agency_name(
    *,
    agency: Agency,
    text: str,
    kind: str,
    added_by: Any,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> AgencyName:
    """This function will add a name, abbreviation or alias to an agency. Raises AgencyNameTaken."""
    text = normal_form(text).strip()
    if AgencyName.objects.filter(agency=agency, kind=kind, text=text).exists():
        raise AgencyNameTaken
    name = AgencyName.objects.create(
        agency=agency, kind=kind, text=text, key=agency_key(text), valid_from=valid_from, valid_to=valid_to
    )
    record_event(actor=added_by, act="agencies.add_agency_name", subject=agency, after={"name": text, "kind": kind})
    return name


def _free_code(name: str) -> str:
    stem = slugify(folded_form(name))[:MOST_CHARACTERS_OF_CODE] or "don-vi"
    taken = set(Agency.objects.filter(code__startswith=stem).values_list("code", flat=True))
    if stem not in taken:
        return stem
    return next(code for number in range(2, len(taken) + 3) if (code := f"{stem}-{number}") not in taken)
