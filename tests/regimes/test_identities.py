"""Whatever units and officers did: what counts is what was accepted and stands, groups add up to totals, and every
number of the page of a round is a recount of its units."""

import os
import uuid
from collections import Counter
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from factories.agencies import make_agency
from factories.indicators import make_indicator
from factories.regimes import FIRST_HALF, TODAY, make_measure, make_regime
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Agency
from haidang.agencies.queries.reach import Reach
from haidang.indicators.models import GivenTotal, Indicator
from haidang.indicators.queries.series import Asked, series_of
from haidang.indicators.queries.totals import sums_as_kept, totals_counted
from haidang.regimes.enums import AddingUp, SectionKind, UnitFilter
from haidang.regimes.errors import RegimesError
from haidang.regimes.models import MeasureValue, Narrative, ReportRound
from haidang.regimes.operations.consolidation import begin_consolidation
from haidang.regimes.operations.filling import keep_section
from haidang.regimes.operations.regimes import set_form
from haidang.regimes.operations.rounds import close_round, open_report_round, reopen_round
from haidang.regimes.operations.sending import sign_and_send
from haidang.regimes.queries import consolidation_figures as figures_of
from haidang.regimes.queries.asked import FigureAsked, SectionAsked
from haidang.regimes.queries.consolidation_content import FigureSaid, gathered_report
from haidang.regimes.queries.given import SectionGiven, StatedFigure
from haidang.regimes.queries.round_page import (
    UnitsAsked,
    section_shares,
    shares_by_kind,
    shares_together,
    unit_rows,
    units_filtered,
    units_in_order,
    units_of_round,
)
from haidang.regimes.queries.rounds import round_lines
from haidang.reports.enums import SubmissionState
from haidang.reports.errors import ReportsError
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import accept_submission, return_submission
from haidang.reports.operations.changing import Grounds, waive_obligation

pytestmark = pytest.mark.django_db
UNITS = ("Sở Du lịch", "Sở Ngoại vụ", "Xã An Bình", "Xã Bình Minh")
MEASURES = {
    "tap-huan": AddingUp.SUM,
    "can-bo": AddingUp.SUM,
    "cao-nhat": AddingUp.MAX,
    "cuoi-ky": AddingUp.LAST,
    "khong-cong": AddingUp.NONE,
}
# More of them: HAIDANG_EXAMPLES=200.
EXAMPLES = int(os.environ.get("HAIDANG_EXAMPLES", "8"))
FIRST_DAY, LAST_DAY = date(2026, 6, 10), date(2026, 7, 1)

NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=len(MEASURES), max_size=len(MEASURES))
UNIT = st.integers(0, len(UNITS) - 1)
DECIDED = ["accept", "accept", "accept_with_words", "return", "waive"]
ACTS = st.one_of(
    st.tuples(st.just("send"), UNIT, NUMBERS),
    st.tuples(st.just("report"), UNIT, NUMBERS),
    st.tuples(st.just("report"), UNIT, NUMBERS),
    st.tuples(st.just("nil"), UNIT, st.none()),
    st.tuples(st.sampled_from(DECIDED), UNIT, st.none()),
    st.tuples(st.sampled_from(["close", "reopen"]), st.just(0), st.none()),
)


class Office:
    """A round and the acts of its people, an hour apart; acts that are refused change nothing."""

    def __init__(self, officer, opened):
        self.officer, self.opened, self.hours = officer, opened, 0
        self.words, self.figures = opened.form.sections.order_by("order")[:2]
        asked = self.figures.figures.select_related("measure").order_by("order")
        self.measures = [one.measure for one in asked if one.measure.numerator_id is None]

    def do(self, act, unit, numbers):
        self.hours += 1
        try:
            with transaction.atomic():
                getattr(self, act)(self.owed(unit), numbers)
        except (RegimesError, ReportsError):
            return

    @property
    def now(self):
        day = FIRST_DAY.replace(day=FIRST_DAY.day + self.hours // 2)
        return timezone.make_aware(datetime.combine(day, time(8 + self.hours % 2)))

    def owed(self, unit):
        rows = Obligation.objects.select_related("agency", "standing")
        return rows.get(what=self.opened.what, agency__name=UNITS[unit])

    def send(self, owed, numbers):
        stated = [
            StatedFigure(measure, None, None if number is None else Decimal(number))
            for measure, number in zip(self.measures, numbers, strict=True)
        ]
        text = f"Lượt {self.hours}" if self.hours % 3 else ""
        self._keep(owed, SectionGiven(self.words, text, not text, self._version(owed, self.words)))
        self._keep(owed, SectionGiven(self.figures, figures=stated))
        self._sign(owed)

    def report(self, owed, numbers):
        """Sent, and accepted as the officer would in the same hour."""
        self.send(owed, numbers)
        self.accept_with_words(owed, numbers)

    def nil(self, owed, _numbers):
        for section in (self.words, self.figures):
            empty = (
                [StatedFigure(one, None, None) for one in self.measures] if section == self.figures else []
            )
            self._keep(owed, SectionGiven(section, "", True, self._version(owed, section), empty))
        self._sign(owed)

    def accept(self, owed, _numbers):
        accept_submission(submission=self._last(owed), decided_by=self.officer, on=self.now.date())

    def accept_with_words(self, owed, _numbers):
        accept_submission(
            submission=self._last(owed),
            decided_by=self.officer,
            on=self.now.date(),
            words="Đường truyền hỏng",
        )

    def _last(self, owed):
        last = owed.submissions.exclude(number=None).order_by("-number").first()
        if last is None:
            raise ReportsError
        return last

    def waive(self, owed, _numbers):
        waive_obligation(
            obligation=owed, version=owed.version, grounds=Grounds("Sáp nhập"), waived_by=self.officer,
            on=self.now.date(),
        )  # fmt: skip

    def close(self, _owed, _numbers):
        one = ReportRound.objects.get()
        close_round(report_round=one, version=one.version, closed_by=self.officer, at=self.now)

    def reopen(self, _owed, _numbers):
        one = ReportRound.objects.get()
        reopen_round(report_round=one, version=one.version, reason="Bổ sung", reopened_by=self.officer)

    def _keep(self, owed, given):
        keep_section(obligation=owed, given=given, written_by=self.officer, at=self.now)

    def _version(self, owed, section):
        draft = owed.submissions.filter(state=SubmissionState.DRAFT).first()
        known = Narrative.objects.filter(submission=draft, section=section).first() if draft else None
        if known is None and owed.standing is not None:
            copied = Narrative.objects.filter(submission=owed.standing, section=section)
            known = copied.exclude(text="", is_nil=False).first()
            return 1 if known else 0
        return known.version if known else 0

    def _sign(self, owed):
        owed.refresh_from_db()
        sign_and_send(
            obligation=owed, version=owed.version, signed_by=self.officer, key=uuid.uuid4().hex, at=self.now
        )


setattr(Office, "return", lambda self, owed, _numbers: return_submission(
    submission=self._last(owed), decided_by=self.officer, reason="Thiếu", on=self.now.date()
))  # fmt: skip


@pytest.fixture
def office(officer):
    make_agency(UNITS[2], kind=AgencyKind.COMMUNE)
    make_agency(UNITS[3], kind=AgencyKind.COMMUNE)
    plain = [make_measure(code, code, over_units=rule, unit="người") for code, rule in MEASURES.items()]
    ratio = make_measure("ty-le", "Tỷ lệ", unit="%", numerator=plain[0], denominator=plain[1])

    for name in UNITS[:2]:
        make_agency(name)
    regime = make_regime(officer, kinds=(AgencyKind.DEPARTMENT, AgencyKind.COMMUNE))
    asked = tuple(FigureAsked(one, is_required=False) for one in (*plain, ratio))
    set_form(
        regime=regime,
        sections=[
            SectionAsked("I", "Kết quả"),
            SectionAsked("II", "Số liệu", SectionKind.FIGURES, is_required=False, figures=asked),
        ],
        made_by=officer,
        at=timezone.now(),
    )
    opened = open_report_round(regime=regime, period=FIRST_HALF, opened_by=officer, today=TODAY).report_round
    make_indicator(officer)
    return Office(officer, opened)


def standing_accepted() -> list[Submission]:
    """What counts, by going through every unit."""
    rows = Obligation.objects.filter(waived_on=None).select_related("agency")
    return [
        version
        for owed in rows.exclude(agency__name="Thành phố")
        for version in owed.submissions.filter(state=SubmissionState.ACCEPTED)
    ]


def check_figures(office: Office) -> None:
    opened = ReportRound.objects.get()
    counting = set(MeasureValue.objects.filter(counts=True).values_list("pk", flat=True))
    expected = [
        value
        for version in standing_accepted()
        for value in version.values.select_related("measure", "agency")
    ]
    assert counting == {one.pk for one in expected}

    figures = figures_of.figures_of_form(opened)
    totals = figures_of.totals_of_round(opened, figures)
    by_group = figures_of.totals_by_group(opened, figures)
    assert figures_of.totals_together(by_group, figures) == totals
    made = begin_consolidation(report_round=opened, begun_by=office.officer)
    said = gathered_report(made).content.sections[1].figures
    assert said == tuple(
        FigureSaid(one.measure.code, one.measure.name, one.measure.unit, totals[one.measure_id])
        for one in figures
    )
    asked = Obligation.objects.filter(what=opened.what, waived_on=None).count()
    for one in figures:
        total = totals[one.measure_id]
        assert total.total.given <= total.total.asked == asked
        if one.measure.numerator_id is None:
            given_ = [value.number for value in expected if value.measure_id == one.measure_id]
            rule = one.measure.over_units
            number = {"sum": sum(given_), "max": max(given_, default=None)}.get(rule) if given_ else None
            assert (total.number, total.total.given) == (number, len(given_))
    check_ratio(expected, totals, figures)


def check_ratio(expected, totals, figures) -> None:
    """Numerators and denominators of the units that gave both, on the report and as an indicator."""
    by_unit: dict[int, dict[str, Decimal]] = {}
    for value in expected:
        by_unit.setdefault(value.agency_id, {})[value.measure.code] = value.number
    both = [held for held in by_unit.values() if {"tap-huan", "can-bo"} <= held.keys()]
    above, below = sum(held["tap-huan"] for held in both), sum(held["can-bo"] for held in both)
    [ratio] = [totals[one.measure_id] for one in figures if one.measure.numerator_id is not None]
    assert ratio.total.given == len(both)
    assert (ratio.ratio is None) == (not both)
    if ratio.ratio is not None:
        assert (ratio.ratio.numerator, ratio.ratio.denominator) == (above, below)

    everywhere = Asked(Reach(is_everywhere=True, agencies=frozenset()), LAST_DAY)
    check_totals_kept()
    points = series_of(Indicator.objects.get(), everywhere)
    one_by_one = Reach(is_everywhere=False, agencies=frozenset(Agency.objects.values_list("pk", flat=True)))
    assert points == series_of(Indicator.objects.get(), Asked(one_by_one, LAST_DAY))
    assert [(one.numerator, one.denominator, one.units) for one in points] == (
        [(above, below, len(both))] if below else []
    )


def check_totals_kept() -> None:
    """Totals kept by the acts are those of a count of all figures, and no row is left that counts nobody."""
    kept: dict = {}
    for one in GivenTotal.objects.exclude(pattern=""):
        of_period = kept.setdefault((one.first_month, one.last_month), {})
        of_period[one.pattern] = (one.units, one.sums)
    counted = {
        period: {pattern: (one.units, sums_as_kept(one.sums)) for pattern, one in found.items()}
        for period, found in totals_counted()
    }
    assert kept == counted


def check_page(office: Office) -> None:
    opened = ReportRound.objects.get()
    everybody = list(units_in_order(units_of_round(opened, office.officer), on=LAST_DAY))
    sections = section_shares(opened, office.officer)
    by_kind = shares_by_kind(opened, office.officer, sections, on=LAST_DAY)
    total = shares_together(by_kind.values())
    rows = unit_rows(opened, list(opened.form.sections.order_by("order")), everybody, on=LAST_DAY)
    states = Counter(row.state.code for row in rows)

    assert (
        total.asked + total.waived
        == len(everybody)
        == sum(one.asked + one.waived for one in by_kind.values())
    )
    assert total.answered + total.missing == total.asked
    assert total.answered + total.owed + total.waiting_late == total.asked
    assert (total.waived, total.returned) == (states["waived"], states["returned"])
    assert total.late == states["late"] + sum(
        row.state.code == "returned" and row.obligation.due_on < LAST_DAY for row in rows
    )
    units = units_of_round(opened, office.officer)
    found = {
        one: units_filtered(opened, units, UnitsAsked(standing=one), on=LAST_DAY).count()
        for one in UnitFilter
    }
    assert (found[UnitFilter.MISSING], found[UnitFilter.WAIVED], found[UnitFilter.RETURNED]) == (
        total.missing, total.waived, total.returned,
    )  # fmt: skip
    assert (found[UnitFilter.LATE], found[UnitFilter.TO_CALL]) == (total.late, total.to_call)
    assert found[UnitFilter.SENT] + found[UnitFilter.ACCEPTED] == total.answered + total.waiting_late
    [line] = round_lines([opened], office.officer)
    assert (line.answered, line.asked) == (total.answered, total.asked)
    reported = gathered_report(begin_consolidation(report_round=opened, begun_by=office.officer)).content
    assert (reported.reported.total.total.given, len(reported.missing)) == (total.answered, total.missing)
    check_cells(opened, office, rows)


def check_cells(opened, office, rows) -> None:
    """Every cell of the heat map and every share of a section, by looking at the version that stands."""
    shares = section_shares(opened, office.officer)
    required = [one.section for one in shares if one.section.is_required]
    whole = 0
    for place, share in enumerate(shares):
        told = {
            one.submission_id: one.is_nil
            for one in Narrative.objects.filter(section=share.section, is_filled=True)
        }
        for row in rows:
            standing = row.obligation.standing_id
            is_empty = row.cells[place].code in {"empty", "late", "due_soon", "not_yet_due"}
            assert is_empty == (standing not in told) or row.obligation.waived_on is not None
            assert row.filled == sum(
                Narrative.objects.filter(submission=standing, section=one.section, is_filled=True).exists()
                for one in shares
            )
        counted = [
            row.obligation.standing_id
            for row in rows
            if row.obligation.waived_on is None
            and row.obligation.fate in ("sent", "accepted")
            and not (row.obligation.fate == "sent" and row.is_after_closing)
        ]
        assert share.filled == sum(one in told for one in counted)
    for report in counted:
        found = Narrative.objects.filter(submission=report, section__in=required, is_filled=True)
        whole += found.count() == len(required)
    by_kind = shares_by_kind(opened, office.officer, shares, on=LAST_DAY)
    assert shares_together(by_kind.values()).full == whole


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=6, max_size=16))
def test_what_counts_and_what_is_shown_holds_after_any_acts(office, acts):
    with transaction.atomic():
        office.hours = 0
        for act in acts:
            office.do(*act)
        check_figures(office)
        check_page(office)
        transaction.set_rollback(True)
