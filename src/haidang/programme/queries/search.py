"""Items found by words, for the search over everything."""

from typing import Any

from django.db.models import QuerySet

from haidang.agencies.rules import may_see_programmes
from haidang.engines.vietnamese.forms import folded_form
from haidang.programme.enums import ItemKind
from haidang.programme.models import Item


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
