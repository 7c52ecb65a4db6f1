"""Figures that a unit stated for shorter periods, put together for the report of a longer one by each measure's rule.

They are of the same kind as figures drawn from recorded work: a report opens with them, what the unit states beside
them needs its reason. What is not whole, or what two reports tell otherwise, is shown and fills in nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from haidang.engines.reckoning.gathering import DataSpan, Gathered, Piece, gather
from haidang.engines.reckoning.periods import Period
from haidang.foundation.counts import shown_figure
from haidang.regimes.enums import AddingUp
from haidang.regimes.models import Measure, MeasureValue
from haidang.regimes.queries.drawn_rows import DrawnRow
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation

_ANSWERED = (SubmissionState.SENT, SubmissionState.ACCEPTED)
_KEY = "reports."


@dataclass(frozen=True, slots=True)
class FromReports:
    """What a unit's reports of shorter periods come to; `otherwise` are periods whose data have other days.

    The `key` of a piece is that of what the unit owed.
    """

    gathered: Gathered | None
    otherwise: tuple[Piece, ...] = ()

    @property
    def number(self) -> Decimal | None:
        """The figure that a report opens with, None where something is missing."""
        return self.gathered.number if self.gathered else None

    @property
    def tells_something(self) -> bool:
        """Whether a report has anything but nothing."""
        gathered = self.gathered
        told = (*gathered.pieces, *gathered.at_odds) if gathered else ()
        return any(one.number for one in (*told, *self.otherwise))

    @property
    def words(self) -> str:
        """Where the figure comes from and what is missing of it, in one line."""
        return " ".join(_words(self))


def key_of_figure(measure: Measure) -> str:
    """This function will return by which key the figure is known that a report opens with."""
    return measure.drawn_by or f"{_KEY}{measure.code}"


def from_reports_of_units(
    measures: Iterable[Measure], agencies: Collection[int], span: DataSpan
) -> Mapping[int, Mapping[int, FromReports]]:
    """Tell with one query what units stated for shorter periods within a span, by unit and measure.

    This function will take any regime's report that a unit sent and that was not returned, as figures drawn from
    recorded work do. A ratio is no figure of its own: both its numbers are put together.
    """
    rules = {
        one.pk: one.over_time
        for one in measures
        if one.over_time != AddingUp.NONE and one.numerator_id is None
    }
    if not rules or span.period.length == 1:
        return {}
    values = (
        MeasureValue.objects.filter(
            agency__in=agencies,
            measure__in=rules.keys(),
            first_month__gte=span.period.first,
            last_month__lte=span.period.last,
            submission__state__in=_ANSWERED,
            submission__obligation__standing=F("submission"),
        )
        .exclude(first_month=span.period.first, last_month=span.period.last)
        .order_by("first_month", "last_month", "id")
    )
    alike: defaultdict[tuple[int, int], list[Piece]] = defaultdict(list)
    otherwise: defaultdict[tuple[int, int], list[Piece]] = defaultdict(list)
    for agency, measure, number, is_estimate, owed, first, last, opens_on, closes_on in values.values_list(
        "agency_id",
        "measure_id",
        "number",
        "is_estimate",
        "submission__obligation_id",
        "first_month",
        "last_month",
        "submission__obligation__opens_on",
        "submission__obligation__closes_on",
    ):
        shorter = DataSpan(Period(first, last), opens_on, closes_on)
        kept = alike if shorter.is_counted_alike(span) else otherwise
        kept[agency, measure].append(Piece(shorter.period, number, is_estimate, owed))
    found: defaultdict[int, dict[int, FromReports]] = defaultdict(dict)
    for agency, measure in alike.keys() | otherwise.keys():
        gathered = gather(alike[agency, measure], rules[measure], span.period)  # type: ignore[arg-type]
        found[agency][measure] = FromReports(gathered, tuple(otherwise[agency, measure]))
    return found


def rows_of_reports(told: FromReports | None, agency: int) -> list[DrawnRow]:
    """This function will give with one query the reports that count in a figure, in their order."""
    counted = told.gathered.counted if told and told.gathered else ()
    owed = Obligation.objects.select_related("standing").in_bulk([one.key for one in counted])
    return [
        DrawnRow(
            agency,
            owed[one.key].title,
            _("%(period)s (estimate)") % {"period": one.period.label}
            if one.is_estimate
            else one.period.label,
            standing.sent_on if (standing := owed[one.key].standing) else None,
            one.number,
            place=reverse("regimes:unit_report", args=[one.key]),
        )
        for one in counted
    ]


def _words(told: FromReports) -> Iterable[str]:
    gathered = told.gathered
    if gathered is not None and gathered.pieces:
        periods = ", ".join(_piece_in_words(one) for one in gathered.pieces)
        yield _("From reports that were sent: %(periods)s.") % {"periods": periods}
    if gathered is not None and gathered.missing:
        periods = ", ".join(one.label for one in gathered.missing)
        yield _("No report yet of: %(periods)s; the figure is not filled in by itself.") % {
            "periods": periods
        }
    if gathered is not None and gathered.at_odds:
        periods = ", ".join(_piece_in_words(one) for one in gathered.at_odds)
        yield _("Reports differ: %(periods)s.") % {"periods": periods}
    if told.otherwise:
        periods = ", ".join(_piece_in_words(one) for one in told.otherwise)
        yield _("Not counted, their data have other days: %(periods)s.") % {"periods": periods}


def _piece_in_words(piece: Piece) -> str:
    told = {"period": piece.period.label, "number": shown_figure(piece.number)}
    if piece.is_estimate:
        return _("%(period)s (%(number)s, estimate)") % told
    return _("%(period)s (%(number)s)") % told
