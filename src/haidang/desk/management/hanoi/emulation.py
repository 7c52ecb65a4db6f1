"""Emulation in the demo: a year published, half a year whose scores were told, and one that units score now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account, Agency
from haidang.desk.management.hanoi.bodies import CITY, Authors
from haidang.engines.reckoning.emulation import Step
from haidang.engines.reckoning.periods import Period, half_period, year_period
from haidang.oversight.enums import CriterionKind, DrawnFrom
from haidang.oversight.models import EmulationScheme, ScoreSheet
from haidang.oversight.operations import schemes as steps
from haidang.oversight.operations import scoring
from haidang.oversight.operations.commendations import make_list
from haidang.oversight.queries.commendations import CommendationFacts, ListFacts, proposed_of_ranking
from haidang.oversight.queries.facts import (
    CheckedScore,
    CriterionFacts,
    Grade,
    GroupFacts,
    OwnScore,
    SchemeFacts,
)
from haidang.oversight.queries.sheets import mark_of_ranking, open_appeals, ranking_of, sheets_of
from haidang.reports.queries.answers import Answer, Link

_EXAMPLE = "(Ví dụ.)"
_ADDRESSEE = "Chủ tịch Ủy ban nhân dân thành phố"
_GROUPS = (
    ("Khối sở, ngành, Đảng, đoàn thể", (AgencyKind.DEPARTMENT, AgencyKind.PARTY, AgencyKind.UNION)),
    ("Khối cơ quan báo chí", (AgencyKind.PRESS,)),
    ("Khối xã, phường", (AgencyKind.COMMUNE,)),
)
_FIRST, _SECOND, _THIRD = "I. Thực hiện nhiệm vụ", "II. Chất lượng", "III. Điểm cộng, điểm trừ"
_STEPS = ((50, 5), (70, 10), (90, 15))
_PLAN = (
    ("Tốt", 15, "kế hoạch ban hành sớm, đủ nội dung, phân công rõ"),
    ("Khá", 11, "kế hoạch đủ nội dung, ban hành đúng hạn"),
    ("Trung bình", 7, "kế hoạch còn thiếu nội dung hoặc chậm"),
    ("Chưa có kế hoạch", 0, ""),
)
_PRODUCTS = (
    ("Nổi bật", 15, "có sản phẩm tiếng nước ngoài được báo chí dẫn lại"),
    ("Đều đặn", 10, "có sản phẩm mỗi quý"),
    ("Ít", 5, "có sản phẩm trong năm"),
    ("Không có", 0, ""),
)
# The unit whose focal person can log in to the demo: it scores itself, is corrected, appeals; this year it waits.
_SHOWN_UNIT = "hn-so-dl"
_OWN_SCORES, _NOTES = 14, ("Kế hoạch gửi kèm báo cáo quý I.", "Danh mục sản phẩm ở báo cáo 6 tháng.", "")


@dataclass(frozen=True, slots=True)
class _Judging:
    """By whom, for which months and on which days a scheme of the demo is carried through."""

    officer: Account
    authors: Authors
    span: Period
    opened_on: date
    due_on: date

    @property
    def sent_at(self) -> datetime:
        return _at(self.opened_on + timedelta(days=2))


@transaction.atomic
def judge_units(*, officer: Account, authors: Authors, today: date) -> None:
    """This function will fill the demo with emulation; what is there already stays as it is."""
    if EmulationScheme.objects.exists():
        return
    last_year, this_year = today.year - 1, today.year
    opened_on = date(this_year, 1, 5)
    if today >= opened_on + timedelta(days=40):
        year = _Judging(officer, authors, year_period(last_year), opened_on, date(this_year, 1, 20))
        _publish(_told(year, until=date(this_year, 2, 10)), year)
    half_opened_on = date(this_year, 7, 6)
    if today >= half_opened_on + timedelta(days=30):
        half = _Judging(officer, authors, half_period(this_year, 1), half_opened_on, date(this_year, 7, 20))
        scheme = _told(half, until=today + timedelta(days=7))
        _appeal(scheme, half, on=today - timedelta(days=1))
    now = _Judging(
        officer, authors, year_period(this_year), today - timedelta(days=3), today + timedelta(days=14)
    )
    scheme = _opened(now)
    _score(sheets_of(scheme).exclude(agency__code=_SHOWN_UNIT), now, most=6)


def _opened(judging: _Judging) -> EmulationScheme:
    city = Agency.objects.without_tree_fields().get(code=CITY)
    facts = SchemeFacts(
        f"Thi đua công tác thông tin đối ngoại {judging.span.label}",
        judging.span.first,
        judging.span.last,
        judging.due_on,
        "Hướng dẫn thi đua của Ban Chỉ đạo (ví dụ)",
        f"Chấm đúng thực tế, kèm minh chứng. {_EXAMPLE}",
        [GroupFacts(name, kinds, city) for name, kinds in _GROUPS],
    )
    scheme = steps.add_scheme(facts=facts, made_by=judging.officer)
    steps.set_criteria(scheme=scheme, version=1, criteria=_criteria(), set_by=judging.officer)
    return steps.open_scheme(
        scheme=scheme, version=scheme.version, opened_by=judging.officer, at=_at(judging.opened_on)
    )


def _told(judging: _Judging, *, until: date) -> EmulationScheme:
    scheme = _opened(judging)
    shown = sheets_of(scheme).filter(agency__code=_SHOWN_UNIT)
    _score(shown, judging, most=1)
    _score(sheets_of(scheme).exclude(pk__in=shown.values("pk")), judging, most=_OWN_SCORES)
    checked_at = _at(judging.due_on + timedelta(days=5))
    _correct_one(scheme, judging, checked_at)
    scoring.check_as_they_are(
        sheets=list(sheets_of(scheme).filter(checked_at=None)), checked_by=judging.officer, at=checked_at
    )
    scheme.refresh_from_db()
    return steps.tell_scores(
        scheme=scheme,
        version=scheme.version,
        appeals_until=until,
        told_by=judging.officer,
        at=_at(judging.due_on + timedelta(days=7)),
    )


def _score(among: QuerySet[ScoreSheet], judging: _Judging, *, most: int) -> None:
    """Some units of each group score themselves; who does not is told so, as happens."""
    sheets = list(among)
    for sheet in sheets[:: max(len(sheets) // most, 1)][:most]:
        chance = Random(f"{sheet.scheme.name}|{sheet.agency.code}")
        scoring.send_own_scores(
            sheet=sheet,
            version=sheet.version,
            scores=_own_scores(sheet.scheme, chance),
            answer=Answer(links=(Link("https://example.com/minh-chung", "Trang tin của đơn vị (ví dụ)"),)),
            sent_by=judging.authors.author_of(sheet.agency_id, on=judging.opened_on),
            at=judging.sent_at,
        )


def _own_scores(scheme: EmulationScheme, chance: Random) -> dict[int, OwnScore]:
    told = {}
    for one in scheme.criteria.order_by("order"):
        if one.kind == CriterionKind.GRADED:
            told[one.pk] = OwnScore(grade=chance.choices((0, 1, 2), (3, 5, 2))[0], note=chance.choice(_NOTES))
        elif not one.drawn_from:
            told[one.pk] = OwnScore(times=chance.choices((0, 1, 2), (6, 3, 1))[0])
    return told


def _correct_one(scheme: EmulationScheme, judging: _Judging, at: datetime) -> None:
    """The standing body gives one unit fewer points than it gave itself, with the reason."""
    sent = sheets_of(scheme).filter(sent_at__isnull=False)
    sheet = sent.filter(agency__code=_SHOWN_UNIT).first() or sent.first()
    if sheet is None:
        return
    graded = scheme.criteria.filter(kind=CriterionKind.GRADED).order_by("order")[0]
    scores = {
        graded.pk: CheckedScore(
            Decimal(7), f"Kế hoạch ban hành sau hạn, thiếu phân công. {_EXAMPLE}", "Sổ văn bản đến"
        )
    }
    scoring.check_sheet(sheet=sheet, version=sheet.version, scores=scores, checked_by=judging.officer, at=at)


def _appeal(scheme: EmulationScheme, judging: _Judging, *, on: date) -> None:
    sheet = _corrected(scheme)
    if sheet is not None:
        scoring.raise_appeal(
            sheet=sheet,
            criterion=sheet.scores.exclude(checked_points=None).order_by("id")[0].criterion,
            text=f"Kế hoạch được gửi qua trục liên thông trước hạn, đề nghị xem lại. {_EXAMPLE}",
            raised_by=judging.authors.author_of(sheet.agency_id, on=on),
            at=_at(on),
        )


def _publish(scheme: EmulationScheme, judging: _Judging) -> None:
    """One appeal is upheld, then all is frozen and proposed for commendation."""
    on = judging.due_on + timedelta(days=25)
    _appeal(scheme, judging, on=judging.due_on + timedelta(days=9))
    for appeal in open_appeals(scheme):
        scoring.answer_appeal(
            appeal=appeal,
            is_upheld=True,
            points=Decimal(11),
            answer=f"Đã đối chiếu sổ gửi, kế hoạch đúng hạn. {_EXAMPLE}",
            answered_by=judging.officer,
            at=_at(judging.due_on + timedelta(days=12)),
        )
    scheme.refresh_from_db()
    steps.publish_scheme(
        scheme=scheme,
        version=scheme.version,
        number="15/TB-BCĐ",
        seen=mark_of_ranking(ranking_of(scheme, on=on)),
        published_by=judging.officer,
        at=_at(on),
    )
    _propose(scheme, judging.officer, on)


def _propose(scheme: EmulationScheme, officer: Account, on: date) -> None:
    facts = proposed_of_ranking(scheme, ranking_of(scheme, on=on))
    regular = ListFacts(facts.title, _ADDRESSEE, facts.basis, facts.reason, facts.rows)
    make_list(facts=regular, scheme=scheme, made_by=officer, on=on)
    best = facts.rows[0].agency
    merit = f"Cung cấp thông tin kịp thời cho báo chí nước ngoài trong đợt mưa lũ. {_EXAMPLE}"
    ad_hoc = ListFacts(
        "Đề nghị khen thưởng đột xuất (ví dụ)",
        _ADDRESSEE,
        "",
        "Thành tích xuất sắc, đột xuất trong công tác thông tin đối ngoại.",
        [CommendationFacts(best, "Bằng khen", merit)],
    )
    make_list(facts=ad_hoc, scheme=None, made_by=officer, on=on)


def _corrected(scheme: EmulationScheme) -> ScoreSheet | None:
    return sheets_of(scheme).filter(scores__checked_points__isnull=False).first()


def _criteria() -> list[CriterionFacts]:
    return [
        CriterionFacts(
            "Việc phải báo được trả lời đúng hạn",
            CriterionKind.SHARE,
            Decimal(30),
            _FIRST,
            drawn_from=DrawnFrom.TIMELY,
            empty_points=Decimal(15),
        ),
        CriterionFacts(
            "Báo cáo gửi đúng hạn",
            CriterionKind.STEPS,
            Decimal(15),
            _FIRST,
            drawn_from=DrawnFrom.REPORTS,
            steps=[Step(Decimal(at), Decimal(points)) for at, points in _STEPS],
            empty_points=Decimal(10),
        ),
        CriterionFacts(
            "Nhiệm vụ hoàn thành đúng hạn",
            CriterionKind.SHARE,
            Decimal(25),
            _FIRST,
            "Nhiệm vụ trong kế hoạch của thành phố mà đơn vị chủ trì.",
            DrawnFrom.TASKS,
            empty_points=Decimal(12),
        ),
        CriterionFacts(
            "Kế hoạch của đơn vị", CriterionKind.GRADED, Decimal(15), _SECOND, grades=_grades(_PLAN)
        ),
        CriterionFacts(
            "Sản phẩm thông tin đối ngoại",
            CriterionKind.GRADED,
            Decimal(15),
            _SECOND,
            grades=_grades(_PRODUCTS),
        ),
        CriterionFacts(
            "Sáng kiến, mô hình mới được nhân rộng",
            CriterionKind.BONUS,
            Decimal(5),
            _THIRD,
            each=Decimal("2.5"),
        ),
        CriterionFacts(
            "Bị nhắc nhở bằng văn bản", CriterionKind.DEDUCTION, Decimal(6), _THIRD, each=Decimal(2)
        ),
    ]


def _grades(told: tuple[tuple[str, int, str], ...]) -> list[Grade]:
    return [Grade(name, Decimal(points), words) for name, points, words in told]


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
