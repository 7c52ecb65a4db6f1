"""Plans under the sample plan of Hà Nội: called for, made in the product, issued or still being made, and matched."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils import timezone

from haidang.agencies.models import Account, Agency
from haidang.desk.management.hanoi.bodies import CITY
from haidang.desk.management.hanoi.papers import COMMUNES
from haidang.desk.management.hanoi.register import body_called
from haidang.engines.drafting.plan_points import PlanBody, PlanPoint
from haidang.programme.enums import AssignmentRole, ItemKind, MatchState, UnitScope
from haidang.programme.models import Item, PlanCall, PlanDraft, Programme
from haidang.programme.operations.links import decide_link, decide_matches
from haidang.programme.operations.making import Edit, approve_plan, start_plan
from haidang.programme.operations.making_issue import issue_plan
from haidang.programme.operations.plan_calls import call_for_plans
from haidang.programme.queries.making import DraftHead, PlanContent
from haidang.programme.queries.making_copy import (
    copied_content,
    copied_head,
    copied_tasks,
    outline_content,
)
from haidang.programme.queries.matches import SURE_PERCENT, proposals_from

_EXAMPLE = "Không có chữ ký: văn bản ví dụ"


@dataclass(frozen=True, slots=True)
class PlanBelow:
    """A plan that a unit makes of the tasks that `leads` lead in the plan above."""

    owner: str
    leads: str
    number: str
    sign: str
    authority: str
    issued_on: date


_BELOW = (
    PlanBelow("hn-so-dl", "hn-so-dl", "911/KH-SDL", "KH-SDL", "GIÁM ĐỐC", date(2026, 2, 10)),
    PlanBelow(
        "Phường Hoàn Kiếm", COMMUNES, "912/KH-UBND", "KH-UBND", "TM. ỦY BAN NHÂN DÂN", date(2026, 2, 24)
    ),
    PlanBelow("Phường Ba Đình", COMMUNES, "913/KH-UBND", "KH-UBND", "TM. ỦY BAN NHÂN DÂN", date(2026, 3, 3)),
)
# A unit does more than it is told to: no point above asks for this.
_OWN_TASK = PlanPoint(
    0, "task", "Cập nhật sổ tay lễ tân và danh mục quà tặng của cơ quan (ví dụ)", timing="Cả năm"
)
_CALLS = ((UnitScope.DEPARTMENT, date(2026, 2, 28)), (UnitScope.LOCAL, date(2026, 3, 10)))


def make_plans_below(above: Programme, *, officer: Account, leader: Account, today: date) -> None:
    """Call for plans under a programme, issue some and tie them to it; next year's plan is approved and being made.

    This function will do nothing where a plan was made in the product before.
    """
    if PlanDraft.objects.exists() or PlanCall.objects.exists():
        return
    city = Agency.objects.without_tree_fields().get(code=CITY)
    at = timezone.make_aware(datetime.combine(today, time(8)))
    for scope, due_on in _CALLS:
        call_for_plans(programme=above, scope=scope, under=city, due_on=due_on, called_by=officer, at=at)
    for told in _BELOW:
        below = _issued(told, above, officer=officer, leader=leader)
        _tie(above, below, officer=officer, at=at)
    _next_year(above, officer=officer, leader=leader, today=today)


def _issued(told: PlanBelow, above: Programme, *, officer: Account, leader: Account) -> Programme:
    owner = body_called(told.owner, on=told.issued_on)
    draft = start_plan(
        owner=owner,
        content=_content(told, owner, above, year=above.first_year),
        source=above,
        token=f"vi-du-{told.number}",
        made_by=officer,
    )
    draft = _approved(draft, leader)
    return issue_plan(
        draft=draft,
        number=told.number,
        issued_on=told.issued_on,
        version=draft.version,
        issued_by=officer,
    )


def _approved(draft: PlanDraft, leader: Account) -> PlanDraft:
    return approve_plan(draft=draft, edit=Edit(leader, draft.version, f"duyet-{draft.token}"))


def _content(told: PlanBelow, owner: Agency, above: Programme, *, year: int) -> PlanContent:
    head = DraftHead(
        title=f"Thực hiện công tác thông tin đối ngoại năm {year} của {owner.name} (văn bản ví dụ)",
        first_year=year,
        last_year=year,
        superior="Ủy ban nhân dân thành phố Hà Nội",
        place="Hà Nội",
        sign=told.sign,
        authority=told.authority,
        signer=_EXAMPLE,
    )
    tasks = copied_tasks(
        above, _led_by(told.leads, above, told.issued_on), by=year - above.first_year, on=told.issued_on
    )
    lead = (PlanBody(owner.name, owner.pk),)
    own = tuple(replace(task, lead=lead) for task in (*tasks, _OWN_TASK))
    outline = outline_content(head).points
    return PlanContent(head, tuple(_with_words(part, own, place) for place, part in enumerate(outline)))


def _with_words(part: PlanPoint, tasks: tuple[PlanPoint, ...], place: int) -> PlanPoint:
    """The second part of the outline holds the work; the first one says what kind of paper this is."""
    if place == 1:
        return replace(part, children=tasks)
    words = ("Kế hoạch này do Hải Đăng viết để dùng thử; mọi nội dung đều là ví dụ.",)
    return part if place else replace(part, children=(replace(part.children[0], content=words),))


def _led_by(leads: str, above: Programme, on: date) -> list[int]:
    lead = body_called(leads, on=on)
    tasks = Item.objects.without_tree_fields().filter(
        programme=above,
        kind=ItemKind.TASK,
        ended_at=None,
        assignments__agency=lead,
        assignments__role=AssignmentRole.LEAD,
        assignments__valid_to=None,
    )
    return list(tasks.order_by("position", "id").values_list("pk", flat=True))


def _tie(above: Programme, below: Programme, *, officer: Account, at: datetime) -> None:
    """What is most alike is confirmed; the rest waits for a person."""
    link = decide_link(
        above=above, below=below, state=MatchState.CONFIRMED, version=0, decided_by=officer, at=at
    )
    sure = proposals_from(link, least=SURE_PERCENT)
    decide_matches(link=link, versions=sure, state=MatchState.CONFIRMED, decided_by=officer, at=at)


def _next_year(above: Programme, *, officer: Account, leader: Account, today: date) -> None:
    """The city's plan of next year is being written; a department's is approved and waits for its number."""
    year = above.last_year + 1
    head = replace(copied_head(above, first_year=year, last_year=year), signer=_EXAMPLE)
    start_plan(
        owner=above.owner or Agency.objects.without_tree_fields().get(code=CITY),
        content=copied_content(above, head, on=today),
        source=above,
        token=f"vi-du-{year}",
        made_by=officer,
    )
    told = PlanBelow("hn-so-vhtt", "hn-so-vhtt", "", "KH-SVHTT", "GIÁM ĐỐC", today)
    owner = body_called(told.owner, on=today)
    draft = start_plan(
        owner=owner,
        content=_content(told, owner, above, year=year),
        source=above,
        token=f"vi-du-{year}-{owner.code}",
        made_by=officer,
    )
    _approved(draft, leader)
