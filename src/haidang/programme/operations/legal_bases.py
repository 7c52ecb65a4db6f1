"""The papers on which a programme stands."""

from haidang.documents.models import DocumentReading, Finding
from haidang.documents.operations.relating import relate_cited_papers
from haidang.documents.queries.papers import paper_cited
from haidang.programme.models import LegalBasis, Programme


def adopt_legal_bases(programme: Programme, reading: DocumentReading, findings: list[Finding]) -> int:
    """Tie a programme to the papers that it cites as its legal bases, each once.

    This function will make a paper known that nobody has registered yet, bring back a basis that had ended,
    and return how many bases are new.
    """
    relate_cited_papers(reading=reading, findings=findings)
    rows = LegalBasis.objects.filter(programme=programme)
    known = set(rows.filter(ended_at=None).values_list("document_id", flat=True))
    bases: dict[int, LegalBasis] = {}
    for finding in findings:
        document = paper_cited(finding.value)
        if document and document.pk not in known and document.pk != programme.document_id:
            basis = LegalBasis(programme=programme, document=document, finding=finding, lines=finding.lines)
            bases.setdefault(document.pk, basis)
    saved = LegalBasis.objects.bulk_create(
        bases.values(),
        update_conflicts=True,
        unique_fields=["programme", "document"],
        update_fields=["finding", "lines", "ended_at"],
    )
    return len(saved)
