"""Fills the demo with a year and more of Hà Nội: plans adopted, rounds opened, bodies reorganised, work reported."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from haidang.agencies.enums import AgencyKind
from haidang.agencies.models import Account, Agency, Succession
from haidang.desk.management.hanoi.answers import Answering
from haidang.desk.management.hanoi.bodies import (
    CITY,
    REORGANISED_ON,
    appoint_focal_persons,
    authors_of,
    enter_bodies,
    hand_parts_over,
)
from haidang.desk.management.hanoi.papers import plan_paper, sample_groups
from haidang.desk.management.hanoi.reorganised import ask_for_what_must_be_passed_on, reorganise
from haidang.documents.operations.screening import Screening
from haidang.foundation.operations import put_notice
from haidang.programme.enums import ItemKind
from haidang.programme.models import Programme
from haidang.reports.enums import ObligationKind
from haidang.reports.models import Obligation
from haidang.reports.operations.opening import Asked, ask_agencies, ask_parts, open_rounds
from haidang.reports.operations.screening import check_next_evidence
from haidang.reports.queries.opening import opening_plan
from haidang.reports.queries.pages import partners_of

PLANS = {2025: (date(2025, 1, 15), 901), 2026: (date(2026, 1, 14), 902)}
# What was asked of a body while it lived may be due after its end.
_OPENED_AHEAD = timedelta(days=45)
_LAST_DAY = date(2027, 1, 31)
_PARTS = 6
_BY_REGIME_SINCE = 2026

type HandIn = Callable[[str, bytes], Programme]


def plan_name(year: int) -> str:
    """This function will name the file of the sample plan of a year."""
    return f"ke-hoach-ha-noi-{year}-vi-du.docx"


def fill_year(*, officer: Account, hand_in: HandIn, today: date) -> None:
    """Fill the city of Hà Nội as of today: what is due is answered or late, what comes is open.

    `hand_in` takes a paper through reading and review to an adopted programme. What is there already stays as it is.
    """
    if Obligation.objects.exists():
        return
    enter_bodies()
    appoint_focal_persons()
    programmes = [
        hand_in(plan_name(year), plan_paper(year, on=on, last_number=number))
        for year, (on, number) in PLANS.items()
    ]
    with transaction.atomic():
        _live_through_reorganisations(programmes, officer, today)
        _move_parts(programmes, officer, days=_days_of_acts(after=REORGANISED_ON[-1]))
        _open_all(programmes, officer, today)
        _ask_for_this_week(officer, today)
        _ask_partners(officer, today)
        _answer(officer, today)
        # What the demo drew itself bears no mark; hundreds of pictures would keep the recogniser for an hour.
        while check_next_evidence(screen=lambda _stored, _looked_at: Screening("clear")):
            continue


def open_own_rounds(*, officer: Account, programmes: Sequence[Programme], today: date) -> None:
    """This function will open what programmes of the sample city ask for up to next month, and answer half of it."""
    known = set(Obligation.objects.filter(programme__in=programmes).values_list("programme", flat=True))
    new = [one for one in programmes if one.pk not in known]
    with transaction.atomic():
        for programme in new:
            _open(programme, officer, last=today + timedelta(days=35))
        rows = Obligation.objects.filter(programme__in=new).exclude(agency__kind=AgencyKind.GROUP)
        _answering(officer, today).answer_all(_loaded(rows))


def answer_what_is_due(*, officer: Account, what: Sequence[str], today: date) -> None:
    """This function will answer what is due by today of requests; what comes is left for who opens the demo."""
    rows = Obligation.objects.filter(what__in=what, due_on__lte=today, standing=None, waived_on=None)
    _answering(officer, today).answer_all(_loaded(rows))


def tell_that_figures_are_examples(accounts: QuerySet[Account]) -> None:
    """This function will tell everybody who logs in to the demo what in it is invented."""
    for account in accounts:
        put_notice(
            to=account,
            kind="desk.examples",
            title="Bản dùng thử: số liệu là ví dụ",
            text=(
                "Thành phố Hải Đăng không có thật. Đơn vị của Hà Nội và các lần sắp xếp lấy từ sổ đơn vị, "
                "có ghi nguồn; kế hoạch, báo cáo, số liệu, ảnh và người của Hà Nội ở đây đều là ví dụ."
            ),
            address="",
            key="desk.examples",
        )


def _live_through_reorganisations(programmes: Sequence[Programme], officer: Account, today: date) -> None:
    """In the order of the days: what is due before an act is answered, the act is carried out, what is open moves."""
    since = date.min
    for day in REORGANISED_ON:
        _move_parts(programmes, officer, days=_days_of_acts(after=since, before=day))
        _open_all([one for one in programmes if one.first_year == day.year], officer, day)
        request = ask_for_what_must_be_passed_on(officer=officer, day=day)
        _answer(officer, today, before=day, without=request)
        reorganise(officer=officer, day=day)
        # The acts know the bodies, not the collective names of a plan: those are edited.
        _move_parts(programmes, officer, days=[day])
        since = day


def _days_of_acts(*, after: date, before: date = date.max) -> list[date]:
    acts = Succession.objects.filter(predecessors__parent__code=CITY)
    acts = acts.filter(effective_on__gt=after, effective_on__lt=before)
    return sorted(set(acts.values_list("effective_on", flat=True)))


def _move_parts(programmes: Sequence[Programme], officer: Account, *, days: Sequence[date]) -> None:
    for programme in programmes:
        issued = programme.document.issued_on or date(programme.first_year, 1, 1)
        hand_parts_over(programme, days=[day for day in days if day > issued], by=officer)


def _open_all(programmes: Sequence[Programme], officer: Account, today: date) -> None:
    """What is asked by a day, of the bodies there are on it; what was asked before stays as it is."""
    for programme in programmes:
        _open(programme, officer, last=min(today + _OPENED_AHEAD, _LAST_DAY))
    for title, text, kinds, asked_on, due_on, kind in _REQUESTS:
        if asked_on <= today:
            bodies = Agency.objects.without_tree_fields().filter(parent__code=CITY, kind__in=kinds)
            asked = Asked(title, text, due_on, kind, programme=_programme_of(programmes, due_on))
            ask_agencies(
                asked=asked,
                agencies=list(bodies.alive_on(asked_on).order_by("name", "id")),
                asked_by=officer,
                key=f"vi-du-{asked_on}-{due_on}",
                today=asked_on,
            )


def _open(programme: Programme, officer: Account, *, last: date) -> None:
    first = date(programme.first_year, 1, 1)
    reports = programme.items.filter(kind=ItemKind.REPORT_REGIME).values_list("pk", flat=True)
    # Since then Hà Nội's reports are asked for by regimes (see report_year.py).
    is_by_regime = programme.first_year >= _BY_REGIME_SINCE and programme.owner_id == _city_id()
    for_all = [] if is_by_regime else list(reports)
    plan = opening_plan(programme, first=first, last=last, for_all_leads=for_all)
    open_rounds(
        programme=programme,
        first=first,
        last=last,
        chosen=[one.owed.key for one in plan.rounds],
        opened_by=officer,
        for_all_leads=for_all,
    )


def _city_id() -> int:
    return Agency.objects.without_tree_fields().get(code=CITY).pk


def _ask_for_this_week(officer: Account, today: date) -> None:
    """Something to do now, whatever the day is on which the demo is opened."""
    bodies = Agency.objects.without_tree_fields().filter(parent__code=CITY).alive_on(today)
    chosen = bodies.exclude(kind__in=(AgencyKind.GROUP, AgencyKind.DISTRICT)).order_by("name", "id")
    for days, title in (
        (4, "Lịch tiếp đoàn nước ngoài tháng tới"),
        (12, "Danh sách sản phẩm tiếng nước ngoài mới"),
    ):
        ask_agencies(
            asked=Asked(
                title,
                "Gửi theo mẫu đã thống nhất; không có thì báo không phát sinh.",
                today + timedelta(days=days),
            ),
            agencies=list(chosen),
            asked_by=officer,
            key=f"vi-du-tuan-{days}",
            today=today,
        )


def _answer(officer: Account, today: date, *, before: date = date.max, without: str = "") -> None:
    rows = Obligation.objects.filter(standing=None, waived_on=None, due_on__lt=before)
    _answering(officer, today).answer_all(_loaded(rows.exclude(what=without)))


def _ask_partners(officer: Account, today: date) -> None:
    coming = _loaded(Obligation.objects.filter(due_on__gt=today, item__isnull=False, standing=None))
    asked = 0
    for one in coming:
        partners = list(partners_of(one, on=today))
        if partners and asked < _PARTS:
            ask_parts(whole=one, partners=partners, due_on=one.due_on, asked_by=officer, today=today)
            asked += 1


def _answering(officer: Account, today: date) -> Answering:
    tasks = {task.text: task for _label, _title, tasks in sample_groups() for task in tasks}
    return Answering(officer, authors_of(officer), tasks, today)


def _loaded(rows: QuerySet[Obligation]) -> list[Obligation]:
    return list(rows.select_related("agency", "item", "standing", "programme").order_by("due_on", "id"))


def _programme_of(programmes: Sequence[Programme], day: date) -> Programme | None:
    return next((one for one in programmes if one.first_year == day.year), None)


_DEPARTMENTS = (
    AgencyKind.DEPARTMENT,
    AgencyKind.PARTY,
    AgencyKind.UNION,
    AgencyKind.DIVISION,
    AgencyKind.PRESS,
)
_EXAMPLE_OF = "Văn bản ví dụ."
_REQUESTS = (
    (
        "Danh sách người phát ngôn và đầu mối thông tin đối ngoại",
        _EXAMPLE_OF,
        _DEPARTMENTS,
        date(2025, 1, 20),
        date(2025, 2, 20),
        ObligationKind.REQUEST,
    ),
    (
        "Báo cáo 6 tháng của quận, huyện, thị xã",
        _EXAMPLE_OF,
        (AgencyKind.DISTRICT,),
        date(2025, 5, 20),
        date(2025, 6, 20),
        ObligationKind.REPORT,
    ),
    (
        "Báo cáo năm của xã, phường",
        _EXAMPLE_OF,
        (AgencyKind.COMMUNE,),
        date(2025, 11, 3),
        date(2025, 11, 25),
        ObligationKind.REPORT,
    ),
    (
        "Ban hành kế hoạch thông tin đối ngoại của xã, phường",
        _EXAMPLE_OF,
        (AgencyKind.COMMUNE,),
        date(2026, 1, 20),
        date(2026, 3, 10),
        ObligationKind.PLAN,
    ),
)
