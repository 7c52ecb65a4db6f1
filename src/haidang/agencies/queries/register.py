"""Who bears a name on a day, and the register of agencies."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Prefetch, Q

from haidang.agencies.errors import AgencyAmbiguous, AgencyUnknown
from haidang.agencies.models import Agency, AgencyName, Post
from haidang.engines.vietnamese.agencies import EXACT_SCORE, AgencyMatch, agency_key, match_agency
from haidang.engines.vietnamese.forms import folded_form


@dataclass(frozen=True, slots=True)
class AgencyProposal:
    """An agency that a printed name may mean; `score` is 0..1."""

    agency: Agency
    score: float
    is_exact: bool


def names_on(day: date):
    """This function will return the names in use on `day` of agencies that exist on it."""
    alive = (
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gt=day),
    )
    agencies = Agency.objects.without_tree_fields().alive_on(day)
    return AgencyName.objects.filter(*alive, agency__in=agencies)


def agency_named(text: str, *, on: date) -> Agency:
    """This function will return the one agency that bears this name on that day.

    Raises AgencyUnknown, or AgencyAmbiguous with the candidates.
    """
    key = agency_key(text)
    bearers = names_on(on).filter(key=key).values("agency_id")
    found = list(Agency.objects.without_tree_fields().filter(pk__in=bearers).order_by("name", "id"))
    if not found:
        raise AgencyUnknown(text)
    if len(found) > 1:
        raise AgencyAmbiguous(text, found)
    return found[0]


def agency_proposals(text: str, *, on: date, most: int = 5) -> list[AgencyProposal]:
    """This function will propose agencies for a printed name, best first; a person chooses among them."""
    bearers: dict[str, list[int]] = {}
    in_use = names_on(on).order_by("agency__name", "agency_id", "id")
    for name, agency_id in in_use.values_list("text", "agency_id"):
        bearers.setdefault(name, []).append(agency_id)
    best: dict[int, AgencyMatch] = {}
    for match in match_agency(text, bearers):
        for agency_id in bearers[match.name]:
            best.setdefault(agency_id, match)
    return _proposals(dict(list(best.items())[:most]))


def _proposals(best: dict[int, AgencyMatch]) -> list[AgencyProposal]:
    agencies = Agency.objects.without_tree_fields().in_bulk(best)
    return [
        AgencyProposal(agencies[key], match.score, match.score == EXACT_SCORE) for key, match in best.items()
    ]


def agencies_matching(words: str, *, on: date) -> models.QuerySet[Agency]:
    """This function will return the agencies of a day whose name, abbreviation or alias contains the words.

    Marks and capitals do not count: "so du lich" finds "Sở Du lịch".
    """
    alive = Agency.objects.without_tree_fields().alive_on(on)
    folded = folded_form(words)
    bearers = AgencyName.objects.filter(Q(folded_text__contains=folded) | Q(key=agency_key(words)))
    named = (
        alive.filter(Q(folded_name__contains=folded) | Q(pk__in=bearers.values("agency_id")))
        if folded
        else alive
    )
    return named.prefetch_related(_names_in_order()).order_by("name", "id")


def agency_with_names(pk: int) -> models.QuerySet[Agency]:
    """This function will return one agency with its names and posts, for its page."""
    posts = Post.objects.select_related("account").order_by("-valid_from", "id")
    return (
        Agency.objects.without_tree_fields()
        .filter(pk=pk)
        .select_related("parent")
        .prefetch_related(_names_in_order(), Prefetch("posts", posts))
    )


def agencies_open_to_posts(*, on: date) -> models.QuerySet[Agency]:
    """This function will return the agencies in which a post can be given on that day."""
    return Agency.objects.without_tree_fields().alive_on(on).order_by("name", "id")


def _names_in_order() -> Prefetch:
    return Prefetch("names", AgencyName.objects.order_by("kind", "text", "id"))
