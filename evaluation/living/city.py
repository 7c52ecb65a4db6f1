"""A fresh city as an officer fills it: the register from its data, the papers read, reviewed and adopted."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from haidang.agencies import operations as agencies
from haidang.agencies.enums import Role
from haidang.agencies.models import Account, Agency
from haidang.agencies.operations.register_loading import load_register
from haidang.documents.enums import FindingKind
from haidang.documents.models import Document, DocumentReading
from haidang.documents.operations.describing import PAPER_FIELDS, change_document
from haidang.documents.operations.doubts import answer_doubt
from haidang.documents.operations.laws import load_law_changes
from haidang.documents.operations.registering import register_document
from haidang.documents.operations.review import accept_finding, accept_remaining
from haidang.documents.queries.review import doubts_open, findings_to_review
from haidang.documents.rules import answers_offered
from haidang.documents.work import read_next_paper
from haidang.programme.models import Programme
from haidang.programme.operations.adopt import adopt_reading
from haidang.programme.operations.agencies import AgencyChoice

DECISIONS = json.loads(Path(__file__).with_name("decisions.json").read_text("utf-8"))
HOME = "01"
CITY = "tinh-01"
STANDING_BODY = "hn-so-tttt"
SINCE = date(2013, 1, 1)


def load_city() -> Account:
    """This function will load the register and the laws, and appoint the officer of the standing body."""
    load_register(provinces=[HOME], home=HOME)
    load_law_changes()
    officer, _password = agencies.create_account(
        username="canbo", full_name="Cán bộ cơ quan thường trực", email="", created_by=None
    )
    agencies.give_post(
        account=officer,
        agency=Agency.objects.get(code=STANDING_BODY),
        role=Role.OFFICER,
        valid_from=SINCE,
        given_by=None,
    )
    return officer


def hand_in(name: str, content: bytes, officer: Account) -> None:
    """This function will register a paper; it is read by `read_all`."""
    register_document(upload=ContentFile(content, name=name), name=name, registered_by=officer)


def read_all() -> None:
    """This function will read every paper that waits; one that is refused ends the walk with its name and why."""
    while read_next_paper():
        pass
    refused = DocumentReading.objects.exclude(refusal_code="").select_related("document__file").order_by("pk")
    for one in refused:
        name = one.document.file.original_name if one.document.file else one.document
        raise RuntimeError(f"{name} was refused: {one.refusal_code}")


def adopt_paper(name: str, officer: Account, decided: Mapping[str, Any]) -> Programme:
    """This function will review and adopt a paper that was read, with what was decided about its day and names."""
    reading = DocumentReading.objects.select_related("document").get(document__file__original_name=name)
    _describe(reading.document, decided, officer)
    for kind in FindingKind.values:
        accept_remaining(reading=reading, kind=kind, decided_by=officer, at=timezone.now())
    for finding in findings_to_review(reading):
        accept_finding(finding=finding, version=finding.version, decided_by=officer)
    for doubt in doubts_open(reading):
        careful = answers_offered(doubt.code)[0]
        answer_doubt(doubt=doubt, answer=careful, version=doubt.version, answered_by=officer)
    reading = DocumentReading.objects.select_related("document").get(pk=reading.pk)
    return adopt_reading(
        reading=reading,
        adopted_by=officer,
        agency_choices={printed: _choice(told) for printed, told in decided.get("names", {}).items()},
        takes_points=decided.get("takes_points", False),
    )


def _describe(document: Document, decided: Mapping[str, Any], officer: Account) -> None:
    """A copy without its day is given one, as the screen of the paper offers."""
    if document.issued_on is None and "issued_on" in decided:
        fields = {field: getattr(document, field) for field in PAPER_FIELDS}
        fields |= {"issued_on": date.fromisoformat(decided["issued_on"])}
        change_document(document=document, changed_by=officer, **fields)


def _choice(told: str) -> AgencyChoice:
    if told.startswith("new:"):
        return AgencyChoice(kind=told.removeprefix("new:"))
    return AgencyChoice(agency=Agency.objects.get(code=told))
