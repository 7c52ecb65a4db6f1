"""Consolidated reports, rounds and regimes found by words, for the search over everything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.engines.vietnamese.forms import folded_form
from haidang.regimes import rules
from haidang.regimes.models import Consolidation
from haidang.regimes.queries.restricted import regimes_open_to, rounds_open_to

# Titles keep no folded text: they are folded here, of so many of each kind at most, the latest first.
MOST_FOLDED = 20_000


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A consolidated report, a round or a regime: its title, what it is, the page it is on."""

    title: str
    kind: str
    address: str


def reports_matching(words: str, *, for_user: Any) -> list[FoundReport]:
    """Find consolidated reports by number and title, rounds and regimes by title, with three queries at most.

    This function will return nothing for empty words and what the pages themselves show a person, consolidated
    reports first.
    """
    folded = folded_form(words).split()
    if not folded or not rules.may_see_rounds(for_user):
        return []
    issued = _consolidated() if rules.may_see_consolidated(for_user) else ()
    return list(_having(chain(issued, _rounds(for_user), _regimes(for_user)), folded))


def _consolidated() -> Iterator[FoundReport]:
    rows = Consolidation.objects.order_by("-id").values_list("pk", "number", "report_round__title")
    for pk, number, title in rows[:MOST_FOLDED]:
        place = reverse("regimes:consolidation", args=[pk])
        yield FoundReport(f"{number}: {title}" if number else title, _("consolidated report"), place)


def _rounds(account: Any) -> Iterator[FoundReport]:
    rows = rounds_open_to(account).order_by("-due_on", "-id").values_list("pk", "title", "level_name")
    for pk, title, level in rows[:MOST_FOLDED]:
        kind = _("round of reports, level: %(level)s") % {"level": level} if level else _("round of reports")
        yield FoundReport(title, kind, reverse("regimes:round", args=[pk]))


def _regimes(account: Any) -> Iterator[FoundReport]:
    rows = regimes_open_to(account).order_by("name", "id").values_list("pk", "name")
    for pk, name in rows[:MOST_FOLDED]:
        yield FoundReport(name, _("report regime"), reverse("regimes:regime", args=[pk]))


def _having(found: Iterable[FoundReport], folded: Sequence[str]) -> Iterator[FoundReport]:
    for one in found:
        told = folded_form(one.title)
        if all(word in told for word in folded):
            yield one
