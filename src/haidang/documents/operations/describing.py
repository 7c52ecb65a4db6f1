"""What a paper says about itself: kind, number, day, issuer, title, and the text by which it is searched."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from haidang.documents.models import Document, DocumentReading, DocumentRelation
from haidang.documents.queries.papers import JOINED, stub_of_paper
from haidang.engines.vietnamese.forms import compared_form, folded_form, normal_form
from haidang.engines.vietnamese.signs import sign_key
from haidang.foundation.operations import record_event

PAPER_FIELDS = ("kind", "number", "issued_on", "issuer_name", "title")


def describe_document(*, document: Document, heading: Mapping[str, Any]) -> Document:
    """This function will fill a paper's data from its heading; what the heading does not say stays as it was."""
    document.kind = (heading.get("kind") or document.kind)[:80]
    document.number = (heading.get("number") or document.number)[:80]
    document.issuer_name = (heading.get("issuer") or document.issuer_name)[:300]
    document.title = heading.get("title") or document.title
    document.issued_on = _day(heading.get("date")) or document.issued_on
    return save_described(document)


@transaction.atomic
def change_document(*, document: Document, changed_by: Any, **fields: Any) -> Document:
    """Correct the data of a paper by hand and keep before and after in the log.

    This function will change nothing when the paper says all that already.
    """
    before = {name: getattr(document, name) for name in PAPER_FIELDS}
    if before == fields:
        return document
    for name in PAPER_FIELDS:
        setattr(document, name, fields[name])
    save_described(document)
    record_event(
        actor=changed_by, act="documents.change_document", subject=document, before=before, after=fields
    )
    return document


def save_described(document: Document) -> Document:
    """This function will save a paper with its texts for search and the form of its number for comparing."""
    words = " ".join(
        normal_form(text)
        for text in (document.kind, document.number, document.title, document.issuer_name)
        if text
    )
    document.number_key = sign_key(document.number)[:80]
    document.exact_text = compared_form(words)
    document.folded_text = folded_form(words)
    document.save()
    return document


def take_over_stub(*, reading: DocumentReading, heading: Mapping[str, Any]) -> None:
    """Let a paper that was only cited so far take the file of the reading.

    This function will move the file, its readings and whatever points at the new row to the row others cite,
    and drop the new row: citations and legal bases keep pointing at one paper. The log keeps where the new row
    went, so that its address still leads there.
    """
    number, day = heading.get("number"), _day(heading.get("date"))
    newcomer = reading.document
    stub = (
        stub_of_paper(number=number, issued_on=day, issuer=heading.get("issuer")) if number and day else None
    )
    if stub is None or stub.pk == newcomer.pk:
        return
    stub.file, stub.registered_by, stub.corrects = newcomer.file, newcomer.registered_by, newcomer.corrects
    stub.registered_at = newcomer.registered_at
    stub.save()
    DocumentReading.objects.filter(document=newcomer).update(document=stub)
    Document.objects.filter(corrects=newcomer).update(corrects=stub)
    _move_relations(newcomer, stub)
    reading.document = stub
    record_event(actor=None, act=JOINED, subject=newcomer, after={"document": stub.pk})
    newcomer.delete()


def _move_relations(newcomer: Document, stub: Document) -> None:
    for relation in DocumentRelation.objects.filter(source=newcomer).order_by("id"):
        DocumentRelation.objects.get_or_create(
            source=stub, target=relation.target, kind=relation.kind, defaults={"lines": relation.lines}
        )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
