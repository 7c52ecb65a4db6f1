"""What programmes hold of a paper with a state-secret mark goes with the paper."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from haidang.agencies.operations import forget_agencies_of, forget_handovers
from haidang.documents.models import Document
from haidang.foundation.models import Event
from haidang.foundation.operations import forget_entries, forget_imports, forget_notices, forget_said
from haidang.programme.enums import BudgetLineKind
from haidang.programme.models import (
    Assignment,
    BudgetEntry,
    BudgetLine,
    Item,
    ItemMatch,
    LeftDifference,
    LegalBasis,
    PlanCall,
    PlanDraft,
    Programme,
    ProgrammeLink,
)
from haidang.programme.operations.adopt import source_of_names
from haidang.programme.operations.handover import PARTS

_ROWS = (Item, BudgetLine, LegalBasis)
_AMOUNT_ACTS = ("programme.enter_amount", "programme.correct_amount")
_LEAVING_ACTS = ("programme.leave_difference", "programme.reopen_difference")


def forget_paper(document: Document, cited: Document | None) -> None:
    """Delete what was adopted from a paper, in the transaction that purges it.

    This function will delete whole every programme that has taken anything from the paper, also from a corrected
    copy of another one: which of its words came from where cannot be told any more, and the other paper's own
    reading can be adopted again. A programme that only cites the paper keeps its legal basis, as the citing
    paper words it (`cited`).
    """
    for programme in programmes_from(document):
        _forget_programme(programme)
    _forget_left_differences(document)
    _forget_as_paper_of_amounts(document)
    bases = LegalBasis.objects.filter(document=document)
    if cited:
        bases.update(document=cited)
    else:
        _forget_rows(LegalBasis, bases)
    forget_agencies_of(source=source_of_names(document))


def programmes_from(document: Document) -> QuerySet[Programme]:
    """This function will return every programme that has taken anything from a paper."""
    taken = Q(document=document) | Q(reading__document=document) | Q(heading__reading__document=document)
    taken |= Q(adopted_findings__reading__document=document)
    for rows in ("items", "budget_lines", "legal_bases"):
        taken |= Q(**{f"{rows}__finding__reading__document": document})
    if document.corrects_id:
        # A printed total that was taken over has no finding; the log knows it.
        taken |= Q(document=document.corrects_id, budget_lines__in=_totals_taken_over())
    return Programme.objects.filter(pk__in=Programme.objects.filter(taken).values("pk"))


def _totals_taken_over() -> list[int]:
    totals = [
        str(pk) for pk in BudgetLine.objects.filter(kind=BudgetLineKind.TOTAL).values_list("pk", flat=True)
    ]
    taken = Event.objects.filter(
        act="programme.take_over_difference",
        subject_kind=BudgetLine._meta.label_lower,
        subject_id__in=totals,
    )
    return [int(pk) for pk in taken.values_list("subject_id", flat=True)]


def _forget_programme(programme: Programme) -> None:
    items = programme.items.values_list("pk", flat=True)
    pages = [reverse("programme:item", args=[pk]) for pk in items]
    forget_notices(addresses=[reverse("programme:page", args=[programme.pk]), *pages])
    parts = Assignment.objects.filter(item__programme=programme).values_list("pk", flat=True)
    forget_handovers(kind=PARTS, keys=list(parts))
    # Before the items: a row that goes with another one would leave its entries in the log.
    _forget_rows(ItemMatch, ItemMatch.objects.filter(_touching(programme, "link__")))
    _forget_rows(ProgrammeLink, ProgrammeLink.objects.filter(_touching(programme)))
    for model in (*_ROWS, PlanCall):
        _forget_rows(model, model.objects.filter(programme=programme))
    # A draft that copied from it holds its words; a plan that was issued since is a paper of its own.
    copies = Q(sources=programme, programme=None) | Q(programme=programme)
    _forget_rows(PlanDraft, PlanDraft.objects.filter(pk__in=PlanDraft.objects.filter(copies).values("pk")))
    forget_entries(Programme, [programme.pk])
    # Tables that were sent back for it, whole or in part, say what the paper says.
    forget_imports(tables="programme.", subject=str(programme.pk))
    programme.delete()


def _touching(programme: Programme, prefix: str = "") -> Q:
    return Q(**{f"{prefix}above": programme}) | Q(**{f"{prefix}below": programme})


def _forget_left_differences(document: Document) -> None:
    left = LeftDifference.objects.filter(reading__document=document)
    programmes = [str(pk) for pk in left.values_list("programme_id", flat=True).distinct()]
    left.delete()
    entries = Event.objects.filter(
        act__in=_LEAVING_ACTS, subject_kind=Programme._meta.label_lower, subject_id__in=programmes
    )
    forget_said(entries)


def _forget_as_paper_of_amounts(document: Document) -> None:
    """An amount stays; the paper it was entered with is named neither in the entry nor in the log."""
    entries = BudgetEntry.objects.filter(paper=document)
    words = list(entries.values_list("paper_words", flat=True).distinct())
    entries.update(paper=None, paper_words="")
    said = Event.objects.filter(
        act__in=_AMOUNT_ACTS, subject_kind=BudgetLine._meta.label_lower, after__paper__in=words
    )
    forget_said(said)


def _forget_rows(model: type, rows: QuerySet) -> None:
    keys: Iterable[int] = list(rows.values_list("pk", flat=True))
    forget_entries(model, keys)
    rows.delete()
