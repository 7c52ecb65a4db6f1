"""Where a round stands on its way: opened, data closed, reports gathered, consolidated, sent up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from haidang.regimes.enums import RoundPhase, RoundState
from haidang.regimes.models import ReportRound
from haidang.regimes.queries.round_levels import owed_on_levels_above
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase with its day, whether it is over, and whether it is the one under way."""

    phase: RoundPhase
    on: date
    is_over: bool
    is_current: bool = False

    @property
    def label(self) -> Any:
        return self.phase.label


def owed_above(report_round: ReportRound) -> list[Obligation]:
    """This function will return what bodies of the levels above owe in a round, the nearest due day first."""
    owed = owed_on_levels_above(report_round)
    return list(owed.select_related("agency", "owed_to").order_by("due_on", "id"))


def phases_of(report_round: ReportRound, above: list[Obligation], *, missing: int, on: date) -> list[Phase]:
    """This function will tell the phases of a round in the order of their days; the first one not over is current."""
    is_closed = report_round.state == RoundState.CLOSED
    sent = bool(above) and all(one.fate == SubmissionState.ACCEPTED for one in above)
    answered = bool(above) and all(
        one.fate in (SubmissionState.SENT, SubmissionState.ACCEPTED) for one in above
    )
    gathered = is_closed or answered or not missing
    of_data = (RoundPhase.DATA_CLOSE, report_round.closes_on, on > report_round.closes_on)
    of_units = (RoundPhase.GATHERING, report_round.due_on, gathered)
    pair = (of_units, of_data) if report_round.due_on < report_round.closes_on else (of_data, of_units)
    last: tuple[tuple[RoundPhase, date, bool], ...]
    if above:
        last_day = above[-1].due_on
        last = (
            (RoundPhase.CONSOLIDATING, last_day, answered),
            (RoundPhase.SENT_UP, last_day, sent or answered),
        )
    else:
        last = ((RoundPhase.CLOSING, report_round.due_on, is_closed),)
    steps = [(RoundPhase.OPENED, report_round.opened_on, True), *pair, *last]
    current = next((phase for phase, _day, is_over in steps if not is_over), None)
    return [Phase(phase, day, is_over, phase == current) for phase, day, is_over in steps]
