"""Workbooks of a unit's report that wait for their person's word, and what earlier ones left behind."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import QuerySet

from haidang.agencies.models import Account
from haidang.foundation.enums import ImportState
from haidang.foundation.models import TableImport
from haidang.reports.models import Obligation

WORKBOOKS = "regimes.unit_report"
MOST_EARLIER = 20  # files of one person for one report whose traces are still known


def held_workbook(obligation: Obligation, account: Account, key: str) -> TableImport | None:
    """This function will return a person's own workbook that waits for a decision, None for any other key."""
    if not key.isdecimal() or len(key) > 18:
        return None
    return _own(obligation, account).filter(pk=int(key), state=ImportState.OPEN).first()


def own_marks(obligation: Obligation, account: Account) -> Mapping[str, frozenset[str]]:
    """This function will return the marks that a person's earlier workbooks left at each place of a report."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for held in _own(obligation, account).filter(state=ImportState.APPLIED).order_by("-pk")[:MOST_EARLIER]:
        for key, mark in held.outcome.get("marks", {}).items():
            found[key].add(mark)
    return {key: frozenset(marks) for key, marks in found.items()}


def _own(obligation: Obligation, account: Account) -> QuerySet[TableImport]:
    return TableImport.objects.filter(table=WORKBOOKS, subject=str(obligation.pk), sent_by=account)
