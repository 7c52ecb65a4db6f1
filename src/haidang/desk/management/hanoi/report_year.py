"""A year of reports in the demo: rounds opened on their day, units reporting in every way, reports put together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.utils import timezone

from haidang.agencies.models import Account, Agency
from haidang.agencies.queries import is_alive_on
from haidang.desk.management.hanoi.bodies import CITY, Authors
from haidang.desk.management.hanoi.report_putting_together import begin_report, issue_report
from haidang.desk.management.hanoi.report_regimes import is_consolidated, take_up_regimes
from haidang.desk.management.hanoi.report_told import (
    Writing,
    figures_trued_up,
    figures_under,
    words_under,
)
from haidang.desk.management.hanoi.report_ways import (
    EXCHANGED,
    PAPER,
    WORKBOOK,
    ToReport,
    receive_from_elsewhere,
    report_by_workbook,
    report_from_paper,
)
from haidang.engines.reckoning.periods import Period
from haidang.programme.models import Programme
from haidang.regimes.enums import RoundState, SectionKind
from haidang.regimes.models import Regime, ReportRound, Section
from haidang.regimes.operations.chasing import chase_units
from haidang.regimes.operations.filling import keep_figures, keep_places, open_draft, say_nothing_happened
from haidang.regimes.operations.rounds import (
    close_round,
    open_report_round,
    open_round_on_demand,
    reopen_round,
)
from haidang.regimes.operations.sending import ask_for_signature, return_with_remarks, sign_and_send
from haidang.regimes.queries.gathered import from_reports_of_units
from haidang.regimes.queries.given import RemarkMade, SectionGiven, StatedFigure
from haidang.regimes.queries.opening import RoundAsked
from haidang.regimes.queries.regimes import levels_of, periods_near, reports_of_period
from haidang.regimes.queries.round_phases import owed_above
from haidang.regimes.queries.unit_reports import drawn_of_units, figures_asked, span_of
from haidang.reports.enums import SubmissionState
from haidang.reports.models import Obligation, Submission
from haidang.reports.operations.answering import accept_submissions
from haidang.reports.operations.changing import Grounds, waive_obligation

# Long enough that a yearly round which is over stands beside the one of this year.
_SINCE = timedelta(days=400)
_LATELY, _CLOSED_AFTER = timedelta(days=14), timedelta(days=15)
# What became of a report, of about a hundred: long ago, lately, and before its day.
_LONG_AGO = {
    "accepted": 77,
    "late": 8,
    "corrected": 5,
    "nil": 5,
    "waived": 2,
    "missing": 2,
    "after_closing": 1,
}
_DUE_LATELY = {
    "accepted": 42,
    "sent": 20,
    "returned": 7,
    "late": 4,
    "nil": 5,
    "waived": 2,
    "missing": 10,
    "draft": 8,
    "corrected": 2,
}
_COMING = {"missing": 48, "draft": 16, "sent": 18, "accepted": 10, "nil": 4, "signing": 4}
_TRUED_UP = 0.15
# Ways other than by screen, in the rounds of one regime: a file is read in a process of its own, which takes a second.
_REGIME_OF_WAYS = "ttdn-6-thang"
_WAYS = (WORKBOOK, PAPER, EXCHANGED, WORKBOOK, PAPER, WORKBOOK)
_BY_FILE, _SENT_WHOLE = 0.12, {"accepted", "late", "sent"}
_ON_TIME = timedelta(days=6)
_OUT_OF_TURN, _TRUE_KEY = "vi-du-dot-xuat", "vi-du-chinh-thuc-"


@dataclass(frozen=True, slots=True)
class _Outline:
    """The form of a round, read once for all its units; `ways` are those that units take instead of the screen."""

    report_round: ReportRound
    sections: tuple[Section, ...]
    drawn: Mapping[int, Mapping[str, Decimal]]
    ways: Iterator[str]

    def way_of(self, one: Obligation, fate: str) -> str:
        """In which way a unit reports, "" by screen: by lot, as long as there are ways left."""
        lot = Random(f"{self.report_round.title}|{one.agency.name}|cach").random()
        return next(self.ways, "") if lot < _BY_FILE and fate in _SENT_WHOLE else ""

    @property
    def period(self) -> Period:
        return Period(self.report_round.first_month, self.report_round.last_month)


@dataclass(frozen=True, slots=True)
class Reporting:
    """By whom and until which day the reports of the demo are filled in, sent and decided."""

    officer: Account
    authors: Authors
    today: date

    def live_through(self, programme: Programme) -> None:
        """Run the regimes through a year: every round that opened lately, one after the other.

        This function will leave what it did as it stands. Killed on the way, it goes on where it was, each step by
        itself: what units report of a round is one transaction, what follows asks what is there.
        """
        if ReportRound.objects.filter(what__endswith=f":{_OUT_OF_TURN}").exists():
            return
        with transaction.atomic():
            regimes = take_up_regimes(officer=self.officer, programme=programme)
        for opens_on, regime, period in sorted(
            self._due_to_open(regimes), key=lambda one: (one[0], one[1].pk)
        ):
            self._run(regime, period, opens_on)
        # Last of all: that it is there says that the year is.
        with transaction.atomic():
            self._ask_out_of_turn()

    def _due_to_open(self, regimes: Sequence[Regime]) -> Iterator[tuple[date, Regime, Period]]:
        for regime in regimes:
            levels = levels_of(regime)
            days = (self.today - _SINCE / 2 * step for step in (2, 1, 0))
            periods = dict.fromkeys(one for day in days for one in periods_near(regime, on=day))
            for period in periods:
                closes_on = reports_of_period(regime, levels, period)[0].closes_on
                opens_on = closes_on - timedelta(days=regime.opens_before or 0)
                if self.today - _SINCE <= opens_on <= self.today:
                    yield opens_on, regime, period

    def _run(self, regime: Regime, period: Period, opens_on: date) -> None:
        """Units report within one transaction; a report is issued outside of any, as an officer's is."""
        with transaction.atomic():
            opened = open_report_round(regime=regime, period=period, opened_by=None, today=opens_on)
            report_round = opened.report_round
            outline = _outline_of(report_round)
            if opened.is_new:
                self._report_all(outline)
        age = self.today - report_round.due_on
        if is_consolidated(report_round.regime):
            self._put_together(outline)
        if age > timedelta(0):
            self._chase(report_round)
        closes = max(report_round.due_on, report_round.trued_up_on or report_round.due_on) + _CLOSED_AFTER
        if closes <= self.today:
            self._close(report_round, closes)

    def _put_together(self, outline: _Outline) -> None:
        report_round = outline.report_round
        above = owed_above(report_round)
        if not above or above[0].due_on > self.today:
            if report_round.due_on <= self.today:
                begin_report(report_round, officer=self.officer, at=_at(self.today, 8))
            return
        issue_report(report_round, edition=1, officer=self.officer, on=above[0].due_on)
        last = report_round.trued_up_on
        if last is not None and last <= self.today:
            self._true_up_all(outline, until=last)
            issue_report(report_round, edition=2, officer=self.officer, on=last)

    def _owed(self, report_round: ReportRound) -> list[Obligation]:
        rows = Obligation.objects.filter(what=report_round.what, occurrence=report_round.occurrence)
        return list(rows.select_related("agency", "standing").order_by("agency__name", "id"))

    def _report_all(self, outline: _Outline) -> None:
        """Each unit reports; of each day the officer accepts at once what is good, as from a list."""
        good: defaultdict[date, list[Submission]] = defaultdict(list)
        for one in self._owed(outline.report_round):
            for sent, decided_on in self._report(one, outline):
                good[decided_on].append(sent)
        self._accept_all(good)

    def _accept_all(self, good: Mapping[date, Sequence[Submission]]) -> None:
        for day, sent in sorted(good.items()):
            accept_submissions(submissions=sent, decided_by=self.officer, on=day)

    def _report(self, one: Obligation, outline: _Outline) -> Iterator[tuple[Submission, date]]:
        """What the unit does with its report; gives the version that is to be accepted, and when."""
        chance = Random(f"{outline.report_round.title}|{one.agency.name}")
        fate = self._fate(one, chance)
        if fate == "waived":
            grounds = Grounds("Đơn vị không được giao nội dung này trong kỳ (ví dụ).", "04/CV-VD")
            waive_obligation(
                obligation=one, version=one.version, grounds=grounds, waived_by=self.officer, on=one.due_on
            )
        elif fate != "missing":
            sent_on = self._day_of_sending(one, outline.report_round, chance, fate)
            if is_alive_on(one.agency, sent_on):
                yield from self._write(one, outline, chance, fate, on=sent_on)

    def _fate(self, one: Obligation, chance: Random) -> str:
        age = self.today - one.due_on
        fates = _LONG_AGO if age > _LATELY else _DUE_LATELY if age > timedelta(0) else _COMING
        return chance.choices(list(fates), list(fates.values()))[0]

    def _day_of_sending(self, one: Obligation, report_round: ReportRound, chance: Random, fate: str) -> date:
        if fate == "late":
            day = one.due_on + timedelta(days=chance.randrange(1, 9))
        elif fate == "after_closing":
            day = (
                max(one.due_on, report_round.trued_up_on or one.due_on)
                + _CLOSED_AFTER
                + timedelta(days=chance.randrange(1, 6))
            )
        else:
            day = max(one.due_on - timedelta(days=chance.randrange(_ON_TIME.days)), report_round.opened_on)
        return min(day, self.today)

    def _write(
        self, one: Obligation, outline: _Outline, chance: Random, fate: str, *, on: date
    ) -> Iterator[tuple[Submission, date]]:
        author, at = self.authors.author_of(one.agency_id, on=on), _at(on, 8 + chance.randrange(9))
        way = outline.way_of(one, fate)
        if way == EXCHANGED:
            given = self._given(one, outline, chance)
            sent = receive_from_elsewhere(ToReport(one, outline.report_round, given, self.officer, at))
            yield from self._decide(sent, one, outline, fate, on=on)
            return
        if fate == "nil":
            drawn = outline.drawn[one.agency_id]
            draft = say_nothing_happened(obligation=one, written_by=author, at=at, drawn=drawn)
            _state_what_was_told(draft)
        else:
            self._fill(one, outline, chance, at, way=way)
        if fate == "draft":
            return
        if fate == "signing":
            draft = open_draft(obligation=one, author=author)
            ask_for_signature(draft=draft, asked_by=author, at=at)
            return
        sent = self._send(one, author, at)
        yield from self._decide(sent, one, outline, fate, on=on)

    def _decide(
        self, sent: Submission, one: Obligation, outline: _Outline, fate: str, *, on: date
    ) -> Iterator[tuple[Submission, date]]:
        chance = Random(f"{outline.report_round.title}|{one.agency.name}|quyet-dinh")
        decided_on = min(on + timedelta(days=chance.randrange(1, 6)), self.today)
        if fate in {"returned", "corrected"}:
            remarks = [chance.choice(_remarks_for(outline))]
            return_with_remarks(
                submission=sent, remarks=remarks, made_by=self.officer, at=_at(decided_on, 16), on=decided_on
            )
        if fate == "corrected":
            one.refresh_from_db()
            author = self.authors.author_of(one.agency_id, on=decided_on)
            self._fill(one, outline, chance, _at(decided_on, 17))
            sent = self._send(one, author, _at(decided_on, 17))
        if fate in {"accepted", "late", "nil", "corrected"}:
            yield sent, decided_on

    def _fill(
        self, one: Obligation, outline: _Outline, chance: Random, at: datetime, *, way: str = ""
    ) -> None:
        author = self.authors.author_of(one.agency_id, on=timezone.localdate(at))
        drawn = outline.drawn[one.agency_id]
        versions: dict[int, int] = {}
        if one.standing is not None:
            # The version after a returned one begins with what that said.
            draft = open_draft(obligation=one, author=author, drawn=drawn)
            versions = dict(draft.narratives.values_list("section_id", "version"))
        given = self._given(one, outline, chance, versions)
        if way:
            by_file = report_by_workbook if way == WORKBOOK else report_from_paper
            by_file(ToReport(one, outline.report_round, given, author, at))
        else:
            keep_places(obligation=one, given=given, written_by=author, at=at, drawn=drawn)

    def _given(
        self, one: Obligation, outline: _Outline, chance: Random, versions: Mapping[int, int] | None = None
    ) -> list[SectionGiven | StatedFigure]:
        writing = Writing(one.agency, outline.period, chance)
        given: list[SectionGiven | StatedFigure] = []
        for section in outline.sections:
            asked = sorted(section.figures.all(), key=lambda figure: figure.order)
            given += figures_under(asked, outline.drawn[one.agency_id], writing)
            if text := "" if asked else words_under(section, writing):
                version = (versions or {}).get(section.pk, 0)
                given.append(SectionGiven(section, text=text, version=version))
        return given

    def _send(self, one: Obligation, author: Account, at: datetime, *, key: str = "") -> Submission:
        key = key or f"vi-du-{one.pk}-{one.version}"
        return sign_and_send(obligation=one, version=one.version, signed_by=author, key=key, at=at).submission

    def _true_up_all(self, outline: _Outline, *, until: date) -> None:
        """Some units send the true figures after their estimates were accepted: all of them, or on a next run again."""
        owed = self._owed(outline.report_round)
        with_second = Submission.objects.filter(obligation__in=owed, key__startswith=_TRUE_KEY)
        if with_second.exists():
            return
        good: defaultdict[date, list[Submission]] = defaultdict(list)
        with transaction.atomic():
            for one in owed:
                if one.fate == SubmissionState.ACCEPTED:
                    for sent, on in self._true_up(one, outline, until=until):
                        good[on].append(sent)
            self._accept_all(good)

    def _true_up(
        self, one: Obligation, outline: _Outline, *, until: date
    ) -> Iterator[tuple[Submission, date]]:
        chance = Random(f"{outline.report_round.title}|{one.agency.name}|chinh-thuc")
        on = until - timedelta(days=chance.randrange(3))
        if chance.random() > _TRUED_UP or not is_alive_on(one.agency, on):
            return
        author = self.authors.author_of(one.agency_id, on=on)
        draft = open_draft(obligation=one, author=author, drawn=outline.drawn[one.agency_id])
        given = {
            value.measure_id: StatedFigure(value.measure, value.drawn, value.stated, value.reason)
            for value in draft.values.select_related("measure")
        }
        asked = [
            figure
            for section in outline.sections
            for figure in section.figures.all()
            if figure.measure_id in given
        ]
        keep_figures(draft=draft, figures=figures_trued_up(asked, given, chance))
        yield self._send(one, author, _at(on, 9), key=f"{_TRUE_KEY}{one.pk}"), on

    def _chase(self, report_round: ReportRound) -> None:
        owed = [one for one in self._owed(report_round) if one.standing is None and one.waived_on is None]
        if owed:
            chase_units(
                report_round=report_round,
                owed=owed,
                text="Đề nghị gửi ngay trong tuần; không có nội dung thì báo không phát sinh.",
                key=f"vi-du-{report_round.pk}",
                sent_by=self.officer,
                at=_at(min(report_round.due_on + timedelta(days=1), self.today), 9),
            )

    @transaction.atomic
    def _close(self, report_round: ReportRound, on: date) -> None:
        report_round.refresh_from_db()
        at, by = _at(on, 17), self.officer
        if report_round.state == RoundState.CLOSED:
            return
        close_round(report_round=report_round, version=report_round.version, closed_by=by, at=at)
        if not ReportRound.objects.exclude(reopened_for="").exists():
            reason = "Một đơn vị gửi nhầm kỳ, đề nghị được gửi lại (ví dụ)."
            reopen_round(
                report_round=report_round, version=report_round.version, reason=reason, reopened_by=by
            )
            close_round(report_round=report_round, version=report_round.version, closed_by=by, at=at)

    def _ask_out_of_turn(self) -> None:
        regime = Regime.objects.get(code="ttdn-quy")
        bodies = (
            Agency.objects.without_tree_fields()
            .filter(parent__code=CITY, kind="department")
            .alive_on(self.today)
        )
        asked = RoundAsked(
            "Báo cáo đột xuất: chuẩn bị thông tin dịp đoàn cấp cao thăm Thủ đô (ví dụ)",
            "Nêu việc đã làm, sản phẩm sẵn sàng cung cấp cho báo chí nước ngoài.",
            self.today - timedelta(days=30),
            self.today,
            self.today + timedelta(days=5),
        )
        opened = open_round_on_demand(
            regime=regime, asked=asked, agencies=list(bodies.order_by("name", "id")), opened_by=self.officer,
            key=_OUT_OF_TURN, today=self.today,
        )  # fmt: skip
        self._report_all(_outline_of(opened.report_round))


def _outline_of(report_round: ReportRound) -> _Outline:
    form = report_round.form.sections.exclude(kind=SectionKind.TASKS).order_by("order")
    sections = tuple(form.prefetch_related("figures__measure"))
    asked = [figure for section in sections for figure in section.figures.all()]
    owed = Obligation.objects.filter(what=report_round.what, occurrence=report_round.occurrence)
    agencies = list(owed.values_list("agency_id", flat=True))
    ways = _WAYS if report_round.regime.code == _REGIME_OF_WAYS else ()
    drawn = drawn_of_units(asked, agencies, span_of(report_round))
    return _Outline(report_round, sections, drawn, iter(ways))


def _state_what_was_told(draft: Submission) -> None:
    """What a shorter period told something of is no nothing: the unit states what there was till then."""
    owed = draft.obligation
    given = set(draft.values.values_list("measure", flat=True))
    empty = [one.measure for one in figures_asked(owed) if one.measure_id not in given]
    told = from_reports_of_units(empty, [owed.agency_id], span_of(owed)).get(owed.agency_id, {})
    stated = []
    for measure in empty:
        found = told[measure.pk].gathered if measure.pk in told else None
        stated.append(StatedFigure(measure, None, (found.so_far if found else None) or Decimal(0)))
    keep_figures(draft=draft, figures=stated)


def _remarks_for(outline: _Outline) -> list[RemarkMade]:
    words = [one for one in outline.sections if one.kind == SectionKind.NARRATIVE]
    figures = [figure.measure for one in outline.sections for figure in one.figures.all()]
    return [
        RemarkMade("Đề nghị ghi rõ tên văn bản và kết quả cụ thể.", section=words[0] if words else None),
        RemarkMade(
            "Số này thấp hơn hẳn kỳ trước, đề nghị kiểm tra lại.", measure=figures[-1] if figures else None
        ),
        RemarkMade("Đề nghị bổ sung phần đánh giá so với kế hoạch."),
    ]


def _at(day: date, hour: int) -> datetime:
    return min(timezone.make_aware(datetime.combine(day, time(hour))), timezone.now())
