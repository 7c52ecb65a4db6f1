"""Who bears a name on a day, and the register of agencies."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from haidang.agencies.enums import AgencyKind, RegisterGap, Role, SeatKind
from haidang.agencies.errors import AgencyAmbiguous, AgencyUnknown
from haidang.agencies.models import Agency, AgencyName, Duty, Post, Seat, Succession
from haidang.engines.vietnamese.agencies import EXACT_SCORE, AgencyMatch, agency_key, match_agency
from haidang.engines.vietnamese.forms import folded_form

CODE_AFTER_NAME = re.compile(r"\(([a-z0-9-]+)\)$")  # "Sở Du lịch (hn-so-dl)"
# A longer text is no name, and more than a database looks for.
_FEWEST_LETTERS_NEAR, _MOST_LETTERS_NEAR, _MOST_NAMES_NEAR = 4, 200, 3


@dataclass(frozen=True, slots=True)
class AgencyProposal:
    """An agency that a printed name may mean; `score` is 0..1."""

    agency: Agency
    score: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """What to look for in the register of a day; what is empty does not narrow."""

    on: date
    words: str = ""
    kind: str = ""
    parent: Agency | None = None
    gap: str = ""


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


def body_of_register(text: str, *, on: date) -> Agency:
    """Read one body as a person writes it: "Phường Ba Đình (xa-00004)", a code, or a name.

    This function will return the agency of the code, or the one that bears the name on that day. Raises
    AgencyUnknown with names that are near, or AgencyAmbiguous with the candidates.
    """
    told = CODE_AFTER_NAME.search(text)
    coded = Agency.objects.without_tree_fields().filter(code=told[1] if told else text)
    try:
        found = coded.select_related("same_as").first() or agency_named(text, on=on)
    except AgencyUnknown as unknown:
        raise AgencyUnknown(unknown.text, _names_near(text, on=on)) from None
    return found.same_as or found


def _names_near(text: str, *, on: date) -> list[str]:
    if not _FEWEST_LETTERS_NEAR <= len(text) <= _MOST_LETTERS_NEAR or not folded_form(text):
        return []
    return list(agencies_matching(text, on=on).values_list("name", flat=True)[:_MOST_NAMES_NEAR])


def body_of_any_day(text: str, *, on: date) -> Agency:
    """Read one body as a person writes it, also one that does not exist on the day, so that this can be told.

    This function will return what `body_of_register` finds on the day, else the one body that bears the name on any
    other day. Raises AgencyUnknown, or AgencyAmbiguous with the candidates.
    """
    try:
        return body_of_register(text, on=on)
    except AgencyUnknown:
        bearers = AgencyName.objects.filter(key=agency_key(text)).values("agency_id")
        found = Agency.objects.without_tree_fields().filter(pk__in=bearers).order_by("name", "id")[:2]
        if len(found) != 1:
            raise
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


def agencies_of_any_day(words: str) -> models.QuerySet[Agency]:
    """This function will return the agencies that ever bore a name with the words, those that exist still first."""
    folded = folded_form(words)
    if not folded:
        return Agency.objects.without_tree_fields().none()
    bearers = AgencyName.objects.filter(Q(folded_text__contains=folded) | Q(key=agency_key(words)))
    named = Q(folded_name__contains=folded) | Q(pk__in=bearers.values("agency_id"))
    found = Agency.objects.without_tree_fields().filter(named).prefetch_related(_names_in_order())
    return found.order_by(models.F("valid_to").desc(nulls_first=True), "name", "id")


def agencies_filtered(asked: AgencyFilter) -> models.QuerySet[Agency]:
    """This function will return the agencies of the filter's day that it asks for, with names and parents."""
    found = agencies_matching(asked.words, on=asked.on).select_related("parent")
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.parent:
        found = found.filter(parent=asked.parent)
    if asked.gap == RegisterGap.NOT_VERIFIED:
        return found.filter(_has_open_facts())
    if asked.gap == RegisterGap.NO_FOCAL_PERSON:
        return found.exclude(has_focal_person(asked.on))
    if asked.gap == RegisterGap.PARENT_ENDED:
        return found.filter(parent__valid_to__lte=asked.on)
    return found


def agencies_with_units(*, on: date) -> models.QuerySet[Agency]:
    """This function will return the agencies of a day under which others stand on that day."""
    alive = Agency.objects.without_tree_fields().alive_on(on)
    parents = alive.filter(parent__isnull=False).values("parent_id")
    return alive.filter(pk__in=parents).order_by("name", "id")


def kinds_on(day: date) -> list[tuple[str, int]]:
    """This function will count the agencies of a day by kind, in the order of the kinds; groups answer for nobody."""
    alive = Agency.objects.without_tree_fields().alive_on(day).exclude(kind=AgencyKind.GROUP)
    counts = dict(alive.order_by().values_list("kind").annotate(models.Count("pk")))
    return [(kind, counts[kind]) for kind in AgencyKind.values if kind in counts]


def agencies_meant(kinds: list[str], above: Agency | None, *, on: date) -> models.QuerySet[Agency]:
    """This function will return the agencies of a day of these kinds, under one body where one is named.

    Without a kind and a body above nobody is meant.
    """
    if not kinds and above is None:
        return Agency.objects.without_tree_fields().none()
    found = Agency.objects.without_tree_fields().alive_on(on)
    if kinds:
        found = found.filter(kind__in=kinds)
    if above is not None:
        found = found.filter(parent=above)
    return found.order_by("name", "id")


def units_of(agency: Agency, *, on: date) -> int:
    """This function will count the agencies of a day directly under one."""
    return Agency.objects.without_tree_fields().alive_on(on).filter(parent=agency).count()


def _has_open_facts() -> Q:
    """The agency itself, an act that touches it or a duty it holds is not verified."""
    acts = Succession.objects.filter(is_verified=False)
    duties = Duty.objects.filter(is_verified=False)
    return (
        Q(is_verified=False)
        | Q(pk__in=acts.values("predecessors"))
        | Q(pk__in=acts.filter(heirs__isnull=False).values("heirs"))
        | Q(pk__in=duties.values("holder"))
    )


def has_focal_person(on: date) -> Q:
    """This function will tell whether an agency has a focal person on a day: by a seat, or a post that logs in."""
    posts = Post.objects.held_on(on).filter(role=Role.FOCAL, account__is_active=True)
    seats = Seat.objects.held_on(on).filter(kind=SeatKind.FOCAL)
    of_agency = {"agency": OuterRef("pk")}
    return Q(Exists(posts.filter(**of_agency))) | Q(Exists(seats.filter(**of_agency)))


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
