"""Programmes and what they consist of. Every row taken from a paper keeps its finding and its lines."""

from haidang.programme.models.budget import (
    BudgetAmount,
    BudgetEntry,
    BudgetLine,
    BudgetProposal,
    ProposalLine,
)
from haidang.programme.models.levels import ItemMatch, PlanCall, ProgrammeLink
from haidang.programme.models.making import DraftRevision, PlanDraft
from haidang.programme.models.programmes import (
    Assignment,
    Item,
    LeftDifference,
    LegalBasis,
    Programme,
    Target,
)

__all__ = [
    "Assignment",
    "BudgetAmount",
    "BudgetEntry",
    "BudgetLine",
    "BudgetProposal",
    "DraftRevision",
    "Item",
    "ItemMatch",
    "LeftDifference",
    "LegalBasis",
    "PlanCall",
    "PlanDraft",
    "Programme",
    "ProgrammeLink",
    "ProposalLine",
    "Target",
]
