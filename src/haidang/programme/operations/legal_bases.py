"""The papers on which a programme stands."""

from typing import Any

from haidang.documents.models import Document, Finding
from haidang.programme.models import LegalBasis, Programme


def adopt_legal_bases(programme: Programme, findings: list[Finding]) -> int:
    """This function will tie a programme to the papers it cites as its legal bases, each once; returns how many are new."""
    known = set(LegalBasis.objects.filter(programme=programme).values_list("document_id", flat=True))
    bases = {}
    for finding in findings:
        document = _cited_document(finding.value)
        if document.pk not in known and document.pk != programme.document_id:
            bases.setdefault(document.pk, LegalBasis(document=document, finding=finding, lines=finding.lines))
    for basis in bases.values():
        basis.programme = programme
    return len(LegalBasis.objects.bulk_create(bases.values()))


def _cited_document(citation: dict[str, Any]) -> Document:
    """The registered paper with this sign and day, or an entry for a paper known only because it is cited."""
    number, day = citation.get("number") or "", citation.get("date")
    kind, title = citation.get("kind") or "", citation.get("title") or ""
    alike = (
        Document.objects.filter(number=number) if number else Document.objects.filter(kind=kind, title=title)
    )
    found = alike.filter(issued_on=day).order_by("id").first()
    return found or Document.objects.create(
        kind=kind, number=number, issued_on=day, issuer_name=citation.get("issuer") or "", title=title
    )
