"""Say which programme carries out which, and which of their items match."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from haidang.agencies.models import Account
from haidang.engines.vietnamese.likeness import (
    LEAST_SCORE,
    WEAK_SCORE,
    LikenessProposal,
    propose_matches,
)
from haidang.foundation.operations import record_event
from haidang.programme.enums import MatchState
from haidang.programme.errors import (
    LinkChangedMeanwhile,
    LinkedInCircle,
    MatchesChangedMeanwhile,
    UnfitMatch,
)
from haidang.programme.models import Item, ItemMatch, Programme, ProgrammeLink
from haidang.programme.queries.levels import stands_below
from haidang.programme.queries.points import point_texts, programme_points


@transaction.atomic
def decide_link(
    *,
    above: Programme,
    below: Programme,
    state: MatchState,
    version: int,
    decided_by: Account,
    at: datetime,
) -> ProgrammeLink:
    """Say that a programme carries out another one, or that it does not.

    This function will propose matches of items when the link is confirmed. `version` is what the page showed, 0 for
    a link nobody had decided about; saying again what holds changes nothing. Raises LinkedInCircle,
    LinkChangedMeanwhile.
    """
    Programme.objects.select_for_update().get(pk=above.pk)
    link = ProgrammeLink.objects.filter(above=above, below=below).first()
    if link and link.state == state:
        return link
    if (link.version if link else 0) != version:
        raise LinkChangedMeanwhile
    if state == MatchState.CONFIRMED and (above == below or stands_below(above, other=below)):
        raise LinkedInCircle
    before = {"state": link.state} if link else None
    link = link or ProgrammeLink(above=above, below=below, version=0)
    link.state, link.decided_by, link.decided_at = state, decided_by, at
    link.version += 1
    link.save()
    record_event(
        actor=decided_by,
        act="programme.decide_link",
        subject=link,
        before=before,
        after={"state": str(state), "above": above.title, "below": below.title},
    )
    if state == MatchState.CONFIRMED:
        renew_proposals(link=link, asked_by=decided_by, at=at)
    return link


@transaction.atomic
def renew_proposals(*, link: ProgrammeLink, asked_by: Account, at: datetime) -> int:
    """Propose matches of the items of two programmes anew; what a person decided stays.

    This function will take every pair from LEAST_SCORE on, and of weaker ones the best for a point that would have
    none otherwise. A proposal that is made again keeps its row, for whoever has it on the screen. It returns how
    many proposals wait for a decision.
    """
    ProgrammeLink.objects.select_for_update().get(pk=link.pk)
    matches = ItemMatch.objects.filter(link=link)
    decided = set(matches.exclude(state=MatchState.PROPOSED).values_list("above_id", "below_id"))
    likely = [one for one in likely_matches(link, at=at) if (int(one.above), int(one.below)) not in decided]
    wanted, gone = _proposals_to_change(matches.filter(state=MatchState.PROPOSED), likely)
    if not wanted and not gone:
        return len(likely)
    matches.filter(pk__in=gone).delete()
    ItemMatch.objects.bulk_create(
        ItemMatch(
            link=link,
            above_id=int(one.above),
            below_id=int(one.below),
            score=one.score,
            words=list(one.words),
        )
        for one in wanted
    )
    record_event(actor=asked_by, act="programme.propose_matches", subject=link, after={"count": len(likely)})
    return len(likely)


def _proposals_to_change(
    standing: QuerySet[ItemMatch], likely: list[LikenessProposal]
) -> tuple[list[LikenessProposal], list[int]]:
    """The proposals that have no row yet, and the rows that are proposed no more or otherwise."""
    rows = {(one.above_id, one.below_id, one.score, tuple(one.words)): one.pk for one in standing}
    keys = {(int(one.above), int(one.below), one.score, tuple(one.words)): one for one in likely}
    wanted = [one for key, one in keys.items() if key not in rows]
    return wanted, [pk for key, pk in rows.items() if key not in keys]


def likely_matches(link: ProgrammeLink, *, at: datetime) -> list[LikenessProposal]:
    """This function will compare the points of two programmes, best first."""
    day = at.date()
    above, below = programme_points(link.above, on=day), programme_points(link.below, on=day)
    found = propose_matches(point_texts(link.above, above), point_texts(link.below, below), least=WEAK_SCORE)
    strong = {one.above for one in found if one.score >= LEAST_SCORE}
    weak: dict[str, LikenessProposal] = {}
    for one in found:
        if one.above not in strong:
            weak.setdefault(one.above, one)
    return [one for one in found if one.score >= LEAST_SCORE or weak.get(one.above) is one]


@transaction.atomic
def decide_matches(
    *,
    link: ProgrammeLink,
    versions: Mapping[int, int],
    state: MatchState,
    decided_by: Account,
    at: datetime,
) -> list[ItemMatch]:
    """Confirm or refuse chosen matches of a link, all or none.

    `versions` names the matches by key, each with the version that the page showed. A match that has been decided
    in the same way already is left as it is, so that the form may come twice. Raises MatchesChangedMeanwhile.
    """
    rows = list(
        ItemMatch.objects.select_for_update(of=("self",))
        .filter(link=link, pk__in=versions)
        .select_related("above", "below", "decided_by")
        .order_by("pk")
    )
    if len(rows) < len(versions):
        raise MatchesChangedMeanwhile("; ".join(str(key) for key in set(versions) - {one.pk for one in rows}))
    open_ones = [one for one in rows if one.state != state]
    changed = [one for one in open_ones if one.version != versions[one.pk]]
    if changed:
        raise MatchesChangedMeanwhile("; ".join(_said_of(one) for one in changed))
    for one in open_ones:
        before = {"state": one.state}
        one.state, one.decided_by, one.decided_at = state, decided_by, at
        one.version += 1
        _record_match(one, before, act="programme.decide_match", decided_by=decided_by)
    ItemMatch.objects.bulk_update(open_ones, ["state", "decided_by", "decided_at", "version"])
    return open_ones


@transaction.atomic
def match_by_hand(
    *, link: ProgrammeLink, above: Item, below: Item, decided_by: Account, at: datetime
) -> ItemMatch:
    """Say of two items that the one below carries out the one above, whatever their words.

    This function will confirm a match that was proposed or refused before; one that holds stays. Raises UnfitMatch
    for an item that has been taken out or stands elsewhere.
    """
    fits = (
        above.programme_id == link.above_id
        and below.programme_id == link.below_id
        and above.ended_at is None
        and below.ended_at is None
        and link.state == MatchState.CONFIRMED
    )
    if not fits:
        raise UnfitMatch
    ProgrammeLink.objects.select_for_update().get(pk=link.pk)
    match = ItemMatch.objects.filter(above=above, below=below).first()
    if match and match.state == MatchState.CONFIRMED:
        return match
    before = {"state": match.state} if match else None
    match = match or ItemMatch(link=link, above=above, below=below, version=0)
    match.state, match.decided_by, match.decided_at = MatchState.CONFIRMED, decided_by, at
    match.version += 1
    match.save()
    _record_match(match, before, act="programme.match_by_hand", decided_by=decided_by)
    return match


def _record_match(match: ItemMatch, before: dict[str, str] | None, *, act: str, decided_by: Account) -> None:
    record_event(
        actor=decided_by,
        act=act,
        subject=match,
        before=before,
        after={"state": str(match.state), "above": str(match.above), "below": str(match.below)},
    )


def _said_of(match: ItemMatch) -> str:
    who = match.decided_by.full_name if match.decided_by else ""
    pair = f"{match.below.label or match.below.pk} → {match.above.label or match.above.pk}"
    return f"{pair}: {match.get_state_display()}" + (f", {who}" if who else "")
