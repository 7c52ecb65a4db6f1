"""What a planned reorganisation touches, who takes each thing over, and why; nothing is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from haidang.agencies.enums import HandoverReason, SuccessionKind
from haidang.agencies.models import Agency
from haidang.agencies.queries.open_rows import units_below
from haidang.agencies.queries.planned import (
    Body,
    PassedDuty,
    PlannedAct,
    PlannedChange,
    body_of,
    duties_passed_in_register,
    duty_of_words,
)
from haidang.agencies.registry import OpenRow, OpenWork, open_work

STAY, END = "stay", "end"
# As many rows of a kind as a person decides one by one; those beyond follow the proposals, or the taker by default.
MOST_ROWS_SHOWN = 200
DUTIES, UNITS, BODIES = "duties", "units", "bodies"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a row: to whom it goes (None: it stays, ends, or nobody knows), and why."""

    reason: HandoverReason
    taker: Body | None = None
    why: str = ""

    @property
    def is_open(self) -> bool:
        return self.reason == HandoverReason.UNDECIDED


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row that the act touches: what the rules propose and what was decided in the end."""

    field: str
    row: OpenRow
    holder: Agency
    proposed: Decision
    decided: Decision
    choice: str


@dataclass(frozen=True, slots=True)
class PreviewGroup:
    """All rows of one kind."""

    work: OpenWork
    rows: tuple[PreviewRow, ...]

    @property
    def shown(self) -> tuple[PreviewRow, ...]:
        """The rows a person can decide one by one, those that wait for it first."""
        waiting = [row for row in self.rows if row.proposed.is_open]
        return (*waiting, *(row for row in self.rows if not row.proposed.is_open))[:MOST_ROWS_SHOWN]

    @property
    def beyond(self) -> int:
        return max(len(self.rows) - MOST_ROWS_SHOWN, 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is new, gone or different since a preview was shown."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a planned change touches; `seen` tells another preview whether anything has changed."""

    change: PlannedChange
    groups: tuple[PreviewGroup, ...]
    takers: tuple[Body, ...]
    seen: str

    @property
    def undecided(self) -> int:
        return sum(row.decided.is_open for group in self.groups for row in group.rows)

    @property
    def rows(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows each body takes over, most first."""
        taken = Counter(
            row.decided.taker.name for group in self.groups for row in group.rows if row.decided.taker
        )
        return taken.most_common()


@dataclass(frozen=True, slots=True)
class _Rules:
    """What the proposals are made from."""

    change: PlannedChange
    duties: Sequence[PassedDuty]
    unit_above: Mapping[int, int]

    def propose(self, work: OpenWork, row: OpenRow) -> Decision:
        act = self.change.act_of(row.holder_id)
        if act is None:
            return Decision(HandoverReason.WITH_UNIT)
        if work.follows_duties and (found := self._holder_of_duty(row)):
            return found
        if row.holder_id in act.lives_on:
            return Decision(HandoverReason.STAYS)
        return self._taker_of_all(work, act)

    def _holder_of_duty(self, row: OpenRow) -> Decision | None:
        passed = [duty for duty in self.duties if duty.giver_id == row.holder_id]
        duty = duty_of_words(row.words, passed)
        return Decision(HandoverReason.DUTY, duty.taker, duty.name) if duty else None

    def _taker_of_all(self, work: OpenWork, act: PlannedAct) -> Decision:
        if work.follows_duties and self.change.default_taker:
            return Decision(HandoverReason.DEFAULT, body_of(self.change.default_taker))
        if act.sole_heir:
            return Decision(HandoverReason.HEIR, act.sole_heir)
        if work.kind == DUTIES and self.change.default_taker:
            return Decision(HandoverReason.DEFAULT, body_of(self.change.default_taker))
        if act.kind == SuccessionKind.ABOLISH and work.may_end and work.kind != UNITS:
            return Decision(HandoverReason.ENDS)
        return Decision(HandoverReason.UNDECIDED)


def preview_of(change: PlannedChange, *, choices: Mapping[str, str], today: date) -> Preview:
    """Gather all that planned acts touch, with a taker for each row where a rule or a person decides.

    `choices` are by field: "" follows the proposal, a body's ref gives the row to it, "stay" leaves it, "end" ends
    it. This function will ask every app in the registry for what the bodies hold on the day of the act, or today
    when that is past.
    """
    open_on = max(today, change.effective_on)
    below = units_below([one.pk for one in change.ending], open_on)
    held = {work.kind: _rows_of(work, change, below, open_on) for work in open_work}
    duties = duties_passed_in_register(change)
    takers = _takers(change, duties)
    own = next((work for work in open_work if work.kind == DUTIES), None)
    rules = _Rules(change, duties, below)
    groups = []
    if own:
        group = _group(own, held[DUTIES], rules, choices=choices, takers=takers)
        groups.append(group)
        rules = replace(rules, duties=[*duties, *_duties_decided(group)])
    groups += [
        _group(work, held[work.kind], rules, choices=choices, takers=takers)
        for work in open_work
        if work.kind != DUTIES
    ]
    seen = _as_seen(change, groups)
    return Preview(change, tuple(group for group in groups if group.rows), tuple(takers), seen)


def differences_since(seen: str, now: Preview) -> list[Difference]:
    """This function will tell what a preview shows now that differs from what was `seen`."""
    before, after = _read_seen(seen), _read_seen(now.seen)
    texts = {key: text for key, (_state, text) in (before | after).items()}
    marks = {
        **dict.fromkeys(after.keys() - before.keys(), "new"),
        **dict.fromkeys(before.keys() - after.keys(), "gone"),
        **{key: "changed" for key in after.keys() & before.keys() if after[key][0] != before[key][0]},
    }
    return [Difference(what, texts[key]) for key, what in sorted(marks.items())]


def _rows_of(work: OpenWork, change: PlannedChange, below: Mapping[int, int], on: date) -> list[OpenRow]:
    """Work of the units below is shown too: it stays with them unless somebody says otherwise."""
    holders = {one.pk for one in change.predecessors} | (set(below) if work.follows_duties else set())
    heirs = {body.agency.pk for act in change.acts for body in act.heirs if body.agency}
    rows = work.rows_held(holders, on)
    return [row for row in rows if work.kind != UNITS or row.key not in heirs]


def _group(
    work: OpenWork,
    rows: Iterable[OpenRow],
    rules: _Rules,
    *,
    choices: Mapping[str, str],
    takers: Sequence[Body],
) -> PreviewGroup:
    rows = list(rows)
    by_ref = {body.ref: body for body in takers}
    holders = _holders(rows, rules.change)
    shown = []
    for row in rows:
        field = f"{work.kind}-{row.key}"
        choice = choices.get(field, "")
        proposed = rules.propose(work, row)
        decided = _decided(proposed, choice, by_ref, may_end=work.may_end)
        shown.append(PreviewRow(field, row, holders[row.holder_id], proposed, decided, choice))
    return PreviewGroup(work, tuple(shown))


def _decided(proposed: Decision, choice: str, by_ref: Mapping[str, Body], *, may_end: bool) -> Decision:
    if not choice:
        return proposed
    if choice == STAY:
        return Decision(HandoverReason.STAYS)
    if choice == END and may_end:
        return Decision(HandoverReason.ENDS)
    if choice in by_ref:
        return Decision(HandoverReason.CHOSEN, by_ref[choice])
    return Decision(HandoverReason.UNDECIDED)


def _holders(rows: Iterable[OpenRow], change: PlannedChange) -> dict[int, Agency]:
    known = {one.pk: one for one in change.predecessors}
    missing = {row.holder_id for row in rows} - known.keys()
    return known | Agency.objects.without_tree_fields().in_bulk(list(missing)) if missing else known


def _takers(change: PlannedChange, duties: Iterable[PassedDuty]) -> list[Body]:
    bodies = [body for act in change.acts for body in act.heirs]
    bodies += [duty.taker for duty in duties]
    bodies += [body_of(one) for one in (*change.others, *filter(None, [change.default_taker]))]
    return list({body.ref: body for body in bodies}.values())


def _duties_decided(group: PreviewGroup) -> list[PassedDuty]:
    return [
        PassedDuty(row.row.text, row.row.holder_id, row.decided.taker)
        for row in group.rows
        if row.decided.taker
    ]


def _as_seen(change: PlannedChange, groups: Iterable[PreviewGroup]) -> str:
    """Every row and every body with a short print of its state: what a later preview is compared with."""
    keys = [one.pk for one in (*change.predecessors, *change.others)]
    keys += [body.agency.pk for act in change.acts for body in act.heirs if body.agency]
    bodies = Agency.objects.without_tree_fields().filter(pk__in=keys)
    told: dict[str, Any] = {
        f"{BODIES}-{one.pk}": (_print(f"{one.name} {one.valid_from} {one.valid_to}"), one.name)
        for one in bodies
    }
    for group in groups:
        for shown in group.rows:
            told[shown.field] = (_print(f"{shown.row.holder_id} {shown.row.state}"), shown.row.text)
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _print(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()[:12]


def _read_seen(seen: str) -> dict[str, tuple[str, str]]:
    """What a browser sends back is not trusted: something unreadable is as if nothing had been seen."""
    try:
        told = json.loads(seen)
        return {str(key): (str(state), str(text)) for key, (state, text) in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
