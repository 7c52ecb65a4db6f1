"""A reorganisation that somebody plans, and what a duty's name recognises as its own work."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from haidang.agencies.models import Agency, Duty, Succession
from haidang.engines.vietnamese.forms import folded_form

_WORD = re.compile(r"\w+")
# "Quản lý nhà nước về báo chí, thông tin đối ngoại": what it is about stands after "về", in parts between commas.
# One syllable alone ("y tế" has two) is found in everything.
_LEAST_SYLLABLES = 2


@dataclass(frozen=True, slots=True)
class Body:
    """A body that takes something over: one of the register, or one that the act founds."""

    ref: str
    name: str
    agency: Agency | None = None
    kind: str = ""

    @property
    def pk(self) -> int | str:
        """What tells it from others: the key of a body of the register, else its place in the act."""
        return self.agency.pk if self.agency else self.ref


@dataclass(frozen=True, slots=True)
class PlannedAct:
    """One act: who ends or gives up a part, and who follows. `act` is the row of the register, when there is one."""

    kind: str
    predecessors: tuple[Agency, ...]
    heirs: tuple[Body, ...]
    act: Succession | None = None

    @property
    def lives_on(self) -> frozenset[int | str]:
        """The bodies on both sides: they give up a part and keep the rest."""
        return frozenset(body.pk for body in self.heirs) & frozenset(one.pk for one in self.predecessors)

    @property
    def sole_heir(self) -> Body | None:
        return self.heirs[0] if len(self.heirs) == 1 else None


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """Acts of one day that are carried out together, and who else may take work over."""

    effective_on: date
    acts: tuple[PlannedAct, ...]
    legal_basis: str = ""
    source: str = ""
    others: tuple[Agency, ...] = ()
    default_taker: Agency | None = None

    @property
    def predecessors(self) -> tuple[Agency, ...]:
        return tuple(one for act in self.acts for one in act.predecessors)

    @property
    def ending(self) -> tuple[Agency, ...]:
        """The bodies that end with the act, without those that live on."""
        return tuple(one for act in self.acts for one in act.predecessors if one.pk not in act.lives_on)

    def act_of(self, agency_id: int) -> PlannedAct | None:
        """This function will return the act that a predecessor stands in."""
        return next((act for act in self.acts if any(one.pk == agency_id for one in act.predecessors)), None)


@dataclass(frozen=True, slots=True)
class PassedDuty:
    """A duty that goes from one body to another with the act."""

    name: str
    giver_id: int
    taker: Body


def body_of(agency: Agency) -> Body:
    """This function will return an agency of the register as one that takes something over."""
    return Body(ref=f"a{agency.pk}", name=agency.name, agency=agency)


def planned_from_register(acts: Iterable[Succession]) -> tuple[PlannedAct, ...]:
    """This function will return acts of the register as acts to carry out; their bodies in the order of names."""
    return tuple(
        PlannedAct(
            kind=act.kind,
            predecessors=tuple(_by_name(act.predecessors.all())),
            heirs=tuple(body_of(heir) for heir in _by_name(act.heirs.all())),
            act=act,
        )
        for act in acts
    )


def duties_passed_in_register(change: PlannedChange) -> list[PassedDuty]:
    """This function will return the duties that the register knows to leave the predecessors on the day."""
    givers = [one.pk for one in change.predecessors]
    passed = Duty.objects.filter(taken_over__holder__in=givers, valid_from=change.effective_on)
    return [
        PassedDuty(duty.name, duty.taken_over.holder_id, body_of(duty.holder))
        for duty in passed.select_related("holder", "taken_over").order_by("name", "pk")
        if duty.taken_over
    ]


def duty_of_words(words: Sequence[str], duties: Sequence[PassedDuty]) -> PassedDuty | None:
    """Tell to which of several duties something belongs, by the words of the duty that stand in its texts.

    This function will look into the texts one after the other and take the first that names the duties of one
    body alone. None: no text does.
    """
    for text in words:
        named = [duty for duty in duties if _is_named(duty, f" {_words_alone(text)} ")]
        if len({duty.taker.ref for duty in named}) == 1:
            return named[0]
    return None


def _is_named(duty: PassedDuty, folded: str) -> bool:
    return any(f" {phrase} " in folded for phrase in telling_phrases(duty.name))


def telling_phrases(name: str) -> list[str]:
    """This function will return what a duty is about: the folded parts of its name by which work is recognised."""
    folded = folded_form(name)
    about = folded.partition(" ve ")[2] or folded
    parts = [_words_alone(part) for part in about.split(",")]
    return [part for part in parts if len(part.split()) >= _LEAST_SYLLABLES]


def _words_alone(text: str) -> str:
    return " ".join(_WORD.findall(folded_form(text)))


def _by_name(agencies: Iterable[Agency]) -> list[Agency]:
    return sorted(agencies, key=lambda one: (one.name, one.pk))
