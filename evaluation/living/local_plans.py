"""Plans of districts and communes under a city's plan, and how many of the units alive have one, before and after."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from evaluation.living.city import CITY, DECISIONS, adopt_paper, hand_in, read_all
from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account, Agency
from haidang.agencies.queries.reach import reach_to_see
from haidang.programme.enums import MatchState, UnitScope
from haidang.programme.models import Programme
from haidang.programme.operations.links import decide_link
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.programme.queries.coverage import programme_coverage

DUE_ON, LAST_OF_DISTRICTS, LATER = date(2025, 6, 30), date(2025, 6, 30), date(2025, 12, 14)
_FIRST_DAYS = {AgencyKind.DISTRICT: date(2025, 3, 3), AgencyKind.COMMUNE: date(2025, 8, 4)}
_PAPER = """ỦY BAN NHÂN DÂN
{name}

Số: {number}/KH-UBND

Hà Nội, ngày {day:%d} tháng {day:%m} năm {day:%Y}

KẾ HOẠCH
Công tác thông tin đối ngoại năm 2025

I. NHIỆM VỤ

1. Đăng tin, bài về các hoạt động đối ngoại trên trang thông tin điện tử của đơn vị

- Chủ trì: {of}.

- Thời gian: Năm 2025.

2. Tập huấn, bồi dưỡng nghiệp vụ thông tin đối ngoại cho cán bộ

- Chủ trì: {of}.

- Thời gian: Quý IV/2025.
"""


def local_plan_shares(programme: Programme, officer: Account) -> dict[str, Any]:
    """This function will ask all local units for plans, hand some in, and count them on both days."""
    city = Agency.objects.without_tree_fields().get(code=CITY)
    call_for_plans(
        programme=programme,
        scope=UnitScope.LOCAL,
        under=city,
        due_on=DUE_ON,
        called_by=officer,
        at=timezone.now(),
    )
    made = DECISIONS["local_plans"]
    names = _hand_in_plans(AgencyKind.DISTRICT, made["districts"], officer)
    names += _hand_in_plans(AgencyKind.COMMUNE, made["communes"], officer)
    read_all()
    for name in names:
        _link(programme, adopt_paper(name, officer, {}), officer)
    return {"local_plans": {str(day): _shares(programme, officer, day) for day in (LAST_OF_DISTRICTS, LATER)}}


def _hand_in_plans(kind: AgencyKind, many: int, officer: Account) -> list[str]:
    names = []
    for place, unit in enumerate(_units(kind)[:many]):
        name = f"{unit.code}.txt"
        day = _FIRST_DAYS[kind] + timedelta(days=place)
        hand_in(name, _paper(unit, place + 1, day).encode(), officer)
        names.append(name)
    return names


def _paper(unit: Agency, number: int, day: date) -> str:
    of = f"Ủy ban nhân dân {unit.name[:1].lower()}{unit.name[1:]}"
    return _PAPER.format(name=unit.name.upper(), number=number, day=day, of=of)


def _units(kind: AgencyKind) -> QuerySet[Agency]:
    return Agency.objects.without_tree_fields().filter(parent__code=CITY, kind=kind).order_by("code")


def _link(above: Programme, below: Programme, officer: Account) -> None:
    decide_link(
        above=above,
        below=below,
        state=MatchState.CONFIRMED,
        version=0,
        decided_by=officer,
        at=timezone.now(),
    )


def _shares(programme: Programme, officer: Account, day: date) -> list[str]:
    """Both days that a round tells of, each with its own denominator."""
    coverage = programme_coverage(programme, reach=reach_to_see(officer), on=day)
    return [f"{one.day:%d/%m/%Y}: {one.complete}" for asked in coverage.rounds for one in asked.in_order]
