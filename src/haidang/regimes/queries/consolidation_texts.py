"""What the units wrote under a section, for the editor of the consolidated report; copies are found."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.db.models import F, Q, QuerySet

from haidang.agencies.enums import AgencyKind
from haidang.engines.vietnamese.forms import folded_form
from haidang.engines.vietnamese.repeated_texts import copies_in_folded
from haidang.regimes.models import (
    ConsolidatedSection,
    Consolidation,
    Narrative,
    Pick,
    ReportRound,
    Section,
)
from haidang.reports.enums import SubmissionState, TicketState
from haidang.reports.models import Ticket
from haidang.reports.queries.tickets import with_bodies

# A text of this many characters takes four lines of its column; a longer one is folded.
LONG_TEXT = 240
ROWS_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class NarrativeLine:
    """What one unit wrote: whether it is in the report already, and which other units wrote the same."""

    narrative: Narrative
    is_picked: bool
    copies: tuple[str, ...]

    @property
    def some_copies(self) -> tuple[str, ...]:
        """The first of the units that wrote the same: there may be a hundred."""
        return self.copies[:3]

    @property
    def is_long(self) -> bool:
        """Whether the text is folded until somebody opens it."""
        return len(self.narrative.text) > LONG_TEXT


@dataclass(frozen=True, slots=True)
class NarrativesAsked:
    """Which of the units' texts an editor looks at."""

    words: str = ""
    kind: str = ""
    is_left_only: bool = False


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """How far a section is: its pieces, units whose words are in it, units that wrote, those that repeat others."""

    pieces: int
    taken: int
    written: int
    copies: int


@dataclass(frozen=True, slots=True)
class PickFacts:
    """A piece of a section as an editor leaves it, in the order given."""

    text: str
    heading: str = ""
    is_source_named: bool = True
    narrative_id: int | None = None


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What stands on an issued report besides its content. Lines left None stand as they are proposed."""

    number: str
    dated_on: date
    place: str
    authority: str
    signer: str
    issuer: str | None = None
    superior: str | None = None
    citations: str | None = None
    addressees: str | None = None
    recipients: str | None = None
    has_charts: bool = True


@dataclass(frozen=True, slots=True)
class PartState:
    """What a section of the consolidated report holds now; version 0 where nobody has edited it."""

    part: ConsolidatedSection | None
    picks: tuple[Pick, ...]

    @property
    def version(self) -> int:
        return self.part.version if self.part else 0

    @property
    def facts(self) -> list[PickFacts]:
        """The same as an editor leaves it."""
        return [PickFacts(one.text, one.heading, one.is_source_named, one.narrative_id) for one in self.picks]


def words_used(report_round: ReportRound) -> Q:
    """Return the condition under which what a unit wrote is on offer: its version stands, sent or accepted.

    This function will leave out what came after the round was closed, until that is accepted.
    """
    sent = Q(submission__state=SubmissionState.SENT)
    if report_round.closed_at is not None:
        sent &= Q(submission__sent_at__lte=report_round.closed_at)
    return Q(submission__obligation__standing=F("submission")) & (
        sent | Q(submission__state=SubmissionState.ACCEPTED)
    )


def narratives_under(report_round: ReportRound, section: Section, words: str = "") -> QuerySet[Narrative]:
    """Return what units wrote under a section in the version that stands: the accepted one, else the one sent.

    This function will leave out sections without a text, and keep those with all of the words if some are given.
    """
    rows = Narrative.objects.filter(
        words_used(report_round),
        section=section,
        submission__obligation__what=report_round.what,
        submission__obligation__occurrence=report_round.occurrence,
        submission__obligation__waived_on=None,
    ).exclude(text="")
    for word in folded_form(words).split():
        rows = rows.filter(folded_text__contains=word)
    return rows.select_related("submission__agency").order_by("submission__agency__name", "id")


def narratives_asked(
    report_round: ReportRound, section: Section, asked: NarrativesAsked, picks: Sequence[PickFacts]
) -> QuerySet[Narrative]:
    """This function will return those an editor looks at, by words, group and whether they are chosen already."""
    rows = narratives_under(report_round, section, asked.words)
    if asked.kind:
        rows = rows.filter(submission__agency__kind=asked.kind)
    return (
        rows.exclude(pk__in=[one.narrative_id for one in picks if one.narrative_id])
        if asked.is_left_only
        else rows
    )


def kinds_under(report_round: ReportRound, section: Section) -> list[tuple[str, Any]]:
    """This function will return the groups of units that wrote under a section, with their names."""
    found = set(
        narratives_under(report_round, section).order_by().values_list("submission__agency__kind", flat=True)
    )
    return [(kind, name) for kind, name in AgencyKind.choices if kind in found]


def copies_under(report_round: ReportRound, section: Section) -> dict[int, tuple[str, ...]]:
    """This function will tell of each narrative that repeats others which units wrote those.

    It reads texts as they are folded for the search: of a country they are thousands of pages.
    """
    rows = narratives_under(report_round, section).values_list(
        "pk", "folded_text", "submission__agency__name"
    )
    told = list(rows.iterator(chunk_size=ROWS_AT_ONCE))
    names = {key: name for key, _text, name in told}
    groups = _copies_of(_FoldedTexts.of({key: text for key, text, _name in told}))
    return {key: tuple(names[other] for other in group if other != key) for group in groups for key in group}


@dataclass(frozen=True, slots=True)
class _FoldedTexts:
    """Texts that were compared once are not compared again while they stay the same."""

    digest: bytes
    texts: Mapping[int, str] = field(compare=False)

    @classmethod
    def of(cls, texts: Mapping[int, str]) -> Self:
        told = "".join(f"{key} {len(text)} {text}" for key, text in texts.items())
        return cls(hashlib.sha256(told.encode()).digest(), texts)


# An editor goes through the sections of a report; of a country each holds four megabytes of text.
@lru_cache(maxsize=8)
def _copies_of(folded: _FoldedTexts) -> list[tuple[int, ...]]:
    return copies_in_folded(folded.texts)


def narrative_lines(
    narratives: Sequence[Narrative], picks: Sequence[PickFacts], copies: Mapping[int, tuple[str, ...]]
) -> list[NarrativeLine]:
    """This function will say of the narratives of a page which are chosen and which repeat others."""
    picked = {one.narrative_id for one in picks}
    return [NarrativeLine(one, one.pk in picked, copies.get(one.pk, ())) for one in narratives]


def part_state(consolidation: Consolidation, section: Section) -> PartState:
    """This function will return a section of a consolidated report as it stands."""
    part = ConsolidatedSection.objects.filter(consolidation=consolidation, section=section)
    found = part.select_related("edited_by").first()
    if found is None:
        return PartState(None, ())
    picks = found.picks.select_related("narrative__submission__agency").order_by("order", "id")
    return PartState(found, tuple(picks))


def tickets_of_round(report_round: ReportRound) -> list[Ticket]:
    """This function will return what the units of a round raised in its period, withdrawn ones left out."""
    units = {
        "agency__obligations__what": report_round.what,
        "agency__obligations__occurrence": report_round.occurrence,
    }
    days = (report_round.opens_on, report_round.closes_on)
    rows: Any = with_bodies(Ticket.objects.filter(raised_on__range=days, **units))
    return list(rows.exclude(state=TicketState.WITHDRAWN).order_by("raised_on", "id"))
