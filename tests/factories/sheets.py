"""A city with more to tell leaders than one sheet holds, all of it in long words."""

from datetime import date, timedelta

from django.utils import timezone
from factories.agencies import make_agency
from factories.levels import make_plan
from factories.money import make_entry, make_line
from factories.reports import ask, send

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account
from haidang.programme.enums import BudgetEntryKind, UnitScope
from haidang.programme.models import PlanCall, Programme
from haidang.reports.models import Submission
from haidang.reports.operations.answering import accept_submission, return_submission

LONG = "tuyên truyền, quảng bá hình ảnh thành phố tới bạn bè quốc tế trên các kênh thông tin đối ngoại"
MANY, FEW = 9, 2


def fill_sheet(officer: Account, *, today: date) -> Programme:
    """This function will fill every part of the leaders' sheet of a day, and return one of its programmes."""
    units = [
        make_agency(f"Ban Quản lý dự án phát triển thông tin đối ngoại khu vực số {number} thành phố")
        for number in range(MANY)
    ]
    for place, unit in enumerate(units):
        _fill_unit(officer, unit, place, today)
    programmes = [_programme(officer, number, today) for number in range(MANY)]
    return programmes[0]


def _fill_unit(officer: Account, unit, place: int, today: date) -> None:
    title = f"Số {place}: {LONG}"
    opened = today - timedelta(days=60)
    ask(officer, unit, due_on=today - timedelta(days=20 + place), today=opened, title=title)
    ask(officer, unit, due_on=today + timedelta(days=1 + place), today=opened, title=title)
    (told,) = ask(officer, unit, due_on=today + timedelta(days=30), today=opened, title=title)
    (waiting,) = ask(officer, unit, due_on=today + timedelta(days=60), today=opened, title=title)
    if place < FEW:
        _decide(send(waiting, officer, on=today), place, officer, today)
    send(told, officer, f"Vướng mắc {place}: {LONG}; {LONG}", progress="obstacle", on=today)


def _decide(sent: Submission, place: int, officer: Account, today: date) -> None:
    if place:
        accept_submission(submission=sent, decided_by=officer, on=today)
    else:
        return_submission(submission=sent, decided_by=officer, reason="Thiếu số liệu", on=today)


def _programme(officer: Account, number: int, today: date) -> Programme:
    heading = {"kind": "Kế hoạch", "number": f"{number}/KH-UBND", "title": f"Kế hoạch {number} {LONG}"}
    programme = make_plan(
        f"{number}/KH-UBND", [f"Việc {number}"], adopted_by=officer, issued_on=today, heading=heading
    )
    Programme.objects.filter(pk=programme.pk).update(first_year=today.year, last_year=today.year)
    programme.refresh_from_db()
    line = make_line(programme, executor=make_agency(f"Sở Tài chính {number}", kind=AgencyKind.DEPARTMENT))
    for kind in (BudgetEntryKind.PLANNED, BudgetEntryKind.ALLOCATED, BudgetEntryKind.SPENT):
        make_entry(line, 123_456_789_000 + number, kind=kind, year=today.year, dated_on=today)
    for scope in UnitScope.values:
        PlanCall.objects.create(
            programme=programme, scope=scope, due_on=today, called_by=officer, called_at=timezone.now()
        )
    return programme
