"""Items, budget lines and plans being made found by words, for the search over everything."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from haidang.agencies.rules import may_see_programmes
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import ItemKind
from haidang.programme.models import BudgetLine, Item, PlanDraft
from haidang.programme.queries.making import plans_under_way

# Lines and plans keep no folded text: their words are folded here, of so many at most.
MOST_FOLDED = 20_000


def items_matching(words: str, *, for_user: Any) -> QuerySet[Item]:
    """Find the items of all programmes that contain every word, with or without diacritics.

    This function will return nothing for empty words and for those who may not see programmes; exact spelling
    does not count, headings are left out; the newest programme comes first.
    """
    folded = folded_form(words).split()
    found = Item.objects.without_tree_fields().filter(ended_at=None).exclude(kind=ItemKind.SECTION)
    if not folded or not may_see_programmes(for_user):
        return found.none()
    for word in folded:
        found = found.filter(folded_text__contains=word)
    return found.select_related("programme").order_by(
        "-programme__first_year", "-programme_id", "position", "id"
    )


def budget_lines_matching(words: str, *, for_user: Any, most: int) -> tuple[list[BudgetLine], int]:
    """This function will return the first budget lines that have every word, newest programmes first, and how many."""
    folded = folded_form(words).split()
    if not folded or not may_see_programmes(for_user):
        return [], 0
    lines = BudgetLine.objects.filter(ended_at=None).order_by(
        "-programme__first_year", "-programme_id", "order", "pk"
    )
    told = lines.values_list("pk", "text")[:MOST_FOLDED]
    keys = [pk for pk, text in told if _has_all(text, folded)]
    return list(lines.filter(pk__in=keys[:most]).select_related("programme")), len(keys)


def plans_matching(words: str, *, for_user: Any) -> list[PlanDraft]:
    """This function will return the plans being made within reach whose title has every word, latest first."""
    folded = folded_form(words).split()
    if not folded:
        return []
    plans = plans_under_way(for_user).defer("content")[:MOST_FOLDED]
    return [one for one in plans if _has_all(one.title, folded)]


def _has_all(text: str, folded: Sequence[str]) -> bool:
    told = folded_form(text)
    return all(word in told for word in folded)
