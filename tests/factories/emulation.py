"""Schemes of emulation for tests, made as the screens make them."""

from datetime import date
from decimal import Decimal
from typing import Any

from factories.reports import at_noon

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account, Agency
from haidang.engines.reckoning.emulation import Step
from haidang.oversight.enums import CriterionKind, DrawnFrom
from haidang.oversight.models import EmulationScheme, ScoreSheet
from haidang.oversight.operations.schemes import (
    add_scheme,
    open_scheme,
    publish_scheme,
    set_criteria,
    tell_scores,
)
from haidang.oversight.operations.scoring import check_as_they_are, send_own_scores
from haidang.oversight.queries.facts import CriterionFacts, Grade, GroupFacts, OwnScore, SchemeFacts
from haidang.oversight.queries.sheets import mark_of_ranking, ranking_of, sheets_of
from haidang.reports.queries.answers import Answer

OPENED_ON, CHECKED_ON, TOLD_ON, PUBLISHED_ON = (
    date(2026, 11, 2),
    date(2026, 11, 20),
    date(2026, 11, 25),
    date(2026, 12, 5),
)
SELF_DUE_ON, APPEALS_UNTIL = date(2026, 11, 15), date(2026, 12, 1)
REPORTS = CriterionFacts(
    "Báo cáo gửi đúng hạn",
    CriterionKind.SHARE,
    Decimal(20),
    "I. Thực hiện nhiệm vụ",
    drawn_from=DrawnFrom.REPORTS,
)
GRADES = (
    Grade("Tốt", Decimal(10), "ban hành trước 31/1"),
    Grade("Khá", Decimal(7)),
    Grade("Chưa làm", Decimal(0)),
)
PLAN = CriterionFacts(
    "Chất lượng kế hoạch", CriterionKind.GRADED, Decimal(10), "I. Thực hiện nhiệm vụ", grades=GRADES
)
BONUS = CriterionFacts(
    "Sáng kiến được nhân rộng", CriterionKind.BONUS, Decimal(3), "II. Cộng, trừ", each=Decimal("1.5")
)
DEDUCTION = CriterionFacts(
    "Bị nhắc nhở bằng văn bản", CriterionKind.DEDUCTION, Decimal(4), "II. Cộng, trừ", each=Decimal(2)
)
CRITERIA = (REPORTS, PLAN, BONUS, DEDUCTION)


def steps_criterion(**fields: Any) -> CriterionFacts:
    """This function will return a criterion by steps of everything owed."""
    steps = (Step(Decimal(50), Decimal(2)), Step(Decimal(90), Decimal(5)))
    usual: dict[str, Any] = {"drawn_from": DrawnFrom.TIMELY, "steps": steps}
    return CriterionFacts("Việc báo đúng hạn", CriterionKind.STEPS, Decimal(5), **(usual | fields))


def scheme_facts(**fields: Any) -> SchemeFacts:
    usual: dict[str, Any] = {
        "name": "Thi đua thông tin đối ngoại năm 2026",
        "first_month": 2026 * 12,
        "last_month": 2026 * 12 + 11,
        "self_due_on": SELF_DUE_ON,
        "groups": (GroupFacts("Khối sở, ngành", (AgencyKind.DEPARTMENT,)),),
    }
    return SchemeFacts(**(usual | fields))


def make_scheme(officer: Account, criteria: Any = CRITERIA, **fields: Any) -> EmulationScheme:
    """This function will make a scheme with criteria, being prepared."""
    scheme = add_scheme(facts=scheme_facts(**fields), made_by=officer)
    return set_criteria(scheme=scheme, version=scheme.version, criteria=criteria, set_by=officer)


def opened_scheme(officer: Account, criteria: Any = CRITERIA, **fields: Any) -> EmulationScheme:
    """This function will make a scheme that is open to the units there are."""
    scheme = make_scheme(officer, criteria, **fields)
    return open_scheme(scheme=scheme, version=scheme.version, opened_by=officer, at=at_noon(OPENED_ON))


def sheet_of(scheme: EmulationScheme, agency: Agency) -> ScoreSheet:
    return sheets_of(scheme).get(agency=agency)


def own_scores(
    scheme: EmulationScheme, *, grade: int | None = 0, bonus: int = 0, warned: int = 0
) -> dict[int, OwnScore]:
    """This function will return what a unit says of the criteria scored by hand, in the order of CRITERIA."""
    keys = dict(scheme.criteria.values_list("title", "pk"))
    return {
        keys[PLAN.title]: OwnScore(grade=grade, note="Kế hoạch 12/KH-SDL"),
        keys[BONUS.title]: OwnScore(times=bonus),
        keys[DEDUCTION.title]: OwnScore(times=warned),
    }


def send_scores(sheet: ScoreSheet, account: Account, **given: Any) -> ScoreSheet:
    """This function will send a unit's self-score as someone who has the page open as it is now."""
    return send_own_scores(
        sheet=sheet,
        version=sheet.version,
        scores=own_scores(sheet.scheme, **given),
        answer=Answer(),
        sent_by=account,
        at=at_noon(OPENED_ON),
    )


def told_scheme(scheme: EmulationScheme, officer: Account) -> EmulationScheme:
    """This function will check every sheet as it is and tell the units."""
    check_as_they_are(sheets=list(sheets_of(scheme)), checked_by=officer, at=at_noon(CHECKED_ON))
    scheme.refresh_from_db()
    return tell_scores(
        scheme=scheme,
        version=scheme.version,
        appeals_until=APPEALS_UNTIL,
        told_by=officer,
        at=at_noon(TOLD_ON),
    )


def published_scheme(scheme: EmulationScheme, officer: Account) -> EmulationScheme:
    """This function will publish a scheme whose scores were told."""
    return publish_scheme(
        scheme=scheme,
        version=scheme.version,
        number="12/TB-BCĐ",
        seen=mark_of_ranking(ranking_of(scheme, on=PUBLISHED_ON)),
        published_by=officer,
        at=at_noon(PUBLISHED_ON),
    )
