"""What the agencies app reads: who bears a name on a day, and the register."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from rapidfuzz import fuzz, process

from haidang.agencies.errors import AgencyAmbiguous, AgencyUnknown
from haidang.agencies.models import Agency, AgencyName
from haidang.engines.vietnamese.forms import folded_form

# Below this a proposal is noise: "Sở Du lịch" and "Sở Tư pháp" share half of their letters.
LEAST_PROPOSAL_SCORE = 0.72


@dataclass(frozen=True, slots=True)
class AgencyProposal:
    """An agency that a printed name may mean; `score` is 0..1."""

    agency: Agency
    score: float
    is_exact: bool


def agency_key(text: str) -> str:
    return folded_form(text)


def names_on(day: date):
    """This function will return the names in use on `day` of agencies that exist on it."""
    alive = Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
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
    """This function will propose agencies for a printed name, best first, exact ones before all others."""
    key = agency_key(text)
    names = {name.pk: name for name in names_on(on).select_related("agency").order_by("id")}
    scored = process.extract(
        key, {pk: name.key for pk, name in names.items()}, scorer=fuzz.ratio, limit=None
    )
    best: dict[int, AgencyProposal] = {}
    for found_key, score, pk in scored:
        agency = names[pk].agency
        proposal = AgencyProposal(agency, round(score / 100, 3), found_key == key)
        if proposal.score >= LEAST_PROPOSAL_SCORE and agency.pk not in best:
            best[agency.pk] = proposal
    return sorted(best.values(), key=lambda one: (-one.is_exact, -one.score, one.agency.name))[:most]
