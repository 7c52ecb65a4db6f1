"""The register's agencies and their names: entered, named, renamed; never deleted but for a purged paper."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from haidang.agencies.enums import NameKind
from haidang.agencies.errors import AgencyNameTaken
from haidang.agencies.models import Agency, AgencyName
from haidang.engines.vietnamese.agencies import agency_key
from haidang.engines.vietnamese.forms import folded_form, normal_form
from haidang.foundation.operations import forget_entries, lock_log, record_event

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
    _write_name(agency, NameKind.OFFICIAL, name, valid_from=valid_from)
    record_event(
        actor=created_by, act="agencies.create_agency", subject=agency, after={"name": name, "kind": kind}
    )
    return agency


@transaction.atomic
def enter_agency(*, name: str, kind: str, valid_from: date | None, source: str, entered_by: Any) -> Agency:
    """Write a body into the register by hand.

    This function will return the one that stands already when the same entry is sent again.
    """
    lock_log()  # two that send at one moment come one after the other
    same = Agency.objects.filter(
        name=normal_form(name).strip(), kind=kind, valid_from=valid_from, source=source
    )
    if standing := same.filter(valid_to=None).without_tree_fields().order_by("pk").first():
        return standing
    return create_agency(name=name, kind=kind, valid_from=valid_from, source=source, created_by=entered_by)


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
    name = _write_name(agency, kind, text, valid_from=valid_from, valid_to=valid_to)
    record_event(
        actor=added_by, act="agencies.add_agency_name", subject=agency, after={"name": text, "kind": kind}
    )
    return name


@transaction.atomic
def rename_agency(*, agency: Agency, name: str, on: date, renamed_by: Any) -> Agency:
    """This function will give an agency a new official name from a day on; the old one stays, ended that day."""
    name, before = normal_form(name).strip(), agency.name
    if name == before:
        return agency
    open_names = agency.names.filter(kind=NameKind.OFFICIAL, valid_to__isnull=True)
    open_names.exclude(text=name).update(valid_to=on)
    if not agency.names.filter(kind=NameKind.OFFICIAL, text=name).exists():
        _write_name(agency, NameKind.OFFICIAL, name, valid_from=on)
    agency.name, agency.folded_name = name, folded_form(name)
    agency.save(update_fields=["name", "folded_name"])
    record_event(
        actor=renamed_by,
        act="agencies.rename_agency",
        subject=agency,
        before={"name": before},
        after={"name": name, "from": on},
    )
    return agency


@transaction.atomic
def end_agency_name(*, name: AgencyName, on: date, ended_by: Any) -> AgencyName:
    """End the use of a name: from that day on it no longer leads to the agency.

    This function will leave a name that ends by then as it is.
    """
    if name.valid_to is not None and name.valid_to <= on:
        return name
    name.valid_to = on
    name.save(update_fields=["valid_to"])
    record_event(
        actor=ended_by,
        act="agencies.end_agency_name",
        subject=name.agency,
        after={"name": name.text, "to": on},
    )
    return name


@transaction.atomic
def forget_agencies_of(*, source: str) -> None:
    """Take away the agencies that are known by a purged paper alone, with their log.

    This function will leave agencies that somebody verified or that anything else stands on, without the name of
    the paper.
    """
    lonely = Agency.objects.filter(children=None, acts_ending=None, acts_founding=None)
    gone = []
    for agency in lonely.filter(source=source, is_verified=False):
        key = agency.pk
        try:
            with transaction.atomic():
                agency.delete()
        except ProtectedError:
            continue
        gone.append(key)
    forget_entries(Agency, gone)
    Agency.objects.filter(source=source).update(source="")


def _write_name(agency: Agency, kind: str, text: str, **days: date | None) -> AgencyName:
    return AgencyName.objects.create(
        agency=agency, kind=kind, text=text, key=agency_key(text), folded_text=folded_form(text), **days
    )


def _free_code(name: str) -> str:
    stem = slugify(folded_form(name))[:MOST_CHARACTERS_OF_CODE] or "don-vi"
    taken = set(Agency.objects.filter(code__startswith=stem).values_list("code", flat=True))
    if stem not in taken:
        return stem
    return next(code for number in range(2, len(taken) + 3) if (code := f"{stem}-{number}") not in taken)
